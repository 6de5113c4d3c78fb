# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from oshmark.cli.manifest import command
from oshmark.manifest.mend import mend
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from django.test import Client

    class Answer(Protocol):
        """An answer of the test client."""

        content: bytes


BROKEN = """okhv = "OKH-LOSHv1.0"
# the lamp of our workshop
name = “Heron lamp”
repo = "https://git.example.org/heron/lamp"
version = 1.0.0
licence = "CERN-OHL-S-2.0"
licensor = "Ada","Bob"
documentation-language = "en"
function = "A lamp that bends its neck."
"""
YAML = "title: Heron lamp\nlicense:\n  hardware: CC-BY-SA-4.0\nlicensor: Ada\nintended-use: reading\n"
JSON = '{"okhv": "OKH-LOSHv1.0", "name": "Heron lamp", "license": "MIT"}'


def seen(response: Answer) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


def upload(content: bytes, name: str = "okh.toml") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content), "text": ""}


def test_the_form_is_there_and_leads_to_writing(client: Client) -> None:
    page = client.get("/check").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'href="/write"' in page
    assert 'href="/check"' in client.get("/write").content.decode()
    assert 'href="/check"' in client.get("/").content.decode()


def test_a_broken_manifest_is_explained_and_corrected(client: Client) -> None:
    response = client.post("/check", {"text": BROKEN})
    text = seen(response)
    assert response.status_code == 200
    assert "This cannot be read yet" in text
    assert "line 7, column 17" in text
    assert "Download the corrected okh.toml" in text
    raw = re.search('name="raw" value="([^"]*)"', response.content.decode())
    assert raw is not None
    corrected = client.post("/check/corrected", {"raw": raw[1], "name": ""})
    assert corrected.headers["Content-Disposition"] == 'attachment; filename="okh.toml"'
    assert corrected.content.decode() == mend(BROKEN.encode()).text
    assert "# the lamp of our workshop" in corrected.content.decode()
    assert "No errors" in seen(client.post("/check", {"text": corrected.content.decode()}))


def test_a_good_manifest_shows_licence_completeness_and_what_the_library_would_do(client: Client) -> None:
    text = seen(client.post("/check", upload(FULL.encode(), "my loom.toml")))
    assert "my loom.toml" in text
    assert "% complete" in text
    assert "would take it in" in text
    assert "Your licence in plain words" in text


def test_a_licence_that_is_not_open_keeps_a_manifest_out_and_it_is_said_why(client: Client) -> None:
    text = seen(client.post("/check", {"text": FULL.replace("CERN-OHL-S-2.0", "CC-BY-NC-4.0")}))
    assert "would not take it in yet" in text
    assert "This licence is not open" in text


def test_what_is_missing_is_listed_with_what_to_write(client: Client) -> None:
    text = seen(client.post("/check", {"text": 'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\n'}))
    assert "errors to mend" in text
    assert "it does not say where its repository is" in text
    assert 'version = "1.0.0"' in text


@pytest.mark.parametrize(
    ("content", "name", "dialect"),
    [(YAML, "okh.yml", "OKHv1.0"), (JSON, "okh.json", "OKH-LOSHv1.0"), (FULL, "okh.toml", "OKH-LOSHv1.0")],
)
def test_all_syntaxes_are_read_and_the_name_decides(client: Client, content: str, name: str, dialect: str) -> None:
    response = client.post("/check", upload(content.encode(), name), headers={"accept": "application/json"})
    [found] = json.loads(response.content)
    assert (found["path"], found["dialect"], found["readable"]) == (name, dialect, True)


@pytest.mark.parametrize(("syntax", "text"), [("yaml", YAML), ("json", JSON), ("toml", FULL), ("", YAML)])
def test_pasted_text_can_be_told_what_it_is(client: Client, syntax: str, text: str) -> None:
    response = client.post("/check", {"text": text, "syntax": syntax}, headers={"accept": "application/json"})
    assert json.loads(response.content)[0]["readable"] is True


