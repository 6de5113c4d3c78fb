# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often somebody has complained lately."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_cases_and_certificates")]

    operations = [
        migrations.CreateModel(
            name="ComplaintSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_by", models.CharField(db_index=True, max_length=64)),
                ("sent_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
