# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every rule of a body's profile, planted once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from oshmark.certification import body_rules as rules
from oshmark.certification.body import Body, Contribution, Interest, Territories, digest
from oshmark.certification.body_check import check_body
from oshmark.certification.roles import Role
from oshmark.values.finding import Rule
from tests.certification.schemes import BODY


def body(**changes: Any) -> Body:
    return msgspec.structs.replace(BODY, **changes)


PLANTED: list[tuple[Rule, Body, str]] = [
    (rules.TEXT_MISSING, body(name=""), "name"),
    (rules.TEXT_MISSING, body(address=()), "address"),
    (rules.TEXT_MISSING, body(contact=""), "contact"),
    (rules.TEXT_MISSING, body(colophon=""), "colophon"),
    (rules.TEXT_MISSING, body(goal=""), "goal"),
    (rules.TEXT_MISSING, body(interests=(Interest(id="x"),)), "interests[0].text"),
    (rules.ID_FORM, body(id="The Mill"), "id"),
    (rules.ID_TWICE, body(interests=(Interest(id="x", text="X."),) * 2), "interests[1]"),
    (rules.PREFIX, body(prefix="M"), "prefix"),
    (rules.PREFIX, body(prefix="mill"), "prefix"),
    (rules.PREFIX, body(prefix="4MILL"), "prefix"),
    (rules.LANGUAGE, body(languages=("en", "english")), "languages[1]"),
    (rules.LANGUAGE, body(language="fr"), "language"),
    (rules.COUNTRY, body(country="XX"), "country"),
    (rules.ADDRESS, body(contact="ask at the mill"), "contact"),
    (rules.ADDRESS, body(website="javascript:alert(1)"), "website"),
    (rules.DID, body(did="web:mill.example"), "did"),
    (rules.ROLE_MISSING, body(roles=tuple(role for role in BODY.roles if role is not Role.APPEAL_PANEL)), "roles"),
    (rules.ROLE_NOT_GIVEN, body(roles=(*BODY.roles, Role.PUBLIC)), f"roles[{len(BODY.roles)}]"),
    (rules.LEGAL_MISSING, body(legal=BODY.legal[1:]), "legal"),
    (rules.INTEREST_MISSING, body(interests=()), "interests"),
    (
        rules.CONTRIBUTION,
        body(contribution=Contribution(suggested=Decimal("0.03"), at_most=Decimal("0.05"))),
        "contribution",
    ),
    (
        rules.CONTRIBUTION,
        body(contribution=Contribution(base="sales", suggested=Decimal("0.06"), at_most=Decimal("0.05"))),
        "contribution",
    ),
    (rules.PERIOD, body(longest_term_days=0), "longest-term-days"),
    (rules.TERRITORY, body(territories=Territories(codes=("KE", "ZZ"))), "territories.codes[1]"),
]


def test_nothing_is_wrong_with_the_body_that_the_tests_change() -> None:
    assert check_body(BODY) == []
    assert check_body(body(did="did:web:mill.example", website="https://mill.example")) == []


@pytest.mark.parametrize(("rule", "planted", "key"), PLANTED, ids=[f"{r.id} {k}" for r, _, k in PLANTED])
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(rule: Rule, planted: Body, key: str) -> None:
    found = check_body(planted)
    assert [(finding.rule.id, finding.key) for finding in found] == [(rule.id, key)]
    assert found[0].message


def test_every_rule_is_planted() -> None:
    every = {rule.id for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert {rule.id for rule, _, _ in PLANTED} == every


def test_the_digest_tells_two_profiles_apart() -> None:
    assert digest(BODY) == digest(body())
    assert digest(BODY) != digest(body(contact="other@mill.example"))
