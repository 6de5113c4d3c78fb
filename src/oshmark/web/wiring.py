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
from oshmark.adapters import clock
from oshmark.adapters.archive import Archive
from oshmark.adapters.bills.reader import BillReader
from oshmark.adapters.blobs import Blobs
from oshmark.adapters.engines.polling import Polling
from oshmark.adapters.fetching import Fetcher
from oshmark.adapters.git import Git
from oshmark.adapters.http.client import Client
from oshmark.adapters.keyfile import LogKeys
from oshmark.adapters.opening.opener import Opener
from oshmark.adapters.pictures.store import Pictures
from oshmark.adapters.pictures.thumbnailer import Thumbnailer
from oshmark.adapters.published.generation import POINTER, pointed_or_none
from oshmark.adapters.published.search import Searcher
from oshmark.adapters.published.sparql_pool import SparqlPool
from oshmark.adapters.stand_ins import StandIns
from oshmark.adapters.typesetting.typesetter import Typesetter
from oshmark.crawl.connectors import CONNECTORS
from oshmark.library.dataset import Instance
from oshmark.web import environment, known_faults
from oshmark.web.kept import ANSWERS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from oshmark.adapters.engines.engine import Engine
    from oshmark.crawl.exchange import Fetch

SHOWN_CODE = ("*.py", "*.html", "*.css", "*.js", "*.json", "*.csv")


@lru_cache(maxsize=1)
def payloads() -> Blobs:
    """The manifests as they were found."""
    return Blobs(settings.PAYLOADS)


@lru_cache(maxsize=1)
def pictures() -> Pictures:
    """The thumbnails of pictures, and which release shows which."""
    return Pictures(settings.PICTURES)


@lru_cache(maxsize=1)
def thumbnailer() -> Thumbnailer:
    """What makes pictures small. Pages show what was made, so its process starts with commands only."""
    return Thumbnailer()


@lru_cache(maxsize=1)
def archive() -> Archive:
    """The files of releases as they were."""
    return Archive(settings.ARCHIVE)


@lru_cache(maxsize=1)
def evidence() -> Archive:
    """What applicants hand in. It lies apart: what is withdrawn from the library is deleted from the archive."""
    return Archive(settings.EVIDENCE)


@lru_cache(maxsize=1)
def bill_reader() -> BillReader:
    """What reads bills of materials; its process starts with the first one that is not read yet."""
    return BillReader()


@lru_cache(maxsize=1)
def opener() -> Opener:
    """What looks into archives, tables and documents; its process starts with the first one."""
    return Opener()


@lru_cache(maxsize=1)
def typesetter() -> Typesetter:
    """What sets single labels; its process starts with the first one."""
    return Typesetter()


@lru_cache(maxsize=1)
def sheet_setter() -> Typesetter:
    """What sets sheets of many labels, so that nobody who looks at one waits for them."""
    return Typesetter()


@lru_cache(maxsize=1)
def searcher() -> Searcher:
    """The search in the current generation."""
    return Searcher(settings.PUBLISHED)


def log_keys() -> LogKeys:
    """The keys that sign the log."""
    return LogKeys(settings.LOG_KEYS)


def tokens() -> dict[str, str]:
    """The operator's credentials: for platforms by the name of the connector, for single instances by their host."""
    of_platforms = {name: token for name in CONNECTORS if (token := environment.token(name))}
    return environment.host_tokens("OSHMARK_TOKENS") | of_platforms


def fetcher() -> Fetcher:
    """What asks other hosts; to be closed by who asked for it. It knows nothing of stand-ins: see `asked_by`."""
    contact = settings.CONTACT or settings.BASE_URL
    client = Client(agent=f"oshmark/{__version__} (+{contact})", now=clock.now, tokens=tokens())
    return Fetcher(client, Git(now=clock.now))


def asked_by(client: Fetcher) -> Fetch:
    """The way to ask of the crawl and of looks: other hosts instead of those for which the operator says so."""
    return StandIns(client, settings.STAND_INS) if settings.STAND_INS else client


@lru_cache(maxsize=1)
def engine() -> Engine:
    """What brings jobs to workers. Celery is loaded only where it is chosen: who does not, need not have it."""
    if not settings.BROKER_URL:
        return Polling()
    from oshmark.adapters.engines.celery_engine import CeleryEngine  # noqa: PLC0415  see above

    return CeleryEngine(settings.BROKER_URL)


_making_sparql = threading.Lock()


def sparql() -> SparqlPool:
    """The workers that answer SPARQL. They are made when the first query comes, so after the server has forked; the
    lock keeps two first queries from making two pools."""
    with _making_sparql:
        return _sparql()


@lru_cache(maxsize=1)
def _sparql() -> SparqlPool:
    return SparqlPool(settings.PUBLISHED, workers=settings.SPARQL_WORKERS)


def generation() -> int:
    """The number of the current generation; 0 where nothing was published yet."""
    pointer: Path = settings.PUBLISHED / POINTER
    try:
        status = pointer.stat()
    except OSError:
        return 0
    return _generation(settings.PUBLISHED, status.st_ino, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _generation(root: Path, *stamp: int) -> int:
    """Read once for each state of the pointer, which is a new file each time."""
    del stamp
    name = pointed_or_none(root)
    return 0 if name is None else int(name.rpartition("-")[2])


def instance() -> Instance:
    """What the instance says of itself."""
    return Instance(
        site=settings.BASE_URL,
        name=settings.INSTANCE_NAME,
        contact=settings.CONTACT,
        source=settings.SOURCE_CODE,
        version=__version__,
    )


@lru_cache(maxsize=1)
def mail_key() -> bytes:
    """The secret under which an e-mail address becomes the name of an agent; the same for pages and publisher."""
    return hmac.new(settings.SECRET_KEY.encode(), b"oshmark agents by e-mail", hashlib.sha256).digest()


@lru_cache(maxsize=1)
def code_version() -> str:
    """A digest of our code and templates: what a browser keeps of a page is out of date when they change. Within a
    process they stay as they are, whatever the settings."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for pattern in SHOWN_CODE:
        for path in sorted(package.rglob(pattern)):
            digest.update(path.read_bytes())
    return f"{__version__}-{digest.hexdigest()[:16]}"


def forget() -> None:
    """Make everything anew when it is asked for next, as after a change of the settings."""
    ANSWERS.clear()
    if _sparql.cache_info().currsize:
        _sparql().close()
    if thumbnailer.cache_info().currsize:
        thumbnailer().close()
    if bill_reader.cache_info().currsize:
        bill_reader().close()
    for setter in (opener, typesetter, sheet_setter):
        if setter.cache_info().currsize:
            setter().close()
        setter.cache_clear()
    engine.cache_clear()
    made_once = (
        payloads,
        pictures,
        thumbnailer,
        archive,
        evidence,
        bill_reader,
        searcher,
        _sparql,
        mail_key,
    )
    for made in made_once:
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
        "operator_contact": settings.CONTACT,
        "shows_wrong": known_faults.shows_wrong(request.path),
    }
