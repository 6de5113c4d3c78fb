# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A label as triples, in our words and in those of schema.org: what it was given to, and what its producer declares.

The address of its page is the document, `#this` the label, `#product` what bears it. Nothing here is a certification:
that is a word for what somebody else has checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.label.sections import number
from oshmark.library.privacy import without_emails
from oshmark.ontology.graph import Graph, Term, date_time, decimal, integer, iri, literal
from oshmark.ontology.terms import SPDX_LICENCES
from oshmark.values.iri import step
from oshmark.values.licence import read_licence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.label.content import Content
    from oshmark.label.declaration import Performance
    from oshmark.label.ingredients import Ingredient

THIS, PRODUCT, PRODUCER, COUNTRY = "#this", "#product", "#producer", "#country"


class KeptFile(msgspec.Struct, frozen=True):
    """A file that the page hands out: its path, its full address, its SHA-256 and its bytes."""

    path: str
    href: str
    sha256: str
    size: int


class Course(msgspec.Struct, frozen=True):
    """What the log says of a label, in ISO 8601: when it was issued, and when and why it ended if it did."""

    issued: str
    ended: str = ""
    reason: str = ""


def label_graph(content: Content, course: Course, files: Iterable[KeptFile], *, site: str, gtin: str = "") -> Graph:
    """The graph of a label, or of one unit of it where the content has a serial."""
    graph = Graph(f"{site}/C/{content.number}" + (f"/{content.serial}" if content.serial else ""))
    document = f"<{graph.document}>"
    graph.add(document, "schema:about", THIS)
    # What is said of the product and its components comes from the release, and stands under its licence.
    graph.add(document, "dcterms:source", iri(f"{site}{content.release}"))
    for licence in content.licences:
        graph.add(document, "dcterms:license", _licence_term(licence.expression))
    _label(graph, content, course, site)
    _product(graph, content, site, gtin)
    for at, one in enumerate(content.performance, start=1):
        _measured(graph, f"#measured-{at}", one)
    for at, item in enumerate(content.ingredients.items, start=1):
        _ingredient(graph, f"#ingredient-{at}", item, at)
    for at, file in enumerate(files, start=1):
        _file(graph, f"#file-{at}", file)
    return graph


def _label(graph: Graph, content: Content, course: Course, site: str) -> None:
    graph.add(THIS, "rdf:type", "oshmark:Label")
    graph.add(THIS, "oshmark:labelNumber", literal(content.number))
    graph.add(THIS, "oshmark:standing", literal(content.standing.value))
    graph.add(THIS, "oshmark:labels", iri(f"{site}{content.release}#this"))
    graph.add(THIS, "schema:about", PRODUCT)
    graph.add(THIS, "dcterms:issued", date_time(course.issued))
    if course.ended:
        graph.add(THIS, "schema:dateModified", date_time(course.ended))
        graph.add(THIS, "oshmark:endedBecause", _text(course.reason))
    for topic, is_there in content.topics:
        graph.add(THIS, "oshmark:topicProvided" if is_there else "oshmark:topicMissing", literal(topic.value))


def _product(graph: Graph, content: Content, site: str, gtin: str) -> None:
    graph.add(PRODUCT, "rdf:type", "schema:IndividualProduct" if content.serial else "schema:Product")
    graph.add(PRODUCT, "schema:name", _text(content.product))
    graph.add(PRODUCT, "schema:version", literal(content.version))
    graph.add(PRODUCT, "schema:sku", literal(content.number))
    if content.serial:
        graph.add(PRODUCT, "schema:serialNumber", literal(content.serial))
    if gtin:
        graph.add(PRODUCT, "schema:gtin", literal(gtin))
    graph.add(PRODUCT, "schema:isBasedOn", iri(f"{site}{content.release}#this"))
    for licence in content.licences:
        graph.add(PRODUCT, "dcterms:rights", _text(licence.expression))
    graph.add(PRODUCT, "schema:manufacturer", PRODUCER)
    graph.add(PRODUCER, "rdf:type", "schema:Organization")
    graph.add(PRODUCER, "schema:name", _text(content.producer.name))
    graph.add(PRODUCER, "schema:identifier", literal(content.producer.id))
    if content.producer.site:
        graph.add(PRODUCER, "schema:url", iri(content.producer.site))
    graph.add(PRODUCT, "schema:countryOfOrigin", COUNTRY)
    graph.add(COUNTRY, "rdf:type", "schema:Country")
    graph.add(COUNTRY, "schema:identifier", literal(content.made.country))
    place = ", ".join(filter(None, (content.made.municipality, content.made.region)))
    graph.add(PRODUCT, "oshmark:declaredPlace", _text(place))


