# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters that wait to be tried again, guests, and files beside a certificate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workplaces", "0001_what_people_work_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Guest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("application", models.CharField(db_index=True, max_length=100)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("address", models.CharField(blank=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("asked_by", models.CharField(max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("busy_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("person", models.CharField(blank=True, max_length=100)),
                ("answered_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("certificate", models.CharField(db_index=True, max_length=100)),
                ("application", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("facts", models.TextField(blank=True)),
                ("handed_in_by", models.CharField(max_length=100)),
                ("handed_in_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LookedAt",
            fields=[
                ("what", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="habits",
            name="no_digest",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="habits",
            name="no_turns",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="notice",
            name="busy_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="letter",
            field=models.CharField(blank=True, db_index=True, max_length=32),
        ),
        migrations.AddField(
            model_name="notice",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
