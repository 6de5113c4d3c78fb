# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what is wrong in a TOML text, in the words of the person who wrote it.

rtoml stops with a sentence and a place. The sentence names what its grammar wanted; the maker needs to know
what stands there and what to write. So we look at the line as well.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from oshmark.manifest.syntax import rules, rules_toml
from oshmark.manifest.syntax.decode import CONTROL, refused_control
from oshmark.manifest.syntax.document import Lines, code_of, shown
from oshmark.manifest.syntax.guard import MAX_DEPTH
from oshmark.values.finding import Finding, key_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.manifest.syntax.toml_places import BareList
    from oshmark.values.finding import KeyPath, Rule

_PLACE = re.compile(r" at line (\d+) column (\d+)\s*\Z")
_TOMLLIB_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY_OF_LINE = re.compile(r"""[ \t]*((?:[\w.-]|"[^"\n]*"|'[^'\n]*')+)[ \t]*=""")
_YAML_FIELD = re.compile(r"""[ \t]*([\w."'-]+)[ \t]*:[ \t]*(.*)""")
_UNCLOSED_TEXT = re.compile(r"""=[ \t]*(?:"(?!"")(?:[^"\\]|\\.)*|'(?!'')[^']*)\Z""")
_PRINTED_QUOTES = "“”„‟«»‹›‘’‚`´"
_BLANKS = re.compile(r"[\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_BOOLEANS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_NOTHING = {"null", "none", "nil", "~", "n/a"}
_REMARK = re.compile(r"[ \t]#")
_LINES_LOOKED_BACK = 20

Mentions = list[tuple["KeyPath", int]]


class _Spot(NamedTuple):
    """Where the reader stopped, and what stands around."""

    text: str
    offset: int
    words: str
    mentions: Mentions

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.offset) + 1

    @property
    def line(self) -> str:
        return self.text[self.line_start :].split("\n", 1)[0].rstrip()

    @property
    def rest(self) -> str:
        """What stands in the line from the offset on."""
        return self.text[self.offset :].split("\n", 1)[0].rstrip()

    @property
    def key(self) -> str:
        match = _KEY_OF_LINE.match(self.line)
        return "" if match is None else match[1]

    @property
    def value(self) -> str:
        """What stands after the first `=` of the line, without a remark at the end."""
        rest = self.line.partition("=")[2]
        remark = _REMARK.search(rest, max(rest.rfind('"'), rest.rfind("'")) + 1)
        return rest[: len(rest) if remark is None else remark.start()].strip()

    def finding(self, rule: Rule, offset: int | None = None, **facts: str) -> Finding:
        place = Lines(self.text).at(self.offset if offset is None else offset)
        return Finding(rule, facts={name: shown(fact) for name, fact in facts.items()}, at=place)


def stopped_at(text: str, message: str) -> int:
    """The offset that a message of rtoml speaks of; where it names none, of the line with most dots."""
    match = _PLACE.search(message)
    if match is None:
        lines = text.split("\n")
        most = max(range(len(lines)), key=lambda index: lines[index].count("."))
        return _offset(text, most + 1, 1)
    return _offset(text, int(match[1]), int(match[2]))


def explain(text: str, message: str, offset: int, mentions: Mentions) -> Finding:
    """What stopped rtoml, as a finding. `mentions` are the keys in order, as `toml_places.scan` gives them."""
    spot = _Spot(text, offset, _PLACE.sub("", message), mentions)
    if CONTROL.match(text, offset) and text[offset] != "\r":
        return refused_control(text, offset, "TOML")
    if _BLANKS.match(text, offset):
        return spot.finding(rules_toml.SPECIAL_BLANK, code=code_of(text[offset]))
    for words, teller in _TELLERS:
        if re.search(words, spot.words):
            return teller(spot)
    return _broken(spot)


def bare_list(text: str, bare: BareList) -> Finding:
    """The finding for a list without brackets that was read nevertheless."""
    facts = {"key": str(bare.path[-1]), "text": shown(text[bare.start : bare.end])}
    return Finding(rules_toml.BARE_LIST, path=bare.path, facts=facts)


