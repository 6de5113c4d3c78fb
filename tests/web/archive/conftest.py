# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A repository whose files hosts have, and a release that names them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.exchange import Known, NoResponse, Request, Response, Trouble
from oshmark.web import wiring
from oshmark.web.seen.models import FileSeen
from tests.made_up import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.crawl.place import Place
    from tests.web.library_of import Library

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PINNED = "https://raw.example.org/lark/printer/0123abc"
BOM = b"Name,Quantity,Price (EUR),Mass (g)\nFoot,4,0.50,10\nArm,1,2.00,30\n"
FILES: dict[str, bytes] = {
    "bom.csv": BOM,
    "cad/foot.scad": b"cylinder(h = 14, d = 34);",
    "cad/foot.stl": b"solid foot",
    "docs/assembly.md": b"# Assembly",
    "LICENSE": b"CERN-OHL-S-2.0",
    "images/lark.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}
NAMES = """
bom = "bom.csv"
source = ["cad/foot.scad"]
export = ["cad/foot.stl"]
manufacturing-instructions = ["docs/assembly.md"]
image = "images/lark.svg"
auxiliary = ["LICENSE"]
"""


class Hosts:
    """Answers for the files of the repository; `says` replaces an answer by a status or a trouble."""

    def __init__(self) -> None:
        self.files = {f"{PINNED}/{path}": raw for path, raw in FILES.items()}
        self.says: dict[str, int | Trouble] = {}
        self.asked: list[str] = []
        self.places: list[Place] = []

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        assert known is None
        self.asked.append(request.url)
        self.places.append(place)
        said = self.says.get(request.url.removeprefix(f"{PINNED}/"))
        if isinstance(said, Trouble):
            return NoResponse(request.url, said, "The host took too long.", NOW)
        raw = self.files.get(request.url)
        if len(raw or b"") > request.limit:
            return NoResponse(request.url, Trouble.TOO_LARGE, "The answer is too long.", NOW)
        status = said or (404 if raw is None else 200)
        return Response(request.url, status, {"content-type": "text/plain"}, raw or b"", NOW)


@pytest.fixture
def hosts() -> Hosts:
    return Hosts()


@pytest.fixture
def release(library: Library) -> Iterator[str]:
    """The address of a release, whose files are known in its state."""
    address = library.add(manifest() + NAMES.encode())
    for path in FILES:
        FileSeen.objects.create(release=address, path=path, perma_url=f"{PINNED}/{path}")
    yield address
    wiring.bill_reader().close()
