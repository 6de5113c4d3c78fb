# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody typed into a form, kept until they send it off: an error, a closed window or a dead battery loses none
of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.datastructures import MultiValueDict

from oshmark.web.workplaces.models import SavedInput

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

MOST_BYTES = 100_000
"""Of one form. What is larger is not kept beside it."""
NEVER = frozenset({"csrfmiddlewaretoken", "do"})


def keep(person: str, place: str, fields: QueryDict, now: datetime) -> bool:
    """Keep what was typed on a page; False where it is too much."""
    typed = msgspec.json.encode({name: values for name, values in fields.lists() if name not in NEVER})
    if len(typed) > MOST_BYTES:
        return False
    facts = {"fields": typed.decode(), "saved_at": now}
    SavedInput.objects.update_or_create(person=person, place=place, defaults=facts)
    return True


def kept(person: str, place: str) -> MultiValueDict[str, Any] | None:
    """What was typed on a page and not sent off; `None` for nothing."""
    row = SavedInput.objects.filter(person=person, place=place).first()
    return None if row is None else MultiValueDict(msgspec.json.decode(row.fields, type=dict[str, list[str]]))


def forget(person: str, place: str) -> None:
    """It was sent off."""
    SavedInput.objects.filter(person=person, place=place).delete()
