"""The contract's slots, from what was found and from which intents remain."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from bot.understanding.entities import Entity, Hour, Marked
from bot.understanding.match import Finding

WITH_DATE = ("already_paid", "instalments", "promise_to_pay", "callback")
WITH_AMOUNT = ("already_paid", "instalments", "promise_to_pay")

_INSTEAD = re.compile(
    r"不对|不是|哦不|啊不|噢不|不不|太多|太高|太快|太早|说错|错了|应该是|还是(?!不)|改成|改到|等等|不行|没空|不(?=[DTA])|不,(?=[DTA])|"
    r"\b(?:no|not that|wait|sorry|i mean|actually|make (?:that|it)|rather|too (?:much|high|steep|soon|early)|scratch that|correction|i meant|better (?:make|say))\b"
)
"""Between what was said first and what is meant instead."""
_REACH = 22
"""How far from those words, in characters, the two stand."""
_NEGATED = re.compile(
    r"(?:(?:不是|不在|不要|不用|别)(?:分|做|在|等|还|付)?|not (?:on |until |this |before |need |want |in |over |A )?)(?P<first>[DTAN])(?=[^DTAN]{0,40}(?P<second>(?P=first)))|"
    r"(?:(?:can|could) not|not able to|unable to)(?: [a-z]+){0,3} (?P<beyond>A)(?=[^A]{0,40}A)|"
    r"(?P<no>[DA])[^DTA,]{0,4}(?:没发(?:工资|薪|钱)|还不了|还不上|来不及|没法还|没钱|不行|拿不出|凑不)(?=[^DA]{0,8}(?P=no))|"
    r"(?:是|\b(?:is|say|said|for|on|pay|pays) )(?P<kept>[DTAN])(?:号|期)?,? ?(?:不是|and not|not) ?(?:on |until |the )?(?P<late>(?P=kept))(?![^DTAN]{0,12}(?P=kept))"
)
_SAID_AGAIN = re.compile(r"(?P<day>D)吧?(?=D)|(?P<first>A)(?:(?:,|吧|还|块)*| (?:as in|meaning|in other words|which is|that is to say) )(?=A)")
"""两千, 两千五吧 and 明天大后天吧: the second is meant; of "twenty-three fifty, as in two thousand three hundred fifty" what explains the first."""
_REASON = re.compile(
    r"\b(?:get|gets|getting|am|be|is) (?:off|out|home|done|in|back|up)(?: of)?(?: work| school| class)?(?: (?:at|around|about|by|until|till))* (?P<first>T)|"
    r"\b(?:finish|finishes|ends?|starts?|work(?:ing)?|busy)(?: (?:work|school|class))?(?: (?:at|around|about|by|until|till)){1,2} (?P<that>T)|"
    r"(?P<then>T)(?:才|就|钟)?(?:下班|下课|放学|收工|散会|到家|开会|上班|下夜班|下工)"
)
"""When something else happens, said as the reason for another time: i get off at four so any time after five."""


def taken_back(marked: Marked) -> set[int]:
    """The places of entities that the speaker corrected at once: 周五 不对 周六."""
    out: set[int] = {m.start() for m in _SAID_AGAIN.finditer(marked.text)}
    refused = list(_NEGATED.finditer(marked.text))
    out |= {m.start(group) for m in refused for group in ("first", "beyond", "no", "late") if m[group]}
    reasons = {m.start(str(m.lastgroup)) for m in _REASON.finditer(marked.text)}
    out |= reasons if any(place not in reasons for place, _ in marked.of("T")) else set()
    spared = [m.span() for m in refused if m["late"]]
    for m in _INSTEAD.finditer(marked.text):
        if any(start <= m.start() < end for start, end in spared):
            continue  # Tuesday, not Monday: nothing before it is taken back
        before = {p: e.kind for p, e in zip(marked.at, marked.entities, strict=True) if m.start() - _REACH <= p < m.start()}
        after = {e.kind for p, e in zip(marked.at, marked.entities, strict=True) if m.end() <= p < m.end() + _REACH}
        out |= {place for place, kind in before.items() if kind in after}
    return out


def fill(findings: list[Finding], marked: Marked, at: datetime, full: bool, halves: bool) -> dict[str, str]:
    """The slots that the table lists for the intents that remain. `full` and `halves`: whether the words mean all of it, or two parts."""
    by_intent = {f.intent: f for f in findings}
    gone = taken_back(marked)
    slots: dict[str, str] = {}
    owner = next((by_intent[i] for i in WITH_DATE if i in by_intent), None)
    if owner is not None:
        day = _day(owner, marked, gone, at.date())
        if day is not None:
            slots["date"] = day.isoformat()
    if "callback" in by_intent:
        hour = _nearest(by_intent["callback"], [(p, e) for p, e in marked.of("T") if p not in gone])
        if hour is not None and hour.hour is not None:
            slots["time"] = _time(hour.hour, at, today="date" not in slots or slots["date"] == at.date().isoformat())
        elif hour is not None and (moment := hour.moment(at)):
            slots["time"] = moment.strftime("%H:%M")
            if moment.date() != at.date():
                slots["date"] = moment.date().isoformat()
    payer = next((by_intent[i] for i in WITH_AMOUNT if i in by_intent), None)
    if payer is not None:
        amount = _nearest(payer, [(p, e) for p, e in marked.of("A") if p not in gone])
        if amount is not None and amount.number is not None:
            slots["amount"] = plain_number(amount.number)
        elif full and payer.intent != "instalments":
            slots["amount"] = "full"
    if "instalments" in by_intent:
        count = _nearest(by_intent["instalments"], [(p, e) for p, e in marked.of("N") if p not in gone])
        if count is not None and count.number is not None:
            slots["count"] = plain_number(count.number)
        elif halves:
            slots["count"] = "2"
    return slots


def plain_number(value: Decimal) -> str:
    """A decimal without exponent or needless zeros; cents are two digits."""
    if value == value.to_integral_value():
        return str(int(value))
    return str(value.quantize(Decimal("0.01")))


def _nearest(finding: Finding, places: list[tuple[int, Entity]]) -> Entity | None:
    def distance(place: int) -> int:
        return max(finding.start - place, place - finding.end + 1, 0)

    return min(places, key=lambda pe: (distance(pe[0]), pe[0]))[1] if places else None


def _day(owner: Finding, marked: Marked, gone: set[int], today: date) -> date | None:
    past = owner.intent == "already_paid"
    days = []
    for place, entity in marked.of("D"):
        found = entity.day(today, past) if entity.day and place not in gone else None
        if found is not None and (found <= today if past else found >= today):
            days.append((max(owner.start - place, place - owner.end + 1, 0), place, found))
    return min(days)[2] if days else None


def _time(hour: Hour, at: datetime, *, today: bool) -> str:
    """An hour without its part of the day is the one at which people are called: 一点 is 13:00, nine is 09:00; eight, once eight is past, 20:00."""
    value = hour.value
    if not hour.sure and 1 <= value.hour <= 11 and (value.hour <= 7 or (value.hour == 8 and today and at.hour >= 8)):
        value = value.replace(hour=value.hour + 12)
    return value.strftime("%H:%M")
