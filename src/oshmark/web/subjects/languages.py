# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language of documentations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_info

from oshmark.adapters.published.facets import NOT_STATED
from oshmark.library.subject_rdf import language_graph
from oshmark.manifest.to_rdf import THIS
from oshmark.values.iri import language_address
from oshmark.values.language import primary, read_language
from oshmark.web import wiring
from oshmark.web.library.labels import language_name
from oshmark.web.library.presentation import one_line
from oshmark.web.subjects.subject import Subject, occurs, related_by

FACET = "language"


def language_subject(tag: str) -> Subject | None:
    """A language in which some documentation is; `None` for all others."""
    if tag == NOT_STATED or not occurs(FACET, tag):
        return None
    own = own_name(tag)
    names = names_of(tag)
    return Subject(
        address=language_address(tag),
        name=heading(tag),
        facet=FACET,
        value=tag,
        template="language",
        context={"tag": one_line(tag), "own": own, **_relatives(tag)},
        data={"tag": tag, "name": dict(names).get("en"), "own_name": own or None},
        graph=lambda document: language_graph(document, tag, [(name, language) for language, name in names]),
        term=THIS,
        members=related_by("dcterms:language"),
    )


def heading(tag: str) -> str:
    """The name of a language, with its tag where the name says less: `German (de-AT)`."""
    name = one_line(language_name(tag))
    return name if _info(tag) or tag == name else f"{name} ({one_line(tag)})"


def own_name(tag: str) -> str:
    """What the language calls itself; empty where we do not know."""
    info = _info(tag) or _info(primary(tag))
    return str(info["name_local"]) if info else ""


def names_of(tag: str) -> list[tuple[str, str]]:
    """The names of a language, each after the tag of the language that it is in."""
    info = _info(tag)
    if info is None:
        return []
    own = [(tag, str(info["name_local"]))] if read_language(tag).tag == tag else []
    return [("en", str(info["name"])), *own]


def _info(tag: str) -> dict[str, Any] | None:
    try:
        found = get_language_info(tag.lower())
    except KeyError:
        return None
    # For a country that it does not know Django answers with the language alone.
    return dict(found) if found["code"].lower() == tag.lower() else None


def _relatives(tag: str) -> dict[str, Any]:
    """The language without its country, and the countries of a language that occur."""
    counts = dict(wiring.searcher().values(FACET).counts)
    return {
        "wider": _row(primary(tag), counts) if primary(tag) != tag else None,
        "kinds": [_row(one, counts) for one in sorted(counts) if primary(one) == tag != one],
    }


def _row(tag: str, counts: dict[str, int]) -> dict[str, Any]:
    return {"id": one_line(tag), "title": heading(tag), "href": language_address(tag), "count": counts.get(tag, 0)}
