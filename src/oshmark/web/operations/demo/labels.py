# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels of the sample products: what their made-up makers declare of them, in a few words each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.manifest.toml import dumps
from oshmark.web.labels.desk.declaring import issue_from_file
from oshmark.web.labels.models import Label
from oshmark.web.operations.demo.cast import BROOK, FINCH, WREN

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.web.operations.demo.cast import Maker


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What a maker says of a product, beside what the library knows."""

    lifetime: str
    modularity: str
    design: str
    how_made: str


DECLARED: dict[Maker, Declared] = {
    BROOK: Declared(
        lifetime="Made to run for fifteen years. Hoses and seals wear; each is a standard size and is held by clamps.",
        modularity="Engine, pump, tank and frame come apart with six spanners, and each fits the next larger unit.",
        design="The sizes of the tank and of the frame follow from the engine; the table stands in the manual.",
        how_made="Two people weld the frame in a day, and fit and test the unit in another one.",
    ),
    FINCH: Declared(
        lifetime="Made for ten years at its rated load. The relays wear; they sit in sockets.",
        modularity="Supply, logic and outputs are three boards on one rail, joined by plugs that fit one way only.",
        design="The boards are drawn for hand soldering; each net has its name on the board.",
        how_made="We solder and test every board ourselves, some four hours for one controller.",
    ),
    WREN: Declared(
        lifetime="The frame lasts as long as its steel. Only the feet and two bushings wear.",
        modularity="Every member is a tube with the same holes; what is bolted on fits at any of them.",
        design="The holes follow one grid, so that lengths can be changed without a new drawing.",
        how_made="Tubes are cut and drilled with a jig, then bolted; nothing is welded.",
    ),
}
"""Those whose applications go so far that somebody looks whether the five topics are told of."""


def issue_labels(releases: dict[Maker, tuple[str, str]], now: datetime) -> None:
    """Issue the labels, once: for each maker the address of the release and the public id of the workshop."""
    for maker, declared in DECLARED.items():
        release, workshop = releases[maker]
        if not Label.objects.filter(release=release, producer=workshop).exists():
            issue_from_file(release, _file(maker, declared), workshop, actor="demonstration", now=now)


def _file(maker: Maker, declared: Declared) -> bytes:
    """The declaration as its maker would write it down."""
    return dumps(
        {
            "language": "en",
            "maker": "body",
            "lifetime-design": declared.lifetime,
            "modularity": declared.modularity,
            "producer": {"name": maker.organisation, "contact": f"post@{maker.key}.example"},
            "made": {"municipality": maker.place, "country": maker.country},
            "topic": {
                "design": {"text": declared.design},
                "how-made": {"text": declared.how_made},
                "sourcing": {"text": "Every bought part stands in the bill of materials with its supplier."},
            },
        }
    ).encode()
