"""The console's words in two languages, and what it covers of what was said."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.web
from bot.base.clock import ManualClock
from bot.understanding import INTENTS
from bot.web.redact import Cover
from bot.web.texts import choose_language, load_texts
from bot.web.throttle import Throttle
from bot.web.transcript import lines

TEXTS = load_texts()


def test_both_languages_have_the_same_keys_and_the_same_places_to_fill() -> None:
    chinese, english = TEXTS["zh-CN"], TEXTS["en-US"]
    assert chinese.keys() == english.keys()
    for key in sorted(chinese.keys()):
        assert set(re.findall(r"\{\w+\}", chinese(key))) == set(re.findall(r"\{\w+\}", english(key))), key


def test_every_intent_has_a_label() -> None:
    assert {f"intent.{intent}" for intent in INTENTS} <= TEXTS["zh-CN"].keys()


def test_every_text_that_a_template_or_an_error_names_is_there() -> None:
    folder = Path(bot.web.__file__).parent
    used = {key for file in folder.glob("templates/*.html") for key in re.findall(r"\bt\('([\w.]+)'[,)]", file.read_text("utf-8"))}
    used |= {f"error.{key}" for file in folder.glob("*.py") for key in re.findall(r'WebError\(\d+, "(\w+)"', file.read_text("utf-8"))}
    assert len(used) > 100
    assert used <= TEXTS["en-US"].keys()


@pytest.mark.parametrize(
    ("cookie", "accept", "chosen"),
    [
        ("en-US", "zh-CN", "en-US"),
        ("xx", "en-GB,en;q=0.9", "en-US"),
        (None, "fr,zh-TW;q=0.3,en;q=0.2", "zh-CN"),
        (None, "en;q=junk", "zh-CN"),
        (None, "", "zh-CN"),
    ],
)
def test_the_language_is_the_cookies_else_the_browsers_else_chinese(cookie: str | None, accept: str, chosen: str) -> None:
    assert choose_language(cookie, accept) == chosen


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("请问是张示例先生吗", "请问是张**先生吗"),
        ("我 是 张 示例", "我 是 张 **"),
        ("示例不在，打 13800138000", "示*不在，打 ***********"),
        ("call +1 202 555 0143 please", "call ** *** *** **** please"),
        ("我的尾号是幺三七零", "我的尾号是****"),
        ("four four oh nine", "**** **** ** ****"),
        ("二零二六年十二月四日还两千五百元", "二零二六年十二月四日还两千五百元"),
        ("2026-12-04 还 12500.00 元，或 1,250,000.00", "2026-12-04 还 12500.00 元，或 1,250,000.00"),
        ("示例银行的贷款", "示例银行的贷款"),
    ],
)
def test_names_and_numbers_are_covered_and_dates_amounts_and_companies_are_not(text: str, covered: str) -> None:
    assert Cover("张示例", ["示例银行"]).text(text) == covered


def test_an_answer_to_the_identity_check_loses_every_numeral() -> None:
    assert Cover(None).text("尾号 一三 七零 叉", identity=True) == "尾号 ** ** *"
    assert Cover(None).text("nineteen eighty five", identity=True) == "******** ****** ****"


@given(st.text(), st.text(max_size=8), st.booleans())
def test_a_cover_never_moves_a_word(text: str, name: str, identity: bool) -> None:
    assert len(Cover(name).text(text, identity=identity)) == len(text)


def turn(side: str, text: str, words: list[str], heard: str | None = None, **more: Any) -> Any:
    timed = [{"text": word, "from_ms": 100 * place, "to_ms": 100 * place + 90, "confidence": 1.0} for place, word in enumerate(words)]
    rest = {"intent": None, "also": [], "slots": {}, "state": None, "expects": None, "from_ms": 0, "to_ms": 1, "seq": 0}
    return SimpleNamespace(side=side, text=text, words=timed, heard_text=heard, **{**rest, **more})


def test_a_line_cut_short_shows_what_was_heard_and_what_was_not() -> None:
    (line,) = lines([turn("bot", "Good day, this is Sample.", ["Good", "day", "this"], "Good day this")], Cover(None), spoken=True)
    assert line.cut
    assert [(piece.text, piece.from_ms) for piece in line.pieces if piece.heard and piece.from_ms is not None] == [
        ("Good", 0),
        ("day", 100),
        ("this", 200),
    ]
    assert "".join(piece.text for piece in line.pieces if not piece.heard) == "is Sample."


def test_a_line_that_was_never_played_was_never_heard_but_a_text_is_whole() -> None:
    unplayed = turn("bot", "您好", [])
    (call,), (text,) = (lines([unplayed], Cover(None), spoken=spoken) for spoken in (True, False))
    assert [piece.heard for piece in call.pieces] == [False]
    assert (text.cut, [piece.heard for piece in text.pieces]) == (False, [True])


def test_digits_are_covered_only_in_the_answer_to_the_check() -> None:
    asked = turn("bot", "后四位？", [], "后四位？", expects="digits")
    told = turn("borrower", "是 三七", ["是", "三七"])
    other = turn("bot", "谢谢", [], "谢谢")
    shown = lines([asked, told, other, told], Cover(None), spoken=True)
    assert [line.text for line in shown] == ["后四位？", "是 **", "谢谢", "是 三七"]
    assert [piece.text for piece in shown[1].pieces if piece.from_ms is not None] == ["是", "**"]


def test_the_wait_doubles_and_a_success_forgets_it() -> None:
    throttle = Throttle(ManualClock(datetime(2026, 11, 24, tzinfo=UTC)))
    waits = []
    for _ in range(12):
        throttle.failed("ada")
        waits.append(throttle.wait_s("ada"))
    assert waits[:7] == [0, 0, 0, 0, 30, 60, 120]
    assert waits[-1] == 900
    assert throttle.wait_s("grace") == 0
    throttle.passed("ada")
    assert throttle.wait_s("ada") == 0
