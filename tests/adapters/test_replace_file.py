# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file is replaced as a whole or not at all, and only the one that was meant."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.replace_file import NotReplacedError, replace_file, write_new_file

if TYPE_CHECKING:
    from pathlib import Path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_replaces_and_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "okh.toml"
    path.write_bytes(b"was")
    path.chmod(0o640)
    replace_file(path, was=b"was", now=b"now", within=tmp_path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777, left(tmp_path)) == (b"now", 0o640, ["okh.toml"])


@pytest.mark.parametrize("present", [b"other", b"was and more", b""])
def test_it_refuses_a_file_that_was_changed_meanwhile(tmp_path: Path, present: bytes) -> None:
    path = tmp_path / "okh.toml"
    path.write_bytes(present)
    with pytest.raises(NotReplacedError, match="meanwhile"):
        replace_file(path, was=b"was", now=b"now", within=tmp_path)
    assert (path.read_bytes(), left(tmp_path)) == (present, ["okh.toml"])


def test_it_refuses_a_link_that_leads_out(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    outside = tmp_path / "outside.toml"
    outside.write_bytes(b"was")
    (inside / "okh.toml").symlink_to(outside)
    with pytest.raises(NotReplacedError, match="elsewhere"):
        replace_file(inside / "okh.toml", was=b"was", now=b"now", within=inside)
    assert (outside.read_bytes(), left(inside)) == (b"was", ["okh.toml"])


def test_a_link_within_stays_one_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_bytes(b"was")
    (tmp_path / "okh.toml").symlink_to("real.toml")
    replace_file(tmp_path / "okh.toml", was=b"was", now=b"now", within=tmp_path)
    assert (tmp_path / "okh.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == b"now"


def test_it_refuses_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "okh.toml").symlink_to("okh.toml")
    with pytest.raises((NotReplacedError, OSError)):
        replace_file(tmp_path / "okh.toml", was=b"was", now=b"now", within=tmp_path)


def test_it_refuses_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "okh.toml")
    with pytest.raises(NotReplacedError, match="no file"):
        replace_file(tmp_path / "okh.toml", was=b"", now=b"now", within=tmp_path)


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "okh.toml"
    write_new_file(path, b"first")
    with pytest.raises(FileExistsError):
        write_new_file(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_new_file_is_not_written_through_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "okh.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_new_file(tmp_path / "okh.toml", b"now")
    assert not (tmp_path / "elsewhere").exists()
