# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The name of a licence as comparable words, whatever its spelling: `CC-BY-SA 4.0` and `Creative Commons
Attribution-ShareAlike 4.0 International License` are both `cc by sa 4`.

`scripts/licence_table.py` makes the keys of the table with the same functions.
"""

from __future__ import annotations

from functools import lru_cache

_NEUTRAL = """
a an as gnu is its legalcode licence licenced licences license licensed licenses licensing of only published released
spdx terms text the this under v ver version versions work
"""
NEUTRAL = frozenset(_NEUTRAL.split())
"""Words that do not tell one licence from another. `gnu` and `only` are among them: `GNU GPL v3` is `gpl 3` is
`GPL-3.0-only`."""

_PHRASES = """
creative commons = cc
creativecommons = cc
attribution = by
namensnennung = by
reconocimiento = by
atribución = by
atribuição = by
attribuzione = by
share alike = sa
sharealike = sa
weitergabe unter gleichen bedingungen = sa
partage dans les mêmes conditions = sa
compartir igual = sa
compartirigual = sa
compartilhaigual = sa
condividi allo stesso modo = sa
non commercial use = nc
non commercial = nc
noncommercial = nc
non commercially = nc
noncommercially = nc
no commercial use = nc
no commercial = nc
not for commercial use = nc
not for sale = nc
personal use = nc
private use = nc
nicht kommerziell = nc
nichtkommerziell = nc
nicht kommerzielle = nc
keine kommerzielle nutzung = nc
no comercial = nc
nocomercial = nc
não comercial = nc
non commerciale = nc
pas d utilisation commerciale = nc
no derivatives = nd
no derivative works = nd
no derivative = nd
no derivs = nd
no derivates = nd
noderivatives = nd
noderivative = nd
noderivs = nd
non derivative = nd
no modifications = nd
no modification = nd
keine bearbeitung = nd
keine bearbeitungen = nd
pas de modification = nd
sin derivadas = nd
sinderivadas = nd
sin obra derivada = nd
sinobraderivada = nd
sem derivações = nd
non opere derivate = nd
public domain = pd
publicdomain = pd
lesser general public = lgpl
library general public = lgpl
affero general public = agpl
general public = gpl
free documentation = gfdl
fdl = gfdl
or any later = +
or later = +
or newer = +
or any newer = +
or higher = +
and later = +
or at your option any later = +
or at your option later = +
open hardware = ohl
solderpad hardware = shl
solderpad = shl
mozilla public = mpl
mozilla = mpl
eclipse public = epl
european union public = eupl
apache software = apache
sil open font = ofl
open font = ofl
free art = lal
art libre = lal
three = 3
two = 2
clauses = clause
"""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """First word → the phrases that begin with it, longest first, and the word that says the same. Made on first
    use, so that importing costs nothing."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for line in _PHRASES.strip().splitlines():
        phrase, _, said = line.partition(" = ")
        found.setdefault(phrase.partition(" ")[0], []).append((phrase.split(), said))
    for choices in found.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return found


def words(text: str) -> list[str]:
    """The words of a text in lower case: runs of letters, numbers (`2.0` is `2`, `1.10` stays), and a `+` that
    stands right behind one of them. A `v` in front of a number falls away: `GPLv3` gives `gpl`, `3`."""
    found: list[str] = []
    lower, at = text.lower(), 0
    while at < len(lower):
        end = _run(lower, at)
        if end == at:
            if lower[at] == "+" and at and lower[at - 1].isalnum():
                found.append("+")
            at += 1
            continue
        word = lower[at:end]
        if _is_digit(word[0]):
            word = _short(word)
        elif end < len(lower) and _is_digit(lower[end]) and len(word) > 1:
            word = word.removesuffix("v")
        found.append(word)
        at = end
    return found


def _run(text: str, start: int) -> int:
    """The end of the number or the letters that begin at `start`; `start` itself where neither does."""
    at = start
    if _is_digit(text[at]):
        while at < len(text) and (_is_digit(text[at]) or (text[at] == "." and _is_digit(text[at + 1 : at + 2]))):
            at += 1
    else:
        while at < len(text) and text[at].isalpha():
            at += 1
    return at


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _short(number: str) -> str:
    while number.endswith(".0"):
        number = number.removesuffix(".0")
    return number


def telling(found: list[str]) -> list[str]:
    """The words that tell licences apart, in the shortest way to say them."""
    phrases = _phrases()
    kept = [piece for word in found if word not in NEUTRAL for piece in _unglued(word)]
    said: list[str] = []
    at = 0
    while at < len(kept):
        for phrase, word in phrases.get(kept[at], ()):
            if kept[at : at + len(phrase)] == phrase:
                said.append(word)
                at += len(phrase)
                break
        else:
            said.append(kept[at])
            at += 1
    return _again(said)


def _again(said: list[str]) -> list[str]:
    """`creative commons zero` becomes `cc zero` and then `cc0`: phrases of what phrases have said."""
    if "cc" not in said:
        return said
    found: list[str] = []
    for word in said:
        if found and found[-1] == "cc" and word in {"0", "zero"}:
            found[-1] = "cc0"
        else:
            found.append(word)
    return found


def _unglued(word: str) -> list[str]:
    """`ccbyncsa` as `cc`, `by`, `nc`, `sa`; `cernohls` as `cern`, `ohl`, `s`; any other word as it is."""
    if word.startswith("cernohl"):
        return ["cern", "ohl", *word.removeprefix("cernohl")]
    if not word.startswith(("cc", "by")):
        return [word]
    pieces = [word[at : at + 2] for at in range(0, len(word), 2)]
    return pieces if all(piece in {"cc", "by", "nc", "nd", "sa"} for piece in pieces) else [word]


def key(text: str) -> str:
    """What two spellings of one licence have in common; empty where a text has no telling word."""
    return " ".join(telling(words(text)))
