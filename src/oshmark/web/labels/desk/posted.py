# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the form of a declaration sends, in bounds; and the rows that its buttons add and take away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from oshmark.label.declaration import MAX_ITEMS, Topic
from oshmark.web.labels.desk.written import Place, TopicDraft, Value, Written

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_SIGNS = 20_000
"""Signs of one box that are kept: five times what a text may have, so that who pastes too much can still shorten it."""
MOST_LINES = 2_000
PROSE = frozenset({"lifetime_design", "modularity", "repair", "spares"})
BOXES = tuple(name for name in Written.__struct_fields__ if name not in ("performance", "topics"))
Row = TypeVar("Row")
_ROW = re.compile(r"(add|drop):(performance|link)(?::([a-z-]{1,12}))?(?::([0-9]{1,3}))?")


def read_form(fields: QueryDict) -> Written:
    """What was typed. A box that was not sent is empty, as a browser sends every one."""
    boxes = {name: _boxed(fields, name, MOST_SIGNS if name in PROSE else MOST_LINES) for name in BOXES}
    return Written(
        **boxes,
        performance=_values(fields),
        topics={topic.value: _topic(fields, f"topic-{topic.value}") for topic in Topic},
    )


def _boxed(fields: QueryDict, name: str, most: int) -> str:
    """The text of a box with the line ends of everybody but browsers, and without what no database takes."""
    return fields.get(name, "").replace("\r\n", "\n").replace("\x00", "")[:most]


def _values(fields: QueryDict) -> list[Value]:
    rows = []
    for at in range(MAX_ITEMS):
        names = Value.__struct_fields__
        rows.append(Value(**{name: _boxed(fields, f"performance-{at}-{name}", MOST_LINES) for name in names}))
    return [row for row in rows if not row.is_empty]


def _topic(fields: QueryDict, front: str) -> TopicDraft:
    links = [
        Place(
            title=_boxed(fields, f"{front}-link-{at}-title", MOST_LINES),
            href=_boxed(fields, f"{front}-link-{at}-href", MOST_LINES),
        )
        for at in range(MAX_ITEMS)
    ]
    digests = [one for one in fields.getlist(f"{front}-file")[:MAX_ITEMS] if re.fullmatch(r"[0-9a-f]{64}", one)]
    return TopicDraft(
        text=_boxed(fields, f"{front}-text", MOST_SIGNS),
        steps=_boxed(fields, f"{front}-steps", MOST_SIGNS),
        links=[link for link in links if not link.is_empty],
        files=list(dict.fromkeys(digests)),
    )


def pressed(written: Written, button: str) -> tuple[Written, str]:
    """The same after a button that adds or takes away a row, and the part of the page that it belongs to; empty for
    another button. Buttons are `add:performance`, `drop:performance:2`, `add:link:design`, `drop:link:design:0`."""
    found = _ROW.fullmatch(button)
    if found is None:
        return written, ""
    act, kind, topic, number = found.groups()
    at = None if number is None else int(number)
    if kind == "performance":
        rows = _changed(written.performance, Value(), act, at)
        return msgspec.structs.replace(written, performance=rows), "performance"
    if topic not in written.topics:
        return written, ""
    before = written.topics[topic]
    after = msgspec.structs.replace(before, links=_changed(before.links, Place(), act, at))
    return msgspec.structs.replace(written, topics={**written.topics, topic: after}), f"topic-{topic}"


def _changed(rows: list[Row], empty: Row, act: str, at: int | None) -> list[Row]:
    if act == "drop":
        return [row for number, row in enumerate(rows) if number != at]
    return [*rows, empty] if len(rows) < MAX_ITEMS else rows
