# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree over the log, its signed states, and the personal parts of events."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_find_events_by_subject"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hashes", models.BinaryField()),
            ],
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=300)),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("size",),
                "constraints": [models.UniqueConstraint(fields=("origin", "size"), name="checkpoint_origin_size")],
            },
        ),
        migrations.CreateModel(
            name="PersonalPart",
            fields=[
                ("commitment", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("person", models.CharField(db_index=True, max_length=100)),
                ("purpose", models.CharField(max_length=60)),
                ("salt", models.BinaryField(null=True)),
                ("content", models.TextField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_reason", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", False), ("erased_at__isnull", True), ("salt__isnull", False)),
                            models.Q(("content__isnull", True), ("erased_at__isnull", False), ("salt__isnull", True)),
                            _connector="OR",
                        ),
                        name="personal_part_whole_or_erased",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=500)),
                ("line", models.TextField()),
                ("seen_at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cosignatures", to="audit.checkpoint"
                    ),
                ),
            ],
            options={
                "ordering": ("witness",),
                "constraints": [models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosignature_witness")],
            },
        ),
    ]
