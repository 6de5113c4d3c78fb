# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from oshmark.library.payload import Provenance
from oshmark.values.iri import ModuleId
from oshmark.web import wiring
from oshmark.web.library.models import Module, Release
from tests.made_up import manifest
from tests.web.library_of import NOW
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from tests.web.library_of import Library

NASTY = [
    "1/2", "a/b/c", "/", "//", "a@b", "#1", "a#b", "1?x=y", "?", "50%", "%", "%2F", "%25", "%zz", ".", "..",
    "...", "v1.json", "1.0.ttl", "raw", "-", "--", "~", "~2F", "v", "in", "part", "1.0 beta", " ", "a\\b", "é",
    "日本語", "Ω≈ç", "١.٢", "a;b=c", "a&b", "a+b", "'\"", "<b>", "a:b", "*", "(1)", "\u202e1", "💡", "1\t2", "e\u0301",
    "x" * 300,
]  # fmt: skip
FORMS = ("", "/-/ttl", "/-/json", "/-/raw")


def put(module: ModuleId, version: str) -> str:
    """A release with any names at all, past the rules for what a manifest may say."""
    digest = wiring.payloads().put(manifest())
    row = Module.objects.create(address=module.address, host=module.host, path=module.path, folder=module.folder)
    release = Release.objects.create(
        module=row,
        address=module.release(version),
        version=version,
        state=Release.ADMITTED,
        digest=digest,
        name="Lark",
        licence="CERN-OHL-S-2.0",
        licence_class="strong-copyleft",
        openness="open",
        reason="",
        completeness=50,
        latest=True,
        decided_at=NOW,
        decided_by=1,
        touched=1,
        provenance=msgspec.json.encode(Provenance("okh.toml", "okh.toml", NOW)).decode(),
    )
    return release.address


def test_there_are_more_than_forty_nasty_names() -> None:
    assert len(set(NASTY)) == len(NASTY) >= 40


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_version_goes_out_and_comes_back(library: Library, client: Client, name: str) -> None:
    address = put(ModuleId("git.example.org", "lark/printer"), name)
    page = client.get("/m/git.example.org/lark/printer").content.decode()
    found = re.search(r'<table class="versions".*?href="([^"]+)"', page, re.DOTALL)
    assert found is not None
    assert client.get(found[1].replace("&#x27;", "'").replace("&amp;", "&")).status_code == 200
    for form in FORMS:
        assert client.get(f"{address}{form}").status_code == 200


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_path_and_folder_go_out_and_come_back(library: Library, client: Client, name: str) -> None:
    module = ModuleId("git.example.org", f"lark/{name.replace('/', '_')}", f"hardware/{name.replace('/', '_')}")
    address = put(module, name)
    assert client.get(module.address).status_code == 200
    for form in FORMS:
        assert client.get(f"{address}{form}").status_code == 200


def test_a_version_that_ends_like_a_form_is_not_taken_for_it(library: Library, client: Client) -> None:
    address = put(ModuleId("git.example.org", "lark/printer"), "v1.json")
    response = client.get(address)
    assert response.headers["Content-Type"].startswith("text/html")


def test_another_spelling_of_a_repository_leads_to_the_module(library: Library, client: Client) -> None:
    address = library.add(FULL)
    response = client.get("/m/github.com/Weaver/Loom/-/v/2.1.0/-/ttl")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{address}/-/ttl"
    assert client.get("/m/github.com/Weaver/Loom").headers["Location"] == "/m/github.com/weaver/loom"
    assert client.get("/m/github.com/Weaver/Spindle").status_code == 404
    nasty = client.get("/m/github.com/Weaver/Loom/-/v/1~2F2%C3%A9/-/part/a%20b").headers["Location"]
    assert nasty == "/m/github.com/weaver/loom/-/v/1~2F2%C3%A9/-/part/a%20b"


PIECES = st.one_of(
    st.sampled_from(
        ["-", "v", "in", "part", "raw", "ttl", "json", "nt", "m", "search", "quarantine", "ns", "github.com"]
    ),
    st.sampled_from(
        ["weaver", "loom", "2.1.0", "shuttle", "git.example.org", "secret", "lamp", "7.7.7", "", ".", "..", "~2F"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(PIECES, max_size=9), accept=st.one_of(st.just(""), st.text(alphabet=string.printable, max_size=60))
)
@example(steps=["m", "github.com", "weaver", "loom", "-", "v", "2.1.0", "-", "part", "shuttle"], accept="text/turtle")
def test_no_address_is_a_fault_of_ours(filled: Client, steps: list[str], accept: str) -> None:
    path = "/" + "/".join(quote(step.encode("utf-8", "replace"), safe="") for step in steps)
    clean = "".join(letter for letter in accept if letter.isprintable())
    response = filled.get(path, headers={"accept": clean})
    assert response.status_code in (200, 301, 404, 406)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parameters=st.lists(
        st.tuples(
            st.sampled_from(["q", "page", "licence_class", "licence", "language", "host", "x"]),
            st.one_of(
                st.text(max_size=40), st.sampled_from(["1", "0", "-1", "2", "500", "501", "1e9", "(" * 4000, '"', "*"])
            ),
        ),
        max_size=8,
    ),
    path=st.sampled_from(["/search", "/quarantine"]),
)
def test_no_query_is_a_fault_of_ours(filled: Client, parameters: list[tuple[str, str]], path: str) -> None:
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in parameters)
    assert filled.get(f"{path}?{query}").status_code in (200, 400, 404)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.binary(max_size=40))
def test_no_bytes_are_a_fault_of_ours(filled: Client, path: bytes) -> None:
    response = filled.get("/m/" + "".join(f"%{byte:02X}" for byte in path))
    assert response.status_code in (200, 301, 404)


@pytest.fixture
def filled(library: Library) -> Client:
    library.add(FULL)
    library.add(WAITING)
    library.publish()
    return Client(raise_request_exception=False)
