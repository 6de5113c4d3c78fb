# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How ready the documentation of a release looks for an assessment after DIN SPEC 3105-1: what the manifest shows of
what is asked of every module, and of what is asked for each process (TsDC) that it names.

It looks at the manifest only. Whether a stranger could build the thing with it, a person has to judge; an assessment
after DIN SPEC 3105-2 does that, and this is none.
"""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from oshmark.manifest.check import PROCESS_NEEDS
from oshmark.manifest.media import is_export, is_source
from oshmark.manifest.placeholders import is_placeholder
from oshmark.values.licence import Openness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oshmark.manifest.model import Component, FileRef, Manifest
    from oshmark.values.licence import Licence


class State(Enum):
    """What the manifest shows: it is there, it is missing, or only a person can tell."""

    THERE = "there"
    MISSING = "missing"
    JUDGE = "judge"


class Criterion(msgspec.Struct, frozen=True):
    """One line of the list. `process` is the TsDC that asks for it, or empty for what every module needs; `where`
    names the parts that lack it, by their number in the manifest and their name."""

    key: str
    process: str
    state: State
    where: tuple[tuple[int, str], ...] = ()


BY_A_PERSON = ("reproducible", "safety")
EDITABLE, FOR_EVERYBODY = "editable-source", "export"
PROCESS_FILES: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "PCB": (
        ("schematic", frozenset({".kicad_sch", ".sch", ".schdoc", ".fzz", ".pdf"})),
        ("board-layout", frozenset({".kicad_pcb", ".brd", ".pcbdoc", ".fzz"})),
        ("board-fabrication", frozenset({".gbr", ".ger", ".gtl", ".zip", ".drl"})),
    ),
    "WEL": (("drawing", frozenset({".pdf", ".svg", ".dxf", ".dwg", ".slddrw", ".idw", ".step", ".stp"})),),
    "3DP": (("print-file", frozenset({".stl", ".3mf", ".step", ".stp", ".obj", ".amf"})),),
    "LAS": (("cut-file", frozenset({".dxf", ".svg", ".pdf", ".dwg"})),),
    "CNC": (("machining-file", frozenset({".step", ".stp", ".iges", ".igs", ".dxf", ".x_t"})),),
}
"""Which kinds of file a process asks for, by what they are for, and the endings that such files have."""
OF_MODULE = frozenset({"PCB", "WEL"})
"""Processes whose files belong to the module as a whole."""


def checklist(manifest: Manifest, licence: Licence) -> tuple[Criterion, ...]:
    """The list for one release: what is asked of all, then process by process, then what a person has to judge."""
    general = [
        Criterion(key, "", State.THERE if holds else State.MISSING) for key, holds in _general(manifest, licence)
    ]
    general += [_of_pieces(EDITABLE, "", _pieces(manifest), _has_source)]
    general += [_of_pieces(FOR_EVERYBODY, "", _pieces(manifest), _has_export)]
    special = [one for process in _processes(manifest) for one in _of_process(process, manifest)]
    return (*general, *special, *(Criterion(key, "", State.JUDGE) for key in BY_A_PERSON))


def _general(manifest: Manifest, licence: Licence) -> Iterable[tuple[str, bool]]:
    yield "identified", bool(manifest.name and manifest.version and not is_placeholder(manifest.version))
    yield "open-licence", licence.openness is Openness.OPEN
    yield "purpose", bool(manifest.function)
    yield "language", bool(manifest.documentation_language)
    yield "release", bool(manifest.release)
    yield "processes", bool(_processes(manifest))
    yield "bom", bool(manifest.bom)
    yield "instructions", bool(manifest.manufacturing_instructions)
    yield "manual", bool(manifest.user_manual)


def _processes(manifest: Manifest) -> list[str]:
    return list(dict.fromkeys((*manifest.tsdc, *(code for part in manifest.part for code in part.tsdc))))


Piece = tuple[int, str, "Component"]
"""A part with its number and name; number 0 is the module itself."""


def _pieces(manifest: Manifest) -> list[Piece]:
    parts: list[Piece] = [(number, part.name or "", part) for number, part in enumerate(manifest.part, 1)]
    return parts or [(0, "", manifest)]


def _of_process(process: str, manifest: Manifest) -> Iterable[Criterion]:
    whole: list[Piece] = [(0, "", manifest)]
    named = (
        whole if process in OF_MODULE else [piece for piece in _pieces(manifest) if process in piece[2].tsdc] or whole
    )
    for asking, _rule, needs in PROCESS_NEEDS:
        for attribute, key in needs if asking == process else ():
            yield _of_pieces(key, process, named, partial(_states, attribute=attribute))
    for key, endings in PROCESS_FILES.get(process, ()):
        yield _of_pieces(key, process, named, partial(_has_file, endings=endings))


def _of_pieces(key: str, process: str, pieces: Sequence[Piece], holds: Callable[[Component], bool]) -> Criterion:
    lacking = tuple((number, name) for number, name, piece in pieces if not holds(piece))
    where = tuple(piece for piece in lacking if piece[0])
    return Criterion(key, process, State.MISSING if lacking else State.THERE, where)


def _states(component: Component, attribute: str) -> bool:
    return bool(getattr(component, attribute))


def _has_source(component: Component) -> bool:
    return any(is_source(_ending(file)) for file in component.source)


def _has_export(component: Component) -> bool:
    return any(is_export(_ending(file)) for file in (*component.export, *component.source))


def _has_file(component: Component, endings: frozenset[str]) -> bool:
    files = (*component.source, *component.export, *component.auxiliary)
    return any(_ending(file) in endings for file in files)


def _ending(file: FileRef) -> str:
    return PurePosixPath(file.path.partition("?")[0].partition("#")[0]).suffix.lower()
