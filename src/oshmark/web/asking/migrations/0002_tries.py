# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often a look was taken over from a process that had ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0001_first_tables")]

    operations = [
        migrations.AddField(model_name="visit", name="tries", field=models.PositiveIntegerField(default=0)),
    ]
