"""Many at once, on the same few people: no cap is passed, nobody is dialled twice, no refusal is overlooked.

What came of it is counted from the attempt table by rules that are written down here once more, not by the guard's own code.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest
from sqlalchemy import Connection, Row, select, text

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.base.keys import Keys
from bot.base.resources import samples_folder
from bot.campaign import planner
from bot.contact import attempts, effects, live, requests
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.contact.sweep import _abandoned
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store
from bot.store.tables import account, attempt, batch, decision
from compliance import load_packs
from compliance.wording import reveals_debt

pytestmark = [pytest.mark.both_stores, pytest.mark.timeout(300)]

MORNING = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
PACKS = load_packs()
TEMPLATES = load_templates()
FAST = Limits(1e6, 1e6, 1000, "+15005550006")
WORKERS = 32

HEADER = "account_id,name,phone,phone2,id_last4,birth_year,place,product,total,due_date,as_of,consent_voice,consent_sms\n"
TERMS = "credit_card,1200.00,2026-09-01,2026-11-23,yes,yes"
CHINA = (  # account, name, numbers, digits, year: the first person shares one number, the second is a chain, the third an identity
    ("one", "A1", "张示例", "13800000201", "", "1111", 1980),
    ("one", "A2", "张示例", "13800000201", "", "1111", 1980),
    ("one", "A3", "示例张", "13800000201", "", "", ""),
    ("two", "B1", "李样例", "13800000202", "", "2222", 1981),
    ("two", "B2", "李样例", "13800000202", "13800000203", "", ""),
    ("two", "B3", "样例李", "13800000203", "", "", ""),
    ("three", "C1", "王示例", "13800000204", "", "3333", 1982),
    ("three", "C2", "王示例", "13800000205", "", "3333", 1982),
)
AMERICA = (
    ("four", "D1", "Ada Sample", "+13055550151", "", "4444", 1983),
    ("four", "D2", "Ada Sample", "+13055550151", "", "4444", 1983),
    ("five", "E1", "Ben Example", "+13055550152", "", "5555", 1984),
)
PERSON = {ref: person for person, ref, *_ in CHINA + AMERICA}


@dataclass
class Crowd:
    """Two processes on one database, a clock that every look moves on, and the accounts by the lender's reference."""

    stores: tuple[Store, Store]
    folder: Path
    accounts: dict[str, str] = field(default_factory=dict)
    _now: datetime = MORNING
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        with self._lock:
            self._now += timedelta(milliseconds=250)
            return self._now

    def bring(self, market: str, rows: str) -> None:
        path = self.folder / f"{market}.csv"
        path.write_text(HEADER + rows, "utf-8")
        report = import_file(self.stores[0], ManualClock(self.now()), path, f"sample-{market}")
        assert report["rows"]["rejected"] == 0, report
        self.accounts = self.stores[0].read_now(lambda conn: {row.ref: row.id for row in conn.execute(select(account.c.ref, account.c.id))})

    def wish(self, ref: str, channel: str, cause: str, campaign: str | None = None) -> str:
        template = "contact_request" if channel == "sms" else None
        wanted = Wish(self.accounts[ref], channel, "manual", self.now(), template=template, cause=cause, campaign_id=campaign)
        name = self.stores[0].write_now(requests.ask_for, wanted, self.now())
        assert name is not None
        self.stores[0].write_now(requests.plan, name, PACKS, TEMPLATES, self.now())
        return name

    def reserve(self, store: Store, name: str, limits: Limits = FAST) -> str | None:
        made = store.write_now(reserve, name, PACKS, TEMPLATES, limits, self.now())
        return made.attempt_id if isinstance(made, Reserved) else None

    def rows(self) -> Sequence[Row[tuple[str, ...]]]:
        """Every attempt with the lender's reference of its account, read without any code of ours."""
        query = text(
            "SELECT attempt.request_id, attempt.channel, attempt.state, attempt.outcome, attempt.number_index, attempt.group_id,"
            " account.ref, account.group_id AS account_group FROM attempt JOIN account ON account.id = attempt.account_id"
            " WHERE attempt.direction = 'outbound'"
        )
        return self.stores[1].read_now(lambda conn: conn.execute(query).all())


