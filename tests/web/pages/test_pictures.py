# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of releases: kept from folders and from whoever has their bytes, and shown of admitted releases only."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.pictures.answer import MAX_SOURCE_BYTES, Why
from oshmark.adapters.pictures.thumbnailer import Thumbnailer
from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.library import gathering
from oshmark.web.library.labels import PICTURE_REFUSALS
from oshmark.web.library.local_pictures import Taken, add_with_pictures
from oshmark.web.library.models import Release
from oshmark.web.library.pictures import Keeper, keep_picture, sweep
from tests.adapters.pictures.made import drawing, noise, plain
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client

    from tests.web.library_of import Library

TAG = "SPDX-License-Identifier"
"""Apart from a value, because a tool would take the two together for the licence of this file."""

RELEASE = "/m/github.com/weaver/loom/-/v/2.1.0"
MODULE = "/m/github.com/weaver/loom"
IMAGE = "images/loom.png"
PICTURE = plain()
DIGEST = hashlib.sha256(PICTURE).hexdigest()
SHUTTLE = FULL.replace('name = "Shuttle"', 'name = "Shuttle"\nimage = "/cad/shuttle.svg"')


@pytest.fixture(scope="module")
def thumbnailer() -> Iterator[Thumbnailer]:
    with Thumbnailer() as working:
        yield working


