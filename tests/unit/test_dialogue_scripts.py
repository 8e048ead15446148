"""Shipped scripts are proved; faulty ones are refused with file, line and the nearest right name, or with the path that breaks a rule."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.base.resources import scripts_folder
from bot.dialogue import (
    Account,
    Borrower,
    DialogueError,
    Policy,
    Scene,
    load_script,
    load_template,
    prompts,
    render_template,
    script_at,
    sentences,
    verify,
)
from bot.dialogue.compare import differences, text_differences
from bot.dialogue.graph import drawn

LANGUAGES = ("zh-CN", "en-US")

SCENE = Scene(
    "zh-CN",
    "voice",
    "outbound",
    datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=8))),
    "CN",
    Borrower("张示例", "先生", "3158", 1983, "+8613800000001"),
    Account("A1", "诚安联络服务", "蓝松银行", "credit_card", Decimal("2530.00"), currency="CNY", policy=Policy(6, Decimal(500), 15, 10)),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_scripts_are_proved(lang: str) -> None:
    assert [str(problem) for problem in verify(load_script(lang))] == []


FAULTS = [
    (
        "a debt word before verification",
        "Am I speaking with {name}?",
        "Am I speaking with {name} about a loan?",
        r"ask_name.*not verified",
    ),
    ("an amount before verification", "{ack: who_calls, next", "{ack: debt_parts, next", r"debt_parts.*\{creditor\}"),
    ("the debt told to a third person", "third_party: {say: third_party_bye", "third_party: {say: debt", r"line debt.*not verified"),
    ("the debt told to a machine", "machine: {say: voicemail", "machine: {say: debt", r"line debt.*not verified"),
    ("a protecting intent that is not heard", "  crisis: {", "  abuse: {", r"does not listen for crisis"),
    ("talk that goes on after an opt-out", "say: opt_out_bye, end: opted_out", "say: opt_out_bye, again: true", r"opt_out.*must end"),
    (
        "a promise recorded without agreement",
        "do: payment_link_sent, say: pay_how",
        "do: promise_recorded, say: pay_how",
        r"promise_recorded.*before",
    ),
    ("a read-back of nothing", "nothing: {go: payment}", "nothing: {go: promise_confirm}", r"slot promise_date is not filled"),
    ("no disclosure where the debt is named first", "This is an attempt to collect a debt, and any", "Any", r"1006\.18"),
    ("an opening that hides the machine", "this is an automated voice from {agency}.", "this is {agency}.", r"outbound.*automated voice"),
    ("an opening that hides the recording", "voice from {agency}. This call is recorded.", "voice from {agency}.", r"outbound.*recorded"),
    ("an opening that does not say who calls", 'automated voice from {agency}."', 'automated voice."', r"outbound.*who calls"),
    ("a debt named without the purpose", "will be used for that purpose", "will be kept", r"line debt.*used for that purpose"),
    ("a threat", "cannot_hear: Hello, can you hear me?", "cannot_hear: Pay today or we will have you arrested.", r"cannot_hear.*arrest"),
    ("an amount of its own", "How much can you pay", "Can you pay fifty dollars", r"line \w+ says an amount of its own"),
    (
        "a consequence that no account has to list",
        "{when: {allows: credit_report}, text:",
        "{text:",
        r"cq_credit_report speaks of a consequence",
    ),
    (
        "a consequence behind the flag of another",
        "{when: {allows: legal_action}, text:",
        "{when: {allows: [legal_action, late_fee]}, text:",
        r"cq_legal_action speaks of a consequence",
    ),
    (
        "states that go round without the borrower",
        "debt: {say: debt, then: payment}",
        "debt: {say: debt, then: debt}",
        r"goes on to itself",
    ),
]


@pytest.mark.parametrize(("old", "new", "problem"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_script_that_breaks_a_rule_is_not_proved(tmp_path: Path, old: str, new: str, problem: str) -> None:
    script = load_script("en-US", folder=_changed(tmp_path, old, new))
    assert any(re.search(problem, str(found)) for found in verify(script))


EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples" / "scripts").glob("*.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_what_they_say(tmp_path: Path, example: Path) -> None:
    """The good ones are proved, and of the bad ones `verify` says what stands in them."""
    shutil.copytree(scripts_folder() / "en-US", tmp_path / "en-US")
    path = Path(shutil.copy(example, tmp_path / "en-US"))
    wanted = re.search(r"^# verify says: (.*)$", example.read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted is not None
    found = [str(problem) for problem in verify(script_at(path))] or ["proved"]
    assert any(re.search(wanted[1], each) for each in found), found
    assert (found == ["proved"]) is example.stem.startswith("good_")


UNLIKE = [
    ("another outcome", "end: fraud}", "end: dispute}", r"common\.fraud is not the same in zh-CN"),
    ("an effect that is missing", "deceased: {do: frozen:deceased, say", "deceased: {say", r"common\.deceased is not the same in zh-CN"),
    ("a fact more", "ask_amount: How much can", "ask_amount: How much of {total} can", r"line ask_amount says.*total"),
    ("a line that can be cut short", "voicemail:\n    interruptible: false", "voicemail:\n    interruptible: true", r"line voicemail can"),
]


@pytest.mark.parametrize(("old", "new", "problem"), [fault[1:] for fault in UNLIKE], ids=[fault[0] for fault in UNLIKE])
def test_what_is_said_in_two_languages_must_be_the_same(tmp_path: Path, old: str, new: str, problem: str) -> None:
    script = load_script("en-US", folder=_changed(tmp_path, old, new))
    assert any(re.search(problem, str(found)) for found in verify(script))


def test_a_change_is_told_in_words(tmp_path: Path) -> None:
    old, new = load_script("en-US"), load_script("en-US", folder=_changed(tmp_path, "complaint: {do: frozen:complaint,", "complaint: {"))
    assert list(differences(old.file, new.file)) == [
        "always, on complaint: - {do: frozen:complaint, say: complaint_bye, end: complaint}",
        "always, on complaint: + {say: complaint_bye, end: complaint}",
    ]
    assert list(differences(old.file, old.file)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_picture_has_every_state_and_is_well_formed(lang: str) -> None:
    script = load_script(lang)
    picture = ElementTree.fromstring(drawn(script.file))
    named = {element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert set(script.file.states) <= named


REFUSED = [
    (
        "an undefined state, and the nearest",
        "nothing: {go: payment}",
        "nothing: {go: paymant}",
        r"reminder\.yaml:\d+: after\.promise_to_pay.*did you mean payment\?",
    ),
    ("an unknown line", "say: bye_silent", "say: bye_silence", r"no line 'bye_silence'; did you mean bye_silent\?"),
    (
        "an unknown slot",
        "Our number is {agency_phone}",
        "Our number is {agency_fone}",
        r"no slot 'agency_fone'; did you mean agency_phone\?",
    ),
    ("an unknown key", "  crisis: {do:", "  crisis: {doo:", r"reminder\.yaml:\d+: .*doo: is no key here; did you mean do\?"),
    ("an unknown intent", "  deceased: {", "  decesed: {", r"no intent 'decesed'; did you mean deceased\?"),
    ("an unknown effect", "frozen:fraud,", "frozen:frod,", r"no effect 'frozen:frod'; did you mean frozen:fraud\?"),
    ("a check without one of its results", "      same: {again: true}\n", "", r"exactly these results: changed, same, unknown"),
    ("two ways out of a reaction", "say: opt_out_bye, end: opted_out", "say: opt_out_bye, again: true, end: opted_out", r"exactly one of"),
    ("broken YAML", "id: reminder\n", "id: [reminder\n", r"reminder\.yaml:\d+: "),
    ("a format that is not known", "format: 2\n", "format: 7\n", r"reminder\.yaml:1: format 7 is not known here"),
    ("an unknown slot in a condition", "{when: {has: agency_phone}, text: \"This is", "{when: {has: agency_fone}, text: \"This is",
     r"reminder\.yaml:\d+: lines\.who_calls: there is no slot 'agency_fone'; did you mean agency_phone\?"),
    ("an unknown key of a condition", "{when: {channel: sms}, text: \"This is {agency}", "{when: {chanel: sms}, text: \"This is {agency}",
     r"reminder\.yaml:\d+: .*chanel: is no key here; did you mean channel\?"),
    ("a script to extend that is not there", "lang: en-US\n", "lang: en-US\nextends: remindr\n",
     r"reminder\.yaml:\d+: extends: there is no script 'remindr' here; did you mean reminder\?"),
    ("a script to extend in another folder", "lang: en-US\n", "lang: en-US\nextends: ../zh-CN/reminder\n",
     r"reminder\.yaml:\d+: extends: '\.\./zh-CN/reminder' is no name of a script of the same folder"),
    ("another name than the file's", "id: reminder\n", "id: follow_up\n",
     r"reminder\.yaml:\d+: id: is 'follow_up', and the file is called"),
    ("another language than the folder's", "lang: en-US\n", "lang: zh-CN\n",
     r"reminder\.yaml:\d+: lang: is zh-CN, and the file lies in en-US"),
    ("a script that extends itself", "lang: en-US\n", "lang: en-US\nextends: reminder\n", r"extends itself"),
]


@pytest.mark.parametrize(("old", "new", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_malformed_script_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DialogueError, match=message):
        load_script("en-US", folder=_changed(tmp_path, old, new))


def test_a_text_calls_itself_what_its_file_is_called(tmp_path: Path) -> None:
    """It is found by its path and approved by its name: under another name, words that nobody has read could be sent."""
    shutil.copytree(scripts_folder(), tmp_path / "scripts")
    texts = tmp_path / "scripts" / "en-US" / "texts"
    shutil.copy(texts / "payment_reminder.yaml", texts / "contact_request.yaml")
    with pytest.raises(DialogueError, match=r"contact_request\.yaml:\d+: id: is 'payment_reminder'"):
        load_template("en-US", "contact_request", tmp_path / "scripts")


def test_a_difference_shows_all_that_changes_behaviour(tmp_path: Path) -> None:
    """The order of variants (the first that fits is said), the products, and what makes a text be sent unasked."""
    script, text = load_script("en-US").file, load_template("en-US", "payment_reminder").file
    debt = script.lines["debt"]
    turned = script.model_copy(update={"lines": script.lines | {"debt": debt.model_copy(update={"variants": debt.variants[::-1]})}})
    assert next(iter(differences(script, turned))).startswith(f"line debt: 1. {debt.variants[-1].text}")
    assert len(list(differences(script, script.model_copy(update={"products": {"other": "thing"}})))) == 2
    said = text.model_copy(update={"states_debt": not text.states_debt, "products": {"other": "thing"}})
    assert {line.split(":")[0] for line in text_differences(text, said)} == {"states_debt", "products"}


def _extending(tmp_path: Path, more: str) -> Path:
    """A folder with the shipped scripts and a short one that extends the English reminder."""
    shutil.copytree(scripts_folder(), tmp_path / "scripts")
    path = tmp_path / "scripts" / "en-US" / "short.yaml"
    path.write_text(f"format: 2\nversion: 1\nid: short\nlang: en-US\nextends: reminder\n{more}", encoding="utf-8")
    return path


def test_a_script_takes_over_what_it_does_not_have_itself(tmp_path: Path) -> None:
    short, whole = script_at(_extending(tmp_path, "lines:\n  bye: Goodbye for now.\n")), load_script("en-US")
    assert short.file.lines["bye"].variants[0].text == "Goodbye for now."
    assert short.file.states == whole.file.states
    assert {name for name in whole.file.lines if short.file.lines[name] != whole.file.lines[name]} == {"bye"}
    assert short.digest != whole.digest
    assert verify(short) == []


def test_what_is_wrong_in_an_extending_script_is_said_where_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(DialogueError, match=r"short\.yaml:7: lines\.bye: there is no slot 'agensy'; did you mean agency\?"):
        script_at(_extending(tmp_path, "lines:\n  bye: Goodbye from {agensy}.\n"))
    path = tmp_path / "scripts" / "en-US" / "reminder.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  crisis_care:\n", "  crisis_kare:\n"), encoding="utf-8")
    with pytest.raises(DialogueError, match=r"reminder\.yaml:\d+: common\.crisis\.say: there is no line 'crisis_care'"):
        script_at(path.with_name("short.yaml"))


def test_the_digest_changes_with_the_script_that_is_extended(tmp_path: Path) -> None:
    path = _extending(tmp_path, "")
    before = script_at(path).digest
    base = path.with_name("reminder.yaml")
    base.write_text(base.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert script_at(path).digest != before


def test_a_script_of_format_1_is_brought_up_to_date(tmp_path: Path) -> None:
    shutil.copytree(scripts_folder(), tmp_path / "scripts")
    path = tmp_path / "scripts" / "en-US" / "reminder.yaml"
    old = re.sub(r"^format: 2\nversion: \d+\n", "version: 1\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^  screening_end: .*\n", "", old, flags=re.MULTILINE), encoding="utf-8")
    script = script_at(path)
    assert script.file.common["screening_end"].end == "screened"
    assert verify(script) == []


def test_a_line_that_one_language_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DialogueError, match=r"only one of them has: take_tyme, take_time|take_time, take_tyme"):
        load_script("en-US", folder=_changed(tmp_path, "take_time", "take_tyme"))


def test_a_text_is_not_rendered_by_halves() -> None:
    with pytest.raises(DialogueError, match="promise_confirmation"):
        render_template(load_template("zh-CN", "promise_confirmation"), SCENE, {})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_text_states_no_debt_and_says_how_to_stop(lang: str) -> None:
    scene = replace(SCENE, account=replace(SCENE.account, phone="+8610555501"))
    said = render_template(load_template(lang, "contact_request"), scene, {}).text
    assert "诚安联络服务" in said
    assert "+8610555501" in said
    assert ("退订" if lang == "zh-CN" else "STOP") in said
    assert not re.search("蓝松|2530|欠|还款|debt|pay", said)


def test_a_promise_is_confirmed_with_date_amount_and_how_to_pay() -> None:
    scene = replace(SCENE, account=replace(SCENE.account, payment="请登录银行官方应用还款。"))
    agreed = {"promise": {"date": "2026-12-03", "amount": "1200.00"}}
    said = render_template(load_template("zh-CN", "promise_confirmation"), scene, agreed).text
    assert all(part in said for part in ("12月3日", "1200元", "请登录银行官方应用还款。"))


def test_all_that_is_known_before_dialling_can_be_rendered_before_it() -> None:
    known = prompts(load_script("zh-CN"), SCENE)
    for sentence in (
        "请问您是张示例先生吗？",
        "您在蓝松银行的信用卡已经逾期，一共是两千五百三十元。",
        "我核对一下。",
        "对吗？",
        "好的，我们不会再给您打电话。",
    ):
        assert sentence in known
    assert not any("{" in sentence for sentence in known)


def test_sentences_are_the_text() -> None:
    text = "Hello, Mr. Sample from Birch Inc. is here. It is $2,530.50 in all! Is that right?"
    assert sentences(text) == ["Hello, Mr. Sample from Birch Inc. is here.", "It is $2,530.50 in all!", "Is that right?"]
    assert sentences("您好。请问您是张示例先生吗？") == ["您好。", "请问您是张示例先生吗？"]


def _changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the shipped scripts with one change in the English one."""
    shutil.copytree(scripts_folder(), folder / "scripts")
    path = folder / "scripts" / "en-US" / "reminder.yaml"
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    return folder / "scripts"
