# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels of a producer: a list of them, and the desk of one: printing, changing, ending it and answering for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec.structs import replace

from oshmark.adapters import clock
from oshmark.errors import RefusedError, StateError
from oshmark.label.address import label_address, read_serial
from oshmark.label.units import batch_of, run_of
from oshmark.web import wiring
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.labels import issuing, reporting
from oshmark.web.labels.desk import drafts
from oshmark.web.labels.desk.choice import choice_of
from oshmark.web.labels.desk.files import own_file, public_file, sheets
from oshmark.web.labels.desk.guards import of_label, of_label_or_its_rest
from oshmark.web.labels.desk.label_page import label_context, labels_context, reports_context
from oshmark.web.labels.models import Label, Report, UnitRun
from oshmark.web.labels.page_views import REASON_LENGTH, gone, withdrawn
from oshmark.web.labels.queries import find_label, open_label
from oshmark.web.library.presentation import decent
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.label.content import Content
    from oshmark.web.labels.desk.choice import Choice

FORM = ("GET", "HEAD", "POST")
LONGEST_REASON = 2_000
MOST_DIGITS = 6
BATCH = "batch"


@require_safe
@signed_in
def labels(request: HttpRequest) -> HttpResponseBase:
    """My labels and drafts, and those of my organisations."""
    return render(request, "labels/desk/labels.html", labels_context(person_of(request), clock.now()))


@require_safe
@of_label_or_its_rest
def desk(request: HttpRequest, label: Label) -> HttpResponseBase:
    """One label."""
    return _page(request, label)


def _page(request: HttpRequest, label: Label, problem: str = "", sent: dict[str, str] | None = None) -> HttpResponse:
    """The desk; with a problem, what was sent stands in its boxes again. Of what was withdrawn reports are left."""
    withdrawal = withdrawn(label)
    if withdrawal is not None:
        rest = {"withdrawal": withdrawal, "reason": decent(withdrawal.reason, REASON_LENGTH), "problem": problem}
        context = {**reports_context(label, clock.now()), **rest}
        return render(request, "labels/desk/withdrawn.html", context, status=400 if problem else 200)
    asked = {key: request.GET.get(key, "") for key in ("form", "lang", "size", "ink")}
    try:
        choice = _shown(asked, request)
    except RefusedError as error:
        choice, problem = _shown({}, request), problem or str(error)
    context = {**label_context(label, choice, clock.now()), "problem": problem, "sent": sent or {}}
    return render(request, "labels/desk/label.html", context, status=400 if problem else 200)


def _shown(asked: dict[str, str], request: HttpRequest) -> Choice:
    """The choice that the desk shows: as the first format in which its form can be had."""
    form = asked.get("form") or "compact"
    ending = "txt" if form == "text" else "svg"
    return choice_of({**asked, "form": form}, ending, language=request.LANGUAGE_CODE, own=True)


@require_POST
@of_label
def change(request: HttpRequest, label: Label) -> HttpResponseBase:
    """Begin to change what is declared."""
    try:
        draft = drafts.begin_change(person_of(request), label, now=clock.now())
    except RefusedError as error:
        return _page(request, label, str(error))
    return HttpResponseRedirect(reverse("label_draft", args=[draft.pk]), status=303)


@require_http_methods(FORM)
@of_label
def end(request: HttpRequest, label: Label) -> HttpResponseBase:
    """End a label, after a page that asks for the reason."""
    problem, reason = "", request.POST.get("reason", "").replace("\x00", "")
    if request.method == "POST":
        try:
            _hold_short(reason)
            issuing.end(label, reason, actor=person_of(request).actor, now=clock.now())
        except RefusedError as error:
            problem = str(error)
        else:
            messages.success(request, _("The label has ended; its page says so."))
            return _back(label)
    context = {"label": label, "problem": problem, "reason": reason, "most": LONGEST_REASON}
    return render(request, "labels/desk/end.html", context, status=400 if problem else 200)


