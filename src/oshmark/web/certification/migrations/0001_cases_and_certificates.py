# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of applications and certificates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("body", models.CharField(max_length=100)),
                ("scheme", models.CharField(max_length=100)),
                ("version", models.CharField(max_length=300)),
                ("applicant", models.CharField(db_index=True, max_length=100)),
                ("kind", models.CharField(max_length=30)),
                ("ref", models.TextField()),
                ("name", models.TextField(blank=True)),
                ("state", models.CharField(max_length=30)),
                ("public", models.BooleanField()),
                ("opened_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["body", "state", "since"], name="case_body_state")],
            },
        ),
        migrations.CreateModel(
            name="CertificateRow",
            fields=[
                ("number", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("body", models.CharField(max_length=100)),
                ("scheme", models.CharField(max_length=100)),
                ("version", models.CharField(max_length=300)),
                ("level", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=30)),
                ("holder", models.CharField(db_index=True, max_length=100)),
                ("ref", models.TextField(db_index=True)),
                ("name", models.TextField(blank=True)),
                ("subject_version", models.TextField(blank=True)),
                ("municipality", models.TextField(blank=True)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("issued_at", models.DateTimeField()),
                ("valid_until", models.DateField(null=True)),
                ("suspended_until", models.DateField(null=True)),
                ("ended", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-issued_at", "number"], name="certificate_newest"),
                    models.Index(fields=["body", "-issued_at"], name="certificate_body_newest"),
                ],
            },
        ),
    ]
