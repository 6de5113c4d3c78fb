# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is needed to build a thing, in one archive: made while it is sent, never held as a whole.

The same release in the same state gives the same bytes: no time of today, no order of chance, nothing compressed.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Count, Sum

from oshmark.bom.model import Bom
from oshmark.bom.write import to_csv
from oshmark.errors import StateError
from oshmark.label.package import package_paths
from oshmark.label.words import words
from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails
from oshmark.web import wiring
from oshmark.web.archive import files as archived
from oshmark.web.archive.models import ArchivedFile, Role
from oshmark.web.library import bills
from oshmark.web.library.manifest_text import raw_bytes, raw_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from oshmark.web.library.queries import Opened

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first time that the format knows."""
ORDINARY_FILE = 0o100644 << 16
CHECKSUMS = "CHECKSUMS.sha256"


class Kept(msgspec.Struct, frozen=True):
    """What the archive has of a release: files by their path in a package, and those that are missing, with why."""

    files: tuple[tuple[str, ArchivedFile], ...]
    lost: tuple[tuple[str, str], ...]


class Package(msgspec.Struct, frozen=True):
    """What goes into an archive below its one folder: texts of ours, and archived files.

    `state` is another one wherever anything in it is.
    """

    folder: str
    texts: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, ArchivedFile], ...]
    state: str

    @property
    def size(self) -> int:
        """Bytes of what is in it."""
        return sum(len(raw) for _, raw in self.texts) + sum(row.size or 0 for _, row in self.files)


def kept_of(release: str) -> Kept:
    """The archived files of a release, by its address. Raises `StateError` where the archive is damaged."""
    rows = archived.files_of(release)
    there = [row for row in rows if row.sha256 and wiring.archive().size(row.sha256) == row.size]
    lost = tuple((row.path, row.problem or "The archived file is missing.") for row in rows if row not in there)
    names = package_paths(row.path for row in there)
    return Kept(tuple(sorted(((names[row.path], row) for row in there), key=lambda one: one[0])), lost)


def packed(folder: str, texts: Mapping[str, bytes], kept: Kept) -> Package:
    """A package of these texts and files, with the checksum of each, and a word on what is missing."""
    every = dict(texts)
    if kept.lost:
        every["MISSING.txt"] = "".join(f"{in_a_line(path)}\n  {in_a_line(why)}\n" for path, why in kept.lost).encode()
    sums = {name: hashlib.sha256(raw).hexdigest() for name, raw in every.items()}
    sums |= {name: row.sha256 for name, row in kept.files}
    every[CHECKSUMS] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    state = hashlib.sha256(f"{folder}\n".encode() + every[CHECKSUMS]).hexdigest()
    return Package(folder, tuple(sorted(every.items())), kept.files, state)


class Archived(msgspec.Struct, frozen=True):
    """How much of a release is archived: files, and their bytes."""

    files: int
    size: int


def archived_of(release: str) -> Archived:
    """What there is to take away of a release."""
    rows = ArchivedFile.objects.filter(release=release).exclude(sha256="")
    found = rows.aggregate(files=Count("pk"), size=Sum("size"))
    return Archived(found["files"], found["size"] or 0)


def release_package(opened: Opened, *, site: str) -> Package | None:
    """Everything that the library and its archive have of a release; `None` where no file of it is archived.

    Raises `StateError` where the archive is damaged.
    """
    release, kept = opened.release, kept_of(opened.release.address)
    if not kept.files:
        return None
    expression = opened.reading.licence.expression or opened.reading.manifest.license or ""
    texts = {
        "README.txt": _readme(opened, kept, site).encode(),
        "LICENCES.txt": licences_text([("hardware", expression)] if expression else [], opened, kept).encode(),
        "ATTRIBUTION.txt": "\n".join(
            [*origin_lines(opened), f"Release in the library: {site}{release.address}", ""]
        ).encode(),
        f"manifest/{raw_name(opened.provenance.name)}": raw_bytes(opened.raw),
    }
    bill = clean_bill(opened)
    if bill is not None:
        texts["bom.csv"] = bill
    return packed(raw_name(f"{release.module.path.rpartition('/')[2]}-{release.version}"), texts, kept)


def _readme(opened: Opened, kept: Kept, site: str) -> str:
    release = opened.release
    lines = [
        f"{in_a_line(release.name)}, version {in_a_line(release.version)}",
        f"{site}{release.address}",
        "",
        "Everything that the library has of it to understand, build and repair it, as far as it was to be had.",
        "",
        "1. Read the licences (LICENCES.txt) and whom to name (ATTRIBUTION.txt).",
        "2. Get the parts: bom.csv is the bill of materials as the library reads it, where there is one.",
        "3. Make the parts and put them together: sources, drawings and instructions lie in files/, under the paths",
        "   that the manifest of the maker names. The manifest itself is in manifest/.",
        f"4. Check that nothing was changed on the way: sha256sum -c {CHECKSUMS}",
        "",
        *contents_lines(kept),
        "",
        "Nobody has declared or checked anything of this: it is the release as its makers published it.",
    ]
    return "\n".join(lines) + "\n"


def contents_lines(kept: Kept) -> list[str]:
    """What lies in `files/`, and that some is missing where that is so."""
    counts = {role: sum(row.role == role for _, row in kept.files) for role in Role}
    says = words("en")
    named = ", ".join(f"{says(f'role_{role.value}')} ({count})" for role, count in counts.items() if count)
    lines = [f"In files/: {named or 'nothing'}."]
    if kept.lost:
        lines.append(f"{len(kept.lost)} of the files could not be archived: MISSING.txt says which, and why.")
    return lines


def clean_bill(opened: Opened) -> bytes | None:
    """The clean bill of the library as CSV; `None` where there is none, or its file cannot be had."""
    try:
        found = bills.bill_of(opened)
    except StateError:
        return None
    return without_emails(to_csv(Bom({}, found.bill.lines))).encode() if found.bill.items else None


def licences_text(named: Sequence[tuple[str, str]], opened: Opened | None, kept: Kept) -> str:
    """The licences of what is in a package: `named` are subjects and expressions, then those of single files."""
    lines = [f"{subject}: {in_a_line(expression)}" for subject, expression in named] or ["No licence is named."]
    if opened is not None:
        manifest = opened.reading.manifest
        of_files = [file for field in ("source", "export", "image", "bom") for file in getattr(manifest, field)]
        lines += [f"{in_a_line(file.path)}: {in_a_line(file.license)}" for file in of_files if file.license]
    texts = [name for name, row in kept.files if row.role == Role.LICENCE]
    lines += ["", "Texts of licences that were archived with it:", *(texts or ["none"])]
    lines += ["", "Where no text lies here: SPDX lists the licences by these names, https://spdx.org/licenses/"]
    return "\n".join(lines) + "\n"


def origin_lines(opened: Opened) -> list[str]:
    """Whom to name for a release, and where it comes from."""
    manifest = opened.reading.manifest
    lines = [f"{in_a_line(opened.release.name)}, version {in_a_line(opened.release.version)}"]
    lines += [f"Licensed by: {in_a_line(one.name)} {in_a_line(one.url or '')}".rstrip() for one in manifest.licensor]
    lines += [
        f"Organisation: {in_a_line(one.name)} {in_a_line(one.url or '')}".rstrip() for one in manifest.organization
    ]
    lines += [f"Repository: {in_a_line(canonical_repo(opened.module))}"]
    lines += [f"Commit: {in_a_line(opened.provenance.commit)}"] if opened.provenance.commit else []
    return lines + [f"Derived from: {in_a_line(one)}" for one in manifest.fork_of]


def in_a_line(text: str) -> str:
    """A stranger's text on one line, without e-mail addresses and signs that do something."""
    return without_emails(" ".join("".join(sign if sign.isprintable() else " " for sign in text).split()))


