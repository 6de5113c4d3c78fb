# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a task: what it is about, the form, and what the room says when it is sent.

A form that is refused comes back with everything that was typed. All acts of a task happen together or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.errors import NotAllowedError, RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.audit.writing import writing
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces import saved
from oshmark.web.workplaces.case_page import head
from oshmark.web.workplaces.letters.mailing import tell_who_is_next
from oshmark.web.workplaces.naming import in_words
from oshmark.web.workplaces.pages import with_films, with_saving
from oshmark.web.workplaces.seat import seat_of
from oshmark.web.workplaces.tasks.every import is_offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Task, TaskForm

    Find = Callable[..., Seat]
    View = Callable[..., HttpResponseBase]

FORM = ("GET", "HEAD", "POST")
FORBIDDEN, CONFLICT, INVALID = 403, 409, 422


def page_of(task: Task, find: Find) -> View:
    """The view of a task. `find` gets the person and what the address names, and gives the seat or raises `Http404`."""

    @require_http_methods(FORM)
    @(with_films if task.at == "criterion" else with_saving)
    @signed_in
    def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
        person = person_of(request).public_id
        seat = find(person, **named)
        if not task.is_for(seat):
            raise PermissionDenied
        if request.method != "POST":
            kept = saved.kept(person, request.path) if task.saves else None
            return _page(request, task, seat, _first_form(task, seat, kept))
        if request.POST.get("do") == "save":
            return _save(request, person)
        return _send(request, task, find, named)

    return answer


def _first_form(task: Task, seat: Seat, kept: Any) -> TaskForm:  # noqa: ANN401  what was typed before, or nothing
    """The empty form, or what was typed before; that is shown without complaints, for it was never sent."""
    if kept is None:
        return task.form(seat)
    form = task.form(seat)
    for name, field in form.fields.items():
        if name in kept:
            value = field.widget.value_from_datadict(kept, {}, name)
            form.initial[name] = value
    return form


def _save(request: HttpRequest, person: str) -> HttpResponseBase:
    """Keep what is typed. The script asks without a page; the button without a script wants one."""
    is_kept = saved.keep(person, request.path, request.POST, clock.now())
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(
            _("Saved.") if is_kept else _("This is too long to be kept."), content_type="text/plain; charset=utf-8"
        )
    messages.success(request, _("Saved. You can go on here at any time."))
    return HttpResponseRedirect(request.path, status=303)


def _send(request: HttpRequest, task: Task, find: Find, named: dict[str, str]) -> HttpResponseBase:
    person = person_of(request).public_id
    reasons: tuple[str, ...] = ()
    status = INVALID
    try:
        with writing():  # what the seat knows stays true until it has acted
            seat = find(person, **named)
            form = task.form(seat, request.POST, files=request.FILES)
            if form.is_valid():
                task.do(seat, form.cleaned_data)
                return _sent(request, task, seat)
    except RefusedError as error:
        reasons = getattr(error, "reasons", (str(error),))
        status = FORBIDDEN if isinstance(error, NotAllowedError) else CONFLICT
    if task.saves:
        saved.keep(person, request.path, request.POST, clock.now())
    seat = find(person, **named)
    said = [in_words(one, seat.scheme) for one in reasons]
    return _page(request, task, seat, form, reasons=said, status=status)


def _sent(request: HttpRequest, task: Task, seat: Seat) -> HttpResponseBase:
    saved.forget(seat.person, request.path)
    number = "" if seat.certificate is None else seat.certificate.number
    tell_who_is_next(seat.case.id, seat.now, by=seat.person, certificate=number)
    messages.success(request, str(task.done))
    return HttpResponseRedirect(_onward(seat), status=303)


def _onward(seat: Seat) -> str:
    """The page of what the seat is at; one's own tasks for who has no part in it any more, as after stepping back."""
    case = memory().case(seat.case.id)
    left = case is None or seat_of(seat.person, case, memory(), seat.now) is None
    return reverse("work_home") if left else address_of(seat)


def address_of(seat: Seat) -> str:
    """The page of what a seat is at."""
    if seat.certificate is not None:
        return reverse("work_certificate", args=[seat.certificate.number])
    return reverse("work_application", args=[seat.case.id])


def _page(
    request: HttpRequest, task: Task, seat: Seat, form: TaskForm, *, reasons: list[str] | None = None, status: int = 200
) -> HttpResponseBase:
    context = {
        "task": task,
        "head": head(seat),
        "form": form,
        "reasons": reasons or [],
        "is_offered": is_offered(task, seat),
        "back": address_of(seat),
        "saves": task.saves,
        **task.shows(seat),
    }
    return render(request, task.template, context, status=status)
