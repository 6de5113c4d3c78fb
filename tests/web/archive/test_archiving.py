# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What releases name is archived as it is in their state, within bounds, and what cannot be had is said in words."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.exchange import Trouble
from oshmark.crawl.place import Place
from oshmark.errors import RefusedError
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive import files
from oshmark.web.archive.models import ArchivedFile, Archiving, Removed
from oshmark.web.library.archive_command import release_meant
from oshmark.web.library.archiving import archive_from_folder, archive_release, pending
from oshmark.web.library.withdrawing import withdraw
from tests.made_up import NOT_OPEN, UNCLEAR, manifest
from tests.web.archive.conftest import BOM, FILES, NAMES, NOW, PINNED, Hosts

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

ROLES = {
    "okh.toml": "manifest",
    "bom.csv": "bom",
    "cad/foot.scad": "source",
    "cad/foot.stl": "export",
    "docs/assembly.md": "instruction",
    "LICENSE": "licence",
    "images/lark.svg": "image",
}
DAY = timedelta(days=1)


def withdrawn(address: str = "https://git.example.org/lark/printer") -> None:
    withdraw(address, Why.TAKEDOWN, reason="a test", payloads=wiring.payloads(), actor="test", now=NOW)


def content(row: ArchivedFile) -> bytes:
    pieces = files.open_file(row.sha256)
    assert pieces is not None
    return b"".join(pieces)


def test_everything_that_a_manifest_names_is_archived_under_its_role(release: str, hosts: Hosts) -> None:
    done = archive_release(release, hosts, NOW)
    rows = files.files_of(release)
    assert (done.kept, done.problems) == (7, ())
    assert {row.path: row.role for row in rows} == ROLES
    assert [row.role for row in rows[:3]] == ["manifest", "bom", "source"]
    for row in rows[1:]:
        assert content(row) == FILES[row.path]
        assert row.sha256 == hashlib.sha256(FILES[row.path]).hexdigest()
        assert (row.size, row.fetched_from, row.fetched_at) == (len(FILES[row.path]), f"{PINNED}/{row.path}", NOW)


def test_of_most_releases_only_the_bill_is_archived(release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW, everything=False)
    assert hosts.asked == [f"{PINNED}/bom.csv"]
    assert [row.path for row in files.files_of(release)] == ["bom.csv"]


def test_what_is_there_is_not_asked_for_again(release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW, everything=False)
    archive_release(release, hosts, NOW)
    archive_release(release, hosts, NOW + DAY)
    assert len(hosts.asked) == len(set(hosts.asked)) == len(FILES)


def test_a_file_that_was_lost_from_the_disk_is_had_again(release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW, everything=False)
    (row,) = files.files_of(release)
    wiring.archive().remove(row.sha256)
    archive_release(release, hosts, NOW, everything=False)
    assert content(row) == BOM


@pytest.mark.parametrize(
    ("said", "problem", "later"),
    [
        (404, "The host says 404: it is not there.", False),
        (503, "The host has a fault of its own (503).", True),
        (403, "The host does not let us see this (403).", False),
        (Trouble.TIMEOUT, "The host took too long.", True),
        (Trouble.TOO_LARGE, "The file has more than 100 MB.", False),
    ],
)
def test_what_cannot_be_had_is_said_and_tried_again_where_that_helps(
    release: str,
    hosts: Hosts,
    said: int | Trouble,
    problem: str,
    later: bool,  # noqa: FBT001  a fact
) -> None:
    hosts.says["bom.csv"] = said
    done = archive_release(release, hosts, NOW, everything=False)
    assert done.problems == (("bom.csv", problem),)
    (row,) = files.files_of(release)
    assert (row.sha256, row.size, row.problem) == ("", None, problem)
    assert list(pending(NOW, 10)) == []
    assert list(pending(NOW + DAY, 10)) == ([release] if later else [])
    del hosts.says["bom.csv"]
    assert archive_release(release, hosts, NOW + DAY, everything=False).problems == ()
    assert content(files.files_of(release)[0]) == BOM


def test_it_is_not_tried_for_ever(release: str, hosts: Hosts) -> None:
    hosts.says["bom.csv"] = Trouble.TIMEOUT
    now, count = NOW, 0
    while list(pending(now, 10)) and count < 50:
        archive_release(release, hosts, now, everything=False)
        now, count = now + 10 * DAY, count + 1
    assert count == 6


def test_a_file_that_was_had_once_stays_when_it_vanishes(release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW, everything=False)
    ArchivedFile.objects.update(fetched_from="https://raw.example.org/another/state/bom.csv")
    hosts.says["bom.csv"] = 404
    archive_release(release, hosts, NOW + DAY, everything=False)
    assert content(files.files_of(release)[0]) == BOM


def test_a_page_where_the_file_should_be_is_no_file(release: str, hosts: Hosts) -> None:
    class Pages(Hosts):
        def __call__(self, *said: object, **more: object):  # type: ignore[no-untyped-def]  # noqa: ANN204
            answer = super().__call__(*said, **more)  # type: ignore[arg-type]
            from msgspec.structs import replace  # noqa: PLC0415

            return replace(answer, headers={"content-type": "text/html"}, body=b"<!DOCTYPE html><title>Sign in</title>")

    done = archive_release(release, Pages(), NOW, everything=False)
    assert done.problems == (("bom.csv", "The address leads to a web page, and not to the file."),)


def test_a_file_without_a_permanent_address_is_not_guessed(library: Library, hosts: Hosts) -> None:
    address = library.add(manifest() + NAMES.encode())
    done = archive_release(address, hosts, NOW, everything=False)
    assert done.problems == (("bom.csv", "No permanent address is known for this file."),)
    assert hosts.asked == []


