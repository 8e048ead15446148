"""What an ear reports. Times are milliseconds on the stream's own sample clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.speech.timing import Word


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The borrower speaks; since `at_ms`. While the bot speaks this needs sustained speech, so a cough does not give it.

    An `Utterance` always follows.
    """

    at_ms: int


@dataclass(frozen=True, slots=True)
class Partial:
    """What has been made out so far. It may still change."""

    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of the borrower, over. `text` holds `[unk]` where something was said that is none of the model's words."""

    text: str
    words: tuple[Word, ...]
    from_ms: int
    to_ms: int
    decoded_by: Literal["grammar", "full"]


@dataclass(frozen=True, slots=True)
class Behind:
    """Recognition is late by `backlog_ms` of sound. Nothing is dropped; answers come late."""

    at_ms: int
    backlog_ms: int


Heard = SpeechStarted | Partial | Utterance | Behind
