# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps of writing a manifest: one topic at a time, the needed questions first."""

from __future__ import annotations

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oshmark.manifest.fields import PART, Scope


class Further(msgspec.Struct, frozen=True):
    """Questions behind a fold; those of a process are open when the thing is made by it."""

    title: str | Promise
    keys: tuple[str, ...]
    process: str = ""


class Step(msgspec.Struct, frozen=True):
    """One page of the form."""

    number: int
    title: str | Promise
    lead: str | Promise
    keys: tuple[str, ...] = ()
    further: tuple[Further, ...] = ()

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every field of the step."""
        return (*self.keys, *(key for fold in self.further for key in fold.keys))


def _of_process(process: str) -> tuple[str, ...]:
    return tuple(field.key for field in PART if field.process == process)


def _processes(scope: Scope) -> tuple[Further, ...]:
    titles = (
        ("3DP", _("If it is 3D printed")),
        ("CNC", _("If it is milled or turned")),
        ("LAS", _("If it is cut with a laser")),
        ("WEL", _("If it is welded")),
        ("PCB", _("If it is a circuit board")),
    )
    own = {process for process, _title in titles if any(_is_of(key, scope) for key in _of_process(process))}
    return tuple(Further(title, _of_process(process), process) for process, title in titles if process in own)


def _is_of(key: str, scope: Scope) -> bool:
    return scope is Scope.MODULE or any(field.key == key and field.scope is not Scope.MODULE for field in PART)


PARTS_STEP = 7
LOOK_STEP = 8
STEPS: tuple[Step, ...] = (
    Step(
        1,
        _("What it is"),
        _("Say it so that somebody who has never heard of it can find it and knows whether it is what they need."),
        ("name", "function", "version", "documentation-language", "image"),
        (Further(_("More about it"), ("cpc-patent-class",)),),
    ),
    Step(
        2,
        _("Who and where"),
        _("People need to know whom they have to thank, and where the design lives."),
        ("licensor", "organization", "repo", "release", "fork-of"),
    ),
    Step(
        3,
        _("The licence"),
        _(
            "Without a licence nobody may build, change or sell it, however openly it lies there. Choose one; each says"
            " in plain words what it asks."
        ),
        ("license",),
    ),
    Step(
        4,
        _("How far it is"),
        _(
            "Be modest: an honest prototype is more useful than a promised product. There are two scales, one for the"
            " hardware and one for its documentation."
        ),
        ("technology-readiness-level", "documentation-readiness-level"),
        (Further(_("Proofs and papers"), ("attestation", "standard-compliance", "publication")),),
    ),
    Step(
        5,
        _("Its files"),
        _(
            "Name each file by its path in the repository, or by its web address. Leave out what there is not: a gap is"
            " no shame, a wrong path is a nuisance."
        ),
        ("readme", "bom", "manufacturing-instructions", "user-manual", "contribution-guide", "source", "export"),
        (Further(_("Further files"), ("auxiliary",)),),
    ),
    Step(
        6,
        _("How it is made"),
        _("Makers look for what they can make with their machines, and for what fits on them."),
        ("tsdc", "outer-dimensions", "mass", "material"),
        (
            Further(_("Joining and finishing"), ("joining-process", "surface-finishing-process")),
            *_processes(Scope.MODULE),
        ),
    ),
    Step(
        PARTS_STEP,
        _("Its parts"),
        _(
            "If it is made of several parts that you designed, add each with its own files. What is bought stands in"
            " the bill of materials."
        ),
    ),
    Step(LOOK_STEP, _("Look, and take it along"), _("This is your manifest. It is yours: nothing of it stays here.")),
)

PART_STEP = Step(
    PARTS_STEP,
    _("A part"),
    "",
    ("name", "tsdc", "material", "source", "export", "image"),
    (
        Further(_("Size and weight"), ("outer-dimensions", "mass")),
        Further(_("Further files and finishing"), ("auxiliary", "surface-finishing-process")),
        *_processes(Scope.PART),
    ),
)
"""The questions about one part, on the page of parts."""


def step_of(written: str) -> Step:
    """The step of this number; the first one for what is none."""
    return next((step for step in STEPS if str(step.number) == written), STEPS[0])
