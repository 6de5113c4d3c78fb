# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projections of the event log: what the pages ask for. `oshmark rebuild` makes them anew."""

from __future__ import annotations

from django.db import models


class Module(models.Model):
    """One module: a repository, or a folder in it. It may be gone from its place, or have moved to another one."""

    address = models.TextField(unique=True)
    host = models.CharField(max_length=260, db_index=True)
    path = models.TextField()
    folder = models.TextField(blank=True)
    gone_at = models.DateTimeField(null=True)
    moved_to = models.TextField(blank=True)

    def __str__(self) -> str:
        """Where it is found."""
        return self.address


class Release(models.Model):
    """One version of a module: admitted, waiting for its licence, or withdrawn.

    Of a withdrawn one only its address, its version and the act are left. `touched` is the number of the event that
    last changed what is published of it.
    """

    ADMITTED = "admitted"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="releases")
    address = models.TextField(unique=True)
    version = models.TextField()
    state = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    noticed = models.CharField(max_length=64, blank=True)
    name = models.TextField()
    licence_written = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    licence_class = models.CharField(max_length=20)
    openness = models.CharField(max_length=10)
    reason = models.TextField()
    completeness = models.PositiveSmallIntegerField()
    latest = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField()
    touched = models.BigIntegerField(db_index=True)
    provenance = models.TextField()

    class Meta:
        """A release has one of three states, and a module one newest release."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=("admitted", "waiting", "withdrawn")), name="release_state_known"
            ),
            models.UniqueConstraint(
                fields=("module",), condition=models.Q(latest=True), name="one_latest_release_a_module"
            ),
        )
        indexes = (models.Index(fields=("state", "name"), name="release_state_name"),)

    def __str__(self) -> str:
        """Where it is found."""
        return self.address


class AllowedLicence(models.Model):
    """A licence that maintainers have declared to be open, and why."""

    licence = models.TextField(unique=True)
    reason = models.TextField()
    allowed_at = models.DateTimeField()
    event = models.BigIntegerField()

    def __str__(self) -> str:
        """The licence."""
        return self.licence


class Credit(models.Model):
    """An agent that a release names in a role, by its address before any merge."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="credits")
    agent = models.TextField(db_index=True)
    role = models.CharField(max_length=20)
    name = models.TextField()
    organisation = models.BooleanField()
    url = models.TextField(blank=True)

    class Meta:
        """An agent has a role once."""

        constraints = (models.UniqueConstraint(fields=("release", "agent", "role"), name="one_credit_a_role"),)

    def __str__(self) -> str:
        """Who, as what."""
        return f"{self.agent} ({self.role})"


class AgentAlias(models.Model):
    """An agent that was found to be another one, which is no alias itself."""

    address = models.TextField(unique=True)
    merged_into = models.TextField(db_index=True)
    reason = models.TextField()
    merged_at = models.DateTimeField()
    event = models.BigIntegerField()

    def __str__(self) -> str:
        """Which agent it was."""
        return self.address


class Withdrawal(models.Model):
    """An address of which, and below which, nothing is shown: its maker asked for that, or it was taken down."""

    address = models.TextField(unique=True)
    why = models.CharField(max_length=10)
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    event = models.BigIntegerField()

    def __str__(self) -> str:
        """What is withdrawn."""
        return self.address
