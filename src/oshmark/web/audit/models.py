# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of the event log."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One decision, as `credential.events.Event` says it; `data` is the JSON that was hashed."""

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


class Tile(models.Model):
    """A tile of the tree over the log, as `credential.tiles` says it. A projection: it can be made from the events.

    `place` is the level, shifted by 48 bits, and the index in it.
    """

    place = models.BigIntegerField(primary_key=True)
    hashes = models.BinaryField()

    class Meta:
        """Lower levels first, each from left to right."""

        ordering = ("place",)

    def __str__(self) -> str:
        """Level and index."""
        return f"{self.place >> 48}/{self.place & ((1 << 48) - 1)}"


class PersonalPart(models.Model):
    """What an event says of a person, kept apart so that it can be erased; the event has the commitment alone.

    `person` is an opaque name, never an address or a real one. Salt (bytes) and content (JSON) are there until erased.
    """

    commitment = models.CharField(max_length=64, primary_key=True)
    person = models.CharField(max_length=100, db_index=True)
    purpose = models.CharField(max_length=60)
    salt = models.BinaryField(null=True)
    content = models.TextField(null=True)  # noqa: DJ001  an empty text is a content, and none is another thing
    erased_at = models.DateTimeField(null=True)
    erased_reason = models.TextField(blank=True, default="")

    class Meta:
        """Salt and content are there together, or erased together."""

        constraints = (
            models.CheckConstraint(
                condition=Q(salt__isnull=False, content__isnull=False, erased_at__isnull=True)
                | Q(salt__isnull=True, content__isnull=True, erased_at__isnull=False),
                name="personal_part_whole_or_erased",
            ),
        )

    def __str__(self) -> str:
        """The commitment, and nothing of what it hides."""
        return self.commitment


class Checkpoint(models.Model):
    """A state of the log that we have signed. It is never changed but by a further signature of ours."""

    origin = models.CharField(max_length=300)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        """One state has one checkpoint."""

        ordering = ("size",)
        constraints = (models.UniqueConstraint(fields=("origin", "size"), name="checkpoint_origin_size"),)

    def __str__(self) -> str:
        """Name and size of the log."""
        return f"{self.origin} {self.size}"


class Cosignature(models.Model):
    """That a witness has seen a checkpoint: the line that goes below the note."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.CASCADE, related_name="cosignatures")
    witness = models.CharField(max_length=500)
    line = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        """A witness has one line below a checkpoint, the newest."""

        ordering = ("witness",)
        constraints = (models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosignature_witness"),)

    def __str__(self) -> str:
        """Who has seen what."""
        return f"{self.witness}: {self.checkpoint_id}"
