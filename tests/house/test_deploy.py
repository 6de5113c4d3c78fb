# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files for deploying are well formed, and every command and variable in them is one of ours."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from oshmark.cli.main import cli
from tests.instances import Instance

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted((DEPLOY / "systemd").iterdir())
PAGES = (ROOT / "docs/how-to/deploy.md", ROOT / "docs/how-to/back-up-and-upgrade.md")
SETTINGS = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")


class Unit(RawConfigParser):
    """A unit of systemd, in which a name may stand twice."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False)
        self.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
        self.read(path)


def commands(text: str) -> list[list[str]]:
    """The words behind the name of the program, in every line that calls it."""
    found = []
    for line in text.splitlines():
        words = shlex.split(re.sub(r"^\s*sudo -u oshmark env ", "", line), comments=True)
        while words and ("=" in words[0] or words[0] == "do"):
            words = words[1:]
        if words and re.fullmatch(r"oshmark|/.*/bin/oshmark", words[0]):
            found.append(words[1:])
    return found


def lines_of(path: Path) -> str:
    """What a file has us run."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".service":
        return Unit(path)["Service"]["ExecStart"]
    if path.name == "compose.yaml":
        services = yaml.safe_load(text)["services"].values()
        return "\n".join(" ".join(one.get("command", [])).replace(";", "\n") for one in services)
    if path.name == "Dockerfile":
        return " ".join(re.findall(r'"([^"]+)"', text[text.rindex("CMD") :]))
    if path.suffix == ".md":
        return "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    return ""


RUN = [(path.name, words) for path in (*FILES, *PAGES) for words in commands(lines_of(path))]


def test_all_files_are_looked_at() -> None:
    assert len(UNITS) == 6
    assert {path.name for path in FILES} >= {"oshmark.conf", "compose.yaml", "Dockerfile", "oshmark.env"}
    assert len(RUN) == 19
    assert {words[0] for _name, words in RUN} >= {"serve", "worker", "tick", "backup", "restore", "doctor", "upgrade"}


@pytest.fixture(scope="module")
def helps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the help of each noun, and of each verb that is used, says."""
    folder = tmp_path_factory.mktemp("help")
    instance = Instance(folder / "home", folder)
    wanted = {words[0] for _name, words in RUN} | {
        " ".join(words[:2]) for _name, words in RUN if words[0] in ("worker", "account", "registry")
    }
    return {one: instance.run(*one.split(), "--help").out for one in sorted(wanted)}


@pytest.mark.parametrize(("name", "words"), RUN)
def test_every_command_is_one_of_ours(helps: dict[str, str], name: str, words: list[str]) -> None:
    assert words[0] in cli.list_commands(None)  # type: ignore[arg-type]  # it looks at no context
    command = " ".join(words[:2]) if " ".join(words[:2]) in helps else words[0]
    assert helps[command].lower().startswith(f"usage: oshmark {command}")
    for option in (word for word in words if word.startswith("--")):
        assert option in helps[command], (name, option)


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: path.name)
def test_every_variable_is_one_of_ours(path: Path) -> None:
    known = set(re.findall(r"OSHMARK_[A-Z_]+|PORT", SETTINGS))
    named = set(re.findall(r"OSHMARK_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert {name for name in named if name not in known and name.removesuffix("_FILE") not in known} == set()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_name_what_is_there(path: Path) -> None:
    unit = Unit(path)
    if path.suffix == ".timer":
        assert (path.with_suffix(".service")).exists()
        assert unit["Install"]["WantedBy"] == "timers.target"
        return
    service = unit["Service"]
    assert service["User"] == "oshmark"
    assert service["ExecStart"].startswith("/srv/oshmark/venv/bin/oshmark ")
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["UMask"]) == ("yes", "strict", "0077")
    assert "/srv/oshmark/home" in service["ReadWritePaths"].split()


def test_systemd_reads_the_units(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed")
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/srv/oshmark/venv/bin/oshmark", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program, "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "oshmark-" in line] == []


def test_the_compose_file_names_what_it_has() -> None:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8"))
    services = found["services"]
    assert set(services) == {"database", "web", "worker", "tick", "backup"}
    for service in services.values():
        assert {one.partition(":")[0] for one in service["volumes"]} <= set(found["volumes"])
        assert set(service["secrets"]) <= set(found["secrets"])
        assert set(service.get("depends_on", {})) <= set(services)
        for value in service["environment"].values():
            if value.startswith("/run/secrets/"):
                assert value.rpartition("/")[2] in service["secrets"]
    context = (DEPLOY / "compose" / services["web"]["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / services["web"]["build"]["dockerfile"]).is_file()
    assert (DEPLOY / "compose" / services["web"]["env_file"]).is_file()


def test_the_dockerfile_copies_and_installs_what_is_there() -> None:
    text = (DEPLOY / "compose/Dockerfile").read_text(encoding="utf-8")
    for lock in re.findall(r"requirements/\w+\.lock", text):
        assert (ROOT / lock).is_file()
    assert text.count("--require-hashes") == len(re.findall(r"-r requirements/", text)) == 2
    steps = re.sub(r"\\\n", "", text)
    assert {line.split()[0] for line in steps.splitlines() if line and line[0] not in "# "} <= {
        *("FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD")
    }


def test_the_settings_of_the_example_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from oshmark.web import environment  # noqa: PLC0415  what reads them

    lines = (DEPLOY / "oshmark.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert environment.base_url("OSHMARK_BASE_URL", "") == "https://library.example.org"
    assert environment.address("OSHMARK_CONTACT") == "mailto:post@library.example.org"
    assert environment.address("OSHMARK_SOURCE_CODE").startswith("https://")
    assert environment.number("OSHMARK_PROXIES", 0, least=0, most=10) == 1
    assert environment.sender("OSHMARK_EMAIL_FROM", "https://x.example") == "post@library.example.org"


def test_braces_of_the_site_for_nginx_fit_and_every_zone_is_made() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx/oshmark.conf").read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")
    statements = [one.strip() for one in re.split(r"[;{}]", text) if one.strip()]
    made = {re.search(r"zone=(\w+):", one)[1] for one in statements if one.startswith("limit_req_zone")}  # type: ignore[index]  # each has one
    used = {re.search(r"zone=(\w+)", one)[1] for one in statements if re.match(r"limit_req ", one)}  # type: ignore[index]  # each has one
    assert used == made
    caches = {one.split()[1] for one in statements if re.match(r"proxy_cache ", one)}
    assert caches == {"oshmark"}
    assert "keys_zone=oshmark:" in text


@pytest.mark.engine
def test_nginx_takes_the_site(tmp_path: Path) -> None:
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("nginx is not installed: OSHMARK_TEST_INSTALL=1 lets 'make test-all' install it")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=library.example.org"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    site = (DEPLOY / "nginx/oshmark.conf").read_text(encoding="utf-8")
    site = site.replace("/etc/ssl/oshmark", str(tmp_path)).replace("/var/cache/nginx/oshmark", str(tmp_path / "cache"))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{site}\n}}\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [program, "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr, done.stderr
