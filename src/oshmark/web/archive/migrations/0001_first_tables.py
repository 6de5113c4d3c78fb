# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Archiving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.TextField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("everything", models.BooleanField()),
                ("tried_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("again_at", models.DateTimeField(db_index=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReadBill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("reader", models.CharField(max_length=32)),
                ("found", models.BinaryField(null=True)),
                ("problem", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Removed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("removed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ArchivedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.TextField(db_index=True)),
                ("path", models.TextField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("manifest", "Manifest"),
                            ("bom", "Bom"),
                            ("source", "Source"),
                            ("export", "Export"),
                            ("instruction", "Instruction"),
                            ("licence", "Licence"),
                            ("image", "Image"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.TextField()),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("size", models.BigIntegerField(null=True)),
                ("media_type", models.CharField(blank=True, max_length=80)),
                ("fetched_from", models.TextField(blank=True)),
                ("fetched_at", models.DateTimeField()),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "path"), name="one_archived_file_a_path"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), ("problem", ""), _connector="XOR"),
                        name="archived_file_has_bytes_or_a_problem",
                    ),
                ],
            },
        ),
    ]
