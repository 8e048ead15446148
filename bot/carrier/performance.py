"""Performing a document, verb by verb, on an answered line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from bot.carrier.dialing import dial
from bot.carrier.documents import Document, Page
from bot.carrier.errors import TwimlError
from bot.carrier.exchange import Exchange
from bot.carrier.gathering import gather, record
from bot.carrier.line import Line
from bot.carrier.sounds import fetch_sound, key_tones
from bot.carrier.verbs import (
    Connect,
    Dial,
    Gather,
    Hangup,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    StartStream,
    StopStream,
    Verb,
)

if TYPE_CHECKING:
    from bot.carrier.call_life import CallLife

Next = Document | Literal["over"] | None
"""What a verb leads to: another document, the end of the call, or the next verb."""


class Performance:
    """What is going on on `life`'s line."""

    def __init__(self, exchange: Exchange, life: CallLife, line: Line) -> None:
        self._exchange = exchange
        self._life = life
        self._line = line

    async def lead(self, document: Document) -> None:
        """Perform a document and those that follow from it."""
        await self.perform(await self._life.documents.get(document, "in-progress"))

    async def perform(self, page: Page) -> None:
        following = await self._verbs(page)
        while following is not None:
            page = await self._life.documents.get(following, "in-progress", page.base)
            following = await self._verbs(page)

    async def _verbs(self, page: Page) -> Document | None:
        for verb in page.verbs:
            following = await self._verb(verb, page)
            if following == "over":
                return None
            if following is not None:
                return following
        return None

    async def _verb(self, verb: Verb, page: Page) -> Next:
        match verb:
            case Say() | Play() | Pause():
                await self.say(verb, page.base)
            case Connect(stream, action):
                await self._life.streams.connect(stream, self._line)
                return page.following(action, {}) if action.url else None
            case StartStream(stream):
                await self._life.streams.fork(stream, self._line)
            case StopStream(name):
                await self._life.streams.stop(name)
            case Redirect(url, method):
                return Document(urljoin(page.base, url) if page.base else url, method)
            case Hangup() | Reject():
                return "over"
            case Gather():
                return await self._gather(verb, page)
            case Record():
                made = await record(self._exchange, self._life.call, self._line, verb)
                return page.following(verb.action, made)
            case Dial():
                return self._after_dial(verb, page, await dial(self._exchange, self._life, self._line, verb, page.base))
        return None

    async def _gather(self, verb: Gather, page: Page) -> Next:
        async def prompts() -> None:
            for prompt in verb.prompts:
                await self.say(prompt, page.base)

        found = await gather(self._exchange, self._line, verb, prompts)
        return page.following(verb.action, found) if found or verb.even_if_empty else None

    @staticmethod
    def _after_dial(verb: Dial, page: Page, found: Mapping[str, str]) -> Next:
        return page.following(verb.action, found) if verb.action.url else None

    async def say(self, verb: Say | Play | Pause, base: str | None) -> None:
        """What only sounds."""
        match verb:
            case Pause(seconds):
                await self._exchange.clock.sleep(seconds)
            case Say(text, language, loop):
                sound = await self._exchange.announce(text, language) if text else b""
                await self._line.play(sound * loop)
            case Play(url, digits, loop) if digits:
                await self._line.play(key_tones(digits) * loop)
            case Play(url, _, loop):
                try:
                    sound = await fetch_sound(self._exchange.webhooks, urljoin(base, url) if base else url)
                except TwimlError as error:  # what cannot be played is left out, and noted
                    self._exchange.webhooks.note(self._life.call.sid, url, "GET", error)
                    return
                for _ in range(loop):
                    await self._line.play(sound)
