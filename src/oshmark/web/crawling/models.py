# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources, what is still to be asked of them, and the ledger of what was asked.

None of this is a decision about anybody's work, and none of it can be made again from payloads and events: it is backed
up as it is (docs/adr/0007).
"""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """Somewhere to look, again and again. `base` is another host to ask, where an operator says so; a `provisional` one
    was made for somebody's look, and is paused until the library has admitted something of it."""

    name = models.TextField(unique=True)
    base = models.TextField(blank=True)
    paused = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    every_hours = models.PositiveIntegerField(default=24)
    added_at = models.DateTimeField()
    named_by = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="lists")

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Run(models.Model):
    """One pass over a source. What it counts is added up as it goes; `finished_at` is empty while it runs, or after it
    was stopped: then the next pass goes on with it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rechecked = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)

    class Meta:
        """A source has one run at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("source",), condition=models.Q(finished_at__isnull=True), name="one_run_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Which pass over what."""
        return f"{self.source} {self.pk}"


class Repository(models.Model):
    """A place that a source has shown us: in which state we know it, and when it was there."""

    address = models.TextField(unique=True)
    connector = models.CharField(max_length=40)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="repositories")
    state = models.TextField(blank=True)
    next_state = models.TextField(blank=True)
    first_seen_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True)
    misses = models.PositiveIntegerField(default=0)
    missed_since = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    moved_to = models.TextField(blank=True)
    says = models.TextField(blank=True)

    def __str__(self) -> str:
        """Where it is."""
        return self.address


class Item(models.Model):
    """One task of a run. It is `open`, `taken` by a worker, `done`, or `left` to the next run after too many tries."""

    OPEN, TAKEN, DONE, LEFT = "open", "taken", "done", "left"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="items")
    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, null=True, related_name="items")
    key = models.TextField()
    kind = models.CharField(max_length=40)
    args = models.JSONField()
    state = models.CharField(max_length=5, default=OPEN)
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    taken_by = models.CharField(max_length=60, blank=True)
    taken_until = models.DateTimeField(null=True)
    says = models.TextField(blank=True)

    class Meta:
        """Equal tasks of a run are one."""

        constraints = (models.UniqueConstraint(fields=("run", "key"), name="one_item_a_task"),)
        indexes = (
            models.Index(fields=("run", "state", "id"), name="item_to_take"),
            models.Index(fields=("repository", "state"), name="item_of_repository"),
        )

    def __str__(self) -> str:
        """What is to be asked."""
        return self.key


class Haul(models.Model):
    """A manifest that was found, and waits until all of its repository are there."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="hauls")
    path = models.TextField()
    raw = models.BinaryField()
    facts = models.JSONField()
    found_at = models.DateTimeField()

    class Meta:
        """A file is there once."""

        constraints = (models.UniqueConstraint(fields=("repository", "path"), name="one_haul_a_file"),)

    def __str__(self) -> str:
        """Where it was found."""
        return f"{self.repository} {self.path}"


class Listing(models.Model):
    """The files of a repository in the state in which it was last listed, packed."""

    repository = models.OneToOneField(Repository, on_delete=models.CASCADE, related_name="listing")
    commit = models.TextField()
    file_url = models.TextField()
    complete = models.BooleanField()
    paths = models.BinaryField()
    listed_at = models.DateTimeField()

    def __str__(self) -> str:
        """Of what, in which state."""
        return f"{self.repository} {self.commit}"


class Address(models.Model):
    """The ledger: an address that was asked for, what it said of its state, and when it was there. A list is `kept` as
    it was given, packed."""

    url = models.TextField(unique=True)
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    status = models.PositiveIntegerField(default=0)
    says = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    kept = models.BinaryField(null=True)

    def __str__(self) -> str:
        """The address."""
        return self.url


class Pause(models.Model):
    """A host that is left alone until then, because it asked for that."""

    host = models.TextField(unique=True)
    until = models.DateTimeField()
    requests_left = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        """Which host."""
        return self.host


class Wish(models.Model):
    """Somebody said that a repository has changed: it is looked at as soon as `not_before` allows. It is open while it
    was `asked_at` after it was `served_at`. `source` is there while one was made only for this."""

    connector = models.CharField(max_length=40)
    address = models.TextField(unique=True)
    stranger = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    served_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True)

    def __str__(self) -> str:
        """What to look at."""
        return self.address
