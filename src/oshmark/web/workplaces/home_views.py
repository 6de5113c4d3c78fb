# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for me, over all my roles; twenty minutes of it; and being away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from oshmark.adapters import clock
from oshmark.certification.calendar_days import day_of
from oshmark.certification.roles import Role
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.habits import away, go_away
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.seat import roles_in
from oshmark.web.workplaces.steps import fitting, my_rows, others_rows
from oshmark.web.workplaces.tasks.task import day
from oshmark.web.workplaces.words import CERTIFICATE_STATES, ROLES, STATES

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from django.http.response import HttpResponseBase

USUAL_MINUTES, MOST_MINUTES = 20, 480


class AwayForm(forms.Form):
    """Until when."""

    until = day(_("Away until the end of"), _("Leave it empty when you are back."), required=False)


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """The task list of a person."""
    person, now = person_of(request).public_id, clock.now()
    mine = my_rows(person, now)
    gone = away([person], day_of(now)).get(person)
    context = {
        "groups": [{"role": ROLES[role], "key": role.value, "rows": rows} for role, rows in mine.items()],
        "count": sum(len(rows) for rows in mine.values()),
        "others": others_rows(person, now),
        "applications": _applications(person, now),
        "certificates": _certificates(person, now),
        "evaluates": Role.EVALUATOR in mine,
        "away_until": gone,
        "form": AwayForm(initial={"until": gone}),
        "minutes": USUAL_MINUTES,
    }
    return render(request, "workplaces/home.html", context)


def _applications(person: str, now: datetime) -> list[dict[str, Any]]:
    """One's own applications, the newest first."""
    known = memory()
    register = known.replay.register
    mine = [one for one in known.replay.cases.values() if Role.APPLICANT in roles_in(one, person, register, now)]
    names = names_of(one.about.ref for one in mine)
    return [
        {
            "id": one.id,
            "title": one.about.name or names[one.about.ref],
            "scheme": known.scheme_under(one).title,
            "state": STATES[one.state],
        }
        for one in sorted(mine, key=lambda one: one.opened_at, reverse=True)
    ]


def _certificates(person: str, now: datetime) -> list[dict[str, Any]]:
    """The certificates of those whom one acts for, the newest first."""
    known = memory()
    register = known.replay.register
    mine = [one for one in known.replay.certificates.values() if register.acts_for(person, one.terms.holder, now)]
    return [
        {
            "number": one.number,
            "title": one.terms.about.name,
            "state": CERTIFICATE_STATES[one.state(now)[0]],
            "valid_until": one.terms.valid_until,
        }
        for one in sorted(mine, key=lambda one: one.issued_at, reverse=True)
    ]


@require_safe
@signed_in
def twenty(request: HttpRequest) -> HttpResponseBase:
    """Criteria that fit into the time that an evaluator has."""
    person, now = person_of(request).public_id, clock.now()
    asked = request.GET.get("minutes", "")
    minutes = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 4 else USUAL_MINUTES  # noqa: PLR2004  digits
    minutes = min(max(1, minutes), MOST_MINUTES)
    rows = my_rows(person, now).get(Role.EVALUATOR, [])
    found = fitting(rows, minutes)
    context = {
        "minutes": minutes,
        "rows": found,
        "taken": sum(row.minutes or 0 for row in found),
        "more": len(rows) - len(found),
    }
    return render(request, "workplaces/twenty.html", context)


@require_POST
@signed_in
def be_away(request: HttpRequest) -> HttpResponseBase:
    """Not be offered new work for a while."""
    form = AwayForm(request.POST)
    if form.is_valid():
        go_away(person_of(request).public_id, form.cleaned_data["until"])
        messages.success(
            request,
            now_("You are asked for nothing new until then.") if form.cleaned_data["until"] else now_("Welcome back."),
        )
    else:
        messages.error(request, now_("That is no day of the calendar."))
    return HttpResponseRedirect(reverse("work_home"), status=303)
