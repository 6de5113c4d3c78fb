# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages, files and other rooms ask of the public registry. Only what is public is given."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from django.db.models import Exists, OuterRef, Q

from oshmark.certification.lifecycle import CertificateState
from oshmark.certification.status import Status, status_of
from oshmark.errors import RefusedError
from oshmark.label.number import read_number
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.certification.names import Called, holders
from oshmark.web.certification.wording import STATES
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

VALID = "valid"
"""What the filter calls every state in which a certificate can be relied on."""
STATUSES = (VALID, "suspended", "expired", "withdrawn", "terminated", "superseded")
MOST_PARTIES = 500
"""Parties whose name a word may fit."""
NAME = 200


class Listed(msgspec.Struct, frozen=True):
    """A certificate in a list, with its status at the moment."""

    number: str
    row: CertificateRow
    status: Status
    holder: Called
    name: str

    @property
    def href(self) -> str:
        """Its page."""
        return f"/certificates/{self.number}"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody looks for. Empty asks for everything."""

    words: str = ""
    status: str = ""
    body: str = ""
    scheme: str = ""
    kind: str = ""
    country: str = ""


def certificate_of_number(written: str) -> CertificateRow | None:
    """The certificate of a number, in whatever spelling somebody has typed it; `None` where there is none."""
    found = CertificateRow.objects.filter(number=written).first()
    if found is not None:
        return found
    try:
        number = read_number(written)
    except RefusedError:
        return None
    return CertificateRow.objects.filter(number=number).first()


def certificates_of_release(address: str) -> list[CertificateRow]:
    """The certificates about a release of the library, the newest first."""
    return list(CertificateRow.objects.filter(ref=address).order_by("-issued_at", "number"))


def state_of_release(address: str, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """What changes whenever the certificates of a release look different on its page."""
    return tuple((one["number"], one["state"], one["href"]) for one in box_rows(address, now))


def box_rows(address: str, now: datetime) -> list[dict[str, Any]]:
    """The certificates of a release as its page names them: those that are valid first."""
    shown = listed(certificates_of_release(address), now)
    return [
        {
            "number": one.number,
            "href": one.href,
            "state": one.status.state.value,
            "words": STATES[one.status.state.value],
            "valid": one.status.is_valid,
            "body": one.row.body,
            "scheme": one.row.scheme,
            "version": one.row.version,
        }
        for one in sorted(shown, key=lambda one: not one.status.is_valid)
    ]


def find(asked: Asked, today: date) -> QuerySet[CertificateRow]:
    """The certificates that somebody looks for, the newest first."""
    rows = CertificateRow.objects.order_by("-issued_at", "number")
    exact = {"body": asked.body, "scheme": asked.scheme, "kind": asked.kind, "country": asked.country}
    rows = rows.filter(**{key: value for key, value in exact.items() if value})
    if asked.status:
        rows = rows.filter(_in(asked.status, today))
    for word in asked.words.split()[:8]:
        rows = rows.filter(_named(word))
    return rows


def _in(status: str, today: date) -> Q:
    """The rows in a state on a day, as `certification.status` works it out; nothing for a word that is none."""
    open_ones = Q(ended="")
    expired = Q(valid_until__lt=today)
    suspended = Q(suspended_until__gte=today)
    if status == CertificateState.EXPIRED.value:
        return open_ones & expired
    if status == CertificateState.SUSPENDED.value:
        return open_ones & ~expired & suspended
    if status == VALID:
        past = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        free = Q(suspended_until__isnull=True) | Q(suspended_until__lt=today)
        return open_ones & past & free
    return Q(ended=status) if status in STATUSES else Q(pk__in=())


def _named(word: str) -> Q:
    plain = "".join(sign for sign in word.upper() if sign.isalnum())
    found = Q(name__icontains=word) | Q(municipality__icontains=word) | Q(ref__icontains=word)
    if plain:
        found |= Q(number__startswith=plain)
    return found | Q(holder__in=parties_named(word))


def parties_named(word: str) -> list[str]:
    """The parties that hold a certificate and whose name, or an organisation's place, has a word in it."""
    # Asked of each name that fits: a list of everybody who holds one would be made anew for each word.
    holds = Exists(CertificateRow.objects.filter(holder=OuterRef("public_id")))
    organisations = Organisation.objects.filter(holds, Q(name__icontains=word) | Q(place__icontains=word))
    people = Person.objects.filter(holds, name__icontains=word, erased_at__isnull=True)
    found = [*organisations.values_list("public_id", flat=True)[:MOST_PARTIES]]
    return [*found, *people.values_list("public_id", flat=True)[:MOST_PARTIES]]


def listed(rows: Iterable[CertificateRow], now: datetime) -> list[Listed]:
    """Rows with their status, from the log. A row that the log knows nothing of is left out."""
    found = list(rows)
    names, known = holders(row.holder for row in found), memory()
    shown = []
    for row in found:
        certificate = known.certificate(row.number)
        if certificate is not None:
            name = one_line(row.name, NAME) or names[row.holder].text
            shown.append(Listed(row.number, row, status_of(certificate, now), names[row.holder], name))
    return shown


def choices() -> Mapping[str, list[str]]:
    """What there is to choose from, for each filter."""
    return _choices(memory().heard)


@lru_cache(maxsize=1)
def _choices(heard: tuple[int, str]) -> Mapping[str, list[str]]:
    """As long as the log says no more than what was heard, there is nothing else to choose from."""
    del heard
    keys = ("body", "scheme", "kind", "country")
    return {
        key: [one for one in CertificateRow.objects.values_list(key, flat=True).distinct().order_by(key) if one]
        for key in keys
    }


def public_cases() -> QuerySet[Case]:
    """Applications that anybody may know of, the one that changed last first."""
    return Case.objects.filter(public=True).order_by("-since", "id")
