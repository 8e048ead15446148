"""Chinese numerals, as people say and type them: 两千五, 一万二, 三千零五十, 1.2万, 2千5."""

from __future__ import annotations

import re
from decimal import Decimal

DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "幺": 1}
UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "k": 1000, "w": 10_000}

NUMERAL = r"(?:[0-9]+(?:\.[0-9]+)?[百千万kw]?(?:[0-9零一二两三四五六七八九十百千]*)|[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]*)"
"""What may be a number; `parse_zh` says whether it is one."""

_LATIN = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千万kw]?)(.*)")


def parse_zh(text: str) -> Decimal | None:
    """The number that `text` names, or None (五六百 is a guess, 五五 a run of digits, neither is a number)."""
    latin = _LATIN.fullmatch(text)
    if latin:
        return _mixed(latin[1], latin[2], latin[3])
    whole, part = 0, 0
    digit: int | None = None
    last = 0
    zero = False
    for c in text:
        if c in UNIT:
            unit = UNIT[c]
            if unit >= 10_000:
                part += digit or 0
                if part == 0:
                    return None
                whole, part = whole + part * unit, 0
            else:
                if digit is None and (unit != 10 or (last and last <= 10)):
                    return None
                part += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
        elif c in DIGIT:
            if DIGIT[c] == 0:
                zero = True
                continue
            if digit is not None:
                return None
            digit = DIGIT[c]
        else:
            return None
    if digit is not None:
        part += digit * (last // 10 if last >= 100 and not zero else 1)
    total = whole + part
    return Decimal(total) if total or text in ("零", "〇") else None


def _mixed(figures: str, unit: str, rest: str) -> Decimal | None:
    """1.2万, 1万2, 3千, 2千5百: figures, then perhaps a unit, then perhaps more."""
    value = Decimal(figures) * UNIT.get(unit, 1)
    if not rest:
        return value
    if not unit or rest.startswith("."):
        return None
    more = parse_zh(rest)
    if more is None:
        return None
    if len(rest) == 1:
        return value + more * (UNIT[unit] // 10)
    return value + more if more < UNIT[unit] else None
