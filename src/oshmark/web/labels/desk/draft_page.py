# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of a declaration as its page shows it: every section with its state, and what is said at each box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.bom.made import Origin
from oshmark.label.declaration import MAX_ITEMS, MAX_TEXT, Order, Topic
from oshmark.label.forms import FORMS, Format
from oshmark.label.sections import number
from oshmark.label.words import LANGUAGES
from oshmark.values.finding import Severity
from oshmark.values.language import REGIONS
from oshmark.web.archive.files import file_address, files_of
from oshmark.web.labels.desk.drafts import state_of
from oshmark.web.labels.desk.questions import ORDER_NAMES, PARTS, SECTION_OF, TOPIC_LEADS, TOPIC_TITLES
from oshmark.web.labels.desk.written import Value
from oshmark.web.library.bill_list import ORIGINS
from oshmark.web.library.finding_list import found_row, grouped_findings
from oshmark.web.library.presentation import decent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oshmark.label.ingredients import Ingredients
    from oshmark.values.finding import Finding
    from oshmark.web.archive.models import ArchivedFile
    from oshmark.web.labels.desk.drafts import OpenedDraft
    from oshmark.web.labels.desk.questions import Box, Part
    from oshmark.web.labels.desk.written import TopicDraft, Written

Plain = dict[str, Any]
SHOWN_FILES = 400
"""Archived files that a topic offers."""
SHOWN_PARTS = 5000
VALUE_LABELS = ("what", "value", "unit", "method", "on", "by")
PICTURES = tuple(key for key, form in FORMS.items() if Format.SVG in form.formats)
"""Forms of the label that there is a picture of."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section: `state` is `complete`, `advice`, `error`, or `empty` where nothing is said that nobody asks for."""

    key: str
    title: str
    lead: str
    state: str
    boxes: list[Plain]
    said: list[Plain]
    topic: Plain | None = None


def draft_context(opened: OpenedDraft, look: Plain) -> Plain:
    """Everything that the page shows; `look` says in which form and language the picture is."""
    sections = [*map(_section_of(opened), PARTS), *(_topic_section(topic, opened) for topic in Topic)]
    errors = [section for section in sections if section.state == Severity.ERROR.value]
    return {
        "draft": opened.draft,
        "label": opened.label,
        "facts": opened.facts,
        "seen": state_of(opened.draft),
        "sections": sections,
        "errors": errors,
        "values": _value_rows(opened.written, opened.said.findings),
        "more_values": len(opened.written.performance) < MAX_ITEMS,
        "components": component_rows(opened.parts),
        "order_said": order_said(opened.parts),
        "noticed": grouped_findings(None, opened.noticed),
        "noticed_count": len(opened.noticed),
        "dropped": opened.dropped,
        "languages": LANGUAGES,
        "countries": sorted(REGIONS),
        "picture_forms": [(key, form_name(key)) for key in PICTURES],
        "look": look,
    }


def _section_of(opened: OpenedDraft) -> Any:  # noqa: ANN401  a function of one part
    def make(part: Part) -> Section:
        findings = [one for box, one in opened.said.findings if _section_key(box) == part.key]
        return Section(
            key=part.key,
            title=str(part.title),
            lead=str(part.lead),
            state=_state(findings, is_empty=_is_empty(part, opened.written)),
            boxes=[_box(box, opened) for box in part.boxes],
            said=_said(one for box, one in opened.said.findings if box == part.key),
        )

    return make


def _section_key(box: str) -> str:
    if box.startswith("performance"):
        return "performance"
    return SECTION_OF.get(box, "")


def _is_empty(part: Part, written: Written) -> bool:
    """Whether nothing was typed in any box of a section."""
    return bool(part.boxes) and not any(getattr(written, box.name).strip() for box in part.boxes)


def _state(findings: Iterable[Finding], *, is_empty: bool = False) -> str:
    """The worst that is said, or that nothing is."""
    found = {finding.severity for finding in findings}
    return next((one.value for one in Severity if one in found), "empty" if is_empty else "complete")


def _said(findings: Iterable[Finding]) -> list[Plain]:
    return [{"severity": one.severity.value, "row": found_row(None, one)} for one in findings]


def _at(name: str, findings: Sequence[tuple[str, Finding]]) -> Plain:
    """What is said at a box."""
    found = [one for box, one in findings if box == name]
    return {"said": _said(found), "invalid": any(one.severity is Severity.ERROR for one in found)}


def _box(box: Box, opened: OpenedDraft) -> Plain:
    locked = opened.label is not None and box.name in ("municipality", "country", "order")
    return {
        "name": box.name,
        "label": box.label,
        "hint": _("This belongs to the label for good.") if locked else box.hint,
        "widget": box.widget,
        "needed": box.needed,
        "choices": box.choices,
        "options": box.options,
        "length": box.length,
        "value": getattr(opened.written, box.name),
        "locked": locked,
        **_at(box.name, opened.said.findings),
    }


