# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Declaring a product: choosing for whom, the form, its picture, and the last look before a number is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.label.check import is_ready
from oshmark.label.forms import FORMS, Format
from oshmark.label.words import LANGUAGES, best_language
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.authoring.posted import NotTakenError, fields_of
from oshmark.web.labels.desk import drafts
from oshmark.web.labels.desk.choice import choice_of
from oshmark.web.labels.desk.draft_page import PICTURES, draft_context, form_name
from oshmark.web.labels.desk.files import own_file
from oshmark.web.labels.desk.guards import of_draft
from oshmark.web.labels.desk.posted import pressed, read_form
from oshmark.web.labels.desk.producers import acts_for, producers_of
from oshmark.web.labels.models import Draft, Label
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import HTML, NEGOTIATED, choose

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.web.labels.desk.choice import Choice
    from oshmark.web.labels.desk.drafts import OpenedDraft
    from oshmark.web.library.queries import Opened

FORM = ("GET", "HEAD", "POST")
LONGEST_ADDRESS = 2_000
USUAL_LOOK = "compact"


@require_http_methods(FORM)
@signed_in
def new(request: HttpRequest) -> HttpResponseBase:
    """For whom a release is declared; and for the form that is sent, the draft."""
    sent = request.POST if request.method == "POST" else request.GET
    address = sent.get("release", "")[:LONGEST_ADDRESS]
    try:
        opened = drafts.labelled(address)
        if request.method == "POST":
            draft = drafts.begin(person_of(request), opened, sent.get("producer", ""), now=clock.now())
            return HttpResponseRedirect(reverse("label_draft", args=[draft.pk]), status=303)
    except RefusedError as error:
        return _refused(request, str(error), address)
    return render(request, "labels/desk/new.html", _new_context(request, opened))


