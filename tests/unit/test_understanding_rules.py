"""What holds for every reply: vocabulary, order, slots, safety, no crash, speed."""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.session import Session
from bot.cli.understand import EXPECTS as ASKED
from bot.cli.understand import answer_lines, understand_command
from bot.understanding import INTENTS, UnderstandingError, explain, interpret, understand
from bot.understanding.decide import _COVERS, _EXPLAINS
from bot.understanding.homophones import mend

AT = datetime.fromisoformat("2026-12-05T10:20:00+08:00")
SLOTS = {"date", "time", "amount", "count", "channel", "language", "digits"}
EXPECTS = (None, *ASKED)

_PIECES = [
    "我", "不", "还", "钱", "死", "律师", "打电话", "别", "明天", "三百", "块", "周五", "分", "期",
    "了", "吗", "[unk]", "五", "点", "i", "do", "not", "pay", "call", "me", "back", "friday", "300",
    "my", "lawyer", "stop", "7", ",", "?", "😀", "yes", "no",
]  # fmt: skip


_TEXTS = [
    "还" * 3000, "🙂🙃", "\x00\x1b[31m", "我 want to 还 money 明天", "Ich habe kein Geld", "ﷺ" * 50, "1" * 500, "", "\u202e不要打电话",
    "Ａ２Ｂ",
]  # fmt: skip
_MOMENTS = ["2026-12-05T10:20:00+08:00", "2026-12-05T10:20:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon", 5, None]
_KEYS = st.sampled_from(["id", "lang", "text", "at", "expects", "channel"])


@given(
    st.one_of(st.text(max_size=80), st.sampled_from(_TEXTS), st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join)),
    st.sampled_from(["zh-CN", "en-US"]),
    st.sampled_from(EXPECTS),
)
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer_within_the_contract(text: str, lang: str, expects: str | None) -> None:
    meaning = understand(text, lang=lang, at=AT, expects=expects)
    ranks = [INTENTS.index(i) for i in (meaning.intent, *meaning.also)]
    assert ranks == sorted(set(ranks))
    assert set(meaning.slots) <= SLOTS
    assert 0 <= meaning.confidence <= 1
    assert meaning.why
    assert meaning == understand(text, lang=lang, at=AT, expects=expects)


@pytest.mark.parametrize("text", [
    "",
    " ",
    "😀😀",
    "\x00\x07",
    "a" * 10_000,
    "还" * 10_000,
    "给我打电话" * 2_000,
    "i will not pay " * 700,
    "Здравствуйте",
    "9" * 10_000,
])
@pytest.mark.parametrize("lang", ["zh-CN", "en-US"])
@pytest.mark.timeout(10)
def test_odd_text_is_answered_and_soon(text: str, lang: str) -> None:
    understand(text, lang=lang, at=AT)


def test_another_language_is_unknown() -> None:
    assert understand("Je voudrais un café", lang="en-US", at=AT).intent == "unknown"


@pytest.mark.parametrize("expects", EXPECTS)
@pytest.mark.parametrize(("text", "lang"), [
    ("对 [unk]", "zh-CN"),
    ("[unk] 不是", "zh-CN"),
    ("幺三 [unk] 零", "zh-CN"),
    ("yes [unk]", "en-US"),
    ("one [unk] two", "en-US"),
])
def test_unknown_words_are_never_a_yes_a_no_or_digits(text: str, lang: str, expects: str | None) -> None:
    assert understand(text, lang=lang, at=AT, expects=expects).intent == "unknown"


@pytest.mark.parametrize(("text", "lang", "intent"), [
    ("[unk] 我不想活了 [unk]", "zh-CN", "crisis"),
    ("[unk] my attorney [unk]", "en-US", "attorney"),
])
def test_what_protects_the_borrower_is_heard_among_unknown_words(text: str, lang: str, intent: str) -> None:
    assert understand(text, lang=lang, at=AT).intent == intent


def test_a_stop_in_the_other_language_is_heard() -> None:
    assert understand("别再给我打电话了", lang="en-US", at=AT).intent == "opt_out"


