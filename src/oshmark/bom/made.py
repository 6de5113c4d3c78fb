# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  words that belong together stay in one line
"""Whether a thing is made or bought: by what its line says, the surest sign first."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Origin(Enum):
    """Whether a thing is made by whoever builds the product, or bought."""

    MADE = "made"
    BOUGHT = "bought"
    UNKNOWN = "unknown"


_MADE_KIND = re.compile(
    r"^(?:made|make|self[- ]?made|in[- ]?house|manufactured|fabricated|custom|mosh|posh|print(?:ed)?|3d[- ]?print(?:ed)?|machined|lasercut|eigenfertigung|"
    r"fertigungsteil|eigenteil|fertigen|fabriqué|fabricado|自制|自製|加工件|m)$",
    re.IGNORECASE,
)
_BOUGHT_KIND = re.compile(
    r"^(?:buy|bought|purchase[d]?|commercial|off[- ]the[- ]shelf|cots|std|standard(?: part)?|stock|vendor|norm(?:teil)?|normteile|kaufteil|kaufen|zukauf(?:teil)?|"
    r"acheté|comprado|comprar|外购|标准件|購入品?|b)$",
    re.IGNORECASE,
)
_HOW: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), how)
    for pattern, how in (
        (r"3[- ]?d[- ]?(?:print|druck|gedruckt)|\b3dp\b|\bfdm\b|\bfff\b|\bsla\b|\bsls\b|impression 3d|imprim\w+ 3d|impres\w+ 3d|stampa\w* 3d|3d打印|3dプリント|\bprinted (?:part|in)|printable", "3D printing"),
        (r"\blaser ?-?(?:cut|schnitt|schneid|gravur)|lasercutting|découpe laser|corte l[aá]ser|taglio laser|激光切割|レーザー", "laser cutting"),
        (r"\bcnc\b|\bmill(?:ed|ing)\b|gefräst|fräsen|fräs\b|fraisage|fresado|fresatura|铣", "milling"),
        (r"\bturned\b|\blathe\b|gedreht|drehteil|tournage|torneado|tornitura|车削", "turning"),
        (r"\bwater ?-?jet|wasserstrahl", "water jet cutting"),
        (r"\bwelded\b|\bwelding\b|geschweißt|schweißen|soudé|soldado|焊接件", "welding"),
        (r"sheet ?-?metal|blechteil|\bbent\b|tôlerie|钣金", "sheet metal work"),
        (r"\b(?:injection )?mou?lded\b|\bcast(?:ing)?\b|gegossen|spritzguss", "casting"),
        (r"\bsewn\b|\bsewing\b|genäht|cousu", "sewing"),
        (r"\bcut to (?:length|size)|zuschnitt|zugesägt|\bsawn\b", "cutting to length"),
    )
)  # fmt: skip
_ENDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".stl", ".3mf", ".obj", ".amf", ".gcode", ".scad"), "3D printing"),
    ((".dxf", ".svg", ".lbrn", ".lbrn2", ".ai"), "laser cutting"),
)
_MADE_TITLE = re.compile(
    r"\b(?:printed|made|custom|fabricated|manufactured|laser)\b|gedruckt|3d[- ]?druck|eigenfertigung|fertigungsteile|自制",
    re.IGNORECASE,
)
_BOUGHT_TITLE = re.compile(
    r"\b(?:commercial|purchased|bought|off[- ]the[- ]shelf|hardware|fasteners|electronics?)\b|kaufteile|normteile|外购|标准件",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"\b(?:DIN|ISO|EN|ANSI|JIS|GB/?T?|UNI|DIN EN|DIN ISO)\s?-?\d{2,6}\b")


@lru_cache(maxsize=2048)
def how_made(text: str) -> str | None:
    """The process that a text names, in a word; `None` when it names none."""
    return next((how for pattern, how in _HOW if pattern.search(text)), None) if text else None


def by_ending(text: str) -> str | None:
    """The process that the ending of a file suggests."""
    low = text[-300:].lower().rstrip()
    return next((how for endings, how in _ENDINGS if low.endswith(endings)), None)


def origin_of(
    *, kind: str, process: str, source: str, group: str, supplier: str, number: str, name: str, link: str
) -> tuple[Origin, str | None]:
    """Made, bought or unknown, and what that was told by (`kind of part: STD`, `process: 3D printing` …)."""
    if kind and _MADE_KIND.match(kind):
        return Origin.MADE, f"kind of part: {kind}"
    if kind and _BOUGHT_KIND.match(kind):
        return Origin.BOUGHT, f"kind of part: {kind}"
    for text in (process, kind, supplier):
        how = how_made(text)
        if how:
            return Origin.MADE, f"process: {how}"
    how = by_ending(source) or by_ending(name)
    if how:
        return Origin.MADE, f"source file: {how}"
    if number:
        return Origin.BOUGHT, "number of a manufacturer or supplier"
    return _by_surroundings(group, supplier, name, link)


def _by_surroundings(  # noqa: PLR0911  the signs are tried one after the other
    group: str, supplier: str, name: str, link: str
) -> tuple[Origin, str | None]:
    if group and (_MADE_TITLE.search(group) or how_made(group)):
        return Origin.MADE, f"title: {group[:80]}"
    how = how_made(name)
    if how:
        return Origin.MADE, f"name: {how}"
    if supplier:
        return Origin.BOUGHT, "supplier"
    if _STANDARD.search(name):
        return Origin.BOUGHT, "standard part"
    if link.startswith(("http://", "https://", "www.")):
        return Origin.BOUGHT, "link"
    if group and _BOUGHT_TITLE.search(group):
        return Origin.BOUGHT, f"title: {group[:80]}"
    return Origin.UNKNOWN, None
