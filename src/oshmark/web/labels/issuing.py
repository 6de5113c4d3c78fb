# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The recorded acts of labels: issuing a number, changing what is declared, printing for units, ending it.

Each is one event and one change of the tables in one transaction. Who may act for a producer is asked by the views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from oshmark.errors import RefusedError
from oshmark.label.address import read_gtin
from oshmark.label.check import check, is_ready
from oshmark.label.content import Binding, ReleaseFacts, content
from oshmark.label.declaration import Declaration
from oshmark.label.declaration import decode as declaration_of
from oshmark.label.declaration import encode as encode_declaration
from oshmark.label.events import Kind
from oshmark.label.kept import Kept
from oshmark.label.kept import encode as encode_kept
from oshmark.library.withdrawal import MODULES
from oshmark.values.finding import Severity
from oshmark.values.iri import read_target
from oshmark.web.audit.actions import Log
from oshmark.web.audit.numbers import free_number
from oshmark.web.audit.writing import writing
from oshmark.web.jobs.kinds import Kind as Jobs
from oshmark.web.jobs.queue import put
from oshmark.web.labels.models import Label
from oshmark.web.labels.projection import apply
from oshmark.web.library.archiving import is_whole
from oshmark.web.library.withdrawing import withdrawal_of

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from oshmark.credential.events import Event
    from oshmark.label.ingredients import Ingredients
    from oshmark.label.units import Run
    from oshmark.library.payload import Payloads


def issue(
    facts: ReleaseFacts,
    declaration: Declaration,
    parts: Ingredients,
    *,
    site: str,
    payloads: Payloads,
    actor: str,
    now: datetime,
) -> Label:
    """Give a number to a release of a producer at a place, and keep what is declared and the components of today.

    Raises `RefusedError` for a declaration that is not ready, for one that does not fit the release, where the release
    was left out of the library meanwhile, and where the producer has a running label of it at this place.
    """
    _hold_ready(declaration, now)
    with writing():
        _hold_in_library(declaration.release)
        _hold_single(declaration)
        binding = _binding(free_number(), declaration, now)
        content(binding, declaration, facts, parts, site=site)
        declared, kept = payloads.put_many([encode_declaration(declaration), encode_kept(Kept(facts, parts))])
        data = {
            "release": binding.release,
            "version": binding.version,
            "producer": binding.producer,
            "municipality": binding.municipality,
            "country": binding.country,
            "manifest": facts.digest,
            "declaration": declared,
            "bill": kept,
            "gtin": _free_gtin(declaration),
        }
        _record(Kind.ISSUED, binding.number, data, actor, now)
        if not is_whole(binding.release):
            put(Jobs.ARCHIVE_WHOLE, now=now, release=binding.release)
    return Label.objects.get(number=binding.number)


def declare(
    label: Label,
    facts: ReleaseFacts,
    declaration: Declaration,
    parts: Ingredients,
    *,
    site: str,
    payloads: Payloads,
    actor: str,
    now: datetime,
) -> None:
    """Change what is declared of a running label. Release, version, producer and place stay: they are the label.

    So does the order of the components, which stand on every copy that was printed as they did on the first.
    """
    _hold_ready(declaration, now)
    with writing():
        _hold_running(label)
        _hold_order(label, declaration, payloads)
        content(binding_of(label), declaration, facts, parts, site=site)
        (digest,) = payloads.put_many([encode_declaration(declaration)])
        if digest != label.declaration:
            data = {"declaration": digest, "gtin": _free_gtin(declaration, label)}
            _record(Kind.DECLARED, label.number, data, actor, now)
            put(Jobs.TELL, now=now)
    label.refresh_from_db()


def issue_units(label: Label, run: Run, *, actor: str, now: datetime) -> None:
    """Record the units that a label is printed for; `RefusedError` where a serial of them was given before."""
    with writing():
        _hold_running(label)
        if any(run.meets(other.run) for other in label.runs.all()):
            raise RefusedError("Some of these serials were given before: begin with a higher one.")
        _record(Kind.UNITS_ISSUED, label.number, {"run": asdict(run)}, actor, now)


def end(label: Label, reason: str, *, actor: str, now: datetime) -> None:
    """End a label: its page says so from now on, with the reason. The number is not given again."""
    if not reason.strip():
        raise RefusedError("Ending a label needs a reason; it is shown on its page.")
    with writing():
        _hold_running(label)
        _record(Kind.ENDED, label.number, {"reason": reason.strip()}, actor, now)
        put(Jobs.TELL, now=now)
    label.refresh_from_db()


def binding_of(label: Label) -> Binding:
    """What the number was given for."""
    return Binding(
        number=label.number,
        release=label.release,
        version=label.version,
        producer=label.producer,
        municipality=label.municipality,
        country=label.country,
        issued_on=label.issued_at.date(),
    )


def _binding(number: str, declaration: Declaration, now: datetime) -> Binding:
    return Binding(
        number=number,
        release=declaration.release,
        version=declaration.version,
        producer=declaration.producer.id,
        municipality=declaration.made.municipality,
        country=declaration.made.country,
        issued_on=now.date(),
    )


def _record(kind: Kind, number: str, data: dict[str, Any], actor: str, now: datetime) -> Event:
    log = Log(actor=actor, now=now)
    event = log.append(kind, number, data)
    log.write()
    apply(event)
    return event


def _hold_ready(declaration: Declaration, now: datetime) -> None:
    findings = check(declaration, now.date())
    if not is_ready(findings):
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        raise RefusedError(f"{first.key}: {first.message} {first.fix}.")


def _hold_single(declaration: Declaration) -> None:
    running = Label.objects.filter(
        release=declaration.release,
        producer=declaration.producer.id,
        municipality=declaration.made.municipality,
        country=declaration.made.country,
        ended_at__isnull=True,
    ).first()
    if running is not None:
        raise RefusedError(
            f"There is a label of this release from this place already, {running.number}: change what it declares."
        )


def _hold_in_library(address: str) -> None:
    """Refuse what was left out of the library since somebody began to declare it."""
    target = read_target(address.removeprefix(MODULES))
    if target is not None and withdrawal_of(target.module) is not None:
        raise RefusedError("This hardware was left out of the library meanwhile, so it gets no label.")


def _hold_order(label: Label, declaration: Declaration, payloads: Payloads) -> None:
    now = declaration_of(payloads.get(Label.objects.get(number=label.number).declaration))
    if declaration.order is not now.order:
        raise RefusedError(
            "The order of the components belongs to the label for good. To print another one, end this label and ask "
            "for a new number."
        )


def _hold_running(label: Label) -> None:
    """Refuse what changes a label that has ended or whose release was left out, as the database knows it now."""
    _hold_in_library(label.release)
    if Label.objects.select_for_update().filter(number=label.number, ended_at__isnull=True).first() is None:
        raise RefusedError(f"Label {label.number} has ended: ask for a new number.")


def _free_gtin(declaration: Declaration, label: Label | None = None) -> str:
    if not declaration.gtin:
        return ""
    gtin = read_gtin(declaration.gtin)
    others = Label.objects.filter(gtin=gtin, ended_at__isnull=True)
    if label is not None:
        others = others.exclude(number=label.number)
    taken = others.first()
    if taken is not None:
        raise RefusedError(f"GTIN {gtin} leads to label {taken.number} already: one GTIN names one product.")
    return gtin
