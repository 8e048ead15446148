"""Calls by REST, and what belongs to one: recordings, streams, events, notifications."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from bot.carrier.call_life import CallLife
from bot.carrier.call_order import call_order, channels_of, document_of, is_url, method, recording_callback, time_limit, track_of
from bot.carrier.call_streams import stream_json
from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.listing import between, matching, page
from bot.carrier.recordings import Recording, call_recording_json, recording_json
from bot.carrier.resources import API, Call, call_json, rfc2822
from bot.carrier.rest import ACCOUNT_PATH, add_routes, form_of, gone
from bot.carrier.verbs import Callback, Stream
from bot.carrier.webhooks import event_json, notification_json

_TRACKS = {"inbound_track": ("inbound",), "outbound_track": ("outbound",), "both_tracks": ("inbound", "outbound")}
_PARAMETERS_AT_MOST = 99


class RestCalls:
    """The handlers."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._account = exchange.account

    def add_routes(self, app: web.Application) -> None:
        one = "/Calls/{sid}"
        add_routes(app, ACCOUNT_PATH, {
            "/Calls.json": {"GET": self.listed, "POST": self.create},
            f"{one}.json": {"GET": self.fetch, "POST": self.update, "DELETE": self.delete},
            f"{one}/Recordings.json": {"GET": self.recordings, "POST": self.record},
            f"{one}/Recordings/{{recording}}.json": {"GET": self.recording, "POST": self.change_recording, "DELETE": self.forget_recording},
            f"{one}/Streams.json": {"POST": self.stream},
            f"{one}/Streams/{{stream}}.json": {"POST": self.stop_stream},
            f"{one}/Events.json": {"GET": self.events},
            f"{one}/Notifications.json": {"GET": self.notifications},
            f"{one}/Notifications/{{note}}.json": {"GET": self.notification},
            "/Recordings.json": {"GET": self.all_recordings},
            "/Recordings/{recording}.json": {"GET": self.one_recording, "DELETE": self.forget_recording},
            "/Recordings/{recording}.wav": {"GET": self.sound},
            "/Recordings/{recording}": {"GET": self.sound},
        })  # fmt: skip

    async def create(self, request: web.Request) -> web.Response:
        order = call_order(await form_of(request), self._exchange.shelves.applications)
        call = self._exchange.registry.new_call(order.to, order.from_, order.callbacks, url=order.document.url)
        call.number_sid = self._exchange.shelves.number(order.from_).sid or None
        answer = web.json_response(call_json(call, self._account), status=201)
        self._exchange.run(CallLife(self._exchange, call, order))
        return answer

    async def fetch(self, request: web.Request) -> web.Response:
        return web.json_response(call_json(self._call(request), self._account))

    async def update(self, request: web.Request) -> web.Response:
        call, form = self._call(request), await form_of(request)
        life = self._exchange.lives.get(call.sid)
        if life is None:
            raise RestError(21220)
        status = form.get("Status")
        if "TimeLimit" in form:
            life.limit(time_limit(form))
        if status in ("canceled", "completed"):
            life.end(status)
            await life.over.wait()
        elif status:
            raise RestError(20001)
        elif "Url" in form or "Twiml" in form:
            life.update(document_of(form))
        return web.json_response(call_json(call, self._account))

    async def delete(self, request: web.Request) -> web.Response:
        call = self._call(request)
        if not call.over:
            raise RestError(21220)
        del self._exchange.registry.calls[call.sid]
        return gone()

    async def listed(self, request: web.Request) -> web.Response:
        found = matching(list(self._exchange.registry.calls.values()), request.query, "StartTime", _instant)
        found = between(found, request.query, "EndTime", lambda it: it.ended)
        if parent := request.query.get("ParentCallSid"):
            found = [it for it in found if it.parent_sid == parent]
        return web.json_response(page("calls", found, lambda it: call_json(it, self._account), request.path, request.query))

    def _call(self, request: web.Request) -> Call:
        call = self._exchange.registry.calls.get(request.match_info["sid"])
        if call is None:
            raise RestError(20404)
        return call

    def _life(self, request: web.Request) -> CallLife:
        life = self._exchange.lives.get(self._call(request).sid)
        if life is None:
            raise RestError(21220)
        return life

    # Recordings

    async def record(self, request: web.Request) -> web.Response:
        life, form = self._life(request), await form_of(request)
        made = self._exchange.recordings.begin(
            life.call, life.answered_line(), "StartCallRecordingAPI",
            channels=channels_of(form), track=track_of(form), callback=recording_callback(form),
        )  # fmt: skip
        return web.json_response(call_recording_json(made, self._account), status=201)

    async def recordings(self, request: web.Request) -> web.Response:
        call = self._call(request)
        return self._list_recordings(request, [it for it in self._all() if it.call_sid == call.sid], whole=False)

    async def all_recordings(self, request: web.Request) -> web.Response:
        calls, conference = request.query.get("CallSid"), request.query.get("ConferenceSid")
        found = [it for it in self._all() if calls in (None, it.call_sid) and conference in (None, it.conference_sid)]
        return self._list_recordings(request, found, whole=True)

    def _list_recordings(self, request: web.Request, items: list[Recording], *, whole: bool) -> web.Response:
        def show(it: Recording) -> dict[str, object]:
            url = self._exchange.recordings.url(it)
            return recording_json(it, self._account, url) if whole else call_recording_json(it, self._account)

        found = between(items[::-1], request.query, "DateCreated", lambda it: it.created)
        return web.json_response(page("recordings", found, show, request.path, request.query))

    def _all(self) -> list[Recording]:
        return list(self._exchange.recordings.items.values())

    def _recording(self, request: web.Request) -> Recording:
        wanted, call = request.match_info["recording"], request.match_info.get("sid")
        found = self._exchange.recordings.items.get(wanted)
        if found is None and wanted == "Twilio.CURRENT":  # the SDK's word for the one that is being made
            found = next((it for it in self._all() if it.call_sid == call and it.line is not None), None)
        if found is None or call not in (None, found.call_sid):
            raise RestError(20404)
        return found

    async def recording(self, request: web.Request) -> web.Response:
        return web.json_response(call_recording_json(self._recording(request), self._account))

    async def one_recording(self, request: web.Request) -> web.Response:
        found = self._recording(request)
        return web.json_response(recording_json(found, self._account, self._exchange.recordings.url(found)))

    async def change_recording(self, request: web.Request) -> web.Response:
        found = self._recording(request)
        self._exchange.recordings.change(found, (await form_of(request)).get("Status", ""))
        return web.json_response(call_recording_json(found, self._account))

    async def forget_recording(self, request: web.Request) -> web.Response:
        found = self._recording(request)
        if found.line is not None:
            raise RestError(21220)
        del self._exchange.recordings.items[found.sid]
        return gone()

    async def sound(self, request: web.Request) -> web.Response:
        found = self._recording(request)
        return web.Response(body=found.wav(), content_type="audio/x-wav")

    # Streams

    async def stream(self, request: web.Request) -> web.Response:
        life, form = self._life(request), await form_of(request)
        url, callback = form.get("Url", ""), form.get("StatusCallback") or None
        if not url or (callback is not None and not is_url(callback)) or form.get("Track", "inbound_track") not in _TRACKS:
            raise RestError(21205 if not url else 20001)
        names = [(form.get(f"Parameter{n}.Name"), form.get(f"Parameter{n}.Value", "")) for n in range(1, _PARAMETERS_AT_MOST + 1)]
        wanted = Stream(
            url, {name: value for name, value in names if name}, Callback(callback, method(form, "StatusCallbackMethod")),
            form.get("Name", ""), _TRACKS[form.get("Track", "inbound_track")],
        )  # fmt: skip
        made = await life.streams.fork(wanted, life.answered_line())
        return web.json_response(stream_json(made, life.call.sid, self._account))

    async def stop_stream(self, request: web.Request) -> web.Response:
        life, name = self._life(request), request.match_info["stream"]
        if (await form_of(request)).get("Status") != "stopped":
            raise RestError(20001)
        await life.streams.stop(name)
        made = next(it for it in life.streams.one_way.values() if name in (it.fork.sid, it.name))
        return web.json_response(stream_json(made, life.call.sid, self._account))

    # What happened

    async def events(self, request: web.Request) -> web.Response:
        call = self._call(request)
        found = [it for it in self._exchange.webhooks.exchanged if it.call_sid == call.sid]
        return web.json_response(page("events", found, event_json, request.path, request.query))

    async def notifications(self, request: web.Request) -> web.Response:
        call = self._call(request)
        found = [it for it in reversed(self._exchange.webhooks.noted) if it.call_sid == call.sid]
        show = page("notifications", found, lambda it: notification_json(it, self._account, API, rfc2822(it.at), whole=False), request.path,
                    request.query)  # fmt: skip
        return web.json_response(show)

    async def notification(self, request: web.Request) -> web.Response:
        found = next((it for it in self._exchange.webhooks.noted if it.sid == request.match_info["note"]), None)
        if found is None:
            raise RestError(20404)
        return web.json_response(notification_json(found, self._account, API, rfc2822(found.at), whole=True))


def _instant(call: Call) -> datetime:
    return call.started or call.created  # one that is still queued has no start, and must be found all the same
