# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others tell us by hooks to look at."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crawling", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("connector", models.CharField(max_length=40)),
                ("address", models.TextField(unique=True)),
                ("stranger", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("served_at", models.DateTimeField(null=True)),
                (
                    "source",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="crawling.source"),
                ),
            ],
        ),
    ]
