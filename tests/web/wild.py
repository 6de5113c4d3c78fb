# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What strangers send: queries, headers and bodies of every kind, as strategies."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import strategies as st

from oshmark.manifest.fields import MODULE
from oshmark.web.library.search_facets import FACETS
from oshmark.web.linkeddata.negotiation import NEGOTIATED
from tests.web.manifests import FULL

SCRIPT = "<script>alert('fuzz')</script>"
NASTY = (
    *("", ".", "..", "...", "~", "~2F", "~zz", "~00", "-", "/-/", "/-/v/", "/-/part/", "//", "\\", "%", "%2F", "%zz"),
    *("\x00", "\r\nX-Bad: 1", "\n", "\t", "\x1b[2J", "\x7f", "\x85", " ", "#", "?", ";", "&", "=", "+", "[", "]"),
    *("é", "日本語", "١.٢", "💡", "e\u0301", "\u202egnp.exe", "\u200f", "\u2066", "\ufeff", "\ud800", "\udfff\ud800"),
    *(SCRIPT, f'">{SCRIPT}', "' onload=alert(1) '", "javascript:alert(1)", "{% load i18n %}", "{{ 7 }}", "=1+1"),
    *("0", "1", "-1", "00", "9" * 30, "1e9", "NaN", "true", "null", "[]", "a" * 5_000, "/" * 5_000, "\uffff"),
    *("not-stated", "jsonld", "ttl", "raw", "gen-1"),
)
WORDS = st.one_of(st.sampled_from(NASTY), st.text(alphabet=st.characters(), max_size=12))
"""Texts, with halves of pairs of UTF-16 among them."""

NAMES = (
    *(facet.name for facet in FACETS),
    *("q", "page", "sort", "query", "format", "example", "update", "default-graph-uri", "name", "ending", "nobody"),
)
BOXES = (
    *("go", "draft", "step", "visited", "part", "raw", "text", "name", "syntax", "file", "query", "format", "nobody"),
    *(f"{scope}.{field.key}" for scope in ("f", "p") for field in MODULE),
    *("f.license.other", "f.mass.value", "f.mass.unit", "f.outer-dimensions.width", "f.outer-dimensions.unit"),
    "drop.f.name",
)
WRITTEN = (
    *("next", "back", "begin", "load", "step-3", "step-99", "part-0", "part-999999", "add-part", "drop-part-0", "true"),
    *('name = "a"\n[[part]]\nname = "b"', "[" * 500, "a = " + "[" * 5_000, "a: &a [*a, *a]", "x = 1\nx = 2", '{"a":'),
    *("QUJD", "====", "okh.toml", "../../etc/passwd", "toml", "yaml", "csv", "ASK {}", "SELECT * {", "x" * 20_000),
    *("part = 3", 'part = "x"', "part = [1, 2]", 'f = 2026-01-01\n[mass]\nvalue = "x"', "mass = 1e999", "7", "1,2,,x"),
    FULL,
)
TYPES = (
    *("application/x-www-form-urlencoded", "application/json", "application/sparql-query", "text/plain", "text/turtle"),
    *("application/sparql-update", "multipart/form-data", "multipart/form-data; boundary=", MULTIPART_CONTENT, ""),
    *("application/x-www-form-urlencoded; charset=nonsense", "application/toml; charset=utf-16", "nonsense", ";;=;"),
)
ACCEPTED = (
    *(form.media for form in NEGOTIATED),
    "",
    "*/*",
    "image/png",
    "text/*;q=0.1",
    ",;q=,",
    "a/b;q=9e9,*/*;q=inf",
)
DATES = ("yesterday", "Sat, 29 Oct 1994 19:43:31 GMT", "Mon, 99 Foo 99999 99:99:99 GMT")


class Sent(NamedTuple):
    """A body with its type."""

    body: bytes = b""
    kind: str = ""


def encoded(text: str) -> bytes:
    """UTF-8, with the halves of pairs that it cannot have."""
    return text.encode("utf-8", "surrogatepass")


def escaped(text: str) -> str:
    """A text as a piece of an address."""
    return quote(encoded(text), safe="/")


def _form(fields: dict[str, str]) -> Sent:
    body = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in fields.items())
    return Sent(body.encode(), "application/x-www-form-urlencoded")


def _parts(fields: dict[str, str], upload: SimpleUploadedFile) -> Sent:
    plain = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    return Sent(encode_multipart(BOUNDARY, {**plain, "file": upload}), MULTIPART_CONTENT)


def _json(value: object) -> Sent:
    return Sent(json.dumps(value).encode(), "application/json")


METHODS = st.sampled_from(["GET"] * 5 + ["HEAD", "POST", "POST", "OPTIONS", "PUT"])

_PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=4)
_QUERIES = ("%", "&&=&", "q=%FF%FE", "page=1&page=2", "&".join(["licence=x"] * 150), "a=1&" * 1_200)
QUERIES = st.one_of(
    _PAIRS.map(lambda pairs: "&".join(f"{name}={escaped(value)}" for name, value in pairs)),
    st.sampled_from(_QUERIES),
)

_LINES = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=40)
HEADERS = st.fixed_dictionaries(
    {"accept": st.one_of(st.sampled_from(ACCEPTED), _LINES)},
    optional={
        "accept-language": _LINES,
        "accept-encoding": st.sampled_from(["gzip", "gzip;q=0", "*", ";q"]),
        "if-none-match": st.one_of(st.sampled_from(["*", '"', 'W/"x", "y"']), _LINES),
        "if-modified-since": st.sampled_from(DATES),
        "range": st.sampled_from(["bytes=0-1", "bytes=9-1", "lines=x"]),
        "cookie": _LINES,
    },
)

_FIELDS = st.dictionaries(st.sampled_from(BOXES), st.one_of(st.sampled_from(WRITTEN), WORDS), max_size=5)
_FILES = st.builds(
    SimpleUploadedFile, st.sampled_from(["okh.toml", "../x", "\u202e", "a" * 300]), st.binary(max_size=60)
)
_FILLED_IN = st.builds(lambda fields, draft: {"draft": draft, **fields}, _FIELDS, st.sampled_from(WRITTEN))
BODIES = st.one_of(
    st.builds(_form, st.one_of(_FIELDS, _FILLED_IN)),
    st.builds(_parts, _FIELDS, _FILES),
    st.builds(Sent, st.binary(max_size=80), st.sampled_from(TYPES)),
    st.builds(Sent, st.sampled_from(WRITTEN).map(encoded), st.sampled_from(TYPES)),
    st.builds(_json, st.recursive(WORDS, st.lists)),
)
