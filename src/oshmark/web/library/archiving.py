# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archiving the files that admitted releases name: the bill of materials of each, and everything of those that ask for
it. Files are had from the address that names them in exactly this state, or from a folder of this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from oshmark.adapters.archive import TooLargeFileError
from oshmark.adapters.repository import Tree
from oshmark.crawl.exchange import NoResponse, Request, Trouble
from oshmark.crawl.place import Place
from oshmark.crawl.politeness import Meaning, judge
from oshmark.errors import RefusedError
from oshmark.manifest.paths import RepoPath, is_address, read_path
from oshmark.manifest.references import named_files
from oshmark.web import wiring
from oshmark.web.archive import files as archived
from oshmark.web.archive.bills import read_bill
from oshmark.web.archive.files import Named
from oshmark.web.archive.models import ArchivedFile, Archiving, Role
from oshmark.web.library import queries
from oshmark.web.library.manifest_text import raw_bytes
from oshmark.web.library.models import Release
from oshmark.web.library.repository_links import safe_link
from oshmark.web.seen.files import perma_urls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from oshmark.crawl.exchange import Fetch, Response
    from oshmark.manifest.fields import Field
    from oshmark.web.library.queries import Opened

MAX_FILES = 2_000
"""Files of one release that are archived; the same number of addresses is known of one."""
MAX_TRIES = 5
WAIT = timedelta(days=1)
ANYWHERE = Place(api="", web="")
NO_PLACES: Mapping[str, Place] = {}
ROLES: dict[str, Role] = {
    "bom": Role.BOM,
    "source": Role.SOURCE,
    "export": Role.EXPORT,
    "manufacturing-instructions": Role.INSTRUCTION,
    "user-manual": Role.INSTRUCTION,
    "image": Role.IMAGE,
}
LICENCE_NAMES = ("licence", "license", "copying", "copyright")
_ORDER = {role: place for place, role in enumerate(Role)}


class Archived(msgspec.Struct, frozen=True):
    """What came of archiving a release: how many of its files are there, and which are not and why."""

    release: str
    kept: int
    problems: tuple[tuple[str, str], ...]


class _Got(msgspec.Struct, frozen=True):
    """The bytes of a file, or in words why there are none; `later` says that another time it may be otherwise."""

    raw: bytes | None
    problem: str = ""
    later: bool = False


Get = Callable[[Named], _Got]
"""Has the bytes of a file from somewhere."""


def archive_release(
    address: str,
    fetch: Fetch,
    now: datetime,
    *,
    everything: bool = True,
    places: Mapping[str, Place] = NO_PLACES,
) -> Archived:
    """Archive what an admitted release names: all of it, or its bill of materials only. What is there stays as it is.

    `places` are hosts that the operator has named, which may lie in a private network. Raises `RefusedError` where
    there is no such release.
    """
    opened = _admitted(address)
    return _archive(opened, _wanted(opened, everything=everything), _By(fetch, places), now, everything=everything)


def archive_from_folder(address: str, root: Path, now: datetime, *, everything: bool = True) -> Archived:
    """The same from the folder that holds the repository on this machine; nothing outside of it is read."""
    opened = _admitted(address)
    return _archive(opened, _wanted(opened, everything=everything), _From(opened, root), now, everything=everything)


def _admitted(address: str) -> Opened:
    release = queries.find_release(address)
    if release is None or release.state != Release.ADMITTED:
        raise RefusedError(f"{address[:300]} is no admitted release of this library.")
    return queries.open_release(release, wiring.payloads())


def _wanted(opened: Opened, *, everything: bool) -> list[Named]:
    """The files that a manifest names, each once, the most needed first; with everything, the manifest itself too."""
    perma = perma_urls(opened.release.address)
    found: dict[str, Named] = {}
    for field, reference, _place in named_files(opened.reading):
        role = _role(field, reference.path)
        named = Named(opened.release.address, reference.path, role, _address(opened, reference.path, perma))
        before = found.get(reference.path)
        if before is None or _ORDER[role] < _ORDER[before.role]:
            found[reference.path] = named
    wanted = [one for one in found.values() if everything or one.role is Role.BOM]
    return sorted(wanted, key=lambda one: _ORDER[one.role])[:MAX_FILES]


def _role(field: Field, path: str) -> Role:
    if field.key in ROLES:
        return ROLES[field.key]
    name = path.rstrip("/").rpartition("/")[2].lower()
    return Role.LICENCE if name.startswith(LICENCE_NAMES) else Role.OTHER


def _address(opened: Opened, path: str, perma: Mapping[str, str]) -> str:
    """Where a file is to be had in this state; empty where nobody knows."""
    if is_address(path):
        return safe_link(path) or ""
    found = read_path(path, opened.provenance.home)
    return (safe_link(perma.get(found.path, "")) or "") if isinstance(found, RepoPath) else ""


def _archive(opened: Opened, wanted: Sequence[Named], get: Get, now: datetime, *, everything: bool) -> Archived:
    left, kept, later = settings.ARCHIVE_RELEASE_MB * 1_000_000, 0, False
    if everything:
        kept += _keep_manifest(opened, now)
    for named in wanted:
        if not archived.is_kept(named):
            got = get(named)
            problem = got.problem if got.raw is None else _keep(named, got.raw, left, now)
            if problem:
                archived.note_problem(named, problem, now)
                later = later or got.later
                continue
        kept += 1
        left -= _size(named)
    _note(opened, now, everything=everything, later=later)
    rows = archived.files_of(opened.release.address)
    named_paths = {one.path for one in wanted}
    problems = tuple((row.path, row.problem) for row in rows if row.problem and row.path in named_paths)
    return Archived(opened.release.address, kept, problems)