class _Pipe(io.RawIOBase):
    """Where the archive is written to, and taken from at once. It cannot go back, as a connection cannot."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is written to."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # the archive writes bytes only
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def stream(package: Package) -> Iterator[bytes]:
    """The archive, piece by piece. Raises `StateError` in the middle where a file has changed under our hands."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as file:
        for name, raw in package.texts:
            file.writestr(_entry(package, name, len(raw)), raw)
            yield pipe.take()
        for name, row in package.files:
            for _sent in _written(file, package, name, row):
                yield pipe.take()
    yield pipe.take()


def _written(file: zipfile.ZipFile, package: Package, name: str, row: ArchivedFile) -> Iterable[int]:
    size, sent = row.size or 0, 0
    with file.open(_entry(package, name, size), "w", force_zip64=size > zipfile.ZIP64_LIMIT // 2) as entry:
        for piece in wiring.archive().pieces(row.sha256, 0, size):
            entry.write(piece)
            sent += len(piece)
            yield sent
        if sent != size:
            raise StateError("An archived file was taken away while it was sent.")


def _entry(package: Package, name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{package.folder}/{name}", LONG_AGO)
    entry.external_attr = ORDINARY_FILE
    entry.create_system = 3  # Unix, wherever it is made
    entry.file_size = size
    return entry
