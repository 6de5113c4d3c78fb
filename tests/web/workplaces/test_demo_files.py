# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of the demonstration are as people hand them in: nothing has to be taken out, and all can be shown."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from oshmark.adapters.metadata.clean import clean
from oshmark.adapters.opening.answer import Listing, Sheets, What
from oshmark.adapters.opening.child import answer
from oshmark.certification.criterion import EvidenceKind
from oshmark.web.operations.demo.files import MAKERS, Made, file_for
from oshmark.web.workplaces.evidence.media import media_type

FILES = [file_for(EvidenceKind.FILE, "Lark", "runs, with times", turn) for turn in range(len(MAKERS))]
TYPES = {"chart.png": "image/png", "note.md": "text/plain", "runs.csv": "text/csv", "measured.zip": "application/zip"}


@pytest.mark.parametrize("made", FILES, ids=lambda made: str(made.name))
def test_each_is_what_its_name_says(made: Made) -> None:
    assert media_type(made.content[:4096], made.name) == TYPES[made.name]


def test_they_can_be_shown() -> None:
    by_name = {made.name: made.content for made in FILES}
    with Image.open(io.BytesIO(by_name["chart.png"])) as chart:
        chart.load()
        assert chart.size == (640, 360)
    assert isinstance(answer(What.TABLE, by_name["runs.csv"]), Sheets)
    listing = answer(What.ARCHIVE, by_name["measured.zip"])
    assert isinstance(listing, Listing)
    assert listing.files == 3


def test_films_are_films_each_a_file_of_its_own_and_say_nothing() -> None:
    films = [file_for(EvidenceKind.VIDEO, "Lark", "time lapse", turn).content for turn in (0, 1, 99)]
    assert len(set(films)) == 3
    for film in films:
        found = clean(film)
        assert found is not None
        assert found.taken == frozenset()
        assert media_type(film[:4096], "a.webm") == "video/webm"
