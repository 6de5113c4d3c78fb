# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the sample library, warm, against bare Django views in the same process, and the size of a first view.

A bare view stands behind the same middleware. It sends the same statements to the database, fetches all of their rows,
asks the search the same where the page does, and sends the same bytes; what it is spared is reading the manifest and
making the page.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benches.measure import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SEARCH = "/search?q=a&language=en"
LISTS = (SEARCH, "/licences", "/quarantine")
"""Pages that list; one that the site does not have is left out."""
REQUEST = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "127.0.0.1",
    "HTTP_ACCEPT": "text/html",
    "wsgi.url_scheme": "http",
}
REQUESTS, PASSES = 20, 15
"""Requests in one pass, and passes, of which the quickest counts."""
MOST_BYTES = 100_000
_PART = re.compile(r'<link[^>]+rel="(?:stylesheet|icon)"[^>]*href="(/[^"]+)"|<(?:img|script)[^>]+src="(/[^"]+)"')

Statement = tuple[str, Any]
Page = tuple[int, bytes]


def ratios() -> list[Ratio]:
    """A claim for the release page, one for each list, and one for the bytes of a first view."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["OSHMARK_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "oshmark.web.settings"
        import django

        django.setup()
        release = _filled()
        site = Site()
        claims = [_claim(site, "release page", release, at_most=2)]
        claims.append(_claim(site, "scanned page", _labelled(release), at_most=2))
        claims += [_claim(site, f"list page {path}", path, at_most=3) for path in LISTS if site.get(path)[0] == 200]
        return [*claims, *_first_views(site, [release, SEARCH, "/"])]


def _filled() -> str:
    """Load the sample modules and publish them: the address of the release with the largest manifest."""
    from oshmark.web import instance, wiring
    from oshmark.web.library import actions, gathering, publishing
    from oshmark.web.library.models import Release
    from oshmark.web.operations.management.commands.demo import samples

    instance.ensure_database()
    actions.add(gathering.gather([samples()], now=NOW, unread=[]), payloads=wiring.payloads(), actor="bench", now=NOW)
    publishing.publish_library(publishing.publisher(), now=NOW)
    latest = Release.objects.filter(state=Release.ADMITTED, latest=True)
    sizes = {release.address: len(wiring.payloads().get(release.digest)) for release in latest}
    return max(sizes, key=lambda address: sizes[address])


def _labelled(address: str) -> str:
    """Label a release: the address in the code."""
    from django.conf import settings

    from oshmark.label.declaration import Declaration, Made, Order, Producer
    from oshmark.web import wiring
    from oshmark.web.labels.issuing import issue
    from oshmark.web.labels.queries import facts_of, parts_of
    from oshmark.web.library.queries import find_release, open_release

    release = find_release(address)
    if release is None:
        raise AssertionError(address)
    opened = open_release(release, wiring.payloads())
    declaration = Declaration(
        release=address,
        version=release.version,
        product=release.name,
        producer=Producer(id="bench", name="Heron Workshop", contact="post@heron.example"),
        made=Made(municipality="Reiherstedt", country="DE"),
    )
    parts = parts_of(opened, Order.COST)
    facts, site = facts_of(opened), settings.BASE_URL
    label = issue(facts, declaration, parts, site=site, payloads=wiring.payloads(), actor="bench", now=NOW)
    return f"/C/{label.number}"


class Site:
    """The site in this process, behind its WSGI interface, with a place for one bare view."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.core.handlers.wsgi import WSGIHandler
        from django.urls import include, path

        self.view: Callable[[HttpRequest], HttpResponse] | None = None
        self.urlpatterns = [path("bare", self._bare), path("", include("oshmark.web.urls"))]
        settings.ROOT_URLCONF = self
        self._application = WSGIHandler()

    def _bare(self, request: HttpRequest) -> HttpResponse:
        if self.view is None:
            raise AssertionError("There is no bare view.")
        return self.view(request)

    def get(self, address: str, encodings: str = "") -> Page:
        """Ask for a page."""
        path, _, query = address.partition("?")
        asked = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": encodings}
        started: list[str] = []

        def start(status: str, *_rest: object) -> Callable[[bytes], object]:
            started.append(status)
            return lambda _body: None

        answer = self._application({**REQUEST, **asked, "wsgi.input": io.BytesIO()}, start)
        body = b"".join(answer)
        answer.close()
        return int(started[0][:3]), body


def _claim(site: Site, name: str, address: str, *, at_most: float) -> Ratio:
    statements = _statements(lambda: site.get(address))
    status, body = site.get(address)
    site.view = bare_view(statements, body, search=address if address == SEARCH else "")
    if status != 200 or site.get("/bare") != (status, body):
        raise AssertionError(f"{address} and its bare view differ.")
    passes = [(_median(lambda: site.get(address)), _median(lambda: site.get("/bare"))) for _ in range(PASSES)]
    ours, other = (min(times) for times in zip(*passes, strict=True))
    sys.stderr.write(f"  {address}: {len(statements)} statements, {len(body):,} bytes\n")
    claim = f"{name}, warm, against a bare Django view with the same queries and bytes"
    return Ratio(claim, ours * 1e6, other * 1e6, at_most=at_most)


def bare_view(statements: Sequence[Statement], body: bytes, *, search: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view that makes the queries and sends the bytes."""
    from django.db import connection
    from django.http import HttpResponse, QueryDict

    from oshmark.web import wiring

    def view(request: HttpRequest) -> HttpResponse:
        del request
        if search:
            asked = QueryDict(search.partition("?")[2])
            wiring.searcher().search(asked["q"], filters={"language": asked.getlist("language")}, size=20)
        with connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
                cursor.fetchall()
        return HttpResponse(body)

    return view


def _statements(job: Callable[[], object]) -> list[Statement]:
    """What a job asks the database."""
    from django.db import connection

    asked: list[Statement] = []

    def note(execute: Callable[..., object], *call: object) -> object:
        asked.append((str(call[0]), call[1]))
        return execute(*call)

    job()
    with connection.execute_wrapper(note):
        job()
    return asked


def _first_views(site: Site, addresses: Iterable[str]) -> list[Ratio]:
    """The bytes that are sent for a page and everything that it makes a browser load, compressed if the site does."""
    sizes = {}
    for address in addresses:
        text = site.get(address)[1].decode()
        parts = dict.fromkeys(first or second for first, second in _PART.findall(text))
        files = [site.get(part, "gzip") for part in (address, *parts)]
        if any(status != 200 for status, _body in files):
            raise AssertionError(f"Not everything that {address} loads is there.")
        sizes[address] = sum(len(body) for _status, body in files)
        plain = [site.get(part)[1] for part in (address, *parts)]
        said = f"{sum(map(len, plain)):,} bytes, compressed {sum(len(gzip.compress(body)) for body in plain):,}"
        sys.stderr.write(f"  first view of {address}: {len(files)} files, {said}, sent {sizes[address]:,}\n")
    largest = max(sizes.values())
    return [
        Ratio(
            "first view of the largest page, all files as sent", largest / 1e3, MOST_BYTES / 1e3, at_most=1, unit="kB"
        )
    ]


def _median(job: Callable[[], object]) -> float:
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
