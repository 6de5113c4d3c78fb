# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lists and searches need of applications and certificates. Both tables are projections of the event log.

No column holds a status: a certificate's depends on the time, and is asked of `certification.status` for each row
that is shown. The dates are here so that a search can narrow down before it asks.
"""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """An application. `state` is its own, which time does not change; `public` whether anybody may know of it."""

    id = models.CharField(max_length=100, primary_key=True)
    body = models.CharField(max_length=100)
    scheme = models.CharField(max_length=100)
    version = models.CharField(max_length=300)
    applicant = models.CharField(max_length=100, db_index=True)
    kind = models.CharField(max_length=30)
    ref = models.TextField()
    name = models.TextField(blank=True)
    state = models.CharField(max_length=30)
    public = models.BooleanField()
    opened_at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta:
        """Tasks are asked for by body and state."""

        indexes = (models.Index(fields=("body", "state", "since"), name="case_body_state"),)

    def __str__(self) -> str:
        """Its id."""
        return self.id


class CertificateRow(models.Model):
    """A certificate. `ended` is the terminal state that somebody gave it, empty where only time can end it."""

    number = models.CharField(max_length=100, primary_key=True)
    body = models.CharField(max_length=100)
    scheme = models.CharField(max_length=100)
    version = models.CharField(max_length=300)
    level = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    holder = models.CharField(max_length=100, db_index=True)
    ref = models.TextField(db_index=True)
    name = models.TextField(blank=True)
    subject_version = models.TextField(blank=True)
    municipality = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    ended = models.CharField(max_length=30, blank=True)

    class Meta:
        """The newest first, of a body or of all."""

        indexes = (
            models.Index(fields=("-issued_at", "number"), name="certificate_newest"),
            models.Index(fields=("body", "-issued_at"), name="certificate_body_newest"),
        )

    def __str__(self) -> str:
        """Its number."""
        return self.number


class ComplaintSent(models.Model):
    """That somebody has sent a complaint: for counting alone, deleted after two days. `sent_by` is another value every
    day. It is neither truth nor projection (docs/adr/0007)."""

    sent_by = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """When."""
        return f"{self.sent_at}"
