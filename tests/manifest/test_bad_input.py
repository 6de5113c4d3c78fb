# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that nobody should have to read: what comes is one clear sentence or findings, soon, and within bounds."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest import rules
from oshmark.manifest.model import Part
from oshmark.manifest.names import HEAD_BYTES, is_manifest_head
from oshmark.manifest.read import MAX_PARTS, Reading, read
from oshmark.manifest.text import clean, marks_in
from oshmark.manifest.to_rdf import Place, part_slugs, to_rdf
from oshmark.manifest.write import to_toml
from oshmark.ontology.write import to_turtle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLACE = Place("https://lib.example.org/m/git.example.org/wren/lamp/-/v/1")
BASE = (
    'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\nrepo = "https://git.example.org/wren/lamp"\nversion = "1"\nlicense = "MIT"\n'
    'licensor = "Wren"\ndocumentation-language = "en"\nfunction = "Lights."\n'
)
PATIENCE_S = 10
"""Ten times what the slowest case needs on a slow machine; what hangs takes far longer."""
SLACK = 40
"""Ten times the input may take this many times as long; what is quadratic takes a hundred times."""
MEMORY_BYTES = 700 * 1024 * 1024

UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("okh.toml", b"", "empty"),
    "blank": ("okh.toml", b" \n\t\n", "empty"),
    "only a comment": ("okh.toml", b"# nothing\n", "empty"),
    "empty YAML": ("okh.yml", b"---\n", "empty"),
    "empty JSON": ("okh.json", b"", "empty"),
    "a picture": ("okh.toml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
    "noise": ("okh.yml", bytes((number * 7919) % 256 for number in range(5000)), "binary"),
    "zeros": ("okh.json", bytes(4096), "binary"),
    "50 MB of text": ("okh.toml", b'a = "' + b"x" * 50_000_000 + b'"', "too-large"),
    "50 MB of YAML": ("okh.yml", b"a: b\n" * 10_000_000, "too-large"),
    "30,000 brackets in TOML": ("okh.toml", b"name = " + b"[" * 30_000 + b"]" * 30_000, "too-deep"),
    "30,000 brackets in YAML": ("okh.yml", b"name: " + b"[" * 30_000 + b"]" * 30_000, "too-deep"),
    "30,000 brackets in JSON": ("okh.json", b'{"name": ' + b"[" * 30_000 + b"]" * 30_000 + b"}", "too-deep"),
    "30,000 tables in JSON": ("okh.json", b'{"a": ' * 30_000 + b"1" + b"}" * 30_000, "too-deep"),
    "30,000 dots": ("okh.toml", b"a." * 30_000 + b"a = 1", "too-deep"),
    "brackets that never close": ("okh.json", b'{"name": ' + b"[" * 30_000, "too-deep"),
    "exploding aliases": (
        "okh.yml",
        b"title: a\na0: &a0 [x]\n"
        + b"".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n".encode() for n in range(1, 40)),
        "too-many-values",
    ),
    "a list": ("okh.json", b"[1]", "not-a-table"),
    "a text": ("okh.yml", b"just words", "not-a-table"),
    "no key of a manifest": ("okh.toml", b"port = 1", "not-a-manifest"),
    "tabs as indentation": ("okh.yml", b"title: a\nlicense:\n\thardware: MIT\n", "yaml-tab"),
}  # fmt: skip


def said_of(name: str, raw: bytes) -> UnreadableError:
    start = time.monotonic()
    with pytest.raises(UnreadableError) as caught:
        read(raw, name=name, folder="")
    assert time.monotonic() - start < PATIENCE_S
    return caught.value


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_one_located_sentence(case: str) -> None:
    name, raw, rule = UNREADABLE[case]
    finding = said_of(name, raw).finding
    assert finding.rule.id == rule
    assert finding.at is not None
    assert min(finding.at) >= 1
    assert finding.message.isprintable()
    assert 20 < len(finding.message) < 400
    assert finding.fix


def reading_of(text: str | bytes, name: str = "okh.toml") -> Reading:
    start = time.monotonic()
    reading = read(text.encode() if isinstance(text, str) else text, name=name, folder="")
    assert time.monotonic() - start < PATIENCE_S
    return reading


