# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of an event is shown to everybody: an event is never changed, so what must not be seen is left out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.library.events import Kind
from oshmark.library.privacy import without_emails_in
from oshmark.library.withdrawal import covering
from oshmark.manifest.paths import is_address
from oshmark.values.iri import ModuleId

if TYPE_CHECKING:
    from oshmark.credential.events import Event

WITHHELD = None
"""What stands where something is left out."""
_OPEN = frozenset({"module", "version", "digest"})
"""What may be said of a module that was withdrawn: that it was there, and by which digest it can be known."""
_KINDS = frozenset(kind.value for kind in Kind)


class Shown(msgspec.Struct, frozen=True):
    """Subject and data as everybody sees them; `withheld` are the names of what is left out, such as `data.name`."""

    subject: str | None
    data: dict[str, Any]
    withheld: tuple[str, ...] = ()


def module_in(event: Event) -> ModuleId | None:
    """The module that an event of the library is about, where it says so."""
    found = event.data.get("module")
    return ModuleId(**found) if event.kind in _KINDS and found is not None else None


def addresses_over(event: Event) -> list[str]:
    """The addresses whose withdrawal would hold for what the event is about."""
    module = module_in(event)
    return [] if module is None else covering(module)


def shown(event: Event, *, withdrawn: bool) -> Shown:
    """What everybody may see of an event: no paths of somebody's machine, no e-mail addresses, and of a module that was
    withdrawn no content."""
    data: dict[str, Any] = without_emails_in(event.data)
    subject = None if event.kind == Kind.REFUSED and not is_address(event.subject) else event.subject
    withheld = ["subject"] if subject is None else []
    hidden = [name for name in data if withdrawn and name not in _OPEN]
    withheld += [f"data.{name}" for name, value in data.items() if name in hidden or value != event.data.get(name)]
    data |= dict.fromkeys(hidden, WITHHELD)
    provenance = data.get("provenance")
    if isinstance(provenance, dict) and event.kind in _KINDS and not is_address(str(provenance.get("origin", ""))):
        data["provenance"] = {**provenance, "origin": WITHHELD}
        withheld.append("data.provenance.origin")
    return Shown(subject, data, tuple(dict.fromkeys(withheld)))
