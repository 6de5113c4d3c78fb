# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A declaration as it is being written: texts as they were typed, whether they can be meant or not.

From it comes the declaration, together with everything that is to be said of it, each at the box where it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.label import rules
from oshmark.label.check import TOPIC_NAMES, check
from oshmark.label.declaration import (
    Declaration,
    Link,
    Made,
    Maker,
    Order,
    Performance,
    Producer,
    Topic,
    TopicText,
)
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.values.finding import KeyPath

MAKERS = (Maker.INDEPENDENT, Maker.BODY)
"""What a producer may say of itself. That it is certified is said by who certifies, and by nobody else."""


class Value(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A row of the performance data; `on` is a date as it was typed."""

    what: str = ""
    value: str = ""
    unit: str = ""
    method: str = ""
    on: str = ""
    by: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(getattr(self, name).strip() for name in self.__struct_fields__)


class Place(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A link as it was typed."""

    title: str = ""
    href: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.title.strip() or self.href.strip())


class TopicDraft(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One of the five topics: `steps` has one on each line, `files` are digests of archived files."""

    text: str = ""
    steps: str = ""
    links: list[Place] = []
    files: list[str] = []


class Written(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Everything that the form asks. Release, version and the id of the producer belong to the draft, not to it."""

    product: str = ""
    language: str = "en"
    name: str = ""
    contact: str = ""
    site: str = ""
    maker: str = Maker.INDEPENDENT.value
    municipality: str = ""
    region: str = ""
    country: str = ""
    lifetime_design: str = ""
    modularity: str = ""
    performance: list[Value] = []
    repair: str = ""
    spares: str = ""
    order: str = Order.COST.value
    labour_rate: str = ""
    gtin: str = ""
    topics: dict[str, TopicDraft] = {}

    def topic(self, wanted: Topic) -> TopicDraft:
        """What was written of a topic."""
        return self.topics.get(wanted.value) or TopicDraft()


class Said(msgspec.Struct, frozen=True):
    """What comes of what was written: the declaration, and the findings by the name of the box that they speak of."""

    declaration: Declaration
    findings: tuple[tuple[str, Finding], ...]


class Subject(msgspec.Struct, frozen=True):
    """What a declaration is about, and what nobody can write otherwise. `files` are the archived files of the release
    by their digest: what they are called."""

    release: str
    version: str
    producer: str
    files: Mapping[str, str]


def read_written(stored: object) -> Written:
    """What a draft keeps."""
    return msgspec.convert(stored, Written)


def stored(written: Written) -> dict[str, Any]:
    """The same for the draft to keep."""
    kept: dict[str, Any] = msgspec.to_builtins(written)
    return kept


def of_declaration(declaration: Declaration) -> Written:
    """A declaration that exists, so that it can be changed in the form."""
    return Written(
        product=declaration.product,
        language=declaration.language,
        name=declaration.producer.name,
        contact=declaration.producer.contact,
        site=declaration.producer.site,
        maker=declaration.maker.value,
        municipality=declaration.made.municipality,
        region=declaration.made.region,
        country=declaration.made.country,
        lifetime_design=declaration.lifetime_design,
        modularity=declaration.modularity,
        performance=[
            Value(what=one.what, value=one.value, unit=one.unit, method=one.method, on=one.on.isoformat(), by=one.by)
            for one in declaration.performance
        ],
        repair=declaration.repair,
        spares=declaration.spares,
        order=declaration.order.value,
        labour_rate=declaration.labour_rate,
        gtin=declaration.gtin,
        topics={one.topic.value: _topic_draft(one) for one in declaration.topics},
    )


def _topic_draft(one: TopicText) -> TopicDraft:
    return TopicDraft(
        text=one.text,
        steps="\n".join(" ".join(step.splitlines()) for step in one.steps),
        links=[Place(title=link.title, href=link.href) for link in one.links],
        files=[link.href for link in one.files],
    )


def said_of(written: Written, subject: Subject, today: date) -> Said:
    """The declaration that was meant, and everything that is to be said of it.

    A measured value whose date is none is left out of the declaration, and that is said at its box.
    """
    values, undated = _values(written)
    topics = [(topic, text) for topic in Topic if (text := _topic(topic, written.topic(topic), subject)).is_provided]
    declaration = Declaration(
        release=subject.release,
        version=subject.version,
        product=_line(written.product),
        producer=Producer(
            id=subject.producer,
            name=_line(written.name),
            contact=_line(written.contact),
            site=written.site.strip(),
        ),
        made=Made(
            municipality=_line(written.municipality),
            country=written.country.strip().upper(),
            region=_line(written.region),
        ),
        maker=next((one for one in MAKERS if one.value == written.maker), Maker.INDEPENDENT),
        language=written.language.strip(),
        lifetime_design=_text(written.lifetime_design),
        modularity=_text(written.modularity),
        performance=tuple(value for _at, value in values),
        topics=tuple(text for _topic_of, text in topics),
        repair=_text(written.repair),
        spares=_text(written.spares),
        order=next((one for one in Order if one.value == written.order), Order.COST),
        labour_rate=_line(written.labour_rate),
        gtin=written.gtin.strip(),
    )
    named = [at for at, _value in values]
    order = [topic for topic, _text_of in topics]
    found = [(box_of(one, named, order), one) for one in check(declaration, today)]
    return Said(declaration, (*found, *undated))


def _values(written: Written) -> tuple[list[tuple[int, Performance]], list[tuple[str, Finding]]]:
    """The measured values with the rows in which they stand, and what is said of those without a date."""
    values, undated = [], []
    for at, row in enumerate(written.performance):
        if row.is_empty:
            continue
        on = _date(row.on)
        if on is None:
            facts = {"what": "The date of the measurement, such as 2026-03-14,"}
            undated.append((f"performance-{at}-on", Finding(rules.MISSING, ("performance", at, "on"), facts)))
            continue
        texts = {name: _line(getattr(row, name)) for name in ("what", "value", "unit", "method", "by")}
        values.append((at, Performance(on=on, **texts)))
    return values, undated


def _topic(topic: Topic, draft: TopicDraft, subject: Subject) -> TopicText:
    return TopicText(
        topic=topic,
        text=_text(draft.text),
        steps=tuple(line.strip() for line in draft.steps.splitlines() if line.strip()),
        links=tuple(Link(_line(one.title), one.href.strip()) for one in draft.links if not one.is_empty),
        files=tuple(Link(subject.files[digest], digest) for digest in draft.files if digest in subject.files),
    )


def box_of(finding: Finding, rows: Sequence[int], topics: Sequence[Topic]) -> str:
    """The box that a finding speaks of. `rows` are the rows of the form for the values of the declaration, `topics`
    the topics that it has."""
    path = finding.path
    match path:
        case ("producer" | "made", str(key)):
            return key
        case ("performance", int(at), str(key)):
            return f"performance-{rows[at]}-{key}"
        case ("topics", int(at), *rest):
            return _topic_box(topics[at], rest)
        case ("topics",):
            wanted = finding.facts.get("topic")
            return next((f"topic-{topic.value}" for topic, name in TOPIC_NAMES.items() if name == wanted), "")
        case _:
            return str(path[0]) if path else ""


def _topic_box(topic: Topic, rest: KeyPath | Sequence[str | int]) -> str:
    """Steps share one box, and so does the list of files."""
    front = f"topic-{topic.value}"
    match list(rest):
        case ["links", int(at), str(key)]:
            return f"{front}-link-{at}-{key}"
        case [str(key), *_more]:
            return f"{front}-{key}"
        case _:
            return front


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _line(text: str) -> str:
    return " ".join(text.split(" ")).strip()


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
