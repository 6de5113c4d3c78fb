# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files on their way, and what is shown of those that are there.

None of this is truth or projection (docs/adr/0007): a file on its way is nothing yet, and what is shown of a file is
made anew from it whenever it is missing.
"""

from __future__ import annotations

from django.db import models


class Transfer(models.Model):
    """A file that comes in pieces. What has come of it lies on the disk, and is as long as it is: `size` is the whole.

    `place`: to which criterion of the draft it belongs; `kind`: the kind of evidence; `mark`: by what the sender knows
    the file again.
    """

    token = models.CharField(max_length=32, unique=True)
    application = models.CharField(max_length=100, db_index=True)
    place = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    person = models.CharField(max_length=100, db_index=True)
    name = models.TextField()
    mark = models.CharField(max_length=100, blank=True)
    private = models.BooleanField()
    size = models.BigIntegerField()
    began_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Which file."""
        return f"{self.application} {self.name}"


class TakenOut(models.Model):
    """What was taken out of a file of an application before it was kept: names of `Taken`, parted by spaces.
    `looked`: whether it is of a kind in which we look for that."""

    application = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    taken = models.CharField(max_length=200, blank=True)
    looked = models.BooleanField()

    class Meta:
        """Once for a file of an application."""

        constraints = (models.UniqueConstraint(fields=("application", "sha256"), name="taken_out_once_a_file"),)

    def __str__(self) -> str:
        """Of which file."""
        return f"{self.application} {self.sha256}"


class LookedInto(models.Model):
    """What was found in an archive, a table or a document, as JSON; made anew when another `reader` made it."""

    sha256 = models.CharField(max_length=64)
    what = models.CharField(max_length=12)
    reader = models.CharField(max_length=32)
    found = models.BinaryField()

    class Meta:
        """Once for a file."""

        constraints = (models.UniqueConstraint(fields=("sha256", "what"), name="looked_into_once_a_file"),)

    def __str__(self) -> str:
        """Of which file."""
        return self.sha256


class SmallPicture(models.Model):
    """A picture in a size that pages show, in WebP; no content for one that cannot be shown."""

    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        """One for each size."""

        constraints = (models.UniqueConstraint(fields=("sha256", "width"), name="small_picture_once_a_size"),)

    def __str__(self) -> str:
        """Of which picture."""
        return f"{self.sha256} {self.width}"
