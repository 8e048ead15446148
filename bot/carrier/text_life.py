"""The life of a text: taken, queued, sent, delivered, and perhaps answered."""

from __future__ import annotations

import asyncio

from multidict import MultiMapping

from bot.base.segments import segments
from bot.carrier.call_order import is_url
from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.persona import TextReply
from bot.carrier.resources import Callbacks, Message, is_number

_STEP_S = 0.05
"""How long a text stays in each state: long enough for the states to be seen in order, short enough for a demo."""
_MAGIC_TO = {"+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610, "+15005550009": 21614}
_MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
"""Twilio's documented test numbers for texts."""
_LONGEST = 1600


def new_text(exchange: Exchange, form: MultiMapping[str]) -> Message:
    """Take a text from the form of a POST to Messages.json. Raises `RestError` with Twilio's code for the first thing that is wrong."""
    to, from_, service = form.get("To", "").strip(), form.get("From", "").strip(), form.get("MessagingServiceSid")
    body = form.get("Body", "")
    if not to:
        raise RestError(21604)
    if not from_ and not service:
        raise RestError(21603)
    if not body:
        raise RestError(21602)
    if len(body) > _LONGEST:
        raise RestError(21617)
    for magic, number in ((_MAGIC_TO, to), (_MAGIC_FROM, from_)):
        if number in magic:
            raise RestError(magic[number])
    if not is_number(to):
        raise RestError(21211)
    if from_ and not is_number(from_):
        raise RestError(21212)
    url = form.get("StatusCallback")
    if url and not is_url(url):
        raise RestError(21609)
    sender = from_ or str(service)
    if exchange.registry.opted_out(to, sender):
        raise RestError(21610)
    message = exchange.registry.new_message(to, sender, body, Callbacks(url), service)
    exchange.start(_deliver(exchange, message))
    return message


async def _deliver(exchange: Exchange, message: Message) -> None:
    registry = exchange.registry
    callee = exchange.callee(message.to)
    await asyncio.sleep(_STEP_S)
    if message.status == "canceled":
        return
    if message.status == "accepted":
        _change(exchange, message, "queued")
    registry.change_message(message, "sending")
    await asyncio.sleep(_STEP_S)
    _change(exchange, message, "sent", sent=exchange.clock.now())
    await asyncio.sleep(_STEP_S)
    if callee is None or callee.on_ring == "unassigned":
        _change(exchange, message, "undelivered", error_code=30005)
        return
    _change(exchange, message, "delivered")
    if callee.replies_by_text is not None:
        await _reply(exchange, message, callee.replies_by_text)


async def _reply(exchange: Exchange, message: Message, reply: TextReply) -> None:
    earlier = any(it.direction == "inbound" and it.from_ == message.to for it in exchange.registry.messages.values())
    if not earlier:
        await asyncio.sleep(reply.after_s)
        receive_text(exchange, from_=message.to, to=message.from_, body=reply.say)


def _change(exchange: Exchange, message: Message, status: str, **values: object) -> None:
    exchange.registry.change_message(message, status, **values)
    fields = exchange.text_fields(message) | {"MessageStatus": status, "SmsStatus": status}
    if status in ("delivered", "undelivered"):
        fields["RawDlrDoneDate"] = exchange.clock.now().strftime("%y%m%d%H%M")
    if message.error_code is not None:
        fields["ErrorCode"] = str(message.error_code)
    exchange.webhooks.tell(message.callbacks.url, fields, message.callbacks.method)


def receive_text(exchange: Exchange, *, from_: str, to: str, body: str) -> Message:
    """A borrower writes to one of the service's numbers: a reserved word takes effect first, then the webhook is told."""
    message = exchange.registry.new_inbound_message(to, from_, body)
    exchange.registry.keyword(from_, to, body)
    fields = exchange.text_fields(message) | {
        "SmsMessageSid": message.sid, "SmsStatus": "received", "Body": body, "NumMedia": "0", "NumSegments": str(segments(body)),
        "FromCity": "", "FromState": "", "FromZip": "", "FromCountry": "", "ToCity": "", "ToState": "", "ToZip": "", "ToCountry": "",
    }  # fmt: skip
    exchange.webhooks.tell(exchange.number(to).sms_url, fields)
    return message
