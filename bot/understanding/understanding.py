"""One reply, understood: words in, `Meaning` out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.base.errors import CourtesyError
from bot.understanding import (
    bare,
    digits,
    found_en,
    found_zh,
    normalise,
    numbers_en,
    numbers_zh,
    patterns_en,
    patterns_en_hints,
    patterns_en_rights,
    patterns_en_safety,
    patterns_en_talk,
    patterns_zh,
    patterns_zh_hints,
    patterns_zh_rights,
    patterns_zh_safety,
    patterns_zh_talk,
)
from bot.understanding.decide import Named, settle
from bot.understanding.entities import Kind, Marked
from bot.understanding.match import Finding, Table, compile_table
from bot.understanding.slots import fill
from bot.understanding.types import SAFETY, Meaning

ZH = compile_table(
    "zh",
    patterns_zh_safety.MACROS | patterns_zh.MACROS,
    patterns_zh_safety.SAFETY,
    patterns_zh_rights.RIGHTS,
    patterns_zh.PAYING,
    patterns_zh_talk.TALK,
    patterns_zh_hints.HINTS,
)
EN = compile_table(
    "en",
    patterns_en_safety.MACROS | patterns_en.MACROS,
    patterns_en_safety.SAFETY,
    patterns_en_rights.RIGHTS,
    patterns_en.PAYING,
    patterns_en_talk.TALK,
    patterns_en_hints.HINTS,
)

_CJK = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[a-z]{2,}")
_EVEN_IN_ANOTHER_TONGUE = (*SAFETY, "language", "agent")


class UnderstandingError(CourtesyError):
    """What was asked cannot be understood: an unknown language, or a moment without its offset."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What differs between the two languages."""

    table: Table
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
        ZH, normalise.plain_zh, normalise.without_fillers_zh, found_zh.find_zh, found_zh.FULL, lambda text: False,
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
        EN, normalise.plain_en, normalise.without_fillers_en, found_en.find_en, found_en.FULL, found_en.halves_en,
        digits.digits_en, bare.yes_or_no_en,
        re.compile(r"\b(?:on|by|at|maybe|about|around|i|can|do|how|let|us|say|make|it|would|be|good|great|fine|works?|is|okay|please|the|"
                   r"a|an|in|for|me|probably|say|just|only|yes|yeah|sure|morning|afternoon|evening|night|or|and|then|so|"
                   r"best|better|before|after|until|time|will|that|thanks|thank|you|like|think|should|could|what|of|any|right|to|today|"
                   r"early|late|coming|this|next|possibly|definitely|possible|perhaps|between|all|up|try|sorry|no|wait|actually|mean|not|"
                   r"sometime|preferably|if|possible|when|once|get|gets|comes|tax|received|have|money|bucks|guys|dollars|pm|am|sounds|my|"
                   r"well|um|uh|more|payment|week|month|day|works|end|middle|starting|start|starts|beginning|first|one|instalment|instead|change|rather|"
                   r"move|push)\b|[,? ]"),
        re.compile(r"\b(?:next|this|later|after|in the|week|weekend|payday|paycheck|any ?time|morning|afternoon|evening|evenings|mornings|"
                   r"tonight|noon|lunch|work|soon|whenever|month|get paid|dinner|refund|my check|the money|my bonus|comes in)\b"),
        re.compile(r"^(?:right |how about |yes )*(?:now|immediately|right away|as soon as possible)(?: is (?:good|fine)| works| please)*$"),
        "pay ",
        "at ",
        re.compile(rf"\b{numbers_en.NUMBER}"),
    ),
}  # fmt: skip


