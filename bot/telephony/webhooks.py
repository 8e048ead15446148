"""The public listener: the addresses that Twilio calls, and nothing else. What is not signed gets no further than this module."""

from __future__ import annotations

import asyncio
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from weakref import WeakSet

import structlog
from aiohttp import WSCloseCode, web
from multidict import MultiDict
from twilio.twiml.voice_response import Connect, Gather, VoiceResponse

from bot.base.clock import Clock
from bot.base.config import OperatorConfig
from bot.base.signed_request import SIGNATURE
from bot.telephony import unpack
from bot.telephony.allowance import Allowance
from bot.telephony.errors import WebhookRefused
from bot.telephony.events import CallHandler, HandoverHandler, Spoken
from bot.telephony.handover_hooks import HandoverHooks
from bot.telephony.media import MAX_MESSAGE_BYTES, TwilioMediaStream
from bot.telephony.operator_webhooks import OperatorWebhooks
from bot.telephony.signature import HEADER, MAX_BODY_BYTES, SignatureCheck, signed_params

_ATTEMPT = "{attempt:[A-Za-z0-9_-]{1,64}}"
_TOKEN = "{token:[A-Za-z0-9_-]{1,200}}"
_KEYS_S = 10
"""How long a caller may take to begin to key, and between keys."""
_CLOSE_S = 2.0
"""How long a stream's far end may take to say goodbye."""
_REMEMBERED_STREAMS = 10_000
_OF_AN_ADDRESS = (2000.0, 10_000)
_OF_THE_ACCOUNT = (1000.0, 5000)
_UNSIGNED = (20.0, 200)
"""So many a second, and so many at once. Unsigned: of one address, without a signature or with a wrong one.

A carrier behind the same proxy has the others for itself.
"""

_SIGNATURES = {"/twilio/": HEADER, "/operator/": SIGNATURE}
"""Below which path requests have to be signed, and where the signature stands."""

_log = structlog.get_logger(__name__)

_Answer = Callable[[str, MultiDict[str]], Awaitable[web.Response]]


def routes(
    handler: CallHandler,
    clock: Clock,
    *,
    account_sid: str,
    auth_token: str,
    public_url: str,
    media_url: str,
    second_token: str | None = None,
    operators: Mapping[str, OperatorConfig] | None = None,
    handover: HandoverHandler | None = None,
) -> web.Application:
    """The public listener's application.

    `public_url` (`https://...`) and `media_url` (`wss://...`) are the addresses under which Twilio finds it; signatures are checked against
    them. `second_token` is accepted as well, while the account's tokens are being changed over. `operators` are text operators who post
    here too. Without a `handover` no call is handed to a person. Run it without an access log: paths hold attempts and media tokens.
    """
    tokens = (auth_token,) if second_token is None else (auth_token, second_token)
    check = SignatureCheck(public_url.rstrip("/"), media_url.rstrip("/"), tokens)
    allowed = Allowance(clock, *_OF_THE_ACCOUNT)
    webhooks = _Webhooks(handler, account_sid, check, allowed)
    door = _Door(Allowance(clock, *_OF_AN_ADDRESS), Allowance(clock, *_UNSIGNED))
    app = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[door.let_in])
    app.add_routes(
        [
            web.get("/healthz", _healthz),
            web.get(f"/twilio/media/{_TOKEN}", webhooks.media),
            *(
                web.post(f"/twilio/{path}", webhooks.signed(answer))
                for path, answer in (
                    ("voice", webhooks.voice),
                    (f"voice/{_ATTEMPT}", webhooks.voice),
                    ("keyed/{attempt:[0-9]{1,3}}", webhooks.keyed),
                    ("status", webhooks.status),
                    (f"status/{_ATTEMPT}", webhooks.status),
                    (f"amd/{_ATTEMPT}", webhooks.machine),
                    ("sms", webhooks.text),
                    (f"sms-status/{_ATTEMPT}", webhooks.text_status),
                    (f"recording/{_ATTEMPT}", webhooks.recording),
                    ("stream-status", webhooks.stream_status),
                    (f"stream-status/{_ATTEMPT}", webhooks.stream_status),
                    ("fallback", webhooks.fallback),
                    (f"fallback/{_ATTEMPT}", webhooks.fallback),
                )
            ),
        ]
    )
    app.add_routes(OperatorWebhooks(handler, clock, operators or {}, public_url, allowed).routes())
    if handover is not None:
        hooks = HandoverHooks(handover, public_url.rstrip("/")).answers(_ATTEMPT)
        app.add_routes([web.post(f"/twilio/{path}", webhooks.signed(answer)) for path, answer in hooks])
    app.on_response_prepare.append(_say_nothing_of_ourselves)
    app.on_shutdown.append(webhooks.close_streams)
    return app


