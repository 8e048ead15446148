"""Grammars never make the bot deaf, and what they hear is believed only when everything speaks for it."""

from __future__ import annotations

import pytest

from bot.base.resources import models_folder
from bot.speech.decoder import Decoded
from bot.speech.lexicon import EXPECTS, bare_kind, grammar, missing_safety, safety, segment
from bot.speech.recognizer import read_vocabulary
from bot.speech.timing import Word, heard, spread
from bot.speech.verdict import clear, settle

LANGUAGES = ("zh-CN", "en-US")
VOCABULARIES = {lang: read_vocabulary(models_folder() / lang) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("expects", EXPECTS)
def test_every_grammar_has_what_is_expected_all_safety_that_the_model_knows_and_unk(lang: str, expects: str) -> None:
    vocabulary = VOCABULARIES[lang]
    phrases = grammar(lang, expects, vocabulary)
    assert phrases[-1] == "[unk]"
    assert len(phrases) > 150
    known = [" ".join(words) for phrase in safety(lang) if (words := segment(phrase, vocabulary))]
    assert set(known) <= set(phrases)
    assert {word for phrase in phrases[:-1] for word in phrase.split()} <= vocabulary
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_safety_words_are_named(lang: str) -> None:
    assert missing_safety(lang, frozenset()) == list(safety(lang))
    word = {"zh-CN": "自杀", "en-US": "suicide"}[lang]
    deaf = frozenset(each for each in VOCABULARIES[lang] if not set(each) & set(word)) if lang == "zh-CN" else VOCABULARIES[lang] - {word}
    assert word in missing_safety(lang, deaf)


def test_chinese_comes_apart_in_as_few_words_as_can_be() -> None:
    vocabulary = frozenset(["我", "是", "我是", "本人", "人"])
    assert segment("我是本人", vocabulary) == ["我是", "本人"]
    assert segment("我是谁", vocabulary) is None


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("zh-CN", "是 的", "yes"),
        ("zh-CN", "不 是", "no"),
        ("zh-CN", "一 三 七 零", "digits"),
        ("zh-CN", "是 我", "identity_yes"),
        ("zh-CN", "不 要 再 打 了", None),
        ("en-US", "yes", "yes"),
        ("en-US", "no no", "no"),
        ("en-US", "four oh", "digits"),
        ("en-US", "yes four", "mixed"),
        ("en-US", "stop calling me", None),
        ("en-US", "", None),
    ],
)
def test_bare_answers_are_told_from_others(lang: str, text: str, kind: str | None) -> None:
    assert bare_kind(lang, text) == kind


def decoded(text: str, confidence: float = 1.0) -> Decoded:
    return Decoded(tuple(Word(word, 0, 200, confidence) for word in text.split()))


def test_only_a_sure_result_of_the_right_length_needs_no_second_decoding() -> None:
    assert clear("en-US", decoded("yes"), 400)
    assert not clear("en-US", decoded("yes"), 1500)
    assert not clear("en-US", decoded("yes", 0.8), 400)
    assert not clear("en-US", decoded("stop [unk]"), 600)
    assert not clear("en-US", decoded("four four nine"), 900)
    assert not clear("en-US", decoded(""), 300)


@pytest.mark.parametrize(
    ("narrow", "full", "doubtful", "text"),
    [
        ("[unk]", "yes", True, "yes"),
        ("yes", "he passed away", True, "he passed away"),
        ("nope", "no", False, "no"),
        ("[unk]", "he passed away", False, "he passed away"),
        ("stop calling me", "[unk]", False, "stop calling me"),
        ("he died monthly bill", "yes i am [unk]", True, "yes i am [unk]"),
        ("four four nine", "four four oh nine", False, "four four oh nine"),
        ("four four nine", "four five", True, "four five"),
        ("one two three four", "one two three five", True, "one two three five"),
        ("[unk]", "[unk]", True, "[unk]"),
    ],
)
def test_after_a_second_decoding_a_bare_answer_counts_only_if_both_heard_it(narrow: str, full: str, doubtful: bool, text: str) -> None:
    settled, _, doubt = settle("en-US", decoded(narrow, 0.5), decoded(full, 0.5), 900 if " " in full else 400)
    assert (settled.text, doubt) == (text, doubtful)


def test_of_a_line_that_was_cut_only_whole_words_count_as_heard() -> None:
    line = "您好，这里是示例公司。"
    assert heard(line, 2000, 2000) == line
    assert heard(line, 2000, 0) == ""
    assert heard(line, 2000, 1000).startswith("您好，")
    assert line.startswith(heard(line, 2000, 1000))
    assert heard("Stop calling now", 900, 899) == "Stop calling"
    cuts = [len(heard(line, 2000, ms)) for ms in range(0, 2001, 50)]
    assert cuts == sorted(cuts)


def test_words_get_their_share_of_the_line() -> None:
    words = spread("欠款是6278.45元。", 3000)
    assert [word.text for word in words] == ["欠", "款", "是", "6278.45", "元"]
    assert words[0].from_ms == 0
    assert words[-1].to_ms == 3000
    assert words[3].to_ms - words[3].from_ms > 1000
    assert spread("……", 500) == ()
