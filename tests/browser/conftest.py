# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site as a visitor's browser sees it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application

from oshmark.web import wiring
from oshmark.web.archive.files import Named, keep
from oshmark.web.archive.models import Role
from tests.adapters.pictures.made import plain
from tests.web.library_of import NOW, SITE, Library
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings


BOM = b"""Section,Name,Quantity,Price (EUR),Mass (g),Supplier
Frame,Beam,4,12.50,900,Pine Parts
,Screw M6,32,0.10,4,Bolt & Nut
Drive,Motor,1,40,850,
"""


class Silent(WSGIRequestHandler):
    """Says nothing about the requests."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the parent gave it
        """Say nothing."""


@pytest.fixture
def library(transactional_db: None, settings: Settings, tmp_path: Path, socket_enabled: None) -> Iterator[Library]:
    """An empty library; the server runs in another thread, so what is put in has to be in the database for good."""
    settings.PAYLOADS = tmp_path / "payloads"
    settings.PICTURES = tmp_path / "pictures"
    settings.ARCHIVE = tmp_path / "archive"
    settings.EVIDENCE = tmp_path / "evidence"
    settings.PUBLISHED = tmp_path / "published"
    settings.STATIC_ROOT = tmp_path
    settings.BASE_URL = SITE
    settings.IS_DEMO = True
    settings.LOOK_WORKERS = 0
    wiring.forget()
    yield Library(tmp_path / "published")
    wiring.forget()


@contextmanager
def served() -> Iterator[str]:
    """Serve the site for as long as the block lasts, at the address that is given."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(library: Library) -> Iterator[str]:
    """The address of a site with a small library."""
    library.add(FULL)
    release = "/m/github.com/weaver/loom/-/v/2.1.0"
    keep(Named(release, "docs/bom.csv", Role.BOM), wiring.archive().stage([BOM], limit=1_000_000), NOW)
    library.add_picture("/m/github.com/weaver/loom/-/v/2.1.0", "images/loom.png", plain(size=(400, 300)))
    library.add(FULL.replace('"2.1.0"', '"2.0.0"').replace("Weaves cloth", "<b>Weaves</b> \u202ecloth " + "long" * 90))
    library.add(WAITING)
    library.publish()
    with served() as address:
        yield address
    wiring.bill_reader().close()


@pytest.fixture
def sample_site(library: Library) -> Iterator[str]:
    """The address of a site with the modules that come with the software."""
    library.add_samples()
    library.publish()
    with served() as address:
        yield address
