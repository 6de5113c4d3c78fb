# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of a repository by their names: which one is the bill of materials, which are designs, what goes together."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from oshmark.manifest.media import MEDIA, is_export, is_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PARTS = 200
"""Parts that are drafted; a list beyond that is not one that somebody goes through."""
MOST_FILES = 200
"""Files that are listed under one key."""

_NOT_ALWAYS = """
.md .rst .adoc .txt .tex .docx .odt .ods .xlsx .xls .csv .tsv .toml .yaml .yml .json .ino .c .cpp .h .py .svg
.pdf .png .jpg .jpeg .gif .webp .tif .tiff .bmp .eps .zip .tar .gz .tgz .7z .hex .bin .html .htm .mp4 .webm
.pro .lib .lbr .kicad_pro .kicad_mod .kicad_sym .fcstd1
"""
_NO_DESIGN = frozenset(_NOT_ALWAYS.split())
"""Endings that stand for a design only sometimes; whether they do here, only the maker knows."""
_TEXTS = frozenset({".md", ".rst", ".adoc", ".txt", ".pdf", ".html", ".htm", ".odt", ".docx", ".tex"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg"})
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".ods", ".xls", ".md"})

_BOM = re.compile(
    r"(?<![a-z])(?:s?bom|bill[-_ ]?of[-_ ]?materials?|st(?:ü|ue)ckliste|parts?[-_ ]?list)(?![a-z])",
    re.IGNORECASE,
)
_README = re.compile(r"readme(?:\.(?:md|rst|adoc|txt))?", re.IGNORECASE)
_CONTRIBUTING = re.compile(r"contributing(?:\.(?:md|rst|adoc|txt))?", re.IGNORECASE)
_LICENCE = re.compile(r"(?:licen[cs]e|copying)(?:[-_.][\w.-]{1,40})?", re.IGNORECASE)
_VERSION = re.compile(r"version(?:\.txt)?", re.IGNORECASE)
_INSTRUCTIONS = re.compile(
    r"(?<![a-z])(?:assembly(?:[-_ ](?:guide|manual|instructions?))?|build(?:[-_ ](?:guide|manual|instructions?))|"
    r"instructions?|manufacturing|making|maker[-_ ]guide|"
    r"bauanleitung|montage(?:anleitung)?|aufbau(?:anleitung)?)(?![a-z])",
    re.IGNORECASE,
)
_MANUAL = re.compile(
    r"(?<![a-z])(?:user[-_ ]?(?:manual|guide)|operating[-_ ](?:manual|instructions?)|operation|usage|"
    r"bedienungsanleitung|betriebsanleitung|handbuch)(?![a-z])",
    re.IGNORECASE,
)
_SHOWS_THE_THING = re.compile(r"(?<![a-z])(?:cover|main|hero|product|overview|title|photo)(?![a-z])", re.IGNORECASE)


class Entry(NamedTuple):
    """A file: its path from the folder of the manifest, with `/`, and its bytes."""

    path: str
    size: int


class PartFiles(NamedTuple):
    """Sources and exports that have the same name, and so are the same part."""

    stem: str
    source: list[str]
    export: list[str]


class Designs(NamedTuple):
    """What there is of design files: parts, and the files that belong to none."""

    parts: list[PartFiles]
    source: list[str]
    export: list[str]


def wants_head(path: str) -> bool:
    """Whether the beginning of this file tells something: README, licence, VERSION."""
    pure = PurePosixPath(path)
    if len(pure.parts) == 2 and pure.parts[0] == "LICENSES":  # noqa: PLR2004  the folder of REUSE and a file in it
        return True
    return len(pure.parts) == 1 and any(p.fullmatch(pure.name) for p in (_README, _LICENCE, _VERSION))


def named(files: Iterable[Entry], pattern: re.Pattern[str]) -> list[str]:
    """The files at the top whose whole name fits, in the order of the alphabet."""
    return sorted(f.path for f in files if "/" not in f.path and f.size and pattern.fullmatch(f.path))


def readmes(files: Iterable[Entry]) -> list[str]:
    """README files at the top; Markdown first."""
    return sorted(named(files, _README), key=lambda path: (not path.lower().endswith(".md"), path))


def guides(files: Iterable[Entry]) -> list[str]:
    """Guides for those who want to take part."""
    return named(files, _CONTRIBUTING)


def licences(files: Iterable[Entry]) -> list[str]:
    """Files that hold the text of a licence: at the top, and in the folder LICENSES."""
    listed = list(files)
    return named(listed, _LICENCE) + sorted(f.path for f in listed if re.fullmatch(r"LICENSES/[^/]+", f.path))


def versions(files: Iterable[Entry]) -> list[str]:
    """Files with nothing but the version."""
    return named(files, _VERSION)


def boms(files: Iterable[Entry]) -> list[str]:
    """Bills of materials, those nearest to the top."""
    return _nearest([f.path for f in files if f.size and _ending(f.path) in _TABLES and _BOM.search(_stem(f.path))])


def instructions(files: Iterable[Entry]) -> list[str]:
    """Instructions for making the thing."""
    return sorted(f.path for f in files if f.size and _tells(f.path, _INSTRUCTIONS) and not _tells(f.path, _MANUAL))[
        :MOST_FILES
    ]


def manuals(files: Iterable[Entry]) -> list[str]:
    """Manuals for using the thing, those nearest to the top."""
    return _nearest([f.path for f in files if f.size and _tells(f.path, _MANUAL)])


def pictures(files: Iterable[Entry]) -> list[str]:
    """Pictures whose name says that they show the thing."""
    return _nearest([f.path for f in files if f.size and is_picture(f.path) and _SHOWS_THE_THING.search(_stem(f.path))])


def is_picture(path: str) -> bool:
    """Whether the file is a picture that a page can show."""
    return _ending(path) in _PICTURES


def _tells(path: str, pattern: re.Pattern[str]) -> bool:
    return _ending(path) in _TEXTS and pattern.search(_stem(path)) is not None


def _nearest(paths: Sequence[str]) -> list[str]:
    """Those that lie in the fewest folders."""
    lowest = min((path.count("/") for path in paths), default=0)
    return sorted(path for path in paths if path.count("/") == lowest)[:MOST_FILES]


def designs(files: Iterable[Entry]) -> Designs:
    """Parts from sources and exports of the same name; a name that several sources of one format share is no part."""
    sources: dict[str, list[str]] = {}
    exports: dict[str, list[str]] = {}
    for file in sorted(files):
        ending = _ending(file.path)
        if not file.size or ending not in MEDIA or ending in _NO_DESIGN:
            continue
        if is_source(ending) and not is_export(ending):
            sources.setdefault(_stem(file.path).casefold(), []).append(file.path)
        else:
            exports.setdefault(_stem(file.path).casefold(), []).append(file.path)
    paired = [stem for stem in sources if stem in exports and _is_one(sources[stem]) and _is_one(exports[stem])]
    parts = [PartFiles(_stem(sources[stem][0]), sources[stem], exports[stem]) for stem in paired[:MOST_PARTS]]
    taken = set(paired[:MOST_PARTS])
    return Designs(parts, _rest(sources, taken), _rest(exports, taken))


def _is_one(paths: list[str]) -> bool:
    """Whether the files are one thing in several formats."""
    return len({_ending(path) for path in paths}) == len(paths)


def _rest(by_stem: dict[str, list[str]], taken: set[str]) -> list[str]:
    return sorted(path for stem, paths in by_stem.items() if stem not in taken for path in paths)[:MOST_FILES]


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
