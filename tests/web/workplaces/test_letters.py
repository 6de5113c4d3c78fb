# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters about work: who is told what, once, whatever happens to the mail server or to the process that sends them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from oshmark.certification.certificate import Certificate
from oshmark.web.accounts.people import erase
from oshmark.web.certification.complaining import complain
from oshmark.web.certification.memory import memory
from oshmark.web.operations.forgetting import forget_erased_people
from oshmark.web.posting import BUSY, Fate, Letter, next_try, post
from oshmark.web.workplaces.letters import digests, mailing
from oshmark.web.workplaces.letters.digests import send_digests
from oshmark.web.workplaces.letters.mailing import send_pending
from oshmark.web.workplaces.letters.sending import send_letters
from oshmark.web.workplaces.letters.words import says
from oshmark.web.workplaces.models import Habits, Notice
from tests.web.workplaces.office import REASON, plain

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office

LATER = timedelta(hours=2)


class KilledError(BaseException):
    """What a kill -9 is to the code that it meets."""


def to_submitted(office: Office) -> None:
    office.apply()
    office.write()
    office.submit()


def letters_to(name: str) -> list[str]:
    return [str(one.body) for one in mail.outbox if one.to == [f"{name.lower()}@example.org"]]


def test_whoever_is_next_is_told_in_plain_words_and_nothing_more(
    office: Office, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        office.apply()
        office.write()
        office.submit()
    (letter,) = [one for one in mail.outbox if one.to == ["ada@example.org"]]
    assert "See whether everything is there" in letter.body
    assert f"/work/application/{office.application}" in letter.body
    assert not {"Heron", "Alice", "lamp"} & set(str(letter.body).split())
    sent = len(mail.outbox)
    assert send_pending(office.now) == 0
    assert len(mail.outbox) == sent


def test_several_criteria_are_one_letter(office: Office, django_capture_on_commit_callbacks: object) -> None:
    office.to_accepted()
    office.settle()
    office.begin()
    mail.outbox.clear()
    Notice.objects.update(sent_at=office.now)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        office.assign("Ben")
    (letter,) = [one for one in mail.outbox if one.to == ["ben@example.org"]]
    assert "- Judge (4)" in letter.body


def test_a_letter_that_could_not_be_sent_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.apply()
    office.write()
    office.submit()

    def broken(*_args: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        assert send_pending(office.now) == 0
    assert Notice.objects.filter(sent_at=None).exists()
    assert send_pending(office.now) == 0
    assert send_pending(office.now + LATER) == 1


def test_a_digest_of_the_week_comes_once_a_week(office: Office) -> None:
    office.to_evaluating()
    mail.outbox.clear()
    assert send_digests(office.now) >= 2
    assert any("4 things wait for you" in one.body for one in mail.outbox if one.to == ["ben@example.org"])
    assert send_digests(office.now) == 0
    office.later(days=8)
    assert send_digests(office.now) >= 2
    assert "4 of them" not in str(mail.outbox[0].body)


# Whatever happens to them ---------------------------------------------------------------------------------------------


def test_a_process_that_is_killed_before_or_after_sending_loses_and_doubles_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can know whether a letter left that was being sent: it is sent again, under the same name."""
    to_submitted(office)
    for kill_after in (False, True):

        def killed(letter: Letter, *, after: bool = kill_after) -> Fate:
            if after:
                post(letter)
            raise KilledError

        with monkeypatch.context() as patch:
            patch.setattr(mailing, "post", killed)
            with pytest.raises(KilledError):
                send_pending(office.now)
        assert send_pending(office.now) == 0  # whoever sends it may still be at it
        office.later(minutes=BUSY // timedelta(minutes=1) + 1)
    assert send_pending(office.now) == 1
    assert send_pending(office.now + LATER) == 0
    names = [one.extra_headers["Message-ID"] for one in mail.outbox if one.to == ["ada@example.org"]]
    assert len(names) == 2
    assert len(set(names)) == 1


def test_what_is_noted_meanwhile_is_another_letter(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that is tried again says what it said, or it would be another one under the same name."""
    to_submitted(office)
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "post", lambda _letter: Fate.DOWN)
        send_pending(office.now)
    mailing.note([office.id("Ada")], "x", "news issued", "H-1", office.now)
    assert send_pending(office.now) == 1
    assert letters_to("Ada")[-1].count("- ") == 1
    assert send_pending(office.now + LATER) == 1


def test_two_who_send_at_the_same_time_send_one_letter(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    to_submitted(office)
    inner: list[int] = []

    def twice(letter: Letter) -> Fate:
        if not inner:
            inner.append(-1)
            inner[0] = send_pending(office.now)
        return post(letter)

    monkeypatch.setattr(mailing, "post", twice)
    assert send_pending(office.now) == 1
    assert inner == [0]
    assert len(letters_to("Ada")) == 1


def test_one_address_that_takes_nothing_keeps_nobody_else_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.to_accepted()
    office.settle()
    office.begin()
    office.assign("Ben")
    office.assign("Cleo")
    Notice.objects.exclude(todo="judge").delete()
    tried: list[str] = []

    def refusing(letter: Letter) -> Fate:
        tried.append(letter.to)
        return Fate.REFUSED if letter.to.startswith("ben") else post(letter)

    monkeypatch.setattr(mailing, "post", refusing)
    assert send_pending(office.now) == 1
    assert sorted(tried) == ["ben@example.org", "cleo@example.org"]
    assert send_pending(office.now) == 0
    for _try in range(12):
        office.later(days=1, minutes=1)
        assert send_pending(office.now) == 0
    assert tried.count("ben@example.org") == 13
    assert Notice.objects.filter(sent_at=None, person=office.id("Ben")).exists()


def test_where_no_letter_can_leave_only_one_is_tried(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.to_evaluating()
    tried: list[str] = []

    def down(letter: Letter) -> Fate:
        tried.append(letter.to)
        return Fate.DOWN

    monkeypatch.setattr(mailing, "post", down)
    monkeypatch.setattr(digests, "post", down)
    send_pending(office.now)
    assert len(tried) == 1
    assert send_digests(office.now) == 0
    assert len(tried) == 2
    (reader,) = [one for one in office.people.values() if one.email == tried[1]]
    assert Habits.objects.get(person=reader.public_id).digest_at is None


def test_waiting_grows_to_a_day_and_no_further() -> None:
    now = datetime.fromisoformat("2027-01-01T00:00:00+00:00")
    waits = [next_try(tries, now) - now for tries in range(40)]
    assert waits[0] == timedelta(minutes=15)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)


def test_a_refused_letter_and_a_dead_server_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = Letter(name="x", to="a@example.org", subject="Two\nlines", lines=["x"], off="https://x.example/off")
    assert post(letter) is Fate.SENT
    assert mail.outbox[-1].subject == "Two lines"
    assert mail.outbox[-1].extra_headers["List-Unsubscribe"] == "<https://x.example/off>"
    assert mail.outbox[-1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for error, fate in ((SMTPRecipientsRefused({}), Fate.REFUSED), (ConnectionRefusedError(), Fate.DOWN)):

        def broken(*_args: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
        assert post(letter) is fate


# What they say --------------------------------------------------------------------------------------------------------


def test_an_applicant_hears_of_each_turn_and_of_the_decision(office: Office) -> None:
    office.to_evaluating()
    office.judge_all()
    office.decide()
    number = office.issue()
    send_pending(office.now)
    told = "\n".join(letters_to("Alice"))
    for said in ("Sign the agreement", "Your application is granted", "Your certificate is issued"):
        assert said in told
    assert f"/work/certificate/{number}" in told
    everything = "\n".join(str(one.body) + one.subject for one in mail.outbox)
    assert not [word for word in ("Heron", "Alice", "Ben", "Cleo", "Eli", "lamp", REASON) if word in everything]


def test_a_holder_hears_what_is_done_to_a_certificate_and_staff_what_waits(office: Office) -> None:
    number = office.to_issued()
    Notice.objects.update(sent_at=office.now)
    complain(number, "product", "It fell apart.", "", client="x", now=office.now)
    fields = {"until": office.day(30), "why": "safety", "reason": "It broke.", "ends_when": "A new frame."}
    office.send("Fay", f"/work/certificate/{number}/suspend", **fields)
    send_letters(office.now)
    assert "Your certificate is suspended" in letters_to("Alice")[0]
    assert any("Screen a complaint" in one for one in letters_to("Fay"))
    assert any("Confirm a suspension, or end it" in one for one in letters_to("Eli"))
    assert "It fell apart." not in "\n".join(str(one.body) for one in mail.outbox)


def test_reminders_come_once_each_in_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `certification.reminders` says: 90, 30 and 7 days before the end, 30 before a surveillance and on its day."""
    number = office.to_issued()
    Notice.objects.update(sent_at=office.now)
    certificate = memory().certificate(number)
    assert isinstance(certificate, Certificate)
    assert certificate.terms.valid_until is not None
    monkeypatch.setattr("oshmark.web.workplaces.letters.sending.send_digests", lambda _now: 0)
    heard: list[tuple[int, str]] = []
    for day in range(0, 366, 6):
        mail.outbox.clear()
        send_letters(office.now)
        send_letters(office.now)
        ours = [line for one in letters_to("Alice") for line in one.splitlines() if line.startswith("- ")]
        heard += [(day, line.removeprefix("- ")) for line in ours]
        office.later(days=6)
    end, due = certificate.terms.valid_until, certificate.terms.surveillance[0]
    said = [line for _day, line in heard]
    assert said.count(f"A certificate of yours ends on {end}. Apply for another term in time") == 3
    assert said.count(f"A certificate of yours is looked at again from {due} on. Show that all is well") == 2
    assert said.count("Show that it still is as the certificate says") == 1
    assert said.count("Apply for another term") == 1
    assert len(said) == 9  # with the two about the second surveillance


def test_after_a_long_rest_only_the_last_reminder_of_each_thing_comes(office: Office) -> None:
    office.to_issued()
    send_letters(office.now)
    mail.outbox.clear()
    office.later(days=362)
    send_letters(office.now)
    assert Notice.objects.filter(todo="remind end", person=office.id("Alice")).count() == 1


def test_every_line_of_a_letter_is_written() -> None:
    for todo in ("judge", "chore survey", "remind end", "news issued", "news granted"):
        assert len(says(todo, datetime(2027, 1, 1, tzinfo=None).date())) > 4  # noqa: DTZ001  a day


# Who wants none -------------------------------------------------------------------------------------------------------


def test_letters_are_stopped_by_a_click_of_the_mail_program_and_begun_again_on_a_page(office: Office) -> None:
    to_submitted(office)
    send_pending(office.now)
    address = re.search(r"<(.*)>", mail.outbox[-1].extra_headers["List-Unsubscribe"])
    assert address
    path = address[1].removeprefix(settings.BASE_URL)
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop them" in stranger.get(path).content.decode()
    assert not Habits.objects.filter(no_turns=True).exists()
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Habits.objects.get(no_turns=True).person == office.id("Ada")
    assert stranger.get(path[:-3] + "xyz").status_code == 404
    office.accept()
    mail.outbox.clear()
    send_pending(office.now)
    assert letters_to("Ada") == []
    assert "checked" not in re.sub(r'value="digest" checked', "", office.get("Ada", "/work/letters"))
    office.send("Ada", "/work/letters", sort=["turns"])
    assert Habits.objects.get(person=office.id("Ada")).no_digest


def test_a_digest_is_stopped_for_itself(office: Office) -> None:
    office.to_evaluating()
    mail.outbox.clear()
    send_digests(office.now)
    (letter,) = [one for one in mail.outbox if one.to == ["ben@example.org"]]
    path = letter.extra_headers["List-Unsubscribe"][1:-1].removeprefix(settings.BASE_URL)
    Client().post(path)
    mail.outbox.clear()
    office.later(days=8)
    send_digests(office.now)
    assert letters_to("Ben") == []
    assert "letter of the week" in plain(Client().get(path).content.decode())


def test_nobody_is_written_to_whose_account_was_erased(office: Office) -> None:
    to_submitted(office)
    erase(office.person("Ada"), now=office.now)
    assert send_pending(office.now) == 0
    mail.outbox.clear()
    office.later(days=8)
    send_letters(office.now)
    assert [one.to for one in mail.outbox if one.to == ["ada@example.org"]] == []
    forget_erased_people(office.now)
    assert not Notice.objects.filter(person=office.id("Ada")).exists()
