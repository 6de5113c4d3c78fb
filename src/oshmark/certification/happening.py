# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an act becomes an event: the form is checked, then the person, then the matter; what is left has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.certification import application_events, certificate_events
from oshmark.certification.events import Entry, Happened, Kind
from oshmark.certification.guards import what_objections
from oshmark.certification.permission import who_objections
from oshmark.errors import NotAllowedError, NotPossibleError

if TYPE_CHECKING:
    from oshmark.certification.event_data.form import Form
    from oshmark.certification.moment import Moment

UNNUMBERED = 0
"""The number of an event that is not in the log yet."""


def happens(moment: Moment, kind: Kind, subject: str, data: Form) -> Happened:
    """What happened; `NotAllowedError` names all that keeps the person from it, `NotPossibleError` all that is in the
    way of anybody."""
    well_formed(data)
    who = who_objections(kind, subject, data, moment)
    if who:
        raise NotAllowedError(tuple(one.sentence for one in who), tuple(one.code for one in who))
    what = what_objections(kind, subject, data, moment)
    if what:
        raise NotPossibleError(tuple(one.sentence for one in what), tuple(one.code for one in what))
    return Happened(kind, subject, data)


def well_formed(data: msgspec.Struct) -> None:
    """Hold data against the bounds of its form, as reading it back will; `NotPossibleError` for what does not fit."""
    try:
        msgspec.convert(msgspec.to_builtins(data), type(data))
    except msgspec.ValidationError as fault:
        raise NotPossibleError((f"Something is missing, too long or written wrongly: {fault}.",), ("form",)) from fault


def forward(moment: Moment, happened: Happened) -> Moment:
    """The moment after something happened, for an act that goes on. The register stays as it was."""
    entry = Entry(UNNUMBERED, moment.now, moment.who.person, happened.kind, happened.subject, happened.data)
    area = happened.subject.partition(":")[0]
    case, certificate = moment.case, moment.certificate
    if area == "application":
        case = application_events.opened(entry) if case is None else application_events.after(case, entry)
    elif area == "certificate" and certificate is not None:
        certificate = certificate_events.after(certificate, entry)
    return msgspec.structs.replace(moment, case=case, certificate=certificate)
