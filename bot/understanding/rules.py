"""What the rules find in a reply: a whole reply that needs no weighing, or findings, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.understanding import bare, normalise
from bot.understanding.decide import Named, settle
from bot.understanding.denied import without_denials
from bot.understanding.digits import digits_within
from bot.understanding.entities import Kind, Marked
from bot.understanding.match import Finding
from bot.understanding.tongues import TONGUES, Tongue, table
from bot.understanding.types import SAFETY, Meaning

_CJK = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[a-z]{2,}")
_EVEN_IN_ANOTHER_TONGUE = (*SAFETY, "language", "agent", "already_paid", "repeat")
"""What counts where words of the two languages are mixed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reply as the rules read it."""

    lang: str
    expects: str | None
    heard: str
    """The text made plain, fillers still in it."""
    said: str
    """The same without fillers."""
    clear: bool
    """Whether the recogniser knew every word: else it is never a yes, a no, a name confirmed or digits."""
    marked: Marked
    whole: Meaning | None
    """What a reply means that is a yes, a no or a run of digits as a whole; then nothing else was looked for."""
    found: tuple[Finding, ...] = ()
    """Every pattern's first place."""
    kept: tuple[Finding, ...] = ()
    """What remains of them, in the order of the contract."""
    digits: str | None = None
    """A run of digits somewhere in the reply."""


def read(text: str, *, lang: str, at: datetime, expects: str | None, channel: str) -> Reading:
    """Find what the patterns of the language find in `text`. `lang` is one of `TONGUES`."""
    tongue = TONGUES[lang]
    heard = tongue.plain(text)
    said = tongue.without_fillers(heard)
    clear = normalise.UNKNOWN_WORD not in heard
    whole = _whole(heard, said, tongue, lang, expects, channel) if clear else _half_heard(heard, tongue)
    if whole is not None:
        return Reading(lang, expects, heard, said, clear, Marked(said, (), ()), whole)
    marked = _marked(said, tongue, expects)
    found = table(lang).search(without_denials(marked.text, lang))
    found += _other_tongue(said, lang)
    found += _answer_first(said, lang, expects, found, clear)
    if expects == "digits" and any(f.intent == "wait" for f in found):  # "let me get my card" is to read it out, not to pay with it
        found = [f for f in found if f.intent != "pay_now"]
    if not clear:
        found = [f for f in found if f.intent != "confirm_identity"]
    kept = _settled(found, marked, at)
    if not kept and clear:
        kept = _only_entities(said, marked, tongue, lang, expects)
    run = (tongue.digits(said) or digits_within(said, lang)) if clear and len(said) <= 160 else None
    return Reading(lang, expects, heard, said, clear, marked, None, tuple(found), tuple(kept), run if run and len(run) > 2 else None)


def _marked(said: str, tongue: Tongue, expects: str | None) -> Marked:
    """Dates, times, amounts and counts; a bare number is what was asked for."""
    marked = tongue.find(said)
    if expects == "payment" and not marked.of("A"):
        marked = _read_as("A", tongue.verb, said, tongue) or marked
    if expects == "yes_no" and not marked.entities and _NO_FIRST.match(said):  # no, two fifty
        read = _read_as("A", tongue.verb, said, tongue)
        marked = read if read and all((e.number or 0) > 12 for _, e in read.of("A")) else marked
    if expects == "callback_time" and not marked.of("T"):
        marked = _read_as("T", tongue.at, said, tongue) or marked
    return marked


_MAYBE_MONEY = re.compile(r"\b(?:do|like|maybe|of|pay|give|send) $")
"""Before a number that is an hour elsewhere, but here money: "I could do like two fifty"."""


