"""Dates, times, amounts and counts in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time
from decimal import Decimal

from bot.understanding import days
from bot.understanding.entities import Entity, Hour, Marked, Resolve, mark, without
from bot.understanding.numbers_en import NUMBER, SMALL, TENS, parse_en

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
_NUM = r"(?:[0-9]{1,3}|" + "|".join(sorted((*SMALL, *TENS), key=len, reverse=True)) + r"|a|an)"
_CARDINAL = "|".join(sorted((*SMALL, *TENS), key=len, reverse=True))

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Resolve | None]]


def _count(text: str) -> int:
    found = parse_en(text)
    return 1 if text in ("a", "an") else int(found) if found is not None else -1


def _ordinal(m: re.Match[str]) -> int:
    text = m["d"]
    return _ORDINALS[text] if text in _ORDINALS else int(re.sub(r"\D", "", text)) if text[0].isdigit() else _count(text)


def _counted(sign: int) -> Callable[[re.Match[str]], Resolve | None]:
    def rule(m: re.Match[str]) -> Resolve | None:
        count = _count(m["n"])
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
    (re.compile(rf"\b(?:a|one|(?P<two>two)) weeks? (?:from|after) (?:this |next )?(?P<d>{_DAYS})\b"),
     lambda m: days.coming(_DAY[m["d"]], 2 if m["two"] else 1)),
    (re.compile(rf"\b(?P<w>(?:this )?coming |next week |last week |this past |next |last |this |"
                rf"past )?(?:on )?(?P<d>{_DAYS})\b(?P<w2>,? (?:of )?next week)?"), _weekday),
    (re.compile(r"(?:(?<=on )|(?<=by )|(?<=before )|(?<=until )|(?<=till ))(?P<w>next |last |this )?(?P<d>sat|sun)\b"),
     lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]], {"next ": 1, "last ": -1, "this ": 0}.get(m["w"] or ""))),
    (re.compile(r"\b(?P<w>next |last |this )(?P<d>sat|sun)\b"),
    lambda m: days.weekday({"sat": 5, "sun": 6}[m["d"]], {"next ": 1, "last ": -1, "this ": 0}[m["w"]])),
    (re.compile(r"\b(?:the )?day after tomorrow\b"), lambda m: days.offset(2)),
    (re.compile(r"\b(?:the )?day before yesterday\b"), lambda m: days.offset(-2)),
    (re.compile(rf"\b(?P<n>{_NUM}) (?P<u>day|week|month)s? (?:ago|back)\b"), _counted(-1)),
    (re.compile(rf"\b(?:in|within) (?:about |the next |another )?(?P<n>{_NUM}) (?:more )?(?P<u>day|week|"
                rf"month)s?(?:'s?)?(?: time)?\b(?! of\b)"), _counted(1)),
    (re.compile(rf"\b(?P<n>{_NUM}) (?P<u>day|week|month)s? (?:from (?:now|today)|later|from this)\b"), _counted(1)),
    (re.compile(r"\btomorrow\b"), lambda m: days.offset(1)),
    (re.compile(r"\b(?:yesterday|(?<!my )(?<!the )last night)\b"), lambda m: days.offset(-1)),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"), lambda m: days.offset(0)),
    (re.compile(rf"\b(?:the|by|on) (?P<d>[0-9]{{1,2}} ?(?:st|nd|rd|th)|{_ORDINAL})\b(?! (?:one(?! (?:hundred|thousand|fifty|twenty))|time|thing|place|call|payment|instalment|"
                rf"letter|notice|of|person|floor|amendment|loan|month|half|party|day of school)\b)"),
     lambda m: days.day_of_month(_ordinal(m))),
    (re.compile(r"\b(?P<d>[0-9]{1,2}(?:st|nd|rd|th))\b(?! (?:one|time|thing|place|call|payment|instalment|letter|notice|floor|street|"
                r"avenue|grade)\b)"),
     lambda m: days.day_of_month(_ordinal(m))),
    (re.compile(r"\b(?:on|by) the (?P<d>[0-9]{1,2})\b(?! (?:dollars|bucks|payments|percent))"), lambda m: days.day_of_month(int(m["d"]))),
)  # fmt: skip

_H = r"(?P<h>1[0-2]|0?[1-9]|2[0-3]|1[3-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_M = r"(?::(?P<m>[0-5][0-9])| (?P<mw>thirty(?: five)?|fifteen|forty(?: five)?|twenty(?: five)?|ten|fifty(?: five)?|oh five|[0-5][05])(?! (?:dollars|bucks|days|minutes|percent|cents)))?"
_PART = (r"(?: ?(?P<mer>am|pm|[ap] m)\b| oclock\b)?(?: oclock\b)?(?: ?(?:,|on|D)? ?(?:in|during) (?:the|my) (?P<part>morning|afternoon|"
         r"evening)| (?P<part2>at night|tonight|this evening|this "
         r"afternoon|this morning|tomorrow (?:morning|afternoon|evening|night))\b)?")  # fmt: skip
_UNIT = (r"(?! ?(?:hundred|thousand|grand|dollars|bucks|days?|weeks?|months?|hours?|minutes?|mins?|payments?|instalments?|parts?|times?|"
         r"percent|seconds?|more|years?|of|people|k\b|"
         r"[0-9]|other|st\b|nd\b|rd\b|th\b|twenty|thirty|fifty|and))")  # fmt: skip
_CUE = r"(?P<cue>\b(?:at|after|around|about|by|before|past|until|till|from|since|@|near|like|between|make it|make that|how about|let us say)(?: around| about| like)? ?)?"
_TIME = re.compile(rf"{_CUE}\b(?P<all>{_H}{_M}(?:\b|(?=[ap]m\b)){_PART}){_UNIT}")
_NOTHING_MORE = re.compile(r"(?: (?:then|instead|please))*$")
_CLOCK = re.compile(
    r"\b(?P<all>(?P<to>half|a quarter|quarter|ten|twenty|five|twenty five|[0-9]{1,2})(?: minutes)? (?P<dir>past|to|till|after|before|of) "
    r"(?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! (?:dollars|hundred|thousand|days|weeks))"
    + _PART + r")"
)  # fmt: skip
_RANGE = re.compile(rf"\bbetween (?P<all>{_H}{_M} ?(?P<mer>am|pm)? and (?:{_H.replace('?P<h>', '?:')}) ?(?P<mer2>am|pm)?)\b")
_NAMED = re.compile(r"\b(?P<w>noon|midday|noontime|midnight)\b")
_SPLIT = {"half": 30, "a quarter": 15, "quarter": 15}


def _settle(hour: int, minute: int, m: re.Match[str]) -> Hour:
    part = (m["mer"] or "").replace(" ", "") or m["part"] or (m["part2"] or "").split(" ")[-1]
    sure = bool(part) or hour > 12
    if part in ("pm", "afternoon", "evening", "night", "tonight") and hour < 12:
        hour += 12
    elif hour == 12 and part in ("am", "night", "tonight", "morning"):
        hour = 0
    return Hour(time(hour % 24, minute), sure)


def _minute(words: str | None) -> int:
    if not words:
        return 0
    return 5 if words == "oh five" else _count(words)


def _times(text: str) -> Iterator[Entity]:
    for m in _RANGE.finditer(text):
        hour, mer = _count(m["h"]), m["mer"] or m["mer2"]
        late = mer == "pm" and hour < 12
        yield Entity("T", m.start("all"), m.end("all"), hour=Hour(time((hour + 12 * late) % 24, int(m["m"] or 0) or _minute(m["mw"])), bool(mer)))
    for m in _CLOCK.finditer(text):
        hour, shift = _count(m["h"]), _SPLIT.get(m["to"], _count(m["to"]))
        if 0 < shift < 60:
            back = m["dir"] in ("to", "till", "before", "of")
            of_day = _settle(hour, 0, m)
            at = of_day.value.hour * 60 + (-shift if back else shift)
            yield Entity("T", m.start("all"), m.end("all"), hour=Hour(time(at // 60 % 24, at % 60), of_day.sure))
    for m in _TIME.finditer(text):
        marked = m["mer"] or m["part"] or m["part2"] or m["m"] or "oclock" in m[0]
        if m["cue"] or marked:
            hour = _count(m["h"])
            if not marked and m["cue"] and m["cue"].startswith(("make", "how", "let")) and (m["mw"] or not _NOTHING_MORE.match(text[m.end() :])):
                continue  # "make it one fifty" is money
            minute = int(m["m"]) if m["m"] else _minute(m["mw"])
            if 0 <= minute < 60 and not (m["m"] is None and m["cue"] is not None and hour > 12 and not marked):
                end = m.start("part2") - 1 if m["part2"] and m["part2"] not in ("at night",) else m.end("all")
                yield Entity("T", m.start("all"), end, hour=_settle(hour, minute, m))
    for m in _NAMED.finditer(text):
        yield Entity("T", m.start(), m.end(), hour=Hour(time(0 if m["w"] == "midnight" else 12), True))


_MONEY = re.compile(
    rf"(?P<sign>\$|usd ?)? ?(?P<n>{NUMBER})(?P<unit> ?(?:dollars?|bucks?|usd|cents)\b)?"
    rf"(?:(?<=dollars)|(?<=bucks)|(?<=dollar))?(?: and)?(?: (?P<cents>[0-9]{{1,2}}|{_NUM}(?: {_NUM})?) cents\b)?"
)
_VERB_BEFORE = re.compile(
    r"\b(?:pay|paid|paying|give|gave|send|sent|sending|put|transfer|transferred|afford|do|manage|deposit|deposited|make|made|spare|for|of|"
    r"least|another|mail|mailed|wire|wired|"
    r"scrape|venmo|zelle|offer|settle|swing|owe|be|only|just|about|around|with|"
    r"is)(?: you| them| you guys| in| down| up| about| around| at least| like| maybe| only| up to| it| a payment of| payment of| off)*$"
)  # fmt: skip
_NOT_MONEY = re.compile(
    r" ?(?:%|percent|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|mins?\b|seconds?\b|times\b|payments?\b|instalments?\b|"
    r"parts?\b|kids?\b|children\b|people\b|"
    r"chunks?\b|am\b|pm\b|oclock\b|more\b(?! dollars)|pieces?\b|of\b|calls?\b|st\b|nd\b|rd\b|th\b|year old|:|/|different|separate|monthly|"
    r"weekly|equal|miles|pounds|jobs?\b)"
)  # fmt: skip


def _amounts(text: str) -> Iterator[Entity]:
    for m in _MONEY.finditer(text):
        found = parse_en(m["n"].strip())
        if found is None or found <= 0:
            continue
        value = found
        unit = (m["unit"] or "").strip()
        cents = _count(m["cents"]) if m["cents"] and not re.search(r" \w+ ", f" {m['cents']} ") else _cents(m["cents"])
        if unit == "cents":
            value /= 100
        elif cents > 0:
            value += Decimal(cents) / 100
        tail = text[m.end() :]
        money = bool(m["sign"] or unit)
        whole = re.search(r"hundred|thousand|grand|[0-9] ?k$",
        m["n"]) is not None or (m["n"].isdigit() and 100 <= value < 100_000 and not 1900 <= value <= 2100)
        after_verb = bool(_VERB_BEFORE.search(text[: m.start()].rstrip())) and value >= 5
        if money or (not _NOT_MONEY.match(tail) and (whole or (after_verb and (value >= 10 or text[: m.start()].rstrip().endswith(("pay", "paid")))))):
            start = m.start("sign") if m["sign"] else m.start("n")
            yield Entity("A", start, m.end(), number=value)


def _cents(words: str | None) -> int:
    found = parse_en(words) if words else None
    return int(found) if found is not None else 0


_COUNT = re.compile(
    rf"\b(?P<n>{_NUM}) (?=(?:equal |monthly |weekly |separate |smaller |small |easy |different |more |bi ?weekly )*(?:payments|instalments|"
    rf"parts|chunks|pieces|months|portions|weeks|times|"
    r"pays|goes|paychecks|installs|monthly payments)\b)|"
    rf"\b(?:split|break|divide|spread|cut|chop)(?: \w+){{0,4}} (?:into|in|over|across|by) (?P<into>{_NUM})\b(?! (?:dollars|bucks))"
)  # fmt: skip
_HALVES = re.compile(r"\b(?:half (?:now|today|tomorrow|on|this|up front|D).{0,30}(?:half|rest|remainder))|\bin half\b|"
                     r"\b(?:a couple(?: of)?|couple) (?=payments|instalments|parts)")


def _counts(text: str) -> Iterator[Entity]:
    for m in _COUNT.finditer(text):
        group = "n" if m["n"] else "into"
        value = _count(m[group])
        if 0 < value <= 120 and m[group] not in ("a", "an") and not text[: m.start()].endswith(("every ", "each ")):
            yield Entity("N", m.start(group), m.end(group), number=Decimal(value))


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
    return mark(text, [*dates, *_times(text), *_counts(text), *_amounts(without(text, dates))])


FULL = re.compile(
    r"\b(?:all of it|in full|everything|the (?:whole|full|entire|total) (?:thing|amount|balance|bill|debt|lot|sum|payment)|full (?:amount|"
    r"balance|payment)|paid (?:\w+ )?off|"
    r"pay(?:ing)? (?:it |this |that |them |(?:the|my) \w+ |you )?off|the whole (?:thing|lot)|(?:pay|paid|paying) (?:it )?all|it all|"
    r"all the money|entire balance|paid up|settled in full|whole balance|all paid)\b"
)
"""The words for the whole debt."""


def halves_en(text: str) -> bool:
    """Whether the words split the debt in two without a number."""
    return _HALVES.search(text) is not None
