"""The corpus: replies and what they mean, JSON Lines as the contract's evaluation file has them, one folder a language.

A line also has `family`, the name of a way of putting things; families are held out whole when the model is measured, since what one
author wrote in one breath says little about what others will say. `gold.open` names what the contract leaves undecided in a reply.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bot.base.errors import CourtesyError
from bot.understanding.types import INTENTS

EXPECTS = (None, "identity", "digits", "payment", "yes_no", "callback_time")
TAGS = frozenset({"asr", "sms", "multi", "slots", "hard", "safety"})
_KEYS = frozenset({"id", "lang", "text", "at", "expects", "gold", "tags", "family"})


class CorpusError(CourtesyError):
    """A line of the corpus is not what the contract says."""


@dataclass(frozen=True, slots=True)
class Example:
    """One reply with its meaning."""

    id: str
    lang: str
    text: str
    at: datetime
    expects: str | None
    intent: str
    also: tuple[str, ...]
    slots: Mapping[str, str]
    open: frozenset[str]
    tags: frozenset[str]
    family: str

    @property
    def channel(self) -> str:
        """How it came: `voice` or `sms`."""
        return "sms" if "sms" in self.tags else "voice"

    @property
    def carries(self) -> frozenset[str]:
        """Every intent of it."""
        return frozenset((self.intent, *self.also))


def shipped(lang: str) -> Iterator[tuple[str, str]]:
    """(place, line) of the corpus in the repository, in the order of its files."""
    folder = files("bot.understanding") / "corpus" / lang
    yield from lines(sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name))


def lines(corpus: Iterable[Traversable]) -> Iterator[tuple[str, str]]:
    """(file:line, text) of each line that is not blank."""
    for file in corpus:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                yield f"{file.name}:{number}", line


def digest(placed: Iterable[tuple[str, str]]) -> str:
    """What identifies a corpus: a model says with it what it was trained on."""
    return hashlib.sha256("\n".join(line for _, line in placed).encode()).hexdigest()[:16]


def read(placed: Iterable[tuple[str, str]]) -> list[Example]:
    """The examples. Raises `CorpusError` at the first line that is not what it should be; `problems` finds all of them."""
    return [parse(where, line) for where, line in placed]


def problems(placed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with the lines, one sentence each: those that do not parse, and those said twice."""
    said: dict[tuple[str, str, str | None], str] = {}
    known: dict[tuple[str, str], str] = {}
    for where, line in placed:
        try:
            example = parse(where, line)
        except CorpusError as e:
            yield str(e)
            continue
        same = said.setdefault((example.lang, example.text.strip().lower(), example.expects), where)
        if same != where:
            yield f"{where}: the same text to the same question is at {same}"
        same = known.setdefault((example.lang, example.id), where)
        if same != where:
            yield f"{where}: the id {example.id!r} is at {same} too"


def parse(where: str, line: str) -> Example:
    """One line. Raises `CorpusError` with the place and the fault."""
    try:
        row: Any = json.loads(line)
    except ValueError as e:
        raise CorpusError(f"{where}: not JSON") from e
    if not isinstance(row, dict) or not row.keys() >= _KEYS:
        raise CorpusError(f"{where}: an object with {', '.join(sorted(_KEYS))} is needed")
    gold = row["gold"]
    if not isinstance(gold, dict) or not gold.keys() >= {"intent", "also", "slots"}:
        raise CorpusError(f"{where}: gold needs intent, also and slots")
    if not isinstance(row["text"], str) or not row["text"].strip():
        raise CorpusError(f"{where}: no text")
    ranks = [INTENTS.index(i) if i in INTENTS else -1 for i in (gold["intent"], *gold["also"])]
    if -1 in ranks or ranks != sorted(set(ranks)):
        raise CorpusError(f"{where}: intents outside the contract, or not in its order: {gold['intent']}, {gold['also']}")
    if row["expects"] not in EXPECTS or set(row["tags"]) - TAGS:
        raise CorpusError(f"{where}: expects {row['expects']!r}, tags {row['tags']!r}")
    wrong = [f"{name} {value!r}" for name, value in gold["slots"].items() if not _slot_holds(name, value)]
    if wrong:
        raise CorpusError(f"{where}: slots outside the contract: {', '.join(wrong)}")
    try:
        at = datetime.fromisoformat(row["at"])
    except (TypeError, ValueError) as e:
        raise CorpusError(f"{where}: at is no ISO 8601 time") from e
    if at.tzinfo is None:
        raise CorpusError(f"{where}: at has no offset")
    slots = {name: str(value) for name, value in gold["slots"].items()}
    return Example(
        row["id"], row["lang"], row["text"], at, row["expects"], gold["intent"], tuple(gold["also"]), slots,
        frozenset(gold.get("open", ())), frozenset(row["tags"]), row["family"],
    )  # fmt: skip


def _slot_holds(name: str, value: Any) -> bool:
    text = str(value)
    patterns = {"time": r"([01]\d|2[0-3]):[0-5]\d", "amount": r"full|\d+(\.\d{1,2})?", "count": r"[1-9]\d*", "channel": "voice|sms|all",
                "language": r"[a-z]{2,3}(-[A-Z]{2})?", "digits": r"\d+X?"}  # fmt: skip
    if name == "date":
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    return name in patterns and re.fullmatch(patterns[name], text) is not None


def same_slot(name: str, one: str | None, other: str | None) -> bool:
    """Whether two values of a slot mean the same: amounts are compared as numbers."""
    if one is None or other is None or "full" in (one, other) or name != "amount":
        return one == other
    return Decimal(one) == Decimal(other)
