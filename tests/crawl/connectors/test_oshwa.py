# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry of OSHWA."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.connector import SchemaError
from oshmark.crawl.connectors.oshwa import CONNECTOR
from oshmark.crawl.connectors.oshwa.record import CLASSES, LICENCES
from oshmark.crawl.connectors.oshwa.requests import HOST
from oshmark.crawl.task import Source, Task
from oshmark.manifest.cpc import read_cpc
from oshmark.values.licence import Openness, read_licence
from tests.crawl.connectors.drive import Run, drive, fetch
from tests.crawl.connectors.generated import read_back, response_of
from tests.fakes.oshwa import TOKEN, Registry, record

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.crawl.harvest import Harvest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PUBLIC = CONNECTOR.places[HOST]


def crawl(fake: Registry, what: str = "all", value: str = "") -> Run:
    with fake.serve():
        place = PUBLIC.at(fake.address)
        return drive(CONNECTOR, CONNECTOR.begin(Source("oshwa", what, value), place), place)


def dumped(*records: Any) -> Harvest:
    body = json.dumps(records).encode()
    return CONNECTOR.parse([Task("dump", {"url": "https://x.example/d"})], response_of(body), PUBLIC)


def table_of(**other: Any) -> dict[str, Any]:
    (found,) = dumped(record("KE000001", **other)).found
    return read_back(found)[1]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_the_last_page_is_read_though_it_is_not_full(count: int, pages: int) -> None:
    fake = Registry([record(f"KE{number:06}") for number in range(1, count + 1)], most=3, token="")
    run = crawl(fake)
    assert len(run.manifests) == count
    assert fake.count == pages
    assert run.harvest.total == count


def test_it_asks_for_as_many_as_there_may_be_and_with_a_token() -> None:
    request = CONNECTOR.ask([Task("projects", {"offset": 0})], PUBLIC)
    assert request.url == "https://certificationapi.oshwa.org/api/projects?limit=1000&offset=0"
    assert request.token == "oshwa"  # noqa: S105  the name of credentials
    with Registry([record("KE000001")]).serve() as fake:
        asked = CONNECTOR.ask([Task("projects", {"offset": 0})], PUBLIC.at(fake.address))
        assert fetch(asked).status == HTTPStatus.UNAUTHORIZED
        answer = fetch(asked, {"Authorization": f"Bearer {TOKEN}"})
    assert len(CONNECTOR.parse([Task("projects", {"offset": 0})], answer, PUBLIC).found) == 1


def test_the_number_of_the_certification_is_who_it_is() -> None:
    same = [
        record(f"KE00000{number}", documentationUrl=url)
        for number, url in enumerate(["https://a.example", "https://a.example", ""], 1)
    ]
    harvest = dumped(*same)
    assert len({one.repository for one in harvest.found}) == 3
    tables = [read_back(one)[1] for one in harvest.found]
    assert [one["oshwa"].get("documentation-url") for one in tables] == ["https://a.example", "https://a.example", None]
    assert tables[0]["repo"] == tables[0]["attestation"] == "https://certification.oshwa.org/ke000001.html"


def test_what_the_registry_attests_is_kept_under_its_own_key() -> None:
    table = table_of(
        previousVersions=["KE000007", "no number"], citations=[{"title": "A", "url": "https://a.example"}, 7]
    )
    assert table["documentation-readiness-level"] == "ODRL-3*"
    assert table["oshwa"] == {
        "uid": "KE000001",
        "certification-date": "2024-02-29",
        "country": "Kenya",
        "documentation-url": "https://workshop.example/docs",
        "project-website": "https://workshop.example/lamp",
        "hardware-license": "CERN-OHL-S-2.0",
        "software-license": "No software",
        "documentation-license": "CC BY-SA",
        "types": ["Electronics", "3D Printing"],
        "previous-versions": ["KE000007"],
        "citations": [{"title": "A", "url": "https://a.example"}],
    }
    assert table["function"] == "A lamp & a charger."
    assert "documentation-language" not in table
    assert "organization" not in table


def test_revoked_is_a_status_and_no_part_of_a_name() -> None:
    table = table_of(projectName="Lamp (Revoked)")
    assert table["name"] == "Lamp"
    assert table["oshwa"]["status"] == "revoked"
    assert "attestation" not in table
    assert "documentation-readiness-level" not in table
    assert "status" not in table_of(projectName="Revoked lamp")["oshwa"]


@pytest.mark.parametrize(("theirs", "ours"), sorted(LICENCES.items()))
def test_the_words_of_the_form_are_read(theirs: str, ours: str) -> None:
    table = table_of(hardwareLicense=theirs)
    assert table["license"] == ours
    assert table["oshwa"]["hardware-license"] == theirs
    assert read_licence(ours).openness is (Openness.UNCLEAR if ours == "NOASSERTION" else Openness.OPEN)


