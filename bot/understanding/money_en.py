"""Amounts and counts in English: sixty-two fifty, two and a half grand, fifty a week, five payments, pay in four."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.understanding.entities import Entity
from bot.understanding.numbers_en import NUM, NUMBER, counted, parse_en

_MONEY = re.compile(
    rf"(?P<sign>\$|usd ?)? ?\b(?P<n>{NUMBER})(?P<unit> ?(?:dollars?|bucks?|usd|cents)\b)?"
    rf"(?: and)?(?: (?P<cents>[0-9]{{1,2}}|{NUM}(?: {NUM})?) cents\b)?"
)
_VERB_BEFORE = re.compile(
    r"\b(?:pay|paid|paying|give|gave|send|sent|sending|put|transfer|transferred|afford|do|manage|deposit|deposited|make|made|spare|for|of|"
    r"least|another|mail|mailed|wire|wired|take|"
    r"scrape|venmo|zelle|offer|settle|swing|owe|be|only|just|about|around|with|"
    r"is)(?: you| them| you guys| yeah| in| down| up| about| around| at least| like| maybe| only| up to| it| a payment of| payment of| off)*$"
)  # fmt: skip
_PRICE_BEFORE = re.compile(
    r"\b(?:have|the|of|for|another|payments?|instalments?|no|and|now|sorry|mean|actually|rather|wait|make (?:it|that)) $|, $"
)
"""Before two groups of a number (two fifty, sixty-six fifty), which are hardly ever anything but a price."""
_EACH_AFTER = re.compile(
    r" ?(?:every (?:two|three|four|2|3|4) weeks|(?:a|an|per|each|every|every other) (?:week|month|paycheck|check|pay ?day|pay period|friday|monday|payment)|monthly|weekly|biweekly|bi weekly|"
    r"each\b|apiece|at a time|now\b(?! is))\b"
)
_DAY_AFTER = re.compile(r" (?:(?:on|by) )?,{3}| (?:on|by) the (?:[0-9]+|[a-z]+)(?:st|nd|rd|th)\b")
"""Sixty on the fifteenth (a date is commas here): no hour is past twelve."""
_NOT_MONEY = re.compile(
    r" ?(?:%|percent|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|mins?\b|seconds?\b|times\b|payments?\b|instalments?\b|"
    r"parts?\b|kids?\b|children\b|people\b|"
    r"chunks?\b|am\b|pm\b|oclock\b|more\b(?! dollars)|pieces?\b|of\b|calls?\b|st\b|nd\b|rd\b|th\b|year old|:|/|different|separate|"
    r"(?:equal|monthly|weekly) (?:payments|instalments)|miles|pounds|jobs?\b)"
)  # fmt: skip


def _twice(words: str) -> Decimal | None:
    """A sum said short and then in full without a pause (fourteen fifty one thousand four hundred and fifty): what was said in full."""
    split = words.split()
    for place in range(1, len(split)):
        short, whole = parse_en(" ".join(split[:place])), parse_en(" ".join(split[place:]).removeprefix("and "))
        if short and whole and (short == whole or short * 100 == whole) and place > 1:
            return whole
    return None


def amounts(text: str) -> Iterator[Entity]:
    """Sums of money. `text` is normalised English without its dates."""
    for m in _MONEY.finditer(text):
        value = _twice(m["n"]) or parse_en(m["n"])
        if value is None or value <= 0:
            continue
        unit = (m["unit"] or "").strip()
        if unit == "cents":
            value /= 100
        elif m["cents"]:
            value += (parse_en(m["cents"]) or 0) / Decimal(100)
        if m["sign"] or unit or _is_money(m["n"], value, text[: m.start("n")], text[m.end() :]):
            yield Entity("A", m.start("sign") if m["sign"] else m.start("n"), m.end(), number=value)
    for m in _SLANG.finditer(text):
        yield Entity("A", m.start(), m.end(), number=Decimal(100) * (1 if m["n"] in ("a", "one", None) else counted(m["n"])))


_SLANG = re.compile(r"\b(?P<n>a|one|two|three|four|five|six) (?:benjamins?|c notes?|hundo)\b")


def _is_money(words: str, value: Decimal, before: str, after: str) -> bool:
    """Whether a number without a unit is a sum, by the words around it."""
    if _NOT_MONEY.match(after):
        return False
    if re.search(r"hundred|hundo|thousand|grand|[0-9] ?k$|\bk$", words) or (
        words.isdigit() and 100 <= value < 100_000 and not 1900 <= value <= 2100
    ):
        return True
    if value >= 10 and _EACH_AFTER.match(after):
        return True
    if value > 12 and _DAY_AFTER.match(after):
        return True
    if len(re.findall("[a-z]+", words)) > 1 and value > 100 and _PRICE_BEFORE.search(before):
        return True
    led = before.rstrip()
    return bool(_VERB_BEFORE.search(led)) and (value >= 10 or (value >= 5 and led.endswith(("pay", "paid"))))


_COUNT = re.compile(
    rf"\b(?P<n>{NUM}) (?=(?:equal |monthly |weekly |separate |smaller |small |easy |different |more |bi ?weekly )*(?:payments|instalments|"
    rf"parts|chunks|pieces|months|portions|weeks|times|"
    rf"pays|goes|paychecks|installs|monthly payments|month (?:payment |instalment |repayment )?(?:plan|schedule|term|deal))\b)|"
    rf"\b(?:split|break|divide|spread|cut|chop)(?: \w+){{0,4}} (?:into|in|over|across|by) (?P<into>{NUM})\b(?! (?:dollars|bucks))|"
    rf"\bpay(?: \w+){{0,2}} (?:in|over) (?P<pay>{NUM})$|\b(?P<them>{NUM}) of (?:them|those|em)\b|"
    rf"(?<=[0-9] x )(?P<by>[0-9]{{1,2}})\b|(?<=payments )(?:but |just |only |make it )?(?P<rather>{NUM})(?= is\b| would\b| please\b|$)|"
    rf"(?:make (?:that|it)|i mean|no|sorry|actually) (?P<mended>{NUM})$|"
    rf"(?P<better>\b{NUM})(?= (?:is|would|will|works|sounds|seems)(?: be| do)?(?: \w+)?(?: (?:right|better|enough|plenty|fine|okay|good|great|perfect|me|it))?$)"
)  # fmt: skip
_PARTS_BEFORE = re.compile(r"\b(?:payments|instalments|months|parts|weeks)\b")
_HALVES = re.compile(
    r"\b(?:half (?:now|today|tomorrow|on|this|up front|D).{0,30}(?:half|rest|remainder))|\bin half\b|"
    r"\b(?:a couple(?: of)?|couple) (?=payments|instalments|parts)"
)


def counts(text: str) -> Iterator[Entity]:
    """Numbers of payments. `text` is normalised English."""
    for m in _COUNT.finditer(text):
        group = str(m.lastgroup)
        value = counted(m[group])
        if (
            (group != "them" or value > 1)
            and (group not in ("better", "mended") or _PARTS_BEFORE.search(text[: m.start()]))
            and 0 < value <= 120
            and m[group] not in ("a", "an")
            and not text[: m.start()].endswith(("every ", "each "))
        ):
            yield Entity("N", m.start(group), m.end(group), number=Decimal(value))


FULL = re.compile(
    r"\b(?:all of it|in full|everything|(?:the )?(?:whole|full|entire|total) (?:thing|amount|balance|bill|debt|lot|sum|payment)|full (?:amount|"
    r"balance|payment)|paid (?:\w+ )?off|every (?:last )?(?:penny|cent|dime)|the works|"
    r"pay(?:ing)? (?:it |this |that |them |(?:the|my) \w+ |you )?off|the whole (?:thing|lot|shebang|enchilada)|(?:pay|paid|paying) (?:it )?all|it all|"
    r"all the money|entire balance|paid up|settled in full|whole balance|all paid)\b"
)
"""The words for the whole debt."""


def halves_en(text: str) -> bool:
    """Whether the words split the debt in two without a number."""
    return _HALVES.search(text) is not None
