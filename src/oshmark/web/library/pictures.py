# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping the pictures that admitted releases name: whoever has the bytes of one hands them over here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.pictures.answer import Why
from oshmark.adapters.pictures.store import Kept, Pictures
from oshmark.adapters.pictures.thumbnailer import Thumbnailer
from oshmark.errors import RefusedError
from oshmark.library.payload import Payloads, digest_of
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.adapters.pictures.store import Shown
    from oshmark.manifest.model import Manifest
    from oshmark.web.library.queries import Opened

MAX_PICTURES = 100
"""Pictures of one release; those of the module come first."""


class Keeper(msgspec.Struct, frozen=True):
    """What keeping pictures needs: where they lie, what makes them small, and the manifests that name them."""

    pictures: Pictures
    thumbnailer: Thumbnailer
    payloads: Payloads


def keeper() -> Keeper:
    """What keeps the pictures of this instance."""
    return Keeper(wiring.pictures(), wiring.thumbnailer(), wiring.payloads())


def keep_picture(
    release_address: str,
    reference: str,
    raw: bytes,
    source_url: str,
    *,
    keeper: Keeper,
    now: datetime,
    licence: str = "",
) -> Why | None:
    """Keep a picture of an admitted release; the reason when it cannot be shown, which is kept as well.

    `reference` is the path or address as the manifest writes it, `source_url` where people can see the whole picture,
    `licence` what the repository says of this file alone. Raises `RefusedError` when the release is not admitted or
    does not name the picture.
    """
    opened = open_admitted(release_address, keeper)
    places = named(opened.reading.manifest) if opened is not None else {}
    if reference not in places:
        raise RefusedError(f"{release_address} is no admitted release that names the picture “{reference[:200]}”.")
    kept = Kept(release_address, reference, places[reference], digest_of(raw), source_url, licence)
    return keep(kept, raw, before=known(release_address, keeper).get(reference), keeper=keeper, now=now)


def open_admitted(address: str, keeper: Keeper) -> Opened | None:
    """The release at an address, where it is admitted."""
    release = queries.find_release(address)
    if release is None or release.state != Release.ADMITTED:
        return None
    return queries.open_release(release, keeper.payloads)


def named(manifest: Manifest) -> dict[str, int | None]:
    """The pictures that a manifest names, with their place among those of the module; `None` for those of parts."""
    places: dict[str, int | None] = {}
    for place, file in enumerate(manifest.image[:MAX_PICTURES]):
        places.setdefault(file.path, place)
    for part in manifest.part:
        for file in part.image:
            if len(places) < MAX_PICTURES:
                places.setdefault(file.path, None)
    return places


def known(address: str, keeper: Keeper) -> dict[str, Shown]:
    """What is kept of the pictures of a release, by their reference."""
    return {shown.kept.reference: shown for shown in keeper.pictures.of([address])[address]}


def keep(kept: Kept, raw: bytes, *, before: Shown | None, keeper: Keeper, now: datetime) -> Why | None:
    """Keep a picture that is known to belong to an admitted release; work is done once for the same bytes."""
    if before is not None and _is_settled(before, kept):
        return before.kept.refused
    if kept.source is not None and keeper.pictures.has(kept.source):
        keeper.pictures.put(kept, (), now=now)
        return None
    made = keeper.thumbnailer.thumbnails(raw)
    if isinstance(made, Why):
        keeper.pictures.put(msgspec.structs.replace(kept, refused=made), (), now=now)
        return made
    keeper.pictures.put(kept, made, now=now)
    return None


def _is_settled(before: Shown, kept: Kept) -> bool:
    """Whether nothing has changed. What took too long once may have met a busy machine, and is tried again."""
    same = msgspec.structs.replace(before.kept, refused=None) == kept
    return same and before.kept.refused is not Why.TOO_DEAR and (before.kept.refused is not None or before.page[0] > 0)


def sweep(pictures: Pictures) -> None:
    """Forget the pictures of releases that are not admitted any more."""
    for address in pictures.releases():
        release = queries.find_release(address)
        if release is None or release.state != Release.ADMITTED:
            pictures.forget(address)
