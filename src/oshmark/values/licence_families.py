# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The three families whose names are written in every possible way: Creative Commons, CERN-OHL and GNU.

Each reader takes the telling words of one text (`licence_words.telling`) and answers with a `Reading`, or with `None`
where the text speaks of something else. A word that a family does not know makes its text unclear: "CC BY 4.0 but
ask me first" is not CC-BY-4.0.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from oshmark.values.licence_table import LicenceClass, Openness, table
from oshmark.values.spdx import Leaf, Node, or_later


class Change(Enum):
    """Why the written text and the expression differ.

    `ASSUMED_VERSION`: no version is written, and the licence leaves no choice: there is one version only, or its text
    says that then any version may be taken. `PORTED`: the form of one country. `LIST`: several licences without a word
    between them that says whether all of them hold or one may be chosen; all are taken to hold.
    """

    PREFIX = "prefix"
    SPELLING = "spelling"
    NAME = "name"
    DEPRECATED = "deprecated"
    PORTED = "ported"
    URL = "url"
    ASSUMED_VERSION = "assumed-version"
    LIST = "list"


class Reading(msgspec.Struct, frozen=True):
    """What a text says. Where `node` is set and on the list, the table judges it; everything else is judged here."""

    node: Node | None
    changes: tuple[Change, ...] = ()
    openness: Openness = Openness.UNCLEAR
    licence_class: LicenceClass = LicenceClass.UNKNOWN
    family: str | None = None
    reason: str = ""


def refused(reason: str, family: str | None = None) -> Reading:
    """A text that is not open, though which licence it names cannot be said."""
    return Reading(None, (), Openness.NOT_OPEN, LicenceClass.NOT_OPEN, family, reason)


def unclear(reason: str, family: str | None = None) -> Reading:
    """A text that names no certain licence."""
    return Reading(None, family=family, reason=reason)


CC = "Creative Commons"
_NOT_COMMERCIAL = (
    "Creative Commons without commercial use: who may not sell the hardware is not free, so it is not open."
)
_NO_CHANGES = "Creative Commons without derivatives: who may not change the hardware is not free, so it is not open."
_ELEMENTS = ("by", "nc", "nd", "sa")
_CC_VERSIONS = {"1": "1.0", "2": "2.0", "2.1": "2.1", "2.5": "2.5", "3": "3.0", "4": "4.0"}
_CC_SILENT = frozenset({"international", "unported", "generic", "universal", "intl", "int", "cc"})
_CC0_WORDS = frozenset({"cc0", "cc", "1", "universal", "pd", "dedication", "zero", "waiver"})
PORTS = {
    "1.0": "fi il nl",
    "2.0": "at au be br ca cl de es fr hr it jp kr nl pl tw uk za",
    "2.1": "au ca es jp",
    "2.5": "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za",
    "3.0": "am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz ph pl pr pt ro rs"
    " sg th tw ug us ve vn za",
}
"""The countries whose own forms of the licences Creative Commons has published, by version; 4.0 has none."""
_COUNTRIES = {
    "argentina": "ar", "australia": "au", "austria": "at", "belgium": "be", "brazil": "br", "brasil": "br",
    "canada": "ca", "chile": "cl", "china": "cn", "colombia": "co", "croatia": "hr", "denmark": "dk",
    "deutschland": "de",
    "ecuador": "ec", "españa": "es", "estonia": "ee", "france": "fr", "germany": "de", "greece": "gr", "hungary": "hu",
    "india": "in", "ireland": "ie", "israel": "il", "italia": "it", "italy": "it", "japan": "jp", "luxembourg": "lu",
    "mexico": "mx", "netherlands": "nl", "norway": "no", "peru": "pe", "poland": "pl", "portugal": "pt",
    "romania": "ro",
    "schweiz": "ch", "serbia": "rs", "singapore": "sg", "slovenia": "si", "spain": "es", "sweden": "se",
    "switzerland": "ch", "taiwan": "tw", "thailand": "th", "uganda": "ug", "usa": "us", "vietnam": "vn",
    "österreich": "at",
}  # fmt: skip


class _Mention:
    """One time that a text names the licence: "Attribution-ShareAlike (CC BY-SA 4.0)" does so twice."""

    def __init__(self) -> None:
        self.elements: set[str] = set()
        self.versions: set[str] = set()
        self.ports: set[str] = set()


def creative_commons(said: list[str]) -> Reading | None:
    """A licence of Creative Commons, by its short or its long name, in any order and as often as it is named."""
    if {"cc0", "zero"} & set(said) and _CC0_WORDS.issuperset(said):
        return Reading(Leaf("CC0-1.0"), () if "1" in said else (Change.ASSUMED_VERSION,), family=CC)
    by_itself = said[0] == "by" and said[1:2] and (said[1] in _ELEMENTS or said[1] in _CC_VERSIONS)
    if not ("cc" in said or "cc0" in said or by_itself):
        return None
    mentions, rest, later = _mentions(said)
    limits = set().union(*(mention.elements for mention in mentions)) & {"nc", "nd"}
    fallback = refused(_NOT_COMMERCIAL if "nc" in limits else _NO_CHANGES, CC) if limits else None
    elements = {frozenset(mention.elements) for mention in mentions if mention.elements}
    versions = set().union(*(mention.versions for mention in mentions))
    ports = set().union(*(mention.ports for mention in mentions))
    if rest or max(len(elements), len(versions), len(ports)) > 1:
        return fallback or unclear("Not every word beside the Creative Commons licence is understood.", CC)
    if not elements:
        return None
    found = _cc_of(min(elements), next(iter(versions), None), next(iter(ports), None))
    if found.node is None:
        return fallback or found
    return _later(found) if later else found


