# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of attestations that releases claim."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Scanned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("touched", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Claimed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.TextField()),
                ("address", models.TextField()),
                ("method", models.TextField(blank=True)),
                ("worth", models.CharField(blank=True, max_length=20)),
                ("why", models.CharField(blank=True, max_length=20)),
                ("asked_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(db_index=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("release", "address"), name="one_row_a_claim")],
            },
        ),
    ]
