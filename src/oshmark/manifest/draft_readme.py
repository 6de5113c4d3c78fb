# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a README says of a project: its title, first paragraph and pictures, and its language where that is sure."""

from __future__ import annotations

import re

from oshmark.manifest.text import clean

MOST_LINES = 400
LONGEST_PARAGRAPH = 1500
"""A longer first paragraph is cut after a sentence."""

_ATX = re.compile(r"[ ]{0,3}#{1,2}[ \t]+(.+?)[ \t#]*")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+|~+|\*+)[ \t]*")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_NO_PROSE = re.compile(
    r"[ \t]*(?:[#>|<]|[-*+][ \t]|\d{1,3}[.)][ \t]|!\[|\[!\[|\[[^\]]{0,200}\]:|\.\. |:\w|={3,}|-{3,}|\$ )|[ ]{4,}|\t"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_IMAGE = re.compile(
    r"!\[[^\]]{0,300}\]\(<?([^()\s<>]{1,500})>?(?:[ \t]+\"[^\"]{0,300}\")?\)|"
    r"<img[^>]{0,500}?\bsrc=[\"']([^\"']{1,500})[\"']"
)
_LINK = re.compile(r"\[([^\[\]]{1,300})\](?:\([^()\s]{0,500}(?:[ \t]+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,100}\])")
_MARKS = re.compile(r"(\*\*|__|`|~~)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,300})(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]{1,300})(?<=\S)_(?![\w_])"
)
_WORD = re.compile(r"[^\W\d_]+")

# The commonest little words of each language; some stand in several.
_WRITTEN: dict[str, str] = {
    "en": "the and of to is are with this that for you can be it which from have not by an",
    "de": "der die und das ist mit für den von zu auf ein eine nicht werden sich dem wird oder sind",
    "fr": "le les des et est une dans pour vous avec sur qui pas ce sont cette aux être peut nous",
    "es": "el los las una y con para por está como más este puede sus son esta hay también muy desde",
    "it": "il gli di della che è per una con sono questo può nel alla delle anche come più dei viene",
    "pt": "o os as da uma com não para você mais isso são pelo pela também este seu sua quando até",
    "nl": "het een van en voor niet zijn met deze wordt naar maar ook kan bij door uit aan worden er",
}
_LITTLE_WORDS = {tag: frozenset(words.split()) for tag, words in _WRITTEN.items()}
_ENOUGH_WORDS = 12
"""So many little words of one language, and few of any other, make sure which one it is."""
_CLEAR_LEAD = 4


def without_remarks(text: str) -> str:
    """The text without what no reader sees: remarks of HTML, and data before the beginning."""
    return _COMMENT.sub("", _FRONT_MATTER.sub("", text.lstrip("\ufeff")))


def title_of(text: str) -> str | None:
    """The first heading, without its marks."""
    lines = text.splitlines()[:MOST_LINES]
    for number, line in enumerate(lines):
        match = _ATX.fullmatch(line)
        if match is not None:
            return _plain(match[1]) or None
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if line.strip() and len(below.strip()) >= 3 and _UNDERLINE.fullmatch(below) and not _NO_PROSE.match(line):  # noqa: PLR2004
            return _plain(line) or None
    return None


def first_paragraph(text: str) -> str | None:
    """The first paragraph of plain prose: no badge, picture, list, table, quotation or program."""
    paragraph: list[str] = []
    fenced = False
    lines = text.splitlines()[:MOST_LINES]
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        below = lines[number + 1] if number + 1 < len(lines) else ""
        is_heading = bool(below.strip()) and _UNDERLINE.fullmatch(below) is not None and not paragraph
        is_prose = bool(line.strip()) and not fenced and not _NO_PROSE.match(line) and not _FENCE.match(line)
        if is_prose and not is_heading and not _UNDERLINE.fullmatch(line):
            paragraph.append(line.strip())
        elif paragraph:
            found = _plain(" ".join(paragraph))
            if _is_sentence(found):
                return _shortened(found)
            paragraph = []
    found = _plain(" ".join(paragraph))
    return _shortened(found) if _is_sentence(found) else None


def _is_sentence(text: str) -> bool:
    """Whether there are enough words to tell something."""
    return len(_WORD.findall(text)) >= 5  # noqa: PLR2004  a slogan is shorter


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_PARAGRAPH:
        return text
    cut = text[:LONGEST_PARAGRAPH]
    return cut[: cut.rfind(". ") + 1] or f"{cut.rpartition(' ')[0]} …"


def images_of(text: str) -> list[str]:
    """The paths of its pictures, in their order; addresses on the web are left out, and so are badges."""
    found = [match[1] or match[2] for match in _IMAGE.finditer(text)]
    return [path.removeprefix("./") for path in found if "://" not in path and not path.startswith(("data:", "/", "#"))]


def language_of(text: str) -> str | None:
    """The language of a text, where the little words leave no doubt."""
    words = [word.lower() for word in _WORD.findall(_plain(text[:20_000]))]
    counts = sorted(
        ((sum(word in little for word in words), tag) for tag, little in _LITTLE_WORDS.items()), reverse=True
    )
    (most, tag), (next_most, _) = counts[0], counts[1]
    return tag if most >= _ENOUGH_WORDS and most >= _CLEAR_LEAD * max(next_most, 1) else None


def _plain(text: str) -> str:
    """One line without marks of Markdown and HTML."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], _MARKS.sub("", text))
    return " ".join(clean(text).split())
