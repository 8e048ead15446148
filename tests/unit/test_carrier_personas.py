"""The personas that ship: what they say and listen for is within the shipped models' vocabulary, and each does what it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.base.resources import models_folder, samples_folder
from bot.carrier.cues import read_cues
from bot.carrier.directory import Subscriber, read_directory
from bot.carrier.errors import CarrierError
from bot.carrier.persona import Persona, personas, read_persona
from bot.speech.recognizer import read_vocabulary

LANGUAGES = ("zh-CN", "en-US")


def _in_words(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether `text` can be cut into words of the vocabulary (Chinese has no spaces between them)."""
    if " " in text:
        return all(_in_words(part, vocabulary) for part in text.split())
    return text in vocabulary or any(text[:end] in vocabulary and _in_words(text[end:], vocabulary) for end in range(1, len(text)))


@pytest.mark.parametrize("persona", personas().values(), ids=lambda it: it.id)
def test_what_a_persona_says_can_be_heard(persona: Persona) -> None:
    vocabulary = read_vocabulary(models_folder() / persona.lang)
    who = Subscriber("+12125550101", persona, "Echo Sample", "0123", "1980")
    spoken = [who.words(turn.say) for turn in persona.turns if turn.say]
    assert [text for text in spoken if not _in_words(text, vocabulary)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_persona_listens_for_is_in_the_vocabulary(lang: str) -> None:
    vocabulary = read_vocabulary(models_folder() / lang)
    assert [word for phrase in read_cues(lang).words for word in phrase.split() if word not in vocabulary] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_a_borrower_for_every_way_in_which_a_call_can_go(lang: str) -> None:
    mine = [persona for persona in personas().values() if persona.lang == lang]
    assert {persona.on_ring for persona in mine} >= {"answer", "busy", "no_answer", "machine"}
    assert len(mine) >= 10


def test_the_cue_that_comes_last_tells_what_is_asked() -> None:
    cues = read_cues("zh-CN")
    assert cues.question(["[unk]", "还款", "[unk]", "元", "对", "吗"]) == "yes_no"
    assert cues.question([",", "请", "[unk]", "吗"]) == "identity"
    assert cues.question([",", "还", "百", "元", ",", "[unk]", "吗"]) == "yes_no", "after a pause, a question of its own"
    assert cues.question(["[unk]"]) is None


def test_every_sample_borrower_has_a_number_that_nobody_can_have() -> None:
    people = read_directory(samples_folder() / "directory.csv")
    assert len(people) == 40
    assert all(number.startswith("+86138000001") or number[5:10] == "55501" for number in people)


def test_a_faulty_directory_says_where(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("number,persona,name,id_last4,birth_year\n+12125550101,nobody,A,1,1\n", encoding="utf-8")
    with pytest.raises(CarrierError, match="line 2: there is no persona"):
        read_directory(path)


def test_a_faulty_persona_says_where(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("id: a\nlang: zh-CN\nabout: b\nturns: [{say: a, key: '1'}]\n", encoding="utf-8")
    with pytest.raises(CarrierError, match=r"p.yaml: turns.0"):
        read_persona(path)
