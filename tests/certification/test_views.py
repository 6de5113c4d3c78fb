# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each may see of an application; what is not on a list is not shown."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from oshmark.certification.application import Application
from oshmark.certification.judging import Judging
from oshmark.certification.next_step import Todo, next_steps
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import Openness, Review
from oshmark.certification.views import FIELDS, Audience, audience_of, view
from tests.certification.story import tell
from tests.certification.world import ADMINISTRATOR, APPLICANT, World, salt, small_scheme


@pytest.fixture
def world() -> World:
    world = World()
    world.to_evaluating()
    return world


def seen(world: World, audience: Audience, person: str = "") -> dict[str, object]:
    return view(world.case(), world.scheme, audience, person)


def test_every_field_is_on_the_list_or_shown_to_nobody() -> None:
    assert set(FIELDS) - {"fee_settled"} <= set(Application.__struct_fields__)
    assert set(Application.__struct_fields__) - set(FIELDS) == {"acts", "strays"}


def test_an_evaluator_never_sees_the_fee(world: World) -> None:
    """C-43: not whether it was paid, not by whom, not even in the events that made the case."""
    shown = seen(world, Audience.EVALUATOR, "ben")
    assert not {"fee", "fee_settled"} & set(shown)
    assert world.case().fee is not None
    assert world.case().fee not in shown.values()
    written = msgspec.json.encode(list(shown.values()), enc_hook=list)
    assert salt("fee").hex().encode() not in written
    assert b"settlement" not in written


def test_only_the_treasurer_and_the_applicant_see_what_became_of_the_fee(world: World) -> None:
    """C-43."""
    assert {one for one in Audience if "fee" in seen(world, one)} == {Audience.TREASURER, Audience.PARTY}
    assert seen(world, Audience.STAFF)["fee_settled"] is True


def test_an_evaluator_sees_nothing_of_the_others_before_all_are_in(world: World) -> None:
    """§0a."""
    world.judge("ben", "files")
    judging = seen(world, Audience.EVALUATOR, "cleo")["judgings"]["files"]  # type: ignore[index]
    assert (judging.evaluators, judging.seals, judging.verdicts) == (("cleo",), {}, {})
    own = seen(world, Audience.EVALUATOR, "ben")["judgings"]["files"]  # type: ignore[index]
    assert own.evaluators == ("ben",)
    world.judge("cleo", "files")
    judging = seen(world, Audience.EVALUATOR, "cleo")["judgings"]["files"]  # type: ignore[index]
    assert set(judging.verdicts) == {"ben", "cleo"}


def test_an_evaluator_sees_own_tasks_only(world: World) -> None:
    tasks = seen(world, Audience.EVALUATOR, "ben")["tasks"]
    assert {task.evaluator for task in tasks} == {"ben"}  # type: ignore[attr-defined]


def test_the_public_sees_nothing_before_the_application_is_accepted() -> None:
    """§7: no public record before acceptance."""
    world = World()
    world.open()
    assert seen(world, Audience.PUBLIC) == {}
    world.submit()
    assert seen(world, Audience.PUBLIC) == {}
    world.accept()
    shown = seen(world, Audience.PUBLIC)
    assert shown["applicant"] == "kestrel-works"
    assert not {"submitted", "judgings", "tasks", "fee", "missing", "recused"} & set(shown)


def test_the_public_sees_statements_beside_findings_once_it_is_decided() -> None:
    """C-118."""
    world = World()
    world.to_issued()
    shown = seen(world, Audience.PUBLIC)
    assert {point.criterion for point in shown["submitted"].points} == set(shown["judgings"])  # type: ignore[attr-defined, call-overload]
    assert shown["decided_by"] == "eli"


def test_a_public_thread_shows_the_evaluation_as_it_goes_on() -> None:
    world = World(small_scheme(openness=Openness(review=Review.PUBLIC_THREAD)))
    world.to_evaluating()
    world.judge("ben", "files")
    judging = seen(world, Audience.PUBLIC)["judgings"]["files"]  # type: ignore[index]
    assert (judging.evaluators, judging.seals) == ((), {})
    world.judge("cleo", "files")
    judging = seen(world, Audience.PUBLIC)["judgings"]["files"]  # type: ignore[index]
    assert isinstance(judging, Judging)
    assert judging.result is not None


