# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What owners of units are told: a recall, another way of repair or of getting spares, the end of a label, a newer
release. Each claim keeps the state that its owner knows of, so that nothing is told twice and nothing is missed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.errors import StateError
from oshmark.label.address import label_address
from oshmark.label.declaration import Declaration, decode
from oshmark.web.labels.mailing import send
from oshmark.web.labels.models import Claim, Label
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.library.payload import Payloads

_RECALL = re.compile(
    r"\brecall|rückruf|rueckruf|zurückgerufen|retirad[ao] del mercado|\bretirada de producto|llamad[ao] a revisión"
    r"|वापस (?:मँगा|मंगा|बुला)|召回|\bpenarikan (?:produk|kembali)|\bditarik kembali|استدعاء|\brappel",
    re.IGNORECASE,
)
MAX_REASON = 400


class Told(msgspec.Struct, frozen=True):
    """What came of telling: e-mails that left, and those that could not."""

    sent: int
    failed: int


def newer_release(label: Label) -> Release | None:
    """The latest release of the module of a label, where it was admitted after the one that is labelled."""
    own = Release.objects.filter(address=label.release).first()
    if own is None:
        return None
    latest = Release.objects.filter(module=own.module_id, state=Release.ADMITTED, latest=True).first()
    if latest is None or latest.pk == own.pk or latest.decided_by < own.decided_by:
        return None
    return latest


def state_of(label: Label) -> dict[str, Any]:
    """What an owner knows who looks now."""
    newer = newer_release(label)
    return {
        "declaration": label.declaration,
        "ended": label.ended_at is not None,
        "newer": "" if newer is None else newer.address,
    }


def mentions_recall(declaration: Declaration) -> bool:
    """Whether the producer's words speak of a recall."""
    texts = [declaration.repair, declaration.spares, declaration.lifetime_design, declaration.modularity]
    texts += [text for topic in declaration.topics for text in (topic.text, *topic.steps)]
    return any(_RECALL.search(text) for text in texts)


def tell_owners(payloads: Payloads, *, site: str) -> Told:
    """Write to the owners of units whatever has changed since they were told last."""
    sent = failed = 0
    claims = Claim.objects.filter(given_up_at__isnull=True, owner__is_active=True, owner__email__isnull=False)
    for label in Label.objects.filter(number__in=claims.values("label")).order_by("number"):
        now_known = state_of(label)
        for claim in claims.filter(label=label.number).select_related("owner"):
            if claim.told == now_known:
                continue
            try:
                lines = list(_changes(label, claim.told, now_known, payloads))
                if lines:
                    _write(claim, lines, site)
                    sent += 1
            except StateError:
                failed += 1  # it is tried again the next time
                continue
            Claim.objects.filter(pk=claim.pk).update(told=now_known)
    return Told(sent, failed)


def _write(claim: Claim, lines: list[str], site: str) -> None:
    address = label_address(site, claim.label, claim.serial)
    why = [
        "",
        f"Its page: {address}",
        "",
        "You get this because you claimed this unit. On its page you can give it up.",
    ]
    send(f"News about your unit {claim.label}/{claim.serial}", [*lines, *why], claim.owner.email or "")


def _changes(label: Label, before: dict[str, Any], now: dict[str, Any], payloads: Payloads) -> Iterator[str]:
    if now["ended"] and not before.get("ended"):
        reason = " ".join(label.ended_why.split())[:MAX_REASON]
        yield f"The label of your unit has ended. The producer gives this reason: “{reason}”"
    if now["declaration"] != before.get("declaration"):
        yield from _declared(now["declaration"], str(before.get("declaration", "")), payloads)
    if now["newer"] and now["newer"] != before.get("newer"):
        newer = newer_release(label)
        version = "" if newer is None else " ".join(newer.version.split())[:80]
        yield f"A newer release of it is in the library: version {version}."


def _declared(digest: str, known: str, payloads: Payloads) -> Iterator[str]:
    """What matters to an owner of a declaration that was changed."""
    declared = decode(payloads.get(digest))
    try:
        before = decode(payloads.get(known))
    except StateError:
        before = None
    if mentions_recall(declared) and (before is None or not mentions_recall(before)):
        yield "The producer speaks of a recall. Please read the page of your unit before you use it again."
    elif before is None or (declared.repair, declared.spares) != (before.repair, before.spares):
        yield "The producer has changed what is said about repair and spare parts."
