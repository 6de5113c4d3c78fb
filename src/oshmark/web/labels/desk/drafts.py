# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of declarations: begun from what the library and the account know, read, saved, and turned into labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from oshmark.errors import RefusedError
from oshmark.label.content import Binding, Content, ReleaseFacts, content
from oshmark.label.declaration import digest
from oshmark.label.ingredients import Ingredients
from oshmark.label.kept import decode as kept_of
from oshmark.label.number import LENGTH, check_character
from oshmark.label.version import is_clear
from oshmark.values.finding import Finding
from oshmark.values.language import read_language
from oshmark.web import wiring
from oshmark.web.archive.files import files_of
from oshmark.web.labels import issuing
from oshmark.web.labels.desk.producers import producer_of
from oshmark.web.labels.desk.written import Said, Subject, Written, of_declaration, read_written, said_of, stored
from oshmark.web.labels.models import Draft, Label
from oshmark.web.labels.page_views import withdrawn
from oshmark.web.labels.queries import facts_of, open_label, parts_of
from oshmark.web.library import queries
from oshmark.web.library.bill_list import all_findings
from oshmark.web.library.bills import bill_of
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from datetime import date, datetime

    from oshmark.web.accounts.models import Person
    from oshmark.web.labels.desk.producers import Maker
    from oshmark.web.library.queries import Opened

PREVIEW_NUMBER = "X" * (LENGTH - 1) + check_character("X" * (LENGTH - 1))
"""Stands on the picture of a draft: its form is that of a number, and it leads to no label."""
MOST_DRAFTS = 200
"""Drafts of one person."""


class OpenedDraft(msgspec.Struct, frozen=True):
    """A draft with everything that its page needs. `label` is the one that it changes; the facts and components are
    those of that label then, and what the bill says today otherwise. `noticed` are the findings of the bill's reader.
    """

    draft: Draft
    written: Written
    said: Said
    facts: ReleaseFacts
    parts: Ingredients
    label: Label | None
    noticed: tuple[Finding, ...]
    dropped: int


def labelled(address: str) -> Opened:
    """The release of this address, if it can have a label. Raises `RefusedError` that says why it cannot."""
    release = queries.find_release(address)
    if release is None or release.state == Release.WITHDRAWN:
        raise RefusedError(_("The library holds no such release. Open its page, and begin there."))
    if release.state != Release.ADMITTED:
        raise RefusedError(
            _("This release waits for its licence, and only open source hardware can have a label here.")
        )
    opened = queries.open_release(release, wiring.payloads())
    if not is_clear(release.version):
        message = _("“%(version)s” does not say which version this is, and a label is for one version only.")
        raise RefusedError(
            f"{message % {'version': release.version[:80]}} {_('Publish a release with a version, then label that.')}"
        )
    return opened


def begin(person: Person, opened: Opened, producer: str, *, now: datetime) -> Draft:
    """The draft of a producer for a release: the one that there is, or a new one with what is known already."""
    maker = producer_of(person, producer)
    found = Draft.objects.filter(release=opened.release.address, producer=producer).first()
    if found is not None:
        return found
    return _new(person, opened.release.address, producer, "", prefilled(opened, maker), now)


def prefilled(opened: Opened, maker: Maker) -> Written:
    """What manifest and account say; nothing that they do not."""
    named = opened.reading.manifest.documentation_language
    language = next((tag for one in named if (tag := read_language(one).tag)), "en")
    return Written(
        product=opened.release.name,
        language=language,
        name=maker.name,
        contact=maker.contact,
        site=maker.site,
        municipality=maker.municipality,
        country=maker.country,
    )


def begin_change(person: Person, label: Label, *, now: datetime) -> Draft:
    """The draft that changes what a running label declares."""
    producer_of(person, label.producer)
    if label.ended_at is not None:
        raise RefusedError(_("This label has ended; nothing of it changes any more."))
    found = Draft.objects.filter(release=label.release, producer=label.producer).first()
    if found is not None and found.label != label.number:
        raise RefusedError(_("There is another draft of this release. Finish it first, or throw it away."))
    if found is not None:
        return found
    declaration = open_label(label, wiring.payloads(), site=settings.BASE_URL).declaration
    return _new(person, label.release, label.producer, label.number, of_declaration(declaration), now)


def _new(person: Person, release: str, producer: str, number: str, written: Written, now: datetime) -> Draft:
    if person.label_drafts.count() >= MOST_DRAFTS:
        raise RefusedError(_("You have many drafts. Finish some of them, or throw them away."))
    facts = {"owner": person, "label": number, "written": stored(written), "saved_at": now}
    try:
        with transaction.atomic():
            return Draft.objects.create(release=release, producer=producer, **facts)
    except IntegrityError:  # two clicks at once
        return Draft.objects.get(release=release, producer=producer)


