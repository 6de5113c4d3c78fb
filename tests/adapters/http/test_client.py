# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import gzip
import itertools
import time
import zlib
from functools import partial
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.http.client import Client
from oshmark.crawl.exchange import Known, NoResponse, Request, Response, Trouble
from oshmark.crawl.place import Place
from tests.adapters.http.conftest import NOW, answer, serving

if TYPE_CHECKING:
    from collections.abc import Sequence

FORGE = "forge"
"""The name of the credentials that the client of these tests has."""
PUBLIC = Place(api="https://api.example.org", web="https://example.org")


def ask(client: Client, url: str, place: Place, **asked: object) -> Response | NoResponse:
    return client(Request(url=url, **asked), place)  # type: ignore[arg-type]  # fields of a request


def trouble(found: Response | NoResponse) -> Trouble:
    assert isinstance(found, NoResponse), found
    return found.trouble


def test_a_host_that_an_operator_named_may_be_private(client: Client) -> None:
    with serving(lambda path, _headers: answer(path.encode(), "content-type: Text/Plain; charset=x")) as host:
        found = ask(client, f"{host.address}/a?b=c", host.place())
    assert isinstance(found, Response)
    assert (found.status, found.body, found.media_type, found.asked_at) == (200, b"/a?b=c", "text/plain", NOW)
    assert host.asked[0][1]["user-agent"] == "oshmark tests"


def test_the_same_host_is_refused_when_a_stranger_names_it(client: Client) -> None:
    with serving(lambda _path, _headers: answer(b"secret")) as host:
        for place in (host.place(trusted=False), PUBLIC):
            assert trouble(ask(client, host.address, place)) is Trouble.REFUSED
        for name in ("localhost", "[::1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1"):  # noqa: S104  asked, not bound
            found = ask(client, f"http://{name}:{host.port}/", PUBLIC)
            assert trouble(found) in (Trouble.REFUSED, Trouble.UNREACHABLE)
        assert host.asked == []


def said(raw: bytes, _path: str, _headers: dict[str, str]) -> bytes:
    """For a host that always answers the same."""
    return raw


def test_a_redirect_into_a_private_network_is_refused(client: Client) -> None:
    with serving(lambda _path, _headers: answer(b"secret")) as inner:
        where = inner.address.replace("127.0.0.1", "localhost")
        for target in (where, "file:///etc/passwd", "gopher://127.0.0.1/", "http://169.254.169.254/latest"):
            redirect = answer(b"", f"location: {target}", status="302 Found")
            with serving(partial(said, redirect)) as outer:
                assert trouble(ask(client, outer.address, outer.place())) is Trouble.REFUSED
        assert inner.asked == []


def test_a_name_that_changes_its_mind_gains_nothing(socket_enabled: None) -> None:
    """The second look at the name would lead inside; there is only one look, and it decides where we connect."""
    answers = itertools.cycle([["203.0.113.7", "8.8.8.8"], ["127.0.0.1"]])
    looked: list[str] = []

    def resolver(host: str, _port: int) -> Sequence[str]:
        looked.append(host)
        return next(answers)

    client = Client(agent="tests", now=lambda: NOW, resolver=resolver)
    with serving(lambda _path, _headers: answer(b"secret")) as host:
        for _ in range(4):
            found = ask(client, f"http://rebind.example:{host.port}/", PUBLIC)
            assert trouble(found) is Trouble.REFUSED
    assert looked == ["rebind.example"] * 4
    assert host.asked == []
    client.close()


def test_redirects_are_followed_and_told(client: Client) -> None:
    def reply(path: str, _headers: dict[str, str]) -> bytes:
        if path == "/old":
            return answer(b"", "location: /new%20name?x=é", status="301 Moved Permanently")
        return answer(path.encode())

    with serving(reply) as host:
        found = ask(client, f"{host.address}/old", host.place())
        assert isinstance(found, Response)
        assert found.redirects == ((f"{host.address}/old", 301),)
        assert found.body == b"/new%20name?x=%C3%A9"


def test_circles_and_long_ways_end(client: Client) -> None:
    count = itertools.count()
    with serving(lambda _path, _headers: answer(b"", f"location: /{next(count)}", status="302 Found")) as host:
        assert trouble(ask(client, host.address, host.place())) is Trouble.REDIRECTS
    with serving(lambda _path, _headers: answer(b"", "location: /a", status="308 Permanent Redirect")) as host:
        assert trouble(ask(client, f"{host.address}/a", host.place())) is Trouble.REDIRECTS


