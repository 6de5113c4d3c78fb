# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of manifests as communities keep them, and single manifests at an address.

These forms occur: a JSON object with `remoteLists`, `remoteManifests` and `remoteManifestRepos`; a JSON array of
addresses, or of objects with a `link`; a table (CSV) with a column of addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import msgspec

from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.answers import UNREADABLE
from oshmark.crawl.clones import is_commit
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.harvest import Fault, Found, Harvest
from oshmark.crawl.stated import line, link
from oshmark.crawl.tables import rows
from oshmark.crawl.task import Source, Task
from oshmark.errors import UnreadableError
from oshmark.manifest.paths import is_address
from oshmark.manifest.read import read

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Response

MAX_ENTRIES = 50_000
MAX_DEPTH = 4
"""How deep lists may lie within lists."""
MANIFEST_BYTES = 1_000_000
FORGES = {
    "github.com": ("github", "repository"),
    "gitlab.com": ("gitlab", "project"),
    "codeberg.org": ("forgejo", "repository"),
}
"""Connector and kind of source by host."""
_COLUMN = re.compile(r"link|url|manifest|address", re.IGNORECASE)
_KEYS = ("link", "url", "manifest", "repoFetchUrl")
_RAW = (
    re.compile(r"https://raw\.githubusercontent\.com/([^/]+/[^/]+)/([^/]+)/(.+)"),
    re.compile(r"https://gitlab\.com/(.+?)/-/raw/([^/]+)/([^?#]+).*"),
)


class Listed(msgspec.Struct, frozen=True):
    """The addresses that a list names: each of them once, in their order."""

    manifests: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_list(response: Response) -> Listed:
    """What a list names, whatever form it has."""
    if response.body.lstrip()[:1] not in (b"{", b"["):
        return _of(response, manifests=_column(response))
    try:
        data = msgspec.json.decode(response.body)
    except UNREADABLE as error:
        raise SchemaError(f"A list of manifests was looked for, in JSON or as a table. {error}") from error
    if isinstance(data, list):
        return _of(response, manifests=data)
    known = {key: data.get(key) for key in ("remoteManifests", "remoteLists", "remoteManifestRepos")}
    if not any(isinstance(value, list) for value in known.values()):
        raise SchemaError("A list was looked for, with remoteManifests, remoteLists or remoteManifestRepos in it.")
    return _of(response, *(value if isinstance(value, list) else [] for value in known.values()))


def _of(
    response: Response, manifests: list[object], lists: list[object] | None = None, repos: list[object] | None = None
) -> Listed:
    faults: list[Fault] = []

    def usable(entries: list[object]) -> tuple[str, ...]:
        if len(entries) > MAX_ENTRIES:
            faults.append(Fault(response.url, f"It names more than {MAX_ENTRIES} addresses; the others are not read."))
        found = [(number, _address(entry, response.url)) for number, entry in enumerate(entries[:MAX_ENTRIES], start=1)]
        faults.extend(Fault(response.url, f"Entry {number} is no web address.") for number, one in found if not one)
        return tuple(dict.fromkeys(one for _number, one in found if one))

    others = tuple(one for one in usable(lists or []) if one != response.url)
    return Listed(usable(manifests), others, usable(repos or []), tuple(faults[:200]))


def _address(entry: object, base: str) -> str:
    """The address of an entry; one that is given without a host lies beside the list."""
    if isinstance(entry, dict):
        entry = next((entry[key] for key in _KEYS if isinstance(entry.get(key), str)), None)
    if not isinstance(entry, str) or not entry.strip():
        return ""
    text = line(entry, 2000)
    host, steps = host_and_steps(text) if not is_address(text) and "@" in text else ("", ())
    if host:  # git@host:owner/name.git
        return f"https://{host}/{'/'.join(steps)}"
    try:
        return link(text if is_address(text) else urljoin(base, text))
    except ValueError:
        return ""


def _column(response: Response) -> list[object]:
    """The addresses of a table: of the column that is named so, else the last address of each line."""
    lines = rows(response, wanted="A list of manifests, in JSON or as a table,")
    column = next((at for at, cell in enumerate(lines[0]) if _COLUMN.search(cell)), None)
    named = [row[column] if column is not None and column < len(row) else "" for row in lines]
    last = [next((cell for cell in reversed(row) if is_address(cell)), "") for row in lines]
    found: list[object] = [one if is_address(one) else other for one, other in zip(named, last, strict=True)]
    if not any(found):
        raise SchemaError("A list of manifests was looked for; there are no addresses.")
    return [one for one in found if one]


def harvest(listed: Listed, *, depth: int) -> Harvest:
    """What has to be done for a list that lies `depth` lists deep: its manifests, its repositories, and its lists."""
    faults = listed.faults
    if listed.lists and depth >= MAX_DEPTH:
        faults = (*faults, Fault(listed.lists[0], f"Lists are followed {MAX_DEPTH} deep; those below are not read."))
    deeper = listed.lists if depth < MAX_DEPTH else ()
    return Harvest(
        tasks=(
            *(Task("manifest", {"url": url}) for url in listed.manifests),
            *(Task("list", {"url": url, "depth": depth + 1}) for url in deeper),
        ),
        sources=tuple(source_of(url) for url in listed.repositories),
        faults=faults,
    )


def source_of(repository: str) -> Source:
    """Where a repository is looked for: at the forge that its host is, else by Git itself."""
    host, steps = host_and_steps(repository)
    name = "/".join(steps).removesuffix(".git")
    return Source(*FORGES[host], name) if host in FORGES else Source("git", "repository", repository)


def found_at(url: str, response: Response) -> Harvest:
    """The manifest at an address; its repository is the one that it states, else that of the address itself."""
    repository, ref, path = raw_file(url)
    name = path.rpartition("/")[2]
    try:
        stated = read(response.body, name=name).manifest.repo or ""
    except UnreadableError as error:
        return Harvest(faults=(Fault(url, f"This is no manifest: {error.finding.message}"),))
    is_state = is_commit(ref)
    found = Found(
        link(stated) or repository, path, response.body, url, ref if is_state else "", url if is_state else ""
    )
    return Harvest(found=(found,))


def raw_file(url: str) -> tuple[str, str, str]:
    """The repository, the ref and the path there of a raw file at a forge; for others the address and its last step."""
    for host, pattern in zip(("https://github.com", "https://gitlab.com"), _RAW, strict=True):
        if match := pattern.fullmatch(url):
            return f"{host}/{match[1]}", match[2], unquote(match[3].partition("?")[0].partition("#")[0])
    path = url.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]
    return url, "", unquote(path.rstrip("/").rpartition("/")[2]) or "okh"
