# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories that are read by Git itself: what the adapter is asked for, and what it answers.

The address of a request is that of the repository with `git+` before it: `git+https://git.example.org/wren/lamp.git`.
Two headers say the rest: `Want` is `state` or `clone`, and `Ref` a branch, tag or commit, percent-encoded; without it
the default branch is meant. An answer has status 200 and the media type `application/json`; where there is no such
repository or ref, it has status 404.

`Want: state` asks for what `git ls-remote` tells:

    {"commit": "<40 or 64 hexadecimal digits>"}

`Want: clone` asks for a bare, shallow clone of this state:

    {
      "commit": "<40 or 64 hexadecimal digits>",
      "paths": ["okh.toml", "cad/frame.FCStd"],
      "complete": true,
      "files": {"okh.toml": "<base64 of its bytes>"}
    }

`paths` are all files that Git tracks, from the root, parted by `/`, in the order of Git, without symbolic links and
submodules. A path that is no UTF-8 is left out; `complete` is false then, and where the list was cut. `files` are those
of `paths` that are manifests: by `oshmark.manifest.names.is_manifest_name`, or, for names that `may_be_manifest`, by
`is_manifest_head`; those above a megabyte are left out. A missing `complete` means true.

`Want: texts` asks for the same of other files: those that the draft of a manifest is made from, as
`oshmark.crawl.drafting.wanted` names them, as far as they are not too large for it.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.addresses import encoded, host_and_steps, is_inside
from oshmark.crawl.answers import read
from oshmark.crawl.connector import SchemaError
from oshmark.crawl.exchange import JSON_TYPES, MEGABYTE, Request
from oshmark.crawl.harvest import Fault, Harvest, Sighting
from oshmark.crawl.stated import link
from oshmark.crawl.task import Task
from oshmark.manifest.paths import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response

SCHEME = "git+"
MAX_PATHS = 500_000
FILE_URLS = {
    "github.com": "https://raw.githubusercontent.com/{name}/{commit}/{path}",
    "gitlab.com": "https://gitlab.com/{name}/-/raw/{commit}/{path}",
    "codeberg.org": "https://codeberg.org/{name}/raw/commit/{commit}/{path}",
}
"""Where forges show a file of a state; of other hosts we know no address."""


_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class State(msgspec.Struct):
    """The answer to `Want: state`."""

    commit: str


class Tree(msgspec.Struct):
    """The answer to `Want: clone`."""

    commit: str
    paths: list[str]
    files: dict[str, str] = {}
    complete: bool = True


class Clone(msgspec.Struct, frozen=True):
    """A repository in a state: its files, the bytes of its manifests, and what of them could not be used."""

    commit: str
    paths: tuple[str, ...]
    manifests: dict[str, bytes]
    complete: bool
    faults: tuple[Fault, ...] = ()


def is_commit(text: str) -> bool:
    """Whether this is the whole id of a commit: anything shorter does not name one state for ever."""
    return _COMMIT.fullmatch(text) is not None


def address_of(written: str) -> str:
    """The address by which a repository can be cloned, from any of the ways to write it; empty for what is none. An
    ending in `.git` stays: some hosts know no other address."""
    text = written.strip().removeprefix(SCHEME)
    host, steps = host_and_steps(text)
    if not host or not steps:
        return ""
    return (
        link(text).partition("?")[0].rstrip("/") if is_address(text) else f"https://{host}/{encoded('/'.join(steps))}"
    )


def begin(written: str) -> tuple[Task, ...]:
    """The first task for a repository, `address` or `address#ref`."""
    address, _hash, ref = written.partition("#")
    url = address_of(address)
    return (Task("head", {"repository": url, "ref": ref.strip()}),) if url else ()


def ask(tasks: Sequence[Task]) -> Request:
    """The request for the state of a repository, or for a clone of it."""
    kind, args = tasks[0].kind, tasks[0].args
    ref = {"Ref": encoded(args["ref"], keep="")} if args.get("ref") else {}
    return Request(
        f"{SCHEME}{args['repository']}",
        headers={"Want": "state" if kind == "head" else "clone", **ref},
        accepts=JSON_TYPES,
        limit=100 * MEGABYTE,
        conditional=False,
    )


def texts_request(repository: str) -> Request:
    """The request for the files of a repository that a draft is made from."""
    return Request(
        f"{SCHEME}{repository}",
        headers={"Want": "texts"},
        accepts=JSON_TYPES,
        limit=100 * MEGABYTE,
        conditional=False,
    )


def texts(response: Response) -> dict[str, bytes]:
    """What the answer to `Want: texts` says: files by their paths; raises `SchemaError` for what is no answer."""
    try:
        return {path: b64decode(text, validate=True) for path, text in read(response, Tree).files.items()}
    except (binascii.Error, ValueError) as exc:
        raise SchemaError("Files in base64 were looked for.") from exc


def state(task: Task, response: Response) -> Harvest:
    """What the answer to `Want: state` says: where the state is another one, the repository has to be cloned."""
    found = read(response, State)
    if not is_commit(found.commit):
        raise SchemaError("The id of a commit was looked for; this is none.")
    return Harvest(sightings=(Sighting(task.args["repository"], found.commit, (Task("clone", task.args),)),))


def clone(task: Task, response: Response) -> Clone:
    """What the answer to `Want: clone` says."""
    tree = read(response, Tree)
    if not is_commit(tree.commit):
        raise SchemaError("The id of a commit was looked for; this is none.")
    paths = tuple(path for path in tree.paths[:MAX_PATHS] if is_inside(path))
    manifests: dict[str, bytes] = {}
    faults = []
    for path, written in tree.files.items():
        try:
            manifests[path] = b64decode(written, validate=True)
        except (binascii.Error, ValueError) as error:
            faults.append(Fault(f"{task.args['repository']}: {path[:300]}", f"The file is not in base64: {error}"))
    usable = {path: manifests[path] for path in sorted(manifests, key=_nearest) if is_inside(path)}
    return Clone(tree.commit, paths, usable, tree.complete and len(paths) == len(tree.paths), tuple(faults))


def _nearest(path: str) -> tuple[int, str]:
    return path.count("/"), path


def file_url(repository: str, commit: str) -> str:
    """The address of a file in this state, with `{path}` in it; empty where the host is none that we know."""
    host, steps = host_and_steps(repository)
    template = FILE_URLS.get(host, "")
    name = encoded("/".join(steps)).removesuffix(".git")
    return template.replace("{name}", name).replace("{commit}", commit)
