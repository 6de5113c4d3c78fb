# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts that a manifest describes, joined with the lines of its bill of materials: one list of everything.

Every line of the bill stands in it once, and every part at least once: with the lines that are it, or in a row of its
own where no line is. Where the two say different things the bill counts, and the difference is said.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.made import Origin, how_made
from oshmark.bom.model import Line
from oshmark.library import bill_rules as rules
from oshmark.manifest.tsdc import LABELS
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from oshmark.manifest.model import Part

SIMILAR = 0.86
MAX_TRIES = 40_000
"""Pairs of names that are held against each other letter by letter; beyond that only equal names are matched."""
MAX_SAID = 40
"""Findings of one kind."""
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\d+")
OTHER_MODULES = frozenset({"MOSH"})
"""What the specification calls hardware that has a manifest of its own (OKH-LOSH, sBoM)."""
_TOLERANCE = 20
"""Masses that differ by less than a twentieth are the same, weighed another time."""


class Item(msgspec.Struct, frozen=True):
    """One thing of the product. `line` is what the bill says, with what only the manifest knows filled in; `part` is
    the number of the part in the manifest, from 0, `None` where it describes none; `in_bill` is false for a part that
    no line of the bill names. `how` is how it is made, `told_by` what told whether it is made or bought."""

    line: Line
    part: int | None
    in_bill: bool
    origin: Origin
    told_by: str | None
    how: str | None


class Bill(msgspec.Struct, frozen=True):
    """Everything a product consists of, and what was found while the two lists were joined."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is counted, priced and weighed."""
        return tuple(item.line for item in self.items)


def join(lines: Sequence[Line], parts: Sequence[Part]) -> Bill:
    """One list of the lines of a bill and the parts of a manifest."""
    matches, findings = _match(lines, parts)
    items = [_item(line, matches.get(at), parts) for at, line in enumerate(lines)]
    for at, number in sorted(matches.items()):
        findings += _differences(lines[at], parts[number], number)
    matched = set(matches.values())
    for number, part in enumerate(parts):
        if number not in matched:
            items.append(_alone(part, number))
            if lines:
                findings.append(Finding(rules.PART_WITHOUT_LINE, ("part", number), {"name": _shown(part.name)}))
    if parts:
        findings += [
            Finding(rules.LINE_WITHOUT_PART, facts={"name": _shown(item.line.name)}, at=(item.line.line, 1))
            for item in items
            if item.part is None and item.origin is Origin.MADE and item.line.kind not in OTHER_MODULES
        ]
    return Bill(tuple(items), tuple(_bounded(findings)))


def _match(lines: Sequence[Line], parts: Sequence[Part]) -> tuple[dict[int, int], list[Finding]]:
    """By the place of a line the number of the part that it is, the surest sign first."""
    found: dict[int, int] = {}
    for of_line, of_part in (
        (_by_file, _files),
        (_by_name, _names),
        (_by_number, _names),
        (_by_words, _words_of_part),
    ):
        _take(found, lines, parts, of_line, of_part)
    findings = []
    for at, number in _similar(found, lines, parts):
        found[at] = number
        facts = {"line": _shown(lines[at].name), "part": _shown(parts[number].name)}
        findings.append(Finding(rules.SIMILAR_NAME, ("part", number), facts, (lines[at].line, 1)))
    return found, findings


def _take(
    found: dict[int, int],
    lines: Sequence[Line],
    parts: Sequence[Part],
    of_line: Callable[[Line], Iterator[str]],
    of_part: Callable[[Part], Iterator[str]],
) -> None:
    """Match lines to parts by equal keys. A key that several parts have tells nothing."""
    known: dict[str, set[int]] = {}
    for number, part in enumerate(parts):
        for key in of_part(part):
            known.setdefault(key, set()).add(number)
    for at, line in enumerate(lines):
        if at in found:
            continue
        meant = {number for key in of_line(line) for number in known.get(key, ())}
        if len(meant) == 1:
            found[at] = meant.pop()


def _by_file(line: Line) -> Iterator[str]:
    if line.source:
        yield _path(line.source)


def _files(part: Part) -> Iterator[str]:
    for file in (*part.source, *part.export):
        yield _path(file.path)


def _path(text: str) -> str:
    return text.replace("\\", "/").strip().lstrip("./").casefold()


def _by_name(line: Line) -> Iterator[str]:
    yield _plain(line.name)


def _by_number(line: Line) -> Iterator[str]:
    for number in (line.number, line.mpn):
        if number:
            yield _plain(number)


