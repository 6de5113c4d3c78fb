# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The world of the room's own tests, with the site's database and log behind it instead of lists in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.acts.application import Settlement
from oshmark.certification.commitment import Said
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Scheme, SchemeState
from oshmark.certification.verdicts import PURPOSE
from oshmark.certification.written import canonical
from oshmark.web import wiring
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory
from oshmark.web.certification.spoken import Part, Spoken
from tests.certification.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oshmark.certification.events import Happened

PURPOSES = (
    *("changes", "comment", "complaint", "contact", "grounds", "guest"),
    *("message", "name", "plan", "relation", "statement"),
)


class SiteWorld(World):
    """Every act goes through the site; what the tests read is what the site has read back from its log."""

    def __init__(self, scheme: Scheme | None = None) -> None:
        self._kept = False
        super().__init__(scheme)

    def do(
        self,
        act: Callable[..., tuple[Happened, ...]],
        person: str,
        role: Role,
        /,
        *,
        case: str | None = None,
        number: str | None = None,
        complaint: str | None = None,
        **asked: Any,
    ) -> tuple[Happened, ...]:
        if not self._kept:
            wiring.payloads().put_many([canonical(msgspec.structs.replace(self.scheme, state=SchemeState.DRAFT))])
            self._kept = True
        about = About(application=case or "", certificate=number or "", complaint=complaint or "", scheme=self.scheme)
        spoken = Spoken()
        spoken.parts += parts_of(asked)
        happened = perform(act, Who(person, role), self.now, about, spoken, **asked)
        self.append(person, *happened)
        assert [entry.data for entry in memory().entries] == [entry.data for entry in self.entries]
        return happened


def parts_of(asked: Any) -> Iterator[Part]:
    """Whatever the facts of an act say in person, for every purpose that it may have."""
    if isinstance(asked, Said):
        yield from (Part(purpose, asked.text, asked.salt) for purpose in PURPOSES)
    elif isinstance(asked, dict):
        yield from (part for value in asked.values() for part in parts_of(value))
        if "salt" in asked and "verdict" in asked:
            yield Part(PURPOSE, msgspec.to_builtins(asked["verdict"]), asked["salt"])
        elif "salt" in asked:
            yield Part("fee", msgspec.to_builtins(Settlement(waived=True, reason=asked["reason"])), asked["salt"])
    elif isinstance(asked, msgspec.Struct):
        yield from parts_of({field: getattr(asked, field) for field in asked.__struct_fields__})
    elif isinstance(asked, tuple):
        yield from (part for value in asked for part in parts_of(value))
