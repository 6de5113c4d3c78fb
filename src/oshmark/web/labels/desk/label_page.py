# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels of a producer, and one of them with everything that can be done with it, as their pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.label.address import label_address
from oshmark.label.forms import FORMS, Format, TextSize
from oshmark.label.number import grouped
from oshmark.label.papers import PAPERS
from oshmark.label.words import LANGUAGES
from oshmark.web import wiring
from oshmark.web.labels.desk.draft_page import form_name
from oshmark.web.labels.desk.files import MOST_ON_SHEETS, MOST_WHOLE_ON_SHEETS
from oshmark.web.labels.desk.producers import names_of, producers_of
from oshmark.web.labels.models import Draft, Label, Report, UnitRun
from oshmark.web.labels.queries import labels_of_producers, open_label
from oshmark.web.labels.reporting import MAX_ANSWER, MAX_TEXT, MAX_VERSION, reports_of
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.web.accounts.models import Person
    from oshmark.web.labels.desk.choice import Choice

Plain = dict[str, Any]
SHOWN_LABELS = 500
SHOWN_REPORTS = 200
OLD_DAYS = 14
"""A report that has waited longer is called late."""


class LabelRow(msgspec.Struct, frozen=True, kw_only=True):
    """A label in a list: `waiting` reports without an answer, the oldest of them `days` old."""

    label: Label
    number: str
    name: str
    producer: str
    units: int
    waiting: int
    days: int


def labels_context(person: Person, now: datetime) -> Plain:
    """The labels and drafts of somebody and of their organisations."""
    makers = producers_of(person)
    ids = [one.id for one in makers]
    labels = labels_of_producers(ids)
    drafts = list(Draft.objects.filter(producer__in=ids).order_by("-saved_at", "pk"))
    names = _release_names([*(label.release for label in labels), *(draft.release for draft in drafts)])
    makers_by_id = {one.id: one.name or _("yourself") for one in makers}
    return {
        "labels": _label_rows(labels[:SHOWN_LABELS], names, makers_by_id, now),
        "more": max(0, len(labels) - SHOWN_LABELS),
        "drafts": [
            {"row": row, "name": names.get(row.release, row.release), "producer": makers_by_id[row.producer]}
            for row in drafts
        ],
    }


def _release_names(addresses: Sequence[str]) -> dict[str, str]:
    """What releases are called; those that were withdrawn are not among them."""
    return dict(Release.objects.filter(address__in=set(addresses)).values_list("address", "name"))


def _label_rows(
    labels: Sequence[Label], names: dict[str, str], producers: dict[str, str], now: datetime
) -> list[LabelRow]:
    numbers = [label.number for label in labels]
    waiting: dict[str, list[datetime]] = {}
    open_ones = Report.objects.filter(label__in=numbers, answered_at__isnull=True)
    for number, sent_at in open_ones.values_list("label", "sent_at"):
        waiting.setdefault(number, []).append(sent_at)
    units: dict[str, int] = {}
    for number, count in UnitRun.objects.filter(label__in=numbers).values_list("label", "count"):
        units[number] = units.get(number, 0) + count
    return [
        LabelRow(
            label=label,
            number=grouped(label.number),
            name=names.get(label.release, label.release),
            producer=producers.get(label.producer, ""),
            units=units.get(label.number, 0),
            waiting=len(waiting.get(label.number, ())),
            days=max(((now - one).days for one in waiting.get(label.number, ())), default=0),
        )
        for label in labels
    ]


def label_context(label: Label, choice: Choice, now: datetime) -> Plain:
    """One label: how it can be printed, for which units, and what was reported."""
    opened = open_label(label, wiring.payloads(), site=settings.BASE_URL)
    form = choice.form
    return {
        "declaration": opened.declaration,
        "producer": names_of([label.producer]).get(label.producer, opened.declaration.producer.name),
        "address": label_address(settings.BASE_URL, label.number),
        "components": len(opened.parts.items),
        "choice": choice,
        "forms": [(key, form_name(key), one.says) for key, one in FORMS.items()],
        "form_name": form_name(form.key),
        "languages": LANGUAGES,
        "sizes": _sizes(),
        "formats": [(one.value, format_name(one)) for one in form.formats],
        "is_drawn": Format.SVG in form.formats,
        "is_board": Format.KICAD in form.formats,
        "on_paper": Format.PDF in form.formats and bool(form.width_mm) and form.layout != "board",
        "papers": [(key, paper.says) for key, paper in PAPERS.items()],
        "most": MOST_WHOLE_ON_SHEETS if form.is_whole else MOST_ON_SHEETS,
        "runs": [run_row(run) for run in label.runs.order_by("-event")],
        "units": sum(run.count for run in label.runs.all()),
        **reports_context(label, now),
    }


def reports_context(label: Label, now: datetime) -> Plain:
    """What was reported of a label, and what an answer may be; there is nothing in it of what is declared."""
    reports = reports_of(label)
    return {
        "label": label,
        "number": grouped(label.number),
        "reports": [report_row(report, now) for report in reports[:SHOWN_REPORTS]],
        "waiting": sum(report.answered_at is None for report in reports),
        "max_answer": MAX_ANSWER,
        "max_version": MAX_VERSION,
        "max_text": MAX_TEXT,
    }


def _sizes() -> list[tuple[str, str]]:
    return [
        (TextSize.SMALL.value, _("small")),
        (TextSize.NORMAL.value, _("usual")),
        (TextSize.LARGE.value, _("large")),
    ]


def format_name(wanted: Format) -> str:
    """What a format is for."""
    return {
        Format.PDF: _("PDF, to print"),
        Format.SVG: _("SVG, a drawing of any size"),
        Format.PNG: _("PNG, a picture"),
        Format.TEXT: _("Plain text"),
        Format.KICAD: _("Footprint of KiCad"),
    }[wanted]


def run_row(row: UnitRun) -> Plain:
    """Units in words: from which serial to which, or the code of a batch."""
    run = row.run
    return {
        "row": row,
        "first": run.prefix if run.is_batch else run.serial(run.first),
        "last": "" if run.is_batch else run.serial(run.last),
        "count": run.count,
        "is_batch": run.is_batch,
    }


def report_row(report: Report, now: datetime) -> Plain:
    """A report with its age."""
    kinds = {Report.FAULT: _("Fault"), Report.COPY: _("Copied label"), Report.FEEDBACK: _("Remark")}
    days = (now - report.sent_at).days
    return {
        "row": report,
        "kind": kinds[report.kind],
        "days": days,
        "is_late": report.answered_at is None and days > OLD_DAYS,
        "wants_answer": bool(report.reply_to),
    }
