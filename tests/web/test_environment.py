# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings from the environment: a value that cannot be meant is named, together with its variable."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from oshmark.web import environment
from oshmark.web.environment import SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instances import Instance

RACER = "import sys; from pathlib import Path; from oshmark.web import environment; sys.stdin.readline(); \
print(environment.secret(Path(sys.argv[1])))"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("X", "X_FILE", "OSHMARK_SECRET", "OSHMARK_SECRET_FILE", "OSHMARK_HOME", "OSHMARK_HOME_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_a_variable_that_is_not_set_has_its_default() -> None:
    assert environment.text("X", "default") == "default"
    assert environment.flag("X", default=True) is True
    assert environment.words("X", "a, b") == ["a", "b"]


def test_a_value_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "value").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("X", "from the variable")
    monkeypatch.setenv("X_FILE", str(tmp_path / "value"))
    assert environment.text("X", "") == "from the file"


@pytest.mark.parametrize("name", ["gone", "folder", "binary"])
def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("X_FILE", str(tmp_path / name))
    with pytest.raises(SettingError, match=f"^X_FILE names .*{name}, which (cannot be read: .+|is not text in UTF-8)"):
        environment.text("X", "")


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:  # noqa: FBT001  a case of the table
    monkeypatch.setenv("X", value)
    assert environment.flag("X", default=not meant) is meant


@pytest.mark.parametrize("value", ["2", "maybe", "ja", "-1"])
def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=f"^X is “{value}”; write 1 or 0"):
        environment.flag("X", default=False)


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a,,b c , ")
    assert environment.words("X", "") == ["a", "b c"]


@pytest.mark.parametrize("value", ["https://library.example.org", "http://127.0.0.1:8000", "https://[::1]:8443"])
def test_an_address_is_taken_without_its_slash(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", f"{value}/")
    assert environment.base_url("X", "") == value


@pytest.mark.parametrize(
    "value",
    [
        "", "library.example.org", "ftp://library.example.org", "https://", "https:///x", "https://a.org/path",
        "https://a.org?q=1", "https://a.org#x", "https://me@a.org", "https://a.org:port", "https://a.org:99999",
        "https://[::1", "https://a b.org", 'https://a".org', "https://a<b>.org", "https://a.org\\",
    ],
)  # fmt: skip
def test_what_is_no_bare_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=r"X is “.*”; write an address such as https://library.example.org"):
        environment.base_url("X", "")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("", ""),
        ("desk@example.org", "mailto:desk@example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/contact?to=us#here", "https://example.org/contact?to=us#here"),
    ],
)
def test_a_contact_is_an_address(monkeypatch: pytest.MonkeyPatch, value: str, meant: str) -> None:
    monkeypatch.setenv("X", value)
    assert environment.address("X") == meant


@pytest.mark.parametrize(
    "value",
    ["desk", "javascript:alert(1)", "data:text/html,x", "https://", "a@b?bcc=c@d", "https://a b", "ftp://a.org"],
)
def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=r"X is “.*”; write an address such as"):
        environment.address("X")


def test_a_time_is_a_number_of_days(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.days("X", 30).days == 30
    monkeypatch.setenv("X", "0")
    assert environment.days("X", 30).days == 0


@pytest.mark.parametrize("value", ["", "-1", "1.5", "a week", "10000", "٣"])
def test_what_is_no_number_of_days_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=r"X is “.*”; write a number of days from 0 to 9999"):
        environment.days("X", 30)


def test_the_secret_may_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OSHMARK_SECRET", "given")
    assert environment.secret(tmp_path / "home") == "given"
    assert not (tmp_path / "home").exists()


def test_a_secret_is_made_once_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = environment.secret(tmp_path / "home")
    finally:
        os.umask(old)
    assert len(made) >= 64
    assert environment.secret(tmp_path / "home") == made
    assert stat.S_IMODE((tmp_path / "home/secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret"]


def test_two_instances_have_two_secrets(tmp_path: Path) -> None:
    assert environment.secret(tmp_path / "a") != environment.secret(tmp_path / "b")


def test_processes_that_race_for_the_secret_all_get_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    racers = [
        subprocess.Popen([sys.executable, "-c", RACER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    secrets = {racer.communicate(b"\n", timeout=60)[0] for racer in racers}
    assert secrets == {(home / "secret").read_bytes() + b"\n"}
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret"]


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff"])
def test_a_secret_that_is_none_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(SettingError, match="holds no secret"):
        environment.secret(tmp_path)


def test_a_home_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingError, match="OSHMARK_HOME"):
        environment.secret(tmp_path / "file" / "home")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("OSHMARK_BASE_URL", "library", "OSHMARK_BASE_URL is “library”"),
        ("OSHMARK_DEMO", "perhaps", "OSHMARK_DEMO is “perhaps”"),
        ("OSHMARK_SECRET_FILE", "/nowhere", "OSHMARK_SECRET_FILE names /nowhere"),
    ],
)
def test_a_bad_setting_is_one_sentence_on_the_command_line(
    instance: Instance, variable: str, value: str, says: str
) -> None:
    done = instance.run("library", "publish", variables={variable: value})
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith(f"oshmark: {says}")
    assert done.said.count("\n") == 1


def test_a_number_lies_between_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.number("X", 10, least=1, most=600) == 10
    monkeypatch.setenv("X", "600")
    assert environment.number("X", 10, least=1, most=600) == 600


@pytest.mark.parametrize("value", ["0", "601", "-1", "1.5", "ten", "", " 5", "9999999", "\u0665"])
def test_a_number_out_of_its_bounds_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=r"^X is “.*”; write a whole number from 1 to 600"):
        environment.number("X", 10, least=1, most=600)


