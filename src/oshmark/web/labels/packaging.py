# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is needed to build the labelled thing, in one archive: made while it is sent, never held as a whole.

The same label in the same state gives the same bytes: no time of today, no order of chance, nothing compressed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec

from oshmark.bom.model import Bom
from oshmark.bom.write import guarded, to_csv
from oshmark.errors import OshmarkError, StateError
from oshmark.label.address import label_address
from oshmark.label.declaration import Topic, encode
from oshmark.label.package import package_paths
from oshmark.label.plain_text import plain_text
from oshmark.label.sections import number
from oshmark.label.words import LANGUAGES, words
from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails
from oshmark.web import wiring
from oshmark.web.archive import files as archived
from oshmark.web.archive.models import ArchivedFile, Role
from oshmark.web.library import bills, queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oshmark.web.labels.queries import OpenedLabel
    from oshmark.web.library.queries import Opened

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first time that the format knows."""
ORDINARY_FILE = 0o100644 << 16
CHECKSUMS = "CHECKSUMS.sha256"


class Package(msgspec.Struct, frozen=True):
    """What goes into the archive: texts of ours, archived files by their path in it, and those that are missing."""

    folder: str
    texts: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, ArchivedFile], ...]
    state: str

    @property
    def size(self) -> int:
        """Bytes of what is in it."""
        return sum(len(raw) for _, raw in self.texts) + sum(row.size or 0 for _, row in self.files)


def package_of(opened: OpenedLabel, *, site: str) -> Package:
    """Everything that a label and the archive have of a release. Raises `StateError` where the archive is damaged."""
    rows = archived.files_of(opened.label.release)
    kept = [row for row in rows if row.sha256 and wiring.archive().size(row.sha256) == row.size]
    lost = [(row.path, row.problem or "The archived file is missing.") for row in rows if row not in kept]
    names = package_paths(row.path for row in kept)
    files = tuple(sorted((names[row.path], row) for row in kept))
    release = _release(opened)
    texts = dict(_texts(opened, release, files, lost, site))
    sums = {name: hashlib.sha256(raw).hexdigest() for name, raw in texts.items()} | {n: row.sha256 for n, row in files}
    texts[CHECKSUMS] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    state = hashlib.sha256(texts[CHECKSUMS]).hexdigest()
    return Package(f"{opened.label.number}", tuple(sorted(texts.items())), files, state)


def _release(opened: OpenedLabel) -> Opened | None:
    """The labelled release as the library reads it today; a label outlives it."""
    row = queries.find_release(opened.label.release)
    try:
        return None if row is None else queries.open_release(row, wiring.payloads())
    except OshmarkError:
        return None


def _texts(
    opened: OpenedLabel,
    release: Opened | None,
    files: Sequence[tuple[str, ArchivedFile]],
    lost: Sequence[tuple[str, str]],
    site: str,
) -> Iterator[tuple[str, bytes]]:
    language = opened.declaration.language.partition("-")[0]
    yield "README.txt", _readme(opened, files, lost, site).encode()
    yield "label.txt", plain_text(opened.content, language if language in LANGUAGES else "en").encode()
    yield "declaration.json", encode(opened.declaration)
    yield "topics.txt", _topics(opened).encode()
    yield "bom.csv", _bom(opened, release)
    yield "LICENCES.txt", _licences(opened, release, files).encode()
    yield "ATTRIBUTION.txt", _attribution(opened, release, site).encode()
    if lost:
        yield "MISSING.txt", "".join(f"{_line(path)}\n  {_line(why)}\n" for path, why in lost).encode()


def _readme(
    opened: OpenedLabel, files: Sequence[tuple[str, ArchivedFile]], lost: Sequence[tuple[str, str]], site: str
) -> str:
    content = opened.content
    counts = {role: sum(row.role == role for _, row in files) for role in Role}
    says = words("en")
    named = ", ".join(f"{says(f'role_{role.value}')} ({count})" for role, count in counts.items() if count)
    lines = [
        f"{_line(content.product)}, version {_line(content.version)}",
        f"Label {content.number}: {says('self_declared' if opened.label.ended_at is None else 'ended')}",
        f"{label_address(site, content.number)}",
        "",
        "Everything that is needed to understand, build and repair it, as far as it was to be had.",
        "",
        "1. Read the licences (LICENCES.txt) and whom to name (ATTRIBUTION.txt).",
        "2. Get the parts: bom.csv is the bill of materials, label.txt says what is made and what is bought.",
        "3. Make the parts and put them together: sources, drawings and instructions lie in files/, under the paths",
        "   that the manifest of the maker names. topics.txt is what the producer says of making and training.",
        f"4. Check that nothing was changed on the way: sha256sum -c {CHECKSUMS}",
        "",
        f"In files/: {named or 'nothing'}.",
    ]
    if lost:
        lines += [f"{len(lost)} of the files could not be archived: MISSING.txt says which, and why."]
    lines += ["", "The texts beside files/ were made by the library; declaration.json is the producer's, as declared."]
    return "\n".join(lines) + "\n"


def _topics(opened: OpenedLabel) -> str:
    says = words("en")
    lines: list[str] = []
    for topic in Topic:
        said = opened.declaration.topic(topic)
        title = says(f"topic_{topic.value}")
        lines += [title, "=" * len(title)]
        if not said.is_provided:
            lines += [says("not_provided"), ""]
            continue
        lines += [said.text.strip()] if said.text.strip() else []
        lines += [f"{at}. {step.strip()}" for at, step in enumerate(said.steps, start=1)]
        lines += [f"- {link.title}: {link.href}" for link in (*said.links, *said.files)]
        lines.append("")
    return "\n".join(lines) + "\n"


def _bom(opened: OpenedLabel, release: Opened | None) -> bytes:
    """The clean bill of the library; without that, the components that the label keeps."""
    if release is not None:
        try:
            found = bills.bill_of(release)
        except StateError:
            found = None
        if found is not None and found.bill.items:
            return without_emails(to_csv(Bom({}, found.bill.lines))).encode()
    return _kept_bom(opened)


def _kept_bom(opened: OpenedLabel) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["Name", "Quantity", "Unit", "Made or bought", "How", "Material", "Part number"])
    for item in opened.parts.items:
        amount = "" if item.quantity is None else number(item.quantity)
        cells = (item.name, amount, item.unit, item.origin.value, item.how, item.material, item.number)
        writer.writerow([guarded(without_emails(cell)) for cell in cells])
    return target.getvalue().encode()


def _licences(opened: OpenedLabel, release: Opened | None, files: Sequence[tuple[str, ArchivedFile]]) -> str:
    lines = [f"{one.subject}: {_line(one.expression)}" for one in opened.content.licences] or ["No licence is named."]
    if release is not None:
        manifest = release.reading.manifest
        of_files = [file for field in ("source", "export", "image", "bom") for file in getattr(manifest, field)]
        lines += [f"{_line(file.path)}: {_line(file.license)}" for file in of_files if file.license]
    texts = [name for name, row in files if row.role == Role.LICENCE]
    lines += ["", "Texts of licences that were archived with it:", *(texts or ["none"])]
    lines += ["", "Where no text lies here: SPDX lists the licences by these names, https://spdx.org/licenses/"]
    return "\n".join(lines) + "\n"


def _attribution(opened: OpenedLabel, release: Opened | None, site: str) -> str:
    lines = [f"{_line(opened.content.product)}, version {_line(opened.content.version)}"]
    if release is not None:
        manifest = release.reading.manifest
        lines += [f"Licensed by: {_line(one.name)} {_line(one.url or '')}".rstrip() for one in manifest.licensor]
        lines += [f"Organisation: {_line(one.name)} {_line(one.url or '')}".rstrip() for one in manifest.organization]
        lines += [f"Repository: {_line(canonical_repo(release.module))}"]
        lines += [f"Commit: {_line(release.provenance.commit)}"] if release.provenance.commit else []
        lines += [f"Derived from: {_line(one)}" for one in manifest.fork_of]
    lines += [f"Release in the library: {site}{opened.label.release}"]
    lines += [f"Manifest (SHA-256): {opened.content.manifest_digest}"]
    lines += [f"Labelled by: {_line(opened.content.producer.name)} {_line(opened.content.producer.site)}".rstrip()]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return without_emails(" ".join("".join(sign if sign.isprintable() else " " for sign in text).split()))


class _Pipe(io.RawIOBase):
    """Where the archive is written to, and taken from at once. It cannot go back, as a connection cannot."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        """It is written to."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # the archive writes bytes only
        """Take a piece."""
        self._pieces.append(bytes(piece))
        self._at += len(piece)
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
            size = row.size or 0
            with file.open(_entry(package, name, size), "w", force_zip64=size > zipfile.ZIP64_LIMIT // 2) as entry:
                sent = 0
                for piece in wiring.archive().pieces(row.sha256, 0, size):
                    entry.write(piece)
                    sent += len(piece)
                    yield pipe.take()
                if sent != size:
                    raise StateError("An archived file was taken away while it was sent.")
    yield pipe.take()


def _entry(package: Package, name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{package.folder}/{name}", LONG_AGO)
    entry.external_attr = ORDINARY_FILE
    entry.create_system = 3  # Unix, wherever it is made
    entry.file_size = size
    return entry
