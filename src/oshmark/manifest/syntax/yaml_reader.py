# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML: text to plain data and places. No tag ever makes an object; what a tag asks for beyond that is a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import rules, rules_yaml
from oshmark.manifest.syntax.document import Document, Lines, Place, Places, Syntax, shown
from oshmark.manifest.syntax.yaml_faults import explain
from oshmark.manifest.syntax.yaml_fields import fields
from oshmark.manifest.syntax.yaml_nodes import Node, compose
from oshmark.manifest.syntax.yaml_scalars import plain
from oshmark.values.finding import Finding, key_text

if TYPE_CHECKING:
    from oshmark.values.finding import KeyPath, Rule

# Blank lines, comments, and lines that begin with `%`, before everything else.
_HEAD = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n?+|\n)|%[^\r\n]*+(?:\r\n?+|\n|\Z))*+")
_DIRECTIVE = re.compile(r"%(YAML|TAG)[ \t][^\r\n]*+", re.MULTILINE)
_HEADER = re.compile(r"^%[^\r\n]*+", re.MULTILINE)

# Who has more faults than this has them in a program, not in the manifest.
_MOST_FINDINGS = 100

_PREFIX = "tag:yaml.org,2002:"
_COLLECTION_TAGS = {True: _PREFIX + "map", False: _PREFIX + "seq"}
_FLOAT_TAG = _PREFIX + "float"
_TEXT_TAGS = frozenset({"!", _PREFIX + "str"})
_SCALAR_TAGS: dict[str, tuple[type, ...]] = {
    _PREFIX + "int": (int,),
    _FLOAT_TAG: (float, int),
    _PREFIX + "bool": (bool,),
    _PREFIX + "null": (type(None),),
}


def read_yaml(text: str, findings: list[Finding]) -> Document:
    """Read YAML 1.2 (core schema, with dates and merge keys). Raises `UnreadableError`."""
    try:
        root = compose(_without_header(text, findings), findings)
    except yaml.YAMLError as error:
        raise UnreadableError(explain(text, error)) from None
    if root is None:
        raise UnreadableError(Finding(rules.EMPTY, at=(1, 1)))
    if not root.is_mapping:
        kind = "a single text" if root.items is None else "a list"
        facts = {"kind": kind, "example": "title: My printer"}
        raise UnreadableError(Finding(rules.NOT_A_TABLE, facts=facts, at=Lines(text).at(root.at)))
    data = _Converter(text, findings).value(root, ())
    return Document(Syntax.YAML, data, text, findings, places)


def places(text: str) -> Places:
    """Where each key and value of a YAML text stands. The text must have been read before."""
    found: Places = {}
    root = compose(_without_header(text, []), [])
    if root is not None:
        _add_places(text, root, (), found)
    return found


def _without_header(text: str, findings: list[Finding]) -> str:
    """Blank lines such as `%Open know-how manifest 1.0`, which OKHv1 asks for and YAML has no directive for."""
    head = _HEAD.match(text)
    if head is None or "%" not in head[0]:
        return text
    marked = text.startswith("---", head.end())
    first: re.Match[str] | None = None

    def blank(line: re.Match[str]) -> str:
        nonlocal first
        if marked and _DIRECTIVE.fullmatch(line[0]):
            # libyaml refuses versions that it does not know, though we read them all the same.
            return line[0] if line[0].startswith("%TAG") else " " * len(line[0])
        first = first or line
        return " " * len(line[0])

    blanked = _HEADER.sub(blank, head[0])
    if first is not None:
        at = Lines(text).at(first.start())
        findings.append(Finding(rules_yaml.HEADER, facts={"text": shown(first[0])}, at=at))
    return blanked + text[head.end() :]


def _add_places(text: str, node: Node, path: KeyPath, found: Places) -> None:
    if node.is_mapping:
        for name, (key, value) in fields(text, node).items():
            inner = (*path, name)
            found[inner] = Place(key.at, value.start, value.end)
            _add_places(text, value, inner, found)
    elif node.items is not None:
        for index, item in enumerate(node.items):
            inner = (*path, index)
            found[inner] = Place(item.at, item.start, item.end)
            _add_places(text, item, inner, found)


class _Converter:
    """Makes plain data of nodes, and tells what it met."""

    def __init__(self, text: str, findings: list[Finding]) -> None:
        self.text = text
        self.findings = findings
        self._lines: Lines | None = None

    def value(self, node: Node, path: KeyPath) -> Any:
        """The data of a node; `path` leads to it."""
        if node.items is None:
            return self._scalar(node, path)
        if node.tag is not None and node.tag not in ("!", _COLLECTION_TAGS[node.is_mapping]):
            self._report_tag(node, path)
        if node.is_mapping:
            found = fields(
                self.text, node, lambda rule, name, key, first: self._report(rule, (*path, name), key, first)
            )
            return {name: self.value(value, (*path, name)) for name, (_, value) in found.items()}
        return [self.value(item, (*path, index)) for index, item in enumerate(node.items)]

    def _scalar(self, node: Node, path: KeyPath) -> Any:
        if node.tag is None:
            return plain(node.value) if node.is_plain else node.value
        if node.tag in _TEXT_TAGS:
            return node.value
        value = plain(node.value)
        # `True` is an `int` for Python, but not for YAML.
        if type(value) in _SCALAR_TAGS.get(node.tag, ()):
            return float(value) if node.tag == _FLOAT_TAG and isinstance(value, int) else value
        self._report_tag(node, path)
        return value if node.is_plain else node.value

    def _report_tag(self, node: Node, path: KeyPath) -> None:
        if len(self.findings) >= _MOST_FINDINGS:
            return
        tag = (node.tag or "").replace(_PREFIX, "!!")
        self.findings.append(Finding(rules_yaml.TAG, path=path, facts={"tag": shown(tag)}))

    def _report(self, rule: Rule, path: KeyPath, key: Node, first: Node) -> None:
        """A key that is no text, or that is given again. Only the last of several is found by its path, hence `at`."""
        if len(self.findings) >= _MOST_FINDINGS:
            return
        if self._lines is None:
            self._lines = Lines(self.text)
        facts = {
            "text": shown(str(path[-1])),
            "key": shown(key_text(path)),
            "first_line": str(self._lines.at(first.at)[0]),
        }
        self.findings.append(Finding(rule, path=path, facts=facts, at=self._lines.at(key.at)))
