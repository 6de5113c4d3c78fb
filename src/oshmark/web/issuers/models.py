# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger of attestations. Like those of files and of the crawl it is neither truth nor projection (docs/adr/0007):
thrown away, it fills again as issuers are asked."""

from __future__ import annotations

from django.db import models


class Claimed(models.Model):
    """An attestation that a release claims, and what its issuer said of it.

    `worth` and `why` are values of `certification.worth`, by the `method` that was followed; `checked_at` is when the
    issuer last said something, `asked_at` when it was last asked, in vain or not, `tries` how often in vain since.
    """

    release = models.TextField()
    address = models.TextField()
    method = models.TextField(blank=True)
    worth = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A release claims an attestation once."""

        constraints = (models.UniqueConstraint(fields=("release", "address"), name="one_row_a_claim"),)

    def __str__(self) -> str:
        """Which claim."""
        return f"{self.release} {self.address}"


class Scanned(models.Model):
    """Up to which event the releases were looked through for claims: one row."""

    touched = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """The number of the event."""
        return str(self.touched)
