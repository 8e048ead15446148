"""The addresses of hand-over: what a borrower who waits for a person hears, and what the person hears, as TwiML."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from aiohttp import web
from multidict import MultiDict
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from bot.telephony import unpack
from bot.telephony.events import CallEvent, Goodbye, HandoverHandler, Room, Spoken, Wait

KEYED, LEFT = "keyed", "left"
"""What follows the address where a key could be pressed, or a room was left."""
_Answer = Callable[[str, MultiDict[str]], Awaitable[web.Response]]
_Ask = Callable[[str, CallEvent, str | None, bool], Awaitable[Wait | Room | Goodbye | None]]


class HandoverHooks:
    """What each address answers; `path` has a place for the name of the borrower's attempt, or of the leg to a person."""

    def __init__(self, handler: HandoverHandler, public_url: str) -> None:
        self._handler = handler
        self._public_url = public_url

    def answers(self, name: str) -> Iterator[tuple[str, _Answer]]:
        """Every address and its answer; `name` is the place for the name."""
        for kind, ask in (("handover", self._handler.borrower), ("person", self._handler.person)):
            for suffix in ("", f"/{KEYED}", f"/{LEFT}"):
                yield f"{kind}/{name}{suffix}", self._answer(kind, ask, suffix[1:])
        yield f"person-status/{name}", self._status

    def _answer(self, kind: str, ask: _Ask, came_from: str) -> _Answer:
        async def answer(name: str, params: MultiDict[str]) -> web.Response:
            keys = unpack.keys(params) if came_from == KEYED else None
            found = await ask(name, unpack.call_event(params), keys, came_from == LEFT)
            return web.Response(text=str(document(found, f"{self._public_url}/twilio/{kind}/{name}")), content_type="text/xml")

        return answer

    async def _status(self, leg: str, params: MultiDict[str]) -> web.Response:
        await self._handler.person_status(leg, unpack.call_event(params))
        return web.Response(status=204)


def document(what: Wait | Room | Goodbye | None, here: str) -> VoiceResponse:
    """As TwiML; `here` is the address that is asked again."""
    twiml = VoiceResponse()
    match what:
        case None:
            twiml.hangup()
        case Wait(said, seconds, keys, asks) if keys:
            gather = Gather(input="dtmf", num_digits=1, timeout=seconds, action=f"{here}/{KEYED}", action_on_empty_result=asks)
            _say(gather, said)
            twiml.append(gather)
            twiml.redirect(here)
        case Wait(said, seconds):
            _say(twiml, said)
            if seconds:
                twiml.pause(length=seconds)
            twiml.redirect(here)
        case Room(said, name, begins):
            _say(twiml, said)
            dial = Dial(action=f"{here}/{LEFT}")
            dial.conference(name, start_conference_on_enter=begins, end_conference_on_exit=True, beep=False)
            twiml.append(dial)
        case Goodbye(said):
            _say(twiml, said)
    return twiml


def _say(twiml: VoiceResponse | Gather, said: tuple[Spoken, ...]) -> None:
    for each in said:
        twiml.say(each.text, language=each.lang)
