# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest fix`, run as people run it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.made_up import manifest

if TYPE_CHECKING:
    from tests.instances import Instance

WHOLE = manifest()
ODD = WHOLE.replace(b'"CERN-OHL-S-2.0"', b'"CERN OHL S 2.0"')
BROKEN = WHOLE.replace(b'"Lark Makers"', b'"Ada", "Bob"')
HOPELESS = WHOLE + b"and some words\n"
INCOMPLETE = manifest(name=None).replace(b'"CERN-OHL-S-2.0"', b'"CERN OHL S 2.0"')


def test_the_mended_text_goes_to_standard_output_and_the_talk_elsewhere(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(BROKEN)
    done = instance.run("manifest", "fix", "okh.toml")
    assert (done.code, done.out.encode()) == (0, BROKEN.replace(b'"Ada", "Bob"', b'["Ada", "Bob"]'))
    assert done.said.startswith(
        "okh.toml:6: mended: Square brackets were put around the values of `licensor`. [mended-commas]"
    )
    assert "1 manifest: 1 thing to mend, " in done.said
    assert (instance.here / "okh.toml").read_bytes() == BROKEN


def test_a_whole_manifest_comes_out_as_it_is(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(WHOLE.replace(b"\n", b"\r\n"))
    done = subprocess_bytes(instance, "okh.toml")
    assert done == WHOLE.replace(b"\n", b"\r\n")


def subprocess_bytes(instance: Instance, name: str) -> bytes:
    process = instance.start("manifest", "fix", name)
    out, _ = process.communicate(timeout=60)
    return out


def test_standard_input_is_mended(instance: Instance) -> None:
    done = instance.run("manifest", "fix", "-", given=BROKEN)
    assert (done.code, '["Ada", "Bob"]' in done.out) == (0, True)
    assert done.said.startswith("-:6: mended: ")


def test_write_replaces_the_file_and_nothing_else(instance: Instance) -> None:
    path = instance.here / "okh.toml"
    path.write_bytes(ODD)
    path.chmod(0o600)
    done = instance.run("manifest", "fix", "--write", "okh.toml")
    assert (done.code, done.out) == (0, "")
    assert path.read_bytes() == WHOLE
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in instance.here.iterdir()] == ["okh.toml"]
    before = path.stat()
    again = instance.run("manifest", "fix", "--write", "okh.toml")
    assert (again.code, path.stat().st_mtime_ns, path.stat().st_ino) == (0, before.st_mtime_ns, before.st_ino)


def test_write_mends_every_manifest_of_a_folder(instance: Instance) -> None:
    for name in ("a", "b"):
        (instance.here / name).mkdir()
        (instance.here / name / "okh.toml").write_bytes(ODD)
    done = instance.run("manifest", "fix", "--write", ".")
    assert (done.code, (instance.here / "b" / "okh.toml").read_bytes()) == (0, WHOLE)
    assert "2 manifests: 2 things mended" in done.said


def test_diff_is_what_patch_takes(instance: Instance) -> None:
    path = instance.here / "okh.toml"
    path.write_bytes(BROKEN.rstrip(b"\n"))
    done = instance.run("manifest", "fix", "--diff", "okh.toml")
    assert (done.code, path.read_bytes()) == (0, BROKEN.rstrip(b"\n"))
    assert done.out.startswith("--- a/okh.toml\n+++ b/okh.toml\n@@ ")
    assert '-licensor = "Ada", "Bob"\n+licensor = ["Ada", "Bob"]\n' in done.out
    applied = instance.here / "diff"
    applied.write_text(done.out)
    subprocess.run(["git", "apply", "diff"], cwd=instance.here, check=True, capture_output=True)  # noqa: S607
    assert path.read_bytes() == BROKEN.rstrip(b"\n").replace(b'"Ada", "Bob"', b'["Ada", "Bob"]')


def test_errors_that_are_left_are_an_exit_code_of_one(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(INCOMPLETE)
    done = instance.run("manifest", "fix", "--write", "okh.toml")
    assert done.code == 1
    assert b'"CERN-OHL-S-2.0"' in (instance.here / "okh.toml").read_bytes()
    assert "okh.toml:1: error: “name” is missing" in done.said


def test_what_cannot_be_read_is_said_and_stays(instance: Instance) -> None:
    path = instance.here / "okh.toml"
    for raw in (HOPELESS, b"\x89PNG\r\n\x1a\n\0\0"):
        path.write_bytes(raw)
        done = instance.run("manifest", "fix", "--write", "okh.toml")
        assert (done.code, path.read_bytes()) == (1, raw)
        assert "error: " in done.said
        assert "Traceback" not in done.said


def test_a_link_that_leads_out_is_not_followed(instance: Instance) -> None:
    outside = instance.here.parent / "outside.toml"
    outside.write_bytes(ODD)
    (instance.here / "okh.toml").symlink_to(outside)
    done = instance.run("manifest", "fix", "--write", "okh.toml")
    assert (done.code, outside.read_bytes()) == (1, ODD)
    assert "is a link to a file elsewhere, which stays as it is" in done.said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.toml", "b.toml"), "several manifests cannot be shown at once"),
        (("--write", "--diff", "a.toml"), "contradict each other"),
        (("--write", "-"), "standard input cannot be written"),
        (("nowhere.toml",), "nowhere.toml does not exist"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use_is_an_exit_code_of_two(instance: Instance, arguments: tuple[str, ...], said: str) -> None:
    for name in ("a.toml", "b.toml"):
        (instance.here / name).write_bytes(ODD)
    done = instance.run("manifest", "fix", *arguments, given=ODD)
    assert (done.code, done.out) == (2, "")
    assert said in done.said
    assert (instance.here / "a.toml").read_bytes() == ODD


def test_a_folder_without_a_manifest_is_said(instance: Instance) -> None:
    done = instance.run("manifest", "fix", "--write", ".")
    assert done.code == 1
    assert "there is no manifest here" in done.said


def test_a_file_that_may_not_be_read_is_said(instance: Instance) -> None:
    (instance.here / "okh.toml").symlink_to("okh.toml")
    done = instance.run("manifest", "fix", "--diff", "okh.toml")
    assert done.code in (1, 2)
    assert "Traceback" not in done.said
