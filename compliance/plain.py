"""Statements in plain words, in both languages of the product, and the vocabulary of guard cases in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field

Text = Annotated[str, Field(min_length=3)]


@dataclass(frozen=True, slots=True)
class Plain:
    """One statement in both languages. It holds no personal data."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    en: Text
    zh: Text

    def in_language(self, language: str) -> str:
        """The text for a reader of a language (`zh-CN`, `en`, ...); English for those that we don't have."""
        return self.zh if language.lower().startswith("zh") else self.en


PERSONS = {
    "borrower": Plain("borrower", "借款人本人"),
    "spouse": Plain("spouse", "借款人配偶"),
    "parent": Plain("parent", "借款人父母"),
    "attorney": Plain("attorney", "借款人的律师"),
    "guarantor": Plain("guarantor", "担保人"),
    "co_borrower": Plain("co-borrower", "共同借款人"),
    "agreed_contact": Plain("agreed contact", "约定的联系人"),
    "emergency_contact": Plain("emergency contact", "紧急联系人"),
    "referee": Plain("referee", "推荐人"),
    "neighbour": Plain("neighbour", "邻居"),
}
PURPOSES = {
    "collect": Plain("to collect", "催收"),
    "notify": Plain("to give a voice notice", "语音告知"),
    "locate": Plain("to find out where the borrower is", "查找借款人下落"),
    "restore_contact": Plain("to restore contact with the borrower", "恢复与借款人的联系"),
    "verify_death": Plain("to verify a death", "核实借款人是否去世"),
    "demand_from_third_party": Plain("to demand payment from a third person", "向第三人要求还款"),
    "opt_out_confirmation": Plain("to confirm an opt-out", "确认退订"),
    "remedy_notice": Plain("to give notice of remedies", "告知救济措施"),
    "marketing": Plain("to advertise", "商业推广"),
}
PHRASE_SETS = {
    "threats": Plain("a threat", "威胁"),
    "impersonation": Plain("a false authority", "冒充机关"),
    "insults": Plain("an insult", "侮辱"),
    "shaming": Plain("shaming", "羞辱曝光"),
    "third_party_pressure": Plain("pressure through others", "向第三人施压"),
    "new_borrowing": Plain("a push into new borrowing", "诱导借新还旧"),
    "advertising": Plain("advertising", "广告"),
    "tricks": Plain("a trick", "诱骗"),
    "false_claims": Plain("a false claim", "虚假陈述"),
    "suit": Plain("a lawsuit", "诉讼"),
}
