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


class Watch(models.Model):
    """Somebody, by an e-mail address alone, wants to be told of changes: of a certificate, a party, a scheme, a label.
    It is deleted, with the address, when they want it no longer. It is neither truth nor projection (docs/adr/0007).

    `code` stands, signed, in the links of the letters. `told` is the last event that they know of; `telling`, where it
    is not 0, the last one of a letter that is being sent. Until `busy_until` somebody else sends it, or it waits to be
    tried again. `asked_by` is another value every day.
    """

    CERTIFICATE, PARTY, SCHEME, LABEL = "certificate", "party", "scheme", "label"

    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=100)
    address = models.CharField(max_length=254, db_index=True)
    language = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=32, unique=True)
    asked_by = models.CharField(max_length=64, db_index=True)
    asked_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    told = models.BigIntegerField(default=0)
    telling = models.BigIntegerField(default=0)
    busy_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """An address watches a thing once; whoever tells looks for those who do not know the newest event."""

        constraints = (models.UniqueConstraint(fields=("kind", "ref", "address"), name="watch_once"),)
        indexes = (models.Index(fields=("told",), name="watch_told"),)

    def __str__(self) -> str:
        """What is watched; not by whom."""
        return f"{self.kind} {self.ref}"
