# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attestations from elsewhere are confirmed by the method of their issuer, asked over real sockets (§0a)."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from oshmark.certification.acts import standards
from oshmark.certification.roles import Role
from oshmark.certification.worth import Why, Worth
from oshmark.library.payload import Provenance
from oshmark.web import wiring
from oshmark.web.certification.attestations import Attestation, attestations
from oshmark.web.issuers.checking import AGAIN, with_each_tick
from oshmark.web.issuers.models import Claimed
from oshmark.web.library.actions import Submission, add
from tests.certification.world import BODY
from tests.fakes.mediawiki_page import WikiPages
from tests.fakes.oshwa import Registry as Oshwa
from tests.fakes.oshwa import record
from tests.fakes.server import BROKEN, Call, Fake, Reply, json_reply
from tests.made_up import manifest
from tests.web.certification.conftest import registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

    from tests.web.certification.registry_world import Registry
    from tests.web.library_of import Library

__all__ = ["registry"]
pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.usefixtures("socket_enabled")]

HOST = "en.oho.wiki"
WIKI = "wiki revision: {name}; {version}; attestation but not: attestation withdrawn"
OHO = {
    "Small_water_turbine": "43323",
    "Workshop_Crane_powered_by_drill": "43358",
    "Zigzag_Solar_water_heater": "43350",
    "Pipe_Bending_Machine": "43459",
    "DIY_Solar_Water_Heater": "43324",
    "Carla_Cargo_Crowd": "43292",
    "Crown_Cap_Machine": "43333",
    "Long_Andre_cargo_bike": "43319",
}
"""The permanent addresses that manifests of that wiki's projects give; what the pages say here is made up."""


def permalink(title: str, number: str) -> str:
    return f"https://{HOST}/index.php?title={title}&oldid={number}"


def claiming(address: str, *, name: str, version: str, repo: str) -> bytes:
    return manifest(name=name, version=version, repo=repo) + f'attestation = "{address}"\n'.encode()


@pytest.fixture
def wiki(settings: Settings) -> Iterator[WikiPages]:
    with WikiPages().serve() as fake:
        settings.STAND_INS = {HOST: fake.address}
        yield fake


def listed(world: Registry, issuer: str = f"{HOST}/index.php", method: str = WIKI) -> None:
    why = "Each page is a state that nobody can change."
    world.do(standards.list_issuer, "ada", Role.REGISTRAR, body=BODY, issuer=issuer, method=method, reason=why)


def turbine(library: Library) -> tuple[str, str]:
    """A release that claims the first of them, and what it claims."""
    (title, number), *_ = OHO.items()
    address = permalink(title, number)
    repo = f"https://{HOST}/wiki/{title}"
    return library.add(claiming(address, name="Small water turbine", version=number, repo=repo)), address


def checked(world: Registry, release: str, address: str) -> Attestation:
    with_each_tick(world.now, lambda _said: None)
    [found] = attestations([address], release, world.now)
    return found


