# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pages of a release and of a part show, from the manifest that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.library.file_states import FileState
from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails
from oshmark.manifest.completeness import completeness
from oshmark.manifest.fields import MODULE, PART, SOFTWARE
from oshmark.manifest.paths import is_address
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.tsdc import LABELS
from oshmark.values.iri import licence_address, process_address
from oshmark.values.licence import Summary, plain_words, title
from oshmark.web.library.agents import agent_pages
from oshmark.web.library.checklist_page import checklist_context
from oshmark.web.library.finding_list import found_rows
from oshmark.web.library.groups import OWN_PLACE, grouped
from oshmark.web.library.labels import LICENCE_CLASSES
from oshmark.web.library.licence_links import linked_expression
from oshmark.web.library.manifest_text import manifest_text
from oshmark.web.library.mending import missing
from oshmark.web.library.own_keys import OwnKey, own_keys
from oshmark.web.library.part_list import MAX_PARTS, part_name, part_rows
from oshmark.web.library.presentation import (
    Fact,
    Shown,
    Where,
    Who,
    decent,
    facts,
    one_line,
    paragraphs,
    shown,
    version_text,
    who,
)
from oshmark.web.library.repository_links import safe_link
from oshmark.web.seen.files import perma_urls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oshmark.manifest.model import Manifest, Part, Software
    from oshmark.manifest.read import Reading
    from oshmark.web.library.queries import Opened


MAX_FILES = 100
"""Files that the page of a release lists; its JSON has them all."""


MAX_MAKERS = 3
"""Organisations and people that stand at the top of a page; all of them are named further down."""


class Piece(msgspec.Struct, frozen=True):
    """One piece of software."""

    facts: tuple[Fact, ...]
    own: list[OwnKey]


class FileRow(msgspec.Struct, frozen=True):
    """One file of a release, and what is known of it."""

    path: str
    href: str | None
    state: FileState


class Level(msgspec.Struct, frozen=True):
    """One step of a scale of readiness."""

    code: str
    words: str
    reached: bool
    current: bool


def release_context(opened: Opened) -> dict[str, Any]:
    """Everything that the page of a release shows of its manifest."""
    manifest, reading = opened.reading.manifest, opened.reading
    where = Where(opened.module, opened.provenance.home, agent_pages(manifest), perma_urls(opened.release.address))
    groups, own_place = grouped(facts(manifest, MODULE, where), without=OWN_PLACE)
    complete = completeness(manifest)
    technology = ladder(manifest.technology_readiness_level, OTRL)
    return {
        **heading(opened, where.agents),
        "function": paragraphs(manifest.function or ""),
        "long_name": decent(manifest.name or "")
        if len(manifest.name or "") > len(one_line(manifest.name or ""))
        else "",
        "licence": licence_context(reading),
        "groups": groups,
        "technology": technology,
        "readiness": next((level for level in technology if level.current), None),
        "documentation": ladder(manifest.documentation_readiness_level, ODRL),
        "attestation": own_place.get("attestation"),
        "parts": part_rows(opened, where),
        "part_count": len(manifest.part),
        "software": [_piece(one, where) for one in manifest.software[:MAX_PARTS]],
        "own_keys": own_keys(manifest),
        "percent": complete.percent,
        "missing": missing(complete),
        "checklist": checklist_context(reading),
        "findings": found_rows(reading),
        "finding_count": len(reading.findings),
        "source": provenance_context(opened),
        "manifest": manifest_text(reading.document.text),
    }


def heading(opened: Opened, agents: Mapping[Who, str]) -> dict[str, Any]:
    """What stands at the top of every page of a release."""
    manifest, release = opened.reading.manifest, opened.release
    return {
        "release": release,
        "name": one_line(release.name),
        "version_text": version_text(release.version, 60),
        "repository": repository(opened),
        "licence_short": opened.reading.licence.expression or one_line(manifest.license or "", 60),
        "licence_class": LICENCE_CLASSES[opened.reading.licence.licence_class][0],
        "licence_pieces": linked_expression(opened.reading.licence.expression or one_line(manifest.license or "", 60)),
        "makers": [
            Shown(one_line(agent.name, 80), agents.get(who(agent)))
            for agent in (*manifest.organization, *manifest.licensor)[:MAX_MAKERS]
        ],
        "more_makers": max(0, len(manifest.organization) + len(manifest.licensor) - MAX_MAKERS),
        "process_names": _processes(manifest),
    }


