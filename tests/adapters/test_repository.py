# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking for manifests in a stranger's folder, and for the files that they name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oshmark.adapters import repository
from oshmark.adapters.repository import TooManyFilesError, Tree, find_manifests, read_limited, repository_root
from oshmark.manifest.syntax import MAX_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "repository"
    made.mkdir()
    return made


def put(folder: Path, *names: str, content: str = "okhv = 'OKH-LOSHv1.0'\n") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_manifests(folder, [])]


def test_manifests_are_found_through_all_levels_by_name_or_by_content(folder: Path) -> None:
    put(folder, "okh.toml", "a/.okh.yml", "a/b/okh-frame.json", "a/lark.okh.toml", "z/manifest.toml")
    put(folder, "a/pyproject.toml", "a/README.md", "cookhouse.toml", content="name = 'x'\n")
    assert found(folder) == ["okh.toml", "a/.okh.yml", "a/lark.okh.toml", "a/b/okh-frame.json", "z/manifest.toml"]


def test_folders_that_hold_no_hardware_are_left_out(folder: Path) -> None:
    put(folder, ".git/okh.toml", "node_modules/x/okh.toml", "a/.venv/okh.toml", "a/okh.toml")
    assert found(folder) == ["a/okh.toml"]


def test_a_link_to_a_folder_is_not_followed_not_even_in_a_circle(folder: Path) -> None:
    put(folder, "a/okh.toml")
    (folder / "a/round").symlink_to(folder)
    (folder / "b").symlink_to(folder / "a")
    assert found(folder) == ["a/okh.toml"]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    put(tmp_path, "secret.toml")
    (folder / "okh.toml").symlink_to(tmp_path / "secret.toml")
    (folder / "okh-passwords.toml").symlink_to("/etc/passwd")
    assert found(folder) == []


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    put(folder, "a/okh.toml")
    (folder / "okh.toml").symlink_to("a/okh.toml")
    assert found(folder) == ["okh.toml", "a/okh.toml"]


def test_links_to_nothing_and_to_themselves_are_left_out(folder: Path) -> None:
    (folder / "okh.toml").symlink_to("gone.toml")
    (folder / "okh-1.toml").symlink_to("okh-2.toml")
    (folder / "okh-2.toml").symlink_to("okh-1.toml")
    assert found(folder) == []


def test_what_is_no_file_is_left_out(folder: Path) -> None:
    os.mkfifo(folder / "okh.toml")
    (folder / "okh.yml").mkdir()
    assert found(folder) == []


def test_a_name_that_is_no_utf_8_is_found(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/okh-\xff.toml")).write_bytes(b"")
    assert [os.fsencode(path.name) for path in find_manifests(folder, [])] == [b"okh-\xff.toml"]


def test_a_folder_with_too_many_files_is_not_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "MAX_FILES", 3)
    put(folder, "1", "2", "3", "4")
    with pytest.raises(TooManyFilesError, match="check its sub-folders one by one"):
        find_manifests(folder, [])


def test_a_deep_folder_is_searched(folder: Path) -> None:
    put(folder, "a/" * 300 + "okh.toml")
    assert len(found(folder)) == 1


def test_no_more_of_a_file_is_read_than_a_manifest_may_have(folder: Path) -> None:
    (folder / "okh.toml").write_bytes(b"#" * (MAX_BYTES + 1000))
    assert len(read_limited(folder / "okh.toml")) == MAX_BYTES + 1


def test_the_repository_is_the_next_folder_above_with_git(folder: Path) -> None:
    put(folder, "outer/.git/HEAD", "outer/inner/.git/HEAD", "outer/inner/a/okh.toml", "outer/okh.toml")
    assert repository_root(folder / "outer/inner/a/okh.toml") == folder / "outer/inner"
    assert repository_root(folder / "outer/okh.toml") == folder / "outer"


def test_a_tree_knows_sizes_and_folders(folder: Path) -> None:
    put(folder, "a/b.txt", content="12345")
    put(folder, "empty", content="")
    tree = Tree(folder)
    assert [tree.size(path) for path in ("a/b.txt", "empty", "a", "a/../a/b.txt", "gone", "a/b.txt/c")] == [
        5, 0, -1, 5, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../secret", "a/../../secret", "out/passwd", "\0", "a" * 5000, "x/" * 3000]
)
def test_nothing_outside_of_a_tree_exists(folder: Path, tmp_path: Path, path: str) -> None:
    put(tmp_path, "secret")
    (folder / "a").mkdir()
    (folder / "out").symlink_to("/etc")
    assert Tree(folder).size(path) is None


def test_links_in_a_circle_are_no_file(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    assert Tree(folder).size("a") is None
    assert Tree(folder).size("a/x") is None


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert Tree(tmp_path).read("a", 3) == b"123"
    assert Tree(tmp_path).read("a", 9) == b"12345"


@pytest.mark.parametrize(
    "path", ["", ".", "none", "folder", "../outside", "link", "circle", "pipe", "\x00", "x" * 5_000]
)
def test_what_is_no_file_of_the_repository_is_not_read(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside").write_bytes(b"secret")
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "circle").symlink_to(root / "circle")
    os.mkfifo(root / "pipe")
    assert Tree(root).read(path, 9) is None