def _keep_manifest(opened: Opened, now: datetime) -> bool:
    """The manifest itself, as its page gives it: without e-mail addresses."""
    path = f"{opened.provenance.home}/{opened.provenance.name}".lstrip("/")
    named = Named(opened.release.address, path, Role.MANIFEST, safe_link(opened.provenance.perma_url) or "")
    return archived.is_kept(named) or not _keep(named, raw_bytes(opened.raw), len(opened.raw) * 4 + 1000, now)


def _keep(named: Named, raw: bytes, left: int, now: datetime) -> str:
    """Keep a file; why it could not be kept, or nothing."""
    most = settings.ARCHIVE_FILE_MB * 1_000_000
    try:
        staged = wiring.archive().stage((raw,), limit=most)
    except TooLargeFileError:
        return _("The file has more than %(size)s MB.") % {"size": settings.ARCHIVE_FILE_MB}
    if staged.size > left:
        wiring.archive().give_up(staged)
        return _("All files of this release together have more than %(size)s MB.") % {
            "size": settings.ARCHIVE_RELEASE_MB
        }
    with transaction.atomic():
        # It may have been withdrawn while the file was on its way.
        if not Release.objects.filter(address=named.release, state=Release.ADMITTED).exists():
            wiring.archive().give_up(staged)
            raise RefusedError(f"{named.release} is no longer an admitted release of this library.")
        row = archived.keep(named, staged, now)
    if named.role is Role.BOM:
        read_bill(row)  # so that nobody who asks for the page has to wait for that
    return ""


def _size(named: Named) -> int:
    size = ArchivedFile.objects.filter(release=named.release, path=named.path).values_list("size", flat=True).first()
    return size or 0


def _note(opened: Opened, now: datetime, *, everything: bool, later: bool) -> None:
    """How far the release is archived now, and when to try again what may be had another time."""
    with transaction.atomic():
        row = Archiving.objects.filter(release=opened.release.address).first() or Archiving(
            release=opened.release.address, everything=False
        )
        again = later and row.tries < MAX_TRIES
        row.digest = opened.release.digest
        row.everything = row.everything or everything
        row.tried_at = now
        row.tries = row.tries + 1 if later else 0
        row.again_at = now + WAIT * row.tries if again else None
        row.save()


class _By:
    """Has files from the hosts that have them."""

    def __init__(self, fetch: Fetch, places: Mapping[str, Place]) -> None:
        self._fetch, self._places = fetch, places

    def __call__(self, named: Named) -> _Got:
        """Ask for a file."""
        if not named.fetched_from:
            return _Got(None, _("No permanent address is known for this file."))
        limit = settings.ARCHIVE_FILE_MB * 1_000_000
        request = Request(named.fetched_from, limit=limit, conditional=False)
        place = self._places.get(urlsplit(named.fetched_from).netloc.lower(), ANYWHERE)
        answer = self._fetch(request, place)
        verdict = judge(request, answer, 0)
        if isinstance(answer, NoResponse):
            return _Got(None, _no_response(answer), verdict.meaning is Meaning.LATER)
        if verdict.meaning is not Meaning.READ:
            return _Got(None, verdict.says, verdict.meaning is Meaning.LATER)
        return _from_answer(answer)


def _no_response(answer: NoResponse) -> str:
    if answer.trouble is Trouble.TOO_LARGE:
        return _("The file has more than %(size)s MB.") % {"size": settings.ARCHIVE_FILE_MB}
    return answer.says


def _from_answer(answer: Response) -> _Got:
    """The bytes of a good answer. A page of a platform where the file should be is no file."""
    head = answer.body[:200].lstrip().lower()
    wanted_page = urlsplit(answer.url).path.lower().endswith((".html", ".htm"))
    if answer.media_type == "text/html" and head.startswith((b"<!doctype html", b"<html")) and not wanted_page:
        return _Got(None, _("The address leads to a web page, and not to the file."))
    return _Got(answer.body)


class _From:
    """Has files from a folder of this machine."""

    def __init__(self, opened: Opened, root: Path) -> None:
        self._tree, self._home = Tree(root), opened.provenance.home

    def __call__(self, named: Named) -> _Got:
        """Read a file."""
        found = None if is_address(named.path) else read_path(named.path, self._home)
        if not isinstance(found, RepoPath):
            return _Got(None, _("This is an address elsewhere, and no file of the repository."))
        raw = self._tree.read(found.path, settings.ARCHIVE_FILE_MB * 1_000_000 + 1)
        if raw is None:
            return _Got(None, _("There is no such file in the repository."))
        return _Got(raw)


def is_whole(address: str) -> bool:
    """Whether everything that a release names is archived, or was asked for: what could not be had is said of each."""
    return Archiving.objects.filter(release=address, everything=True).exists()


def pending(now: datetime, most: int) -> Iterator[str]:
    """The addresses of admitted releases whose bill is to be archived, those admitted first coming first; what could
    not be had is tried again some days later."""
    digest = Archiving.objects.filter(release=OuterRef("address")).values("digest")[:1]
    again = Archiving.objects.filter(release=OuterRef("address")).values("again_at")[:1]
    rows = Release.objects.filter(state=Release.ADMITTED).annotate(done=Subquery(digest), again=Subquery(again))
    due = rows.filter(Q(done=None) | ~Q(done=F("digest")) | Q(again__lte=now))
    yield from due.order_by("decided_by").values_list("address", flat=True)[:most]
