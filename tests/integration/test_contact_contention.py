"""Many at once, on the same few people: no cap is passed, nor what we allow ourselves.

What came of it is counted from the attempt table by rules that are written down here once more, not by the guard's own code.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select, text

from bot.campaign import planner
from bot.contact import attempts
from bot.contact.pool import OurNumber
from bot.contact.reserve import LEAD, Limits
from bot.contact.routes import Route
from bot.store import Store
from bot.store.tables import attempt
from tests.integration.crowd import MORNING, PERSON, TERMS, Crowd, Line, at_once

pytestmark = [pytest.mark.both_stores, pytest.mark.timeout(300)]


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
    spans = [(last - first, count) for i, first in enumerate(at) for count, last in enumerate(at[i:])]
    assert all(span >= count * timedelta(seconds=0.5) - LEAD for span, count in spans)


def test_there_are_never_more_calls_than_allowed_whoever_begins_them(crowd: Crowd, many: list[str]) -> None:
    """First nobody hangs up, so that all lines are in use; then calls end and others begin."""
    limits, line, nobody_hangs_up = Limits(1e6, 1e6, 3, "+15005550006"), Line(), True

    def work(number: int) -> None:
        rng, store = random.Random(number), crowd.stores[number % 2]
        for name in rng.sample(many, 15):
            if (made := crowd.reserve(store, name, limits)) is not None:
                line.begin(made, name, "voice", set())
                line.rings(made)
            elif not nobody_hangs_up and rng.random() < 0.2 and (over := line.pick(rng)) is not None:
                store.write_now(attempts.end, over, "no_answer", crowd.now())

    at_once(work)
    assert line.most == 3
    nobody_hangs_up = False
    at_once(work)
    assert line.most == 3


def test_no_number_of_ours_makes_more_calls_than_it_may_whoever_begins_them(crowd: Crowd, many: list[str]) -> None:
    """And all that they may: who finds one used up is given another, once."""
    pool = tuple(OurNumber(f"+86105555010{n}", a_day=5) for n in range(3))
    limits = Limits(1e6, 1e6, 1000, "+15005550006", (Route("twilio", "voice", pool, "voice", 1e6, "+86"),))

    def work(number: int) -> None:
        for name in random.Random(number).sample(many, 15):
            crowd.reserve(crowd.stores[number % 2], name, limits)

    at_once(work)
    made = crowd.stores[0].read_now(lambda conn: Counter(conn.execute(select(attempt.c.our_number)).scalars()))
    assert made == {each.number: 5 for each in pool}
