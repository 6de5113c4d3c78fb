# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AllowedLicence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("licence", models.TextField(unique=True)),
                ("reason", models.TextField()),
                ("allowed_at", models.DateTimeField()),
                ("event", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                ("host", models.CharField(db_index=True, max_length=260)),
                ("path", models.TextField()),
                ("folder", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                ("version", models.TextField()),
                ("state", models.CharField(max_length=10)),
                ("digest", models.CharField(max_length=64)),
                ("noticed", models.CharField(blank=True, max_length=64)),
                ("name", models.TextField()),
                ("licence_written", models.TextField(blank=True)),
                ("licence", models.TextField(blank=True)),
                ("licence_class", models.CharField(max_length=20)),
                ("openness", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                ("completeness", models.PositiveSmallIntegerField()),
                ("latest", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.BigIntegerField()),
                ("touched", models.BigIntegerField(db_index=True)),
                ("provenance", models.TextField()),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="library.module"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "name"], name="release_state_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("admitted", "waiting"))), name="release_state_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("latest", True)), fields=("module",), name="one_latest_release_a_module"
                    ),
                ],
            },
        ),
    ]
