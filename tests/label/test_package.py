# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.label.package import MAX_STEP, MAX_STEPS, package_paths, safe_path

EVIL = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["..", ".", "", "a", "A", "á", "a\u0301", "con", "NUL.txt", "C:", "~", " ", "x.", "\\", "ﬁ"])
    ).map("/".join),
    st.builds("https://{}/{}".format, st.text(max_size=10), st.text(max_size=30)),
)


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("cad/foot.scad", "files/cad/foot.scad"),
        ("../../etc/passwd", "files/etc/passwd"),
        ("/etc/passwd", "files/etc/passwd"),
        ("..\\..\\windows\\system.ini", "files/windows/system.ini"),
        ("C:/autoexec.bat", "files/C_/autoexec.bat"),
        ("docs/aux.md", "files/docs/_aux.md"),
        ("a/./b//c.stl", "files/a/b/c.stl"),
        ("name. ", "files/name"),
        ("https://user:key@host.example/a%2F..%2Fb/../c.pdf?x=1", "files/elsewhere/host.example/a/b/c.pdf"),
        ("..", "files/file"),
        ("rtl\u202efdp.exe", "files/rtl_fdp.exe"),
    ],
)
def test_no_path_leads_anywhere_else(written: str, safe: str) -> None:
    assert safe_path(written) == safe


@given(st.lists(EVIL, max_size=12))
def test_whatever_is_written_lies_below_the_folder_and_no_two_are_alike(paths: list[str]) -> None:
    found = package_paths(paths)
    assert set(found) == set(paths)
    alike = [unicodedata.normalize("NFKC", name).casefold() for name in found.values()]
    assert len(alike) == len(set(alike))
    for name, key in zip(found.values(), alike, strict=True):
        steps = PurePosixPath(name).parts
        assert steps[0] == "files"
        assert len(steps) > 1
        assert len(steps) <= MAX_STEPS
        assert not {"..", ".", ""} & set(name.split("/"))
        assert all(len(step) <= MAX_STEP + 10 and step == step.strip(" ").rstrip(".") for step in steps)
        assert not PureWindowsPath(name).drive
        assert "\\" not in name
        assert name.isprintable() or not any(ord(sign) < 32 for sign in name)
        assert not any(other.startswith(f"{key}/") for other in alike)


@given(st.lists(EVIL, max_size=8, unique=True))
def test_the_order_does_not_matter(paths: list[str]) -> None:
    assert package_paths(paths) == package_paths(reversed(paths))


def test_names_that_differ_in_case_only_get_numbers() -> None:
    assert package_paths(["a/Foot.stl", "A/foot.stl"]) == {
        "A/foot.stl": "files/A/foot.stl",
        "a/Foot.stl": "files/a/Foot (2).stl",
    }
