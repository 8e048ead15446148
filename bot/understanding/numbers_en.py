"""English numbers, as people say and type them: twenty-five hundred, a hundred and fifty, three fifty, sixty-two fifty, 2.5k, 1,250.50."""

from __future__ import annotations

import re
from decimal import Decimal

SMALL = {w: i for i, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)} | {"fourty": 40}
BIG = {"hundred": 100, "hundreds": 100, "hundo": 100, "thousand": 1000, "grand": 1000, "k": 1000}

_WORD = "|".join(sorted((*SMALL, *TENS, "hundred", "hundo", "thousand", "grand"), key=len, reverse=True))
_HALF = r"a half(?= (?:hundred|thousand|grand|k)\b)"
NUMBER = (
    rf"(?:(?:an? |half a )?(?:{_WORD})(?:[ -](?:and (?:a )?)?(?:{_WORD}|k\b|oh(?= (?:one|two|three|four|five|six|seven|eight|nine)\b)|"
    rf"point(?= (?:{_WORD}))|{_HALF}))*\b"
    r"|[0-9]+(?:\.[0-9]+)?(?: ?k\b| (?:hundred|thousand|grand|hundo)\b)?)"
)
"""What may be a number in normalised text; `parse_en` says whether it is one."""

_SINGLE = "|".join(sorted((*SMALL, *TENS), key=len, reverse=True))
NUM = rf"(?:[0-9]{{1,3}}|(?:{'|'.join(TENS)})[ -](?:one|two|three|four|five|six|seven|eight|nine)\b|{_SINGLE}|a|an)"
"""A number of days, payments, hours: figures, a word, or the article."""

_FIGURES = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(k|hundred|hundo|thousand|grand)?")


def parse_en(text: str) -> Decimal | None:
    """The number that `text` names, or None (seven seven is a run of digits)."""
    figures = _FIGURES.fullmatch(text)
    if figures:
        return Decimal(figures[1]) * BIG.get(figures[2] or "", 1)
    words = text.replace("-", " ").split()
    if words[:2] == ["half", "a"]:
        return Decimal(500) if words[2:] in (["grand"], ["thousand"]) else None
    if words and words[0] in ("a", "an"):
        words = ["one", *words[1:]] if words[1:2] and words[1] in BIG else words[1:]
    return _with_fraction([w for w in words if w not in ("and", "a")])


def _with_fraction(words: list[str]) -> Decimal | None:
    """One point two k, two and a half grand."""
    for mark in ("point", "half"):
        if mark not in words:
            continue
        place = words.index(mark)
        whole, rest = _parse_words(words[:place]), words[place + 1 :]
        unit = BIG.get(rest[-1], 1) if rest else 1
        tail = rest[:-1] if unit > 1 else rest
        if whole is None or any(w not in SMALL or SMALL[w] > 9 for w in tail) or (mark == "half" and tail):
            return None
        part = Decimal("0.5") if mark == "half" else Decimal("0." + "".join(str(SMALL[w]) for w in tail)) if tail else Decimal(0)
        return (whole + part) * unit
    return _parse_words(words)


def _parse_words(words: list[str]) -> Decimal | None:
    """Groups below a hundred, and what multiplies them. A group after another is hundreds (three fifty) or cents (sixty-two fifty)."""
    total, part, bare = 0, 0, 0
    cents: int | None = None
    groups = _groups(words)
    if not groups:
        return None
    for group in groups:
        if cents is not None:
            return None
        if isinstance(group, str):
            unit = BIG[group]
            if unit == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * unit, 0
            bare = 0
        elif not bare:
            part += group
            bare = group or 1
        elif group < 10 and not (len(groups) > 1 and "oh" in words):
            return None
        elif part < 20:
            part = part * 100 + group
            bare = group
        else:
            cents = group
    return Decimal(total + part) + Decimal(cents or 0) / 100


def _groups(words: list[str]) -> list[int | str] | None:
    """Twenty five -> 25; oh five -> 5; hundred stays a word. None where a word is no number."""
    out: list[int | str] = []
    tens_open = False
    for word in words:
        if word in BIG:
            out.append(word)
            tens_open = False
        elif word in TENS:
            out.append(TENS[word])
            tens_open = True
        elif word == "oh":
            tens_open = False
        elif word in SMALL:
            last = out[-1] if out else None
            if tens_open and isinstance(last, int) and 1 <= SMALL[word] <= 9:
                out[-1] = last + SMALL[word]
            else:
                out.append(SMALL[word])
            tens_open = False
        else:
            return None
    return out


def counted(text: str) -> int:
    """A number of things: the article is one; -1 where it is no number."""
    found = parse_en(text)
    return 1 if text in ("a", "an") else int(found) if found is not None else -1
