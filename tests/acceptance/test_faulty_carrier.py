"""Whole processes: the service against a carrier on a bad day ends where it ends on a good one, and makes no contact twice."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, and_, func, or_, select

from bot.base.config import load_config
from bot.base.resources import samples_folder
from bot.cli.main import courtesy
from bot.contact.attempts import CALL_ENDINGS
from bot.store import Store
from bot.store.opening import open_keys
from bot.store.tables import attempt, message, request
from bot.store.types import blind

ACCOUNT, TOKEN, OURS = "AC" + "6" * 32, "not-a-secret", "+15005550006"
CLOCK = "2026-11-24T10:00:00-05:00"
SOME = {"voice": ["01", "03", "09"], "sms": ["00", "16", "20"]}
WRITES_BACK = 1
"""Of these borrowers, number 20 answers a text with STOP."""
HEADER = "account_id,name,mobile,ssn_last4,birth_year,state,product,amount_due,currency,language,due_date,as_of,consent_voice,consent_sms"
PATIENCE_S = 60
SPEED = 3
"""Of the calendar, by which the carrier is asked what never came; calls and requests take as long as they take."""
BAD_DAY = ["busy_429=0.3", "drop_after=0.3", "methods=POST", "webhooks_lost=0.3", "webhooks_doubled=0.4", "webhook_shuffle_s=1.5"]


def number(digits: str, channel: str) -> str:
    return f"+1{'407' if channel == 'voice' else '786'}55501{digits}"


def blind_of(store: Store, borrower: str) -> str:
    return store.read_now(blind, borrower)


def _unfinished(conn: Connection) -> int:
    """Contacts that have not ended, or of which the carrier's last word is not known, and what is still to be asked for."""
    no_last_word = and_(attempt.c.channel == "voice", attempt.c.sid.is_not(None), attempt.c.carrier_status.not_in(CALL_ENDINGS))
    open_ = conn.execute(select(func.count()).where(or_(attempt.c.state != "ended", no_last_word))).scalar_one()
    soon = request.c.state.in_(("wished", "planned")), request.c.due_at < datetime.fromisoformat(CLOCK) + timedelta(minutes=10)
    came = select(func.count()).where(attempt.c.direction == "inbound")
    return open_ + conn.execute(select(func.count()).where(*soon)).scalar_one() + WRITES_BACK - conn.execute(came).scalar_one()


