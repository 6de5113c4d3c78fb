# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages on which something is recorded about people, organisations and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from oshmark.adapters import clock
from oshmark.errors import NotAllowedError, RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.audit.writing import writing
from oshmark.web.workplaces.naming import in_words
from oshmark.web.workplaces.records import body_records, member_records, party_records
from oshmark.web.workplaces.records.recording import Scribe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from oshmark.web.workplaces.records.recording import Record

FORM = ("GET", "HEAD", "POST")
FORBIDDEN, CONFLICT, INVALID = 403, 409, 422
RECORDS = (*party_records.RECORDS, *member_records.RECORDS, *body_records.RECORDS)


def name_of(record: Record) -> str:
    """The name of its address."""
    return f"work_record_{record.key.replace('-', '_')}"


@require_safe
@signed_in
def records(request: HttpRequest) -> HttpResponseBase:
    """What this person can record."""
    scribe = Scribe(person_of(request), clock.now())
    mine = [(one, reverse(name_of(one))) for one in RECORDS if one.is_for(scribe)]
    return render(request, "workplaces/records.html", {"records": mine})


def page_of(record: Record) -> Callable[..., HttpResponseBase]:
    """The view of one of them."""

    @require_http_methods(FORM)
    @signed_in
    def answer(request: HttpRequest) -> HttpResponseBase:
        scribe = Scribe(person_of(request), clock.now())
        if not record.is_for(scribe):
            raise PermissionDenied
        context = {"task": record, "back": reverse("work_records"), "is_offered": True, "saves": False}
        if request.method != "POST":
            return render(request, "workplaces/record.html", {**context, "form": record.form(scribe)})
        form = record.form(scribe, request.POST)
        reasons: list[str] = []
        status = INVALID
        if form.is_valid():
            try:
                with writing():
                    record.do(Scribe(scribe.account, clock.now()), form.cleaned_data)
            except RefusedError as error:
                reasons = [in_words(one) for one in getattr(error, "reasons", (str(error),))]
                status = FORBIDDEN if isinstance(error, NotAllowedError) else CONFLICT
            else:
                messages.success(request, str(record.done))
                return HttpResponseRedirect(reverse("work_records"), status=303)
        return render(request, "workplaces/record.html", {**context, "form": form, "reasons": reasons}, status=status)

    return answer
