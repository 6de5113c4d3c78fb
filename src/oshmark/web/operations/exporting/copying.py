# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry as a folder of files that any web server can show, or none at all.

Everything is asked of the site itself, as a stranger would, from a list of addresses onwards: so the copy shows what
the site shows, and nothing that it does not. The folder gets its name when all of it is there.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

import msgspec
from django.conf import settings
from django.template.loader import render_to_string

from oshmark.errors import RefusedError, StateError
from oshmark.web import wiring
from oshmark.web.audit import checkpoints
from oshmark.web.audit.models import Checkpoint
from oshmark.web.certification.models import CertificateRow
from oshmark.web.labels.models import Label
from oshmark.web.library.models import Release
from oshmark.web.operations.exporting import public_log
from oshmark.web.operations.exporting.asking import Site
from oshmark.web.operations.exporting.places import HTML, PAGE, Address, Rule, file_of, link
from oshmark.web.operations.exporting.rewriting import Rewriter
from oshmark.web.operations.work_folder import work_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


WORK = "exporting"
SEEDS = (
    *("/certificates", "/certificates.csv", "/certificates.json", "/certificates/statistics"),
    *("/certificates/changes.atom", "/certificates/changes.json", "/certificates/applications"),
    *("/bodies", "/schemes", "/log", "/log/keys", "/log/checkpoint", "/static/oshmark.css", "/static/mark.svg"),
)
REDIRECTS = frozenset({301, 302, 307, 308})
OK, BROKEN = 200, 500
MOST_PAGES = 1_000_000


class Copied(msgspec.Struct, frozen=True):
    """A copy that was made: how many files it has, and the state of the log that it stands for."""

    files: int
    size: int
    root: str


class _Found(msgspec.Struct, frozen=True):
    """An address that is in the copy: where its file lies, and the page as the site gives it."""

    file: str
    raw: Path | None


