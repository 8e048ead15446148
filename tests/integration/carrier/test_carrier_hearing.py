"""A persona makes out the service's questions from nothing but their sound, and answers them over the line."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.base.resources import models_folder
from bot.carrier.borrower import Borrower
from bot.carrier.directory import Subscriber
from bot.carrier.persona import personas
from bot.carrier.studio import Studio
from bot.conversation.mouth import PAUSE_MS
from bot.dialogue import sentences
from bot.speech.audio import decode_mulaw, encode_mulaw, samples, silence
from bot.speech.recognizer import Models
from bot.speech.synthesizer import Synthesizer

QUESTIONS = {
    "zh-CN": [
        ("您好，我是诚安联络服务的智能语音助手，通话有录音。请问您是张示例吗？", "identity"),
        ("为保护隐私，请说出或按键输入证件号码后四位。", "digits"),
        ("谢谢您。您在蓝松银行的信用卡已经逾期，一共是六千二百一十八元四角。您什么时候还，还多少钱？", "payment"),
        ("您哪一天还？", "payment"),
        ("我核对一下。十一月二十七号，还六千二百一十八元四角。对吗？", "yes_no"),
        ("好的。您看什么时间再打给您方便？", "callback_time"),
        ("好的，已经记下，会发短信跟您确认。谢谢您，再见。", None),
    ],
    "en-US": [
        ("Hello, this is an automated voice from Harbor Services. This call is recorded. Am I speaking with Echo Sample?", "identity"),
        ("For your privacy, please say or key in the last four digits of your Social Security number.", "digits"),
        ("Thank you. This is an attempt to collect a debt. How much can you pay, and when?", "payment"),
        ("What day can you pay?", "payment"),
        ("Let me read that back. You pay five hundred dollars on Monday, November thirtieth. Is that right?", "yes_no"),
        ("Sure. What time should I call you back?", "callback_time"),
        ("Thank you, I have noted that. We will confirm it by text. Goodbye.", None),
    ],
}


class Telephone:
    """A borrower and somebody who speaks to them, without a carrier between and without its clock: frames as fast as they are heard."""

    def __init__(self, borrower: Borrower, synth: Synthesizer, lang: str) -> None:
        self._borrower = borrower
        self._synth = synth
        self._lang = lang

    async def say(self, text: str) -> tuple[str, bytes]:
        """Say something, sentence by sentence as the service does, and be quiet: the keys and the sound (PCM) that come back."""
        spoken = [await self._synth.say(sentence, self._lang) + silence(PAUSE_MS) for sentence in sentences(text)]
        pcm = b"".join(spoken) + silence(2500)
        mulaw = encode_mulaw(pcm)
        keys, back = "", []
        for at in range(0, len(mulaw) - 159, 160):
            frame = mulaw[at : at + 160]
            self._borrower.hear(None if frame == b"\xff" * 160 else frame)
            back.append(self._borrower.speak())
            keys += self._borrower.pressed()
            await asyncio.sleep(0.002 if at > len(mulaw) - 20000 else 0)
        return keys, b"".join(decode_mulaw(base64.b64decode(payload)) for payload in back)


@pytest.fixture
async def synth() -> AsyncIterator[Synthesizer]:
    async with Synthesizer() as it:
        yield it


@pytest.fixture
def models() -> Iterator[Models]:
    it = Models({lang: models_folder() / lang for lang in QUESTIONS}, threads=1)
    yield it
    it.close()


@pytest.mark.parametrize(("lang", "text", "expects"), [(lang, *it) for lang, questions in QUESTIONS.items() for it in questions])
async def test_a_question_is_told_by_its_sound(
    lang: str, text: str, expects: str | None, synth: Synthesizer, models: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    persona = personas()["zh_pays_friday" if lang == "zh-CN" else "en_pays_friday"]
    borrower = Borrower(Subscriber("+12125550101", persona, "Echo Sample", "0588", "1980"), Studio(synth, tmp_path, 1), models)
    await borrower.prepare()
    asked: list[str | None] = []
    monkeypatch.setattr(borrower._picker, "pick", lambda it: asked.append(it))
    await Telephone(borrower, synth, lang).say(text)
    assert asked == [expects]


async def test_a_borrower_answers_with_keys_and_with_a_voice(synth: Synthesizer, models: Models, tmp_path: Path) -> None:
    who = Subscriber("+12125550101", personas()["en_pays_by_keys"], "Echo Sample", "0588", "1980")
    borrower = Borrower(who, Studio(synth, tmp_path, 1), models)
    await borrower.prepare()
    telephone = Telephone(borrower, synth, "en-US")
    keys, sound = await telephone.say("Am I speaking with Echo Sample?")
    assert keys == ""
    assert np.abs(samples(sound).astype(int)).max() > 5000, "a voice, and not only the hiss of the line"
    keys, _ = await telephone.say("Please say or key in the last four digits of your Social Security number.")
    assert keys == "0588"
