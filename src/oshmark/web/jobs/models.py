# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jobs and workers. Neither is a truth of the library: what a job is about lies in rows of its own (sources, wishes,
looks), from which every job can be put in again."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """Something to do, once. It is `waiting`, `running` at the worker `taken_by` (until `taken_until`, unless that one
    says that it is still at it), `done`, or `failed`. `says` is what came of it, or why it waits, in words; `tries`
    counts how often it was begun in vain. Of equal jobs one waits and one runs at most."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

    kind = models.CharField(max_length=20)
    args = models.JSONField(default=dict)
    key = models.TextField()
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=7, default=WAITING)
    not_before = models.DateTimeField()
    put_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=60, blank=True)
    taken_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    says = models.TextField(blank=True)

    class Meta:
        """Equal jobs do not pile up, and never run side by side."""

        constraints = (
            models.UniqueConstraint(fields=("key",), condition=models.Q(state="waiting"), name="one_waiting_a_key"),
            models.UniqueConstraint(fields=("key",), condition=models.Q(state="running"), name="one_running_a_key"),
        )
        indexes = (models.Index(fields=("state", "not_before"), name="job_to_take"),)

    def __str__(self) -> str:
        """What is to be done."""
        return " ".join([self.kind, *map(str, self.args.values())])


class Worker(models.Model):
    """A process that does jobs, and when it last said that it is there."""

    name = models.CharField(max_length=60, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        """Its name."""
        return self.name
