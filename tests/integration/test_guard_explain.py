"""`courtesy guard explain` against the guard itself and the record: it says what a real contact would meet, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, func, insert, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.cli.guard import guard
from bot.cli.session import Session
from bot.contact import effects, requests, stops
from bot.contact.explain import Explanation, explain
from bot.contact.requests import Wish
from bot.portfolio.accounts import load_account
from bot.portfolio.mandates import end_mandate
from bot.store import Store
from bot.store.tables import account, account_phone, attempt, decision, ledger, mandate, metadata, request
from compliance import Plain, load_packs

PACKS = load_packs()
TEXTS = load_templates()


def of(store: Store, ref: str) -> str:
    return str(store.read_now(lambda conn: conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one()))


def explained(store: Store, ref: str, at: datetime, channel: str = "voice") -> Explanation:
    file = store.read_now(load_account, of(store, ref))
    return store.read_now(explain, PACKS, TEXTS, file, channel, at)


def change(store: Store, ref: str, **values: object) -> None:
    store.write_now(lambda conn: conn.execute(update(account).where(account.c.ref == ref).values(**values)))


def a_call(conn: Connection, account_id: str, at: datetime, outcome: str) -> None:
    """A call of ours that has ended."""
    row = conn.execute(select(account.c.group_id, account_phone.c.number, account_phone.c.number_index).join(account_phone)
                       .where(account.c.id == account_id)).first()  # fmt: skip
    assert row is not None
    conn.execute(
        insert(attempt).values(
            id=new_id("att"),
            account_id=account_id,
            group_id=row.group_id,
            caller_id="chengan",
            channel="voice",
            direction="outbound",
            purpose="collect",
            number=row.number,
            number_index=row.number_index,
            state="ended",
            outcome=outcome,
            reserved_at=at,
        )
    )


def planned(store: Store, account_id: str, channel: str, at: datetime) -> requests.Request:
    """What becomes of the same contact when it is really asked for."""
    template = "contact_request" if channel == "sms" else None
    name = store.write_now(requests.ask_for, Wish(account_id, channel, "manual", at, template=template), at)
    assert name is not None
    store.write_now(requests.plan, name, PACKS, TEXTS, at)
    return store.read_now(requests.load, name)


@pytest.mark.parametrize("channel", ["voice", "sms"])
@pytest.mark.parametrize("hour", ["09:00", "20:30", "23:30"])
def test_it_says_what_the_guard_says_of_the_real_contact(store: Store, clock: ManualClock, channel: str, hour: str) -> None:
    """For every account of both markets: the same answer and the same instant; nothing else is promised."""
    at = datetime.fromisoformat(f"2026-11-24T{hour}:00+08:00")
    clock.set(at)
    for account_id in store.read_now(lambda conn: list(conn.execute(select(account.c.id)).scalars())):
        found = store.read_now(explain, PACKS, TEXTS, store.read_now(load_account, account_id), channel, at)
        really = planned(store, account_id, channel, at)
        answer = store.read_now(lambda conn, name=really.id: conn.execute(select(decision).where(decision.c.request_id == name)).one())
        assert found.outcome == answer.outcome
        assert found.opens == {"allow": at, "defer": answer.not_before, "block": None}[answer.outcome]
        objecting = {each["rule"] for each in answer.reasons if each["outcome"] != "allow"}
        shown = {each.reason.rule for each in found.objections} | {each.rule.id for each in found.rules if each.outcome != "allow"}
        assert objecting == shown
        for day in found.days:
            for opens, closes in day.spans:
                assert opens.astimezone(found.zone).date() == day.date
                assert opens < closes


def test_nothing_is_written(store: Store, clock: ManualClock) -> None:
    """Not one row, in any table."""

    def rows(conn: Connection) -> dict[str, int]:
        return {table.name: conn.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables}

    before = store.read_now(rows)
    for channel in ("voice", "sms"):
        explained(store, "CN261001", clock.now(), channel)
    assert store.read_now(rows) == before


@pytest.mark.both_stores
def test_a_used_up_day_opens_again_in_the_morning(store: Store, clock: ManualClock) -> None:
    """Three conversations today: the counter is empty, the next time is tomorrow at eight, and the calendar shows no more of today."""
    for minutes in (90, 60, 30):
        store.write_now(a_call, of(store, "CN261001"), clock.now() - timedelta(minutes=minutes), "conversation")
    found = explained(store, "CN261001", clock.now())
    assert found.outcome == "defer"
    assert found.opens == datetime.fromisoformat("2026-11-25T08:00:00+08:00")
    (counter,) = (each for each in found.rules if each.rule.id == "cn.three_conversations")
    assert (counter.used, counter.outcome) == (3, "defer")
    assert counter.free_from == datetime.fromisoformat("2026-11-25T00:00:00+08:00")
    assert counter.remedy is not None
    assert counter.remedy.en.startswith("the next day")
    assert found.days[0].spans == ()
    assert [len(day.spans) for day in found.days[1:]] == [1] * 6


def test_a_file_that_is_too_old_waits_for_a_fresh_one(store: Store, clock: ManualClock) -> None:
    """Calls are about the amount, the first text is not; the calendar ends on the day on which the file will be too old."""
    change(store, "CN261001", as_of=date(2026, 11, 10))
    call, text = (explained(store, "CN261001", clock.now(), channel) for channel in ("voice", "sms"))
    assert call.outcome == "defer"
    assert call.opens is None
    assert [each.reason.rule for each in call.objections] == ["account.stale"]
    assert "fresh file" in call.objections[0].remedy.en
    assert not any(day.spans for day in call.days)
    assert text.outcome == "allow"
    change(store, "CN261001", as_of=date(2026, 11, 20))
    soon = explained(store, "CN261001", clock.now())
    assert soon.outcome == "allow"
    assert [bool(day.spans) for day in soon.days] == [True, True, True, True, False, False, False]


def test_a_night_after_which_the_file_is_too_old_promises_nothing(store: Store, clock: ManualClock) -> None:
    """The guard would say eight tomorrow; by then the file is eight days old."""
    change(store, "CN261001", as_of=date(2026, 11, 17))
    found = explained(store, "CN261001", datetime.fromisoformat("2026-11-24T23:00:00+08:00"))
    assert found.outcome == "defer"
    assert found.opens is None


def test_our_own_conditions_are_named_with_what_removes_them(store: Store, clock: ManualClock) -> None:
    """A frozen account, a dead mandate, no number, a stop: each is in the way, and waiting does not help."""

    def standing() -> dict[str, Plain]:
        found = explained(store, "CN261001", clock.now())
        assert found.outcome == "block"
        assert found.opens is None
        assert not any(day.spans for day in found.days)
        return {each.reason.rule: each.remedy for each in found.objections}

    change(store, "CN261001", status="frozen")
    assert set(standing()) == {"account.status"}
    change(store, "CN261001", status="open")
    stop = store.write_now(stops.set_stop, scope="creditor", value="蓝松银行", reason="drill", by="test", now=clock.now())
    assert set(standing()) == {"contact.stopped"}
    store.write_now(stops.lift, stop, reason="over", by="test", now=clock.now())
    retired = update(account_phone).where(account_phone.c.account_id == of(store, "CN261001"))
    store.write_now(lambda conn: conn.execute(retired.values(retired_at=clock.now())))
    assert set(standing()) == {"contact.impossible"}
    store.write_now(lambda conn: conn.execute(retired.values(retired_at=None)))
    store.write_now(end_mandate, "sample-cn", clock.now())
    assert set(standing()) == {"mandate"}


def test_a_mandate_that_begins_this_week_opens_the_calendar_on_its_day(store: Store, clock: ManualClock) -> None:
    begins = update(mandate).where(mandate.c.id == "sample-cn").values(valid_from=date(2026, 11, 27))
    store.write_now(lambda conn: conn.execute(begins))
    found = explained(store, "CN261001", clock.now())
    assert found.outcome == "block"
    assert found.opens == datetime.fromisoformat("2026-11-27T08:00:00+08:00")
    assert [bool(day.spans) for day in found.days] == [False, False, False, True, True, True, True]


def test_a_refusal_names_the_consent_that_would_lift_it(store: Store, clock: ManualClock) -> None:
    group = store.read_now(load_account, of(store, "CN261001")).group_id
    store.write_now(effects.suppress, group_id=group, number_index=None, channel="voice", reason="opt_out", by="test", now=clock.now())
    found = explained(store, "CN261001", clock.now())
    assert (found.outcome, found.opens) == ("block", None)
    (refusal,) = (each for each in found.rules if each.outcome == "block")
    assert refusal.rule.id == "every.refusals"
    assert refusal.remedy is not None
    assert "consent" in refusal.remedy.en
    assert explained(store, "CN261001", clock.now(), "sms").outcome == "allow"


def test_a_borrower_in_two_zones_is_open_where_both_are(store: Store, clock: ManualClock) -> None:
    change(store, "US262002", zones=["America/New_York", "America/Los_Angeles"])
    found = explained(store, "US262002", datetime.fromisoformat("2026-11-24T10:00:00-05:00"))
    assert found.outcome == "defer"
    assert found.opens == datetime.fromisoformat("2026-11-24T11:00:00-05:00")
    spans = [[f"{edge.astimezone(found.zone):%H:%M}" for edge in span] for day in found.days[:2] for span in day.spans]
    assert spans == [["11:00", "21:00"], ["11:00", "21:00"]]


# ---------------------------------------------------------------- the command

Run = Callable[..., Result]


@pytest.fixture
def run(store: Store, tmp_path: Path) -> Run:
    """The command on the samples, at nine in China; the same keys and database as the tests above."""
    session = Session(None, "tester")
    session.__dict__ |= {"store": store, "clock": ManualClock(datetime.fromisoformat("2026-11-24T09:00:00+08:00"))}

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(guard, ["explain", *arguments], obj=session)

    return invoke


def test_json_has_a_line_for_each_channel(run: Run) -> None:
    done = run("CN261001", "--json")
    assert done.exit_code == 0, done.output
    call, text = (json.loads(line) for line in done.stdout.splitlines())
    assert (call["channel"], text["channel"]) == ("voice", "sms")
    assert call["next"] == call["at"] == "2026-11-24T09:00:00+08:00"
    assert call["calendar"][1] == {"day": "2026-11-25", "spans": [["2026-11-25T08:00:00+08:00", "2026-11-25T22:00:00+08:00"]]}
    assert {"rule": "cn.three_conversations", "used": 0, "most": 3, "left": 3, "days": 1, "minutes": None} in call["counters"]
    assert all(reason["citation"] for reason in call["reasons"])
    assert "13800000101" not in done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_person_reads_columns_that_stand_under_each_other(run: Run, lang: str) -> None:
    """Chinese characters are two columns wide; the bars of the week begin at the same column all the same."""
    from rich.cells import cell_len

    done = run("CN261001", "--channel", "voice", "--lang", lang, "--at", "2026-11-24T23:30:00+08:00")
    assert done.exit_code == 0, done.output
    bars = [line for line in done.stdout.splitlines() if "....." in line]
    assert len(bars) == 7
    assert len({cell_len(line[: line.index("...")]) for line in bars}) == 1
    assert ("周三" in done.stdout) == (lang == "zh")
    assert "13800000101" not in done.stdout
    assert "张示例" not in done.stdout


def test_an_account_is_named_by_its_reference_its_id_or_a_number(run: Run, store: Store) -> None:
    answers = {run(name, "--json", "--channel", "sms").stdout for name in ("CN261001", of(store, "CN261001"), "+86 138 0000 0101")}
    assert len(answers) == 1


def test_bad_input_is_told_plainly(run: Run) -> None:
    assert isinstance(run("nobody").exception, CourtesyError)
    assert "in the past" in str(run("CN261001", "--at", "2026-11-24T08:00:00+08:00").exception)
    assert run("CN261001", "--at", "tomorrow").exit_code == 2
    assert run("CN261001", "--at", "2026-11-24T10:00:00").exit_code == 2


def test_no_record_is_left_by_the_command(run: Run, store: Store) -> None:
    def entries() -> int:
        return store.read_now(lambda conn: conn.execute(select(func.count()).select_from(ledger)).scalar_one())

    before = entries()
    run("CN261001")
    assert entries() == before
    assert store.read_now(lambda conn: conn.execute(select(func.count()).select_from(request)).scalar_one()) == 0
