"""What differs between the two languages: patterns, numerals, dates, and the words that say nothing beside a date or an amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.understanding import (
    bare,
    digits,
    found_en,
    found_zh,
    money_en,
    normalise,
    numbers_en,
    numbers_zh,
    patterns_en,
    patterns_en_idioms,
    patterns_en_people,
    patterns_en_questions,
    patterns_en_relief,
    patterns_en_rights,
    patterns_en_roundabout,
    patterns_en_safety,
    patterns_en_talk,
    patterns_zh,
    patterns_zh_rights,
    patterns_zh_roundabout,
    patterns_zh_safety,
    patterns_zh_talk,
)
from bot.understanding.entities import Marked
from bot.understanding.match import Table, compile_table

_TABLES = {
    "zh-CN": (
        "zh",
        patterns_zh_safety.MACROS | patterns_zh_roundabout.MACROS | patterns_zh.MACROS,
        (patterns_zh_safety.SAFETY, patterns_zh_rights.RIGHTS, patterns_zh_roundabout.ROUNDABOUT, patterns_zh.PAYING, patterns_zh_talk.TALK),
    ),
    "en-US": (
        "en",
        patterns_en_safety.MACROS | patterns_en_roundabout.MACROS | patterns_en.MACROS,
        (
            patterns_en_idioms.IDIOMS,
            patterns_en_safety.SAFETY,
            patterns_en_rights.RIGHTS,
            patterns_en_roundabout.ROUNDABOUT,
            patterns_en_people.PEOPLE,
            patterns_en.PAYING,
            patterns_en_relief.RELIEF,
            patterns_en_talk.TALK,
            patterns_en_questions.QUESTIONS,
        ),
    ),
}


@cache
def table(lang: str) -> Table:
    """The patterns of a language, compiled when first asked for: that takes a third of a second."""
    name, macros, tables = _TABLES[lang]
    return compile_table(name, macros, *tables)


@dataclass(frozen=True, slots=True)
class Tongue:
    """What differs between the two languages."""

    plain: Callable[[str], str]
    without_fillers: Callable[[str], str]
    find: Callable[[str], Marked]
    whole: re.Pattern[str]
    halves: Callable[[str], bool]
    digits: Callable[[str], str | None]
    yes_or_no: Callable[[str], str | None]
    residue: re.Pattern[str]
    vague: re.Pattern[str]
    now: re.Pattern[str]
    verb: str
    at: str
    number: re.Pattern[str]
    """`verb` and `at` make the `number` that follows an amount, or an hour."""


TONGUES = {
    "zh-CN": Tongue(
        normalise.plain_zh, normalise.without_fillers_zh, found_zh.find_zh, found_zh.FULL, lambda text: False,
        digits.digits_zh, bare.yes_or_no_zh,
        re.compile(r"[吧啊呀呢的了吗嗯,? ]|可以|行|左右|大概|差不多|之前|以前|以后|之后|那就?|就|好的?|的话|我|能|想|应该|可能|晚上|下午|"
                   r"上午|早上|中午|凌晨|傍晚|早|晚|先|都|对|是|要|在|到|等|或者?|还是|怎么样|比较|方便|有空|有时间|合适|最好|最晚|最迟|"
                   r"前|后|过|约|"
                   r"定|改|一共|只有|最多|至少|你|您|再|钟|时候|整|麻烦|请|谢谢|不对|不是|嘛|应|会|那天|当天|这个月|下个月|星期|号|第一[期笔次个]|首期|开始|起|换|成|为|还款|还"),
        re.compile(r"(?:这|本)(?:周|个?月|个?星期)|[周月年]内|下周|下个?星期|下个?月|月初|月中|过(?:几|两)天|发工资|工资|改天|下了?班|晚上|下午|上午|早上|中午|周末|随时|都行|都可以|"
                   r"晚点|晚一点|有空|饭后|回家|到家|过会|一会|年底|年后|年前|尽快|这两天|这几天|任何时间|什么时候都"),
        re.compile(r"^(?:现在|马上|立刻|立即|这就|就现在|现在就)(?:可以|行|就行|就可以|还|吧|,)*$"),
        "还",
        "在",
        re.compile(numbers_zh.NUMERAL),
    ),
    "en-US": Tongue(
        normalise.plain_en, normalise.without_fillers_en, found_en.find_en, money_en.FULL, money_en.halves_en,
        digits.digits_en, bare.yes_or_no_en,
        re.compile(r"\b(?:on|by|at|maybe|about|around|i|can|do|how|let|us|say|make|it|would|be|good|great|fine|works?|is|okay|please|the|"
                   r"a|an|in|for|me|probably|say|just|only|yes|yeah|sure|morning|afternoon|evening|night|or|and|then|so|"
                   r"best|better|before|after|until|time|will|that|thanks|thank|you|like|think|should|could|what|of|any|right|to|today|"
                   r"early|late|coming|this|next|possibly|definitely|possible|perhaps|between|all|up|try|sorry|no|wait|actually|mean|not|"
                   r"sometime|preferably|if|possible|when|once|get|gets|comes|tax|received|have|money|bucks|guys|dollars|pm|am|sounds|my|"
                   r"well|um|uh|more|payment|week|month|day|works|end|middle|starting|start|starts|beginning|first|one|instalment|instead|change|rather|"
                   r"move|push|said|meant)\b|[,? ]"),
        re.compile(r"\b(?:next|this|later|after|in the|week|weekend|payday|paycheck|any ?time|morning|afternoon|evening|evenings|mornings|"
                   r"tonight|noon|lunch|work|soon|whenever|month|get paid|dinner|refund|my check|the money|my bonus|comes in)\b"),
        re.compile(r"^(?:right |how about |yes )*(?:now|immediately|right away|as soon as possible)(?: is (?:good|fine)| works| please)*$"),
        "pay ",
        "at ",
        re.compile(rf"\b{numbers_en.NUMBER}"),
    ),
}  # fmt: skip


