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
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.TextField(unique=True)),
                ("etag", models.TextField(blank=True)),
                ("last_modified", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("status", models.PositiveIntegerField(default=0)),
                ("says", models.TextField(blank=True)),
                ("requested_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.TextField(unique=True)),
                ("until", models.DateTimeField()),
                ("requests_left", models.PositiveIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Repository",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                ("connector", models.CharField(max_length=40)),
                ("state", models.TextField(blank=True)),
                ("next_state", models.TextField(blank=True)),
                ("first_seen_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("misses", models.PositiveIntegerField(default=0)),
                ("missed_since", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("moved_to", models.TextField(blank=True)),
                ("says", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("rechecked", models.BooleanField(default=False)),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("commit", models.TextField()),
                ("file_url", models.TextField()),
                ("complete", models.BooleanField()),
                ("paths", models.BinaryField()),
                ("listed_at", models.DateTimeField()),
                (
                    "repository",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="listing", to="crawling.repository"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="repository",
            name="run",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="crawling.run"),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(unique=True)),
                ("base", models.TextField(blank=True)),
                ("paused", models.BooleanField(default=False)),
                ("every_hours", models.PositiveIntegerField(default=24)),
                ("added_at", models.DateTimeField()),
                (
                    "named_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lists",
                        to="crawling.source",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="run",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="crawling.source"
            ),
        ),
        migrations.AddField(
            model_name="repository",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="repositories", to="crawling.source"
            ),
        ),
        migrations.CreateModel(
            name="Haul",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("raw", models.BinaryField()),
                ("facts", models.JSONField()),
                ("found_at", models.DateTimeField()),
                (
                    "repository",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hauls", to="crawling.repository"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("repository", "path"), name="one_haul_a_file")],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("kind", models.CharField(max_length=40)),
                ("args", models.JSONField()),
                ("state", models.CharField(default="open", max_length=5)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("taken_by", models.CharField(blank=True, max_length=60)),
                ("taken_until", models.DateTimeField(null=True)),
                ("says", models.TextField(blank=True)),
                (
                    "repository",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="crawling.repository",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="crawling.run"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["run", "state", "id"], name="item_to_take"),
                    models.Index(fields=["repository", "state"], name="item_of_repository"),
                ],
                "constraints": [models.UniqueConstraint(fields=("run", "key"), name="one_item_a_task")],
            },
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)), fields=("source",), name="one_run_at_a_time"
            ),
        ),
    ]
