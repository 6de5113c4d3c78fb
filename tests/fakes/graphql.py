# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""As much of GraphQL as our queries use; fields that a type does not have are refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'[\s,]*(\.\.\.|"(?:[^"\\]|\\.)*"|-?\d+|[A-Za-z_]\w*|[{}()\[\]:!$=])')

Resolver = Callable[..., Any]


class RefusedError(Exception):
    """The query is no valid one."""


class MissingError(Exception):
    """What was asked for is not there."""


@dataclass
class Field:
    """A field, or an inline fragment on the type `on`."""

    name: str
    alias: str
    arguments: dict[str, Any] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    on: str = ""


class _Reader:
    def __init__(self, text: str, variables: Mapping[str, Any]) -> None:
        self.tokens = _TOKEN.findall(text)
        if len("".join(self.tokens)) != len(re.sub(r"[\s,]", "", text)):
            raise RefusedError("a letter that GraphQL does not have")
        self.variables = variables
        self.declared: set[str] = set()

    def next(self, expected: str = "") -> str:
        if not self.tokens or (expected and self.tokens[0] != expected):
            raise RefusedError(f"expected {expected!r}, found {self.tokens[:1]}")
        return str(self.tokens.pop(0))

    def document(self) -> list[Field]:
        if self.tokens[:1] == ["query"]:
            self.next()
            if self.tokens[:1] == ["("]:
                self._declarations()
        fields = self.fields()
        if self.tokens:
            raise RefusedError("something behind the end")
        return fields

    def _declarations(self) -> None:
        self.next("(")
        while self.tokens[:1] != [")"]:
            self.next("$")
            self.declared.add(name := self.next())
            self.next(":")
            kind = ""
            while self.tokens[:1] not in ([")"], ["$"]):
                kind += self.next()
            if kind.endswith("!") and self.variables.get(name) is None:
                raise RefusedError(f"no value for ${name}")
        self.next(")")

    def fields(self) -> list[Field]:
        self.next("{")
        found: list[Field] = []
        while self.tokens[:1] != ["}"]:
            found.append(self._field())
        self.next("}")
        return found

    def _field(self) -> Field:
        name = self.next()
        if name == "...":
            self.next("on")
            return Field("", "", on=self.next(), fields=self.fields())
        alias = name
        if self.tokens[:1] == [":"]:
            self.next()
            name = self.next()
        arguments: dict[str, Any] = {}
        if self.tokens[:1] == ["("]:
            self.next()
            while self.tokens[:1] != [")"]:
                key = self.next()
                self.next(":")
                arguments[key] = self._value()
            self.next(")")
        return Field(name, alias, arguments, self.fields() if self.tokens[:1] == ["{"] else [])

    def _value(self) -> Any:
        word = self.next()
        if word == "$":
            name = self.next()
            if name not in self.declared:
                raise RefusedError(f"${name} is not declared")
            return self.variables.get(name)
        if word == "[":
            items: list[Any] = []
            while self.tokens[:1] != ["]"]:
                items.append(self._value())
            self.next("]")
            return items
        return json.loads(word) if word[0] in '"-0123456789' else {"true": True, "false": False}.get(word, word)


def read(text: str, variables: Mapping[str, Any]) -> list[Field]:
    """The fields that a query asks for."""
    return _Reader(text, variables).document()


def execute(fields: list[Field], root: Mapping[str, Any]) -> dict[str, Any]:
    """`{"data": …, "errors": […]}`. An object is a mapping from the names of its fields to values or functions."""
    errors: list[dict[str, Any]] = []
    try:
        data = _select(fields, root, [], errors)
    except RefusedError as error:
        return {"errors": [{"message": str(error)}]}
    return {"data": data, "errors": errors} if errors else {"data": data}


def _select(fields: list[Field], value: Mapping[str, Any], path: list[Any], errors: list[dict[str, Any]]) -> Any:
    result: dict[str, Any] = {}
    for one in fields:
        if one.on:
            if value.get("__typename") == one.on:
                result |= _select(one.fields, value, path, errors)
            continue
        if one.name not in value:
            raise RefusedError(f"Field '{one.name}' doesn't exist on type '{value.get('__typename')}'")
        here = [*path, one.alias]
        found = value[one.name]
        try:
            found = found(**one.arguments) if callable(found) else found
        except MissingError as error:
            errors.append({"type": "NOT_FOUND", "path": here, "message": str(error)})
            found = None
        result[one.alias] = _below(one, found, here, errors)
    return result


def _below(one: Field, found: Any, path: list[Any], errors: list[dict[str, Any]]) -> Any:
    if isinstance(found, list) and one.fields:
        return [_below(one, item, [*path, number], errors) for number, item in enumerate(found)]
    if isinstance(found, Mapping):
        if not one.fields:
            raise RefusedError(f"Field '{one.name}' must have selections")
        return _select(one.fields, found, path, errors)
    return found
