from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.base.config import is_loopback, load_config
from bot.base.errors import ConfigError
from bot.base.resources import default_config


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_is_valid_and_binds_to_loopback() -> None:
    config = load_config(default_config(), {})
    assert config.service.console.host == config.service.webhooks.host == "127.0.0.1"


def test_an_unknown_key_is_named_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "gateway:\n  base_url: http://127.0.0.1:1\n  acount_sid: AC1\n")
    with pytest.raises(ConfigError, match=r"line 3: there is no key `gateway\.acount_sid`"):
        load_config(path, {})


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "gateway:\n  account_sid: ACfile\n")
    config = load_config(path, {"COURTESY_GATEWAY__ACCOUNT_SID": "ACenv", "COURTESY_SPEECH__MODELS__ZH_CN": "/m", "COURTESY_REQUIRE": "x"})
    assert config.gateway.account_sid == "ACenv"
    assert config.speech.models == {"zh-CN": Path("/m")}


def test_a_variable_that_names_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="COURTESY_GATEWAY__TOKN"):
        load_config(write(tmp_path, ""), {"COURTESY_GATEWAY__TOKN": "x"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("service:\n  public_url: http://calls.example.com\n", "https://"),
        ("service:\n  public_url: https://calls.example.com\n  media_url: ws://calls.example.com\n", "wss://"),
        ("service:\n  webhooks:\n    port: 99999\n", "line 3"),
        ("clock:\n  start: 2026-11-24T08:00:00\n", "offset"),
        ("- a list\n", "sections"),
        ("gateway: [\n", "not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        load_config(write(tmp_path, text), {})


def test_the_token_is_never_shown(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, ""), {"COURTESY_GATEWAY__AUTH_TOKEN": "very-secret"})
    assert "very-secret" not in repr(config)


def test_a_service_says_everything_that_it_lacks(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "clock:\n  start: 2026-11-24T08:00:00+08:00\nservice:\n  console:\n    host: 0.0.0.0\n"), {})
    with pytest.raises(ConfigError) as refusal:
        config.check_service()
    for part in ("account_sid", "auth_token", "caller_number", "`clock` must be `real`", "console.host", "public_url"):
        assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:1", True),
        ("http://localhost/x", True),
        ("http://127.0.0.1.example.com", False),
        ("https://api.twilio.com", False),
        ("http://user@10.0.0.1", False),
    ],
)
def test_only_this_machine_is_loopback(url: str, here: bool) -> None:
    assert is_loopback(url) is here


OPERATOR = """
gateway:
  operators:
    domestic: {base_url: https://sms.operator.example, key_id: ours, number: "10690001", signatures: [诚安联络服务]}
  routes:
"""


def test_a_route_leads_to_a_carrier_that_is_there(tmp_path: Path) -> None:
    for route, problem in (
        ('{prefix: "+86", channel: sms, via: nobody}', "there is no `gateway.operators.nobody`"),
        ('{prefix: "+86", channel: voice, via: domestic}', "carries texts only"),
        ('{prefix: "86", channel: sms, via: domestic}', "should match pattern"),
    ):
        path = tmp_path / "config.yaml"
        path.write_text(f"{OPERATOR}    - {route}\n", "utf-8")
        with pytest.raises(ConfigError, match=problem):
            load_config(path, {})


def test_an_operators_secret_comes_by_a_variable_and_has_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f'{OPERATOR}    - {{prefix: "+86", channel: sms, via: domestic}}\n', "utf-8")
    with pytest.raises(ConfigError, match="COURTESY_GATEWAY__OPERATORS__DOMESTIC__SECRET"):
        load_config(path, {}).check_service()
    set_by_variable = load_config(path, {"COURTESY_GATEWAY__OPERATORS__DOMESTIC__SECRET": "s"})
    assert set_by_variable.gateway.operators["domestic"].secret == "s"
    assert "secret" not in repr(set_by_variable.gateway)


LIN = {"name": "Ms Lin", "user": "lin", "phone": "+12125550107"}


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        ([{**LIN, "phone": "2125550107"}], "people.0.phone"),
        ([{**LIN, "hours": "9-18"}], "people.0.hours"),
        ([{**LIN, "languages": []}], "people.0.languages"),
        ([LIN, {**LIN, "phone": "+12125550108"}], "same name in the console, or the same phone"),
        ([LIN, {"name": "Otto", "phone": LIN["phone"]}], "same name in the console, or the same phone"),
    ],
)
def test_people_who_take_calls_can_be_called_and_told_apart(tmp_path: Path, people: list[dict[str, str]], problem: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(json.dumps({"people": people}), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(problem)):
        load_config(file, {})
    file.write_text(json.dumps({"people": [LIN]}), encoding="utf-8")
    (lin,) = load_config(file, {}).people
    assert (lin.signs_in_as, lin.languages) == ("lin", ("zh-CN", "en-US"))
    assert lin.phone not in repr(lin)
