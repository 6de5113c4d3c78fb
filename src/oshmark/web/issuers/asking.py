# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking an issuer about one claim, by its method. Strangers wrote the address: only what lies below the issuer's own
is asked for, through the fences of the crawl."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from oshmark.certification.foreign_record import judge_certificate, judge_oshwa, number_of
from oshmark.certification.issuer_method import Method, MethodKind
from oshmark.certification.wiki_revision import judge_revision, revision_of
from oshmark.certification.worth import Judged, Why, Worth
from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.connectors.oshwa.requests import CREDENTIALS
from oshmark.crawl.exchange import JSON_TYPES, MEGABYTE, Fetch, NoResponse, Request, Response
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import Meaning, judge
from oshmark.errors import StateError, UnreadableError
from oshmark.library.identity import module_of
from oshmark.web import wiring
from oshmark.web.certification.issuers import lies_below
from oshmark.web.library.models import Release
from oshmark.web.library.queries import open_release

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.worth import Claim

PAGES = ("text/html", "application/xhtml+xml")
MOST_BYTES = 3 * MEGABYTE
ANYWHERE = Place(api="", web="")
NOT_THERE = Judged(Worth.CLAIMED, Why.NOT_THERE)
UNREADABLE = Judged(Worth.CLAIMED, Why.UNREADABLE)


class Asking(msgspec.Struct, frozen=True):
    """What asking needs: the way to ask, hosts that the operator has named, platforms for which there is a token."""

    fetch: Fetch
    places: Mapping[str, Place]
    signed: frozenset[str] = frozenset()

    def get(self, request: Request, issuer: str) -> Response | Judged | None:
        """The answer to a request; what it comes to where there is nothing to read; `None` where nothing was said."""
        answer = self.fetch(request, self.places.get(urlsplit(request.url).netloc.lower(), ANYWHERE))
        return _read(request, answer, issuer)


def _read(request: Request, answer: Response | NoResponse, issuer: str) -> Response | Judged | None:
    meaning = judge(request, answer, 0).meaning
    if meaning is Meaning.GONE:
        return NOT_THERE
    if meaning is not Meaning.READ or not isinstance(answer, Response):
        return None
    # Whoever is led elsewhere reads what another host says.
    return answer if lies_below(answer.url, issuer) else Judged(Worth.CLAIMED, Why.OTHER_REVISION)


def ask(claim: Claim, method: Method, issuer: str, asking: Asking) -> Judged | None:
    """What the issuer says; `None` where it gave no answer that tells anything."""
    by: dict[MethodKind, Callable[[Claim, Method, str, Asking], Judged | None]] = {
        MethodKind.WIKI: _wiki,
        MethodKind.OSHWA: _oshwa,
        MethodKind.BODY: _body,
    }
    return by[method.kind](claim, method, issuer, asking)


def _wiki(claim: Claim, method: Method, issuer: str, asking: Asking) -> Judged | None:
    if not revision_of(claim.address):
        return Judged(Worth.CLAIMED, Why.OTHER_REVISION)
    answer = asking.get(Request(claim.address, accepts=PAGES, limit=MOST_BYTES, conditional=False), issuer)
    if not isinstance(answer, Response):
        return answer
    if revision_of(answer.url) != revision_of(claim.address):
        return Judged(Worth.CLAIMED, Why.OTHER_REVISION)
    return judge_revision(claim, method, answer.body.decode("utf-8", "replace"))


def _body(claim: Claim, method: Method, issuer: str, asking: Asking) -> Judged | None:
    number = number_of(claim.address)
    if not number:
        return NOT_THERE
    url = f"https://{method.host}/certificates/{number}/-/json"
    answer = asking.get(Request(url, accepts=JSON_TYPES, limit=MEGABYTE, conditional=False), issuer)
    if not isinstance(answer, Response):
        return answer
    try:
        return judge_certificate(claim, msgspec.json.decode(answer.body))
    except (msgspec.DecodeError, RecursionError):
        return UNREADABLE


def _oshwa(claim: Claim, _method: Method, issuer: str, asking: Asking) -> Judged | None:
    """The registry's record: as it was crawled, or else as it answers now, which needs a token."""
    connector = CONNECTORS[CREDENTIALS]
    tasks = connector.of_address(claim.address)
    if tasks is None:
        return NOT_THERE
    crawled = _crawled(tasks[0].args["repository"])
    if crawled is not None:
        return judge_oshwa(claim, crawled)
    del issuer  # the interface of the registry has an address of its own
    place = next(iter(connector.places.values()))
    request = connector.ask(tasks, place)
    answer = asking.get(request, urlsplit(request.url).netloc)
    if answer is None and CREDENTIALS not in asking.signed:
        return Judged(Worth.CLAIMED, Why.NO_TOKEN)
    if not isinstance(answer, Response):
        return answer
    try:
        found = connector.parse(tasks, answer, place).found
    except (SchemaError, TooMuchError):
        return UNREADABLE
    return judge_oshwa(claim, tomllib.loads(found[0].raw.decode())) if found else NOT_THERE


def _crawled(page: str) -> dict[str, Any] | None:
    """The newest manifest that the crawl has written down from the registry's record of a page."""
    module = module_of(page)
    release = Release.objects.filter(
        module__address="" if module is None else module.address, latest=True, state=Release.ADMITTED
    ).first()
    if release is None:
        return None
    try:
        opened = open_release(release, wiring.payloads())
        # Somebody else may have written a manifest that says to be of this place.
        return tomllib.loads(opened.raw.decode()) if opened.provenance.generated else None
    except (StateError, UnreadableError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
