# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log that somebody publishes, read over HTTP and verified as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from oshmark import __version__
from oshmark.adapters import clock
from oshmark.adapters.http.client import Client
from oshmark.crawl.exchange import NoResponse, Request
from oshmark.crawl.place import Place
from oshmark.credential.checkpoints import read_checkpoint
from oshmark.credential.exported import FORMAT, DatedKey, ExportError, Head, Line, Shown, Verified, Verifier
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from oshmark.credential.notes import PublicKey

OK = 200
T = TypeVar("T")


class _Keys(msgspec.Struct):
    keys: list[DatedKey]


class _Page(msgspec.Struct):
    entries: list[Shown]


def verify_remote(address: str, *, trusted: Sequence[PublicKey] = (), older: bytes | None = None) -> Verified:
    """Fetch a log from its address, such as `https://library.example.org/log`, and verify it up to its checkpoint."""
    client = Client(agent=f"oshmark/{__version__}", now=clock.now)
    base = address.rstrip("/")
    try:
        return _verify(lambda path: _fetch(client, base, path), trusted, older)
    finally:
        client.close()


def _verify(fetch: Callable[[str], bytes], trusted: Sequence[PublicKey], older: bytes | None) -> Verified:
    note, said = read_checkpoint(fetch("checkpoint"))
    verifier = Verifier(trusted, older)
    verifier.take(Line(log=Head(FORMAT, said.origin, said.size)))
    for key in _decoded(fetch("keys"), _Keys).keys:
        verifier.take(Line(key=key))
    for shown in _events(fetch, said.size):
        verifier.take(Line(shown=shown))
    verifier.take(Line(checkpoint=note.written()))
    return verifier.end()


def _events(fetch: Callable[[str], bytes], size: int) -> Iterator[Shown]:
    done = 0
    while done < size:
        page = _decoded(fetch(f"entries?after={done}"), _Page).entries[: size - done]
        if not page:
            raise ExportError(f"The log shows {done} events, fewer than the {size} that it has signed.")
        yield from page
        done += len(page)


def _decoded(raw: bytes, form: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=form)
    except (msgspec.DecodeError, RecursionError) as exc:
        raise ExportError(f"The address answers, but not as a log: {exc}.") from exc


def _fetch(client: Client, base: str, path: str) -> bytes:
    answer = client(Request(f"{base}/{path}", limit=50_000_000), Place(api=base, web=base, trusted=True))
    if isinstance(answer, NoResponse):
        raise StateError(f"{base}/{path} gives no answer: {answer.says}")
    if answer.status != OK:
        raise StateError(
            f"{base}/{path} answers with status {answer.status}. Name the address of a log, which ends in /log."
        )
    return answer.body
