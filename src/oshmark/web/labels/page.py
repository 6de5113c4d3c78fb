# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page behind the code shows, in the language of whoever scanned it.

Whatever the producer wrote leaves here in marks that nobody takes for words of ours: see `label.sections.Speaker`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings

from oshmark.errors import OshmarkError
from oshmark.label.content import Standing
from oshmark.label.declaration import Topic
from oshmark.label.events import Kind
from oshmark.label.label_rdf import Course, KeptFile
from oshmark.label.sections import Key, Speaker, saying
from oshmark.label.signs import Signs
from oshmark.label.words import LANGUAGES, RIGHT_TO_LEFT, words
from oshmark.library.privacy import without_emails
from oshmark.web import known_faults, wiring
from oshmark.web.archive.files import file_address, files_of
from oshmark.web.archive.models import ArchivedFile, Role
from oshmark.web.audit.actions import events_about
from oshmark.web.labels.claiming import Doubt
from oshmark.web.labels.reporting import loop_of
from oshmark.web.library import queries
from oshmark.web.library.archiving import is_whole
from oshmark.web.library.models import Release
from oshmark.web.library.picture_list import picture_of, rows_of
from oshmark.web.library.presentation import one_line
from oshmark.web.library.repository_links import safe_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.label.words import Words
    from oshmark.web.labels.claiming import Unit
    from oshmark.web.labels.models import Label
    from oshmark.web.labels.queries import OpenedLabel

PROSE = (Key.LIFETIME, Key.MODULARITY, Key.REPAIR, Key.SPARES, Key.LABOUR_RATE)
MAX_PICTURES = 8
MAX_NEWER = 20
KB = 1000


class FileRow(msgspec.Struct, frozen=True):
    """One archived file, or one that could not be had and why."""

    path: str
    href: str
    size: str
    sha256: str
    problem: str


class Moment(msgspec.Struct, frozen=True):
    """One line of the history."""

    on: str
    text: str
    href: str = ""


def label_context(opened: OpenedLabel, unit: Unit | None, language: str) -> dict[str, Any]:
    """Everything that the page of a label or of one of its units shows."""
    says = words(language)
    speaker = Speaker(says, Signs())
    said = saying(opened.content, says, Signs())
    rows = files_of(opened.label.release)
    newer = _newer(opened.label)
    place = said.section(Key.PLACE)
    return {
        **frame(says, opened.label, unit.serial if unit else ""),
        "said": said,
        "label_title": says("label_of", product=said.name),
        "version": speaker.said(opened.content.version),
        "place": place.rows[0] if place else None,
        "producer": place.rows[1] if place else None,
        "maker": place.rows[2] if place else None,
        "is_ended": opened.content.standing is Standing.ENDED,
        "ended_on": says("ended_on", date=speaker.on(opened.label.ended_at.date())) if opened.label.ended_at else "",
        "ended_why": speaker.said(opened.label.ended_why),
        "site_link": safe_link(opened.declaration.producer.site),
        "own_language": opened.declaration.language,
        "lifetime": [said.section(Key.LIFETIME), said.section(Key.MODULARITY)],
        "components": _hidden(said.section(Key.COMPONENTS)),
        "performance": said.section(Key.PERFORMANCE),
        "licences": said.section(Key.LICENCES),
        "care": [section for key in (Key.REPAIR, Key.SPARES, Key.LABOUR_RATE) if (section := said.section(key))],
        "topics": [_topic(opened, topic, speaker) for topic in Topic],
        "pictures": _pictures(opened, speaker),
        "groups": _groups(rows, says),
        "has_files": any(row.sha256 for row in rows),
        "is_on_its_way": not is_whole(opened.label.release),
        "has_bom": any(row.role in (Role.BOM, Role.SOURCE) and row.sha256 for row in rows),
        "newer": [_newer_line(row, speaker) for row in newer[-1:]],
        "history": _history(opened.label, newer, speaker),
        "loop": _loop(opened.label, speaker),
        "release": opened.label.release,
        **_unit(unit, says, speaker),
    }


def frame(says: Words, label: Label | None = None, serial: str = "") -> dict[str, Any]:
    """What every page behind the code has: its words, its direction, the same page in other languages."""
    number = "" if label is None else label.number
    path = f"/C/{number}" + (f"/{serial}" if serial else "") if number else "/C"
    return {
        "says": says.plain(),
        "language": says.language,
        "direction": "rtl" if says.language in RIGHT_TO_LEFT else "ltr",
        "languages": [{"tag": tag, "name": name, "here": tag == says.language} for tag, name in LANGUAGES.items()],
        "number": number,
        "serial": serial,
        "path": path,
        "canonical": f"{settings.BASE_URL}{path}",
        "tongue_path": "",
        "is_demo": settings.IS_DEMO,
        "shows_wrong": known_faults.shows_wrong(path),
        "instance": settings.INSTANCE_NAME,
    }


def _hidden(section: Any) -> Any:  # noqa: ANN401  a section or none
    """Components without e-mail addresses that came with the bill."""
    if section is None:
        return None
    rows = tuple(
        msgspec.structs.replace(row, text=without_emails(row.text), beneath=without_emails(row.beneath))
        if "@" in row.text or "@" in row.beneath
        else row
        for row in section.rows
    )
    return msgspec.structs.replace(section, rows=rows)


