"""Conferences: rooms with a name, that begin, that end, and that tell who comes and goes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.carrier.errors import RestError, TwimlError
from bot.carrier.line import Line
from bot.carrier.recordings import Recording
from bot.carrier.resources import API, Call, new_sid, rfc2822
from bot.carrier.rooms import Room
from bot.carrier.verbs import Callback
from bot.carrier.verbs import Conference as Wanted

if TYPE_CHECKING:
    from bot.carrier.exchange import Exchange

_EVENT = {  # what a callback is called, and the word with which it is asked for
    "conference-start": "start", "conference-end": "end", "participant-join": "join", "participant-leave": "leave",
    "participant-mute": "mute", "participant-unmute": "mute", "participant-hold": "hold", "participant-unhold": "hold",
}  # fmt: skip


@dataclass(slots=True)
class Participant:
    """Who is in a conference, or (without a line) is being called into it. `gone` is set when they are sent away, or it ends."""

    call: Call
    line: Line | None
    wanted: Wanted
    created: datetime
    updated: datetime | None = None
    hold: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Conference:
    sid: str
    name: str
    created: datetime
    callback: Callback
    status: str = "init"
    updated: datetime | None = None
    sequence: int = 0
    reason: str | None = None
    ended_by: str | None = None
    room: Room[Line] = field(default_factory=Room)
    participants: dict[str, Participant] = field(default_factory=dict)

    @property
    def can_begin(self) -> bool:
        """Nobody talks to themselves: it begins with the second participant, where one of them may begin it."""
        return len(self.participants) > 1 and any(each.wanted.starts for each in self.participants.values())

    def participant(self, call_sid: str) -> Participant:
        """By their call, or by their label. Raises `RestError` 20404."""
        for sid, each in self.participants.items():
            if call_sid in (sid, each.wanted.label):
                return each
        raise RestError(20404)


class Conferences:
    """All of an account's; ended ones are kept."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.items: dict[str, Conference] = {}

    async def take_part(self, call: Call, line: Line, wanted: Wanted) -> None:
        """Until the participant leaves (by cancellation: their call ended or was led elsewhere), is sent away, or it ends."""
        conference = self.open(wanted)
        if len(conference.participants) >= wanted.most:
            raise TwimlError(13225, "the conference is full")
        me = Participant(call, line, wanted, self._exchange.clock.now())
        conference.participants[call.sid] = me
        line.enter(conference.room)
        if wanted.muted:
            conference.room.muted.add(line)
        if (coached := conference.participants.get(wanted.coach or "")) is not None and coached.line is not None:
            conference.room.coaches[line] = coached.line
        self._tell(conference, "participant-join", me)
        if conference.status == "init" and conference.can_begin:
            conference.status = "in-progress"
            conference.room.open = True
            self._tell(conference, "conference-start", me)
        if wanted.record and not self.recordings(conference):
            self._exchange.recordings.begin(call, line, "Conference", callback=wanted.recording, conference_sid=conference.sid)
        try:
            await me.gone.wait()
        finally:
            self._left(conference, me)

    def open(self, wanted: Wanted) -> Conference:
        """The conference of that name that has not ended; a new one if there is none."""
        found = next((it for it in self.items.values() if it.name == wanted.name and it.status != "completed"), None)
        if found is None:
            found = Conference(new_sid("CF"), wanted.name, self._exchange.clock.now(), wanted.callback)
            found.room.open = False
            self.items[found.sid] = found
        return found

    def _left(self, conference: Conference, who: Participant) -> None:
        if conference.participants.pop(who.call.sid, None) is None:
            return
        if who.line is not None:
            who.line.leave()
        for each in self.recordings(conference):
            if each.line is who.line:
                self._exchange.recordings.end(each)
        self._tell(conference, "participant-leave", who)
        if who.wanted.ends:
            self.end(conference, "participant-with-end-conference-on-exit-left", who.call.sid)
        elif not conference.participants:
            self.end(conference, "last-participant-left", who.call.sid)

    def end(self, conference: Conference, reason: str = "conference-ended-via-api", by: str | None = None) -> None:
        """Everybody leaves."""
        if conference.status == "completed":
            return
        conference.status, conference.reason, conference.ended_by = "completed", reason, by
        conference.updated = self._exchange.clock.now()
        for each in conference.participants.values():
            each.gone.set()
        self._tell(conference, "conference-end", None)

    def change(
        self, conference: Conference, who: Participant, *, muted: bool | None, hold: bool | None, ends: bool | None, coach: str | None
    ) -> None:
        """Mute, hold, coach by live update."""
        if who.line is None:
            raise RestError(21220)
        who.updated = self._exchange.clock.now()
        room = conference.room
        if muted is not None:
            who.wanted = replace(who.wanted, muted=muted)
            (room.muted.add if muted else room.muted.discard)(who.line)
            self._tell(conference, "participant-mute" if muted else "participant-unmute", who)
        if hold is not None:
            who.hold = hold
            (room.held.add if hold else room.held.discard)(who.line)
            self._tell(conference, "participant-hold" if hold else "participant-unhold", who)
        if ends is not None:
            who.wanted = replace(who.wanted, ends=ends)
        if coach is not None:
            who.wanted = replace(who.wanted, coach=coach or None)
            room.coaches.pop(who.line, None)
            if coach and (line := conference.participant(coach).line) is not None:
                room.coaches[who.line] = line

    def recordings(self, conference: Conference) -> list[Recording]:
        """What was recorded of it."""
        return [it for it in self._exchange.recordings.items.values() if it.conference_sid == conference.sid]

    def _tell(self, conference: Conference, event: str, who: Participant | None) -> None:
        conference.sequence += 1
        if _EVENT[event] not in conference.callback.events:
            return
        fields = {
            "ConferenceSid": conference.sid, "FriendlyName": conference.name, "AccountSid": self._exchange.account,
            "StatusCallbackEvent": event, "SequenceNumber": str(conference.sequence),
            "Timestamp": rfc2822(self._exchange.clock.now()) or "",
        }  # fmt: skip
        if who is not None:
            fields |= {
                "CallSid": who.call.sid, "Muted": _word(who.wanted.muted), "Hold": _word(who.hold),
                "Coaching": _word(bool(who.wanted.coach)),
                "EndConferenceOnExit": _word(who.wanted.ends), "StartConferenceOnEnter": _word(who.wanted.starts),
            }  # fmt: skip
            fields |= {"ParticipantLabel": who.wanted.label} if who.wanted.label else {}
        if event == "conference-end":
            fields |= {"ReasonConferenceEnded": conference.reason or "", "CallSidEndingConference": conference.ended_by or ""}
        self._exchange.webhooks.tell(conference.callback.url, fields, conference.callback.method)


