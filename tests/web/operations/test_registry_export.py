# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-126: the public registry as files that need no server, with a log that verifies."""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from oshmark.credential.exported import Line, verify_exported
from oshmark.credential.tiles import FULL
from oshmark.errors import BrokenChainError, RefusedError
from oshmark.web.archive.models import ArchivedFile
from oshmark.web.audit import tree
from oshmark.web.audit.checkpoints import newest_checkpoint
from oshmark.web.audit.exporting import import_log
from oshmark.web.certification.models import CertificateRow
from oshmark.web.operations.exporting.copying import export_registry
from oshmark.web.operations.exporting.places import Address, Rule, file_of, link
from tests.web.certification.registry_world import Registry
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.manifests import FULL as LOOM

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library


@pytest.fixture
def filled(library: Library, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Labelled:
    settings.HOME = tmp_path / "home"
    settings.LOG_KEYS = tmp_path / "home" / "log-keys.json"
    settings.ALLOWED_HOSTS = ["library.example.org"]
    labelled = Labelled(library)
    registry = Registry()
    registry.to_issued()
    monkeypatch.setattr("oshmark.adapters.clock.now", lambda: registry.now)
    return labelled


def exported(folder: Path, *, with_sources: bool = False) -> set[str]:
    export_registry(folder, with_sources=with_sources, now=NOW)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class Links(HTMLParser):
    """What a page links to, and the elements that it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in {"href", "src", "action"} and value]


def lead_nowhere(folder: Path, page: Path) -> list[str]:
    """The links within the copy that lead to no file of it."""
    parts = [urlsplit(one) for one in Links(page).found]
    inner = [unquote(one.path) for one in parts if not one.scheme and not one.netloc and one.path]
    targets = {path: (page.parent / path).resolve() for path in inner}
    return [path for path, target in targets.items() if not (target.is_file() and target.is_relative_to(folder))]


def test_every_link_of_a_copy_leads_to_a_file_of_it(filled: Labelled, tmp_path: Path) -> None:
    files = exported(tmp_path / "copy", with_sources=True)
    pages = [tmp_path / "copy" / file for file in files if file.endswith(".html")]
    assert len(pages) > 15
    assert {page: wrong for page in pages if (wrong := lead_nowhere(tmp_path / "copy", page))} == {}
    assert sum(len(Links(page).found) for page in pages) > 200


def test_everything_public_of_the_registry_is_in_it(filled: Labelled, tmp_path: Path) -> None:
    files = exported(tmp_path / "copy")
    number = CertificateRow.objects.get().number
    assert {
        *("index.html", "certificates/index.html", "certificates.csv", "certificates.json"),
        *("certificates/changes.atom", "certificates/statistics/index.html", "bodies/index.html", "schemes/index.html"),
        *(f"certificates/{number}/index.html", f"certificates/{number}/-/ttl", f"C/{filled.label.number}/index.html"),
        *(f"{filled.release.strip('/')}/index.html", "log/index.html", "log/log.jsonl", "log/checkpoint", "log/keys"),
        *("log/entries/1.json", "static/oshmark.css"),
    } <= files
    assert any(file.startswith("parties/") for file in files)
    assert not any(file.startswith(("files/", "account", "admin", "sparql")) for file in files)
    listed = msgspec.json.decode((tmp_path / "copy" / "certificates.json").read_bytes())
    assert [(one["number"], one["status"]) for one in listed] == [(number, "active")]


def test_it_has_nothing_that_needs_a_server(filled: Labelled, tmp_path: Path) -> None:
    exported(tmp_path / "copy")
    tags = set().union(*(Links(page).tags for page in (tmp_path / "copy").rglob("*.html")))
    assert not tags & {"form", "input", "button", "script", "iframe"}


def test_every_page_says_what_it_is_and_which_state_it_stands_for(filled: Labelled, tmp_path: Path) -> None:
    exported(tmp_path / "copy")
    newest = newest_checkpoint()
    assert newest is not None
    pages = list((tmp_path / "copy").rglob("*.html"))
    said = f"the first {newest.size} events of the log"
    assert [page for page in pages if said not in page.read_text(encoding="utf-8")] == []
    assert newest.note.splitlines()[2] in (tmp_path / "copy" / "index.html").read_text(encoding="utf-8")


def test_its_log_verifies_and_a_changed_one_does_not(filled: Labelled, tmp_path: Path) -> None:
    exported(tmp_path / "copy")
    lines = (tmp_path / "copy" / "log" / "log.jsonl").read_bytes().splitlines(keepends=True)
    verified = verify_exported(lines, older=(tmp_path / "copy" / "log" / "checkpoint").read_text(encoding="utf-8"))
    newest = newest_checkpoint()
    assert newest is not None
    assert (verified.size, verified.root.hex(), verified.grew_from) == (newest.size, newest.root, newest.size)
    assert verified.withheld > 0
    for place in (3, len(lines) // 2, len(lines) - 3):
        shown = msgspec.json.decode(lines[place], type=Line).shown
        assert shown is not None
        changed = Line(shown=msgspec.structs.replace(shown, hash=hashlib.sha256(b"x").hexdigest())).written()
        with pytest.raises(BrokenChainError):
            verify_exported([*lines[:place], changed, *lines[place + 1 :]])


def test_what_is_withheld_on_the_site_is_withheld_too(library: Library, filled: Labelled, tmp_path: Path) -> None:
    library.add(LOOM.replace("2.1.0", "2.2.0"), origin="/home/somebody/okh.toml")
    exported(tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*"):
        assert not path.is_file() or b"/home/somebody" not in path.read_bytes(), path


def test_a_copy_for_everybody_is_not_taken_for_a_whole_log(filled: Labelled, tmp_path: Path) -> None:
    exported(tmp_path / "copy")
    line = (tmp_path / "copy" / "log" / "log.jsonl").read_bytes().splitlines(keepends=True)[2]
    from oshmark.web.audit.models import Event  # noqa: PLC0415  only to take the log away

    Event.objects.all().delete()
    head = (tmp_path / "copy" / "log" / "log.jsonl").read_bytes().splitlines(keepends=True)[:2]
    with pytest.raises(RefusedError, match="copy for everybody"):
        import_log([*head, line], now=NOW)


def test_the_tree_is_there_in_tiles(filled: Labelled, tmp_path: Path) -> None:
    files = exported(tmp_path / "copy")
    size = tree.tree_size()
    tile = f"log/tile/0/000.p/{size}"
    assert 1 < size < FULL // 32
    assert {tile, f"log/tile/entries/000.p/{size}"} <= files
    assert (tmp_path / "copy" / tile).read_bytes() == tree.read_tile(0, 0)


def test_sources_are_in_it_where_they_are_asked_for(filled: Labelled, tmp_path: Path) -> None:
    exported(tmp_path / "copy", with_sources=True)
    rows = ArchivedFile.objects.exclude(sha256="").values_list("sha256", "name")
    assert len(rows) == 3
    for digest, name in rows:
        raw = (tmp_path / "copy" / "files" / digest / name).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == digest
    assert list((tmp_path / "copy" / "C" / filled.label.number).rglob("package.zip"))


def test_the_same_registry_gives_the_same_bytes(filled: Labelled, tmp_path: Path) -> None:
    first, second = exported(tmp_path / "one"), exported(tmp_path / "two")
    assert first == second
    one, two = tmp_path / "one", tmp_path / "two"
    assert [file for file in first if (one / file).read_bytes() != (two / file).read_bytes()] == []


def test_a_folder_with_something_in_it_is_left_alone(filled: Labelled, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError):
        exported(tmp_path / "copy")
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["mine"]


def test_a_copy_that_fails_leaves_nothing(filled: Labelled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oshmark.web.operations.exporting.public_log.tiles", full)
    with pytest.raises(OSError, match="space"):
        exported(tmp_path / "copy")
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]
    assert [path.name for path in (tmp_path / "home").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/certificates", "page=2", Address("/certificates", page="2")),
        ("/certificates", "page=1", Address("/certificates")),
        ("/C/4M9TTTKK", "lang=de", Address("/C/4M9TTTKK", language="de")),
        ("/certificates", "q=printer", None),
        ("/certificates/A/complaint", "", None),
        ("/C/4M9TTTKK/-/report", "", None),
        ("/account/sign-in", "", None),
        ("/m/git.example.org/a/b", "", None),
        ("/m/git.example.org/lark/-/v/1/-/ttl", "", Address("/m/git.example.org/lark/-/v/1/-/ttl")),
        ("/parties/..", "", None),
        ("/parties/%2e%2e", "", None),
        ("/parties/a%2Fb", "", None),
        ("/static/../secret", "", None),
    ],
)
def test_what_belongs_to_a_copy(path: str, query: str, expected: Address | None) -> None:
    rule = Rule(frozenset({"/m/git.example.org/lark/-/v/1"}), with_sources=False)
    assert rule.address(path, query) == expected


def test_files_are_named_from_one_another() -> None:
    page = file_of(Address("/certificates", page="2"), "text/html")
    assert page == "certificates/-/page-2/index.html"
    assert link(page, "static/oshmark.css") == "../../../static/oshmark.css"
    assert link(page, "certificates/A B/index.html") == "../../A%20B/index.html"
    assert link("index.html", "index.html") == "index.html"
