"""Commands as a person runs them: whole processes, good input and bad."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.base.resources import samples_folder
from bot.cli import main

Courtesy = Callable[..., subprocess.CompletedProcess[str]]


def runs_in(folder: Path) -> Courtesy:
    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COURTESY_")}
        environment = clean | {"COURTESY_CLOCK__START": "2026-11-24T09:00:00+08:00"} | settings
        command = [sys.executable, "-m", "bot.cli.main", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)

    return run


@pytest.fixture
def courtesy(tmp_path: Path) -> Courtesy:
    """Runs `courtesy ...` in an empty folder, with settings for it alone."""
    return runs_in(tmp_path)


@pytest.fixture(scope="module")
def a_portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples in its database; made once, by the commands, and copied for each test."""
    folder = tmp_path_factory.mktemp("portfolio")
    load_samples(runs_in(folder))
    return folder


@pytest.fixture
def portfolio(a_portfolio: Path, tmp_path: Path) -> Courtesy:
    """Runs `courtesy ...` where the samples are on file."""
    shutil.copytree(a_portfolio, tmp_path, dirs_exist_ok=True)
    return runs_in(tmp_path)


ACCOUNT = {
    "COURTESY_GATEWAY__ACCOUNT_SID": "AC" + "1" * 32,
    "COURTESY_GATEWAY__AUTH_TOKEN": "not-a-real-token",
    "COURTESY_GATEWAY__CALLER_NUMBER": "+15005550006",
    "COURTESY_GATEWAY__BASE_URL": "http://127.0.0.1:9",
}


def load_samples(courtesy: Courtesy) -> None:
    for market in ("cn", "us"):
        assert courtesy("mandate", "add", str(samples_folder() / f"mandate_{market}.yaml")).returncode == 0
        done = courtesy("import", str(samples_folder() / f"placement_{market}.csv"), "--mandate", f"sample-{market}", "--json")
        assert done.returncode == 1, "the samples have faulty rows, which are refused"
        assert json.loads(done.stdout)["rows"]["created"] == 20


def test_a_portfolio_is_imported_shown_and_suppressed(portfolio: Courtesy) -> None:
    before = json.loads(portfolio("show", "CN261001", "--json").stdout)
    assert {row["channel"]: row["decision"] for row in before["next_permitted"]} == {"voice": "allow", "sms": "allow"}
    assert portfolio("suppress", "CN261001", "--channel", "voice").returncode == 0
    after = json.loads(portfolio("show", "CN261001", "--json").stdout)
    assert {row["channel"]: row["decision"] for row in after["next_permitted"]} == {"voice": "block", "sms": "allow"}
    assert "13800000101" not in json.dumps(after), "numbers are masked"
    refused = portfolio("contact", "CN261001", "--channel", "voice")
    assert refused.stdout.startswith("block")
    replayed = portfolio("guard", "replay", "--since", "2026-11-24T00:00:00+08:00", "--json")
    assert json.loads(replayed.stdout) == {"decided": 1, "same": 1, "own": {}, "older": 0}
    call, text = (json.loads(line) for line in portfolio("guard", "explain", "CN261001", "--lang", "zh", "--json").stdout.splitlines())
    assert (call["decision"], text["decision"]) == ("block", "allow")
    assert "同意" in call["would_change"][0]


def test_counts_go_from_one_agency_to_the_next(portfolio: Courtesy, tmp_path: Path) -> None:
    """A refusal that one installation heard holds in the other, as soon as both have the same file and salt."""
    other = {"COURTESY_STORE__URL": "sqlite:///other/courtesy.db", "COURTESY_STORE__KEY_FILE": "other/keys"}
    mandate = (samples_folder() / "mandate_cn.yaml").read_text("utf-8").replace("id: chengan", "id: other-agency")
    (tmp_path / "other.yaml").write_text(mandate, "utf-8")
    (tmp_path / "salt.txt").write_text("q3lUu0m5tB0T2m2mQpR2r8Hk1l0pZ7aS9dF4gH6jK8M=\n", "ascii")
    assert portfolio("suppress", "CN261001", "--channel", "voice").returncode == 0
    out = portfolio("guard", "counts", "export", "--mandate", "sample-cn", "--salt-file", "salt.txt", "-o", "counts.jsonl")
    assert out.returncode == 0, out.stderr
    assert portfolio("mandate", "add", "other.yaml", **other).returncode == 0
    portfolio("import", str(samples_folder() / "placement_cn.csv"), "--mandate", "sample-cn", **other)
    taken = portfolio("guard", "counts", "import", "counts.jsonl", "--salt-file", "salt.txt", "--json", **other)
    assert taken.returncode == 0, taken.stderr
    assert json.loads(taken.stdout)["matched"] == 2, "the refusal of now, and the one that the placement came with"
    asked = portfolio("guard", "explain", "CN261001", "--channel", "voice", "--json", **other)
    assert json.loads(asked.stdout)["decision"] == "block"
    (tmp_path / "salt.txt").write_text("x" * 44, "ascii")
    refused = portfolio("guard", "counts", "import", "counts.jsonl", "--salt-file", "salt.txt", **other)
    assert refused.returncode == 2
    assert "another salt" in refused.stderr