class Day:
    """A database, a carrier and the service, as processes."""

    def __init__(self, folder: Path, prompts: Path) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("COURTESY_")} | {
            "COURTESY_GATEWAY__AUTH_TOKEN": TOKEN,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = int(taken.getsockname()[1])
        self.config = f"""
store: {{url: "sqlite:///{folder}/courtesy.db", key_file: "{folder.parent}/courtesy.keys"}}
gateway: {{account_sid: {ACCOUNT}, caller_number: "{OURS}", calls_per_second: 20, texts_per_second: 20, base_url: "BASE"}}
service: {{public_url: "http://127.0.0.1:{self.port}", webhooks: {{port: {self.port}}}, console: {{port: 0}}, live_calls: 8}}
speech: {{prompts: "{prompts}", recordings: "{folder}/recordings"}}
clock: {{start: "{CLOCK}", speed: {SPEED}}}
"""

    def courtesy(self, *words: str) -> str:
        """A command beside the service, in this process: thirty interpreters would take longer than the day."""
        done = CliRunner().invoke(courtesy, ["--config", str(self.folder / "config.yaml"), *words], env=self.environment)
        assert done.exit_code == 0, (words, done.output, done.exception)
        return done.stdout

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "bot.cli.main", "--config", str(self.folder / "config.yaml"), *words]

    @contextmanager
    def carrier(self, *faults: str) -> Iterator[None]:
        """The carrier, and a portfolio."""
        (self.folder / "config.yaml").write_text(self.config, "utf-8")
        options = ["--journal", str(self.folder / "journal.jsonl"), "--sms-url", f"http://127.0.0.1:{self.port}/twilio/sms"]
        options += [word for fault in faults for word in ("--fault", fault)]
        with subprocess.Popen(self.command("carrier", *options), env=self.environment, stdout=subprocess.PIPE, text=True) as carrier:
            assert carrier.stdout is not None
            self.config = self.config.replace("BASE", json.loads(carrier.stdout.readline())["base_url"])
            (self.folder / "config.yaml").write_text(self.config, "utf-8")
            self.prepare()
            try:
                yield
            finally:
                carrier.terminate()

    @contextmanager
    def service(self, clock: str = CLOCK) -> Iterator[None]:
        (self.folder / "config.yaml").write_text(self.config.replace(CLOCK, clock), "utf-8")
        with subprocess.Popen(self.command("run"), env=self.environment, stderr=subprocess.PIPE, text=True) as service:
            assert service.stderr is not None
            while "console" not in (line := service.stderr.readline()):
                assert line, "the service ended"
            try:
                yield
            finally:
                service.terminate()
                service.stderr.read()

    def prepare(self) -> None:
        rows = [
            f"R{channel}{digits},Echo Sample,{number(digits, channel)},0588,1980,FL,credit_card,100.00,USD,en-US,10/14/2026,11/23/2026,Y,Y"
            for channel, some in SOME.items()
            for digits in some
        ]
        # each its own person: the same name, digits and year would be one
        rows = [row.replace(",0588,", f",{1000 + place},") for place, row in enumerate(rows)]
        (self.folder / "placement.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
        self.courtesy("db", "upgrade")
        self.courtesy("mandate", "add", str(samples_folder() / "mandate_us.yaml"))
        self.courtesy("import", str(self.folder / "placement.csv"), "--mandate", "sample-us")

    def contacts(self) -> None:
        for channel, some in SOME.items():
            for digits in some:
                self.courtesy("contact", number(digits, channel), "--channel", channel)

    def shown(self, which: tuple[str, str]) -> dict[str, Any]:
        file: dict[str, Any] = json.loads(self.courtesy("show", number(*which), "--json"))
        contacts = [{name: each[name] for name in each if name not in ("at", "not_before")} for each in file["contacts"]]
        kept = [each for each in contacts if each["outcome"] != "not_placed"]  # a 429 that lasted longer than the permit
        return {"contacts": kept, "suppressions": [(each["of"], each["channel"], each["reason"]) for each in file["suppressions"]]}

    def answered(self, body: str, times: int) -> str:
        """What the service has sent to this borrower after they wrote `body`, once it is that many texts."""
        borrower = number("00", "sms")
        self.courtesy("carrier", "text", borrower, OURS, body)
        until = time.monotonic() + PATIENCE_S
        while self.creates()["text", borrower] < times and time.monotonic() < until:
            time.sleep(0.1)
        assert self.creates()["text", borrower] == times
        return self.texts(borrower)[-1]

    def texts(self, borrower: str) -> list[str]:
        """The words that went out to this borrower, as they are on file."""
        config = load_config(self.folder / "config.yaml", self.environment)
        store = Store(config.store.url, open_keys(config))
        theirs = attempt.c.direction == "outbound", attempt.c.number_index == blind_of(store, borrower)
        query = select(message.c.text).join(attempt, attempt.c.id == message.c.attempt_id).where(*theirs).order_by(attempt.c.reserved_at)
        try:
            return list(store.read_now(lambda conn: conn.execute(query).scalars()))
        finally:
            store.close()

    def end(self) -> dict[tuple[str, str], Any]:
        """What is on file of everybody, once all contacts have ended; or, after a while, as it is."""
        config = load_config(self.folder / "config.yaml", self.environment)
        store = Store(config.store.url, open_keys(config))
        until = time.monotonic() + PATIENCE_S
        while store.read_now(_unfinished) and time.monotonic() < until:
            time.sleep(0.5)
        store.close()
        return {(digits, channel): self.shown((digits, channel)) for channel, some in SOME.items() for digits in some}

    def creates(self) -> Counter[tuple[str, str]]:
        lines = [json.loads(line) for line in (self.folder / "journal.jsonl").read_text("utf-8").splitlines()]
        return Counter((line["kind"], line["to"]) for line in lines if line["event"] == "create" and line["direction"] == "outbound-api")


@pytest.mark.timeout(240)
def test_a_bad_day_ends_as_a_good_one(tmp_path: Path) -> None:
    days: dict[str, tuple[Any, Any]] = {}
    for name, faults in (("good", ()), ("bad", BAD_DAY)):
        (tmp_path / name).mkdir()
        day = Day(tmp_path / name, tmp_path / "prompts")
        with day.carrier(*faults), day.service():
            day.contacts()
            end = day.end()
        days[name] = end, day.creates()
    assert days["bad"][1] == days["good"][1]
    assert days["bad"][0] == days["good"][0]
    outcomes = {which: found["contacts"][0]["outcome"] for which, found in days["good"][0].items() if which[1] == "voice"}
    expected = {"01": "busy", "03": "not_in_service", "09": "hung_up"}
    assert outcomes == {(digits, "voice"): outcome for digits, outcome in expected.items()}


def test_a_thread_of_texts_goes_on_in_the_next_day_s_process(tmp_path: Path) -> None:
    (tmp_path / "thread").mkdir()
    day = Day(tmp_path / "thread", tmp_path / "prompts")
    with day.carrier():
        with day.service():
            assert "Is this Echo Sample" in day.answered("hello, who is this?", 1)
        with day.service("2026-11-25T10:00:00-05:00"):
            assert "last four digits" in day.answered("yes, this is Echo Sample", 2)
            assert "$100.00" in day.answered(str(1000 + len(SOME["voice"])), 3)
            assert "read that back" in day.answered("I will pay it all on Friday", 4)
