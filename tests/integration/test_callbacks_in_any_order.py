"""Whatever happens to callbacks on their way (lost, doubled, late, in another order), contacts end as if nothing had."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from bot.base.clock import ManualClock
from bot.base.ids import new_id
from bot.contact import attempts
from bot.contact.gateway import Found
from bot.contact.sweep import SILENCE, UNDETECTED, UNREPORTED, Asked, sweep, verdicts
from bot.conversation.calls import _call_status, _text_status
from bot.store import Store
from bot.store.tables import attempt
from bot.store.types import blind
from bot.telephony.events import CallEvent, TextEvent
from tests.integration.conftest import MORNING

NUMBER, OURS = "+12125550102", "+12125550100"


@dataclass(frozen=True)
class Story:
    """What the carrier tells of one contact, in order, and what it says when it is asked afterwards."""

    channel: str
    statuses: tuple[str, ...]
    found: Found
    sip_code: str | None = None
    code: str | None = None
    seconds: int | None = None


STORIES = {
    "busy": Story("voice", ("initiated", "ringing", "busy"), Found("", "busy", seconds=0), "486", seconds=0),
    "nobody": Story("voice", ("initiated", "ringing", "no-answer"), Found("", "no-answer", seconds=0), "487", seconds=0),
    "gone": Story("voice", ("initiated", "failed"), Found("", "failed", seconds=0, sip_code="404"), "404", seconds=0),
    "short": Story("voice", ("initiated", "ringing", "in-progress", "completed"), Found("", "completed", seconds=3), "200", seconds=3),
    "cancelled": Story("voice", ("initiated", "ringing", "canceled"), Found("", "canceled", seconds=0), "487", seconds=0),
    "delivered": Story("sms", ("queued", "sent", "delivered"), Found("", "delivered")),
    "undelivered": Story("sms", ("queued", "sent", "undelivered"), Found("", "undelivered", code="30003"), code="30003"),
    "filtered": Story("sms", ("queued", "failed"), Found("", "failed", code="30007"), code="30007"),
}


class Carrier:
    """Answers what it is asked, and nothing else."""

    def __init__(self, found: Found) -> None:
        self.found = found

    async def status(self, sid: str, channel: str) -> Found:
        return self.found

    async def find(self, attempt_id: str, channel: str, number: str, since: object) -> Found:
        return self.found


def placed(conn: Connection, story: Story, state: str, clock: ManualClock) -> str:
    """An attempt that was handed to the carrier, whose answer has come (`sent`), has not yet, or was lost."""
    name, now = new_id("att"), clock.now()
    conn.execute(
        insert(attempt).values(
            id=name, channel=story.channel, direction="outbound", purpose="collect", number=NUMBER, number_index=blind(conn, NUMBER),
            state=state, verified=False, epoch=0, reserved_at=now, dialing_at=now, sent_at=now if state == "sent" else None,
            sid=_sid(story, name) if state == "sent" else None,
        )
    )  # fmt: skip
    return name


def _sid(story: Story, name: str) -> str:
    return ("CA" if story.channel == "voice" else "SM") + name


def tell(store: Store, clock: ManualClock, name: str, story: Story, which: int) -> None:
    """One callback, as the webhook hands it on."""
    status, last = story.statuses[which], which == len(story.statuses) - 1
    sid = _sid(story, name)
    if story.channel == "voice":
        ended: dict[str, Any] = {"sip_code": story.sip_code, "duration_s": story.seconds} if last else {}
        event = CallEvent(sid, status, "outbound-api", OURS, NUMBER, sequence=which, **ended)
        store.write_now(_call_status, name, event, clock.now())
    else:
        text = TextEvent(sid, status, OURS, NUMBER, error_code=story.code if last else None)
        store.write_now(_text_status, name, text, clock.now())


def end(store: Store, clock: ManualClock, story: Story, state: str, order: list[int]) -> tuple[object, ...]:
    name = store.write_now(placed, story, state, clock)
    for which in order:
        tell(store, clock, name, story, which)
    carrier: Any = Carrier(Found(_sid(story, name), story.found.status, story.found.code, story.found.seconds, story.found.sip_code))
    for wait in (SILENCE, UNREPORTED):
        clock.advance(wait + timedelta(seconds=1))
        asyncio.run(sweep(store, carrier, clock))
    row = store.read_now(attempts.load, name)
    assert row is not None
    return row.state, row.outcome, row.carrier_status, row.carrier_code, row.seconds


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_contact_ends_as_in_a_clean_run(empty_store: Store, data: st.DataObject) -> None:
    clock = ManualClock(MORNING)
    story = STORIES[data.draw(st.sampled_from(sorted(STORIES)))]
    clean = end(empty_store, clock, story, "sent", list(range(len(story.statuses))))
    order = data.draw(st.lists(st.integers(0, len(story.statuses) - 1), max_size=8))
    state = data.draw(st.sampled_from(["sent", "dialing", "unknown"]))
    assert end(empty_store, clock, story, state, order) == clean


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_the_clean_run_ends(empty_store: Store, story: Story) -> None:
    """The property above says something: every story comes to its end, with the carrier's last word and code."""
    found = end(empty_store, ManualClock(MORNING), story, "sent", list(range(len(story.statuses))))
    assert found[0] == "ended"
    assert (found[2], found[3]) == (story.statuses[-1], story.code)


async def test_a_verdict_of_machine_detection_that_never_came_is_asked_for(store: Store, clock: ManualClock) -> None:
    story = STORIES["short"]
    name = store.write_now(placed, story, "sent", clock)
    assert store.write_now(attempts.answer, name, _sid(story, name), clock.now()) is not None
    carrier: Any = Carrier(Found("CA", "in-progress", answered_by="machine_start"))
    asked = Asked()
    assert await verdicts(store, carrier, clock, asked) == [], "it may still come"
    clock.advance(UNDETECTED)
    assert await verdicts(store, carrier, clock, asked) == [(name, _sid(story, name), "machine_start")]
    assert await verdicts(store, carrier, clock, asked) == [], "not again at once"
