# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest that has changed under the same version: what differs from what the library has admitted.

The other content was not admitted. What it says is shown only where its licence is open; else only which keys differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import StateError, UnreadableError
from oshmark.library.changes import MAX_CHANGES, Change, changes
from oshmark.library.privacy import without_emails_in
from oshmark.manifest.read import read
from oshmark.values.licence import Openness
from oshmark.web.library import queries
from oshmark.web.library.models import AllowedLicence, Release
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from oshmark.library.payload import Payloads

SHOWN_TEXT = 300


class Noticed(msgspec.Struct, frozen=True):
    """The differences; `with_values` is false where the new values are not shown, `more` true where there are further
    ones, and `fault` says why nothing can be compared."""

    changes: tuple[Change, ...] = ()
    with_values: bool = True
    more: bool = False
    fault: str = ""

    @property
    def sentences(self) -> list[str]:
        """A line for each, for the command line."""
        if self.fault:
            return [self.fault]
        if not self.changes:
            return ["It says the same in another form."]
        return [_sentence(one, with_values=self.with_values) for one in self.changes]


def noticed_changes(release: Release, payloads: Payloads) -> Noticed | None:
    """What has changed since a release was admitted; `None` where nothing has."""
    if not release.noticed:
        return None
    name = queries.provenance_of(release).name
    allowed = frozenset(AllowedLicence.objects.values_list("licence", flat=True))
    try:
        before = read(payloads.get(release.digest), name=name, allowed_licences=allowed)
        after = read(payloads.get(release.noticed), name=name, allowed_licences=allowed)
    except UnreadableError as error:
        return Noticed(fault=f"The new manifest cannot be read: {error.finding.message}")
    except StateError:
        return Noticed(fault="The new manifest is not kept any more.")
    found = changes(without_emails_in(before.document.data), without_emails_in(after.document.data))
    return Noticed(
        changes=tuple(_decent(one) for one in found),
        with_values=after.licence.openness is Openness.OPEN,
        more=len(found) == MAX_CHANGES,
    )


def _decent(change: Change) -> Change:
    before, after = (None if one is None else decent(one, SHOWN_TEXT) for one in (change.before, change.after))
    return Change(decent(change.key, SHOWN_TEXT), before, after)


def _sentence(change: Change, *, with_values: bool) -> str:
    if change.before is None:
        return f"{change.key} is new: “{change.after}”" if with_values else f"{change.key} is new"
    if change.after is None:
        return f"{change.key} is left out; it was “{change.before}”"
    return f"{change.key}: “{change.before}” → “{change.after}”" if with_values else f"{change.key} has changed"
