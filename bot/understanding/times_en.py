"""Times of day in English: half past eight, five thirty, noon, eighteen hundred hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.understanding.entities import Entity, Hour
from bot.understanding.from_now import from_now_en
from bot.understanding.numbers_en import counted

_H = r"(?P<h>1[0-2]|0?[1-9]|2[0-3]|1[3-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_M = r"(?::(?P<m>[0-5][0-9])| (?P<mw>thirty(?: five)?|fifteen|forty(?: five)?|twenty(?: five)?|ten|fifty(?: five)?|oh five|[0-5][05])(?! (?:dollars|bucks|days|minutes|percent|cents)))?"
_PART = (r"(?: ?(?P<mer>am|pm|[ap] m)\b| oclock\b)?(?: oclock\b)?(?: ?(?:,|on|D)? ?(?:in|during) (?:the|my) (?P<part>morning|afternoon|"
         r"evening)| (?P<part2>at night|tonight|this evening|this "
         r"afternoon|this morning|tomorrow (?:morning|afternoon|evening|night))\b)?")  # fmt: skip
_UNIT = (r"(?! ?(?:hundred|thousand|grand|dollars|bucks|days?|weeks?|months?|hours?|minutes?|mins?|payments?|instalments?|parts?|times?|"
         r"percent|seconds?|more|years?|of|people|k\b|"
         r"[0-9]|other|st\b|nd\b|rd\b|th\b|twenty|thirty|fifty|and (?:a\b|[0-9]|one|two|three|twenty|thirty|forty|fifty)))")  # fmt: skip
_CUE = r"(?P<cue>\b(?:at|after|around|round|about|by|before|past|until|till|from|since|@|near|like|between|make it|make that|how about|let us say)(?: around| about| like)? ?)?"
_TIME = re.compile(rf"{_CUE}\b(?P<all>{_H}{_M}(?:\b|(?=[ap]m\b)){_PART}){_UNIT}")
_IN_PARTS = re.compile(r"\b(?:payments|instalments|parts)\b")
_NOTHING_MORE = re.compile(r"(?: (?:then|instead|please))*$")
_CLOCK = re.compile(
    r"\b(?P<all>(?P<to>half|a quarter|quarter|ten|twenty|five|twenty five|[0-9]{1,2})(?: minutes)? (?P<dir>past|to|till|after|before|of) "
    r"(?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! (?:dollars|hundred|thousand|days|weeks))"
    + _PART + r")"
)  # fmt: skip
_RANGE = re.compile(rf"\bbetween (?P<all>{_H}{_M} ?(?P<mer>am|pm)? and (?:{_H.replace('?P<h>', '?:')}) ?(?P<mer2>am|pm)?)\b")
_MILITARY = re.compile(
    r"\b(?:(?P<h>(?:oh |zero )?(?:one|two|three|four|five|six|seven|eight|nine)|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty(?: one| two| three)?|ten|eleven|twelve) hundred|(?P<h4>[01][0-9]|2[0-3])(?P<m4>[0-5][0-9])) ?(?:hours|hour|h)\b"
)
_LED = re.compile(r"\b(?:tonight|evening|afternoon|tomorrow night)[ ,]*(?:(?:at|around|about|by|like|after|before|until|till|say) )?$")
_HALF = re.compile(rf"(?<!in )\b(?P<all>half (?P<h>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve){_PART}){_UNIT}")
"""Half nine, as the British say it: 9:30."""
_PART_BEFORE = re.compile(r"\bmorning (?:at )?$")
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


def _end(m: re.Match[str]) -> int:
    """Where the time ends: `tomorrow morning` after it is a day as well."""
    return m.start("part2") - 1 if m["part2"] and m["part2"] != "at night" else m.end("all")


def _minute(words: str | None) -> int:
    if not words:
        return 0
    return 5 if words == "oh five" else counted(words)


def times(text: str) -> Iterator[Entity]:
    yield from from_now_en(text)
    for m in _RANGE.finditer(text):
        hour, mer = counted(m["h"]), m["mer"] or m["mer2"]
        late = mer == "pm" and hour < 12
        yield Entity(
            "T", m.start("all"), m.end("all"), hour=Hour(time((hour + 12 * late) % 24, int(m["m"] or 0) or _minute(m["mw"])), bool(mer))
        )
    for m in _CLOCK.finditer(text):
        hour, shift = counted(m["h"]), _SPLIT.get(m["to"], counted(m["to"]))
        if 0 < shift < 60:
            back = m["dir"] in ("to", "till", "before", "of")
            of_day = _settle(hour, 0, m)
            if not of_day.sure and hour < 12 and _LED.search(text[: m.start("all")]):
                of_day = Hour(of_day.value.replace(hour=hour + 12), True)
            at = of_day.value.hour * 60 + (-shift if back else shift)
            yield Entity("T", m.start("all"), _end(m), hour=Hour(time(at // 60 % 24, at % 60), of_day.sure))
    for m in _HALF.finditer(text):
        of_day = _settle(counted(m["h"]), 30, m)
        part = _PART_BEFORE.search(text[: m.start("all")])
        yield Entity("T", m.start("all"), _end(m), hour=Hour(of_day.value, True) if part else of_day)
    for m in _MILITARY.finditer(text):
        hour = int(m["h4"]) if m["h4"] else counted(m["h"].removeprefix("oh ").removeprefix("zero "))
        yield Entity("T", m.start(), m.end(), hour=Hour(time(hour % 24, int(m["m4"] or 0)), True))
    before = False
    for m in _TIME.finditer(text):
        marked = m["mer"] or m["part"] or m["part2"] or m["m"] or "oclock" in m[0] or _LED.search(text[: m.start("all")])
        if m["cue"] or marked:
            hour = counted(m["h"])
            unlike = m["mw"] or not _NOTHING_MORE.match(text[m.end() :])
            if not marked and not before and m["cue"] and m["cue"].startswith(("make", "how", "let")) and (unlike or _IN_PARTS.search(text)):
                continue  # "make it one fifty" is money, "four payments, make that five" a count
            before = True
            minute = int(m["m"]) if m["m"] else _minute(m["mw"])
            if 0 <= minute < 60 and not (m["m"] is None and m["cue"] is not None and hour > 12 and not marked):
                found = _settle(hour, minute, m)
                if not found.sure and hour < 12 and _LED.search(text[: m.start("all")]):
                    found = Hour(found.value.replace(hour=hour + 12), True)
                yield Entity("T", m.start("all"), _end(m), hour=found)
    for m in _NAMED.finditer(text):
        yield Entity("T", m.start(), m.end(), hour=Hour(time(0 if m["w"] == "midnight" else 12), True))
