# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded about bodies: which issuers and other bodies count, where the record is kept, and what everybody
says to a proposed scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import standards
from oshmark.certification.roles import Role
from oshmark.web.certification.memory import scheme_of
from oshmark.web.certification.spoken import Spoken
from oshmark.web.workplaces.records.recording import Record, RecordForm, Scribe
from oshmark.web.workplaces.tasks.task import line, one_of, private_text, public_reason

if TYPE_CHECKING:
    from oshmark.web.workplaces.records.recording import Filled

DECIDES, DESK = Role.DECISION_MAKER, Role.REGISTRAR
LONGEST_COMMENT = 4_000


class BodyForm(RecordForm):
    """Something about a body, with a reason."""

    acts_as: tuple[Role, ...] = (Role.ADMINISTRATOR,)
    body = one_of(_("Which body"))

    def prepare(self, scribe: Scribe) -> None:
        """Those in which one has the role."""
        self.choose("body", [(one, one) for one in scribe.bodies(*self.acts_as)])


class IssuerForm(BodyForm):
    """How the attestations of an issuer are confirmed."""

    acts_as = (DESK, DECIDES)
    issuer = line(_("The issuer"), _("As attestations name it."))
    method = line(_("How its attestations are confirmed"), _("As the profile of a body writes it."))
    reason = public_reason()


def _list(scribe: Scribe, filled: Filled) -> None:
    role = scribe.role(filled["body"], DESK, DECIDES)
    facts = {name: filled[name] for name in ("body", "issuer", "method", "reason")}
    scribe.act(standards.list_issuer, role, None, **facts)


class StrikeForm(BodyForm):
    """An issuer whose attestations are claims again."""

    acts_as = (DESK, DECIDES)
    issuer = line(_("The issuer"), _("As it is listed."))
    reason = public_reason()


def _strike(scribe: Scribe, filled: Filled) -> None:
    role = scribe.role(filled["body"], DESK, DECIDES)
    facts = {name: filled[name] for name in ("body", "issuer", "reason")}
    scribe.act(standards.strike_off_issuer, role, None, **facts)


class RecogniseForm(BodyForm):
    """Another body whose certificates count (C-124)."""

    acts_as = (DECIDES,)
    did = line(_("The other body's DID"), _("It begins with did:web:"))
    name = line(_("What it is called"))
    reason = public_reason()


def _recognise(scribe: Scribe, filled: Filled) -> None:
    scribe.act(standards.recognise_body, DECIDES, None, **filled)


class DropForm(BodyForm):
    """Another body whose certificates count no longer."""

    acts_as = (DECIDES,)
    did = line(_("The other body's DID"), _("It begins with did:web:"))
    reason = public_reason()


def _drop(scribe: Scribe, filled: Filled) -> None:
    scribe.act(standards.drop_recognition, DECIDES, None, **filled)


class HostForm(BodyForm):
    """The record is kept at another address from now on (C-126)."""

    before = line(_("The address until now"))
    after = line(_("The address from now on"))
    reason = public_reason()


def _succeed(scribe: Scribe, filled: Filled) -> None:
    scribe.act(standards.succeed_host, Role.ADMINISTRATOR, None, **filled)


class CommentForm(RecordForm):
    """A word to a version that is proposed (C-8)."""

    scheme = one_of(_("Which scheme"))
    comment = private_text(
        _("What you have to say"), _("Everybody can read it; it is kept beside the record."), longest=LONGEST_COMMENT
    )

    def prepare(self, scribe: Scribe) -> None:
        """Those that are open for comments."""
        known = scribe.register.versions.items()
        open_ones = [
            (f"{name} {version}", _title(name, version, one.digest))
            for (name, version), one in known
            if one.adopted_at is None and scribe.now <= one.comments_until
        ]
        self.choose("scheme", open_ones)


def _title(name: str, version: str, digest: str) -> str:
    found = scheme_of(name, version, digest)
    return f"{name if found is None else found.title} {version}"


def _comment(scribe: Scribe, filled: Filled) -> None:
    name, _space, version = filled["scheme"].partition(" ")
    spoken = Spoken()
    facts = {"scheme": name, "version": version, "comment": spoken.say("comment", filled["comment"])}
    scribe.act(standards.comment_on_scheme, Role.PUBLIC, spoken, **facts)


class RetireForm(RecordForm):
    """A version that nobody can apply for any longer."""

    scheme = one_of(_("Which scheme"))
    reason = public_reason()

    def prepare(self, scribe: Scribe) -> None:
        """Those that can be applied for, of one's own bodies."""
        mine, known = scribe.bodies(Role.STANDARDS_EDITOR), scribe.register.versions.items()
        held = [
            (f"{name} {version}", _title(name, version, one.digest))
            for (name, version), one in known
            if one.body in mine and one.holds(scribe.now)
        ]
        self.choose("scheme", held)


def _retire(scribe: Scribe, filled: Filled) -> None:
    name, _space, version = filled["scheme"].partition(" ")
    facts = {"scheme": name, "version": version, "reason": filled["reason"]}
    scribe.act(standards.retire_scheme, Role.STANDARDS_EDITOR, None, **facts)


RECORDS = (
    Record(
        key="comment",
        title=_("Say something about a proposed scheme"),
        roles=(Role.PUBLIC,),
        form=CommentForm,
        do=_comment,
    ),
    Record(
        key="retire",
        title=_("Retire a version of a scheme"),
        lead=_("Nobody can apply under it any longer. What was given under it stays as it is."),
        roles=(Role.STANDARDS_EDITOR,),
        form=RetireForm,
        do=_retire,
    ),
    Record(key="issuer", title=_("List an issuer"), roles=(DESK, DECIDES), form=IssuerForm, do=_list),
    Record(key="issuer-off", title=_("Strike off an issuer"), roles=(DESK, DECIDES), form=StrikeForm, do=_strike),
    Record(key="recognise", title=_("Recognise another body"), roles=(DECIDES,), form=RecogniseForm, do=_recognise),
    Record(
        key="recognise-no-more",
        title=_("Recognise another body no longer"),
        roles=(DECIDES,),
        form=DropForm,
        do=_drop,
    ),
    Record(
        key="host",
        title=_("The record has moved to another address"),
        roles=(Role.ADMINISTRATOR,),
        form=HostForm,
        do=_succeed,
    ),
)
