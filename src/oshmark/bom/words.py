# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501, PLR2004  words that belong together stay in one line; how much is enough is said where it is guessed
"""What a heading means.

It is compared after `normal`: small letters, single blanks, no punctuation, no brackets. Where a word has several
meanings the cells of the column decide (`columns.py`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from oshmark.bom.model import Field
from oshmark.bom.phrases import PHRASES
from oshmark.bom.word_sets import (
    EACH_WORDS,
    MAKER_WORDS,
    NUMBER_WORDS,
    PACK_WORDS,
    PRICE_WORDS,
    QUANTITY_WORDS,
    SELLER_WORDS,
    SHOPS,
    TOTAL_WORDS,
)

F = Field

_CODES = r"cad|usd|eur|gbp|chf|aud|cny|rmb|jpy|inr|sek|nok|dkk|pln|czk|brl|mxn|nzd|sgd|hkd|twd|krw|zar|euro|euros|dollars?|f cfa|xof"
_CURRENCY = re.compile(rf"[€$£¥₹₽元]|\b(?:{_CODES})\b")
_BRACKETS = re.compile(r"[(\[（【{<][^()\[\]（）【】{}<>]*[)\]）】}>]")
_PUNCTUATION = re.compile(r"[\s_./\\:;*,'’\"?!|&+=–—~-]+")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][a-z])|(?<=[a-z])(?=[A-Z]{2,3}$)")
_TAIL = re.compile(r" ?\d{1,2}$")
_IN_UNIT = re.compile(r" in (?:mm|cm|m|g|kg|€|eur|euro|usd|\$)$")


def normal(heading: str) -> str:
    """A heading as the table has it: small letters, single blanks, nothing in brackets, no punctuation."""
    text = unicodedata.normalize("NFKC", heading).strip()
    text = _CAMEL.sub(" ", text).casefold().replace("ß", "ss")
    bare = _PUNCTUATION.sub(" ", _BRACKETS.sub(" ", text)).strip()
    return bare or _PUNCTUATION.sub(" ", text.strip("()[] ")).strip()


def _by_phrase() -> dict[str, tuple[Field, ...]]:
    table: dict[str, tuple[Field, ...]] = {}
    for fields, phrases in PHRASES.items():
        for phrase in phrases.split("|"):
            table.setdefault(normal(phrase.strip()), fields)
    return table


BY_PHRASE = _by_phrase()
HEADING_WORDS = frozenset(word for word in BY_PHRASE if len(word) >= 2 and not word.isascii() and word[0] > "\u2e80")
"""Headings in Chinese and Japanese, by which an encoding is told."""

CJK: tuple[tuple[str, Field], ...] = (
    ("制造商料号", F.MPN), ("制造商型号", F.MPN), ("厂家型号", F.MPN), ("供应商编号", F.SUPPLIER_NUMBER), ("链接", F.LINK),
    ("数量", F.QUANTITY), ("用量", F.QUANTITY), ("个数", F.QUANTITY), ("個数", F.QUANTITY), ("位号", F.DESIGNATORS),
    ("单价", F.PRICE), ("単価", F.PRICE), ("总价", F.TOTAL), ("金额", F.TOTAL), ("金額", F.TOTAL), ("合计", F.TOTAL), ("小计", F.TOTAL),
    ("备注", F.REMARK), ("備考", F.REMARK), ("供应商", F.SUPPLIER), ("供应", F.SUPPLIER), ("制造商", F.MANUFACTURER),
    ("品牌", F.MANUFACTURER), ("厂家", F.MANUFACTURER), ("厂商", F.MANUFACTURER), ("型号", F.MPN), ("型番", F.MPN), ("名称", F.NAME), ("品名", F.NAME),
    ("描述", F.DESCRIPTION), ("规格", F.DESCRIPTION), ("封装", F.FOOTPRINT), ("材料", F.MATERIAL), ("材质", F.MATERIAL), ("序号", F.LINE),
    ("单位", F.UNIT), ("重量", F.MASS), ("价格", F.PRICE), ("工艺", F.PROCESS),
)  # fmt: skip
"""Parts of Chinese and Japanese headings, which have no blanks between their words; the more exact ones first."""


@lru_cache(maxsize=4096)
def roles_of(heading: str) -> tuple[Field, ...]:
    """What a heading may mean, the likeliest first; empty for a word that is none."""
    if not heading or len(heading) > 120:
        return ()
    text = normal(heading)
    if not text:
        return ()
    for form in _forms(text):
        if form in BY_PHRASE:
            return BY_PHRASE[form]
    if any(letter > "\u2e80" for letter in text):
        return next(((field,) for part, field in CJK if part in text), ())
    return _composed(frozenset(text.split())) if len(text) <= 60 else ()


def _forms(text: str) -> list[str]:
    """A heading and its simpler forms: without a currency, without the number of a repeated column."""
    forms = [text]
    bare = " ".join(_CURRENCY.sub(" ", _IN_UNIT.sub("", text)).split())
    bare = re.sub(r"\b(?:in|inc|incl|excl|vat|approx|ca)\b", " ", bare).strip()
    if bare and bare != text:
        forms.append(" ".join(bare.split()))
    elif not bare:
        forms.append("price")
    forms += [_TAIL.sub("", form) for form in list(forms) if _TAIL.search(form)]
    return [form for form in forms if form]


def is_currency_only(text: str) -> bool:
    """Whether a heading is nothing but the sign or code of a currency."""
    return not _CURRENCY.sub("", text.casefold()).strip(" ()[]/.")


def _composed(words: frozenset[str]) -> tuple[Field, ...]:  # noqa: C901, PLR0911  each meaning is tried in turn
    """The meaning of several words together, which no list could hold."""
    if words & PACK_WORDS and words & (QUANTITY_WORDS | PRICE_WORDS):
        return (F.PACKAGE,)
    if words & PRICE_WORDS:
        if words & TOTAL_WORDS - {"line"} and not words & {"each"}:
            return (F.TOTAL,)
        return (F.PRICE,) if words & EACH_WORDS else (F.PRICE, F.TOTAL)
    if words & QUANTITY_WORDS:
        return (F.QUANTITY,)
    if words & MAKER_WORDS:
        return (F.MPN,) if words & NUMBER_WORDS else (F.MANUFACTURER,)
    if words & SELLER_WORDS:
        if words & {"link", "url"}:
            return (F.LINK,)
        return (F.SUPPLIER_NUMBER,) if words & (NUMBER_WORDS | SHOPS) else (F.SUPPLIER,)
    if words & {"part", "pn", "teile", "item"} and words & NUMBER_WORDS - {"part", "code"}:
        return (F.NUMBER,)
    for field, marks in _MARKS:
        if words & marks:
            return (field,)
    return ()


_MARKS: tuple[tuple[Field, frozenset[str]], ...] = (
    (F.DESIGNATORS, frozenset({"designator", "designators", "refdes"})),
    (F.LINK, frozenset({"link", "url", "links", "lien", "enlace"})),
    (F.MASS, frozenset({"mass", "weight", "gewicht", "poids", "peso"})),
    (F.MATERIAL, frozenset({"material", "werkstoff", "matériau"})),
    (F.REMARK, frozenset({"notes", "remarks", "comments", "bemerkungen", "observation", "note", "remark", "comment"})),
    (F.SOURCE, frozenset({"stl", "file", "filename", "datei", "fichier"})),
    (F.NAME, frozenset({"name", "bezeichnung", "benennung"})),
    (F.DESCRIPTION, frozenset({"description", "beschreibung", "descripción", "descrizione", "descrição"})),
)
"""Words that decide when nothing else does."""
