# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists as hosts gave them last, to be read again when a host says that nothing has changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crawling", "0003_provisional_sources")]

    operations = [
        migrations.AddField(model_name="address", name="kept", field=models.BinaryField(null=True)),
    ]
