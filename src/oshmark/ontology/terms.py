# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every term that we may write, as compact name to full IRI. Looking up a misspelt one raises `KeyError`.

The OKH terms are those of the published ontology, version 1.1.0; deprecated ones are left out.
"""

from __future__ import annotations

from oshmark.ontology import own

PREFIXES: dict[str, str] = {
    "okh": "https://w3id.org/oseg/ont/okh#",
    "otrl": "https://w3id.org/oseg/ont/otrl#",
    "tsdc": "https://w3id.org/oseg/ont/tsdc/core#",
    "oshmark": own.NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "http://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "vann": "http://purl.org/vocab/vann/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "pav": "http://purl.org/pav/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
}

TERMS: dict[str, str] = {
    "okh": (
        "Component Module Part Software Publication Standard WebsiteUrl File ManifestFile Readme ContributionGuide"
        " Image BoM SourceFile ExportFile AuxiliaryFile ManufacturingInstructions UserManual OuterDimensions Mass okhv"
        " dataSource repoHost uploadMethod repo repoSnapshot version forkOf versionOf documentationLanguage licensor"
        " organization spdxLicense alternativeLicense technologyReadinessLevel documentationReadinessLevel attestation"
        " hasPublication cpcPatentClass compliesWith standardID function hasReadme hasContributionGuide hasBoM"
        " hasComponent hasImage material hasOuterDimensions hasMass openSCAD unit value smallestToleranceClass"
        " hasManifestFile doi relativePath url fileFormat timestamp source export auxiliary hasUserManual"
        " hasManufacturingInstructions tsdc hasSoftware release installationGuide"
    ),
    "otrl": "OTRL ODRL OTRL1 OTRL2 OTRL3 OTRL4 OTRL5 OTRL6 ODRL1 ODRL2 ODRL3 ODRL3Star ODRL4",
    "tsdc": (
        "ASM ASM-GEN ASM-MEC ASM-PCB ASM-WEL MEC CIR PCB WEL 3DP LAS CNC COT CMP COM-STD COM-MAN COM-OSH COM-PRP"
        " PRC-COT PRC-MAT SET-SOF SET-CNF SW-STK SW-DEP SW-SET OTH LEG"
    ),
    "oshmark": " ".join(term.name for term in own.TERMS),
    "rdf": "type first rest nil List Property value",
    "rdfs": "label comment isDefinedBy domain range subClassOf seeAlso",
    "owl": "Class DatatypeProperty ObjectProperty NamedIndividual Ontology versionInfo sameAs",
    "xsd": "string integer nonNegativeInteger decimal boolean dateTime date hexBinary",
    "schema": (
        "Person Organization CreativeWork name url position about encodingFormat affiliation dateCreated dateModified"
        " WebSite SoftwareSourceCode SoftwareApplication softwareVersion codeRepository license contactPoint"
        " Product IndividualProduct manufacturer countryOfOrigin Country serialNumber gtin isBasedOn additionalProperty"
        " PropertyValue value unitText measurementTechnique identifier material sku version"
        " Certification certificationIdentification certificationStatus CertificationActive issuedBy validFrom expires"
    ),
    "dcterms": (
        "license title description created modified source isVersionOf hasVersion format publisher hasPart isPartOf"
        " language subject LicenseDocument LinguisticSystem identifier issued replaces isReplacedBy rights"
        " RightsStatement bibliographicCitation"
    ),
    "prov": "wasDerivedFrom generatedAtTime wasAttributedTo agent Entity",
    "vann": "preferredNamespacePrefix preferredNamespaceUri",
    "skos": "Concept prefLabel notation broader narrower exactMatch",
    "sh": (
        "NodeShape PropertyShape targetClass property path or severity message minCount maxCount minInclusive"
        " maxInclusive minExclusive nodeKind datatype class pattern in IRI Literal Violation Warning"
    ),
    "spdx": "ListedLicense licenseId name Checksum checksum algorithm checksumValue checksumAlgorithm_sha256",
    "void": (
        "Dataset triples entities documents classes properties vocabulary uriSpace sparqlEndpoint exampleResource"
        " dataDump classPartition class propertyPartition property"
    ),
    "dcat": (
        "Catalog Dataset Distribution DataService dataset distribution downloadURL accessURL byteSize mediaType version"
        " landingPage service endpointURL"
    ),
    "pav": "version previousVersion hasCurrentVersion",
    "hydra": "totalItems next",
}

IRIS: dict[str, str] = {
    f"{prefix}:{name}": f"<{PREFIXES[prefix]}{name}>" for prefix, names in TERMS.items() for name in names.split()
}
"""Compact name to the full IRI in angle brackets, as N-Triples writes it."""

COMPACT: dict[str, str] = {full[1:-1]: compact for compact, full in IRIS.items()}
"""Full IRI to compact name."""

SPDX_LICENCES = "http://spdx.org/licenses/"
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
"""Namespaces whose members we name without listing them all."""