def _topic(opened: OpenedLabel, topic: Topic, speaker: Speaker) -> dict[str, Any]:
    text = opened.declaration.topic(topic)
    links = [
        {"title": speaker.said(link.title), "href": safe_link(link.href)} for link in text.links if safe_link(link.href)
    ]
    files = {row.sha256: row for row in ArchivedFile.objects.filter(sha256__in=[one.href for one in text.files])}
    links += [
        {"title": speaker.said(one.title), "href": file_address(files[one.href])}
        for one in text.files
        if one.href in files
    ]
    return {
        "title": speaker.says(f"topic_{topic.value}"),
        "is_there": text.is_provided,
        "paragraphs": [said for line in text.text.splitlines() if (said := speaker.said(line))],
        "steps": [speaker.said(step) for step in text.steps],
        "links": links,
    }


def _pictures(opened: OpenedLabel, speaker: Speaker) -> list[dict[str, Any]]:
    """The pictures that the library has of the release, each with its licence and where it is from."""
    rows = rows_of(opened.label.release)
    release = queries.find_release(opened.label.release) if rows else None
    if release is None or release.state != Release.ADMITTED:
        return []
    try:
        found = queries.open_release(release, wiring.payloads())
    except OshmarkError:
        return []
    pictures = [picture_of([file], found, rows) for file in found.reading.manifest.image[:MAX_PICTURES]]
    return [
        {
            "image": picture.image,
            "source": picture.source,
            "licence": picture.licence,
            "alt": speaker.says("picture_of", product=speaker.said(opened.content.product)),
        }
        for picture in pictures
        if picture.image is not None
    ]


def _groups(rows: Sequence[ArchivedFile], says: Words) -> list[dict[str, Any]]:
    """Archived files by what they are to the release; bill and sources come first."""
    groups = []
    for role in (
        Role.BOM,
        Role.SOURCE,
        Role.EXPORT,
        Role.INSTRUCTION,
        Role.LICENCE,
        Role.IMAGE,
        Role.OTHER,
        Role.MANIFEST,
    ):
        found = [_file(row) for row in rows if row.role == role]
        if found:
            groups.append({"title": says(f"role_{role.value}"), "files": found})
    return groups


def _file(row: ArchivedFile) -> FileRow:
    size = "" if row.size is None else size_text(row.size)
    return FileRow(one_line(row.path, 300), file_address(row), size, row.sha256, one_line(row.problem, 300))


def size_text(size: int) -> str:
    """Bytes for people, in decimal units."""
    if size < KB:
        return f"{size} B"
    if size < KB * KB:
        return f"{size / KB:.1f} kB"
    return f"{size / KB / KB:.1f} MB"


def kept_files(label: Label) -> list[KeptFile]:
    """The archived files as data."""
    return [
        KeptFile(row.path, f"{settings.BASE_URL}{file_address(row)}", row.sha256, row.size or 0)
        for row in files_of(label.release)
        if row.sha256
    ]


def course_of(label: Label) -> Course:
    """What the log says of a label."""
    ended = label.ended_at.isoformat() if label.ended_at else ""
    return Course(label.issued_at.isoformat(), ended, label.ended_why)


def _newer(label: Label) -> list[Release]:
    """Releases of the same module that were admitted after the labelled one, the oldest first."""
    own = Release.objects.filter(address=label.release).first()
    if own is None:
        return []
    rows = Release.objects.filter(module=own.module_id, state=Release.ADMITTED, decided_by__gt=own.decided_by)
    return list(rows.order_by("latest", "decided_by"))[-MAX_NEWER:]


def _newer_line(row: Release, speaker: Speaker) -> dict[str, str]:
    return {"text": speaker.says("newer_release", version=speaker.said(row.version)), "href": row.address}


def _history(label: Label, newer: Sequence[Release], speaker: Speaker) -> list[Moment]:
    says = speaker.says
    moments = [(label.issued_at, says("history_issued"), "")]
    moments += [(event.at, says("history_declared"), "") for event in events_about(Kind.DECLARED, [label.number])]
    moments += [
        (row.decided_at, says("history_release", version=speaker.said(row.version)), row.address) for row in newer
    ]
    if label.ended_at is not None:
        moments.append((label.ended_at, says("history_ended"), ""))
    return [Moment(at.date().isoformat(), text, href) for at, text, href in sorted(moments, key=lambda one: one[0])]


def _loop(label: Label, speaker: Speaker) -> list[str]:
    loop, says = loop_of(label), speaker.says
    if not loop.received:
        return [says("loop_none")]
    lines = [says("loop_answered", answered=loop.answered, received=loop.received)]
    if loop.median_days is not None:
        days = f"{loop.median_days:.1f}".removesuffix(".0")
        lines.append(says("loop_median", n="< 0.1" if days == "0" and loop.median_days else days))
    return lines + [says("loop_improved", version=speaker.said(version)) for version, _count in loop.improved]


def _unit(unit: Unit | None, says: Words, speaker: Speaker) -> dict[str, Any]:
    """What is said of one unit: whether it was issued, and what its claims say against it."""
    if unit is None:
        return {"unit": None}
    doubts = {Doubt.TWICE: says("unit_twice"), Doubt.TOO_MANY: says("unit_too_many")}
    issued = ""
    if unit.run is not None:
        key = "batch_issued" if unit.is_batch else "unit_issued"
        issued = says(key, date=speaker.on(unit.run.issued_at.date()))
    return {"unit": unit, "unit_issued": issued, "unit_doubt": doubts.get(unit.doubt, "")}
