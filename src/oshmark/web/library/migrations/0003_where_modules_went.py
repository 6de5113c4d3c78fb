# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether modules are gone from their places, and where they went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_withdrawals_and_agents"),
    ]

    operations = [
        migrations.AddField(
            model_name="module",
            name="gone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="module",
            name="moved_to",
            field=models.TextField(blank=True),
        ),
    ]