def _hold_short(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise RefusedError(_("The reason may have up to %(most)s signs.") % {"most": LONGEST_REASON})


@require_POST
@of_label
def units(request: HttpRequest, label: Label) -> HttpResponseBase:
    """Record a run of units, or a batch."""
    sent = {key: request.POST.get(key, "")[:60] for key in ("kind", "first", "count")}
    try:
        count = _count(sent["count"])
        run = batch_of(sent["first"], count) if sent["kind"] == BATCH else run_of(sent["first"], count)
        issuing.issue_units(label, run, actor=person_of(request).actor, now=clock.now())
    except RefusedError as error:
        return _page(request, label, str(error), sent)
    messages.success(request, _("The units are recorded."))
    return _back(label, "units")


def _count(written: str) -> int:
    text = written.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise RefusedError(_("Write how many units there are as a number."))
    return int(text)


@require_POST
@of_label_or_its_rest
def answer(request: HttpRequest, label: Label, pk: str) -> HttpResponseBase:
    """Answer a report."""
    report = Report.objects.filter(pk=int(pk), label=label.number).first()
    if report is None:
        raise Http404
    try:
        reporting.answer(report, request.POST.get("answer", ""), request.POST.get("improved_in", ""), clock.now())
    except (RefusedError, StateError) as error:
        sent = {"report": pk, "answer": request.POST.get("answer", "")[: 2 * reporting.MAX_ANSWER]}
        return _page(request, label, str(error), sent)
    messages.success(request, _("Answered."))
    return _back(label, "reports")


@require_safe
@of_label
def file(request: HttpRequest, label: Label, ending: str) -> HttpResponseBase:
    """A file to print: of the label, of one unit, or of many on sheets."""
    try:
        choice = choice_of(request.GET, ending, language=request.LANGUAGE_CODE, own=True)
        if request.GET.get("run"):
            return sheets(request, choice, _of_run(request, label))
        serial = request.GET.get("serial", "").strip()
        content = _content(label, _serial_of(label, serial) if serial else "")
        if choice.options.paper or choice.options.copies > 1:
            return sheets(request, choice, [content])
        return own_file(request, choice, content, save="save" in request.GET)
    except RefusedError as error:
        return fault(request, 400, str(error))


def _content(label: Label, serial: str = "") -> Content:
    return open_label(label, wiring.payloads(), site=settings.BASE_URL, serial=serial).content


def _serial_of(label: Label, written: str) -> str:
    """A serial that was recorded: a label for another one would call its bearer a copy."""
    serial = read_serial(written)
    if not any(row.run.holds(serial) for row in label.runs.all()):
        raise RefusedError(_("No unit with this serial is recorded. Record it first, below."))
    return serial


def _of_run(request: HttpRequest, label: Label) -> list[Content]:
    """The labels of units from one to another of a run: `from` and `count` say which, all of them where they do not."""
    written = request.GET.get("run", "")
    row = UnitRun.objects.filter(label=label, event=int(written)).first() if _is_number(written) else None
    if row is None:
        raise RefusedError(_("There is no such run of units."))
    run = row.run
    if run.is_batch:
        return [_content(label, run.prefix)]
    first = read_serial(request.GET["from"]) if request.GET.get("from", "").strip() else run.serial(run.first)
    if not run.holds(first):
        raise RefusedError(_("This serial does not belong to the run."))
    start = int(first.removeprefix(run.prefix))
    wanted = request.GET.get("count", "").strip()
    count = min(_count(wanted) if wanted else run.count, run.last - start + 1)
    most = 1_000  # more are refused in any form, and need not be made to be counted
    base = open_label(label, wiring.payloads(), site=settings.BASE_URL)
    return [_with_serial(base.content, label, run.serial(start + at)) for at in range(min(count, most))]


def _with_serial(content: Content, label: Label, serial: str) -> Content:
    """The same for one unit."""
    return replace(content, serial=serial, address=label_address(settings.BASE_URL, label.number, serial))


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= 18  # noqa: PLR2004  digits of a number of SQLite


@require_safe
def public_label(request: HttpRequest, number: str, ending: str) -> HttpResponseBase:
    """The label as a file for everybody, without the serial of a unit. What has ended is printed as ended."""
    label = find_label(number)
    if label is None:
        return fault(request, 404, _("There is no label of this number."))
    withdrawal = withdrawn(label)
    if withdrawal is not None:
        return gone(request, label, withdrawal)
    try:
        choice = choice_of(request.GET, ending, language=request.LANGUAGE_CODE)
    except RefusedError as error:
        return fault(request, 400, str(error))
    state = (label.number, label.declaration, label.ended_at, settings.BASE_URL)
    return public_file(request, choice, lambda: _content(label), state)


def _back(label: Label, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("label_desk", args=[label.number])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
