# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What evaluators note while they watch: one line each, with minutes and seconds in front. They are theirs alone; they
stay when the verdict is sealed, for the talk that may follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from oshmark.web.workplaces import saved
from oshmark.web.workplaces.evidence.pieces import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

LONGEST = 8_000
"""Letters of the notes on one film."""
_LINE = re.compile(r"\s*(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\b[\s,:–-]*(.*)")


class Noted(msgspec.Struct, frozen=True):
    """A note: the second that it is about, how that is written, and the text."""

    second: int
    at: str
    text: str


def noted(text: str) -> list[Noted]:
    """The lines of notes that begin with a time, such as 1:23 or 1:02:03, in the order of the film."""
    found = [place for line in text.splitlines() if (place := _LINE.fullmatch(line))]
    times = [(int(one[1] or 0) * 3600 + int(one[2]) * 60 + int(one[3]), one[4].strip()) for one in found]
    return [Noted(second, clock(second), said) for second, said in sorted(times, key=lambda one: one[0])]


def clock(second: int) -> str:
    """A time as players show it."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def film_notes_field(film: str) -> forms.CharField:
    """The field for the notes on a film."""
    area = forms.Textarea(attrs={"rows": 4, "data-film-notes": ""})
    said = _("Yours alone. A line for each: the time, then what you see, such as 1:23 The clamp opens.")
    label = _("Your notes on %(film)s") % {"film": film}
    return forms.CharField(label=label, help_text=said, max_length=LONGEST, required=False, widget=area)


def place_of(seat: Seat) -> str:
    """Where the notes of a criterion are kept."""
    criterion = "" if seat.criterion is None else seat.criterion.id
    return f"notes:{seat.case.id}/{criterion}"


def kept_notes(seat: Seat) -> Mapping[str, str]:
    """The notes of this person on the films of the criterion, by the names of their fields."""
    found = saved.kept(seat.person, place_of(seat))
    return {} if found is None else {name: str(found.get(name, "")) for name in found if name.startswith(NOTES)}


def keep_notes(seat: Seat, filled: Filled) -> None:
    """Keep the notes of a form that is sent off."""
    typed = QueryDict(mutable=True)
    for name, text in filled.items():
        if name.startswith(NOTES):
            typed[name] = text
    if typed:
        saved.keep(seat.person, place_of(seat), typed, seat.now)
