# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The circuit of the Finch controller: two switched outputs for 12 to 24 V, a pedal and a dial.

The motor runs as fast as the pedal is pressed, the light is as bright as the dial says. The microcontroller is
programmed before it goes into its socket, so the board needs no connector for that.
"""

from __future__ import annotations

from functools import cache

from sample_cad.circuit import GRID, Board, Component, Pin
from sample_cad.router import routed

MAKER = "Finch Electronics Cooperative"
TERMINAL = "TerminalBlock:TerminalBlock_bornier-2_P5.08mm"
HEADER = "Connector_PinHeader_2.54mm:PinHeader_1x03_P2.54mm_Vertical"
RESISTOR = "Resistor_THT:R_Axial_DIN0207_L6.3mm_D2.5mm_P7.62mm_Horizontal"
DISC = "finch:C_Disc_D5.0mm_P5.08mm"
TRANSISTOR = "Package_TO_SOT_THT:TO-220-3_Vertical"


def _row(*pins: tuple[str, str], x: int, y: int, pitch: int = 2, down: bool = False) -> tuple[Pin, ...]:
    """Pins in a row to the right, or downwards."""
    return tuple(
        Pin(name, net, x + (0 if down else i * pitch), y + (i * pitch if down else 0))
        for i, (name, net) in enumerate(pins)
    )


def _dip(*pins: tuple[str, str], x: int, y: int) -> tuple[Pin, ...]:
    """Pins of a chip: down on the left, up on the right."""
    half = len(pins) // 2
    left = [Pin(name, net, x, y + 2 * i) for i, (name, net) in enumerate(pins[:half])]
    right = [Pin(name, net, x + 6, y + 2 * (half - 1 - i)) for i, (name, net) in enumerate(pins[half:])]
    return (*left, *right)


COMPONENTS = (
    Component(
        "C1", "470u 35V", "finch:CP_Radial_D10.0mm_P5.08mm",
        _row(("+", "VIN"), ("-", "GND"), x=16, y=9, pitch=4, down=True), "Siskin Passives", "SP-EL470-35", "0.38", True,
    ),
    Component(
        "C2", "100n", DISC, _row(("1", "VIN"), ("2", "GND"), x=15, y=17, pitch=4, down=True),
        "Siskin Passives", "SP-CD100N", "0.06",
    ),
    Component(
        "C3", "100n", DISC, _row(("1", "5V"), ("2", "GND"), x=7, y=22, pitch=4),
        "Siskin Passives", "SP-CD100N", "0.06",
    ),
    Component(
        "D1", "SB560", "Diode_THT:D_DO-201AD_P12.70mm_Horizontal",
        _row(("K", "VIN"), ("A", "MOTOR-"), x=20, y=10, pitch=10), "Siskin Passives", "SP-SB560", "0.31", True,
    ),
    Component(
        "D2", "green", "LED_THT:LED_D3.0mm", _row(("K", "GND"), ("A", "LED_A"), x=40, y=33),
        "Siskin Passives", "SP-LED3G", "0.07",
    ),
    Component(
        "F1", "6.3A T", "finch:Fuse_TR5_P5.08mm", _row(("1", "IN+"), ("2", "VIN"), x=6, y=11, pitch=4),
        "Osprey Electric", "OE-FR630T", "0.42", True,
    ),
    Component(
        "J1", "SUPPLY 12-24V", TERMINAL, _row(("+", "IN+"), ("-", "GND"), x=8, y=4, pitch=4),
        "Osprey Electric", "OE-TB2-508", "0.29", True,
    ),
    Component(
        "J2", "MOTOR 5A", TERMINAL, _row(("+", "VIN"), ("-", "MOTOR-"), x=21, y=4, pitch=4),
        "Osprey Electric", "OE-TB2-508", "0.29", True,
    ),
    Component(
        "J3", "LIGHT 3A", TERMINAL, _row(("+", "VIN"), ("-", "LIGHT-"), x=35, y=4, pitch=4),
        "Osprey Electric", "OE-TB2-508", "0.29", True,
    ),
    Component(
        "J4", "PEDAL", HEADER, _row(("5V", "5V"), ("WIPER", "PEDAL"), ("GND", "GND"), x=9, y=32),
        "Osprey Electric", "OE-PH3-254", "0.11",
    ),
    Component(
        "J5", "DIAL", HEADER, _row(("5V", "5V"), ("WIPER", "DIAL"), ("GND", "GND"), x=17, y=32),
        "Osprey Electric", "OE-PH3-254", "0.11",
    ),
    Component(
        "Q1", "IRLZ44N", TRANSISTOR, _row(("G", "GATE_M"), ("D", "MOTOR-"), ("S", "GND"), x=24, y=16),
        "Siskin Passives", "SP-IRLZ44N", "0.84", True,
    ),
    Component(
        "Q2", "IRLZ44N", TRANSISTOR, _row(("G", "GATE_L"), ("D", "LIGHT-"), ("S", "GND"), x=36, y=16),
        "Siskin Passives", "SP-IRLZ44N", "0.84", True,
    ),
    Component(
        "R1", "220", RESISTOR, _row(("1", "GATE_M"), ("2", "PWM_M"), x=34, y=22, pitch=6, down=True),
        "Siskin Passives", "SP-R207-220", "0.02",
    ),
    Component(
        "R2", "220", RESISTOR, _row(("1", "GATE_L"), ("2", "PWM_L"), x=37, y=22, pitch=6, down=True),
        "Siskin Passives", "SP-R207-220", "0.02",
    ),
    Component(
        "R3", "100k", RESISTOR, _row(("1", "GND"), ("2", "GATE_M"), x=18, y=20, pitch=6),
        "Siskin Passives", "SP-R207-100K", "0.02",
    ),
    Component(
        "R4", "100k", RESISTOR, _row(("1", "GATE_L"), ("2", "GND"), x=40, y=22, pitch=6, down=True),
        "Siskin Passives", "SP-R207-100K", "0.02",
    ),
    Component(
        "R5", "10k", RESISTOR, _row(("1", "5V"), ("2", "RESET"), x=15, y=25, pitch=6),
        "Siskin Passives", "SP-R207-10K", "0.02",
    ),
    Component(
        "R6", "1k", RESISTOR, _row(("1", "LED"), ("2", "LED_A"), x=30, y=33, pitch=6),
        "Siskin Passives", "SP-R207-1K", "0.02",
    ),
    Component(
        "U1", "ATtiny85-20PU", "Package_DIP:DIP-8_W7.62mm_Socket",
        _dip(
            ("PB5", "RESET"), ("PB3", "PEDAL"), ("PB4", "DIAL"), ("GND", "GND"),
            ("PB0", "PWM_M"), ("PB1", "PWM_L"), ("PB2", "LED"), ("VCC", "5V"), x=25, y=24,
        ),
        "Dunnock Semiconductors", "ATTINY85-20PU", "1.60",
    ),
    Component(
        "U2", "L78L05", "Package_TO_SOT_THT:TO-92_Inline_Wide",
        _row(("OUT", "5V"), ("GND", "GND"), ("IN", "VIN"), x=8, y=18), "Dunnock Semiconductors", "L78L05", "0.33",
    ),
)  # fmt: skip

POWER, SIGNAL = 2.0, 0.5
WIDTHS = {
    "IN+": POWER, "MOTOR-": POWER, "LIGHT-": POWER, "VIN": POWER, "LED_A": SIGNAL, "PWM_M": SIGNAL, "PWM_L": SIGNAL,
    "LED": SIGNAL, "GATE_L": SIGNAL, "GATE_M": SIGNAL, "RESET": SIGNAL, "PEDAL": SIGNAL, "DIAL": SIGNAL, "5V": SIGNAL,
}  # fmt: skip
"""In this order the tracks are laid: the thick ones first."""
CORNERS = ((3, 3), (47, 3), (3, 33), (47, 33))


@cache
def finch_board() -> Board:
    """The board with its tracks."""
    return routed(
        Board(
            name="finch-controller",
            title="Finch controller",
            revision="2.1",
            maker=MAKER,
            width=50 * GRID,
            depth=36 * GRID,
            mounts=tuple((round(x * GRID, 4), round(y * GRID, 4)) for x, y in CORNERS),
            mount_drill=3.2,
            components=COMPONENTS,
            plane="GND",
            clearance=0.3,
            widths=WIDTHS,
        )
    )
