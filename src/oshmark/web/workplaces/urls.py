# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the work places. Those of tasks are made from the tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import re_path

from oshmark.web.workplaces import body_views, case_views, certificate_views, guest_views, home_views
from oshmark.web.workplaces.applying import apply_views, territory_views
from oshmark.web.workplaces.evidence import transfer_views
from oshmark.web.workplaces.evidence import views as evidence_views
from oshmark.web.workplaces.letters import views as letter_views
from oshmark.web.workplaces.records import views as record_views
from oshmark.web.workplaces.seat import at_case, at_certificate, at_complaint, at_criterion, at_nonconformity
from oshmark.web.workplaces.tasks.desk import page_of
from oshmark.web.workplaces.tasks.every import CASE_TASKS, CERTIFICATE_TASKS, COMPLAINT_TASKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import URLPattern

    from oshmark.web.workplaces.records.recording import Record
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Task

_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
CASE = rf"^work/application/(?P<application>{_NAME})"
CERTIFICATE = rf"^work/certificate/(?P<number>{_NAME})"
COMPLAINT = rf"^work/complaint/(?P<complaint>{_NAME})"
AT: dict[str, tuple[str, Callable[..., Seat]]] = {
    "": ("", at_case),
    "criterion": (rf"/(?P<criterion>{_NAME})", at_criterion),
    "nonconformity": (rf"/(?P<nonconformity>{_NAME})", at_nonconformity),
}


def _case(task: Task) -> URLPattern:
    behind, find = AT[task.at]
    return re_path(rf"{CASE}/{task.key}{behind}\Z", page_of(task, find), name=_name(task))


def _name(task: Task) -> str:
    return f"work_{task.key.replace('-', '_')}"


def _certificate(task: Task) -> URLPattern:
    ending = task.key.removeprefix("certificate-")
    return re_path(rf"{CERTIFICATE}/{ending}\Z", page_of(task, at_certificate), name=_name(task))


def _complaint(task: Task) -> URLPattern:
    ending = task.key.removeprefix("complaint-")
    return re_path(rf"{COMPLAINT}/{ending}\Z", page_of(task, at_complaint), name=_name(task))


def _record(record: Record) -> URLPattern:
    return re_path(rf"^work/record/{record.key}\Z", record_views.page_of(record), name=record_views.name_of(record))


urlpatterns = [
    re_path(r"^work/\Z", home_views.home, name="work_home"),
    re_path(r"^work/twenty\Z", home_views.twenty, name="work_twenty"),
    re_path(r"^work/away\Z", home_views.be_away, name="work_away"),
    re_path(r"^work/letters\Z", letter_views.letters, name="work_letters"),
    re_path(r"^work/letters/(?P<token>[A-Za-z0-9~_-]{1,200})\Z", letter_views.letters_stop, name="work_letters_off"),
    re_path(r"^work/guest/(?P<guest>[1-9][0-9]{0,17})\Z", guest_views.let_in, name="work_guest_in"),
    re_path(r"^work/guest/(?P<token>[0-9a-f]{32}~[A-Za-z0-9_-]{1,120})\Z", guest_views.asked, name="work_guest_asked"),
    re_path(r"^work/apply\Z", apply_views.apply, name="work_apply"),
    re_path(rf"^work/roles/(?P<body>{_NAME})\Z", body_views.roles, name="work_roles"),
    re_path(rf"^work/scheme/(?P<scheme>{_NAME})/(?P<version>{_NAME})\Z", body_views.scheme, name="work_scheme"),
    re_path(r"^work/territory\Z", territory_views.ask_for_lead, name="work_territory"),
    re_path(rf"{CASE}\Z", case_views.application, name="work_application"),
    re_path(rf"{CASE}/training\Z", case_views.training, name="work_training"),
    re_path(rf"{CASE}/criterion/(?P<criterion>{_NAME})\Z", case_views.criterion, name="work_criterion"),
    re_path(rf"{CASE}/write/(?P<criterion>{_NAME})\Z", case_views.write, name="work_write"),
    re_path(rf"{CASE}/put-right/(?P<nonconformity>{_NAME})\Z", case_views.put_right, name="work_put_right"),
    re_path(rf"{CASE}/transfers\Z", transfer_views.transfers_of, name="work_transfers"),
    re_path(rf"{CASE}/transfers/(?P<token>[0-9a-f]{{32}})\Z", transfer_views.transfer, name="work_transfer"),
    re_path(rf"{CASE}/file/(?P<digest>[0-9a-f]{{64}})/(?P<name>[^/]+)\Z", evidence_views.file, name="work_file"),
    re_path(rf"{CERTIFICATE}\Z", certificate_views.certificate, name="work_certificate"),
    re_path(rf"{COMPLAINT}\Z", certificate_views.complaint, name="work_complaint"),
    *map(_case, CASE_TASKS),
    *map(_certificate, CERTIFICATE_TASKS),
    *map(_complaint, COMPLAINT_TASKS),
    re_path(r"^work/record/\Z", record_views.records, name="work_records"),
    *map(_record, record_views.RECORDS),
]
