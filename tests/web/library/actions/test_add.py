# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Adding manifests: events, rows and payloads belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.credential.events import verify_chain
from oshmark.errors import BrokenChainError, StateError
from oshmark.library.admission import Outcome
from oshmark.library.events import Kind
from oshmark.library.payload import digest_of
from oshmark.web.audit import models as audit
from oshmark.web.audit.actions import read_log
from oshmark.web.library import actions
from oshmark.web.library.models import Module, Release
from tests.made_up import NOT_OPEN, REPO, UNCLEAR, manifest
from tests.web.library.actions.conftest import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from oshmark.library.payload import Payloads


def latest(path: str = "lark/printer") -> str:
    return Release.objects.get(module__path=path, latest=True).version


def test_an_open_module_is_admitted_with_one_event_that_says_all(library: Library) -> None:
    raw = manifest()
    (result,) = library.results(raw)
    assert (result.outcome, result.address) == (Outcome.ADMIT, "/m/git.example.org/lark/printer/-/v/1.0.0")
    (event,) = library.log()
    assert (event.number, event.kind, event.actor, event.subject) == (1, Kind.ADMITTED, "tests", result.address)
    assert event.at == library.now
    assert event.data == {
        "digest": digest_of(raw),
        "module": {"host": "git.example.org", "path": "lark/printer", "folder": ""},
        "name": "Lark",
        "provenance": {"name": "okh.toml", "origin": "0/okh.toml", "found_at": "2026-11-20T08:01:00.123456Z"},
        "reason": result.reason,
        "version": "1.0.0",
    }
    release = Release.objects.get()
    assert (release.state, release.latest, release.touched) == (Release.ADMITTED, True, 1)
    assert library.payloads.get(release.digest) == raw


def test_a_module_that_is_not_open_waits(library: Library) -> None:
    assert (
        library.add(
            manifest(licence=NOT_OPEN), manifest(version="2", licence=UNCLEAR), manifest(version="3", licence=None)
        )
        == [Outcome.QUARANTINE] * 3
    )
    assert {event.kind for event in library.log()} == {Kind.QUARANTINED}
    assert set(Release.objects.values_list("state", "latest", "openness")) == {
        ("waiting", False, "not-open"),
        ("waiting", False, "unclear"),
    }


def test_what_is_refused_leaves_an_event_and_no_rows(library: Library) -> None:
    results = library.results(b"\xff\xfe\x00", manifest(name=None), manifest(repo=None))
    assert [(result.outcome, result.address) for result in results] == [(Outcome.REFUSE, None)] * 3
    log = library.log()
    assert [(event.kind, event.subject) for event in log] == [(Kind.REFUSED, f"{n}/okh.toml") for n in range(3)]
    assert all(
        event.data["reason"] == result.reason and result.reason for event, result in zip(log, results, strict=True)
    )
    assert (Module.objects.count(), Release.objects.count()) == (0, 0)


def test_an_admitted_version_is_not_synced_again(library: Library) -> None:
    one, other = manifest(), manifest(function="It cuts.")
    assert library.add(one) == [Outcome.ADMIT]
    before = Release.objects.values().get()
    assert library.add(other) == [Outcome.NOTICE_CHANGE]
    assert Release.objects.values().get() == before | {"noticed": digest_of(other)}


def test_a_change_is_noticed_once(library: Library) -> None:
    library.add(manifest())
    outcomes = [library.add(manifest(function=text))[0] for text in ("B", "B", "C", "C")]
    assert outcomes == [Outcome.NOTICE_CHANGE, Outcome.UNCHANGED, Outcome.NOTICE_CHANGE, Outcome.UNCHANGED]
    assert library.add(manifest()) == [Outcome.UNCHANGED]
    assert len(library.log()) == 3


def test_adding_again_adds_no_event(library: Library) -> None:
    raws = [manifest(), manifest(version="2", licence=UNCLEAR), manifest(version="3", licence=NOT_OPEN)]
    library.add(*raws)
    assert library.add(*raws) == [Outcome.UNCHANGED] * 3
    assert len(library.log()) == 3


def test_what_waits_is_tried_anew_when_it_changes_without_a_new_version(library: Library) -> None:
    waiting, still, open_now = manifest(licence=UNCLEAR), manifest(licence=UNCLEAR, function="x"), manifest()
    outcomes = [library.add(raw)[0] for raw in (waiting, still, open_now, waiting)]
    assert outcomes == [Outcome.QUARANTINE, Outcome.QUARANTINE, Outcome.ADMIT, Outcome.NOTICE_CHANGE]
    release = Release.objects.get()
    assert (release.state, release.digest, release.noticed) == ("admitted", digest_of(open_now), digest_of(waiting))


def test_one_batch_may_hold_the_same_release_several_times(library: Library) -> None:
    raws = [manifest(licence=UNCLEAR), manifest(), manifest(), manifest(function="x"), manifest(function="x")]
    assert library.add(*raws) == [
        Outcome.QUARANTINE, Outcome.ADMIT, Outcome.UNCHANGED, Outcome.NOTICE_CHANGE, Outcome.UNCHANGED,
    ]  # fmt: skip
    release = Release.objects.get()
    assert (release.digest, release.noticed) == (digest_of(raws[1]), digest_of(raws[3]))


