# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be certified, for whom and where: the first form of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.scheme import SubjectKind
from oshmark.certification.territory import slots
from oshmark.values.language import REGIONS
from oshmark.values.territory import COUNTRY, country_of, name_of
from oshmark.web.accounts.models import Organisation
from oshmark.web.certification.territories import territories_of
from oshmark.web.library.models import Release
from oshmark.web.library.queries import find_release

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme
    from oshmark.web.accounts.models import Person

OF_RELEASES = frozenset({SubjectKind.PRODUCT, SubjectKind.DOCUMENTATION_RELEASE, SubjectKind.KIT})


def codes_of(body: str) -> tuple[str, ...]:
    """What a body has written down as its territories."""
    found = territories_of(body)
    return () if found is None else found.codes


def looks_at_release(scheme: Scheme) -> bool:
    """Whether a producer is asked which release they make, because a program looks at it."""
    automatic = any(one.check is not None for one in scheme.criteria)
    return scheme.subject is SubjectKind.PRODUCER and automatic


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
    state = forms.ChoiceField(
        label=_("State or province"),
        required=False,
        help_text=_("Where the body counts the states of a country one by one."),
    )

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
        divided = [code for code in slots(codes_of(self.scheme.body)) if len(code) > COUNTRY]
        self._choices("state", [("", "—"), *((code, name_of(code)) for code in divided)])
        found = set() if subject in OF_RELEASES or looks_at_release(self.scheme) else {"release"}
        found |= set() if self._is_event() else {"event"}
        found |= set() if divided and subject is not SubjectKind.PERSON else {"state"}
        found |= {"municipality"} if subject is SubjectKind.PERSON else set()
        return found | (set() if self.scheme.activities else {"scope"})

    def _is_event(self) -> bool:
        return self.scheme.subject not in OF_RELEASES | {SubjectKind.PERSON, SubjectKind.PRODUCER}

    def typed(self) -> dict[str, Any]:
        """What was typed so far, to be shown again."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()
        }

    def clean_country(self) -> str:
        """Two capital letters that are a country's, or nothing."""
        written = str(self.cleaned_data["country"]).strip().upper()
        if written and written not in REGIONS:
            raise forms.ValidationError(_("Write the country as two letters, such as DE or KE."))
        return written

    def clean(self) -> dict[str, Any]:
        """A state lies in its country, which need not be written then."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        state = cleaned.get("state", "")
        if state and cleaned.get("country", "") not in ("", country_of(state)):
            self.add_error("state", _("This state lies in another country than the one that you have written."))
        elif state:
            cleaned["country"] = country_of(state)
        return cleaned

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
