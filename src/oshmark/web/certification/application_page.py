# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the public may see of an application: nothing before it is accepted, and then what the scheme says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.event_data.decision import Granted
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.next_step import next_steps
from oshmark.certification.views import Audience, view
from oshmark.web.certification.certificate_page import hours
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.names import called
from oshmark.web.certification.stories import Thread
from oshmark.web.certification.wording import APPLICATIONS, ROLES, STEPS, SUBJECTS
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import decent, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.certification.application import Application
    from oshmark.web.certification.models import Case

OVER = frozenset({ApplicationState.REFUSED, ApplicationState.APPEALED, ApplicationState.UPHELD})
REASON = 4_000


def application_context(case: Application, now: datetime) -> dict[str, Any]:
    """Everything that the page shows; empty for an application that is not public. Raises `StateError` where the text
    of its scheme is missing."""
    scheme = memory().scheme_under(case)
    seen = view(case, scheme, Audience.PUBLIC)
    if not seen:
        return {}
    thread = Thread(case, scheme, now)
    decided = seen.get("decision")
    names = called([case.applicant, *((case.decided_by,) if case.decided_by else ())])
    number = memory().replay.register.issued.get(case.id)
    return {
        "case": case.id,
        "name": name_of(case, names[case.applicant].text),
        "about": case.about,
        "kind": SUBJECTS[case.about.kind.value],
        "release": case.about.ref if Release.objects.filter(address=case.about.ref).exists() else "",
        "applicant": names[case.applicant],
        "scheme": scheme,
        "body_id": case.body,
        "state": case.state.value,
        "state_words": APPLICATIONS[case.state.value],
        "tone": "over" if case.state in OVER else "good" if case.state is ApplicationState.GRANTED else "paused",
        "since": case.since,
        "certificate": number if number and CertificateRow.objects.filter(number=number).exists() else "",
        "renews": case.renews or "",
        "decision": None if decided is None else decent(case.decision.reason if case.decision else "", REASON),
        "is_granted": isinstance(decided, Granted),
        "unmet": _unmet(case),
        "decider": names.get(case.decided_by or ""),
        "decided_at": case.decided_at,
        "appeal": None if case.appeal is None else decent(case.appeal.reason, REASON),
        "next": sorted({str(ROLES[one.role.value]) for one in next_steps(case, scheme, now, issued=bool(number))}),
        "groups": thread.groups(),
        "thread_is_open": thread.is_open,
        "nonconformities": thread.nonconformities(),
        "hours": hours(case.minutes) if decided is not None else "",
        "history": _history(case),
        "bundle": "" if case.frozen is None else case.frozen.bundle,
    }


def _unmet(case: Application) -> list[str]:
    scheme = memory().scheme_under(case)
    titles = {one.id: one.title for one in scheme.criteria}
    return [titles.get(one, one) for one in getattr(case.decision, "unmet", ())]


def _history(case: Application) -> list[dict[str, Any]]:
    """The steps that belong to the public ones, the last first; who took each stands in the log."""
    shown = [act for act in case.acts if act.kind.value in STEPS]
    return [{"at": act.at, "what": STEPS[act.kind.value]} for act in reversed(shown)]


def name_of(case: Application, applicant: str) -> str:
    """What an application is about, in a line."""
    return one_line(case.about.name, 200) or applicant


def case_rows(rows: list[Case]) -> list[dict[str, Any]]:
    """Public applications for a list."""
    names = called(row.applicant for row in rows)
    return [
        {
            "href": f"/certificates/applications/{row.id}",
            "name": one_line(row.name, 200) or names[row.applicant].text,
            "applicant": names[row.applicant],
            "scheme": row.scheme,
            "version": row.version,
            "state": APPLICATIONS.get(row.state, row.state),
            "since": row.since,
        }
        for row in rows
    ]
