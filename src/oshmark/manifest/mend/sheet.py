# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tokens of a document that was read: where each key and value stands, in all three syntaxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.manifest.syntax import Document, Syntax
from oshmark.manifest.syntax.json_places import places as json_places
from oshmark.manifest.syntax.toml_places import scan
from oshmark.manifest.syntax.yaml_reader import places as yaml_places

if TYPE_CHECKING:
    from oshmark.manifest.syntax.document import Places
    from oshmark.values.finding import KeyPath

Token = tuple[int, int]
_TOKEN_END = re.compile(r"[ \t]*+(?:[=:.\]]|\Z)")


class Sheet:
    """A document and the places of its tokens."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.syntax = document.syntax
        self._mentions: dict[KeyPath, set[int]] = {}
        self._places: Places = {}
        match document.syntax:
            case Syntax.TOML:
                scanned = scan(self.text)
                self._places = scanned.places
                for path, offset in scanned.mentions:
                    # In `[part.mass]`, the first step means an item of the list `part`.
                    owner = path[:-1] if isinstance(path[-1], int) else path
                    self._mentions.setdefault(owner, set()).add(offset)
            case Syntax.YAML:
                self._places = yaml_places(self.text)
            case Syntax.JSON:
                self._places = json_places(self.text)

    def keys(self, path: KeyPath) -> list[Token]:
        """Every place where this key is written, headings of TOML included; empty where it cannot be told."""
        offsets = self._offsets(path)
        tokens = [_key_token(self.text, offset, str(path[-1])) for offset in offsets]
        return [token for token in tokens if token is not None] if None not in tokens else []

    def _offsets(self, path: KeyPath) -> list[int]:
        if self.syntax is not Syntax.TOML:
            place = self._places.get(path)
            return [] if place is None else [place.key]
        return sorted(self._mentions.get(path, ()))

    def value(self, path: KeyPath) -> Token | None:
        """The value as it is written; `None` for tables with a heading and for what goes over lines in YAML."""
        place = self._places.get(path)
        if place is None or place.end <= place.value or self._is_heading(place.value):
            return None
        end = place.end
        if self.syntax is Syntax.YAML:
            end = place.value + len(self.text[place.value : end].rstrip())
            if "\n" in self.text[place.value : end]:
                return None
        return place.value, end

    def _is_heading(self, offset: int) -> bool:
        line = self.text.rfind("\n", 0, offset) + 1
        before = self.text[line:offset]
        return self.syntax is Syntax.TOML and not before.strip(" \t[") and self.text.startswith("[", offset)

    def written(self, token: Token) -> str:
        """The text of a token."""
        return self.text[token[0] : token[1]]

    def after_key(self, path: KeyPath) -> int | None:
        """The offset behind the colon of a key of YAML."""
        tokens = self.keys(path)
        colon = self.text.find(":", tokens[0][1]) if tokens else -1
        return None if colon < 0 else colon + 1

    def line_of(self, path: KeyPath) -> Token | None:
        """The whole line of a field with its break, if nothing else stands in it."""
        tokens, value = self.keys(path), self.value(path)
        if len(tokens) != 1 or value is None:
            return None
        start = self.text.rfind("\n", 0, tokens[0][0]) + 1
        end = self.text.find("\n", value[1])
        end = len(self.text) if end < 0 else end + 1
        alone = not self.text[start : tokens[0][0]].strip() and not self.text[value[1] : end].strip()
        return (start, end) if alone else None


def _key_token(text: str, offset: int, name: str) -> Token | None:
    """The key at the offset, with its quotes; `None` if something else stands there."""
    for written in (name, f'"{name}"', f"'{name}'"):
        end = offset + len(written)
        if text.startswith(written, offset) and _TOKEN_END.match(text, end):
            return offset, end
    return None
