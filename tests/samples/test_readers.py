# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every file of the samples is read by a reader of its own format; a format without a reader fails."""

from __future__ import annotations

import csv
import re
import struct
import tomllib
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.samples import s_expressions
from tests.samples.repositories import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
SVG = "{http://www.w3.org/2000/svg}svg"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read_toml(path: Path) -> None:
    assert tomllib.loads(text_of(path))


def read_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(text_of(path)), dict)


def read_csv(path: Path) -> None:
    delimiter = ";" if path.parent.name == "pumpe-wiesel" else ","
    rows = list(csv.reader(text_of(path).splitlines(), delimiter=delimiter, strict=True))
    assert len(rows) > 2
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) >= 6


def read_stl(path: Path) -> None:
    content = path.read_bytes()
    (count,) = struct.unpack_from("<I", content, 80)
    assert count >= 12
    assert len(content) == 84 + 50 * count


def read_step(path: Path) -> None:
    text = text_of(path)
    assert text.startswith("ISO-10303-21;\nHEADER;\n")
    assert text.endswith("ENDSEC;\nEND-ISO-10303-21;\n")
    assert text.count("DATA;") == 1
    body = text[text.index("DATA;\n") + 6 : text.rindex("ENDSEC;")]
    strange = [line for line in body.splitlines() if not re.fullmatch(r"#\d+=.*;|/\*.*\*/", line)]
    assert strange == []


def read_dxf(path: Path) -> None:
    lines = text_of(path).splitlines()
    assert len(lines) % 2 == 0
    pairs = [(int(code), value) for code, value in zip(lines[::2], lines[1::2], strict=True)]
    sections = Counter(value for code, value in pairs if code == 0)
    assert sections["SECTION"] == sections["ENDSEC"] == 3
    assert sections["POLYLINE"] == sections["SEQEND"]
    assert pairs[-1] == (0, "EOF")


def read_svg(path: Path) -> None:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    assert root.tag == SVG
    assert len(root.findall(".//{*}title")) == 1


def read_freecad(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert ET.fromstring(archive.read("Document.xml")).tag == "Document"  # noqa: S314 - our own file


def read_kicad(path: Path) -> None:
    assert s_expressions.parse(text_of(path))[0] == path.suffix.lstrip(".")


def read_gerber(path: Path) -> None:
    known = re.compile(r"G04 .*\*|G01\*|G3[67]\*|%(TF|FS|MO|AD|LP)[^%]*\*%|D\d{2,}\*|X-?\d+Y-?\d+D0[123]\*|M02\*")
    lines = text_of(path).splitlines()
    assert [line for line in lines if not known.fullmatch(line)] == []
    assert lines[-1] == "M02*"
    assert {"%FSLAX46Y46*%", "%MOMM*%"} <= set(lines)


def read_drill(path: Path) -> None:
    lines = text_of(path).splitlines()
    assert (lines[0], lines[-1]) == ("M48", "M30")
    defined = {line.partition("C")[0] for line in lines if re.fullmatch(r"T\d+C[\d.]+", line)}
    used = {line for line in lines if re.fullmatch(r"T\d+", line)}
    assert defined == used


def read_openscad(path: Path) -> None:
    text = re.sub(r"//.*", "", text_of(path))
    for opening, closing in ("()", "[]", "{}"):
        assert text.count(opening) == text.count(closing)


def read_markdown(path: Path) -> None:
    """Links and pictures lead to files that are there."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(path))
    own = [target for target in targets if "://" not in target]
    assert [target for target in own if not (path.parent / target).is_file()] == []


def read_licence(path: Path) -> None:
    assert "SPDX" in text_of(path)


READERS: dict[str, Callable[[Path], None]] = {
    ".toml": read_toml,
    ".yml": read_yaml,
    ".csv": read_csv,
    ".stl": read_stl,
    ".step": read_step,
    ".dxf": read_dxf,
    ".svg": read_svg,
    ".FCStd": read_freecad,
    ".kicad_pcb": read_kicad,
    ".kicad_sch": read_kicad,
    ".gbr": read_gerber,
    ".drl": read_drill,
    ".scad": read_openscad,
    ".md": read_markdown,
    "": read_licence,
}


def test_every_format_has_a_reader_and_every_reader_a_file() -> None:
    assert {path.suffix for path in FILES} == READERS.keys()
    assert {path.name for path in FILES if path.suffix == ""} == {"LICENSE"}


def test_all_files_are_seen() -> None:
    assert len(FILES) == 339


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_a_file_is_what_its_ending_says(path: Path) -> None:
    READERS[path.suffix](path)
