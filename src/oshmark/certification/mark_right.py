# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a mark may be shown: the product is certified, its producer is, and an agreement is signed (C-15).

A product certificate is never one for the company, and a certificate of the producer alone carries no label. Where one
of the three is missing, the page says which, and the mark goes.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.objection import Objection, objection
from oshmark.certification.status import status_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oshmark.certification.certificate import Certificate


class Pillar(Enum):
    """What the right to a mark rests on. A body that certifies documents has no producers, and no agreements of use."""

    PRODUCT = "product"
    PRODUCER = "producer"
    AGREEMENT = "agreement"


class MarkRight(msgspec.Struct, frozen=True):
    """The right holds where nothing is missing; each thing that is has the pillar as its code."""

    missing: tuple[Objection, ...]

    @property
    def holds(self) -> bool:
        """Whether the mark may be shown."""
        return not self.missing


def mark_right(
    product: Certificate | None,
    producer: Certificate | None,
    now: datetime,
    *,
    has_agreement: bool,
    needs: frozenset[Pillar] = frozenset(Pillar),
) -> MarkRight:
    """The right to a mark at a moment. A body that needs nothing at all gives no right."""
    missing: list[Objection] = []
    if not needs:
        missing.append(objection("nothing", "The body has not said what its mark stands for."))
    if Pillar.PRODUCT in needs:
        missing += _certified(Pillar.PRODUCT, product, now)
    if Pillar.PRODUCER in needs:
        missing += _certified(Pillar.PRODUCER, producer, now)
        missing += _same_producer(product, producer)
    if Pillar.AGREEMENT in needs and not has_agreement:
        missing.append(objection(Pillar.AGREEMENT.value, "The agreement is not signed, or has ended."))
    return MarkRight(tuple(missing))


def _certified(pillar: Pillar, certificate: Certificate | None, now: datetime) -> Iterator[Objection]:
    if certificate is None:
        yield objection(pillar.value, "There is no certificate of the {pillar}.", pillar=pillar.value)
        return
    status = status_of(certificate, now)
    if not status.is_valid:
        facts = {
            "pillar": pillar.value,
            "number": certificate.number,
            "state": status.state.value,
            "since": status.since,
        }
        message = "The certificate of the {pillar}, {number}, is {state} since {since:.10}."
        yield objection(pillar.value, message, **facts)


def _same_producer(product: Certificate | None, producer: Certificate | None) -> Iterator[Objection]:
    """C-21: the label is that of one product by one producer."""
    if product is None or producer is None:
        return
    makes = product.terms.about.producer or product.terms.holder
    if makes != producer.terms.holder:
        yield objection(Pillar.PRODUCER.value, "The certified producer is not the one who makes this product.")
