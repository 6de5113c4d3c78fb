# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages and data of what modules share: licences, processes, languages, persons and organisations."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import rdflib
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from oshmark.manifest.read import read
from oshmark.ontology.terms import PREFIXES
from oshmark.values.licence import known_ids
from oshmark.web import wiring
from oshmark.web.library.actions import allow_licence
from oshmark.web.library.merging import merge_agents
from oshmark.web.subjects import answer
from tests.made_up import manifest
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from tests.web.library_of import Library

WILMA = "/a/web/weaver.example.org~2Fwilma"
UNITED = "/a/name/github.com/Weavers%20United"
LARK = "/a/name/git.example.org/Lark%20Makers"
SUBJECTS = (
    "/licence/CERN-OHL-S-2.0",
    "/licence/MIT",
    "/licence/EUPL-1.2",
    "/process/PCB",
    "/process/3DP",
    "/process/WEL",
    "/language/en",
    "/language/en-GB",
    "/language/de",
    WILMA,
    UNITED,
    LARK,
)
INDEXES = ("/licences", "/processes", "/languages")
RDF = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt"}
REPO = "https://git.example.org/lark/"
MANIFESTS: list[bytes | str] = [
    FULL,
    manifest(name="Lark", licence="MIT OR CERN-OHL-S-2.0", repo=f"{REPO}printer", head='tsdc = ["PCB"]\n'),
    manifest(name="Wren", licence="CC-BY-SA-4.0 AND MIT", repo=f"{REPO}wren", head='tsdc = ["PCB", "XYZ"]\n'),
]


@pytest.fixture
def filled(library: Library) -> Library:
    for raw in MANIFESTS:
        library.add(raw)
    library.add(WAITING)
    library.publish()
    return library


def items(client: Client, address: str) -> list[str]:
    """The names of the modules in the JSON of a subject."""
    found = json.loads(client.get(f"{address}/-/json").content)
    assert found["modules"]["total"] == len(found["modules"]["items"])
    return [one["name"] for one in found["modules"]["items"]]


def names(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/m/[^"]+"><bdi>([^<]+)</bdi></a>', page)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/licence/CERN-OHL-S-2.0", ["Full Loom", "Lark"]),
        ("/licence/MIT", ["Lark", "Wren"]),
        ("/licence/CC-BY-SA-4.0", ["Wren"]),
        ("/licence/EUPL-1.2", []),
        ("/process/PCB", ["Full Loom", "Lark", "Wren"]),
        ("/process/3DP", ["Full Loom"]),  # of a part only
        ("/process/XYZ", ["Wren"]),
        ("/process/WEL", []),
        ("/language/en", ["Full Loom", "Lark", "Wren"]),
        ("/language/en-GB", ["Full Loom"]),
        ("/language/de", ["Full Loom"]),
        (WILMA, ["Full Loom"]),
        (UNITED, ["Full Loom"]),
        (LARK, ["Lark", "Wren"]),
    ],
)
def test_a_page_lists_the_modules_that_have_it(
    filled: Library, client: Client, address: str, expected: list[str]
) -> None:
    page = client.get(address).content.decode()
    assert names(page) == expected
    assert items(client, address) == expected


def test_the_lists_count_as_the_manifests_do(filled: Library, client: Client) -> None:
    readings = [read(raw if isinstance(raw, bytes) else raw.encode(), name="okh.toml") for raw in MANIFESTS]
    licences = Counter(one for reading in readings for one in set(reading.licence.ids))
    processes: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for reading in readings:
        found = reading.manifest
        processes.update({*found.tsdc, *(one for part in found.part for one in part.tsdc)})
        languages.update({one for tag in found.documentation_language for one in (tag, tag.partition("-")[0])})
    for path, expected in (("/licences", licences), ("/processes", processes), ("/languages", languages)):
        listed = json.loads(client.get(f"{path}/-/json").content)["items"]
        assert {one["id"]: one["modules"] for one in listed} == expected
        for one in listed:
            address = one["address"].removeprefix(SITE)
            assert len(items(client, address)) == one["modules"]
            assert f'href="{address}"' in client.get(path).content.decode()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib's reader of JSON-LD, about itself
