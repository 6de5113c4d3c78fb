# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a manifest's bytes in whichever syntax they are: by the ending of the name, else by what stands there."""

from __future__ import annotations

import re

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules
from oshmark.manifest.syntax.decode import MAX_BYTES, decode
from oshmark.manifest.syntax.document import Document, Syntax
from oshmark.manifest.syntax.toml_reader import read_toml
from oshmark.values.finding import Finding

_ENDINGS = {"toml": Syntax.TOML, "yaml": Syntax.YAML, "yml": Syntax.YAML, "json": Syntax.JSON}
_TITLES = {Syntax.TOML: "TOML", Syntax.YAML: "YAML", Syntax.JSON: "JSON"}
# These are not cured by reading the text as something else.
_FINAL = (rules.TOO_DEEP, rules.TOO_MANY_VALUES, rules.EMPTY)
_SAMPLE = 8000
_TOML_LINE = r"""^[ \t]*(?:[\w.-]{1,99}|"[^"\n]{1,99}"|'[^'\n]{1,99}')[ \t]*="""
_YAML_LINE = r"""^(?:---|%|- |(?:[\w][\w "'-]{0,99}|"[^"\n]{1,99}"):(?:[ \t]|$))"""


def read_document(raw: bytes, *, name: str = "", max_bytes: int = MAX_BYTES) -> Document:
    """Read a manifest. `name` is the file's name or path, of which only the ending counts; without one that we know,
    the text decides. Raises `UnreadableError`, whose finding has `at`, for what is no table of fields in any syntax.
    """
    findings: list[Finding] = []
    text = decode(raw, findings, max_bytes=max_bytes)
    said = _ENDINGS.get(name[name.rfind(".") + 1 :]) or _ENDINGS.get(name[name.rfind(".") + 1 :].lower())
    if said is None:
        return _read_as(_sniffed(text) or Syntax.TOML, text, findings)
    try:
        return _read_as(said, text, findings)
    except UnreadableError as error:
        found = _sniffed(text)
        # JSON is YAML, so what is not readable as YAML is not JSON either.
        if error.finding.rule in _FINAL or found in (None, said) or (said, found) == (Syntax.YAML, Syntax.JSON):
            raise
    document = _read_as(found, text, findings)
    facts = {"said": _TITLES[said], "found": _TITLES[found], "ending": found.value}
    document.findings.append(Finding(rules.SYNTAX_OTHER_THAN_NAME, facts=facts, at=(1, 1)))
    return document


def _read_as(syntax: Syntax, text: str, findings: list[Finding]) -> Document:
    match syntax:
        case Syntax.TOML:
            return read_toml(text, findings)
        case Syntax.YAML:
            from oshmark.manifest.syntax.yaml_reader import read_yaml  # noqa: PLC0415 -- PyYAML is slow to import

            return read_yaml(text, findings)
        case Syntax.JSON:
            from oshmark.manifest.syntax.json_reader import read_json  # noqa: PLC0415 -- few manifests are JSON

            return read_json(text, findings)


def _sniffed(text: str) -> Syntax | None:
    """The syntax that the first lines clearly have; None where they have nothing of any, or of two."""
    sample = text[:_SAMPLE]
    if sample.lstrip().startswith("{"):
        return Syntax.JSON
    is_toml = re.search(_TOML_LINE, sample, re.MULTILINE) is not None
    is_yaml = re.search(_YAML_LINE, sample, re.MULTILINE) is not None
    if is_toml == is_yaml:
        return None
    return Syntax.TOML if is_toml else Syntax.YAML