def rules_of(reading: Reading) -> set[str]:
    return {finding.rule.id for finding in reading.findings}


def test_latin_1_is_read_with_a_finding() -> None:
    reading = reading_of(BASE.replace("Wren", "Jürgen").encode("latin-1"))
    assert reading.manifest.licensor[0].name == "Jürgen"
    assert "encoding-latin-1" in rules_of(reading)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_read_with_a_finding(encoding: str) -> None:
    reading = reading_of(BASE.replace("Wren", "Jürgen 🪔").encode(encoding))
    assert reading.manifest.licensor[0].name == "Jürgen 🪔"
    assert "encoding-utf-16" in rules_of(reading)


def test_tabs_are_no_fault_in_toml() -> None:
    assert reading_of(BASE.replace(" = ", "\t=\t")).manifest == reading_of(BASE).manifest


def test_a_key_that_is_given_twice_is_said() -> None:
    assert said_of("okh.toml", f'{BASE}name = "Other"'.encode()).finding.at == (9, 1)
    reading = reading_of('{"name": "a", "repo": "https://a.example/r", "name": "b"}', "okh.json")
    assert (reading.manifest.name, "duplicate-key" in rules_of(reading)) == ("b", True)
    reading = reading_of("title: a\ntitle: b\n", "okh.yml")
    assert (reading.manifest.name, "duplicate-key" in rules_of(reading)) == ("b", True)


def test_control_and_direction_characters_are_said_and_never_shown() -> None:
    reading = reading_of(
        BASE + 'user-manuel = "a\u202eb\u0007"\nreadme = "C:\\\\\u202e\\nx"\n'.replace("\u0007", "\\u0007")
    )
    assert "bidi-character" in rules_of(reading)
    assert all(finding.message.isprintable() and (finding.fix or " ").isprintable() for finding in reading.findings)


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "FILE:c:/x",
])  # fmt: skip
@pytest.mark.parametrize("key", ["repo", "release", "attestation", "publication", "fork-of", "bom", "image", "source"])
def test_an_address_that_is_not_of_the_web_is_kept_aside(address: str, key: str) -> None:
    text = "\n".join(line for line in BASE.splitlines() if not line.startswith(key))
    reading = reading_of(f'{text}\n{key} = "{address}"\n')
    assert getattr(reading.manifest, key.replace("-", "_")) in (None, ())
    assert reading.manifest.extra == {key: address}
    assert "url-scheme" in rules_of(reading)
    turtle = to_turtle(to_rdf(reading.manifest, reading.licence, PLACE))
    assert f"<{address}" not in turtle


def test_names_of_10_000_characters_are_kept_and_said() -> None:
    reading = reading_of(
        BASE.replace('"Lamp"', f'"{"🪔" * 10_000}"') + f'[[part]]\nname = "{"b" * 10_000}"\nsource = "a"'
    )
    assert len(reading.manifest.name or "") == 10_000
    assert "value-long" in rules_of(reading)
    assert max(len(finding.message) for finding in reading.findings) <= 400
    assert len(to_turtle(to_rdf(reading.manifest, reading.licence, PLACE))) < 100_000


@pytest.mark.parametrize(
    "key", ["licensor", "license", "function", "version", "documentation-language", "name", "repo"]
)
@pytest.mark.parametrize(
    "filling",
    [" ", "\\t", "a", "@", "a@a.", "-", "/", "=", "[", "<", "(", ".", "1", "%", "{", "'", "a.", "AND ", "é", "=="],
)
def test_no_text_takes_long(key: str, filling: str) -> None:
    long = ("x" + filling * 30_000 + "!").replace("\\t", "\t")
    text = "\n".join(line for line in BASE.splitlines() if not line.startswith(key))
    raw = json.dumps(long).encode()
    reading = reading_of(text.encode() + f"\n{key} = ".encode() + raw + b"\n")
    assert reading.manifest.dialect.value == "OKH-LOSHv1.0"