@pytest.mark.parametrize("address", [*SUBJECTS, *INDEXES])
def test_the_graphs_of_a_subject_say_the_same(filled: Library, client: Client, address: str) -> None:
    graphs = [
        rdflib.Graph().parse(data=client.get(f"{address}/-/{name}").content, format=form) for name, form in RDF.items()
    ]
    assert len(graphs[0]) > 3
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_the_graphs_use_the_words_of_others(filled: Library, client: Client) -> None:
    graph = rdflib.Graph()
    for address in SUBJECTS:
        graph.parse(data=client.get(f"{address}/-/ttl").content, format="turtle")
    asked = graph.query(
        """
        SELECT ?name WHERE {
          ?release okh:spdxLicense ?licence ; dcterms:subject ?process ; dcterms:language ?language ;
            okh:licensor ?who ; okh:organization ?whole .
          ?here owl:sameAs ?licence ; spdx:licenseId "CERN-OHL-S-2.0" ; a spdx:ListedLicense .
          ?process a skos:Concept ; skos:exactMatch tsdc:PCB . ?language a dcterms:LinguisticSystem .
          ?who a schema:Person ; schema:name ?name . ?whole a schema:Organization .
        }""",
        initNs=PREFIXES,
    )
    assert {str(name) for row in asked.bindings for name in row.values()} == {"Wilma Weaver"}


@pytest.mark.parametrize("address", [*SUBJECTS, *INDEXES])
@pytest.mark.parametrize("form", ["", "/-/ttl", "/-/jsonld", "/-/nt", "/-/json"])
def test_headers_name_generation_state_and_other_forms(
    filled: Library, client: Client, address: str, form: str
) -> None:
    response = client.get(f"{address}{form}")
    assert response.status_code == 200
    assert response.headers["X-Oshmark-Generation"] == "1"
    assert "Accept" in response.headers["Vary"]
    assert f'<{SITE}{address}/-/nt>; rel="alternate"; type="application/n-triples"' in response.headers["Link"]
    assert (response.headers.get("Access-Control-Allow-Origin") == "*") is bool(form)
    again = client.get(f"{address}{form}", headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Oshmark-Generation"] == "1"


def test_the_state_changes_with_the_generation(filled: Library, client: Client) -> None:
    before = client.get("/process/PCB").headers["ETag"]
    filled.add(manifest(name="Finch", repo=f"{REPO}finch", head='tsdc = ["PCB"]\n'))
    filled.publish()
    after = client.get("/process/PCB", headers={"if-none-match": before})
    assert after.status_code == 200
    assert after.headers["X-Oshmark-Generation"] == "2"
    assert names(after.content.decode()) == ["Finch", "Full Loom", "Lark", "Wren"]


@pytest.mark.parametrize("address", [*SUBJECTS, *INDEXES])
def test_the_client_chooses_the_form(filled: Library, client: Client, address: str) -> None:
    response = client.get(address, headers={"accept": "application/ld+json, text/html;q=0.5"})
    assert response.headers["Content-Type"] == "application/ld+json"
    refused = client.get(address, headers={"accept": "image/png"})
    assert refused.status_code == 406
    assert f"{SITE}{address}/-/ttl" in refused.content.decode()


MISSING = (
    *("/licence/No-Such-1.0", "/licence/MIT%20OR%20CERN-OHL-S-2.0", "/licence/LicenseRef-Nobody", "/licence/a/b"),
    *("/process/NOTHING", "/process/not-stated", "/language/zu", "/language/not-stated", "/language/xx-nonsense"),
    *("/a/name/git.example.org/Nobody", "/a/name", "/a/orcid/0000-0000-0000-0000", "/a/mail/00", "/a/x/y/z"),
)


@pytest.mark.parametrize("address", MISSING)
@pytest.mark.parametrize(
    ("form", "start"), [("", "<!doc"), ("/-/ttl", "# 404"), ("/-/json", "{"), ("/-/toml", "# 404")]
)
def test_what_nobody_knows_is_404_in_the_form_that_was_asked_for(
    filled: Library, client: Client, address: str, form: str, start: str
) -> None:
    response = client.get(f"{address}{form}")
    assert response.status_code == 404
    if not address.endswith("/a/b"):
        assert response.content.decode().startswith(start)


@pytest.mark.parametrize("path", ["/licence/MIT/-/toml", "/licence/MIT/-/raw", "/licences/-/toml", "/licences/-/html"])
def test_there_is_no_manifest_of_a_subject(filled: Library, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/licence/cern-ohl-s-2.0/-/ttl", "/licence/CERN-OHL-S-2.0/-/ttl"),
        ("/licence/GPL-3.0", "/licence/GPL-3.0-only"),
        ("/process/3dp", "/process/3DP"),
        ("/process/tsdc:pcb/-/json", "/process/PCB/-/json"),
        ("/language/EN_gb", "/language/en-GB"),
        ("/language/german", "/language/de"),
    ],
)
def test_another_spelling_leads_to_the_usual_one(filled: Library, client: Client, written: str, meant: str) -> None:
    response = client.get(written)
    assert (response.status_code, response.headers["Location"]) == (301, meant)
    assert client.get(meant).status_code == 200


