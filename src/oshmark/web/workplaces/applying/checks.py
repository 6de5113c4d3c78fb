# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The automatic checks of a scheme, run on what the library knows of a release: at once, and again when they count."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.criterion import AutomaticCheck
from oshmark.certification.results import checklist
from oshmark.errors import StateError, UnreadableError
from oshmark.manifest.completeness import completeness
from oshmark.values.finding import Severity
from oshmark.values.licence import Openness
from oshmark.web import wiring
from oshmark.web.labels.queries import labels_of_release
from oshmark.web.library.bills import bill_of
from oshmark.web.library.models import Release
from oshmark.web.library.queries import find_release, open_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oshmark.certification.application import Application
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.application import About
    from oshmark.certification.scheme import Scheme
    from oshmark.web.library.queries import Opened
    from oshmark.web.workplaces.seat import Seat

MOST_SAID = 50
LONGEST_SAID = 290
"""A finding in an event has at most 300 characters."""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to: what is missing, in words, and the digest of what was looked at."""

    criterion: str
    check: AutomaticCheck
    passed: bool
    lacking: tuple[str, ...]
    facts: str


def check_all(seat: Seat) -> list[CheckResult]:
    """Every automatic check that the application is held against."""
    return check_case(seat.case, seat.scheme)


def check_case(case: Application, scheme: Scheme) -> list[CheckResult]:
    """The same, whoever asks for it."""
    automatic = [one for one in checklist(case, scheme) if not one.needs_people]
    opened = _opened(case.about) if automatic else None
    return [_checked(one, opened) for one in automatic if one.check is not None]


def _opened(about: About) -> Opened | None:
    """The release, in exactly the state that the application names."""
    release = find_release(about.ref if about.release is msgspec.UNSET else about.release)
    if release is None or release.state != Release.ADMITTED:
        return None
    if about.digest != f"sha256:{release.digest}":
        return None
    try:
        return open_release(release, wiring.payloads())
    except (StateError, UnreadableError):
        return None


def _checked(criterion: Criterion, opened: Opened | None) -> CheckResult:
    check = criterion.check or AutomaticCheck.MANIFEST
    if opened is None:
        lacking: tuple[str, ...] = (
            _("The library does not show this release in the state that the application names."),
        )
    else:
        lacking = tuple(one[:LONGEST_SAID] for one in CHECKS[check](opened))[:MOST_SAID]
    digest = "" if opened is None else opened.release.digest
    facts = msgspec.json.encode([check.value, digest, lacking])
    return CheckResult(
        criterion=criterion.id,
        check=check,
        passed=not lacking,
        lacking=lacking,
        facts="sha256:" + hashlib.sha256(facts).hexdigest(),
    )


def _manifest(opened: Opened) -> Iterator[str]:
    for key in completeness(opened.reading.manifest).mandatory_missing:
        yield _("The manifest does not say “%(key)s”.") % {"key": key}
    for one in opened.reading.findings:
        if one.severity is Severity.ERROR:
            yield one.message


def _licence(opened: Opened) -> Iterator[str]:
    licence = opened.reading.licence
    if licence.openness is not Openness.OPEN:
        yield licence.reason or _("The licence is not one under which hardware is open.")


def _bom(opened: Opened) -> Iterator[str]:
    found = bill_of(opened)
    if not found.named:
        yield _("The manifest names no bill of materials.")
    elif not found.is_read:
        yield _("None of the bills of materials that the manifest names could be read.")


def _sources(opened: Opened) -> Iterator[str]:
    yield from _files(opened, "source", _("No source file is named, neither for the whole nor for “%(part)s”."))


def _exports(opened: Opened) -> Iterator[str]:
    yield from _files(opened, "export", _("No exported file is named, neither for the whole nor for “%(part)s”."))


def _files(opened: Opened, field: str, says: str) -> Iterator[str]:
    manifest = opened.reading.manifest
    if getattr(manifest, field):
        return
    lacking = [part for part in manifest.part if not getattr(part, field)]
    for part in lacking:
        yield says % {"part": part.name or _("a part without a name")}
    if not manifest.part:
        yield says % {"part": manifest.name or opened.release.name}


def _instructions(opened: Opened) -> Iterator[str]:
    if not opened.reading.manifest.manufacturing_instructions:
        yield _("The manifest names no instructions for making it.")


def _five_topics(opened: Opened) -> Iterator[str]:
    """A label says of each topic what there is, or that it is not provided (C-22); nothing of that is said without."""
    if not any(label.ended_at is None for label in labels_of_release(opened.release.address)):
        yield _("The release has no label. A label says of each of the five topics what there is, or that nothing is.")


CHECKS: dict[AutomaticCheck, Callable[[Opened], Iterator[str]]] = {
    AutomaticCheck.MANIFEST: _manifest,
    AutomaticCheck.LICENCE: _licence,
    AutomaticCheck.BOM: _bom,
    AutomaticCheck.SOURCES: _sources,
    AutomaticCheck.EXPORTS: _exports,
    AutomaticCheck.INSTRUCTIONS: _instructions,
    AutomaticCheck.FIVE_TOPICS: _five_topics,
}