def newer_toml(text: str) -> Finding | None:
    """The finding for TOML that a reader of version 1.0 refuses; None if it does not."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _TOMLLIB_PLACE.search(str(error))
        offset = len(text) if match is None else _offset(text, int(match[1]), int(match[2]))
        line = _Spot(text, offset, "", []).line
        return Finding(rules_toml.NEWER, facts={"text": shown(line)}, at=Lines(text).at(offset))
    return None


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


# Each of these tells one kind of mistake.


def _broken(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.BROKEN, text=spot.rest or spot.line, reason=spot.words)


def _too_deep(spot: _Spot) -> Finding:
    return spot.finding(rules.TOO_DEEP, limit=str(MAX_DEPTH))


def _repeated_key(spot: _Spot) -> Finding:
    path = next((path for path, offset in spot.mentions if offset == spot.offset), None)
    first = next((offset for known, offset in spot.mentions if known == path), None)
    if path is None or first is None or first >= spot.offset:
        return _broken(spot)
    line = str(Lines(spot.text).at(first)[0])
    return spot.finding(rules_toml.REPEATED_KEY, key=key_text(path), name=str(path[-1]), first_line=line)


def _carriage_return(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.CARRIAGE_RETURN, max(spot.text.rfind("\r", 0, spot.offset + 1), 0))


def _after_value(spot: _Spot) -> Finding:
    if spot.line.lstrip().startswith("["):
        return spot.finding(rules_toml.HEADER, text=spot.line)
    value = spot.value
    if value.startswith('""') and not value.startswith('"""'):
        start = spot.text.index('""', spot.line_start)
        return spot.finding(rules_toml.DOUBLED_QUOTES, start, now='"' + value.strip('"') + '"')
    if spot.rest.startswith(","):
        return spot.finding(rules_toml.COMMA_OUTSIDE_BRACKETS, key=spot.key, text=value)
    return spot.finding(rules_toml.AFTER_VALUE, key=spot.key, text=spot.rest)


def _no_equals(spot: _Spot) -> Finding:
    if (unclosed := _unclosed_before(spot)) is not None:
        return spot.finding(rules_toml.UNCLOSED_STRING, unclosed)
    field = _YAML_FIELD.match(spot.line)
    if field is not None:
        start = spot.line_start + field.end(1)
        return spot.finding(rules_toml.COLON, start, key=field[1], value=field[2] or "…")
    start = spot.line_start + len(spot.line) - len(spot.line.lstrip())
    if "=" in spot.line:
        return spot.finding(rules_toml.KEY, start, text=spot.line.partition("=")[0].strip(" \t\"'"))
    return spot.finding(rules_toml.MISSING_EQUALS, start, text=spot.line)


def _unclosed_before(spot: _Spot) -> int | None:
    """The quote of a text that was opened in a line shortly before, and not closed in its line."""
    end = spot.line_start
    for _ in range(_LINES_LOOKED_BACK):
        start = spot.text.rfind("\n", 0, max(end - 1, 0)) + 1
        line = spot.text[start:end].rstrip()
        if "=" in line:
            match = _UNCLOSED_TEXT.search(line)
            quote = None if match is None else re.search("[\"']", line[match.start() :])
            return None if match is None or quote is None else start + match.start() + quote.start()
        if start == 0:
            break
        end = start
    return None


def _no_value(spot: _Spot) -> Finding:
    """Something stands where a value should begin, and it is not one."""
    before = spot.text[spot.line_start : spot.offset]
    is_whole = "=" in spot.line and "[" not in before and "{" not in before
    word = (spot.value if is_whole else re.split(r"[,\]}#]", spot.rest, maxsplit=1)[0]).strip()
    if not word or word[0] == "#" or word.casefold() in _NOTHING:
        return spot.finding(rules_toml.MISSING_VALUE, key=spot.key or "…")
    if word[0] in _PRINTED_QUOTES:
        return spot.finding(rules_toml.TYPOGRAPHIC_QUOTES, text=word[0])
    if word.casefold() in _BOOLEANS:
        return spot.finding(rules_toml.BOOLEAN, text=word, now=_BOOLEANS[word.casefold()])
    if re.match(r"[+-]?\.?\d", word):
        return spot.finding(rules_toml.NUMBER, text=word, reason="something follows the digits")
    return spot.finding(rules_toml.MISSING_QUOTES, text=word.strip("\"'"))


def _number(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.NUMBER, text=_word(spot), reason=spot.words)


def _number_too_large(spot: _Spot) -> Finding:
    return spot.finding(rules.NUMBER_TOO_LARGE, text=_word(spot))


def _date(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.DATE, text=_word(spot), reason=spot.words.removeprefix("ValueError: "))


def _word(spot: _Spot) -> str:
    """The value that the reader stopped in."""
    before = re.search(r"[^\s,\[\]{}=]*\Z", spot.text[spot.line_start : spot.offset])
    after = re.match(r"[^\s,\]}#]*", spot.rest)
    return ("" if before is None else before[0]) + ("" if after is None else after[0])


