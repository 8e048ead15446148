"""One reply, understood: words in, `Meaning` out."""

from __future__ import annotations

from datetime import datetime

from bot.base.errors import CourtesyError
from bot.understanding import rules
from bot.understanding.choose import choose
from bot.understanding.features import features
from bot.understanding.model import Model, load
from bot.understanding.slots import fill
from bot.understanding.tongues import TONGUES
from bot.understanding.types import Meaning


class UnderstandingError(CourtesyError):
    """What was asked cannot be understood: an unknown language, or a moment without its offset."""


def understand(text: str, *, lang: str, at: datetime, expects: str | None = None, channel: str = "voice") -> Meaning:
    """What `text` means in the contract's terms.

    `at` is the moment of the reply, aware, in the borrower's own time zone: relative dates count from it. `expects` is what was just asked
    (`identity`, `digits`, `payment`, `yes_no`, `callback_time`, or None). `channel` is `voice` or `sms`.
    Raises `UnderstandingError` for a language that is not ours or an `at` without offset; never for any text.
    """
    if lang not in TONGUES:
        raise UnderstandingError(f"language {lang!r}: one of {', '.join(TONGUES)} is needed")
    if at.tzinfo is None:
        raise UnderstandingError("the moment of the reply has no offset from UTC: give one, as in 2026-12-05T10:20:00+08:00")
    return decide(rules.read(text, lang=lang, at=at, expects=expects, channel=channel), at, load(lang))


def decide(reading: rules.Reading, at: datetime, model: Model | None) -> Meaning:
    """What a reply that was read means. Without a model (None) the rules decide alone: what training compares with."""
    if reading.whole is not None:
        return reading.whole
    scores = model.scores(features(reading)) if model is not None else None
    choice = choose(reading, scores)
    if choice.findings and choice.findings[0].intent == "digits":
        return Meaning("digits", slots={"digits": reading.digits or ""}, confidence=choice.confidence, why=choice.why)
    if not choice.findings:
        return Meaning("unknown", confidence=choice.confidence, why=choice.why)
    tongue = TONGUES[reading.lang]
    full = tongue.whole.search(reading.said) is not None
    slots = fill(list(choice.findings), reading.marked, at, full, tongue.halves(reading.marked.text))
    return Meaning(choice.findings[0].intent, tuple(f.intent for f in choice.findings[1:]), slots, choice.confidence, choice.why)
