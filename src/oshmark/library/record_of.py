# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a manifest to what the search knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.library.privacy import without_emails
from oshmark.library.record import SearchRecord
from oshmark.manifest.completeness import completeness
from oshmark.manifest.placeholders import is_placeholder
from oshmark.manifest.text import clean
from oshmark.values.language import primary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.library.admission import Candidate
    from oshmark.manifest.model import Manifest
    from oshmark.manifest.read import Reading

TEXT_LIMIT = 20_000
"""Characters of a description that are searched."""


def record_of(
    reading: Reading, candidate: Candidate, *, changed: int, latest: bool = True, agents: Iterable[str] = ()
) -> SearchRecord:
    """The search record of a release; `changed` in Unix seconds, `agents` as addresses after merges."""
    manifest = reading.manifest
    return SearchRecord(
        address=candidate.address,
        module=candidate.module.address,
        name=without_emails(candidate.name),
        version=candidate.version,
        function=without_emails(clean(manifest.function or ""))[:TEXT_LIMIT],
        parts=without_emails(_words_of_parts(manifest))[:TEXT_LIMIT],
        licensors=tuple(without_emails(agent.name) for agent in manifest.licensor if not is_placeholder(agent.name)),
        organizations=tuple(without_emails(agent.name) for agent in manifest.organization),
        licence=reading.licence.expression or "",
        licence_class=reading.licence.licence_class.value,
        licence_family=reading.licence.family or "",
        languages=languages_of(manifest),
        host=candidate.module.host,
        tsdc=tuple(sorted({*manifest.tsdc, *(one for part in manifest.part for one in part.tsdc)})),
        otrl=manifest.technology_readiness_level,
        odrl=manifest.documentation_readiness_level,
        cpc=manifest.cpc_patent_class,
        completeness=completeness(manifest).percent,
        has=what_it_has(manifest),
        changed=changed,
        latest=latest,
        agents=tuple(dict.fromkeys(agents)),
    )


def languages_of(manifest: Manifest) -> tuple[str, ...]:
    """Each language with and without its country: `de` and `de-AT`."""
    tags = manifest.documentation_language
    return tuple(dict.fromkeys(one for tag in tags for one in (primary(tag), tag)))


def what_it_has(manifest: Manifest) -> tuple[str, ...]:
    """What comes along with the module, as words for a filter."""
    present = {
        "parts": manifest.part,
        "bom": manifest.bom,
        "source": manifest.source or any(part.source for part in manifest.part),
        "export": manifest.export or any(part.export for part in manifest.part),
        "image": manifest.image,
        "instructions": manifest.manufacturing_instructions,
        "manual": manifest.user_manual,
    }
    return tuple(word for word, value in present.items() if value)


def _words_of_parts(manifest: Manifest) -> str:
    words: list[str] = []
    for part in manifest.part:
        words += [text for text in (part.name, part.material, part.printing_process) if text]
    keywords = manifest.extra.get("keywords")
    if isinstance(keywords, list):
        words += [word for word in keywords if isinstance(word, str)]
    return " ".join(words)