def test_a_moment_without_offset_is_refused_clearly() -> None:
    with pytest.raises(UnderstandingError, match="offset"):
        understand("好", lang="zh-CN", at=AT.replace(tzinfo=None))


def test_no_two_intents_make_each_other_needless() -> None:
    drops = {(a, b) for table in (_EXPLAINS, _COVERS) for a, losers in table.items() for b in losers.split()}
    assert not {(a, b) for a, b in drops if (b, a) in drops}


@pytest.mark.parametrize(("heard", "meant"), [
    ("我要换款", "我要还款"),
    ("头诉你们", "投诉你们"),
    ("旅师", "律师"),
    ("利率是多少", "利率是多少"),
    ("我们明天见面", "我们明天见面"),
])
def test_homophones_are_mended_only_where_safe(heard: str, meant: str) -> None:
    assert mend(heard) == meant


def test_the_command_answers_every_line_and_reports_the_broken_ones() -> None:
    lines = [
        {"id": "a", "lang": "zh-CN", "text": "能不能分三期", "at": "2026-12-05T10:20:00+08:00", "expects": None},
        {"id": "b", "lang": "xx", "text": "hello", "at": "2026-12-05T10:20:00+08:00"},
        {"id": "c", "lang": "en-US", "text": "hello", "at": "2026-12-05T10:20:00"},
    ]
    text = "\n".join([json.dumps(lines[0]), "{broken", "", "[]", *(json.dumps(line) for line in lines[1:])])
    result = CliRunner().invoke(understand_command, ["-", "--explain"], input=text, obj=Session(None, None))
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert answers[0]["intent"] == "instalments"
    assert answers[0]["slots"] == {"count": 3}
    assert answers[0]["why"]["patterns"]
    assert answers[0]["why"]["model"][0]["features"]
    assert [(a["id"], "error" in a) for a in answers[1:]] == [(None, True), (None, True), ("b", True), ("c", True)]


_LINES = st.one_of(
    st.text(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner),
        max_leaves=8,
    ).map(json.dumps),
    st.fixed_dictionaries(
        {"lang": st.sampled_from(["zh-CN", "en-US", "fr-FR", None, 7]), "text": st.text(max_size=60) | st.sampled_from(_TEXTS) | st.none()},
        optional={
            "id": st.text(max_size=5) | st.integers() | st.none(),
            "at": st.sampled_from(_MOMENTS),
            "expects": st.sampled_from([*EXPECTS, "money", 3, []]),
            "channel": st.sampled_from(["voice", "sms", None, 4]),
        },
    ).map(json.dumps),
)


@given(st.lists(_LINES, max_size=12))
@settings(max_examples=150, deadline=None)
def test_every_line_however_broken_gets_one_answer_or_one_error_in_its_place(lines: list[str]) -> None:
    lines = [" ".join(line.splitlines()) for line in lines]
    out = StringIO()
    broken = answer_lines(lines, out, explained=True)
    answers = [json.loads(line) for line in out.getvalue().split("\n")[:-1]]  # splitlines() ends lines at U+0085 too
    assert len(answers) == sum(bool(line.strip()) for line in lines)
    assert broken == int(any("error" in answer for answer in answers))
    for answer in answers:
        assert "error" in answer or {"id", "intent", "also", "slots", "confidence", "why"} == set(answer)


def test_an_explanation_names_pattern_and_features_and_their_weight() -> None:
    reading, meaning = interpret("i lost my job, call me friday at noon", lang="en-US", at=AT, expects="payment", channel="voice")
    why = explain(reading, AT, meaning)
    assert why["entities"] == ["2026-12-11 (past: 2026-12-04)", "12:00"]
    assert any(name.startswith("en.hardship") for name in why["patterns"])
    hardship = next(each for each in why["model"] if each["intent"] == "hardship")
    assert hardship["present"] > 0.5
    assert all(weight > 0 for weight in hardship["features"].values())
    assert len(why["model"]) > 1 + len(meaning.also)