def test_no_version_of_a_licence_is_guessed_nor_that_of_the_documents_taken() -> None:
    assert table_of(hardwareLicense="CERN")["license"] == "CERN"
    assert read_licence("CERN").openness is Openness.UNCLEAR
    assert table_of(hardwareLicense="Other", documentationLicense="CC BY")["license"] == "NOASSERTION"
    assert "license" not in table_of(hardwareLicense="")


@pytest.mark.parametrize(
    ("primary", "additional", "code"),
    [
        ("Robotics", ["Sound"], "B25J 9/00"),
        ("Other", ["Arts", "Sound", "Space"], "H04R"),
        ("Other", ["Arts"], None),
        ("iot", [], "H04"),
        (None, None, None),
    ],
)
def test_the_first_type_that_maps_gives_the_class(primary: Any, additional: Any, code: str | None) -> None:
    assert table_of(primaryType=primary, additionalType=additional).get("cpc-patent-class") == code


def test_every_class_is_one() -> None:
    assert all(read_cpc(code) == code for code in CLASSES.values())


def test_a_company_is_an_organisation() -> None:
    assert table_of(responsiblePartyType="Company")["organization"] == "Wren Okoro"


def test_addresses_of_people_are_not_kept() -> None:
    (found,) = dumped(record("KE000001")).found
    assert b"wren@workshop.example" not in found.raw + found.record


def test_a_project_is_asked_for_by_its_page() -> None:
    fake = Registry([record("KE000001")], token="")
    run = crawl(fake, "project", "ke000001")
    assert list(run.manifests) == ["https://certification.oshwa.org/ke000001.html"]
    assert fake.requests == ["GET /api/projects/KE000001"]
    assert crawl(fake, "project", "KE999999").gone == {"https://certification.oshwa.org/ke999999.html"}
    assert CONNECTOR.begin(Source("oshwa", "project", "lamp"), PUBLIC) == ()


def test_a_dump_may_be_a_table() -> None:
    rows = 'OSHWA UID,"Project Name",Hardware License,Additional Type\r\n'
    rows += 'KE000001,"Lamp, ""big""",MIT,"Arts, Sound"\r\n,x,,\r\n'
    body = ("\ufeff" + rows).encode()
    harvest = CONNECTOR.parse([Task("dump", {"url": "https://x.example/d"})], response_of(body), PUBLIC)
    (found,) = harvest.found
    table = read_back(found)[1]
    assert (table["name"], table["license"], table["cpc-patent-class"]) == ('Lamp, "big"', "MIT", "H04R")
    assert len(harvest.faults) == 1


@pytest.mark.parametrize("body", [b"", b"a,b\n1,2", b"<html>", b"\x00", b'"' + b"x" * 200_000], ids=len)
def test_what_is_no_dump_is_said(body: bytes) -> None:
    with pytest.raises(SchemaError):
        CONNECTOR.parse([Task("dump", {"url": "https://x.example/d"})], response_of(body), PUBLIC)


def test_a_record_that_is_none_is_a_fault_and_the_others_stay() -> None:
    harvest = dumped(record("KE000001"), 7, None, {}, {"oshwaUid": "../../x"}, record("KE000002"))
    assert len(harvest.found) == 2
    assert len(harvest.faults) == 4


@pytest.mark.parametrize(
    ("address", "uid"),
    [
        ("https://certification.oshwa.org/de000108.html", "de000108"),
        ("certification.oshwa.org/DE000108", "de000108"),
        ("https://certification.oshwa.org/list.html", None),
        ("https://oshwa.example/de000108.html", None),
    ],
)
def test_an_address_names_a_certification(address: str, uid: str | None) -> None:
    page = f"https://certification.oshwa.org/{uid}.html"
    assert CONNECTOR.of_address(address) == (None if uid is None else (Task("project", {"repository": page}),))
    assert uid is None or CONNECTOR.refresh(page, PUBLIC) == Task("project", {"repository": page})


@given(
    st.dictionaries(
        st.sampled_from(sorted(record("KE000001"))), st.text() | st.integers() | st.none() | st.lists(st.text())
    )
)
def test_whatever_a_record_says_its_manifest_gives_it_back(other: dict[str, Any]) -> None:
    for found in dumped(record("KE000001") | other | {"oshwaUid": "KE000001"}).found:
        read_back(found)


@pytest.mark.corpora
def test_records_as_the_registry_gives_them(corpora: Path) -> None:
    body = (corpora / "platform-responses" / "oshwa" / "oshwa_projects.json").read_bytes()
    harvest = CONNECTOR.parse([Task("dump", {"url": "https://x.example/d"})], response_of(body), PUBLIC)
    tables = [read_back(one)[1] for one in harvest.found]
    assert [one["oshwa"]["uid"] for one in tables] == ["PL000024", "SE000004", "IT000010", "DE000108", "DE000104"]
    assert [one["license"] for one in tables] == ["CC-BY-SA-4.0", "CERN", "CERN-OHL-S-2.0", "CERN", "CERN"]
    assert {one["cpc-patent-class"] for one in tables} == {"H"}
    assert tables[3]["oshwa"]["previous-versions"] == ["DE000104"]
    assert harvest.faults == ()
