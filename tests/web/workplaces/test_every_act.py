# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that the matrix lets somebody do has a page, or says why it has none.

A new act without a line here fails, as does a page that lets in others than the matrix, or does not do the act.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import oshmark.web
from oshmark.certification.acts import application, certificate, complaints, decision, evaluation, parties, standards
from oshmark.certification.matrix import matrix
from oshmark.web.certification.urls import urlpatterns as public_patterns
from oshmark.web.workplaces.records.views import RECORDS, name_of
from oshmark.web.workplaces.tasks.every import ALL
from oshmark.web.workplaces.urls import urlpatterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.certification.matrix import Row
    from oshmark.certification.roles import Role

ROOMS = (application, certificate, complaints, decision, evaluation, parties, standards)
PAGES = {
    "comment_on_scheme": "work_record_comment",
    "adopt_scheme": "work_scheme",
    "retire_scheme": "work_record_retire",
    "succeed_host": "work_record_host",
    "recognise_body": "work_record_recognise",
    "drop_recognition": "work_record_recognise_no_more",
    "list_issuer": "work_record_issuer",
    "strike_off_issuer": "work_record_issuer_off",
    "ask_for_lead": "work_territory",
    "add_member": "work_record_member",
    "remove_member": "work_record_member_gone",
    "assign_role": "work_roles",
    "end_role": "work_roles",
    "declare_relation": "work_record_relation",
    "end_relation": "work_record_relation_over",
    "record_training": "work_record_training",
    "give_mandate": "work_record_mandate",
    "end_mandate": "work_record_mandate_over",
    "open_application": "work_apply work_certificate_renew",
    "plan": "work_plan",
    "give_challenge": "work_write work_challenge",
    "submit": "work_submit",
    "begin_screening": "work_screen",
    "return_application": "work_screen",
    "accept": "work_screen",
    "sign_agreement": "work_sign",
    "end_agreement": "work_end_agreement",
    "record_fee": "work_fee",
    "waive_fee": "work_fee",
    "freeze_evidence": "work_freeze",
    "record_check": "work_check",
    "record_external": "work_external",
    "withdraw_application": "work_withdraw",
    "lapse": "work_lapse",
    "begin_evaluation": "work_begin",
    "assign_evaluator": "work_assign work_assign_third",
    "end_assignment": "work_take",
    "hand_back": "work_hand_back",
    "recuse": "work_recuse",
    "invite_guest": "work_guest",
    "give_verdict": "work_judge",
    "say_in_exchange": "work_talk",
    "call_third": "work_call_third",
    "decide_as_third": "work_third",
    "raise_nonconformity": "work_raise",
    "answer_nonconformity": "work_answer",
    "leave_nonconformity": "work_leave",
    "conclude_evaluation": "work_conclude",
    "review": "work_review",
    "grant": "work_decide",
    "refuse": "work_decide",
    "appeal": "work_appeal",
    "dismiss_appeal": "work_hear",
    "allow_appeal": "work_hear",
    "appeal_measure": "work_certificate_appeal",
    "uphold_measure": "work_certificate_hear",
    "annul_measure": "work_certificate_hear",
    "issue": "work_issue",
    "renew": "work_issue",
    "suspend": "work_certificate_suspend",
    "extend_suspension": "work_certificate_extend",
    "reinstate": "work_certificate_reinstate",
    "reduce": "work_certificate_reduce",
    "withdraw_certificate": "work_certificate_withdraw",
    "terminate": "work_certificate_give_back",
    "supersede": "work_certificate_supersede",
    "survey": "work_certificate_survey",
    "open_finding": "work_certificate_find work_certificate_survey",
    "close_finding": "work_certificate_close_finding",
    "ask_test_data": "work_certificate_ask_data",
    "give_test_data": "work_certificate_give_data",
    "update_external": "work_certificate_external",
    "lodge_complaint": "certificate-complaint",
    "admit_complaint": "work_complaint_screen",
    "dismiss_complaint": "work_complaint_screen",
    "decide_complaint": "work_complaint_decide",
}
WITHOUT = {
    "record_body": "A profile is a file; `oshmark body found` and `change` read it.",
    "propose_scheme": "A scheme is a file; `oshmark scheme publish` reads it, and checks it first.",
    "register_person": "By itself, with the first thing that somebody does: an account is enough.",
    "register_organisation": "By itself, with its first application: an account with an organisation is enough.",
    "open_verdicts": "By itself, with the last verdict that is given; nobody has to be asked.",
}
"""Why an act has no page of its own."""
OTHERWISE = {
    "give_challenge": "the applicant draws it beside the answer, a registrar on a page of theirs",
    "adopt_scheme": "not a task of a case; its view asks for the role",
    "assign_role": "not a task of a case; its view asks for the role",
    "end_role": "not a task of a case; its view asks for the role",
    "ask_for_lead": "anybody",
    "lodge_complaint": "anybody, without an account",
}
"""Acts whose pages are no task with a role of its own, and who gets there."""


def rows() -> Iterator[tuple[str, Row]]:
    for row in matrix().values():
        for action in row.actions:
            yield action, row


def test_every_act_of_the_matrix_has_a_page_or_a_reason() -> None:
    acts = {action for action, _row in rows()}
    assert acts == PAGES.keys() | WITHOUT.keys()
    assert not PAGES.keys() & WITHOUT.keys()
    assert all(len(reason.split()) > 4 for reason in WITHOUT.values())


def test_every_act_of_the_room_stands_in_the_matrix() -> None:
    named = {
        name
        for room in ROOMS
        for name, found in vars(room).items()
        if callable(found) and getattr(found, "__module__", "") == room.__name__ and not name.startswith("_")
    }
    classes = {name for name in named if name[0].isupper()}
    assert named - classes == {action for action, _row in rows()}


def test_every_page_is_there() -> None:
    there = {str(one.name) for one in (*urlpatterns, *public_patterns)}
    assert {page for pages in PAGES.values() for page in pages.split()} <= there


def roles_of_pages() -> dict[str, frozenset[Role]]:
    """Under which roles tasks and records are done."""
    tasks = {f"work_{task.key.replace('-', '_')}": frozenset(task.roles) for task in ALL}
    return tasks | {name_of(one): frozenset(one.roles) for one in RECORDS}


@pytest.mark.parametrize(("action", "row"), list(rows()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_page_is_for_exactly_those_who_may(action: str, row: Row) -> None:
    """Neither narrower than the matrix nor wider: §2d."""
    known = roles_of_pages()
    pages = [known[page] for page in PAGES.get(action, "").split() if page in known]
    found = frozenset().union(*pages)
    if action in OTHERWISE:
        assert found < row.roles
    elif action in PAGES:
        assert found == row.roles


def references() -> set[str]:
    """The acts that code of the site takes from the rooms, as `room.act`."""
    folder = Path(oshmark.web.__file__).parent
    rooms = {room.__name__.rpartition(".")[2] for room in ROOMS}
    found: set[str] = set()
    for path in (*folder.glob("workplaces/**/*.py"), *folder.glob("certification/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
                found.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("oshmark.certification.acts"):
                found |= {one.name for one in node.names}
    return found


def test_every_page_does_its_act() -> None:
    assert PAGES.keys() - references() == set()
