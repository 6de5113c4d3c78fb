# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often each property and each class occurs in a generation, for its description in VoID.

Counting everything takes about a second for a million statements, so a generation that continues another one takes
over the counts, less what its changed entries had, plus what they have now.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import FullRebuildNeededError, StateError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "partitions.json"
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Partitions(msgspec.Struct, frozen=True):
    """Statements by property, each counted once in every graph; things by class, and all things that have one,
    each counted once."""

    properties: dict[str, int]
    classes: dict[str, int]
    entities: int


class _Counts(msgspec.Struct, frozen=True):
    """The file: `shared` has, by thing and class, in how many graphs that is said of a thing without a graph of its
    own, such as a maker of several modules; the others are in `classes` and `entities` already."""

    properties: dict[str, int]
    classes: dict[str, int]
    entities: int
    shared: dict[str, dict[str, int]]


class PartitionCounter:
    """Adds up entries, and takes away again what was counted before."""

    def __init__(self, base: Path | None = None) -> None:
        """Begin with nothing, or with the counts of the generation in the folder `base`."""
        counts = _Counts({}, {}, 0, {}) if base is None else _read_base(base)
        self._properties = Counter(counts.properties)
        self._classes = Counter(counts.classes)
        self._entities = counts.entities
        self._shared = {thing: Counter(classes) for thing, classes in counts.shared.items()}

    def add(self, graph: str, nquads: bytes) -> None:
        """Count the lines of an entry, whose terms are parted by single spaces, as `ontology.write` has them."""
        self._count(graph, nquads, 1)

    def remove(self, graph: str, nquads: bytes) -> None:
        """Take the lines of an entry away."""
        self._count(graph, nquads, -1)

    def write(self, folder: Path) -> None:
        """Put the counts into a generation that is being made."""
        counts = _Counts(
            properties=_positive(self._properties),
            classes=_positive(self._classes),
            entities=self._entities,
            shared={thing: left for thing, classes in sorted(self._shared.items()) if (left := _positive(classes))},
        )
        (folder / FILE).write_bytes(msgspec.json.encode(counts))

    def _count(self, graph: str, nquads: bytes, by: int) -> None:
        own = _own(graph)
        things: set[bytes] = set()
        lines_by_property: Counter[bytes] = Counter()
        for line in nquads.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            lines_by_property[predicate] += 1
            if predicate == _TYPE:
                class_ = _text(rest.partition(b" ")[0])
                if subject.startswith(own):
                    things.add(subject)
                    self._classes[class_] += by
                else:
                    self._shared.setdefault(_text(subject), Counter())[class_] += by
        self._entities += by * len(things)
        for predicate, count in lines_by_property.items():
            self._properties[_text(predicate)] += by * count


def read_partitions(folder: Path) -> Partitions | None:
    """The counts of a generation; None for one that was made before they were kept."""
    try:
        counts = msgspec.json.decode((folder / FILE).read_bytes(), type=_Counts)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as exc:
        raise StateError(f"{FILE} of {folder.name} is damaged. Publish again with a full rebuild.") from exc
    classes = Counter(counts.classes)
    for kinds in counts.shared.values():
        classes.update(dict.fromkeys(kinds, 1))
    return Partitions(counts.properties, dict(sorted(classes.items())), counts.entities + len(counts.shared))


def _read_base(folder: Path) -> _Counts:
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=_Counts)
    except (OSError, msgspec.DecodeError) as exc:
        raise FullRebuildNeededError(f"{FILE} is missing or damaged. Publish everything with a full rebuild.") from exc


def _own(graph: str) -> tuple[bytes, ...]:
    """How things begin of which no other graph can say what they are: those of a release, and blank nodes."""
    of_release = (f"<{graph}#", f"<{graph}/-/", f"<{graph}>") if "/-/v/" in graph else ()
    return (b"_:", *(text.encode() for text in of_release))


def _text(term: bytes) -> str:
    """An address without its brackets. What is no UTF-8 is refused when the store reads it, later than here."""
    return term[1:-1].decode("utf-8", "replace")


def _positive(counts: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count > 0}
