# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A platform asked at another host keeps the paths of its interface and its public addresses."""

from __future__ import annotations

import pytest

from oshmark.crawl.place import Place

FORGE = Place(api="https://forge.example/api/v1", web="https://forge.example")
HUB = Place(api="https://api.hub.example", web="https://hub.example", raw="https://raw.hub.example", signed=True)


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/api/v1"])
def test_the_path_of_the_interface_stays(base: str) -> None:
    place = FORGE.at(base)
    assert place == Place(api="http://127.0.0.1:9/api/v1", web="https://forge.example", trusted=True)


def test_files_are_asked_for_there_as_well() -> None:
    place = HUB.at("http://127.0.0.1:9/")
    assert (place.api, place.raw, place.web) == ("http://127.0.0.1:9", "http://127.0.0.1:9", HUB.web)
    assert place.signed
    assert place.trusted
