# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-17: one archive with everything, that does nothing but what one expects of it."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from django.test import Client

from oshmark.web import wiring
from tests.web.labels.labelled import FILES

if TYPE_CHECKING:
    from tests.web.labels.labelled import Labelled


def fetch(labelled: Labelled) -> bytes:
    response = Client().get(f"{labelled.path}/package.zip")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="{labelled.label.number}.zip"'
    return b"".join(response)


def test_everything_is_in_it_and_nothing_leads_outside(labelled: Labelled) -> None:
    package = zipfile.ZipFile(io.BytesIO(fetch(labelled)))
    assert package.testzip() is None
    front = labelled.label.number
    assert {"README.txt", "LICENCES.txt", "ATTRIBUTION.txt", "bom.csv", "label.txt", "topics.txt", "MISSING.txt"} <= {
        name.removeprefix(f"{front}/") for name in package.namelist()
    }
    for entry in package.infolist():
        assert entry.filename.startswith(f"{front}/")
        assert ".." not in entry.filename
        assert entry.external_attr >> 16 == 0o100644  # an ordinary file, no link
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    for path, (_role, raw) in FILES.items():
        assert package.read(f"{front}/files/{path.replace('../', '')}") == raw
    assert "Wilma Weaver" in package.read(f"{front}/ATTRIBUTION.txt").decode()
    assert "wilma@" not in "".join(package.read(one).decode(errors="ignore") for one in package.namelist())
    assert "cad/loom.step" in package.read(f"{front}/MISSING.txt").decode()
    assert "Self-declared, not certified" in package.read(f"{front}/README.txt").decode()


def test_the_checksums_fit(labelled: Labelled) -> None:
    package = zipfile.ZipFile(io.BytesIO(fetch(labelled)))
    front = labelled.label.number
    sums = package.read(f"{front}/CHECKSUMS.sha256").decode().splitlines()
    named = {f"{front}/{line[66:]}": line[:64] for line in sums}
    assert set(named) == set(package.namelist()) - {f"{front}/CHECKSUMS.sha256"}
    assert all(hashlib.sha256(package.read(name)).hexdigest() == digest for name, digest in named.items())


def test_the_same_state_gives_the_same_bytes(labelled: Labelled) -> None:
    first = Client().get(f"{labelled.path}/package.zip")
    assert b"".join(first) == fetch(labelled)
    again = Client().get(f"{labelled.path}/-/package.zip", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    labelled.end()
    assert Client().get(f"{labelled.path}/package.zip").headers["ETag"] != first.headers["ETag"]


def test_no_cell_of_the_clean_bill_is_a_formula(labelled: Labelled) -> None:
    package = zipfile.ZipFile(io.BytesIO(fetch(labelled)))
    rows = list(csv.reader(io.StringIO(package.read(f"{labelled.label.number}/bom.csv").decode())))
    assert any("'=cmd" in cell for row in rows for cell in row)
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row)


def test_a_file_that_is_missing_is_said_and_not_left_out_in_silence(labelled: Labelled) -> None:
    digest = hashlib.sha256(b"sources").hexdigest()
    wiring.archive().remove(digest)
    package = zipfile.ZipFile(io.BytesIO(fetch(labelled)))
    missing = package.read(f"{labelled.label.number}/MISSING.txt").decode()
    assert "cad/loom.FCStd" in missing
    assert "The archived file is missing." in missing
