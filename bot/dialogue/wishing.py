"""Wishes about when, or on which number, to be called: no opt-out, which is of all calls, and no call-back, which is of one.

The contract's intents have none for them, so they are found by their form alone: a time that belongs to the words `don't call` or `only
call`, or another number than this one. What else was said beside the wish is understood without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from bot.dialogue.types import Expects, Language, Said, Wish
from bot.understanding import understand

_WEEK = [1, 2, 3, 4, 5]
_WORK = {"weekdays": _WEEK, "from": "09:00", "to": "18:00"}
_DAY = {"from": "08:00", "to": "18:00"}
_NIGHT = {"from": "00:00", "to": "08:00"}
_MORNING, _NOON = {"from": "00:00", "to": "12:00"}, {"from": "12:00", "to": "14:00"}
_AFTERNOON, _EVENING = {"from": "12:00", "to": "18:00"}, {"from": "18:00", "to": "24:00"}
_WEEKEND = {"weekdays": [6, 7]}

_SPANS: dict[Language, dict[str, dict[str, Any]]] = {
    "zh-CN": {
        r"(?:周|星期|礼拜)一[到至](?:周|星期|礼拜)?五|工作日|平日": {"weekdays": _WEEK},
        r"下班(?:了|以?后|之后)?": _EVENING,
        r"上班(?:的?(?:时间|时候|期间|时))?|工作(?:的?(?:时间|时候|期间))": _WORK,
        r"白天": _DAY,
        r"一?大?早上|早晨|清晨|上午": _MORNING,
        r"中午|午休(?:的?时间|的?时候)?": _NOON,
        r"下午": _AFTERNOON,
        r"半夜": _NIGHT,
        r"晚上|夜里|夜间": _EVENING,
        r"周末|双休日": _WEEKEND,
        **{rf"(?:周|星期|礼拜){day}": {"weekdays": [number]} for number, day in enumerate((*"一二三四五六", "[日天]"), 1)},
    },
    "en-US": {
        r"(?:during|in) (?:my )?(?:work(?:ing)?|business|office) hours|while i'?m working": _WORK,
        r"(?:at|during|while at|(?:while|when) i'?m at) work": _WORK,
        r"after work": _EVENING,
        r"during the day": _DAY,
        r"(?:in|during) the morning|(?:in the )?mornings|before noon": _MORNING,
        r"(?:at|during|over) (?:my )?lunch(?:time)?": _NOON,
        r"(?:in|during) the afternoon|(?:in the )?afternoons": _AFTERNOON,
        r"(?:in|during) the evening|(?:in the )?evenings|at night|nights": _EVENING,
        r"(?:on |at |over )?(?:the )?weekends?": _WEEKEND,
        r"(?:on )?weekdays": {"weekdays": _WEEK},
        **{
            rf"on {day}s?|{day}s": {"weekdays": [number]}
            for number, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1)
        },
    },
}
"""What times are called, as a guard case has them. What is meant is ours to say: a supervisor sees what was made of it."""
_CLOCK: dict[Language, str] = {
    "zh-CN": r"(?P<clock>(?:早上|上午|中午|下午|晚上|夜里)?[零一二两三四五六七八九十\d]{1,3}点(?:半|钟)?)(?:以|之)?(?P<side>前|后)",
    "en-US": r"(?P<side>before|after|past) "
             r"(?P<clock>(?:\w+|\d{1,2}:\d\d)(?: thirty)?(?: ?(?:[ap]\.?m\b\.?|o'?clock|at night|in the (?:morning|evening)))*)"
             r"(?! (?:minutes?|hours?|days?|weeks?|rings?)\b)",
}  # fmt: skip
_AND: dict[Language, str] = {"zh-CN": "[和跟、]|或者?|还有", "en-US": r",? (?:and|or) "}


def _when(lang: Language) -> str:
    """One time, or several: 周末和晚上, after eight or on Sundays."""
    named, joint = "|".join(_SPANS[lang]), "的?里?" if lang == "zh-CN" else " ?"
    one = rf"(?:(?:{named}){joint})*(?:{named}|{_CLOCK[lang]})"
    return rf"(?P<times>{one}(?:(?:{_AND[lang]})(?:{named}))*)"


_ZH, _EN = _when("zh-CN"), _when("en-US")
_ZH_CALL = r"(?:给我|往我这儿?)?(?:打(?:电话|过来|给我|扰我?|来)?|来电话?|联系我?|找我)(?:电话)?(?:了|啊|吧|呀|啦)*"
_ZH_NOT = r"(?:请|麻烦)?(?:你们?|您)?(?:别|不要|请勿|不能|不许|不可以)再?"
_ZH_NUMBER = r"(?:手机|电话)?(?:号码|号|手机|座机|电话)"
_ZH_NOT_THIS = rf"(?:(?:这个|这)?{_ZH_NUMBER}(?:以后|就)*{_ZH_NOT}(?:打|用)了?[，,。 ]*)?"
_ZH_PLEASE = r"(?:请|麻烦)?(?:你们?|您)?(?:以后|下次|还是|改|再)*"
_ZH_ANOTHER = r"(?:另外?的?(?:一?个)?|别的|其[他它]的?|新的?(?:一?个)?)"
_EN_NOT = r"(?:please )?(?:do not|don'?t|stop|quit|never|no(?: more)?|you can'?t|can you not)(?: ever)?"
_EN_CALL = r"(?:calls?|calling|phone|phoning|ring|ringing|contact(?:ing)?)(?: me| us)?"
_EN_NOT_THIS = r"(?:(?:not|don'?t call|never call) (?:on )?this (?:number|phone|line),? )?"
_EN_REACH = r"(?:please )?(?:can you |could you |you can )?(?:call|use|try|ring|phone|reach)(?: me)?(?: back)?(?: at| on)?"
_EN_ANOTHER = (
    r"(?:(?:other|another|different|new) (?:phone|number|cell|line)(?: number)?(?: instead)?"
    r"|(?:cell|mobile|home)(?: (?:phone|number|line))* instead)"
)

_FORMS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh-CN": (
        ("not", rf"{_ZH_NOT}[在趁]?我?{_ZH}(?:的时候|里)?再?{_ZH_CALL}"),
        ("not", rf"(?<![现正我]在)(?:以后|今后|平时)?[在我]?{_ZH}(?:的时候|里)?[都就也]?{_ZH_NOT}{_ZH_CALL}"),
        ("only", rf"(?:只能|只可以|只在|(?:以|今)后[都就请要]?|要打[就请]?)[等在]?我?{_ZH}(?:的时候)?再?{_ZH_CALL}"),
        ("office", rf"{_ZH_NOT}(?:把电话)?[打往]到?我们?的?(?:公司|单位|办公室|厂里|店里|工作)的?(?:{_ZH_NUMBER})?[打来去里]*了?"),
        ("number", rf"{_ZH_NOT_THIS}{_ZH_PLEASE}[打拨用换][到成]?我?的?{_ZH_ANOTHER}{_ZH_NUMBER}上?(?:{_ZH_CALL})?"),
        ("number", rf"换(?:一?个|别的){_ZH_NUMBER}再?{_ZH_CALL}"),
    ),
    "en-US": (
        ("not", rf"{_EN_NOT} {_EN_CALL}(?: anymore| again)?,? {_EN}(?: anymore| again)?"),
        ("not", rf"(?:i'?m not allowed to|i can'?t|i cannot) (?:get|take|have|receive|answer) (?:(?:personal|private|phone) )*calls {_EN}"),
        ("not", rf"{_EN} (?:is|are) (?:inconvenient|not (?:a )?(?:good|convenient)(?: time)?|a bad time|bad)(?: for me)?"),
        ("only", rf"(?<!\bi )(?:please )?(?:only|just) {_EN_CALL} {_EN}"),
        ("only", rf"(?:please )?{_EN_CALL} (?:only |just )?{_EN}(?: only| from now on)"),
        ("office", rf"{_EN_NOT} {_EN_CALL}(?: at| on)? (?:my|the) (?:work|job|office|workplace)(?: (?:phone|number|line|cell))?"),
        ("number", rf"{_EN_NOT_THIS}{_EN_REACH} (?:my |the |an? )?{_EN_ANOTHER}"),
    ),
}  # fmt: skip
_PATTERNS = {lang: [(kind, re.compile(form, re.IGNORECASE)) for kind, form in forms] for lang, forms in _FORMS.items()}
_NAMED = {lang: [(re.compile(name, re.IGNORECASE), span) for name, span in spans.items()] for lang, spans in _SPANS.items()}
_AROUND = {lang: re.compile(clock, re.IGNORECASE) for lang, clock in _CLOCK.items()}
_EDGES = " ,，.。!！、;；"
_ONE_DAY: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"[今明后昨]天|[今明]晚|今早|明早|这会儿|现在|[两几三五十]天"),
    "en-US": re.compile(r"\b(?:today|tonight|tomorrow|right now|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE),
}
"""A wish about one day is no standing one."""
_ALWAYS: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"任何|随时|什么时候都|哪儿都|永远|再也|根本|一律|没用"),
    "en-US": re.compile(r"\b(?:at all|ever|any(?:where|time|more)?|period|either)\b", re.IGNORECASE),
}
_GOES_ON: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"^(?:[和跟或]|还有|以及|也[别不]|都|给我[^打])"),
    "en-US": re.compile(r"^(?:and|or|nor|neither)\b(?! (?:i|my|we|can|could|please|the|what|who|how)\b)", re.IGNORECASE),
}
"""After a wish: more of the same, which was not read."""
_JOINED: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"(?:[和跟或也]|还有|以及)$"),
    "en-US": re.compile(r"\b(?:and|or|also)$", re.IGNORECASE),
}
_SAYS_EVENING = re.compile(r"晚|夜|下午|p\.?m|night|evening", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿\d])|(?<=\d)\s+(?=[一-鿿])")


def understood(text: str, *, lang: Language, at: datetime, expects: Expects | None, channel: Literal["voice", "sms"]) -> Said:
    """What the borrower said or wrote, understood; a wish in it on its own, apart from the rest."""
    wish, rest = wished(text, lang, at) or (None, text)
    return Said(text, understand(rest, lang=lang, at=at, expects=expects, channel=channel), at, wish)


def wished(text: str, lang: Language, at: datetime) -> tuple[Wish, str] | None:
    """The wish in these words, and the other words.

    `None` where the words go further than what was found of them, or speak of one day only: then nothing is cut out of them, and an
    opt-out that they may be is understood as one.
    """
    rest = _BETWEEN_WORDS.sub("", text).replace("’", "'")
    if _ONE_DAY[lang].search(rest) or _ALWAYS[lang].search(rest):
        return None
    wish = None
    while (found := _first(rest, lang, at)) is not None:
        each, rest = found
        if wish is not None and each.about != wish.about:
            break
        wish = each if wish is None else Wish(wish.about, (*wish.preferences, *each.preferences))
    if wish is None or _GOES_ON[lang].match(rest):
        return None
    return wish, rest if re.search(r"[^\W\d_]", rest) else ""


def _first(text: str, lang: Language, at: datetime) -> tuple[Wish, str] | None:
    """A wish, and the words without it."""
    for kind, pattern in _PATTERNS[lang]:
        if (found := pattern.search(text)) is None:
            continue
        before, after = text[: found.start()].strip(_EDGES), text[found.end() :].strip(_EDGES)
        before = _JOINED[lang].sub("", before).strip(_EDGES)
        rest = f"{before} {after}".strip(_EDGES)
        if kind == "number":
            return Wish("number", ({"kind": "refuses", "channel": "voice"},)), rest
        if kind == "office":
            return Wish("number", ()), rest  # which number that is, nobody here knows: a person sees to it
        spans = [_times(words, lang, at) for words in re.split(_AND[lang], found["times"])]
        if all(spans):
            return Wish("hours", tuple({"kind": "inconvenient", **span} for span in spans) if kind == "not" else _only(spans)), rest
    return None


def _only(spans: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """`Only then` as a guard case can say it, which knows no `either`: of several times a person has to make sense."""
    if len(spans) > 1:
        return ()
    times = {key: value for key, value in spans[0].items() if key != "weekdays"}
    others = [day for day in range(1, 8) if day not in spans[0].get("weekdays", range(1, 8))]
    wishes = [{"kind": "inconvenient", "weekdays": others}] if others else []
    return (*wishes, *([{"kind": "only_between", **times}] if times else []))


def _times(words: str, lang: Language, at: datetime) -> dict[str, Any]:
    """What the words name, taken together: 周一晚上 is Monday, from six."""
    span: dict[str, Any] = {}
    if clock := _AROUND[lang].search(words):
        time = understand(clock["clock"], lang=lang, at=at, expects="callback_time").slots.get("time")
        before = clock["side"] in ("前", "before")
        if before and time is not None and "18:00" <= time <= "23:59" and not _SAYS_EVENING.search(clock["clock"]):
            time = f"{int(time[:2]) - 12:02d}{time[2:]}"  # nobody means by `not before eight` the eight of the evening
        span = {} if time is None else {"from": "00:00", "to": time} if before else {"from": time, "to": "24:00"}
        words = words[: clock.start()] + words[clock.end() :]
    for name, times in _NAMED[lang]:
        if name.search(words):
            if "from" in times and "from" in span:
                return {}  # 白天晚上: two times, of which one would be lost
            days = {"weekdays": sorted({*span.get("weekdays", ()), *times["weekdays"]})} if "weekdays" in times else {}
            span = {**times, **span, **days}
            words = name.sub("", words)
    return span
