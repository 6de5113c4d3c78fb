# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a producer declares of a product, beside what its manifest says: who makes it, where, how it lasts, how it does.

A declaration is bound to one release, one producer and one place. Its text is the producer's own; nothing in it is
checked by us, and every page and label that shows it says so.
"""

from __future__ import annotations

import hashlib
from datetime import date
from enum import Enum

import msgspec

from oshmark.values.language import REGIONS

SCHEMA = 1
MAX_NAME, MAX_LINE, MAX_TEXT = 200, 400, 4000
"""Letters that a name, a line and a text may have."""
MAX_ITEMS = 60
"""Values, links, files or steps that one list may have."""


class Maker(Enum):
    """Who the producer is, as the buyer needs to know it (C-33)."""

    BODY = "body"
    CERTIFIED = "certified"
    INDEPENDENT = "independent"


class Topic(Enum):
    """The five things that a label leads to, in the order in which they are shown (C-22)."""

    DESIGN = "design"
    HOW_MADE = "how-made"
    SOURCING = "sourcing"
    EDUCATION = "education"
    TRAINING = "training"


class Order(Enum):
    """By which measure the components are listed, the greatest first (C-24)."""

    COST = "cost"
    MASS = "mass"
    QUANTITY = "quantity"
    AS_LISTED = "as-listed"


class Producer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who makes it. `id` is the public id of the organisation or person with an account; contact is what is public."""

    id: str
    name: str
    contact: str = ""
    site: str = ""


class Made(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The place of manufacture: municipality, not street. `country` is ISO 3166-1 alpha-2.

    `checked_on` is set by who certifies, never by the producer: without it the place is declared.
    """

    municipality: str
    country: str
    region: str = ""
    checked_on: date | None = None


class Performance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was measured: `value` with `unit`, by which method, when and by whom (C-28)."""

    what: str
    value: str
    unit: str = ""
    method: str
    on: date
    by: str = ""


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page or file elsewhere, and what it is."""

    title: str
    href: str


class TopicText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the five topics as its producer wrote it. `files` name archived files by their sha256 (C-122)."""

    topic: Topic
    text: str = ""
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()

    @property
    def is_provided(self) -> bool:
        """Whether there is anything to read, see or open."""
        return bool(self.text.strip() or self.steps or self.links or self.files)


class Declaration(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that a producer declares of one release. `release` is its address, `version` what it is called.

    `language` is the language of the producer's own words (BCP 47). `labour_rate` says what those who assemble it
    are paid, where the producer tells. `gtin` is one that the producer owns.
    """

    schema: int = SCHEMA
    release: str
    version: str
    product: str
    producer: Producer
    made: Made
    maker: Maker = Maker.INDEPENDENT
    language: str = "en"
    lifetime_design: str = ""
    modularity: str = ""
    performance: tuple[Performance, ...] = ()
    topics: tuple[TopicText, ...] = ()
    repair: str = ""
    spares: str = ""
    order: Order = Order.COST
    labour_rate: str = ""
    gtin: str = ""

    def topic(self, wanted: Topic) -> TopicText:
        """What was written of a topic; an empty text where nothing was."""
        return next((one for one in self.topics if one.topic is wanted), TopicText(topic=wanted))


def digest(declaration: Declaration) -> str:
    """SHA-256 of the declaration in its one spelling: what the event log keeps of it."""
    return hashlib.sha256(encode(declaration)).hexdigest()


def encode(declaration: Declaration) -> bytes:
    """The declaration as JSON with sorted keys: the same bytes whoever writes it."""
    return msgspec.json.encode(declaration, order="sorted")


def decode(data: bytes) -> Declaration:
    """Read what `encode` wrote; `msgspec.ValidationError` where it is something else."""
    return msgspec.json.decode(data, type=Declaration)


def is_country(code: str) -> bool:
    """Whether it is a country of ISO 3166-1, in capitals."""
    return code in REGIONS
