# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the pages meet the adapters: each is made once a process, from the settings."""

from __future__ import annotations

import hashlib
import hmac
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from oshmark import __version__
from oshmark.adapters.blobs import Blobs
from oshmark.adapters.published.generation import pointed_or_none
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.sparql import SparqlWorker

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN_CODE = ("*.py", "*.html", "*.css", "*.json", "*.csv")


@lru_cache(maxsize=1)
def payloads() -> Blobs:
    """The manifests as they were found."""
    return Blobs(settings.PAYLOADS)


@lru_cache(maxsize=1)
def searcher() -> Searcher:
    """The search in the current generation."""
    return Searcher(settings.PUBLISHED)


_making_sparql = threading.Lock()


def sparql() -> SparqlWorker:
    """The worker that answers SPARQL. It is made when the first query comes, so after the server has forked; the lock
    keeps two first queries from making two."""
    with _making_sparql:
        return _sparql()


@lru_cache(maxsize=1)
def _sparql() -> SparqlWorker:
    return SparqlWorker(settings.PUBLISHED)


def generation() -> int:
    """The number of the current generation; 0 where nothing was published yet."""
    name = pointed_or_none(settings.PUBLISHED)
    return 0 if name is None else int(name.rpartition("-")[2])


@lru_cache(maxsize=1)
def mail_key() -> bytes:
    """The secret under which an e-mail address becomes the name of an agent; the same for pages and publisher."""
    return hmac.new(settings.SECRET_KEY.encode(), b"oshmark agents by e-mail", hashlib.sha256).digest()


@lru_cache(maxsize=1)
def code_version() -> str:
    """A digest of our code and templates: what a browser keeps of a page is out of date when they change."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for pattern in SHOWN_CODE:
        for path in sorted(package.rglob(pattern)):
            digest.update(path.read_bytes())
    return f"{__version__}-{digest.hexdigest()[:16]}"


def forget() -> None:
    """Make everything anew when it is asked for next, as after a change of the settings."""
    if _sparql.cache_info().currsize:
        _sparql().close()
    for made in (payloads, searcher, _sparql, mail_key, code_version):
        made.cache_clear()


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every page shows."""
    return {
        "is_demo": settings.IS_DEMO,
        "site": settings.BASE_URL,
        "version": __version__,
        "code_version": code_version(),
        "generation": generation(),
        "here": request.path,
    }