def _read_as(kind: Kind, lead: str, said: str, tongue: Tongue) -> Marked | None:
    """After a question about money a bare number is an amount (three fifty, 八十), after one about a time an hour (half past eight, five)."""
    known = tongue.find(said).entities
    for number in tongue.number.finditer(said):
        if any(e.start <= number.start() < e.end for e in known if not (kind == "A" and _MAYBE_MONEY.search(said[: number.start()]) and e.hour and not e.hour.sure)):
            continue
        read = tongue.find(said[: number.start()] + lead + said[number.start() :])
        price = kind == "A" and len(number[0].split()) > 1  # sixty-two fifty, a hundred and ten: a sum among other words too
        if read.of(kind) and (price or len(tongue.residue.sub("", _bare_text(read, tongue))) <= 2):
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
    if days and (len(sure_ahead) == len(days) or (ahead and _BY_THEN.search(marked.text))):
        found = [_to_come(f, marked) for f in found]
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


_BY_THEN = re.compile(r"(?:那|等|到)D|那我?就?把|我就(?:全|都)|D(?:我)?(?:就)?(?:给你们?|把[^,?]{1,5})(?:(?:转|打|汇|交)过去(?!了)|(?:全|都)(?:部)?(?:还|付|交|结|清)[清完上]?了(?!A))")
"""A weekday at which it will have been paid: 周四给你们全还了."""
_DONE = re.compile(r"已|刚|早就|早已|才|不是|过(?!去|来)")


def _to_come(finding: Finding, marked: Marked) -> Finding:
    """了 and 过去 say that it is done, not when: by a day to come it is promised (明天都还了, 大后天给你们转过去)."""
    if not finding.name.startswith("zh.already_paid.") or _DONE.search(marked.text[: finding.end]):
        return finding
    return replace(finding, intent="promise_to_pay", name="zh.promise_to_pay.by-then")


def _whole(heard: str, said: str, tongue: Tongue, lang: str, expects: str | None, channel: str) -> Meaning | None:
    """A reply that is a run of digits, a yes or a no as a whole."""
    if len(heard) > 80:
        return None
    if heard in _KEYS and expects in ("identity", "yes_no"):
        return _answered(_KEYS[heard], heard, lang, expects)
    if lang == "zh-CN" and heard in _HUH:
        return Meaning("repeat", confidence=0.9, why=("zh.huh",))
    if expects == "digits" and _NOT_BY_HEART.fullmatch(heard):
        return Meaning("deny", confidence=0.9, why=(f"{lang[:2]}.no-digits",))
    run = tongue.digits(said) or (TONGUES["en-US"].digits(said) if lang == "zh-CN" and not _CJK.search(said) else None)
    if run is not None and _is_digits(run, said, expects):
        return Meaning("digits", slots={"digits": run}, confidence=0.95, why=(f"{lang[:2]}.digits",))
    if lang == "zh-CN" and bare.NOISE_ZH.match(heard) and len(heard) > 3 and "," not in heard and expects is None:
        return Meaning("unknown", confidence=0.8, why=("zh.fillers",))
    answer = tongue.yes_or_no(heard)
    if answer is None or (expects == "callback_time" and tongue.vague.search(said)) or (channel == "sms" and heard in ("t", "r",
    "n") and lang == "zh-CN"):
        return None
    return _answered(answer, heard, lang, expects)


_NOT_BY_HEART = re.compile(
    r"(?:um |uh |no |sorry |,|不,|嗯)*(?:i )?(?:do not|can not|could not) (?:remember|recall|have|know|find)(?: it| that| them| those| (?:the|my|any)(?: \w+){1,3})?"
    r"(?: on me| with me| right now| off ?hand| by heart| here)*|(?:我)?(?:也|都|真|现在)*(?:不记得|记不住|记不清|记不得|想不起来|不知道|忘了|没记住|找不到)(?:号码?|那个|尾号|是多少|多少|了|呀|啊)*"
)
"""Asked for digits, who doesn't have them says no to that question, not to the debt."""
_HUH = frozenset(f"{sound}?" for sound in ("啊", "哈", "嗯", "啥", "诶", "什么", "咩", "咋", "啊啊", "哈啊", "啥子"))
_KEYS = {"1": "yes", "2": "no"}
"""Texted as on the keypad."""


