# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is told of changes by e-mail, without an account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0002_complaints_sent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("ref", models.CharField(max_length=100)),
                ("address", models.CharField(db_index=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("asked_by", models.CharField(db_index=True, max_length=64)),
                ("asked_at", models.DateTimeField(db_index=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told", models.BigIntegerField(default=0)),
                ("telling", models.BigIntegerField(default=0)),
                ("busy_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["told"], name="watch_told")],
                "constraints": [models.UniqueConstraint(fields=("kind", "ref", "address"), name="watch_once")],
            },
        ),
    ]
