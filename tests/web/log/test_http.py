# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log over HTTP, verified by a program that shares no code with ours."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters import remote_log
from oshmark.credential.checkpoints import cosign, read_checkpoint, witnessed
from oshmark.credential.merkle import check_consistency
from oshmark.credential.notes import WITNESS, Note, check_signed, public_key, read_key
from oshmark.errors import OshmarkError
from oshmark.library.payload import Provenance
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.audit import models
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.library.actions import Submission, add
from oshmark.web.library.withdrawing import withdraw
from tests.made_up import manifest
from tests.web.audit.conftest import NOW, ORIGIN, add_events, add_person, later
from tests.web.log import independent

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

PRIVATE = bytes(range(32))


@pytest.fixture
def signed_log(log_of_a_site: None) -> None:
    """300 events, the first 200 and all of them signed."""
    add_events(200)
    sign_checkpoint(now=later(1))
    add_events(100, now=later(2))
    sign_checkpoint(now=later(3))


def data(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def checkpoint(client: Client) -> tuple[str, int, bytes]:
    [key] = data(client, "/log/keys")["keys"]
    return independent.open_checkpoint(client.get("/log/checkpoint").content.decode(), key["key"])


def all_entries(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    path: str | None = "/log/entries"
    while path:
        page = data(client, path)
        found += page["entries"]
        path = page["next"] and page["next"].removeprefix("https://library.example.org")
    return found


def test_a_stranger_can_work_out_what_was_signed(signed_log: None, client: Client) -> None:
    entries = all_entries(client)
    assert [entry["number"] for entry in entries] == list(range(1, 301))
    before = "0" * 64
    for entry in entries:
        if "withheld" not in entry:
            assert independent.event_hash(entry) == entry["hash"]
        assert entry["before"] == before
        before = entry["hash"]
    assert checkpoint(client) == (ORIGIN, 300, independent.root([independent.leaf(one["hash"]) for one in entries]))


def test_tiles_and_bundles_hold_the_same_tree(signed_log: None, client: Client) -> None:
    tiles = [client.get(f"/log/tile/0/{end}").content for end in ("000", "001.p/44")]
    leaves = [raw[place : place + 32] for raw in tiles for place in range(0, len(raw), 32)]
    entries = [
        entry
        for end in ("000", "001.p/44")
        for entry in independent.bundle(client.get(f"/log/tile/entries/{end}").content)
    ]
    assert [independent.sha256(b"\0", entry) for entry in entries] == leaves
    assert checkpoint(client)[2] == independent.root(leaves)
    assert client.get("/log/tile/1/000.p/1").content == independent.root(leaves[:256])
    response = client.get("/log/tile/0/000")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "end",
    [
        *(
            "0/001",
            "0/001.p/45",
            "0/002",
            "0/000.p/0",
            "0/000.p/256",
            "0/0",
            "0/x000/000",
            "00/000",
            "1/000",
            "1/000.p/2",
        ),
        *("2/000.p/1", "8/000.p/1", "63/000", "entries/001", "entries/002.p/1", "entries/1", "0/000.p/01", "9/999.p/1"),
    ],
)
def test_what_no_checkpoint_covers_is_not_there(signed_log: None, client: Client, end: str) -> None:
    assert client.get(f"/log/tile/{end}").status_code == 404


def test_events_that_are_not_signed_yet_are_in_no_tile(signed_log: None, client: Client) -> None:
    add_events(1, now=later(4))
    assert client.get("/log/tile/0/001.p/45").status_code == 404
    assert client.get("/log/tile/0/001.p/44").status_code == 200
    assert data(client, "/log/entries/301")["number"] == 301


@pytest.mark.parametrize(("number", "size"), [(1, None), (300, None), (257, None), (200, 200), (7, 13), (1, 1)])
def test_a_proof_of_inclusion_leads_to_the_root(
    signed_log: None, client: Client, number: int, size: int | None
) -> None:
    given = f"&size={size}" if size else ""
    found = data(client, f"/log/proof/inclusion?number={number}{given}")
    entry = data(client, f"/log/entries/{number}")
    leaf = independent.leaf(entry["hash"])
    root = independent.root_by_path(number - 1, found["size"], leaf, [b64decode(one) for one in found["proof"]])
    assert (found["leaf_hash"], found["event_hash"]) == (leaf.hex(), entry["hash"])
    assert root == b64decode(found["root"])
    assert root == independent.root([independent.leaf(one["hash"]) for one in all_entries(client)[: found["size"]]])
    assert (found["checkpoint"] is None) == (found["size"] not in (200, 300))


def test_a_proof_can_be_had_as_one_text_that_needs_nothing_else(signed_log: None, client: Client) -> None:
    head, note = client.get("/log/proof/inclusion?number=42&form=text").content.decode().split("\n\n", 1)
    kind, index, *proof = head.split("\n")
    assert (kind, index) == ("c2sp.org/tlog-proof@v1", "index 41")
    [key] = data(client, "/log/keys")["keys"]
    _origin, size, root = independent.open_checkpoint(note, key["key"])
    leaf = independent.leaf(data(client, "/log/entries/42")["hash"])
    assert independent.root_by_path(41, size, leaf, [b64decode(one) for one in proof]) == root


@pytest.mark.parametrize(("old", "new"), [(200, 300), (1, 300), (256, 300), (299, 300), (3, 7), (300, 300), (4, 4)])
def test_a_proof_of_consistency_leads_to_both_roots(signed_log: None, client: Client, old: int, new: int) -> None:
    found = data(client, f"/log/proof/consistency?old={old}&new={new}")
    leaves = [independent.leaf(one["hash"]) for one in all_entries(client)]
    roots = independent.root(leaves[:old]), independent.root(leaves[:new])
    proof = [b64decode(one) for one in found["proof"]]
    assert independent.roots_by_path(old, new, proof, roots[0]) == roots
    assert (b64decode(found["old_root"]), b64decode(found["root"])) == roots


@pytest.mark.parametrize(
    "path",
    [
        *(
            "inclusion",
            "inclusion?number=0",
            "inclusion?number=301",
            "inclusion?number=x",
            "inclusion?number=1&size=301",
        ),
        *("inclusion?number=5&size=4", "inclusion?number=1&size=7&form=text", "inclusion?number=-1", "consistency"),
        *("consistency?old=301", "consistency?old=5&new=4", "consistency?old=1&new=999999", "consistency?old=١"),
    ],
)
def test_a_question_without_an_answer_is_told_so(signed_log: None, client: Client, path: str) -> None:
    response = client.get(f"/log/proof/{path}")
    assert response.status_code == 400
    assert json.loads(response.content)["detail"]


def test_an_empty_log_says_so(log_of_a_site: None, client: Client) -> None:
    assert client.get("/log").status_code == 200
    assert client.get("/log/checkpoint").status_code == 404
    assert data(client, "/log/entries") == {"size": 0, "entries": [], "next": None}
    assert client.get("/log/proof/inclusion?number=1").status_code == 400
    assert client.get("/log/entries/1").status_code == 404


def test_the_page_shows_the_newest_events_and_pages_through_them(signed_log: None, client: Client) -> None:
    first = client.get("/log").content.decode()
    assert 'id="event-300"' in first
    assert 'id="event-260"' not in first
    assert 'id="event-260"' in client.get("/log?page=2").content.decode()
    assert 'id="event-1"' in client.get("/log?page=8").content.decode()
    assert client.get("/log?page=9").status_code == 404
    assert client.get("/log?page=x").status_code == 404
    assert "https://library.example.org/log --against" in first


def test_what_the_log_says_of_a_person_is_on_no_page(log_of_a_site: None, client: Client) -> None:
    add_person("p1", "Wilma")
    sign_checkpoint(now=later(1))
    for path in ("/log", "/log/entries", "/log/entries/1"):
        assert b"Wilma" not in client.get(path).content


def test_paths_of_a_machine_addresses_and_withdrawn_content_are_withheld(library: Library, client: Client) -> None:
    library.add(manifest(name="Crane"), origin="/home/wilma/secret/okh.toml")
    refused = Submission(b"no manifest", Provenance("okh.toml", "/home/wilma/other/okh.toml", NOW))
    add([refused], payloads=wiring.payloads(), actor="t", now=NOW)
    library.add(
        manifest(repo="https://git.example.org/a/mail", name="by wilma@example.org"), origin="https://example.org/x"
    )
    library.add(manifest(repo="https://git.example.org/gone/one", name="Forbidden"), origin="https://example.org/y")
    withdraw(
        "https://git.example.org/gone", Why.TAKEDOWN, reason="r", payloads=wiring.payloads(), actor="t", now=later(1)
    )
    whole = b"".join(client.get(path).content for path in ("/log", "/log/entries"))
    assert [word for word in (b"/home/wilma", b"wilma@example.org", b"Forbidden") if word in whole] == []
    entries = data(client, "/log/entries")["entries"]
    assert [sorted(entry["withheld"]) if "withheld" in entry else None for entry in entries] == [
        ["data.provenance.origin"],
        ["data.provenance.origin", "subject"],
        ["data.name"],
        ["data.name", "data.provenance", "data.reason"],
        None,
    ]
    assert [entry["number"] for entry in entries if independent.event_hash(entry) == entry["hash"]] == [5]


def test_our_own_command_verifies_what_is_published(signed_log: None, client: Client) -> None:
    def fetch(path: str) -> bytes:
        return bytes(client.get(f"/log/{path}").content)

    [key] = data(client, "/log/keys")["keys"]
    older = models.Checkpoint.objects.get(size=200).note.encode()
    verified = remote_log._verify(fetch, [read_key(key["key"])], older)
    assert (verified.origin, verified.size, verified.grew_from) == (ORIGIN, 300, 200)
    assert 0 < verified.withheld < 300


@pytest.mark.parametrize("spoiled", ["entries", "checkpoint", "keys"])
def test_our_own_command_refuses_what_does_not_fit(signed_log: None, client: Client, spoiled: str) -> None:
    changes = {"entries": (b'"reason": "\xc3\xbc 3"', b'"reason": "other"'), "checkpoint": (b"\n300\n", b"\n299\n")}
    old, new = changes.get(spoiled, (b'"key"', b'"kee"'))

    def fetch(path: str) -> bytes:
        content = bytes(client.get(f"/log/{path}").content)
        assert old in content or not path.startswith(spoiled) or "after=2" in path
        return content.replace(old, new) if path.startswith(spoiled) else content

    with pytest.raises(OshmarkError):
        remote_log._verify(fetch, [], None)


def post(client: Client, body: str | bytes) -> tuple[int, str]:
    response = client.post("/log/add-cosignature", body, content_type="text/plain")
    return response.status_code, response.content.decode()


def test_a_witness_comes_and_goes(signed_log: None, client: Client, settings: Settings) -> None:
    witness = public_key("witness.example.org", PRIVATE, WITNESS)
    settings.WITNESSES = [witness.text]
    key = read_key(data(client, "/log/keys")["keys"][0]["key"])
    seen_size, seen_root = 200, b64decode(data(client, "/log/proof/consistency?old=200")["old_root"])

    note, said = read_checkpoint(client.get("/log/checkpoint").content)
    check_signed(note, key)
    proof = data(client, f"/log/proof/consistency?old={seen_size}&new={said.size}")["proof"]
    check_consistency(seen_size, said.size, seen_root, said.root, [b64decode(one) for one in proof])
    line = cosign(note, witness.name, PRIVATE, now=later(4))
    assert post(client, Note(note.text, (line,)).written()) == (200, "Kept: witness.example.org\n")

    shown, _said = read_checkpoint(client.get("/log/checkpoint").content)
    assert list(witnessed(shown, [witness])) == [witness]
    assert "witness.example.org" in client.get("/log").content.decode()
    assert data(client, "/log/keys")["witnesses"] == [witness.text]
    add_events(1, now=later(5))
    sign_checkpoint(now=later(6))
    assert witnessed(read_checkpoint(client.get("/log/checkpoint").content)[0], [witness]) == {}


def test_nothing_but_a_cosignature_of_a_listed_witness_is_taken(
    signed_log: None, client: Client, settings: Settings
) -> None:
    witness = public_key("witness.example.org", PRIVATE, WITNESS)
    note, _said = read_checkpoint(client.get("/log/checkpoint").content)
    body = Note(note.text, (cosign(note, witness.name, PRIVATE, now=later(4)),)).written()
    assert post(client, body)[0] == 422
    settings.WITNESSES = [witness.text]
    forged = Note(note.text, (cosign(note, witness.name, bytes(32), now=later(4)),)).written()
    assert post(client, forged)[0] == 422
    assert post(client, body.replace("\n300\n", "\n301\n"))[0] == 422
    assert post(client, body[:-10] + "\n")[0] == 400
    assert post(client, "nonsense")[0] == 400
    assert post(client, b"\xff")[0] == 400
    assert post(client, "x" * 20_000)[0] == 413
    assert client.get("/log/add-cosignature").status_code == 405
    assert post(client, body)[0] == 200