def _cc_of(parts: frozenset[str], version: str | None, port: str | None) -> Reading:
    code = "-".join(["CC", *(part.upper() for part in _ELEMENTS if part in parts)])
    if version is None:
        return unclear(_which_version(code), CC)
    found = _cc_leaf(code, version, port)
    if found is None or {"nd", "sa"} <= parts:
        return unclear(f"Creative Commons has not published {code} in this version and form.", CC)
    return found


def _mentions(said: list[str]) -> tuple[list[_Mention], list[str], bool]:
    """The mentions, the words that are none of theirs, and whether later versions are meant."""
    mentions, rest, version_before = [_Mention()], [], False
    joined = " ".join(said).replace("united states", "us").replace("united kingdom", "uk").replace("new zealand", "nz")
    for word in joined.split():
        last = mentions[-1]
        after_version, version_before = version_before, False
        if word in _ELEMENTS:
            if word in last.elements or last.versions:
                mentions.append(_Mention())
            mentions[-1].elements.add(word)
        elif word in _CC_VERSIONS:
            last.versions.add(_CC_VERSIONS[word])
            version_before = True
        elif after_version and _is_port(word):
            last.ports.add(_COUNTRIES.get(word, word))
        elif word in _CC_SILENT:
            if word == "cc" and last.elements:
                mentions.append(_Mention())
            version_before = after_version
        elif word != "+":
            rest.append(word)
    return mentions, rest, "+" in said


def _is_port(word: str) -> bool:
    return word in _COUNTRIES or any(word in ports.split() for ports in PORTS.values())


def _cc_leaf(code: str, version: str, port: str | None) -> Reading | None:
    """The licence as SPDX knows it; the form of a country that SPDX has no id for as a `LicenseRef-`."""
    spdx_id = f"{code}-{version}" + (f"-{port.upper()}" if port else "")
    if spdx_id in table().licences:
        return Reading(Leaf(spdx_id), family=CC)
    base = table().licences.get(f"{code}-{version}") or table().licences.get(f"{code}-2.0")
    if port is None or base is None or port not in PORTS.get(version, "").split():
        return None
    reason = f"{base.name} in the form of one country, for which SPDX has no id."
    return Reading(Leaf(f"LicenseRef-{spdx_id}"), (), base.openness, base.licence_class, CC, reason)


def _later(reading: Reading) -> Reading:
    leaf = or_later(reading.node) if isinstance(reading.node, Leaf) else None
    if leaf is None:
        return unclear("Later versions of the form of one country cannot be named.", reading.family)
    return msgspec.structs.replace(reading, node=leaf)


def _which_version(code: str) -> str:
    """What to say of a name without a version."""
    choices = table().versions.get(code.lower().replace("-", " "), []) if code.startswith("CC-BY") else []
    advice = f"write {choices[0]} if that is the one" if choices else "write its SPDX id, such as CC-BY-SA-4.0"
    return f"{code.replace('CC-', 'Creative Commons ')}, but no version is named: {advice}."


def cern(said: list[str]) -> Reading | None:
    """A CERN Open Hardware Licence. Versions 1.x have no form; 2.0 has three, and they have no other version."""
    if "cern" not in said:
        return None
    forms = {"s": "S", "strongly": "S", "w": "W", "weakly": "W", "p": "P", "permissive": "P"}
    form = {forms[word] for word in said if word in forms}
    versions = {word for word in said if word[0].isdigit()}
    known = {"cern", "ohl", "reciprocal", "+", *forms, *versions}
    vague = table().unnamed["cern"]
    if not known.issuperset(said):
        return unclear("Not every word beside the CERN Open Hardware Licence is understood.", vague.family)
    later = "+" in said
    if not form and len(versions) == 1 and (spdx_id := f"CERN-OHL-{min(versions)}") in table().licences:
        found = Reading(Leaf(spdx_id), family=vague.family)
    elif len(form) == 1 and versions <= {"2"}:
        assumed = () if versions else (Change.ASSUMED_VERSION,)
        found = Reading(Leaf(f"CERN-OHL-{min(form)}-2.0"), assumed, family=vague.family)
    elif not form and versions == {"2"}:
        reason = (
            "CERN Open Hardware Licence 2.0 has three forms: write CERN-OHL-S-2.0, CERN-OHL-W-2.0 or CERN-OHL-P-2.0."
        )
        return unclear(reason, vague.family)
    else:
        return unclear(vague.note, vague.family)
    return _later(found) if later else found


_GNU = {"gpl": ("GPL", "1.0"), "lgpl": ("LGPL", "2.0"), "agpl": ("AGPL", "3.0")}
"""The licence and the first version of it that there is."""


def gnu(said: list[str]) -> Reading | None:
    """A General Public License of GNU. Without a version any may be taken: the licences say so themselves."""
    named = {word for word in said if word in _GNU}
    versions = {word for word in said if word[0].isdigit()}
    if len(named) != 1 or len(versions) > 1 or not {*named, *versions, "+"}.issuperset(said):
        return None
    name, first = _GNU[named.pop()]
    if not versions:
        reason = f"No version of the {name} is named: by its own words any may then be taken, and all of them are open."
        return Reading(Leaf(f"{name}-{first}-or-later"), (Change.ASSUMED_VERSION,), family="GNU", reason=reason)
    version = min(versions)
    spdx_id = f"{name}-{version if '.' in version else version + '.0'}" + ("-or-later" if "+" in said else "-only")
    return Reading(Leaf(spdx_id), family="GNU") if spdx_id in table().licences else None
