# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that come in pieces, and what is shown of those that are there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32, unique=True)),
                ("application", models.CharField(db_index=True, max_length=100)),
                ("place", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("person", models.CharField(db_index=True, max_length=100)),
                ("name", models.TextField()),
                ("mark", models.CharField(blank=True, max_length=100)),
                ("private", models.BooleanField()),
                ("size", models.BigIntegerField()),
                ("began_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="LookedInto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=12)),
                ("reader", models.CharField(max_length=32)),
                ("found", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sha256", "what"), name="looked_into_once_a_file")],
            },
        ),
        migrations.CreateModel(
            name="SmallPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sha256", "width"), name="small_picture_once_a_size")],
            },
        ),
        migrations.CreateModel(
            name="TakenOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("application", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("taken", models.CharField(blank=True, max_length=200)),
                ("looked", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "sha256"), name="taken_out_once_a_file")
                ],
            },
        ),
    ]
