# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has changed since a certificate was given, which whoever renews it sees first: the scheme, what it asks, and
the release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from oshmark.certification.criterion import Occasion
from oshmark.certification.scheme import asked
from oshmark.certification.scheme_diff import difference, in_words
from oshmark.errors import StateError, UnreadableError
from oshmark.library.changes import MAX_CHANGES, changes
from oshmark.library.privacy import without_emails_in
from oshmark.web import wiring
from oshmark.web.certification.memory import memory, scheme_of
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import decent
from oshmark.web.library.queries import find_release, open_release

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.certificate import Certificate
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.application import About
    from oshmark.certification.scheme import Scheme

MOST_SHOWN = 60
LONGEST = 200


def newest_scheme(scheme: str, now: datetime) -> Scheme | None:
    """The version of a scheme that was adopted last and can be applied for; `None` where there is none."""
    versions = memory().replay.register.versions.items()
    open_ones = [(one, version) for (name, version), one in versions if name == scheme and one.holds(now)]
    open_ones.sort(key=lambda found: (found[0].adopted_at or found[0].proposed_at, found[1]))
    return scheme_of(scheme, open_ones[-1][1], open_ones[-1][0].digest) if open_ones else None


def releases_since(certificate: Certificate) -> list[Release]:
    """The releases for which the certificate can be renewed: those of the same module, the newest first."""
    own = find_release(certificate.terms.about.ref)
    if own is None:
        return []
    return list(Release.objects.filter(module=own.module_id, state=Release.ADMITTED).order_by("-latest", "-decided_by"))


def changed_since(certificate: Certificate, scheme: Scheme, about: About) -> dict[str, Any]:
    """Everything that differs between what a certificate rests on and another version of its scheme and subject."""
    terms = certificate.terms
    before = scheme_of(terms.scheme, terms.version, terms.digest)
    lines = [] if before is None else [in_words(one) for one in difference(before, scheme)]
    return {
        "number": certificate.number,
        "scheme": {"before": terms.version, "after": scheme.version, "lines": lines[:MOST_SHOWN]},
        "criteria": {} if before is None else _criteria(before, scheme, terms.level),
        "release": _release(terms.about, about),
        "more": len(lines) > MOST_SHOWN,
    }


def _criteria(before: Scheme, after: Scheme, level: str) -> dict[str, list[str]]:
    """What is asked newly, otherwise, and no longer. A renewal may ask for more than the first application did."""
    was = {one.id: one for one in asked(before, level)}
    now = {one.id: one for one in asked(after, level, Occasion.RENEWAL)}
    return {
        "added": [_titled(one) for name, one in now.items() if name not in was],
        "changed": [_titled(one) for name, one in now.items() if name in was and was[name] != one],
        "gone": [_titled(one) for name, one in was.items() if name not in now],
    }


def _titled(criterion: Criterion) -> str:
    return criterion.title or criterion.id


def _release(before: About, after: About) -> dict[str, Any] | None:
    """What the manifests differ in; `None` for what is no release."""
    if before.digest is None or after.digest is None:
        return None
    found: dict[str, Any] = {"before": before.version, "after": after.version, "same": before.digest == after.digest}
    if found["same"]:
        return found
    was, now = _manifest(before), _manifest(after)
    if was is None or now is None:
        return found | {"unknown": True}
    lines = [_sentence(one.key, one.before, one.after) for one in changes(was, now)]
    return found | {"lines": lines[:MOST_SHOWN], "more": len(lines) > MOST_SHOWN or len(lines) == MAX_CHANGES}


def _manifest(about: About) -> dict[str, Any] | None:
    """The data of the manifest that somebody applied with; `None` where that is not here any more."""
    row = find_release(about.ref)
    if row is None or row.state != Release.ADMITTED or f"sha256:{row.digest}" != about.digest:
        return None
    try:
        data: dict[str, Any] = without_emails_in(open_release(row, wiring.payloads()).reading.document.data)
    except (StateError, UnreadableError):
        return None
    return data


def _sentence(key: str, before: str | None, after: str | None) -> str:
    facts = {"key": decent(key, LONGEST), "was": decent(before or "", LONGEST), "now": decent(after or "", LONGEST)}
    if before is None:
        return _("%(key)s: new: “%(now)s”") % facts
    if after is None:
        return _("%(key)s: gone; it was “%(was)s”") % facts
    return _("%(key)s: was “%(was)s”, now “%(now)s”") % facts
