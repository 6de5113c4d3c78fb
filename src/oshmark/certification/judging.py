# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How one criterion is being judged: by whom, under seal or open, and what it comes to.

The unit of work is the criterion. Nobody sees a verdict before all who judge the criterion have given theirs; where
they differ they talk in a recorded exchange, and where that leads nowhere a third decides.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from oshmark.certification.event_data.evaluation import Outcome, Verdict


class Stage(Enum):
    """Where the judging of a criterion stands."""

    NOBODY = "nobody"
    BLIND = "blind"
    SEALED = "sealed"
    DIFFERENT = "different"
    THIRD = "third"
    SETTLED = "settled"


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """One round of judging one criterion. `seals`: the commitments of those who have judged; `verdicts`: once opened.

    `proposals`: the newest of each evaluator, in an exchange of so many `messages`. `earlier`: the rounds before, after
    which the applicant put something right, or appealed.
    """

    criterion: str
    round: int = 1
    evaluators: tuple[str, ...] = ()
    seals: dict[str, str] = {}
    verdicts: dict[str, Verdict] = {}
    proposals: dict[str, Verdict] = {}
    messages: int = 0
    third_called: bool = False
    third: str | None = None
    third_verdict: Verdict | None = None
    earlier: tuple[Judging, ...] = ()

    @property
    def result(self) -> Verdict | None:
        """What it comes to; None while that is open."""
        if self.third_verdict is not None:
            return self.third_verdict
        for verdicts in (self.verdicts, self.proposals):
            agreed = _agreed(verdicts) if len(verdicts) == len(self.seals) else None
            if agreed is not None:
                return agreed
        return None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.result is not None:
            return Stage.SETTLED
        if self.third_called:
            return Stage.THIRD
        if self.verdicts:
            return Stage.DIFFERENT
        if not self.evaluators:
            return Stage.NOBODY
        return Stage.SEALED if set(self.evaluators) <= set(self.seals) else Stage.BLIND

    @property
    def judges(self) -> tuple[str, ...]:
        """Everybody whose verdict counts in this round."""
        return (*self.seals, *(() if self.third_verdict is None or self.third is None else (self.third,)))

    @property
    def how(self) -> str:
        """How the result came about: `agreed`, `reconciled`, `third`; empty without one."""
        if self.result is None:
            return ""
        if self.third_verdict is not None:
            return "third"
        return "agreed" if _agreed(self.verdicts) is not None else "reconciled"

    def is_met(self) -> bool:
        """Whether it is settled and met."""
        return self.result is not None and self.result.outcome is Outcome.MET

    def again(self, evaluators: tuple[str, ...]) -> Judging:
        """The next round, with this one behind it."""
        return Judging(
            criterion=self.criterion,
            round=self.round + 1,
            evaluators=evaluators,
            earlier=(*self.earlier, msgspec.structs.replace(self, earlier=())),
        )


def _agreed(verdicts: dict[str, Verdict]) -> Verdict | None:
    """The verdict that all of at least two share in outcome and score, in the words of the first."""
    if len(verdicts) < 2 or len({(one.outcome, one.score) for one in verdicts.values()}) != 1:  # noqa: PLR2004
        return None
    return next(iter(verdicts.values()))
