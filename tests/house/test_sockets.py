# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""No test reaches the network: sockets are off, and a test that serves on its own computer reaches only that."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_a_socket_is_refused() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket()


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(SocketBlockedError):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_on_this_computer_is_reached_by_who_asks_for_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_nothing_else_is_reached() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