def test_a_token_goes_to_its_own_host_only(client: Client) -> None:
    with (
        serving(lambda _path, _headers: answer(b"")) as other,
        serving(lambda _path, _headers: answer(b"", f"location: {other.address}", status="307 Other")) as host,
    ):
        place = Place(api=host.address, web=host.address, raw=other.address, trusted=True, signed=True)
        assert isinstance(ask(client, host.address, place, token=FORGE), Response)
        assert host.asked[0][1]["authorization"] == "Bearer s3cret"
        assert "authorization" not in other.asked[0][1]
        ask(client, other.address, place, token=FORGE)
        assert "authorization" not in other.asked[1][1]
        ask(client, host.address, host.place(), token=FORGE)
        assert "authorization" not in host.asked[-1][1]
        ask(client, host.address, place, headers={"Cookie": "a=b"})
        assert "cookie" in host.asked[-1][1]
        assert "cookie" not in other.asked[-1][1]


def test_a_token_never_goes_over_an_open_line(client: Client) -> None:
    place = Place(api="http://forge.example.org", web="", signed=True)
    headers = dict(
        client._headers(Request("http://forge.example.org/a", token=FORGE), place, "http://forge.example.org/a", None)
    )
    assert "authorization" not in headers


def test_a_known_state_is_asked_for_conditionally(client: Client) -> None:
    with serving(lambda _path, _headers: answer(b"", "etag: x", status="304 Not Modified")) as host:
        found = client(Request(host.address), host.place(), Known('"abc"', "Fri, 20 Nov 2026 08:00:00 GMT"))
        client(Request(host.address, conditional=False), host.place(), Known('"abc"'))
    assert isinstance(found, Response)
    assert found.status == 304
    assert host.asked[0][1]["if-none-match"] == '"abc"'
    assert host.asked[0][1]["if-modified-since"].startswith("Fri")
    assert "if-none-match" not in host.asked[1][1]


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda raw: zlib.compress(raw)[2:-4]),
        ("identity", bytes),
    ],
)
def test_packed_answers_are_unpacked(client: Client, encoding: str, pack: object) -> None:
    assert callable(pack)
    packed = pack(b"hello" * 1000)
    with serving(lambda _path, _headers: answer(packed, f"content-encoding: {encoding}")) as host:
        found = ask(client, host.address, host.place())
    assert isinstance(found, Response)
    assert found.body == b"hello" * 1000


def test_a_bomb_is_stopped_at_the_limit(client: Client) -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    assert len(bomb) < 400_000
    with serving(lambda _path, _headers: answer(bomb, "content-encoding: gzip")) as host:
        assert trouble(ask(client, host.address, host.place(), limit=1_000_000)) is Trouble.TOO_LARGE
    with serving(lambda _path, _headers: answer(b"x" * 1001)) as host:
        assert trouble(ask(client, host.address, host.place(), limit=1000)) is Trouble.TOO_LARGE


@pytest.mark.parametrize(
    "raw",
    [
        answer(b"half", length=1000),
        answer(gzip.compress(b"hello" * 99, mtime=0)[:-20], "content-encoding: gzip"),
        answer(b"no gzip", "content-encoding: gzip"),
        answer(b"?", "content-encoding: br"),
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
        b"nonsense\r\n\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000,
    ],
    ids=[
        "half",
        "half a gzip",
        "no gzip",
        "another encoding",
        "half a chunk",
        "nonsense",
        "nothing",
        "endless headers",
    ],
)
def test_an_answer_that_breaks_off_or_is_none_is_told(client: Client, raw: bytes) -> None:
    with serving(lambda _path, _headers: raw) as host:
        assert trouble(ask(client, host.address, host.place())) is Trouble.CUT


def test_a_host_that_sends_a_byte_at_a_time_is_left_in_time(socket_enabled: None) -> None:
    client = Client(agent="tests", now=lambda: NOW, total_s=0.6)

    def slow(_path: str, _headers: dict[str, str]) -> bytes:
        time.sleep(2)
        return answer(b"late")

    start = time.monotonic()
    with serving(slow) as host:
        assert trouble(ask(client, host.address, host.place())) is Trouble.TIMEOUT
        assert time.monotonic() - start < 1.9
    client.close()


def test_a_port_where_nobody_answers_is_told(client: Client) -> None:
    with serving(lambda _path, _headers: b"") as host:
        place = host.place()
    assert trouble(ask(client, host.address, place)) is Trouble.UNREACHABLE
