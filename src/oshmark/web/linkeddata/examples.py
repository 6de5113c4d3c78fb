# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to begin with, as data: most are the specification's own list, each in SPARQL.

Where a question is about one module or one person, the query picks one by itself, so that it has an answer in every
library; put in the address of another one to ask about that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Example(NamedTuple):
    """One saved query. `answers` is the id of the specification's question, or empty for one of our own."""

    key: str
    title: StrOrPromise
    question: StrOrPromise
    query: str
    answers: str = ""


EXAMPLES = (
    Example(
        "patent-classes",
        _("Modules by patent class"),
        _("Which modules are in the patent classes for 3D printing, looms or electric motors?"),
        """SELECT ?module ?name ?class {
  ?module a okh:Module ; rdfs:label ?name ; okh:cpcPatentClass ?class .
  VALUES ?wanted { "B33Y" "D03D" "H02P" }
  FILTER(STRSTARTS(?class, ?wanted))
}
ORDER BY ?class ?name""",
        "f01",
    ),
    Example(
        "process-and-licence",
        _("Modules by process and licence"),
        _("Which modules have 3D-printed parts and a licence that asks copies to stay open?"),
        """SELECT DISTINCT ?module ?name ?license {
  ?module a okh:Module ; rdfs:label ?name ;
    oshmark:licenseClass "strong-copyleft" ; oshmark:licenseExpression ?license ;
    okh:hasComponent ?part .
  ?part okh:tsdc tsdc:3DP .
}
ORDER BY ?name""",
        "f02",
    ),
    Example(
        "languages",
        _("Modules by language"),
        _("Which modules have documentation in German, Japanese or French?"),
        """SELECT ?module ?name ?language {
  ?module a okh:Module ; rdfs:label ?name ; okh:documentationLanguage ?language .
  FILTER(LANGMATCHES(?language, "de") || LANGMATCHES(?language, "ja") || LANGMATCHES(?language, "fr"))
}
ORDER BY ?language ?name""",
        "f03",
    ),
    Example(
        "versions-and-forks",
        _("Versions and forks"),
        _("Which versions of each module are in the library, and what are they forks of?"),
        """SELECT ?module ?version ?release ?forkOf {
  ?release okh:versionOf ?module ; okh:version ?version .
  OPTIONAL { ?release okh:forkOf ?forkOf }
}
ORDER BY ?module ?version""",
        "f04",
    ),
    Example(
        "open-licences",
        _("Is it open source hardware?"),
        _("Is the licence of each module open, and what does it ask of copies?"),
        """SELECT ?module ?name ?license ?openness ?class {
  ?module a okh:Module ; rdfs:label ?name ; oshmark:licenseExpression ?license ; oshmark:openness ?openness .
  OPTIONAL { ?module oshmark:licenseClass ?class }
}
ORDER BY ?class ?license ?name""",
        "a01",
    ),
    Example(
        "complete",
        _("Is the documentation complete?"),
        _("How complete is each manifest, and how many of its parts name no source, or no export?"),
        """SELECT ?module ?name ?percent (COUNT(DISTINCT ?part) AS ?parts)
  (COUNT(DISTINCT ?sourceless) AS ?withoutSource) (COUNT(DISTINCT ?exportless) AS ?withoutExport) {
  ?module a okh:Module ; rdfs:label ?name ; oshmark:completeness ?percent .
  OPTIONAL {
    ?module okh:hasComponent ?part .
    BIND(IF(EXISTS { ?part okh:source ?source }, ?none, ?part) AS ?sourceless)
    BIND(IF(EXISTS { ?part okh:export ?export }, ?none, ?part) AS ?exportless)
  }
}
GROUP BY ?module ?name ?percent
ORDER BY ?percent ?name""",
        "a02",
    ),
    Example(
        "source-formats",
        _("File formats of the sources"),
        _("In which file formats are the design sources, and how many modules use each?"),
        """SELECT ?format (COUNT(DISTINCT ?file) AS ?files) (COUNT(DISTINCT ?module) AS ?modules) {
  ?module a okh:Module ; okh:hasComponent?/okh:source ?file .
  ?file okh:fileFormat ?format .
}
GROUP BY ?format
ORDER BY DESC(?files) ?format""",
        "a03",
    ),
    Example(
        "where-used",
        _("Where a module is used"),
        _("Which modules name another one as built in, by the own key uses-module of their manifest?"),
        """SELECT ?used ?usedName ?module ?name {
  ?module a okh:Module ; rdfs:label ?name ; oshmark:extra ?field .
  ?field oshmark:key "uses-module" ; oshmark:json ?json .
  BIND(IRI(REPLACE(?json, '"', "")) AS ?repo)
  OPTIONAL { ?used a okh:Module ; okh:repo ?repo ; rdfs:label ?usedName }
}
ORDER BY ?usedName ?name""",
        "a04",
    ),
    Example(
        "package",
        _("Everything of one module"),
        _("Which files belong to a module and its parts, and what are they for?"),
        """SELECT ?module ?kind ?path ?of {
  # This takes the first module; write VALUES ?module { <its address> } instead to ask about another one.
  { SELECT ?module { ?module a okh:Module } ORDER BY ?module LIMIT 1 }
  ?module okh:hasComponent? ?component .
  ?component rdfs:label ?of ; ?kind ?file .
  ?file oshmark:path ?path .
}
ORDER BY ?of ?kind ?path""",
        "p01",
    ),
    Example(
        "licences",
        _("Modules and releases by licence"),
        _("How many modules, and releases of them, are or were under each licence?"),
        """SELECT ?license (COUNT(DISTINCT ?module) AS ?modules) (COUNT(DISTINCT ?release) AS ?releases) {
  ?release a oshmark:Release ; okh:versionOf ?module ; oshmark:licenseExpression ?license .
}
GROUP BY ?license
ORDER BY DESC(?modules) ?license""",
    ),
    Example(
        "bed-220",
        _("Parts for a bed of 220 mm"),
        _("Which 3D-printed parts fit on a bed of 220 mm by 220 mm as they are drawn?"),
        """SELECT ?part ?name ?width ?depth ?height {
  ?part okh:tsdc tsdc:3DP ; rdfs:label ?name ; okh:hasOuterDimensions ?size .
  ?size oshmark:widthMm ?width ; oshmark:depthMm ?depth ; oshmark:heightMm ?height .
  FILTER(?width <= 220 && ?depth <= 220)
}
ORDER BY DESC(?width) ?name""",
    ),
    Example(
        "by-licensor",
        _("Everything by one licensor"),
        _("Which modules come from the licensor who has most in the library?"),
        """SELECT ?licensor ?licensorName ?module ?name {
  # Write VALUES ?licensor { <address> } instead to ask about somebody else.
  { SELECT ?licensor { ?any okh:licensor ?licensor } GROUP BY ?licensor ORDER BY DESC(COUNT(?any)) ?licensor LIMIT 1 }
  ?module okh:licensor ?licensor ; rdfs:label ?name ; oshmark:attribution ?attribution .
  ?attribution oshmark:role "licensor" ; prov:agent ?licensor ; schema:name ?licensorName .
}
ORDER BY ?name""",
    ),
)

BY_KEY = {example.key: example for example in EXAMPLES}
