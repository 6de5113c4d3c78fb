# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark demo` and `oshmark serve`: they come up, say where, and leave nothing behind."""

from __future__ import annotations

import re
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen  # noqa: TID251  a browser of a few lines

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from tests.instances import Instance

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SAMPLES = len(list((Path(__file__).parents[3] / "samples").glob("*/okh.*")))
QUICK_S = 15
GONE_S = 20


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A server that runs, until its end."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.said: list[str] = []

    def wait(self) -> None:
        """Wait until it says where it is."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.decode().rstrip())
            if f"http://127.0.0.1:{self.port}" in self.said[-1]:
                return
        assert self.process.stderr is not None
        pytest.fail(f"{self.said} {self.process.stderr.read().decode()}")

    def page(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            assert answer.status == 200
            return str(answer.read().decode())

    def family(self) -> set[int]:
        """The process and its children."""
        found = {self.process.pid}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            if int(fields[1]) in found:
                found.add(int(path.parent.name))
        return found

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        self.rest = self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture
def start(instance: Instance, port: int) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def begin(*arguments: str) -> Served:
        served = Served(instance.start(*arguments, variables={"PORT": str(port)}), port)
        started.append(served)
        served.wait()
        return served

    yield begin
    for served in started:
        if served.process.poll() is None:
            served.stop(signal.SIGTERM)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_comes_up_with_the_samples_says_where_and_goes_without_a_trace(
    instance: Instance, port: int, start: Callable[..., Served]
) -> None:
    served = start("demo")
    assert served.said[0] == f"{SAMPLES} sample manifests read; generation 1 holds {SAMPLES - 1} releases."
    assert f"This is a demonstration; its data lies in {instance.home}." in served.said
    assert served.said[-1] == f"The library is on http://127.0.0.1:{port} (stop with Ctrl-C)."
    said = "\n".join(served.said)
    assert "ada@harrowfield.example (registrar)" in said
    assert "ella@erlental.example (decision-maker)" in said
    assert instance.rows("SELECT state FROM certification_case ORDER BY id") == [
        (state,)
        for state in (
            *("granted", "appealed", "returned", "submitted"),
            *("granted", "granted", "accepted", "evaluated", "evaluating"),
        )
    ]
    certificates = served.page("/certificates")
    assert "Brook HPU-18" in certificates
    assert "suspended" in certificates
    page = served.page("/")
    assert "Lark 220" in page
    assert "Lark 220" in served.page("/search?q=printer")
    links = re.findall(r'href="(/m/[^"?#]+)"', page)
    assert links
    assert "<h1" in served.page(links[0])
    family = served.family()
    assert len(family) >= 2
    assert served.stop(signal.SIGINT) == 0
    assert b"Traceback" not in served.rest[1]
    assert not [pid for pid in family if lives(pid)]
    assert is_free(port)


def test_a_second_start_is_quick_and_adds_nothing(instance: Instance, start: Callable[..., Served]) -> None:
    first = start("demo")
    events = instance.events()
    assert first.stop(signal.SIGINT) == 0
    begun = time.monotonic()
    second = start("demo")
    assert time.monotonic() - begun < QUICK_S
    assert "Lark 220" in second.page("/")
    assert second.said[0] == first.said[0]
    assert second.stop(signal.SIGTERM) == 0
    assert instance.events() == events
    assert len([event for event in events if event.kind == "library:release:admitted"]) == SAMPLES - 1


def test_on_another_port_things_are_named_by_its_address(
    instance: Instance, port: int, start: Callable[..., Served]
) -> None:
    first = start("demo")
    assert first.stop(signal.SIGINT) == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other = probe.getsockname()[1]
    done = instance.run("library", "publish", variables={"OSHMARK_BASE_URL": f"http://127.0.0.1:{other}"})
    assert done.code == 0
    named = instance.run("query", "-", given=b"SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").out
    assert f"http://127.0.0.1:{other}/" in named
    assert f"http://127.0.0.1:{port}/" not in named


def test_a_server_that_is_killed_leaves_nobody_behind(port: int, start: Callable[..., Served]) -> None:
    served = start("demo")
    served.page("/")
    family = served.family()
    served.stop(signal.SIGKILL)
    end = time.monotonic() + GONE_S
    while time.monotonic() < end and any(lives(pid) for pid in family):
        time.sleep(0.1)
    assert not [pid for pid in family if lives(pid)]
    assert is_free(port)


def test_it_listens_on_this_computer_only(start: Callable[..., Served]) -> None:
    served = start("demo")
    listening = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    addresses = {fields[1] for fields in listening if fields[3] == "0A" and fields[1].endswith(f":{served.port:04X}")}
    assert addresses == {f"0100007F:{served.port:04X}"}


def test_a_port_that_is_taken_is_one_clear_sentence(instance: Instance) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for arguments in (("demo",), ("serve", "--port", str(port))):
            done = instance.run(*arguments, variables={"PORT": str(port)})
            assert (done.code, done.out) == (1, "")
            assert done.said == (
                f"oshmark: Port {port} on 127.0.0.1 is taken by another program. "
                f"Choose another one, with `--port {port + 1}` or, for the demonstration, PORT={port + 1}.\n"
            )


@pytest.mark.parametrize("value", ["abc", "", "0", "65536", "-1", "8000.0", "²", "٣", " 8000", "80 00", "9" * 5000])
def test_a_port_that_is_none_is_one_clear_sentence(instance: Instance, value: str) -> None:
    done = instance.run("demo", variables={"PORT": value})
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: PORT is “")
    assert done.said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("--port", "99999"), ("--port", "-1"), ("--host", "192.0.2.1"), ("--host", "no such host")]
)
def test_a_place_where_nobody_can_listen_is_one_clear_sentence(instance: Instance, arguments: tuple[str, ...]) -> None:
    done = instance.run("serve", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: ")
    assert done.said.count("\n") == 1


def test_an_empty_library_can_be_served(instance: Instance, port: int, start: Callable[..., Served]) -> None:
    served = start("serve", "--port", str(port))
    assert served.said == [f"The library is on http://127.0.0.1:{port} (stop with Ctrl-C)."]
    assert "<h1" in served.page("/")
    assert served.stop(signal.SIGINT) == 0
