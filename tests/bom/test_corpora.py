# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real bills of materials, which are no part of this repository, held against what a person sees in them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from oshmark.bom.model import Line, sum_of
from oshmark.bom.read import read
from oshmark.bom.write import to_csv

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CorpusFiles

pytestmark = pytest.mark.corpora

COUNT = 45
"""Files that hold a bill of materials."""


class Seen(NamedTuple):
    """What a person saw in a file: how many lines, the pieces of all lines together, and the cost where it is said."""

    lines: int
    pieces: str
    first: str
    """The beginning of the name of the first line."""
    cost: str = "0"


SEEN: dict[str, Seen] = {
    "BOM - Optics.csv": Seen(23, "44", "Red LED"),
    "BOM - Stimulator.csv": Seen(25, "203", "Adafruit Huzzah32", "99.25"),
    "LED-Zappelin__PCB__Stimulator": Seen(18, "62", "Adafruit"),
    "Openspritzer__1-click": Seen(19, "26", "2.54 mm header"),
    "Openspritzer__Bill": Seen(41, "96", "Solenoid"),
    "Incubator": Seen(19, "37", "Arduino Uno", "107350"),
    "TAR-CNC": Seen(44, "72", "Assembly"),
    "LibreSolar": Seen(50, "117", "100p"),
    "MOSH-A": Seen(13, "54", "threaded rod"),
    "MOSH-D": Seen(12, "53", "threaded rod"),
    "circular_knitic": Seen(29, "227.5", "needles", "660.40"),
    "LibreWater": Seen(28, "76", "Plate"),
    "TheTesla": Seen(9, "14", "100n"),
    "DetonationSpray__BOM.csv": Seen(10, "0", "powder", "92.01"),
    "DetonationSpray__BOM.ods": Seen(10, "0", "powder", "92.01"),
    "upkframe": Seen(25, "291", "angle2"),
    "zacplus_bom": Seen(18, "24", "pone7"),
    "courk+openflexure": Seen(19, "32", "M3x25mm"),
    "rwb27+openflexure": Seen(19, "32", "M3x25mm"),
    "lcr_add-on": Seen(13, "31", "LM2596"),
    "mosfet_circuit__1": Seen(8, "10", "P-Channel"),
    "ssr_board": Seen(5, "31", "BNC"),
    "Flex_Battery_Interrupter_BOM.csv": Seen(1, "1", "CONN JACK", "1.93"),
    "Flex_Battery_Interrupter_BOM.md": Seen(1, "1", "3.5mm Audio", "1.93"),
    "Documentation__Ivy_Nunchuck_Joystick_Adapter_BOM.csv": Seen(8, "8", "Wii", "33.49"),
    "Working_Documents__Ivy_Nunchuck": Seen(8, "8", "Wii", "33.49"),
    "Documentation__Switch_Plate_GoPro_Compatible_BOM.csv": Seen(1, "1", "Switch_Plate", "0.63"),
    "Paintbrush": Seen(11, "16", '1/4"-20', "4.235"),
    "foot_contact": Seen(13, "20", "WIREWRAP"),
    "electronic-cabinet": Seen(42, "129", "Enclosure"),
    "BoM_mechanical": Seen(27, "265", "Aluminum frame", "1345.97"),
    "DynOSSAT": Seen(27, "52", "10uF"),
    "0.96_OLED": Seen(25, "63", "Val**"),
    "Raspberry_PI_breakout": Seen(11, "55", "LOGO"),
    "BabyGroot": Seen(16, "30", "Vreg"),
    "TLM-breakout": Seen(30, "34", "DNM"),
    "VideoGame": Seen(31, "46", "Capacitor"),
    "MINI-BASE": Seen(40, "65", "Soft Orange"),
}
"""By a part of the name of the file."""


def files(corpus_files: CorpusFiles) -> list[Path]:
    return corpus_files("bom/**/*.*", expected=COUNT)


def one(corpus_files: CorpusFiles, part: str) -> Path:
    (path,) = [path for path in files(corpus_files) if part in path.name]
    return path


@pytest.mark.parametrize("part", SEEN)
def test_a_real_bill_has_the_lines_that_a_person_counts(corpus_files: CorpusFiles, part: str) -> None:
    seen = SEEN[part]
    found = read(one(corpus_files, part).read_bytes())
    assert len(found.lines) == seen.lines
    assert sum((line.quantity or Decimal(0) for line in found.lines), Decimal(0)) == Decimal(seen.pieces)
    assert found.lines[0].name.startswith(seen.first)
    assert sum_of(found.lines) == Decimal(seen.cost)


def test_every_real_bill_is_read(corpus_files: CorpusFiles) -> None:
    assert sum(1 for path in files(corpus_files) if read(path.read_bytes()).lines) == COUNT


def essence(lines: tuple[Line, ...]) -> list[tuple[str, Decimal | None, str | None, str | None]]:
    return [(line.name, line.quantity, line.manufacturer, line.currency) for line in lines]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("DetonationSpray__BOM.csv", "DetonationSpray__BOM.ods"),
        ("Flex_Battery_Interrupter_BOM.csv", "Flex_Battery_Interrupter_BOM.xlsx"),
        ("Documentation__Ivy_Nunchuck_Joystick_Adapter_BOM.csv", "Working_Documents__Ivy_Nunchuck"),
    ],
)
def test_a_real_bill_says_the_same_in_both_of_its_forms(corpus_files: CorpusFiles, left: str, right: str) -> None:
    of_text = read(one(corpus_files, left).read_bytes())
    of_sheet = read(one(corpus_files, right).read_bytes())
    assert essence(of_text.lines) == essence(of_sheet.lines)


def test_a_real_bill_that_is_written_is_read_again(corpus_files: CorpusFiles) -> None:
    for path in files(corpus_files):
        found = read(path.read_bytes())
        again = read(to_csv(found).encode())
        assert [(line.name, line.quantity, line.designators, line.mpn, line.price) for line in again.lines] == [
            (line.name, line.quantity, line.designators, line.mpn, line.price) for line in found.lines
        ]
        assert sum_of(again.lines) == sum_of(found.lines)
