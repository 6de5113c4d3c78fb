# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several processes on one instance, and processes that are killed at any moment."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.adapters.published.generation import current
from oshmark.adapters.published.search import Searcher
from oshmark.library.events import Kind
from oshmark.library.payload import digest_of
from tests.instances import TIMEOUT_S, Instance
from tests.made_up import OPEN, REPO, UNCLEAR, manifest
from tests.sampled import sampled

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable
    from pathlib import Path

POINTS = 20
MODULES = 210
"""More than one batch."""
CHANGED = 30


def write(folder: Path, numbers: Iterable[int], *, version: str = "1.0") -> Path:
    for n in numbers:
        raw = manifest(repo=f"{REPO}-{n}", name=f"Lark {n}", version=version, licence=UNCLEAR if n % 10 == 3 else OPEN)
        path = folder / f"{n:04}" / "okh.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder


def state(instance: Instance) -> tuple[list[Any], list[Any], list[Any]]:
    """The log and the tables, without the times."""
    events = [
        (event.number, event.kind, event.subject, {**event.data, "provenance": event.data["provenance"]["origin"]})
        for event in instance.events()
    ]
    columns = "r.address, m.address, version, state, digest, noticed, name, licence, latest, decided_by, touched"
    releases = instance.rows(
        f"SELECT {columns} FROM library_release r JOIN library_module m ON m.id = module_id ORDER BY 1"  # noqa: S608
    )
    return events, releases, instance.rows("SELECT address, host, path, folder FROM library_module ORDER BY 1")


def check_sources(instance: Instance) -> None:
    """The log fits, every payload of it is there, and the tables are those of the log."""
    if not instance.rows("SELECT name FROM sqlite_master WHERE name = 'audit_event'"):
        return
    instance.verify()
    assert instance.rows("PRAGMA integrity_check") == [("ok",)]
    payloads = Blobs(instance.home / "payloads")
    events = instance.events()
    for event in events:
        assert digest_of(payloads.get(event.data["digest"])) == event.data["digest"]
    if instance.rows("SELECT name FROM sqlite_master WHERE name = 'library_release'"):
        assert instance.rows("SELECT count(*) FROM library_release") == [(len({event.subject for event in events}),)]


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=60)


def kill_when(process: subprocess.Popen[bytes], happened: Callable[[], bool]) -> bool:
    """Kill the process as soon as something has happened, and say whether it did before the process ended."""
    while process.poll() is None:
        if happened():
            process.kill()
            process.communicate(timeout=60)
            return True
    process.communicate(timeout=60)
    return happened()


class Undisturbed:
    """A run that nobody disturbs: how long it takes, and where it ends."""

    def __init__(self, instance: Instance, *arguments: str | Path) -> None:
        start = time.monotonic()
        process = instance.start(*arguments)  # as those are started that are killed
        said = process.communicate(timeout=TIMEOUT_S)[1].decode()
        self.seconds = time.monotonic() - start
        assert process.returncode == 0, said


@pytest.fixture(scope="module")
def manifests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("manifests"), range(MODULES))


@pytest.fixture(scope="module")
def added(manifests: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Instance, Undisturbed]:
    folder = tmp_path_factory.mktemp("added")
    instance = Instance(folder / "home", folder)
    return instance, Undisturbed(instance, "library", "add", manifests)


