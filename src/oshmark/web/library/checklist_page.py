# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a release page says of its documentation and its data: the checklist of DIN SPEC 3105-1 in words, and what does
not fit the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oshmark.library.documentation_checklist import State, checklist
from oshmark.manifest.tsdc import LABELS
from oshmark.ontology.conformance import misfits, sentence
from oshmark.web.library.labels import field_label
from oshmark.web.library.presentation import decent, one_line

if TYPE_CHECKING:
    from oshmark.library.documentation_checklist import Criterion
    from oshmark.manifest.read import Reading
    from oshmark.ontology.graph import Graph

MAX_NAMES = 8
MAX_MISFITS = 20
WORDS: dict[str, str | Promise] = {
    "identified": gettext_lazy("A name and a version tell which state of the design this is"),
    "open-licence": gettext_lazy("An open licence lets everybody study, change, make and sell it"),
    "purpose": gettext_lazy("It is said what it does and for whom"),
    "language": gettext_lazy("It is said in which language the documentation is"),
    "release": gettext_lazy("There is a release to point at, which does not change any more"),
    "processes": gettext_lazy("It is said which ways of making it needs, so that their criteria are known"),
    "bom": gettext_lazy("There is a bill of materials"),
    "instructions": gettext_lazy("There are instructions for making it"),
    "manual": gettext_lazy("There is a manual for using, maintaining and disposing of it"),
    "editable-source": gettext_lazy("Sources are there in the format in which they are edited"),
    "export": gettext_lazy("There are exports that can be opened without the program of the designer"),
    "schematic": gettext_lazy("A schematic is there"),
    "board-layout": gettext_lazy("The layout of the board is there, to be edited"),
    "board-fabrication": gettext_lazy("Files for making the board are there (Gerber, drill)"),
    "drawing": gettext_lazy("A drawing shows where to weld"),
    "print-file": gettext_lazy("A file to print from is there (STL, 3MF, STEP)"),
    "cut-file": gettext_lazy("An outline to cut is there (DXF, SVG)"),
    "machining-file": gettext_lazy("A shape to machine is there (STEP, IGES, DXF)"),
    "reproducible": gettext_lazy("A stranger with the right skills could make it from this documentation alone"),
    "safety": gettext_lazy("Dangers of making and using it are named"),
}


class Misfits(msgspec.Struct, frozen=True):
    """Sentences of the shapes, and how many more there are."""

    shown: list[str]
    more: int


def misfit_rows(graph: Graph) -> Misfits | None:
    """What of a graph does not fit the shapes; `None` when all of it does."""
    sentences = sorted({sentence(one) for one in misfits(graph)})
    if not sentences:
        return None
    return Misfits([decent(one, 300) for one in sentences[:MAX_MISFITS]], max(0, len(sentences) - MAX_MISFITS))


class Line(msgspec.Struct, frozen=True):
    """One line of the list: what is asked, the state as a word of the room, and which parts lack it."""

    text: str | Promise
    process: str
    state: str
    where: str


def checklist_context(reading: Reading) -> dict[str, object]:
    """The list with its sums."""
    lines = [_line(one) for one in checklist(reading.manifest, reading.licence)]
    judged = [line for line in lines if line.state != State.JUDGE.value]
    there = sum(line.state == State.THERE.value for line in judged)
    return {"lines": lines, "there": there, "of": len(judged)}


def _line(one: Criterion) -> Line:
    text = WORDS.get(one.key) or _("“%(field)s” is stated") % {"field": field_label(one.key)}
    names = [one_line(name, 60) or _("part %(number)d") % {"number": number} for number, name in one.where[:MAX_NAMES]]
    more = len(one.where) - len(names)
    where = ", ".join(names) + (_(" and %(count)d more") % {"count": more} if more else "")
    return Line(text, one_line(LABELS.get(one.process, one.process), 60), one.state.value, where)
