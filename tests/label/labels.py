# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contents of labels to be printed: an everyday one, and the nastiest that a stranger can write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from oshmark.bom.made import Origin
from oshmark.label.content import Binding, Content, Licence, ReleaseFacts, content
from oshmark.label.declaration import Declaration, Made, Order, Performance, Producer, Topic, TopicText
from oshmark.label.ingredients import Ingredient, ingredients

RELEASE = "/m/git.example.org/lark/lark-220/-/v/1.3.0"
SITE = "https://oshmark.example"
NUMBER = "8T6D7NM8"
ADDRESS = f"HTTPS://OSHMARK.EXAMPLE/C/{NUMBER}"
PARTS: tuple[tuple[str, str, str, Origin, str, str, str], ...] = (
    ("6", "", "Aluminium profile 20 × 20", Origin.BOUGHT, "Heron Metals", "aluminium", "42"),
    ("4", "", "Stepper motor", Origin.BOUGHT, "Wren Motors", "", "38.4"),
    ("1", "", "Control board", Origin.MADE, "printed circuit", "", "31"),
    ("8", "", "Frame corner", Origin.MADE, "3D printing", "PETG", "12"),
    ("2.40", "m", "Belt, 6 mm", Origin.BOUGHT, "Pine Parts", "", "7.2"),
    ("64", "", "Screw M3 × 12", Origin.UNKNOWN, "", "steel", "2"),
)


def parts(many: int = 6) -> tuple[Ingredient, ...]:
    """So many components, each with a name of its own."""
    return tuple(
        Ingredient(
            name=name if at < len(PARTS) else f"{name} no. {at}",
            quantity=Decimal(quantity),
            unit=unit,
            origin=origin,
            how=how,
            material=material,
            cost=Decimal(cost),
        )
        for at in range(many)
        for quantity, unit, name, origin, how, material, cost in [PARTS[at % len(PARTS)]]
    )


def label(
    items: tuple[Ingredient, ...] = parts(),
    licences: tuple[Licence, ...] = (Licence("hardware", "CERN-OHL-S-2.0"), Licence("documentation", "CC-BY-SA-4.0")),
    *,
    number: str = NUMBER,
    serial: str = "",
    **changes: Any,
) -> Content:
    """The label of a printer, with changes to what its producer declares."""
    stated: dict[str, Any] = {
        "release": RELEASE,
        "version": "1.3.0",
        "product": "Lark 220 printer",
        "producer": Producer(id="p-1", name="Lark Workshop", contact="post@lark.example", site="https://lark.example"),
        "made": Made(municipality="Graz", region="Styria", country="AT"),
        "lifetime_design": "Made to run for fifteen years. Belts and nozzle wear.\nBoth are changed without tools.",
        "modularity": "Five modules with plugs and screws: frame, axes, hot end, bed, control.",
        "performance": (
            Performance(what="Volume", value="220 × 220 × 240", unit="mm", method="test cube", on=date(2026, 9, 12)),
            Performance(what="Power", value="118", unit="W", method="meter", on=date(2026, 9, 14), by="Lark Workshop"),
        ),
        "topics": tuple(TopicText(topic=one, text="told") for one in (Topic.DESIGN, Topic.HOW_MADE, Topic.SOURCING)),
    }
    declaration = Declaration(**{**stated, **changes})
    binding = Binding(
        number=number,
        release=RELEASE,
        version=declaration.version,
        producer="p-1",
        municipality=declaration.made.municipality,
        country=declaration.made.country,
        issued_on=date(2026, 11, 20),
    )
    facts = ReleaseFacts(address=RELEASE, version=declaration.version, name="Lark", digest="0" * 64, licences=licences)
    return content(binding, declaration, facts, ingredients(items, Order.COST), site=SITE, serial=serial)


def spoken(text: str, part: str | None = None) -> Content:
    """A label on which everything that a stranger may write is this text."""
    item = Ingredient(name=part or text, quantity=Decimal(3), unit=text[:40], how=text, material=text, number=text)
    return label(
        (item, *parts(3)),
        (Licence("hardware", text),),
        product=text,
        version=f"1.3.0 {text[:40]}",
        producer=Producer(id="p-1", name=text, contact=text, site=text),
        made=Made(municipality=text, region=text, country="AT"),
        lifetime_design=text,
        modularity=text,
        performance=(Performance(what=text, value=text, unit=text[:40], method=text, on=date(2026, 9, 12), by=text),),
        repair=text,
        spares=text,
        labour_rate=text,
    )


EMPTY = label(
    (),
    (),
    product="",
    producer=Producer(id="p-1", name=""),
    made=Made(municipality="", country="AT"),
    lifetime_design="",
    modularity="",
    performance=(),
    topics=(),
)
SENTENCE = "The quick brown fox jumps over the lazy dog, and then it sleeps under the old bridge until dawn. "
NASTY: dict[str, Content] = {
    "everyday": label(serial="A-0017"),
    "markup": spoken("\"'`<b>&amp;</b> #panic() $ * _ \\ ] [ // /* #read(\"/etc/passwd\") <!-- {{ x }} ''"),
    "long-names": spoken((SENTENCE * 4)[:300].strip()),
    "one-word": spoken("W" * 300),
    "address": spoken("https://example.org/" + "a/b-c_d?e=f&g=h;" * 18),
    "emoji": spoken("👩‍🔧 🏳️‍🌈 🇦🇹 1️⃣ ☀️ ⚙ 🔧 ✓ ★ 🤷🏽‍♀️ 🫠"),
    "scripts": spoken("قبرة 220 שלום สวัสดี 云雀打印机 लार्क प्रिंटर Ελλάδα Київ বাংলা தமிழ் 한국어 ℵ ≤ ⌀ ½"),
    "unseen": spoken(
        "Lark\u202e220\u202c \u2066x\u2069 \u200f\u200e\u0000\u0007 a\u00adb \ufeff \ue000 \U000e0041 p\u0336"
    ),
    "heaped": spoken("".join(f"{letter}{chr(0x300 + at) * 12}" for at, letter in enumerate("Zalgo printer"))),
    "claims": spoken("ISO certified ✓ TÜV geprüft, CE"),
    "many": label(parts(400)),
    "empty": EMPTY,
}
