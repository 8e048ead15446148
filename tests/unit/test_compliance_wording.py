"""Wording: what must never be said is found, what is polite is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC
from ruamel.yaml import YAML

from bot.base.resources import scripts_folder
from compliance import decide, load_packs, parse_case, wording
from compliance.phrasebook import phrases
from compliance.required import element, missing, required

WORDING = Path(__file__).parent / "wording"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("再不还钱就让你坐牢", "threats"),
        ("今天不处理后果自负", "threats"),
        ("【示例市公安局】请立即还款", "impersonation"),
        ("这里是示例区人民法院", "impersonation"),
        ("你就是个老赖", "insults"),
        ("我们会把你的照片发到朋友圈", "shaming"),
        ("我们将通知您的单位和家人", "third_party_pressure"),
        ("明天上门", "third_party_pressure"),
        ("您可以先向朋友借来还", "new_borrowing"),
        ("後果自負", "threats"),
        ("我 们 会 联 系 你 的 家 人", "third_party_pressure"),
        ("You will be arrested", "threats"),
        ("Pay now or else", "threats"),
        ("We will file a lawsuit against you", "threats"),
        ("This is the county sheriff's office", "impersonation"),
        ("You are a deadbeat", "insults"),
        ("We’ll tell your employer", "third_party_pressure"),
        ("Take out a new loan to pay us", "new_borrowing"),
        ("Your parcel could not be delivered, call us", "tricks"),
        ("Ring 0906 555 0100 now", "tricks"),
        ("小心你的家人", "threats"),
        ("你家住哪我清楚得很", "threats"),
        ("今天就到你单位去贴通知", "threats"),
        ("您的行为已构成犯罪，将移送司法机关", "threats"),
        ("【国家金融监督管理总局】请立即还款", "impersonation"),
        ("我哋會打電話俾你老闆", "third_party_pressure"),
        ("让你妈替你还钱", "third_party_pressure"),
        ("您可借助合作平台再借一笔", "new_borrowing"),
        ("You have 24 hours before we press charges", "threats"),
        ("I'm Detective Sample calling about it", "impersonation"),
        ("We've already told your neighbors", "third_party_pressure"),
    ],
)
def test_what_may_not_be_said_is_found(text: str, name: str) -> None:
    assert name in {hit.set for hit in wording.prohibited(text, "zh-CN")}


@pytest.mark.parametrize(
    "text",
    [
        "【示例金融】您的本期账单已逾期，请及时还款，如有困难可致电400-000-0000协商。回T退订。",
        "您好，我是示例联络服务的智能语音助手，请问您是张示例本人吗？",
        "逾期情况会如实报送征信系统。",
        "感谢您的来电，再见。",
        "Sample Contact, a debt collector: your account is past due. Please call 202-555-0100. Reply STOP to opt out.",
        "Please call the office at 202-555-0100 if you need help.",
        "The creditor may take legal action.",
        "Thank you. You can pay through our app.",
        "We can set up a plan with smaller payments.",
        "我们不会联系您的家人或单位。",
        "我行不会要求您向个人账户转账。",
        "我们已为您调整您的账单日。",
        "如有疑问，请联系公司客服。",
        "We will not contact your employer or family.",
    ],
)
def test_polite_reminders_are_left_alone(text: str) -> None:
    assert wording.prohibited(text, "US") == []


@pytest.mark.parametrize(
    "text",
    ["您有一笔欠款", "您的贷款", "请尽快还款", "已经逾期", "我们是催收公司",
     "your loan", "an overdue payment", "you owe", "a debt", "collections"],
)  # fmt: skip
def test_words_that_show_a_debt_are_found(text: str) -> None:
    assert wording.reveals_debt(text)


@pytest.mark.parametrize(
    "text",
    ["您好，请问是张示例本人吗？", "有一件私事需要核实", "网络信号欠佳",
     "May I speak to Echo Sample?", "Please pay attention", "a personal matter"],
)  # fmt: skip
def test_a_neutral_opening_shows_no_debt(text: str) -> None:
    assert wording.reveals_debt(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("再不还钱就让你坐 牢", "threats"),
        ("再不还钱就让你坐.牢", "threats"),
        ("再不还钱就让你坐*牢", "threats"),
        ("再不还钱就让你坐\u200b牢", "threats"),
        ("再不还钱就让你“坐”牢", "threats"),
        ("你😡这个😡老😡赖", "insults"),
        ("【示例市公 安 局】请立即还款", "impersonation"),
        ("凍結您的賬戶", "threats"),
        ("影響您的子女上學", "threats"),
        ("我們將通知您的單位和家人", "third_party_pressure"),
        ("爆通訊錄", "third_party_pressure"),
        ("您已被起訴", "impersonation"),
        ("老賴", "insults"),
        ("再借一筆", "new_borrowing"),
        ("Ｙｏｕ ｗｉｌｌ ｂｅ ａｒｒｅｓｔｅｄ", "threats"),
        ("YOU WILL BE ARRESTED", "threats"),
        ("You will be a r r e s t e d", "threats"),
        ("You will be a.r.r.e.s.t.e.d", "threats"),
        ("You will be ar\u00adrested", "threats"),
        ("You will be a̶r̶r̶e̶s̶t̶e̶d̶", "threats"),
        ("We  will   tell your\nemployer", "third_party_pressure"),
        ("This is the I.R.S.", "impersonation"),
    ],
)
def test_what_is_written_past_a_filter_is_found(text: str, name: str) -> None:
    assert name in {hit.set for hit in wording.prohibited(text, "zh-CN")}


LANGUAGES = ("zh", "en")
INNOCENT = [line for language in LANGUAGES for line in (WORDING / f"innocent.{language}.txt").read_text(encoding="utf-8").splitlines()]
PROHIBITED = [
    line.split("\t") for language in LANGUAGES for line in (WORDING / f"prohibited.{language}.txt").read_text(encoding="utf-8").splitlines()
]
"""Each of them a set and a sentence."""
TRADITIONAL = [OpenCC(variant).convert for variant in ("s2t", "s2tw", "s2hk")]


def found(text: str) -> set[str]:
    return {hit.set for hit in wording.prohibited(text, "CN") + wording.find(text, ("advertising",))}


def test_innocent_sentences_are_left_alone() -> None:
    """What callers say who keep the rules: help, rights, denials, warnings of fraud, the words of a crisis."""
    assert len(INNOCENT) >= 300
    assert {line: sets for line in INNOCENT if (sets := found(line))} == {}


def test_prohibited_sentences_are_found() -> None:
    """What callers say who keep no rules: also where they deny it, or say that it won't be done to who pays."""
    assert len(PROHIBITED) >= 300
    assert [(name, line) for name, line in PROHIBITED if name not in found(line)] == []


