# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project is looked at within bounds: no link is followed, no program started, git is read as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.adapters import project_folder
from oshmark.adapters.project_folder import look

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
[core]
	bare = false
[remote "upstream"]
	url = https://git.example.org/other/lamp
[remote "origin"]
	fetch = +refs/heads/*:refs/remotes/origin/*
	url = git@git.example.org:wren/lamp.git
[branch "main"]
	url = https://git.example.org/no/remote
"""


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_files_and_heads(tmp_path: Path) -> None:
    put(tmp_path, README="# Wren", LICENSE="MIT", cad__README="no head", cad__a="12")
    seen = look(tmp_path)
    assert [(entry.path, entry.size) for entry in seen.files] == [
        ("LICENSE", 3), ("README", 6), ("cad/README", 7), ("cad/a", 2),
    ]  # fmt: skip
    assert seen.heads == {"LICENSE": "MIT", "README": "# Wren"}
    assert (seen.name, seen.remote, seen.tags) == (tmp_path.name, None, ())


def test_git_is_read_from_its_files(tmp_path: Path) -> None:
    git = tmp_path / ".git"
    (git / "refs" / "tags" / "hw").mkdir(parents=True)
    (git / "config").write_text(CONFIG)
    (git / "packed-refs").write_text(
        f"# pack-refs with: peeled\n{'a' * 40} refs/tags/v1.0.0\n{'b' * 40} refs/heads/main\n"
    )
    (git / "refs" / "tags" / "hw" / "v2").write_text("c" * 40)
    below = tmp_path / "hardware"
    below.mkdir()
    for folder in (tmp_path, below):
        seen = look(folder)
        assert seen.remote == "git@git.example.org:wren/lamp.git"
        assert seen.tags == ("hw/v2", "v1.0.0")
        assert [entry for entry in seen.files if ".git" in entry.path] == []


@pytest.mark.parametrize(
    ("config", "remote"),
    [
        ('[remote "a"]\nurl = https://a.example/x\n', "https://a.example/x"),
        ('[remote "a"]\nurl = https://a.example/x\n[remote "b"]\nurl = https://a.example/y\n', None),
        ("[core]\nurl = https://a.example/x\n", None),
        ("", None),
    ],
)
def test_without_origin_the_only_remote_counts(tmp_path: Path, config: str, remote: str | None) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(config)
    assert look(tmp_path).remote == remote


def test_links_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    put(secret, README="# Secret", a="x")
    here = tmp_path / "here"
    here.mkdir()
    (here / "README").symlink_to(secret / "README")
    (here / "folder").symlink_to(secret)
    (here / ".git").symlink_to(secret)
    seen = look(here)
    assert (seen.files, seen.heads, seen.remote) == ((), {}, None)


def test_there_are_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        put(tmp_path, **{f"f{number:02}": "x"})
    put(tmp_path, README="y" * 50_000)
    put(tmp_path, **{"__".join(["d"] * 20) + "__deep": "x"})
    seen = look(tmp_path)
    assert len(seen.heads["README"]) == project_folder.HEAD_BYTES
    assert [entry.path for entry in seen.files if entry.path.endswith("deep")] == []
    monkeypatch.setattr(project_folder, "MAX_FILES", 10)
    assert len(look(tmp_path).files) == 10


def test_a_text_of_any_bytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "README").write_bytes(b"\xef\xbb\xbf# \xff\xfe\x00")
    assert look(tmp_path).heads["README"].startswith("# ")
