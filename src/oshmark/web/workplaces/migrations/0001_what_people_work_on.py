# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts, uploads, typed input, habits and notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseDraft",
            fields=[
                ("application", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("written", models.TextField()),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Habits",
            fields=[
                ("person", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("away_until", models.DateField(null=True)),
                ("digest_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=100)),
                ("application", models.CharField(max_length=100)),
                ("todo", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(db_index=True, null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="notice_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedInput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=100)),
                ("place", models.TextField()),
                ("fields", models.TextField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "place"), name="saved_input_once_a_page")],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("application", models.CharField(db_index=True, max_length=100)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("name", models.TextField()),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.BigIntegerField()),
                ("address", models.TextField(blank=True)),
                ("uploaded_by", models.CharField(max_length=100)),
                ("uploaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "sha256"), name="upload_once_an_application")
                ],
            },
        ),
    ]
