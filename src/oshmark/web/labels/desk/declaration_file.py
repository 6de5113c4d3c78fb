# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A declaration as a file in TOML, for the command line (docs/how-to/label-a-product.md)."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.declaration import Maker, Order, Topic
from oshmark.web.labels.desk.written import MAKERS, Place, TopicDraft, Value, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_BYTES = 500_000
TEXTS = (
    *("product", "language", "maker", "lifetime-design", "modularity", "repair", "spares", "order", "labour-rate"),
    "gtin",
)
PRODUCER, MADE = ("name", "contact", "site"), ("municipality", "region", "country")
TOP = (*TEXTS, "producer", "made", "performance", "topic")
TOPIC = ("text", "steps", "links", "files")


def read_declaration(raw: bytes, before: Written, digests: Mapping[str, str]) -> Written:
    """What a file declares; what it does not say stays as it is `before`. `digests` are the archived files of the
    release by their path, which is how the file names them.

    Raises `RefusedError` for what is no TOML, for keys that nobody knows and for values of another kind.
    """
    table = _table(raw)
    _hold_known(table, TOP, "")
    producer, made = _below(table, "producer"), _below(table, "made")
    _hold_known(producer, PRODUCER, "producer.")
    _hold_known(made, MADE, "made.")
    said = {key.replace("-", "_"): _text(table[key], key) for key in TEXTS if key in table}
    said |= {key: _text(producer[key], f"producer.{key}") for key in PRODUCER if key in producer}
    said |= {key: _text(made[key], f"made.{key}") for key in MADE if key in made}
    _hold_choice(said.get("maker"), [one.value for one in MAKERS], "maker")
    _hold_choice(said.get("order"), [one.value for one in Order], "order")
    changes: dict[str, Any] = dict(said)
    if "performance" in table:
        changes["performance"] = [_value(row, at) for at, row in enumerate(_rows(table["performance"], "performance"))]
    if "topic" in table:
        changes["topics"] = _topics(_below(table, "topic"), digests)
    return msgspec.structs.replace(before, **changes)


def _table(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_BYTES:
        raise RefusedError(f"A declaration has up to {MAX_BYTES // 1000} kB; this has more.")
    try:
        return tomllib.loads(raw.decode())
    except (UnicodeDecodeError, RecursionError) as exc:
        raise RefusedError("The declaration is no text in UTF-8.") from exc
    except tomllib.TOMLDecodeError as exc:
        raise RefusedError(f"The declaration is no TOML: {exc}.") from exc


def _hold_known(table: Mapping[str, Any], known: Sequence[str], front: str) -> None:
    strange = next((key for key in table if key not in known), None)
    if strange is not None:
        raise RefusedError(f"“{front}{strange[:60]}” is nothing that a declaration has. It has: {', '.join(known)}.")


def _below(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise RefusedError(f"“{key}” has to be a table: write [{key}] above it.")
    return found


def _rows(found: object, key: str) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise RefusedError(f"“{key}” has to be a list of tables: write [[{key}]] above each.")
    return found


def _text(found: object, key: str) -> str:
    """A text; a number and a date are as good."""
    if isinstance(found, str):
        return found.replace("\x00", "")
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return str(found)
    raise RefusedError(f"“{key}” has to be a text.")


def _texts(found: object, key: str) -> list[str]:
    if not isinstance(found, list):
        raise RefusedError(f"“{key}” has to be a list of texts.")
    return [_text(one, key) for one in found]


def _hold_choice(said: str | None, allowed: Sequence[str], key: str) -> None:
    if said is None or said in allowed:
        return
    if key == "maker" and said == Maker.CERTIFIED.value:
        raise RefusedError("“maker” cannot be certified: that is said by who certifies, and never by a producer.")
    raise RefusedError(f"“{key}” has to be one of {', '.join(allowed)}.")


def _value(row: dict[str, Any], at: int) -> Value:
    _hold_known(row, Value.__struct_fields__, f"performance[{at}].")
    return Value(**{key: _text(found, f"performance[{at}].{key}") for key, found in row.items()})


def _topics(table: dict[str, Any], digests: Mapping[str, str]) -> dict[str, TopicDraft]:
    _hold_known(table, [topic.value for topic in Topic], "topic.")
    return {key: _topic(_below(table, key), f"topic.{key}", digests) for key in table}


def _topic(table: dict[str, Any], front: str, digests: Mapping[str, str]) -> TopicDraft:
    _hold_known(table, TOPIC, f"{front}.")
    paths = _texts(table.get("files", []), f"{front}.files")
    missing = next((path for path in paths if path not in digests), None)
    if missing is not None:
        raise RefusedError(
            f"“{missing[:200]}” is no archived file of this release. A manifest names it, and "
            "`oshmark library archive` keeps a copy of what the manifest names."
        )
    steps = _texts(table.get("steps", []), f"{front}.steps")
    return TopicDraft(
        text=_text(table.get("text", ""), f"{front}.text"),
        steps="\n".join(" ".join(step.split()) for step in steps),
        links=[_link(row, front) for row in _rows(table.get("links", []), f"{front}.links")],
        files=[digests[path] for path in paths],
    )


def _link(row: dict[str, Any], front: str) -> Place:
    _hold_known(row, ("title", "href"), f"{front}.links.")
    return Place(**{key: _text(found, f"{front}.links.{key}") for key, found in row.items()})
