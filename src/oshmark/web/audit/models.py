# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of the event log."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One decision, as `library.events.Event` says it; `data` is the JSON that was hashed."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=80)
    schema = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    subject = models.TextField()
    data = models.TextField()
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """The log is read in the order in which it was written."""

        ordering = ("number",)
        indexes = (models.Index(fields=("subject", "kind"), name="event_subject_kind"),)

    def __str__(self) -> str:
        """Number and kind."""
        return f"{self.number} {self.kind}"
