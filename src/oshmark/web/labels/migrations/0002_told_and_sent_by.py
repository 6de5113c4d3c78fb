# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What owners of units were told, and whom a report is counted for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("labels", "0001_labels_and_units")]

    operations = [
        migrations.AddField("claim", "told", models.JSONField(default=dict)),
        migrations.AddField("report", "sent_by", models.CharField(blank=True, max_length=64)),
    ]
