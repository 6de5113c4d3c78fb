# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several manifests found together: which are modules of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.place import Found, folders, homes

REPO = "https://git.example.org/lark/printer"


def test_a_single_manifest_stands_for_its_repository_wherever_it_lies() -> None:
    assert folders([Found("hardware/okh.toml", REPO, "Lark")]) == {"hardware/okh.toml": ""}


def test_the_one_nearest_to_the_root_stands_for_the_repository() -> None:
    found = [Found("frame/okh.toml", REPO, "Frame"), Found("okh.toml", REPO, "Lark")]
    assert folders(found) == {"okh.toml": "", "frame/okh.toml": "frame"}


def test_folders_are_counted_from_the_one_that_stands_for_the_repository() -> None:
    found = [Found("clone/okh.toml", REPO, "Lark"), Found("clone/a/b/okh.toml", REPO, "Frame")]
    assert folders(found) == {"clone/okh.toml": "", "clone/a/b/okh.toml": "a/b"}


def test_one_with_the_same_name_is_another_version_of_the_same_module() -> None:
    found = [Found("okh.toml", REPO, "Lark"), Found("v1/okh.toml", REPO, "LARK")]
    assert folders(found) == {"okh.toml": "", "v1/okh.toml": ""}


def test_two_in_one_folder_are_told_apart_by_their_files() -> None:
    found = [Found("okh.toml", REPO, "Lark"), Found("okh-frame.toml", REPO, "Frame")]
    assert folders(found) == {"okh.toml": "", "okh-frame.toml": "okh-frame"}


def test_two_further_ones_in_one_folder_do_not_become_one() -> None:
    found = [
        Found("okh.toml", REPO, "Lark"),
        Found("parts/okh-a.toml", REPO, "Frame"),
        Found("parts/okh-b.toml", REPO, "Motor"),
        Found("parts/okh-c.toml", REPO, "Frame"),
    ]
    assert folders(found) == {
        "okh.toml": "",
        "parts/okh-a.toml": "parts",
        "parts/okh-b.toml": "parts/okh-b",
        "parts/okh-c.toml": "parts",
    }


def test_other_repositories_do_not_matter() -> None:
    found = [Found("a/okh.toml", REPO, "Lark"), Found("a/b/okh.toml", f"{REPO}-2", "Frame")]
    assert folders(found) == {"a/okh.toml": "", "a/b/okh.toml": ""}


def test_spellings_of_one_repository_are_one() -> None:
    found = [Found("okh.toml", REPO, "Lark"), Found("b/okh.toml", f"{REPO}.git/", "Frame")]
    assert folders(found)["b/okh.toml"] == "b"


def test_a_manifest_without_a_repository_is_not_placed() -> None:
    found = [
        Found("a/okh.toml", None, "Lark"),
        Found("b/okh.toml", None, "Frame"),
        Found("c/okh.toml", "no place", "X"),
    ]
    assert set(folders(found).values()) == {""}


PATHS = st.lists(st.sampled_from(["a", "b", "okh"]), max_size=3).map("/".join)


@given(st.dictionaries(st.tuples(PATHS, st.sampled_from("xyz")), st.sampled_from(["Lark", "Frame", "Motor", None])))
def test_different_names_never_share_a_folder(found: dict[tuple[str, str], str | None]) -> None:
    listed = [Found(f"{folder}/{stem}.toml".lstrip("/"), REPO, name) for (folder, stem), name in found.items()]
    placed = folders(listed)
    names: dict[str, set[str | None]] = {}
    for one in listed:
        names.setdefault(placed[one.path], set()).add(one.name)
    assert len(placed) == len(listed)
    assert all(len(together) == 1 for together in names.values())


def test_a_file_lies_below_the_first_manifest_of_its_repository() -> None:
    repo = "https://git.example.org/maker/printer"
    found = [
        Found("hardware/okh.toml", repo, "Printer"),
        Found("hardware/modules/bed/okh.toml", repo, "Bed"),
        Found("hardware/okh-frame.toml", repo, "Frame"),
        Found("elsewhere/okh.toml", "https://git.example.org/maker/loom", "Loom"),
    ]
    assert homes(found) == {
        "hardware/okh.toml": "",
        "hardware/modules/bed/okh.toml": "modules/bed",
        "hardware/okh-frame.toml": "",
        "elsewhere/okh.toml": "",
    }
    assert folders(found)["hardware/okh-frame.toml"] == "okh-frame"
