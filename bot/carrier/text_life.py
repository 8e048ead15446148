"""The life of a text: taken, queued, sent, delivered, and perhaps answered; and texts that borrowers write."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urljoin

from multidict import MultiMapping

from bot.base.segments import segments
from bot.carrier.call_order import is_url
from bot.carrier.errors import RestError, TwimlError
from bot.carrier.exchange import Exchange
from bot.carrier.persona import TextReply
from bot.carrier.registry import STOP_WORDS
from bot.carrier.resources import Callbacks, Message, is_number, new_sid
from bot.carrier.shelves import Setting
from bot.carrier.twiml import parse_replies

_STEP_S = 0.05
"""How long a text stays in each state: long enough for the states to be seen in order, short enough for a demo."""
_MAGIC_TO = {"+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610, "+15005550009": 21614}
_MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
"""Twilio's documented test numbers for texts."""
_LONGEST = 1600
_VALID_S = 36000
_QUEUE_S = 4 * 3600
"""Twilio refuses what would wait longer in a sender's queue."""
_SOONEST, _LATEST = timedelta(minutes=15), timedelta(days=35)
_REDIRECTS = 5


def new_text(exchange: Exchange, form: MultiMapping[str]) -> Message:
    """Take a text from the form of a POST to Messages.json. Raises `RestError` with Twilio's code for the first thing that is wrong."""
    to, sender, service = _ends(exchange, form)
    body, media = form.get("Body", ""), tuple(form.getall("MediaUrl", ()))
    if not body and not media and not form.get("ContentSid"):
        raise RestError(21602)
    if len(body) > _LONGEST:
        raise RestError(21617)
    url = form.get("StatusCallback") or (service["status_callback"] if service else None)
    if url and not is_url(url):
        raise RestError(21609)
    valid_s = _valid_s(form, service)
    send_at = _send_at(exchange, form, service)
    blocked_for = service.sid if service else sender
    if exchange.registry.opted_out(to, blocked_for) or exchange.registry.opted_out(to, sender):
        raise RestError(21610)
    if exchange.text_pace(sender).waiting > _QUEUE_S * (exchange.texts_per_second or 1):
        raise RestError(21611)
    message = Message(
        new_sid("MM" if media else "SM"), to, "" if service else sender, body, exchange.clock.now(), callbacks=Callbacks(url),
        service_sid=service.sid if service else None, media=media,
    )  # fmt: skip
    message.status = "scheduled" if send_at else "accepted" if service else "queued"
    exchange.registry.new_message(message)
    exchange.start(_deliver(exchange, message, sender, valid_s, send_at))
    return message


def _ends(exchange: Exchange, form: MultiMapping[str]) -> tuple[str, str, Setting | None]:
    """To, the number that sends, and the messaging service that chose it."""
    to, sender, service_sid = form.get("To", "").strip(), form.get("From", "").strip(), form.get("MessagingServiceSid", "").strip()
    if not to:
        raise RestError(21604)
    if sender.startswith("MG") and not service_sid:
        sender, service_sid = "", sender
    if not sender and not service_sid:
        raise RestError(21603)
    for magic, number in ((_MAGIC_TO, to), (_MAGIC_FROM, sender)):
        if number in magic:
            raise RestError(magic[number])
    if not is_number(to.removeprefix("whatsapp:")):
        raise RestError(21211)
    service = None
    if service_sid:
        service = exchange.shelves.services.items.get(service_sid)
        if service is None:
            raise RestError(21701)
        if not service.numbers:
            raise RestError(21703)
        if not sender:
            sender = _sender_of(exchange, service, to)
    elif not is_number(sender) and not (sender.isascii() and sender.replace(" ", "").isalnum() and len(sender) <= 11):
        raise RestError(21212)
    return to, sender, service


def _sender_of(exchange: Exchange, service: Setting, to: str) -> str:
    """A sticky sender: the number that wrote to them last, else one of the pool, the same for the same person."""
    numbers = [str(exchange.shelves.numbers.get(sid)["phone_number"]) for sid in service.numbers]
    before = [it.from_ for it in exchange.registry.messages.values() if it.to == to and it.from_ in numbers]
    return before[-1] if before else numbers[sum(map(ord, to)) % len(numbers)]


def _valid_s(form: MultiMapping[str], service: Setting | None) -> int:
    text = form.get("ValidityPeriod", str(service["validity_period"] if service else _VALID_S))
    if not text.isdecimal() or not 1 <= int(text) <= _VALID_S:
        raise RestError(20001)
    return int(text)


def _send_at(exchange: Exchange, form: MultiMapping[str], service: Setting | None) -> datetime | None:
    if form.get("ScheduleType") != "fixed":
        return None
    if service is None:
        raise RestError(35118)
    try:
        at = datetime.fromisoformat(form.get("SendAt", ""))
    except ValueError as error:
        raise RestError(35114) from error
    if at.tzinfo is None or not _SOONEST <= at - exchange.clock.now() <= _LATEST:
        raise RestError(35114)
    return at


