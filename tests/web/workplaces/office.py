# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body with its people, each with an account and a browser, that work through the pages alone.

Alice applies with her workshop; Ada registers, Ben, Cleo and Dora evaluate, Eli decides, Gus hears appeals, Ida keeps
the fees, Fay looks after complaints; Jo founded the body.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.adapters import clock
from oshmark.certification.acts import parties, standards
from oshmark.certification.completeness import WITH_DIGEST
from oshmark.certification.criterion import EvidenceKind, Judgement
from oshmark.certification.roles import Role, Who
from oshmark.certification.scheme import SchemeState, asked
from oshmark.certification.written import canonical, digest_of
from oshmark.web import wiring
from oshmark.web.accounts.models import Membership, Organisation, Person
from oshmark.web.accounts.models import Role as Rank
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.memory import About, forget, memory
from oshmark.web.library.archiving import archive_from_folder
from tests.adapters.metadata.films import mp4
from tests.certification.world import good_number
from tests.made_up import manifest
from tests.web.certification.registry_world import profile
from tests.web.library_of import NOW
from tests.web.people import browser_of, somebody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import pytest
    from django.test import Client

    from oshmark.certification.application import Application
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.scheme import Scheme
    from tests.web.library_of import Library

STAFF = {
    "Ada": Role.REGISTRAR,
    "Ben": Role.EVALUATOR,
    "Cleo": Role.EVALUATOR,
    "Dora": Role.EVALUATOR,
    "Eli": Role.DECISION_MAKER,
    "Fay": Role.COMPLAINTS_OFFICER,
    "Gus": Role.APPEAL_PANEL,
    "Hal": Role.STANDARDS_EDITOR,
    "Ida": Role.TREASURER,
}
MORE = b'source = ["a.FCStd"]\nexport = ["a.step"]\nmanufacturing-instructions = ["m.md"]\nbom = "bom.csv"\n'
REASON = "It is as it says."


