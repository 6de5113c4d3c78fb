# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projections of the event log: what the pages ask for. `oshmark rebuild` makes them anew."""

from __future__ import annotations

from django.db import models


class Module(models.Model):
    """One module: a repository, or a folder in it."""

    address = models.TextField(unique=True)
    host = models.CharField(max_length=260, db_index=True)
    path = models.TextField()
    folder = models.TextField(blank=True)

    def __str__(self) -> str:
        """Where it is found."""
        return self.address


class Release(models.Model):
    """One version of a module: admitted, or waiting for its licence.

    `touched` is the number of the event that last changed what is published of it.
    """

    ADMITTED = "admitted"
    WAITING = "waiting"

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
        """A release has one of two states, and a module one newest release."""

        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=("admitted", "waiting")), name="release_state_known"),
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
