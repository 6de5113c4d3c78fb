# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Any Git repository, read by `git` itself: `crawl.clones` says what is asked and answered.

The repository is a stranger's. It is cloned bare and shallow into a folder that is removed again, over http and https
only, from the addresses that were checked, without redirects, credentials, hooks, filters or anything of the operator's
configuration; nothing of it is checked out or executed, and size and time are bounded.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

from oshmark.adapters.http.addresses import ascii_url, check_url, public_addresses, resolve
from oshmark.crawl import drafting
from oshmark.crawl.exchange import NoResponse, Response, Trouble
from oshmark.errors import OshmarkError, RefusedError
from oshmark.manifest.names import HEAD_BYTES, is_manifest_head, is_manifest_name, may_be_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from oshmark.crawl.exchange import Request
    from oshmark.crawl.place import Place

SCHEME = "git+"
TIME_S = 120.0
MAX_FILE_BYTES = 300_000_000
"""The largest file that git may write, which is the pack: about what a clone may weigh."""
MAX_PATHS = 200_000
MAX_MANIFESTS = 500
MAX_MANIFEST_BYTES = 1_000_000
MAX_LOOKED_AT = 2_000
"""Files whose names may be those of a manifest, and whose heads are looked at."""
FILES = ("100644", "100755")
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+@-]{0,200}")
_MISSING = re.compile(
    rb"not found|does not exist|not exported|Remote branch .* not found|couldn't find remote ref", re.IGNORECASE
)
SAFE = (
    *("-c", "protocol.allow=never", "-c", "protocol.http.allow=always", "-c", "protocol.https.allow=always"),
    *("-c", "http.followRedirects=false", "-c", "credential.helper=", "-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "fetch.fsckObjects=true", "-c", "http.proxy="),
)


class _GitError(OshmarkError):
    """Git said no; `said` is what it wrote."""

    def __init__(self, said: bytes) -> None:
        super().__init__("Git could not do it.")
        self.said = said


class Git:
    """The port `crawl.exchange.Fetch` for addresses that begin with `git+`."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        time_s: float = TIME_S,
        resolver: Callable[[str, int], Sequence[str]] = resolve,
    ) -> None:
        self._now, self._time_s, self._resolver = now, time_s, resolver

    def __call__(self, request: Request, place: Place) -> Response | NoResponse:
        """Ask for the state of a repository, or for a clone of it."""
        asked_at = self._now()
        url = request.url.removeprefix(SCHEME)
        try:
            found = self._answer(url, request.headers, place)
        except RefusedError as exc:
            return NoResponse(request.url, Trouble.REFUSED, str(exc), asked_at)
        except subprocess.TimeoutExpired:
            return NoResponse(request.url, Trouble.TIMEOUT, "The repository took too long.", asked_at)
        except _GitError as exc:
            if _MISSING.search(exc.said):
                return Response(request.url, 404, {}, b"", asked_at)
            return NoResponse(request.url, Trouble.UNREACHABLE, "The repository cannot be read by Git.", asked_at)
        except OSError as exc:
            says = f"Git cannot be used on this machine: {exc.strerror}."
            return NoResponse(request.url, Trouble.UNREACHABLE, says, asked_at)
        body = msgspec.json.encode(found)
        return Response(request.url, 200, {"content-type": "application/json"}, body, asked_at)

    def _answer(self, url: str, headers: Mapping[str, str], place: Place) -> dict[str, object]:
        ref = unquote(headers.get("Ref", ""))
        if ref and not _REF.fullmatch(ref):
            raise RefusedError("This cannot be the name of a branch, a tag or a commit.")
        pinned = self._pinned(url, place)
        if headers.get("Want") == "state":
            return {"commit": self._state(url, ref, pinned)}
        with tempfile.TemporaryDirectory(prefix="oshmark-git-") as folder:
            read = self._texts if headers.get("Want") == "texts" else self._manifests
            return self._clone(url, ref, pinned, Path(folder), read)

    def _pinned(self, url: str, place: Place) -> tuple[str, ...]:
        """The check of the address, and the option that makes Git connect to what was checked."""
        host, port = check_url(url)
        if place.trusted and urlsplit(place.api).netloc == urlsplit(url).netloc:
            return ()
        addresses = public_addresses(host, port, resolver=self._resolver)
        joined = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
        return ("-c", f"http.curloptResolve={host}:{port}:{joined}")

    def _state(self, url: str, ref: str, pinned: tuple[str, ...]) -> str:
        wanted = (ref, f"{ref}^{{}}") if ref else ("HEAD",)
        lines = self._git(None, *pinned, "ls-remote", "--", ascii_url(url), *wanted).decode("utf-8", "replace")
        found = {name: commit for commit, _tab, name in (line.partition("\t") for line in lines.splitlines())}
        # A tag with a note of its own has the commit that it means behind it; a name means a tag before a branch.
        names = (f"refs/tags/{ref}^{{}}", f"refs/tags/{ref}", f"refs/heads/{ref}", ref or "HEAD")
        commit = next((found[name] for name in names if name in found), None)
        if commit is None:
            raise _GitError(b"not found")
        return commit

    def _clone(
        self, url: str, ref: str, pinned: tuple[str, ...], folder: Path, read: Callable[[Path, _Entries], _Files]
    ) -> dict[str, object]:
        self._git(None, "init", "--quiet", "--bare", "--template=", "--", str(folder))
        self._git(
            folder, *pinned, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--",
            ascii_url(url), ref or "HEAD",
        )  # fmt: skip
        commit = self._git(folder, "rev-parse", "FETCH_HEAD^{commit}").decode("ascii").strip()
        entries, complete = _entries(self._git(folder, "ls-tree", "-r", "-z", "-l", commit))
        files = read(folder, entries)
        return {
            "commit": commit,
            "paths": [one.path for one in entries],
            "complete": complete,
            "files": {path: b64encode(raw).decode() for path, raw in files.items()},
        }

    def _texts(self, folder: Path, entries: _Entries) -> _Files:
        by_path = {one.path: one for one in entries if one.size <= drafting.MAX_BYTES}
        return {path: self._git(folder, "cat-file", "blob", by_path[path].blob) for path in drafting.wanted([*by_path])}

    def _manifests(self, folder: Path, entries: _Entries) -> _Files:
        found: _Files = {}
        for one in [one for one in entries if may_be_manifest(one.name)][:MAX_LOOKED_AT]:
            if one.size > MAX_MANIFEST_BYTES or len(found) >= MAX_MANIFESTS:
                continue
            raw = self._git(folder, "cat-file", "blob", one.blob)
            if is_manifest_name(one.name) or is_manifest_head(raw[:HEAD_BYTES]):
                found[one.path] = raw
        return found

    def _git(self, folder: Path | None, *arguments: str) -> bytes:
        """Run Git, and give what it writes; `_GitError` when it fails."""
        where = () if folder is None else ("--git-dir", str(folder))
        process = subprocess.Popen(  # noqa: S603  no shell; what a stranger wrote stands behind `--` or was checked
            ["git", *SAFE, *where, *arguments],  # noqa: S607  git is where the system keeps it
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        )
        # The programs that Git starts inherit it. A pack that is too large ends with an error of Git.
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
        try:
            out, said = process.communicate(timeout=self._time_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # and the program that Git has started to speak to the host
            process.communicate()
            raise
        if process.returncode:
            raise _GitError(said[:5000])
        return out


class _Entry(msgspec.Struct, frozen=True):
    path: str
    blob: str
    size: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


_Entries = list[_Entry]
_Files = dict[str, bytes]


def _entries(listed: bytes) -> tuple[list[_Entry], bool]:
    """The files of a tree; false when some are left out."""
    found: list[_Entry] = []
    lines = listed.split(b"\0")[:-1]
    complete = len(lines) <= MAX_PATHS
    for line in lines[:MAX_PATHS]:
        facts, _tab, raw = line.partition(b"\t")
        mode, _kind, blob, size = facts.decode("ascii").split()
        if mode in FILES:
            try:
                found.append(_Entry(raw.decode(), blob, int(size)))
            except UnicodeDecodeError:
                complete = False
    return found, complete


def _environment() -> dict[str, str]:
    """Nothing of the operator's: no configuration, no credentials, no questions."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": "/nonexistent",
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "GIT_ALLOW_PROTOCOL": "http:https",
        "GIT_LFS_SKIP_SMUDGE": "1",
    }
