# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files of which releases are archived. Neither truth nor projection (docs/adr/0007): what has vanished from its
place cannot be had again, so the rows and the files are backed up, and `oshmark rebuild` leaves them alone.
"""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a file is to its release; a file that is several things is the first of them."""

    MANIFEST = "manifest"
    BOM = "bom"
    SOURCE = "source"
    EXPORT = "export"
    INSTRUCTION = "instruction"
    LICENCE = "licence"
    IMAGE = "image"
    OTHER = "other"


class ArchivedFile(models.Model):
    """A file that a release names: its bytes by their digest, or in words why they could not be had.

    `path` is what the manifest writes, `name` the name under which it is handed out, `fetched_from` the address of the
    file in exactly this state, empty for one that lay on the machine of who added it.
    """

    release = models.TextField(db_index=True)
    path = models.TextField()
    role = models.CharField(max_length=12, choices=Role.choices)
    name = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(null=True)
    media_type = models.CharField(max_length=80, blank=True)
    fetched_from = models.TextField(blank=True)
    fetched_at = models.DateTimeField()
    problem = models.TextField(blank=True)

    class Meta:
        """A release has a file once, and a file has bytes or a problem."""

        constraints = (
            models.UniqueConstraint(fields=("release", "path"), name="one_archived_file_a_path"),
            models.CheckConstraint(
                condition=models.Q(sha256="") ^ models.Q(problem=""), name="archived_file_has_bytes_or_a_problem"
            ),
        )

    def __str__(self) -> str:
        """Which file."""
        return f"{self.release} {self.path}"


class Archiving(models.Model):
    """How far a release is archived: with which manifest, all of it or its bill only, and when to try again what could
    not be had; `tries` in vain so far."""

    release = models.TextField(unique=True)
    digest = models.CharField(max_length=64)
    everything = models.BooleanField()
    tried_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        """Which release."""
        return self.release


class Removed(models.Model):
    """The digest of a file that was deleted because it was withdrawn; of its content nothing is left."""

    sha256 = models.CharField(max_length=64, unique=True)
    removed_at = models.DateTimeField()

    def __str__(self) -> str:
        """Which file."""
        return self.sha256


class ReadBill(models.Model):
    """What the reader of bills found in an archived file, or why it cannot be read. Made anew whenever it is missing,
    or when another `reader` made it."""

    sha256 = models.CharField(max_length=64, unique=True)
    reader = models.CharField(max_length=32)
    found = models.BinaryField(null=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        """Of which file."""
        return self.sha256
