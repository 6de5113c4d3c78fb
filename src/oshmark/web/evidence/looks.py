# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown of a file in place: looked for once by a locked process, and then kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.opening.answer import Found, What
from oshmark.adapters.opening.opener import opener_version
from oshmark.adapters.pictures.answer import LARGE_WIDTH, LIST_WIDTH, MAX_SOURCE_BYTES, PAGE_WIDTH
from oshmark.adapters.pictures.answer import Why as WhyNoPicture
from oshmark.bom.text import decode
from oshmark.web import wiring
from oshmark.web.evidence.kinds import Shown
from oshmark.web.evidence.models import LookedInto, SmallPicture

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTHS = (LIST_WIDTH, PAGE_WIDTH, LARGE_WIDTH)
TEXT_BYTES = 40_000
"""Of a text that is shown in place."""
PAGE_S = 6.0
_WHAT = {Shown.ARCHIVE: What.ARCHIVE, Shown.TABLE: What.TABLE, Shown.DOCUMENT: What.DOCUMENT}


class Patience:
    """How long a page waits for files that nobody has looked into yet; then it says that they take a while."""

    def __init__(self, seconds: float = PAGE_S) -> None:
        self._until = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether the page goes out as it is."""
        return time.monotonic() > self._until


def looked_into(shown: Shown, sha256: str, size: int, patience: Patience) -> Found | None:
    """What is in an archive, a table or a document; `None` for what is not looked into, yet or ever.

    Raises `StateError` where the file or the process that looks cannot be had.
    """
    what = _WHAT.get(shown)
    if what is None:
        return None
    known = LookedInto.objects.filter(sha256=sha256, what=what.name, reader=opener_version()).first()
    if known is not None:
        return msgspec.json.decode(bytes(known.found), type=Found)  # type: ignore[no-any-return]  # msgspec knows no unions
    if patience.is_over():
        return None
    found = wiring.opener().open(what, wiring.evidence().pieces(sha256, 0, size), size)
    facts = {"reader": opener_version(), "found": msgspec.json.encode(found)}
    LookedInto.objects.update_or_create(sha256=sha256, what=what.name, defaults=facts)
    return found


def text_of(sha256: str, size: int) -> tuple[str, bool]:
    """The beginning of a text, and whether that is all of it."""
    raw = wiring.evidence().read(sha256, limit=TEXT_BYTES) or b""
    return decode(raw).text.replace("\0", ""), size <= TEXT_BYTES


def picture(sha256: str, width: int) -> bytes | None:
    """A picture in a size that pages show; `None` for one that cannot be shown. Raises `StateError` as above."""
    row = SmallPicture.objects.filter(sha256=sha256, width=width).first()
    if row is None:
        for name, content in _made(sha256):
            SmallPicture.objects.update_or_create(sha256=sha256, width=name, defaults={"content": content})
        row = SmallPicture.objects.filter(sha256=sha256, width=width).first()
    return None if row is None or not row.content else bytes(row.content)


def _made(sha256: str) -> Iterator[tuple[int, bytes]]:
    raw = wiring.evidence().read(sha256, limit=MAX_SOURCE_BYTES + 1)
    found = None if raw is None else wiring.thumbnailer().thumbnails(raw, large=True)
    if found is None or isinstance(found, WhyNoPicture):
        yield from ((width, b"") for width in WIDTHS)
    else:
        yield from ((one.name, one.content) for one in found)
