# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a written value to a typed one, for each kind of field; every change is a finding.

A reader returns the value for the model, `None` when there is none, or `Aside.KEEP` when the value cannot be used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from oshmark.manifest import rules
from oshmark.manifest.context import Aside, Context, Partly, kind_of
from oshmark.manifest.cpc import read_cpc
from oshmark.manifest.dimensions import decimal_of
from oshmark.manifest.fields import Field, Kind
from oshmark.manifest.paths import Address, BadAddress, is_address, lacks_scheme, read_address
from oshmark.manifest.readiness import FALLBACK, ODRL, OTRL, read_odrl, read_otrl
from oshmark.manifest.tsdc import read_tsdc
from oshmark.values.finding import KeyPath
from oshmark.values.language import read_language

Read = Callable[[Context, Field, Any, KeyPath], object]
NAME_LIMIT = 1000
"""Characters of a name, a version or another short text before we say that it is too long."""


def one_text(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A text, trimmed; numbers and dates become the text that was written."""
    if type(value) is str:
        return _trimmed(context, field, value, path)
    if isinstance(value, list):
        return _only_entry(context, field, value, path)
    if isinstance(value, (bool, int, float, date, time)):
        written = context.written(path, value)
        context.add(rules.VALUE_COERCED, path, key=field.key, wanted="a text", found=kind_of(value), now=f'"{written}"')
        return written
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a text", found=kind_of(value))
    return Aside.KEEP


def _trimmed(context: Context, field: Field, value: str, path: KeyPath) -> str | None:
    text = _seen(context, field, value, path).strip()
    if len(text) > 1 and text[0] == '"' == text[-1]:
        text = text[1:-1].strip()
    if text != value:
        if not text:
            context.add(rules.VALUE_EMPTY, path, key=field.key)
            return None
        context.add(rules.VALUE_TRIMMED, path, key=field.key)
    if len(text) > NAME_LIMIT and field.kind is not Kind.PROSE:
        context.add(rules.VALUE_LONG, path, key=field.key, count=len(text), limit=NAME_LIMIT)
    return text


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _seen(context: Context, field: Field, value: str, path: KeyPath) -> str:
    """The text without control characters; they and marks that change the direction of a text are said."""
    if _UNSEEN.search(value) is None:
        return value
    codes = ", ".join(sorted({f"U+{ord(one):04X}" for one in _UNSEEN.findall(value)})[:5])
    context.add(rules.VALUE_UNSEEN, path, key=field.key, codes=codes)
    return _CONTROL.sub("", value)


def _only_entry(context: Context, field: Field, value: list[Any], path: KeyPath) -> str | Aside | None:
    entries = [entry for entry in value if entry not in (None, "")]
    if len(entries) == 1:
        context.add(rules.VALUE_LIST, path, key=field.key)
        return one_text(context, field, entries[0], (*path, value.index(entries[0])))
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="one text", found=f"a list of {len(entries)}")
    return Aside.KEEP


def each(context: Context, field: Field, value: Any, path: KeyPath) -> list[tuple[Any, KeyPath]]:
    """The entries of a value that may be a scalar or a list, with their paths; empty entries are said and left out."""
    if not isinstance(value, list):
        return [(value, path)]
    entries = [(entry, (*path, n)) for n, entry in enumerate(value)]
    for entry, where in entries:
        if entry in (None, ""):
            context.add(rules.VALUE_EMPTY, where, key=field.key)
    entries = [(entry, where) for entry, where in entries if entry not in (None, "")]
    if not field.many and len(entries) > 1:
        context.add(rules.VALUE_SEVERAL, path, key=field.key, count=len(entries))
    elif not field.many and entries:
        context.add(rules.VALUE_LIST, path, key=field.key)
    return entries


def texts(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[str, ...] | Aside | Partly:
    """Several texts; a single one is a list of one."""
    return _all(context, field, value, path, one_text)


def _all(
    context: Context,
    field: Field,
    value: Any,
    path: KeyPath,
    read: Read,
) -> tuple[Any, ...] | Aside | Partly:
    """Read every entry; those that cannot be used are kept aside, so that nothing gets lost."""
    if type(value) is str:
        found = read(context, field, value, path)
        return Aside.KEEP if found is Aside.KEEP else () if found is None else (found,)
    entries = each(context, field, value, path)
    return together([entry for entry, _ in entries], [read(context, field, entry, where) for entry, where in entries])


def together(entries: list[Any], found: list[Any]) -> tuple[Any, ...] | Aside | Partly:
    """What was read of the entries of one value, beside what could not be read of them."""
    kept = tuple(one for one in found if one is not None and one is not Aside.KEEP)
    aside = [entry for entry, one in zip(entries, found, strict=True) if one is Aside.KEEP]
    if not aside:
        return kept
    return Partly(kept, aside) if kept else Aside.KEEP


def version(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A version as it was written: `1.10` stays `1.10`, with or without quotation marks."""
    if isinstance(value, (int, float, date)) and not isinstance(value, bool):
        written = context.written(path, value)
        context.add(rules.VERSION_NUMBER, path, was=written)
        return written
    return one_text(context, field, value, path)


def prose(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A longer text; several paragraphs in a list, or one text per language, are joined."""
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        joined = "\n".join(entry.strip() for entry in value)
        context.add(rules.VALUE_COERCED, path, key=field.key, wanted="one text", found="a list", now="paragraphs")
        return joined or None
    if isinstance(value, dict) and value and all(isinstance(entry, str) for entry in value.values()):
        joined = "\n".join(entry.strip() for entry in value.values())
        context.add(rules.VALUE_COERCED, path, key=field.key, wanted="one text", found="a table", now="paragraphs")
        return joined or None
    if type(value) is str:  # the end of a multi-line string is no finding
        text = _seen(context, field, value, path).strip()
        if not text:
            context.add(rules.VALUE_EMPTY, path, key=field.key)
        return text or None
    return one_text(context, field, value, path)


def address(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A web address, encoded where it has to be."""
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    read = read_address(text)
    if isinstance(read, Address):
        if read.had_login:
            context.add(rules.URL_LOGIN, path, key=field.key)
        if read.changed:
            context.add(rules.URL_ENCODED, path, key=field.key, now=read.url)
        return read.url
    return _mend_address(context, field, text, path, read)


def _mend_address(context: Context, field: Field, text: str, path: KeyPath, bad: BadAddress) -> str | Aside:
    if lacks_scheme(text):
        now = f"https://{text}"
        context.add(rules.VALUE_COERCED, path, key=field.key, wanted="a web address", found=f"“{text}”", now=now)
        return now
    if field.key == "publication" and (doi := _doi(text)):
        context.add(rules.DOI_ADDRESS, path, was=text, now=doi)
        return doi
    if bad.scheme and bad.scheme not in ("git", "ssh"):
        context.add(rules.URL_SCHEME, path, key=field.key, scheme=bad.scheme)
        return Aside.KEEP
    if field.key == "repo":
        context.add(rules.REPO_NOT_A_PLACE, path, was=text)
    else:
        context.add(rules.URL_BROKEN, path, key=field.key, was=text)
    return text


def _doi(text: str) -> str | None:
    """The address of a DOI: `doi:10.1000/182` and `10.1000/182` are both `https://doi.org/10.1000/182`."""
    bare = text[4:].strip() if text[:4].lower() == "doi:" else text
    return f"https://doi.org/{bare}" if bare.startswith("10.") and "/" in bare and " " not in bare else None


def addresses(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[str, ...] | Aside | Partly:
    """Several addresses; OKHv1.0 and 2.x give tables with a web or manifest address, whose address is taken."""
    if isinstance(value, dict):
        for key in ("manifest", "web", "url", "location", "path"):
            if isinstance(value.get(key), str) and is_address(value[key]):
                return _address_of_table(context, field, value, path, key)
    return _all(context, field, value, path, address)


def _address_of_table(
    context: Context, field: Field, table: dict[str, Any], path: KeyPath, key: str
) -> tuple[str, ...] | Aside | Partly:
    context.add(rules.VALUE_COERCED, path, key=field.key, wanted="a web address", found="a table", now=f"its “{key}”")
    found = _all(context, field, table[key], (*path, key), address)
    rest = {other: one for other, one in table.items() if other != key}
    return Partly(found, [rest]) if rest and isinstance(found, tuple) else found


def language(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """One language tag in its canonical form."""
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    found = read_language(text)
    if found.tag is None:
        hint = f"; did you mean “{found.hint}”?" if found.hint else ""
        context.add(rules.LANGUAGE_UNKNOWN, path, was=text, hint=hint)
        return text
    if found.tag != text:
        context.add(rules.LANGUAGE_CHANGED, path, was=text, now=found.tag)
    return found.tag


def languages(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[str, ...] | Aside | Partly:
    """One or several languages; the specification says one, OKH 2.x several."""
    return _all(context, field, value, path, language)


def otrl(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A level of technology readiness."""
    return _level(context, field, value, path, read_otrl, OTRL)


def odrl(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A level of documentation readiness."""
    return _level(context, field, value, path, read_odrl, ODRL)


def _level(
    context: Context,
    field: Field,
    value: Any,
    path: KeyPath,
    read: Callable[[str], str | None],
    levels: dict[str, str],
) -> str | Aside | None:
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    if text in levels:
        return text
    if text in FALLBACK:
        context.add(rules.FALLBACK_READINESS, path, key=field.key, was=text)
        return None  # it says nothing, so there is nothing to keep
    found = read(text)
    if found is None:
        context.add(rules.READINESS_UNKNOWN, path, key=field.key, was=text, allowed=", ".join(levels))
        return Aside.KEEP
    context.add(rules.READINESS_ALIAS, path, was=text, now=found)
    return found


def tsdc(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[str, ...] | Aside | Partly:
    """Technology-specific documentation criteria; a comma-separated text is a list."""
    if type(value) is str and "," in value:
        pieces = [piece.strip() for piece in value.split(",") if piece.strip()]
        context.add(
            rules.VALUE_COERCED, path, key=field.key, wanted="a list", found=f"“{value}”", now=", ".join(pieces)
        )
        return tuple(filter(None, (_one_tsdc(context, field, piece, path) for piece in pieces)))
    return _all(context, field, value, path, _one_tsdc)


def _one_tsdc(context: Context, field: Field, value: Any, path: KeyPath) -> Any:
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    identifier, known = read_tsdc(text)
    if not known:
        context.add(rules.TSDC_UNKNOWN, path, was=text)
    elif identifier != text:
        context.add(rules.TSDC_ALIAS, path, was=text, now=identifier)
    return identifier or None


def cpc(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[str, ...] | Aside | Partly:
    """Patent classes, in the spelling of the classification; what is no class is kept as text."""
    return _all(context, field, value, path, _one_cpc)


def _one_cpc(context: Context, field: Field, value: Any, path: KeyPath) -> Any:
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    found = read_cpc(text)
    if found is None:
        context.add(rules.CPC_BROKEN, path, was=text)
        return text
    if found != text:
        context.add(rules.CPC_SPELLING, path, was=text, now=found)
    return found


def number(context: Context, field: Field, value: Any, path: KeyPath) -> Decimal | Aside | None:
    """A number within the range of its field; a text with a number and the unit of the field is understood."""
    found = _decimal(context, field, value, path)
    if isinstance(found, Decimal):
        check_range(context, field, found, path)
    return found


def _decimal(context: Context, field: Field, value: Any, path: KeyPath) -> Decimal | Aside | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found = decimal_of(repr(value))
        if found is not None:
            return found
    elif type(value) is str:
        found = _number_in_text(field, value)
        if found is not None:
            context.add(rules.VALUE_COERCED, path, key=field.key, wanted="a number", found=f"“{value}”", now=str(found))
            return found
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a number", found=kind_of(value))
    return Aside.KEEP


def _number_in_text(field: Field, value: str) -> Decimal | None:
    text = value.strip()
    unit = field.unit or ""
    return decimal_of(text.removesuffix(unit)) if unit and text.endswith(unit) else decimal_of(text)


def check_range(context: Context, field: Field, value: Decimal, path: KeyPath) -> None:
    """Report a number that is outside of what the field can be."""
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        context.add(rules.VALUE_RANGE, path, key=field.key, was=str(value), allowed=_range_text(low, high))


def _range_text(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"{low} or more" if low is not None else f"at most {high}"


def numbers(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[Decimal, ...] | Aside | Partly:
    """Several numbers in an order that means something; `425 , 425` in one text is understood."""
    if type(value) is str and "," in value:
        pieces = value.split(",")
        found = [decimal_of(piece) for piece in pieces]
        if None not in found:
            context.add(
                rules.VALUE_COERCED, path, key=field.key, wanted="a list of numbers", found=f"“{value}”",
                now=f"[{', '.join(str(n) for n in found)}]",
            )  # fmt: skip
            return tuple(n for n in found if n is not None)
    return _all(context, field, value, path, number)


def integer(context: Context, field: Field, value: Any, path: KeyPath) -> int | Aside | None:
    """A whole number within the range of its field."""
    found = number(context, field, value, path)
    if not isinstance(found, Decimal):
        return found
    if found != found.to_integral_value():
        context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a whole number", found=str(found))
        return Aside.KEEP
    if isinstance(value, float):
        context.add(
            rules.VALUE_COERCED, path, key=field.key, wanted="a whole number", found=str(value), now=str(int(found))
        )
    return int(found)


YES = frozenset({"true", "yes", "1", "y", "ja", "on"})
NO = frozenset({"false", "no", "0", "n", "nein", "off"})


def boolean(context: Context, field: Field, value: Any, path: KeyPath) -> bool | Aside | None:
    """True or false; the specification itself writes 0 and 1."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower() if isinstance(value, (str, int)) else ""
    if text in YES or text in NO:
        now = text in YES
        context.add(
            rules.VALUE_COERCED, path, key=field.key, wanted="true or false", found=f"“{value}”",
            now=str(now).lower(),
        )  # fmt: skip
        return now
    context.add(rules.VALUE_TYPE, path, key=field.key, wanted="true or false", found=kind_of(value))
    return Aside.KEEP


def choice(context: Context, field: Field, value: Any, path: KeyPath) -> str | Aside | None:
    """A text out of a list, whatever its case; another text is kept, with a finding."""
    text = one_text(context, field, value, path)
    if not isinstance(text, str) or not field.choices or text in field.choices:
        return text
    found = next((allowed for allowed in field.choices if allowed.lower() == text.lower()), None)
    if found is None:
        context.add(rules.VALUE_CHOICE, path, key=field.key, was=text, allowed=", ".join(field.choices))
        return text
    context.add(
        rules.VALUE_COERCED,
        path,
        key=field.key,
        wanted=f"one of {', '.join(field.choices)}",
        found=f"“{text}”",
        now=found,
    )
    return found