def save(draft: Draft, written: Written, *, seen: str, now: datetime) -> bool:
    """Save what was typed, unless somebody has saved since the page was made: then nothing is saved, and it is False.

    `seen` is the state that the page has shown, as `state_of` gives it.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft.pk)
        if state_of(row) != seen:
            return False
        row.written, row.saved_at = stored(written), now
        row.save(update_fields=["written", "saved_at"])
    draft.refresh_from_db()
    return True


def state_of(draft: Draft) -> str:
    """What changes with every saving."""
    return draft.saved_at.isoformat()


def open_draft(draft: Draft, today: date, written: Written | None = None) -> OpenedDraft:
    """Read a draft; `written` is what was typed in the place of what is saved. Raises `RefusedError` where its release
    can have no label any more."""
    typed = read_written(draft.written) if written is None else written
    if draft.label:
        return _open_change(draft, typed, today)
    opened = labelled(draft.release)
    said = said_of(typed, _subject(draft, opened.release.version), today)
    bill = bill_of(opened)
    return OpenedDraft(
        draft,
        typed,
        said,
        facts_of(opened),
        parts_of(opened, said.declaration.order),
        None,
        tuple(all_findings(bill)),
        sum(len(source.dropped) for source in bill.sources),
    )


def _open_change(draft: Draft, written: Written, today: date) -> OpenedDraft:
    label = Label.objects.filter(number=draft.label).first()
    if label is None or label.ended_at is not None:
        raise RefusedError(_("This label has ended; nothing of it changes any more."))
    if withdrawn(label) is not None:
        raise RefusedError(_("The hardware was left out of the library, and with it what was declared."))
    kept = kept_of(wiring.payloads().get(label.bill))
    said = said_of(written, _subject(draft, label.version), today)
    return OpenedDraft(draft, written, said, kept.facts, kept.parts, label, (), 0)


def _subject(draft: Draft, version: str) -> Subject:
    files = {row.sha256: row.path for row in files_of(draft.release) if row.sha256}
    return Subject(draft.release, version, draft.producer, files)


def content_of(opened: OpenedDraft, today: date) -> Content:
    """What the label of a draft would say today."""
    declaration = opened.said.declaration
    if opened.label is not None:
        return content(
            issuing.binding_of(opened.label), declaration, opened.facts, opened.parts, site=settings.BASE_URL
        )
    binding = Binding(
        number=PREVIEW_NUMBER,
        release=declaration.release,
        version=declaration.version,
        producer=declaration.producer.id,
        municipality=declaration.made.municipality,
        country=declaration.made.country,
        issued_on=today,
    )
    return content(binding, declaration, opened.facts, opened.parts, site=settings.BASE_URL)


def make_label(person: Person, opened: OpenedDraft, *, now: datetime) -> Label:
    """Issue the label of a draft, or change the one that it is about, and be done with the draft.

    Of two clicks at once, both get the same label.
    """
    producer_of(person, opened.draft.producer)
    declaration = opened.said.declaration
    _hold_dated(opened)
    site, payloads = settings.BASE_URL, wiring.payloads()
    facts, parts = opened.facts, opened.parts
    if opened.label is not None:
        issuing.declare(
            opened.label, facts, declaration, parts, site=site, payloads=payloads, actor=person.actor, now=now
        )
        label = opened.label
    else:
        try:
            label = issuing.issue(facts, declaration, parts, site=site, payloads=payloads, actor=person.actor, now=now)
        except RefusedError:
            found = running_label(opened.draft.release, opened.draft.producer, digest(declaration))
            if found is None:
                raise
            label = found
    Draft.objects.filter(pk=opened.draft.pk).delete()
    return label


def _hold_dated(opened: OpenedDraft) -> None:
    """Refuse a row of the performance data without a date: it would be left out in silence."""
    first = next((finding for box, finding in opened.said.findings if box.endswith("-on")), None)
    if first is not None:
        raise RefusedError(first.message)


def running_label(release: str, producer: str, declared: str = "") -> Label | None:
    """The running label of a producer for a release that was issued last; `declared` is the digest of its declaration,
    where only that one is meant."""
    rows = Label.objects.filter(release=release, producer=producer, ended_at__isnull=True)
    if declared:
        rows = rows.filter(declaration=declared)
    return rows.order_by("-issued_at", "number").first()


def forget_erased() -> int:
    """Delete the drafts of people whose account was erased and who wrote for themselves."""
    rows = Draft.objects.filter(owner__erased_at__isnull=False)
    return sum(row.delete()[0] for row in rows.select_related("owner") if row.producer == row.owner.public_id)