def _word(flag: bool) -> str:
    return "true" if flag else "false"


def conference_json(it: Conference, account: str) -> dict[str, Any]:
    """The conference resource."""
    base = f"/{API}/Accounts/{account}/Conferences/{it.sid}"
    return {
        "account_sid": account,
        "date_created": rfc2822(it.created),
        "date_updated": rfc2822(it.updated or it.created),
        "api_version": API,
        "friendly_name": it.name,
        "region": "us1",
        "sid": it.sid,
        "status": it.status,
        "uri": f"{base}.json",
        "subresource_uris": {"participants": f"{base}/Participants.json", "recordings": f"{base}/Recordings.json"},
        "reason_conference_ended": it.reason,
        "call_sid_ending_conference": it.ended_by,
    }


def participant_json(conference: Conference, it: Participant, account: str) -> dict[str, Any]:
    """The participant resource."""
    return {
        "account_sid": account,
        "call_sid": it.call.sid,
        "label": it.wanted.label,
        "call_sid_to_coach": it.wanted.coach,
        "coaching": bool(it.wanted.coach),
        "conference_sid": conference.sid,
        "date_created": rfc2822(it.created),
        "date_updated": rfc2822(it.updated or it.created),
        "end_conference_on_exit": it.wanted.ends,
        "muted": it.wanted.muted,
        "hold": it.hold,
        "start_conference_on_enter": it.wanted.starts,
        "status": "queued" if it.line is None else "complete" if it.gone.is_set() else "connected",
        "queue_time": "0",
        "uri": f"/{API}/Accounts/{account}/Conferences/{conference.sid}/Participants/{it.call.sid}.json",
    }
