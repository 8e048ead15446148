"""`courtesy mandate` and `courtesy import` as a person and a program run them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.base.errors import CourtesyError
from bot.cli.mandate import mandate
from bot.cli.placement import import_
from bot.cli.session import Session

CONFIG = """\
store: {{url: "sqlite:///{folder}/courtesy.db", key_file: {folder}/keys}}
clock: {{start: 2026-11-20T08:00:00+08:00, speed: 1}}
"""
MANDATE = """\
id: m1
from: 2026-01-01
to: 2026-12-31
creditor: {name: 示例消费金融, lender: consumer_finance, place: CN}
caller: {id: agency-1, name: 示例服务公司, public_name: 示例客户服务}
channels: [voice, sms]
sample: true
"""
ROWS = "借款编号,姓名,手机号,地区,应还总额,备注\nA1,张示例,13800000101,广东,100,无\nA2,李样例,1.38E+10,广东,100,早上\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    (tmp_path / "config.yaml").write_text(CONFIG.format(folder=tmp_path), "utf-8")
    (tmp_path / "m1.yaml").write_text(MANDATE, "utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
    session = Session(tmp_path / "config.yaml", "tester")

    def invoke(command: click.Command, *arguments: str) -> Result:
        return CliRunner().invoke(command, [part.replace("@", f"{tmp_path}/") for part in arguments], obj=session)

    yield invoke
    session.close()


def test_a_mandate_then_a_placement_then_the_same_again(run: Run) -> None:
    assert run(mandate, "add", "@m1.yaml").exit_code == 0
    assert run(mandate, "add", "@m1.yaml").exit_code == 0
    (listed,) = [json.loads(line) for line in run(mandate, "list", "--json").stdout.splitlines()]
    assert (listed["id"], listed["ended_at"]) == ("m1", None)
    first = run(import_, "@rows.csv", "--mandate", "m1", "--json", "--rejects", "@out.csv")
    report = json.loads(first.stdout)
    assert first.exit_code == 1
    assert report["rows"] == {"read": 2, "created": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "rejected": 1}
    assert report["columns"]["备注"] is None
    assert [(error["line"], error["code"]) for error in report["errors"]] == [(3, "bad_phone")]
    assert json.loads(run(import_, "@rows.csv", "--mandate", "m1", "--json").stdout)["rows"]["unchanged"] == 1
    undone = json.loads(run(import_, "--undo", report["batch"], "--json").stdout)
    assert undone == {"batch": report["batch"], "withdrawn": 1, "restored": 0}


def test_a_person_reads_what_became_of_the_rows(run: Run) -> None:
    run(mandate, "add", "@m1.yaml")
    shown = run(import_, "@rows.csv", "--mandate", "m1", "--dry-run")
    assert "dry run" in shown.stdout
    assert "line 3: phone bad_phone" in shown.stdout
    assert "1.38E+10" not in shown.stdout


@pytest.mark.parametrize(
    "arguments", [(), ("@rows.csv",), ("@rows.csv", "--undo", "bat_1"), ("@missing.csv", "--mandate", "m1")]
)  # fmt: skip
def test_wrong_use_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(import_, *arguments).exit_code == 2


def test_an_unknown_mandate_and_batch_are_said_plainly(run: Run) -> None:
    for arguments in (("@rows.csv", "--mandate", "nobody"), ("--undo", "bat_1")):
        problem = run(import_, *arguments).exception
        assert isinstance(problem, CourtesyError)
        assert problem.exit_status == 2


def test_a_public_name_that_gives_the_debt_away_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m1.yaml").write_text(MANDATE.replace("示例客户服务", "示例债务催收"), "utf-8")
    problem = run(mandate, "add", "@m1.yaml").exception
    assert isinstance(problem, CourtesyError)
    assert "m1.yaml:5: `caller.public_name`" in str(problem)
    assert run(mandate, "list", "--json").stdout == ""
