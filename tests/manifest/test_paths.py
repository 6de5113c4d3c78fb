# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paths and addresses mean one file of the repository, or a place on the web, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.manifest.media import MEDIA, is_export, is_source, media_of
from oshmark.manifest.names import is_manifest_head, is_manifest_name, may_be_manifest
from oshmark.manifest.paths import (
    Address,
    BadAddress,
    OutsidePath,
    RepoPath,
    is_address,
    is_link,
    lacks_scheme,
    read_address,
    read_path,
)

IN_FOLDER = {
    "a.md": "lamp/a.md", "./a.md": "lamp/a.md", "b/../a.md": "lamp/a.md", "../a.md": "a.md", "b//a.md": "lamp/b/a.md",
    "a b.md": "lamp/a b.md", "docs/": "lamp/docs", ".": "lamp", "a#1.md": "lamp/a#1.md", "c:d": None,
    "ä/ß.md": "lamp/ä/ß.md",
}  # fmt: skip


@pytest.mark.parametrize(("written", "path"), [(k, v) for k, v in IN_FOLDER.items() if v])
def test_a_relative_path_starts_at_the_folder_of_the_manifest(written: str, path: str) -> None:
    assert read_path(written, "lamp") == RepoPath(path)


@pytest.mark.parametrize(
    ("written", "path"), [("/a.md", "a.md"), ("//a.md", "a.md"), ("/b/../a.md", "a.md"), ("/", "")]
)
def test_a_leading_slash_is_the_root_of_the_repository(written: str, path: str) -> None:
    assert read_path(written, "lamp/deep") == RepoPath(path, from_root=True)


@pytest.mark.parametrize("written", ["../../a.md", "b/../../../a.md", "/../a.md", "/..", "../.."])
def test_nothing_leads_out_of_the_repository(written: str) -> None:
    assert read_path(written, "lamp") == OutsidePath()


def test_without_a_known_folder_it_cannot_be_told_what_leads_out() -> None:
    assert read_path("../a.md", None) == RepoPath("../a.md")
    assert read_path("/../a.md", None) == OutsidePath()


@pytest.mark.parametrize("written", ["C:\\me\\a.md", "c:/me/a.md", "\\\\server\\a.md", "~/a.md"])
def test_a_path_of_somebodys_computer_is_of_no_use(written: str) -> None:
    assert read_path(written, "") == OutsidePath(own_computer=True)


def test_backslashes_are_slashes() -> None:
    assert read_path("docs\\a.md", "") == RepoPath("docs/a.md", mended=True)


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "data:,x", "ftp://a.example/x"]
)
def test_another_scheme_is_no_path(written: str) -> None:
    assert read_path(written, "") == BadAddress(written.partition(":")[0])


@given(
    st.lists(st.sampled_from(["..", ".", "a", "b c", "", "…", "-"]), max_size=9).map("/".join),
    st.sampled_from(["", "x", "x/y"]),
)
def test_a_path_stays_in_the_repository(written: str, folder: str) -> None:
    found = read_path(written, folder)
    assert isinstance(found, (RepoPath, OutsidePath))
    if isinstance(found, RepoPath):
        assert not {"..", ".", ""} & set(found.path.split("/")) or found.path == ""
        assert read_path(f"/{found.path}", "") == RepoPath(found.path, from_root=True)


@given(st.text(max_size=40))
def test_no_text_makes_it_fall(text: str) -> None:
    assert read_path(text, "") is not None
    assert isinstance(read_address(text), (Address, BadAddress))
    assert is_link(text) == (
        isinstance(read_address(text), Address)
        and not getattr(read_address(text), "changed", True)
        and is_address(text)
    )


ADDRESSES = {
    "https://a.example/b": Address("https://a.example/b"),
    "HTTP://a.example": Address("HTTP://a.example"),
    "https://a.example/b c": Address("https://a.example/b%20c", changed=True),
    "https://a.example/[1]": Address("https://a.example/%5B1%5D", changed=True),
    "https://a.example/ä": Address("https://a.example/ä"),
    "https://[::1]/x": Address("https://[::1]/x"),
    "https://": BadAddress(),
    "https://[": BadAddress(),
    "https://a.example:port/": BadAddress(),
    "javascript:x": BadAddress("javascript"),
    "JavaScript:x": BadAddress("javascript"),
    "git@a.example:b": BadAddress(),
    "C:\\x": BadAddress(),
    "words": BadAddress(),
    "": BadAddress(),
}


