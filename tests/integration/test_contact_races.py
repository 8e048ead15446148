"""Two who want contrary things at the same moment: one of them comes first, and the other one knows."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from bot.base.clock import ManualClock
from bot.contact import attempts, effects, live, requests
from bot.contact.requests import Wish
from bot.contact.sweep import _abandoned
from bot.portfolio.importing import import_file
from bot.store.tables import account, attempt, batch, decision
from tests.integration.crowd import HEADER, MORNING, PACKS, TEMPLATES, TERMS, Crowd, at_once

pytestmark = [pytest.mark.both_stores, pytest.mark.timeout(300)]


def test_one_attempt_has_one_dial_however_many_try(people: Crowd) -> None:
    """Of all that want to dial it, and of those that want to give it back, one wins."""
    for turn in range(6):
        name = people.wish(("A1", "B1", "C1")[turn % 3], "voice", f"fence{turn}")
        made = people.reserve(people.stores[0], name)
        assert made is not None
        won: list[int] = []
        late = people.now() + timedelta(minutes=1)

        def work(number: int, made: str = made, won: list[int] = won, late: datetime = late) -> None:
            store = people.stores[number % 2]
            if number % 8 == 0:
                store.write_now(_abandoned, late)
            elif store.write_now(attempts.fence, made, people.now()):
                won.append(number)

        at_once(work)
        state, outcome = people.stores[0].read_now(
            lambda conn, made=made: conn.execute(select(attempt.c.state, attempt.c.outcome).where(attempt.c.id == made)).one()
        )
        assert len(won) <= 1
        assert (state, outcome) == (("dialing", None) if won else ("ended", "not_placed"))
        people.stores[0].write_now(attempts.end, made, "no_answer", people.now())


def test_one_request_is_attempted_once_however_many_reserve_it(people: Crowd) -> None:
    name = people.wish("A1", "sms", "once")
    made: list[str | None] = []
    at_once(lambda number: made.append(people.reserve(people.stores[number % 2], name)))
    assert sum(each is not None for each in made) == 1


def test_one_wish_is_planned_once_however_many_plan_it(people: Crowd) -> None:
    """And never again once it is attempted: that would be a second contact."""
    wanted = Wish(people.accounts["A1"], "voice", "manual", MORNING)
    name = people.stores[0].write_now(requests.ask_for, wanted, MORNING)
    assert name is not None
    made: list[str | None] = []

    def work(number: int) -> None:
        store = people.stores[number % 2]
        if number % 2:
            store.write_now(requests.plan, name, PACKS, TEMPLATES, people.now())
        else:
            made.append(people.reserve(store, name))

    for _ in range(3):
        at_once(work, 16)
    query = select(decision.c.stage).where(decision.c.request_id == name, decision.c.outcome == "allow").order_by(decision.c.stage)
    assert people.stores[0].read_now(lambda conn: conn.execute(query).scalars().all()) == ["now", "plan"]
    assert sum(each is not None for each in made) == 1


@pytest.mark.parametrize("of", ["person", "number"])
def test_a_refusal_that_is_written_meanwhile_is_heeded(people: Crowd, of: str) -> None:
    """Whatever its clock said and however long its writer waited: the contact is not made, or it is called off."""
    people_of = people.stores[0].read_now(
        lambda conn: {
            row.ref: row for row in conn.execute(select(account.c.ref, account.c.group_id, attempt.c.id).outerjoin(attempt)).all()
        }
    )
    for turn, ref in enumerate(("A1", "B2", "C1", "D1", "E1")):
        name = people.wish(ref, "sms", f"refused{turn}")
        index = people.stores[0].read_now(
            lambda conn, ref=ref: conn.execute(
                text("SELECT number_index FROM account_phone WHERE account_id = :id ORDER BY position"), {"id": people.accounts[ref]}
            ).scalar()
        )
        whose = (people_of[ref].group_id, None) if of == "person" else (None, index)
        dialled: list[str] = []
        behind = people.now() - timedelta(hours=1)

        def work(
            number: int,
            name: str = name,
            whose: tuple[str | None, str | None] = whose,
            behind: datetime = behind,
            dialled: list[str] = dialled,
        ) -> None:
            store = people.stores[number % 2]
            if number == 0:
                refusal = {"channel": "all", "reason": "letter", "by": "office"}
                store.write_now(effects.suppress, group_id=whose[0], number_index=whose[1], **refusal, now=behind)
            elif (made := people.reserve(store, name)) is not None and store.write_now(attempts.fence, made, people.now()):
                dialled.append(made)

        at_once(work, 8)
        assert set(dialled) <= people.stores[0].read_now(live.barred, dialled)


def test_people_who_turn_out_to_be_one_are_counted_as_one_from_then_on(crowd: Crowd) -> None:
    """While their accounts are contacted, an import finds that two people are one: no row of theirs is left behind, and the cap holds."""
    for turn in range(4):
        one, two = f"1380000{turn}401", f"1380000{turn}402"
        crowd.bring("cn", f"M{turn},赵示例{turn},{one},,,,CN-GD,{TERMS}\nN{turn},钱样例{turn},{two},,,,CN-GD,{TERMS}\n")
        names = [crowd.wish(ref, "sms", f"{turn}-{number}") for ref in (f"M{turn}", f"N{turn}") for number in range(3)]
        file = crowd.folder / f"joined{turn}.csv"
        file.write_text(HEADER + f"M{turn},赵示例{turn},{one},{two},,,CN-GD,{TERMS}\n", "utf-8")

        def work(number: int, names: list[str] = names, file: Path = file) -> None:
            if number == 0:
                import_file(crowd.stores[0], ManualClock(crowd.now()), file, "sample-cn")
            elif number % 4 == 1:
                crowd.stores[1].write_now(requests.plan, names[number % len(names)], PACKS, TEMPLATES, crowd.now())
            elif (made := crowd.reserve(crowd.stores[number % 2], names[number % len(names)])) is not None:
                crowd.stores[number % 2].write_now(attempts.fence, made, crowd.now())
                crowd.stores[number % 2].write_now(attempts.end, made, "delivered", crowd.now())

        at_once(work, 9)
        mine = [row for row in crowd.rows() if row.ref in (f"M{turn}", f"N{turn}")]
        assert {row.group_id for row in mine} == {row.account_group for row in mine}
        assert len({row.account_group for row in mine}) == 1
        before = len(mine)
        for name in names:
            crowd.reserve(crowd.stores[0], name)
        assert len([row for row in crowd.rows() if row.ref in (f"M{turn}", f"N{turn}")]) == max(before, 3)


def test_imports_at_once_make_no_two_people_of_one(crowd: Crowd) -> None:
    """Eight files that bring eight accounts of one number."""
    files = []
    for number in range(8):
        files.append(crowd.folder / f"file{number}.csv")
        files[-1].write_text(HEADER + f"S{number},周示例,13800000601,,,,CN-GD,{TERMS}\n", "utf-8")
    at_once(lambda number: import_file(crowd.stores[number % 2], ManualClock(crowd.now()), files[number], "sample-cn") and None, 8)

    def groups(conn: Connection) -> set[str]:
        return set(conn.execute(select(account.c.group_id)).scalars())

    assert len(crowd.stores[0].read_now(groups)) == 1


def test_one_file_that_is_imported_twice_at_once_is_one_batch_of_accounts(crowd: Crowd) -> None:
    file = crowd.folder / "twice.csv"
    file.write_text(HEADER + "".join(f"T{i},吴示例{i},138000007{i:02},,,,CN-GD,{TERMS}\n" for i in range(20)), "utf-8")
    at_once(lambda number: import_file(crowd.stores[number % 2], ManualClock(crowd.now()), file, "sample-cn") and None, 4)
    found = crowd.stores[0].read_now(lambda conn: conn.execute(select(account.c.ref)).scalars().all())
    assert sorted(found) == sorted(f"T{i}" for i in range(20))
    assert crowd.stores[0].read_now(lambda conn: conn.execute(select(batch.c.id)).scalars().all())


def test_a_wish_for_somebody_whose_group_is_merged_meanwhile_is_not_lost(crowd: Crowd) -> None:
    """Inbound news and new wishes name a group that may be gone by the time they are written."""
    for turn in range(4):
        one, two = f"1380000{turn}801", f"1380000{turn}802"
        crowd.bring("cn", f"V{turn},郑示例{turn},{one},,,,CN-GD,{TERMS}\nW{turn},冯样例{turn},{two},,,,CN-GD,{TERMS}\n")
        file = crowd.folder / f"merged{turn}.csv"
        file.write_text(HEADER + f"V{turn},郑示例{turn},{one},{two},,,CN-GD,{TERMS}\n", "utf-8")
        asked: list[str | None] = []

        def work(number: int, turn: int = turn, file: Path = file, asked: list[str | None] = asked) -> None:
            store = crowd.stores[number % 2]
            if number == 0:
                import_file(store, ManualClock(crowd.now()), file, "sample-cn")
            else:
                wanted = Wish(crowd.accounts[f"{'VW'[number % 2]}{turn}"], "sms", "manual", crowd.now(), cause=f"{turn}-{number}")
                asked.append(store.write_now(requests.ask_for, wanted, crowd.now()))

        at_once(work, 9)
        assert len(asked) == 8
        assert None not in asked
        stray = text(
            "SELECT count(*) FROM request JOIN account ON account.id = request.account_id WHERE request.group_id != account.group_id"
        )
        assert crowd.stores[0].read_now(lambda conn, stray=stray: conn.execute(stray).scalar_one()) == 0


def test_a_call_that_comes_in_twice_at_once_is_one_call(people: Crowd) -> None:
    """The carrier asks again when an answer takes long."""
    tokens: list[str | None] = []
    file = {"account_id": people.accounts["A1"], "caller_id": "chengan"}
    group = people.stores[0].read_now(lambda conn: conn.execute(select(account.c.group_id).where(account.c.ref == "A1")).scalar_one())

    def work(number: int) -> None:
        store = people.stores[number % 2]
        tokens.append(store.write_now(attempts.receive, sid="CAin", number="+8613800000201", group_id=group, **file, now=people.now()))

    at_once(work, 8)
    count = people.stores[0].read_now(lambda conn: conn.execute(select(attempt.c.epoch).where(attempt.c.sid == "CAin")).scalars().all())
    assert count == [8]
    claimed: list[str | None] = []
    at_once(lambda number: claimed.append(people.stores[number % 2].write_now(attempts.claim, tokens[number] or "", people.now())), 8)
    assert sum(each is not None for each in claimed) == 1
