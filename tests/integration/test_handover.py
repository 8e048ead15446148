"""Handing a call over, step by step: who is called, what is heard when, and that every way through it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations, permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.campaign.borrower import everything
from bot.contact import attempts, effects, reviews, staff, stops, switchboard
from bot.contact import handover as handovers
from bot.contact import handover_queue as queue
from bot.contact.gateway import CallOrder, GatewayError, LostAnswer
from bot.contact.permit import PermitError
from bot.contact.staff import Colleague, Staff
from bot.contact.switchboard import StaffPermit
from bot.conversation.handover import Desk
from bot.conversation.handover_words import TO_BORROWER, TO_PERSON
from bot.portfolio.accounts import AccountFile, load_account
from bot.store import Store
from bot.store.tables import account, effect, leg, mandate
from bot.telephony import TwilioGateway
from bot.telephony.events import CallEvent, Goodbye, Room, Wait
from compliance import load_packs
from compliance.wording import reveals_debt
from tests.integration.switchboard import LIN, OTTO, OURS, WEI, Board


@dataclass
class Scene:
    """A desk, and borrowers who are on the line."""

    store: Store
    clock: ManualClock
    board: Board
    people: Staff
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Another process, which knows what is on file."""
        self.desk = Desk(self.store, self.board, self.clock, self.people, OURS)

    def on_duty(self, *who: Colleague) -> None:
        for each in who:
            self.store.write_now(staff.say, each.user, takes_calls=True, now=self.clock.now())

    def borrower(self, ref: str = "US262002", sid: str = "CA1") -> str:
        """Has called us, and talks to the bot."""
        self.clock.advance(timedelta(seconds=1))
        self.store.write_now(_receive, ref, sid, self.clock.now())
        name = self.store.read_now(attempts.by_sid, sid)
        assert name is not None
        return name

    async def handed(self, ref: str = "US262002", sid: str = "CA1", why: str = "agent", lang: str = "en-US") -> str:
        name = self.borrower(ref, sid)
        assert await self.desk.take(name, why, lang)
        await self.settle()
        return name

    async def settle(self) -> None:
        await self.desk.tick()
        await self.desk.close()

    async def later(self, **time: float) -> None:
        self.clock.advance(timedelta(**time))
        await self.settle()

    async def asks(self, name: str, keys: str | None = None, *, left: bool = False, sid: str = "CA1") -> Any:
        """What the borrower hears next."""
        return await self.desk.borrower(name, CallEvent(sid, "in-progress", "inbound", "", ""), keys, left)

    async def person(self, keys: str | None = None, *, left: bool = False, which: int = -1) -> Any:
        """What the person hears next who was rung last."""
        name = self.board.rung[which][0]
        heard = await self.desk.person(name, CallEvent(f"CA{name}", "in-progress", "outbound-api", "", ""), keys, left)
        await self.desk.close()
        return heard

    async def person_status(self, status: str, which: int = -1) -> None:
        name = self.board.rung[which][0]
        await self.desk.person_status(name, CallEvent(f"CA{name}", status, "outbound-api", "", ""))

    def call_ends(self, name: str, sid: str = "CA1") -> None:
        self.store.write_now(attempts.call_status, name, sid=sid, status="completed", sip_code=None, seconds=60, now=self.clock.now())

    async def talking(self) -> str:
        """A borrower and a person in one room."""
        name = await self.handed()
        await self.person()
        await self.person("1")
        assert isinstance(await self.person(), Room)
        assert isinstance(await self.asks(name), Room)
        return name

    def state(self, name: str) -> tuple[str, str | None]:
        row = self.store.read_now(handovers.load, name)
        assert row is not None
        return row.state, row.ending

    def legs(self) -> list[str]:
        return list(self.store.read_now(lambda conn: conn.execute(select(leg.c.ending).order_by(leg.c.at)).scalars().all()))


def _receive(conn: Connection, ref: str, sid: str, now: datetime) -> None:
    file = _file(conn, ref)
    whose = {"account_id": file.id, "group_id": file.group_id, "caller_id": "somebody"}
    assert attempts.receive(conn, sid=sid, number=file.phones[0].number, **whose, now=now) is not None


def _file(conn: Connection, ref: str) -> AccountFile:
    return load_account(conn, conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one())


def words(heard: Any) -> str:
    return " ".join(each.text for each in heard.said)


