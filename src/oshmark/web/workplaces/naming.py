# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people and organisations are called on the pages of those who work with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.web.accounts.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.scheme import Scheme

_ID = re.compile(r"\b[2-9a-hjkmnp-tv-z]{10}\b")


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """Names by public ids; who has none, or is gone, is called by their id."""
    wanted = set(public_ids)
    people = Person.objects.filter(public_id__in=wanted).exclude(name="").values_list("public_id", "name")
    organisations = Organisation.objects.filter(public_id__in=wanted).values_list("public_id", "name")
    return {one: one for one in wanted} | dict(people) | dict(organisations)


def in_words(sentence: str, scheme: Scheme | None = None) -> str:
    """A sentence of the room with names in the place of ids, and titles in the place of criteria."""
    names = names_of(_ID.findall(sentence))
    sentence = _ID.sub(lambda found: names[found[0]], sentence)
    for criterion in scheme.criteria if scheme else ():
        sentence = sentence.replace(f"“{criterion.id}”", f"“{criterion.title or criterion.id}”")
    return sentence
