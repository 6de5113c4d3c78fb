# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark library` and `oshmark rebuild`, run as people run them."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
from typing import TYPE_CHECKING

import pytest
import rdflib

from tests.instances import OSHMARK, Instance
from tests.made_up import NOT_OPEN, REPO, UNCLEAR, manifest

if TYPE_CHECKING:
    from pathlib import Path


NAME = '=Lark, "the bird"'
ONE = "/m/git.example.org/lark/printer/-/v/1.0.0"


def put(instance: Instance, **files: bytes) -> None:
    for name, raw in files.items():
        path = instance.here / name.replace("__", "/") / "okh.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    instance = Instance.begun(tmp_path_factory.mktemp("published"))
    put(
        instance,
        a=manifest(name=NAME.replace('"', '\\"'), function="maria@lark.example"),
        b=manifest(repo=f"{REPO}-2", licence=NOT_OPEN),
    )
    assert instance.run("library", "add", ".").code == 0
    assert instance.run("library", "publish").code == 0
    return instance


@pytest.fixture
def published(published_once: Instance, instance: Instance) -> Instance:
    """A library of one's own that is published: one release is open, one waits."""
    return instance.become(published_once)


def test_adding_says_what_came_of_each_manifest(instance: Instance) -> None:
    put(instance, a=manifest(), b=manifest(repo=f"{REPO}-2", licence=UNCLEAR), c=manifest(name=None), d=b"\xff\xfe")
    done = instance.run("library", "add", ".")
    assert done.code == 1
    words = [line.split(": ")[:2] for line in done.out.splitlines()]
    assert words == [
        ["a/okh.toml", "admitted"],
        ["b/okh.toml", "waiting for its licence"],
        ["c/okh.toml", "refused"],
        ["d/okh.toml", "refused"],
    ]
    assert done.said == "4 manifests: 1 admitted, 1 waiting for its licence, 2 refused.\n"
    put(instance, a=manifest(function="changed"))
    done = instance.run("library", "add", "a/okh.toml", "b")
    assert (done.code, done.said) == (0, "2 manifests: 1 changed under the same version, not synced, 1 unchanged.\n")


def test_adding_for_programs_is_one_object_a_line(instance: Instance) -> None:
    put(instance, a=manifest(), c=manifest(name=None))
    done = instance.run("library", "add", "--json", ".")
    one, other = (json.loads(line) for line in done.out.splitlines())
    assert one["origin"] == "a/okh.toml"
    assert (one["outcome"], one["address"], one["name"]) == ("admit", ONE, "Lark")
    assert (other["outcome"], other["address"], other["reason"]) == ("refuse", None, "it has no name")


def test_a_folder_in_a_repository_is_a_module_of_its_own(instance: Instance) -> None:
    put(instance, x=manifest(), x__frame=manifest(name="Frame"), x__old=manifest(version="0.1"))
    assert instance.run("library", "add", ".").code == 0
    assert {row[0] for row in instance.rows("SELECT address FROM library_release")} == {
        ONE,
        "/m/git.example.org/lark/printer/-/in/frame/-/v/1.0.0",
        ONE.replace("1.0.0", "0.1"),
    }


def test_a_missing_path_is_wrong_use_and_nothing_is_added(instance: Instance) -> None:
    put(instance, a=manifest())
    done = instance.run("library", "add", "a", "gone")
    assert (done.code, done.out, done.said) == (2, "", "oshmark: gone does not exist.\n")
    assert instance.rows("SELECT count(*) FROM audit_event") == [(0,)]


def test_a_folder_without_manifests_says_so(instance: Instance) -> None:
    done = instance.run("library", "add", ".")
    assert (done.code, done.out, done.said) == (1, "", "0 manifests: none found.\n")


def test_what_may_not_be_read_is_said_and_the_others_are_added(instance: Instance) -> None:
    put(instance, a=manifest(), b=manifest(repo=f"{REPO}-2"), c=manifest(repo=f"{REPO}-3"))
    (instance.here / "a/okh.toml").chmod(0)
    (instance.here / "c").chmod(0)
    done = instance.run("library", "add", ".", humble=True)
    (instance.here / "c").chmod(0o700)
    assert done.code == 1
    assert done.out.startswith("b/okh.toml: admitted")
    assert set(done.said.splitlines()) == {
        "oshmark: the folder c cannot be opened: Permission denied.",
        "oshmark: a/okh.toml cannot be read: Permission denied.",
        "1 manifest: 1 admitted.",
    }