async def _deliver(exchange: Exchange, message: Message, sender: str, valid_s: int, send_at: datetime | None) -> None:
    clock, registry = exchange.clock, exchange.registry
    while send_at is not None and (left := (send_at - clock.now()).total_seconds()) > 0:
        await clock.sleep(min(left, 1.0))  # a calendar that is set on meanwhile is noticed
        if message.status == "canceled":
            return
    await clock.sleep(_STEP_S)
    if message.status == "canceled":
        return
    if message.status in ("accepted", "scheduled"):
        message.from_ = sender
        _change(exchange, message, "queued")
    began = clock.monotonic()
    await exchange.text_pace(sender).turn()
    if message.status == "canceled":
        return
    if clock.monotonic() - began > valid_s:
        _change(exchange, message, "failed", error_code=30036)
        return
    registry.change_message(message, "sending")
    await clock.sleep(_STEP_S)
    callee = exchange.callee(message.to, None)
    fate = callee.text_fate
    if fate.status == "failed":
        _change(exchange, message, "failed", error_code=fate.code)
        return
    _change(exchange, message, "sent", sent=clock.now())
    await clock.sleep(_STEP_S)
    if fate.status == "none":
        return
    if callee.on_ring == "unassigned":
        _change(exchange, message, "undelivered", error_code=30005)
        return
    _change(exchange, message, fate.status, **({} if fate.code is None else {"error_code": fate.code}))
    if fate.status == "delivered" and callee.replies_by_text is not None:
        await _reply(exchange, message, callee.replies_by_text)


async def _reply(exchange: Exchange, message: Message, reply: TextReply) -> None:
    earlier = any(it.direction == "inbound" and it.from_ == message.to for it in exchange.registry.messages.values())
    if not earlier:
        await exchange.clock.sleep(reply.after_s)
        receive_text(exchange, from_=message.to, to=message.from_, body=reply.say)


def cancel(exchange: Exchange, message: Message) -> None:
    """Stop what has not been sent; raises `RestError` 30409 for what has."""
    if message.status not in ("accepted", "queued", "scheduled"):
        raise RestError(30409)
    _change(exchange, message, "canceled")


def _change(exchange: Exchange, message: Message, status: str, **values: object) -> None:
    exchange.registry.change_message(message, status, **values)
    fields = exchange.text_fields(message) | {"MessageStatus": status, "SmsStatus": status}
    if status in ("delivered", "undelivered"):
        fields["RawDlrDoneDate"] = exchange.clock.now().strftime("%y%m%d%H%M")
    if message.error_code is not None:
        fields["ErrorCode"] = str(message.error_code)
    exchange.webhooks.tell(message.callbacks.url, fields, message.callbacks.method)


def receive_text(exchange: Exchange, *, from_: str, to: str, body: str, stop_words: frozenset[str] | None = None) -> Message:
    """A borrower writes to one of the service's numbers: a reserved word takes effect first, then the webhook is told.

    With `stop_words` the account has Advanced Opt-Out: these words are its own, and the webhook names what was understood.
    """
    message = exchange.registry.new_inbound_message(to, from_, body)
    number = exchange.shelves.number(to)
    service = next((it for it in exchange.shelves.services.items.values() if number.sid and number.sid in it.numbers), None)
    understood = exchange.registry.keyword(from_, service.sid if service else to, body, stop_words or STOP_WORDS)
    fields = exchange.text_fields(message) | {
        "SmsMessageSid": message.sid, "SmsStatus": "received", "Body": body, "NumMedia": "0", "NumSegments": str(segments(body)),
        "FromCity": "", "FromState": "", "FromZip": "", "FromCountry": "", "ToCity": "", "ToState": "", "ToZip": "", "ToCountry": "",
    }  # fmt: skip
    if service is not None:
        fields["MessagingServiceSid"] = service.sid
    if stop_words is not None and understood is not None:
        fields["OptOutType"] = understood
    url, method = number["sms_url"], number["sms_method"]
    if service is not None and not service["use_inbound_webhook_on_number"]:
        url, method = service["inbound_request_url"] or url, service["inbound_method"]
    if url:
        exchange.start(_tell_and_answer(exchange, message, url, method, number["sms_fallback_url"], fields))
    return message


async def _tell_and_answer(
    exchange: Exchange, message: Message, url: str, method: str, fallback: str | None, fields: dict[str, str]
) -> None:
    """The webhook may answer with texts; where it cannot be had, its fallback is asked."""
    for copy in range(exchange.faults.copies()):
        await exchange.faults.delay(callback=True)
        try:
            await _answer(exchange, message, url, method, fields)
        except TwimlError as error:
            exchange.webhooks.note("", url, method, error)
            if fallback and not copy:
                await _answer(exchange, message, fallback, "POST", fields | {"ErrorCode": str(error.code), "ErrorUrl": url})


async def _answer(exchange: Exchange, message: Message, url: str, method: str, fields: dict[str, str]) -> None:
    for _ in range(_REDIRECTS):
        answer = await exchange.webhooks.ask(url, fields, method)
        if answer.status >= 300:
            raise TwimlError(11200, f"a text's webhook was answered with status {answer.status}")
        replies, redirect = parse_replies(answer.text if answer.content_type.endswith("xml") else "")
        for reply in replies:
            _send_reply(exchange, message, reply.body, reply.to, reply.callback)
        if redirect is None:
            return
        url, method = urljoin(url, redirect.url), redirect.method


def _send_reply(exchange: Exchange, to_what: Message, body: str, to: str | None, callback: str | None) -> None:
    to, sender = to or to_what.from_, to_what.to
    if exchange.registry.opted_out(to, sender) or not body:
        return
    reply = Message(new_sid("SM"), to, sender, body, exchange.clock.now(), "outbound-reply", callbacks=Callbacks(callback))
    exchange.registry.new_message(reply)
    exchange.start(_deliver(exchange, reply, sender, _VALID_S, None))
