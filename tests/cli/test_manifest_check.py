# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest check`, run as people run it."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.instances import OSHMARK
from tests.made_up import NOT_OPEN, UNCLEAR, manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instances import Done, Instance

COMPLETE = manifest()
INCOMPLETE = manifest(name=None)
UNREADABLE = b"name = \n"
FILE_KEYS = ["path", "dialect", "readable", "complete", "placeholders", "openness", "name", "license", "findings"]
FINDING_KEYS = ["rule", "severity", "key", "line", "column", "message", "fix"]


def put(instance: Instance, **files: bytes) -> None:
    for name, raw in files.items():
        path = instance.here / name.replace("__", "/").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def objects(done: Done) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def rules(one: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in one["findings"]]


def test_a_manifest_without_errors_is_fine(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE)
    done = instance.run("manifest", "check", "okh.toml")
    assert done.code == 0
    assert "error:" not in done.out
    assert done.said.startswith("1 manifest checked: 0 errors, ")


def test_an_error_is_one(instance: Instance) -> None:
    put(instance, okh_toml=INCOMPLETE)
    done = instance.run("manifest", "check", "okh.toml")
    assert done.code == 1
    assert done.out.startswith("okh.toml:1:1: error: ")
    assert "[missing" in done.out
    assert done.said.startswith("1 manifest checked: 1 error, ")


def test_a_file_that_cannot_be_read_as_a_manifest_is_one(instance: Instance) -> None:
    put(instance, okh_toml=UNREADABLE)
    done = instance.run("manifest", "check", "okh.toml")
    assert done.code == 1
    assert done.out.startswith("okh.toml:1:8: error: ")
    assert "    1 | name = \n      |        ^\n" in done.out


def test_a_missing_path_is_wrong_use_and_nothing_is_checked(instance: Instance) -> None:
    put(instance, okh_toml=INCOMPLETE)
    done = instance.run("manifest", "check", "okh.toml", "gone.toml", "gone")
    assert (done.code, done.out) == (2, "")
    assert done.said == "oshmark: gone.toml does not exist.\noshmark: gone does not exist.\n"


