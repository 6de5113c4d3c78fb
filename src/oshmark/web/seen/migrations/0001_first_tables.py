# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FileSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.TextField(db_index=True)),
                ("path", models.TextField()),
                ("perma_url", models.TextField()),
                ("listed_at", models.DateTimeField(null=True)),
                ("requested_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("sampled_at", models.DateTimeField(db_index=True, null=True)),
                ("status", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["requested_at"], name="file_asked_for_longest_ago")],
                "constraints": [models.UniqueConstraint(fields=("release", "path"), name="one_row_a_file")],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
    ]
