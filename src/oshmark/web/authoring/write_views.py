# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a manifest in the browser, one topic at a time. The draft travels with the form; nothing of it is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from oshmark.web.authoring.answers import answer
from oshmark.web.authoring.check_views import attachment
from oshmark.web.authoring.draft_state import NAME, draft_text, file_text, loaded, new_draft, read_draft
from oshmark.web.authoring.posted import NotTakenError, fields_of, sent_manifest
from oshmark.web.authoring.questions import module_questions, part_questions
from oshmark.web.authoring.scripts import with_scripts
from oshmark.web.authoring.step_page import Draft, parts_of, step_context
from oshmark.web.authoring.steps import PART_STEP, PARTS_STEP, STEPS, step_of

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.http.response import HttpResponseBase

MAX_DIGITS = 6
_GO = re.compile(r"(step|part|drop-part)-([0-9]{1,6})")
EVERY = frozenset(step.number for step in STEPS)


@csrf_exempt  # the answer is made of nothing but what is sent, and nobody is logged in
def write(request: HttpRequest) -> HttpResponseBase:
    """The start; and for a form that is sent, the step that its maker goes to."""
    if request.method in ("GET", "HEAD"):
        return _start(request, {})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    try:
        fields = fields_of(request)
        if fields.get("go") == "load":
            return _step(request, *_from_file(request))
        return _step(request, _gone(_answered(fields), fields.get("go", "")), {})
    except NotTakenError as error:
        return _start(request, {"problem": str(error)}, status=error.status)


@csrf_exempt  # as above
def findings(request: HttpRequest) -> HttpResponseBase:
    """What is to be said of a step while it is filled in: the pieces of its page that change."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        context = step_context(_answered(fields_of(request)))
    except NotTakenError as error:
        return HttpResponse(str(error), status=error.status, content_type="text/plain; charset=utf-8")
    response = render(request, "authoring/_live.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_exempt  # as above
def file(request: HttpRequest) -> HttpResponseBase:
    """The finished manifest, as a file."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return attachment(file_text(_answered(fields_of(request)).table), NAME)
    except NotTakenError as error:
        return _start(request, {"problem": str(error)}, status=error.status)


def _start(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return with_scripts(render(request, "authoring/start.html", {**context, "steps": STEPS}, status=status))


def _step(request: HttpRequest, draft: Draft, more: dict[str, Any]) -> HttpResponse:
    return with_scripts(render(request, "authoring/step.html", {**step_context(draft), **more}))


def _from_file(request: HttpRequest) -> tuple[Draft, dict[str, Any]]:
    """A manifest that exists, at the first step; of all steps it is said what is missing."""
    table, was_mended = loaded(sent_manifest(request))
    return Draft(table, STEPS[0], EVERY), {"was_loaded": True, "was_mended": was_mended}


def _answered(fields: QueryDict) -> Draft:
    """The draft with what was answered on the page that is sent."""
    if "draft" not in fields:
        return Draft(new_draft(), STEPS[0], frozenset())
    table = read_draft(fields.get("draft", ""))
    step = step_of(fields.get("step", ""))
    visited = frozenset(number for number in EVERY if str(number) in fields.get("visited", "")[:40].split(","))
    part = _part_of(table, fields.get("part", "")) if step.number == PARTS_STEP else None
    if part is not None:
        answer(parts_of(table)[part], part_questions(PART_STEP.all_keys), fields)
    answer(table, module_questions(step.all_keys), fields)
    draft_text(table)  # refuses what has grown too large, before anything is made of it
    return Draft(table, step, visited, part)


def _part_of(table: dict[str, Any], written: str) -> int | None:
    """The part that is open, if there is one of this number."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= MAX_DIGITS
    return int(written) if is_number and int(written) < len(parts_of(table)) else None


def _gone(draft: Draft, go: str) -> Draft:
    """The draft where its maker wants to go; what is no way leads nowhere."""
    if go == "add-part" and ("part" not in draft.table or parts_of(draft.table)):
        parts = parts_of(draft.table)
        draft.table["part"] = [*parts, {}]
        return draft._replace(part=len(parts), step=STEPS[PARTS_STEP - 1])
    match = _GO.fullmatch(go)
    kind, number = (match[1], int(match[2])) if match else (go, 0)
    target = {"next": draft.step.number + 1, "back": draft.step.number - 1, "step": number}.get(kind)
    if target is not None:
        _drop_empty_parts(draft.table)
        step = STEPS[max(1, min(len(STEPS), target)) - 1]
        return Draft(draft.table, step, draft.visited | {draft.step.number})
    if kind == "part":
        return draft._replace(part=_part_of(draft.table, str(number)))
    if kind == "drop-part" and number < len(parts_of(draft.table)):
        del draft.table["part"][number]
        _drop_empty_parts(draft.table)
        return draft._replace(part=None)
    return draft


def _drop_empty_parts(table: dict[str, Any]) -> None:
    """A part of which nothing was said was opened by mistake."""
    left = [part for part in parts_of(table) if part]
    if left:
        table["part"] = left
    elif table.get("part") in ([], [{}]) or parts_of(table):
        del table["part"]
