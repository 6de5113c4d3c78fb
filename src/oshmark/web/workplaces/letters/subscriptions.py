# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which letters about work somebody wants: said on a page, or by the link in each letter, which needs no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from oshmark.web.workplaces.models import Habits

if TYPE_CHECKING:
    from collections.abc import Iterable

TURNS, DIGEST = "turns", "digest"
SORTS = {TURNS: "no_turns", DIGEST: "no_digest"}
"""The sorts of letters, and where it is kept that somebody does not want them."""


def _signer() -> Signer:
    return Signer(key=settings.SECRET_KEY, salt="letters about work", sep="~")


def off_address(person: str, sort: str) -> str:
    """The address in a letter that stops letters of its sort."""
    return settings.BASE_URL + reverse("work_letters_off", args=[_signer().sign(f"{sort}-{person}")])


def read_token(token: str) -> tuple[str, str] | None:
    """Whose letters of which sort a link is about; `None` for one that is not ours."""
    try:
        sort, _dash, person = _signer().unsign(token).partition("-")
    except BadSignature:
        return None
    return (person, sort) if sort in SORTS else None


def stop(person: str, sort: str) -> None:
    """No more letters of a sort."""
    Habits.objects.get_or_create(person=person)
    Habits.objects.filter(person=person).update(**{SORTS[sort]: True})


def choose(person: str, wanted: Iterable[str]) -> None:
    """Exactly these sorts."""
    Habits.objects.get_or_create(person=person)
    Habits.objects.filter(person=person).update(**{field: sort not in set(wanted) for sort, field in SORTS.items()})


def wants(person: str, sort: str) -> bool:
    """Whether somebody wants letters of a sort; everybody does who has not said otherwise."""
    return not Habits.objects.filter(person=person, **{SORTS[sort]: True}).exists()
