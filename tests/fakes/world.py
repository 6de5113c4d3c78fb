# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories as a forge has them: made up, in memory, and changing in the middle of a test when it says so."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)

Files = dict[str, bytes]


@dataclass
class Repository:
    """One repository; `history` has the files of each commit, the newest last."""

    id: int
    full_name: str
    topics: tuple[str, ...] = ()
    private: bool = False
    branch: str = "main"
    links: frozenset[str] = frozenset()
    history: dict[str, Files] = field(default_factory=dict)
    updated: datetime = BEGINNING
    tags: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        return self.full_name.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.full_name.rpartition("/")[2]

    @property
    def head(self) -> str | None:
        return next(reversed(self.history), None)

    @property
    def files(self) -> Files:
        return self.history[self.head] if self.head else {}

    @property
    def updated_at(self) -> str:
        return self.updated.strftime("%Y-%m-%dT%H:%M:%SZ")

    def at(self, reference: str) -> Files | None:
        """The files at a commit or branch; `None` where there is no such state."""
        return self.files if reference in (self.branch, "HEAD") and self.history else self.history.get(reference)


class World:
    """All repositories of one instance, by name in small letters."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.by_id: dict[int, Repository] = {}
        self.moved: dict[str, str] = {}
        self.changes = 0

    def add(
        self,
        full_name: str,
        files: Files | None = None,
        *,
        topics: tuple[str, ...] = (),
        private: bool = False,
        branch: str = "main",
        links: frozenset[str] = frozenset(),
    ) -> Repository:
        """A new repository; without a commit where `files` is `None`."""
        number = len(self.by_id) + 1
        repository = Repository(number, full_name, topics, private, branch, links)
        self.repositories[full_name.lower()] = self.by_id[number] = repository
        if files is not None:
            self.commit(full_name, files)
        return repository

    def commit(self, full_name: str, files: Files) -> str:
        """Change files (`b""` stays an empty file) with a new commit; its id."""
        repository = self.repositories[full_name.lower()]
        self.changes += 1
        sha = hashlib.sha1(f"{full_name} {self.changes}".encode(), usedforsecurity=False).hexdigest()
        repository.history[sha] = {**repository.files, **files}
        repository.updated = BEGINNING + timedelta(seconds=self.changes)
        return sha

    def move(self, old: str, new: str) -> None:
        """Give a repository another name; the old one leads there."""
        repository = self.repositories.pop(old.lower())
        repository.full_name = new
        self.repositories[new.lower()] = repository
        self.moved[old.lower()] = new.lower()

    def remove(self, full_name: str) -> None:
        """Take a repository away."""
        self.by_id.pop(self.repositories.pop(full_name.lower()).id)

    def get(self, full_name: str) -> Repository | None:
        """A public repository by its name, also an old one."""
        name = full_name.lower()
        repository = self.repositories.get(self.moved.get(name, name))
        return None if repository is None or repository.private else repository

    def number(self, number: int) -> Repository | None:
        repository = self.by_id.get(number)
        return None if repository is None or repository.private else repository

    def of_owner(self, owner: str, *, nested: bool = False) -> list[Repository]:
        """The public repositories of an owner; `nested` with those of groups below."""
        name = owner.lower()
        return [
            one
            for one in self.public()
            if one.owner.lower() == name or (nested and one.owner.lower().startswith(f"{name}/"))
        ]

    def of_topic(self, topic: str) -> list[Repository]:
        return [one for one in self.public() if topic in one.topics]

    def public(self) -> list[Repository]:
        return [one for one in self.repositories.values() if not one.private]


def tree(repository: Repository, files: Files) -> list[dict[str, object]]:
    """Files and folders as git lists them, in its order."""
    folders = {"/".join(path.split("/")[:depth]) for path in files for depth in range(1, path.count("/") + 1)}
    entries: list[dict[str, object]] = [
        {
            "path": path,
            "mode": "120000" if path in repository.links else "100644",
            "type": "blob",
            "sha": blob_id(raw),
            "size": len(raw),
        }
        for path, raw in files.items()
    ]
    entries += [{"path": path, "mode": "040000", "type": "tree", "sha": blob_id(path.encode())} for path in folders]
    return sorted(entries, key=lambda entry: str(entry["path"]))


def blob_id(raw: bytes) -> str:
    """What git calls a file of these bytes."""
    return hashlib.sha1(b"blob %d\0%b" % (len(raw), raw), usedforsecurity=False).hexdigest()
