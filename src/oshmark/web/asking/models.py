# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks: which address somebody has asked for, and what was found there."""

from __future__ import annotations

from django.db import models


class Visit(models.Model):
    """One look at one address. `token` is the secret part of the address of its page, `source` the place in the one
    spelling that tells it from others, `asked_by` whom to count it for, `worker` the process whose task it is, `tries`
    how often it was taken over from one that had ended.

    It is no truth of the library: it is deleted after some months, and nothing depends on it.
    """

    WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
    OPEN = (WAITING, RUNNING)

    token = models.CharField(max_length=40, unique=True)
    address = models.TextField()
    source = models.TextField(db_index=True)
    state = models.CharField(max_length=7, default=WAITING)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60)
    tries = models.PositiveIntegerField(default=0)
    says = models.TextField(blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        """An address is looked for once at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("source",), condition=models.Q(state__in=("waiting", "running")), name="one_look_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Which address."""
        return self.address