@pytest.fixture
def scene(store: Store, clock: ManualClock) -> Scene:
    for name, document in store.read_now(lambda conn: conn.execute(select(mandate.c.id, mandate.c.document)).all()):
        anybody = update(mandate).where(mandate.c.id == name).values(document={**document, "agents": []})
        store.write_now(lambda conn, change=anybody: conn.execute(change))
    made = Scene(store, clock, Board(clock=clock), Staff([LIN, OTTO, WEI]))
    made.on_duty(LIN)
    return made


# ---------------------------------------------------------------- the way that it should go


@pytest.mark.both_stores
async def test_a_person_hears_nothing_before_a_key_then_the_summary_and_then_the_borrower(scene: Scene) -> None:
    name = await scene.handed()
    borrower = scene.store.read_now(_file, "US262002").name
    assert [number for _, number in scene.board.rung] == [LIN.phone]
    assert scene.board.led == ["CA1"]
    assert "calling" in words(await scene.asks(name))
    asked = await scene.person()
    assert isinstance(asked, Wait)
    assert (asked.keys, asked.asks) == (True, True)
    assert borrower not in words(asked), "it may be a voicemail"
    summary = await scene.person("1")
    assert borrower in words(summary)
    assert "ask before you speak" in words(summary), "who has not shown who they are is not to be told of a debt"
    assert "Ms Lin" in words(await scene.asks(name))
    room = await scene.person()
    assert (room.name, room.begins) == (name, True)
    assert scene.board.led == ["CA1", "CA1"], "the borrower is led there at once"
    joined = await scene.asks(name)
    assert (joined.name, joined.begins) == (name, False)
    assert "Ms Lin" in words(joined)


async def test_the_contact_stays_open_until_the_borrower_has_hung_up(scene: Scene) -> None:
    """So nobody calls them meanwhile, and it counts under every rule."""
    name = await scene.talking()
    attempt_now = scene.store.read_now(attempts.load, name)
    assert attempt_now is not None
    assert attempt_now.state == "live"
    scene.call_ends(name)
    await scene.settle()
    assert scene.state(name) == ("over", "talked")
    file = scene.store.read_now(_file, "US262002")
    (shown,) = scene.store.read_now(everything, file.id, load_packs(), load_templates(), scene.clock.now())["contacts"]
    assert (shown["state"], shown["handed_over"]) == ("ended", "talked")


ENDS = ("person hangs up", "borrower hangs up", "borrower leaves the room", "person leaves the room")
ORDERS = [order for size in range(len(ENDS) + 1) for some in combinations(ENDS, size) for order in permutations(some)]


async def test_however_its_end_is_told_it_ends_the_same(scene: Scene) -> None:
    """Every report of the end may be missing, late or twice; what is never told is asked for."""
    for at, order in enumerate(ORDERS):
        name = await scene.handed(sid=f"CA{at}")
        await scene.person()
        await scene.person("1")
        await scene.person()
        await scene.asks(name, sid=f"CA{at}")
        for each in [*order, *order[:1]]:
            match each:
                case "person hangs up":
                    await scene.person_status("completed")
                case "borrower hangs up":
                    scene.call_ends(name, f"CA{at}")
                case "borrower leaves the room":
                    assert isinstance(await scene.asks(name, left=True, sid=f"CA{at}"), Goodbye)
                case "person leaves the room":
                    assert isinstance(await scene.person(left=True), Goodbye)
        scene.board.says[f"CA{scene.board.rung[-1][0]}"] = "completed"
        await scene.later(minutes=1)
        scene.call_ends(name, f"CA{at}")  # what the sweep of contacts finds
        await scene.later(seconds=20)
        assert scene.state(name) == ("over", "talked"), order
        assert scene.legs()[-1] == "talked", order
        assert scene.store.read_now(staff.on_the_phone) == set()


async def test_another_process_goes_on_where_one_has_died(scene: Scene) -> None:
    name = await scene.handed()
    scene.restart()
    await scene.person()
    await scene.person("1")
    scene.restart()
    await scene.person()
    scene.restart()
    assert isinstance(await scene.asks(name), Room)
    scene.restart()
    await scene.person_status("completed")
    assert scene.state(name) == ("over", "talked")
    await scene.later(seconds=30)
    assert scene.board.led[-1] == "CA1", "who may be alone in the room is led out of it"
    assert isinstance(await scene.asks(name), Goodbye)


# ---------------------------------------------------------------- the ways that it goes otherwise


