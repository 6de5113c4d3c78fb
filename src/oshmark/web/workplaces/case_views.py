# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of an application, and the pages on which an applicant writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.certification.scheme import criterion_of
from oshmark.errors import RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.certification.territories import told_of
from oshmark.web.workplaces import draft
from oshmark.web.workplaces.applying.checks import check_all
from oshmark.web.workplaces.applying.lacking_page import lacking_rows
from oshmark.web.workplaces.applying.writing_page import change_as_asked, written_context
from oshmark.web.workplaces.case_page import (
    answer_context,
    changes_text,
    criterion_context,
    criterion_rows,
    head,
    occasion_words,
    verdict_rows,
)
from oshmark.web.workplaces.evidence.adding import added
from oshmark.web.workplaces.evidence.uploads import digest_of, store
from oshmark.web.workplaces.naming import in_words
from oshmark.web.workplaces.pages import with_films
from oshmark.web.workplaces.seat import (
    at_case,
    at_criterion,
    at_nonconformity,
)
from oshmark.web.workplaces.steps import next_for
from oshmark.web.workplaces.tasks.every import link_of, offered, offered_at
from oshmark.web.workplaces.tasks.renewal import changed_for
from oshmark.web.workplaces.words import CHECKS

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.web.workplaces.seat import Seat

S = ApplicationState
FORM = ("GET", "HEAD", "POST")
WRITING = frozenset({S.DRAFT, S.RETURNED})
CONFLICT = 409


@require_safe
@signed_in
def application(request: HttpRequest, application: str) -> HttpResponseBase:
    """An application: what happens next and who acts, each criterion with its state, and what I can do."""
    seat = at_case(person_of(request).public_id, application)
    context = {
        "head": head(seat),
        "next": next_for(seat),
        "occasion": occasion_words(seat),
        "criteria": _criteria(seat),
        "tasks": [link_of(task, seat.case.id) for task in offered(seat)],
        "missing": _missing(seat),
        "nonconformities": _nonconformities(seat),
        "decision": seat.shown.get("decision"),
        "fee_settled": seat.shown.get("fee_settled"),
        "territory": told_of(seat.case.body, seat.case.about, seat.case.applicant, seat.now),
        "changed": changed_for(seat),
        "told": changes_text(seat),
        **_writing(seat),
    }
    return render(request, "workplaces/application.html", context)


def _criteria(seat: Seat) -> list[dict[str, Any]]:
    rows = []
    for row in criterion_rows(seat):
        criterion = criterion_of(seat.scheme, row.id)
        tasks = [] if criterion is None else offered_at(seat, criterion)
        links = [link_of(task, seat.case.id, row.id) for task in tasks]
        rows.append({"row": row, "links": links, "href": reverse("work_criterion", args=[seat.case.id, row.id])})
    return rows


def _writing(seat: Seat) -> dict[str, Any]:
    """What the applicant sees while writing: what is missing, and what the library finds at once."""
    if seat.case.state not in WRITING or Role.APPLICANT not in seat.roles:
        return {"is_writing": False}
    written = draft.written_for(seat.case.id)
    found = [one for one in draft.lacking(seat, written) if one.code not in ("acknowledged", "changes")]
    rows = lacking_rows(seat, found)
    lacks = {row["criterion"] for row in rows}
    titles = {one.id: one.title for one in seat.scheme.criteria}
    return {
        "is_writing": True,
        "lacking": rows,
        "lacks": lacks,
        "needs_training": seat.scheme.requires_training,
        "begun": {key for key, point in written.points.items() if point.statement or point.pieces},
        "check_rows": [
            {"title": titles[one.criterion], "check": CHECKS[one.check], "passed": one.passed, "lacking": one.lacking}
            for one in check_all(seat)
        ],
    }


def _missing(seat: Seat) -> list[dict[str, Any]]:
    titles = {one.id: one.title for one in seat.scheme.criteria}
    return [
        {
            "title": titles.get(one.criterion or "", ""),
            "what": one.what,
            "href": reverse("work_write", args=[seat.case.id, one.criterion])
            if one.criterion and seat.case.state is S.RETURNED
            else "",
        }
        for one in seat.shown.get("missing", ())
    ]


def _nonconformities(seat: Seat) -> list[dict[str, Any]]:
    titles = {one.id: one.title for one in seat.scheme.criteria}
    return [
        {
            "title": titles[one.raised.criterion],
            "what": one.raised.what,
            "due": one.raised.due,
            "is_open": one.is_open,
            "href": reverse("work_put_right", args=[seat.case.id, one.raised.nonconformity])
            if one.is_open and Role.APPLICANT in seat.roles
            else "",
        }
        for one in seat.shown.get("nonconformities", ())
    ]


