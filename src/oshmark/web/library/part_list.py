# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a release as its page lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from oshmark.manifest.fields import PART, Kind
from oshmark.manifest.to_rdf import part_slugs
from oshmark.manifest.tsdc import LABELS
from oshmark.values.iri import process_address, step
from oshmark.web.library.presentation import (
    Shown,
    Where,
    decent,
    fact,
    number_text,
    one_line,
    shown,
    size_text,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oshmark.manifest.model import FileRef, Part
    from oshmark.web.library.queries import Opened

MAX_PARTS = 200
MAX_FILES = 8
_MASS = next(field for field in PART if field.kind is Kind.MASS)
_FILE_FIELDS = tuple(field for field in PART if field.kind in (Kind.FILE, Kind.IMAGE))


class PartRow(msgspec.Struct, frozen=True):
    """One part in the list of a release."""

    href: str
    name: str
    processes: tuple[Shown, ...]
    material: str
    size: str
    mass: str
    printing: str
    files: tuple[Shown, ...]


def part_rows(opened: Opened, where: Where) -> Iterator[PartRow]:
    """The first parts, each with what a maker asks first."""
    parts = opened.reading.manifest.part
    for part, slug in zip(parts[:MAX_PARTS], part_slugs(parts), strict=False):
        yield PartRow(
            href=part_address(opened, slug),
            name=part_name(part),
            processes=tuple(shown(LABELS.get(code, code), href=process_address(code)) for code in part.tsdc),
            material=decent(part.material or "", 200),
            size=size_text(part.outer_dimensions) if part.outer_dimensions else "",
            mass=fact(_MASS, part.mass, where).values[0].text if part.mass else "",
            printing=printing_text(part),
            files=tuple(_short_files(part, where)),
        )


def printing_text(part: Part) -> str:
    """How a part is printed, in a few words; its own page has them in full."""
    said = [decent(part.printing_process or "", 80)]
    for value, unit, words in (
        (part.infill, "%", _("{value} infill")),
        (part.resolution_mm, "mm", _("{value} layers")),
        (part.shell_thickness, "mm", _("{value} walls")),
        (part.top_bottom_thickness, "mm", _("{value} top and bottom")),
    ):
        said += [] if value is None else [words.format(value=with_unit(number_text(value), unit))]
    for answer, yes, no in (
        (part.supports, _("with supports"), _("no supports")),
        (part.raft_brim, _("with raft or brim"), _("no raft or brim")),
    ):
        said += [] if answer is None else [yes if answer else no]
    return " · ".join(one for one in said if one)


def _short_files(part: Part, where: Where) -> Iterator[Shown]:
    """The files of a part by their format; the path is on the page of the part."""
    for field in _FILE_FIELDS:
        files: tuple[FileRef, ...] = getattr(part, field.attribute)
        for one in fact(field, files, where).values[:MAX_FILES]:
            path = one.text
            yield Shown(path.rstrip("/").rpartition("/")[2] or path, one.href, one.note, code=True)


def part_name(part: Part) -> str:
    """The name of a part."""
    return one_line(part.name) if part.name else _("Part without a name")


def part_address(opened: Opened, slug: str) -> str:
    """The address of the page of a part."""
    return f"{opened.release.address}/-/part/{step(slug)}"


def find_part(parts: Sequence[Part], slug: str) -> Part | None:
    """The part with this short name."""
    return next((part for part, name in zip(parts, part_slugs(tuple(parts)), strict=True) if name == slug), None)
