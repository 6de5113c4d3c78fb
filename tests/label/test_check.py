# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oshmark.label.check import check, is_ready
from oshmark.label.claims import claimed
from oshmark.label.declaration import Declaration, Link, Made, Maker, Performance, Producer, Topic, TopicText

TODAY = date(2026, 11, 20)
GOOD = Declaration(
    release="/m/git.example.org/lark/lark-220/-/v/1.3.0",
    version="1.3.0",
    product="Lark 220",
    producer=Producer(id="p-1", name="Lark Workshop", contact="post@lark.example"),
    made=Made(municipality="Graz", country="AT"),
    lifetime_design="Four wearing parts, each with a drawing.",
    performance=(Performance(what="Speed", value="120", unit="mm/s", method="stopwatch", on=TODAY),),
    topics=tuple(TopicText(topic=topic, text="See the handbook.") for topic in Topic),
)


def rules_of(declaration: Declaration) -> list[str]:
    return [finding.rule.id for finding in check(declaration, TODAY)]


def test_a_complete_declaration_is_ready_without_a_remark() -> None:
    assert check(GOOD, TODAY) == []


def test_what_is_only_advice_does_not_stop_a_label() -> None:
    bare = replace(GOOD, lifetime_design="", performance=(), topics=())
    findings = check(bare, TODAY)
    assert len(findings) == 7
    assert is_ready(findings)


@pytest.mark.parametrize(
    ("changed", "rule", "key"),
    [
        ({"product": " "}, "label:missing", "product"),
        ({"producer": Producer(id="p", name="", contact="x")}, "label:missing", "producer.name"),
        ({"producer": Producer(id="p", name="Lark")}, "label:missing", "producer.contact"),
        (
            {"producer": Producer(id="p", name="L", contact="x", site="javascript:1")},
            "label:no-address",
            "producer.site",
        ),
        ({"made": Made(municipality="", country="AT")}, "label:missing", "made.municipality"),
        ({"made": Made(municipality="Graz", country="XX")}, "label:no-country", "made.country"),
        ({"product": "x" * 201}, "label:too-long", "product"),
        ({"product": "Lark\u202e220"}, "label:strange-sign", "product"),
        ({"product": "Lark\n220"}, "label:strange-sign", "product"),
        ({"repair": "a\x00b"}, "label:strange-sign", "repair"),
        ({"version": "latest"}, "label:no-clear-version", "version"),
        ({"language": "Klingonisch"}, "label:no-language", "language"),
        ({"gtin": "123"}, "label:no-gtin", "gtin"),
        ({"product": "Lark 220 CE certified"}, "label:looks-certified", "product"),
        ({"made": Made(municipality="OSHWA town", country="AT")}, "label:looks-certified", "made.municipality"),
        ({"maker": Maker.CERTIFIED}, "label:not-yours-to-say", "maker"),
        (
            {"made": Made(municipality="Graz", country="AT", checked_on=TODAY)},
            "label:not-yours-to-say",
            "made.checked_on",
        ),
        ({"topics": (TopicText(topic=Topic.DESIGN), TopicText(topic=Topic.DESIGN))}, "label:topic-twice", "topics[1]"),
    ],
)
def test_a_fault_is_named_where_it_stands(changed: dict[str, Any], rule: str, key: str) -> None:
    findings = check(replace(GOOD, **changed), TODAY)
    assert (rule, key) in [(finding.rule.id, finding.key) for finding in findings]
    assert not is_ready(findings)
    assert all(finding.message and "{" not in finding.message for finding in findings)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "//x", "https://", "ftp://x/y", "https://a:b@x.example/", "https://x y", "http://[", ""],
)
def test_a_link_of_a_topic_leads_to_a_web_page(href: str) -> None:
    topics = (TopicText(topic=Topic.DESIGN, links=(Link("Plan", href),)),)
    assert "label:no-address" in rules_of(replace(GOOD, topics=topics))


def test_what_was_measured_tomorrow_is_refused() -> None:
    later = replace(GOOD.performance[0], on=date(2026, 11, 21))
    assert "label:in-future" in rules_of(replace(GOOD, performance=(later,)))


@pytest.mark.parametrize(
    "name",
    [
        "Certified printer",
        "OSHWA certified",
        "ISO-certified saw",
        "Zertifiziert",
        "ＣＥＲＴＩＦＩＥＤ",
        "𝐜𝐞𝐫𝐭𝐢𝐟𝐢𝐞𝐝 lamp",
        "✓ Lamp",
        "Lamp®",
        "已认证",
        "प्रमाणित",
        "TÜV lamp",
        "Lamp CE",
        "certificado",
        "certifiée",
    ],
)
def test_a_name_that_reads_as_a_certificate_is_found(name: str) -> None:
    assert claimed(name)


@pytest.mark.parametrize(
    "name",
    ["Lark 220", "Certainly a lamp", "Ice maker", "Source CE-12 board", "Fauteuil", "Brücke", "灯", "مصباح", "CEramic"],
)
def test_an_ordinary_name_is_none(name: str) -> None:
    assert claimed(name) == ""


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_check(one: str, two: str, three: str) -> None:
    odd = replace(
        GOOD,
        product=one,
        version=two,
        gtin=three,
        producer=Producer(id="p", name=two, contact=one, site=three),
        topics=(TopicText(topic=Topic.DESIGN, text=one, links=(Link(two, three),)),),
    )
    assert all(finding.message for finding in check(odd, TODAY))