def test_every_listed_licence_has_a_page(filled: Library, client: Client) -> None:
    addresses = [f"/licence/{quote(one)}" for one in sorted(known_ids())]
    assert len(addresses) > 600
    assert [one for one in addresses if client.get(f"{one}/-/nt").status_code != 200] == []


def test_a_licence_is_explained_and_its_family_named(filled: Library, client: Client) -> None:
    page = unescape(client.get("/licence/CERN-OHL-S-2.0").content.decode())
    for text in (
        "<title>CERN-OHL-S-2.0 · oshmark</title>",
        "CERN Open Hardware Licence Version 2 - Strongly Reciprocal",
        "Strong copyleft",
        "May I sell what I make?",
        'href="https://spdx.org/licenses/CERN-OHL-S-2.0.html"',
        'href="/licence/CERN-OHL-W-2.0"',
        'href="/search?licence=CERN-OHL-S-2.0"',
    ):
        assert text in page
    page = client.get("/licence/CC-BY-NC-4.0").content.decode()
    assert "Why it does not count as open" in page
    assert "1 release that names it is withheld." in page
    assert "Secret Lamp" not in page


def test_withheld_licences_are_listed_with_their_reason(filled: Library, client: Client) -> None:
    page = client.get("/licences").content.decode()
    assert 'href="/licence/CC-BY-NC-4.0"' in page
    assert "does not let everybody sell the hardware" in page
    assert "Unobtainium" not in page
    assert "CC-BY-NC-4.0" not in client.get("/licences/-/json").content.decode()


def test_a_licence_that_maintainers_declared_open_says_so(library: Library, client: Client) -> None:
    library.add(manifest(name="Odd", licence="LicenseRef-Lark-Licence"))
    assert client.get("/licence/LicenseRef-Lark-Licence").status_code == 404
    allow_licence(
        "LicenseRef-Lark-Licence",
        reason="Read it: MIT in other words.",
        payloads=wiring.payloads(),
        actor="ada",
        now=NOW,
    )
    library.publish()
    page = client.get("/licence/LicenseRef-Lark-Licence").content.decode()
    assert "Read it: MIT in other words." in page
    assert "spdx.org" not in page
    assert names(page) == ["Odd"]
    graph = client.get("/licence/LicenseRef-Lark-Licence/-/ttl").content.decode()
    assert "okh:spdxLicense <#this>" in graph
    assert "spdx:ListedLicense" not in graph


def test_a_process_says_what_a_manifest_can_say_of_it(filled: Library, client: Client) -> None:
    page = client.get("/process/PCB").content.decode()
    assert "board-thickness-mm" in page
    assert "infill" not in page
    assert 'href="/process/ASM-MEC"' in client.get("/process/ASM").content.decode()
    assert 'href="/process/ASM"' in client.get("/process/ASM-MEC").content.decode()
    assert (
        "the list of DIN SPEC 3105-1 that is used here does not have it" in client.get("/process/XYZ").content.decode()
    )


