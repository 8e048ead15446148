"""A stored turn, laid out so that each word can be found by its time and nothing personal shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.web.redact import Cover

UNSURE = 0.6
"""Words that recognition gave less confidence than this are marked, so that a reader listens before believing them."""

_Placed = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn: a word with its time on the recording, or what stands between words (no times)."""

    text: str
    from_ms: int | None = None
    to_ms: int | None = None
    confidence: float | None = None
    heard: bool = True

    @property
    def unsure(self) -> bool:
        return self.confidence is not None and self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class Line:
    """One turn. Of a bot's line that was cut short, `heard_text` is what the borrower heard; pieces after it are not `heard`."""

    seq: int
    side: str
    text: str
    heard_text: str | None
    cut: bool
    from_ms: int | None
    to_ms: int | None
    pieces: list[Piece]
    intent: str | None
    also: list[str]
    slots: Mapping[str, Any]
    state: str | None
    expects: str | None


def lines(turns: Sequence[Any], cover: Cover, *, spoken: bool) -> list[Line]:
    """The turns of a conversation, in order. Each has the columns of the table `turn`.

    `spoken`: it is a call, where only what was played counts as said; a text is read whole.
    """
    made = []
    asked_digits = False
    for turn in turns:
        if turn.side == "bot":
            asked_digits = turn.expects == "digits"
            made.append(_line(turn, cover, identity=False, heard=(turn.heard_text or "") if spoken else turn.text))
        else:
            made.append(_line(turn, cover, identity=asked_digits or "digits" in turn.slots, heard=turn.text))
    return made


def _line(turn: Any, cover: Cover, *, identity: bool, heard: str) -> Line:
    cut = _letters(heard) < _letters(turn.text)
    whole, words = _laid_out(turn)
    shown = cover.text(whole, identity=identity)
    played = _heard_length(whole, heard) if cut else len(whole)
    return Line(
        seq=turn.seq,
        side=turn.side,
        text=cover.text(turn.text, identity=identity),
        heard_text=None if turn.heard_text is None else cover.text(turn.heard_text, identity=identity),
        cut=cut,
        from_ms=turn.from_ms,
        to_ms=turn.to_ms,
        pieces=list(_pieces(shown, words, played)),
        intent=turn.intent,
        also=turn.also,
        slots=cover.value(turn.slots),
        state=turn.state,
        expects=turn.expects,
    )


def _laid_out(turn: Any) -> tuple[str, list[_Placed]]:
    """The text to show, and where in it each word begins.

    That is the turn's own text, with its punctuation, if the words follow each other in it. If not, what a borrower said is its words,
    and a bot's line stays whole, without times: what was planned must stay readable.
    """
    placed: list[_Placed] = []
    text, at = turn.text, 0
    for word in turn.words:
        found = text.lower().find(word["text"].lower(), at)
        if found < 0 or any(char.isalnum() for char in text[at:found]):
            break
        placed.append((found, word))
        at = found + len(word["text"])
    else:
        return text, placed
    if turn.side == "bot":
        return text, []
    joined, placed = "", []
    for word in turn.words:
        if joined and (joined[-1].isascii() or word["text"][:1].isascii()):
            joined += " "
        placed.append((len(joined), word))
        joined += word["text"]
    return joined, placed


def _heard_length(whole: str, heard: str) -> int:
    """How many characters of the line were played: as many as hold the letters of what was heard."""
    left = _letters(heard)
    for place, char in enumerate(whole):
        if left == 0 and char.isalnum():
            return place
        left -= char.isalnum()
    return len(whole)


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _pieces(shown: str, words: Sequence[_Placed], heard: int) -> Iterator[Piece]:
    at = 0
    for place, word in words:
        yield from _between(shown, at, place, heard)
        at = place + len(word["text"])
        if place < heard:
            yield Piece(shown[place:at], word["from_ms"], word["to_ms"], word.get("confidence"))
        else:
            yield Piece(shown[place:at], heard=False)
    yield from _between(shown, at, len(shown), heard)


def _between(shown: str, start: int, end: int, heard: int) -> Iterator[Piece]:
    middle = min(max(start, heard), end)
    if start < middle:
        yield Piece(shown[start:middle])
    if middle < end:
        yield Piece(shown[middle:end], heard=False)
