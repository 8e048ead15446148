"""A supervisor's override, from the command to the dial: what it lets through, what it never does, and what is on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, insert, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.base.ids import new_id
from bot.cli.guard import guard
from bot.cli.override import override
from bot.cli.session import Session
from bot.contact import attempts, overrides, requests
from bot.contact.overrides import OverrideError
from bot.contact.permit import LIFETIME, PermitError
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Refused, Reserved, reserve
from bot.contact.statements import disagreements, statements, unknown_rows
from bot.portfolio.accounts import load_account
from bot.portfolio.groups import Groups
from bot.store import Store
from bot.store.tables import account, account_phone, attempt, decision, ledger, request, rule_override, user
from compliance import Override, decide, load_packs, parse_case

PACKS = load_packs()
TEXTS = load_templates()
LIMITS = Limits(1000, 1000, 100, "+15005550006")
RULE = "cn.three_conversations"
HOURS = timedelta(hours=1)
Run = Callable[..., Result]


def of(store: Store, ref: str) -> str:
    return str(store.read_now(lambda conn: conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one()))


@pytest.fixture
def who(store: Store, clock: ManualClock) -> str:
    """An account in China with three conversations today: the standard advises against a fourth."""
    name = of(store, "CN261001")

    def calls(conn: Connection) -> None:
        whose = select(account.c.group_id, account_phone.c.number, account_phone.c.number_index).join(account_phone)
        row = conn.execute(whose.where(account.c.id == name)).first()
        assert row is not None
        common = {"account_id": name, "group_id": row.group_id, "caller_id": "chengan", "number": row.number}
        common |= {"channel": "voice", "direction": "outbound", "purpose": "collect", "number_index": row.number_index}
        for minutes in (40, 30, 20):
            ended = {"id": new_id("att"), "state": "ended", "outcome": "promise_to_pay", "verified": True}
            conn.execute(insert(attempt).values(**common, **ended, reserved_at=clock.now() - timedelta(minutes=minutes)))

    store.write_now(calls)
    return name


def give(store: Store, clock: ManualClock, who: str, *, lasts: timedelta = HOURS, **changed: object) -> str:
    given = {"rule": RULE, "reason": "asked for a call back at once", "until": clock.now() + lasts, "by": "lin", "now": clock.now()}
    return store.write_now(lambda conn: overrides.give(conn, PACKS, load_account(conn, who), **(given | changed)))


def wish(store: Store, clock: ManualClock, who: str) -> str:
    name = store.write_now(requests.ask_for, Wish(who, "voice", "manual", clock.now()), clock.now())
    assert name is not None
    store.write_now(requests.plan, name, PACKS, TEXTS, clock.now())
    return name


def try_to_reserve(store: Store, clock: ManualClock, name: str) -> Reserved | Refused:
    return store.write_now(reserve, name, PACKS, TEXTS, LIMITS, clock.now())


@pytest.mark.both_stores
def test_what_is_overridden_goes_out_and_the_record_says_by_whom_and_why(store: Store, clock: ManualClock, who: str) -> None:
    """In the answers of both stages, the ledger and the permit; and the answer can be had again from what is on record."""
    assert isinstance(try_to_reserve(store, clock, wish(store, clock, who)), Refused)
    given = give(store, clock, who)
    name = wish(store, clock, who)
    reserved = try_to_reserve(store, clock, name)
    assert isinstance(reserved, Reserved)
    assert reserved.permit.overridden == (RULE,)
    rows = store.read_now(lambda conn: conn.execute(select(decision).where(decision.c.request_id == name)).all())
    assert {row.stage for row in rows} == {"plan", "now"}
    for row in rows:
        (stated,) = (each for each in row.reasons if "overridden" in each)
        assert (stated["rule"], stated["outcome"]) == (RULE, "allow")
        assert (stated["overridden"]["id"], stated["overridden"]["by"]) == (given, "lin")
        assert stated["overridden"]["reason"] == "asked for a call back at once"
        standing = tuple(Override.model_validate(each) for each in row.overrides)
        assert decide(parse_case(row.case), PACKS, standing).outcome == row.outcome == "allow"
        assert decide(parse_case(row.case), PACKS).outcome == "defer", "without it the answer would be another"
    of_them = ledger.c.subject.in_([row.id for row in rows])
    entries = store.read_now(lambda conn: conn.execute(select(ledger).where(of_them)).all())
    assert [json.loads(entry.payload)["overrides"][0]["id"] for entry in entries] == [given, given]
    (entry,) = store.read_now(lambda conn: conn.execute(select(ledger).where(ledger.c.subject == given)).all())
    assert entry.kind == "override.given"
    assert json.loads(entry.payload)["by"] == "lin"


def test_a_contact_that_needs_no_override_does_not_claim_one(store: Store, clock: ManualClock) -> None:
    other = of(store, "CN261002")
    give(store, clock, other)
    reserved = try_to_reserve(store, clock, wish(store, clock, other))
    assert isinstance(reserved, Reserved)
    assert reserved.permit.overridden == ()


def test_an_override_ends_at_its_instant_between_planning_and_sending(store: Store, clock: ManualClock, who: str) -> None:
    until = clock.now() + timedelta(minutes=10)
    give(store, clock, who, until=until)
    name = wish(store, clock, who)
    clock.set(until)
    refused = try_to_reserve(store, clock, name)
    assert isinstance(refused, Refused)
    assert refused.answer is not None
    assert refused.answer.outcome == "defer"
    assert refused.answer.not_before == datetime.fromisoformat("2026-11-25T08:00:00+08:00")


def test_a_permit_does_not_outlive_the_override_that_it_needed(store: Store, clock: ManualClock, who: str) -> None:
    until = clock.now() + LIFETIME / 3
    give(store, clock, who, until=until)
    reserved = try_to_reserve(store, clock, wish(store, clock, who))
    assert isinstance(reserved, Reserved)
    with pytest.raises(PermitError, match="too old"):
        reserved.permit.use(channel="voice", now=until)


@pytest.mark.both_stores
def test_an_override_that_is_ended_after_the_reservation_holds_the_dial_back(store: Store, clock: ManualClock, who: str) -> None:
    given = give(store, clock, who)
    name = wish(store, clock, who)
    reserved = try_to_reserve(store, clock, name)
    assert isinstance(reserved, Reserved)
    store.write_now(overrides.end, given, by="lin", now=clock.now())
    assert store.write_now(attempts.fence, reserved.attempt_id, clock.now()) is False
    clock.advance(timedelta(seconds=1))
    again = try_to_reserve(store, clock, name)
    assert isinstance(again, Refused)
    assert again.answer is not None
    assert again.answer.outcome == "defer"


def test_it_is_for_the_account_alone_unless_it_is_said_to_be_for_the_person(store: Store, clock: ManualClock, who: str) -> None:
    """Another account of the same person: their three conversations bind it too."""
    other = of(store, "CN261002")

    def one_person(conn: Connection) -> None:
        keys = list(conn.execute(select(account_phone.c.number_index).where(account_phone.c.account_id.in_((who, other)))).scalars())
        groups = Groups(conn, keys, [])
        groups.join(keys, None)
        groups.save(clock.now())

    store.write_now(one_person)
    give(store, clock, who)
    assert isinstance(try_to_reserve(store, clock, wish(store, clock, other)), Refused)
    give(store, clock, who, whole_person=True)
    assert isinstance(try_to_reserve(store, clock, wish(store, clock, other)), Reserved)


@pytest.mark.both_stores
def test_it_follows_the_person_whose_groups_are_found_to_be_one(store: Store, clock: ManualClock, who: str) -> None:
    other = of(store, "CN261002")
    give(store, clock, other, whole_person=True)
    give(store, clock, who, whole_person=True)

    def one_person(conn: Connection) -> None:
        keys = list(conn.execute(select(account_phone.c.number_index).where(account_phone.c.account_id.in_((who, other)))).scalars())
        groups = Groups(conn, keys, [])
        groups.join(keys, None)
        groups.save(clock.now())

    store.write_now(one_person)
    assert len(store.read_now(lambda conn: overrides.standing(conn, load_account(conn, other), clock.now()))) == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"rule": "cn-cba.hours"}, "`cn-cba.hours` is must"),
        ({"rule": "us.seven_in_seven"}, "is presumption"),
        ({"rule": "cn.text_stream"}, "is own"),
        ({"rule": "cn.no_such_rule"}, "is no rule"),
        ({"reason": "  "}, "needs a reason"),
        ({"lasts": timedelta(0)}, "still ahead"),
        ({"lasts": timedelta(days=31, seconds=1)}, "at most 31 days"),
    ],
)
def test_nothing_but_a_recommended_rule_for_a_reason_and_a_time(
    store: Store, clock: ManualClock, who: str, changed: dict[str, object], says: str
) -> None:
    with pytest.raises(OverrideError, match=says):
        give(store, clock, who, **changed)  # type: ignore[arg-type]
    assert store.read_now(lambda conn: conn.execute(select(rule_override)).all()) == []


@pytest.mark.parametrize(("role", "disabled", "may"), [("admin", False, True), ("supervisor", False, True), ("auditor", False, False),
                                                       ("supervisor", True, False)])  # fmt: skip
def test_where_there_are_users_a_supervisor_decides(
    store: Store, clock: ManualClock, who: str, role: str, disabled: bool, may: bool
) -> None:
    row = {"id": "usr_1", "name": "lin", "role": role, "password_hash": "x", "created_at": clock.now()}
    store.write_now(lambda conn: conn.execute(insert(user).values(**row, disabled_at=clock.now() if disabled else None)))
    if may:
        assert give(store, clock, who).startswith("ovr_")
    else:
        with pytest.raises(OverrideError, match="only a supervisor"):
            give(store, clock, who)
    with pytest.raises(OverrideError, match="only a supervisor"):
        give(store, clock, who, by="somebody")


@pytest.mark.both_stores
def test_an_override_that_was_changed_or_put_in_afterwards_shows(store: Store, clock: ManualClock, who: str) -> None:
    """The ledger bears out every row; one that it knows nothing of, or that says otherwise now, is named."""
    given = give(store, clock, who)
    try_to_reserve(store, clock, wish(store, clock, who))
    store.write_now(overrides.end, given, by="lin", now=clock.now() + timedelta(minutes=1))

    def wrong(conn: Connection) -> list[str]:
        entries = conn.execute(select(ledger).order_by(ledger.c.id)).all()
        said = [each for row in entries for each in statements(row.kind, row.subject, row.at, json.loads(row.payload))]
        assert {each.table.name for each in said} >= {"rule_override", "decision"}
        return [each.detail for each in disagreements(conn, enumerate(said))]

    assert store.read_now(wrong) == []
    store.write_now(lambda conn: conn.execute(update(rule_override).values(until=clock.now() + timedelta(days=99))))
    assert store.read_now(wrong) == ["the table `rule_override` says otherwise: until"]
    put_in = {"id": "ovr_x", "account_id": who, "rule": RULE, "reason": "none", "by": "nobody", "at": clock.now()}
    store.write_now(lambda conn: conn.execute(insert(rule_override).values(**put_in, until=clock.now() + HOURS)))
    strangers = store.read_now(lambda conn: [each.key for each in unknown_rows(conn) if each.table == "rule_override"])
    assert strangers == ["ovr_x"]


# ---------------------------------------------------------------- the command


@pytest.fixture
def run(store: Store, clock: ManualClock) -> Run:
    session = Session(None, "lin")
    session.__dict__ |= {"store": store, "clock": clock}

    def invoke(command: str, *arguments: str) -> Result:
        group = guard if command == "explain" else override
        return CliRunner().invoke(group, [command, *arguments], obj=session)

    return invoke


@pytest.mark.both_stores
def test_it_is_given_listed_explained_and_ended(run: Run, who: str, clock: ManualClock) -> None:
    before = json.loads(run("explain", "CN261001", "--channel", "voice", "--json").stdout)
    assert any("override of cn.three_conversations" in each for each in before["would_change"])
    done = run("give", "CN261001", "--rule", RULE, "--reason", "asked for", "--until", "2026-11-24T10:00:00+08:00")
    assert done.exit_code == 0, done.output
    given = done.stdout.strip()
    (listed,) = (json.loads(line) for line in run("list", "CN261001", "--json").stdout.splitlines())
    assert (listed["id"], listed["by"], listed["account"], listed["ended_at"]) == (given, "lin", "CN261001", None)
    after = json.loads(run("explain", "CN261001", "--channel", "voice", "--json").stdout)
    assert after["decision"] == "allow"
    assert after["calendar"][0]["spans"] == [["2026-11-24T09:00:00+08:00", "2026-11-24T10:00:00+08:00"]], "it ends with the override"
    (stated,) = (each for each in after["reasons"] if each.get("overridden"))
    assert stated["overridden"]["by"] == "lin"
    assert "lin" in run("explain", "CN261001", "--channel", "voice", "--lang", "zh").stdout
    clock.advance(timedelta(minutes=1))
    assert run("end", given).exit_code == 0
    assert run("list", "--json").stdout == ""
    assert json.loads(run("list", "--all", "--json").stdout)["ended_by"] == "lin"
    assert "no such override" in str(run("end", given).exception)
    assert json.loads(run("explain", "CN261001", "--channel", "voice", "--json").stdout)["decision"] == "defer"


def test_a_time_without_an_offset_is_not_guessed(run: Run, who: str) -> None:
    done = run("give", "CN261001", "--rule", RULE, "--reason", "asked for", "--until", "2026-11-24T10:00:00")
    assert done.exit_code == 2
    assert "offset" in done.output


@pytest.mark.parametrize("until", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_nobody_can_compute_with_is_wrong_use(run: Run, who: str, until: str) -> None:
    done = run("give", "CN261001", "--rule", RULE, "--reason", "asked for", "--until", until)
    assert done.exit_code == 2
    assert "calendar" in done.output


def test_a_reason_is_shown_as_it_was_typed(run: Run, who: str) -> None:
    assert run("give", "CN261001", "--rule", RULE, "--reason", "see [/x] [red]", "--until", "2026-11-24T10:00:00+08:00").exit_code == 0
    shown = run("list")
    assert shown.exit_code == 0, shown.exception
    assert "[/x]" in shown.stdout


def test_no_request_is_made_by_an_override(store: Store, clock: ManualClock, who: str) -> None:
    give(store, clock, who)
    assert store.read_now(lambda conn: conn.execute(select(request)).all()) == []
