"""`courtesy transcribe`: a recording to text with word times."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from pathlib import Path

import click

from bot.base.config import Config
from bot.cli.session import Session, pass_session
from bot.speech import LANGUAGES, Ear, Models, Utterance, Wav, model_paths, read_wav, resample
from bot.speech.audio import BYTES_PER_MS, RATE

_CHUNK_MS = 100


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh-CN", show_default=True, help="What is spoken.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per turn instead of text.")
@pass_session
def transcribe(session: Session, file: Path, lang: str, as_json: bool) -> None:
    """Write down what is said in FILE, a WAV recording (16-bit PCM, any rate).

    Of a two-channel recording of ours the left channel is the borrower, the right the bot.
    """
    for speaker, turn in asyncio.run(_transcribe(session.config, read_wav(file), lang)):
        if as_json:
            click.echo(json.dumps({"speaker": speaker, **asdict(turn)}, ensure_ascii=False))
        else:
            who = f"{speaker}: " if speaker else ""
            click.echo(f"[{turn.from_ms / 1000:7.2f}] {who}{turn.text}")


async def _transcribe(config: Config, recording: Wav, lang: str) -> list[tuple[str, Utterance]]:
    sides = ("",) if recording.channels == 1 else ("borrower", "bot")
    models = Models(model_paths(config))
    try:
        turns = [
            (side, turn)
            for index, side in enumerate(sides)
            for turn in await _turns(models, lang, resample(recording.channel(index), recording.rate, RATE))
        ]
    finally:
        models.close()
    return sorted(turns, key=lambda spoken: spoken[1].from_ms)


async def _turns(models: Models, lang: str, pcm: bytes) -> list[Utterance]:
    ear = Ear(models, lang)
    heard = []
    for at_ms in range(0, len(pcm) // BYTES_PER_MS + 1, _CHUNK_MS):
        heard += await ear.hear(pcm[at_ms * BYTES_PER_MS : (at_ms + _CHUNK_MS) * BYTES_PER_MS], at_ms)
    heard += await ear.finish()
    return [event for event in heard if isinstance(event, Utterance)]
