"""Conferences by REST, and who takes part in them."""

from __future__ import annotations

from aiohttp import web
from multidict import MultiMapping

from bot.carrier.call_life import CallLife
from bot.carrier.call_order import call_order, is_url
from bot.carrier.conferences import Conference, Participant, conference_json, participant_json
from bot.carrier.documents import Document
from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.line import Line
from bot.carrier.listing import between, page
from bot.carrier.recordings import Recording, conference_recording_json
from bot.carrier.rest import ACCOUNT_PATH, add_routes, flag, form_of, gone
from bot.carrier.verbs import Callback
from bot.carrier.verbs import Conference as Wanted

_EVENTS = frozenset({"start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"})


class RestConferences:
    """The handlers."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._account = exchange.account
        self._conferences = exchange.conferences

    def add_routes(self, app: web.Application) -> None:
        one = "/Conferences/{sid}"
        add_routes(app, ACCOUNT_PATH, {
            "/Conferences.json": {"GET": self.listed},
            f"{one}.json": {"GET": self.fetch, "POST": self.update},
            f"{one}/Participants.json": {"GET": self.participants, "POST": self.invite},
            f"{one}/Participants/{{call}}.json": {"GET": self.participant, "POST": self.change, "DELETE": self.send_away},
            f"{one}/Recordings.json": {"GET": self.recordings},
            f"{one}/Recordings/{{recording}}.json": {"GET": self.recording, "POST": self.change_recording, "DELETE": self.forget_recording},
        })  # fmt: skip

    async def listed(self, request: web.Request) -> web.Response:
        name, status = request.query.get("FriendlyName"), request.query.get("Status")
        items = [it for it in self._conferences.items.values() if name in (None, it.name) and status in (None, it.status)]
        found = between(items[::-1], request.query, "DateCreated", lambda it: it.created)
        return web.json_response(page("conferences", found, lambda it: conference_json(it, self._account), request.path, request.query))

    async def fetch(self, request: web.Request) -> web.Response:
        return web.json_response(conference_json(self._conference(request), self._account))

    async def update(self, request: web.Request) -> web.Response:
        conference, form = self._conference(request), await form_of(request)
        if status := form.get("Status"):
            if status != "completed":
                raise RestError(20001)
            self._conferences.end(conference)
        return web.json_response(conference_json(conference, self._account))

    def _conference(self, request: web.Request) -> Conference:
        found = self._conferences.items.get(request.match_info["sid"])
        if found is None:
            raise RestError(20404)
        return found

    # Participants

    async def participants(self, request: web.Request) -> web.Response:
        conference = self._conference(request)
        found = [it for it in conference.participants.values() if _fits(it, request.query)]
        show = page("participants", found, lambda it: participant_json(conference, it, self._account), request.path, request.query)
        return web.json_response(show)

    async def participant(self, request: web.Request) -> web.Response:
        conference = self._conference(request)
        return web.json_response(participant_json(conference, conference.participant(request.match_info["call"]), self._account))

    async def invite(self, request: web.Request) -> web.Response:
        """Call somebody into a conference, which is named by its sid or its name, and is made if it is not there."""
        form = await form_of(request)
        order = call_order(form, document=Document(text=""))
        sid = request.match_info["sid"]
        known = self._conferences.items.get(sid)
        wanted = _wanted(form, known.name if known else sid)
        conference = self._conferences.open(wanted)
        call = self._exchange.registry.new_call(order.to, order.from_, order.callbacks)

        async def talk(life: CallLife, line: Line) -> None:
            await self._conferences.take_part(life.call, line, wanted)

        life = CallLife(self._exchange, call, order, talk=talk)
        self._exchange.run(life)
        invited = Participant(call, None, wanted, self._exchange.clock.now())
        return web.json_response(participant_json(conference, invited, self._account), status=201)

    async def change(self, request: web.Request) -> web.Response:
        conference, form = self._conference(request), await form_of(request)
        who = conference.participant(request.match_info["call"])
        self._conferences.change(
            conference, who, muted=flag(form, "Muted"), hold=flag(form, "Hold"), ends=flag(form, "EndConferenceOnExit"),
            coach=form.get("CallSidToCoach", "" if flag(form, "Coaching") is False else None),
        )  # fmt: skip
        return web.json_response(participant_json(conference, who, self._account))

    async def send_away(self, request: web.Request) -> web.Response:
        self._conference(request).participant(request.match_info["call"]).gone.set()
        return gone()

    # Recordings

    async def recordings(self, request: web.Request) -> web.Response:
        found = self._conferences.recordings(self._conference(request))
        shown = page("recordings", found, lambda it: conference_recording_json(it, self._account), request.path, request.query)
        return web.json_response(shown)

    def _recording(self, request: web.Request) -> Recording:
        wanted = request.match_info["recording"]
        for each in self._conferences.recordings(self._conference(request)):
            if wanted == each.sid or (wanted == "Twilio.CURRENT" and each.line is not None):
                return each
        raise RestError(20404)

    async def recording(self, request: web.Request) -> web.Response:
        return web.json_response(conference_recording_json(self._recording(request), self._account))

    async def change_recording(self, request: web.Request) -> web.Response:
        found = self._recording(request)
        self._exchange.recordings.change(found, (await form_of(request)).get("Status", ""))
        return web.json_response(conference_recording_json(found, self._account))

    async def forget_recording(self, request: web.Request) -> web.Response:
        del self._exchange.recordings.items[self._recording(request).sid]
        return gone()


def _fits(it: Participant, query: MultiMapping[str]) -> bool:
    wanted = {"Muted": it.wanted.muted, "Hold": it.hold, "Coaching": bool(it.wanted.coach)}
    return all(flag(query, name) in (None, value) for name, value in wanted.items())


def _wanted(form: MultiMapping[str], name: str) -> Wanted:
    url = form.get("ConferenceStatusCallback") or None
    events = frozenset(word for given in form.getall("ConferenceStatusCallbackEvent", []) for word in given.split())
    if (url and not is_url(url)) or not events <= _EVENTS:
        raise RestError(21609 if not events - _EVENTS else 21626)
    return Wanted(
        name,
        flag(form, "Muted") or False,
        flag(form, "StartConferenceOnEnter") is not False,
        flag(form, "EndConferenceOnExit") or False,
        form.get("CallSidToCoach") or None,
        form.get("Label") or None,
        record=flag(form, "ConferenceRecord") or form.get("ConferenceRecord", "").startswith("record"),
        callback=Callback(url, form.get("ConferenceStatusCallbackMethod", "POST").upper(), events),
    )

