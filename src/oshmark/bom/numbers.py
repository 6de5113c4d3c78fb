# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501, PLR2004  how much is enough to guess is said where it is guessed
"""Numbers as people write them: quantities with units, prices with currencies, commas for points.

Whether a comma parts decimals or thousands is told by a column as a whole (`mark_of`), never by one cell alone.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from oshmark.bom.table import NumberCell, is_formula

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DIGITS = 24
"""Digits of a number; longer ones are article numbers, not amounts."""


class Mark(Enum):
    """What parts the decimals of a column."""

    POINT = "."
    COMMA = ","
    UNKNOWN = ""


class Sure(Enum):
    """How a cell was understood."""

    CLEAR = "clear"
    GUESSED = "guessed"
    "Reduced to one number: a range, an estimate."
    SEPARATOR = "separator"
    "The sign in it may part thousands or decimals."
    UNCLEAR = "unclear"
    EMPTY = "empty"


class Amount(NamedTuple):
    """A number with its unit or currency, and how sure it is."""

    value: Decimal | None
    unit: str | None
    sure: Sure


EMPTY = Amount(None, None, Sure.EMPTY)
UNCLEAR = Amount(None, None, Sure.UNCLEAR)
_NUMBER = r"\d(?:[\d.,'’٬ ]*\d)?|[.,]\d+"
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")
"""A price that can be read in one way only."""
_PARTS = re.compile(rf"([^\d.,]*?)([-−+]?)\s*({_NUMBER})(.*)", re.DOTALL)
_FRACTION = re.compile(r"(?:(\d{1,6})\s+)?(\d{1,6})\s*/\s*(\d{1,6})(?!\d)(.*)", re.DOTALL)
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|\.\.+|…|to|bis|à|~|〜|～)\s*({_NUMBER})(.*)", re.DOTALL | re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:~|≈|>|≥|<|≤|ca\.?|circa|approx\.?|about|around|etwa|env\.?|min\.?|at least|mindestens|max\.?|up to|bis zu|约|約)\s*",
    re.IGNORECASE,
)
_TIMES = re.compile(r"^(?:[x×*✕]|pcs\.?|qty\.?:?)\s*(?=\d)", re.IGNORECASE)
_NOTHING = frozenset(
    [
        "-",
        "–",
        "—",
        "/",
        "\\",
        "~",
        "?",
        ".",
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "null",
        "tbd",
        "x",
        "--",
        "---",
        "----",
        "unknown",
    ]
)

UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "pcs": "pcs pc piece pieces pce ea each unit units stk stck st stück stueck stück(e) pièce pièces pieza piezas pz pezzi pezzo ud uds un "
        "peça peças stuks stuk 个 只 個 件 颗 粒 片 块 根 条 枚 本 台 pcs/board off nos no",
        "mm": "mm millimeter millimetre millimeters millimetres 毫米",
        "cm": "cm centimeter centimetre centimeters centimetres 厘米",
        "m": "m meter metre meters metres mtr lfm 米",
        "km": "km",
        "in": 'in inch inches " ″ zoll',
        "ft": "ft feet foot '",
        "g": "g gr gram grams gramm 克",
        "kg": "kg kilo kilogram kilograms kilos 千克 公斤",
        "mg": "mg",
        "oz": "oz ounce ounces",
        "lb": "lb lbs pound pounds",
        "ml": "ml milliliter millilitre",
        "l": "l liter litre liters litres ltr 升",
        "m²": "m² m2 qm sqm",
        "cm²": "cm² cm2",
        "set": "set sets satz kit kits jeu juego 套 組 セット",
        "pair": "pair pairs paar paare paire par 对 對",
        "pack": "pack packs pkg packung packungen pkt paket packet packets box boxes bag bags 包 盒 袋",
        "roll": "roll rolls rolle rollen spool spools reel 卷",
        "sheet": "sheet sheets platte platten blatt 张 枚入",
    }.items()
    for word in words.split()
}
"""Units as people write them, and their short form."""

CURRENCIES: tuple[tuple[str, str, bool], ...] = (
    ("US$", "USD", True), ("USD", "USD", True), ("CA$", "CAD", True), ("C$", "CAD", True), ("CAD", "CAD", True),
    ("AU$", "AUD", True), ("A$", "AUD", True), ("AUD", "AUD", True), ("NZ$", "NZD", True), ("NZD", "NZD", True),
    ("HK$", "HKD", True), ("HKD", "HKD", True), ("NT$", "TWD", True), ("TWD", "TWD", True), ("SGD", "SGD", True), ("S$", "SGD", True),
    ("R$", "BRL", True), ("BRL", "BRL", True), ("MXN", "MXN", True), ("€", "EUR", True), ("EUR", "EUR", True), ("£", "GBP", True),
    ("GBP", "GBP", True), ("CHF", "CHF", True), ("RMB", "CNY", True), ("CNY", "CNY", True), ("CN¥", "CNY", True), ("元", "CNY", True), ("JPY", "JPY", True),
    ("円", "JPY", True), ("INR", "INR", True), ("₹", "INR", True), ("₽", "RUB", True), ("RUB", "RUB", True), ("SEK", "SEK", True),
    ("NOK", "NOK", True), ("DKK", "DKK", True), ("PLN", "PLN", True), ("zł", "PLN", True), ("CZK", "CZK", True), ("Kč", "CZK", True),
    ("HUF", "HUF", True), ("KRW", "KRW", True), ("₩", "KRW", True), ("ZAR", "ZAR", True), ("ILS", "ILS", True), ("₪", "ILS", True), ("₺", "TRY", True),
    ("F CFA", "XOF", True), ("FCFA", "XOF", True), ("CFA", "XOF", True), ("XOF", "XOF", True), ("XAF", "XAF", True), ("₿", "XBT", True),
    ("Euros", "EUR", True), ("Euro", "EUR", True), ("Fr.", "CHF", True), ("￥", "CNY", False), ("¥", "CNY", False), ("dollars", "USD", False), ("$", "USD", False),
    ("kr", "SEK", False),
)  # fmt: skip
"""Signs and codes of currencies, the longer ones first, and whether only one country uses them."""
_CURRENCY_FORMS = {sign.casefold(): (code, sure) for sign, code, sure in CURRENCIES}
_CURRENCY_IN = re.compile(
    "|".join(
        rf"(?<![A-Za-z]){re.escape(sign)}(?![A-Za-z])"
        if sign[0].isalpha() and sign[-1].isalpha() and sign.isascii()
        else re.escape(sign)
        for sign, _, _ in CURRENCIES
    ),
    re.IGNORECASE,
)


def currency_in(text: str) -> tuple[str, str, bool] | None:
    """The currency that a text names: as written, its code (ISO 4217), and whether that is sure."""
    found = _CURRENCY_IN.search(text)
    if found is None:
        return None
    code, sure = _CURRENCY_FORMS[found[0].casefold()]
    return found[0], code, sure


def mark_of(cells: Iterable[str]) -> Mark:
    """What parts the decimals in some cells: each cell that can be read in one way only has a vote."""
    points = commas = 0
    for cell in cells:
        if isinstance(cell, NumberCell) or ("," not in cell and "." not in cell):
            continue
        for number in re.findall(r"\d[\d.,]*\d|[.,]\d+", cell[:60]):
            vote = _vote(number)
            points += vote is Mark.POINT
            commas += vote is Mark.COMMA
    if points == commas:
        return Mark.UNKNOWN
    return Mark.POINT if points > commas else Mark.COMMA


def _vote(number: str) -> Mark:
    points, commas = number.count("."), number.count(",")
    if points and commas:
        return Mark.POINT if number.rfind(".") > number.rfind(",") else Mark.COMMA
    if points + commas > 1:  # 1.000.000
        return Mark.COMMA if points else Mark.POINT
    sign = "." if points else ","
    before, _, after = number.partition(sign)
    if len(after) == 3 and before and before != "0" and len(before) <= 3:
        return Mark.UNKNOWN
    return Mark.POINT if points else Mark.COMMA


def decimal(text: str, mark: Mark) -> tuple[Decimal | None, bool]:
    """A bare number, and whether it could be read in one way only. `None` for what is no number."""
    text = text.strip().replace("'", "").replace("’", "").replace("٬", "")
    if " " in text:
        if not re.fullmatch(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?", text):
            return None, True
        text = text.replace(" ", "")
    if sum(letter.isdigit() for letter in text) > MAX_DIGITS or not text.isascii():
        return None, True
    sure = True
    if "." in text or "," in text:
        vote = _vote(text)
        if vote is Mark.UNKNOWN:
            sure = mark is not Mark.UNKNOWN
            vote = mark if sure else Mark.POINT
        text = text.replace(",", "") if vote is Mark.POINT else text.replace(".", "").replace(",", ".")
    try:
        return Decimal(text), sure
    except InvalidOperation:
        return None, True


def quantity(text: str, mark: Mark = Mark.UNKNOWN) -> Amount:
    """How many, or how much of a unit, are needed."""
    if text.isascii() and text.isdigit():
        return Amount(Decimal(text), None, Sure.CLEAR) if len(text) <= MAX_DIGITS else UNCLEAR
    if isinstance(text, NumberCell):
        return Amount(_plain(text), None, Sure.CLEAR)
    if not text or text.casefold() in _NOTHING:
        return EMPTY
    if is_formula(text):
        return UNCLEAR
    return _quantity_in_words(text[:200], mark)


def _quantity_in_words(text: str, mark: Mark) -> Amount:
    for sign, fraction in _VULGAR.items():
        text = text.replace(sign, f" {fraction}").strip()
    rest = _ABOUT.sub("", text)
    about = rest != text
    rest = _TIMES.sub("", rest)
    found = _RANGE.match(rest)
    if found:
        low, _ = decimal(found[1], mark)
        if low is not None:
            return Amount(low, _unit(found[3])[0], Sure.GUESSED)
    part = _FRACTION.match(rest)
    if part and int(part[3]):
        value = Decimal(part[1] or 0) + Decimal(part[2]) / Decimal(part[3])
        return Amount(value, _unit(part[4])[0], Sure.GUESSED if about else Sure.CLEAR)
    return _number_and_unit(rest, mark, about=about)


def _number_and_unit(text: str, mark: Mark, *, about: bool) -> Amount:
    found = _PARTS.fullmatch(text)
    if found is None or found[2] == "-" or found[2] == "−":
        return UNCLEAR
    value, sure = decimal(found[3], mark)
    if value is None:
        return UNCLEAR
    unit, understood = _unit(found[4])
    before = found[1].strip(" :x×*").casefold()
    clear = understood and not about and (not before or before in UNITS)
    if not clear and before and not unit and len(before) > 12:
        return UNCLEAR  # a sentence with a number somewhere
    verdict = Sure.CLEAR if clear else Sure.GUESSED
    return Amount(value, unit or UNITS.get(before), verdict if sure else Sure.SEPARATOR)


def _unit(text: str) -> tuple[str | None, bool]:
    """The unit behind a number, and whether everything behind it was understood."""
    text = text.strip(" .:x×*").casefold() if text.strip() not in {"'", '"'} else text.strip()
    if not text:
        return None, True
    if text in UNITS:
        return UNITS[text], True
    word = re.split(r"[\s(/,;]", text, maxsplit=1)[0].rstrip(".")
    return UNITS.get(word), False


def unit_of(text: str) -> str | None:
    """The unit that a cell of its own names, in its short form where that is known."""
    bare = text.strip(" .")
    return UNITS.get(bare.casefold(), bare[:40]) or None if bare and bare.casefold() not in _NOTHING else None


def money(text: str, mark: Mark = Mark.UNKNOWN) -> Amount:  # noqa: PLR0911  each way of writing is tried in turn
    """A price; `unit` is the currency as it is written in the cell."""
    if isinstance(text, NumberCell):
        return Amount(_plain(text), None, Sure.CLEAR)
    if not text or text.casefold() in _NOTHING:
        return EMPTY
    if _PLAIN.fullmatch(text):
        return Amount(Decimal(text), None, Sure.CLEAR)
    if is_formula(text):
        return UNCLEAR
    text = text[:200]
    named = _CURRENCY_IN.search(text)
    bare = (text[: named.start()] + " " + text[named.end() :] if named else text).strip()
    sign = named[0] if named else None
    if bare in {"-", "–", "—", "-.-", "- -"} and named:  # how spreadsheets write an amount of zero
        return Amount(Decimal(0), sign, Sure.CLEAR)
    bare = re.sub(r",(?:-|–|—)+$", "", bare)  # 5,- €
    about = _ABOUT.sub("", bare)
    found = _PARTS.fullmatch(about)
    if found is None or len(found[1].strip()) > 6:
        return Amount(None, sign, Sure.UNCLEAR)
    value, sure = decimal(found[3], mark)
    if value is None:
        return Amount(None, sign, Sure.UNCLEAR)
    if found[2] in {"-", "−"}:
        value = -value
    guessed = about != bare or len(found[4].strip()) > 12
    return Amount(value, sign, Sure.SEPARATOR if not sure else Sure.GUESSED if guessed else Sure.CLEAR)


def plain_price(text: str) -> Decimal | None:
    """A price that can be read in one way only and has no currency beside it, as most have; `None` for any other."""
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def _plain(text: str) -> Decimal:
    """A number as a spreadsheet keeps it."""
    value = Decimal(str(text))
    return value if value.adjusted() < MAX_DIGITS else Decimal(0)


_MASS_IN_G = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "mg": Decimal("0.001"),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
"""Grams in a unit of mass; the ounce and the pound are those of the treaty of 1959."""


def mass_g(text: str, heading_unit: str | None, mark: Mark = Mark.UNKNOWN) -> Decimal | None:
    """A mass in grams; a bare number has the unit of its heading, else grams."""
    amount = quantity(text, mark)
    factor = _MASS_IN_G.get(amount.unit or heading_unit or "g")
    return None if amount.value is None or factor is None else amount.value * factor


def unit_in_heading(heading: str) -> str | None:
    """The unit in the brackets of a heading: `Mass (kg)`, `Length [mm]`, `Weight in g`."""
    found = re.search(
        r"[(\[/]\s*([^\W\d_]{1,8}[²2]?)\s*[)\]]?\s*$|[(\[]([^\W\d_]{1,8})[)\]]|\bin ([^\W\d_]{1,4})$", heading
    )
    word = next((word for word in found.groups() if word), "").casefold() if found else ""
    return UNITS.get(word)
