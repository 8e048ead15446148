"""Twilio as a `Gateway`: calls and texts by REST, with every callback addressed by the attempt's id."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import quote

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from bot.base.clock import Clock
from bot.base.config import is_loopback
from bot.base.errors import CourtesyError
from bot.base.pace import Pace
from bot.contact.gateway import CallOrder, Capabilities, Found, GatewayError, LostAnswer, Receipt, Received, TextOrder
from bot.contact.permit import LIFETIME, Channel, Permit, PermitError
from bot.contact.switchboard import StaffPermit
from bot.telephony.errors import AnswerLost, NotSent, TooManyRequests
from bot.telephony.http_line import TOTAL_S
from bot.telephony.twilio_answers import ENDED, Made, as_found, as_refusal, status_and_code, wait_s
from bot.telephony.twilio_client import TwilioHttpClient
from bot.telephony.twilio_codes import error_class

_STATUS_EVENTS = ["initiated", "ringing", "answered", "completed"]
_LONGEST_VALIDITY_S = 36000  # Twilio's limit for a text
_SKEW = timedelta(seconds=5)
"""Twilio's dates have whole seconds, and its clock is not ours."""
_LATEST = LIFETIME + timedelta(seconds=TOTAL_S) + _SKEW
"""How long after `since` an attempt can still have been created: its permit lives so long, and then its request."""
_NOT_IN_THAT_STATE, _NO_SUCH_RECORD = "21220", "20404"
_FOUND_AT_MOST = 200
_PAGE = 1000
"""The largest that Twilio gives."""
_FIRST_PAUSE_S = 0.25
"""Before a request that Twilio certainly did not carry out is sent again; twice as long each time, and never beyond its permit."""
_UNREADABLE = (ValueError, TypeError, AttributeError)
"""What the SDK raises where a good status comes with something else than a record."""
_T = TypeVar("_T")


