# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking to lead a territory (C-123): anybody may, and it is recorded. What the body makes of it is another matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.certification.acts import standards
from oshmark.certification.roles import Role, Who
from oshmark.certification.territory import slots
from oshmark.errors import RefusedError
from oshmark.values.territory import country_of, name_of
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.models import Organisation
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.territories import bodies_with_territories
from oshmark.web.workplaces.registering import ensure_party

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from oshmark.certification.body import Body, Territories
    from oshmark.web.accounts.models import Person

FORM = ("GET", "HEAD", "POST")
CONFLICT = 409


class LeadForm(forms.Form):
    """Which territory, and for whom."""

    territory = forms.ChoiceField(label=_("Which territory"))
    party = forms.ChoiceField(label=_("Who would lead it"), widget=forms.RadioSelect)

    def __init__(self, person: Person, territories: Territories, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django takes
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(memberships__person=person, closed_at__isnull=True).order_by("name", "pk")
        myself = (person.public_id, now_("Myself, as %(name)s") % {"name": person.name or person.public_id})
        parties = [*((row.public_id, row.name) for row in rows), myself]
        choices = {"party": parties, "territory": [(code, name_of(code)) for code in slots(territories.codes)]}
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
        self.fields["party"].initial = parties[0][0] if len(parties) == 1 else None


@require_http_methods(FORM)
@signed_in
def ask_for_lead(request: HttpRequest) -> HttpResponseBase:
    """The form, for one body; the bodies to choose from where none is named."""
    every = bodies_with_territories()
    found = next((one for one in every if one[0].id == request.GET.get("body", "")), None)
    found = every[0] if found is None and len(every) == 1 else found
    if found is None:
        return render(request, "workplaces/territory_bodies.html", {"bodies": [body for body, _codes in every]})
    return _asked(request, *found)


def _asked(request: HttpRequest, body: Body, territories: Territories) -> HttpResponseBase:
    person, initial = person_of(request), {"territory": request.GET.get("code", "")}
    form = LeadForm(person, territories, request.POST if request.method == "POST" else None, initial=initial)
    reasons: list[str] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            record_wish(person, body.id, form.cleaned_data["territory"], form.cleaned_data["party"])
        except RefusedError as error:
            reasons, status = [str(error)], CONFLICT
        else:
            messages.success(request, now_("It is recorded that you have asked. The body decides about it."))
            there = reverse("territories-of", args=[body.id])
            return HttpResponseRedirect(f"{there}#{form.cleaned_data['territory']}", status=303)
    return render(request, "workplaces/territory.html", {"form": form, "body": body, "reasons": reasons}, status=status)


def record_wish(person: Person, body: str, territory: str, party: str) -> None:
    """Record that a party would lead a territory. Raises `RefusedError` where that was recorded before."""
    with writing():
        now = clock.now()  # what waited for its turn happens when it has it
        ensure_party(person, party, country_of(territory), now)
        who = Who(person.public_id, Role.PUBLIC)
        perform(standards.ask_for_lead, who, now, body=body, territory=territory, party=party)
