# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying: choose a scheme, say what is to be certified and for whom; a draft is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
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
from oshmark.values.language import REGIONS
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.accounts.models import Organisation
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory, scheme_of
from oshmark.web.library.models import Release
from oshmark.web.library.queries import find_release
from oshmark.web.workplaces.naming import in_words
from oshmark.web.workplaces.numbers import new_application
from oshmark.web.workplaces.registering import ensure_party
from oshmark.web.workplaces.words import SUBJECTS

if TYPE_CHECKING:
    from datetime import datetime

    from django.http.response import HttpResponseBase

    from oshmark.certification.scheme import Scheme
    from oshmark.web.accounts.models import Person

FORM = ("GET", "HEAD", "POST")
OF_RELEASES = frozenset({SubjectKind.PRODUCT, SubjectKind.DOCUMENTATION_RELEASE, SubjectKind.KIT})
CONFLICT = 409


def schemes_open(now: datetime) -> list[Scheme]:
    """Every scheme that can be applied for, in the order of titles."""
    found = []
    for (name, version), known in memory().replay.register.versions.items():
        scheme = scheme_of(name, version, known.digest) if known.holds(now) else None
        if scheme is not None and scheme.type is not SchemeType.SCORE:
            found.append(scheme)
    return sorted(found, key=lambda one: (one.title, one.version))


class SubjectForm(forms.Form):
    """What is to be certified, and for whom."""

    applicant = forms.ChoiceField(label=_("Who applies"), widget=forms.RadioSelect)
    release = forms.CharField(
        label=_("The release, by its address in the library"),
        max_length=1000,
        help_text=_("As it begins with /m/, or the whole address of its page."),
    )
    event = forms.CharField(label=_("What it is called, and when it takes place"), max_length=200)
    level = forms.ChoiceField(label=_("At which level"), widget=forms.RadioSelect)
    scope = forms.MultipleChoiceField(label=_("What it is to cover"), widget=forms.CheckboxSelectMultiple)
    municipality = forms.CharField(label=_("Municipality of the workshop"), max_length=120, required=False)
    country = forms.CharField(label=_("Country (two letters)"), max_length=2, required=False)

    def __init__(self, person: Person, scheme: Scheme, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django takes
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        rows = Organisation.objects.filter(memberships__person=person, closed_at__isnull=True).order_by("name", "pk")
        mine = [(row.public_id, row.name) for row in rows]
        myself = (person.public_id, now_("Myself, as %(name)s") % {"name": person.name or person.public_id})
        self._choices("applicant", [myself] if scheme.subject is SubjectKind.PERSON else [*mine, myself])
        self._choices(
            "level", [(one.id, ". ".join(filter(None, (one.title or one.id, one.meaning)))) for one in scheme.levels]
        )
        self._choices("scope", [(one.id, one.title or one.id) for one in scheme.activities])
        for name in self._needless():
            del self.fields[name]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if isinstance(field, forms.ChoiceField) and len(choices) == 1:
            field.initial = [choices[0][0]] if name == "scope" else choices[0][0]

    def _needless(self) -> set[str]:
        subject = self.scheme.subject
        found = set() if subject in OF_RELEASES else {"release"}
        found |= set() if self._is_event() else {"event"}
        found |= {"municipality"} if subject is SubjectKind.PERSON else set()
        return found | (set() if self.scheme.activities else {"scope"})

    def _is_event(self) -> bool:
        return self.scheme.subject not in OF_RELEASES | {SubjectKind.PERSON, SubjectKind.PRODUCER}

    def clean_country(self) -> str:
        """Two capital letters that are a country's, or nothing."""
        written = str(self.cleaned_data["country"]).strip().upper()
        if written and written not in REGIONS:
            raise forms.ValidationError(_("Write the country as two letters, such as DE or KE."))
        return written

    def clean_release(self) -> str:
        """The address within the library."""
        written = str(self.cleaned_data["release"]).strip()
        address = written[written.find("/m/") :] if "/m/" in written else written
        found = find_release(address)
        if found is None or found.state != Release.ADMITTED:
            raise forms.ValidationError(
                _("The library shows no release at this address. Open its page and copy the address.")
            )
        return address


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
    reasons: list[str] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = open_application(person, scheme, form.cleaned_data)
        except RefusedError as error:
            reasons = [in_words(one, scheme) for one in getattr(error, "reasons", (str(error),))]
            status = CONFLICT
        else:
            messages.success(request, now_("Your application is begun. Nobody but you sees it before you hand it in."))
            return HttpResponseRedirect(reverse("work_application", args=[made]), status=303)
    context = {"form": form, "card": _card(scheme, now), "scheme": scheme, "reasons": reasons}
    return render(request, "workplaces/apply_subject.html", context, status=status)


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
    place = {"municipality": filled.get("municipality") or None, "country": filled["country"] or None}
    if scheme.subject is SubjectKind.PERSON:
        return Subject(kind=scheme.subject, ref=party)
    if scheme.subject is SubjectKind.PRODUCER:
        named = Organisation.objects.filter(public_id=party).values_list("name", flat=True).first()
        # Who makes things alone is a person, whose name stays out of the log.
        return Subject(kind=scheme.subject, ref=party, name=named or "", producer=party, **place)
    if scheme.subject not in OF_RELEASES:
        return Subject(kind=scheme.subject, ref=filled["event"], name=filled["event"], producer=party, **place)
    release = find_release(filled["release"])
    if release is None:
        raise RefusedError(now_("The library shows no release at this address."))
    return Subject(
        kind=scheme.subject,
        ref=release.address,
        name=release.name[:300],
        version=release.version or None,
        digest=f"sha256:{release.digest}",
        producer=party,
        **place,
    )