class TwilioGateway:
    """Calls and texts through Twilio, or through whatever speaks its protocol at `base_url`.

    `public_url` is where Twilio finds our webhooks, without a slash at the end. What is sent faster than the account's calls and messages
    a second waits in Twilio's queue, perhaps into closed hours: `calls_per_second` and `texts_per_second` space it out evenly before.
    `other_numbers` are those of ours that contacts go out from beside `caller_number`. With a `messaging_service` texts go out through it,
    and it chooses their sender. `may_go_on` is asked about an attempt before a request is sent again: a stop may have been set while we
    waited. `staff` are the numbers of our own people, who alone may be rung.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        base_url: str,
        public_url: str,
        clock: Clock,
        *,
        caller_number: str,
        other_numbers: Collection[str] = (),
        http_client: TwilioHttpClient | None = None,
        calls_per_second: float | None = None,
        texts_per_second: float | None = None,
        messaging_service: str | None = None,
        may_go_on: Callable[[str], Awaitable[bool]] | None = None,
        staff: Collection[str] = frozenset(),
    ) -> None:
        self._staff = staff
        self._may_go_on = may_go_on
        self._pace: dict[Channel, Pace] = {"voice": Pace(clock, calls_per_second), "sms": Pace(clock, texts_per_second)}
        self._our_numbers = frozenset([caller_number, *other_numbers])
        self._messaging_service = messaging_service
        self._http = http_client or TwilioHttpClient(base_url)
        # An environment that is not empty keeps the SDK from reading TWILIO_REGION and its like, which would change the host.
        self._twilio = Client(account_sid, auth_token, http_client=self._http, environment={"_": ""})
        self._public_url = public_url.rstrip("/")
        self._clock = clock
        self._samples_allowed = is_loopback(base_url)

    @property
    def capabilities(self) -> Capabilities:
        """What Twilio can do through this adapter."""
        return Capabilities(free_text=True, raw_audio=True, keypad=True, machine_detection=True, transfer=True, two_way_text=True)

    async def call(self, permit: Permit, order: CallOrder) -> Receipt:
        """Place a call. What is said is asked of `/twilio/voice/{attempt}` once somebody answers."""
        number = await self._spend(permit, "voice")
        return await self._create(
            "call",
            permit,
            lambda: self._twilio.calls.create_async(
                to=number,
                from_=order.caller_number,
                url=self._callback("voice", permit.attempt_id),
                fallback_url=self._callback("fallback", permit.attempt_id),
                status_callback=self._callback("status", permit.attempt_id),
                status_callback_event=_STATUS_EVENTS,
                timeout=order.ring_s,
                time_limit=order.limit_s,
                machine_detection="Enable",
                async_amd="true",
                async_amd_status_callback=self._callback("amd", permit.attempt_id),
            ),
        )

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        """Send a text, to be given up by the carrier after `order.valid_s` (at most ten hours: Twilio's limit)."""
        if order.valid_s < 1:
            raise GatewayError("there is no time left to deliver this text: plan it again", kind="policy")
        number = await self._spend(permit, "sms")
        sender = {"messaging_service_sid": self._messaging_service} if self._messaging_service else {"from_": order.caller_number}
        return await self._create(
            "text",
            permit,
            lambda: self._twilio.messages.create_async(
                to=number,
                **sender,
                body=order.text,
                status_callback=self._callback("sms-status", permit.attempt_id),
                validity_period=min(order.valid_s, _LONGEST_VALIDITY_S),
            ),
        )

    async def ring(self, permit: StaffPermit, order: CallOrder) -> Receipt:
        """Call one of our own people. What they hear is asked of `/twilio/person/{leg}`. Raises `PermitError` for any other number."""
        await self._pace["voice"].turn()
        number = permit.use(now=self._clock.now())
        if number not in self._staff:
            raise PermitError("this is the number of nobody in `people`")
        return await self._create(
            "call to a colleague",
            permit,
            lambda: self._twilio.calls.create_async(
                to=number,
                from_=order.caller_number,
                url=self._callback("person", permit.leg_id),
                fallback_url=self._callback("fallback", permit.leg_id),
                status_callback=self._callback("person-status", permit.leg_id),
                status_callback_event=_STATUS_EVENTS,
                timeout=order.ring_s,
                time_limit=order.limit_s,
            ),
        )

    async def lead(self, sid: str, attempt_id: str, limit: timedelta) -> None:
        """Let a live call ask `/twilio/handover/{attempt}` what to do. One that has ended, or is unknown, is no error."""
        there, fallback = self._callback("handover", attempt_id), self._callback("fallback", attempt_id)
        asked = self._twilio.calls(sid).update_async(url=there, fallback_url=fallback, time_limit=int(limit.total_seconds()))
        try:
            await self._answer("hand-over", asked)
        except GatewayError as error:
            if error.code not in (_NOT_IN_THAT_STATE, _NO_SUCH_RECORD):
                raise

    async def hang_up(self, sid: str) -> None:
        """End a call in whatever state it is.

        `canceled` ends one that waits or rings and leaves a live one alone, so a call that is not over after it is `completed`. That order
        has no gap: a call that is answered between the two is ended by the second.
        """
        if not await self._over_after(sid, "canceled"):
            await self._over_after(sid, "completed")

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        """What became of an attempt that was reserved at `since`; `None` if Twilio lists nothing that could be it.

        Twilio's lists give no callback URLs, so the id itself cannot be matched: the earliest record to `number` that was created within
        the time that the attempt's permit allowed is taken for it. One number is never contacted twice over one channel within that time.
        The list is not filtered by start time, because a call that still waits in the queue has none. Twilio's lists lag behind what was
        done: ask again after a minute before believing a `None`.
        """
        records: Sequence[Made]
        if channel == "voice":
            records = await self._asked(self._twilio.calls.list_async(to=number, limit=_FOUND_AT_MOST))
        else:
            records = await self._asked(self._twilio.messages.list_async(to=number, limit=_FOUND_AT_MOST))
        fitting = [
            (made.date_created, made.sid, made)
            for made in records
            if made.sid and made.status and made.date_created and since - _SKEW <= made.date_created <= since + _LATEST
        ]
        if not fitting:
            return None
        found = as_found(min(fitting)[2])
        return await self.status(found.sid, channel) if found.status == "failed" else found

    async def status(self, sid: str, channel: Channel) -> Found | None:
        """What Twilio says now of a call or text; `None` if it has none of that name."""
        record = self._twilio.calls(sid) if channel == "voice" else self._twilio.messages(sid)
        try:
            made: Made = await self._asked(record.fetch_async())
        except GatewayError as error:
            if error.code == _NO_SUCH_RECORD:
                return None
            raise
        if not made.status:
            raise GatewayError("the carrier's answer cannot be read", kind="temporary")
        found = as_found(made)
        return replace(found, sip_code=await self._sip_code(sid)) if made.status == "failed" and channel == "voice" else found

    async def _sip_code(self, sid: str) -> str | None:
        """Why a call failed. A call's own record does not say; that of the callback which never came does, among its events.

        Twilio writes their parameters in small letters with underscores, a quarter of an hour after the end; others as they were sent.
        """
        events = await self._asked(self._twilio.calls(sid).events.list_async(limit=_FOUND_AT_MOST))
        codes = [(event.request or {}).get("parameters", {}) for event in events]
        said = [each.get("sip_response_code") or each.get("SipResponseCode") for each in codes if isinstance(each, dict)]
        return next((str(each) for each in reversed(said) if each), None)

    async def received(self, since: datetime) -> list[Received]:
        """Texts to one of our numbers, or to our messaging service, that Twilio has taken since then; the oldest first.

        With a messaging service, or several numbers, the account's texts to all numbers are asked for, and the others' left out.
        """
        to = {"to": next(iter(self._our_numbers))} if len(self._our_numbers) == 1 and not self._messaging_service else {}
        # Twilio documents whole days for this filter, so what it lists may be older
        listed = await self._asked(self._twilio.messages.list_async(**to, date_sent_after=since.astimezone(UTC), page_size=_PAGE))
        texts = [
            Received(text.sid, text.from_, text.to, text.body or "", at)
            for text in listed
            if text.direction == "inbound" and text.sid and text.from_ and text.to
            if text.to in self._our_numbers or (self._messaging_service and text.messaging_service_sid == self._messaging_service)
            if (at := text.date_sent or text.date_created) and at >= since
        ]
        return sorted(texts, key=lambda text: text.at)

    async def close(self) -> None:
        """Close the connections to Twilio."""
        await self._http.close()

    async def _spend(self, permit: Permit, channel: Channel) -> str:
        """The number, once it is this contact's turn."""
        await self._pace[channel].turn()
        if permit.sample and not self._samples_allowed:
            raise GatewayError("made-up borrowers are for a carrier on this machine only: nothing was sent", kind="policy")
        return permit.use(channel=channel, now=self._clock.now())

    def _callback(self, kind: str, name: str) -> str:
        return f"{self._public_url}/twilio/{kind}/{quote(name, safe='')}"

    async def _create(self, what: str, permit: Permit | StaffPermit, request: Callable[[], Awaitable[Made]]) -> Receipt:
        made = await self._answer(what, self._patiently(permit, request))
        if not made.sid:
            raise LostAnswer(f"the carrier's answer to the {what} names no record of it")
        return Receipt(made.sid, str(made.status or "queued"))

    async def _patiently(self, permit: Permit | StaffPermit, request: Callable[[], Awaitable[Made]]) -> Made:
        """Send it; again only where Twilio certainly did not carry it out (429, or no connection), and while the permit allows it."""
        pause = _FIRST_PAUSE_S
        while True:
            try:
                return await request()
            except (NotSent, TooManyRequests) as error:
                told = wait_s(error.retry_after, self._clock.now()) if isinstance(error, TooManyRequests) else None
                wait = max(pause * random.uniform(1, 1.5), told or 0.0)
                if self._clock.now() + timedelta(seconds=wait) >= permit.expires_at:
                    raise
                await self._clock.sleep(wait)
                if self._may_go_on is not None and not await self._may_go_on(permit.attempt_id):
                    raise
            pause *= 2

    async def _over_after(self, sid: str, status: str) -> bool:
        try:
            call = await self._answer("hang-up", self._twilio.calls(sid).update_async(status=status))
        except GatewayError as error:
            if error.code == _NOT_IN_THAT_STATE:  # live, or over; only the carrier knows
                return False
            if error.code == _NO_SUCH_RECORD:
                return True
            raise
        return call.status in ENDED

    async def _answer(self, what: str, request: Awaitable[Made]) -> Made:
        """What the SDK made of the answer, or one of the port's two errors."""
        failure: CourtesyError
        try:
            return await request
        except NotSent as error:
            failure = GatewayError(f"the {what} was not sent: {error}", kind="temporary")
        except AnswerLost as error:
            failure = LostAnswer(f"the {what} may have been made: {error}")
        except TooManyRequests as error:
            failure = self._too_fast(what, error)
        except TwilioException as error:
            failure = as_refusal(what, error)
        except _UNREADABLE:
            failure = LostAnswer(f"the {what} may have been made: the carrier's answer cannot be read")
        raise failure  # outside the handlers: Twilio's own words repeat the number, and would come along as the cause

    async def _asked(self, request: Awaitable[_T]) -> _T:
        """The answer to a question, or `GatewayError`: nothing is lost when a question gets no answer."""
        failure: GatewayError
        try:
            return await request
        except (NotSent, AnswerLost) as error:
            failure = GatewayError(f"the carrier could not be asked: {error}", kind="temporary")
        except TooManyRequests as error:
            failure = self._too_fast("question", error)
        except TwilioException as error:
            status, code = status_and_code(error)
            kind = error_class(code, status) if 400 <= status < 500 else "temporary"
            failure = GatewayError(f"the carrier refused to answer: error {code or status}", kind=kind, code=code or str(status))
        except _UNREADABLE:
            failure = GatewayError("the carrier's answer cannot be read", kind="temporary")
        raise failure

    def _too_fast(self, what: str, error: TooManyRequests) -> GatewayError:
        wait = wait_s(error.retry_after, self._clock.now())
        return GatewayError(f"the {what} was not made: {error}", kind="rate", code=error.code or "20429", retry_after_s=wait)
