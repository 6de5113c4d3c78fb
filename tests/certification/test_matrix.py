# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each forbidden cell of the matrix: refused when somebody acts, and found where the event was forged (spec §2d)."""

from __future__ import annotations

from inspect import getmembers, isfunction
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oshmark.certification.conflicts import BARS
from oshmark.certification.events import Entry, Happened, Kind, decode
from oshmark.certification.matrix import Bar, matrix
from oshmark.certification.recheck import audit
from oshmark.certification.replay import Replay
from oshmark.certification.roles import Role, Who
from oshmark.errors import NotAllowedError
from tests.certification.story import tell
from tests.certification.world import ADMINISTRATOR, APPLICANT, MODULES, ORGANISATION, STAFF, STRANGER, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.moment import Moment

CAST = (*STAFF, ADMINISTRATOR, APPLICANT, STRANGER)


def holds(world: World, person: str, role: Role) -> bool:
    """Whether somebody was given a role, as the story gives them: the tests' own list."""
    if role is Role.ADMINISTRATOR:
        return person == ADMINISTRATOR
    if role is Role.APPLICANT:
        return world.register.acts_for(person, ORGANISATION, world.now)
    return role is Role.PUBLIC or STAFF.get(person) is role


class WatchedWorld(World):
    """Before anything happens, everybody else tries it in every role, and each is forged into the log."""

    def __init__(self) -> None:
        self.tried = 0
        self.forged = 0
        self.cells: set[tuple[Kind, Role]] = set()
        self.replay = Replay(self.schemes)
        self.heard = 0
        super().__init__()

    def do(
        self, act: Callable[..., tuple[Happened, ...]], person: str, role: Role, /, **asked: Any
    ) -> tuple[Happened, ...]:
        about = {name: asked.pop(name, None) for name in ("case", "number", "complaint")}
        moment = self.moment(person, role, **about)
        happened = act(moment, **asked)
        for somebody, other in ((somebody, other) for somebody in CAST for other in Role):
            row = matrix()[happened[0].kind]
            # Where a role may not do this at all, those who hold it try, the administrator and a stranger.
            worth = other in row.roles or holds(self, somebody, other) or somebody in {ADMINISTRATOR, STRANGER}
            if worth and not self.may(happened[0].kind, somebody, other):
                self.try_it(act, moment, Who(somebody, other), asked)
                self.forge(happened[0], somebody, other)
        return super().do(act, person, role, **about, **asked)

    def may(self, kind: Kind, person: str, role: Role) -> bool:
        """Whether the cell allows it, or this test has no word on it."""
        return role in matrix()[kind].roles and holds(self, person, role)

    def try_it(self, act: Callable[..., tuple[Happened, ...]], moment: Moment, who: Who, asked: dict[str, Any]) -> None:
        with pytest.raises(NotAllowedError):
            act(msgspec.structs.replace(moment, who=who), **asked)
        self.tried += 1

    def forge(self, happened: Happened, person: str, role: Role) -> None:
        for entry in self.entries[self.heard :]:
            self.replay.hear(entry)
        self.heard = len(self.entries)
        data = msgspec.structs.replace(happened.data, role=role)
        entry = Entry(self.heard + 1, self.now, person, happened.kind, happened.subject, data)
        assert self.replay.faults(entry, self.register), f"{person} as {role} forged {happened.kind} unseen"
        self.forged += 1
        self.cells.add((happened.kind, role))


@pytest.fixture(scope="module")
def watched() -> WatchedWorld:
    world = WatchedWorld()
    tell(world)
    return world


def test_every_cell_of_the_matrix_is_refused_by_action_and_found_when_forged(watched: WatchedWorld) -> None:
    opens_alone = {Kind.VERDICTS_OPENED, Kind.RENEWAL_OPENED}  # the second of two events of one act
    forbidden = {(kind, role) for kind, row in matrix().items() for role in set(Role) - row.roles}
    missed = {(kind, role) for kind, role in forbidden - watched.cells if kind not in opens_alone}
    assert missed == set()
    assert watched.tried == watched.forged > 5_000


def test_everything_that_can_happen_happens_in_the_story_and_nothing_of_it_is_a_fault(watched: WatchedWorld) -> None:
    assert {entry.kind for entry in watched.entries} == set(Kind)
    assert audit(watched.entries, watched.schemes) == ()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_an_administrator_cannot_bypass_anything(watched: WatchedWorld, kind: Kind) -> None:
    row = matrix()[kind]
    own = {"body:recorded", "body:host-succeeded", "role:assigned", "role:ended"}
    assert (Role.ADMINISTRATOR in row.roles) == (kind.value.removeprefix("certification:") in own)
    assert (
        Role.ADMINISTRATOR in row.roles
        or (kind, Role.ADMINISTRATOR) in watched.cells
        or kind
        in {
            Kind.VERDICTS_OPENED,
            Kind.RENEWAL_OPENED,
        }
    )


def test_every_action_of_the_room_is_in_the_matrix_and_the_other_way_round() -> None:
    functions = {
        name
        for module in MODULES
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert {action for row in matrix().values() for action in row.actions} == functions
    assert set(matrix()) == set(Kind)
    assert all(row.roles and row.sources != ("",) for row in matrix().values())


def test_every_bar_means_something() -> None:
    assert set(BARS) == set(Bar)
    assert {bar for row in matrix().values() for bar in row.bars} == set(Bar)


def test_every_event_is_written_and_read_as_it_was(watched: WatchedWorld) -> None:
    for event, entry in zip(watched.events, watched.entries, strict=True):
        assert decode(event.kind, event.schema, event.data) == entry.data
        assert msgspec.json.decode(msgspec.json.encode(event.data)) == event.data
