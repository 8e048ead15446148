"""Dates in English, and with them all that is found beside intents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.understanding import days
from bot.understanding.entities import Entity, Marked, Resolve, mark, without
from bot.understanding.money_en import amounts, counts
from bot.understanding.numbers_en import NUM, SMALL, TENS, counted
from bot.understanding.times_en import times

_DAY = {"monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wed": 2, "weds": 2, "thursday": 3, "thurs": 3,
    "thur": 3, "thu": 3,
        "friday": 4, "fri": 4, "saturday": 5, "sunday": 6}  # fmt: skip
_DAYS = "|".join(sorted(_DAY, key=len, reverse=True))
_MONTHS = {m: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
_MONTHS |= {m[:3]: i for m, i in list(_MONTHS.items()) if m not in ("may", "march")} | {"sept": 9, "mar": 3}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINALS = {w: i for i, w in enumerate(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"], 1
)} | {"thirtieth": 30}  # fmt: skip
_ORDINALS |= {f"{tens}{gap}{unit}": base + i for tens, base in (("twenty", 20), ("thirty", 30)) for gap in (" ", "-")
              for unit, i in list(_ORDINALS.items())[:9] if base + i <= 31}  # fmt: skip
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_CARDINAL = "|".join(sorted((*SMALL, *TENS), key=len, reverse=True))

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_FEASTS = {"new years day": (1, 1), "new years eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24), "valentines day": (2, 14),
           "halloween": (10, 31), "tax day": (4, 15), "juneteenth": (6, 19), "independence day": (7, 4), "veterans day": (11, 11),
           "st patricks day": (3, 17), "cinco de mayo": (5, 5), "new years": (1, 1), "christmas": (12, 25)}  # fmt: skip
_FEAST = "|".join(name.replace("years", "year'?s").replace("valentines", "valentine'?s").replace("patricks", "patrick'?s") for name in _FEASTS)
_MOVING = {"thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, 0)}
"""Month, weekday and which of that month's."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Resolve | None]]


def _ordinal(m: re.Match[str]) -> int:
    text = m["d"]
    return _ORDINALS[text] if text in _ORDINALS else int(re.sub(r"\D", "", text)) if text[0].isdigit() else counted(text)


def _counted(sign: int) -> Callable[[re.Match[str]], Resolve | None]:
    def rule(m: re.Match[str]) -> Resolve | None:
        count = counted(m["n"])
        if not 0 < count <= 999:
            return None
        if m["u"] == "month":
            return days.months_away(sign * count)
        return days.offset(sign * count * (7 if m["u"] == "week" else 1))

    return rule


def _slashed(m: re.Match[str]) -> Resolve | None:
    year = m["y"]
    return days.day_of_year(int(m["m"]), int(m["d"]), int(year) + (2000 if len(year) == 2 else 0) if year else None)


def _weekday(m: re.Match[str]) -> Resolve:
    day = _DAY[m["d"]]
    before, after = (m["w"] or "").strip(), (m["w2"] or "").strip()
    if before in ("next", "next week") or after:
        return days.weekday(day, 1)
    if before in ("last", "last week"):
        return days.weekday(day, -1)
    if before == "this":
        return days.weekday(day, 0)
    if "past" in before:
        return lambda today, past: days.weekday(day)(today, True)
    return days.weekday(day)


def _of_month(m: re.Match[str]) -> Resolve:
    which = m["which"]
    return days.day_of_month(_ordinal(m), None if which in (None, "the") else 1 if which == "next" else -1 if which == "last" else 0)


