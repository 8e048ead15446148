"""All calls and texts that the carrier knows, every change of them written to the journal before anybody is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.base.clock import Clock
from bot.carrier.journal import Journal, read_journal
from bot.carrier.resources import Call, Callbacks, Direction, Message, OperatorText, new_sid

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})


class Registry:
    """Calls and messages by sid, oldest first, the operator's texts, and who has opted out of texts from which sender.

    What an earlier run left in the journal is known again; calls that had not ended are `failed` and texts not yet sent `failed`.
    """

    def __init__(self, journal: Path, clock: Clock) -> None:
        self.calls: dict[str, Call] = {}
        self.messages: dict[str, Message] = {}
        self.operator_texts: dict[str, OperatorText] = {}
        """By the client's name for them; a reply by the operator's."""
        self._opted_out: set[tuple[str, str]] = set()
        self._clock = clock
        for line in read_journal(journal):
            self._replay(line)
        self._journal = Journal(journal)
        for call in self.calls.values():
            if not call.over:
                self.change_call(call, "failed", ended=clock.now())
        for message in self.messages.values():
            if message.status in ("accepted", "scheduled", "queued", "sending"):
                self.change_message(message, "failed", error_code=30008)

    def new_call(
        self,
        to: str,
        from_: str,
        callbacks: Callbacks,
        direction: Direction = "outbound-api",
        parent: str | None = None,
        **more: str | None,
    ) -> Call:
        """A call that exists from now on. `more` goes into the journal only."""
        status = "ringing" if direction == "inbound" else "queued"
        call = Call(new_sid("CA"), to, from_, self._clock.now(), direction, status, parent_sid=parent, callbacks=callbacks)
        self.calls[call.sid] = call
        self._created("call", call, **more)
        return call

    def new_message(self, message: Message) -> Message:
        """A text of the service's that exists from now on."""
        return self._keep(message)

    def new_operator_text(self, text: OperatorText) -> None:
        """A text over the operator's protocol, either way, that exists from now on."""
        self.operator_texts[text.ref] = text
        self._created("text", text, body=text.body, operator_ref=text.ref, extension=text.extension)

    def change_operator_text(self, text: OperatorText, status: str, **values: str) -> None:
        """A new status and perhaps a `code`; the journal knows it by the client's name."""
        self._change("text", text, status, dict(values), operator_ref=text.ref)

    def new_inbound_message(self, to: str, from_: str, body: str) -> Message:
        return self._keep(Message(new_sid("SM"), to, from_, body, self._clock.now(), "inbound", "received"))

    def _keep(self, message: Message) -> Message:
        self.messages[message.sid] = message
        self._created("text", message, body=message.body, service_sid=message.service_sid)
        return message

    def _created(self, kind: str, it: Call | Message, **more: str | None) -> None:
        callback = it.callbacks.url
        self._journal.write(
            "create", it.created, kind=kind, sid=it.sid, to=it.to, **{"from": it.from_}, direction=it.direction,
            status=it.status, status_callback=callback, **more,
        )  # fmt: skip

    def change_call(self, call: Call, status: str, **values: Any) -> None:
        """A new status and whatever else changed; `values` are fields of `Call`."""
        self._change("call", call, status, values)

    def change_message(self, message: Message, status: str, **values: Any) -> None:
        self._change("text", message, status, values)

    def _change(self, kind: str, it: Call | Message, status: str, values: dict[str, Any], **more: str) -> None:
        it.status = status
        it.updated = self._clock.now()
        for name, value in values.items():
            setattr(it, name, value)
        shown = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
        self._journal.write("state", it.updated, kind=kind, sid=it.sid, status=status, **shown, **more)

    def opted_out(self, number: str, sender: str) -> bool:
        """Whether `number` has told `sender` to stop."""
        return (number, sender) in self._opted_out

    def keyword(self, number: str, sender: str, body: str, stop_words: frozenset[str] = STOP_WORDS) -> str | None:
        """Do what Twilio does of itself with a text of one reserved word: STOP blocks the sender, START lifts it.

        Returns what it was: STOP, START, HELP or nothing of these.
        """
        word = body.strip().upper()
        if word in stop_words:
            self._opted_out.add((number, sender))
            self._journal.write("opt_out", self._clock.now(), number=number, sender=sender)
            return "STOP"
        if word in START_WORDS and (number, sender) in self._opted_out:
            self._opted_out.discard((number, sender))
            self._journal.write("opt_in", self._clock.now(), number=number, sender=sender)
            return "START"
        return "HELP" if word in HELP_WORDS else None

    def close(self) -> None:
        self._journal.close()

    def _replay(self, line: dict[str, Any]) -> None:
        at = datetime.fromisoformat(line["at"])
        match line["event"]:
            case "create" if line["kind"] == "call":
                self.calls[line["sid"]] = Call(line["sid"], line["to"], line["from"], at, line["direction"], line["status"])
            case "create" if "operator_ref" in line:
                ends = (line["sid"], line["to"], line["from"], line["body"], at, line["direction"], line["status"])
                self.operator_texts[line["operator_ref"]] = OperatorText(*ends, ref=line["operator_ref"], extension=line["extension"])
            case "create":
                text = Message(line["sid"], line["to"], line["from"], line["body"], at, line["direction"], line["status"])
                text.service_sid = line["service_sid"]
                self.messages[text.sid] = text
            case "state" if "operator_ref" in line:
                text = self.operator_texts[line["operator_ref"]]
                text.status, text.updated, text.code = line["status"], at, line.get("code")
            case "state":
                it = self.calls[line["sid"]] if line["kind"] == "call" else self.messages[line["sid"]]
                it.status, it.updated = line["status"], at
                for name in ("started", "ended", "sent"):
                    if line.get(name):
                        setattr(it, name, datetime.fromisoformat(line[name]))
                for name in ("duration_s", "answered_by", "sip_code", "error_code"):
                    if name in line:
                        setattr(it, name, line[name])
            case "opt_out":
                self._opted_out.add((line["number"], line["sender"]))
            case "opt_in":
                self._opted_out.discard((line["number"], line["sender"]))
