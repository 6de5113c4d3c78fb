# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a maker is asked, field by field, and in what kind of box the answer is given."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oshmark.manifest.field_help import MODULE_HELP, PART_HELP, Help
from oshmark.manifest.fields import MODULE, PART, Field, Kind
from oshmark.web.library.labels import field_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise


class Widget(Enum):
    """How an answer is given."""

    LINE = "line"
    PROSE = "prose"
    LINES = "lines"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    LEVEL = "level"
    LICENCE = "licence"
    PROCESSES = "processes"
    SIZE = "size"
    MASS = "mass"


class Question(msgspec.Struct, frozen=True):
    """One question; `scope` is `f` for the whole thing and `p` for a part: the first step of the name of its box."""

    scope: str
    field: Field
    widget: Widget
    label: str
    hint: str
    example: str

    @property
    def name(self) -> str:
        """The name of its box in the form."""
        return f"{self.scope}.{self.field.key}"


LABELS: dict[str, str | Promise] = {
    "name": _("What is it called?"),
    "function": _("What does it do, and for whom?"),
    "version": _("Which version is this?"),
    "documentation-language": _("In which language is it documented?"),
    "image": _("Which picture shows it best?"),
    "repo": _("Where are its sources?"),
    "release": _("Where can this version be downloaded?"),
    "licensor": _("Who gives the licence?"),
    "organization": _("For whom do they work or speak?"),
    "fork-of": _("Was it developed from something else?"),
    "license": _("Under which licence may it be built, changed and sold?"),
    "technology-readiness-level": _("How far is the hardware?"),
    "documentation-readiness-level": _("How far is the documentation?"),
    "attestation": _("Who confirms that the documentation is complete?"),
    "publication": _("Are there papers about it?"),
    "standard-compliance": _("Which standards does it follow?"),
    "readme": _("What should people read first?"),
    "bom": _("Where is the bill of materials?"),
    "manufacturing-instructions": _("Where does it say how to make it?"),
    "user-manual": _("Where does it say how to use it?"),
    "contribution-guide": _("Where does it say how to take part?"),
    "source": _("Where are the files that can be changed?"),
    "export": _("Where are the files made from them?"),
    "auxiliary": _("Which further files help to make it?"),
    "tsdc": _("How is it made?"),
    "material": _("What is it made of?"),
    "outer-dimensions": _("How large is it?"),
    "mass": _("How heavy is it?"),
    "joining-process": _("How are the parts joined?"),
    "surface-finishing-process": _("What is done to the surface?"),
    "printing-process": _("How is it printed?"),
}
"""What is asked in a maker's words; fields of one process are asked by their name."""

HINTS: dict[str, str | Promise] = {
    "name": _("A short name that people can say and search for."),
    "version": _("Three numbers are best; count them up with every release."),
    "documentation-language": _("A short tag: en for English, de for German, pt-BR for Brazilian Portuguese."),
    "license": _("If you are not sure, take the first one: it is made for hardware, and keeps it open."),
    "technology-readiness-level": _("Choose the last sentence that is true today. The scale is called OTRL."),
    "documentation-readiness-level": _("Choose the last sentence that is true today. The scale is called ODRL."),
    "tsdc": _("Tick everything that is needed to make it. The codes are those of DIN SPEC 3105-1."),
    "outer-dimensions": _("The box that it fits into."),
    "mass": _("What the scales say, without packaging."),
    "material": _("A standard number is best."),
}
"""What helps to answer, where the form asks in another way than the file is written."""

PART_LABELS: dict[str, str | Promise] = {
    "name": _("What is the part called?"),
    "image": _("Which picture shows the part?"),
    "tsdc": _("How is the part made?"),
}

WIDGETS: dict[Kind, Widget] = {
    Kind.TEXT: Widget.LINE,
    Kind.OKHV: Widget.LINE,
    Kind.PROSE: Widget.PROSE,
    Kind.URL: Widget.LINE,
    Kind.FILE: Widget.LINES,
    Kind.IMAGE: Widget.LINE,
    Kind.AGENT: Widget.LINE,
    Kind.LANGUAGE: Widget.LINE,
    Kind.LICENCE: Widget.LICENCE,
    Kind.VERSION: Widget.LINE,
    Kind.OTRL: Widget.LEVEL,
    Kind.ODRL: Widget.LEVEL,
    Kind.CPC: Widget.LINE,
    Kind.TSDC: Widget.PROCESSES,
    Kind.NUMBER: Widget.NUMBER,
    Kind.NUMBERS: Widget.LINES,
    Kind.INTEGER: Widget.NUMBER,
    Kind.BOOLEAN: Widget.YES_NO,
    Kind.DIMENSIONS: Widget.SIZE,
    Kind.MASS: Widget.MASS,
}
"""The usual box for each kind of value; parts, software and names for linked data have none."""

_MODULE = {field.key: field for field in MODULE}
_PART = {field.key: field for field in PART}


def module_questions(keys: Iterable[str]) -> list[Question]:
    """Questions about the whole thing."""
    return [_question("f", _MODULE[key]) for key in keys]


def part_questions(keys: Iterable[str]) -> list[Question]:
    """Questions about one part."""
    return [_question("p", _PART[key]) for key in keys]


def _question(scope: str, field: Field) -> Question:
    help_ = (PART_HELP if scope == "p" else MODULE_HELP)[field.key]
    labels = {**LABELS, **PART_LABELS} if scope == "p" else LABELS
    label = str(labels[field.key]) if field.key in labels else _with_unit(field)
    return Question(scope, field, _widget(field), label, _hint(field, help_), _example(help_.example))


def _hint(field: Field, help_: Help) -> str:
    if field.key in HINTS:
        return str(HINTS[field.key])
    says = gettext(help_.says)
    return f"{says[:1].upper()}{says[1:]}."


def _with_unit(field: Field) -> str:
    label = field_label(field.key)
    return f"{label} ({field.unit})" if field.unit else label


def _widget(field: Field) -> Widget:
    if field.choices:
        return Widget.CHOICE
    usual = WIDGETS[field.kind]
    return Widget.LINES if usual is Widget.LINE and field.many else usual


def _example(example: object) -> str:
    """An example as somebody would type it; empty for what is not typed."""
    listed = example if isinstance(example, list) else [example]
    return ", ".join(str(one) for one in listed) if all(isinstance(one, (str, int, float)) for one in listed) else ""