def _value_rows(written: Written, findings: Sequence[tuple[str, Finding]]) -> list[Plain]:
    """The rows of the performance data; an empty one where there is none yet."""
    labels = {
        "what": _("What"),
        "value": _("Value"),
        "unit": _("Unit"),
        "method": _("Method"),
        "on": _("Measured on"),
        "by": _("By whom"),
    }
    return [
        {
            "number": at + 1,
            "drop": f"drop:performance:{at}",
            "boxes": [
                {
                    "name": f"performance-{at}-{key}",
                    "label": labels[key],
                    "value": getattr(row, key),
                    "kind": "date" if key == "on" else "text",
                    "key": key,
                    "needed": key in ("what", "value", "method", "on"),
                    **_at(f"performance-{at}-{key}", findings),
                }
                for key in VALUE_LABELS
            ],
        }
        for at, row in enumerate(written.performance or [Value()])
    ]


def _topic_section(topic: Topic, opened: OpenedDraft) -> Section:
    front = f"topic-{topic.value}"
    draft, findings = opened.written.topic(topic), opened.said.findings
    return Section(
        key=front,
        title=str(TOPIC_TITLES[topic]),
        lead=str(TOPIC_LEADS[topic]),
        state=_state(one for box, one in findings if box == front or box.startswith(f"{front}-")),
        boxes=[],
        said=_said(one for box, one in findings if box in (front, f"{front}-links", f"{front}-files")),
        topic=_topic(topic, draft, opened),
    )


def _topic(topic: Topic, draft: TopicDraft, opened: OpenedDraft) -> Plain:
    front, findings = f"topic-{topic.value}", opened.said.findings
    chosen = set(draft.files)
    rows = [row for row in files_of(opened.draft.release) if row.sha256]
    first = [row for row in rows if row.sha256 in chosen]
    rest = [row for row in rows if row.sha256 not in chosen][: max(0, SHOWN_FILES - len(first))]
    return {
        "key": topic.value,
        "text": {"name": f"{front}-text", "value": draft.text, **_at(f"{front}-text", findings)},
        "steps": {"name": f"{front}-steps", "value": draft.steps, **_at(f"{front}-steps", findings)},
        "links": [
            {
                "number": at + 1,
                "drop": f"drop:link:{topic.value}:{at}",
                "title": {
                    "name": f"{front}-link-{at}-title",
                    "value": link.title,
                    **_at(f"{front}-link-{at}-title", findings),
                },
                "href": {
                    "name": f"{front}-link-{at}-href",
                    "value": link.href,
                    **_at(f"{front}-link-{at}-href", findings),
                },
            }
            for at, link in enumerate(draft.links)
        ],
        "more_links": len(draft.links) < MAX_ITEMS,
        "files": [_file(row, row.sha256 in chosen) for row in (*first, *rest)],
        "file_name": f"{front}-file",
        "chosen": len(first),
        "length": MAX_TEXT,
    }


def _file(row: ArchivedFile, chosen: bool) -> Plain:  # noqa: FBT001  a column
    return {"sha256": row.sha256, "path": decent(row.path, 200), "href": file_address(row), "chosen": chosen}


def component_rows(parts: Ingredients) -> list[Plain]:
    """All components, as the label lists them."""
    return [
        {
            "quantity": "" if one.quantity is None else f"{number(one.quantity)} {one.unit}".strip(),
            "name": decent(one.name, 300),
            "origin": ORIGINS[one.origin](),
            "known": one.origin is not Origin.UNKNOWN,
            "how": decent(" · ".join(filter(None, (one.how, one.material, one.number))), 300),
        }
        for one in parts.items[:SHOWN_PARTS]
    ]


def order_said(parts: Ingredients) -> str:
    """By which measure the components really stand."""
    said = str(ORDER_NAMES[parts.order])
    if parts.unmeasured and parts.order is not Order.AS_LISTED:
        more = _("the last %(count)s say nothing of that") % {"count": parts.unmeasured}
        return f"{said}; {more}"
    return said


def form_name(key: str) -> str:
    """What a form of the label is called."""
    names = {
        "full": _("Full label"),
        "compact": _("Compact"),
        "strip": _("Strip"),
        "plate": _("Rating plate"),
        "board": _("Mark for a circuit board, number only"),
        "board-code": _("Mark for a circuit board, with code"),
        "text": _("Plain text"),
    }
    form = FORMS[key]
    size = f" ({form.width_mm} × {form.height_mm} mm)" if form.width_mm else ""
    return names.get(key, key) + size
