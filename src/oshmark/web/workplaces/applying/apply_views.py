# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying: choose a scheme, say what is to be certified and for whom; a draft is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.views.decorators.http import require_http_methods

from oshmark.adapters import clock
from oshmark.certification.acts import application
from oshmark.certification.calendar_days import day_of
from oshmark.certification.effort import earliest_decision
from oshmark.certification.event_data.application import About as Subject
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import SchemeType, SubjectKind, asked
from oshmark.certification.smallest_cast import smallest_cast
from oshmark.errors import RefusedError
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.models import Organisation
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory, scheme_of
from oshmark.web.certification.territories import Told, told
from oshmark.web.library.queries import find_release
from oshmark.web.workplaces.applying.subject_form import OF_RELEASES, SubjectForm, codes_of
from oshmark.web.workplaces.naming import in_words
from oshmark.web.workplaces.numbers import new_application
from oshmark.web.workplaces.registering import ensure_party
from oshmark.web.workplaces.words import SUBJECTS

if TYPE_CHECKING:
    from datetime import datetime

    from django.http.response import HttpResponseBase

    from oshmark.certification.scheme import Scheme
    from oshmark.web.accounts.models import Person
    from oshmark.web.library.models import Release

FORM = ("GET", "HEAD", "POST")
CONFLICT = 409


def schemes_open(now: datetime) -> list[Scheme]:
    """Every scheme that can be applied for, in the order of titles."""
    found = []
    for (name, version), known in memory().replay.register.versions.items():
        scheme = scheme_of(name, version, known.digest) if known.holds(now) else None
        if scheme is not None and scheme.type is not SchemeType.SCORE:
            found.append(scheme)
    return sorted(found, key=lambda one: (one.title, one.version))


@require_http_methods(FORM)
@signed_in
def apply(request: HttpRequest) -> HttpResponseBase:
    """The schemes, or the form of one of them."""
    now = clock.now()
    wanted = request.GET.get("scheme", "")
    if not wanted:
        cards = [_card(one, now) for one in schemes_open(now)]
        return render(request, "workplaces/apply.html", {"schemes": cards, "release": request.GET.get("release", "")})
    versions = [one for one in schemes_open(now) if one.id == wanted]
    version = request.GET.get("version", "")
    scheme = next((one for one in reversed(versions) if version in ("", one.version)), None)
    if scheme is None:
        raise Http404
    return _subject(request, scheme, now)


def _card(scheme: Scheme, now: datetime) -> dict[str, Any]:
    top = scheme.levels[-1].id if scheme.levels else ""
    people = [one for one in asked(scheme, top) if one.needs_people]
    return {
        "scheme": scheme,
        "kind": SUBJECTS[scheme.subject],
        "body": scheme.body,
        "criteria": len(asked(scheme, top)),
        "minutes": sum(one.minutes for one in people),
        "cast": smallest_cast(scheme),
        "earliest": earliest_decision(scheme, top, day_of(now), now),
    }


def _subject(request: HttpRequest, scheme: Scheme, now: datetime) -> HttpResponseBase:
    person = person_of(request)
    initial = {"release": request.GET.get("release", "")}
    form = SubjectForm(person, scheme, request.POST if request.method == "POST" else None, initial=initial)
    territories = _territories(person, scheme, form, now)
    reasons: list[str] = []
    status = 200
    if "look" in request.POST:
        # Nothing is wrong yet with a form that somebody has only begun.
        form = SubjectForm(person, scheme, initial=form.typed())
    elif request.method == "POST" and form.is_valid():
        try:
            made = open_application(person, scheme, form.cleaned_data)
        except RefusedError as error:
            reasons = [in_words(one, scheme) for one in getattr(error, "reasons", (str(error),))]
            status = CONFLICT
        else:
            messages.success(request, now_("Your application is begun. Nobody but you sees it before you hand it in."))
            return HttpResponseRedirect(reverse("work_application", args=[made]), status=303)
    context = {
        "form": form,
        "card": _card(scheme, now),
        "scheme": scheme,
        "reasons": reasons,
        "territories": territories,
        "has_territories": bool(codes_of(scheme.body)),
    }
    return render(request, "workplaces/apply_subject.html", context, status=status)


def _territories(person: Person, scheme: Scheme, form: SubjectForm, now: datetime) -> list[Told]:
    """What somebody learns at once (C-123): of the place that the form names, or else of each place that those are at
    for whom they may apply."""
    if form.is_bound:
        form.is_valid()
        filled = form.cleaned_data
        place = filled.get("country", ""), filled.get("state", "")
        named = told(scheme.body, *place, filled.get("applicant", ""), now)
        return [] if named is None else [named]
    rows = Organisation.objects.filter(memberships__person=person, closed_at__isnull=True).order_by("name", "pk")
    found = {row.country: told(scheme.body, row.country, "", row.public_id, now) for row in rows}
    return [one for one in found.values() if one is not None]


def open_application(person: Person, scheme: Scheme, filled: dict[str, Any]) -> str:
    """Open a draft, and give its name."""
    name, party = new_application(), filled["applicant"]
    with writing():
        now = clock.now()  # what waited for its turn happens when it has it
        ensure_party(person, party, filled["country"], now)
        facts = {
            "application": name,
            "applicant": party,
            "about": _about(scheme, party, filled),
            "level": filled["level"],
        }
        scope = tuple(filled.get("scope", ()))
        who = Who(person.public_id, Role.APPLICANT)
        perform(application.open_application, who, now, About(scheme=scheme), None, **facts, scope=scope)
    return name


def _about(scheme: Scheme, party: str, filled: dict[str, Any]) -> Subject:
    """The subject as the log has it. A person is named by their id, and by nothing else."""
    place: dict[str, Any] = {"municipality": filled.get("municipality") or None, "country": filled["country"] or None}
    place |= {"state": filled["state"]} if filled.get("state") else {}
    if scheme.subject is SubjectKind.PERSON:
        return Subject(kind=scheme.subject, ref=party)
    if scheme.subject is SubjectKind.PRODUCER:
        named = Organisation.objects.filter(public_id=party).values_list("name", flat=True).first()
        # Who makes things alone is a person, whose name stays out of the log.
        what: dict[str, Any] = {"ref": party, "name": named or "", "producer": party}
        return Subject(kind=scheme.subject, **what, **_made(filled), **place)
    if scheme.subject not in OF_RELEASES:
        return Subject(kind=scheme.subject, ref=filled["event"], name=filled["event"], producer=party, **place)
    release = _release(filled["release"])
    return Subject(
        kind=scheme.subject,
        ref=release.address,
        name=release.name[:300],
        version=release.version or None,
        digest=f"sha256:{release.digest}",
        producer=party,
        **place,
    )


def _made(filled: dict[str, Any]) -> dict[str, Any]:
    """The release that a producer makes, where the scheme looks at it."""
    if not filled.get("release"):
        return {}
    release = _release(filled["release"])
    return {"release": release.address, "digest": f"sha256:{release.digest}"}


def _release(address: str) -> Release:
    found = find_release(address)
    if found is None:
        raise RefusedError(now_("The library shows no release at this address."))
    return found
