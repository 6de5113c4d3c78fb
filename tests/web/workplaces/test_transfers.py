# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that come in pieces: a line that breaks costs a piece, and nothing half-done is left behind."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import secrets
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.evidence import transfers
from oshmark.web.evidence.models import Transfer
from oshmark.web.evidence.transfers import OffsetError, Wanted
from oshmark.web.workplaces.draft import written_for
from oshmark.web.workplaces.evidence.sweeping import sweep
from oshmark.web.workplaces.evidence.uploads import bare_of
from oshmark.web.workplaces.models import CaseDraft, Upload
from tests.adapters.metadata.films import PLACE, mp4
from tests.adapters.metadata.test_pictures import photo
from tests.web.library_of import NOW
from tests.web.people import browser_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.http.response import HttpResponseBase
    from django.test import Client

    from tests.web.library_of import Library
    from tests.web.workplaces.office import Office

TUS = {"tus-resumable": "1.0.0"}
FILE = bytes(range(256)) * 40


def packed(**said: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in said.items())


class Sender:
    """Somebody who sends a file to a criterion."""

    def __init__(self, office: Office, name: str = "Alice", place: str = "wiring") -> None:
        self.client: Client = office.browsers[name]
        self.office, self.place = office, place
        self.address = ""

    def begin(self, size: int = len(FILE), **said: str) -> HttpResponseBase:
        words = {"filename": "runs.bin", "place": self.place, "kind": "file", "mark": "1", **said}
        headers = {**TUS, "upload-length": str(size), "upload-metadata": packed(**words)}
        response = self.client.post(self.office.at("transfers"), headers=headers)
        self.address = response.headers.get("Location", "")
        return response

    def piece(self, at: int, content: bytes, **more: str) -> HttpResponseBase:
        headers = {**TUS, "upload-offset": str(at), **more}
        kind = "application/offset+octet-stream"
        return self.client.patch(self.address, content, content_type=kind, headers=headers, CONTENT_TYPE=kind)

    def head(self) -> HttpResponseBase:
        return self.client.head(self.address, headers=TUS)


@pytest.fixture
def sender(office: Office) -> Sender:
    office.apply()
    return Sender(office)


def files_on_disk() -> list[Path]:
    from django.conf import settings as site  # noqa: PLC0415  needs settings

    return [path for path in site.EVIDENCE.rglob("*") if path.is_file()]


def test_a_file_in_pieces_becomes_evidence_once_it_is_whole(sender: Sender) -> None:
    begun = sender.begin()
    assert begun.status_code == 201
    assert begun.headers["Tus-Resumable"] == "1.0.0"
    assert "Upload-Expires" in begun.headers
    assert sender.piece(0, FILE[:4000]).headers["Upload-Offset"] == "4000"
    head = sender.head()
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == ("4000", str(len(FILE)))
    assert head.headers["Cache-Control"] == "no-store"
    assert not Upload.objects.exists()
    last = sender.piece(4000, FILE[4000:])
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(FILE)))
    row = Upload.objects.get()
    assert (row.sha256, row.name, row.size) == (hashlib.sha256(FILE).hexdigest(), "runs.bin", len(FILE))
    assert [one.label for one in written_for(sender.office.application).point("wiring").pieces] == ["runs.bin"]
    assert not Transfer.objects.exists()
    assert [path.name for path in files_on_disk()] == [row.sha256]
    assert "Added." in sender.office.get("Alice", sender.office.at("write", "wiring"))


def test_what_is_taken_and_how_is_said(sender: Sender) -> None:
    response = sender.client.options(sender.office.at("transfers"))
    assert response.status_code == 204
    assert response.headers["Tus-Extension"] == "creation,termination,expiration"
    assert response.headers["Tus-Max-Size"] == "100000000"


def test_a_piece_at_the_wrong_place_is_told_where_to_go_on(sender: Sender) -> None:
    sender.begin()
    sender.piece(0, FILE[:100])
    for wrong in (0, 50, 101, len(FILE)):
        response = sender.piece(wrong, b"x")
        assert (response.status_code, response.headers["Upload-Offset"]) == (409, "100")
    assert sender.piece(100, b"x" * len(FILE)).status_code == 409
    assert sender.head().headers["Upload-Offset"] == "100"


def test_a_file_on_its_way_is_for_who_began_it_alone(sender: Sender) -> None:
    sender.begin()
    for name in ("Bob", "Ada", "Ben", "Jo"):
        other = Sender(sender.office, name)
        assert other.begin().status_code in (403, 404)
        other.address = sender.address
        assert other.head().status_code == 404
        assert other.piece(0, b"x").status_code == 404
        assert other.client.delete(other.address, headers=TUS).status_code == 404
    nobody = browser_of(None)
    assert nobody.post(sender.office.at("transfers"), headers=TUS).status_code == 302
    assert nobody.head(sender.address, headers=TUS).status_code == 302
    assert sender.head().headers["Upload-Offset"] == "0"


