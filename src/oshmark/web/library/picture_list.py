# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pictures of releases as pages and data forms show them.

A page never fails for want of a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.adapters.pictures.answer import LIST_WIDTH, PAGE_WIDTH
from oshmark.errors import StateError
from oshmark.manifest.paths import is_address
from oshmark.web import wiring
from oshmark.web.library.labels import picture_refusal
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import Shown, decent, shown
from oshmark.web.library.repository_links import safe_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.adapters.pictures.store import Shown as Row
    from oshmark.manifest.model import FileRef
    from oshmark.web.library.queries import Opened


class Image(msgspec.Struct, frozen=True):
    """One thumbnail: its address on this site, its size, and in lists the address of the larger one."""

    href: str
    width: int
    height: int
    large: str = ""


class Picture(msgspec.Struct, frozen=True):
    """What stands in the place of a picture: the image with its source and licence, or the reason why there is none."""

    image: Image | None
    source: Shown | None = None
    licence: str = ""
    reason: str = ""


def rows_of(address: str) -> list[Row]:
    """What is known of the pictures of a release; nothing when the pictures cannot be read."""
    return _rows([address]).get(address, [])


def _rows(addresses: Sequence[str]) -> dict[str, list[Row]]:
    try:
        return wiring.pictures().of(addresses)
    except StateError:
        return {}


def first_images(addresses: Sequence[str]) -> dict[str, Image]:
    """By release the small image of its module, for lists; a release that has none, or is not admitted, is left out."""
    found = {}
    for address, rows in _rows(addresses).items():
        first = next((row for row in rows if row.kept.place is not None and row.list[0]), None)
        if first is not None:
            found[address] = Image(_href(first, LIST_WIDTH), *first.list, large=_href(first, PAGE_WIDTH))
    admitted = Release.objects.filter(address__in=list(found), state=Release.ADMITTED)
    return {address: found[address] for address in admitted.values_list("address", flat=True)}


def picture_of(files: Sequence[FileRef], opened: Opened, rows: Sequence[Row]) -> Picture:
    """The first of some pictures that can be shown, with the words below it."""
    known = {row.kept.reference: row for row in rows}
    kept = [(file, known[file.path]) for file in files if file.path in known]
    for file, row in kept:
        if row.page[0]:
            return Picture(_image(row, PAGE_WIDTH, row.page), _source(file, row), _licence(file, row, opened))
    if not files:
        return Picture(None, reason=_("The manifest names no picture."))
    if not kept:
        return Picture(None, reason=_("The picture that the manifest names is not here yet."))
    why = kept[0][1].kept.refused
    return Picture(None, _source(*kept[0]), reason=picture_refusal(why) if why else "")


def _image(row: Row, name: int, size: tuple[int, int]) -> Image:
    return Image(_href(row, name), *size)


def _href(row: Row, name: int) -> str:
    return f"/picture/{row.kept.source}-{name}.webp"


def _source(file: FileRef, row: Row) -> Shown:
    """Where the whole picture is: its link, or its path in the repository."""
    link = row.kept.address or (file.path if is_address(file.path) else "")
    return shown(file.title or file.path, href=safe_link(link))


def _licence(file: FileRef, row: Row, opened: Opened) -> str:
    """What is said of the picture alone, in the manifest or beside the file; else that of its module."""
    own = file.license or row.kept.licence
    if own:
        return decent(own, 120)
    module = opened.reading.licence.expression or opened.reading.manifest.license or ""
    return _("as the module, %(licence)s") % {"licence": decent(module, 120)}


def picture_data(rows: Sequence[Row], *, site: str) -> list[dict[str, Any]]:
    """The pictures of a release for JSON. They are no part of its manifest, and so not of its graph."""
    return [
        {
            "reference": row.kept.reference,
            "source": row.kept.address or None,
            "digest": f"sha256:{row.kept.source}" if row.kept.source else None,
            "licence": row.kept.licence or None,
            "refused": row.kept.refused.value if row.kept.refused else None,
            "thumbnails": [
                {"address": f"{site}{image.href}", "width": image.width, "height": image.height}
                for image in (_image(row, PAGE_WIDTH, row.page), _image(row, LIST_WIDTH, row.list))
                if image.width
            ],
        }
        for row in rows
    ]
