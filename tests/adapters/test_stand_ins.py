# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host that is asked at another address: what goes there, what does not, and under which address the answer goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from oshmark.adapters.http.addresses import check_literal
from oshmark.adapters.stand_ins import StandIns
from oshmark.crawl.exchange import Known, NoResponse, Request, Response
from oshmark.crawl.place import Place
from oshmark.errors import RefusedError

FORGE = "forge"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PUBLIC = Place(api="https://forge.example.org/api", web="https://forge.example.org")


class Asked:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.request, self.place = Request(""), PUBLIC

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        del known
        self.request, self.place = request, place
        return Response(request.url, 200, {}, b"", NOW)


@pytest.mark.parametrize("kind", ["", "git+"])
def test_the_stand_in_is_asked_without_credentials_and_the_answer_goes_by_the_public_address(kind: str) -> None:
    asked = Asked()
    stand_ins = StandIns(asked, {"forge.example.org": "http://127.0.0.1:9"})
    answer = stand_ins(Request(f"{kind}https://Forge.example.org/api/x?y=1", token=FORGE), PUBLIC)
    assert asked.request.url == f"{kind}http://127.0.0.1:9/api/x?y=1"
    assert asked.request.token == ""
    assert asked.place.trusted
    assert asked.place.api == "http://127.0.0.1:9"
    assert answer.url == f"{kind}https://Forge.example.org/api/x?y=1"


def test_other_hosts_are_asked_themselves() -> None:
    asked = Asked()
    request = Request("https://other.example.org/x", token=FORGE)
    StandIns(asked, {"forge.example.org": "http://127.0.0.1:9"})(request, PUBLIC)
    assert (asked.request, asked.place) == (request, PUBLIC)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "LOCALHOST.", "x.local", "10.1.1.1", "169.254.169.254"]
)
def test_a_host_that_is_seen_to_lie_inside_is_refused(host: str) -> None:
    with pytest.raises(RefusedError):
        check_literal(host)


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8", "localhost.example.org"])
def test_a_public_host_may_be_asked(host: str) -> None:
    check_literal(host)
