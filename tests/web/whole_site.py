# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A site with two bodies, their people, and whatever an address can name: of the one (own), and of the other (foreign).

It is made once for a file of tests; each request is undone, so that the next one finds what this one has found.
"""

from __future__ import annotations

import copy
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from oshmark.certification.scheme import SubjectKind
from oshmark.crawl.exchange import Response
from oshmark.label.units import run_of
from oshmark.web import warm, wiring
from oshmark.web.accounts.actions import invite
from oshmark.web.accounts.models import Membership, Role
from oshmark.web.archive.models import ArchivedFile
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.certification.complaining import complain
from oshmark.web.labels.issuing import issue_units
from oshmark.web.labels.models import Report
from oshmark.web.library.picture_list import rows_of
from oshmark.web.workplaces.evidence import links
from oshmark.web.workplaces.models import Upload
from tests.adapters.pictures.made import plain
from tests.certification.world import small_scheme
from tests.web.labels.desk_of import LOOM, begin, make_label
from tests.web.library_of import NOW, Library, settings_in
from tests.web.manifests import FULL
from tests.web.people import Cast, add_second_factor, browser_of, somebody
from tests.web.workplaces.office import Office, account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http.response import HttpResponseBase
    from django.test import Client

OLDER = LOOM.replace("2.1.0", "2.0.0")
PEOPLE = {
    "stranger": "Bob",
    "member": "Max",
    "applicant": "Alice",
    "registrar": "Ada",
    "evaluator": "Ben",
    "other-evaluator": "Dora",
    "decision-maker": "Eli",
    "complaints-officer": "Fay",
    "appeal-panel": "Gus",
    "standards-editor": "Hal",
    "treasurer": "Ida",
    "administrator": "Jo",
}
"""Who plays which role in the first body; Max is in Alice's workshop, and has never applied for anything."""
Named = dict[str, dict[str, object]]
"""What the gaps of addresses mean, by the beginnings of the names of their patterns."""


class Site(NamedTuple):
    """A browser for each role, and what the gaps of addresses mean: of one's own body and workshop, and of others."""

    browsers: dict[str, Client]
    own: Named
    foreign: Named


@contextmanager
def whole_site(folder: Path) -> Iterator[Site]:
    """Everything, for the time of the block; the database is empty after it."""
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        stack.enter_context(override_settings(**settings_in(folder), HOOK_SECRET="known to the forge"))  # noqa: S106
        stack.callback(call_command, "flush", verbosity=0, interactive=False)
        patch.setattr(links, "_fetched", _fetched)
        _forget()
        yield _made(folder, patch)
    _forget()


def _forget() -> None:
    wiring.forget()
    warm.forget()
    cache.clear()


def _fetched(address: str) -> Response:
    return Response(address, 200, {"content-type": "text/html"}, b"<html>" + address.encode(), NOW)


def _made(folder: Path, patch: pytest.MonkeyPatch) -> Site:
    library = Library(folder / "published")
    library.add(FULL)
    library.add(FULL.replace('"2.1.0"', '"2.0.0"'))
    scheme = small_scheme(subject=SubjectKind.PRODUCT)
    office = Office(library, scheme, patch)
    elsewhere = msgspec.structs.replace(scheme, body="elsewhere", id="other")
    other = Office(library, elsewhere, patch, domain="else.example", ago=100)
    own, foreign = _objects(office, "x"), _objects(other, "y")
    library.add_picture(LOOM, "images/loom.png", plain(size=(400, 300)))
    (picture, *_) = rows_of(LOOM)
    for objects in (own, foreign):
        objects["picture"] = {"digest": picture.kept.source, "width": "160"}
    library.publish()
    sign_checkpoint(now=office.now)
    return Site(_browsers(office), own, foreign)