def _answered(answer: str, heard: str, lang: str, expects: str | None) -> Meaning:
    """A yes or a no to what was asked."""
    if expects == "identity":
        intent = "confirm_identity" if answer == "yes" else "wrong_person"
        if answer == "no" and re.search(r"\bthanks?\b|\bthank you\b|不用|不需要|不要|不想|不方便|不感兴趣|not interested", heard):
            intent = "deny"
    else:
        intent = "affirm" if answer == "yes" else "deny"
    return Meaning(intent, confidence=0.95, why=(f"{lang[:2]}.bare-{answer}", *((f"expects {expects}",) if expects else ())))


def _half_heard(heard: str, tongue: Tongue) -> Meaning | None:
    """A yes, a no or digits beside a word that the recogniser did not know: no answer at all."""
    rest = " ".join(heard.replace(normalise.UNKNOWN_WORD, " ").split())
    if not rest or tongue.yes_or_no(rest) or tongue.digits(tongue.without_fillers(rest)):
        return Meaning("unknown", confidence=0.8, why=("a word not known",))
    return None


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
        other, text = "zh-CN", normalise.without_fillers_zh(normalise.plain_zh(said))
    elif lang == "zh-CN" and len(_LATIN.findall(said)) >= 2:
        other, text = "en-US", normalise.without_fillers_en(normalise.plain_en(" ".join(_LATIN.findall(said))))
    else:
        return []
    mixed = _CJK.search(said) is not None
    return [f for f in table(other).search(text) if not mixed or f.intent in _EVEN_IN_ANOTHER_TONGUE]


_ANOTHER_NAME = re.compile(r"\b(?:this is|i am|it is|my name is|you (?:have )?(?:reached|got|called))\b|我(?:是|叫|姓)|这(?:里|儿|边)?是")
_PERSON = frozenset({"wrong_person", "third_party", "deceased", "confirm_identity"})
_QUESTIONS = frozenset({"ask_identity", "ask_debt", "repeat", "greeting", "ask_robot"})


_ABOUT_THEM = {
    "en-US": re.compile(r"^(?:no |nope |oh |um |sorry |well |actually )*(?:he|she|they|(?:my |our )?(?:dad|daddy|father|papa|mom|mommy|mother|mama|husband|wife|"
                        r"brother|sister|son|daughter|uncle|aunt|grandpa|grandma|grandfather|grandmother|boyfriend|girlfriend|roommate|kid|boss))"
                        r"(?: just)? (?:is|was|has|had|went|left|ran|will|can|lives|works|does|stepped|took)\b"),
    "zh-CN": re.compile(r"^(?:没|不|哦|啊|喂|,)*(?:他|她|佢|我?(?:爸爸?|妈妈?|老公|老婆|媳妇|儿子|女儿|闺女|哥哥?|姐姐?|弟弟?|妹妹?|爷爷|奶奶|姥姥|姥爷|舅舅?|叔叔?|"
                        r"男朋友|女朋友|对象|室友|老板)|俺(?:爹|娘|媳妇))(?!说我|姓|名)"),
}  # fmt: skip
"""Asked for the borrower, who speaks of somebody else speaks of the borrower."""
_A_PLACE = {
    "en-US": re.compile(r"^(?:no |nope |sorry |hello |wrong )*(?:this is|it is|you (?:have )?(?:reached|got|called)) (?:a|an|the) (?:\w+ ?){1,3}$"),
    "zh-CN": re.compile(r"^(?:不是|没有|喂|,)*(?:我)?(?:这里?|这儿|这边|我们这儿?)是?.{0,6}(?:店|馆|站|所|校|院|公司|厂|室|银行|酒店|超市|局|社|园)$"),
}  # fmt: skip


def _answer_first(said: str, lang: str, expects: str | None, found: list[Finding], clear: bool) -> list[Finding]:
    """The yes or no to the identity question with which a longer reply begins."""
    intents = {f.intent for f in found}
    if expects != "identity" or not clear or intents & _PERSON:
        return []
    answer = bare.leading_answer(said, lang)
    if not intents and _ABOUT_THEM[lang].search(said):
        return [Finding("third_party", f"{lang[:2]}.third_party.about-them", 0, 0)]
    if not intents and _A_PLACE[lang].search(said):
        return [Finding("wrong_person", f"{lang[:2]}.wrong_person.a-place", 0, 0)]
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
