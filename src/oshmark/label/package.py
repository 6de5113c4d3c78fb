# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of files in an archive that others unpack: below one folder, on every system, and no two alike.

The paths come from strangers. Nothing of them leads upwards, to a drive or a device, or hides in a name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "files"
ELSEWHERE = "elsewhere"
"""Below it lies what the manifest names by an address, under the host that had it."""
MAX_STEP, MAX_STEPS, MAX_ENDING = 80, 12, 12
_BAD = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, with whatever ending."""


def package_paths(paths: Iterable[str]) -> dict[str, str]:
    """By what the manifest writes the path in the archive; the same for the same list, in whatever order it comes."""
    written = sorted(set(paths))
    safe = {path: safe_path(path) for path in written}
    taken = {_alike(folder) for name in safe.values() for folder in _folders(name)}
    found: dict[str, str] = {}
    for path in written:
        found[path] = _free(safe[path], taken)
        taken.add(_alike(found[path]))
    return found


def _folders(name: str) -> Iterator[str]:
    steps = name.split("/")
    return ("/".join(steps[:depth]) for depth in range(1, len(steps)))


def _free(name: str, taken: set[str]) -> str:
    """The name, or the next one that no file system confuses with a file or folder that is there."""
    folder, _, last = name.rpartition("/")
    stem, dot, ending = last.rpartition(".") if "." in last[1:] else (last, "", "")
    number, tried = 2, name
    while _alike(tried) in taken:
        tried = f"{folder}/{stem} ({number}){dot}{ending}"
        number += 1
    return tried


def _alike(name: str) -> str:
    """What a file system sees that knows neither case nor ways of writing an accent."""
    return unicodedata.normalize("NFKC", name).casefold()


def safe_path(path: str) -> str:
    """A path of a manifest as one below `files/`, with at most so many steps, none of which means anything else."""
    steps = [FOLDER, *_steps(path)]
    cleaned = [_step(one) for one in steps if one.strip() not in ("", ".", "..")]
    if len(cleaned) > MAX_STEPS:
        cleaned = [*cleaned[: MAX_STEPS - 1], cleaned[-1]]
    return "/".join(cleaned) if len(cleaned) > 1 else f"{FOLDER}/file"


def _steps(path: str) -> list[str]:
    text = path.replace("\\", "/")
    if "://" in text[:12]:
        try:
            parts = urlsplit(text)
        except ValueError:
            return [ELSEWHERE, *text.split("/")]
        return [ELSEWHERE, parts.netloc.rpartition("@")[2], *unquote(parts.path).replace("\\", "/").split("/")]
    return text.split("/")


def _step(step: str) -> str:
    """One step without what some system forbids, or takes for something else."""
    name = _BAD.sub("_", unicodedata.normalize("NFC", step)).strip(" ").rstrip(" .")
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    if len(name) > MAX_STEP:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: MAX_STEP - MAX_ENDING - 1]}.{ending}" if dot and len(ending) <= MAX_ENDING else name[:MAX_STEP]
    return name.rstrip(" .") or "_"