@pytest.fixture
def crowd(empty_store: Store, store_url: str, keys: Keys, tmp_path: Path) -> Iterator[Crowd]:
    other = Store(store_url, keys)
    made = Crowd((empty_store, other), tmp_path)
    for market in ("cn", "us"):
        mandate = read_mandate(samples_folder() / f"mandate_{market}.yaml", reveals_debt)
        empty_store.write_now(add_mandate, mandate, MORNING)
    yield made
    other.close()


@pytest.fixture
def people(crowd: Crowd) -> Crowd:
    for market, place, rows in (("cn", "CN-GD", CHINA), ("us", "US-FL", AMERICA)):
        crowd.bring(market, "".join(f"{','.join(map(str, row[1:]))},{place},{TERMS}\n" for row in rows))
    return crowd


def at_once(work: Callable[[int], None], workers: int = WORKERS) -> None:
    """Run `work` in many threads that begin together; what one of them raises comes out."""
    ready = threading.Barrier(workers)

    def begin(number: int) -> None:
        ready.wait(30)
        work(number)

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(begin, number) for number in range(workers)]:
            done.result()


class Line:
    """Whose call is open, as far as can be seen from outside: an end is noted before it is begun, a beginning once it is certain."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, str] = {}
        self._ringing: list[str] = []
        self.clashes: list[str] = []
        self.most = 0

    def calls_of(self, person: str) -> set[str]:
        with self._lock:
            return {name for name, whose in self._open.items() if whose == person}

    def begin(self, attempt_id: str, person: str, channel: str, before: set[str]) -> None:
        """A contact was made; `before` were the person's calls when it was asked for. One that is still open was open all the time."""
        with self._lock:
            if before & self._open.keys() or (channel == "voice" and person in self._open.values()):
                self.clashes.append(person)
            if channel == "voice":
                self._open[attempt_id] = person
                self.most = max(self.most, len(self._open))

    def rings(self, attempt_id: str) -> None:
        """The carrier has the call, so it can end."""
        with self._lock:
            self._ringing.append(attempt_id)

    def pick(self, rng: random.Random) -> str | None:
        """A call to be ended."""
        with self._lock:
            if not self._ringing:
                return None
            name = self._ringing.pop(rng.randrange(len(self._ringing)))
            del self._open[name]
            return name


@pytest.mark.parametrize(
    ("endings", "most_spoken", "most_silent"),
    [(("busy", "no-answer", "promise", "unknown"), 3, None), (("busy", "no-answer"), 0, 6)],
    ids=["conversations", "no_answers"],
)
def test_no_cap_is_passed_whoever_is_contacted_by_whom_at_once(
    people: Crowd, endings: tuple[str, ...], most_spoken: int, most_silent: int | None
) -> None:
    """32 workers in two processes, calls and texts of two campaigns and by hand, calls that end in different ways meanwhile."""
    of_china = {"mandate_id": "sample-cn", "channels": (), "now": MORNING}
    campaigns = [people.stores[0].write_now(planner.create, name=name, **of_china) for name in ("c0", "c1")]
    names: list[tuple[str, str, str]] = []
    for ref, channel, turn in product(people.accounts, ("voice", "sms"), range(6)):
        campaign = campaigns[turn % 2] if turn % 3 and PERSON[ref] in ("one", "two", "three") else None
        names.append((people.wish(ref, channel, f"{channel}{turn}", campaign), ref, channel))
    line = Line()

    def work(number: int) -> None:
        rng, store = random.Random(number), people.stores[number % 2]
        for _ in range(60):
            name, ref, channel = rng.choice(names)
            before = line.calls_of(PERSON[ref])
            if (made := people.reserve(store, name)) is not None:
                line.begin(made, PERSON[ref], channel, before)
                assert store.write_now(attempts.fence, made, people.now())
                store.write_now(attempts.sent, made, f"S{made}", "queued", people.now())
                if channel == "voice":
                    line.rings(made)
            elif rng.random() < 0.5 and (ending := line.pick(rng)) is not None:
                end(people, store, ending, rng.choice(endings))

    at_once(work)
    while (left := line.pick(random.Random(0))) is not None:
        end(people, people.stores[0], left, endings[0])
    assert line.clashes == [], "somebody who was on the line was contacted"
    spoken, silent = recount(people)
    assert spoken == most_spoken, "the cap of conversations was not tried"
    assert most_silent in (None, silent), "the cap of calls that nobody answers was not tried"


