# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people are working on: drafts, uploads, habits and notices.

None of this is truth or projection (docs/adr/0007): nothing here has happened yet, and what has is in the event log.
People are named by their public ids, as in the log.
"""

from __future__ import annotations

from django.db import models


class CaseDraft(models.Model):
    """What an applicant has written so far, as JSON of `draft.Written`; who acts for the applicant goes on with it."""

    application = models.CharField(max_length=100, primary_key=True)
    written = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        """Of which application."""
        return self.application


class Upload(models.Model):
    """A file that belongs to an application: handed in, or fetched from `address` when somebody gave that as evidence.
    The bytes are in the archive, under their digest."""

    application = models.CharField(max_length=100, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.TextField()
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField()
    address = models.TextField(blank=True)
    uploaded_by = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField()

    class Meta:
        """An application has a file once."""

        constraints = (models.UniqueConstraint(fields=("application", "sha256"), name="upload_once_an_application"),)

    def __str__(self) -> str:
        """Which file."""
        return f"{self.application} {self.name}"


class SavedInput(models.Model):
    """What somebody has typed into the form of a page and not sent off, as JSON of its fields."""

    person = models.CharField(max_length=100)
    place = models.TextField()
    fields = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        """A page has one for each person."""

        constraints = (models.UniqueConstraint(fields=("person", "place"), name="saved_input_once_a_page"),)

    def __str__(self) -> str:
        """Whose, and where."""
        return f"{self.person} {self.place}"


class Habits(models.Model):
    """How somebody works: until when they are away, and when they last had a digest of the week."""

    person = models.CharField(max_length=100, primary_key=True)
    away_until = models.DateField(null=True)
    digest_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Whose."""
        return self.person


class Notice(models.Model):
    """Somebody is to be told that it is their turn: once for each thing that they have to do. `key` says which."""

    person = models.CharField(max_length=100)
    application = models.CharField(max_length=100)
    todo = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """Nobody is told the same thing twice."""

        constraints = (models.UniqueConstraint(fields=("person", "key"), name="notice_once"),)

    def __str__(self) -> str:
        """Who, and about what."""
        return f"{self.person} {self.key}"
