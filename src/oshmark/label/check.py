# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a declaration may stand on a label, and what would make it a better one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oshmark.errors import RefusedError
from oshmark.label import rules
from oshmark.label.address import read_gtin
from oshmark.label.claims import claimed
from oshmark.label.declaration import MAX_ITEMS, MAX_LINE, MAX_NAME, MAX_TEXT, Maker, Topic, is_country
from oshmark.label.version import is_clear
from oshmark.values.finding import Finding, Severity
from oshmark.values.language import read_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from oshmark.label.declaration import Declaration, Link, Performance, TopicText
    from oshmark.values.finding import KeyPath

TOPIC_NAMES: dict[Topic, str] = {
    Topic.DESIGN: "product design",
    Topic.HOW_MADE: "how it is made",
    Topic.SOURCING: "sourcing",
    Topic.EDUCATION: "education about the design",
    Topic.TRAINING: "training to build it",
}
_SEEN_BREAKS = "\n"
"""The one control character that a text of several lines may hold."""


def check(declaration: Declaration, today: date) -> list[Finding]:
    """Everything that is wrong or could be better, in the order of the form."""
    return [
        *_names(declaration),
        *_place(declaration),
        *_texts(declaration),
        *(found for at, one in enumerate(declaration.performance) for found in _performance(one, at, today)),
        *_too_many(declaration.performance, "The performance data", ("performance",)),
        *_topics(declaration),
        *_advice(declaration),
    ]


def is_ready(findings: list[Finding]) -> bool:
    """Whether nothing stands against a label."""
    return all(finding.severity is not Severity.ERROR for finding in findings)


def _names(declaration: Declaration) -> Iterator[Finding]:
    producer = declaration.producer
    for path, what, text in (
        (("product",), "The name of the product", declaration.product),
        (("version",), "The version", declaration.version),
        (("producer", "name"), "The name of the producer", producer.name),
    ):
        yield from _line(text, what, path, most=MAX_NAME, needed=True)
        if claim := claimed(text):
            yield Finding(rules.LOOKS_CERTIFIED, path, {"what": what, "words": claim})
    if declaration.version and not is_clear(declaration.version):
        yield Finding(rules.NO_CLEAR_VERSION, ("version",), {"was": declaration.version})
    yield from _line(producer.contact, "The contact", ("producer", "contact"), needed=True)
    yield from _web_address(producer.site, ("producer", "site"))
    if declaration.gtin:
        try:
            read_gtin(declaration.gtin)
        except RefusedError as exc:
            yield Finding(rules.NO_GTIN, ("gtin",), {"why": str(exc)})


def _place(declaration: Declaration) -> Iterator[Finding]:
    made = declaration.made
    if declaration.maker is Maker.CERTIFIED:
        yield Finding(rules.NOT_YOURS_TO_SAY, ("maker",), {"what": "That the producer is certified"})
    if made.checked_on is not None:
        yield Finding(rules.NOT_YOURS_TO_SAY, ("made", "checked_on"), {"what": "That the place was checked"})
    yield from _line(made.municipality, "The town or city", ("made", "municipality"), most=MAX_NAME, needed=True)
    yield from _line(made.region, "The region", ("made", "region"), most=MAX_NAME)
    if claim := claimed(f"{made.municipality} {made.region}"):
        yield Finding(rules.LOOKS_CERTIFIED, ("made", "municipality"), {"what": "The place", "words": claim})
    if not is_country(made.country):
        yield Finding(rules.NO_COUNTRY, ("made", "country"), {"was": made.country})
    if read_language(declaration.language).tag is None:
        yield Finding(rules.NO_LANGUAGE, ("language",), {"was": declaration.language})


def _texts(declaration: Declaration) -> Iterator[Finding]:
    for key, what in (
        ("lifetime_design", "The text on lifetime"),
        ("modularity", "The text on modularity"),
        ("repair", "The text on repair"),
        ("spares", "The text on spare parts"),
    ):
        yield from _text(getattr(declaration, key), what, (key,))
    yield from _line(declaration.labour_rate, "The labour rate", ("labour_rate",))


