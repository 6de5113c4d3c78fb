# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels and their units; drafts, claims and reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[
                ("number", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("release", models.TextField(db_index=True)),
                ("version", models.TextField()),
                ("producer", models.CharField(db_index=True, max_length=40)),
                ("municipality", models.TextField()),
                ("country", models.CharField(max_length=2)),
                ("manifest", models.CharField(max_length=64)),
                ("declaration", models.CharField(max_length=64)),
                ("bill", models.CharField(max_length=64)),
                ("gtin", models.CharField(blank=True, db_index=True, max_length=14)),
                ("issued_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("touched", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("release", "producer", "municipality", "country"),
                        name="one_running_label_a_place",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), models.Q(("gtin", ""), _negated=True)),
                        fields=("gtin",),
                        name="one_running_label_a_gtin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=8)),
                ("serial", models.CharField(blank=True, max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("text", models.TextField()),
                ("reply_to", models.CharField(blank=True, max_length=254)),
                ("sent_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("improved_in", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["label", "sent_at"], name="label_report_sent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("fault", "copy", "feedback"))), name="label_report_kind_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prefix", models.CharField(max_length=20)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("digits", models.PositiveSmallIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("issued_at", models.DateTimeField()),
                ("event", models.BigIntegerField(unique=True)),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="labels.label"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=8)),
                ("serial", models.CharField(max_length=20)),
                ("claimed_at", models.DateTimeField()),
                ("given_up_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["label", "serial"], name="claim_of_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("given_up_at__isnull", True)),
                        fields=("label", "serial", "owner"),
                        name="one_claim_an_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.TextField()),
                ("producer", models.CharField(max_length=40)),
                ("label", models.CharField(blank=True, max_length=8)),
                ("written", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="label_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("release", "producer"), name="one_draft_a_producer")],
            },
        ),
    ]