def test_it_needs_the_token_of_the_page(sender: Sender) -> None:
    from django.test import Client as Browser  # noqa: PLC0415  needs settings

    sender.begin()
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = sender.client.cookies
    response = strict.patch(sender.address, b"x", content_type="application/offset+octet-stream", headers=TUS)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("size", "said", "expected"),
    [
        (100_000_001, {}, 413),
        (0, {}, 409),
        (10, {"kind": "link"}, 409),
        (10, {"kind": "video"}, 409),
        (10, {"place": "nothing-like-it"}, 404),
        (10, {"place": "nonconformity:n1"}, 404),
    ],
)
def test_what_can_never_be_added_is_refused_before_it_is_sent(
    sender: Sender, size: int, said: dict[str, str], expected: int
) -> None:
    assert sender.begin(size, **said).status_code == expected
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("length", ["", "-1", "many", "1e3", "9" * 40])
def test_a_length_that_is_none_is_refused(sender: Sender, length: str) -> None:
    headers = {**TUS, "upload-length": length}
    assert sender.client.post(sender.office.at("transfers"), headers=headers).status_code == 400


def test_another_version_and_another_type_are_refused(sender: Sender) -> None:
    sender.begin()
    assert sender.client.head(sender.address, headers={"tus-resumable": "0.2"}).status_code == 412
    assert sender.client.patch(sender.address, b"x", content_type="text/plain", headers=TUS).status_code == 415
    assert sender.piece(-1, b"x").status_code == 400


def test_networks_that_let_only_post_through_are_served(sender: Sender) -> None:
    sender.begin()
    headers = {**TUS, "upload-offset": "0", "x-http-method-override": "PATCH"}
    kind = "application/offset+octet-stream"
    response = sender.client.generic("POST", sender.address, FILE, content_type=kind, headers=headers)
    assert response.status_code == 204
    assert Upload.objects.count() == 1


def test_whoever_has_begun_too_many_finishes_some_first(sender: Sender) -> None:
    assert [sender.begin(10).status_code for _count in range(11)] == [201] * 10 + [409]


def wanted(size: int) -> Wanted:
    return Wanted(application="a1", place="wiring", kind="file", name="a", mark="", private=False, size=size)


def test_an_application_has_room_for_so_much(library: Library) -> None:
    transfers.begin(wanted(60), "p1", NOW, left=100)
    with pytest.raises(RefusedError, match="no room"):
        transfers.begin(wanted(41), "p2", NOW, left=100)


def test_what_is_thrown_away_is_gone(sender: Sender) -> None:
    sender.begin()
    sender.piece(0, FILE[:10])
    assert sender.client.delete(sender.address, headers=TUS).status_code == 204
    assert sender.head().status_code == 404
    assert files_on_disk() == []
    sender.begin()
    page = sender.office.get("Alice", sender.office.at("write", "wiring"))
    token = Transfer.objects.get().token
    assert f'value="discard:{token}"' in page
    sender.office.send("Alice", sender.office.at("write", "wiring"), statement="x", do=f"discard:{token}")
    assert not Transfer.objects.exists()


def test_what_nobody_goes_on_with_is_thrown_away_in_three_days(sender: Sender) -> None:
    said: list[str] = []
    sender.begin()
    sender.piece(0, FILE[:10])
    sweep(clock.now() + timedelta(days=2), said.append)
    assert Transfer.objects.exists()
    sweep(clock.now() + timedelta(days=4), said.append)
    assert not Transfer.objects.exists()
    assert files_on_disk() == []
    assert said == ["1 unfinished file thrown away."]


def test_what_a_killed_process_has_left_is_swept_up(sender: Sender) -> None:
    sender.begin()
    sender.piece(0, FILE[:10])
    Transfer.objects.all().delete()
    assert len(files_on_disk()) == 1
    sweep(clock.now() + timedelta(days=2), lambda _text: None)
    assert files_on_disk() == []


def test_metadata_goes_before_the_digest_is_taken_and_the_sender_is_told(sender: Sender) -> None:
    raw = photo("JPEG")
    sender.begin(len(raw), filename="me.jpg")
    sender.piece(0, raw)
    row = Upload.objects.get()
    [kept] = files_on_disk()
    content = kept.read_bytes()
    assert hashlib.sha256(content).hexdigest() == row.sha256 == kept.name
    assert b"GPS" not in content
    assert "Taken out: the place where it was made" in sender.office.get("Alice", sender.office.at("write", "wiring"))


def test_a_film_shows_its_code_and_loses_its_place(sender: Sender) -> None:
    sender.office.send("Alice", sender.office.at("write", "wiring"), statement="x", do="challenge")
    raw = mp4()
    assert sender.begin(len(raw), filename="a.mp4", kind="video", private="on").status_code == 201
    sender.piece(0, raw)
    [piece] = written_for(sender.office.application).point("wiring").pieces
    assert (piece.challenge, piece.public) == (sender.office.case.challenges[0].code, False)
    assert PLACE not in files_on_disk()[0].read_bytes()


