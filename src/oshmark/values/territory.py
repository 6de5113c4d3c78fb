# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Countries by their codes in ISO 3166-1, and the states and provinces of some of them by theirs in ISO 3166-2.

`data/territories.csv` has them with their names. Federal districts and dependent areas of a country are not among its
states: a body that needs one names its country.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING

from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "data/territories.csv"
COUNTRY = 2
"""Letters of the code of a country."""


@lru_cache(maxsize=1)
def names() -> Mapping[str, str]:
    """The name of each country and state, by code, in the order of the file: countries first, by code."""
    raw = get_data("oshmark.values", FILE)
    if raw is None:
        raise StateError(f"The installation is damaged: values/{FILE} is missing. Install oshmark again.")
    return {line["code"]: line["name"] for line in csv.DictReader(raw.decode().splitlines())}


def country_of(code: str) -> str:
    """The country that a code lies in: `US` for `US-TX` and for `US`."""
    return code[:COUNTRY]


def states_of(country: str) -> tuple[str, ...]:
    """The codes of the states of a country, by name; none for one that the table does not divide."""
    found = [code for code in names() if len(code) > COUNTRY and country_of(code) == country]
    return tuple(sorted(found, key=lambda code: names()[code]))


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The codes of all countries, by name."""
    return tuple(sorted((code for code in names() if len(code) == COUNTRY), key=lambda code: names()[code]))


def name_of(code: str) -> str:
    """The name of a country, or of a state with its country; the code itself for one that is not known."""
    name = names().get(code, code)
    return name if len(code) == COUNTRY or code not in names() else f"{name}, {names()[country_of(code)]}"
