# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write the reference pages that come from the code: rules, fields, dialects, platforms, keys of schemes.

With `--check`, compare.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from oshmark.bom import rules as rules_of_bom
from oshmark.certification import body_rules, reading_rules, scheme_rules
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.mapping import mapping_pages
from oshmark.library import bill_rules
from oshmark.manifest import v1
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field
from oshmark.manifest.keys import SPELLINGS
from oshmark.manifest.model import Dialect
from oshmark.manifest.readiness import ODRL, ODRL_WORDS, OTRL, OTRL_WORDS
from oshmark.manifest.rule_list import chapters
from oshmark.manifest.tsdc import LABELS
from oshmark.values.finding import Rule
from oshmark.values.language import NAMES
from scheme_keys_page import scheme_keys_page

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parents[1] / "docs" / "reference"

RULES_HEAD = """# Rules

Each finding names a rule. The name is stable: it is never reused and never changes its meaning, so that you can rely on
it in scripts and in talk. This page is made from the code.

| Severity | Meaning |
|---|---|
| error | something that others need is missing or cannot be used |
| warning | a value may have been understood in another way than was meant |
| advice | the value was understood, or is missing and would make the manifest better |
"""
FIELDS_HEAD = """# Fields

What a manifest can say, in the order in which oshmark writes it. This page is made from the code.

*One* means that OKH-LOSH 1.0 has room for one value; oshmark keeps several where manifests give them. Prefixes of the
terms: `okh` is the published OKH ontology 1.1, `oshmark` our own vocabulary, which every instance serves at `/ns`.
"""
DIALECTS_HEAD = """# Dialects

Which manifests oshmark reads, and how older or misspelt keys and values are understood. Each of these is said in a
finding, and nothing is lost: a key that nobody knows is kept in the file and in the graph. This page is made from the
code.
"""


def rules_page() -> str:
    """Every rule with its message, its reason and its fix."""
    lines = [RULES_HEAD]
    for title, rules in (*chapters(), *OTHER_CHAPTERS):
        lines.append(f"\n## {title}\n")
        for rule in rules:
            lines.append(f"### `{rule.id}`\n")
            lines.append(f"*{rule.severity.value}.* {_text(rule.message)}.\n".replace("..", "."))
            lines.append(f"{_text(rule.why)}\n")
            if rule.fix:
                lines.append(f"**Fix:** {_text(rule.fix)}.\n".replace("..", "."))
    return "\n".join(lines)


def rules_in(*modules: ModuleType) -> list[Rule]:
    """The rules of modules, in the order in which they stand there."""
    return [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]


OTHER_CHAPTERS = (
    ("Bills of materials", rules_in(rules_of_bom)),
    ("Manifests beside their bills of materials", rules_in(bill_rules)),
    ("Certification schemes", rules_in(reading_rules, scheme_rules)),
    ("Certification bodies", rules_in(body_rules)),
)
"""What is not about manifests."""


def fields_page() -> str:
    """Every field of a module, a part and a piece of software."""
    lines = [FIELDS_HEAD]
    for title, fields in (("Module", MODULE), ("Part: `[[part]]`", PART), ("Software: `[[software]]`", SOFTWARE)):
        lines.append(f"\n## {title}\n")
        lines.append("| Key | Value | How many | Term | Notes |")
        lines.append("|---|---|---|---|---|")
        lines += [_field_row(field) for field in fields]
    return "\n".join(lines) + "\n"


def _field_row(field: Field) -> str:
    notes = []
    if field.mandatory:
        notes.append("mandatory")
    if field.process:
        notes.append(f"of TsDC {field.process}")
    if field.choices:
        notes.append("one of " + ", ".join(field.choices))
    if field.minimum is not None and field.maximum is not None:
        notes.append(f"{field.minimum} to {field.maximum}")
    if not field.in_v1:
        notes.append("not in version 1.0")
    kind = field.kind.name.lower() + (f" ({field.unit})" if field.unit else "")
    count = "several" if field.many else "one"
    return f"| `{field.key}` | {kind} | {count} | `{field.term}` | {', '.join(notes)} |"


def dialects_page() -> str:
    """The tables by which the reader understands what was written."""
    lines = [DIALECTS_HEAD, "\n## Versions\n"]
    lines += [f"- `{dialect.value}`" for dialect in Dialect]
    lines += [
        "\nTOML, YAML and JSON; keys with hyphens, underscores or capital letters.\n",
        "\n## Other names of keys\n",
    ]
    lines += _table("Written", "Read as", [(f"`{s.written}`", f"`{s.key}`") for s in SPELLINGS])
    lines += ["\n## OKHv1.0\n"]
    lines += _table("Key of OKHv1.0", "Read as", [(f"`{row.key}`", f"`{row.into}`") for row in v1.ROWS])
    lines += [
        "\nKept as they are: " + ", ".join(f"`{key}`" for key in sorted(v1.KEPT)) + ".\n",
        "\n## Readiness levels\n",
    ]
    lines += _table("Level", "Meaning", [*OTRL.items(), *ODRL.items()])
    lines += ["\nOther words for them:\n"]
    lines += _table("Written", "Read as", [*OTRL_WORDS.items(), *ODRL_WORDS.items()])
    lines += ["\n## Names of languages\n"]
    lines += _table("Written", "Read as", sorted(NAMES.items()))
    lines += ["\n## Technology-specific documentation criteria\n"]
    lines += _table("TsDC", "Meaning", list(LABELS.items()))
    return "\n".join(lines) + "\n"


def _table(left: str, right: str, rows: list[tuple[str, str]]) -> list[str]:
    return [f"| {left} | {right} |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]


def _text(template: str) -> str:
    """A template with its facts in italics, for people."""
    return template.replace("{", "*").replace("}", "*").replace("<", "&lt;")


def platforms_page() -> str:
    """How the fields of platforms become those of a manifest."""
    return mapping_pages(CONNECTORS.values())


PAGES = {
    "rules.md": rules_page,
    "fields.md": fields_page,
    "dialects.md": dialects_page,
    "platforms.md": platforms_page,
    "schemes.md": scheme_keys_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which ones are out of date."""
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / name, make()
        if "--check" in arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"docs/reference: {', '.join(stale)} differ from the code; run scripts/reference_pages.py.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