async def test_who_does_not_answer_is_left_alone_and_the_next_one_is_called(scene: Scene) -> None:
    scene.on_duty(OTTO)
    name = await scene.handed()
    await scene.person_status("no-answer")
    await scene.settle()
    assert [number for _, number in scene.board.rung] == [LIN.phone, OTTO.phone]
    assert scene.store.read_now(staff.on_duty, scene.people, scene.clock.now()) == [OTTO]
    await scene.later(seconds=queue.UNHEARD_OF.total_seconds())
    assert scene.board.hung_up == [f"CA{scene.board.rung[1][0]}"], "a call of which nothing is heard is ended"
    assert scene.legs() == ["no_answer", "no_answer"]
    await scene.settle()
    assert "press one" in words(await scene.asks(name)).lower()


@pytest.mark.parametrize("trouble", [GatewayError("refused", kind="permanent"), LostAnswer("lost")])
async def test_a_carrier_that_does_not_ring_leaves_nobody_waiting(scene: Scene, trouble: Exception) -> None:
    name = scene.borrower()
    scene.store.write_now(handovers.leave, name, "agent", "en-US", scene.clock.now())
    scene.board.trouble = trouble
    await scene.settle()
    await scene.later(seconds=queue.UNHEARD_OF.total_seconds())
    await scene.settle()
    assert scene.state(name)[0] == "offered"


async def test_a_carrier_that_does_not_lead_leaves_the_call_to_the_bot(scene: Scene) -> None:
    name = scene.borrower()
    scene.board.trouble = LostAnswer("lost")
    assert not await scene.desk.take(name, "agent", "en-US")
    assert scene.state(name) == ("over", "failed")
    assert not scene.store.read_now(handovers.is_open, name)


async def test_a_person_who_leaves_before_the_borrower_has_come_makes_room_for_the_next(scene: Scene) -> None:
    scene.on_duty(OTTO)
    name = await scene.handed()
    for keys in (None, "1", None):
        await scene.person(keys)
    await scene.person_status("completed")
    await scene.settle()
    assert len(scene.board.rung) == 2
    assert "calling" in words(await scene.asks(name))


async def test_a_borrower_who_hangs_up_frees_whoever_is_called(scene: Scene) -> None:
    name = await scene.handed()
    scene.call_ends(name)
    await scene.settle()
    assert scene.state(name) == ("over", "hung_up")
    assert scene.board.hung_up == [f"CA{scene.board.rung[0][0]}"]
    assert isinstance(await scene.person(), Goodbye), "if they have answered in the same moment"
    assert scene.store.read_now(staff.on_the_phone) == set()


@pytest.mark.both_stores
async def test_with_nobody_there_a_call_back_is_offered_and_booked_once(scene: Scene) -> None:
    scene.store.write_now(staff.say, "lin", takes_calls=False, now=scene.clock.now())
    name = await scene.handed()
    offer = await scene.asks(name)
    assert (offer.keys, offer.asks) == (True, True)
    booked = await scene.asks(name, "1")
    assert isinstance(booked, Goodbye)
    assert "tomorrow" in words(booked) or "today" in words(booked)
    assert isinstance(await scene.asks(name, "1"), Goodbye)
    kinds = scene.store.read_now(lambda conn: conn.execute(select(effect.c.kind)).scalars().all())
    assert list(kinds) == ["callback_booked"]
    assert scene.state(name) == ("over", "call_back")


@pytest.mark.parametrize("effect_", ["frozen:crisis", "opt_out:voice"])
async def test_who_is_to_be_left_in_peace_is_offered_no_call_back(scene: Scene, effect_: str) -> None:
    """With nobody there the dialogue's own goodbye stands, for there is nothing to be offered."""
    name = scene.borrower()
    scene.store.write_now(effects.apply, name, 0, effect_, {}, scene.clock.now())
    assert await scene.desk.take(name, "crisis", "en-US")
    assert not (await scene.asks(name)).keys
    await scene.settle()
    await scene.person_status("no-answer")
    await scene.settle()
    assert isinstance(await scene.asks(name), Goodbye)
    assert not await scene.desk.take(scene.borrower(sid="CA2"), "crisis", "en-US")
    assert scene.board.led == ["CA1"]


