"""The real synthesizer and the real recogniser, over telephone sound."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from bot.base.keys import Keys
from bot.base.resources import models_folder
from bot.cli.main import courtesy
from bot.speech import (
    Ear,
    Models,
    Partial,
    Prompts,
    Recording,
    SpeechError,
    SpeechStarted,
    Synthesizer,
    Utterance,
    Voice,
    decode_mulaw,
    duration_ms,
    encode_mulaw,
    silence,
    write_wav,
)
from bot.speech.audio import frame_levels, samples
from bot.speech.lexicon import bare_kind, safety, segment

PERSONAS = {"zh-CN": Voice("zh-CN", 170, 40, "m3"), "en-US": Voice("en-US", 170, 45, "")}


@pytest.fixture
async def synth() -> AsyncIterator[Synthesizer]:
    async with Synthesizer() as synthesizer:
        yield synthesizer


@pytest.fixture(scope="module")
def models() -> Models:
    return Models({lang: models_folder() / lang for lang in PERSONAS})


def on_the_line(pcm: bytes) -> bytes:
    """As the carrier delivers it: mu-law, a little line noise, silence around it."""
    sound = silence(300) + decode_mulaw(encode_mulaw(pcm)) + silence(1300)
    noise = np.random.default_rng(1).integers(-12, 13, len(sound) // 2)
    return (samples(sound).astype(int) + noise).clip(-32768, 32767).astype("<i2").tobytes()


async def turns(models: Models, lang: str, expects: str | None, sound: bytes) -> list[Utterance]:
    ear = Ear(models, lang)
    ear.expect(expects, speaking=False)
    heard = []
    for at in range(0, len(sound), 320):
        heard += await ear.hear(sound[at : at + 320], at // 16)
    heard += await ear.finish()
    return [event for event in heard if isinstance(event, Utterance)]


ANSWERS = [
    ("zh-CN", "yes_no", "是的"),
    ("zh-CN", "yes_no", "不行"),
    ("zh-CN", "identity", "我就是"),
    ("zh-CN", "digits", "一三七零"),
    ("zh-CN", "digits", "零六二七"),
    ("zh-CN", "payment", "下周五还两千五"),
    ("zh-CN", "payment", "分三期"),
    ("zh-CN", None, "别再给我打电话了"),
    ("en-US", "yes_no", "yes"),
    ("en-US", "identity", "yes this is me"),
    ("en-US", "digits", "four four oh nine"),
    ("en-US", "payment", "next friday"),
    ("en-US", "payment", "two thousand five hundred next friday"),
    ("en-US", None, "stop calling me"),
]


@pytest.mark.parametrize(("lang", "expects", "text"), ANSWERS)
async def test_what_is_said_on_the_telephone_is_understood(
    models: Models, synth: Synthesizer, lang: str, expects: str | None, text: str
) -> None:
    (turn,) = await turns(models, lang, expects, on_the_line(await synth.say(text, lang, voice=PERSONAS[lang])))
    assert turn.text.replace(" ", "") == text.replace(" ", "")
    times = [at for word in turn.words for at in (word.from_ms, word.to_ms)]
    assert times == sorted(times)
    assert turn.from_ms - 200 <= times[0]
    assert times[-1] <= turn.to_ms + 200


@pytest.mark.parametrize("lang", PERSONAS)
async def test_no_safety_phrase_that_the_model_knows_comes_out_as_a_bare_answer(models: Models, synth: Synthesizer, lang: str) -> None:
    vocabulary = models.vocabulary(lang)
    phrases = [phrase for phrase in safety(lang) if segment(phrase, vocabulary)][::4]
    assert len(phrases) > 25
    for index, phrase in enumerate(phrases):
        sound = on_the_line(await synth.say(phrase, lang, voice=PERSONAS[lang]))
        heard = await turns(models, lang, ("yes_no", "digits", "identity")[index % 3], sound)
        assert heard, f"{phrase} was not heard at all"
        assert [bare_kind(lang, turn.text) for turn in heard] == [None] * len(heard), f"{phrase} was heard as {heard[0].text}"


async def test_six_calls_at_once_hear_what_each_would_hear_alone(models: Models, synth: Synthesizer) -> None:
    sounds = [(lang, expects, on_the_line(await synth.say(text, lang, voice=PERSONAS[lang]))) for lang, expects, text in ANSWERS[:12:2]]
    alone = [await turns(models, *call) for call in sounds]
    assert await asyncio.gather(*(turns(models, *call) for call in sounds)) == alone


async def test_partial_results_and_the_start_of_speech_come_before_the_end(models: Models, synth: Synthesizer) -> None:
    ear, kinds = Ear(models, "en-US"), []
    ear.expect("payment", speaking=True)
    sound = on_the_line(await synth.say("two thousand five hundred next friday", "en-US"))
    for at in range(0, len(sound), 320):
        kinds += [type(event) for event in await ear.hear(sound[at : at + 320], at // 16)]
        await asyncio.sleep(0.001)
    assert kinds.index(SpeechStarted) < kinds.index(Utterance)
    assert Partial in kinds[: kinds.index(Utterance)]
    assert kinds[-1] is Utterance


async def test_a_prompt_is_telephone_sound_without_silence_around_it(synth: Synthesizer) -> None:
    pcm = await synth.say("您的欠款是6278.45元。", "zh-CN")
    levels = frame_levels(pcm)
    assert 3000 < duration_ms(pcm) < 6000
    assert levels[:4].max() > 100
    assert levels[-8:].max() > 100
    assert 2000 < np.sqrt(np.mean(levels[levels > 500] ** 2)) < 4500


async def test_what_has_no_sound_is_refused_and_the_next_line_is_said(synth: Synthesizer) -> None:
    with pytest.raises(SpeechError, match="can't be said"):
        await synth.say("……！", "zh-CN")
    with pytest.raises(SpeechError, match="variant"):
        await synth.say("您好", "zh-CN", voice=Voice("zh-CN", variant="nobody"))
    assert await synth.say("您好", "zh-CN")


async def test_the_synthesizers_process_is_started_again_when_it_dies(synth: Synthesizer) -> None:
    await synth.say("您好", "zh-CN")
    assert synth.process_id is not None
    os.kill(synth.process_id, signal.SIGKILL)
    assert await synth.say("再见", "zh-CN")
    assert synth.restarts == 1


async def test_a_synthesizer_that_hangs_is_given_up_in_plain_words() -> None:
    hanging = (sys.executable, "-c", "import time; print('{}', flush=True); time.sleep(60)")
    async with Synthesizer(say_timeout_s=0.2, command=hanging) as synthesizer:
        with pytest.raises(SpeechError, match="died or hung"):
            await synthesizer.say("您好", "zh-CN")


async def test_an_urgent_line_goes_before_the_background(synth: Synthesizer) -> None:
    await synth.say("您好", "zh-CN")
    done: list[str] = []

    async def say(text: str, urgent: bool) -> None:
        await synth.say(text, "en-US", urgent=urgent)
        done.append(text)

    background = [asyncio.create_task(say(f"sentence number {count}", False)) for count in range(6)]
    await asyncio.sleep(0)
    await asyncio.gather(*background, say("the amount", True))
    assert done.index("the amount") <= 1


async def test_a_prompt_is_rendered_once_kept_on_disk_and_a_persons_recording_wins(synth: Synthesizer, tmp_path: Path) -> None:
    prompts = Prompts(tmp_path, synth)
    assert not prompts.has("您好", "zh-CN")
    first, second = await asyncio.gather(prompts.get("您好", "zh-CN"), prompts.get("您好", "zh-CN", urgent=True))
    assert first is second
    assert prompts.has("您好", "zh-CN")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [prompts.path("您好", "zh-CN").name]
    own = silence(50) + first.pcm
    write_wav(prompts.path("再见", "zh-CN"), own)
    assert (await Prompts(tmp_path, synth).get("再见", "zh-CN")).pcm == own


async def test_transcribe_writes_down_both_sides_of_a_recording(synth: Synthesizer, tmp_path: Path) -> None:
    recording = Recording()
    recording.bot(await synth.say("can you pay next friday", "en-US"), 200)
    recording.borrower(on_the_line(await synth.say("stop calling me", "en-US", voice=PERSONAS["en-US"])), 3000)
    path = tmp_path / "call.wav"
    path.write_bytes(recording.wav())
    result = await asyncio.to_thread(CliRunner().invoke, courtesy, ["transcribe", str(path), "--lang", "en-US"])
    assert result.exit_code == 0, result.output
    assert "borrower: stop calling me" in result.output
    assert "bot: " in result.output


async def test_a_missing_or_damaged_model_says_which_and_how_to_mend_it(tmp_path: Path) -> None:
    missing = Models({"en-US": tmp_path})
    with pytest.raises(SpeechError, match=r"am/final.mdl is missing.*config.yaml"):
        await Ear(missing, "en-US").hear(silence(20), 0)
    for name in ("am/final.mdl", "conf/model.conf", "graph/words.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(SpeechError, match="damaged"):
        await missing.get("en-US")
    with pytest.raises(SpeechError, match="no speech model for fr"):
        await missing.get("fr")


async def test_rendered_lines_are_sealed_on_disk(tmp_path: Path, synth: Synthesizer) -> None:
    """A line names people and amounts; only a person's own recording lies there in the clear."""
    keys = Keys(b"s" * 32, b"i" * 32)
    first = await Prompts(tmp_path, synth, keys).get("您好，张示例。", "zh-CN")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file.name.endswith(".wav.sealed")
    assert first.pcm[:400] not in file.read_bytes()
    again = Prompts(tmp_path, synth, keys)
    assert again.has("您好，张示例。", "zh-CN")
    assert (await again.get("您好，张示例。", "zh-CN")).pcm == first.pcm
