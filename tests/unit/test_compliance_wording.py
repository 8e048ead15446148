"""Wording: what must never be said is found, what is polite is left alone."""

from __future__ import annotations

import pytest

from compliance import wording


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


def test_ways_to_stop_and_the_collectors_name_are_recognised() -> None:
    assert wording.has_opt_out("Reply STOP to opt out.")
    assert wording.has_opt_out("回T退订")
    assert not wording.has_opt_out("Please call us.")
    assert wording.names_collector("This is an attempt to collect a debt.")
    assert not wording.names_collector("Your account is past due.")


@pytest.mark.parametrize("text", ["STOP", "stop.", "Please stop!", "Unsubscribe", "opt out", "stop texting me", "T", "退订", "不要再发了"])
def test_a_message_that_is_nothing_but_an_opt_out_is_one(text: str) -> None:
    assert wording.opts_out(text)


@pytest.mark.parametrize("text", ["I will stop by tomorrow", "When does it end?", "please don't stop", "T恤", "I'm busy right now"])
def test_a_message_that_only_holds_such_a_word_is_no_opt_out(text: str) -> None:
    assert not wording.opts_out(text)


def test_a_threat_is_found_next_to_a_denial_of_another() -> None:
    assert [hit.phrase for hit in wording.prohibited("我们不会联系您的家人，但会让你坐牢", "CN")] == ["坐牢"]


def test_a_hit_names_what_prohibits_it_in_the_place() -> None:
    (hit,) = wording.prohibited("后果自负", "CN-GD")
    assert hit.phrase == "后果自负"
    assert "CBA" in hit.citation