@pytest.mark.parametrize(("text", "meant"), ADDRESSES.items())
def test_an_address_is_one_of_the_web_or_none(text: str, meant: object) -> None:
    assert read_address(text) == meant


@pytest.mark.parametrize(("text", "lacks"), [
    ("www.a.example/x", True), ("github.com/o/r", True), ("docs/a.md", False), ("a.md", False), ("gitlab.com", False),
    ("a b.com/x y", False),
])  # fmt: skip
def test_only_the_scheme_may_be_missing(text: str, lacks: bool) -> None:  # noqa: FBT001  what is expected
    assert lacks_scheme(text) is lacks


# --- which files are manifests


@pytest.mark.parametrize(
    "name",
    [
        "okh.toml",
        "okh.yml",
        ".okh.yaml",
        "okh-lamp.toml",
        "lamp.okh.toml",
        "OKH.json",
        "list__okh-Lamp.toml",
        "okh_a.yaml",
    ],
)
def test_a_name_with_the_word_okh_is_a_manifest(name: str) -> None:
    assert is_manifest_name(name)


@pytest.mark.parametrize("name", ["okh.md", "okh", "bokhylla.toml", "Cargo.toml", "okha.yml", "a.json", ""])
def test_another_name_is_none(name: str) -> None:
    assert not is_manifest_name(name)


def test_only_three_syntaxes_can_be_manifests() -> None:
    assert [name for name in ("a.toml", "a.YML", "a.yaml", "a.json", "a.txt", "toml") if may_be_manifest(name)] == [
        "a.toml", "a.YML", "a.yaml", "a.json",
    ]  # fmt: skip


@pytest.mark.parametrize(("head", "found"), [
    (b'okhv = "2.0"', True), (b"# x\n\nokhv: OKHv1.0\n", True), (b'{"name": 1,\n "okhv": "2.4"}', True),
    (b'{"okhv": "2.4"}', True),
    (b"  'okhv' : 1", True), (b"my-okhv = 1", False), (b"# okhv = 1", False), (b"okhv", False),
    (b"\n" * 5000 + b"okhv = 1", False),
])  # fmt: skip
def test_the_key_okhv_among_the_first_lines_tells_a_manifest(head: bytes, found: bool) -> None:  # noqa: FBT001  what is expected
    assert is_manifest_head(head) is found


# --- kinds of files


@pytest.mark.parametrize(("path", "mime"), [
    ("a.scad", "application/x-openscad"), ("A.FCStd", "application/x-extension-fcstd"), ("b/a.step", "model/step"),
    ("a.stp", "model/step"),
    ("a.stl?raw=1#x", "model/stl"), ("a.3mf", "model/3mf"), ("a.kicad_pcb", "application/x-kicad-pcb"), ("a.dxf",
    "image/vnd.dxf"),
    ("https://a.example/a.PNG", "image/png"), ("a.iges", "model/iges"), ("a.f3d", "application/x-fusion360"),
    ("a.ipt", "application/x-inventor"),
])  # fmt: skip
def test_an_ending_has_its_media_type(path: str, mime: str) -> None:
    media = media_of(path)
    assert media is not None
    assert media.mime == mime


@pytest.mark.parametrize("path", ["README", "a.", "a.unknown", "", ".scad", "https://a.example/"])
def test_an_unknown_ending_has_none(path: str) -> None:
    assert media_of(path) is None


def test_every_ending_is_a_source_or_an_export_and_its_type_is_one() -> None:
    for ending, media in MEDIA.items():
        assert ending.startswith(".")
        assert ending == ending.lower()
        assert is_source(ending) or is_export(ending)
        assert len(media.mime.split("/")) == 2
    assert (is_source(".dxf"), is_export(".dxf"), is_source(".stl"), is_export(".scad")) == (True, True, False, False)


def test_a_login_in_an_address_is_taken_out() -> None:
    assert read_address("https://maker:secret@git.example.org/a@b") == Address(
        "https://git.example.org/a@b", changed=False, had_login=True
    )
    assert read_address("https://git.example.org/a@b") == Address("https://git.example.org/a@b")
