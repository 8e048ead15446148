"""Recordings: who records what, their resource, their sound, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bot.carrier.errors import RestError
from bot.carrier.line import Line
from bot.carrier.playout import FRAME_BYTES, FRAME_S
from bot.carrier.resources import API, Call, new_sid, rfc2822
from bot.carrier.verbs import NOBODY, Callback
from bot.speech.audio import RATE, decode_mulaw, samples, wav_bytes

if TYPE_CHECKING:
    from bot.carrier.exchange import Exchange

Track = Literal["both", "inbound", "outbound"]
_SILENCE = b"\xff" * FRAME_BYTES


@dataclass(slots=True)
class Recording:
    """One recording, and the tap that makes it. `heard` and `said` are mu-law, of the party on the line."""

    sid: str
    call_sid: str
    created: datetime
    source: str
    channels: int = 1
    track: Track = "both"
    callback: Callback = NOBODY
    conference_sid: str | None = None
    status: str = "in-progress"
    updated: datetime | None = None
    line: Line | None = None
    heard: bytearray = field(default_factory=bytearray)
    said: bytearray = field(default_factory=bytearray)

    async def frame(self, heard: bytes | None, said: bytes) -> None:
        if self.status == "in-progress":
            self.heard += heard or _SILENCE
            self.said += said

    @property
    def seconds(self) -> int:
        return round(len(self.said) / FRAME_BYTES * FRAME_S)

    def wav(self) -> bytes:
        """The sound: in two channels what was said and what was heard, in one both together, or one track alone."""
        said, heard = (samples(decode_mulaw(bytes(each))).astype(np.int32) for each in (self.said, self.heard))
        if self.track != "both":
            said, heard = (said, said * 0) if self.track == "inbound" else (heard, heard * 0)
        if self.channels == 2:
            return wav_bytes(np.column_stack((said, heard)).astype("<i2").tobytes(), RATE, 2)
        return wav_bytes(np.clip(said + heard, -32768, 32767).astype("<i2").tobytes(), RATE, 1)


class Recordings:
    """All of an account's."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.items: dict[str, Recording] = {}

    def begin(
        self, call: Call, line: Line, source: str, *, channels: int = 1, track: Track = "both", callback: Callback = NOBODY,
        conference_sid: str | None = None,
    ) -> Recording:  # fmt: skip
        """Record `line` from here on."""
        made = Recording(new_sid("RE"), call.sid, self._exchange.clock.now(), source, channels, track, callback, conference_sid)
        made.line = line
        line.taps.append(made)
        self.items[made.sid] = made
        self._tell(made, "in-progress")
        return made

    def change(self, recording: Recording, status: str) -> None:
        """Pause, go on, or stop, by live update. Raises `RestError` 21220 for one that has ended."""
        if recording.line is None or status not in ("paused", "in-progress", "stopped"):
            raise RestError(21220)
        if status == "stopped":
            self.end(recording)
        else:
            recording.status = status
            recording.updated = self._exchange.clock.now()

    def end(self, recording: Recording) -> None:
        """It is whole; without a sound it is `absent`."""
        if recording.line is None:
            return
        if recording in recording.line.taps:
            recording.line.taps.remove(recording)
        recording.line = None
        recording.status = "completed" if recording.said else "absent"
        recording.updated = self._exchange.clock.now()
        self._tell(recording, recording.status)

    def end_all(self, line: Line) -> None:
        """The line is gone."""
        for each in [it for it in self.items.values() if it.line is line]:
            self.end(each)

    def url(self, recording: Recording) -> str:
        return f"{self._exchange.base_url}/{API}/Accounts/{self._exchange.account}/Recordings/{recording.sid}"

    def fields(self, recording: Recording) -> dict[str, str]:
        """What an action is told of a recording."""
        return {"RecordingUrl": self.url(recording), "RecordingSid": recording.sid, "RecordingDuration": str(recording.seconds)}

    def _tell(self, recording: Recording, status: str) -> None:
        if status not in recording.callback.events:
            return
        fields = self.fields(recording) | {
            "AccountSid": self._exchange.account,
            "CallSid": recording.call_sid,
            "RecordingStatus": status,
            "RecordingChannels": str(recording.channels),
            "RecordingStartTime": rfc2822(recording.created) or "",
            "RecordingSource": recording.source,
            "RecordingTrack": recording.track,
        }
        if recording.conference_sid:
            fields["ConferenceSid"] = recording.conference_sid
        self._exchange.webhooks.tell(recording.callback.url, fields, recording.callback.method)


def recording_json(it: Recording, account: str, media_url: str) -> dict[str, Any]:
    """The resource as the account's list has it."""
    base = f"/{API}/Accounts/{account}/Recordings/{it.sid}"
    shown = _shown(it, account)
    return shown | {
        "uri": f"{base}.json",
        "media_url": media_url,
        "subresource_uris": {name: f"{base}/{name.title().replace('_', '')}.json" for name in ("add_on_results", "transcriptions")},
    }


def call_recording_json(it: Recording, account: str) -> dict[str, Any]:
    """The resource as a call's list has it."""
    return _shown(it, account) | {"track": it.track, "uri": f"/{API}/Accounts/{account}/Calls/{it.call_sid}/Recordings/{it.sid}.json"}


def conference_recording_json(it: Recording, account: str) -> dict[str, Any]:
    """The resource as a conference's list has it."""
    base = f"/{API}/Accounts/{account}/Conferences/{it.conference_sid}/Recordings"
    return _shown(it, account) | {"uri": f"{base}/{it.sid}.json"}


def _shown(it: Recording, account: str) -> dict[str, Any]:
    return {
        "account_sid": account,
        "api_version": API,
        "call_sid": it.call_sid,
        "conference_sid": it.conference_sid,
        "date_created": rfc2822(it.created),
        "date_updated": rfc2822(it.updated or it.created),
        "start_time": rfc2822(it.created),
        "duration": None if it.status in ("in-progress", "paused") else str(it.seconds),
        "sid": it.sid,
        "price": None,
        "price_unit": "USD",
        "status": it.status,
        "channels": it.channels,
        "source": it.source,
        "error_code": None,
        "encryption_details": None,
    }
