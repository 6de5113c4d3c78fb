# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real Git server: `git http-backend` behind a small HTTP server on this machine."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

AUTHOR = {
    "GIT_AUTHOR_NAME": "Maker",
    "GIT_AUTHOR_EMAIL": "maker@example.org",
    "GIT_COMMITTER_NAME": "Maker",
    "GIT_COMMITTER_EMAIL": "maker@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **AUTHOR},
    )
    return done.stdout.strip()


def commit(root: Path, name: str, files: Mapping[str, bytes | None]) -> str:
    """Commit files to a repository below `root`, which is made when it is not there; the id of the commit."""
    folder = root / name
    if not folder.exists():
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet", "--initial-branch=main")
        git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    for path, raw in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if raw is None:
            target.unlink()
        else:
            target.write_bytes(raw)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A step")
    return git(folder, "rev-parse", "HEAD")


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Serve every repository below `root`; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the parent gave it
            """Say nothing."""

        def _answer(self) -> None:
            path, _question, query = self.path.partition("?")
            name, _slash, rest = unquote(path).lstrip("/").partition("/info/")
            if "/git-upload-pack" in unquote(path):
                name = unquote(path).lstrip("/").removesuffix("/git-upload-pack")
                rest = ""
            info = f"/{name}/.git/" + (f"info/{rest}" if rest else "git-upload-pack")
            done = subprocess.run(
                ["git", "http-backend"],  # noqa: S607
                check=False,
                input=self.rfile.read(int(self.headers.get("content-length", "0"))),
                capture_output=True,
                env={
                    **os.environ,
                    "GIT_PROJECT_ROOT": str(root),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "PATH_INFO": info,
                    "QUERY_STRING": query,
                    "REQUEST_METHOD": self.command,
                    "CONTENT_TYPE": self.headers.get("content-type", ""),
                    "HTTP_CONTENT_ENCODING": self.headers.get("content-encoding", ""),
                    "HTTP_GIT_PROTOCOL": self.headers.get("git-protocol", ""),
                    "REMOTE_ADDR": "127.0.0.1",
                    "GIT_CONFIG_COUNT": "1",
                    "GIT_CONFIG_KEY_0": "safe.directory",
                    "GIT_CONFIG_VALUE_0": "*",
                },
            )
            head, _blank, body = done.stdout.partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().splitlines() if ": " in line)
            self.send_response(int(headers.pop("Status", "200")[:3]))
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