def repository(opened: Opened) -> Shown:
    """The repository, as the manifest writes it where that is a link."""
    stated = opened.reading.manifest.repo or ""
    address = safe_link(stated) or canonical_repo(opened.module)
    return shown(address.partition("://")[2], href=address)


def _processes(manifest: Manifest) -> list[Shown]:
    codes = dict.fromkeys((*manifest.tsdc, *(code for part in manifest.part for code in part.tsdc)))
    return [Shown(one_line(LABELS.get(code, code), 60), process_address(code)) for code in list(codes)[:6]]


def licence_context(reading: Reading) -> dict[str, Any]:
    """The licence in plain words."""
    licence, words = reading.licence, plain_words(reading.licence)
    name, meaning = LICENCE_CLASSES[licence.licence_class]
    return {
        "expression": licence.expression or decent(licence.written, 400),
        "written": decent(licence.written, 400),
        "names": [(one, title(one), licence_address(one)) for one in licence.ids if title(one)],
        "class": name,
        "meaning": meaning,
        "text": words.text,
        "reason": licence.reason if licence.changes else "",
        "questions": licence_questions(words),
    }


def licence_questions(words: Summary) -> list[dict[str, Any]]:
    """What people ask of a licence, each with yes, no, or `None` for "it depends"."""
    questions = (
        (_("May I use and change it?"), words.may_use),
        (_("May I sell what I make?"), words.may_sell),
        (_("Must I name the authors?"), words.must_credit),
        (_("Must changed designs stay open?"), words.must_share_alike),
    )
    return [{"text": text, "answer": answer} for text, answer in questions]


def ladder(level: str | None, levels: dict[str, str]) -> list[Level]:
    """The steps of a scale up to and beyond the level; empty when none is stated."""
    if level not in levels:
        return []
    at = list(levels).index(level)
    return [Level(code, words, n <= at, n == at) for n, (code, words) in enumerate(levels.items())]


def part_context(opened: Opened, part: Part) -> dict[str, Any]:
    """Everything that the page of a part shows."""
    where = Where(opened.module, opened.provenance.home, perma_urls=perma_urls(opened.release.address))
    groups, _elsewhere = grouped(facts(part, PART, where), without=frozenset({"name"}))
    return {
        **heading(opened, {}),
        "part": part,
        "part_name": part_name(part),
        "groups": groups,
        "own_keys": own_keys(part),
    }


def _piece(software: Software, where: Where) -> Piece:
    return Piece(tuple(facts(software, SOFTWARE, where)), own_keys(software))


def provenance_context(opened: Opened) -> dict[str, Any]:
    """Where the manifest was found. A path on somebody's machine is nobody's business."""
    provenance = opened.provenance
    on_web = is_address(provenance.origin)
    return {
        "origin": without_emails(provenance.origin) if on_web else "",
        "origin_href": safe_link(provenance.origin) if on_web else None,
        "file": decent(f"{provenance.home}/{provenance.name}".lstrip("/"), 400),
        "found_at": provenance.found_at,
        "data_source": decent(provenance.data_source, 120),
        "metadata_licence": decent(provenance.metadata_licence or "", 120),
        "digest": opened.release.digest,
        "dialect": opened.reading.recognised.dialect.value,
        "commit": decent(provenance.commit, 120),
        "perma_url": safe_link(without_emails(provenance.perma_url)),
        "generated": provenance.generated,
    }


def file_context(files: Sequence[FileState]) -> dict[str, Any]:
    """Where the files of a release are in its state, and when they were there: the first ones, and how many more."""
    shown_files = [
        FileRow(decent(one.path, 400), safe_link(without_emails(one.perma_url)), one) for one in files[:MAX_FILES]
    ]
    return {"files": shown_files, "more_files": len(files) - len(shown_files), "dead_files": sum(f.dead for f in files)}
