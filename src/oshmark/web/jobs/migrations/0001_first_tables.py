# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("args", models.JSONField(default=dict)),
                ("key", models.TextField()),
                ("urgent", models.BooleanField(default=False)),
                ("state", models.CharField(default="waiting", max_length=7)),
                ("not_before", models.DateTimeField()),
                ("put_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("taken_by", models.CharField(blank=True, max_length=60)),
                ("taken_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("says", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "not_before"], name="job_to_take")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("key",), name="one_waiting_a_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")), fields=("key",), name="one_running_a_key"
                    ),
                ],
            },
        ),
    ]