def _performance(one: Performance, at: int, today: date) -> Iterator[Finding]:
    for key, what, needed in (
        ("what", "What was measured", True),
        ("value", "The measured value", True),
        ("unit", "The unit", False),
        ("method", "The method", True),
        ("by", "Who measured it", False),
    ):
        yield from _line(getattr(one, key), what, ("performance", at, key), needed=needed)
    if one.on > today:
        facts = {"what": "The date of the measurement", "was": one.on.isoformat()}
        yield Finding(rules.IN_FUTURE, ("performance", at, "on"), facts)


def _topics(declaration: Declaration) -> Iterator[Finding]:
    seen: set[Topic] = set()
    for at, one in enumerate(declaration.topics):
        if one.topic in seen:
            yield Finding(rules.TOPIC_TWICE, ("topics", at), {"topic": TOPIC_NAMES[one.topic]})
        seen.add(one.topic)
        yield from _topic(one, ("topics", at))


def _topic(one: TopicText, path: KeyPath) -> Iterator[Finding]:
    name = TOPIC_NAMES[one.topic]
    yield from _text(one.text, f"The text on {name}", (*path, "text"))
    for key, entries in (("steps", one.steps), ("links", one.links), ("files", one.files)):
        yield from _too_many(entries, f"The topic “{name}”", (*path, key))
    for at, step in enumerate(one.steps[:MAX_ITEMS]):
        yield from _text(step, f"Step {at + 1} of {name}", (*path, "steps", at))
    for at, link in enumerate(one.links[:MAX_ITEMS]):
        yield from _link(link, (*path, "links", at))


def _link(link: Link, path: KeyPath) -> Iterator[Finding]:
    yield from _line(link.title, "The name of a link", (*path, "title"), needed=True)
    yield from _web_address(link.href, (*path, "href"), needed=True)


def _advice(declaration: Declaration) -> Iterator[Finding]:
    if not declaration.lifetime_design.strip():
        yield Finding(rules.NO_LIFETIME, ("lifetime_design",))
    if not declaration.performance:
        yield Finding(rules.NO_PERFORMANCE, ("performance",))
    for topic in Topic:
        if not declaration.topic(topic).is_provided:
            yield Finding(rules.TOPIC_EMPTY, ("topics",), {"topic": TOPIC_NAMES[topic]})


def _line(text: str, what: str, path: KeyPath, *, most: int = MAX_LINE, needed: bool = False) -> Iterator[Finding]:
    """What is wrong with a text of one line."""
    if needed and not text.strip():
        yield Finding(rules.MISSING, path, {"what": what})
    yield from _signs(text, what, path, most, allowed="")


def _text(text: str, what: str, path: KeyPath) -> Iterator[Finding]:
    """What is wrong with a text of several lines."""
    yield from _signs(text, what, path, MAX_TEXT, allowed=_SEEN_BREAKS)


def _signs(text: str, what: str, path: KeyPath, most: int, *, allowed: str) -> Iterator[Finding]:
    if len(text) > most:
        yield Finding(rules.TOO_LONG, path, {"what": what, "is": str(len(text)), "most": str(most)})
    unseen = next((sign for sign in text[:most] if sign not in allowed and _is_unseen(sign)), None)
    if unseen is not None:
        yield Finding(rules.STRANGE_SIGN, path, {"what": what, "sign": f"U+{ord(unseen):04X}"})


_JOINERS = "\u200c\u200d"
"""Letters of Arabic, Persian and the scripts of India are joined or parted by them."""


def _is_unseen(sign: str) -> bool:
    """A control character, a mark that turns the direction of text, half a letter, or a place nobody has filled."""
    return sign not in _JOINERS and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _web_address(text: str, path: KeyPath, *, needed: bool = False) -> Iterator[Finding]:
    if not text and not needed:
        return
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_address = False
    if not is_address or len(text) > MAX_LINE or any(_is_unseen(sign) or sign.isspace() for sign in text):
        yield Finding(rules.NO_ADDRESS, path, {"was": text[:80]})


def _too_many(entries: tuple[object, ...], what: str, path: KeyPath) -> Iterator[Finding]:
    if len(entries) > MAX_ITEMS:
        yield Finding(rules.TOO_MANY, path, {"what": what, "is": str(len(entries)), "most": str(MAX_ITEMS)})