def understand(text: str, *, lang: str, at: datetime, expects: str | None = None, channel: str = "voice") -> Meaning:
    """What `text` means in the contract's terms.

    `at` is the moment of the reply, aware, in the borrower's own time zone: relative dates count from it. `expects` is what was just asked
    (`identity`, `digits`, `payment`, `yes_no`, `callback_time`, or None). `channel` is `voice` or `sms`.
    Raises `UnderstandingError` for a language that is not ours or an `at` without offset; never for any text.
    """
    tongue = TONGUES.get(lang)
    if tongue is None:
        raise UnderstandingError(f"language {lang!r}: one of {', '.join(TONGUES)} is needed")
    if at.tzinfo is None:
        raise UnderstandingError("the moment of the reply has no offset from UTC: give one, as in 2026-12-05T10:20:00+08:00")
    heard = tongue.plain(text)
    said = tongue.without_fillers(heard)
    clear = normalise.UNKNOWN_WORD not in heard
    if clear:
        whole = _whole(heard, said, tongue, lang, expects, channel)
        if whole is not None:
            return whole
    marked = tongue.find(said)
    if expects == "payment" and not marked.of("A"):
        marked = _read_as("A", tongue.verb, said, tongue) or marked
    if expects == "yes_no" and not marked.entities and _NO_FIRST.match(said):  # no, two fifty
        read = _read_as("A", tongue.verb, said, tongue)
        marked = read if read and all((e.number or 0) > 12 for _, e in read.of("A")) else marked
    if expects == "callback_time" and not marked.of("T"):
        marked = _read_as("T", tongue.at, said, tongue) or marked
    found = tongue.table.search(marked.text)
    found += _other_tongue(said, lang)
    found += _answer_first(said, lang, expects, found, clear)
    if expects == "digits" and any(f.intent == "wait" for f in found):  # "let me get my card" is to read it out, not to pay with it
        found = [f for f in found if f.intent != "pay_now"]
    if not clear:
        found = [f for f in found if f.intent != "confirm_identity"]
    kept = _settled(found, marked, at)
    if not kept and clear:
        kept = _only_entities(said, marked, tongue, lang, expects)
    run = tongue.digits(said) if not kept and clear and len(said) <= 80 else None
    if run is not None and len(run) > 2:
        return Meaning("digits", slots={"digits": run}, confidence=0.8, why=(f"{lang[:2]}.digits",))
    hinted = not kept
    if hinted:
        kept = _settled(tongue.table.search_hints(marked.text), marked, at)
    if not kept:
        return Meaning("unknown", confidence=0.4, why=("nothing matched",))
    slots = fill(kept, marked, at, tongue.whole.search(said) is not None, tongue.halves(marked.text))
    names = tuple(f.name for f in kept)
    sure = 0.6 if hinted or not clear else 0.95 if len(kept) == 1 else 0.9
    return Meaning(kept[0].intent, tuple(f.intent for f in kept[1:]), slots, sure, names)


def _read_as(kind: Kind, lead: str, said: str, tongue: Tongue) -> Marked | None:
    """After a question about money a bare number is an amount (three fifty, 八十), after one about a time an hour (half past eight, five)."""
    known = tongue.find(said).entities
    for number in tongue.number.finditer(said):
        if any(e.start <= number.start() < e.end for e in known):
            continue
        read = tongue.find(said[: number.start()] + lead + said[number.start() :])
        if read.of(kind) and len(tongue.residue.sub("", _bare_text(read, tongue))) <= 2:
            return read
    return None


_THE_REST = re.compile(r"剩|其余|余下|\b(?:rest|remaining|remainder|other half|balance)\b")


_WHEN_IT_COMES = re.compile(
    r"(?:发|开|领|拿到?)(?:了|到)?(?:工资|薪水?|奖金|钱|年终奖)|工资(?:到|发|下来|一)|下周|下个?(?:月|星期|礼拜)|过(?:几|两)天|"
    r"\b(?:when|once|as soon as|after) (?:i (?:get|am paid)|my (?:\w+ )?(?:check|paycheck|refund|pay)\b)|\bnext (?:week|month|paycheck)\b|\bpayday\b"
)
"""A time to come that is no one day."""


def _settled(found: list[Finding], marked: Marked, at: datetime) -> list[Finding]:
    today = at.date()
    days = [(e.day(today, False), e.day(today, True)) for _, e in marked.of("D") if e.day]
    ahead = [day for day, _ in days if day is not None and day >= today]
    sure_ahead = [day for day, back in days if day is not None and day > today and day == back]
    return settle(
        found,
        Named(
            ahead=bool(ahead),
            later=any(day > today for day in ahead) or _WHEN_IT_COMES.search(marked.text) is not None,
            amount=bool(marked.of("A")),
            more_to_come=len(days) > 1 or bool(sure_ahead) or (bool(ahead) and _THE_REST.search(marked.text) is not None),
            timed=bool(marked.of("T")),
        ),
    )


def _whole(heard: str, said: str, tongue: Tongue, lang: str, expects: str | None, channel: str) -> Meaning | None:
    """A reply that is a run of digits, a yes or a no as a whole."""
    if len(heard) > 80:
        return None
    run = tongue.digits(said)
    if run is not None and _is_digits(run, said, expects):
        return Meaning("digits", slots={"digits": run}, confidence=0.95, why=(f"{lang[:2]}.digits",))
    if lang == "zh-CN" and bare.NOISE_ZH.match(heard) and len(heard) > 3 and "," not in heard and expects is None:
        return Meaning("unknown", confidence=0.8, why=("zh.fillers",))
    answer = tongue.yes_or_no(heard)
    if answer is None or (expects == "callback_time" and tongue.vague.search(said)) or (channel == "sms" and heard in ("t", "r",
    "n") and lang == "zh-CN"):
        return None
    if expects == "identity":
        intent = "confirm_identity" if answer == "yes" else "wrong_person"
        if answer == "no" and re.search(r"\bthanks?\b|\bthank you\b|不用|不需要|不要|不想|不方便|不感兴趣|not interested", heard):
            intent = "deny"
    else:
        intent = "affirm" if answer == "yes" else "deny"
    return Meaning(intent, confidence=0.95, why=(f"{lang[:2]}.bare-{answer}", *((f"expects {expects}",) if expects else ())))


