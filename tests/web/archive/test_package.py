# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-17: a release that nobody has labelled can be taken away whole, as soon as its files are archived."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive.files import Named, keep
from oshmark.web.archive.models import Role
from oshmark.web.library.archiving import archive_release
from oshmark.web.library.withdrawing import withdraw
from tests.web.archive.conftest import FILES, NOW, Hosts

if TYPE_CHECKING:
    from django.test import Client

LARGE = 24_000_000


def packed(client: Client, release: str) -> zipfile.ZipFile:
    response = client.get(f"{release}/-/package.zip")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def test_there_is_no_package_before_anything_is_archived(client: Client, release: str) -> None:
    assert client.get(f"{release}/-/package.zip").status_code == 404
    assert "/-/package.zip" not in client.get(release).content.decode()


def test_everything_that_is_archived_is_in_it_with_what_one_needs_to_know(
    client: Client, release: str, hosts: Hosts
) -> None:
    hosts.says["docs/assembly.md"] = 404
    archive_release(release, hosts, NOW)
    assert f'href="{release}/-/package.zip"' in client.get(release).content.decode()
    package = packed(client, release)
    assert package.testzip() is None
    (folder,) = {name.partition("/")[0] for name in package.namelist()}
    names = {name.removeprefix(f"{folder}/") for name in package.namelist()}
    assert {"README.txt", "LICENCES.txt", "ATTRIBUTION.txt", "bom.csv", "MISSING.txt"} <= names
    assert any(name.startswith("manifest/") for name in names)
    for path in FILES.keys() - {"docs/assembly.md"}:
        assert package.read(f"{folder}/files/{path}") == FILES[path]
    assert "docs/assembly.md" in package.read(f"{folder}/MISSING.txt").decode()
    assert "Foot" in package.read(f"{folder}/bom.csv").decode()
    sums = package.read(f"{folder}/CHECKSUMS.sha256").decode().splitlines()
    assert len(sums) == len(names) - 1
    assert all(hashlib.sha256(package.read(f"{folder}/{one[66:]}")).hexdigest() == one[:64] for one in sums)


def test_the_same_state_gives_the_same_bytes_and_is_sent_once(client: Client, release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW)
    first = client.get(f"{release}/-/package.zip")
    assert b"".join(first) == b"".join(client.get(f"{release}/-/package.zip"))
    again = client.get(f"{release}/-/package.zip", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    head = client.head(f"{release}/-/package.zip")
    assert (head.status_code, b"".join(head)) == (200, b"")


def test_a_large_package_is_never_held_as_a_whole(client: Client, release: str) -> None:
    zeros = (bytes(1_000_000) for _ in range(LARGE // 1_000_000))
    keep(Named(release, "cad/large.step", Role.SOURCE), wiring.archive().stage(zeros, limit=LARGE), NOW)
    response = client.get(f"{release}/-/package.zip")
    tracemalloc.start()
    try:
        sent = sum(map(len, response))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent > LARGE
    assert most < LARGE / 4


def test_only_a_release_has_a_package(client: Client, release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW)
    module = release.partition("/-/")[0]
    for address in (module, f"{release}/-/part/foot", f"{release}/-/json", f"{module}/-/v/9.9.9", "/m/a/b/-/v/1"):
        assert client.get(f"{address}/-/package.zip").status_code == 404


def test_what_was_withdrawn_is_not_handed_out(client: Client, release: str, hosts: Hosts) -> None:
    archive_release(release, hosts, NOW)
    payloads = wiring.payloads()
    withdraw("https://git.example.org/lark", Why.OPT_OUT, reason="a test", payloads=payloads, actor="test", now=NOW)
    assert client.get(f"{release}/-/package.zip").status_code == 410