def test_traditional_characters_make_no_difference() -> None:
    """As they are written in Hong Kong, in Taiwan, and one by one."""
    missed = [written for name, line in PROHIBITED for convert in TRADITIONAL if name not in found(written := convert(line))]
    accused = [written for line in INNOCENT for convert in TRADITIONAL if found(written := convert(line))]
    assert (missed, accused) == ([], [])


def test_the_shipped_scripts_and_texts_are_left_alone() -> None:
    lines = [line for path in scripts_folder().rglob("*.yaml") for line in _texts(YAML(typ="safe", pure=True).load(path))]
    assert len(lines) > 300
    assert {line: hits for line in lines if (hits := wording.prohibited(line, "CN") + wording.find(line, ("advertising",)))} == {}


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _texts(each)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("You will be arrested tomorrow", "'arrested'"),
        ("再不还钱就让你坐牢", "'坐牢'"),
        ("Special offer: your account is past due", "'Special offer'"),
        ("You deadbeat, you will be arrested", "'deadbeat' (an insult), 'arrested' (a threat)"),
    ],
)
def test_a_text_that_fails_is_blocked_with_its_words_shown(text: str, shown: str) -> None:
    case = {"id": "a", "place": "SG", "attempt": {"at": "2026-11-10T10:00:00+08:00", "channel": "sms", "text": text}}
    decision = decide(parse_case(case), load_packs())
    assert decision.outcome == "block"
    assert any(shown in reason.detail for reason in decision.reasons)


@pytest.mark.parametrize("person", ["neighbour", "spouse"])
def test_a_debt_told_to_somebody_else_is_blocked_with_its_words_shown(person: str) -> None:
    told = {"person": person, "purpose": "locate", "text": "Please ask him to call about his loan"}
    case = {"id": "a", "place": "SG", "attempt": {"at": "2026-11-10T10:00:00+08:00", "channel": "sms", **told}}
    (reason,) = decide(parse_case(case), load_packs()).reasons
    assert "loan" in reason.detail
    assert "loan" in reason.says.zh


def test_ways_to_stop_and_the_collectors_name_are_recognised() -> None:
    assert element("opt_out").said_in("Reply STOP to opt out.")
    assert element("opt_out").said_in("回T退订")
    assert not element("opt_out").said_in("Please call us.")
    assert element("debt_collector").said_in("This is an attempt to collect a debt.")
    assert not element("debt_collector").said_in("Your account is past due.")


def test_what_the_law_wants_said_depends_on_the_place_the_medium_and_the_moment() -> None:
    assert [each.id for each in required("opening", "voice", "CN")] == ["caller", "automated_voice"]
    assert [each.id for each in required("debt", "voice", "US-MA")] == ["collection_attempt", "information_used"]
    assert required("debt", "voice", "GB") == ()
    assert [each.id for each in required("message", "sms", "US")] == ["caller", "opt_out"]
    assert required("message", "voice", "US") == (element("caller"),)


