# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What strangers send to end the process: each in a process of its own, so that a crash is a failing test."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import read_document

N = 30_000

DEEP = {
    "toml-arrays": ("okh.toml", "'a = ' + '[' * N"),
    "toml-arrays-on-lines": ("okh.toml", r"'a = ' + '[\n' * N + ']' * N"),
    "toml-closed-arrays": ("okh.toml", "'a = ' + '[' * N + ']' * N"),
    "toml-arrays-side-by-side": ("okh.toml", "'a = [' + '[[],' * N"),
    "toml-tables": ("okh.toml", "'a = ' + '{a = ' * N"),
    "toml-brackets": ("okh.toml", "'[' * N"),
    "toml-dotted-key": ("okh.toml", "'a.' * N + 'a = 1'"),
    "toml-quoted-dotted-key": ("okh.toml", "'\"a\".' * N + 'a = 1'"),
    "toml-blank-dotted-key": ("okh.toml", "'a . ' * N + 'a = 1'"),
    "toml-heading": ("okh.toml", "'[' + 'a.' * N + 'a]'"),
    "toml-array-heading": ("okh.toml", "'[[' + 'a.' * N + 'a]]'"),
    "toml-tables-times-dots": ("okh.toml", "'a = ' + ('{' + 'b.' * 60 + 'c = ') * 60 + '1' + '}' * 60"),
    "toml-arrays-times-dots": ("okh.toml", "'a = ' + ('[{' + 'b.' * 40 + 'c = ') * 30 + '1' + '}]' * 30"),
    "yaml-arrays": ("okh.yml", "'[' * N"),
    "yaml-arrays-on-lines": ("okh.yml", r"'a: ' + '[\n ' * N"),
    "yaml-tables": ("okh.yml", "'{' * N"),
    "yaml-named-tables": ("okh.yml", "'{a: ' * N"),
    "yaml-dashes": ("okh.yml", "'- ' * N"),
    "yaml-questions": ("okh.yml", "'? ' * N"),
    "yaml-indentation": ("okh.yml", r"''.join(' ' * i + 'a:\n' for i in range(3000))"),
    "yaml-chain-of-aliases": (
        "okh.yml",
        r"'a0: &a0 [1]\n' + ''.join(f'a{i}: &a{i} [*a{i - 1}]\n' for i in range(1, 500))",
    ),
    "json-arrays": ("okh.json", "'{\"a\": ' + '[' * N"),
    "json-tables": ("okh.json", "'{\"a\":' * N"),
    "unnamed-brackets": ("", "'[' * N"),
    "unnamed-braces": ("", "'{' * N"),
}

PROGRAM = """
import threading
from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import read_document

N = {n}
raw = ({text}).encode()

def read():
    try:
        read_document(raw, name={name!r})
    except UnreadableError as error:
        print(error.finding.rule.id)

# A thread of a web server may have a small stack.
threading.stack_size(256 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("case", DEEP)
def test_deep_nesting_is_refused_and_the_process_lives(case: str) -> None:
    name, text = DEEP[case]
    program = PROGRAM.format(n=N, text=text, name=name)

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "too-deep", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("okh.toml", f"a = {'[' * 64}{']' * 64}"),
        ("okh.toml", f"{'a.' * 63}a = 1"),
        ("okh.toml", "a = '" + "[" * 100 + "'\n# " + "{" * 100 + '\nb = """\n' + "[{a.\n" * 100 + '"""\n'),
        ("okh.toml", "u = 'http://" + "a." * 100 + "org'\nx = {y = 1.5, z = '" + "{b.c" * 90 + "'}\n"),
        ("okh.toml", "x = [" + "{a.b = 1.5}, " * 100 + "]\n"),
        ("okh.toml", "x = [" + "[1.5], " * 100 + "]\n"),
        ("okh.yml", f"a: {'[' * 63}{']' * 63}"),
        (
            "okh.yml",
            "a: '" + "[" * 100 + "'\n# " + "{" * 100 + "\nb: |\n  " + "- - - ? ? " * 50 + "\n" + " " * 200 + "x\n",
        ),
        ("okh.json", '{"a": "' + "[" * 100 + '", "b": [' + "[]," * 100 + "1]}"),
    ],
)
def test_what_only_looks_deep_is_read(name: str, text: str) -> None:
    assert read_document(text.encode(), name=name).findings == []


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("okh.toml", "a = 1\nb = " + "[" * 100, (2, 69)),
        ("okh.toml", "a = 1\n" + "b." * 90 + "c = 1", (2, 1)),
        ("okh.yml", "a: 1\nb: " + "[" * 100, (2, 67)),
        ("okh.json", '{"a": 1,\n"b": ' + "[" * 100, (2, 69)),
    ],
)
def test_the_level_that_is_too_deep_is_located(name: str, text: str, at: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(text.encode(), name=name)

    assert (caught.value.finding.rule.id, caught.value.finding.at) == ("too-deep", at)


BOMB = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12)
)
MERGE_BOMB = (
    "a0: &a0 {"
    + ", ".join(f"k{index}: 1" for index in range(300))
    + "}\n"
    + "".join(f"b{index}:\n  <<: *a0\n" for index in range(1000))
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        MERGE_BOMB,
        "{" + ", ".join(f"k{index}: {index}" for index in range(200_000)) + "}",
        "a: [" + "1," * 4_000_000 + "]",
    ],
    ids=["aliases", "merges", "flow keys", "flow items"],
)
def test_exploding_yaml_is_refused_soon(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        read_document(text.encode(), name="okh.yml")

    assert caught.value.finding.rule.id == "too-many-values"
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("okh.toml", '\\"""' * 2_000_000),
        ("okh.toml", 'a = """' + '\\"""' * 2_000_000),
        ("okh.toml", "a = '" + '\\"' * 4_000_000),
        ("okh.toml", '"' * 8_000_000),
        ("okh.toml", "." * 8_000_000),
        ("okh.toml", "a." * 4_000_000),
        ("okh.toml", "a = 1, 2\n" * 900_000),
        ("okh.toml", "a = " + " " * 8_000_000),
        ("okh.toml", "a = {b = 1.5},\n" * 500_000),
        ("okh.yml", "%x\n" * 2_000_000),
        ("okh.yml", "a: b\n" * 1_600_000),
        ("okh.json", '"\\u' * 2_000_000),
    ],
)
def test_eight_megabytes_of_nonsense_take_no_more_than_seconds(name: str, text: str) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableError):
        read_document(text.encode(), name=name)

    assert time.process_time() - begun < 8


def test_ten_thousand_parts_are_read_and_located_quickly() -> None:
    text = "".join(f'[[part]]\nname = "p{index}"\n[part.mass]\nvalue = 1.5\n' for index in range(10_000))
    begun = time.process_time()
    document = read_document(text.encode(), name="okh.toml")

    assert len(document.data["part"]) == 10_000
    assert document.locate(("part", 9_999, "mass", "value")) == (40_000, 1)
    assert time.process_time() - begun < 3


def test_ten_thousand_parts_in_yaml_are_read() -> None:
    text = "part:\n" + "".join(f"  - name: p{index}\n    mass: {{value: 1.5}}\n" for index in range(10_000))
    document = read_document(text.encode(), name="okh.yml")

    assert document.locate(("part", 9_999, "name")) == (20_000, 5)
