# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m benches.crawl_memory …`: the command line of oshmark, which says in the end how much memory it needed."""

from __future__ import annotations

import io
import resource
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import msgspec

from oshmark.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> None:
    """Run a command that writes one JSON object, and write it with `most_kb` added."""
    with redirect_stdout(io.StringIO()) as out:
        cli.main(list(arguments), standalone_mode=False)
    most_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = {**msgspec.json.decode(out.getvalue()), "most_kb": most_kb}
    sys.stdout.write(msgspec.json.encode(said).decode())


if __name__ == "__main__":
    main(sys.argv[1:])