def _names(part: Part) -> Iterator[str]:
    if part.name:
        yield _plain(part.name)
        first, _, rest = part.name.partition(" ")
        if rest and _NUMBERED.search(first):  # P-01 X motor mount
            yield _plain(first)
            yield _plain(rest)


def _by_words(line: Line) -> Iterator[str]:
    yield _words(line.name)


def _words_of_part(part: Part) -> Iterator[str]:
    if part.name:
        yield _words(part.name)


def _plain(text: str) -> str:
    """A name without capital letters, accents, blanks and punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_WORD.findall("".join(letter for letter in bare if not unicodedata.combining(letter))))


def _words(text: str) -> str:
    """The words of a name in the order of the alphabet, each without the s of its plural."""
    return " ".join(sorted(word.removesuffix("s") for word in _WORD.findall(text.casefold())))


def _similar(found: dict[int, int], lines: Sequence[Line], parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Names that differ by a few letters, the most similar pair first, each line and part once. Numbers in them have to
    be the same: a screw of 8 mm is none of 80."""
    rest = [at for at in range(len(lines)) if at not in found]
    free = [number for number, part in enumerate(parts) if part.name and number not in set(found.values())]
    if len(rest) * len(free) > MAX_TRIES:
        return
    pairs = []
    for at in rest:
        for number in free:
            ratio = _likeness(lines[at].name, parts[number].name or "")
            if ratio >= SIMILAR:
                pairs.append((-ratio, at, number))
    used_lines, used_parts = set(), set()
    for _ratio, at, number in sorted(pairs):
        if at not in used_lines and number not in used_parts:
            used_lines.add(at)
            used_parts.add(number)
            yield at, number


def _likeness(left: str, right: str) -> float:
    left, right = left.casefold()[:120], right.casefold()[:120]
    if _NUMBERED.findall(left) != _NUMBERED.findall(right):
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR else 0.0


def _item(line: Line, number: int | None, parts: Sequence[Part]) -> Item:
    part = None if number is None else parts[number]
    known = line if part is None else _filled_in(line, part)
    origin, told_by = line.made
    if part is not None and origin is Origin.UNKNOWN:  # who describes a part has it made
        origin, told_by = Origin.MADE, "described in the manifest"
    return Item(known, number, True, origin, told_by, _how(known, part) if origin is Origin.MADE else None)


def _alone(part: Part, number: int) -> Item:
    line = _filled_in(Line(line=0, name=part.name or "Part without a name"), part)
    return Item(line, number, False, Origin.MADE, "described in the manifest", _how(line, part))


def _filled_in(line: Line, part: Part) -> Line:
    """The line with what only the manifest says."""
    return msgspec.structs.replace(
        line,
        material=line.material or part.material,
        process=line.process or _process(part),
        source=line.source or (part.source[0].path if part.source else None),
        mass_g=line.mass_g if line.mass_g is not None else _grams(part),
    )


def _process(part: Part) -> str | None:
    return ", ".join(LABELS.get(code, code) for code in part.tsdc) or part.printing_process


def _grams(part: Part) -> Decimal | None:
    return None if part.mass is None else part.mass.grams


def _how(line: Line, part: Part | None) -> str | None:
    """How it is made: as the line says it, else as the manifest does, else as its names suggest."""
    told = how_made(f"{line.name} {line.remark or ''}")
    return line.process or (None if part is None else _process(part)) or told


def _differences(line: Line, part: Part, number: int) -> Iterator[Finding]:
    """What the bill and the manifest say differently of the same thing."""
    at = (line.line, 1)
    if line.material and part.material and _plain(line.material) != _plain(part.material):
        facts = {"name": _shown(line.name), "was": _shown(part.material), "now": _shown(line.material)}
        yield Finding(rules.MATERIAL_DIFFERS, ("part", number, "material"), facts, at)
    grams = _grams(part)
    if (
        line.mass_g is not None
        and grams is not None
        and abs(line.mass_g - grams) * _TOLERANCE > max(line.mass_g, grams)
    ):
        facts = {"name": _shown(line.name), "was": f"{grams.normalize():f}", "now": f"{line.mass_g.normalize():f}"}
        yield Finding(rules.MASS_DIFFERS, ("part", number, "mass"), facts, at)


def _shown(text: str | None) -> str:
    return (text or "part without a name")[:120]


def _bounded(findings: Sequence[Finding]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule.id] = counts.get(finding.rule.id, 0) + 1
        if counts[finding.rule.id] <= MAX_SAID:
            yield finding