async def test_a_wish_for_a_person_waits_for_one_unless_it_was_met(scene: Scene) -> None:
    def waiting() -> list[str]:
        found = select(effect.c.attempt_id).where(reviews.wanted())
        return list(scene.store.read_now(lambda conn: conn.execute(found).scalars().all()))

    name = scene.borrower()
    scene.store.write_now(effects.apply, name, 0, "handed_to_agent", {}, scene.clock.now())
    assert waiting() == [name]
    assert await scene.desk.take(name, "agent", "en-US")
    await scene.settle()
    assert waiting() == [], "somebody is on the way"
    await scene.person_status("no-answer")
    await scene.settle()
    assert isinstance(await scene.asks(name), Wait)
    assert isinstance(await scene.asks(name, ""), Goodbye)
    assert waiting() == [name]
    scene.on_duty(OTTO)
    assert await scene.desk.take(name, "agent", "en-US")
    await scene.settle()
    for keys in (None, "1", None):
        await scene.person(keys)
    await scene.asks(name)
    await scene.person_status("completed")
    assert waiting() == []


async def test_a_stop_ends_the_waiting_and_leaves_a_talk_alone(scene: Scene) -> None:
    talks = await scene.talking()
    waits = await scene.handed(sid="CA2")
    scene.store.write_now(stops.set_stop, scope="everything", value=None, reason="a drill", by="somebody", now=scene.clock.now())
    assert isinstance(await scene.asks(waits, sid="CA2"), Goodbye)
    assert scene.state(waits) == ("over", "stopped")
    assert scene.state(talks) == ("talking", None)


# ---------------------------------------------------------------- who waits, and for whom


@pytest.mark.both_stores
async def test_place_and_time_are_said_and_distress_goes_first(scene: Scene) -> None:
    await scene.talking()
    first, second = await scene.handed(sid="CA2"), await scene.handed(sid="CA3")
    assert "number 1 in line" in words(await scene.asks(first, sid="CA2"))
    assert "number 2 in line, and it will take about 6 minutes" in words(await scene.asks(second, sid="CA3"))
    await scene.handed(sid="CA4", why="crisis")
    assert "number 2 in line" in words(await scene.asks(first, sid="CA2"))


async def test_nobody_is_asked_to_wait_for_longer_than_ten_minutes(scene: Scene) -> None:
    await scene.talking()
    waiting = [await scene.handed(sid=f"CA{n}") for n in range(2, 6)]
    assert [scene.state(name)[0] for name in waiting] == ["waiting", "waiting", "waiting", "offered"]
    await scene.later(minutes=10, seconds=1)
    assert scene.state(waiting[0])[0] == "offered"


async def test_only_who_speaks_the_language_and_serves_the_mandate_is_called(scene: Scene) -> None:
    scene.on_duty(OTTO, WEI)
    await scene.handed(sid="CA2", lang="zh-CN")
    await scene.handed(sid="CA3", lang="zh-CN")
    assert {number for _, number in scene.board.rung} == {LIN.phone, WEI.phone}
    assert queue.is_among({"phones": [OTTO.phone], "hours": "00:00-24:00"}, OTTO)
    assert not queue.is_among({"phones": [OTTO.phone]}, LIN)
    assert queue.is_among(["Ms Lin"], LIN)
    assert queue.is_among(None, LIN)


@pytest.mark.parametrize(
    ("hours", "at", "there"),
    [
        ("08:00-18:00", "08:30", True),
        ("08:00-18:00", "18:00", False),
        ({"from": "22:00", "to": "02:00"}, "23:00", True),
        ({"from": "22:00", "to": "02:00"}, "12:00", False),
        ("some day", "12:00", False),
    ],
)
def test_hours_are_the_offices_and_may_go_over_midnight(hours: Any, at: str, there: bool) -> None:
    assert Staff([LIN], ZoneInfo("Asia/Shanghai")).within(hours, datetime.fromisoformat(f"2026-11-24T{at}:00+08:00")) is there


# ---------------------------------------------------------------- a supervisor takes a call over


async def test_the_bot_goes_on_until_who_takes_the_call_over_is_there(scene: Scene) -> None:
    name = scene.borrower()
    assert scene.store.write_now(handovers.ask, name, "taken_over", "en-US", scene.clock.now(), wanted="otto")
    await scene.settle()
    assert [number for _, number in scene.board.rung] == [OTTO.phone], "though he does not take calls otherwise"
    await scene.person()
    await scene.person("1")
    assert scene.board.led == []
    assert not await scene.desk.has(name), "a borrower who hangs up now has hung up on the bot"
    await scene.person()
    assert scene.board.led == ["CA1"]
    assert await scene.desk.has(name)
    assert "Otto" in words(await scene.asks(name))


