# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our own terms: what manifests say and the published OKH ontology (1.1) has no word for.

The namespace is the same on every instance, so that data of several instances can be asked together; each instance
serves the document at `/ns`.
"""

from __future__ import annotations

import msgspec

NAMESPACE = "https://w3id.org/oshmark/ns#"


class Term(msgspec.Struct, frozen=True):
    """One term: `kind` is a class of RDFS or OWL; `domain` and `range` are compact names or empty."""

    name: str
    kind: str
    label: str
    comment: str
    domain: str = ""
    range: str = ""


def _class(name: str, label: str, comment: str) -> Term:
    return Term(name, "owl:Class", label, comment)


def _data(name: str, label: str, comment: str, range_: str = "xsd:string", domain: str = "okh:Component") -> Term:
    return Term(name, "owl:DatatypeProperty", label, comment, domain, range_)


def _link(name: str, label: str, comment: str, range_: str = "", domain: str = "okh:Component") -> Term:
    return Term(name, "owl:ObjectProperty", label, comment, domain, range_)


def _mm(name: str, label: str, comment: str) -> Term:
    return _data(name, label, f"{comment} In millimetres.", "xsd:decimal")


TERMS: tuple[Term, ...] = (
    _class("ExtraField", "own field", "A key of a manifest that no specification knows, kept as it was written."),
    _class(
        "Attribution", "attribution", "How a manifest names somebody: the name as written, and the place in the list."
    ),
    _class("Release", "release", "One version of a module, as its manifest describes it."),
    _data("dialect", "dialect", "The way of writing a manifest that a file uses.", domain="okh:ManifestFile"),
    _data("licenseExpression", "licence expression", "The licence as an SPDX expression.", domain="okh:Module"),
    _data("licenseAsWritten", "licence as written", "The licence in the words of the manifest.", domain="okh:Module"),
    # Said of modules and of licences alike, so they have no domain.
    _data("openness", "openness", "Whether the licence is open: open, not-open or unclear.", domain=""),
    _data("licenseClass", "licence class", "What the licence asks of copies: nothing, or to stay open.", domain=""),
    _data(
        "completeness",
        "completeness",
        "Share of the expected fields that are filled in, in per cent.",
        "xsd:integer",
        "okh:Module",
    ),
    _data(
        "rdfNamespace", "namespace for RDF", "The namespace that the maker wishes for own data.", domain="okh:Module"
    ),
    _data("rdfPrefix", "prefix for RDF", "The prefix that the maker wishes for own data.", domain="okh:Module"),
    _link(
        "attribution",
        "attribution",
        "Names a licensor or organisation as the manifest writes it.",
        "oshmark:Attribution",
        "okh:Module",
    ),
    _data("role", "role", "What somebody is to the module: licensor or organization.", domain="oshmark:Attribution"),
    _data("joiningProcess", "joining process", "How the parts are joined to an assembly."),
    _data("surfaceFinishingProcess", "surface finishing", "How the surface is finished."),
    _link(
        "boardSize", "board size", "Edge lengths of a circuit board, as a list of decimals. In millimetres.", "rdf:List"
    ),
    _mm("boardThicknessMm", "board thickness", "Thickness of a circuit board."),
    _mm("copperThicknessMm", "copper thickness", "Thickness of the copper of a circuit board."),
    _mm("typicalTraceWidthMm", "typical trace width", "Trace width that most of the board uses."),
    _mm("smallestTraceWidthMm", "smallest trace width", "Smallest trace width on the board."),
    _mm(
        "typicalSpaceCopperCopperMm", "typical clearance", "Clearance between copper areas that most of the board uses."
    ),
    _mm("smallestSpaceCopperCopperMm", "smallest clearance", "Smallest clearance between two copper areas."),
    _mm("smallestViaDiameterMm", "smallest via", "Diameter of the smallest via."),
    _data("componentSides", "sides with components", "How many sides of the board carry components.", "xsd:integer"),
    _data("silkscreenSides", "sides with silkscreen", "How many sides of the board are printed.", "xsd:integer"),
    _data(
        "solderMaskSides", "sides with solder mask", "How many sides of the board have a solder mask.", "xsd:integer"
    ),
    _data("layerCount", "layers", "How many copper layers the board has.", "xsd:integer"),
    _link(
        "multiCopperThicknessMm",
        "copper thicknesses",
        "Copper thickness of each layer, as a list. In millimetres.",
        "rdf:List",
    ),
    _link(
        "multiIsolatorThicknessMm",
        "isolator thicknesses",
        "Thickness of each isolating layer, as a list. In millimetres.",
        "rdf:List",
    ),
    _data("weldingProcess", "welding process", "Number of the welding process after ISO 4063.", "xsd:integer"),
    _data("welderCertification", "welder qualification", "Qualification that the welder needs, after ISO 9606."),
    _data("printingProcess", "printing process", "Process of 3D printing that the part was designed for."),
    _data("infill", "infill", "Infill of a printed part, in per cent.", "xsd:decimal"),
    _data("raftBrim", "raft or brim", "Whether the part is printed with a raft or brim.", "xsd:boolean"),
    _data("supports", "supports", "Whether the part is printed with supports.", "xsd:boolean"),
    _mm("resolutionMm", "layer height", "Layer height of a printed part."),
    _mm("shellThickness", "shell thickness", "Thickness of the walls of a printed part."),
    _mm("topBottomThickness", "top and bottom thickness", "Thickness of top and bottom of a printed part."),
    _mm("smallestInnerRadiusMm", "smallest inner radius", "Smallest inner radius of a machined part."),
    _mm("engravingDepthMm", "engraving depth", "Depth of an engraving."),
    _data("resolutionDpi", "engraving resolution", "Resolution of an engraving, in dots per inch.", "xsd:integer"),
    _mm("thicknessMm", "sheet thickness", "Thickness of the sheet that a laser has to cut."),
    _data(
        "widthMm", "width", "Width of the outer dimensions (x). In millimetres.", "xsd:decimal", "okh:OuterDimensions"
    ),
    _data(
        "depthMm", "depth", "Depth of the outer dimensions (y). In millimetres.", "xsd:decimal", "okh:OuterDimensions"
    ),
    _data(
        "heightMm",
        "height",
        "Height of the outer dimensions (z). In millimetres.",
        "xsd:decimal",
        "okh:OuterDimensions",
    ),
    _data("massGrams", "mass in grams", "The mass, converted to grams.", "xsd:decimal", "okh:Mass"),
    _data("path", "path", "Path or address of a file as the manifest writes it.", domain="okh:File"),
    _link("permaURL", "address of this state", "Address of a file in exactly the state that is meant.", "", "okh:File"),
    _data("depicts", "depicts", "What a picture shows.", domain="okh:Image"),
    _data("slot", "slot", "What a picture is meant for, such as a main photo or an icon.", domain="okh:Image"),
    _data("tag", "tag", "A tag of a picture.", domain="okh:Image"),
    _data(
        "licensorAsWritten",
        "licensor as written",
        "Who licenses a single file, in the words of the manifest.",
        domain="okh:File",
    ),
    _link("extra", "own field", "A field that no specification knows.", "oshmark:ExtraField", ""),
    _data("key", "key", "The key of an own field.", domain="oshmark:ExtraField"),
    _data("json", "value as JSON", "The value of an own field, as JSON.", domain="oshmark:ExtraField"),
    _data("digest", "digest", "SHA-256 of the bytes of a file, in hexadecimal.", domain="okh:File"),
    _data("commit", "commit", "State of the repository from which a file was read.", domain="okh:File"),
    _data("listed", "listed", "When the platform last listed a file.", "xsd:dateTime", "okh:File"),
    _data("lastRequested", "last requested", "When a file was last asked for.", "xsd:dateTime", "okh:File"),
    _data("lastSeen", "last seen", "When a file was last there.", "xsd:dateTime", "okh:File"),
    _data("goneSince", "gone since", "Since when a module is no longer at its place.", "xsd:dateTime", "okh:Module"),
    _class("Label", "label", "A number that was given to one release of a module, one producer and one place."),
    _class("Ingredient", "ingredient", "One line of what a product consists of, as its label lists it."),
    _data("labelNumber", "label number", "The number of a label, in capital letters.", domain="oshmark:Label"),
    _data("standing", "standing", "What may be said of a label: self-declared, or ended.", domain="oshmark:Label"),
    _link("labels", "labels", "The release that a label was given to.", "okh:Module", "oshmark:Label"),
    _data("endedBecause", "ended because", "Why a label was ended, in the producer's words.", domain="oshmark:Label"),
    _data(
        "topicProvided", "topic provided", "One of the five topics on which there is something.", domain="oshmark:Label"
    ),
    _data("topicMissing", "topic missing", "One of the five topics on which there is nothing.", domain="oshmark:Label"),
    _data(
        "declaredPlace",
        "declared place of manufacture",
        "Municipality and region where a product was made, as its producer declares it.",
        domain="schema:Product",
    ),
    _link("ingredient", "ingredient", "Something that a product consists of.", "oshmark:Ingredient", "schema:Product"),
    _data("origin", "origin", "Whether an ingredient is made, bought or unknown.", domain="oshmark:Ingredient"),
    _data("howMade", "how made", "How an ingredient is made, or who sells it.", domain="oshmark:Ingredient"),
    _data("amount", "amount", "How much of an ingredient there is.", "xsd:decimal", "oshmark:Ingredient"),
    _link("archivedFile", "archived file", "A file of a release that is kept here.", "okh:File", "oshmark:Label"),
    _class("Certificate", "certificate", "What a certification body has decided about one subject, under one scheme."),
    _class("Scheme", "scheme", "One version of what a certification body asks, and of how it is judged."),
    _class("CertificationBody", "certification body", "Who decides on certificates under its own public rules."),
    _data("certificateNumber", "certificate number", "The number of a certificate.", domain="oshmark:Certificate"),
    _data(
        "certificateStatus",
        "status of a certificate",
        "What a certificate is worth at the moment: active, surveillance-due, suspended, expired, superseded, withdrawn"
        " or terminated. Only the first two can be relied on.",
        domain="oshmark:Certificate",
    ),
    _data("statusSince", "status since", "Since when.", "xsd:dateTime", "oshmark:Certificate"),
    _data("level", "level", "The level that was granted, as the scheme names it.", domain="oshmark:Certificate"),
    _data("covers", "covers", "An activity that a certificate covers.", domain="oshmark:Certificate"),
    _data(
        "evidenceBundle",
        "bundle of evidence",
        "Digest over everything that was handed in and judged.",
        domain="oshmark:Certificate",
    ),
    _link("certifies", "certifies", "The release that a certificate is about.", "okh:Module", "oshmark:Certificate"),
    _link("underScheme", "under scheme", "What it was judged by.", "oshmark:Scheme", "oshmark:Certificate"),
    _link("givenBy", "given by", "The body that decided.", "oshmark:CertificationBody", "oshmark:Certificate"),
    _link("holder", "holder", "Whose certificate it is.", "", "oshmark:Certificate"),
    _class("Attestation", "attestation", "What a manifest claims that somebody else has attested."),
    _link("claims", "claims", "An attestation that a manifest claims.", "oshmark:Attestation", "okh:Module"),
    _data(
        "worth",
        "worth",
        "What an attestation is worth here: confirmed, claimed, expired, revoked or unknown-issuer.",
        domain="oshmark:Attestation",
    ),
    _link(
        "heldAgainst",
        "held against",
        "The body in whose log, or on whose list of issuers, it was looked up.",
        "oshmark:CertificationBody",
        "oshmark:Attestation",
    ),
    _data("checkedAt", "checked at", "When the issuer last said so.", "xsd:dateTime", "oshmark:Attestation"),
)
