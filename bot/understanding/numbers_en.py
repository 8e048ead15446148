"""English numbers, as people say and type them: twenty-five hundred, a hundred and fifty, three fifty, 2.5k, 1,250.50."""

from __future__ import annotations

import re
from decimal import Decimal

SMALL = {w: i for i, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)} | {"fourty": 40}
BIG = {"hundred": 100, "hundreds": 100, "thousand": 1000, "grand": 1000, "k": 1000}

_WORD = "|".join(sorted((*SMALL, *TENS, "hundred", "thousand", "grand"), key=len, reverse=True))
NUMBER = rf"(?:(?:a |an |half a )?(?:{_WORD})(?:[ -](?:and (?:a )?)?(?:{_WORD}))*\b|[0-9]+(?:\.[0-9]+)?(?: ?k\b| (?:hundred|thousand|grand)\b)?)"
"""What may be a number in normalised text; `parse_en` says whether it is one."""

_FIGURES = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(k|hundred|thousand|grand)?")


def parse_en(text: str) -> Decimal | None:
    """The number that `text` names, or None (seven seven is a run of digits)."""
    figures = _FIGURES.fullmatch(text)
    if figures:
        return Decimal(figures[1]) * BIG.get(figures[2] or "", 1)
    words = text.replace("-", " ").split()
    if words[:2] == ["half", "a"]:
        return Decimal(500) if words[2:] in (["grand"], ["thousand"]) else None
    if words and words[0] in ("a", "an"):
        words = words[1:] if words[1:2] and words[1] in BIG else []
        words = ["one", *words] if words else []
    return _parse_words([w for w in words if w not in ("and", "a")])


def _parse_words(words: list[str]) -> Decimal | None:
    total, part, last = 0, 0, 0
    if not words:
        return None
    for word in words:
        if word in BIG:
            unit = BIG[word]
            if unit == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * unit, 0
            last = unit
            continue
        value = SMALL.get(word, TENS.get(word, -1))
        if value < 0:
            return None
        if last and last < 100:
            units_after_tens = 20 <= last <= 90 and last % 10 == 0 and 1 <= value <= 9
            if not units_after_tens:
                if value < 10 or part >= 100 or not 1 <= part <= 99:
                    return None
                part *= 100
        part += value
        last = value or 1
    return Decimal(total + part)
