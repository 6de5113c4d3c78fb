# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archives, tables and documents are looked into by a process that may be killed, and nothing lands on the disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.opening.answer import (
    MOST_ROWS,
    Active,
    Document,
    Found,
    Listing,
    Note,
    Refused,
    Sheets,
    What,
    Why,
)
from oshmark.adapters.opening.child import answer
from oshmark.adapters.opening.opener import Opener

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as made:
        yield made


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


def workbook(rows: int = 3) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Runs")
        for row in range(rows):
            sheet.write_row(row, 0, [f"run {row}", row * 1.5])
    return file.getvalue()


def ask(opener: Opener, what: What, raw: bytes) -> Found:
    return opener.open(what, [raw[:10], raw[10:]], len(raw))


MEMBERS = {"plan/a.step": b"x" * 5000, "b.txt": b"words", "more.zip": b"PK", "../../etc/passwd": b"root"}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_is_listed_with_names_and_counted_sizes(opener: Opener, pack: object) -> None:
    found = ask(opener, What.ARCHIVE, zipped(MEMBERS) if pack is zipped else tarred(MEMBERS))
    assert isinstance(found, Listing)
    sizes = {one.name: one.size for one in found.members if one.name != "link"}
    assert sizes == {name: len(content) for name, content in MEMBERS.items()}
    notes = {one.name: one.note for one in found.members}
    assert notes["more.zip"] is Note.ARCHIVE
    assert notes["../../etc/passwd"] is Note.LEADS_OUT
    assert notes.get("link", Note.LINK) is Note.LINK
    assert found.size == sum(sizes.values())


def lying_zip() -> bytes:
    """A file that says that it is small."""
    raw = bytearray(zipped({"zeros": bytes(50_000_000)}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = raw.index(mark) + at
        raw[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(raw)


BOMBS = {
    "zip": lambda: zipped({"zeros": bytes(50_000_000)}),
    "many in a zip": lambda: zipped({f"{at}": bytes(1_000_000) for at in range(60)}),
    "tar.gz": lambda: tarred({"zeros": bytes(50_000_000)}),
    "gzip": lambda: gzip.compress(bytes(60_000_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_called_one_in_time_and_the_next_is_listed(opener: Opener, name: str) -> None:
    raw, began = BOMBS[name](), time.monotonic()
    found = ask(opener, What.ARCHIVE, raw)
    assert isinstance(found, Refused)
    assert found.why in (Why.BOMB, Why.DAMAGED)
    assert time.monotonic() - began < 10
    assert isinstance(ask(opener, What.ARCHIVE, zipped(MEMBERS)), Listing)


def test_sizes_are_counted_and_not_believed(opener: Opener) -> None:
    found = ask(opener, What.ARCHIVE, lying_zip())
    assert found == Refused(Why.DAMAGED) or (isinstance(found, Listing) and found.size <= 10)


def test_too_many_files_are_too_many(opener: Opener) -> None:
    found = ask(opener, What.ARCHIVE, zipped({f"{at}": b"" for at in range(10_001)}, zipfile.ZIP_STORED))
    assert found == Refused(Why.TOO_MANY)


def test_what_takes_too_long_is_stopped() -> None:
    large = zipped({"zeros": bytes(40_000_000)}, zipfile.ZIP_STORED)
    with Opener(timeout_s=0.000001) as hasty:
        assert ask(hasty, What.ARCHIVE, large) == Refused(Why.TOO_DEAR)


@pytest.mark.parametrize("raw", [workbook(), b"what,figure\nrun 0,0\nrun 1,1.5\nrun 2,3\n"])
def test_the_cells_of_a_table_are_there(opener: Opener, raw: bytes) -> None:
    found = ask(opener, What.TABLE, raw)
    assert isinstance(found, Sheets)
    assert ("run 1", "1.5") in found.sheets[0].rows


def test_a_long_table_is_shown_in_part_and_says_so(opener: Opener) -> None:
    found = ask(opener, What.TABLE, b"a,b\n" + b"1,2\n" * 5_000)
    assert isinstance(found, Sheets)
    assert len(found.sheets[0].rows) == MOST_ROWS
    assert found.sheets[0].more == 5_001 - MOST_ROWS


PDF = b"%PDF-1.7\n1 0 obj<</Type/Pages/Count 2>>\n2 0 obj<</Type /Page>>\n3 0 obj<</Type/Page /AA<</JS(x)>>>>\n"


def test_a_document_says_how_many_pages_it_has_and_what_it_can_do(opener: Opener) -> None:
    packed = b"4 0 obj<</Type/ObjStm/N 1>>stream\n" + zlib.compress(b"<</Type/Page>> /Launch") + b"endstream"
    assert ask(opener, What.DOCUMENT, PDF) == Document(2, (Active.SCRIPTS,))
    assert ask(opener, What.DOCUMENT, PDF + packed) == Document(3, (Active.SCRIPTS, Active.PROGRAMS))


@given(
    what=st.sampled_from(What), raw=st.binary(max_size=200), head=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08"])
)
def test_whatever_the_bytes_are_there_is_an_answer(what: What, raw: bytes, head: bytes) -> None:
    assert isinstance(answer(what, head + raw), Found)


@given(data=st.data(), what=st.sampled_from([What.ARCHIVE, What.TABLE]))
def test_a_byte_that_is_wrong_stops_nobody(data: st.DataObject, what: What) -> None:
    raw = bytearray(data.draw(st.sampled_from([zipped(MEMBERS), tarred(MEMBERS), workbook()])))
    for _count in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(answer(what, bytes(raw)), Found)
