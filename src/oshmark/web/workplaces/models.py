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
    """How somebody works: until when they are away, when they last had a digest of the week, and which letters they do
    not want: those that say whose turn it is, and the digests."""

    person = models.CharField(max_length=100, primary_key=True)
    away_until = models.DateField(null=True)
    digest_at = models.DateTimeField(null=True)
    no_turns = models.BooleanField(default=False)
    no_digest = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Whose."""
        return self.person


class Notice(models.Model):
    """Somebody is to be told something: once for each thing that they have to do, and of each day on which something of
    theirs runs out. `key` says which, `todo` what it is, `application` about which application or certificate, `day`
    when it runs out.

    `letter` is the name of the letter that it stands in, given before that is sent; until `busy_until` somebody else
    is sending it, or it waits to be tried again.
    """

    person = models.CharField(max_length=100)
    application = models.CharField(max_length=100)
    todo = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    day = models.DateField(null=True)
    made_at = models.DateTimeField()
    letter = models.CharField(max_length=32, blank=True, db_index=True)
    busy_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """Nobody is told the same thing twice."""

        constraints = (models.UniqueConstraint(fields=("person", "key"), name="notice_once"),)

    def __str__(self) -> str:
        """Who, and about what."""
        return f"{self.person} {self.key}"


class LookedAt(models.Model):
    """When it was last looked what runs out, and who has something to do, so that it is not done with every tick."""

    what = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """What, and when."""
        return f"{self.what} {self.at}"


class HandedIn(models.Model):
    """A file that a holder has handed in beside a certificate, for somebody of the body to look at. It is among the
    uploads of the application `application`; `facts` is JSON: what is said of a certificate of somebody else."""

    SURVEILLANCE, TEST_DATA, EXTERNAL = "surveillance", "test-data", "external"

    certificate = models.CharField(max_length=100, db_index=True)
    application = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    facts = models.TextField(blank=True)
    handed_in_by = models.CharField(max_length=100)
    handed_in_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """About which certificate."""
        return f"{self.certificate} {self.kind}"


class Guest(models.Model):
    """Somebody from outside who is asked to judge one application. The link in the letter carries `code`, signed; the
    address is deleted as soon as the guest has answered.

    `person` is who has accepted; the role is given by an administrator, with an event, and `settled_at` says when, or
    when it was refused.
    """

    application = models.CharField(max_length=100, db_index=True)
    code = models.CharField(max_length=32, unique=True)
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, blank=True)
    asked_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    person = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """For which application."""
        return self.application