def _objects(office: Office, client: str) -> Named:
    """What the gaps of an address name: of an application under evaluation, a certificate with a complaint, and the
    label of a workshop."""
    number = office.to_issued()
    complaint = complain(number, "product", "It fell apart.", "", client=client, now=office.now)
    office.to_evaluating()
    for name in ("Ben", "Cleo"):
        office.judge(name, office.people_criteria[0], met=False)
    office.send("Ben", office.at("raise", "files"), what="Name the licence.", due=office.day(6))
    upload = Upload.objects.filter(application=office.application).first()
    assert upload is not None
    work = {"application": office.application, "criterion": "files", "nonconformity": "n1", "complaint": complaint}
    file = {"digest": upload.sha256, "name": upload.name}
    return {"work": {**work, **file, "number": number}, **_registry(office, number), **_workshop(office, client)}


def _registry(office: Office, number: str) -> Named:
    scheme = office.scheme
    archived = ArchivedFile.objects.filter(release=office.release, sha256__gt="").earliest("pk")
    return {
        "certificate": {"written": number, "form": "ttl"},
        "watch": {"kind": "certificate", "written": number, "token": f"{'0' * 32}~x"},
        "work_guest_asked": {"token": f"{'0' * 32}~x"},
        "public-application": {"case": office.application},
        "body": {"body_id": scheme.body},
        "scheme": {"scheme": scheme.id, "version": scheme.version},
        "party": {"party_id": office.workshop.public_id},
        "territories": {"body_id": scheme.body, "ending": "json"},
        "work_roles": {"body": scheme.body},
        "work_scheme": {"scheme": scheme.id, "version": scheme.version},
        "file": {"digest": archived.sha256, "name": "bom.csv"},
    }


def _workshop(office: Office, name: str) -> Named:
    """Max joins, somebody else is invited; a label with units and a report, and a draft of another one."""
    alice, workshop = office.people["Alice"], office.workshop
    max_ = office.people["Max"] = account("Max", "" if name == "x" else f" of {name}")
    office.browsers["Max"] = browser_of(max_)
    Membership.objects.create(organisation=workshop, person=max_, role=Role.MEMBER, since=NOW)
    invitation, token = invite(alice, workshop, f"{name}@example.org", Role.MEMBER, now=office.now)
    label = make_label(Cast(alice, max_, max_, max_, workshop))
    issue_units(label, run_of("A-1", 3), actor="t", now=NOW)
    report = Report.objects.create(label=label.number, kind="fault", text="x", sent_at=NOW)
    draft = begin(office.browsers["Alice"], workshop.public_id, OLDER)
    unit: dict[str, object] = {"number": label.number, "written": label.number, "serial": "A-1", "ending": "txt"}
    return {
        "organisation": {"public_id": workshop.public_id, "invitation": invitation.pk, "member": max_.public_id},
        "account-invitation": {"token": token},
        "label": {**unit, "pk": draft.pk},
        "label_answer": {**unit, "pk": report.pk},
        "unit": unit,
        "unit-form": {"tail": "/-/json"},
        **{f"label-{page}": {"tail": f"/-/{page}"} for page in ("report", "claim")},
        "label-form": {"tail": "/-/json"},
        "label-package": {"tail": "/package.zip"},
        "admin:accounts_person": {"object_id": alice.pk},
        "admin:accounts_organisation": {"object_id": workshop.pk},
    }


def _browsers(office: Office) -> dict[str, Client]:
    stella = somebody("Stella", is_staff=True)
    add_second_factor(stella)
    found = {"anonymous": browser_of(None)} | {role: office.browsers[name] for role, name in PEOPLE.items()}
    return {**found, "operator": browser_of(stella, second_factor=True)}


def asked(browser: Client, method: str, address: str, fields: dict[str, str]) -> HttpResponseBase:
    """The answer to a request that leaves no trace: neither in the database nor in the browser."""
    cookies = copy.deepcopy(browser.cookies)
    sender = browser.post if method == "POST" else browser.get
    with transaction.atomic():
        response: HttpResponseBase = sender(address, fields if method == "POST" else None)
        for _piece in response:
            pass  # a page that is sent in pieces is made while it is sent
        transaction.set_rollback(True)
    browser.cookies = cookies
    cache.clear()
    return response