def test_a_language_has_its_names_and_countries(filled: Library, client: Client) -> None:
    page = client.get("/language/de").content.decode()
    assert "<h1><bdi>German</bdi></h1>" in page
    assert '<dd lang="de"><bdi>Deutsch</bdi></dd>' in page
    assert 'href="/language/en-GB"' in client.get("/language/en").content.decode()
    graph = client.get("/language/de/-/ttl").content.decode()
    assert '"German"@en' in graph
    assert '"Deutsch"@de' in graph


def test_an_agent_has_names_roles_and_pages_and_never_a_mail_address(filled: Library, client: Client) -> None:
    page = client.get(WILMA).content.decode()
    assert "<h1><bdi>Wilma Weaver</bdi></h1>" in page
    assert 'href="https://weaver.example.org/wilma" rel="nofollow noopener noreferrer"' in page
    assert "Gives the licence" in page
    forms = ["", "/-/ttl", "/-/jsonld", "/-/nt", "/-/json"]
    assert [form for form in forms if "wilma@" in client.get(f"{WILMA}{form}").content.decode()] == []
    data = json.loads(client.get(f"{WILMA}/-/json").content)
    assert (data["kind"], data["roles"]) == ("person", {"licensor": 1})
    assert json.loads(client.get(f"{UNITED}/-/json").content)["kind"] == "organization"


def test_an_agent_whose_own_page_has_a_mail_address_in_it_has_no_page_here(library: Library, client: Client) -> None:
    head = 'licensor = [{name = "Mo", url = "https://mo.example.org/~mo@mail.example.org"}]\n'
    address = library.add(manifest(head=head, licensor="").replace(b'licensor = ""\n', b""))
    library.publish()
    assert "mo@mail" not in client.get(address).content.decode()
    assert client.get("/a/web/mo.example.org~2F~7Emo@mail.example.org").status_code == 404


def test_nobody_is_known_from_what_waits(filled: Library, client: Client) -> None:
    assert client.get("/a/name/git.example.org/Hidden%20Person").status_code == 404


def test_a_merged_agent_leads_to_the_one_that_it_is(filled: Library, client: Client) -> None:
    merge_agents(WILMA, LARK, reason="She said so in public.", actor="ada", now=NOW)
    filled.publish()
    for form in ("", "/-/ttl", "/-/json"):
        response = client.get(f"{LARK}{form}")
        assert (response.status_code, response.headers["Location"]) == (301, f"{WILMA}{form}")
    page = client.get(WILMA).content.decode()
    assert names(page) == ["Full Loom", "Lark", "Wren"]
    assert "She said so in public." in page
    assert "<li><bdi>Wilma Weaver</bdi></li>" in page
    graph = rdflib.Graph().parse(data=client.get(f"{WILMA}/-/ttl").content, format="turtle")
    same = (rdflib.URIRef(f"{SITE}{WILMA}#this"), rdflib.OWL.sameAs, rdflib.URIRef(f"{SITE}{LARK}#this"))
    assert same in graph


def test_hostile_names_and_addresses_do_no_harm(library: Library, client: Client) -> None:
    head = 'organization = [{name = "<b>Evil</b> \\u202e evil@evil.example.org", url = "javascript:alert(1)"}]\n'
    library.add(manifest(head=head))
    library.publish()
    release = client.get("/m/git.example.org/lark/printer/-/v/1.0.0").content.decode()
    [found] = set(re.findall(r'href="(/a/mail/[^"]+)"', release))
    page = client.get(found).content.decode()
    assert "&lt;b&gt;Evil&lt;/b&gt;" in page
    assert "<b>Evil" not in page
    assert "javascript:" not in page
    assert "evil@" not in page