@pytest.mark.parametrize("content", [FULL, BROKEN, YAML, FULL.replace("name", "Name")])
def test_programs_get_what_the_command_line_says(client: Client, tmp_path: Path, content: str) -> None:
    path = tmp_path / ("okh.yml" if content == YAML else "okh.toml")
    path.write_text(content)
    said = json.loads(CliRunner().invoke(command, ["check", "--json", str(path)]).stdout)
    fields = upload(content.encode(), path.name)
    response = client.post("/check", fields, headers={"accept": "application/json"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content) == [{**said[0], "path": path.name}]


def test_programs_can_send_the_bytes_alone(client: Client) -> None:
    for kind in ("application/toml", "application/x-www-form-urlencoded"):
        response = client.post(
            "/check?name=okh.toml", FULL.encode(), content_type=kind, headers={"accept": "application/json"}
        )
        assert json.loads(response.content)[0]["name"] == "Full Loom"


def test_a_browser_on_another_site_may_ask(client: Client) -> None:
    response = client.options("/check")
    assert response.status_code == 204
    assert "POST" in response.headers["Access-Control-Allow-Methods"]


def test_nobody_is_asked_for_a_token_and_nobody_gets_a_cookie() -> None:
    from django.test import Client as Visitor  # noqa: PLC0415  beside the fixture of the same name

    response = Visitor(enforce_csrf_checks=True).post("/check", {"text": FULL})
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


def test_only_our_own_scripts_run(client: Client) -> None:
    for path in ("/check", "/write"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        page = client.get(path).content.decode()
        assert re.findall(r"<script(?![^>]* src=\"/static/)", page) == []
        assert re.findall(r"\son\w+=|\sstyle=", page) == []


def test_texts_of_strangers_are_shown_as_text(client: Client) -> None:
    evil = 'okhv = "OKH-LOSHv1.0"\nname = "<script>alert(1)</script>"\n"<b>key</b>" = "\u202e</textarea><i>"\n'
    page = client.post("/check", {"text": evil}).content.decode()
    assert "<script>alert" not in page
    assert "<b>key" not in page
    assert "</textarea><i>" not in page
    assert "&lt;U+202E&gt;" in page


def test_line_ends_and_encoding_of_a_file_survive_the_way_back(client: Client) -> None:
    raw = b'okhv = "OKH-LOSHv1.0"\r\nname = "L\xe4mp"\r\nlicence = "MIT"\r\n'
    page = client.post("/check", upload(raw)).content.decode()
    field = re.search('name="raw" value="([^"]*)"', page)
    assert field is not None
    corrected = client.post("/check/corrected", {"raw": field[1], "name": "okh.toml"}).content
    assert corrected == 'okhv = "OKH-LOSHv1.0"\r\nname = "Lämp"\r\nlicense = "MIT"\r\n'.encode()


def test_a_file_name_cannot_break_the_header(client: Client) -> None:
    name = 'x"\r\nSet-Cookie: a=b;.toml'
    field = {"text": BROKEN, "raw": "", "name": name}
    response = client.post("/check/corrected", {**field, "raw": "bmFtZSA9IFhZWgo="})
    assert "Set-Cookie" not in response.headers
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', response.headers["Content-Disposition"])


def test_what_is_too_large_is_refused_in_words(client: Client) -> None:
    huge = "#" * 2_000_000
    for fields in ({"text": huge}, upload(huge.encode())):
        response = client.post("/check", fields)
        assert response.status_code == 413
        assert "This is too large." in seen(response)
    assert client.post("/check", upload(b"#" * 800_000)).status_code == 413
    answer = client.post("/check", {"text": huge}, headers={"accept": "application/json"})
    assert (answer.status_code, json.loads(answer.content)["status"]) == (413, 413)


HOSTILE = {
    "empty": b"",
    "blank": b" \n\t ",
    "nothing of a manifest": b'colour = "red"\n',
    "NUL": b'name = "a\0b"\n',
    "control characters": b'name = "a\x07\x1b[31m"\n',
    "bad UTF-8": b'name = "\xff\xfe\xc3"\n',
    "UTF-16": 'name = "Lamp"\n'.encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "nested brackets": b"x = " + b"[" * 5000 + b"]" * 5000,
    "nested keys": b"a." * 3000 + b"b = 1",
    "nested YAML": b"a: " + b"{b: " * 3000,
    "YAML bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nname: lamp\nd: [*c,*c]\n",
    "a huge number": b'name = "x"\nmass = ' + b"9" * 5000,
    "many parts": b'name = "x"\n' + b'[[part]]\nname = "y"\n' * 20_000,
    "one long line": b'name = "' + b"x" * 600_000 + b'"',
    "many lines to mend": b'name = "x"\n' + "k = “v”\n".encode() * 300,
    "only line ends": b"\r" * 5000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["okh.toml", "okh.yml", "x.json", ""])
def test_nothing_that_is_sent_breaks_the_page(client: Client, content: bytes, name: str) -> None:
    fields = upload(content, name) if name else {"text": content.decode("latin-1")}
    assert client.post("/check", fields).status_code in (200, 400)
    assert client.post("/check", fields, headers={"accept": "application/json"}).status_code in (200, 400)
    assert client.post("/write", {**fields, "go": "load"}).status_code in (200, 400, 413, 422)


@pytest.mark.parametrize("raw", ["%%%", "bmF", "\0", "é", "iVBORw0KGgo="])
def test_a_damaged_field_is_refused(client: Client, raw: str) -> None:
    assert client.post("/check/corrected", {"raw": raw, "name": "okh.toml"}).status_code in (400, 422)
    assert client.post("/check", {"raw": raw}).status_code in (200, 400)


def test_broken_requests_are_refused(client: Client) -> None:
    kinds = (
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "text/plain",
    )
    for path in ("/check", "/check/corrected", "/write", "/write/findings", "/write/file"):
        for kind in kinds:
            assert client.post(path, b"\xff--x\r\n\0", content_type=kind).status_code < 500
        assert client.post(path, {str(n): "x" for n in range(1100)}).status_code in (400, 413)
        assert client.put(path, b"x").status_code == 405
    for path in ("/check/corrected", "/write/findings", "/write/file"):
        assert client.get(path).status_code == 405