class Office:
    """The people and their browsers. What is done here is done by sending forms."""

    def __init__(
        self,
        library: Library,
        scheme: Scheme,
        monkeypatch: pytest.MonkeyPatch,
        domain: str = "git.example.org",
        ago: int = 200,
    ) -> None:
        self.library, self.monkeypatch = library, monkeypatch
        forget()
        at = "" if domain == "git.example.org" else f" of {domain}"
        self.scheme = scheme
        self.release = library.add(manifest(name="Heron lamp", repo=f"https://{domain}/heron/lamp") + MORE)
        folder = library.published.parent / f"lamp {domain}"
        folder.mkdir()
        (folder / "bom.csv").write_text("Part,Quantity\nShade,1\nFoot,1\n")
        archive_from_folder(self.release, folder, NOW)
        self.people = {name: account(name, at) for name in ("Alice", "Bob", "Jo", *STAFF)}
        self.workshop = Organisation.objects.create(name="Heron Workshop", country="DE", place="Erlen", founded_at=NOW)
        Membership.objects.create(organisation=self.workshop, person=self.people["Alice"], role=Rank.OWNER, since=NOW)
        self.browsers = {name: browser_of(person) for name, person in self.people.items()}
        self._found(ago)
        self.application = ""

    def _found(self, ago: int) -> None:
        """The body, its roles and its scheme, so many days ago."""
        then = clock.now() - timedelta(days=ago)
        jo, hal, scheme = self.id("Jo"), self.id("Hal"), self.scheme
        ruler = Who(jo, Role.ADMINISTRATOR)
        body = profile(id=scheme.body)
        facts = {"body": scheme.body, "version": "1", "profile": digest_of(body), "reason": "We begin."}
        perform(standards.record_body, ruler, then, administrator=jo, **facts)
        for name in ("Jo", *STAFF):
            enrol(self.people[name], then)
        for name, role in STAFF.items():
            schemes = (scheme.id,) if role is Role.EVALUATOR else ()
            given = {"person": self.id(name), "given": role, "schemes": schemes, "reason": "Knows the field."}
            perform(parties.assign_role, ruler, then, body=scheme.body, **given)
        draft = msgspec.structs.replace(scheme, state=SchemeState.DRAFT)
        wiring.payloads().put_many([canonical(body), canonical(draft), canonical(scheme)])
        editor, about = Who(hal, Role.STANDARDS_EDITOR), About(scheme=scheme)
        until = then + timedelta(days=scheme.comment_days, minutes=1)
        perform(standards.propose_scheme, editor, then, about, None, comments_until=until, reason="For all.")
        perform(standards.adopt_scheme, editor, until, about, None, reason="Nobody objected.")

    def id(self, name: str) -> str:
        return self.people[name].public_id

    def person(self, name: str) -> Person:
        return self.people[name]

    @property
    def now(self) -> datetime:
        return clock.now()

    def day(self, days: int) -> str:
        """So many days from now, as a form takes it."""
        return str((clock.now() + timedelta(days=days)).date())

    @property
    def case(self) -> Application:
        found = memory().case(self.application)
        assert found is not None
        return found

    @property
    def people_criteria(self) -> list[Criterion]:
        return [one for one in asked(self.scheme, self.scheme.levels[-1].id) if one.needs_people]

    def at(self, *steps: str) -> str:
        return "/".join(("/work/application", self.application, *steps))

    def send(self, name: str, address: str, expected: int = 303, /, **fields: Any) -> str:
        """Send a form of a page; the page that comes, after a redirect the one it leads to."""
        browser: Client = self.browsers[name]
        response = browser.post(address, fields)
        text = response.content.decode()
        assert response.status_code == expected, f"{address}: {response.status_code}\n{plain(text)}"
        return self.get(name, response.headers["Location"]) if expected == 303 else text

    def get(self, name: str, address: str, expected: int = 200) -> str:
        response = self.browsers[name].get(address)
        text = response.content.decode()
        assert response.status_code == expected, f"{address}: {response.status_code}\n{plain(text)}"
        return text

    def later(self, **by: int) -> None:
        """Let time pass, for everybody."""
        now = clock.now() + timedelta(**by)
        self.monkeypatch.setattr(clock, "now", lambda: now)

    # The way of an application ----------------------------------------------------------------------------------------

    def apply(self) -> None:
        scheme = self.scheme
        facts = {"applicant": self.workshop.public_id, "level": scheme.levels[-1].id, "release": self.release}
        more = {"municipality": "Erlen", "country": "DE", "scope": [one.id for one in scheme.activities]}
        response = self.browsers["Alice"].post(f"/work/apply?scheme={scheme.id}", {**facts, **more})
        assert response.status_code == 303, plain(response.content.decode())
        self.application = response.headers["Location"].rpartition("/")[2]

    def write(self) -> None:
        for criterion in self.people_criteria:
            words = "So it is, and it was so before. " * (1 + criterion.least_words // 6)
            self.send("Alice", self.at("write", criterion.id), statement=words, do="save")
            for wanted in criterion.evidence:
                for _count in range(wanted.least):
                    self._piece(criterion, wanted.kinds, words)
        if self.scheme.training:
            self.send("Alice", self.at("training"), form=self.scheme.training.kinds[0], file=a_file("course.txt"))

    def _piece(self, criterion: Criterion, kinds: tuple[EvidenceKind, ...], words: str) -> None:
        wanted = next((one for one in kinds if one in {EvidenceKind.MEASUREMENT, *WITH_DIGEST}), None)
        address = self.at("write", criterion.id)
        if {EvidenceKind.STATEMENT, EvidenceKind.LIBRARY} & set(kinds) or wanted is None:
            return
        if wanted is EvidenceKind.MEASUREMENT:
            facts = {"value": str(good_number(criterion)), "unit": "1", "method": "Counted."}
            self.send("Alice", address, statement=words, do="measurement", **facts)
        elif wanted is EvidenceKind.LINK:
            self.send("Alice", address, statement=words, do="link", address="https://files.example.org/page")
        elif wanted is EvidenceKind.VIDEO:
            self.send("Alice", address, statement=words, do="challenge")
            self.send("Alice", address, statement=words, do="video", video=a_film("a.mp4"))
        else:
            self.send("Alice", address, statement=words, do="file", file=a_file(f"{criterion.id}.txt"))

    def submit(self) -> str:
        return self.send("Alice", self.at("submit"), acknowledged="on")

    def accept(self) -> None:
        self.send("Ada", self.at("screen"), verdict="accept", reason=REASON, minutes="10")

    def settle(self) -> None:
        self.send("Alice", self.at("sign"), agreed="on")
        if self.scheme.fees:
            self.send("Ida", self.at("fee"), settled="waived", reason="A small workshop.")
        self.send("Ada", self.at("freeze"))

    def begin(self) -> None:
        self.send("Ada", self.at("begin"))

    def assign(self, *names: str) -> None:
        due = str(clock.now().date() + timedelta(days=9))
        criteria = [one.id for one in self.people_criteria]
        for name in names or ("Ben", "Cleo"):
            self.send("Ada", self.at("assign"), evaluator=self.id(name), criteria=criteria, due=due)

    def verdict(self, criterion: Criterion, *, met: bool = True) -> dict[str, str]:
        fields = {"reason": REASON, "minutes": "5"}
        if criterion.judgement is Judgement.RUBRIC and criterion.rubric:
            return fields | {"score": str(criterion.rubric.top if met else criterion.rubric.levels[0].score)}
        if criterion.judgement is Judgement.MEASUREMENT and met:
            fields |= {"measured": str(good_number(criterion))}
        return fields | {"outcome": "met" if met else "not-met"}

    def judge(self, name: str, criterion: Criterion, *, met: bool = True) -> str:
        return self.send(name, self.at("judge", criterion.id), **self.verdict(criterion, met=met))

    def judge_all(self) -> None:
        for criterion in self.people_criteria:
            for name in ("Ben", "Cleo"):
                self.judge(name, criterion)

    def decide(self) -> None:
        self.later(days=self.scheme.openness.least_days)
        self.send("Ada", self.at("conclude"))
        self.send("Eli", self.at("review"), recommends="grant", reason=REASON, minutes="20")
        more = {"level": self.scheme.levels[-1].id, "scope": [one.id for one in self.scheme.activities]}
        self.send("Eli", self.at("decide"), decision="grant", reason=REASON, **more)

    def issue(self) -> str:
        self.send("Ada", self.at("issue"))
        return memory().replay.register.issued[self.application]

    def to_accepted(self) -> None:
        self.apply()
        self.write()
        self.submit()
        self.accept()

    def to_evaluating(self) -> None:
        self.to_accepted()
        self.settle()
        self.begin()
        self.assign()

    def to_issued(self) -> str:
        self.to_evaluating()
        self.judge_all()
        self.decide()
        return self.issue()


def account(name: str, of: str) -> Person:
    """A person with an account; `of` keeps two of one name apart."""
    person = somebody(f"{name}{of}".replace(" ", "-"))
    person.name = name
    person.save()
    return person


def a_film(name: str) -> Any:
    """A film by its boxes; nobody could watch it."""
    return as_it_is(name, mp4(place=False))


def as_it_is(name: str, content: bytes) -> Any:
    """A file with this content and nothing more."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  needs settings

    return SimpleUploadedFile(name, content)


def a_file(name: str, content: bytes = b"what was measured") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  needs settings

    return SimpleUploadedFile(name, content + name.encode())


def plain(page: str) -> str:
    """The words of a page."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]*>", "", page.partition("<main")[2]))


def links(page: str) -> Iterator[str]:
    """Where a page leads to."""
    yield from re.findall(r'href="(/work/[^"]*)"', page)
