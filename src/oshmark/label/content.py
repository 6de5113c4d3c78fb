# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that stands on a label, as one value: from a release, its bill and what its producer declares.

A label binds one release, one producer and one place (C-21). Whatever does not fit these is refused.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.address import label_address, printed_address
from oshmark.label.declaration import Declaration, Made, Maker, Performance, Producer, Topic
from oshmark.label.ingredients import Ingredients
from oshmark.label.version import is_clear


class Standing(Enum):
    """What may be said of a label in its first line. Certification adds what it decides."""

    SELF_DECLARED = "self-declared"
    ENDED = "ended"


class Binding(msgspec.Struct, frozen=True, kw_only=True):
    """What a number was given for. It never changes: another version, producer or place gets another number."""

    number: str
    release: str
    version: str
    producer: str
    municipality: str
    country: str
    issued_on: date


class Licence(msgspec.Struct, frozen=True):
    """A licence, and what it is for: `hardware`, `software` or `documentation`."""

    subject: str
    expression: str


class ReleaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the library says of the release. `digest` is the SHA-256 of its manifest, `address` its address here."""

    address: str
    version: str
    name: str
    digest: str
    licences: tuple[Licence, ...] = ()
    function: str = ""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """Where a certification puts its mark, number and status; empty on a label that is self-declared (C-23, C-32)."""

    mark: bytes = b""
    certificate: str = ""
    status: str = ""
    body: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the label and on its page. `declaration` is the digest of what the producer declared."""

    standing: Standing
    number: str
    serial: str
    address: str
    printed_address: str
    issued_on: date
    product: str
    version: str
    producer: Producer
    made: Made
    maker: Maker
    language: str
    lifetime_design: str
    modularity: str
    performance: tuple[Performance, ...]
    ingredients: Ingredients
    licences: tuple[Licence, ...]
    topics: tuple[tuple[Topic, bool], ...]
    repair: str
    spares: str
    labour_rate: str
    release: str
    manifest_digest: str
    slot: Slot | None = None


def content(
    binding: Binding,
    declaration: Declaration,
    facts: ReleaseFacts,
    parts: Ingredients,
    *,
    site: str,
    serial: str = "",
    standing: Standing = Standing.SELF_DECLARED,
) -> Content:
    """The content of a label. `RefusedError` says what does not fit the number, or that no version is stated."""
    _hold_together(binding, declaration, facts)
    return Content(
        standing=standing,
        number=binding.number,
        serial=serial,
        address=label_address(site, binding.number, serial),
        printed_address=printed_address(site, binding.number),
        issued_on=binding.issued_on,
        product=declaration.product,
        version=binding.version,
        producer=declaration.producer,
        made=declaration.made,
        maker=declaration.maker,
        language=declaration.language,
        lifetime_design=declaration.lifetime_design,
        modularity=declaration.modularity,
        performance=declaration.performance,
        ingredients=parts,
        licences=facts.licences,
        topics=tuple((topic, declaration.topic(topic).is_provided) for topic in Topic),
        repair=declaration.repair,
        spares=declaration.spares,
        labour_rate=declaration.labour_rate,
        release=facts.address,
        manifest_digest=facts.digest,
    )


def _hold_together(binding: Binding, declaration: Declaration, facts: ReleaseFacts) -> None:
    """Refuse what the number was not given for."""
    made = declaration.made
    for what, bound, stated in (
        ("release", binding.release, facts.address),
        ("release", binding.release, declaration.release),
        ("version", binding.version, facts.version),
        ("version", binding.version, declaration.version),
        ("producer", binding.producer, declaration.producer.id),
        ("place of manufacture", binding.municipality, made.municipality),
        ("country of manufacture", binding.country, made.country),
    ):
        if bound != stated:
            raise RefusedError(
                f"Label {binding.number} was given for another {what} (“{bound}”, and not “{stated}”). "
                "Ask for a new number: a label never changes what it stands for."
            )
    if not is_clear(binding.version):
        raise RefusedError(
            f"“{binding.version}” does not say which version this is. "
            "Publish a release with a version, then label that."
        )
