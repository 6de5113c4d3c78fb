# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that tells the whole story of a body, and has every act done by children that are killed in the middle.

`python -m tests.web.certification.killing SEED ACTS`: of so many acts, drawn by the seed, the first, the last and one
statement between are tried, and the commit; ACTS 0 tries every statement of every act. Each child works on a copy of
the database, which is looked at afterwards from a fresh connection: it is as before the act, or as after it.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Act = Callable[[], object]
    Tables = dict[str, tuple[int, str]]
    """Of each table how many rows there are, and the hash of all of them."""

COMMIT = "COMMIT"


class Killer:
    """Has acts done by children on copies of the database of this process. `pick` says which statements of the so many
    of an act are tried; none for an act that is left alone."""

    def __init__(self, database: Path, pick: Callable[[int], Collection[int]]) -> None:
        self.database, self.copy = database, database.with_suffix(".copy")
        self._pick = pick
        self.acts = self.killed = self.lost = self.kept = 0

    def try_act(self, act: Act, *, same: bool = True) -> None:
        """Kill an act before statements of it, and after its end. Not the `same` twice is one that draws numbers."""
        if not self._pick(1):
            return
        before = tables_of(self._fresh())
        traced = self._asks(lambda: _traced(act, 0)).split()
        after, commit = tables_of(self.copy), traced.index(COMMIT) + 1
        assert after != before, "an act that does nothing"
        assert self._asks(_faults) == "", "what a whole act leaves is not what the log says"
        for statement in sorted({*self._pick(len(traced)), commit, commit + 1} & {*range(1, len(traced) + 2)}):
            self._kill(act, statement)
            found = tables_of(self.copy)
            is_over = statement > commit
            wanted = after if is_over else before
            assert found == wanted or (is_over and not same and _counts(found) == _counts(after)), (
                f"killed at statement {statement} of {len(traced)}, {traced[statement - 1 : statement]}: half is there"
            )
            self.lost, self.kept = self.lost + (not is_over), self.kept + is_over
        self.acts += 1

    def _fresh(self) -> Path:
        from django.db import connection  # noqa: PLC0415  the settings read the environment first

        connection.close()  # the last one writes everything into the one file
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.copy}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self.database, self.copy)
        return self.copy

    def _kill(self, act: Act, statement: int) -> None:
        self._fresh()
        status = _wait(_child(self.copy, lambda: _traced(act, statement)))
        assert os.WIFSIGNALED(status), f"the child was not killed at statement {statement}"
        assert os.WTERMSIG(status) == signal.SIGKILL
        self.killed += 1

    def _asks(self, work: Callable[[], str]) -> str:
        """What a child says that works on the copy."""
        reading, writing = os.pipe()
        pid = _child(self.copy, work, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        assert _wait(pid) == 0, "the child has failed"
        return said


def _child(copy: Path, work: Callable[[], str], pipe: int | None = None) -> int:
    """Fork, and have the child work on a copy of the database; it never comes back."""
    pid = os.fork()
    if pid:
        return pid
    try:
        from django.db import connection  # noqa: PLC0415  as above

        connection.settings_dict["NAME"] = str(copy)
        connection.connect()
        said = work()
        connection.close()
        if pipe is not None:
            os.write(pipe, said.encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(1)


def _wait(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


def _traced(act: Act, kill_at: int) -> str:
    """Do an act, and give the first word of each statement; end at one of them as a machine without power does."""
    from django.db import connection  # noqa: PLC0415  as above

    seen: list[str] = []

    def note(statement: str) -> None:
        seen.append(statement.split(None, 1)[0].upper())
        if len(seen) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.connection.set_trace_callback(note)
    act()
    connection.connection.set_trace_callback(None)
    if kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return "\n".join(seen)


def _faults() -> str:
    """What is not as the log says, and whether the log fits."""
    from oshmark.credential.events import verify_chain  # noqa: PLC0415  as above
    from oshmark.web.audit import tree  # noqa: PLC0415  as above
    from oshmark.web.audit.actions import read_log  # noqa: PLC0415  as above
    from oshmark.web.log.rooms import wrong_tables  # noqa: PLC0415  as above

    verify_chain(list(read_log()))
    return "\n".join([*wrong_tables(), *map(str, tree.wrong_tiles())])


def tables_of(path: Path) -> Tables:
    """The content of a database, read by somebody who knows nothing of the process before."""
    connection = sqlite3.connect(path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: _content(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}  # noqa: S608
    finally:
        connection.close()


def _content(rows: list[Any]) -> tuple[int, str]:
    return len(rows), hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()


def _counts(tables: Tables) -> dict[str, int]:
    return {name: count for name, (count, _hash) in tables.items()}


def every(count: int) -> Collection[int]:
    """Each statement, and the end."""
    return range(1, count + 2)


class Some:
    """Some statements of every so manieth act."""

    def __init__(self, seed: int, one_in: int) -> None:
        self._draw, self._one_in = random.Random(seed), one_in  # noqa: S311  no secret
        self._is_tried = False

    def __call__(self, count: int) -> Collection[int]:
        """Asked with 1 first, whether the act is tried at all."""
        if count == 1:
            self._is_tried = self._draw.randrange(self._one_in) == 0
        return (1, count, self._draw.randint(1, count)) if self._is_tried else ()


def main(seed: int, one_in: int) -> None:
    """Tell everything, and say what was tried."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oshmark.web.settings")
    import django  # noqa: PLC0415  as above

    django.setup()
    from django.conf import settings  # noqa: PLC0415  as above
    from django.core.management import call_command  # noqa: PLC0415  as above

    from tests.web.certification.killed_story import told  # noqa: PLC0415  as above

    call_command("migrate", verbosity=0)
    killer = Killer(Path(settings.DATABASES["default"]["NAME"]), Some(seed, one_in) if one_in else every)
    told(killer)
    sys.stdout.write(f"{killer.acts} {killer.killed} {killer.lost} {killer.kept}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
