"""What no line may claim of itself: an amount, which comes from the account alone, and a consequence that the account may not list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from bot.dialogue.schema import Variant

_CONSEQUENCES = {
    "credit_report": re.compile(
        r"征信|信用(?:记录|报告|评分|档案)|\bcredit (?:report|bureau|score|history|record|rating|file)", re.IGNORECASE
    ),
    "late_fee": re.compile(
        r"(?:产生|加收|收取|计收|累计)[^。！？]{0,6}(?:违约金|滞纳金|罚息|利息|费用)"
        r"|\b(?:fees?|interest|charges?)\b[^.!?]{0,30}\b(?:add(?:ed)?|accrue|charged?|grow)|\b(?:add|accrue|charge)\b[^.!?]{0,30}\b(?:fees?|interest)\b",
        re.IGNORECASE,
    ),
    "legal_action": re.compile(
        r"起诉|诉讼|仲裁|法院|律师函|法律(?:程序|途径|手段|责任)"
        r"|\b(?:legal (?:action|proceedings|steps)|lawsuit|sue|court|attorney's letter)\b",
        re.IGNORECASE,
    ),
}
"""How a consequence is spoken of, by the name that an account lists it under (contract of rehearsals, rules 5 and 8)."""
_EN_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred|thousand)"
_AMOUNT = re.compile(
    r"[¥￥$]\s?\d|\d\s?(?:元|块|角|美元|港元|dollars?|cents?|yuan|percent|%)|[零一二两三四五六七八九十百千万亿](?:元|块钱?|角|美元)"
    rf"|\b{_EN_NUMBER} (?:dollars?|cents?|yuan|percent)\b",
    re.IGNORECASE,
)


def claims(variant: Variant) -> Iterator[str]:
    """What the words of a variant claim that is not theirs to claim."""
    own = "".join(literal + (" " if slot is not None else "") for literal, slot, _, _ in Formatter().parse(variant.text))
    if found := _AMOUNT.search(own):
        yield f"says an amount of its own ({found.group().strip()}): amounts come from the account, by slots"
    for name, pattern in _CONSEQUENCES.items():
        if (found := pattern.search(own)) and variant.when.allows != [name]:
            yield f"speaks of a consequence ({found.group()}): give the variant `when: {{allows: {name}}}` and nothing else that it allows"
