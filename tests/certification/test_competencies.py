# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-95: each competency of a printer producer is a record of its own, with its own evidence, evaluators and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.adapters.shipped_schemes import shipped_schemes
from oshmark.certification.criterion import EvidenceKind, Judgement
from oshmark.certification.event_data.application import TrainingProof
from oshmark.certification.results import shortfalls
from oshmark.errors import NotPossibleError
from tests.certification.test_shipped_lives import PatientWorld
from tests.certification.world import MET, NOT_MET, hashed

if TYPE_CHECKING:
    from oshmark.certification.acts.application import Answer
    from oshmark.certification.criterion import Criterion

(SCHEME,) = [scheme for scheme in shipped_schemes() if scheme.id == "printer-producer"]
NINE = {
    "C-96": ("build", {EvidenceKind.VIDEO, EvidenceKind.FILE}, Judgement.RUBRIC),
    "C-97": ("sourcing", {EvidenceKind.STATEMENT, EvidenceKind.FILE}, Judgement.RUBRIC),
    "C-98": ("cad-to-bom", {EvidenceKind.FILE}, Judgement.RUBRIC),
    "C-99": ("wiring", {EvidenceKind.FILE, EvidenceKind.VIDEO}, Judgement.RUBRIC),
    "C-100": ("part-production", {EvidenceKind.MEASUREMENT, EvidenceKind.FILE}, Judgement.MEASUREMENT),
    "C-101": ("facility", {EvidenceKind.FILE}, Judgement.RUBRIC),
    "C-102": ("fabrication-diagram", {EvidenceKind.FILE, EvidenceKind.STATEMENT}, Judgement.RUBRIC),
    "C-103": ("capacity", {EvidenceKind.MEASUREMENT, EvidenceKind.FILE}, Judgement.MEASUREMENT),
    "C-104": ("packaging", {EvidenceKind.FILE, EvidenceKind.VIDEO}, Judgement.RUBRIC),
}
"""C-96 … C-104: what each is called, the kinds of evidence that it cannot do without, and how it is judged."""
TRAININGS = {"mentorship", "summer of extreme design and build", "workshop", "webinar", "other course"}


def criterion(name: str) -> Criterion:
    return next(one for one in SCHEME.criteria if one.id == name)


@pytest.fixture
def world() -> PatientWorld:
    made = PatientWorld(SCHEME)
    made.open()
    return made


def without(answers: tuple[Answer, ...], name: str, place: int) -> tuple[Answer, ...]:
    """The answers without one piece of evidence of a criterion."""
    return tuple(
        msgspec.structs.replace(one, evidence=(*one.evidence[:place], *one.evidence[place + 1 :]))
        if one.criterion == name
        else one
        for one in answers
    )


@pytest.mark.parametrize("source", NINE)
def test_each_competency_asks_for_its_own_evidence(source: str) -> None:
    """C-96, C-97, C-98, C-99, C-100, C-101, C-102, C-103, C-104."""
    name, kinds, judgement = NINE[source]
    found = criterion(name)
    assert source in found.source
    assert found.judgement is judgement
    assert {wanted.kinds[0] for wanted in found.evidence} == kinds


@pytest.mark.parametrize("source", NINE)
def test_no_piece_of_the_evidence_of_a_competency_may_be_missing(world: PatientWorld, source: str) -> None:
    """C-96, C-97, C-98, C-99, C-100, C-101, C-102, C-103, C-104: prose is no evidence."""
    name, _kinds, _judgement = NINE[source]
    answers = world.answers()
    pieces = next(one.evidence for one in answers if one.criterion == name)
    assert pieces
    for place in range(len(pieces)):
        with pytest.raises(NotPossibleError) as refusal:
            world.submit(answers=without(answers, name, place))
        assert refusal.value.codes == ("evidence-missing",)
        assert name in str(refusal.value)


def test_a_choice_of_parts_is_explained_in_as_many_words_as_it_needs(world: PatientWorld) -> None:
    """C-97: one or two paragraphs for each of six parts, and offers from several suppliers."""
    found = criterion("sourcing")
    assert found.least_words >= 6 * 100
    assert [wanted.least for wanted in found.evidence if EvidenceKind.FILE in wanted.kinds] == [6]
    short = tuple(
        msgspec.structs.replace(one, statement=world.answers()[0].statement) if one.criterion == "sourcing" else one
        for one in world.answers()
    )
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(answers=short)
    assert refusal.value.codes == ("point-short",)


def test_the_time_of_each_part_is_a_number_and_not_a_word(world: PatientWorld) -> None:
    """C-100."""
    measure = criterion("part-production").measure
    assert measure is not None
    assert measure.unit
    answers = tuple(
        msgspec.structs.replace(
            one, evidence=tuple(msgspec.structs.replace(piece, measured=None) for piece in one.evidence)
        )
        if one.criterion == "part-production"
        else one
        for one in world.answers()
    )
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(answers=answers)
    assert "measured" in refusal.value.codes


@pytest.mark.parametrize("source", NINE)
def test_a_competency_that_two_evaluators_miss_is_missed_alone(world: PatientWorld, source: str) -> None:
    """C-95: the others are judged as they are, and the record says which one it was."""
    name, _kinds, _judgement = NINE[source]
    world.submit()
    world.accept()
    world.settle()
    world.begin()
    world.assign_both()
    for one in world.people_criteria:
        for person in ("ben", "cleo"):
            world.judge(person, one, NOT_MET if one == name else MET)
    case = world.case()
    verdicts = {one: case.judging(one) for one in world.people_criteria}
    assert {one for one, judging in verdicts.items() if not judging.is_met()} == {name}
    assert set(verdicts[name].verdicts) == {"ben", "cleo"}
    missed = shortfalls(case, SCHEME, case.level, world.now)
    assert bool(missed) == (criterion(name).gate or criterion(name).safety)


@pytest.mark.parametrize("form", sorted(TRAININGS))
def test_every_training_that_is_named_is_taken(world: PatientWorld, form: str) -> None:
    """C-90, C-91: mentorship, summer course, workshop, webinar, another one; or as much without any."""
    assert SCHEME.training is not None
    assert set(SCHEME.training.kinds) == TRAININGS
    assert SCHEME.training.equivalent
    world.submit(training=(TrainingProof(form=form, proof=hashed("proof")),))


def test_a_training_that_nobody_names_is_not(world: PatientWorld) -> None:
    """C-91."""
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(training=(TrainingProof(form="reading", proof=hashed("proof")),))
    assert refusal.value.codes == ("training",)


def test_who_builds_it_finds_its_faults_too(world: PatientWorld) -> None:
    """C-93, C-104a: technical competency is building, using and putting right; five scenarios and a record of use."""
    found = criterion("troubleshooting")
    assert {"C-104a", "C-93"} <= set(found.source)
    assert found.gate or found.weight > 0
    answers = world.answers()
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(answers=without(answers, "troubleshooting", 0))
    assert refusal.value.codes == ("evidence-missing",)


def test_the_value_is_proposed_in_words_that_are_scored(world: PatientWorld) -> None:
    """C-94: customers, alternatives, advantages and cost, with the sources of the figures."""
    found = criterion("value-proposition")
    assert "C-94" in found.source
    assert found.judgement is Judgement.RUBRIC
    assert found.rubric is not None
    assert found.rubric.pass_at > found.rubric.levels[0].score
    with pytest.raises(NotPossibleError) as refusal:
        world.submit(answers=without(world.answers(), "value-proposition", 0))
    assert refusal.value.codes == ("evidence-missing",)