@pytest.mark.parametrize(("content", "said"), [(photo("JPEG")[:-40], "end is missing"), (b"words", "no video")])
def test_what_cannot_be_kept_is_refused_whole(sender: Sender, content: bytes, said: str) -> None:
    sender.office.send("Alice", sender.office.at("write", "wiring"), statement="x", do="challenge")
    sender.begin(len(content), kind="video")
    response = sender.piece(0, content)
    assert response.status_code == 409
    assert said in b"".join(response).decode()
    assert not Transfer.objects.exists()
    assert not Upload.objects.exists()
    assert files_on_disk() == []


def test_what_is_handed_in_meanwhile_takes_no_more_pieces(sender: Sender) -> None:
    sender.office.write()
    sender.begin()
    sender.piece(0, FILE[:10])
    sender.office.submit()
    assert sender.piece(10, FILE[10:]).status_code == 409
    assert not Transfer.objects.exists()


def test_a_line_that_breaks_in_a_piece_keeps_what_came(sender: Sender) -> None:
    sender.begin()
    transfer, sent = Transfer.objects.get(), [FILE[:1000], FILE[1000:1500]]

    def read(_size: int) -> bytes:
        if sent:
            return sent.pop(0)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        transfers.append(transfer, 0, read, len(FILE), NOW)
    assert sender.head().headers["Upload-Offset"] == "1500"
    sender.piece(1500, FILE[1500:])
    assert Upload.objects.get().sha256 == hashlib.sha256(FILE).hexdigest()


KILLED = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
settings.EVIDENCE = Path(sys.argv[1])
from oshmark.web.evidence import transfers
from oshmark.web.evidence.models import Transfer
def read(size):
    print("piece", flush=True)
    time.sleep(0.02)
    return b"A" * 100_000
transfers.append(Transfer(token="1" * 32, size=10**9), 0, read, 10**9, None)
"""


def test_whoever_is_killed_between_pieces_leaves_a_beginning_that_is_right(library: Library, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "oshmark.web.settings",
        "OSHMARK_HOME": str(tmp_path / "home"),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "evidence")], stdout=subprocess.PIPE, env=environment
    )
    assert process.stdout is not None
    for _count in range(4):
        assert process.stdout.readline() == b"piece\n"
    process.kill()
    process.communicate()
    transfer = Transfer.objects.create(
        token="1" * 32, application="a", place="p", kind="file", person="p", name="n", private=False,
        size=10**6, began_at=NOW, touched_at=NOW,
    )  # fmt: skip
    came = transfers.offset_of(transfer)
    assert 100_000 <= came <= 500_000
    assert transfers.append(transfer, came, lambda size: b"B" * size, 10, NOW) == came + 10
    assert transfers.path_of(transfer).read_bytes() == b"A" * came + b"B" * 10


def test_two_senders_at_once_do_not_mix(library: Library) -> None:
    transfer = Transfer.objects.create(
        token="2" * 32, application="a", place="p", kind="file", person="p", name="n", private=False,
        size=len(FILE), began_at=NOW, touched_at=NOW,
    )  # fmt: skip
    ends: list[str] = []

    def slow(letter: bytes) -> Callable[[int], bytes]:
        def read(_size: int) -> bytes:
            time.sleep(0.001)
            return letter * 64

        return read

    def send(letter: bytes) -> None:
        path = transfers.path_of(transfer)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("ab", buffering=0) as file:
                at = 0
                for _count in range(40):
                    transfers._add(file.fileno(), at, slow(letter)(64))
                    at += 64
            ends.append("whole")
        except OffsetError:
            ends.append("stopped")

    threads = [threading.Thread(target=send, args=(letter,)) for letter in (b"a", b"b", b"c")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    content = transfers.path_of(transfer).read_bytes()
    assert ends.count("whole") <= 1
    assert all(len(set(content[at : at + 64])) == 1 for at in range(0, len(content), 64))
    assert len(content) % 64 == 0


def test_two_who_finish_at_once_add_it_once(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    from oshmark.web.workplaces.evidence import transferring  # noqa: PLC0415  needs settings

    sender.begin()
    transfer = Transfer.objects.get()
    transfers.append(transfer, 0, lambda _size: FILE, len(FILE), NOW)
    assert transferring.finish(transfer) != ""
    assert transferring.finish(transfer) == ""
    assert CaseDraft.objects.get().written.count("runs.bin") == 1


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(content=st.binary(min_size=1, max_size=3000), cuts=st.lists(st.integers(0, 3000), max_size=8))
def test_whichever_way_a_file_is_cut_its_digest_is_the_same(library: Library, content: bytes, cuts: list[int]) -> None:
    token = secrets.token_hex(16)
    transfer = Transfer(token=token, size=len(content))
    at = 0
    for end in (*sorted(cuts), len(content)):
        rest = io.BytesIO(content[at : min(end, len(content))])
        at = transfers.append(transfer, at, rest.read, len(rest.getvalue()), NOW)
    assert transfers.is_whole(transfer)
    assert bare_of(transfers.path_of(transfer)).staged.digest == hashlib.sha256(content).hexdigest()


def test_the_addresses_are_the_works() -> None:
    assert reverse("work_transfers", args=["a1"]) == "/work/application/a1/transfers"
