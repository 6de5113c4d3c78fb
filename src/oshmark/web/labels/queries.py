# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages, files and commands ask of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.address import read_gtin
from oshmark.label.content import Content, Licence, ReleaseFacts, Standing, content
from oshmark.label.declaration import Declaration
from oshmark.label.declaration import decode as declaration_of
from oshmark.label.ingredients import Ingredients, ingredient, ingredients
from oshmark.label.kept import decode as kept_of
from oshmark.label.number import read_number
from oshmark.library.payload import digest_of
from oshmark.web.labels.issuing import binding_of
from oshmark.web.labels.models import Label
from oshmark.web.library.bills import bill_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.label.declaration import Order
    from oshmark.library.payload import Payloads
    from oshmark.web.library.queries import Opened


class OpenedLabel(msgspec.Struct, frozen=True):
    """A label with what its producer declares and the components as they were when it was issued."""

    label: Label
    declaration: Declaration
    parts: Ingredients
    content: Content


def find_label(written: str) -> Label | None:
    """The label of a number, in whatever spelling; `None` where it was never given or is no number."""
    try:
        number = read_number(written)
    except RefusedError:
        return None
    return Label.objects.filter(number=number).first()


def find_gtin(written: str) -> Label | None:
    """The running label that a GTIN leads to."""
    try:
        gtin = read_gtin(written)
    except RefusedError:
        return None
    return Label.objects.filter(gtin=gtin, ended_at__isnull=True).first()


def labels_of_release(address: str) -> list[Label]:
    """The labels of a release, running ones first, the oldest of them first."""
    rows = Label.objects.filter(release=address)
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.issued_at, row.number))


def labels_of_producers(producers: Sequence[str]) -> list[Label]:
    """The labels of these producers, the newest first."""
    return list(Label.objects.filter(producer__in=producers).order_by("-issued_at", "number"))


def open_label(label: Label, payloads: Payloads, *, site: str, serial: str = "") -> OpenedLabel:
    """Read what a label keeps. It needs nothing of the library: a label outlives what it was made from.

    Raises `StateError` where a payload is missing or damaged.
    """
    declaration = declaration_of(payloads.get(label.declaration))
    kept = kept_of(payloads.get(label.bill))
    standing = Standing.SELF_DECLARED if label.ended_at is None else Standing.ENDED
    made = content(binding_of(label), declaration, kept.facts, kept.parts, site=site, serial=serial, standing=standing)
    return OpenedLabel(label, declaration, kept.parts, made)


def facts_of(opened: Opened) -> ReleaseFacts:
    """What the library says of a release, as far as a label shows it."""
    expression = opened.reading.licence.expression or (opened.reading.manifest.license or "")
    return ReleaseFacts(
        address=opened.release.address,
        version=opened.release.version,
        name=opened.release.name,
        digest=digest_of(opened.raw),
        licences=(Licence("hardware", expression),) if expression else (),
        function=opened.reading.manifest.function or "",
    )


def parts_of(opened: Opened, order: Order) -> Ingredients:
    """Everything that a release consists of, as a label lists it."""
    return ingredients(map(ingredient, bill_of(opened).bill.items), order)
