# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a project by what they are for: told from their names and endings, where the platform says no more.

Files of design that share a folder and a name before the ending are one part: its source, and what was exported from
it. An export without a source stays an export; which of them belong together the platform does not say.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from oshmark.crawl.stated import kept, line
from oshmark.manifest.media import MEDIA, is_export, is_source, media_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_FILES = 2000
READABLE = frozenset({".md", ".txt", ".rst", ".adoc", ".pdf", ".odt", ".docx", ".html", ".htm", ""})
_NO_DESIGN = """
.md .rst .adoc .txt .tex .odt .ods .docx .xlsx .xls .csv .tsv .toml .yaml .yml .json .pdf .png .jpg .jpeg .gif .webp
.tif .tiff .bmp .zip .tar .gz .tgz .7z .html .htm .mp4 .webm .ino .c .cpp .h .py .hex .bin
"""
DESIGN = frozenset(MEDIA) - frozenset(_NO_DESIGN.split())
"""Endings of drawings, models, boards and what machines read; documents, pictures and programs are none."""
ROLES = (
    ("readme", ("readme",)),
    ("contribution-guide", ("contributing", "contribution-guide", "contribution_guide")),
    ("user-manual", ("user-manual", "user_manual", "usermanual", "manual", "operating-instructions")),
    ("bom", ("bom", "bill-of-materials", "bill_of_materials", "billofmaterials")),
)
TABLES = frozenset({".csv", ".tsv", ".ods", ".xlsx", ".xls"})


def has_source(names: Iterable[str]) -> bool:
    """Whether one of the files is a source of a design: one that can be edited as it was designed."""
    return any(_ending(name) in DESIGN and is_source(_ending(name)) for name in names)


def by_role(files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Fields of a manifest for files, each given by its path and its address."""
    fields: dict[str, Any] = {}
    parts: dict[tuple[str, str], dict[str, Any]] = {}
    rest: list[Any] = []
    for path, address in list(files)[:MAX_FILES]:
        name = PurePosixPath(line(path, 1000))
        role = _role(name)
        if role and role not in fields:
            fields[role] = address
        elif _ending(name.name) in DESIGN:
            _add(parts, name, _entry(name, address))
        else:
            rest.append(_entry(name, address))
    return kept({**fields, "auxiliary": rest, "part": list(parts.values())})


def _role(name: PurePosixPath) -> str:
    """What a file at the root is for, by its name."""
    if len(name.parts) > 1:
        return ""
    stem, ending = name.stem.lower(), name.suffix.lower()
    found = next((role for role, names in ROLES if stem in names), "")
    return found if ending in READABLE or (found == "bom" and ending in TABLES) else ""


def _add(parts: dict[tuple[str, str], dict[str, Any]], name: PurePosixPath, entry: Any) -> None:  # noqa: ANN401  an address, or a table
    part = parts.setdefault((name.parent.as_posix(), name.stem.lower()), {"name": line(name.stem) or name.name})
    ending = name.suffix.lower()
    part.setdefault("source" if is_source(ending) or not is_export(ending) else "export", []).append(entry)


def _entry(name: PurePosixPath, address: str) -> str | dict[str, str]:
    """The address; with the name beside it where the address does not tell what kind of file it is."""
    told, named = media_of(address), media_of(name.name)
    return address if named is None or told == named else {"path": address, "title": name.name}


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