_D_ORD = rf"(?P<d>{_ORDINAL}|[0-9]{{1,2}} ?(?:st|nd|rd|th))"
_DATES: tuple[Rule, ...] = (
    (re.compile(r"\b(?P<y>20[0-9]{2})[-/](?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})\b"), _slashed),
    (re.compile(r"(?<![$0-9/])(?P<m>1[0-2]|0?[1-9])[/-](?P<d>[0-9]{1,2})(?:[/-](?P<y>20[0-9]{2}|[0-9]{2}))?(?![0-9/])"), _slashed),
    (re.compile(rf"\b(?P<m>{_MONTH}) (?:the )?(?P<d>{_ORDINAL}|[0-9]{{1,2}} ?(?:st|nd|rd|th)?(?![0-9.])|(?:{_CARDINAL})(?= |"
                rf"$))\b(?:,? (?P<y>20[0-9]{{2}}))?"),
     lambda m: days.day_of_year(_MONTHS[m["m"]], _ordinal(m), int(m["y"]) if m["y"] else None)),
    (re.compile(rf"\b(?:the )?{_D_ORD}(?: day)? of (?P<m>{_MONTH})\b"), lambda m: days.day_of_year(_MONTHS[m["m"]], _ordinal(m))),
    (re.compile(r"\b(?:the )?(?:end of|last day of)(?: the| this)? month\b|\bmonth end\b|\bmonth's end\b|\beom\b"),
    lambda m: days.month_end(0)),
    (re.compile(r"\b(?:the )?(?:end of|last day of) next month\b"), lambda m: days.month_end(1)),
    (re.compile(r"\b(?:the )?(?:end of|last day of) last month\b"), lambda m: days.month_end(-1)),
    (re.compile(rf"\b(?:the )?{_D_ORD} (?:day )?of (?P<which>next|this|last|the)(?: coming)? month\b"), _of_month),
    (re.compile(rf"\b(?P<which>next|last) month (?:on )?the {_D_ORD}\b"), _of_month),
    (re.compile(rf"\b(?P<n>{NUM}) weeks? (?:from|after) (?:this |next )?(?P<d>{_DAYS})\b"), lambda m: days.coming(_DAY[m["d"]], counted(m["n"]))),
    (re.compile(rf"\b(?P<n>{NUM}) weeks? (?:from|after) tomorrow\b"), lambda m: days.offset(7 * counted(m["n"]) + 1)),
    (re.compile(rf"\b(?P<n>{NUM}) weeks? ago (?:on )?(?P<d>{_DAYS})\b"), lambda m: days.weekday(_DAY[m["d"]], -counted(m["n"]))),
    (re.compile(rf"\b(?:the )?(?P<d>{_DAYS}) after next\b"), lambda m: days.weekday(_DAY[m["d"]], 2)),
    (re.compile(rf"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?P<d>{_DAYS}) (?:of|in) (?P<which>the|this|next)(?: coming)? month\b"),
     lambda m: days.weekday_of_month(_DAY[m["d"]], _NTH[m["nth"]], int(m["which"] == "next"))),
    (re.compile(r"\bnot tomorrow,? (?:but )?the day after(?: tomorrow| that)?\b"), lambda m: days.offset(2)),
    (re.compile(rf"(?<!before )(?<!by )(?<!until )(?<!till )(?<!after )(?<!since )(?<!around )(?<!for )(?<!the )\b(?P<feast>{_FEAST})\b"
                r"(?! (?:time|break|bonus|money|week|season|party|shopping|holiday|presents?|gifts?|tree|eve))"),
     lambda m: days.day_of_year(*_FEASTS[m["feast"].replace("'", "")])),
    (re.compile(r"(?<!before )(?<!by )(?<!until )(?<!till )(?<!after )(?<!since )(?<!around )(?<!for )\b(?P<feast>thanksgiving|labor day|memorial day)\b"
                r"(?: day)?(?! (?:time|break|bonus|week|weekend|dinner|turkey))"),
     lambda m: days.weekday_of_year(*_MOVING[m["feast"]])),
    (re.compile(r"\b(?:the )?(?:end of (?:the|this) year|year end|year's end|last day of the year)\b"), lambda m: days.year_end()),
    (re.compile(r"\b(?:the )?end of next year\b"), lambda m: days.year_end(1)),
    (re.compile(r"\b(?:the )?end of last year\b"), lambda m: days.year_end(-1)),
    (re.compile(r"\bfirst of the (?:new )?year\b"), lambda m: days.day_of_year(1, 1)),
    (re.compile(rf"\b(?P<n>{NUM}) (?P<u>week|month)s? ago (?:today|to the day)\b"), _counted(-1)),
    (re.compile(rf"\b(?P<n>{NUM}) weeks? ago (?P<when>yesterday|tomorrow)\b"),
     lambda m: days.offset(-7 * counted(m["n"]) + (-1 if m["when"] == "yesterday" else 1))),
    (re.compile(rf"\b(?P<d>{_DAYS}) week\b(?! ?end)"), lambda m: days.coming(_DAY[m["d"]], 1)),
    (re.compile(rf"\b(?P<w>(?:this )?coming |next week |last week |this past |next |last |this |"
                rf"past )?(?:on )?(?P<d>{_DAYS})\b(?P<w2>,? (?:of )?next week)?"), _weekday),
    (re.compile(r"(?:(?<=on )|(?<=by )|(?<=before )|(?<=until )|(?<=till ))(?P<w>next |last |this )?(?P<d>sat|sun)\b"),
     lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]], {"next ": 1, "last ": -1, "this ": 0}.get(m["w"] or ""))),
    (re.compile(r"(?:^|(?<=yes )|(?<=yeah )|(?<=okay )|(?<=sure ))(?P<d>sat|sun)(?= (?:i|we|at|is|works|okay|for sure|morning|afternoon|evening|night|T|maybe|probably)\b|$)"),
     lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]])),
    (re.compile(r"(?:(?<=pay )|(?<=paid )|(?<=pay you )|(?<=it )|(?<=send )|(?<=payment )|(?<=back )|(?<=call )|(?<=[0-9] ))(?P<d>sat|sun)(?=$| (?:morning|afternoon|"
                r"evening|night|for sure|or|and|at|after|okay|please|thanks)\b)"),
     lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]])),
    (re.compile(r"\b(?P<w>next |last |this )(?P<d>sat|sun)\b"),
    lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]], {"next ": 1, "last ": -1, "this ": 0}[m["w"]])),
    (re.compile(r"\b(?:the )?day after tomorrow\b"), lambda m: days.offset(2)),
    (re.compile(r"\b(?:the )?day before yesterday\b"), lambda m: days.offset(-2)),
    (re.compile(rf"\b(?P<n>{NUM}) (?P<u>day|week|month)s? (?:ago|back)\b"), _counted(-1)),
    (re.compile(rf"\b(?:in|within) (?:about |the next |another )?(?P<n>{NUM}) (?:more )?(?P<u>day|week|"
                rf"month)s?(?:'s?)?(?: time)?\b(?! of\b)"), _counted(1)),
    (re.compile(rf"\b(?P<n>{NUM}) (?P<u>day|week|month)s? (?:from (?:now|today)|later|from this)\b"), _counted(1)),
    (re.compile(rf"\b(?:give me|need|can i have)(?: about| another| like)? (?P<n>{NUM}) (?:more )?(?P<u>day|week)s?\b(?! (?:of|off)\b)"),
     _counted(1)),
    (re.compile(r"\btomorrow\b"), lambda m: days.offset(1)),
    (re.compile(r"\b(?:yesterday|(?<!my )(?<!the )last night)\b"), lambda m: days.offset(-1)),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"), lambda m: days.offset(0)),
    (re.compile(rf"\b(?:the|by|on) (?P<d>[0-9]{{1,2}} ?(?:st|nd|rd|th)|{_ORDINAL})\b(?! (?:one(?! (?:hundred|thousand|fifty|twenty))|time|thing|place|payment|instalment|on|"
                rf"letter|notice|of|person|floor|amendment|loan|month|half|party|day of school)\b)"),
     lambda m: days.day_of_month(_ordinal(m))),
    (re.compile(r"\b(?P<d>[0-9]{1,2}(?:st|nd|rd|th))\b(?! (?:one|time|thing|place|call|payment|instalment|letter|notice|floor|street|"
                r"avenue|grade)\b)"),
     lambda m: days.day_of_month(_ordinal(m))),
    (re.compile(r"\b(?:on|by) the (?P<d>[0-9]{1,2})\b(?! (?:dollars|bucks|payments|percent))"), lambda m: days.day_of_month(int(m["d"]))),
)  # fmt: skip


def _dates(text: str) -> Iterator[Entity]:
    for pattern, rule in _DATES:
        for m in pattern.finditer(text):
            groups = m.groupdict()
            resolve = rule(m) if groups.get("d") is None or m["d"] else None
            if resolve is not None:
                start = m.start() + (3 if m[0].startswith(("by ", "on ")) else 0)
                yield Entity("D", start, m.end(), day=resolve)


def find_en(text: str) -> Marked:
    """`text` is normalised English."""
    dates = list(_dates(text))
    return mark(text, [*dates, *times(text), *counts(text), *amounts(without(text, dates))])
