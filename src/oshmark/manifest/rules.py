# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we look for in a manifest. The page of rules in the documentation is made from this file.

Rules of files that do not parse stand in `syntax/rules.py`. An id is stable for ever.
"""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# --- the document as a whole

NOT_A_MANIFEST = Rule(
    "not-a-manifest",
    ERROR,
    "This file has none of the keys of a manifest.",
    "A manifest says at least what the thing is called, where its sources are and under which licence.",
    "Start from the keys okhv, name, repo, version, license, licensor, documentation-language and function.",
)
OKHV_UNKNOWN = Rule(
    "okhv-unknown",
    WARNING,
    "okhv says “{was}”, a version of the specification that does not exist; read as {now}.",
    "okhv tells a reader which keys to expect.",
    'Write "OKH-LOSHv1.0"',
)
OKHV_DRAFT = Rule(
    "okhv-draft",
    ADVICE,
    "okhv says “{was}”, a draft from before the specification was published.",
    "Drafts used other keys; most tools do not read them.",
    'Write "OKH-LOSHv1.0"',
)

# --- keys

KEY_STYLE = Rule(
    "key-style",
    ADVICE,
    "“{was}” is written “{now}” in a manifest.",
    "Keys are lower case with hyphens; other tools overlook a key that is written otherwise.",
    "Rename the key to {now}",
)
KEY_ALIAS = Rule(
    "key-alias",
    WARNING,
    "“{was}” is an older or other name of “{now}”.",
    "Drafts and other tools used other names for some keys.",
    "Rename the key to {now}",
)
KEY_TYPO = Rule(
    "key-typo",
    WARNING,
    "“{was}” is a known misspelling of “{now}”.",
    "The key was understood here, other tools will overlook it.",
    "Rename the key to {now}",
)
KEY_UNKNOWN = Rule(
    "key-unknown",
    ADVICE,
    "“{was}” is no key of the specification; it is kept as it is.",
    "Own keys are allowed and survive, but nobody can search for them.",
)
KEY_LIKE = Rule(
    "key-like",
    WARNING,
    "“{was}” is no key of the specification; did you mean “{now}”?",
    "A misspelt key is kept, but its value is not used.",
    "Rename the key to {now}",
)
KEY_TWICE = Rule(
    "key-twice",
    WARNING,
    "“{was}” means “{now}”, which stands in this table already; the first one is used, this one is kept aside.",
    "Two spellings of one key contradict each other sooner or later.",
    "Keep one of the two.",
)
KEY_SCOPE = Rule(
    "key-scope",
    ADVICE,
    "“{key}” is meant for a {scope}, here it stands at a {here}.",
    "The specification gives every field of production to the module or to its parts.",
)
KEY_NESTED = Rule(
    "key-nested",
    WARNING,
    "“{key}” stands inside the table [{table}] by accident and was read as a key of the {here}.",
    "In TOML everything after a [table] line belongs to that table, until the next one.",
    "Move {key} above the line [{table}]",
)

# --- values in general

VALUE_EMPTY = Rule(
    "value-empty",
    ADVICE,
    "“{key}” has no value.",
    "An empty value says nothing; the key counts as missing.",
    "Write a value or delete the line.",
)
VALUE_TYPE = Rule(
    "value-type",
    ERROR,
    "“{key}” should be {wanted}, but this is {found}; the value is kept aside and not used.",
    "A value of another kind cannot be shown, searched or compared.",
    "Write {wanted}",
)
VALUE_COERCED = Rule(
    "value-coerced",
    ADVICE,
    "“{key}” should be {wanted}; {found} was read as {now}.",
    "Other tools may refuse the value or read it in another way.",
    "Write {now}",
)
VALUE_TRIMMED = Rule(
    "value-trimmed",
    ADVICE,
    "“{key}” has blanks, line ends or quotation marks around its value, which were removed.",
    "They come from converting files and would show up in titles and addresses.",
    "Remove them.",
)
VALUE_UNSEEN = Rule(
    "value-unseen-characters",
    WARNING,
    "“{key}” contains characters that nobody sees ({codes}); control characters were removed.",
    "They can hide or turn round what a text says, and come from copying out of other programs.",
    "Write the text anew without them.",
)
VALUE_LIST = Rule(
    "value-list",
    ADVICE,
    "“{key}” takes one value; this is a list with one entry, which was used.",
    "Other tools expect the value itself.",
    "Write the value without brackets.",
)
VALUE_SEVERAL = Rule(
    "value-several",
    ADVICE,
    "“{key}” takes one value in version 1.0; here are {count}, all of them are kept.",
    "Tools that follow version 1.0 use the first one only.",
)
VALUE_RANGE = Rule(
    "value-range",
    WARNING,
    "“{key}” is {was}; {allowed} would be possible.",
    "The value is outside of what the thing can be.",
    "Check the number and its unit.",
)
VALUE_CHOICE = Rule(
    "value-choice",
    WARNING,
    "“{key}” is “{was}”; the specification knows {allowed}.",
    "A value outside the list cannot be searched for.",
    "Use one of {allowed}",
)
VALUE_LONG = Rule(
    "value-long",
    WARNING,
    "“{key}” has {count} characters; titles and names stay below {limit}.",
    "Such a value cannot be shown or printed as a whole.",
    "Shorten it, and put the rest into function.",
)

# --- mandatory fields and placeholders

MISSING = Rule(
    "missing",
    ERROR,
    "“{key}” is missing: {meaning}.",
    "The specification asks for eight fields; without all of them a manifest is not complete.",
    "Add {key}",
)
MISSING_PART_NAME = Rule(
    "missing-part-name",
    WARNING,
    "A part has no name.",
    "A part is found, ordered and discussed by its name.",
    "Add name to this [[part]]",
)
MISSING_PART_SOURCE = Rule(
    "missing-part-source",
    WARNING,
    "Part “{name}” names neither a source nor an export file.",
    "Without a design file nobody can make the part.",
    "Add source with the path of the CAD file.",
)
MISSING_SOFTWARE_RELEASE = Rule(
    "missing-software-release",
    WARNING,
    "A piece of software has no release.",
    "Only the address of a release tells which software this hardware was built with.",
    "Add release to this [[software]]",
)
PLACEHOLDER = Rule(
    "placeholder",
    WARNING,
    "“{key}” is “{was}”, which stands for “not filled in”.",
    "A value that was left over from a template or a converter says nothing.",
    "Write the real value.",
)
FALLBACK_READINESS = Rule(
    "readiness-fallback",
    ADVICE,
    "“{key}” is “{was}”, which a converter writes when it knows nothing; it counts as not stated.",
    "Converted manifests carry the lowest level whatever the state of the hardware.",
    "Write the level that you know.",
)

# --- single fields

REPO_NOT_A_PLACE = Rule(
    "repo-not-a-place",
    ERROR,
    "repo “{was}” is not the address of a place on the web.",
    "repo is what identifies a module; it must be an address that starts with http or https.",
    "Write the full address of the repository.",
)
URL_BROKEN = Rule(
    "url-broken",
    WARNING,
    "“{key}” is not a whole web address: “{was}”.",
    "The value cannot be linked.",
    "Write the whole address, with https:// in front.",
)
URL_ENCODED = Rule(
    "url-encoded",
    ADVICE,
    "“{key}” has characters that may not stand in an address; they were encoded.",
    "A blank, a quotation mark or a stray % breaks an address in other programs.",
    "Write {now}",
)
URL_LOGIN = Rule(
    "url-login",
    WARNING,
    "“{key}” contains a user name or a password, which were taken out.",
    "A manifest is public: whoever reads it can use the password.",
    "Write the address without them, and change the password.",
)
URL_SCHEME = Rule(
    "url-scheme",
    ERROR,
    "“{key}” starts with “{scheme}:”, which is not followed; the value is kept aside and not used.",
    "Only http and https lead to something that everybody can fetch safely.",
    "Write an address that starts with https://, or a path in the repository.",
)
LICENCE_CHANGED = Rule(
    "licence-spelling",
    ADVICE,
    "Licence “{was}” was read as {now}.",
    "Other tools know a licence only under its exact SPDX identifier.",
    'Write "{now}"',
)
LICENCE_NOT_OPEN = Rule(
    "licence-not-open",
    ERROR,
    "Licence “{was}” is not open: {reason}",
    "Open hardware may be studied, changed, made and sold by anyone; the library shows nothing else.",
    "Choose an open licence, for example CERN-OHL-S-2.0, CERN-OHL-P-2.0 or CC-BY-SA-4.0.",
)
LICENCE_UNCLEAR = Rule(
    "licence-unclear",
    ERROR,
    "It is unclear whether licence “{was}” is open: {reason}",
    "What may be done with the hardware depends on it, so the library waits until it is known.",
    "Write the exact SPDX identifier, or ask the maintainers of the library to look at the licence.",
)
EMAIL = Rule(
    "email-in-name",
    ADVICE,
    "“{key}” contains an e-mail address; it is kept, but never published by this library.",
    "Addresses in public files are collected by senders of spam.",
)
LANGUAGE_CHANGED = Rule(
    "language-spelling",
    ADVICE,
    "Language “{was}” was read as “{now}”.",
    "Languages are written as BCP 47 tags: language in lower case, country in capitals.",
    'Write "{now}"',
)
LANGUAGE_UNKNOWN = Rule(
    "language-unknown",
    WARNING,
    "“{was}” is not a language tag{hint}.",
    "Languages are written as BCP 47 tags, such as en, de-AT or pt-BR.",
    "Write a BCP 47 tag.",
)
READINESS_ALIAS = Rule(
    "readiness-alias",
    ADVICE,
    "“{was}” was read as {now}.",
    "Readiness levels have one spelling, such as OTRL-4 or ODRL-3*.",
    'Write "{now}"',
)
READINESS_UNKNOWN = Rule(
    "readiness-unknown",
    WARNING,
    "“{was}” is no level of “{key}”; the levels are {allowed}.",
    "An unknown level cannot be compared with others; it is kept aside.",
    "Use one of {allowed}",
)
TSDC_ALIAS = Rule(
    "tsdc-spelling",
    ADVICE,
    "TsDC “{was}” was read as {now}.",
    "TsDC are identifiers such as MEC, PCB or 3DP.",
    'Write "{now}"',
)
TSDC_UNKNOWN = Rule(
    "tsdc-unknown",
    WARNING,
    "“{was}” is not in our list of TsDC; it is kept.",
    "The list of technology-specific documentation criteria grows; it may also be a slip.",
)
CPC_SPELLING = Rule(
    "cpc-spelling",
    ADVICE,
    "Patent class “{was}” was read as “{now}”.",
    "A class of the CPC is written with one blank between subclass and group.",
    'Write "{now}"',
)
CPC_BROKEN = Rule(
    "cpc-broken",
    WARNING,
    "“{was}” is not a class of the Cooperative Patent Classification.",
    "A class looks like D03D 35/00, or D03D for a whole subclass.",
    "Look the class up, or leave the key out.",
)
VERSION_NUMBER = Rule(
    "version-unquoted",
    WARNING,
    "Version {was} stands without quotation marks.",
    "Without quotation marks 1.10 is a number and turns into 1.1 in most programs; here it was read as written.",
    'Put it in quotation marks: "{was}"',
)
DOI_ADDRESS = Rule(
    "doi-not-an-address",
    ADVICE,
    "Publication “{was}” was read as {now}.",
    "A DOI is given as an address so that everybody can follow it.",
    "Write {now}",
)
MARKUP = Rule(
    "function-markup",
    ADVICE,
    "“{key}” contains {found}; it is shown without.",
    "The text was copied from a wiki or a web page; the marks are in the reader's way.",
    "Write plain sentences.",
)
NOT_HARDWARE = Rule(
    "not-hardware",
    ADVICE,
    "This may not be hardware: {reason}",
    "The library lists things that can be made; a report, a film or a recipe belongs elsewhere.",
)
FORK_DOUBTFUL = Rule(
    "fork-doubtful",
    ADVICE,
    "fork-of “{was}” does not look like a repository of hardware; it is shown as a link only.",
    "Converted manifests name topics and films as origin.",
    "Name the repository that this design was copied from, or leave the key out.",
)

# --- paths

PATH_ROOT = Rule(
    "path-leading-slash",
    ADVICE,
    "“{was}” starts with a slash and was read from the root of the repository.",
    "Version 1.0 allows it, OKH 2.x does not.",
    'Write "{now}"',
)
PATH_ESCAPES = Rule(
    "path-escapes",
    ERROR,
    "“{was}” leads out of the repository; it is kept aside and not used.",
    "A manifest can only name files of its own repository, or addresses.",
    "Put the file into the repository or give its web address.",
)
PATH_FORM = Rule(
    "path-form",
    WARNING,
    "“{was}” is a path of one machine and was read as “{now}”.",
    "Paths in a manifest use forward slashes and start at the repository.",
    'Write "{now}"',
)
PATH_USELESS = Rule(
    "path-of-one-machine",
    ERROR,
    "“{was}” is a path on somebody's own computer; it is kept aside and not used.",
    "Nobody else has this file.",
    "Put the file into the repository and write its path there.",
)
FILE_MISSING = Rule(
    "file-missing",
    ERROR,
    "“{was}” does not exist in the repository.",
    "A file that is named but not there cannot be used by anybody.",
    "Add the file, or correct the path (capital letters count)",
)
FILE_AT_ROOT = Rule(
    "file-at-root",
    WARNING,
    "“{was}” is not beside the manifest, but at the root of the repository.",
    "A relative path starts at the folder of the manifest.",
    'Write "{now}"',
)
FILE_IS_FOLDER = Rule(
    "file-is-folder",
    WARNING,
    "“{was}” is a folder; a file is wanted here.",
    "A reader cannot know which of the files is meant.",
    "Name the file.",
)
FILE_EMPTY = Rule(
    "file-empty",
    WARNING,
    "“{was}” is an empty file.",
    "An empty file documents nothing.",
    "Fill it, or take it out of the manifest.",
)
FILE_LARGE = Rule(
    "file-large",
    ADVICE,
    "“{was}” has {count} MB.",
    "Large files keep people with slow connections out.",
)
FILE_EXPIRES = Rule(
    "address-expires",
    WARNING,
    "“{was}” is an address that expires after some hours.",
    "Links to such a storage stop working soon after they are made.",
    "Put the file into the repository.",
)

# --- dimensions, mass

OPENSCAD_REPAIRED = Rule(
    "openscad-repaired",
    WARNING,
    "The OpenSCAD text “{was}” is not closed; it was read as {now}.",
    "OpenSCAD itself refuses unbalanced brackets.",
    "Write {now}",
)
OPENSCAD_UNREAD = Rule(
    "openscad-unread",
    WARNING,
    "“{was}” is not a cube, cylinder or sphere of OpenSCAD.",
    "Without a size nobody can search for what fits a machine.",
    "Write for example cube(size = [120, 80, 30])",
)
UNIT_MISSING = Rule(
    "unit-missing",
    WARNING,
    "“{key}” has no unit; {now} was assumed.",
    "A number without a unit can be off by a factor of a thousand.",
    "Say which unit you mean.",
)
UNIT_UNKNOWN = Rule(
    "unit-unknown",
    WARNING,
    "“{was}” is no unit that is known here for “{key}”.",
    "The value cannot be compared with others.",
    "Use {allowed}",
)
DIMENSIONS_FORM = Rule(
    "dimensions-form",
    ADVICE,
    "“{key}” is given as {found}; version 1.0 writes it as openSCAD and unit.",
    "The value was understood here; other tools may overlook it.",
    'Write "cube(size = [{width}, {depth}, {height}])" as openSCAD and "mm" as unit',
)
DIMENSIONS_INCOMPLETE = Rule(
    "dimensions-incomplete",
    WARNING,
    "“{key}” names {found} only.",
    "Width, depth and height are needed to know whether something fits.",
    "Add what is missing.",
)
MASS_FORM = Rule(
    "mass-form",
    ADVICE,
    "“{key}” is a bare number and was read as {now}.",
    "Version 1.0 writes a mass as value and unit.",
    "Write value and unit.",
)

# --- fields and processes together

PROCESS_FIELD = Rule(
    "process-field",
    ADVICE,
    "“{key}” speaks of {process}, but tsdc does not name it.",
    "Who looks for parts of one process looks at tsdc.",
    'Add tsdc = "{process}"',
)
PROCESS_3DP = Rule(
    "process-3dp-incomplete",
    ADVICE,
    "tsdc is 3DP; what is missing for it: {found}.",
    "Without process and material a printed part cannot be made as it was meant.",
    "Add {found}",
)
PROCESS_PCB = Rule(
    "process-pcb-incomplete",
    ADVICE,
    "tsdc is PCB; what is missing for it: {found}.",
    "A board house asks for size and thickness first.",
    "Add {found}",
)
PROCESS_WEL = Rule(
    "process-wel-incomplete",
    ADVICE,
    "tsdc is WEL; what is missing for it: {found}.",
    "The welding process decides about machine and qualification.",
    "Add {found}",
)
PROCESS_CNC = Rule(
    "process-cnc-incomplete",
    ADVICE,
    "tsdc is CNC; what is missing for it: {found}.",
    "Material and tolerance decide about machine and price.",
    "Add {found}",
)
PROCESS_LAS = Rule(
    "process-las-incomplete",
    ADVICE,
    "tsdc is LAS; what is missing for it: {found}.",
    "Material and thickness decide whether a laser gets through.",
    "Add {found}",
)
NO_BOM = Rule(
    "no-bom",
    ADVICE,
    "There is no bill of materials.",
    "Who wants to build the thing needs to know what to buy.",
    "Add bom with the path of the list.",
)
NO_SOURCE = Rule(
    "no-source",
    ADVICE,
    "Neither the module nor any part names a design file.",
    "Open hardware is open because its design files can be changed.",
    "Add source with the paths of the CAD files.",
)
NO_INSTRUCTIONS = Rule(
    "no-instructions",
    ADVICE,
    "There are no manufacturing instructions.",
    "Parts and drawings alone rarely tell how a thing goes together.",
    "Add manufacturing-instructions.",
)
NO_IMAGE = Rule(
    "no-image",
    ADVICE,
    "There is no picture.",
    "A module with a picture is found and understood faster.",
    "Add image.",
)
