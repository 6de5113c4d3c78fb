# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the form of a declaration asks, section by section, in the order in which it stands on the label."""

from __future__ import annotations

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oshmark.label.declaration import Maker, Order, Topic

Text = str | Promise


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """One box: its name in the form, what it asks, and what helps to answer. `widget` is `line`, `prose`, `choice`,
    `address` or `short`; `options` names the list of what is usual."""

    name: str
    label: Text
    hint: Text = ""
    widget: str = "line"
    needed: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    options: str = ""
    length: int = 400


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the form."""

    key: str
    title: Text
    lead: Text = ""
    boxes: tuple[Box, ...] = ()


MAKER_NAMES: dict[Maker, Text] = {
    Maker.INDEPENDENT: _("an independent producer"),
    Maker.BODY: _("the body that owns the design"),
}
ORDER_NAMES: dict[Order, Text] = {
    Order.COST: _("what costs most first"),
    Order.MASS: _("what weighs most first"),
    Order.QUANTITY: _("what there is most of first"),
    Order.AS_LISTED: _("as the bill of materials lists them"),
}
TOPIC_TITLES: dict[Topic, Text] = {
    Topic.DESIGN: _("Product design"),
    Topic.HOW_MADE: _("How it is made"),
    Topic.SOURCING: _("Sourcing"),
    Topic.EDUCATION: _("Education about the design"),
    Topic.TRAINING: _("Training to build it"),
}
TOPIC_LEADS: dict[Topic, Text] = {
    Topic.DESIGN: _("Where the design can be understood and changed: sources, drawings, why it is as it is."),
    Topic.HOW_MADE: _("How you make it: steps, machines, tools, jigs, and how you test that one is good."),
    Topic.SOURCING: _("Where what you buy can be bought, and what may stand in for it."),
    Topic.EDUCATION: _("What helps others to understand it: lessons, talks, films, calculations."),
    Topic.TRAINING: _("Where people learn to build it themselves, or to make a living of it: courses, workshops."),
}
PARTS: tuple[Part, ...] = (
    Part(
        key="product",
        title=_("Product"),
        boxes=(
            Box(name="product", label=_("What is the product called?"), needed=True, length=200),
            Box(
                name="language",
                label=_("In which language do you write here?"),
                hint=_(
                    "A short tag, such as en, de or pt-BR. The fixed words of the label come in other languages, too."
                ),
                widget="short",
                options="languages",
                needed=True,
                length=35,
            ),
        ),
    ),
    Part(
        key="producer",
        title=_("Producer"),
        boxes=(
            Box(
                name="name",
                label=_("Who makes it?"),
                hint=_("As it shall stand on the label."),
                needed=True,
                length=200,
            ),
            Box(
                name="contact",
                label=_("Where can anybody reach you?"),
                hint=_("Public and printed: an e-mail address, a telephone number or a web page."),
                needed=True,
            ),
            Box(name="site", label=_("Your web site"), widget="address"),
            Box(
                name="maker",
                label=_("What are you to this product?"),
                hint=_("That a producer is certified is said by who certifies, and cannot be chosen here."),
                widget="choice",
                choices=tuple((maker.value, name) for maker, name in MAKER_NAMES.items()),
            ),
        ),
    ),
    Part(
        key="place",
        title=_("Place of manufacture"),
        lead=_("Where it is put together. The label says that you declare this, for nobody has checked it."),
        boxes=(
            Box(name="municipality", label=_("Town or city"), hint=_("No street."), needed=True, length=200),
            Box(name="region", label=_("Region or state"), length=200),
            Box(
                name="country",
                label=_("Country"),
                hint=_("Two letters after ISO 3166: DE, IN, US …"),
                widget="short",
                options="countries",
                needed=True,
                length=2,
            ),
        ),
    ),
    Part(
        key="lifetime",
        title=_("Lifetime and modularity"),
        lead=_("These two stand first on the label."),
        boxes=(
            Box(
                name="lifetime_design",
                label=_("How long does it last, and why?"),
                hint=_("What wears, how it is replaced, and what you have done so that it lasts."),
                widget="prose",
            ),
            Box(
                name="modularity",
                label=_("Into which modules does it come apart?"),
                hint=_("What can be exchanged, upgraded or used elsewhere, and with which tools."),
                widget="prose",
            ),
        ),
    ),
    Part(
        key="performance",
        title=_("Performance"),
        lead=_("What was measured, how and when. Leave it out and the label says “none yet”, which is no shame."),
    ),
    Part(
        key="repair",
        title=_("Repair and spare parts"),
        boxes=(
            Box(
                name="repair",
                label=_("How is it repaired?"),
                hint=_("Tools, skills, what is easy and what is not."),
                widget="prose",
            ),
            Box(
                name="spares",
                label=_("Where are spare parts to be had, and for how long?"),
                hint=_("Parts that anybody can make count as well: say which."),
                widget="prose",
            ),
        ),
    ),
    Part(
        key="components",
        title=_("Components"),
        lead=_("Every line of the bill of materials stands on the label, none left out, in an order that is said."),
        boxes=(
            Box(
                name="order",
                label=_("In which order?"),
                hint=_(
                    "Where the bill does not say enough for one order, the next one is taken, and the label says so."
                ),
                widget="choice",
                choices=tuple((order.value, name) for order, name in ORDER_NAMES.items()),
            ),
        ),
    ),
    Part(
        key="work",
        title=_("Labour and trade number"),
        boxes=(
            Box(
                name="labour_rate",
                label=_("What are those paid who put it together?"),
                hint=_("Only if you want to tell: for example “21 EUR an hour, social insurance paid”."),
            ),
            Box(
                name="gtin",
                label=_("GTIN"),
                hint=_("Only one that you own, from your contract with GS1. Its digital link leads to the same page."),
                widget="short",
                length=20,
            ),
        ),
    ),
)
"""The five topics follow these, each in a section of its own."""
SECTION_OF: dict[str, str] = {box.name: part.key for part in PARTS for box in part.boxes}
"""Box → the key of its section."""
