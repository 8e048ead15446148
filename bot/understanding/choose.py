"""From what the rules found and what the model thinks to the intents of a reply.

What protects the borrower is never left to a probability alone: an explicit pattern stands unless the model all but rules it out (a lawyer
on television), and the model adds such an intent long before it is sure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.understanding.match import Finding
from bot.understanding.model import Scores
from bot.understanding.rules import Reading
from bot.understanding.types import INTENTS, SAFETY

# The figures below were tuned on held-out families (see `bot.understanding.training`), where each is a bargain: what is missed for what is
# taken wrongly. What protects the borrower is missed at a far higher price, so that its bounds lie low.

SAFE = 0.3
"""How sure the model must be of an intent that protects the borrower for it to count without a pattern. At 0.2 a seventh fewer of them
would be missed for a fifth more false alarms; at 0.4 a fifth more missed for a seventh fewer alarms."""
ALSO = 0.5
"""How sure of any other that is not the first: more likely than not."""
AGREED = 0.2
"""How sure of an intent that a pattern found too: two weak witnesses that agree."""
NOTHING = 0.5
"""How sure it must be that a reply means nothing where a rule found something."""
DOUBT = 0.03
"""A pattern of what protects the borrower falls where the model gives its intent less than this: then the words were borrowed."""
ELSEWHERE = 0.7
"""Where the model is so sure that the reply means something else that is harmless (somebody else's lawyer, a way of speaking), a pattern"""
OVERRULED = 0.2
"""falls below this,"""
UNSURE = 0.5
"""and below this where it is so sure (`NOTHING`) that the reply means nothing at all: television is full of lawyers and deaths."""

_UNKNOWN, _WRONG, _THIRD = (INTENTS.index(name) for name in ("unknown", "wrong_person", "third_party"))
_GRAVE = frozenset(SAFETY) - {"opt_out", "wrong_person", "third_party"}
_ALONE = frozenset({"abuse", "greeting", "affirm", "deny", "unknown"})
"""Only where nothing else was said."""
_CLEAR = frozenset({"confirm_identity", "affirm", "deny", "digits"})
"""Only where the recogniser knew every word."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The intents of a reply in the contract's order, each with its place (none: `unknown`); how sure; and what decided."""

    findings: tuple[Finding, ...]
    confidence: float
    why: tuple[str, ...]


def choose(reading: Reading, scores: Scores | None) -> Choice:
    """What the reply means. Without scores the rules decide alone."""
    if scores is None:
        return by_rules(reading)
    best = int(scores.first.argmax())
    reading = _without(reading, _doubted(scores))
    if reading.kept and (not reading.found or (best == _UNKNOWN and scores.first[best] < NOTHING)):
        return by_rules(reading)  # a date or an amount alone is what was asked for
    ruled = {f.intent for f in reading.kept}
    best = _likely(scores, best, ruled)
    chosen = {INTENTS[best]} | (ruled & set(SAFETY))
    chosen |= {
        i for i, sure in zip(INTENTS, scores.present, strict=True) if sure >= (SAFE if i in SAFETY else AGREED if i in ruled else ALSO)
    }
    if "third_party" in ruled and scores.present[_THIRD] > scores.present[_WRONG]:
        chosen -= {"wrong_person"} - ruled  # who knows the borrower is no wrong person
    chosen -= _CLEAR if not reading.clear else set()
    ordered = [i for i in INTENTS if i in chosen and i not in _ALONE] or [i for i in INTENTS if i in chosen][:1]
    ordered = [i for i in ordered if i != "digits" or reading.digits]
    if ordered in ([], ["unknown"]):
        return Choice((), float(scores.first[_UNKNOWN]), ("model.unknown",))
    places = {f.intent: f for f in (*reading.found, *reading.kept)}
    found = tuple(places.get(i) or Finding(i, f"model.{i}", 0, len(reading.marked.text)) for i in ordered)
    first = INTENTS.index(ordered[0])
    return Choice(found, float(max(scores.first[first], scores.present[first])), tuple(f.name for f in found))


def _likely(scores: Scores, best: int, ruled: set[str]) -> int:
    """The likeliest intent.

    The likeliest of many unlikely ones is a guess, and none that sets grave things in motion (a stop to collection, a person called to help)
    may be guessed. What only makes us go away may: a wrong number, somebody else on the line, a wish not to be called. Where the words
    are strange to the model, going away is the mistake that hurts nobody. Nor is anybody guessed to be the borrower: whoever is, is told
    of the debt.
    """
    intent, sure = INTENTS[best], max(scores.first[best], scores.present[best])
    needed = SAFE if intent in _GRAVE else ALSO if intent == "confirm_identity" else 0
    if intent in ruled or sure >= needed:
        return best
    return max((i for i, other in enumerate(INTENTS) if other not in SAFETY and other != "confirm_identity"), key=lambda i: float(scores.first[i]))


def _doubted(scores: Scores) -> frozenset[str]:
    """What protects the borrower, but was most likely only borrowed words."""
    best = int(scores.first.argmax())
    sure = scores.first[best] >= ELSEWHERE and INTENTS[best] not in SAFETY
    bound = UNSURE if scores.first[_UNKNOWN] > NOTHING else OVERRULED if sure else DOUBT
    return frozenset(i for i in SAFETY if scores.present[INTENTS.index(i)] < bound)


def _without(reading: Reading, intents: frozenset[str]) -> Reading:
    found = tuple(f for f in reading.found if f.intent not in intents)
    kept = tuple(f for f in reading.kept if f.intent not in intents)
    return replace(reading, found=found, kept=kept)


def by_rules(reading: Reading) -> Choice:
    """What the rules make of it."""
    if reading.kept:
        return Choice(reading.kept, 0.95 if len(reading.kept) == 1 else 0.9, tuple(f.name for f in reading.kept))
    if reading.digits:
        return Choice((Finding("digits", "digits", 0, 0),), 0.8, ("digits",))
    return Choice((), 0.4, ("nothing matched",))
