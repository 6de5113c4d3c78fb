# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The territories of a body (C-73, C-75, C-123): countries and states in each of which somebody leads the production.

A body writes them as codes: `KE` is a country, `US-TX` a state, `US-*` each state of a country, `*` each country that
is not divided. One certified producer takes a territory. Where the body pairs, the next one does not take it away, but
the two run the local enterprise together, each with a certificate of their own.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.values.territory import COUNTRY, countries, country_of, names, states_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.body import Territories

EVERYWHERE, EACH_STATE = "*", "-*"
_STATES = re.compile(r"([A-Z]{2})-\*")


class Slot(Enum):
    """Where a territory stands: open to the first, taken by one, or led by several together."""

    OPEN = "open"
    TAKEN = "taken"
    PAIRED = "paired"


class Answer(Enum):
    """What somebody learns who would produce at a place. `FREE`: nobody leads there; `PAIRING`: who comes leads
    together with who is there; `FULL`: taken, and this body does not pair; `OWN`: it is theirs already; `OUTSIDE`: the
    body has no territory there; `NO_STATE`: the country is divided, and the state is not named yet."""

    FREE = "free"
    PAIRING = "pairing"
    FULL = "full"
    OWN = "own"
    OUTSIDE = "outside"
    NO_STATE = "no-state"


class Standing(msgspec.Struct, frozen=True):
    """A territory, and who leads there, by public id."""

    code: str
    holders: tuple[str, ...] = ()

    @property
    def slot(self) -> Slot:
        """Where it stands."""
        if not self.holders:
            return Slot.OPEN
        return Slot.TAKEN if len(self.holders) == 1 else Slot.PAIRED


def is_code(written: str) -> bool:
    """Whether a body can write this among its territories."""
    divided = _STATES.fullmatch(written)
    if divided:
        return bool(states_of(divided[1]))
    return written == EVERYWHERE or written in names()


def slots(written: Iterable[str]) -> tuple[str, ...]:
    """The code of each territory, states by name below their country, then the other countries by name."""
    found: dict[str, None] = {}
    every = tuple(written)
    for one in every:
        if divided := _STATES.fullmatch(one):
            found.update(dict.fromkeys(states_of(divided[1])))
        elif one != EVERYWHERE and one in names():
            found[one] = None
    if EVERYWHERE in every:
        divided_ones = {country_of(code) for code in found if len(code) > COUNTRY}
        found.update(dict.fromkeys(code for code in countries() if code not in divided_ones))
    return tuple(found)


def slot_of(written: Iterable[str], country: str, state: str) -> str | None:
    """The territory that a place lies in; empty where the country is divided and the state is not named, `None` where
    the body has none there."""
    every = slots(written)
    if state and state in every:
        return state
    if country in every:
        return country
    divided = any(len(code) > COUNTRY and country_of(code) == country for code in every)
    return "" if divided and not state else None


def answer(territories: Territories, standing: Standing | None, party: str, *, needs_state: bool = False) -> Answer:
    """What somebody learns about a territory; `standing` is None where the body has none at the place."""
    if standing is None:
        return Answer.NO_STATE if needs_state else Answer.OUTSIDE
    if party in standing.holders:
        return Answer.OWN
    if not standing.holders:
        return Answer.FREE
    return Answer.PAIRING if territories.pairing else Answer.FULL
