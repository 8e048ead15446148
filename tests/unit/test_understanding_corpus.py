"""The corpus, and the models that ship with it: what was trained on what, how well it learned it, and that training repeats itself."""

from __future__ import annotations

import json

import pytest

from bot.understanding import INTENTS
from bot.understanding.model import load, loaded
from bot.understanding.training import corpus
from bot.understanding.training.evaluate import WRITTEN_FOR, measure, read_all, rows
from bot.understanding.training.fit import fit
from bot.understanding.understanding import decide

LANGS = ["zh-CN", "en-US"]
LINE = json.loads(
    '{"id": "a", "lang": "en-US", "text": "hello", "at": "2026-12-05T10:20:00-06:00", "expects": null, '
    '"gold": {"intent": "greeting", "also": [], "slots": {}}, "tags": [], "family": "greeting.plain"}'
)


@pytest.mark.parametrize("lang", LANGS)
def test_the_corpus_keeps_to_the_contract_says_nothing_twice_and_covers_every_intent(lang: str) -> None:
    placed = list(corpus.shipped(lang))
    assert list(corpus.problems(placed)) == []
    assert {example.intent for example in corpus.read(placed)} == set(INTENTS)


@pytest.mark.parametrize("lang", LANGS)
def test_the_shipped_model_was_trained_on_this_corpus_and_knows_it(lang: str) -> None:
    """Every fourth reply, which takes a quarter of the time."""
    placed = list(corpus.shipped(lang))
    model = load(lang)
    assert model.corpus == corpus.digest(placed), "train again: python -m bot.understanding.training"
    examples = corpus.read(placed)[::4]
    figures = measure((e, decide(r, e.at, model)) for e, r in zip(examples, read_all(examples), strict=True))
    assert figures.share("accuracy") > 0.975
    assert figures.share("safety") > 0.999
    assert figures.share("alarms") < 0.023
    assert figures.share("unknown") > 0.985
    assert figures.share("slots") > 0.91


@pytest.mark.parametrize("lang", LANGS)
def test_replies_that_the_rules_were_written_for_are_understood_with_their_slots(lang: str) -> None:
    examples = [e for e in corpus.read(corpus.shipped(lang)) if e.family.startswith(WRITTEN_FOR)]
    figures = measure((e, decide(r, e.at, load(lang))) for e, r in zip(examples, read_all(examples), strict=True))
    assert figures.share("accuracy") > 0.995
    assert figures.share("safety") == 1
    assert figures.share("slots") == 1


def test_training_gives_the_same_file_every_time_and_the_file_the_same_model() -> None:
    examples = corpus.read(corpus.shipped("en-US"))[::12]
    learned = rows(examples, read_all(examples))
    file = fit(learned, "digest").saved()
    assert fit(learned, "digest").saved() == file
    again = loaded(file)
    assert again.corpus == "digest"
    assert again.saved() == file


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": " "}, "no text"),
        ({"at": "2026-12-05T10:20:00"}, "no offset"),
        ({"at": 5}, "no ISO 8601"),
        ({"expects": "money"}, "expects"),
        ({"gold": {"intent": "hello", "also": [], "slots": {}}}, "outside the contract"),
        ({"gold": {"intent": "affirm", "also": ["crisis"], "slots": {}}}, "order"),
        ({"gold": {"intent": "callback", "also": [], "slots": {"time": "25:00"}}}, "slots"),
        ({"gold": {"intent": "callback", "also": [], "slots": {"date": "2026-02-30"}}}, "slots"),
        ({"gold": None}, "gold"),
        ({"family": None, "gold": {"intent": "greeting"}}, "gold"),
    ],
)
def test_a_line_outside_the_contract_is_named_with_its_place_and_fault(change: dict[str, object], fault: str) -> None:
    line = json.dumps(LINE | change)
    with pytest.raises(corpus.CorpusError, match=f"greeting.jsonl:7.*{fault}"):
        corpus.parse("greeting.jsonl:7", line)


def test_every_fault_of_a_corpus_is_reported_not_the_first_alone() -> None:
    again = json.dumps(LINE | {"text": "Hello ", "id": "b"})
    faults = list(corpus.problems([("f:1", json.dumps(LINE)), ("f:2", "{"), ("f:3", again), ("f:4", json.dumps(LINE | {"text": "hey"}))]))
    assert ["not JSON" in faults[0], "the same text" in faults[1], "the id" in faults[2]] == [True, True, True]
    assert len(faults) == 3
