# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an archived file is called on the way out: types that no browser runs, by the ending of the name."""

from __future__ import annotations

import re

UNKNOWN = "application/octet-stream"
TYPES: dict[str, str] = {
    "3mf": "model/3mf",
    "csv": "text/csv",
    "drl": "text/plain",
    "dxf": "image/vnd.dxf",
    "gbr": "application/vnd.gerber",
    "gz": "application/gzip",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/plain",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "rst": "text/plain",
    "scad": "text/plain",
    "step": "model/step",
    "stl": "model/stl",
    "stp": "model/step",
    "toml": "application/toml",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Types that may be said of a stranger's file. Pages, drawings in SVG and scripts are none of them: they go out as
bytes."""
_BAD = re.compile(r"[^\w.()+,=@ -]+")
MAX_NAME = 120


def media_type_of(name: str) -> str:
    """The type by the ending of a name."""
    return TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if "." in name else UNKNOWN


def file_name_of(path: str) -> str:
    """The name of a file for an address and a header: the last step of its path, without anything odd."""
    last = path.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    name = _BAD.sub("_", last).strip(" .")
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: MAX_NAME - 20]}{dot}{ending[-16:]}" if dot else name[:MAX_NAME]
    return name or "file"
