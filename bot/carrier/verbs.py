"""The verbs of TwiML that the carrier performs, as they are read from a document (`bot.carrier.twiml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Callback:
    """Where something is told: `events` are those that were asked for."""

    url: str | None = None
    method: str = "POST"
    events: frozenset[str] = frozenset()


NOBODY = Callback()


@dataclass(frozen=True, slots=True)
class Action:
    """Who is asked how to go on; without a `url` nobody is."""

    url: str | None = None
    method: str = "POST"


NOTHING = Action()


@dataclass(frozen=True, slots=True)
class Say:
    text: str
    language: str
    loop: int = 1


@dataclass(frozen=True, slots=True)
class Play:
    """A sound file, or (`digits`) keys."""

    url: str
    digits: str = ""
    loop: int = 1


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


@dataclass(frozen=True, slots=True)
class Redirect:
    url: str
    method: str


@dataclass(frozen=True, slots=True)
class Reject:
    busy: bool


@dataclass(frozen=True, slots=True)
class Hangup:
    pass


@dataclass(frozen=True, slots=True)
class Stream:
    """`<Stream>`. `tracks` are those of a one-way stream: inbound is what the callee says."""

    url: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    callback: Callback = NOBODY
    name: str = ""
    tracks: tuple[str, ...] = ("inbound",)


@dataclass(frozen=True, slots=True)
class Connect:
    """`<Connect><Stream>`: two-way; the next verb is performed when the service closes the socket."""

    stream: Stream
    action: Action = NOTHING


@dataclass(frozen=True, slots=True)
class StartStream:
    """`<Start><Stream>`: one-way, beside whatever follows."""

    stream: Stream


@dataclass(frozen=True, slots=True)
class StopStream:
    name: str


@dataclass(frozen=True, slots=True)
class Gather:
    """`timeout_s` begins when the prompts have been said; `quiet_s` of silence end what is spoken."""

    prompts: tuple[Say | Play | Pause, ...]
    keys: bool
    speech: bool
    language: str
    digits: int | None
    finish_on: str
    timeout_s: float
    quiet_s: float
    action: Action
    even_if_empty: bool


@dataclass(frozen=True, slots=True)
class Record:
    timeout_s: float
    finish_on: str
    longest_s: float
    beep: bool
    action: Action
    callback: Callback


@dataclass(frozen=True, slots=True)
class Number:
    """One that a `<Dial>` calls; `url` is what its callee hears first."""

    number: str
    url: Action = NOTHING
    callback: Callback = NOBODY


@dataclass(frozen=True, slots=True)
class Conference:
    name: str
    muted: bool = False
    starts: bool = True
    ends: bool = False
    coach: str | None = None
    label: str | None = None
    most: int = 250
    record: bool = False
    callback: Callback = NOBODY
    recording: Callback = NOBODY


@dataclass(frozen=True, slots=True)
class Dial:
    """Numbers, which ring at once and the first to answer wins, or one conference."""

    targets: tuple[Number, ...]
    conference: Conference | None
    timeout_s: int
    limit_s: int
    caller_id: str | None
    action: Action
    record: str
    recording: Callback


Verb = Say | Play | Pause | Redirect | Reject | Hangup | Connect | StartStream | StopStream | Gather | Record | Dial
