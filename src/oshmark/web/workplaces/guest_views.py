# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of guest evaluators: what they are asked, and where an administrator lets them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.certification.results import judged_by_people
from oshmark.errors import NotAllowedError, RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.models import Person
from oshmark.web.accounts.pages import private
from oshmark.web.audit.writing import writing
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces import guests
from oshmark.web.workplaces.letters.mailing import send_pending
from oshmark.web.workplaces.letters.reminding import note_guests
from oshmark.web.workplaces.naming import in_words, names_of
from oshmark.web.workplaces.words import SUBJECTS

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.certification.application import Application
    from oshmark.web.workplaces.models import Guest

FORM = ("GET", "HEAD", "POST")
FORBIDDEN, CONFLICT = 403, 409


def _about(case: Application) -> dict[str, Any]:
    """What a guest has to know of the application: nothing that is not public."""
    known = memory()
    scheme = known.scheme_under(case)
    criteria = judged_by_people(case, scheme, clock.now())
    return {
        "scheme": scheme,
        "title": case.about.name or names_of([case.about.ref])[case.about.ref],
        "version": case.about.version or "",
        "kind": SUBJECTS[case.about.kind],
        "applicant": names_of([case.applicant])[case.applicant],
        "criteria": criteria,
        "minutes": sum(one.minutes for one in criteria),
        "application": case.id,
    }


def _case(guest: Guest) -> Application:
    found = memory().case(guest.application)
    if found is None:
        raise Http404
    return found


@require_http_methods(FORM)
@private
def asked(request: HttpRequest, token: str) -> HttpResponseBase:
    """What somebody from outside is asked. To say no takes a click; to say yes takes an account."""
    now = clock.now()
    guest = guests.find(token, now)
    if guest is None:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    if request.method != "POST":
        return _asked_page(request, guest, person)
    if request.POST.get("do") == "no":
        guests.decline(guest, now)
        return _asked_page(request, _again(guest), person)
    if request.POST.get("do") != "yes" or person is None:
        return HttpResponseRedirect(f"{reverse('account_login')}?next={request.path}", status=303)
    try:
        with writing():
            guests.accept(guest, person, now)
            note_guests(memory(), now)
    except RefusedError as error:
        return _asked_page(request, _again(guest), person, _reasons(error, guest), CONFLICT)
    send_pending(now, (guest.application,))
    return _asked_page(request, _again(guest), person)


def _again(guest: Guest) -> Guest:
    guest.refresh_from_db()
    return guest


def _reasons(error: RefusedError, guest: Guest) -> list[str]:
    scheme = memory().scheme_under(_case(guest))
    return [in_words(one, scheme) for one in getattr(error, "reasons", (str(error),))]


def _asked_page(
    request: HttpRequest, guest: Guest, person: Person | None, reasons: list[str] | None = None, status: int = 200
) -> HttpResponseBase:
    answered = "" if guest.answered_at is None else "yes" if guest.person else "no"
    mine = person is not None and guest.person == person.public_id
    context = {
        "about": _about(_case(guest)),
        "answered": answered,
        "mine": mine,
        "person": person,
        "reasons": reasons or [],
        "here": request.path,
    }
    return render(request, "workplaces/guest_asked.html", context, status=status)


@require_http_methods(FORM)
@signed_in
def let_in(request: HttpRequest, guest: str) -> HttpResponseBase:
    """Where an administrator gives a guest the role, for one application; nobody does that for themselves."""
    person, now = person_of(request).public_id, clock.now()
    row = next((one for one in guests.waiting_for(person, now) if str(one.pk) == guest), None)
    if row is None:
        raise Http404
    reasons: list[str] = []
    status = 200
    if request.method == "POST":
        try:
            said = _settled(row, person, request.POST.get("do", ""))
        except RefusedError as error:
            reasons = _reasons(error, row)
            status = FORBIDDEN if isinstance(error, NotAllowedError) else CONFLICT
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("work_home"), status=303)
    case = _case(row)
    in_the_way = guests.in_the_way(row, row.person, now)
    context = {
        "about": _about(case),
        "guest": names_of([row.person])[row.person],
        "guest_id": row.person,
        "asked_by": names_of([row.asked_by])[row.asked_by],
        "in_the_way": [in_words(one.sentence) for one in in_the_way],
        "reasons": reasons,
    }
    return render(request, "workplaces/guest_in.html", context, status=status)


def _settled(row: Guest, person: str, do: str) -> str:
    if do == "no":
        guests.turn_away(row, clock.now())
        return _("The guest has no role.")
    guests.let_in(row, person, clock.now())
    return _("The guest may judge this application now. A registrar says which criteria.")
