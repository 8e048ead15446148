"""How soon a borrower's yes is understood: from the last sample of speech to the turn, in real time, several calls at once.

Real models, real sound, frames of 20 ms as a media stream brings them. The bot's answer is a prompt that is ready by then, so what is
left to its first sample is the dialogue's step (see `dialogue`). Baseline: the silence that a yes/no question waits for in any case."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator

import numpy as np

from bot.base.resources import models_folder
from bot.speech import Ear, Models, Synthesizer, Utterance, Voice, decode_mulaw, encode_mulaw, silence
from bot.speech.audio import frame_levels, samples
from bot.speech.turns import FRAME_MS, patience_ms

CALLS = (1, 4, 8)
_ANSWERS = {"zh-CN": ("是的", "不行", "好的", "没有"), "en-US": ("yes", "no", "yes please", "that's right")}
_ROUNDS = 3
_FRAME = FRAME_MS * 16


def run() -> Iterator[str]:
    sounds = asyncio.run(_sounds())
    models = Models({lang: models_folder() / lang for lang in _ANSWERS})
    try:
        asyncio.run(_calls(models, sounds, 2))  # loads both
        for calls in CALLS:
            used = time.process_time()
            began = time.perf_counter()
            waits, lags = asyncio.run(_calls(models, sounds, calls))
            share = (time.process_time() - used) / (time.perf_counter() - began) / calls
            floor = patience_ms("zh-CN", "yes_no", "")
            cuts = statistics.quantiles(waits, n=20) if len(waits) > 1 else waits * 19
            yield (
                f"{calls} calls at once: p50 {statistics.median(waits):.0f} ms, p95 {cuts[18]:.0f} ms from the last sample of a yes or no to the "
                f"turn ({len(waits)} turns; {floor} ms of it is silence waited for, ratio 1:{statistics.median(waits) / floor:.2f}), "
                f"{100 * share:.1f} % of a core a call, event loop late by p99 {statistics.quantiles(lags, n=100)[98]:.1f} ms"
            )
    finally:
        models.close()


async def _sounds() -> list[tuple[str, bytes, int]]:
    """Language, sound on the line, and where its last loud sample is, ms."""
    made = []
    async with Synthesizer() as synthesizer:
        for lang, answers in _ANSWERS.items():
            for answer in answers:
                said = silence(300) + decode_mulaw(encode_mulaw(await synthesizer.say(answer, lang, voice=Voice(lang, 170, 45, "m3"))))
                last_ms = int(np.flatnonzero(frame_levels(said, FRAME_MS) > 200)[-1] + 1) * FRAME_MS
                noise = np.random.default_rng(1).integers(-12, 13, len(said) // 2 + 16_000)
                sound = (samples(said + silence(2000)).astype(int) + noise[: len(said) // 2 + 16_000]).clip(-32768, 32767)
                made.append((lang, sound.astype("<i2").tobytes(), last_ms))
    return made


async def _calls(models: Models, sounds: list[tuple[str, bytes, int]], calls: int) -> tuple[list[float], list[float]]:
    lags: list[float] = []
    watching = asyncio.create_task(_watch(lags))
    waits = await asyncio.gather(*(_call(models, sounds, place, calls) for place in range(calls)))
    watching.cancel()
    return [wait for of_call in waits for wait in of_call], lags


async def _watch(lags: list[float]) -> None:
    while True:
        due = time.perf_counter() + 0.01
        await asyncio.sleep(0.01)
        lags.append((time.perf_counter() - due) * 1000)


async def _call(models: Models, sounds: list[tuple[str, bytes, int]], place: int, calls: int) -> list[float]:
    """Answers one after the other; calls begin at different moments."""
    await asyncio.sleep(place / calls)
    waits = []
    for number in range(_ROUNDS):
        lang, sound, last_ms = sounds[(place + number) % len(sounds)]
        ear = Ear(models, lang)
        ear.expect("yes_no", speaking=False)
        began = time.perf_counter()
        for at in range(0, len(sound) - _FRAME + 1, _FRAME):
            at_ms = at // 16
            await asyncio.sleep(max(0.0, began + (at_ms + FRAME_MS) / 1000 - time.perf_counter()))
            heard = await ear.hear(sound[at : at + _FRAME], at_ms)
            if any(isinstance(event, Utterance) for event in heard):
                waits.append((time.perf_counter() - began) * 1000 - last_ms)
                break
        await ear.finish()
    return waits