def _unclosed_string(spot: _Spot) -> Finding:
    if "multi-line" in spot.words:
        quotes = '"""' if "basic" in spot.words else "'''"
        return spot.finding(rules_toml.UNCLOSED_STRING, max(spot.text.rfind(quotes, 0, spot.offset), 0))
    match = _UNCLOSED_TEXT.search(spot.line)
    quote = None if match is None else re.search("[\"']", spot.line[match.start() :])
    if match is None or quote is None:
        return spot.finding(rules_toml.UNCLOSED_STRING)
    return spot.finding(rules_toml.UNCLOSED_STRING, spot.line_start + match.start() + quote.start())


def _backslash(spot: _Spot) -> Finding:
    start = max(spot.text.rfind("\\", spot.line_start, spot.offset + 1), spot.line_start)
    return spot.finding(rules_toml.BACKSLASH, start, text=spot.text[start:].split("\n", 1)[0][:12])


def _unclosed_array(spot: _Spot) -> Finding:
    before = [offset for _, offset in spot.mentions if offset < spot.line_start] or [
        offset for _, offset in spot.mentions if offset < spot.offset
    ]
    start = spot.text.find("[", before[-1], spot.offset) if before else -1
    return spot.finding(rules_toml.UNCLOSED_ARRAY, None if start < 0 else start)


def _missing_comma(spot: _Spot) -> Finding:
    begins_line = not spot.text[spot.line_start : spot.offset].strip()
    if begins_line and (_KEY_OF_LINE.match(spot.line) or spot.line.lstrip().startswith("[")):
        return _unclosed_array(spot)
    return spot.finding(rules_toml.MISSING_COMMA)


def _extra_comma(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.EXTRA_COMMA)


def _inline_table(spot: _Spot) -> Finding:
    if spot.rest.startswith(":"):
        key = re.search(r"[^{,]*\Z", spot.text[spot.line_start : spot.offset])
        return spot.finding(
            rules_toml.COLON, key=(key[0] if key else "").strip(), value=spot.rest[1:].strip(" }") or "…"
        )
    if "extra assignment" in spot.words:
        name = re.search(r"""[\w."'-]*[ \t]*\Z""", spot.text[spot.line_start : spot.offset])
        return spot.finding(rules_toml.MISSING_COMMA, None if name is None else spot.line_start + name.start())
    start = spot.text.rfind("{", 0, spot.offset + 1)
    return spot.finding(rules_toml.UNCLOSED_TABLE, max(start, 0))


def _header(spot: _Spot) -> Finding:
    return spot.finding(rules_toml.HEADER, spot.line_start, text=spot.line)


def _key(spot: _Spot) -> Finding:
    start = spot.line_start + len(spot.line) - len(spot.line.lstrip(" \t["))
    word = re.split(r"[=\]]", spot.text[start:].split("\n", 1)[0], maxsplit=1)[0]
    return spot.finding(rules_toml.KEY, start, text=word.strip(" \"'"))


def _missing_key(spot: _Spot) -> Finding:
    if spot.line.lstrip().startswith("["):
        return _header(spot)
    return spot.finding(rules_toml.MISSING_KEY, text=spot.line)


# The words of rtoml, the more special ones first.
_TELLERS: tuple[tuple[str, Callable[[_Spot], Finding]], ...] = (
    (r"recurs", _too_deep),
    (r"duplicate key", _repeated_key),
    (r"invalid unquoted key", _key),
    (r"cannot be empty|invalid key-value|missing table open", _missing_key),
    (r"carriage return", _carriage_return),
    (r"unexpected key or value", _after_value),
    (r"key with no value", _no_equals),
    (r"overflowed", _number_too_large),
    (r"invalid (date|time|offset)|ValueError", _date),
    (r"must be quoted|opening quote|invalid boolean|expected `(nan|inf|true|false)`", _no_value),
    (r"leading|fraction|mantissa|exponent|`_` may only|number|invalid float|invalid integer", _number),
    (r"escaped value|unicode", _backslash),
    (r"invalid (multi-line )?(basic|literal) string, expected [`\"']+(,|\Z)", _unclosed_string),
    (r"unclosed (array )?table", _header),
    (r"unclosed array|`=` in array", _unclosed_array),
    (r"missing comma between array", _missing_comma),
    (r"extra comma", _extra_comma),
    (r"inline table|between key-value pairs", _inline_table),
)
