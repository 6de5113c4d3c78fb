# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words, filters and counts come from the index alone: the search knows nothing of SPARQL and of the store."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import oshmark.adapters.published.search
parts = ("sparql", "oxigraph", "published.store")
print(*sorted(name for name in sys.modules if any(part in name for part in parts)))
"""


def test_the_search_loads_neither_sparql_nor_the_store() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