@pytest.fixture(scope="module")
def changed(added: tuple[Instance, Undisturbed], tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """A library that is published, and has changed since."""
    folder = tmp_path_factory.mktemp("changed")
    instance = copy(added[0], folder)
    assert instance.run("library", "publish").code == 0
    assert instance.run("library", "add", write(folder / "more", range(CHANGED), version="2.0")).code == 0
    return instance


@pytest.fixture(scope="module")
def published(changed: Instance, tmp_path_factory: pytest.TempPathFactory) -> tuple[Instance, Undisturbed]:
    instance = copy(changed, tmp_path_factory.mktemp("published"))
    return instance, Undisturbed(instance, "library", "publish")


def copy(instance: Instance, folder: Path) -> Instance:
    shutil.copytree(instance.home, folder / "home")
    return Instance(folder / "home", folder)


def finish_add(instance: Instance, manifests: Path, undisturbed: Instance) -> None:
    check_sources(instance)
    done = instance.run("library", "add", manifests)
    assert done.code == 0, done.said
    check_sources(instance)
    assert state(instance) == state(undisturbed)


@pytest.mark.parametrize("point", sampled(range(POINTS), short=4))
def test_add_may_be_killed_at_any_moment(
    instance: Instance, manifests: Path, added: tuple[Instance, Undisturbed], point: int
) -> None:
    undisturbed, run = added
    kill_after(instance.start("library", "add", manifests), run.seconds * (point + 0.5) / POINTS)
    finish_add(instance, manifests, undisturbed)


ADD_MOMENTS: dict[str, Callable[[Instance], bool]] = {
    "the secret is there": lambda one: (one.home / "secret").exists(),
    "the database is there": lambda one: (one.home / "oshmark.sqlite3").exists(),
    "the payloads are there": lambda one: (one.home / "payloads" / "payloads.sqlite3").exists(),
    "the first batch is in the log": lambda one: log_length(one) > 0,
    "the last batch is in the log": lambda one: log_length(one) == MODULES,
}


def log_length(instance: Instance) -> int:
    if not instance.rows("SELECT name FROM sqlite_master WHERE name = 'audit_event'"):
        return 0
    return int(instance.rows("SELECT count(*) FROM audit_event")[0][0])


@pytest.mark.parametrize("moment", sampled([*ADD_MOMENTS], short=2))
def test_add_may_be_killed_as_soon_as(
    instance: Instance, manifests: Path, added: tuple[Instance, Undisturbed], moment: str
) -> None:
    happened = ADD_MOMENTS[moment]
    assert kill_when(instance.start("library", "add", manifests), lambda: happened(instance))
    finish_add(instance, manifests, added[0])


def finish_publish(instance: Instance, undisturbed: Instance) -> None:
    root = instance.home / "published"
    still = current(root)
    assert still is not None
    assert still.number in (1, 2)
    newest = "2.0" if still.number == 2 else "1.0"
    hits = Searcher(root).search("Lark", size=100)
    assert hits.total == still.counts.records == MODULES - MODULES // 10
    assert {hit.version for hit in Searcher(root).search("Lark 1", size=1).hits} == {newest}
    instance.verify()
    done = instance.run("library", "publish")
    assert done.code == 0, done.said
    whole, wanted = current(root), current(undisturbed.home / "published")
    assert whole is not None
    assert wanted is not None
    assert (whole.digest, whole.counts, whole.position) == (wanted.digest, wanted.counts, wanted.position)
    assert {path.name.partition("-")[0] for path in root.iterdir()} == {"current", "gen", "history", "lock"}


@pytest.mark.parametrize("point", sampled(range(POINTS), short=4))
def test_publish_may_be_killed_at_any_moment(
    changed: Instance, published: tuple[Instance, Undisturbed], tmp_path: Path, point: int
) -> None:
    undisturbed, run = published
    instance = copy(changed, tmp_path)
    kill_after(instance.start("library", "publish"), run.seconds * (point + 0.5) / POINTS)
    finish_publish(instance, undisturbed)


PUBLISH_MOMENTS = ["building-*", "building-*/store/CURRENT", "building-*/index/meta.json", "building-*/dumps/*.nq"]
PUBLISH_MOMENTS += ["building-*/generation.json", "gen-000002", "current.new"]


@pytest.mark.parametrize("pattern", sampled(PUBLISH_MOMENTS, short=3))
def test_publish_may_be_killed_as_soon_as_there_is(
    changed: Instance, published: tuple[Instance, Undisturbed], tmp_path: Path, pattern: str
) -> None:
    instance = copy(changed, tmp_path)
    root = instance.home / "published"
    # A file that is there for some microseconds only may be missed: then the run has ended, and all holds as well.
    kill_when(instance.start("library", "publish"), lambda: next(root.glob(pattern), None) is not None)
    finish_publish(instance, published[0])
    assert instance.run("query", "-", given=b"ASK { ?m okh:version '2.0' }").out == "yes\n"


@pytest.mark.parametrize("share", sampled([0.3, 0.5, 0.7, 0.9], short=2))
def test_the_first_publishing_may_be_killed(added: tuple[Instance, Undisturbed], tmp_path: Path, share: float) -> None:
    instance = copy(added[0], tmp_path)
    kill_after(instance.start("library", "publish"), added[1].seconds * share)
    assert instance.run("library", "publish").code == 0
    generation = current(instance.home / "published")
    assert generation is not None
    assert generation.counts.records == MODULES - MODULES // 10


def test_two_processes_that_begin_at_once_lose_nothing(instance: Instance, tmp_path: Path) -> None:
    half = [write(tmp_path / name, range(start, start + 230)) for name, start in (("a", 0), ("b", 170))]
    processes = [instance.start("library", "add", folder) for folder in half]
    said = [process.communicate(timeout=120)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    check_sources(instance)
    assert instance.rows("SELECT count(*), count(DISTINCT address) FROM library_release") == [(400, 400)]
    assert [event.kind for event in instance.events()].count(Kind.ADMITTED) == 400 - 40
    assert instance.rows("SELECT count(*) FROM library_release WHERE latest") == [(400 - 40,)]


def test_adding_allowing_and_publishing_at_once_lose_nothing(instance: Instance, tmp_path: Path) -> None:
    assert instance.run("library", "add", write(tmp_path / "first", range(40))).code == 0
    processes = [
        instance.start("library", "add", write(tmp_path / "more", range(40, 150))),
        instance.start("library", "whitelist", UNCLEAR, "--reason", "it was read"),
        instance.start("library", "publish"),
        instance.start("library", "publish"),
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in processes]
    codes = [process.returncode for process in processes]
    assert codes[:2] == [0, 0], said
    assert all(code == 0 or "Another publisher is at work" in words for code, words in zip(codes, said, strict=True))
    instance.verify()
    assert instance.rows("SELECT count(*) FROM library_release WHERE state = 'admitted' AND latest") == [(150,)]
    assert instance.run("library", "publish").code == 0
    assert Searcher(instance.home / "published").search("", size=1).total == 150
    before = instance.rows("SELECT address, state, latest, decided_by, touched FROM library_release ORDER BY 1")
    assert instance.run("rebuild").code == 0
    assert instance.rows("SELECT address, state, latest, decided_by, touched FROM library_release ORDER BY 1") == before


def test_what_was_published_says_where_it_stands(published: tuple[Instance, Undisturbed]) -> None:
    generation = current(published[0].home / "published")
    assert generation is not None
    assert generation.position == len(published[0].events())
    assert msgspec.json.decode((generation.path / "generation.json").read_bytes())["number"] == 2