def test_evidence_that_is_not_for_everybody_is_not_shown_to_everybody() -> None:
    world = World()
    world.open()
    private = tuple(
        msgspec.structs.replace(
            one, evidence=tuple(msgspec.structs.replace(piece, public=False) for piece in one.evidence)
        )
        for one in world.answers()
    )
    world.submit(answers=private)
    world.accept()
    world.settle()
    world.begin()
    world.assign_both()
    world.judge_all()
    world.conclude()
    world.review()
    world.grant()
    points = seen(world, Audience.PUBLIC)["submitted"].points  # type: ignore[attr-defined]
    told = [piece for point in points for piece in point.evidence]
    assert told
    assert {(piece.public, piece.measured, piece.challenge) for piece in told} == {(False, None, None)}
    assert None not in {piece.digest for piece in told}
    inside = seen(world, Audience.EVALUATOR, "ben")["submitted"].points  # type: ignore[attr-defined]
    assert [piece for point in inside for piece in point.evidence] != []


def test_whoever_evaluates_is_an_evaluator_whatever_role_they_look_under(world: World) -> None:
    case = world.case()

    def audience(person: str, role: Role) -> Audience:
        acts_for = world.register.acts_for(person, case.applicant, world.now)
        return audience_of(Who(person, role), case, acts_for_applicant=acts_for)

    assert audience("ben", Role.TREASURER) is Audience.EVALUATOR
    assert audience("dora", Role.EVALUATOR) is Audience.EVALUATOR
    assert audience(APPLICANT, Role.APPLICANT) is Audience.PARTY
    assert audience("ida", Role.TREASURER) is Audience.TREASURER
    assert audience("eli", Role.DECISION_MAKER) is Audience.STAFF
    assert audience(ADMINISTRATOR, Role.ADMINISTRATOR) is Audience.PUBLIC
    assert audience("lou", Role.PUBLIC) is Audience.PUBLIC


def todos(world: World) -> set[tuple[Todo, Role]]:
    return {(one.todo, one.role) for one in next_steps(world.case(), world.scheme, world.now)}


def test_it_is_always_said_who_has_to_act_next() -> None:
    world = World()
    world.open()
    assert todos(world) == {(Todo.WRITE, Role.APPLICANT)}
    world.submit()
    assert todos(world) == {(Todo.SCREEN, Role.REGISTRAR)}
    world.accept()
    waiting = {(Todo.SIGN, Role.APPLICANT), (Todo.SETTLE_FEE, Role.TREASURER), (Todo.FREEZE, Role.REGISTRAR)}
    assert todos(world) == waiting
    world.settle()
    assert todos(world) == {(Todo.BEGIN, Role.REGISTRAR)}
    world.begin()
    assert todos(world) == {(Todo.ASSIGN, Role.REGISTRAR)}
    world.assign_both()
    steps = next_steps(world.case(), world.scheme, world.now)
    assert {(one.todo, one.people, one.minutes) for one in steps} == {
        (Todo.JUDGE, ("ben",), 20),
        (Todo.JUDGE, ("cleo",), 20),
    }
    assert {one.due for one in steps} == {(world.today + timedelta(days=14))}
    world.judge_all()
    assert todos(world) == {(Todo.CONCLUDE, Role.REGISTRAR)}
    world.conclude()
    assert todos(world) == {(Todo.REVIEW, Role.DECISION_MAKER)}
    world.review()
    assert todos(world) == {(Todo.DECIDE, Role.DECISION_MAKER)}
    world.grant()
    assert todos(world) == {(Todo.ISSUE, Role.REGISTRAR)}
    assert next_steps(world.case(), world.scheme, world.now, issued=True) == ()


class AskingWorld(World):
    """Notes at each act what was to be done before it."""

    def __init__(self) -> None:
        self.asked: set[Todo] = set()
        self.stuck: list[str] = []
        super().__init__()

    def append(self, actor: str, *happened: object) -> None:
        super().append(actor, *happened)  # type: ignore[arg-type]
        case = happened[0].subject.partition(":")[2]  # type: ignore[attr-defined]
        if happened[0].subject.startswith("application:"):  # type: ignore[attr-defined]
            folded = self.case(case)
            steps = next_steps(folded, self.scheme, self.now)
            self.asked |= {one.todo for one in steps}
            if not steps and folded.state.value not in {"withdrawn", "lapsed", "upheld"}:
                self.stuck.append(folded.state.value)


def test_an_application_is_never_stuck_with_nobody_to_act() -> None:
    world = AskingWorld()
    tell(world)
    assert world.stuck == []
    assert world.asked == set(Todo)