def _is_digits(run: str, said: str, expects: str | None) -> bool:
    """Whether digits alone are meant as digits: after a question about money or time a number is an amount or an hour."""
    if expects == "digits":
        return True
    if expects in ("payment", "callback_time"):
        return False
    if re.search(r"\b(?:hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b", said) and len(said.split()) <= 3:
        return False
    return len(run) >= 2 or said.isdigit()


def _other_tongue(said: str, lang: str) -> list[Finding]:
    """What protects the borrower is heard in the other language too."""
    if lang == "en-US" and _CJK.search(said):
        table, text = ZH, normalise.without_fillers_zh(normalise.plain_zh(said))
    elif lang == "zh-CN" and len(_LATIN.findall(said)) >= 2:
        table, text = EN, normalise.without_fillers_en(normalise.plain_en(" ".join(_LATIN.findall(said))))
    else:
        return []
    return [f for f in table.search(text) if f.intent in _EVEN_IN_ANOTHER_TONGUE]


_ANOTHER_NAME = re.compile(r"\b(?:this is|i am|it is|my name is|you (?:have )?(?:reached|got|called))\b|我(?:是|叫|姓)|这(?:里|儿|边)?是")
_PERSON = frozenset({"wrong_person", "third_party", "deceased", "confirm_identity"})
_QUESTIONS = frozenset({"ask_identity", "ask_debt", "repeat", "greeting", "ask_robot"})


def _answer_first(said: str, lang: str, expects: str | None, found: list[Finding], clear: bool) -> list[Finding]:
    """The yes or no to the identity question with which a longer reply begins."""
    intents = {f.intent for f in found}
    if expects != "identity" or not clear or intents & _PERSON:
        return []
    answer = bare.leading_answer(said, lang)
    if not intents:
        named = answer == "no" and _ANOTHER_NAME.search(said)
        return [Finding("wrong_person", f"{lang[:2]}.no-another-name", 0, 0)] if named else []
    if answer == "yes" and not intents & {"fraud", "abuse"}:
        return [Finding("confirm_identity", f"{lang[:2]}.bare-yes-first", 0, 0)]
    if answer == "no" and intents <= _QUESTIONS:
        return [Finding("wrong_person", f"{lang[:2]}.bare-no-first", 0, 0)]
    return []


_NO_FIRST = re.compile(r"^(?:不(?:是|对|行|要)?,|no |nope |nah )")


def _bare_text(marked: Marked, tongue: Tongue) -> str:
    text = re.sub(rf"(?<![a-z])(?:{tongue.verb}(?=A)|{tongue.at}(?=T))", "", marked.text)
    return re.sub(r"[DTAN]", "", _NO_FIRST.sub("", text))


def _only_entities(said: str, marked: Marked, tongue: Tongue, lang: str, expects: str | None) -> list[Finding]:
    """A reply that is a date, a time or an amount and nothing else: what it means is what was asked for."""
    kinds = {e.kind for e in marked.entities}
    left = tongue.residue.sub("", tongue.whole.sub("", _bare_text(marked, tongue)))
    end = len(marked.text)
    vague = expects is not None and tongue.vague.search(said) is not None and len(tongue.residue.sub("",
    tongue.vague.sub("", _bare_text(marked, tongue)))) <= 2
    if len(left) > (2 if expects in ("payment", "callback_time", "yes_no") else 0) and not vague:
        return []
    if expects == "payment":
        if tongue.now.match(said):
            return [Finding("pay_now", "expects payment: now", 0, end)]
        if kinds & {"D", "A"} or vague or tongue.whole.search(said):
            return [Finding("promise_to_pay", "expects payment: date or amount", 0, end)]
        return []
    if expects == "callback_time":
        return [Finding("callback", "expects callback_time: date or time", 0, end)] if kinds & {"D", "T"} or vague else []
    answer = [Finding("affirm", "a yes first", 0, 0)] if expects == "yes_no" and bare.leading_answer(said, lang) == "yes" else []
    if "A" in kinds or (expects == "yes_no" and "D" in kinds and "T" not in kinds):
        return [Finding("promise_to_pay", "an amount or a day alone", 0, end), *answer]
    if "T" in kinds:
        return [Finding("callback", "a time alone", 0, end), *answer]
    return []