@pytest.mark.parametrize("arguments", [[], ["--colour"], ["okh.toml", "--name", "a", "--nonsense"]])
def test_wrong_use_is_two(instance: Instance, arguments: list[str]) -> None:
    done = instance.run("manifest", "check", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "oshmark manifest check" in done.said


def test_standard_input_is_read(instance: Instance) -> None:
    done = instance.run("manifest", "check", "-", given=INCOMPLETE)
    assert done.code == 1
    assert done.out.startswith("-:1:1: error: ")
    (one,) = objects(
        instance.run("manifest", "check", "--json", "-", given=b'{"okhv": "OKH-LOSHv1.0", "name": "Lark"}')
    )
    assert (one["path"], one["name"], one["readable"]) == ("-", "Lark", True)
    assert instance.run("manifest", "check", "-", given=b"").code == 1


def test_the_json_has_exactly_these_keys(instance: Instance) -> None:
    put(instance, okh_toml=manifest(licence="CERN OHL S 2.0", version="UNVERSIONED"), bad_toml=UNREADABLE)
    good, bad = reversed(objects(instance.run("manifest", "check", "--json", "okh.toml", "bad.toml")))
    assert list(good) == list(bad) == FILE_KEYS
    assert good["findings"]
    assert {tuple(finding) for one in (good, bad) for finding in one["findings"]} == {tuple(FINDING_KEYS)}
    assert {key: good[key] for key in FILE_KEYS[:-1]} == {
        "path": "okh.toml",
        "dialect": "OKH-LOSHv1.0",
        "readable": True,
        "complete": True,
        "placeholders": 1,
        "openness": "open",
        "name": "Lark",
        "license": "CERN-OHL-S-2.0",
    }
    assert {key: bad[key] for key in FILE_KEYS[:-1]} == {
        "path": "bad.toml",
        "dialect": None,
        "readable": False,
        "complete": False,
        "placeholders": 0,
        "openness": "unclear",
        "name": None,
        "license": None,
    }
    for finding in good["findings"] + bad["findings"]:
        assert finding["severity"] in ("error", "warning", "advice")
        assert isinstance(finding["line"], int)
        assert isinstance(finding["column"], int)
        assert finding["fix"] is None or finding["fix"]


@pytest.mark.parametrize(
    ("licence", "openness", "spdx"),
    [("MIT", "open", "MIT"), (NOT_OPEN, "not-open", NOT_OPEN), (UNCLEAR, "unclear", UNCLEAR), (None, "unclear", None)],
)
def test_the_json_says_how_open_a_licence_is(
    instance: Instance, licence: str | None, openness: str, spdx: str | None
) -> None:
    (one,) = objects(instance.run("manifest", "check", "--json", "-", given=manifest(licence=licence)))
    assert (one["openness"], one["license"]) == (openness, spdx)


def test_the_json_is_one_array_in_the_order_of_the_paths(instance: Instance) -> None:
    put(instance, b__okh_toml=COMPLETE, a__okh_toml=COMPLETE, okh_toml=COMPLETE, B__okh_toml=COMPLETE)
    done = instance.run("manifest", "check", "--json", "okh.toml", "b", "a", "B", "a/okh.toml")
    assert [one["path"] for one in objects(done)] == ["B/okh.toml", "a/okh.toml", "b/okh.toml", "okh.toml"]
    assert done.out.endswith("]\n")


def test_a_folder_is_searched_through_all_levels_by_names(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE, a__b__okh_lark_toml=COMPLETE, a__pyproject_toml=b"[project]", a__README=b"okhv")
    put(instance, **{".git__okh_toml": COMPLETE})
    (instance.here / "a/manifest.yml").write_bytes(b"title: x\nokhv: '1.0'\n")
    paths = [one["path"] for one in objects(instance.run("manifest", "check", "--json", "."))]
    assert paths == ["a/b/okh_lark.toml", "a/manifest.yml", "okh.toml"]


def test_other_names_may_be_asked_for(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE, a__module_toml=COMPLETE, a__x_toml=COMPLETE)
    done = instance.run("manifest", "check", "--json", "--name", "module.*", "--name", "x.toml", ".")
    assert [one["path"] for one in objects(done)] == ["a/module.toml", "a/x.toml"]


def test_a_file_that_is_named_is_always_read(instance: Instance) -> None:
    put(instance, README=COMPLETE)
    (one,) = objects(instance.run("manifest", "check", "--json", "README"))
    assert (one["readable"], one["complete"]) == (True, True)


def test_a_folder_without_manifests_says_so(instance: Instance) -> None:
    done = instance.run("manifest", "check", ".")
    assert (done.code, done.out) == (1, "")
    assert "manifest" in done.said
    done = instance.run("manifest", "check", "--json", ".")
    assert (done.code, objects(done)) == (1, [])


def test_files_that_are_named_are_looked_for_in_a_folder(instance: Instance) -> None:
    raw = (
        manifest()
        + b"""readme = "README.md"
image = ["empty.png", "gone.png"]
source = ["../up.scad", "/top.scad", "cad"]
export = "link.stl"
bom = "bom.csv"
"""
    )
    put(instance, hw__okh_toml=raw)
    (instance.here / ".git").mkdir()
    (instance.here / "up.scad").write_bytes(b"cube();")
    (instance.here / "bom.csv").write_bytes(b"a,b")
    hw = instance.here / "hw"
    (hw / "README.md").write_bytes(b"x")
    (hw / "empty.png").write_bytes(b"")
    (hw / "cad").mkdir()
    (hw / "link.stl").symlink_to("/etc/passwd")
    (one,) = objects(instance.run("manifest", "check", "--json", "."))
    about_files = {(f["rule"], f["key"]) for f in one["findings"] if f["rule"].startswith("file-")}
    assert about_files == {
        ("file-empty", "image[0]"),
        ("file-missing", "image[1]"),
        ("file-missing", "source[1]"),
        ("file-missing", "export"),
        ("file-at-root", "bom"),
    }
    (alone,) = objects(instance.run("manifest", "check", "--json", "hw/okh.toml"))
    assert not [rule for rule in rules(alone) if rule.startswith("file-missing")]


def test_a_large_file_is_said_to_be_large(instance: Instance) -> None:
    put(instance, okh_toml=manifest() + b'source = "large.step"\n')
    with (instance.here / "large.step").open("wb") as file:
        file.truncate(60_000_000)
    (one,) = objects(instance.run("manifest", "check", "--json", "."))
    assert "file-large" in rules(one)


def test_links_in_circles_and_out_of_the_tree_are_not_followed(instance: Instance, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_bytes(manifest(name="Outside"))
    put(instance, repo__okh_toml=COMPLETE)
    repo = instance.here / "repo"
    (repo / "round").symlink_to(repo)
    (repo / "okh-out.toml").symlink_to(tmp_path / "outside.toml")
    (repo / "okh-a.toml").symlink_to("okh-b.toml")
    (repo / "okh-b.toml").symlink_to("okh-a.toml")
    os.mkfifo(repo / "okh-pipe.toml")
    done = instance.run("manifest", "check", "--json", "repo")
    assert [one["path"] for one in objects(done)] == ["repo/okh.toml"]
    assert done.code == 0
    named = instance.run("manifest", "check", "repo/okh-a.toml")
    assert named.code == 2
    assert named.said == "oshmark: repo/okh-a.toml does not exist.\n"


def test_a_file_that_may_not_be_read_is_reported_and_the_others_are_checked(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE, a__okh_toml=COMPLETE)
    (instance.here / "okh.toml").chmod(0)
    done = instance.run("manifest", "check", "--json", ".", humble=True)
    a, locked = objects(done)
    assert (a["path"], a["readable"]) == ("a/okh.toml", True)
    assert (locked["path"], locked["readable"], rules(locked)) == ("okh.toml", False, ["cannot-open"])
    assert locked["findings"][0]["message"] == "the file cannot be read: Permission denied"
    assert done.code == 1


def test_a_file_that_is_named_and_may_not_be_read_is_an_error_and_no_wrong_use(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE)
    (instance.here / "okh.toml").chmod(0)
    done = instance.run("manifest", "check", "okh.toml", humble=True)
    assert (done.code, done.out.splitlines()[0]) == (
        1,
        "okh.toml:1:1: error: the file cannot be read: Permission denied [cannot-open]",
    )


def test_a_folder_that_may_not_be_opened_is_said(instance: Instance) -> None:
    put(instance, okh_toml=COMPLETE, a__okh_toml=COMPLETE)
    (instance.here / "a").chmod(0)
    done = instance.run("manifest", "check", "--json", ".", humble=True)
    (instance.here / "a").chmod(0o700)
    assert [one["path"] for one in objects(done)] == ["okh.toml"]
    assert done.said == "oshmark: the folder a cannot be opened: Permission denied.\n"
    assert done.code == 1


def test_a_name_that_is_no_utf_8_is_shown_with_replacements(instance: Instance) -> None:
    path = os.fsencode(instance.here) + b"/okh-\xff.toml"
    with open(path, "wb") as file:  # noqa: PTH123  pathlib takes no bytes
        file.write(INCOMPLETE)
    (one,) = objects(instance.run("manifest", "check", "--json", "."))
    assert (one["path"], one["readable"]) == ("okh-\ufffd.toml", True)
    done = instance.run("manifest", "check", ".")
    assert done.out.startswith("okh-\ufffd.toml:1:1: error: ")


def test_a_message_may_hold_any_letter_in_any_locale(instance: Instance) -> None:
    raw = manifest(name=None, function="\U0001f426 \u202e") + '"nonsense-\u4e2d" = 1\n'.encode()
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}):
        done = instance.run("manifest", "check", "-", given=raw, variables=locale)
        assert "nonsense-\u4e2d" in done.out or "nonsense-\\u4e2d" in done.out
        assert "Traceback" not in done.said
        assert done.code == 1


def test_a_reader_that_goes_away_is_no_trace(instance: Instance) -> None:
    for n in range(300):
        put(instance, **{f"m{n}__okh_toml": INCOMPLETE})
    command = f"{' '.join(OSHMARK)} manifest check . | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=instance.here, env=instance.environment(), capture_output=True, check=True
    )
    assert done.stdout.startswith(b"m0/okh.toml:1:1: error")
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_colour_is_for_terminals_only(instance: Instance) -> None:
    assert "\x1b" not in instance.run("manifest", "check", "-", given=INCOMPLETE).out
