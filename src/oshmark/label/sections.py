# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a label says, in words and in order, before anybody decides how it looks: one source for every form.

Lifetime design and modularity come first (C-34); then place and producer, components, performance, licences, and the
five topics, each of which is provided or said not to be (C-22). Words of the producer that read as a certificate are
put in quotation marks.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.made import Origin
from oshmark.label.claims import claimed
from oshmark.label.content import Standing
from oshmark.label.declaration import Order
from oshmark.label.signs import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from oshmark.label.content import Content
    from oshmark.label.declaration import Performance
    from oshmark.label.ingredients import Ingredient
    from oshmark.label.signs import Signs
    from oshmark.label.words import Words

QUOTES: dict[str, tuple[str, str]] = {"de": ("„", "“"), "es": ("«", "»"), "ar": ("«", "»")}
NOTHING = "–"
"""Stands where a name is missing."""
_QUOTES_ELSE = ("“", "”")


class Key(Enum):
    """The sections of a label."""

    LIFETIME = "lifetime"
    MODULARITY = "modularity"
    PLACE = "place"
    COMPONENTS = "components"
    PERFORMANCE = "performance"
    LICENCES = "licences"
    REPAIR = "repair"
    SPARES = "spares"
    LABOUR_RATE = "labour_rate"
    TOPICS = "topics"


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: a figure or a name at its start, the text, what stands at its end, and what stands small beneath."""

    start: str = ""
    text: str = ""
    end: str = ""
    beneath: str = ""
    is_there: bool = True


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the label. `note` stands small beside the title; `own` tells that the rows are the producer's words."""

    key: Key
    title: str = ""
    note: str = ""
    rows: tuple[Row, ...] = ()
    own: bool = False


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands on one label."""

    standing: str
    name: str
    name_note: str
    version: str
    number: str
    serial: str
    address: str
    scan: str
    issued: str
    code: str
    sections: tuple[Section, ...]

    def section(self, key: Key) -> Section | None:
        """The section of this key, where there is one."""
        return next((one for one in self.sections if one.key is key), None)


def saying(content: Content, says: Words, signs: Signs, *, with_sections: bool = True) -> Saying:
    """What the label of this content says in the language of `says`. A mark on a board has no sections."""
    speaker = Speaker(says, signs)
    return Saying(
        standing=says("self_declared" if content.standing is Standing.SELF_DECLARED else "ended"),
        name=speaker.said(content.product) or NOTHING,
        name_note=says("own_words") if claimed(content.product) else "",
        version=f"{says('version')} {speaker.said(content.version)}",
        number=f"{content.number[:4]}-{content.number[4:]}",
        serial=f"{says('serial')} {speaker.said(content.serial)}" if content.serial else "",
        address=content.printed_address + (f"/{content.serial}" if content.serial else ""),
        scan=says("scan"),
        issued=says("issued_on", date=speaker.on(content.issued_on)),
        code=says("code_of", address=content.address),
        sections=tuple(_sections(content, speaker)) if with_sections else (),
    )


class Speaker:
    """Says strangers' texts in a label of one language."""

    def __init__(self, says: Words, signs: Signs) -> None:
        self.says = says
        self._signs = signs
        self._quotes = QUOTES.get(says.language, _QUOTES_ELSE)

    def said(self, text: str) -> str:
        """A stranger's text, on one line, that turns nothing around it and does not pass for words of ours."""
        shown = self._signs.shown(text)
        if claimed(shown):
            shown = self._quotes[0] + shown + self._quotes[1]
        return isolated(shown, right_to_left=self.says.right_to_left)

    def on(self, day: date) -> str:
        """A day after ISO 8601, which is read from left to right everywhere."""
        return isolated(day.isoformat(), right_to_left=self.says.right_to_left)

    def note(self, *texts: str) -> str:
        """The words that mark a stranger's text where one of these reads as a certificate."""
        return self.says("own_words") if any(map(claimed, texts)) else ""

    def joined(self, *parts: str) -> str:
        """Those that are not empty, parted by points."""
        return " · ".join(filter(None, parts))