def test_a_campaign_is_created_paused_and_stopped(portfolio: Courtesy) -> None:
    assert portfolio("campaign", "create", "spring", "--mandate", "sample-cn").returncode == 0
    assert json.loads(portfolio("campaign", "status", "spring", "--json").stdout)["contacts"] == {
        "sms": {"wished": 20},
        "voice": {"wished": 20},
    }
    assert portfolio("campaign", "pause", "spring").returncode == 0
    assert portfolio("campaign", "stop", "spring").returncode == 0
    assert json.loads(portfolio("campaign", "status", "spring", "--json").stdout)["contacts"]["voice"] == {"cancelled": 20}
    assert "is stopped" in portfolio("campaign", "resume", "spring").stderr


def test_stop_and_resume_leave_their_mark_in_a_chain_that_holds(courtesy: Courtesy) -> None:
    assert courtesy("stop", "--reason", "drill").returncode == 0
    assert courtesy("resume").returncode == 0
    assert courtesy("resume").returncode == 2, "nothing is stopped any more"
    assert courtesy("ledger", "verify").returncode == 0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "gateway.account_sid"),
        (ACCOUNT | {"COURTESY_SERVICE__PUBLIC_URL": "http://calls.example.com"}, "must begin with https://"),
        (ACCOUNT | {"COURTESY_GATEWAY__BASE_URL": "https://api.twilio.com"}, "`clock` must be `real`"),
        (ACCOUNT | {"COURTESY_SERVICE__CONSOLE__HOST": "0.0.0.0"}, "service.console.host"),
        (ACCOUNT | {"COURTESY_SPEECH__MODELS__ZH_CN": "/no/such/model"}, "speech.models"),
        (ACCOUNT | {"COURTESY_GATEWAY__TOKEN": "x"}, "there is no key `gateway.token`"),
    ],
)
def test_the_service_refuses_to_start_and_says_why(courtesy: Courtesy, settings: dict[str, str], says: str) -> None:
    done = courtesy("run", **settings)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "not-a-real-token" not in done.stderr


def test_a_busy_port_is_named(courtesy: Courtesy) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        done = courtesy("run", **ACCOUNT, COURTESY_SERVICE__WEBHOOKS__PORT=port)
    assert done.returncode == 2
    assert f"port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_explains_itself() -> None:
    """Asked in this process: two dozen interpreters would only take longer."""
    top = CliRunner().invoke(main.courtesy, ["--help"])
    assert top.exit_code == 0
    names = [line.split()[0] for line in top.output.split("Commands:")[1].splitlines() if line[:2] == "  " and line[2:3].strip()]
    assert {"demo", "run", "carrier", "import", "guard", "understand", "rehearse", "stop", "resume", "doctor"} <= set(names)
    for name in names:
        done = CliRunner().invoke(main.courtesy, [name, "--help"])
        assert (done.exit_code, done.output[:6]) == (0, "Usage:"), name


def test_a_stop_that_would_stop_nothing_is_refused(portfolio: Courtesy) -> None:
    """An operator who mistypes must not believe that it is quiet now. A campaign may be named by its name."""
    assert portfolio("campaign", "create", "autumn", "--mandate", "sample-cn").returncode == 0
    assert portfolio("campaign", "create", "autumn", "--mandate", "sample-cn").returncode == 2
    for wrong in (("--campaign", "summer"), ("--creditor", "nobody"), ("--script", "remainder")):
        refused = portfolio("stop", *wrong)
        assert refused.returncode == 2
        assert f"there is no {wrong[0].removeprefix('--')} `{wrong[1]}`" in refused.stderr
    assert portfolio("stop", "--campaign", "autumn").returncode == 0
    assert "stopped: script" in portfolio("stop", "--script", "reminder").stderr
    assert "stopped: text" in portfolio("stop", "--script", "contact_request").stderr
    assert portfolio("resume", "--script", "contact_request").returncode == 0
    assert portfolio("resume", "--campaign", "autumn").returncode == 0


def test_the_demo_deletes_no_database_but_its_own(portfolio: Courtesy, tmp_path: Path) -> None:
    """`var` is where the real database is by default."""
    before = (tmp_path / "var" / "courtesy.db").read_bytes()
    refused = portfolio("demo", "--dir", "var")
    assert refused.returncode == 2
    assert "not a demo's" in refused.stderr
    assert (tmp_path / "var" / "courtesy.db").read_bytes() == before


def test_two_demos_do_not_share_a_folder(courtesy: Courtesy, tmp_path: Path) -> None:
    """A second one would delete the first one's database."""
    (tmp_path / "demo").mkdir()
    with (tmp_path / "demo" / "demo.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = courtesy("demo", "--dir", "demo")
    assert done.returncode == 2
    assert "another demo runs" in done.stderr