def test_what_is_missing_is_named_with_its_citation() -> None:
    good = "Hello, this is an automated voice from Sample Contact. This call is recorded."
    assert missing(good, "opening", "voice", "US", "Sample Contact") == []
    assert missing(good, "recorded", "voice", "US") == []
    lacking = missing("你好。", "opening", "voice", "CN", "示例联络")
    assert [each.says.zh for each in lacking] == ["由谁联系", "由智能语音拨打"]
    assert all(each.citation for each in lacking)


@pytest.mark.parametrize("text", ["STOP", "stop.", "Please stop!", "Unsubscribe", "opt out", "stop texting me", "T", "退订", "不要再发了"])
def test_a_message_that_is_nothing_but_an_opt_out_is_one(text: str) -> None:
    assert wording.opts_out(text)


@pytest.mark.parametrize("text", ["I will stop by tomorrow", "When does it end?", "please don't stop", "T恤", "I'm busy right now"])
def test_a_message_that_only_holds_such_a_word_is_no_opt_out(text: str) -> None:
    assert not wording.opts_out(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("这里是市公安局反诈中心，请配合还款。", "impersonation"),
        ("我们会通知您父母，保重身体", "third_party_pressure"),
        ("您说没钱，我们就联系您的单位", "third_party_pressure"),
        ("听说您母亲住院了，我们会打给您的家人", "third_party_pressure"),
        ("你是不是智障", "insults"),
        ("We are sorry to hear that you are ill; we will call your boss", "third_party_pressure"),
        ("You said you can't pay, so we will tell your wife", "third_party_pressure"),
        ("Please contact the ombudsman. This is the county sheriff's office", "impersonation"),
        ("If we don't hear from you, the police will come to get you", "threats"),
    ],
)
def test_a_kind_word_nearby_excuses_nothing(text: str, name: str) -> None:
    assert name in {hit.set for hit in wording.prohibited(text, "CN")}


@pytest.mark.parametrize(
    "text",
    ["您说您已经报警了，我们会配合。", "You mentioned that someone threatened you with jail. That was not us."],
)
def test_what_the_borrower_said_may_be_told_again(text: str) -> None:
    assert wording.prohibited(text, "CN") == []


@pytest.mark.parametrize(
    "text",
    [
        "We may take you to court", "The next step is court", "You will be served with a summons", "We have not sued you yet",
        "We would rather settle this without going to court", "Our attorneys are reviewing your account", "To avoid a lawsuit, pay today",
        "我们将向法院起诉您", "法院见", "为避免诉讼，请于今日还款", "我们尚未起诉您，请抓紧处理", "本案已移交律师处理",
    ],
)  # fmt: skip
def test_a_suit_announced_threatened_or_hinted_at_is_found(text: str) -> None:
    assert wording.find(text, ("suit",))


@pytest.mark.parametrize(
    "text",
    [
        "We do not sue", "You asked for the bankruptcy court's address: 1 Sample Street", "Our branch is near Court Street",
        "You said you are being sued by another company", "Would the 15th suit you better?", "Do you have a lawyer we should speak with?",
        "因债务已过诉讼时效，我们不会起诉您", "您问的破产法院地址是示例路1号", "我们的网点在法院路5号", "您可以向法律援助中心咨询",
    ],
)  # fmt: skip
def test_a_court_that_is_only_mentioned_is_no_suit(text: str) -> None:
    assert wording.find(text, ("suit",)) == []


def test_english_phrases_begin_at_a_word() -> None:
    """All of a set are then tried at once, and only there."""
    assert [each for patterns in phrases()["en"].sets.values() for each in patterns if not each.startswith("\\b")] == []


def test_a_threat_is_found_next_to_a_denial_of_another() -> None:
    assert [hit.phrase for hit in wording.prohibited("我们不会联系您的家人，但会让你坐牢", "CN")] == ["坐牢"]


def test_a_hit_names_what_prohibits_it_in_the_place() -> None:
    (hit,) = wording.prohibited("后果自负", "CN-GD")
    assert hit.phrase == "后果自负"
    assert "CBA" in hit.citation


def test_a_name_in_the_signature_asks_nobody_to_call() -> None:
    """A confirmation by 诚安联络服务 (which has `contact` in its name) holds nothing more; the same words behind it do."""
    assert wording.more_than_confirmation("【诚安联络服务】您已退订，我们不会再给这个号码发短信。") == []
    assert wording.more_than_confirmation("【诚安服务】您已退订。请与我们联络。")
    assert wording.more_than_confirmation("【催收中心】您已退订。"), "a signature can show a debt all the same"
