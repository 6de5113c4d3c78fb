# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do. Each job is a function of the tools of its worker and of small arguments; `JOBS` lists them all.

A job may be killed at any moment, and done twice: it begins by looking whether there is still something to do. One that
takes long comes to an end when its tools say so, and says when it is to be gone on with.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.errors import OshmarkError
from oshmark.web import wiring
from oshmark.web.asking.looking import look_again
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.certification.watching import tell_watchers
from oshmark.web.crawling import frontier, ticking
from oshmark.web.crawling.archiving import archive_bills, archive_whole
from oshmark.web.crawling.crawling import in_words, run_source
from oshmark.web.crawling.following import forget_provisional
from oshmark.web.crawling.sampling import sample
from oshmark.web.crawling.wishes import serve_wish
from oshmark.web.issuers.checking import check_claims
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.outcome import Again, Done
from oshmark.web.labels.telling import tell_owners
from oshmark.web.library.publishing import publish_library, publisher
from oshmark.web.operations import looking_over
from oshmark.web.operations.forgetting import forget_erased_people
from oshmark.web.workplaces.letters.sending import send_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from oshmark.web.crawling.crawling import Tools
    from oshmark.web.crawling.models import Run
    from oshmark.web.jobs.outcome import Outcome

PUBLISH_AFTER_WISH, PUBLISH_AFTER_PASS = timedelta(seconds=5), timedelta(seconds=30)
"""What is found soon after one another is published together."""
WAIT = timedelta(seconds=60)
"""A pass that cannot go on now, because somebody else is at its rest, is looked at again after that."""


class MailError(OshmarkError):
    """Some e-mails could not be sent; the others were."""

    retry_helps = True


def look(_tools: Tools, *, visit: int) -> Outcome:
    """Finish a look that a visitor has asked for, and waits for."""
    return Done("Looked for." if look_again(visit) else "It was over already.")


def refresh(tools: Tools, *, address: str) -> Outcome:
    """Look at one repository, because its forge says that it has changed."""
    said, again_at = serve_wish(address, tools, dead=tools.dead())
    _publish_in(PUBLISH_AFTER_WISH, tools)
    return Done(said) if again_at is None else Again(max(again_at, tools.now()), said)


def crawl(tools: Tools, *, source: str) -> Outcome:
    """Make a pass over one source, or go on with one, if it is still due."""
    row = next((one for one in ticking.due_sources(tools.now()) if one.name == source), None)
    if row is None:
        return Done("It is not due any more.")
    run = run_source(row, tools, dead=tools.dead())
    _publish_in(PUBLISH_AFTER_PASS, tools)
    return Done(in_words(run)) if run.finished_at is not None else Again(_goes_on(run, tools), in_words(run))


def _goes_on(run: Run, tools: Tools) -> datetime:
    """When a pass that was not finished can go on: at once where it only gave way."""
    now = tools.now()
    soonest = frontier.next_time(run)
    return now if tools.is_stopped() else max(soonest or now + WAIT, now)


def _publish_in(wait: timedelta, tools: Tools) -> None:
    now = tools.now()
    queue.put(Kind.PUBLISH, now=now, at=now + wait)


def take_samples(tools: Tools) -> Outcome:
    """Ask whether some files are still there, as long as the budget of the day lasts."""
    found = sample(tools, budget=settings.SAMPLES_A_DAY)
    said = f"{found.asked} asked for, {found.there} there, {found.dead} not there, {found.unknown} unknown."
    return Again(tools.now(), said) if tools.is_stopped() and found.left else Done(said)


def archive(tools: Tools) -> Outcome:
    """Archive bills of materials of which that was not done yet."""
    done = archive_bills(tools)
    return Again(tools.now(), done.in_words()) if tools.is_stopped() else Done(done.in_words())


def archive_one(tools: Tools, *, release: str) -> Outcome:
    """Archive everything that a release names, because somebody has labelled it."""
    came = archive_whole(tools, release)
    return Done(f"{came.kept} files archived, {len(came.problems)} not to be had.")


def attest(tools: Tools) -> Outcome:
    """Ask the issuers of attestations that releases claim, as far as that is due."""
    done = check_claims(tools)
    return Again(tools.now(), done.in_words()) if tools.is_stopped() else Done(done.in_words())


def tell(tools: Tools) -> Outcome:
    """Write to the owners of units what has changed of their labels, to those who have something to do for a
    certificate, and to those who watch one."""
    told = tell_owners(wiring.payloads(), site=settings.BASE_URL)
    more = send_letters(tools.now()) + tell_watchers(tools.now())
    said = f"{told.sent + more} e-mails sent, {told.failed} not."
    if told.failed:
        raise MailError(said)
    return Done(said)


def publish(tools: Tools) -> Outcome:
    """Publish what has changed, and sign the state of the log."""
    made = publish_library(publisher(), now=tools.now())
    queue.put(Kind.TELL, now=tools.now())  # owners of units hear of newer releases
    sign_checkpoint(now=tools.now())
    return Done(f"Generation {made.number} holds {made.counts.releases} releases.")


def tidy(tools: Tools) -> Outcome:
    """Throw away what is known of passes, wishes, looks, jobs and workers that are long over."""
    now = tools.now()
    presence.forget_gone(now)
    thrown_away = ticking.forget_old(now) + forget_provisional(now) + queue.forget_old(now)
    thrown_away += forget_erased_people(now)
    said = [f"{thrown_away} rows thrown away."]
    looking_over.with_each_tick(now, said.append)
    return Done(" ".join(said))


JOBS: Mapping[Kind, Callable[..., Outcome]] = {
    Kind.LOOK: look,
    Kind.REFRESH: refresh,
    Kind.CRAWL: crawl,
    Kind.SAMPLE: take_samples,
    Kind.ARCHIVE: archive,
    Kind.ATTEST: attest,
    Kind.ARCHIVE_WHOLE: archive_one,
    Kind.TELL: tell,
    Kind.PUBLISH: publish,
    Kind.TIDY: tidy,
}
"""Everything that a worker can be asked to do."""
