# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One value of TOML that does not parse: what it can only have meant, as text.

Every function gives `None` where two readings are possible, and where nothing is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import rtoml

from oshmark.manifest.fields import Kind
from oshmark.manifest.mend import rules

if TYPE_CHECKING:
    from oshmark.manifest.fields import Field
    from oshmark.values.finding import Rule

MAX_VALUE = 5000
"""Longer values are not mended: they are no slip of the pen."""

_DOUBLE = "“”„‟«»"
_SINGLE = "‘’‚‹›`´"
_PRINTED = _DOUBLE + _SINGLE
_DOUBLED = re.compile(r'""([^"\n]+)""?|"([^"\n]+)""')
_TYPOGRAPHIC = re.compile(rf"""([{_PRINTED}])(.+)([{_PRINTED}"'])|(["'])([^"'{_PRINTED}]+)([{_PRINTED}])""")
_QUOTED = rf"""(?:""[^"\n]++""?+|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[{_PRINTED}][^"{_PRINTED}\n]*+[{_PRINTED}"])"""
_PIECE = re.compile(rf"(?:{_QUOTED}|[^,])*+")
_ALL_QUOTED = re.compile(_QUOTED)
_INLINE_KEY = re.compile(r"""\s*("[\w-]+"|'[\w-]+'|[\w-]+)(\s*)([=:])(\s*)""")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_TRUE_FALSE = {"true": "true", "false": "false"}
_YES_NO = {"yes": "true", "no": "false", "on": "true", "off": "false"}
_NOTHING = frozenset({"", "null", "none", "nil", "~"})
_TABLE_KINDS = frozenset({Kind.DIMENSIONS, Kind.MASS, Kind.PARTS, Kind.SOFTWARE, Kind.RDF})


class Mend(NamedTuple):
    """What to write instead, and what was wrong."""

    text: str
    rule: Rule


def mend_value(text: str, field: Field | None) -> Mend | None:
    """What `text`, all that stands after the `=` of a line, should be; `field` is what is known of the key."""
    if len(text) > MAX_VALUE:
        return None
    if text.casefold() in _NOTHING:
        return Mend('""', rules.MISSING_VALUE)
    if text.startswith("["):
        return _list(text, field)
    if text.startswith("{"):
        return _inline_table(text)
    return _scalar(text, field) or _trailing_comma(text, field) or _comma_list(text)


def mend_entries(text: str) -> Mend | None:
    """What a line within a list should be: its entries, parted by commas."""
    return _each(text, None) if len(text) <= MAX_VALUE and not re.search(r"[\[\]{}]", text) else None


def is_value(text: str) -> bool:
    """Whether the text is one complete value of TOML without brackets."""
    if not text or text[0] in "[{" or "\n" in text:
        return False
    try:
        return set(rtoml.loads(f"x = {text}")) == {"x"}
    except rtoml.TomlParsingError:
        return False


def _scalar(text: str, field: Field | None) -> Mend | None:
    """One value without brackets."""
    if match := _DOUBLED.fullmatch(text):
        return _in_quotes(match[1] or match[2], rules.DOUBLED_QUOTES)
    if match := _TYPOGRAPHIC.fullmatch(text):
        return _typographic(match)
    if text.startswith('"') and text.endswith('"') and "\\" in text:
        return _backslash(text)
    return _word(text, field) or _half_quoted(text, field) or _bare(text, field)


def _in_quotes(text: str, rule: Rule) -> Mend | None:
    """The text in straight quotes; a backslash stays what it is in single ones."""
    if '"' in text or not text.strip() or not text.replace("\t", " ").isprintable():
        return None
    if "\\" in text:
        return None if "'" in text else Mend(f"'{text}'", rule)
    return Mend(f'"{text}"', rule)


def _typographic(match: re.Match[str]) -> Mend | None:
    opening, inner = match[1] or match[4], match[2] or match[5]
    others = _DOUBLE + ('"' if opening in _DOUBLE + '"' else _SINGLE + "\"'")
    if any(letter in others for letter in inner):
        return None
    return _in_quotes(inner, rules.TYPOGRAPHIC_QUOTES)


def _backslash(text: str) -> Mend | None:
    """A text in which no backslash begins a code, as in a path of Windows, is meant as it stands."""
    inner = text[1:-1]
    if '"' in inner or "'" in inner or re.search(r"""\\(?![^btnfre"\\uUx])""", inner):
        return None
    return Mend(f"'{inner}'", rules.BACKSLASH)


