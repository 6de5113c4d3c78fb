# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources that were made for a look are told from those that an operator leaves alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crawling", "0002_wishes")]

    operations = [
        migrations.AddField(model_name="source", name="provisional", field=models.BooleanField(default=False)),
    ]
