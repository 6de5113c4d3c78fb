# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""1,000 different labels with their codes in one PDF, against reportlab and segno setting the same words."""

from __future__ import annotations

import io
import random
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pypdf

from benches import label_rival
from benches.measure import Ratio, best_of
from oshmark.adapters.labels import render_all
from oshmark.adapters.typesetting import fonts
from oshmark.adapters.typesetting.typesetter import Typesetter
from oshmark.bom.made import Origin
from oshmark.label.content import Content, Licence, Standing
from oshmark.label.declaration import Made, Maker, Order, Performance, Producer, Topic
from oshmark.label.forms import FORMS, Format, Options
from oshmark.label.ingredients import Ingredient, Ingredients
from oshmark.label.number import draw_number
from oshmark.label.sections import saying, shares
from oshmark.label.signs import Signs
from oshmark.label.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LABELS = 1000
PASSES = 3
_PARTS = ("Frame rail", "Motor", "Control board", "Nozzle", "Corner", "Belt", "Supply", "Bed plate", "Screw M3")
_BIRDS = ("Lark", "Wren", "Heron", "Finch", "Plover", "Siskin", "Avocet")
_PLACES = ("Graz", "Linz", "Porto", "Turku", "Ghent")


def ratios() -> list[Ratio]:
    """A claim each for the code with its number, the rating plate, and the full label with all its lines.

    Each pass has labels of its own, because our typesetter remembers what it has set before.
    """
    label_rival.load(fonts.folder())
    with Typesetter(timeout_s=300) as typesetter:
        return [
            _ratio("board-code", "labels of code and number", typesetter, at_least=3),
            _ratio("plate", "rating plates", typesetter, at_least=3),
            _ratio("full", "full labels", typesetter, at_least=3),
        ]


def _ratio(key: str, name: str, typesetter: Typesetter, *, at_least: float) -> Ratio:
    def ours(contents: Sequence[Content]) -> bytes:
        return render_all(contents, FORMS[key], Format.PDF, Options(), typesetter)

    def other(contents: Sequence[Content]) -> bytes:
        says = words("en")
        said = [(saying(one, says, Signs()), shares(one, says), one.address) for one in contents]
        return label_rival.pdf(said, key)

    _same_words(ours(_contents(0)[:20]), other(_contents(0)[:20]))
    return Ratio(
        f"{LABELS:,} different {name} with their codes in one PDF, against reportlab and segno",
        _best(ours),
        _best(other),
        at_least=at_least,
        unit="s",
    )


def _best(work: Callable[[Sequence[Content]], bytes]) -> float:
    batches = iter([_contents(at) for at in range(1, PASSES + 1)])
    return best_of(PASSES, lambda: work(next(batches)))


def _same_words(ours: bytes, other: bytes) -> None:
    """Both have the same pages, and what stands on the one stands on the other."""
    pages = [[page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages] for pdf in (ours, other)]
    for one, two in zip(*pages, strict=True):
        assert _letters(one) == _letters(two), (one, two)


def _letters(text: str) -> list[str]:
    return sorted(re.sub(r"[\s\u200b\u2060.,:·()]", "", text))


def _contents(batch: int) -> list[Content]:
    return [_content(random.Random(f"{batch} {at}"), at) for at in range(LABELS)]


def _content(dice: random.Random, at: int) -> Content:
    """A label of an invented machine, of which every line is its own."""
    name = f"{dice.choice(_BIRDS)} {dice.randrange(1000)}"
    number = draw_number(dice.randrange)
    made = tuple(_ingredient(dice, part) for part in dice.sample(_PARTS, 8))
    return Content(
        standing=Standing.SELF_DECLARED,
        number=number,
        serial=f"A-{at:04}",
        address=f"HTTPS://OSHMARK.EXAMPLE/C/{number}/A-{at:04}",
        printed_address=f"oshmark.example/C/{number}",
        issued_on=date(2026, 11, 20),
        product=name,
        version=f"{dice.randrange(9)}.{dice.randrange(20)}.{dice.randrange(9)}",
        producer=Producer(id="p-1", name=f"{name} Works", contact=f"post{at}@{number.lower()}.example"),
        made=Made(municipality=dice.choice(_PLACES), country="AT"),
        maker=Maker.INDEPENDENT,
        language="en",
        lifetime_design=f"Runs {dice.randrange(5, 30)} years.",
        modularity=f"{dice.randrange(3, 9)} modules.",
        performance=tuple(_measured(dice, what) for what in ("Power", "Mass")),
        ingredients=Ingredients(order=Order.AS_LISTED, items=made),
        licences=(Licence("hardware", "CERN-OHL-S-2.0"), Licence("documentation", "CC-BY-SA-4.0")),
        topics=tuple((topic, topic is not Topic.TRAINING) for topic in Topic),
        repair="",
        spares="",
        labour_rate="",
        release="",
        manifest_digest="",
    )


def _ingredient(dice: random.Random, name: str) -> Ingredient:
    return Ingredient(
        name=f"{name} {dice.randrange(1000)}",
        quantity=Decimal(dice.randrange(1, 99)),
        origin=dice.choice((Origin.MADE, Origin.BOUGHT)),
        how=f"{dice.choice(_BIRDS)} {dice.randrange(100)}",
        number=f"X-{dice.randrange(1000)}",
    )


def _measured(dice: random.Random, what: str) -> Performance:
    value = str(dice.randrange(1, 2000))
    return Performance(what=what, value=value, unit="W", method=f"test {dice.randrange(99)}", on=date(2026, 9, 12))
