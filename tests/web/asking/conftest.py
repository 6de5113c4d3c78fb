# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A visitor, a library, and hosts that play the platforms on this machine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import Client

from oshmark.web import wiring
from oshmark.web.asking.models import Visit
from tests.fakes.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http.response import HttpResponseBase
    from pytest_django.fixtures import Settings

TAG = "SPDX-License-Identifier"
"""Apart from a value, because a tool would take the two together for the licence of this file."""

PATIENCE_S = 30

OKH = """okhv = "OKH-LOSHv1.0"
name = "{name}"
repo = "{repo}"
version = "1.0.0"
license = "{licence}"
licensor = "Maker"
documentation-language = "en"
function = "It does something useful."
"""


def okh(repo: str, *, name: str = "Kettle", licence: str = "CERN-OHL-S-2.0") -> bytes:
    return OKH.format(name=name, repo=repo, licence=licence).encode()


BARE = {
    "README.md": b"# Heron lamp\n\nA lamp that bends its neck, for reading at night in a small room.\n",
    "LICENSE": f"{TAG}: CERN-OHL-S-2.0\n".encode(),
    "bom.csv": b"Part,Number\n",
    "cad/neck.FCStd": b"x",
    "cad/neck.step": b"x",
}


class Visitor(Client):
    """Somebody without an account, who looks for addresses and waits for what comes of it."""

    def look(self, address: str, **more: str) -> str:
        """Ask for an address; the address of the page of the look."""
        response = self.post("/look", {"address": address}, **more)  # type: ignore[arg-type]  # headers of the client
        assert response.status_code == 303, response.content.decode()
        return response.headers["Location"]

    def wait(self, page: str) -> Visit:
        """Wait until a look is over and published."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            visit = Visit.objects.get(token=page.rpartition("/")[2])
            found = [one["fate"] for one in visit.report.get("manifests", [])]
            published = "admitted" not in found or visit.report["generation"]
            if visit.state not in Visit.OPEN and published:
                return visit
            time.sleep(0.02)
        raise AssertionError(f"{page} did not come to an end: {visit.state}")

    def seen(self, address: str) -> str:
        """Look for an address to the end; what its page says."""
        page = self.look(address)
        self.wait(page)
        return text(self.get(page))


def text(response: HttpResponseBase) -> str:
    """A page as text, its spaces in one line."""
    return " ".join(b"".join(response).decode().split())


@pytest.fixture
def visitor(transactional_db: None, settings: Settings, tmp_path: Path, socket_enabled: None) -> Iterator[Visitor]:
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PICTURES = tmp_path / "pictures"
    settings.PUBLISHED = tmp_path / "published"
    settings.STATIC_ROOT = tmp_path
    settings.LOOK_WORKERS = 2
    wiring.forget()
    yield Visitor()
    connections.close_all()
    wiring.forget()


@pytest.fixture
def world() -> World:
    return World()
