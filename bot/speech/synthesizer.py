"""Text to telephone speech, in a child process that is restarted when it dies or hangs."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import Self

from bot.speech.errors import SpeechError
from bot.speech.voice import VOICES, Voice

START_TIMEOUT_S = 20.0
SAY_TIMEOUT_S = 10.0
"""A sentence takes 20 to 60 ms; a child that needs this long hangs."""
ATTEMPTS = 3

_URGENT, _BACKGROUND = 0, 1


@dataclass(order=True, slots=True)
class _Ticket:
    priority: int
    number: int
    job: _Job = field(compare=False)


@dataclass(slots=True)
class _Job:
    text: str
    voice: Voice
    done: asyncio.Future[bytes]
    started: bool = False


class Synthesizer:
    """pyttsx3 behind a queue: one sentence at a time, urgent ones first. Use it in one event loop, and `close` it (or `async with`)."""

    def __init__(
        self, voices: Mapping[str, Voice] = VOICES, *, say_timeout_s: float = SAY_TIMEOUT_S, command: tuple[str, ...] | None = None
    ) -> None:
        self.voices = voices
        self._timeout = say_timeout_s
        self._command = command or (sys.executable, "-m", "bot.speech.voice_process")
        self._queue: asyncio.PriorityQueue[_Ticket] = asyncio.PriorityQueue()
        self._waiting: dict[tuple[str, Voice], _Job] = {}
        self._number = 0
        self._worker: asyncio.Task[None] | None = None
        self._child: asyncio.subprocess.Process | None = None
        self.restarts = 0
        """How often the child had to be started again."""

    @property
    def process_id(self) -> int | None:
        """The child that speaks, if one runs."""
        return self._child.pid if self._child else None

    def voice(self, lang: str, voice: Voice | None = None) -> Voice:
        """The voice that speaks: `voice` if given, else the language's own."""
        if voice is None and lang not in self.voices:
            raise SpeechError(f"no voice for {lang}: there are {', '.join(self.voices)}")
        return voice or self.voices[lang]

    async def say(self, text: str, lang: str, *, urgent: bool = False, voice: Voice | None = None) -> bytes:
        """`text` as 16-bit PCM, 8 kHz: trimmed, levelled, band-limited. Raises `SpeechError` when it can't be said.

        Two who ask for the same at once get the same rendering; an urgent one pulls a waiting one forward.
        """
        speaker = self.voice(lang, voice)
        job = self._waiting.get((text, speaker))
        if job is None:
            job = _Job(text, speaker, asyncio.get_running_loop().create_future())
            job.done.add_done_callback(lambda _: self._waiting.pop((text, speaker), None))
            self._waiting[text, speaker] = job
            self._put(job, _URGENT if urgent else _BACKGROUND)
        elif urgent:
            self.hurry(text, speaker)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work(), name="synthesizer")
        return await asyncio.shield(job.done)

    def hurry(self, text: str, voice: Voice) -> None:
        """Pull a text that waits to be rendered in front of all that are not urgent."""
        job = self._waiting.get((text, voice))
        if job is not None and not job.started:
            self._put(job, _URGENT)

    def _put(self, job: _Job, priority: int) -> None:
        self._number += 1
        self._queue.put_nowait(_Ticket(priority, self._number, job))

    async def _work(self) -> None:
        while True:
            job = (await self._queue.get()).job
            if job.started:
                continue
            job.started = True
            try:
                pcm = await self._render(job)
            except SpeechError as problem:
                job.done.set_exception(problem)
                job.done.exception()  # nobody may be left to hear it
            else:
                job.done.set_result(pcm)

    async def _render(self, job: _Job) -> bytes:
        for attempt in range(ATTEMPTS):
            try:
                async with asyncio.timeout(START_TIMEOUT_S):
                    child = self._child or await self._start()
                async with asyncio.timeout(self._timeout):
                    return await self._ask(child, job)
            except (TimeoutError, OSError, EOFError, json.JSONDecodeError):
                await self._stop()
                self.restarts += attempt + 1 < ATTEMPTS
        raise SpeechError("the synthesizer's process died or hung three times over one text; `courtesy doctor` tries it out")

    async def _start(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        self._child = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe, limit=1 << 20)
        assert self._child.stdout is not None
        if not await self._child.stdout.readline():
            raise EOFError
        return self._child

    @staticmethod
    async def _ask(child: asyncio.subprocess.Process, job: _Job) -> bytes:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps({"text": job.text, **asdict(job.voice)}).encode() + b"\n")
        await child.stdin.drain()
        line = await child.stdout.readline()
        if not line:
            raise EOFError
        answer = json.loads(line)
        if "error" in answer:
            raise SpeechError(str(answer["error"]))
        return await child.stdout.readexactly(int(answer["bytes"]))

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()
        if child.stdout is not None:
            await child.stdout.read()  # to its end, so that the pipe is closed here and not by the garbage collector

    async def close(self) -> None:
        """End the child. Those still waiting get a `SpeechError`."""
        if self._worker is not None:
            self._worker.cancel()
            with suppress(asyncio.CancelledError):
                await self._worker
            self._worker = None
        for job in list(self._waiting.values()):
            if not job.done.done():
                job.done.set_exception(SpeechError("the synthesizer was closed"))
                job.done.exception()
        await self._stop()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()