def test_a_long_list_comes_in_pages(library: Library, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        library.add(manifest(name=f"Lark {number}", repo=f"{REPO}printer-{number}"))
    library.publish()
    monkeypatch.setattr(answer, "PAGE_SIZE", 2)
    monkeypatch.setattr(answer, "MAX_RECORDS", 2)
    seen: list[str] = []
    for number in (1, 2, 3):
        page = client.get(f"/language/en?page={number}").content.decode()
        data = json.loads(client.get(f"/language/en/-/json?page={number}").content)["modules"]
        assert names(page) == [one["name"] for one in data["items"]]
        assert data["total"] == 5
        assert data["next"] == (f"{SITE}/language/en/-/json?page={number + 1}" if number < 3 else None)
        seen += names(page)
    assert seen == [f"Lark {number}" for number in range(5)]
    graph = client.get("/language/en/-/ttl").content.decode()
    assert f"hydra:next <{SITE}/language/en/-/ttl?page=2>" in graph
    assert client.get("/language/en?page=4").status_code == 404
    assert client.get("/language/en/-/json?page=4").status_code == 404
    assert client.get("/language/en?page=x").status_code == 400
    assert client.get("/language/en?page=999999").status_code == 404
    assert client.get("/language/en/-/json?page=999999").status_code == 404


def test_only_the_latest_release_of_a_module_is_listed(filled: Library, client: Client) -> None:
    filled.add(
        FULL.replace('"2.1.0"', '"2.2.0"').replace("CERN-OHL-S-2.0", "EUPL-1.2").replace("Weavers United", "New")
    )
    filled.publish()
    assert names(client.get("/licence/EUPL-1.2").content.decode()) == ["Full Loom"]
    page = client.get(UNITED).content.decode()
    assert names(page) == []
    assert "Only older releases name them" in page


def test_an_empty_library_has_lists_and_licences(library: Library, client: Client) -> None:
    for path in (*INDEXES, "/licence/MIT", "/process/PCB"):
        for form in ("", "/-/ttl", "/-/json"):
            response = client.get(f"{path}{form}")
            assert response.status_code == 200
            assert response.headers["X-Oshmark-Generation"] == "0"


def test_pages_of_modules_lead_to_what_they_share(filled: Library, client: Client) -> None:
    page = client.get("/m/github.com/weaver/loom/-/v/2.1.0").content.decode()
    for address in ("/licence/CERN-OHL-S-2.0", "/process/PCB", "/process/3DP", "/language/en-GB", WILMA, UNITED):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    hits = client.get("/search?q=lark").content.decode()
    assert '<a href="/licence/MIT">MIT</a> OR <a href="/licence/CERN-OHL-S-2.0">CERN-OHL-S-2.0</a>' in hits


PIECES = st.one_of(
    st.sampled_from(
        ["-", "ttl", "json", "nt", "raw", "toml", "a", "web", "name", "mail", "orcid", "licence", "process"]
    ),
    st.sampled_from(["MIT", "mit", "PCB", "en-GB", "EN", "not-stated", "..", ".", "", "~", "~00", "~2F", "language"]),
    st.sampled_from(
        ["weaver.example.org~2Fwilma", "github.com", "Weavers United", "licences", "x" * 3000, "💡", "\u202e"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.sampled_from(["licence", "process", "language", "a", "licences", "processes", "languages"]),
    steps=st.lists(PIECES, max_size=5),
    accept=st.text(alphabet=string.printable, max_size=40),
    page=st.one_of(st.just(""), st.text(max_size=8), st.sampled_from(["0", "2", "-1", "333", "334", "10", "11"])),
)
@example(first="a", steps=["name"], accept="", page="")
@example(first="licence", steps=["~00"], accept="text/turtle", page="")
@example(first="language", steps=["\x00"], accept="", page="\x00")
def test_no_address_is_a_fault_of_ours(visitor: Client, first: str, steps: list[str], accept: str, page: str) -> None:
    path = "/" + "/".join(quote(step.encode("utf-8", "replace"), safe="") for step in (first, *steps))
    clean = "".join(letter for letter in accept if letter.isprintable())
    response = visitor.get(f"{path}?page={quote(page.encode('utf-8', 'replace'))}", headers={"accept": clean})
    assert response.status_code in (200, 301, 400, 404, 406)
    if response.status_code == 301:
        assert response.headers["Location"].startswith("/")
        assert not response.headers["Location"].startswith("//")


@pytest.fixture
def visitor(filled: Library) -> Client:
    return Client(raise_request_exception=False)
