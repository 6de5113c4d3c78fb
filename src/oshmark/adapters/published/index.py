# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search index of a generation: its fields, and how records get in and out."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec
from tantivy import Document, Index, SchemaBuilder

from oshmark.adapters.published.collation import name_key
from oshmark.adapters.published.facets import FACETS
from oshmark.adapters.published.generation import LOCK_FILES
from oshmark.adapters.published.tokens import (
    ANALYZERS,
    COMPOUNDING,
    LISTED,
    PLAIN,
    STEMMERS,
    register,
    stem_languages,
)
from oshmark.adapters.published.word_parts import all_endings, indexed_pairs, spaced
from oshmark.errors import RefusedError, StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from tantivy import Schema

    from oshmark.library.record import SearchRecord

ADDRESS = "address"
CHANGED = "changed"
NAME_KEY = "name_key"
PERCENT = "percent"
PAIRS = "pairs"
ENDINGS = "endings"
RECORD = "record"
WRITER_BYTES = 64_000_000
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK})
_REWRITTEN = frozenset({"meta.json", ".managed.json"})

TEXTS: Mapping[str, Callable[[SearchRecord], str]] = {
    "name": lambda record: record.name,
    "parts": lambda record: record.parts,
    "function": lambda record: record.function,
    "people": lambda record: " \n ".join(record.licensors + record.organizations),
    # Who develops something is often said by its address alone, and makers name a licence among their words.
    "marks": lambda record: f"{record.module.removeprefix('/m/')} \n {record.licence}",
}
"""What is searched word by word, each as its own field."""

STEMMED = ("name", "parts", "function")
"""Those of `TEXTS` that are prose; nobody is to be found by the stem of a surname."""


def text_fields(text: str) -> tuple[str, ...]:
    """The languages in which one of `TEXTS` is indexed, folded words (`plain`) first."""
    return (PLAIN, *STEMMERS) if text in STEMMED else (PLAIN,)


def schema() -> Schema:
    """The fields. A change here needs a new format number of the generations."""
    builder = SchemaBuilder()
    builder.add_text_field(ADDRESS, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(RECORD, stored=True)
    # An integer, not an unsigned field: Python's numbers arrive signed, which kills the writer of an unsigned one.
    # Not a date field either, which knows the years 1677 to 2262 only.
    builder.add_integer_field(CHANGED, fast=True)
    builder.add_integer_field(PERCENT, fast=True)
    builder.add_text_field(NAME_KEY, tokenizer_name="raw", fast=True, index_option="basic")
    for text in TEXTS:
        for language in text_fields(text):
            # Only phrases need positions, and they are looked for in the words as they are.
            option = "position" if language == PLAIN else "freq"
            builder.add_text_field(f"{text}_{language}", tokenizer_name=f"oshmark_{language}", index_option=option)
        builder.add_text_field(f"{text}_{PAIRS}", tokenizer_name=f"oshmark_{LISTED}", index_option="position")
    for text in STEMMED:
        builder.add_text_field(f"{text}_{ENDINGS}", tokenizer_name=f"oshmark_{LISTED}", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", fast=True, index_option="basic")
    return builder.build()


def open_index(path: Path) -> Index:
    """Open the index of a finished generation for reading. The folder must be writable: Tantivy locks a file in it."""
    index = Index.open(str(path))
    register(index)
    # A generation never changes, so nobody needs to watch its files.
    index.config_reader(reload_policy="manual")
    return index


def link_index(old: Path, new: Path) -> None:
    """Make `new` an index with the content of `old`, of hard links where the disk has them."""
    new.mkdir()
    for file in old.iterdir():
        if file.name in LOCK_FILES:
            continue
        if file.name in _REWRITTEN:
            shutil.copyfile(file, new / file.name)
        else:
            link_file(file, new / file.name)


def link_file(old: Path, new: Path) -> None:
    """Give a file that never changes a second name, or copy it where the disk has no hard links."""
    try:
        os.link(old, new)
    except OSError as exc:
        if exc.errno not in _NO_HARD_LINKS:
            raise
        shutil.copyfile(old, new)


@contextmanager
def _tantivy_errors() -> Iterator[None]:
    """Tantivy reports everything as a `ValueError`, a full disk included."""
    try:
        yield
    except ValueError as exc:
        raise StateError("The search index could not be written. Look for a full disk or missing rights.") from exc


class IndexEditor:
    """Writes an index, a new one where the folder is empty, else the one in it: `with IndexEditor(path) as index`.

    Only `finish` keeps what was written. Leaving the block ends the threads, so that the folder is left alone.
    """

    def __init__(self, path: Path) -> None:
        path.mkdir(exist_ok=True)
        with _tantivy_errors():
            index = Index(schema(), path=str(path))
            register(index)
            self._writer = index.writer(WRITER_BYTES, 1)
        self._ended = False

    def remove(self, address: str) -> None:
        """Take a record out, if there is one."""
        self._writer.delete_documents_by_term(ADDRESS, address)

    def add(self, record: SearchRecord) -> None:
        """Put a record in; one that cannot be indexed raises `RefusedError`."""
        try:
            document = _document(record)
        except (UnicodeError, OverflowError) as exc:
            message = f"{record.address!r} cannot be published: its search record cannot be written ({exc})."
            raise RefusedError(message) from exc
        with _tantivy_errors():
            self._writer.add_document(document)

    def finish(self) -> None:
        """Write all of it to the disk."""
        with _tantivy_errors():
            self._writer.commit()
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        # On the way out of an error, a writer that complains as well has nothing new to say.
        with suppress(ValueError):
            self._end()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._writer.wait_merging_threads()


def _document(record: SearchRecord) -> Document:
    document = Document()
    document.add_text(ADDRESS, record.address)
    document.add_bytes(RECORD, msgspec.msgpack.encode(record))
    document.add_integer(CHANGED, record.changed)
    document.add_integer(PERCENT, record.completeness)
    # The address makes the keys of equal names differ, so that pages follow each other.
    document.add_text(NAME_KEY, f"{name_key(record.name)}\x1f{record.address}")
    _add_texts(document, record)
    for facet, values_of in FACETS.items():
        for value in values_of(record):
            document.add_text(facet, value)
    return document


def _add_texts(document: Document, record: SearchRecord) -> None:
    languages = stem_languages(record.languages)
    for name, text_of in TEXTS.items():
        text = spaced(text_of(record))
        document.add_text(f"{name}_{PLAIN}", text)
        _add_list(document, f"{name}_{PAIRS}", indexed_pairs(text))
        for language in languages if name in STEMMED else ():
            document.add_text(f"{name}_{language}", text)
        if COMPOUNDING in languages and name in STEMMED:
            _add_list(document, f"{name}_{ENDINGS}", all_endings(ANALYZERS[COMPOUNDING].analyze(text)))


def _add_list(document: Document, field: str, words: tuple[str, ...]) -> None:
    if words:
        document.add_text(field, " ".join(words))
