"""One reply, understood: words in, `Meaning` out."""

from __future__ import annotations

from datetime import datetime

from bot.base.errors import CourtesyError
from bot.understanding import rules
from bot.understanding.choose import choose
from bot.understanding.digits import digits_within
from bot.understanding.features import features
from bot.understanding.model import Model, load
from bot.understanding.slots import fill
from bot.understanding.tongues import TONGUES
from bot.understanding.types import Meaning
from bot.understanding.ways import silent_channel, wished_language


class UnderstandingError(CourtesyError):
    """What was asked cannot be understood: an unknown language, or a moment without its offset."""


def understand(text: str, *, lang: str, at: datetime, expects: str | None = None, channel: str = "voice") -> Meaning:
    """What `text` means in the contract's terms.

    `at` is the moment of the reply, aware, in the borrower's own time zone: relative dates count from it. `expects` is what was just asked
    (`identity`, `digits`, `payment`, `yes_no`, `callback_time`, or None). `channel` is `voice` or `sms`.
    Raises `UnderstandingError` for a language that is not ours or an `at` without offset; never for any text.
    """
    return interpret(text, lang=lang, at=at, expects=expects, channel=channel)[1]


def digits_in(text: str, lang: str) -> str | None:
    """The last run of three digits or more among other words, for whoever asked for digits; None where there is none."""
    return digits_within(TONGUES[lang].plain(text), lang)


def interpret(text: str, *, lang: str, at: datetime, expects: str | None, channel: str) -> tuple[rules.Reading, Meaning]:
    """`understand`, and how the reply was read: what an explanation needs."""
    if lang not in TONGUES:
        raise UnderstandingError(f"language {lang!r}: one of {', '.join(TONGUES)} is needed")
    if at.tzinfo is None:
        raise UnderstandingError("the moment of the reply has no offset from UTC: give one, as in 2026-12-05T10:20:00+08:00")
    reading = rules.read(text, lang=lang, at=at, expects=expects, channel=channel)
    return reading, decide(reading, at, load(lang))


def decide(reading: rules.Reading, at: datetime, model: Model | None) -> Meaning:
    """What a reply that was read means. Without a model (None) the rules decide alone: what training compares with."""
    if reading.whole is not None:
        return reading.whole
    scores = model.scores(features(reading)) if model is not None else None
    choice = choose(reading, scores)
    if not choice.findings:
        return Meaning("unknown", confidence=choice.confidence, why=choice.why)
    tongue = TONGUES[reading.lang]
    full = tongue.whole.search(reading.said) is not None
    slots = fill(list(choice.findings), reading.marked, at, full, tongue.halves(reading.marked.text))
    intents = tuple(f.intent for f in choice.findings)
    if "opt_out" in intents:
        slots["channel"] = _channel(reading)
    if "language" in intents and (wished := wished_language(reading.heard, reading.lang)):
        slots["language"] = wished
    if "digits" in intents and reading.digits:
        slots["digits"] = reading.digits
    return Meaning(intents[0], intents[1:], slots, choice.confidence, choice.why)


def _channel(reading: rules.Reading) -> str:
    """What the patterns of a wish to be left alone name: calls and texts are all, and what is named goes before list or contact."""
    named = {f.value for f in reading.found if f.intent == "opt_out" and f.value}
    mentioned = silent_channel(reading.heard, reading.lang)
    if len(named) > 1 and (mentioned == "all" or mentioned in named):
        return mentioned
    return next(iter(sorted(named - {"all"})), mentioned)
