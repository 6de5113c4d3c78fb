# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one way in which certification changes: an act of the room, its events, what it says in person, and the rows of
the lists, all in one transaction. There is no other function that writes any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.credential.commitments import commitments_in
from oshmark.errors import StateError
from oshmark.web.audit.actions import Log
from oshmark.web.audit.models import PersonalPart
from oshmark.web.audit.writing import writing
from oshmark.web.certification.memory import NOTHING, About, memory
from oshmark.web.certification.projection import project

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oshmark.certification.events import Happened
    from oshmark.certification.roles import Who
    from oshmark.web.certification.spoken import Spoken


def perform(
    act: Callable[..., tuple[Happened, ...]],
    who: Who,
    now: datetime,
    about: About = NOTHING,
    spoken: Spoken | None = None,
    /,
    **facts: Any,  # noqa: ANN401  what each act takes is said by the act
) -> tuple[Happened, ...]:
    """Do an act of `certification.acts`, with the facts that it takes, and give what has happened.

    Raises `NotAllowedError` where this person may not, `NotPossibleError` where nobody can now; then nothing was
    written. Two who act at the same time do it one after the other, and the second is asked again.
    """
    with writing():
        happened = act(memory().moment(who, now, about), **facts)
        log = Log(actor=who.person, now=now)
        for one in happened:
            log.append(one.kind, one.subject, one.plain, one.schema)
        _keep(log, happened, spoken, who)
        log.write()
        project(memory(), {one.subject for one in happened})
    return happened


def _keep(log: Log, happened: tuple[Happened, ...], spoken: Spoken | None, who: Who) -> None:
    """Keep what was said beside the log. Whatever an event commits to has to be there, and nothing else is kept."""
    wanted = {one for event in happened for one in commitments_in(event.plain)}
    wanted -= set(PersonalPart.objects.filter(commitment__in=wanted).values_list("commitment", flat=True))
    parts = {part.commitment: part for part in (spoken.parts if spoken else [])}
    if not wanted <= parts.keys():
        raise StateError("An event commits to something that nobody has said: tell the makers of oshmark.")
    for commitment in wanted:
        part = parts[commitment]
        log.keep(part.purpose, part.content, part.salt, person=who.person)
