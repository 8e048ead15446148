"""Listening to one call: telephone sound in, turns out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.speech.audio import BYTES_PER_MS, frame_levels, silence
from bot.speech.decoder import Decoded, Decoder, decode_whole
from bot.speech.errors import SpeechError
from bot.speech.heard import Behind, Heard, Partial, SpeechStarted, Utterance
from bot.speech.lexicon import EXPECTS, grammar
from bot.speech.recognizer import UNKNOWN, Model, Models
from bot.speech.timing import Word
from bot.speech.turns import FRAME_MS, LONGEST_TURN_MS, OPENS_MS, SHORTEST_PATIENCE_MS, STUCK_MS, Gate, Turn, patience_ms
from bot.speech.verdict import DecodedBy, clear, settle

BATCH_MS = 100
PRE_ROLL_MS = 300
"""Sound before the first energy that is decoded too: consonants are quiet."""
TAIL_MS = 240
"""Silence after speech that is decoded at once; more only if speech goes on, so that waiting costs nothing."""
BEHIND_MS = 1_000
FULL_QUEUE_MS = 10_000
"""With that much undecoded sound `hear` waits instead of taking more."""
LONGEST_GAP_MS = 2_000

_VOSK_ENDPOINT_MS = 500
_FRAME = FRAME_MS * BYTES_PER_MS

T = TypeVar("T")


class Ear:
    """One call's ear. Feed it everything that comes in, in order, and say before each question what is expected.

    Silence costs next to nothing: only what has energy, and a little around it, is decoded, in the models' pool of threads.
    """

    def __init__(self, models: Models, lang: str) -> None:
        self._models = models
        self._lang = lang
        self._model: Model | None = None
        self._expects: str | None = None
        self._speaking = False
        self._clock_ms: int | None = None
        self._rest = b""
        self._gate = Gate()
        self._recent = bytearray()
        self._loud_run = 0
        self._turn: Turn | None = None
        self._sound = bytearray()
        self._sound_from_ms = 0
        self._turn_expects: str | None = None
        self._decoder: Decoder | None = None
        self._queued = bytearray()
        self._handed = 0
        self._job: asyncio.Future[None] | None = None
        self._partial = ""
        self._late = False
        self._ready: list[Heard] = []

    def expect(self, expects: str | None, *, speaking: bool) -> None:
        """What the next turn is likely to answer (None: anything), and whether the bot is speaking now.

        A turn that has begun keeps what was expected when it began.
        """
        if expects is not None and expects not in EXPECTS:
            raise SpeechError(f"nothing can be expected as `{expects}`: {', '.join(EXPECTS)}")
        self._expects, self._speaking = expects, speaking

    async def hear(self, pcm: bytes, at_ms: int) -> list[Heard]:
        """The next inbound sound, beginning at `at_ms`, and what has been heard by now. A gap in the stream counts as silence."""
        if self._model is None:
            self._model = await self._models.get(self._lang)
        pcm = self._in_order(pcm, at_ms)
        data = self._rest + pcm
        whole = len(data) // _FRAME * _FRAME
        self._rest = data[whole:]
        for index, level in enumerate(frame_levels(data[:whole], FRAME_MS)):
            await self._frame(data[index * _FRAME : (index + 1) * _FRAME], self._gate.loud(float(level)))
        self._watch_backlog()
        if self._backlog_ms() > FULL_QUEUE_MS:
            await self._drain()
        return self._take_ready()

    async def finish(self) -> list[Heard]:
        """The stream is over: what was being said ends here."""
        if self._turn is not None:
            await self._end_turn(self._turn)
        return self._take_ready()

    def _take_ready(self) -> list[Heard]:
        ready, self._ready = self._ready, []
        return ready

    def _in_order(self, pcm: bytes, at_ms: int) -> bytes:
        if self._clock_ms is None:
            self._clock_ms = at_ms
        next_ms = self._clock_ms + len(self._rest) // BYTES_PER_MS
        if at_ms > next_ms:
            pcm = silence(min(at_ms - next_ms, LONGEST_GAP_MS)) + pcm
            self._clock_ms += max(0, at_ms - next_ms - LONGEST_GAP_MS)
        return pcm[max(0, next_ms - at_ms) * BYTES_PER_MS :]

    async def _frame(self, frame: bytes, loud: bool) -> None:
        assert self._clock_ms is not None
        self._clock_ms += FRAME_MS
        if self._turn is None:
            self._idle_frame(frame, loud, self._clock_ms)
            return
        turn = self._turn
        self._sound += frame
        turn.frame(self._clock_ms, loud)
        if turn.starts(self._speaking):
            self._ready.append(SpeechStarted(turn.from_ms))
        if loud or self._clock_ms - turn.to_ms <= TAIL_MS:
            self._hand_over(len(self._sound), wait_for_batch=self._clock_ms - turn.to_ms < TAIL_MS)
        if await self._is_over(turn, self._clock_ms):
            await self._end_turn(turn)

    def _idle_frame(self, frame: bytes, loud: bool, now_ms: int) -> None:
        self._recent += frame
        del self._recent[: -(PRE_ROLL_MS + OPENS_MS) * BYTES_PER_MS]
        self._loud_run = self._loud_run + FRAME_MS if loud else max(0, self._loud_run - FRAME_MS)
        if self._loud_run < OPENS_MS:
            return
        assert self._model is not None
        self._turn = Turn(now_ms - OPENS_MS)
        self._turn.loud_ms, self._turn.to_ms = self._loud_run, now_ms
        self._loud_run = 0
        self._sound, self._recent = self._recent, bytearray()
        self._sound_from_ms = now_ms - len(self._sound) // BYTES_PER_MS
        self._handed = 0
        self._turn_expects = self._expects
        self._partial = ""
        listens_for_all = self._expects is None or not self._model.takes_grammars
        phrases = None if listens_for_all else grammar(self._lang, self._expects or "", self._model.vocabulary)
        self._decoder = Decoder(self._model, phrases)
        self._hand_over(len(self._sound))

    def _hand_over(self, upto: int, *, wait_for_batch: bool = False) -> None:
        """Give the turn's sound up to a byte to the decoder, all of it in order."""
        if wait_for_batch and upto - self._handed < BATCH_MS * BYTES_PER_MS:
            return
        self._queued += self._sound[self._handed : upto]
        self._handed = upto
        if self._job is None:
            self._next_job()

    def _next_job(self) -> None:
        assert self._decoder is not None
        sound = bytes(self._queued)
        self._queued.clear()
        self._job = asyncio.get_running_loop().run_in_executor(self._models.pool, self._decoder.feed, sound)
        self._job.add_done_callback(self._job_done)

    def _job_done(self, job: asyncio.Future[None]) -> None:
        if job.cancelled() or job.exception() is not None:
            return
        self._job = None
        if self._decoder is not None and self._decoder.text != self._partial:
            self._partial = self._decoder.text
            self._ready.append(Partial(self._partial))
        if self._queued:
            self._next_job()

    async def _drain(self) -> None:
        while self._job is not None:
            await asyncio.shield(self._job)
            await asyncio.sleep(0)

    def _backlog_ms(self) -> int:
        return len(self._queued) // BYTES_PER_MS

    def _watch_backlog(self) -> None:
        backlog = self._backlog_ms()
        if backlog > BEHIND_MS and not self._late:
            self._ready.append(Behind(self._clock_ms or 0, backlog))
        self._late = backlog > BEHIND_MS

    async def _is_over(self, turn: Turn, now_ms: int) -> bool:
        if now_ms - turn.from_ms >= LONGEST_TURN_MS:
            return True
        decoder = self._decoder
        assert decoder is not None
        quiet_ms = now_ms - turn.to_ms
        if quiet_ms >= SHORTEST_PATIENCE_MS:
            await self._drain()  # the patience depends on what was said: a number may be unfinished
            return quiet_ms >= patience_ms(self._lang, self._turn_expects, decoder.text)
        if decoder.ended_at_ms is not None:
            since = now_ms - self._sound_from_ms - decoder.ended_at_ms + _VOSK_ENDPOINT_MS
            return since >= patience_ms(self._lang, self._turn_expects, decoder.text)
        return now_ms - turn.from_ms >= STUCK_MS and not decoder.text

    async def _end_turn(self, turn: Turn) -> None:
        tail = (turn.to_ms - self._sound_from_ms + TAIL_MS) * BYTES_PER_MS
        self._hand_over(max(self._handed, min(len(self._sound), tail)))
        await self._drain()
        decoder, self._decoder = self._decoder, None
        assert decoder is not None
        decoded, by, doubtful = await self._settle(await self._in_pool(decoder.finish), turn)
        self._turn = None
        self._recent = self._sound[-PRE_ROLL_MS * BYTES_PER_MS :]
        if not decoded.words and not turn.announced:
            return  # a click on the line
        text = decoded.text or UNKNOWN
        if doubtful and UNKNOWN not in text:
            text = f"{text} {UNKNOWN}"
        if not turn.announced and text == UNKNOWN:
            return
        offset = self._sound_from_ms
        words = tuple(Word(word.text, word.from_ms + offset, word.to_ms + offset, word.confidence) for word in decoded.words)
        self._ready.append(Utterance(text, words, turn.from_ms, turn.to_ms, by))

    async def _settle(self, first: Decoded, turn: Turn) -> tuple[Decoded, DecodedBy, bool]:
        assert self._model is not None
        if self._turn_expects is None or not self._model.takes_grammars:
            return first, "full", False
        if clear(self._lang, first, turn.loud_ms):
            return first, "grammar", False
        model, sound = self._model, bytes(self._sound)
        return settle(self._lang, first, await self._in_pool(lambda: decode_whole(model, sound)), turn.loud_ms)

    async def _in_pool(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._models.pool, work)
