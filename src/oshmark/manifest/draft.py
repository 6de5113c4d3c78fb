# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A first manifest from what already lies in a repository. What cannot be seen there is left to the maker; nothing is
guessed, and every value comes with the reason for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from oshmark.manifest import draft_files as files
from oshmark.manifest.draft_files import Entry
from oshmark.manifest.draft_readme import first_paragraph, images_of, language_of, title_of, without_remarks
from oshmark.manifest.model import Dialect
from oshmark.values.licence import Change, read_licence

_SCP_LIKE = re.compile(r"(?:[\w.-]{1,64}@)?([\w-]+(?:\.[\w-]+)+):(?!//)([^\s:]{1,300})")
_TAG = re.compile(r"[vV]?(\d{1,9}(?:\.\d{1,9}){0,3})((?:[-+][0-9A-Za-z.+-]{1,40}|[A-Za-z][0-9A-Za-z]{0,12})?)")
_SPDX = re.compile(r"SPDX-License-" + r"Identifier:[ \t]*([^\r\n*#<]{1,200})")
_COPYRIGHT = re.compile(
    r"^\W{0,6}copyright\s+(?:\(c\)|©)?\s*(?:\d{4}(?:\s*[-–,]\s*\d{4})*)?,?\s*(\S[^\r\n]{0,100}?)\.?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_DATE_BEHIND = re.compile(
    r",\s*(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2}\b).*",
    re.IGNORECASE,
)
_WORDS_AROUND = re.compile(r"\b(?:public licen[cs]e|legal code)\b", re.IGNORECASE)
_MOST_HINTS = 5


class Folder(msgspec.Struct, frozen=True):
    """What was seen of a repository: its files, how some of them begin, the remote address and the tags of git."""

    name: str
    files: tuple[Entry, ...]
    heads: Mapping[str, str] = {}
    remote: str | None = None
    tags: tuple[str, ...] = ()


class Draft(msgspec.Struct, frozen=True):
    """Plain data in the keys of the specification; for each key why it is so; and for keys that are left out what the
    repository offers: texts that the maker may choose from."""

    fields: dict[str, Any]
    reasons: dict[str, str]
    hints: dict[str, list[str]]


def draft(folder: Folder) -> Draft:
    """A manifest as far as the repository tells it."""
    made = _Maker(folder)
    made.say("okhv", Dialect.LOSH_V1.value, "the version of the specification that this manifest follows")
    _identity(made)
    _licence(made)
    _documents(made)
    _designs(made)
    return Draft(made.fields, made.reasons, made.hints)


class _Maker:
    """A draft while it is made."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.fields: dict[str, Any] = {}
        self.reasons: dict[str, str] = {}
        self.hints: dict[str, list[str]] = {}
        readmes = files.readmes(folder.files)
        self.readme = readmes[0] if readmes else None
        self.readme_text = without_remarks(folder.heads.get(self.readme or "", ""))

    def say(self, key: str, value: Any, why: str) -> None:
        """State a field, if there is a value for it."""
        if value:
            self.fields[key] = value
            self.reasons[key] = why

    def offer(self, key: str, choices: list[str]) -> None:
        """Leave a field to the maker, with what there is to choose from."""
        if choices and key not in self.fields:
            self.hints[key] = list(dict.fromkeys(choices))[:_MOST_HINTS]

    def say_only(self, key: str, paths: list[str], why: str) -> None:
        """State a field for which there is one file; several are left to choose from."""
        if len(paths) == 1:
            self.say(key, paths[0], why)
        else:
            self.offer(key, paths)


def _identity(made: _Maker) -> None:
    folder = made.folder
    made.say("name", title_of(made.readme_text), f"the title of {made.readme}")
    repo = https_of(folder.remote) if folder.remote else None
    made.offer("name", [name for name in (_last_step(repo), folder.name) if name])
    made.say("repo", repo, "the remote address of git")
    tag = newest(folder.tags)
    made.say("version", tag, "the newest tag of git")
    if tag is None:
        _version_of_file(made)
    made.offer("version", [tag for tag in folder.tags if tag][-_MOST_HINTS:])
    made.say("function", first_paragraph(made.readme_text), f"the first paragraph of {made.readme}")
    made.say("documentation-language", language_of(made.readme_text), f"the language of {made.readme}")


def _version_of_file(made: _Maker) -> None:
    for path in files.versions(made.folder.files):
        lines = made.folder.heads.get(path, "").split("\n", 1)
        match = _TAG.fullmatch(lines[0].strip())
        if match is not None:
            made.say("version", match[1] + match[2], f"the file {path}")
            return


def _last_step(address: str | None) -> str | None:
    return address.rstrip("/").rsplit("/", 1)[-1] if address else None


def https_of(remote: str) -> str | None:
    """The address under which people see a repository, from the address by which git fetches it, without anybody's name
    or password; `None` for a folder on somebody's computer."""
    text = remote.strip()
    match = _SCP_LIKE.fullmatch(text)
    if match is not None:
        host, path = match[1], match[2]
    else:
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            return None
        if (
            parts.scheme not in ("https", "http", "ssh", "git", "git+ssh")
            or not parts.hostname
            or "." not in parts.hostname
        ):
            return None
        host, path = parts.hostname, parts.path
        if port is not None and parts.scheme in ("https", "http"):
            host = f"{host}:{port}"
    path = path.strip("/").removesuffix(".git")
    return f"https://{host}/{path}" if path and path.isprintable() and " " not in path else None