def _sections(content: Content, speaker: Speaker) -> Iterable[Section]:
    says = speaker.says
    yield _prose(Key.LIFETIME, content.lifetime_design, speaker)
    yield _prose(Key.MODULARITY, content.modularity, speaker)
    yield Section(key=Key.PLACE, rows=tuple(_place(content, speaker)))
    yield _components(content, speaker)
    yield _performance(content, speaker)
    yield Section(
        key=Key.LICENCES,
        title=says("licences"),
        rows=tuple(
            Row(start=says(one.subject), text=speaker.said(one.expression)) for one in content.licences
        ) or (Row(text=says("not_provided"), is_there=False),),
    )  # fmt: skip
    for key, text in (
        (Key.REPAIR, content.repair),
        (Key.SPARES, content.spares),
        (Key.LABOUR_RATE, content.labour_rate),
    ):
        if text.strip():
            yield _prose(key, text, speaker)
    yield Section(
        key=Key.TOPICS,
        title=says("topics"),
        rows=tuple(
            Row(text=says(f"topic_{topic.value}"), end=says("provided" if there else "not_provided"), is_there=there)
            for topic, there in content.topics
        ),
    )


def _prose(key: Key, text: str, speaker: Speaker) -> Section:
    """A text of the producer, a row for each paragraph."""
    rows = tuple(Row(text=said) for part in text.splitlines() if (said := speaker.said(part)))
    says = speaker.says
    if not rows:
        return Section(key=key, title=says(key.value), rows=(Row(text=says("not_provided"), is_there=False),))
    return Section(key=key, title=says(key.value), note=says("own_words"), rows=rows, own=True)


def _place(content: Content, speaker: Speaker) -> Iterable[Row]:
    says, made, producer = speaker.says, content.made, content.producer
    place = ", ".join(filter(None, (made.municipality, made.region, made.country)))
    how = says("declared") if made.checked_on is None else says("checked_on", date=speaker.on(made.checked_on))
    yield Row(start=says("made_in"), text=speaker.said(place), beneath=how)
    reached = speaker.joined(speaker.said(producer.contact), speaker.said(producer.site.removeprefix("https://")))
    yield Row(start=says("producer"), text=speaker.said(producer.name), beneath=reached)
    yield Row(start=says("maker"), text=says(f"maker_{content.maker.value}"))


def _components(content: Content, speaker: Speaker) -> Section:
    says, parts = speaker.says, content.ingredients
    if not parts.items:
        return Section(
            key=Key.COMPONENTS, title=says("components"), rows=(Row(text=says("no_components"), is_there=False),)
        )
    order = says(f"order_{parts.order.value.replace('-', '_')}")
    if parts.unmeasured and parts.order is not Order.AS_LISTED:
        order = f"{order}; {says('unmeasured', n=parts.unmeasured)}"
    return Section(
        key=Key.COMPONENTS,
        title=says("components"),
        note=speaker.joined(says("components_count", n=len(parts.items)), order),
        rows=tuple(_component(item, speaker) for item in parts.items),
    )


def shares(content: Content, says: Words) -> str:
    """How many components are made, bought, and of which nothing is said."""
    parts = content.ingredients
    return " · ".join(f"{count} {says(origin.value)}" for origin in Origin if (count := parts.share(origin)))


def _component(item: Ingredient, speaker: Speaker) -> Row:
    said, says = speaker.said, speaker.says
    return Row(
        start=said("" if item.quantity is None else f"{number(item.quantity)} {item.unit}"),
        text=said(item.name) or NOTHING,
        end=says(item.origin.value),
        beneath=speaker.joined(said(item.how), said(item.material), said(item.number)),
    )


def number(amount: Decimal) -> str:
    """A quantity without an exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _performance(content: Content, speaker: Speaker) -> Section:
    says = speaker.says
    rows = tuple(_measured(one, speaker) for one in content.performance)
    texts = (text for one in content.performance for text in (one.what, one.value, one.unit, one.method, one.by))
    return Section(
        key=Key.PERFORMANCE,
        title=says("performance"),
        note=speaker.note(*texts),
        rows=rows or (Row(text=says("none_yet"), is_there=False),),
    )


def _measured(one: Performance, speaker: Speaker) -> Row:
    says, said = speaker.says, speaker.said
    return Row(
        text=said(one.what),
        end=said(f"{one.value} {one.unit}"),
        beneath=speaker.joined(
            f"{says('method')}: {said(one.method)}",
            says("measured_on", date=speaker.on(one.on)),
            says("measured_by", who=said(one.by)) if one.by else "",
        ),
    )