class _Webhooks:
    """One method an address. Each gets the attempt of the path (empty where there is none) and parameters that were signed."""

    def __init__(self, handler: CallHandler, account_sid: str, check: SignatureCheck, allowed: Allowance) -> None:
        self._handler = handler
        self._account_sid = account_sid
        self._check = check
        self._allowed = allowed
        self._streams: WeakSet[TwilioMediaStream] = WeakSet()
        self._call_of_token: OrderedDict[str, str] = OrderedDict()

    def signed(self, answer: _Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def checked(request: web.Request) -> web.Response:
            params = await signed_params(request, self._check)
            if params.get("AccountSid") != self._account_sid:
                raise WebhookRefused(403, "another account")
            if not self._allowed.take(self._account_sid):
                raise WebhookRefused(429, "too many of this account")
            return await answer(request.match_info.get("attempt", ""), params)

        return checked

    async def voice(self, attempt: str, params: MultiDict[str]) -> web.Response:
        event = unpack.call_event(params)
        return self._go_on(attempt, event.sid, await self._handler.voice(attempt or None, event))

    async def keyed(self, question: str, params: MultiDict[str]) -> web.Response:
        event = unpack.call_event(params)
        return self._go_on("", event.sid, await self._handler.keyed(event, int(question), unpack.keys(params)))

    def _go_on(self, attempt: str, sid: str, token: str | Spoken | None) -> web.Response:
        if token is None:
            return _hang_up()
        if isinstance(token, Spoken):
            return _twiml(self._spoken(token))
        self._remember(token, sid)
        report_to = f"{self._check.public_url}/twilio/stream-status" + (f"/{attempt}" if attempt else "")
        twiml = VoiceResponse()
        connect = Connect()
        connect.stream(url=f"{self._check.media_url}/twilio/media/{token}", status_callback=report_to)
        twiml.append(connect)
        return _twiml(twiml)

    def _spoken(self, said: Spoken) -> VoiceResponse:
        twiml = VoiceResponse()
        if said.question is None:
            twiml.say(said.text, language=said.lang)
            return twiml
        keyed = f"{self._check.public_url}/twilio/keyed/{said.question}"
        question = Gather(input="dtmf", action=keyed, timeout=_KEYS_S, finish_on_key="#", action_on_empty_result=True)
        question.say(said.text, language=said.lang)
        twiml.append(question)
        return twiml

    async def status(self, attempt: str, params: MultiDict[str]) -> web.Response:
        await self._handler.call_status(attempt or None, unpack.call_event(params))
        return _noted()

    async def machine(self, attempt: str, params: MultiDict[str]) -> web.Response:
        sid, answered_by = unpack.answered_call(params)
        await self._handler.machine(attempt, sid, answered_by)
        return _noted()

    async def text(self, _attempt: str, params: MultiDict[str]) -> web.Response:
        await self._handler.text(unpack.text_received(params))
        return _twiml(VoiceResponse())  # an empty <Response/>: nothing is answered here

    async def text_status(self, attempt: str, params: MultiDict[str]) -> web.Response:
        await self._handler.text_status(attempt, unpack.text_report(params))
        return _noted()

    async def recording(self, attempt: str, _params: MultiDict[str]) -> web.Response:
        # We record on our own sample clock and never ask Twilio to; it is noted in case somebody else did.
        _log.info("webhook.recording", attempt=attempt)
        return _noted()

    async def stream_status(self, attempt: str, params: MultiDict[str]) -> web.Response:
        event = params.get("StreamEvent", "")
        if event == "stream-error":  # the only place where Twilio says that it could not reach the media address
            _log.error("webhook.stream_error", attempt=attempt, code=unpack.code_for_log(params, "StreamError"))
        return _noted()

    async def fallback(self, attempt: str, params: MultiDict[str]) -> web.Response:
        _log.error("webhook.fallback", attempt=attempt, code=unpack.code_for_log(params))
        return _hang_up()

    async def media(self, request: web.Request) -> web.StreamResponse:
        """Take a stream: signature first, then the token, which is spent before the socket is accepted, then the socket."""
        if not self._check.upgrade(request.raw_path, request.headers.get(HEADER, "")):
            raise WebhookRefused(403, "no signature, or a wrong one")
        socket = web.WebSocketResponse(compress=False, max_msg_size=MAX_MESSAGE_BYTES, timeout=_CLOSE_S)
        if not socket.can_prepare(request):
            raise WebhookRefused(400, "not a WebSocket")
        token = request.match_info["token"]
        attempt = await self._handler.claim_stream(token)
        if attempt is None:
            raise WebhookRefused(403, "unknown or used media token")
        await socket.prepare(request)
        stream = TwilioMediaStream(socket, account_sid=self._account_sid, call_sid=self._call_of_token.pop(token, None))
        self._streams.add(stream)
        try:
            await self._handler.media(attempt, stream)
        except Exception as error:  # noqa: BLE001 - too late for a status; one call's bug must not reach the others, nor its text the log
            _log_failure(request, error, attempt)
        finally:
            await stream.close()
        return socket

    def _remember(self, token: str, call_sid: str) -> None:
        """Which call a token was given to, so that a stream of another call is refused even with it.

        Only in this process: a stream that lands elsewhere is checked by the handler against `StreamStarted.call_sid`.
        """
        self._call_of_token[token] = call_sid
        while len(self._call_of_token) > _REMEMBERED_STREAMS:
            self._call_of_token.popitem(last=False)

    async def close_streams(self, _app: web.Application) -> None:
        await asyncio.gather(*(stream.close(WSCloseCode.GOING_AWAY) for stream in list(self._streams)))


async def _healthz(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


def _twiml(twiml: VoiceResponse) -> web.Response:
    return web.Response(text=str(twiml), content_type="text/xml")


def _hang_up() -> web.Response:
    twiml = VoiceResponse()
    twiml.hangup()
    return _twiml(twiml)


def _noted() -> web.Response:
    return web.Response(status=204)


class _Door:
    """How many come in, and how they leave: an answer that is not a good one is its status and the name of it, not a word more."""

    def __init__(self, of_an_address: Allowance, unsigned: Allowance) -> None:
        self._of_an_address = of_an_address
        self._unsigned = unsigned

    @web.middleware
    async def let_in(self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        address = request.remote or ""
        signature = next((header for path, header in _SIGNATURES.items() if request.path.startswith(path)), None)
        bare = signature is not None and signature not in request.headers
        if (bare and not self._unsigned.take(address)) or not self._of_an_address.take(address):
            return _only(429)  # not a line in the log, and nothing is read of it
        try:
            return await handler(request)
        except WebhookRefused as refused:
            if refused.status == 403 and not bare and not self._unsigned.take(address):
                return _only(429)
            _log.warning("webhook.refused", path=_path(request), status=refused.status, reason=refused.reason)
            return _only(refused.status)
        except web.HTTPException as refused:
            return _only(refused.status)
        except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong inside, the outside learns nothing of it
            _log_failure(request, error, request.match_info.get("attempt", ""))
            return _only(500)


def _only(status: int) -> web.Response:
    return web.Response(status=status, text=HTTPStatus(status).phrase, headers={"Retry-After": "1"} if status == 429 else None)


async def _say_nothing_of_ourselves(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)


def _log_failure(request: web.Request, error: Exception, attempt: str) -> None:
    """Where it happened and what kind it was. The message stays out: it can quote the borrower's words or number."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno}"
    _log.error("webhook.failed", path=_path(request), attempt=attempt, error=type(error).__name__, where=where)


def _path(request: web.Request) -> str:
    """The address as we wrote it, without what the caller filled in."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "unknown"