def export_registry(folder: Path, *, with_sources: bool, now: datetime) -> Copied:
    """Write the copy into a folder that is not there or empty. Raises `RefusedError` for another one."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is not empty. Name a folder that is, or that is not there.")
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    checkpoint = checkpoints.sign_checkpoint(now=now)
    try:
        with work_folder(WORK) as work:
            partial.mkdir(parents=True)
            copy = _Copy(partial, work, Rule(_releases(), with_sources))
            made = copy.make(checkpoint, now)
        partial.replace(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return made


def _releases() -> frozenset[str]:
    """The addresses of releases that a certificate or a label is about and that are shown."""
    named = {*CertificateRow.objects.values_list("ref", flat=True), *Label.objects.values_list("release", flat=True)}
    shown = Release.objects.filter(state=Release.ADMITTED).values_list("address", flat=True)
    return frozenset(one for one in shown.iterator() if one in named)


def _seeds(rule: Rule) -> Iterator[str]:
    yield from SEEDS
    for number in CertificateRow.objects.order_by("number").values_list("number", flat=True).iterator():
        yield f"/certificates/{number}"
    for number in Label.objects.order_by("number").values_list("number", flat=True).iterator():
        yield f"/C/{number}"
    yield from sorted(rule.releases)


class _Copy:
    """One copy: first everything is fetched, then pages are rewritten, when it is known what is there."""

    def __init__(self, folder: Path, work: Path, rule: Rule) -> None:
        self._folder, self._work, self._rule = folder, work, rule
        self._site = Site()
        self._found: dict[Address, _Found | None] = {}
        self._files = 0

    def make(self, checkpoint: Checkpoint, now: datetime) -> Copied:
        self._fetch_all()
        self._rewrite_all(_Stands(checkpoint, now))
        self._log(checkpoint)
        return Copied(self._files, checkpoint.size, checkpoint.root)

    def _fetch_all(self) -> None:
        seeds = dict.fromkeys(_seeds(self._rule))
        waiting = [address for path in seeds if (address := self._rule.address(path, "")) is not None]
        while waiting:
            address = waiting.pop()
            if address not in self._found:
                waiting += self._fetch(address)
            if len(self._found) > MOST_PAGES:
                raise StateError("The registry has more pages than a copy can have.")

    def _fetch(self, address: Address) -> list[Address]:
        """Fetch one address, and give those that it links to."""
        answer = self._site.ask(address.path, address.query)
        if answer.status in REDIRECTS:
            target = self._address_of(answer.location, address)
            self._found[address] = None
            if target is None:
                return []
            more = [] if target in self._found else self._fetch(target)
            self._found[address] = self._found.get(target)
            return more
        if answer.status >= BROKEN:
            raise StateError(f"{address.path} cannot be shown at the moment, so nothing was written. oshmark doctor")
        if answer.status != OK:
            self._found[address] = None
            return []
        file = file_of(address, answer.media)
        if answer.media != HTML:
            self._found[address] = _Found(file, None)
            self._write(file, answer.pieces)
            return []
        raw = self._work / str(len(self._found))
        raw.write_bytes(b"".join(answer.pieces))
        self._found[address] = _Found(file, raw)
        seen: list[Address] = []
        Rewriter(lambda href: self._note(href, address, seen), "").rewritten(raw.read_text(encoding="utf-8"))
        return seen

    def _note(self, href: str, here: Address, seen: list[Address]) -> str:
        address = self._address_of(href, here)
        if address is not None:
            seen.append(address)
        return href

    def _address_of(self, href: str, here: Address) -> Address | None:
        """The address that a link leads to, where it belongs to the copy."""
        bare = urldefrag(href)[0]
        parts = urlsplit(bare)
        if parts.scheme or parts.netloc:
            if not bare.startswith(f"{settings.BASE_URL}/"):
                return None
        elif not parts.path:
            return here if not parts.query else self._rule.address(here.path, parts.query)
        return self._rule.address(parts.path, parts.query)

    def _rewrite_all(self, stands: _Stands) -> None:
        pages = {one.file: (address, one.raw) for address, one in self._found.items() if one is not None}
        for file, (address, raw) in sorted(pages.items()):
            if raw is not None and self._found[address] is not None:
                self._page(file, address, raw.read_text(encoding="utf-8"), stands)
        self._page(PAGE, Address("/"), self._front(stands), stands)

    def _page(self, file: str, address: Address, page: str, stands: _Stands) -> None:
        def place(href: str) -> str | None:
            return self._link(href, file, address)

        made = Rewriter(place, stands.banner(link(file, PAGE), link(file, "certificates/index.html"))).rewritten(page)
        self._write(file, [made.encode()])

    def _link(self, href: str, file: str, here: Address) -> str | None:
        bare, fragment = urldefrag(href)
        if not bare:
            return href
        if bare in {"/", PAGE}:
            return link(file, PAGE)
        parts = urlsplit(bare)
        foreign = bool(parts.scheme or parts.netloc) and not bare.startswith(f"{settings.BASE_URL}/")
        if foreign:
            return href
        if bare.startswith("copy:"):
            return link(file, bare.removeprefix("copy:"))
        target = self._address_of(href, here)
        found = None if target is None else self._found.get(target)
        if found is None:
            return None
        return link(file, found.file) + (f"#{fragment}" if fragment else "")

    def _front(self, stands: _Stands) -> str:
        """The first page, which says what this is."""
        there = {one.file for one in self._found.values() if one is not None}
        labels = Label.objects.order_by("number").values_list("number", flat=True)
        numbers = [number for number in labels if f"C/{number}/{PAGE}" in there]
        context = {
            "site": settings.BASE_URL,
            "instance": settings.INSTANCE_NAME,
            "stands": stands,
            "note": checkpoints.written(stands.checkpoint),
            "keys": wiring.log_keys().published(),
            "labels": numbers,
            "with_sources": self._rule.with_sources,
            "code_version": wiring.code_version(),
        }
        return render_to_string("operations/copy.html", context)

    def _log(self, checkpoint: Checkpoint) -> None:
        self._write(public_log.LINES, public_log.lines(checkpoint))
        for path, tile in public_log.tiles(checkpoint.size):
            self._write(path, [tile])
        self._write("log/checkpoint", [checkpoints.written(checkpoint).encode()])

    def _write(self, file: str, pieces: Iterable[bytes]) -> None:
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        self._files += not path.exists()
        with path.open("wb") as out:
            for piece in pieces:
                out.write(piece)


class _Stands(msgspec.Struct, frozen=True):
    """What a copy stands for: a signed state of the log, and the day on which it was made."""

    checkpoint: Checkpoint
    now: datetime

    @property
    def day(self) -> str:
        """The day on which the copy was made."""
        return f"{self.now:%Y-%m-%d}"

    def banner(self, front: str, certificates: str) -> str:
        """What stands at the head of every page."""
        name = escape(unquote(settings.INSTANCE_NAME))
        return (
            f'<header class="site copy"><p class="demo" lang="en" dir="ltr">A copy of the registry of {name}, made on '
            f"{self.day}. It stands for the first {self.checkpoint.size} events of the log, and changes no more: "
            f'what was valid then may have ended since. <a href="{front}">About this copy</a> · '
            f'<a href="{certificates}">Certificates</a></p></header>'
        )