@pytest.mark.parametrize("text", [
    "==" + " " * 50_000 + "x", "== " * 20_000, "[[" * 20_000, "{{" * 20_000, "<a " * 20_000, "'" * 50_000,
    "\n" * 50_000 + "x",
    " \t" * 30_000, "=" * 50_000, "[1" * 20_000, "<" * 50_000, "&" * 50_000,
])  # fmt: skip
def test_cleaning_and_looking_for_marks_take_no_time(text: str) -> None:
    start = time.monotonic()
    assert isinstance(marks_in(text) + clean(text), str)
    assert time.monotonic() - start < PATIENCE_S / 5


@pytest.mark.parametrize("head", [b"\n", b" ", b" \n", b"{", b",", b"okhv", b"\t\n", b'"okhv" ', b"'"])
def test_looking_for_okhv_takes_no_time(head: bytes) -> None:
    start = time.monotonic()
    assert not is_manifest_head(head * HEAD_BYTES)
    assert time.monotonic() - start < PATIENCE_S / 5


# --- many parts


def many(count: int, name: str = "Part {}") -> bytes:
    one = (
        '[[part]]\nname = "{}"\nsource = "/cad/{}.scad"\nexport = ["a.stl", "b.step"]\n'
        'tsdc = "3DP"\nmaterial = "PLA"\nraft = 1\n'
    )
    parts = "".join(one.format(name.format(number), number) for number in range(count))
    return (BASE + parts).encode()


def everything(raw: bytes) -> Reading:
    reading = read(raw, name="okh.toml", folder="")
    to_turtle(to_rdf(reading.manifest, reading.licence, PLACE))
    to_toml(reading.manifest)
    return reading


def seconds(work: Callable[[], object]) -> float:
    """How long it takes: the better of two, because a machine that does other things too only ever makes it longer."""
    return min(_once(work) for _ in range(2))


def _once(work: Callable[[], object]) -> float:
    gc.collect()  # what other tests have left behind is not to be collected on this one's time
    start = time.process_time()
    work()
    return time.process_time() - start


def test_10_000_parts_take_a_few_seconds_and_not_much_more_than_ten_times_as_long_as_1_000() -> None:
    few, lots = many(1_000), many(10_000, "Same")
    once = min(seconds(lambda: everything(few)) for _ in range(2))
    start = time.process_time()
    reading = everything(lots)
    assert time.process_time() - start < min(PATIENCE_S, SLACK * once)
    assert len(reading.manifest.part) == 10_000
    assert sum(finding.rule is rules.KEY_ALIAS for finding in reading.findings) == 10_000


def test_naming_the_pages_of_parts_of_one_name_is_not_quadratic() -> None:
    few, lots = (tuple(Part(name="Same") for _ in range(count)) for count in (1_000, 10_000))
    once = min(seconds(lambda: part_slugs(few)) for _ in range(2))
    assert seconds(lambda: part_slugs(lots)) < SLACK * once


def test_placing_the_findings_of_10_000_parts_is_not_quadratic() -> None:
    def placed(raw: bytes) -> int:
        reading = read(raw, name="okh.toml", folder="")
        return len([reading.document.locate(finding.path) for finding in reading.findings])

    once = min(seconds(lambda: placed(many(1_000))) for _ in range(2))
    assert seconds(lambda: placed(many(10_000))) < SLACK * once


@pytest.mark.parametrize(
    "key", ["image", "source", "licensor", "standard-compliance", "documentation-language", "publication"]
)
def test_long_lists_are_not_quadratic(key: str) -> None:
    def listed(count: int) -> bytes:
        lines = [line for line in BASE.splitlines() if not line.startswith(key)]
        return "\n".join([*lines, f"{key} = {[f'https://a.example/{n}' for n in range(count)]}\n"]).encode()

    few, lots = listed(500), listed(5_000)
    everything(few)
    once = min(seconds(lambda: everything(few)) for _ in range(2))
    assert seconds(lambda: everything(lots)) < SLACK * max(once, 0.01)


def test_design_files_of_okhv1_are_not_quadratic() -> None:
    def files(count: int) -> bytes:
        return (
            "title: a\ndesign-files:\n" + "".join(f"- path: {n}.scad\n- 'C:\\x{n}'\n" for n in range(count))
        ).encode()

    def read_files(count: int) -> float:
        raw = files(count)
        return seconds(lambda: read(raw, name="okh.yml"))

    once = min(read_files(500) for _ in range(2))
    assert read_files(5_000) < SLACK * once