def _measured(graph: Graph, node: Term, one: Performance) -> None:
    graph.add(PRODUCT, "schema:additionalProperty", node)
    graph.add(node, "rdf:type", "schema:PropertyValue")
    graph.add(node, "schema:name", _text(one.what))
    graph.add(node, "schema:value", _text(one.value))
    if one.unit:
        graph.add(node, "schema:unitText", _text(one.unit))
    graph.add(node, "schema:measurementTechnique", _text(one.method))
    graph.add(node, "dcterms:created", f'"{one.on.isoformat()}"^^xsd:date')


def _ingredient(graph: Graph, node: Term, item: Ingredient, position: int) -> None:
    graph.add(PRODUCT, "oshmark:ingredient", node)
    graph.add(node, "rdf:type", "oshmark:Ingredient")
    graph.add(node, "schema:position", integer(position))
    graph.add(node, "schema:name", _text(item.name))
    graph.add(node, "oshmark:origin", literal(item.origin.value))
    if item.quantity is not None:
        graph.add(node, "oshmark:amount", decimal(item.quantity))
    for predicate, text in (
        ("schema:unitText", item.unit),
        ("oshmark:howMade", item.how),
        ("schema:material", item.material),
        ("schema:identifier", item.number),
    ):
        if text:
            graph.add(node, predicate, _text(text))


def _file(graph: Graph, node: Term, file: KeptFile) -> None:
    graph.add(THIS, "oshmark:archivedFile", node)
    graph.add(node, "rdf:type", "okh:File")
    graph.add(node, "oshmark:path", literal(file.path))
    graph.add(node, "okh:url", iri(file.href))
    graph.add(node, "oshmark:digest", literal(file.sha256))
    graph.add(node, "dcat:byteSize", f'"{file.size}"^^xsd:nonNegativeInteger')


def _licence_term(expression: str) -> Term:
    ids = read_licence(expression).ids
    return f"<{SPDX_LICENCES}{step(ids[0])}>" if len(ids) == 1 else literal(expression)


def _text(text: str) -> Term:
    return literal(without_emails(text))


def label_data(
    content: Content, course: Course, files: Iterable[KeptFile], *, site: str, gtin: str = ""
) -> dict[str, object]:
    """The same as plain data for JSON."""
    made, producer = content.made, content.producer
    return {
        "address": f"{site}/C/{content.number}" + (f"/{content.serial}" if content.serial else ""),
        "standing": content.standing.value,
        "certified": False,
        "number": content.number,
        "serial": content.serial or None,
        "issued": course.issued,
        "ended": course.ended or None,
        "ended_because": without_emails(course.reason) or None,
        "product": without_emails(content.product),
        "version": content.version,
        "release": f"{site}{content.release}",
        "manifest_digest": f"sha256:{content.manifest_digest}",
        "gtin": gtin or None,
        "producer": {"id": producer.id, "name": producer.name, "contact": producer.contact, "site": producer.site},
        "made": {
            "municipality": made.municipality,
            "region": made.region,
            "country": made.country,
            "checked_on": made.checked_on,
        },
        "maker": content.maker.value,
        "language": content.language,
        "lifetime_design": content.lifetime_design or None,
        "modularity": content.modularity or None,
        "repair": content.repair or None,
        "spares": content.spares or None,
        "labour_rate": content.labour_rate or None,
        "performance": [
            {"what": one.what, "value": one.value, "unit": one.unit, "method": one.method, "on": one.on, "by": one.by}
            for one in content.performance
        ],
        "licences": [{"subject": one.subject, "expression": one.expression} for one in content.licences],
        "topics": {topic.value: is_there for topic, is_there in content.topics},
        "components": {
            "order": content.ingredients.order.value,
            "unmeasured": content.ingredients.unmeasured,
            "items": [_item(item) for item in content.ingredients.items],
        },
        "files": [{"path": file.path, "url": file.href, "sha256": file.sha256, "bytes": file.size} for file in files],
        "bom_quality": "provided, not checked",
    }


def _item(item: Ingredient) -> dict[str, object]:
    return {
        "name": without_emails(item.name),
        "quantity": None if item.quantity is None else number(item.quantity),
        "unit": item.unit or None,
        "origin": item.origin.value,
        "how": without_emails(item.how) or None,
        "material": item.material or None,
        "number": item.number or None,
    }