def newest(tags: tuple[str, ...]) -> str | None:
    """The highest version among the tags, without a leading `v`; releases go before their candidates."""
    found = [match for tag in tags if (match := _TAG.fullmatch(tag.rpartition("/")[2]))]
    best = max(found, key=_order, default=None)
    return None if best is None else best[1] + best[2]


def _order(match: re.Match[str]) -> tuple[list[int], bool, str]:
    numbers = [int(step) for step in match[1].split(".")]
    return numbers + [0] * (4 - len(numbers)), not match[2] or match[2].startswith("+"), match[2]


def _licence(made: _Maker) -> None:
    """The licence, where all files that speak of one agree."""
    found: dict[str, str] = {}
    unread: list[str] = []
    for path in files.licences(made.folder.files):
        expression = licence_of(path, made.folder.heads.get(path, ""))
        if expression is None:
            unread.append(path)
        else:
            found.setdefault(expression, path)
    if len(found) == 1 and not unread:
        (expression, path), *_ = found.items()
        made.say("license", expression, f"the file {path}")
    made.offer("license", [*found, *(f"see the file {path}" for path in unread)])
    holders = [
        match[1].strip()
        for path in files.licences(made.folder.files)
        for match in _COPYRIGHT.finditer(made.folder.heads.get(path, ""))
    ]
    made.offer(
        "licensor",
        [
            holder
            for holder in holders
            if "<" not in holder and "[" not in holder and "foundation" not in holder.lower()
        ],
    )


def licence_of(path: str, head: str) -> str | None:
    """The SPDX expression of a file with the text of a licence, as far as its name (in LICENSES), its SPDX line or its
    title says it; `None` where that leaves a choice, as between "only" and "or later"."""
    if path.startswith("LICENSES/"):
        return _sure(path.removeprefix("LICENSES/").removesuffix(".txt").removesuffix(".md"))
    stated = _SPDX.search(head)
    if stated is not None:
        return _sure(stated[1].strip().removesuffix("-->").strip())
    return _titled(head)


def _titled(head: str) -> str | None:
    """The licence whose title begins the text: one line, or two where the version stands in the second."""
    lines = [" ".join(line.strip("#=*- \t").split()) for line in head.splitlines()]
    lines = [_DATE_BEHIND.sub("", line) for line in lines if line][:2]
    for text in (*lines, " ".join(lines)):
        expression = _sure(text) or _sure(_WORDS_AROUND.sub("", text).strip())
        if expression is not None:
            # The text of these licences is the same for "only" and for "or later".
            return None if "GPL-" in expression or "GFDL-" in expression else expression
    return None


def _sure(text: str) -> str | None:
    found = read_licence(text)
    doubtful = {Change.ASSUMED_VERSION, Change.LIST, Change.PORTED} & set(found.changes)
    return None if doubtful or not text else found.expression


def _documents(made: _Maker) -> None:
    listed = made.folder.files
    made.say("readme", made.readme, "the file that is there")
    made.say_only("contribution-guide", files.guides(listed), "the file that is there")
    made.say_only("bom", files.boms(listed), "its name says that it is the bill of materials")
    made.say_only("user-manual", files.manuals(listed), "its name says that it is a manual for users")
    found = files.instructions(listed)
    made.say("manufacturing-instructions", found, "their names say that they tell how to make it" if found else "")
    there = {file.path for file in listed}
    shown = [path for path in images_of(made.readme_text) if path in there and files.is_picture(path)]
    if shown:
        made.say("image", shown[0], f"the first picture in {made.readme}")
    else:
        made.say_only("image", files.pictures(listed), "its name says that it shows the thing")
    made.offer("image", [file.path for file in listed if files.is_picture(file.path)])


def _designs(made: _Maker) -> None:
    found = files.designs(made.folder.files)
    made.say("source", found.source, "design files that belong to no part")
    made.say("export", found.export, "exported files that belong to no part")
    parts = [{"name": _spoken(part.stem), "source": part.source, "export": part.export} for part in found.parts]
    made.say("part", parts, "sources and exports with the same name")


def _spoken(stem: str) -> str:
    """The name of a file as people write it: `belt-clamp` is `Belt clamp`."""
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] if words else stem
