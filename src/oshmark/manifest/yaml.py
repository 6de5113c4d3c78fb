# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain data as YAML that means the same to readers of YAML 1.1 and of 1.2: a text that either of them would take for a
number, a date or a yes is quoted."""

from __future__ import annotations

from typing import Any

import yaml

from oshmark.manifest.syntax.yaml_scalars import plain


class _Dumper(yaml.CSafeDumper):
    """The dumper of PyYAML, which knows the words of YAML 1.1, with those of 1.2."""


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(plain(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dumps(table: dict[str, Any]) -> str:
    """The table as a YAML document, in its order."""
    written: str = yaml.dump(table, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return written
