# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that adds events with personal parts, and is killed after the statement of the database that it is told.

`python -m tests.web.audit.appending STATEMENT COUNT`; there is no statement 0. What is left out is the killing after a
commit: that is the killing after the `BEGIN` of the next act.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any


def main(kill_at: int, count: int) -> None:
    """Add events, one act after the other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oshmark.web.settings")
    import django  # noqa: PLC0415  the settings read the environment first

    django.setup()
    from django.db import connection  # noqa: PLC0415

    from oshmark.credential.commitments import committed  # noqa: PLC0415
    from oshmark.library.events import Kind  # noqa: PLC0415
    from oshmark.web.audit.actions import Log  # noqa: PLC0415
    from oshmark.web.audit.writing import writing  # noqa: PLC0415

    seen = 0

    def kill_after(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        nonlocal seen
        done = execute(sql, params, many, context)
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    with connection.execute_wrapper(kill_after):
        for number in range(count):
            with writing():
                log = Log(actor=str(os.getpid()), now=datetime(2026, 11, 20, tzinfo=UTC))
                who = committed(log.personal("applicant", {"name": "Wilma"}, person="p1"))
                log.append(Kind.LICENCE_ALLOWED, f"a{number}", {"who": who})
                log.append(Kind.LICENCE_ALLOWED, f"b{number}", {"reason": "r"})
                log.write()
    sys.stdout.write(f"{seen}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
