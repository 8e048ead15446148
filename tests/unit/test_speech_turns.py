"""Turns by energy, on the sample clock alone: when somebody speaks, when they are done, and what a cough is not."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot.speech import Ear, Heard, Models, SpeechStarted, Utterance
from bot.speech.recognizer import Model
from bot.speech.turns import Gate, patience_ms


class Scripted:
    """A recognizer that hears `text` once it was fed some sound."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fed = 0

    def SetWords(self, _: bool) -> None: ...  # noqa: N802

    def AcceptWaveform(self, pcm: bytes) -> int:  # noqa: N802
        self.fed += len(pcm)
        return 0

    def PartialResult(self) -> str:  # noqa: N802
        return '{"partial": "%s"}' % (self.text if self.fed > 8000 else "")

    def FinalResult(self) -> str:  # noqa: N802
        words = self.text.split()
        found = ",".join(f'{{"word": "{word}", "start": 0.3, "end": 0.6, "conf": 1.0}}' for word in words)
        return f'{{"result": [{found}]}}'


class ScriptedModels(Models):
    """Models whose every recognizer hears the same."""

    def __init__(self, text: str) -> None:
        super().__init__({}, threads=1)
        self.made: list[Any] = []
        self._text = text

    async def get(self, lang: str) -> Model:
        def recognizer(phrases: Iterable[str] | None = None) -> Scripted:
            self.made.append(phrases)
            return Scripted(self._text)

        fake: Any = SimpleNamespace(lang=lang, vocabulary=frozenset(), takes_grammars=True, recognizer=recognizer)
        return fake


def speech(ms: int, size: float = 4000, seed: int = 1) -> bytes:
    return (np.random.default_rng(seed).normal(0, size, ms * 8)).clip(-30000, 30000).astype("<i2").tobytes()


async def listen(ear: Ear, *parts: bytes, step: int = 320, start_ms: int = 0) -> list[tuple[int, Heard]]:
    """Everything heard, with the time at which it was reported."""
    sound, out = b"".join(parts), []
    for at in range(0, len(sound), step):
        out += [(start_ms + (at + step) // 16, heard) for heard in await ear.hear(sound[at : at + step], start_ms + at // 16)]
    return out


def only(heard: list[tuple[int, Heard]], kind: type) -> list[tuple[int, Any]]:
    return [(at, event) for at, event in heard if isinstance(event, kind)]


def quiet(ms: int) -> bytes:
    return bytes(ms * 16)


@pytest.mark.parametrize(
    ("expects", "text", "wait_ms"),
    [
        ("yes_no", "yes", 400),
        ("identity", "speaking", 440),
        ("digits", "one two three four", 480),
        ("digits", "one", 1100),
        ("payment", "friday", 800),
    ],
)
async def test_the_turn_ends_after_the_patience_that_the_question_deserves(expects: str, text: str, wait_ms: int) -> None:
    ear = Ear(ScriptedModels(text), "en-US")
    ear.expect(expects, speaking=False)
    heard = await listen(ear, quiet(500), speech(700), quiet(2000))
    ((reported, utterance),) = only(heard, Utterance)
    assert reported == 1200 + wait_ms
    assert (utterance.from_ms, utterance.to_ms) == (500, 1200)


async def test_frames_of_any_size_give_the_same_turn() -> None:
    turns = []
    for step in (320, 1600, 326, 4000):
        ear = Ear(ScriptedModels("yes"), "en-US")
        ear.expect("yes_no", speaking=False)
        turns.append([event for _, event in only(await listen(ear, quiet(504), speech(700), quiet(2000), step=step), Utterance)])
    assert turns[0] == turns[1] == turns[2] == turns[3] != []


async def test_silence_and_line_noise_are_never_decoded() -> None:
    models = ScriptedModels("yes")
    assert await listen(Ear(models, "en-US"), quiet(1000), speech(3000, size=60), quiet(1000)) == []
    assert models.made == []


async def test_steady_noise_is_learned_and_speech_over_it_still_heard() -> None:
    ear = Ear(ScriptedModels("yes"), "en-US")
    ear.expect("yes_no", speaking=False)
    noise = speech(12_000, size=300)
    await listen(ear, noise[: 8000 * 16])
    over = np.frombuffer(noise[8000 * 16 :], "<i2").astype(int)
    over[8000 : 8000 + 4800] += np.frombuffer(speech(600, seed=2), "<i2")
    ((_, turn),) = only(await listen(ear, over.astype("<i2").tobytes(), start_ms=8000), Utterance)
    assert (turn.from_ms, turn.to_ms) == (9000, 9600)


async def test_a_cough_does_not_cut_the_bot_off_but_talking_does() -> None:
    ear = Ear(ScriptedModels(""), "en-US")
    ear.expect("yes_no", speaking=True)
    assert await listen(ear, quiet(500), speech(260), quiet(1500)) == []
    heard = await listen(ear, quiet(500), speech(1000), quiet(200), start_ms=2260)
    ((reported, started),) = only(heard, SpeechStarted)
    assert started.at_ms == 2760
    assert reported == 2760 + 400


async def test_a_click_is_nothing() -> None:
    ear = Ear(ScriptedModels(""), "en-US")
    ear.expect("yes_no", speaking=False)
    assert await listen(ear, quiet(500), speech(100), quiet(1500)) == []


async def test_speech_without_words_is_unknown_and_always_ends() -> None:
    ear = Ear(ScriptedModels(""), "en-US")
    ear.expect("yes_no", speaking=False)
    heard = only(await listen(ear, speech(5000)), Utterance) + only(await listen(ear, speech(3000), start_ms=5000), Utterance)
    assert [event.text for _, event in heard] == ["[unk]"]
    assert heard[0][0] == 6000


async def test_a_stream_that_stops_gives_what_was_being_said() -> None:
    ear = Ear(ScriptedModels("yes"), "en-US")
    ear.expect("yes_no", speaking=False)
    await listen(ear, speech(700))
    assert [event.text for event in await ear.finish() if isinstance(event, Utterance)] == ["yes"]


async def test_a_gap_in_the_stream_is_silence_and_repeated_sound_counts_once() -> None:
    ear = Ear(ScriptedModels("yes"), "en-US")
    ear.expect("yes_no", speaking=False)
    await listen(ear, quiet(500), speech(600))
    await ear.hear(speech(20), 1060)
    heard = await ear.hear(quiet(20), 1600)
    assert [(event.from_ms, event.to_ms) for event in heard if isinstance(event, Utterance)] == [(500, 1100)]


async def test_a_long_answer_is_never_a_bare_yes() -> None:
    """Two seconds of speech that a grammar takes for one syllable were something else."""
    ear = Ear(ScriptedModels("yes"), "en-US")
    ear.expect("yes_no", speaking=False)
    ((_, turn),) = only(await listen(ear, speech(2000), quiet(1000)), Utterance)
    assert turn.text == "yes [unk]"


def test_the_threshold_follows_the_line_but_never_rises_above_speech() -> None:
    gate = Gate()
    assert not any(gate.loud(150) for _ in range(100))
    for _ in range(500):
        gate.loud(5000)
    assert gate.loud(4000)


def test_an_unfinished_code_is_waited_for() -> None:
    assert patience_ms("zh-CN", "digits", "三 幺") > patience_ms("zh-CN", "digits", "") > patience_ms("zh-CN", "digits", "三 幺 五 八")