@require_safe
@with_films
@signed_in
def criterion(request: HttpRequest, application: str, criterion: str) -> HttpResponseBase:
    """One criterion of an application: what is asked, what was said and handed in, and what it came to."""
    seat = at_criterion(person_of(request).public_id, application, criterion)
    found = seat.criterion
    if found is None:
        raise Http404
    judging = seat.shown.get("judgings", {}).get(found.id)
    context = {
        "head": head(seat),
        "criterion": criterion_context(found),
        "answer": answer_context(seat, found),
        "verdicts": verdict_rows(judging, seat.scheme) if judging and judging.verdicts else [],
        "row": next(row for row in criterion_rows(seat) if row.id == found.id),
        "tasks": [link_of(task, seat.case.id, found.id) for task in offered_at(seat, found)],
        "checked": seat.shown.get("checks", {}).get(found.id),
    }
    return render(request, "workplaces/criterion.html", context)


@require_http_methods(FORM)
@with_films
@signed_in
def write(request: HttpRequest, application: str, criterion: str) -> HttpResponseBase:
    """Where an applicant answers a criterion."""
    seat = at_criterion(person_of(request).public_id, application, criterion)
    if Role.APPLICANT not in seat.roles:
        raise PermissionDenied
    return _write(request, seat, criterion, can_write=seat.case.state in WRITING)


@require_http_methods(FORM)
@with_films
@signed_in
def put_right(request: HttpRequest, application: str, nonconformity: str) -> HttpResponseBase:
    """Where an applicant answers what evaluators found."""
    seat = at_nonconformity(person_of(request).public_id, application, nonconformity)
    if Role.APPLICANT not in seat.roles:
        raise PermissionDenied
    is_open = any(one.raised.nonconformity == nonconformity for one in seat.case.open_nonconformities)
    return _write(request, seat, f"nonconformity:{nonconformity}", can_write=is_open)


def _write(request: HttpRequest, seat: Seat, key: str, *, can_write: bool) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "workplaces/write.html", written_context(seat, key, can_write=can_write))
    if not can_write:
        reasons, status = [_("What was handed in cannot be changed.")], CONFLICT
    else:
        try:
            said = change_as_asked(seat, key, request.POST, request.FILES)
        except RefusedError as error:
            reasons = [in_words(one, seat.scheme) for one in getattr(error, "reasons", (str(error),))]
            status = CONFLICT
        else:
            return _kept(request, said)
    context = {**written_context(seat, key, can_write=can_write), "reasons": reasons, "typed": request.POST}
    return render(request, "workplaces/write.html", context, status=status)


def _kept(request: HttpRequest, said: str) -> HttpResponseBase:
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
    messages.success(request, said)
    return HttpResponseRedirect(request.path, status=303)


@require_http_methods(FORM)
@signed_in
def training(request: HttpRequest, application: str) -> HttpResponseBase:
    """The proof of a training, or of as much without one (C-90)."""
    seat = at_case(person_of(request).public_id, application)
    if Role.APPLICANT not in seat.roles:
        raise PermissionDenied
    if seat.scheme.training is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        try:
            messages.success(request, _keep_training(seat, request))
        except RefusedError as error:
            reasons = [str(error)]
        else:
            return HttpResponseRedirect(reverse("work_application", args=[seat.case.id]), status=303)
    kinds = seat.scheme.training.kinds
    written = draft.written_for(seat.case.id).training
    context = {
        "head": head(seat),
        "kinds": kinds,
        "equivalent": seat.scheme.training.equivalent,
        "written": written,
        "reasons": reasons,
    }
    return render(request, "workplaces/training.html", context, status=CONFLICT if reasons else 200)


def _keep_training(seat: Seat, request: HttpRequest) -> str:
    """Keep the file; gives the sentence to be shown."""
    upload = request.FILES.get("file")
    if seat.case.state not in WRITING:
        raise RefusedError(_("What was handed in cannot be changed."))
    if upload is None:
        raise RefusedError(_("Choose the file that shows it."))
    row = store(seat, upload.chunks(), upload.name or "")
    form = request.POST.get("form", "")
    known = seat.scheme.training.kinds if seat.scheme.training else ()
    said = draft.WrittenTraining(form=form if form in known else "", digest=digest_of(row), label=row.name)
    draft.change(seat, lambda written: msgspec.structs.replace(written, training=said))
    return added(row)
