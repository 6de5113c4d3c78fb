# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels and units are projections of the event log; drafts, claims and reports are neither (docs/adr/0007).

The latter name a label by its number and not by a key of the database, because a rebuilding empties the projections.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from oshmark.label.units import Run


class Label(models.Model):
    """A number that was given to one release, producer and place. It is never given again, even when it has ended.

    `declaration` and `bill` are the digests of what the producer declares and of the components as they were on the
    day of issue; both lie in the payload store.
    """

    number = models.CharField(max_length=8, primary_key=True)
    release = models.TextField(db_index=True)
    version = models.TextField()
    producer = models.CharField(max_length=40, db_index=True)
    municipality = models.TextField()
    country = models.CharField(max_length=2)
    manifest = models.CharField(max_length=64)
    declaration = models.CharField(max_length=64)
    bill = models.CharField(max_length=64)
    gtin = models.CharField(max_length=14, blank=True, db_index=True)
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    touched = models.BigIntegerField()

    class Meta:
        """A producer has one running label of a release at a place, and a GTIN leads to one running label."""

        constraints = (
            models.UniqueConstraint(
                fields=("release", "producer", "municipality", "country"),
                condition=models.Q(ended_at__isnull=True),
                name="one_running_label_a_place",
            ),
            models.UniqueConstraint(
                fields=("gtin",),
                condition=models.Q(ended_at__isnull=True) & ~models.Q(gtin=""),
                name="one_running_label_a_gtin",
            ),
        )

    def __str__(self) -> str:
        """Its number."""
        return self.number


class UnitRun(models.Model):
    """Units that a label was printed for, as `label.units.Run` says it."""

    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="runs")
    prefix = models.CharField(max_length=20)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    digits = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    event = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        """The label and its first unit."""
        return f"{self.label_id} {self.prefix}{self.first or ''}"

    @property
    def run(self) -> Run:
        """The run as a value."""
        return Run(prefix=self.prefix, first=self.first, last=self.last, digits=self.digits, count=self.count)


class Draft(models.Model):
    """A declaration that is being written: JSON as the form left it. `label` is the number of the one that it
    changes, empty for a new one."""

    release = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="label_drafts")
    producer = models.CharField(max_length=40)
    label = models.CharField(max_length=8, blank=True)
    written = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """A producer has one draft of a release, whoever of its members writes it."""

        constraints = (models.UniqueConstraint(fields=("release", "producer"), name="one_draft_a_producer"),)

    def __str__(self) -> str:
        """Of which release."""
        return self.release


class Claim(models.Model):
    """Somebody who says that a unit is theirs. The first one binds the serial; a later one shows that there are two.
    `told` is the state of the label that the owner knows of: what changes after that is written to them."""

    label = models.CharField(max_length=8)
    serial = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)

    class Meta:
        """An owner claims a unit once at a time."""

        indexes = (models.Index(fields=("label", "serial"), name="claim_of_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("label", "serial", "owner"),
                condition=models.Q(given_up_at__isnull=True),
                name="one_claim_an_owner",
            ),
        )

    def __str__(self) -> str:
        """Which unit."""
        return f"{self.label}/{self.serial}"


class Report(models.Model):
    """A fault, a copied label or a remark, from whoever holds the thing. `reply_to` is never shown to anybody but the
    producer, and is deleted with the answer. `sent_by` is whom to count it for, another value every day."""

    FAULT, COPY, FEEDBACK = "fault", "copy", "feedback"

    label = models.CharField(max_length=8)
    serial = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10)
    text = models.TextField()
    reply_to = models.CharField(max_length=254, blank=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    improved_in = models.TextField(blank=True)
    sent_by = models.CharField(max_length=64, blank=True)

    class Meta:
        """The kinds of report that there are."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=("fault", "copy", "feedback")), name="label_report_kind_known"
            ),
        )
        indexes = (models.Index(fields=("label", "sent_at"), name="label_report_sent"),)

    def __str__(self) -> str:
        """What it is about."""
        return f"{self.label} {self.kind}"