def test_eight_permanent_revisions_are_confirmed_by_their_method(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    claims = {}
    for title, number in OHO.items():
        name = title.replace("_", " ")
        wiki.write(number, name, f"<b>Attestation</b> of the documentation of {name}, passed twice.")
        repo = f"https://{HOST}/wiki/{title}"
        raw = claiming(permalink(title, number), name=name.capitalize(), version=number, repo=repo)
        claims[library.add(raw)] = permalink(title, number)
    listed(registry)
    said: list[str] = []
    with_each_tick(registry.now, said.append)
    found = [attestations([address], release, registry.now)[0] for release, address in claims.items()]
    assert [one.worth for one in found] == [Worth.CONFIRMED] * 8
    assert said == ["8 attestations asked for: 8 confirmed, 0 without an answer."]
    assert wiki.count == 8
    with_each_tick(registry.now, said.append)
    assert wiki.count == 8


def test_the_attestations_of_the_real_manifests_are_confirmed(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    corpora = os.environ.get("OSHMARK_CORPORA")
    if not corpora:
        pytest.skip("Set OSHMARK_CORPORA to the folder of real files.")
    claims: dict[str, str] = {}
    for path in sorted(Path(corpora, "okh-losh", "losh-list", "manual").glob("*.toml")):
        if f'attestation = "https://{HOST}' not in path.read_text():
            continue
        release = library.add(path.read_bytes())
        listed_claims = Claimed.objects.filter(release=release)
        with_each_tick(registry.now, lambda _said: None)
        claims[release] = listed_claims.get().address
    for address in claims.values():
        query = parse_qs(urlsplit(address).query)
        wiki.write(query["oldid"][0], query["title"][0].replace("_", " "), "It has an attestation.")
    listed(registry)
    assert len(claims) == 2
    assert {checked(registry, release, address).worth for release, address in claims.items()} == {Worth.CONFIRMED}


@pytest.mark.parametrize(
    ("title", "text", "worth", "why"),
    [
        ("Small water turbine", "attestation", Worth.CONFIRMED, Why.NOTHING),
        ("SMALL   water_turbine", "The Attestation", Worth.CONFIRMED, Why.NOTHING),
        ("Another turbine", "attestation", Worth.CLAIMED, Why.NO_NAME),
        ("Small water turbine", "A fine machine", Worth.CLAIMED, Why.NO_WORDS),
        ("Small water turbine", "<!-- --><script>attestation</script>", Worth.CLAIMED, Why.NO_WORDS),
        ("Small water turbine", "Attestation withdrawn in May", Worth.REVOKED, Why.WITHDRAWN),
    ],
)
def test_the_page_has_to_say_what_the_method_asks_for(
    registry: Registry, library: Library, wiki: WikiPages, title: str, text: str, worth: Worth, why: Why
) -> None:
    release, address = turbine(library)
    wiki.write("43323", title, text)
    listed(registry)
    found = checked(registry, release, address)
    assert (found.worth, found.why) == (worth, why)


def test_a_page_that_is_not_there_and_one_that_leads_elsewhere_confirm_nothing(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    release, address = turbine(library)
    listed(registry)
    assert checked(registry, release, address).why is Why.NOT_THERE
    wiki.write("43323", "Small water turbine", "attestation")
    wiki.write("7", "Small water turbine", "attestation")
    wiki.leads_to["43323"] = "/index.php?title=Small_water_turbine&oldid=7"
    registry.now += AGAIN
    assert checked(registry, release, address).worth is Worth.CLAIMED


def test_an_issuer_that_cannot_be_reached_takes_nothing_back(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    release, address = turbine(library)
    wiki.write("43323", "Small water turbine", "attestation")
    listed(registry)
    then = checked(registry, release, address).checked_at
    wiki.interrupt(BROKEN, times=9)
    registry.now += AGAIN
    found = checked(registry, release, address)
    assert (found.worth, found.checked_at, wiki.count) == (Worth.CONFIRMED, then, 2)
    assert checked(registry, release, address).worth is Worth.CONFIRMED
    assert wiki.count == 2
    registry.now += timedelta(days=8)
    wiki.interruptions.clear()
    later = checked(registry, release, address).checked_at
    assert then is not None
    assert later is not None
    assert later > then


def test_one_that_never_answered_is_a_claim_that_says_so(
    registry: Registry, library: Library, settings: Settings
) -> None:
    settings.STAND_INS = {HOST: "http://127.0.0.1:9"}
    release, address = turbine(library)
    listed(registry)
    found = checked(registry, release, address)
    assert (found.worth, found.why, found.checked_at) == (Worth.CLAIMED, Why.NO_ANSWER, None)


def test_an_address_inside_is_never_asked_for(registry: Registry, library: Library) -> None:
    """Whoever is on the list: the fences of the crawl hold."""
    with WikiPages().serve() as inside:
        inside.write("1", "Lark", "attestation")
        address = f"{inside.address}/index.php?oldid=1"
        release = library.add(claiming(address, name="Lark", version="1", repo="https://git.example.org/lark/printer"))
        listed(registry, inside.address.removeprefix("http://"))
        assert checked(registry, release, address).worth is Worth.CLAIMED
        assert inside.count == 0


def test_another_method_is_followed_at_once_and_without_one_it_is_a_claim_again(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    release, address = turbine(library)
    wiki.write("43323", "Small water turbine", "attestation")
    assert checked(registry, release, address).worth is Worth.UNKNOWN_ISSUER
    listed(registry, method="we know them")
    assert checked(registry, release, address).why is Why.NO_METHOD
    listed(registry)
    assert checked(registry, release, address).worth is Worth.CONFIRMED
    listed(registry, method="wiki revision: {name}; reviewed by five")
    assert checked(registry, release, address).why is Why.NO_WORDS
    facts = {"body": BODY, "issuer": f"{HOST}/index.php", "reason": "It is closed."}
    registry.do(standards.strike_off_issuer, "ada", Role.REGISTRAR, **facts)
    assert checked(registry, release, address).worth is Worth.UNKNOWN_ISSUER


def test_pages_and_data_show_what_it_is_worth_and_when_that_was_looked_at(
    registry: Registry, library: Library, wiki: WikiPages
) -> None:
    release, address = turbine(library)
    wiki.write("43323", "Small water turbine", "attestation")
    listed(registry)
    client = Client()
    assert "was not asked yet" in client.get(release).content.decode()
    at = checked(registry, release, address).checked_at
    assert at is not None
    for page in (release, release.partition("/-/v/")[0]):
        shown = client.get(page).content.decode()
        assert "Confirmed by en.oho.wiki/index.php." in shown
        assert "Last checked" in shown
    [told] = client.get(release, headers={"accept": "application/json"}).json()["attestations"]
    assert (told["worth"], datetime.fromisoformat(told["checked"])) == ("confirmed", at)
    graph = client.get(release, headers={"accept": "text/turtle"}).content.decode()
    assert 'oshmark:worth "confirmed"' in graph
    assert "oshmark:checkedAt" in graph
    listing = client.get("/issuers").content.decode()
    assert "wiki revision: {name}" in listing
    assert "confirmed: 1" in listing


UID = "KE000001"
CERTIFIED = "https://certification.oshwa.org/ke000001.html"


def lamp(library: Library, name: str = f"Lamp {UID}", repo: str = "https://git.example.org/wren/lamp") -> str:
    return library.add(claiming(CERTIFIED, name=name, version="1.0", repo=repo))


@pytest.mark.parametrize(
    ("said", "worth", "why"),
    [
        ({}, Worth.CONFIRMED, Why.NOTHING),
        ({"projectName": f"Lamp {UID} (revoked)"}, Worth.REVOKED, Why.WITHDRAWN),
        ({"projectName": "A tractor"}, Worth.CLAIMED, Why.OTHER_THING),
        (
            {"projectName": "A tractor", "documentationUrl": "http://www.git.example.org/wren/lamp/"},
            Worth.CONFIRMED,
            Why.NOTHING,
        ),
        ({"oshwaUid": "KE000002"}, Worth.CLAIMED, Why.NOT_THERE),
    ],
)
def test_the_registry_of_oshwa_is_asked_by_number(
    registry: Registry, library: Library, settings: Settings, said: dict[str, Any], worth: Worth, why: Why
) -> None:
    """C-18: a manifest that names its number there is held against what the registry says."""
    release = lamp(library)
    listed(registry, "certification.oshwa.org", "registry of OSHWA")
    with Oshwa([record(UID) | said], token="").serve() as fake:
        settings.STAND_INS = {"certificationapi.oshwa.org": fake.address}
        found = checked(registry, release, CERTIFIED)
    assert (found.worth, found.why) == (worth, why)


def test_without_a_token_the_registry_of_oshwa_says_nothing(
    registry: Registry, library: Library, settings: Settings
) -> None:
    release = lamp(library)
    listed(registry, "certification.oshwa.org", "registry of OSHWA")
    with Oshwa([record(UID)]).serve() as fake:
        settings.STAND_INS = {"certificationapi.oshwa.org": fake.address}
        found = checked(registry, release, CERTIFIED)
    assert (found.worth, found.why) == (Worth.CLAIMED, Why.NO_TOKEN)


@pytest.mark.parametrize(("generated", "worth"), [(True, Worth.CONFIRMED), (False, Worth.CLAIMED)])
def test_what_was_crawled_from_oshwa_answers_and_what_others_wrote_does_not(
    registry: Registry, library: Library, settings: Settings, *, generated: bool, worth: Worth
) -> None:
    settings.STAND_INS = {"certificationapi.oshwa.org": "http://127.0.0.1:9"}
    release = lamp(library)
    raw = manifest(name=f"Lamp {UID}", repo=CERTIFIED, version="1.0") + f'[oshwa]\nuid = "{UID}"\n'.encode()
    from_there = Provenance("okh.toml", CERTIFIED, registry.now, generated=generated)
    add([Submission(raw, from_there)], payloads=wiring.payloads(), actor="crawl", now=registry.now)
    listed(registry, "certification.oshwa.org", "registry of OSHWA")
    assert checked(registry, release, CERTIFIED).worth is worth


class OtherBody(Fake):
    """Another body of this software; `facts` is what it says of its one certificate."""

    facts: object = None

    def answer(self, call: Call) -> Reply:
        del call
        return json_reply(self.facts)


@pytest.mark.parametrize(
    ("facts", "worth", "why"),
    [
        ({"valid": True, "status": "active"}, Worth.CONFIRMED, Why.NOTHING),
        ({"valid": False, "status": "expired"}, Worth.EXPIRED, Why.ENDED),
        ({"valid": False, "status": "withdrawn"}, Worth.REVOKED, Why.WITHDRAWN),
        ({"valid": True, "status": "active", "version": "2.0"}, Worth.CLAIMED, Why.OTHER_THING),
        ({"valid": "yes"}, Worth.CLAIMED, Why.UNREADABLE),
    ],
)
def test_another_body_that_was_recognised_is_asked_by_its_did(
    registry: Registry, library: Library, settings: Settings, facts: dict[str, Any], worth: Worth, why: Why
) -> None:
    address = "https://other.example/certificates/K7F49XHM"
    release = library.add(claiming(address, name="Lark", version="1.0", repo="https://git.example.org/lark/printer"))
    known = {"body": BODY, "did": "did:web:other.example", "name": "Other", "reason": "Read their rules."}
    registry.do(standards.recognise_body, "eli", Role.DECISION_MAKER, **known)
    with OtherBody().serve() as fake:
        fake.facts = {"name": "Lark", "version": "1.0", **facts}
        settings.STAND_INS = {"other.example": fake.address}
        found = checked(registry, release, address)
    assert (found.worth, found.why) == (worth, why)
