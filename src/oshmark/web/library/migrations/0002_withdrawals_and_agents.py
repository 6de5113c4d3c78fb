# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is withdrawn, who is credited, and which agents are one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgentAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                ("merged_into", models.TextField(db_index=True)),
                ("reason", models.TextField()),
                ("merged_at", models.DateTimeField()),
                ("event", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agent", models.TextField(db_index=True)),
                ("role", models.CharField(max_length=20)),
                ("name", models.TextField()),
                ("organisation", models.BooleanField()),
                ("url", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(unique=True)),
                ("why", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                ("withdrawn_at", models.DateTimeField()),
                ("event", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_state_known",
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("admitted", "waiting", "withdrawn"))), name="release_state_known"
            ),
        ),
        migrations.AddField(
            model_name="credit",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="library.release"
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.UniqueConstraint(fields=("release", "agent", "role"), name="one_credit_a_role"),
        ),
    ]