def end(people: Crowd, store: Store, attempt_id: str, how: str) -> None:
    """A call ends, or becomes one of which nobody knows how it ended."""
    if how == "unknown":
        store.write_now(lambda conn: conn.execute(text("UPDATE attempt SET state = 'unknown' WHERE id = :id"), {"id": attempt_id}))
    elif how == "promise":
        store.write_now(attempts.end, attempt_id, "promise", people.now())
    else:
        status = {"sid": f"S{attempt_id}", "status": how, "sip_code": None, "seconds": None}
        store.write_now(attempts.call_status, attempt_id, **status, now=people.now())


def recount(people: Crowd) -> tuple[int, int]:
    """All of it was on one day. What nobody knows the end of counts as anything that it could have been.

    Returns the most conversations that one person of China had, and the most calls to one number there that nobody answered.
    """
    rows = [row for row in people.rows() if row.outcome != "not_placed"]
    assert max(Counter(row.request_id for row in rows).values()) == 1, "a request was attempted twice"
    spoken, silent, texts, america = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        person = PERSON[row.ref]
        unknown = row.state == "unknown"
        if row.channel == "sms":
            texts[person] += 1
        elif person in ("four", "five"):
            america[person] += row.outcome != "busy"
            spoken[row.ref] += unknown or row.outcome == "promise"
        else:
            spoken[person] += unknown or row.outcome == "promise"
            silent[row.number_index] += unknown or row.outcome in ("busy", "no_answer")
    in_china = max(spoken[person] for person in ("one", "two", "three"))
    assert max(texts.values()) == 3, "three texts a day that answer nothing"
    assert in_china <= 3, "three conversations a day with one person in China"
    assert max(silent.values()) <= 6, "six unanswered calls a day to one number"
    assert max(america.values()) <= 6, "six calls a day to one person"
    assert max(spoken[ref] for ref in ("D1", "D2", "E1")) <= 1, "no call within seven days of a conversation about the debt"
    return in_china, max(silent.values())


@pytest.fixture
def many(crowd: Crowd) -> list[str]:
    """Calls to forty people, each of whom may be called; the caps of a person hold back none of them."""
    crowd.bring("cn", "".join(f"P{i},样本{i},138000003{i:02},,{i:04},1980,CN-GD,{TERMS}\n" for i in range(40)))
    return [crowd.wish(f"P{i}", "voice", "once") for i in range(40)]


def test_the_pace_holds_whoever_asks(crowd: Crowd, many: list[str]) -> None:
    limits = Limits(2, 1e6, 1000, "+15005550006")

    def work(number: int) -> None:
        for name in random.Random(number).sample(many, 10):
            crowd.reserve(crowd.stores[number % 2], name, limits)

    at_once(work)
    at = sorted(crowd.stores[0].read_now(lambda conn: conn.execute(select(attempt.c.reserved_at)).scalars().all()))
    assert len(at) > 5
    assert min(after - before for before, after in pairwise(at)) >= timedelta(seconds=0.5)


def test_there_are_never_more_calls_than_allowed_whoever_begins_them(crowd: Crowd, many: list[str]) -> None:
    limits, line = Limits(1e6, 1e6, 3, "+15005550006"), Line()

    def work(number: int) -> None:
        rng, store = random.Random(number), crowd.stores[number % 2]
        for name in rng.sample(many, 15):
            if (made := crowd.reserve(store, name, limits)) is not None:
                line.begin(made, name, "voice", set())
                line.rings(made)
            elif rng.random() < 0.2 and (over := line.pick(rng)) is not None:
                store.write_now(attempts.end, over, "no_answer", crowd.now())

    at_once(work)
    assert line.most == 3


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
