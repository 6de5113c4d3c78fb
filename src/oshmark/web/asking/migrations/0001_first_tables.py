# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
                ("address", models.TextField()),
                ("source", models.TextField(db_index=True)),
                ("state", models.CharField(default="waiting", max_length=7)),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(db_index=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("worker", models.CharField(max_length=60)),
                ("says", models.TextField(blank=True)),
                ("report", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=("source",),
                        name="one_look_at_a_time",
                    )
                ],
            },
        ),
    ]
