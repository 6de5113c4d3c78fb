# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is needed to build the labelled thing: what the package of its release has, and what is declared."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from oshmark.bom.write import guarded
from oshmark.errors import OshmarkError
from oshmark.label.address import label_address
from oshmark.label.declaration import Topic, encode
from oshmark.label.plain_text import plain_text
from oshmark.label.sections import number
from oshmark.label.words import LANGUAGES, words
from oshmark.library.privacy import without_emails
from oshmark.web import wiring
from oshmark.web.library import queries
from oshmark.web.library.packaging import (
    CHECKSUMS,
    clean_bill,
    contents_lines,
    in_a_line,
    kept_of,
    licences_text,
    origin_lines,
    packed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.web.labels.queries import OpenedLabel
    from oshmark.web.library.packaging import Kept, Package
    from oshmark.web.library.queries import Opened


def package_of(opened: OpenedLabel, *, site: str) -> Package:
    """Everything that a label and the archive have of a release. Raises `StateError` where the archive is damaged."""
    kept = kept_of(opened.label.release)
    return packed(opened.label.number, dict(_texts(opened, _release(opened), kept, site)), kept)


def _release(opened: OpenedLabel) -> Opened | None:
    """The labelled release as the library reads it today; a label outlives it."""
    row = queries.find_release(opened.label.release)
    try:
        return None if row is None else queries.open_release(row, wiring.payloads())
    except OshmarkError:
        return None


def _texts(opened: OpenedLabel, release: Opened | None, kept: Kept, site: str) -> Iterator[tuple[str, bytes]]:
    language = opened.declaration.language.partition("-")[0]
    licences = [(one.subject, one.expression) for one in opened.content.licences]
    yield "README.txt", _readme(opened, kept, site).encode()
    yield "label.txt", plain_text(opened.content, language if language in LANGUAGES else "en").encode()
    yield "declaration.json", encode(opened.declaration)
    yield "topics.txt", _topics(opened).encode()
    yield "bom.csv", (None if release is None else clean_bill(release)) or _kept_bom(opened)
    yield "LICENCES.txt", licences_text(licences, release, kept).encode()
    yield "ATTRIBUTION.txt", _attribution(opened, release, site).encode()


def _readme(opened: OpenedLabel, kept: Kept, site: str) -> str:
    content = opened.content
    says = words("en")
    lines = [
        f"{in_a_line(content.product)}, version {in_a_line(content.version)}",
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
        *contents_lines(kept),
    ]
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


def _kept_bom(opened: OpenedLabel) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["Name", "Quantity", "Unit", "Made or bought", "How", "Material", "Part number"])
    for item in opened.parts.items:
        amount = "" if item.quantity is None else number(item.quantity)
        cells = (item.name, amount, item.unit, item.origin.value, item.how, item.material, item.number)
        writer.writerow([guarded(without_emails(cell)) for cell in cells])
    return target.getvalue().encode()


def _attribution(opened: OpenedLabel, release: Opened | None, site: str) -> str:
    content = opened.content
    lines = [f"{in_a_line(content.product)}, version {in_a_line(content.version)}"]
    lines += [] if release is None else origin_lines(release)
    lines += [f"Release in the library: {site}{opened.label.release}"]
    lines += [f"Manifest (SHA-256): {content.manifest_digest}"]
    lines += [f"Labelled by: {in_a_line(content.producer.name)} {in_a_line(content.producer.site)}".rstrip()]
    return "\n".join(lines) + "\n"
