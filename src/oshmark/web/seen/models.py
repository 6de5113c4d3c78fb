# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of files. Like that of the crawl it is neither truth nor projection (docs/adr/0007): it is backed up as it
is, and `oshmark rebuild` leaves it alone."""

from __future__ import annotations

from django.db import models


class FileSeen(models.Model):
    """A file that a release names: its address in exactly this state, and when it was listed, asked for, and there;
    `sampled_at` is when it was last asked for only to see whether it is still there."""

    release = models.TextField(db_index=True)
    path = models.TextField()
    perma_url = models.TextField()
    listed_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    sampled_at = models.DateTimeField(null=True, db_index=True)
    status = models.PositiveIntegerField(default=0)

    class Meta:
        """A release names a file once."""

        constraints = (models.UniqueConstraint(fields=("release", "path"), name="one_row_a_file"),)
        indexes = (models.Index(fields=("requested_at",), name="file_asked_for_longest_ago"),)

    def __str__(self) -> str:
        """Which file."""
        return f"{self.release} {self.path}"


class Change(models.Model):
    """How often files have changed: one row, so that a page that was made need not ask them whether it still holds."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """The number."""
        return str(self.number)
