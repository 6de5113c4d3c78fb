# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is missing in a body's profile."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from oshmark.certification import body_rules as rules
from oshmark.certification.roles import ASSIGNED, Role
from oshmark.certification.territory import is_code
from oshmark.certification.written import is_id
from oshmark.values.finding import Finding
from oshmark.values.language import REGIONS, read_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.body import Body

PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,7}")
LEGAL = ("imprint", "privacy", "complaints")
"""The legal pages that every body has."""
NEEDED = (Role.REGISTRAR, Role.EVALUATOR, Role.DECISION_MAKER, Role.COMPLAINTS_OFFICER, Role.APPEAL_PANEL)
"""Without them something that anybody may ask for cannot be brought to its end."""
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SITE = re.compile(r"https?://[^\s/]+\S*")
_DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+")


def check_body(body: Body) -> list[Finding]:
    """Every fault of the profile."""
    return [
        *_texts(body),
        *_ids(body),
        *_reach(body),
        *_languages(body),
        *_roles(body),
        *_money(body),
        *_territories(body),
    ]


def _missing(*path: str | int) -> Finding:
    return Finding(rules.TEXT_MISSING, path, {"key": str(path[-1])})


def _texts(body: Body) -> Iterator[Finding]:
    for key in ("name", "version", "address", "contact", "colophon"):
        if not getattr(body, key):
            yield _missing(key)
    if body.needs_acknowledged_goal and not body.goal:
        yield _missing("goal")
    for name, entries, keys in (
        ("values", body.values, ("title", "meaning")),
        ("gates", body.gates, ("title", "meaning")),
        ("marks", body.marks, ("title", "text")),
        ("legal", body.legal, ("title", "text")),
        ("interests", body.interests, ("text",)),
    ):
        for place, entry in enumerate(entries):
            for key in keys:
                if not getattr(entry, key):
                    yield _missing(name, place, key)


def _ids(body: Body) -> Iterator[Finding]:
    if not is_id(body.id):
        yield Finding(rules.ID_FORM, ("id",), {"was": body.id})
    for name, ids in (
        ("values", [entry.id for entry in body.values]),
        ("gates", [entry.id for entry in body.gates]),
        ("marks", [entry.id for entry in body.marks]),
        ("legal", [entry.id for entry in body.legal]),
        ("interests", [entry.id for entry in body.interests]),
    ):
        seen: Counter[str] = Counter()
        for place, entry in enumerate(ids):
            seen[entry] += 1
            if not is_id(entry):
                yield Finding(rules.ID_FORM, (name, place), {"was": entry})
            if seen[entry] == len(("once", "twice")):
                yield Finding(rules.ID_TWICE, (name, place), {"was": entry, "what": name})
    if not PREFIX.fullmatch(body.prefix):
        yield Finding(rules.PREFIX, ("prefix",), {"was": body.prefix})


def _reach(body: Body) -> Iterator[Finding]:
    if body.country not in REGIONS:
        yield Finding(rules.COUNTRY, ("country",), {"was": body.country})
    if body.contact and not (_MAIL.fullmatch(body.contact) or _SITE.fullmatch(body.contact)):
        facts = {"key": "contact", "was": body.contact, "wanted": "e-mail address or web address"}
        yield Finding(rules.ADDRESS, ("contact",), facts)
    if body.website and not _SITE.fullmatch(body.website):
        facts = {"key": "website", "was": body.website, "wanted": "web address"}
        yield Finding(rules.ADDRESS, ("website",), facts)
    if body.did is not None and not _DID.fullmatch(body.did):
        yield Finding(rules.DID, ("did",), {"was": body.did})
    pages = {page.id for page in body.legal}
    for needed in LEGAL:
        if needed not in pages:
            yield Finding(rules.LEGAL_MISSING, ("legal",), {"was": needed})
    if not body.interests:
        yield Finding(rules.INTEREST_MISSING, ("interests",))


def _languages(body: Body) -> Iterator[Finding]:
    for place, tag in enumerate(body.languages):
        if read_language(tag).tag != tag:
            yield Finding(rules.LANGUAGE, ("languages", place), {"was": tag, "what": "is no language"})
    if body.language not in body.languages:
        yield Finding(rules.LANGUAGE, ("language",), {"was": body.language, "what": "is none of the body's languages"})


def _roles(body: Body) -> Iterator[Finding]:
    for place, role in enumerate(body.roles):
        if role not in ASSIGNED:
            yield Finding(rules.ROLE_NOT_GIVEN, ("roles", place), {"was": role.value})
    for role in NEEDED:
        if role not in body.roles:
            yield Finding(rules.ROLE_MISSING, ("roles",), {"was": role.value.replace("-", " ")})


def _money(body: Body) -> Iterator[Finding]:
    if body.longest_term_days is not None and body.longest_term_days < 1:
        yield Finding(rules.PERIOD, ("longest-term-days",), {"was": str(body.longest_term_days)})
    asked = body.contribution
    if asked is None:
        return
    if not asked.base:
        yield Finding(rules.CONTRIBUTION, ("contribution",), {"what": "does not say of what it is a share"})
    if not 0 <= asked.suggested <= asked.at_most <= 1:
        yield Finding(rules.CONTRIBUTION, ("contribution",), {"what": "suggests more than its own limit, or no share"})


def _territories(body: Body) -> Iterator[Finding]:
    codes = () if body.territories is None else body.territories.codes
    for place, code in enumerate(codes):
        if not is_code(code):
            yield Finding(rules.TERRITORY, ("territories", "codes", place), {"was": code})