async def test_a_take_over_that_does_not_come_changes_nothing_and_the_dialogue_may_ask_later(scene: Scene) -> None:
    name = scene.borrower()
    scene.store.write_now(handovers.ask, name, "taken_over", "en-US", scene.clock.now(), wanted="otto")
    await scene.settle()
    await scene.person_status("no-answer")
    await scene.settle()
    assert scene.state(name) == ("over", "nobody")
    assert scene.board.led == []
    assert await scene.desk.take(name, "agent", "en-US")
    assert scene.state(name)[0] == "ringing"


async def test_a_dialogue_that_ends_while_somebody_is_called_waits_for_them(scene: Scene) -> None:
    name = scene.borrower()
    scene.store.write_now(handovers.ask, name, "taken_over", "en-US", scene.clock.now(), wanted="otto")
    await scene.settle()
    assert await scene.desk.take(name, "agent", "en-US")
    assert len(scene.board.rung) == 1
    assert "calling" in words(await scene.asks(name))


# ---------------------------------------------------------------- no way around the guard


def test_leave_to_call_a_colleague_cannot_be_made_or_used_twice(scene: Scene) -> None:
    with pytest.raises(PermitError):
        StaffPermit("leg_1", "att_1", "+12025550143", scene.clock.now() + timedelta(seconds=9), object())
    name = scene.borrower()
    permit = scene.store.write_now(switchboard.ring, scene.people, LIN, name, scene.clock.now())
    assert permit.use(now=scene.clock.now()) == LIN.phone
    with pytest.raises(PermitError):
        permit.use(now=scene.clock.now())


def test_nobody_else_and_no_borrower_can_be_called_as_a_colleague(scene: Scene) -> None:
    """The way to our own people leads around the guard, so it leads to them alone."""
    name, theirs = scene.borrower(), scene.store.read_now(_file, "US262002").phones[0].number
    stranger = Colleague("stranger", "Stranger", "+12025550143", ("en-US",))
    disguised = Colleague("lin", "Ms Lin", "+12025550143", ("en-US", "zh-CN"))
    listed = Colleague("listed", "Listed", theirs, ("en-US",))
    for who, people in ((stranger, scene.people), (disguised, scene.people), (listed, Staff([listed]))):
        with pytest.raises(PermitError):
            scene.store.write_now(switchboard.ring, people, who, name, scene.clock.now())
    assert scene.legs() == []


async def test_the_adapter_itself_calls_no_number_but_those_of_our_people(scene: Scene) -> None:
    gateway = TwilioGateway(
        "AC" + "0" * 32, "token", "http://127.0.0.1:9", "http://127.0.0.1:8", scene.clock, caller_number=OURS, staff={OTTO.phone}
    )
    permit = scene.store.write_now(switchboard.ring, scene.people, LIN, scene.borrower(), scene.clock.now())
    with pytest.raises(PermitError, match="nobody in `people`"):
        await gateway.ring(permit, CallOrder(OURS))
    await gateway.close()


async def test_a_borrowers_number_among_the_people_is_not_called(scene: Scene) -> None:
    theirs = scene.store.read_now(_file, "US262002").phones[0].number
    listed = Colleague("listed", "Listed", theirs, ("en-US",))
    scene.people = Staff([listed])
    scene.restart()
    scene.on_duty(listed)
    name = await scene.handed()
    assert scene.board.rung == []
    assert scene.state(name)[0] == "offered"
    assert scene.store.read_now(switchboard.not_called, Staff([listed, OTTO])) == ["listed"]


def test_what_is_said_while_a_call_is_handed_over_gives_no_debt_away() -> None:
    """Whoever is on the line meanwhile, and whatever voicemail picks up."""
    for said in (TO_BORROWER, TO_PERSON):
        assert said["en-US"].keys() == said["zh-CN"].keys()
        for texts in said.values():
            assert [text for text in texts.values() if reveals_debt(text)] == []


async def test_another_calls_name_leads_nowhere(scene: Scene) -> None:
    name = await scene.handed()
    assert await scene.asks(name, sid="CAother") is None
    assert await scene.asks("att_nobody") is None
    strange = CallEvent("CAother", "in-progress", "outbound-api", "", "")
    assert isinstance(await scene.desk.person(scene.board.rung[0][0], strange, "1", False), Goodbye)
    assert scene.state(name)[0] == "ringing"