def _new_context(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    makers = producers_of(person_of(request))
    ids = [one.id for one in makers]
    address = opened.release.address
    running = Label.objects.filter(release=address, producer__in=ids, ended_at__isnull=True).order_by("issued_at")
    return {
        "release": opened.release,
        "makers": makers,
        "running": running,
        "begun": set(Draft.objects.filter(release=address, producer__in=ids).values_list("producer", flat=True)),
    }


def _refused(request: HttpRequest, problem: str, address: str = "") -> HttpResponse:
    """A page that says why there can be no label; who asks for data gets that."""
    if choose(request.headers.get("Accept", ""), NEGOTIATED) not in (HTML, None):
        return fault(request, 400, problem)
    known = address if address.startswith("/m/") else ""
    return render(request, "labels/desk/refused.html", {"problem": problem, "address": known}, status=400)


@require_http_methods(FORM)
@of_draft
def draft(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """The form. Every button saves first, and none needs a script."""
    now = clock.now()
    if request.method != "POST":
        return _page(request, draft)
    try:
        fields = fields_of(request)
    except NotTakenError as error:
        return fault(request, error.status, str(error))
    button = fields.get("do", "")[:80]
    written, part = pressed(read_form(fields), button)
    if not drafts.save(draft, written, seen=fields.get("seen", "")[:40], now=now):
        draft.refresh_from_db()
        return _page(request, draft, typed=read_form(fields), status=409)
    if button == "issue":
        return HttpResponseRedirect(reverse("label_issue", args=[draft.pk]), status=303)
    query = f"?{_look(request)['query']}"
    anchor = part or (button.removeprefix("save:") if button.startswith("save:") else "look")
    if not part:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{reverse('label_draft', args=[draft.pk])}{query}#{_plain(anchor)}", status=303)


def _plain(anchor: str) -> str:
    return "".join(sign for sign in anchor if sign.isascii() and (sign.isalnum() or sign == "-"))


def _page(request: HttpRequest, draft: Draft, *, typed: Any = None, status: int = 200) -> HttpResponse:  # noqa: ANN401  what was typed, or nothing
    try:
        opened = drafts.open_draft(draft, clock.now().date(), typed)
    except RefusedError as error:
        return _refused(request, str(error), draft.release)
    context = draft_context(opened, _look(request))
    return render(request, "labels/desk/draft.html", {**context, "was_changed": typed is not None}, status=status)


def _look(request: HttpRequest) -> dict[str, str]:
    """In which form and language the picture of the draft is shown."""
    asked = request.POST if request.method == "POST" else request.GET
    form = asked.get("look-form", "")
    language = asked.get("look-lang", "")
    form = form if form in PICTURES else USUAL_LOOK
    language = language if language in LANGUAGES else best_language([request.LANGUAGE_CODE])
    query = f"look-form={form}&look-lang={language}"
    return {"form": form, "language": language, "query": query, "name": form_name(form)}


@require_safe
@of_draft
def draft_file(request: HttpRequest, draft: Draft, ending: str) -> HttpResponseBase:
    """The label of a draft as it would be, with a number that leads nowhere."""
    today = clock.now().date()
    try:
        opened = drafts.open_draft(draft, today)
        choice = choice_of(request.GET, ending)
        _hold_unprinted(choice)
        content = drafts.content_of(opened, today)
    except RefusedError as error:
        return fault(request, 400, str(error))
    return own_file(request, choice, content)


def _hold_unprinted(choice: Choice) -> None:
    if choice.format not in (Format.SVG, Format.TEXT):
        raise RefusedError(_("A draft can be looked at, and is printed when it has a number."))


@require_POST
@of_draft
def drop(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Throw a draft away."""
    draft.delete()
    messages.success(request, _("The draft is thrown away."))
    return HttpResponseRedirect(reverse("labels"), status=303)


@require_http_methods(FORM)
@signed_in
def issue(request: HttpRequest, pk: str) -> HttpResponseBase:
    """What will be public for ever; and for the button beneath, the label. A second click finds the same label."""
    found = Draft.objects.filter(pk=int(pk)).first()
    if found is None or not acts_for(person_of(request), found.producer):
        return _issued_already(request)
    try:
        opened = drafts.open_draft(found, clock.now().date())
        if request.method == "POST":
            return _issue(request, opened)
    except RefusedError as error:
        return _refused(request, str(error), found.release)
    return render(request, "labels/desk/issue.html", _issue_context(opened))


def _issued_already(request: HttpRequest) -> HttpResponseBase:
    """Where a second click leads: the draft is gone, for it has become a label."""
    release, producer = request.POST.get("release", "")[:LONGEST_ADDRESS], request.POST.get("producer", "")[:40]
    label = drafts.running_label(release, producer) if acts_for(person_of(request), producer) else None
    if label is None:
        return fault(request, 404, _("There is no such draft. Perhaps it is a label already: look among your labels."))
    return HttpResponseRedirect(reverse("label_desk", args=[label.number]), status=303)


def _issue(request: HttpRequest, opened: OpenedDraft) -> HttpResponseBase:
    if request.POST.get("sure") != "yes":
        context = {**_issue_context(opened), "problem": _("Tick the box first: a label cannot be made undone.")}
        return render(request, "labels/desk/issue.html", context, status=400)
    try:
        label = drafts.make_label(person_of(request), opened, now=clock.now())
    except RefusedError as error:
        context = {**_issue_context(opened), "problem": str(error)}
        return render(request, "labels/desk/issue.html", context, status=400)
    said = _("The label says from now on what you have declared.") if opened.label else _("This is your label.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("label_desk", args=[label.number]), status=303)


def _issue_context(opened: OpenedDraft) -> dict[str, Any]:
    findings = [finding for _box, finding in opened.said.findings]
    declaration = opened.said.declaration
    return {
        "draft": opened.draft,
        "label": opened.label,
        "declaration": declaration,
        "facts": opened.facts,
        "components": len(opened.parts.items),
        "ready": is_ready(findings),
        "errors": sum(finding.severity.value == "error" for finding in findings),
        "advice": sum(finding.severity.value == "advice" for finding in findings),
        "picture": f"form=full&lang={best_language([declaration.language])}",
        "size": FORMS["full"],
    }
