"""Proofs about a text that is sent outside a conversation, and what it costs: its words alone decide, there are no paths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.base.segments import is_gsm, segments
from bot.dialogue.claims import claims
from bot.dialogue.lines import filled, filling_of_text
from bot.dialogue.load import Template
from bot.dialogue.proving import Problem, debt_in, unfilled
from bot.dialogue.schema import Variant
from bot.dialogue.types import Account, Borrower, Policy, Promised, Scene
from compliance import wording
from compliance.required import missing

MOST_SEGMENTS = 6
"""Our own rule: who gets more in one message reads none of it, and each part is paid for."""
_LONG = Scene(
    "en-US", "sms", "outbound", datetime(2026, 11, 24, 10, tzinfo=UTC), "US",
    Borrower("Christopher Sampleton", "女士", "1370", 1985, "+15125550100"),
    Account(
        "A1", "Maple Street Services", "Cobblestone Bank", "other", Decimal("88888.88"), Decimal("80000.00"), Decimal("8000.00"),
        Decimal("888.88"), "USD", date(2026, 9, 30), date(2026, 11, 23), 54, (), Policy(6, Decimal("1000.00"), 15, 10),
        payment="Pay at pay.cobblestone.example or in the app of the lender", phone="+15125550111",
        promised=Promised(date(2026, 12, 28), Decimal("88888.88")),
    ),
)  # fmt: skip
_AGREED = {
    "promise": {"date": "2026-12-28", "amount": "88888.88"},
    "plan": {"instalments": [{"date": "2026-12-28", "amount": "14815.00"}] * 5 + [{"date": "2027-05-28", "amount": "14813.88"}]},
    "callback": {"at": "2026-12-28T14:30:00+00:00"},
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a text of a template takes on the air with long, made-up values."""

    characters: int
    encoding: str
    segments: int


def cost(template: Template) -> Cost:
    """Of the longest of its variants."""
    longest = max((_sample(template, variant) for variant in template.file.text.variants), key=segments)
    return Cost(len(longest), "GSM-7" if is_gsm(longest) else "UCS-2", segments(longest))


def verify_text(template: Template) -> list[Problem]:
    """What can't be proved of this text; empty: it may be used."""
    found: dict[str, None] = {}
    for variant in template.file.text.variants:
        found.update(dict.fromkeys(_problems(template, variant)))
    return [Problem(f"text {template.id} ({template.lang}): {each}") for each in found]


def _problems(template: Template, variant: Variant) -> list[str]:
    text, file = variant.text, template.file
    problems = [f"says what must never be said: {hit.phrase}" for hit in wording.prohibited(text, template.lang)]
    problems += claims(variant)
    problems += [f"the slot {slot} can be empty; give the variant `when: {{has: {slot}}}`" for slot in unfilled(variant)]
    shown = debt_in(text)
    if file.unsolicited:
        problems += [f"shows the debt ({shown}) to somebody who has not asked for it"] if shown and not file.states_debt else []
        problems += [f"does not say {each.says.en} ({each.citation})" for each in missing(text, "message", "sms", "US", "{agency}")]
    elif "{agency}" not in text:
        problems.append("does not say who sends it")
    if shown and _in_the_us(template, variant):
        problems += [f"does not say {each.says.en} ({each.citation})" for each in missing(text, "later", "sms", "US")]
    sample = _sample(template, variant)
    if template.lang == "en-US" and not is_gsm(sample):
        problems.append(f"has characters that make it cost twice as much: {''.join(sorted({c for c in sample if not is_gsm(c)}))}")
    if segments(sample) > MOST_SEGMENTS:
        problems.append(f"takes {segments(sample)} parts on the air; at most {MOST_SEGMENTS} are read")
    return problems


def _in_the_us(template: Template, variant: Variant) -> bool:
    """Whether this variant can be the one that is sent there: none before it is for the US under the same conditions."""
    if variant.when.place:
        return "US" in variant.when.place
    there = variant.when.model_copy(update={"place": ["US"]})
    earlier = template.file.text.variants[: template.file.text.variants.index(variant)]
    return all(each.when != there for each in earlier)


def _sample(template: Template, variant: Variant) -> str:
    """The variant with long values in its slots."""
    scene = replace(_LONG, lang=template.lang)
    if template.lang == "zh-CN":
        account = replace(_LONG.account, agency="诚安联络服务中心", payment="请登录蓝松银行官方应用，在我的贷款中还款")
        scene = replace(scene, borrower=replace(_LONG.borrower, name="欧阳测试样"), account=account)
    return filled(variant.text, filling_of_text(template, scene, _AGREED)) or variant.text
