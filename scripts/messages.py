# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue of every text of the pages and rules, for translators: `messages.py write | check`.

A translation is `src/oshmark/web/locale/<language>/LC_MESSAGES/django.po`, made from `django.pot`. English needs none.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation.template import templatize

from oshmark.bom.stored import RULES
from oshmark.library import bill_rules
from oshmark.manifest.field_help import MODULE_HELP, PART_HELP
from oshmark.manifest.rule_list import all_rules
from oshmark.values.finding import Rule

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src" / "oshmark" / "web"
CATALOGUE = SITE / "locale" / "django.pot"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
HEADER = """\
# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# Made by scripts/messages.py; do not edit."""
BILLS = (*RULES.values(), *(rule for rule in vars(bill_rules).values() if isinstance(rule, Rule)))
"""What pages say of bills of materials."""
_CALL = re.compile(r"\b(?:_|n?gettext)\((?:[^()'\"]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\)")

Found = tuple[int, str | tuple[str, ...]]


def calls_in(template: str) -> str:
    """The calls for texts that a template makes, as Python, each in its line."""
    lines = templatize(template).splitlines()
    return "\n".join("; ".join(call[0] for call in _CALL.finditer(line)) for line in lines)


def texts_of(path: Path) -> list[Found]:
    """Every text of a file, with its line; a text with a plural is a pair."""
    source = path.read_text(encoding="utf-8")
    python = source if path.suffix == ".py" else calls_in(source)
    found = extract("python", io.BytesIO(python.encode()), keywords=KEYWORDS)
    return [(line, message) for line, message, _comments, _context in found]


def catalogue() -> str:
    """The whole catalogue, in the order of the files."""
    texts = Catalog(project="oshmark", charset="utf-8", header_comment=HEADER)
    for path in sorted((*SITE.rglob("*.py"), *SITE.rglob("*.html"))):
        for _line, message in texts_of(path):
            texts.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for rule in (*all_rules(), *BILLS):  # the rooms know no languages; the page translates what their rules say
        for message in filter(None, (rule.message, rule.fix)):
            texts.add(message, locations=[(f"rule {rule.id}", 0)])
    for help_ in (*MODULE_HELP.values(), *PART_HELP.values()):  # the form in the browser asks with these words
        texts.add(help_.says, locations=[("field help", 0)])
    written = io.BytesIO()
    write_po(written, texts, omit_header=True, width=120, include_lineno=False)
    head = f'{HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + written.getvalue().decode()


def main() -> int:
    """Write the catalogue, or say whether it is as it would be written."""
    settings.configure(USE_I18N=True)
    wanted = catalogue()
    if sys.argv[1:] == ["write"]:
        CATALOGUE.write_text(wanted, encoding="utf-8")
        return 0
    if sys.argv[1:] == ["check"]:
        if CATALOGUE.read_text(encoding="utf-8") == wanted:
            return 0
        print("The texts of the pages have changed: run scripts/messages.py write.", file=sys.stderr)
        return 1
    print("usage: messages.py write | check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
