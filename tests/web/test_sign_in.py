"""What an installation says about signing in."""

from __future__ import annotations

import pytest

from gongkai.apps.accounts.identity import Provider
from gongkai.web.configuration import Misconfigured
from gongkai.web.sign_in import second_factor, single_sign_on

NAMES = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET_FILE", "NAME", "CLAIM")


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    monkeypatch.delenv("GONGKAI_SECOND_FACTOR", raising=False)
    for name in NAMES:
        monkeypatch.delenv(f"GONGKAI_OIDC_{name}", raising=False)


@pytest.fixture
def say(monkeypatch):
    def told(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"GONGKAI_OIDC_{name}", value)

    return told


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "secret"
    path.write_text("the-secret\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("told", "demonstration", "expected"),
    [
        (None, False, "required"),
        (None, True, "optional"),
        ("", False, "required"),
        ("optional", False, "optional"),
        (" Required ", True, "required"),
    ],
)
def test_everybody_needs_a_second_factor_but_in_a_demonstration(monkeypatch, told, demonstration, expected):
    if told is not None:
        monkeypatch.setenv("GONGKAI_SECOND_FACTOR", told)
    assert second_factor(demonstration=demonstration) == expected


def test_a_word_that_means_nothing_is_named(monkeypatch):
    monkeypatch.setenv("GONGKAI_SECOND_FACTOR", "off")
    with pytest.raises(Misconfigured, match="GONGKAI_SECOND_FACTOR 写成了“off”"):
        second_factor(demonstration=True)


def test_without_a_word_there_is_no_single_sign_on(say):
    say(NAME="某")
    assert single_sign_on() is None


def test_a_provider_is_read(say, file):
    say(ISSUER="https://id.dongl.example/realms/a", CLIENT_ID="gongkai", CLIENT_SECRET_FILE=file)
    expected = ("https://id.dongl.example/realms/a", "gongkai", "the-secret")
    assert single_sign_on() == Provider(*expected, "用统一身份登录", "preferred_username")
    say(NAME="用东澜省统一身份登录", CLAIM="employee_no")
    assert single_sign_on() == Provider(*expected, "用东澜省统一身份登录", "employee_no")


def test_what_is_missing_is_named(say):
    say(ISSUER="https://id.dongl.example")
    with pytest.raises(Misconfigured, match="还缺环境变量 GONGKAI_OIDC_CLIENT_ID、GONGKAI_OIDC_CLIENT_SECRET_FILE"):
        single_sign_on()


@pytest.mark.parametrize("issuer", ["http://id.dongl.example", "id.dongl.example", "https://", "file:///etc/passwd"])
def test_a_provider_answers_encrypted(say, file, issuer):
    say(ISSUER=issuer, CLIENT_ID="gongkai", CLIENT_SECRET_FILE=file)
    with pytest.raises(Misconfigured, match="https://"):
        single_sign_on()


def test_one_on_this_machine_may_answer_in_the_clear(say, file):
    say(ISSUER="http://127.0.0.1:8080", CLIENT_ID="gongkai", CLIENT_SECRET_FILE=file)
    assert single_sign_on().issuer == "http://127.0.0.1:8080"


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_secret_that_is_none_is_told(say, tmp_path, content):
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    say(ISSUER="https://id.dongl.example", CLIENT_ID="gongkai", CLIENT_SECRET_FILE=str(path))
    with pytest.raises(Misconfigured, match="GONGKAI_OIDC_CLIENT_SECRET_FILE"):
        single_sign_on()
