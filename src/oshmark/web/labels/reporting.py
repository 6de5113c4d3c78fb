# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults, copied labels and remarks, from whoever holds the thing: sent, answered, and the time that it took (C-47).

A report is shown to the producer alone. The public sees how many were answered, how soon, and what became better.
"""

from __future__ import annotations

import statistics
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from oshmark.errors import OshmarkError, RefusedError, StateError
from oshmark.label.address import label_address
from oshmark.web.labels.mailing import addresses_of, send
from oshmark.web.labels.models import Report
from oshmark.web.seen.files import note_change

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.web.labels.models import Label

KINDS = (Report.FAULT, Report.COPY, Report.FEEDBACK)
MAX_TEXT, MAX_ANSWER, MAX_VERSION = 4_000, 4_000, 80
"""Signs of a report, of an answer, and of the version that something was improved in."""
PERIOD = timedelta(minutes=10)
A_CLIENT, OF_ALL = 5, 100
"""Reports within the period: from one client, and from all together."""
OPEN_ONES = 500
"""Reports of one label that may wait for their answer: beyond that somebody floods it."""
KEEP_ADDRESS = timedelta(days=365)
"""An address to answer to is deleted after that, answered or not."""
TELL_AGAIN = timedelta(days=1)
"""A producer is written to once in that time, however many reports come in."""


class TooManyReportsError(OshmarkError):
    """One client reports too often, or all do."""

    retry_helps = True


class Loop(msgspec.Struct, frozen=True):
    """What came of the reports of a label: how many came in and were answered, the median days to the first answer
    (`None` where there is none yet), and in which versions something was improved, with how many reports led there."""

    received: int
    answered: int
    median_days: float | None
    improved: tuple[tuple[str, int], ...]


def send_report(
    label: Label, *, kind: str, text: str, reply_to: str = "", serial: str = "", client: str, now: datetime
) -> Report:
    """Keep a report, and write to the producer that there is one. `client` is whom to count it for.

    Raises `RefusedError` for what is no report, and `TooManyReportsError`. The same text from the same client within
    some minutes is the same report.
    """
    _hold(kind, text, reply_to)
    with transaction.atomic():
        lately = Report.objects.filter(sent_at__gt=now - PERIOD)
        same = lately.filter(label=label.number, sent_by=client, kind=kind, text=text.strip()).first()
        if same is not None:
            return same
        _check_limits(label, client, now)
        is_first = not _told_lately(label, now)
        row = Report.objects.create(
            label=label.number,
            serial=serial,
            kind=kind,
            text=text.strip(),
            reply_to=reply_to.strip(),
            sent_at=now,
            sent_by=client,
        )
        note_change()
        if is_first:
            transaction.on_commit(lambda: _tell_producer(label))
    return row


def _hold(kind: str, text: str, reply_to: str) -> None:
    if kind not in KINDS:
        raise RefusedError("Say whether it is a fault, a copied label or a remark.")
    if not text.strip() or len(text) > MAX_TEXT or "\x00" in text:
        raise RefusedError(f"Write what it is, in at most {MAX_TEXT} signs.")
    if reply_to.strip():
        try:
            validate_email(reply_to.strip())
        except ValidationError:
            raise RefusedError("This is no e-mail address. Leave it empty if you want no answer.") from None


def _check_limits(label: Label, client: str, now: datetime) -> None:
    lately = Report.objects.filter(sent_at__gt=now - PERIOD)
    waiting = Report.objects.filter(label=label.number, answered_at__isnull=True).count()
    if lately.filter(sent_by=client).count() >= A_CLIENT or lately.count() >= OF_ALL or waiting >= OPEN_ONES:
        raise TooManyReportsError("Too many messages came in just now. Please try again in some minutes.")


def _told_lately(label: Label, now: datetime) -> bool:
    return Report.objects.filter(label=label.number, sent_at__gt=now - TELL_AGAIN).exists()


def _tell_producer(label: Label) -> None:
    lines = [
        f"Somebody has sent a message about what bears label {label.number}.",
        "",
        "Sign in to read and to answer it:",
        f"{settings.BASE_URL}/account",
    ]
    for to in addresses_of(label.producer):
        try:
            send(f"A message about label {label.number}", lines, to)
        except StateError:  # the report is kept, and stands on the producer's page
            return


def reports_of(label: Label) -> list[Report]:
    """The reports of a label for its producer: those without an answer first, the oldest of them first."""
    rows = Report.objects.filter(label=label.number)
    return sorted(rows, key=lambda row: (row.answered_at is not None, row.sent_at, row.pk))


def answer(report: Report, text: str, improved_in: str, now: datetime) -> None:
    """Answer a report, or add to its answer. `improved_in` is the version in which something became better, if any.

    Who left an address gets the answer, and the address is deleted. The time of the first answer stays. Raises
    `RefusedError` for an empty or too long answer, and `StateError` when the e-mail cannot be sent: nothing is kept
    then.
    """
    said, version = text.strip(), " ".join(improved_in.split())
    if not said or len(said) > MAX_ANSWER or "\x00" in said + version:
        raise RefusedError(f"Write an answer of at most {MAX_ANSWER} signs.")
    if len(version) > MAX_VERSION:
        raise RefusedError(f"A version has at most {MAX_VERSION} signs.")
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.reply_to:
            send(f"Answer about label {row.label}", _answer_lines(row, said, version), row.reply_to)
        row.answer, row.improved_in, row.reply_to, row.sent_by = said, version, "", ""
        row.answered_at = row.answered_at or now
        row.save()
        note_change()
    report.refresh_from_db()


def _answer_lines(row: Report, said: str, version: str) -> list[str]:
    lines = ["You wrote to the producer:", "", *(f"> {line}" for line in row.text.splitlines()), ""]
    lines += ["The producer answers:", "", said, ""]
    lines += [f"Improved in version {version}.", ""] if version else []
    return [
        *lines,
        label_address(settings.BASE_URL, row.label, row.serial),
        "Your address was deleted with this answer.",
    ]


def loop_of(label: Label) -> Loop:
    """How the producer deals with reports."""
    rows = list(Report.objects.filter(label=label.number).values_list("sent_at", "answered_at", "improved_in"))
    days = [(answered - sent) / timedelta(days=1) for sent, answered, _version in rows if answered is not None]
    improved: dict[str, int] = {}
    for _sent, answered, version in sorted(rows, key=lambda row: row[0]):
        if answered is not None and version:
            improved[version] = improved.get(version, 0) + 1
    return Loop(len(rows), len(days), statistics.median(days) if days else None, tuple(improved.items()))


def forget_addresses(now: datetime) -> int:
    """Delete addresses that nobody has answered to for a year, and whom old reports were counted for."""
    Report.objects.filter(sent_at__lt=now - TELL_AGAIN).exclude(sent_by="").update(sent_by="")
    return Report.objects.filter(sent_at__lt=now - KEEP_ADDRESS).exclude(reply_to="").update(reply_to="")
