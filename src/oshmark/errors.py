# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stops us. Faults in somebody's document are values (`values.finding.Finding`), not exceptions.

```
OshmarkError
├── UnreadableError       a document that no reader can make sense of; carries one located finding
├── RefusedError          a rule of the field says no (a licence not whitelisted, a manifest without a repository …)
│   └── ObjectionsError   several rules at once say no
│       ├── NotAllowedError   somebody may not do this: the role is missing, or a conflict of interest bars
│       └── NotPossibleError  nobody can do this now: something else has to happen first
├── StateError            what lies on the disk is not what it should be (a store, a log, a payload)
│   ├── BrokenChainError  the event log does not hash to what it says
│   ├── FullRebuildNeededError  a published generation that cannot be continued
│   └── BusyError         somebody else holds the lock; trying again later helps
├── QueryError            a query that is refused or was stopped
│   ├── QueryRefusedError
│   └── QueryTimeoutError
└── in `credential`: ProofError, NoteError, CommitmentError, ExportError: what was shown does not prove what it should
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oshmark.values.finding import Finding


class OshmarkError(Exception):
    """The base of all. `str(error)` says what happened, to which thing, and what to try."""

    retry_helps: bool = False


class UnreadableError(OshmarkError):
    """No reader can make sense of the document; `finding` says where and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class RefusedError(OshmarkError):
    """A rule of the field says no."""


class ObjectionsError(RefusedError):
    """Several things at once say no: `reasons` are sentences, `codes` their stable names, in the same order."""

    def __init__(self, reasons: tuple[str, ...], codes: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.codes = codes


class NotAllowedError(ObjectionsError):
    """Somebody may not do this: the role is missing, or a conflict of interest bars."""


class NotPossibleError(ObjectionsError):
    """Nobody can do this now: something else has to happen first."""


class StateError(OshmarkError):
    """What lies on the disk is not what it should be."""


class BrokenChainError(StateError):
    """The event log does not hash to what it says: it was changed after it was written."""


class FullRebuildNeededError(StateError):
    """A published generation of another format, or with damaged files: publishing in full makes a new one."""


class BusyError(StateError):
    """Somebody else holds the lock."""

    retry_helps = True


class QueryError(OshmarkError):
    """A query that cannot be answered."""


class QueryRefusedError(QueryError):
    """A query that would do something a reader may not do, or that does not parse."""


class QueryTimeoutError(QueryError):
    """A query that was stopped because it used up its time or memory."""

    retry_helps = True