def test_older_releases_stay(library: Library) -> None:
    library.add(manifest(version="1.9"))
    library.add(manifest(version="1.10"))
    assert latest() == "1.10"
    library.add(manifest(version="1.2"))
    assert latest() == "1.10"
    assert set(Release.objects.values_list("version", "state")) == {(v, "admitted") for v in ("1.2", "1.9", "1.10")}


def test_one_that_waits_is_never_the_newest(library: Library) -> None:
    library.add(manifest(version="1.0"), manifest(version="2.0", licence=UNCLEAR))
    assert latest() == "1.0"
    library.add(manifest(version="2.0", function="Under a licence now."))
    assert latest() == "2.0"


@pytest.mark.parametrize(
    "order", [("1.9", "1.10-rc1", "1.10"), ("1.10", "1.10-rc1", "1.9"), ("1.10-rc1", "1.10", "1.9")]
)
def test_numbers_decide_which_is_the_newest_in_whatever_order_they_come(
    library: Library, order: tuple[str, ...]
) -> None:
    library.add(*(manifest(version=version) for version in order))
    assert latest() == "1.10"


def test_unversioned_manifests_are_releases_of_one_module(library: Library) -> None:
    raws = [manifest(version=None), manifest(version=None, function="x"), manifest(version="UNVERSIONED", function="y")]
    assert library.add(*raws) == [Outcome.ADMIT] * 3
    assert Module.objects.count() == 1
    assert latest() == f"unversioned-{digest_of(raws[2])[:12]}"
    assert library.add(*raws) == [Outcome.UNCHANGED] * 3


def test_spellings_of_a_repository_are_one_module(library: Library) -> None:
    repos = [REPO, f"{REPO}.git", f"{REPO}/", "http://git.example.org:80/lark/printer", f"{REPO}#readme"]
    library.add(*(manifest(repo=repo, version=str(n)) for n, repo in enumerate(repos)))
    assert Module.objects.count() == 1
    assert Release.objects.count() == len(repos)


def test_more_manifests_than_a_batch_are_all_added(library: Library) -> None:
    count = actions.BATCH * 2 + 7
    outcomes = library.add(*(manifest(repo=f"{REPO}-{n}") for n in range(count)))
    assert outcomes == [Outcome.ADMIT] * count
    assert Release.objects.filter(latest=True).count() == count
    assert verify_chain(library.log())


class FullDisk:
    """Payloads that can be kept once, and no more after that."""

    def __init__(self, payloads: Payloads) -> None:
        self.payloads = payloads
        self.is_full = False

    def put_many(self, raws: Sequence[bytes]) -> list[str]:
        if self.is_full:
            raise StateError("Payloads cannot be kept: the disk is full.")
        self.is_full = True
        return self.payloads.put_many(raws)

    def remove_many(self, digests: Sequence[str]) -> None:
        self.payloads.remove_many(digests)

    def get(self, digest: str) -> bytes:
        return self.payloads.get(digest)


def test_a_batch_that_fails_leaves_the_ones_before_it(library: Library) -> None:
    raws = [manifest(repo=f"{REPO}-{n}") for n in range(actions.BATCH + 5)]
    disk = library.payloads
    library.payloads = FullDisk(disk)
    with pytest.raises(StateError, match="the disk is full"):
        library.add(*raws)
    assert len(library.log()) == Release.objects.count() == actions.BATCH
    library.payloads = disk
    assert library.add(*raws) == [Outcome.UNCHANGED] * actions.BATCH + [Outcome.ADMIT] * 5


def test_a_log_row_that_is_no_event_is_a_broken_chain(library: Library) -> None:
    library.add(manifest())
    for field, value in (("kind", "library:release:invented"), ("data", "{"), ("data", "[]")):
        old = audit.Event.objects.values_list(field, flat=True).get()
        audit.Event.objects.update(**{field: value})
        with pytest.raises(BrokenChainError, match="Event 1 of the log cannot be read"):
            library.log()
        audit.Event.objects.update(**{field: old})
    assert verify_chain(library.log())


@pytest.mark.django_db(transaction=True)
def test_an_action_that_breaks_off_leaves_no_trace_in_a_real_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path)
    library.add(manifest())

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "apply", break_off)
    with pytest.raises(KeyboardInterrupt):
        library.add(manifest(version="2.0"), manifest(version="3.0"))
    monkeypatch.undo()
    assert (len(library.log()), Release.objects.count()) == (1, 1)
    assert library.add(manifest(version="2.0")) == [Outcome.ADMIT]
    assert verify_chain(library.log())


def test_what_is_refused_again_with_the_same_bytes_is_no_new_event(library: Library) -> None:
    nameless = b'okhv = "OKH-LOSHv1.0"\nrepo = "https://git.example.org/a/b"\n'
    assert library.add(nameless) == [Outcome.REFUSE]
    before = len(list(read_log()))
    assert library.add(nameless) == [Outcome.REFUSE]
    assert len(list(read_log())) == before
    assert library.add(nameless + b"# changed\n") == [Outcome.REFUSE]
    assert len(list(read_log())) == before + 1