def _word(text: str, field: Field | None) -> Mend | None:
    """A word for yes or no."""
    word = text.casefold()
    if word in _TRUE_FALSE and text != word and (field is None or field.kind is Kind.BOOLEAN):
        return Mend(word, rules.BOOLEAN)
    if word in _YES_NO and field is not None and field.kind is Kind.BOOLEAN:
        return Mend(_YES_NO[word], rules.BOOLEAN)
    return None


def _half_quoted(text: str, field: Field | None) -> Mend | None:
    """A text with a quote at one end only."""
    quotes = sum(text.count(quote) for quote in '"' + _DOUBLE)
    if quotes != 1 or not (text[0] == '"' or text[-1] == '"'):
        return None
    return _bare(text.strip('"').strip(), field)


def _bare(text: str, field: Field | None) -> Mend | None:
    """A text without quotes."""
    if field is not None and field.kind in _TABLE_KINDS:
        return None
    if is_value(text) or text.casefold() in _YES_NO or text.casefold() in _TRUE_FALSE or text[:1] in "-*&!|>%@":
        return None
    if any(letter in f'"#[]{{}}{_DOUBLE}' for letter in text) or "'" in _APOSTROPHE.sub("", text):
        return None
    if "=" in text and (" " in text or "\t" in text):
        return None
    if "," in text and (field is None or field.several or field.kind in (Kind.NUMBER, Kind.INTEGER)):
        return None  # one text with a comma, or several?
    return _in_quotes(text, rules.MISSING_QUOTES)


def _trailing_comma(text: str, field: Field | None) -> Mend | None:
    if not text.endswith(","):
        return None
    core = text[:-1].rstrip()
    if "," in core and not _ALL_QUOTED.fullmatch(core):
        return None
    return Mend(core, rules.TRAILING_COMMA) if is_value(core) else _scalar(core, field)


def _comma_list(text: str) -> Mend | None:
    """Several quoted texts without brackets."""
    core = text.removesuffix(",").rstrip()
    pieces = _pieces(core)
    if len(pieces) < 2 or not all(_ALL_QUOTED.fullmatch(piece.strip()) for piece in pieces):  # noqa: PLR2004  several
        return None
    mended = _each(core, None)
    return Mend(f"[{core if mended is None else mended.text}]", rules.COMMAS)


def _list(text: str, field: Field | None) -> Mend | None:
    """A list on one line, some of whose entries are broken."""
    inner = text[1:-1]
    if not text.endswith("]") or re.search(r"[\[\]{}#]", inner):
        return None
    mended = _each(inner, field)
    return None if mended is None else Mend(f"[{mended.text}]", mended.rule)


def _each(text: str, field: Field | None) -> Mend | None:
    """Every piece between commas mended; `None` if one cannot be, or none has to be."""
    rule: Rule | None = None
    written: list[str] = []
    for piece in _pieces(text):
        core = piece.strip()
        if not core or is_value(core):
            written.append(piece)
            continue
        mended = _scalar(core, field)
        if mended is None:
            return None
        rule = rule or mended.rule
        written.append(piece.replace(core, mended.text, 1))
    return None if rule is None else Mend(",".join(written), rule)


def _pieces(text: str) -> list[str]:
    """What stands between the commas that are not inside of quotes."""
    pieces, at = [], 0
    while True:
        match = _PIECE.match(text, at)
        end = at if match is None else match.end()
        pieces.append(text[at:end])
        if end >= len(text):
            return pieces
        at = end + 1


def _inline_table(text: str) -> Mend | None:
    """An inline table without its `}`, or with colons."""
    closed = text.endswith("}")
    inner = text[1:-1] if closed else text[1:].rstrip().removesuffix(",")
    if re.search(r"[\[\]{}#]", inner):
        return None
    written, colons = [], False
    for piece in _pieces(inner):
        match = _INLINE_KEY.match(piece)
        if match is None or not is_value(piece[match.end() :].strip()):
            return None
        colons = colons or match[3] == ":"
        sign = " = " if match[3] == ":" else match[2] + "=" + match[4]
        written.append(piece[: match.end(1)] + sign + piece[match.end() :])
    if closed and not colons:
        return None
    end = "}" if closed else " }"
    return Mend("{" + ",".join(written) + end, rules.COLON if colons else rules.UNCLOSED_TABLE)