def test_a_file_and_a_release_have_a_bound(release: str, hosts: Hosts, settings: Settings) -> None:
    settings.ARCHIVE_FILE_MB = 1
    hosts.files[f"{PINNED}/cad/foot.scad"] = b"x" * 1_000_001
    settings.ARCHIVE_RELEASE_MB = 1
    hosts.files[f"{PINNED}/cad/foot.stl"] = b"y" * 900_000
    hosts.files[f"{PINNED}/docs/assembly.md"] = b"z" * 900_000
    done = archive_release(release, hosts, NOW)
    assert dict(done.problems) == {
        "cad/foot.scad": "The file has more than 1 MB.",
        "docs/assembly.md": "All files of this release together have more than 1 MB.",
    }
    assert done.kept == 5


def test_a_folder_of_this_machine_is_read_and_nothing_outside_of_it(library: Library, tmp_path: Path) -> None:
    root = tmp_path / "project"
    for path, raw in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    (tmp_path / "secret.csv").write_bytes(BOM)
    (root / "link.csv").symlink_to(tmp_path / "secret.csv")
    names = NAMES.replace('"bom.csv"', '["bom.csv", "link.csv", "https://elsewhere.example.org/bom.csv"]')
    address = library.add(manifest() + names.encode())
    done = archive_from_folder(address, root, NOW)
    assert dict(done.problems) == {
        "link.csv": "There is no such file in the repository.",
        "https://elsewhere.example.org/bom.csv": "This is an address elsewhere, and no file of the repository.",
    }
    assert done.kept == 7


@pytest.mark.parametrize("licence", [NOT_OPEN, UNCLEAR])
def test_nothing_is_archived_of_what_waits(library: Library, hosts: Hosts, licence: str) -> None:
    address = library.add(manifest(licence=licence) + NAMES.encode())
    with pytest.raises(RefusedError, match="no admitted release"):
        archive_release(address, hosts, NOW)
    assert list(pending(NOW, 10)) == []
    assert hosts.asked == []


def test_each_release_is_looked_at_once(library: Library, release: str, hosts: Hosts) -> None:
    other = library.add(manifest(version="2.0.0"))
    assert list(pending(NOW, 10)) == [release, other]
    assert list(pending(NOW, 1)) == [release]
    archive_release(release, hosts, NOW, everything=False)
    archive_release(other, hosts, NOW, everything=False)
    assert list(pending(NOW, 10)) == []


def test_hosts_of_the_operator_are_asked_as_such(release: str, hosts: Hosts) -> None:
    place = Place(api="https://raw.example.org", web="", trusted=True)
    archive_release(release, hosts, NOW, everything=False, places={"raw.example.org": place})
    assert hosts.places == [place]


def test_what_is_withdrawn_is_deleted_with_its_files(library: Library, release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW)
    digests = {row.sha256 for row in files.files_of(release)}
    withdrawn()
    assert ArchivedFile.objects.count() == Archiving.objects.count() == 0
    assert list(wiring.archive().digests()) == []
    assert set(Removed.objects.values_list("sha256", flat=True)) == digests
    with pytest.raises(RefusedError):
        archive_release(release, hosts, NOW)


def test_a_file_that_another_release_names_stays(library: Library, release: str, hosts: Hosts, tmp_path: Path) -> None:
    archive_release(release, hosts, NOW)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "bom.csv").write_bytes(BOM)
    other = library.add(manifest(repo="https://git.example.org/wren/frame") + b'bom = "bom.csv"\n')
    archive_from_folder(other, tmp_path / "other", NOW)
    withdrawn()
    row = next(row for row in files.files_of(other) if row.role == "bom")
    assert content(row) == BOM
    assert set(wiring.archive().digests()) == {one.sha256 for one in files.files_of(other)}


def test_a_release_that_is_withdrawn_while_its_file_is_on_the_way_leaves_nothing(release: str) -> None:
    class Slow(Hosts):
        def __call__(self, *said: object, **more: object):  # type: ignore[no-untyped-def]  # noqa: ANN204
            answer = super().__call__(*said, **more)  # type: ignore[arg-type]
            withdrawn()
            return answer

    with pytest.raises(RefusedError, match="no longer"):
        archive_release(release, Slow(), NOW, everything=False)
    assert ArchivedFile.objects.count() == 0
    assert list(wiring.archive().digests()) == []


def test_deleting_can_be_done_again_after_a_machine_that_stopped(release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW, everything=False)
    (row,) = files.files_of(release)
    files.forget([release], NOW)
    assert wiring.archive().size(row.sha256) == len(BOM)
    assert files.delete() == 1
    assert files.delete() == 0
    assert wiring.archive().size(row.sha256) is None


@pytest.mark.parametrize(
    "written",
    [
        "https://git.example.org/lark/printer",
        "/m/git.example.org/lark/printer",
        "/m/git.example.org/lark/printer/-/v/1.0.0",
        "https://library.example.org/m/git.example.org/lark/printer/-/v/1.0.0",
    ],
)
def test_whoever_names_a_repository_means_its_latest_release(release: str, written: str) -> None:
    assert release_meant(written) == release


@pytest.mark.parametrize("written", ["", "nonsense", "/m/git.example.org/lark/printer/-/v/9", "https://a.example/b"])
def test_what_means_no_release_is_refused(release: str, written: str) -> None:
    assert release
    with pytest.raises(RefusedError, match="no admitted release"):
        release_meant(written)
