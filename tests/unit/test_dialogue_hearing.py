"""What words mean in their place: a yes in other words, digits among words, a name alone, somebody else's death."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.app import load_scripts
from bot.dialogue import start
from bot.dialogue.agreeing import agrees
from bot.dialogue.hearing import in_context
from bot.dialogue.types import Account, Borrower, Said, Scene
from bot.understanding import Meaning, understand

AT = datetime.fromisoformat("2026-11-24T10:00:00+08:00")


@pytest.mark.parametrize("text", ["这回对了", "对，一次还清", "行，按六期", "没有不对的，就这么着",
                                  "嗯 是的", "可以的", "好的，就这样", "没问题"])  # fmt: skip
def test_a_yes_in_mandarin(text: str) -> None:
    assert agrees(text, "zh-CN")


@pytest.mark.parametrize("text", ["Yes, the twelfth.", "yeah that works", "No, nothing wrong with that, go ahead",
                                  "sounds good to me", "right"])  # fmt: skip
def test_a_yes_in_english(text: str) -> None:
    assert agrees(text, "en-US")


@pytest.mark.parametrize("text", ["对不起，我没听清", "行不行啊", "可以是可以，但是要晚两天", "是谁啊", "好像不对",
                                  "是不是太多了", "对，不过改成下周", "不对",
                                  "可以少一点吗", "好几个月没工资了", "行什么行"])  # fmt: skip
def test_what_takes_it_back_or_asks_is_no_yes(text: str) -> None:
    assert not agrees(text, "zh-CN")


@pytest.mark.parametrize("text", ["yes but make it Friday", "yeah no", "okay wait", "sure, how much?", "right, not that one",
                                  "I don't think so",
                                  "fine if it has to be", "correct it please, it isn't"])  # fmt: skip
def test_what_takes_it_back_or_asks_is_no_yes_in_english(text: str) -> None:
    assert not agrees(text, "en-US")


def heard(
    text: str, *, expects: str, lang: Any = "en-US", verified: bool = False, meaning: Meaning | None = None, direction: Any = "outbound",
    draft: dict[str, Any] | None = None,
) -> Meaning:
    name = "Alexis Demo" if lang == "en-US" else "孙试用"
    account = Account("a", "Agency", "Bank", "credit_card", Decimal(100))
    scene = Scene(lang, "voice", direction, AT, "US" if lang == "en-US" else "CN-GD", Borrower(name, id_last4="6612"), account)
    state = {**start(load_scripts()[lang, "reminder"], scene), "draft": draft or {}, "expects": expects,
             "verified": verified, "named": expects == "digits"}
    said = Said(text, meaning or understand(text, lang=lang, at=AT, expects=expects), AT)
    return in_context(said, scene, state)


@pytest.mark.parametrize(("text", "lang", "digits"), [
    ("Here we are. Oh nine three four.", "en-US", "0934"),
    ("Alexis Demo 6612", "en-US", "6612"),
    ("My bad. Eight eight one seven.", "en-US", "8817"),
    ("找着了，七三六一", "zh-CN", "7361"),
    ("孙试用，1972年生", "zh-CN", "1972"),
])  # fmt: skip
def test_digits_that_were_asked_for_are_heard_among_words(text: str, lang: str, digits: str) -> None:
    meaning = heard(text, expects="digits", lang=lang)
    assert (meaning.intent, meaning.slots) == ("digits", {"digits": digits})


def test_digits_among_words_that_protect_are_left_alone() -> None:
    assert heard("stop calling me, I am not 6612", expects="digits").intent != "digits"
    assert heard("Alexis Demo 6612", expects="payment").intent != "digits", "nobody asked for them"
    assert heard("it is 661 something", expects="digits").intent != "digits", "not as many as were asked for"


ALONE = [("Alexis Demo", "en-US"), ("yes, Alexis Demo", "en-US"), ("我是孙试用", "zh-CN"), ("嗯，孙试用", "zh-CN")]


@pytest.mark.parametrize(("text", "lang"), ALONE)
def test_the_name_alone_is_who_they_are(text: str, lang: str) -> None:
    assert heard(text, expects="identity", lang=lang).intent == "confirm_identity"


@pytest.mark.parametrize("text", ["Alexis Demo's wife", "this is NOT Alexis Demo", "Alexis Demo moved away"])
def test_a_name_that_is_somebody_elses_is_not(text: str) -> None:
    assert heard(text, expects="identity").intent != "confirm_identity"


def test_a_relatives_death_is_a_hardship_of_the_verified_borrower_and_a_death_before() -> None:
    died = Meaning("deceased", confidence=0.9)
    assert heard("My mom passed away last month", expects="payment", verified=True, meaning=died).intent == "hardship"
    assert heard("My mom passed away last month", expects="identity", meaning=died).intent == "deceased"
    assert heard("Alexis died in May", expects="payment", verified=True, meaning=died).intent == "deceased"


@pytest.mark.parametrize(("why", "confidence", "direction", "intent"), [
    ("model.wrong_person", 0.95, "inbound", "unknown"),
    ("model.wrong_person", 0.95, "outbound", "wrong_person"),
    ("model.wrong_person", 0.5, "outbound", "unknown"),
    ("en.wrong_person.number", 0.5, "inbound", "wrong_person"),
])  # fmt: skip
def test_a_number_is_not_given_up_for_an_unsure_guess_nor_for_any_about_who_calls_us(
    why: str, confidence: float, direction: str, intent: str
) -> None:
    guessed = Meaning("wrong_person", confidence=confidence, why=(why,))
    assert heard("(words)", expects="identity", meaning=guessed, direction=direction).intent == intent


@pytest.mark.parametrize(("text", "lang", "intent"), [
    ("I've got a missed call from you folks", "en-US", "unknown"),
    ("Yeah hang on, he's right here", "en-US", "wait"),
    ("Yeah, it's Alexis", "en-US", "confirm_identity"),
    ("You're speaking with her", "en-US", "confirm_identity"),
    ("昨天你们打过电话", "zh-CN", "unknown"),
    ("是啊他就在旁边", "zh-CN", "unknown"),
    ("我是，怎么了", "zh-CN", "confirm_identity"),
])  # fmt: skip
def test_who_answers_is_not_taken_from_a_guess_about_words_that_claim_nothing(text: str, lang: Any, intent: str) -> None:
    """Half of the identity rests on it."""
    guessed = Meaning("confirm_identity", why=("model.confirm_identity",))
    assert heard(text, expects="identity", lang=lang, meaning=guessed).intent == intent


@pytest.mark.parametrize(("draft", "slots", "intent"), [
    ({"promise": {"date": "2026-11-26"}}, {}, "promise_to_pay"),
    ({"promise": {"date": "2026-11-26"}}, {"date": "2026-11-20"}, "already_paid"),
    ({"promise": {"date": "2026-11-26", "amount": "100.00"}}, {}, "already_paid"),
    ({}, {}, "already_paid"),
])  # fmt: skip
def test_all_of_it_for_the_day_just_named_is_a_promise(draft: dict[str, Any], slots: dict[str, str], intent: str) -> None:
    account = Account("a", "Agency", "Bank", "credit_card", Decimal(100))
    scene = Scene("zh-CN", "voice", "outbound", AT, "CN", Borrower("孙试用", id_last4="6612"), account)
    state = {**start(load_scripts()["zh-CN", "reminder"], scene), "expects": "payment", "verified": True, "draft": draft}
    assert in_context(Said("全还了", Meaning("already_paid", slots=slots), AT), scene, state).intent == intent


@pytest.mark.parametrize(("text", "lang", "confirms"), [
    ("Yes, and you are?", "en-US", True), ("Yeah, what is this about", "en-US", True), ("Yes? Who is this?", "en-US", False),
    ("Yes, he's my brother", "en-US", False), ("yes, but you have the wrong one", "en-US", False),
    ("是的，我要还款", "zh-CN", True), ("对，你是哪里", "zh-CN", True), ("是谁啊", "zh-CN", False), ("对，他在旁边", "zh-CN", False),
])  # fmt: skip
def test_a_yes_and_more_says_who_they_are_too(text: str, lang: Any, confirms: bool) -> None:
    found = heard(text, expects="identity", lang=lang, meaning=Meaning("ask_identity", why=("rule",)))
    assert ("confirm_identity" in found.also) is confirms


def test_who_calls_back_is_not_asked_when_to_call_back() -> None:
    back = Meaning("callback", why=("rule",))
    assert heard("回个电话", expects="identity", lang="zh-CN", meaning=back, direction="inbound").intent == "unknown"
    assert heard("回头再打", expects="identity", lang="zh-CN", meaning=back).intent == "callback"


@pytest.mark.parametrize(("text", "lang"), [
    ("Hang on, I'll get him", "en-US"), ("let me put her on", "en-US"), ("你等一下啊，我叫他来接", "zh-CN"), ("稍等，他来了", "zh-CN"),
])  # fmt: skip
def test_who_fetches_the_person_we_asked_for_is_waited_for(text: str, lang: Any) -> None:
    meaning = heard(text, expects="identity", lang=lang)
    assert (meaning.intent, meaning.also) == ("wait", ("third_party",))


@pytest.mark.parametrize(("text", "lang"), [
    ("I'll get him to call you", "en-US"), ("he's not here, I'll get him later", "en-US"), ("他不在，回来我叫他接", "zh-CN"),
])  # fmt: skip
def test_who_only_takes_a_message_is_not(text: str, lang: Any) -> None:
    assert heard(text, expects="identity", lang=lang).intent == "third_party"


PLANNED = {"plan": {"instalments": [{"date": "2026-12-01", "amount": "50.00"}] * 2}}


@pytest.mark.parametrize(("text", "lang", "expected"), [
    ("Hmm, that's too much, make it six", "en-US", ("instalments", {"count": "6"})),
    ("no, make it four", "en-US", ("instalments", {"count": "4"})),
    ("that's too much", "en-US", ("deny", {})),
    ("不对，是四期", "zh-CN", ("instalments", {"count": "4"})),
    ("I don't owe you that, I dispute it", "en-US", ("dispute", {})),
])  # fmt: skip
def test_too_much_of_a_plan_that_was_read_back_is_no_dispute(text: str, lang: Any, expected: tuple[str, dict[str, str]]) -> None:
    meaning = heard(text, expects="yes_no", lang=lang, verified=True, draft=PLANNED)
    assert (meaning.intent, dict(meaning.slots)) == expected
