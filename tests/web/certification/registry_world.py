# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small body on the site whose profile can be read, so that it has pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.certification.body import Body, EvaluatorNames, Interest, LegalPage, Mark
from oshmark.certification.body_check import NEEDED
from oshmark.certification.written import canonical, digest_of
from oshmark.web import wiring
from tests.certification.world import BODY, small_scheme
from tests.web.certification.site_world import SiteWorld

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.events import Happened
    from oshmark.certification.roles import Role


def profile(names: EvaluatorNames = EvaluatorNames.NAME, **changes: str) -> Body:
    """A profile that is complete."""
    made = Body(
        id=BODY,
        version="1",
        name="Wrenfield Circle",
        language="en",
        languages=("en",),
        address=("Barn 4", "Wrenfield"),
        country="NL",
        contact="https://wrenfield.example/contact",
        prefix="WC",
        colophon="Invented for tests.",
        evaluator_names=names,
        roles=NEEDED,
        interests=(Interest(id="one", text="It owns the scheme."),),
        marks=(Mark(id="main", title="Mark", text="certified by Wrenfield"),),
        legal=tuple(LegalPage(id=one, title=one, text=one) for one in ("imprint", "privacy", "complaints")),
    )
    return msgspec.structs.replace(made, **changes)


class Registry(SiteWorld):
    """The world of the site, looked at from its pages. Its body has a profile that can be read."""

    def __init__(self, names: EvaluatorNames = EvaluatorNames.NAME) -> None:
        body = profile(names)
        wiring.payloads().put_many([canonical(body)])
        self._profile = digest_of(body)
        super().__init__(small_scheme(title="Printers of Wrenfield", certifies_not="Nothing else."))

    def do(
        self, act: Callable[..., tuple[Happened, ...]], person: str, role: Role, /, **asked: Any
    ) -> tuple[Happened, ...]:
        if getattr(act, "__name__", "") == "record_body":
            asked["profile"] = self._profile
        return super().do(act, person, role, **asked)
