# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every rule of a scheme, planted once: what is missing is found, at its place, and nothing else is said."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.certification import scheme_rules as rules
from oshmark.certification.criterion import (
    Aspect,
    AutomaticCheck,
    EvidenceAsked,
    EvidenceKind,
    Judgement,
    Measure,
    Occasion,
    Rubric,
    RubricLevel,
)
from oshmark.certification.scheme import (
    Activity,
    Agreement,
    ExternalStandard,
    Fee,
    Gate,
    Group,
    Level,
    Openness,
    Scheme,
    SchemeType,
    SubjectKind,
    Training,
)
from oshmark.certification.scheme_check import check_scheme, may_be_published
from oshmark.values.finding import Finding, Rule, Severity
from tests.certification import schemes
from tests.certification.schemes import (
    BODY,
    SCHEME,
    changed,
    criterion,
    with_criteria,
    with_criterion,
    with_groups,
    without_criterion,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVEL = SCHEME.levels[0]
USE, MAKING = SCHEME.groups
DUTIES = SCHEME.agreement or Agreement(id="none")
SCORE = changed(
    type=SchemeType.SCORE, levels=(), gates=(), groups=(Group(id="g", title="G", criteria=(criterion("a"),)),)
)


def level(**changes: object) -> Scheme:
    return changed(levels=(msgspec.structs.replace(LEVEL, **changes),))


def gate(*criteria: str) -> Scheme:
    return changed(gates=(Gate(id="open", title="Open", criteria=criteria),))


def rubric(*scores: int, pass_at: int = 1, text: str = "So.") -> Scheme:
    levels = tuple(RubricLevel(score=score, text=text) for score in scores)
    return with_criterion("repair", rubric=Rubric(levels=levels, pass_at=pass_at))


def measure(**changes: object) -> Scheme:
    return with_criterion("hours", measure=msgspec.structs.replace(schemes.HOURS, **changes))


def external(*satisfies: str) -> Scheme:
    return changed(external=(ExternalStandard(id="ul", title="UL", issuer="A laboratory", satisfies=satisfies),))


PLANTED: list[tuple[Rule, Scheme, str]] = [
    (rules.ID_FORM, changed(id="Stool Maker"), "id"),
    (rules.ID_FORM, with_criteria(criterion("Purpose!")), "groups[1].criteria[3]"),
    (rules.ID_TWICE, changed(fees=(Fee(id="f", title="F", currency="USD"),) * 2), "fees[1]"),
    (
        rules.ID_TWICE,
        with_groups([USE, MAKING, Group(id="more", title="M", criteria=(schemes.SAID,))]),
        "groups[2].criteria[0]",
    ),
    (rules.TEXT_MISSING, changed(title=""), "title"),
    (rules.TEXT_MISSING, changed(certifies_not=""), "certifies-not"),
    (rules.TEXT_MISSING, changed(version=""), "version"),
    (rules.TEXT_MISSING, with_criterion("purpose", requirement=""), "groups[0].criteria[0].requirement"),
    (
        rules.TEXT_MISSING,
        with_criterion("repair", evidence=(EvidenceAsked(kinds=(EvidenceKind.FILE,)),)),
        "groups[1].criteria[1].evidence[0].what",
    ),
    (rules.TEXT_MISSING, level(meaning=""), "levels[0].meaning"),
    (rules.TEXT_MISSING, with_groups([msgspec.structs.replace(USE, title=""), MAKING]), "groups[0].title"),
    (rules.TEXT_MISSING, changed(gates=(Gate(id="open", criteria=("licence",)),)), "gates[0].title"),
    (rules.TEXT_MISSING, changed(activities=(Activity(id="repair"),)), "activities[0].title"),
    (
        rules.TEXT_MISSING,
        changed(external=(ExternalStandard(id="ul", title="UL", satisfies=("hours",)),)),
        "external[0].issuer",
    ),
    (rules.LANGUAGE_UNKNOWN, changed(language="English"), "language"),
    (rules.BODY_OTHER, changed(body="tower"), "body"),
    (rules.COMMENTS_TOO_SHORT, changed(comment_days=0), "comment-days"),
    (rules.PERIOD, changed(idle_days=0), "idle-days"),
    (rules.PERIOD, changed(appeal_days=-1), "appeal-days"),
    (rules.PERIOD, changed(grace_days=-1), "grace-days"),
    (rules.PERIOD, changed(openness=Openness(least_days=-1)), "least-days"),
    (rules.PERIOD, changed(surveillance_days=365), "surveillance-days"),
    (rules.PERIOD, changed(surveillance_days=0), "surveillance-days"),
    (rules.PERIOD, changed(term_days=0, surveillance_days=None), "term-days"),
    (rules.PERIOD, with_criterion("purpose", minutes=0), "groups[0].criteria[0].minutes"),
    (rules.TERM_TOO_LONG, changed(term_days=366), "term-days"),
    (rules.TERM_TOO_LONG, changed(term_days=None), "term-days"),
    (rules.ACTIVITY_MISSING, changed(activities=()), "activities"),
    (rules.ACTIVITY_OWN, changed(activities=(Activity(id="weaving", title="Weaving"),)), "activities[0]"),
    (rules.GROUP_EMPTY, with_groups([USE, MAKING, Group(id="later", title="Later")]), "groups[2]"),
    (rules.LEVEL_MISSING, changed(levels=()), "levels"),
    (rules.LEVEL_SHARE, level(least_share=Decimal("1.01")), "levels[0].least-share"),
    (rules.LEVEL_SHARE, level(least_share=Decimal("-0.1")), "levels[0].least-share"),
    (
        rules.LEVEL_ORDER,
        changed(levels=(LEVEL, Level(id="gold", title="Gold", meaning="More.", least_share=Decimal("0.5")))),
        "levels[1]",
    ),
    (
        rules.LEVEL_ORDER,
        changed(levels=(LEVEL, Level(id="gold", title="Gold", meaning="More.", least_share=Decimal("0.4")))),
        "levels[1]",
    ),
    (rules.SCORE_GATE, msgspec.structs.replace(SCORE, levels=(LEVEL,)), "levels"),
    (rules.SCORE_GATE, with_criteria(criterion("a", gate=True), scheme=SCORE), "groups"),
    (rules.NO_EFFECT, with_criterion("purpose", weight=0), "groups[0].criteria[0]"),
    (rules.WEIGHT, with_criterion("purpose", weight=-1), "groups[0].criteria[0].weight"),
    (rules.EVIDENCE_MISSING, with_criterion("repair", evidence=()), "groups[1].criteria[1]"),
    (
        rules.EVIDENCE_MISSING,
        with_criterion("repair", evidence=(EvidenceAsked(kinds=(), what="something"),)),
        "groups[1].criteria[1].evidence[0]",
    ),
    (
        rules.EVIDENCE_LEAST,
        with_criterion("repair", evidence=(msgspec.structs.replace(schemes.FILE, least=0),)),
        "groups[1].criteria[1].evidence[0]",
    ),
    (rules.JUDGEMENT_MISSING, with_criterion("purpose", judgement=None), "groups[0].criteria[0]"),
    (
        rules.JUDGEMENT_OTHER,
        with_criterion("purpose", rubric=Rubric(levels=schemes.LEVELS)),
        "groups[0].criteria[0].rubric",
    ),
    (rules.JUDGEMENT_OTHER, with_criterion("repair", check=AutomaticCheck.BOM), "groups[1].criteria[1].check"),
    (rules.CHECK_MISSING, with_criterion("licence", check=None), "groups[1].criteria[0]"),
    (rules.CHECK_WITHOUT_RELEASE, changed(subject=SubjectKind.PERSON), "groups[1].criteria[0]"),
    (rules.STATEMENT_MISSING, with_criterion("purpose", evidence=(schemes.FILE,)), "groups[0].criteria[0]"),
    (rules.STATEMENT_MISSING, with_criterion("repair", least_words=50), "groups[1].criteria[1]"),
    (rules.RUBRIC_MISSING, with_criterion("repair", rubric=None), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(0), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(1, 2), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(0, 1, 1), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(0, 1, pass_at=0), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(0, 2, pass_at=1), "groups[1].criteria[1].rubric"),
    (rules.RUBRIC_MISSING, rubric(0, 1, text=""), "groups[1].criteria[1].rubric"),
    (rules.MEASURE_MISSING, measure(unit=""), "groups[1].criteria[2].measure"),
    (rules.MEASURE_MISSING, measure(method=""), "groups[1].criteria[2].measure"),
    (rules.MEASURE_MISSING, measure(at_least=Decimal(41)), "groups[1].criteria[2].measure"),
    (rules.MEASURE_MISSING, with_criterion("hours", evidence=(schemes.FILE,)), "groups[1].criteria[2].measure"),
    (rules.SAFETY, with_criterion("purpose", safety=True), "groups[0].criteria[0]"),
    (rules.SAFETY, with_criterion("repair", safety=True, gate=True), "groups[1].criteria[1]"),
    (rules.EXAMPLE_MISSING, with_criterion("purpose", pass_example=""), "groups[0].criteria[0].pass-example"),
    (rules.EXAMPLE_MISSING, with_criterion("purpose", fail_example=""), "groups[0].criteria[0].fail-example"),
    (rules.SOURCE_MISSING, with_criterion("purpose", source=()), "groups[0].criteria[0]"),
    (rules.FROM_LEVEL_UNKNOWN, with_criterion("repair", from_level="gold"), "groups[1].criteria[1].from-level"),
    (rules.NEVER_ASKED, with_criterion("repair", occasions=()), "groups[1].criteria[1].occasions"),
    (
        rules.NEVER_ASKED,
        with_criteria(criterion("later", occasions=(Occasion.SURVEILLANCE,)), surveillance_days=None),
        "groups[1].criteria[3].occasions",
    ),
    (rules.EVALUATORS, changed(evaluators_per_criterion=1), "evaluators-per-criterion"),
    (rules.DECIDERS, changed(deciders=0), "deciders"),
    (rules.TRAINING, changed(training=Training(equivalent="A trade.")), "training"),
    (rules.TRAINING, changed(training=Training(kinds=("course",))), "training"),
    (rules.AGREEMENT_MISSING, changed(agreement=None), "agreement"),
    (rules.AGREEMENT_MISSING, changed(agreement=msgspec.structs.replace(DUTIES, text="")), "agreement"),
    (rules.AGREEMENT_MISSING, changed(agreement=msgspec.structs.replace(DUTIES, duties=())), "agreement"),
    (rules.FEE, changed(fees=(Fee(id="f", title="F", currency="dollars"),)), "fees[0]"),
    (rules.FEE, changed(fees=(Fee(id="f", title="F", currency="USD", amount=Decimal(-1)),)), "fees[0]"),
    (rules.EXTERNAL_EMPTY, external(), "external[0]"),
    (rules.CRITERION_UNKNOWN, external("gold"), "external[0].satisfies[0]"),
    (rules.CRITERION_UNKNOWN, gate("licence", "gold"), "gates[0].criteria[1]"),
    (rules.GATE_EMPTY, gate(), "gates[0]"),
    (rules.GATE_SOFT, gate("purpose"), "gates[0].criteria[0]"),
    (rules.GATE_SOFT, with_criterion("invitation", from_level="certified"), "gates[0].criteria[1]"),
    (rules.GATE_SOFT, with_criterion("invitation", occasions=(Occasion.RENEWAL,)), "gates[0].criteria[1]"),
    (rules.GATE_SOFT, with_criterion("invitation", occasions=(Occasion.APPLICATION,)), "gates[0].criteria[1]"),
    (rules.GATE_MISSING, changed(gates=()), "gates"),
    (rules.VALUE_MISSING, with_groups([msgspec.structs.replace(USE, value=None), MAKING]), "groups"),
    (rules.VALUE_UNKNOWN, with_groups([USE, msgspec.structs.replace(MAKING, value="beauty")]), "groups[1].value"),
    (rules.ASPECT_MISSING, with_criterion("purpose", aspect=None), "groups"),
    (rules.ASPECT_MISSING, with_criterion("invitation", aspect=Aspect.CARRIES), "groups"),
    (rules.GOAL_MISSING, changed(goal=""), "goal"),
    (rules.FIGURE_MISSING, with_criterion("hours", gate=False), "groups"),
    (rules.FIGURE_MISSING, without_criterion("hours"), "groups"),
]
IN_OWN_TESTS = {
    rules.NO_CRITERIA,
    rules.LEVEL_EMPTY,
    rules.LEVEL_OUT_OF_REACH,
    rules.VALUE_NOT_RENEWED,
}
"""Planted below, for something else has to be wrong then too."""


@pytest.mark.parametrize(("rule", "scheme", "key"), PLANTED, ids=[f"{r.id} {k}" for r, _, k in PLANTED])
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(rule: Rule, scheme: Scheme, key: str) -> None:
    found = check_scheme(scheme, BODY if scheme is not SCORE else None)
    assert [(finding.rule.id, finding.key) for finding in found] == [(rule.id, key)]
    assert found[0].message
    assert may_be_published(found) is (rule.severity is not Severity.ERROR)


def test_every_rule_is_planted() -> None:
    every = {rule.id for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert {rule.id for rule, _, _ in PLANTED} | {rule.id for rule in IN_OWN_TESTS} == every


def ids(found: Sequence[Finding]) -> set[str]:
    return {finding.rule.id for finding in found}


def test_an_empty_list_certifies_nothing() -> None:
    found = check_scheme(changed(groups=(), gates=()), None)
    assert ids(found) == {"scheme:no-criteria", "scheme:level-out-of-reach"}
    assert not may_be_published(found)


def test_a_level_that_asks_for_no_gate_and_no_points_is_refused() -> None:
    scheme = with_groups([Group(id="g", title="G", criteria=(criterion("a"),))])
    found = check_scheme(
        msgspec.structs.replace(scheme, gates=(), levels=(msgspec.structs.replace(LEVEL, least_share=Decimal(0)),))
    )
    assert ids(found) == {"scheme:level-empty"}


def test_c_4_a_value_that_is_not_asked_again_at_a_renewal_is_refused() -> None:
    only_once = msgspec.structs.replace(
        USE, criteria=tuple(msgspec.structs.replace(c, occasions=(Occasion.APPLICATION,)) for c in USE.criteria)
    )
    assert ids(check_scheme(with_groups([only_once, MAKING]), BODY)) == {
        "scheme:value-not-renewed",
        "scheme:gate-soft",  # the gate could not be passed at a renewal either
    }


def test_c_3_a_scheme_lacking_one_of_four_values_cannot_be_published() -> None:
    four = tuple(
        msgspec.structs.replace(BODY.values[0], id=name) for name in ("values", "character", "vision", "mission")
    )
    body = msgspec.structs.replace(BODY, values=four)
    groups = [msgspec.structs.replace(USE, id=value.id, value=value.id) for value in four[:3]]
    found = check_scheme(with_groups([*groups, MAKING]), body)
    assert ("scheme:value-missing", "mission") in {(one.rule.id, one.facts.get("was")) for one in found}
    assert not may_be_published(found)


def test_c_5_only_a_body_that_asks_for_it_needs_a_goal() -> None:
    easy = msgspec.structs.replace(BODY, needs_acknowledged_goal=False)
    assert check_scheme(changed(goal=""), easy) == []


def test_c_6_prose_alone_is_not_grantable() -> None:
    prose = with_criterion("hours", judgement=Judgement.STATEMENT, measure=None, evidence=(schemes.STATEMENT,))
    assert ids(check_scheme(prose, BODY)) == {"scheme:figure-missing"}


def test_c_6_a_figure_of_performance_is_none_of_production() -> None:
    other = msgspec.structs.replace(schemes.HOURS, figure=Measure().figure)
    assert ids(check_scheme(with_criterion("hours", measure=other), BODY)) == {"scheme:figure-missing"}


def test_c_9_an_external_certificate_may_stand_for_named_criteria() -> None:
    assert check_scheme(external("hours", "repair"), BODY) == []


def test_c_10_a_protocol_of_distributed_production_is_a_scheme_like_others() -> None:
    scheme = changed(type=SchemeType.DISTRIBUTED_PRODUCTION_PROTOCOL)
    assert check_scheme(scheme, BODY) == []
    assert scheme.type.value == "distributed-production-protocol"


def test_a_score_needs_no_level_no_agreement_and_no_gate() -> None:
    assert check_scheme(msgspec.structs.replace(SCORE, agreement=None, activities=()), BODY) == []


def test_without_a_body_nothing_is_said_about_what_a_body_asks() -> None:
    assert check_scheme(changed(gates=(), goal="", term_days=None)) == []