def test_strange_files_in_a_folder_do_no_harm(instance: Instance, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_bytes(manifest(name="Secret"))
    put(instance, a=manifest())
    folder = instance.here / "a"
    (folder / "okh-out.toml").symlink_to(tmp_path / "secret.toml")
    (folder / "okh-round.toml").symlink_to("okh-round.toml")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "okh-pipe.toml")
    with open(os.fsencode(folder) + b"/okh-\xff.toml", "wb") as file:  # noqa: PTH123  pathlib takes no bytes
        file.write(manifest(name="Odd"))
    done = instance.run("library", "add", ".")
    assert [line.partition(": ")[0] for line in done.out.splitlines()] == ["a/okh-\ufffd.toml", "a/okh.toml"]
    assert [event.data["provenance"]["name"] for event in instance.events()] == ["okh-\ufffd.toml", "okh.toml"]
    instance.verify()


def test_a_licence_is_allowed_and_frees_what_waits(instance: Instance) -> None:
    put(instance, a=manifest(licence=UNCLEAR), b=manifest(repo=f"{REPO}-2", licence=NOT_OPEN))
    instance.run("library", "add", ".")
    done = instance.run("library", "whitelist", UNCLEAR, "--reason", "it was read")
    assert (done.code, done.out) == (0, f"{ONE}: admitted\n")
    assert done.said == f"“{UNCLEAR}” is allowed; 1 release was waiting for it.\n"
    assert instance.run("library", "whitelist", UNCLEAR, "--reason", "again").code == 1