def test_more_parts_than_people_write_are_kept_aside() -> None:
    reading = read((BASE + "[[part]]\n" * (MAX_PARTS + 1)).encode(), name="okh.toml")
    assert reading.manifest.part == ()
    assert len(reading.manifest.extra["part"]) == MAX_PARTS + 1
    assert "value-type" in rules_of(reading)


def test_10_000_own_keys_are_not_quadratic() -> None:
    def own(count: int) -> bytes:
        return (BASE + "".join(f"own-key-{n} = {n}\n" for n in range(count))).encode()

    once = min(seconds(lambda: everything(own(1_000))) for _ in range(2))
    assert seconds(lambda: everything(own(10_000))) < SLACK * once


# --- in a process of its own, with little memory


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def check(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "oshmark", "manifest", "check", *options, str(path)],
        capture_output=True, encoding="utf-8", check=False, timeout=6 * PATIENCE_S, preexec_fn=limited,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "case", ["empty", "a picture", "50 MB of text", "30,000 brackets in JSON", "exploding aliases"]
)
def test_the_command_line_says_it_too(case: str, tmp_path: Path) -> None:
    name, raw, rule = UNREADABLE[case]
    path = tmp_path / name
    path.write_bytes(raw)
    done = check(path)
    assert done.returncode == 1
    assert f"[{rule}]" in done.stdout
    assert "Traceback" not in done.stderr
    [found] = json.loads(check(path, "--json").stdout)
    assert (found["readable"], [finding["rule"] for finding in found["findings"]]) == (False, [rule])


def test_10_000_parts_fit_into_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "okh.toml"
    path.write_bytes(many(10_000))
    done = check(path, "--json")
    [found] = json.loads(done.stdout)
    assert (found["readable"], found["complete"]) == (True, True)
    assert done.stderr == ""


def test_a_file_of_8_mb_fits_into_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "okh.yml"
    path.write_text("title: a\nkeywords: " + json.dumps("word " * 1_500_000) + "\n")
    done = check(path, "--json")
    assert json.loads(done.stdout)[0]["readable"] is True


def test_a_folder_with_bad_files_is_reported_file_by_file(tmp_path: Path) -> None:
    for number, (name, raw, _) in enumerate(UNREADABLE.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_bytes(raw if len(raw) < 10_000_000 else raw[:9_000_000])
    done = check(tmp_path, "--json")
    found = json.loads(done.stdout)
    assert len(found) == len(UNREADABLE)
    assert {one["readable"] for one in found} == {False}
    assert all(len(one["findings"]) == 1 for one in found)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("okh.toml", b'okhv = "OKH-LOSHv1.0"\nname = "rtl\\u202Eevil\\u0007x"\nfunction = "\\u0000 a"\n'),
        ("okh.json", b'{"okhv": "OKH-LOSHv1.0",\n"name": "rtl\\u202Eevil\\u0007x",\n"function": "\\u0000 a"}\n'),
        ("okh.yaml", b'okhv: "OKH-LOSHv1.0"\nname: "rtl\\u202Eevil\\ax"\nfunction: "\\0 a"\n'),
    ],
)
def test_unseen_characters_are_said_even_when_they_are_escaped(name: str, raw: bytes) -> None:
    reading = read(raw, name=name)
    said = [(f.path, f.facts["codes"]) for f in reading.findings if f.rule.id == "value-unseen-characters"]
    assert said == [(("name",), "U+0007, U+202E"), (("function",), "U+0000")]
    assert reading.manifest.name == "rtl\u202eevilx"
    assert reading.manifest.function == "a"


def test_a_comma_that_may_part_thousands_is_not_read() -> None:
    raw = b'okhv = "OKH-LOSHv1.0"\nname = "Lark"\n[mass]\nvalue = "1,500"\nunit = "g"\n'
    reading = read(raw, name="okh.toml")
    assert reading.manifest.mass is None
    assert "value-type" in {finding.rule.id for finding in reading.findings}