@pytest.fixture
def keeper(library: Library, thumbnailer: Thumbnailer) -> Keeper:
    return Keeper(wiring.pictures(), thumbnailer, wiring.payloads())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a manifest and the picture that it names."""
    made = tmp_path / "secret-place" / "loom"
    (made / "images").mkdir(parents=True)
    (made / "cad").mkdir()
    (made / "okh.toml").write_text(SHUTTLE, encoding="utf-8")
    (made / IMAGE).write_bytes(PICTURE)
    (made / "cad" / "shuttle.svg").write_bytes(drawing(f"<!-- {TAG}: CC0-1.0 --><rect width='9'/>"))
    return made


def take(keeper: Keeper, *folders: Path) -> Taken:
    found = gathering.gather(folders, now=NOW, unread=[])
    return add_with_pictures(found, keeper=keeper, actor="test", now=NOW)


def page(client: Client, path: str = RELEASE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def data(client: Client) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(page(client, f"{RELEASE}/-/json"))["pictures"]
    return found


def test_the_pictures_of_a_folder_are_kept_and_shown_everywhere(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    taken = take(keeper, folder)
    assert (taken.kept, taken.refused) == (2, [])
    library.publish()
    large, small = f"/picture/{DIGEST}-640.webp", f"/picture/{DIGEST}-160.webp"
    for path in (RELEASE, MODULE):
        shown = page(client, path)
        assert f'<img src="{large}" width="80" height="60" alt="Picture of Full Loom"' in shown
        assert f'<meta property="og:image" content="{SITE}{large}">' in shown
        assert 'href="https://github.com/weaver/loom/blob/HEAD/images/loom.png"' in shown
        assert "as the module, CERN-OHL-S-2.0" in shown
    for path in ("/", "/search?q=loom"):
        shown = page(client, path)
        assert f'<img src="{small}"' in shown
        assert 'width="80" height="60" alt="Picture of Full Loom" loading="lazy"' in shown
    part = page(client, f"{RELEASE}/-/part/shuttle")
    assert 'alt="Picture of Shuttle"' in part
    assert "licence <bdi>CC0-1.0</bdi>" in part
    assert DIGEST not in part


def test_no_page_and_no_form_names_a_place_on_this_machine(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    take(keeper, folder)
    library.publish()
    paths = (
        "/",
        "/search?q=loom",
        MODULE,
        RELEASE,
        f"{RELEASE}/-/part/shuttle",
        f"{RELEASE}/-/json",
        f"{RELEASE}/-/ttl",
    )
    assert [path for path in paths if "secret-place" in page(client, path)] == []


def test_a_thumbnail_is_a_file_that_never_changes(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    take(keeper, folder)
    answer = client.get(f"/picture/{DIGEST}-640.webp")
    assert answer.status_code == 200
    assert answer.content[8:12] == b"WEBP"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "Set-Cookie" not in answer.headers
    again = client.get(f"/picture/{DIGEST}-640.webp", headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(f"/picture/{DIGEST}-160.webp").status_code == 200
    assert client.post(f"/picture/{DIGEST}-160.webp").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        f"/picture/{'0' * 64}-640.webp",
        f"/picture/{DIGEST}-641.webp",
        f"/picture/{DIGEST}-640.png",
        f"/picture/{DIGEST.upper()}-640.webp",
        f"/picture/{DIGEST}-640.webp/",
        f"/picture/{DIGEST}-640.webp%0a",
        f"/picture/../{DIGEST}-640.webp",
        "/picture/..%2f..%2fetc%2fpasswd-640.webp",
        "/picture/' OR 1=1 --640.webp",
        "/picture/",
    ],
)
def test_no_other_address_gives_a_picture(
    library: Library, keeper: Keeper, client: Client, folder: Path, path: str
) -> None:
    take(keeper, folder)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_of_a_release_that_waits_no_picture_is_kept_or_shown(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    (folder / "okh.toml").write_text(WAITING.replace("material", f'image = "{IMAGE}"\nmaterial'), encoding="utf-8")
    taken = take(keeper, folder)
    assert (taken.kept, taken.refused) == (0, [])
    [address] = Release.objects.values_list("address", flat=True)
    with pytest.raises(RefusedError, match="no admitted release"):
        keep_picture(address, IMAGE, PICTURE, "", keeper=keeper, now=NOW)
    assert keeper.pictures.releases() == []
    assert "<img" not in page(client, address)
    assert client.get(f"/picture/{DIGEST}-640.webp").status_code == 404


def test_a_release_that_is_no_longer_admitted_shows_none(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    take(keeper, folder)
    library.publish()
    Release.objects.update(state=Release.WAITING, latest=False)
    for path in ("/", "/search?q=loom", RELEASE):
        assert DIGEST not in page(client, path)
    assert client.get(f"/picture/{DIGEST}-640.webp").status_code == 404
    sweep(keeper.pictures)
    assert keeper.pictures.releases() == []
    assert not keeper.pictures.has(DIGEST)


def test_whoever_has_the_bytes_of_a_named_picture_hands_them_over(
    library: Library, keeper: Keeper, client: Client
) -> None:
    address = library.add(FULL.replace(IMAGE, "https://pictures.example.org/loom.png"))
    before = client.get(address).headers["ETag"]
    assert "not here yet" in page(client)
    reference = "https://pictures.example.org/loom.png"
    assert keep_picture(address, reference, PICTURE, reference, keeper=keeper, now=NOW, licence="CC-BY-4.0") is None
    assert f'href="{reference}"' in page(client)
    assert "licence <bdi>CC-BY-4.0</bdi>" in page(client)
    assert client.get(address).headers["ETag"] != before
    [kept] = data(client)
    assert (kept["reference"], kept["source"], kept["digest"]) == (reference, reference, f"sha256:{DIGEST}")
    assert kept["thumbnails"] == [
        {"address": f"{SITE}/picture/{DIGEST}-{name}.webp", "width": 80, "height": 60} for name in (640, 160)
    ]


@pytest.mark.parametrize("reference", ["images/other.png", "", "../../etc/passwd", "x" * 5_000, "\x00", "' OR 1=1 --"])
def test_a_picture_that_the_manifest_does_not_name_is_not_taken(
    library: Library, keeper: Keeper, reference: str
) -> None:
    address = library.add(FULL)
    with pytest.raises(RefusedError):
        keep_picture(address, reference, PICTURE, "", keeper=keeper, now=NOW)
    with pytest.raises(RefusedError):
        keep_picture("/m/no/such/-/v/1", IMAGE, PICTURE, "", keeper=keeper, now=NOW)
    assert keeper.pictures.releases() == []


def test_a_link_of_another_scheme_is_never_a_link(library: Library, keeper: Keeper, client: Client) -> None:
    address = library.add(FULL)
    for hostile in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", '"><script>'):
        keep_picture(address, IMAGE, PICTURE, hostile, keeper=keeper, now=NOW, licence='<b onclick="x">')
        shown = page(client)
        assert hostile not in shown
        assert '<b onclick="x">' not in shown
        assert f'src="/picture/{DIGEST}-640.webp"' in shown


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"no picture", Why.UNKNOWN_FORMAT), (PICTURE[:60], Why.DAMAGED), (bytes(MAX_SOURCE_BYTES + 1), Why.TOO_LARGE)],
)
def test_a_picture_that_cannot_be_shown_is_a_sentence(
    library: Library, keeper: Keeper, client: Client, folder: Path, raw: bytes, why: Why
) -> None:
    (folder / IMAGE).write_bytes(raw)
    taken = take(keeper, folder)
    assert [(one.release, one.reference, one.why) for one in taken.refused] == [(RELEASE, IMAGE, why)]
    shown = page(client)
    assert "<img" not in shown
    assert 'class="no-picture"' in shown
    assert str(PICTURE_REFUSALS[why]) in shown
    assert next(one["refused"] for one in data(client) if one["reference"] == IMAGE) == why.value


def test_every_refusal_has_words() -> None:
    assert set(PICTURE_REFUSALS) == set(Why)


def test_where_no_picture_is_named_there_is_a_calm_place_holder(library: Library, client: Client) -> None:
    library.add(FULL.replace(f'image = "{IMAGE}"', ""))
    library.publish()
    assert "The manifest names no picture." in page(client)
    for path in ("/", "/search?q=loom", RELEASE):
        assert 'class="no-picture"' in page(client, path)
        assert "<img" not in page(client, path)
    assert "no-picture" not in page(client, f"{RELEASE}/-/part/shuttle")


def test_links_out_of_the_repository_and_pipes_are_not_read(
    library: Library, keeper: Keeper, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(PICTURE)
    picture = folder / IMAGE
    makers: tuple[Callable[[], None], ...] = (
        lambda: picture.symlink_to(outside),
        lambda: os.mkfifo(picture),
        lambda: picture.symlink_to(picture),
        picture.mkdir,
    )
    for make in makers:
        picture.unlink()
        make()
        assert [one.why for one in take(keeper, folder).refused] == [Why.MISSING]
        (folder / IMAGE).rmdir() if (folder / IMAGE).is_dir() else (folder / IMAGE).unlink()
        (folder / IMAGE).touch()
    assert not keeper.pictures.has(DIGEST)


def test_a_link_within_the_repository_is_read(library: Library, keeper: Keeper, folder: Path) -> None:
    (folder / "real.png").write_bytes(PICTURE)
    (folder / IMAGE).unlink()
    (folder / IMAGE).symlink_to("../real.png")
    assert take(keeper, folder).refused == []
    assert keeper.pictures.has(DIGEST)


def test_the_licence_beside_a_file_is_that_of_the_file(
    library: Library, keeper: Keeper, client: Client, folder: Path
) -> None:
    (folder / f"{IMAGE}.license").write_text(f"{TAG}: CC-BY-4.0\n", encoding="utf-8")
    take(keeper, folder)
    assert "licence <bdi>CC-BY-4.0</bdi>" in page(client)


def test_adding_again_does_the_work_once_and_takes_a_new_picture(
    library: Library, keeper: Keeper, client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(keeper, folder)
    asked: list[int] = []
    make = keeper.thumbnailer.thumbnails

    def counted(raw: bytes) -> object:
        asked.append(len(raw))
        return make(raw)

    monkeypatch.setattr(keeper.thumbnailer, "thumbnails", counted)
    assert take(keeper, folder).kept == 2
    assert asked == []
    other = noise("RGB", (64, 64), "PNG")
    (folder / IMAGE).write_bytes(other)
    take(keeper, folder)
    assert asked == [len(other)]
    assert hashlib.sha256(other).hexdigest() in page(client)
    assert client.get(f"/picture/{DIGEST}-640.webp").status_code == 404
    (folder / IMAGE).unlink()
    assert [one.why for one in take(keeper, folder).refused] == [Why.MISSING]
    assert hashlib.sha256(other).hexdigest() in page(client)  # what was there before is still a picture of it


def test_a_damaged_file_of_pictures_spoils_no_page(
    library: Library, keeper: Keeper, client: Client, folder: Path, tmp_path: Path
) -> None:
    take(keeper, folder)
    library.publish()
    for file in (tmp_path / "pictures").glob("*"):
        file.unlink()
    (tmp_path / "pictures" / "pictures.sqlite3").write_bytes(b"this is no database" * 300)
    wiring.forget()
    for path in ("/", "/search?q=loom", MODULE, RELEASE):
        assert "<img" not in page(client, path)
    assert client.get(f"/picture/{DIGEST}-640.webp").status_code == 404


def test_reading_makes_no_file(library: Library, client: Client, tmp_path: Path) -> None:
    library.add(FULL)
    page(client)
    assert not (tmp_path / "pictures").exists()
