"""A live call whose dialogue wants a person, or that a supervisor takes over: when the bot leaves, and what is on file then."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.base.clock import ManualClock
from bot.contact import attempts, staff
from bot.contact import handover as handovers
from bot.contact.gateway import LostAnswer
from bot.contact.staff import Staff
from bot.conversation.handover import Desk
from bot.store import Store
from bot.store.tables import attempt, conversation, handover
from bot.telephony.events import StreamStopped
from tests.integration.switchboard import LIN, OURS, Board
from tests.integration.test_conversation_call import Talk, begin, digits


@pytest.fixture
def board(clock: ManualClock) -> Board:
    return Board(clock)


@pytest.fixture
async def talk(store: Store, clock: ManualClock, board: Board) -> Talk:
    store.write_now(staff.say, "lin", takes_calls=True, now=clock.now())
    made = await begin(store, clock, desk=Desk(store, board, clock, Staff([LIN]), OURS))
    board.on_lead = lambda: made.line.events.put_nowait(StreamStopped())
    return made


def on_file(talk: Talk) -> tuple[str, str, str, str | None]:
    """The conversation's outcome and who ended it; the attempt's state and outcome."""
    columns = (conversation.c.outcome, conversation.c.ended_by, attempt.c.state, attempt.c.outcome)
    query = select(*columns).join(attempt, attempt.c.id == conversation.c.attempt_id)
    outcome, by, state, result = talk.store.read_now(lambda conn: conn.execute(query).one())
    return outcome, by, state, result


async def test_the_bot_says_that_it_connects_then_it_leaves_and_the_contact_goes_on(store: Store, talk: Talk, board: Board) -> None:
    await talk.identified(digits(store))
    await talk.said("我要找人工")
    assert board.led == [], "what the bot says first is heard"
    await talk.played()
    await talk.over()
    assert board.led == ["CA1"]
    assert on_file(talk) == ("agent", "bot", "live", "agent")
    assert len(talk.saved) == 1, "the recording is kept as far as the bot was there"
    ended = {"sid": "CA1", "status": "completed", "sip_code": None, "seconds": 9, "now": board.clock.now()}
    store.write_now(attempts.call_status, talk.call.attempt_id, **ended)  # type: ignore[arg-type]
    assert on_file(talk)[2:] == ("ended", "agent")


async def test_who_hangs_up_before_is_not_handed_over(store: Store, talk: Talk, board: Board) -> None:
    await talk.identified(digits(store))
    await talk.said("我要找人工")
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert (board.led, on_file(talk)[2]) == ([], "ended")


async def test_who_asks_for_a_language_that_nobody_speaks_is_not_connected(talk: Talk, board: Board) -> None:
    await talk.played()
    await talk.said("你会说日语吗")
    await talk.played()
    await talk.over()
    assert "handed_to_agent" in talk.effects()
    assert board.led == []


async def test_a_carrier_that_can_not_lead_leaves_the_call_to_end_as_without_people(store: Store, talk: Talk, board: Board) -> None:
    board.trouble = LostAnswer("lost")
    await talk.identified(digits(store))
    await talk.said("我要找人工")
    await talk.played()
    await talk.over()
    assert on_file(talk) == ("agent", "bot", "ended", "agent")


async def test_a_call_that_was_taken_over_was_not_hung_up_by_the_borrower(talk: Talk, board: Board, clock: ManualClock) -> None:
    await talk.played()
    talk.store.write_now(handovers.ask, talk.call.attempt_id, "taken_over", "zh-CN", clock.now(), wanted="lin")
    talk.store.write_now(handovers.led, talk.call.attempt_id, clock.now())
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert on_file(talk) == ("agent", "bot", "live", "agent")
    assert talk.store.read_now(lambda conn: conn.execute(select(handover.c.why)).scalar_one()) == "taken_over"


async def test_who_listens_in_hears_both_sides_until_the_bot_leaves(talk: Talk) -> None:
    await talk.sound(500)
    first = talk.call.sound(0)
    assert first is not None
    assert (len(first[0]), first[1]) == (500 * 8 * 4, 500), "of what is yet to be played nothing"
    await talk.sound(100)
    more = talk.call.sound(first[1])
    assert more is not None
    assert len(more[0]) == 100 * 8 * 4
    talk.line.events.put_nowait(StreamStopped())
    await talk.over()
    assert talk.call.sound(600) is None