@pytest.mark.parametrize(
    ("licence", "reason", "says"),
    [
        (NOT_OPEN, "please", "not open"),
        ("MIT", "please", "open already"),
        (UNCLEAR, " ", "needs a reason"),
        ("", "x", "Name the"),
    ],
)
def test_a_licence_that_cannot_be_allowed_is_refused(instance: Instance, licence: str, reason: str, says: str) -> None:
    done = instance.run("library", "whitelist", licence, "--reason", reason)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: ")
    assert says in done.said
    assert instance.events() == []


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["nonsense"], ["add"], ["whitelist"], ["whitelist", "X"], ["export"], ["export", "--to", "docx"],
        ["publish", "now"], ["add", ".", "--colour"],
    ],
)  # fmt: skip
def test_wrong_use_is_two(instance: Instance, arguments: list[str]) -> None:
    done = instance.run("library", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.said.startswith("usage: oshmark library")


def test_publishing_says_what_it_made(instance: Instance) -> None:
    put(instance, a=manifest())
    instance.run("library", "add", ".")
    said = instance.run("library", "publish")
    assert said.code == 0
    assert said.out.startswith("Generation 1: 1 releases, ")
    assert said.out.endswith(" statements, up to event 1.\n")
    assert instance.run("library", "publish").out == said.out
    assert instance.run("library", "publish", "--full").out.startswith("Generation 2: 1 releases, ")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
@pytest.mark.parametrize(("form", "rdf"), [("nq", "nquads"), ("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data_can_be_exported(published: Instance, form: str, rdf: str) -> None:
    done = published.run("library", "export", "--to", form)
    assert (done.code, done.said) == (0, "")
    graph = rdflib.Dataset(default_union=True).parse(data=done.out, format=rdf)
    version = rdflib.URIRef("https://w3id.org/oseg/ont/okh#version")
    this = rdflib.URIRef(f"http://127.0.0.1:8000{ONE}#this")
    assert list(graph.objects(this, version)) == [rdflib.Literal("1.0.0")]
    assert "maria@lark.example" not in done.out
    assert f"{REPO}-2" not in done.out


def test_tables_can_be_exported(published: Instance) -> None:
    done = published.run("library", "export", "--to", "csv")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert (row["address"], row["version"], row["licence"], row["latest"]) == (ONE, "1.0.0", "CERN-OHL-S-2.0", "True")
    assert row["name"] == f"'{NAME}"
    (same,) = json.loads(published.run("library", "export", "--to", "json").out)
    assert (same["address"], same["name"], same["latest"]) == (ONE, NAME, True)
    assert set(same) == set(row)


def test_no_e_mail_address_is_exported(instance: Instance) -> None:
    put(instance, a=manifest(name="Lark by maria@lark.example"))
    instance.run("library", "add", ".")
    instance.run("library", "publish")
    for form in ("nq", "ttl", "jsonld", "csv", "json"):
        assert "maria" not in instance.run("library", "export", "--to", form).out


def test_nothing_published_is_a_clear_error(instance: Instance) -> None:
    for form in ("nq", "ttl", "jsonld"):
        done = instance.run("library", "export", "--to", form)
        assert (done.code, done.out) == (1, "")
        assert done.said == "oshmark: Nothing is published yet. Run `oshmark library publish` first.\n"


def test_a_reader_of_an_export_that_goes_away_is_no_trace(instance: Instance) -> None:
    for n in range(150):
        put(instance, **{f"m{n}": manifest(repo=f"{REPO}-{n}")})
    instance.run("library", "add", ".")
    instance.run("library", "publish")
    for arguments in ("export --to nq", "export --to csv", "add --json ."):
        command = f"{' '.join(OSHMARK)} library {arguments} | head -1"
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=instance.here, env=instance.environment(), capture_output=True, check=True
        )
        assert done.stdout.count(b"\n") == 1
        assert b"Traceback" not in done.stderr
        assert b"BrokenPipe" not in done.stderr


def test_rebuilding_says_from_how_many_events(published: Instance) -> None:
    before = published.rows("SELECT address, state, latest, touched FROM library_release ORDER BY 1")
    published.change("UPDATE library_release SET name = 'forged', latest = 0, state = 'waiting'")
    done = published.run("rebuild")
    assert (done.code, done.out, done.said) == (0, "The library was made anew from 2 events.\n", "")
    assert published.rows("SELECT address, state, latest, touched FROM library_release ORDER BY 1") == before


def test_a_broken_log_is_not_rebuilt_from(published: Instance) -> None:
    published.change("UPDATE audit_event SET subject = 'forged' WHERE number = 2")
    published.change("UPDATE library_release SET name = 'forged'")
    done = published.run("rebuild")
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: Event 2 of the log does not fit")
    assert {row[0] for row in published.rows("SELECT name FROM library_release")} == {"forged"}


def test_missing_payloads_are_a_clear_error(published: Instance) -> None:
    (published.home / "payloads/payloads.sqlite3").unlink()
    for arguments in (("rebuild",), ("library", "publish", "--full")):
        done = published.run(*arguments)
        assert (done.code, done.out) == (1, "")
        assert "is missing. Restore the payloads from a backup." in done.said
        assert "Traceback" not in done.said


def test_a_database_that_is_none_is_a_clear_error(published: Instance) -> None:
    (published.home / "oshmark.sqlite3").write_bytes(b"no database" * 1000)
    for name in ("oshmark.sqlite3-wal", "oshmark.sqlite3-shm"):
        (published.home / name).unlink(missing_ok=True)
    done = published.run("library", "publish")
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: The database of the library cannot be used: ")
    assert done.said.count("\n") == 1


@pytest.mark.parametrize("arguments", [("library", "add", "a"), ("library", "publish"), ("rebuild",)])
def test_a_home_that_may_not_be_written_is_a_clear_error(published: Instance, arguments: tuple[str, ...]) -> None:
    put(published, a=manifest(version="2.0"))
    for path in (*published.home.rglob("*"), published.home):
        path.chmod(0o500 if path.is_dir() else 0o400)
    done = published.run(*arguments, humble=True)
    for path in (published.home, *published.home.rglob("*")):
        path.chmod(0o700)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: ")
    assert "Traceback" not in done.said


def test_a_full_disk_is_a_clear_error_and_the_next_run_completes(instance: Instance) -> None:
    put(instance, **{f"m{n}": manifest(repo=f"{REPO}-{n}", function="f" * 30_000) for n in range(60)})
    assert instance.run("library", "add", "m0").code == 0
    assert instance.run("library", "publish").code == 0
    allowed = 400_000
    for verb in (("add", "."), ("publish",)):
        done = subprocess.run(
            [*OSHMARK, "library", *verb],
            cwd=instance.here,
            env=instance.environment(),
            capture_output=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, allowed)),
        )
        assert done.returncode == 1, done.stderr
        assert done.stderr.startswith(b"oshmark: ")
        assert b"Traceback" not in done.stderr
        instance.verify()
        assert instance.run("query", "-", given=b"ASK { ?m okh:version '1.0.0' }").out == "yes\n"
        done_after = instance.run("library", *verb)
        assert done_after.code == 0
    assert done_after.out.startswith("Generation ")
    assert " 60 releases, " in done_after.out


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'


def test_pictures_of_admitted_modules_are_kept_with_them(instance: Instance) -> None:
    other = manifest(repo=f"{REPO}-2") + b'image = "gone.png"\n'
    put(instance, a=manifest() + b'image = "lark.svg"\n', b=other)
    (instance.here / "a" / "lark.svg").write_text(DRAWING, encoding="utf-8")
    done = instance.run("library", "add", ".", "--no-pictures")
    assert (done.code, done.said) == (0, "2 manifests: 2 admitted.\n")
    assert not (instance.home / "pictures").exists()
    done = instance.run("library", "add", ".")
    assert done.code == 0
    assert done.said == (
        f"{ONE.replace('printer', 'printer-2')}, gone.png: "
        "The picture that the manifest names is not in the repository.\n"
        "1 picture is kept.\n"
        "2 manifests: 2 unchanged.\n"
    )
