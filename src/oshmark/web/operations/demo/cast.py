# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who plays in the demonstration: invented people, and the makers of the sample modules."""

from __future__ import annotations

import msgspec

from oshmark.certification.roles import Role

DOMAIN = ".example"
"""Nobody has an address below it (RFC 2606), so an account with one can only be made here."""


class Staff(msgspec.Struct, frozen=True):
    """Somebody of a body: the first part of the e-mail address, the name, the role, and in how many days it ends: then
    its administrator has something to do."""

    key: str
    name: str
    role: Role
    ends_in: int | None = None


class Maker(msgspec.Struct, frozen=True):
    """Who made a sample module, and who of them applies: `repo` ends the address of the module."""

    key: str
    person: str
    organisation: str
    place: str
    country: str
    repo: str


HARROWFIELD = (
    Staff("jo", "Jo Hartley", Role.ADMINISTRATOR),
    Staff("ada", "Ada Thorne", Role.REGISTRAR),
    Staff("ben", "Ben Aldous", Role.EVALUATOR),
    Staff("cleo", "Cleo Marsh", Role.EVALUATOR),
    Staff("dora", "Dora Pell", Role.EVALUATOR),
    Staff("eli", "Eli Storr", Role.DECISION_MAKER),
    Staff("fay", "Fay Quill", Role.COMPLAINTS_OFFICER),
    Staff("gus", "Gus Weir", Role.APPEAL_PANEL, ends_in=12),
    Staff("hal", "Hal Brindle", Role.STANDARDS_EDITOR),
    Staff("ida", "Ida Cope", Role.TREASURER),
)
ERLENTAL = (
    Staff("jule", "Jule Ott", Role.ADMINISTRATOR),
    Staff("anke", "Anke Lindner", Role.REGISTRAR),
    Staff("bernd", "Bernd Vogt", Role.EVALUATOR),
    Staff("carla", "Carla Sommer", Role.EVALUATOR),
    Staff("dirk", "Dirk Falk", Role.EVALUATOR),
    Staff("ella", "Ella Brandt", Role.DECISION_MAKER),
    Staff("frieda", "Frieda Kolb", Role.COMPLAINTS_OFFICER),
    Staff("gero", "Gero Stahl", Role.APPEAL_PANEL, ends_in=20),
    Staff("hanne", "Hanne Wirth", Role.STANDARDS_EDITOR),
)
CASTS = {"harrowfield": HARROWFIELD, "erlental": ERLENTAL}

BROOK = Maker("kim", "Kim Ashby", "Brook Hydraulics Collective", "Millbrook", "GB", "brook/power-unit")
LARK = Maker("lou", "Lou Verity", "Lark Workshop", "Graz", "AT", "lark/lark-220")
FINCH = Maker("mia", "Mia Stone", "Finch Electronics Cooperative", "Finchley Bay", "NZ", "finch/finch-controller")
HEDDLE = Maker("ned", "Ned Tarrant", "Heddle Weavers' Workshop", "Woolcombe", "GB", "heddle/heddle-40")
WREN = Maker("ora", "Ora Kemp", "Wren Metalworks", "Wrenbury", "CA", "wren/wren-frame")
GANNET = Maker("pia", "Pia Rook", "Gannet Earthworks", "Gannet Point", "US", "gannet/brick-press")
MOKUME = Maker("rin", "Rin Asano", "Mokume Stand Makers", "Kiyama", "JP", "mokume")
WIESEL = Maker("rosa", "Rosa Huber", "Werkstattkollektiv Wiesel", "Wieselbach", "AT", "wiesel/handhebelpumpe")
MAKERS = (BROOK, LARK, FINCH, HEDDLE, WREN, GANNET, MOKUME, WIESEL)


def address(key: str, body: str = "makers") -> str:
    """The e-mail address of somebody."""
    return f"{key}@{body}{DOMAIN}"
