# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The territories of a body as they stand (C-123): who is certified to produce there, and who has asked to lead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.scheme import SubjectKind
from oshmark.certification.status import status_of
from oshmark.certification.territory import Answer, Slot, Standing, answer, slot_of, slots
from oshmark.errors import StateError
from oshmark.values.territory import COUNTRY, country_of, name_of, names
from oshmark.web.certification.founding import bodies_here, body_of
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import Called, holders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oshmark.certification.body import Body, Territories
    from oshmark.certification.event_data.application import About

NOWHERE = ""


class Told(msgspec.Struct, frozen=True):
    """What an applicant learns of the territory that a place lies in; `code` is empty where there is none."""

    answer: Answer
    body: str
    code: str = ""
    leaders: tuple[Called, ...] = ()

    @property
    def name(self) -> str:
        """The territory's name."""
        return name_of(self.code)

    @property
    def tone(self) -> str:
        """How the answer looks."""
        return {Answer.FREE: "good", Answer.OWN: "good", Answer.FULL: "over"}.get(self.answer, "paused")

    @property
    def words(self) -> str:
        """The answer in a sentence or two."""
        facts = {"place": self.name}
        return {
            Answer.FREE: _("%(place)s is free: nobody leads the production there yet. You would be the first.") % facts,
            Answer.PAIRING: _(
                "%(place)s is taken, and open to a pairing: you would run the local enterprise together, each with a"
                " certificate of your own. Both have to agree."
            )
            % facts,
            Answer.FULL: _("%(place)s is taken, and this body has one producer for each territory.") % facts,
            Answer.OWN: _("%(place)s is yours already.") % facts,
            Answer.OUTSIDE: _("This body has no territory at this place. You can apply all the same."),
            Answer.NO_STATE: _("This body counts the states of this country one by one. Say in which one you work."),
        }[self.answer]


def bodies_with_territories() -> list[tuple[Body, Territories]]:
    """Every body that has said where somebody leads."""
    return [(one, one.territories) for one in bodies_here() if one.territories is not None and one.territories.codes]


def territories_of(body: str) -> Territories | None:
    """Those of one body; `None` where it has said nothing, or cannot be read."""
    try:
        found = body_of(body)
    except StateError:
        return None
    return None if found is None else found.territories


def standings(body: str, territories: Territories, now: datetime) -> list[Standing]:
    """Each territory of a body as it stands."""
    led: dict[str, list[str]] = {}
    for about, holder in _producers(body, now):
        code = slot_of(territories.codes, about.country or "", _state(about))
        if code:
            led.setdefault(code, []).append(holder)
    return [Standing(code, tuple(dict.fromkeys(led.get(code, ())))) for code in slots(territories.codes)]


def told(body: str, country: str, state: str, party: str, now: datetime) -> Told | None:
    """What an applicant learns of a place; `None` where the body has no territories, or no place is named."""
    territories = territories_of(body)
    if territories is None or not territories.codes or not country:
        return None
    code = slot_of(territories.codes, country, state)
    if not code:
        return Told(answer(territories, None, party, needs_state=code == NOWHERE), body)
    found = (holder for about, holder in _producers(body, now, country) if _slot(territories, about) == code)
    standing = Standing(code, tuple(dict.fromkeys(found)))
    names_there = holders(standing.holders)
    return Told(answer(territories, standing, party), body, code, tuple(names_there[one] for one in standing.holders))


def told_of(body: str, about: About, party: str, now: datetime) -> Told | None:
    """The same of what an application is about."""
    return told(body, about.country or "", _state(about), party, now)


def _slot(territories: Territories, about: About) -> str | None:
    return slot_of(territories.codes, about.country or "", _state(about))


def _state(about: About) -> str:
    return "" if about.state is msgspec.UNSET else about.state


def _producers(body: str, now: datetime, country: str = "") -> Iterator[tuple[About, str]]:
    """What the certificates of producers that can be relied on now are about, and whose they are, the oldest first."""
    rows = CertificateRow.objects.filter(body=body, kind=SubjectKind.PRODUCER.value, ended="")
    rows = rows.filter(country=country) if country else rows.exclude(country="")
    for number in rows.order_by("issued_at", "number").values_list("number", flat=True):
        certificate = memory().certificate(number)
        if certificate is not None and status_of(certificate, now).is_valid:
            yield certificate.terms.about, certificate.terms.holder


def slot_words(slot: Slot) -> str:
    """Where a territory stands, in a word or two."""
    return {Slot.OPEN: _("open"), Slot.TAKEN: _("taken"), Slot.PAIRED: _("led together")}[slot]


def rows_of(body: str, territories: Territories, now: datetime) -> list[dict[str, Any]]:
    """Every territory for the page and for the files."""
    found = standings(body, territories, now)
    asked = Counter(one.territory for one in memory().replay.register.leads if one.body == body)
    called = holders(holder for one in found for holder in one.holders)
    return [
        {
            "code": one.code,
            "name": names().get(one.code, one.code),
            "country": country_of(one.code),
            "divided": len(one.code) > COUNTRY,
            "slot": one.slot.value,
            "words": slot_words(one.slot),
            "leaders": [called[holder] for holder in one.holders],
            "asked": asked[one.code],
        }
        for one in found
    ]