def test_hosts_may_have_stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.stand_ins("X") == {}
    monkeypatch.setenv("X", "API.github.com=http://127.0.0.1:9/, git.example.org:8443=https://mirror.example.org")
    assert environment.stand_ins("X") == {
        "api.github.com": "http://127.0.0.1:9",
        "git.example.org:8443": "https://mirror.example.org",
    }


@pytest.mark.parametrize(
    "value", ["github.com", "=http://a.example", "a/b=http://a.example", "a.example=/srv", "a=b=c"]
)
def test_a_stand_in_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match="mirror"):
        environment.stand_ins("X")


def test_tokens_of_hosts_are_read_from_pairs_or_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X", "GitLab.example.org=a=b, git.example.org:3000=c")
    assert environment.host_tokens("X") == {"gitlab.example.org": "a=b", "git.example.org:3000": "c"}
    (tmp_path / "value").write_text("gitlab.example.org = a\n\ngit.example.org=b\n", encoding="utf-8")
    monkeypatch.setenv("X_FILE", str(tmp_path / "value"))
    assert environment.host_tokens("X") == {"gitlab.example.org": "a", "git.example.org": "b"}


@pytest.mark.parametrize(
    "pair", ["github=s3cret", "https://a.example=s3cret", "a.example/x=s3cret", "a.example", "a.example=", "=s3cret",
             "a.example=s3 cret", "a.example=s3cret,A.example=other", "a.example=s3cr\u00e9t"],
)  # fmt: skip
def test_tokens_of_what_is_no_host_are_refused_without_repeating_them(
    monkeypatch: pytest.MonkeyPatch, pair: str
) -> None:
    monkeypatch.setenv("X", pair)
    with pytest.raises(SettingError, match=r"^Entry \d of X cannot be used") as refused:
        environment.host_tokens("X")
    assert "cr" not in str(refused.value).replace("cannot", "")


def test_a_token_with_a_space_in_it_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSHMARK_TOKEN_GITHUB", "s3cret\nx")
    with pytest.raises(SettingError, match=r"^OSHMARK_TOKEN_GITHUB holds what is no token") as refused:
        environment.token("github")
    assert "s3cret" not in str(refused.value)


def test_a_secret_that_others_share_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.shared_secret("X", least=16) == ""
    monkeypatch.setenv("X", "x" * 16)
    assert environment.shared_secret("X", least=16) == "x" * 16
    monkeypatch.setenv("X", "guessable")
    with pytest.raises(SettingError, match="X has 9 signs, which can be guessed; write 16 at least") as refused:
        environment.shared_secret("X", least=16)
    assert "guessable" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1:6379/0", "rediss://:secret@redis.example.org/2", "amqp://user:secret@127.0.0.1:5672//",
        "amqps://mq.example.org/vhost",
    ],
)  # fmt: skip
def test_a_broker_has_an_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    pytest.importorskip("celery", reason="Celery is not installed: 'make test-all' installs it")
    monkeypatch.setenv("X", url)
    assert environment.broker("celery", "X") == url
    assert environment.broker("database", "X") == ""


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:6379", "http://user:hidden@127.0.0.1", "redis://", "sqs://a:hidden@", "amqp://hidden@h:x/"]
)
def test_what_is_no_address_of_a_broker_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("X", url)
    with pytest.raises(SettingError, match=r"^X is no address of a broker; .* write one such as redis://") as refused:
        environment.broker("celery", "X")
    assert "hidden" not in str(refused.value)


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(SettingError, match=r"^OSHMARK_TASKS is “rq”; write database or celery\.$"):
        environment.broker("rq", "X")


def test_celery_that_is_not_installed_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda _name: None)
    monkeypatch.setenv("X", "redis://127.0.0.1")
    with pytest.raises(SettingError, match=r"^OSHMARK_TASKS is celery, which is not installed; .*oshmark\[celery\]"):
        environment.broker("celery", "X")


def test_celery_is_not_loaded_where_it_is_not_chosen(instance: Instance) -> None:
    script = "import sys, django; django.setup(); from oshmark.web import wiring; wiring.engine().tell(); \
import oshmark.web.operations.jobs; print([one for one in ('celery', 'kombu', 'redis') if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=instance.environment({"DJANGO_SETTINGS_MODULE": "oshmark.web.settings"}),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == "[]"
