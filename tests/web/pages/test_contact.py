# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-92: every public page says where the operator can be reached, if the operator has said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

PAGES = ("/", "/search", "/m/github.com/weaver/loom", "/certificates", "/bodies", "/schemes", "/log", "/no-such-page")
REACHED = '<a href="mailto:post@library.example">Contact</a>'


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_the_operator(library: Library, client: Client, settings: Settings, path: str) -> None:
    settings.CONTACT = "mailto:post@library.example"
    wiring.forget()
    library.add(FULL)
    library.publish()
    assert REACHED in client.get(path).content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_who_has_named_no_address_is_reached_nowhere(library: Library, client: Client, path: str) -> None:
    library.publish()
    assert ">Contact</a>" not in client.get(path).content.decode()
