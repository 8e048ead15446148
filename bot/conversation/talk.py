"""The talk of one call, without its sound: what is heard goes into the dialogue, and each step is on file before it is acted upon."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, update

from bot.conversation.greeting import Greeting, Reason
from bot.conversation.minutes import Minutes
from bot.conversation.mouth import Heard
from bot.conversation.record import Turn
from bot.dialogue import (
    Began,
    Do,
    Event,
    Expects,
    HungUp,
    Keyed,
    Language,
    MachineAnswered,
    Said,
    Say,
    Scene,
    Script,
    Silent,
    State,
    Step,
    assistant,
    meaning_of_keys,
    step,
    understood,
)  # fmt: skip
from bot.speech import Recording, Utterance
from bot.store.tables import attempt
from bot.understanding import SAFETY


@dataclass(slots=True)
class Talk:
    """Where a script is at, with one borrower. Times are on the stream's sample clock."""

    minutes: Minutes
    scene: Scene
    script: Script
    state: State
    expects: Expects | None = None
    """What our last line asked for."""
    greeting: Greeting = field(default_factory=Greeting)
    _meant: str | None = None
    """By what was heard last."""

    @property
    def lang(self) -> Language:
        """The language that is spoken now."""
        return self.script.in_language(str(self.state.get("lang", self.scene.lang))).lang

    @property
    def wants_person(self) -> bool:
        """Whether a person is to take the call now; who asks for a language that we don't speak is called by one."""
        return "handed_to_agent" in self.state["effects"] and self._meant != "language"

    @property
    def unknown_who(self) -> bool:
        """Whether a machine may have answered our call: nobody was understood yet."""
        return self.scene.direction == "outbound" and not self.greeting.over

    async def begin(self) -> Step:
        return await self._take(Began())

    async def said(self, heard: Utterance, lang: Language) -> Step:
        return await self._take(*self._understood(heard, lang))

    async def greeted(self, heard: Utterance, lang: Language) -> Reason | None:
        """Why this is a machine's greeting, if it is: then it is on file, and nothing answers it."""
        if not self.unknown_who or assistant(heard.text, known=False):
            return None
        said = understood(heard.text, lang=lang, at=self._local_time(), expects=self.expects, channel="voice")
        reason = self.greeting.said(heard.text, heard.to_ms - heard.from_ms, said.meaning.intent, lang)
        if reason is not None:
            turn = Turn(self.minutes.next(), "borrower", heard.text, heard.words, heard.from_ms, heard.to_ms, said.meaning)
            await self.minutes.add(self.state, turn)
        return reason

    async def found_machine(self, reason: Reason) -> None:
        """Kept where the carrier's verdict is, if it has given none."""
        await self.minutes.tools.store.write(_answered_by_machine, self.minutes.attempt_id, reason)

    async def keyed(self, digits: str, at_ms: int) -> Step:
        self.greeting.answered()
        meaning = meaning_of_keys(digits, self.expects)
        self._meant = meaning.intent
        turn = Turn(self.minutes.next(), "borrower", digits, (), at_ms, at_ms, meaning)
        return await self._take(Keyed(digits, self._local_time()), turn)

    async def silent(self, at_ms: int) -> Step:
        return await self._take(Silent(), Turn(self.minutes.next(), "borrower", "", (), at_ms, at_ms))

    async def machine_answered(self) -> Step:
        return await self._take(MachineAnswered())

    async def hung_up(self) -> Step:
        return await self._take(HungUp())

    async def last_word(self, heard: Utterance, lang: Language) -> Step:
        """Said too late to be answered: it is on file, and what protects the borrower in it holds, over a goodbye too."""
        said, turn = self._understood(heard, lang)
        if not {said.meaning.intent, *said.meaning.also}.isdisjoint(SAFETY):
            self.state = {**self.state, "ended": False}
        return await self._take(said, turn)

    async def line(self, say: Say, at_ms: int) -> int:
        """A line of ours is about to be said; the number of its turn."""
        seq = self.minutes.next()
        self.expects = say.expects
        await self.minutes.add(self.state, Turn(seq, "bot", say.text, (), at_ms, at_ms, None, say.state, say.expects))
        return seq

    async def line_heard(self, heard: Heard) -> None:
        """So much of a line of ours was heard."""
        await self.minutes.heard(heard, verified=bool(self.state["verified"]))

    async def close(self, sound: Recording, *, by: str, handed: bool, borrower_spoke: bool, greeted: int | None) -> None:
        """The end. `handed`: a person goes on. `greeted` is the last turn before a machine was found, and `None` where none was."""
        unsettled = "agent" if handed else "hung_up" if borrower_spoke else "dropped"
        outcome = str(self.state.get("outcome") or unsettled)
        silent = outcome == "voicemail" and not self.minutes.said_since(greeted or 0)
        result = "voicemail_silent" if silent else outcome
        await self.minutes.close(self.scene, self.state, sound, outcome=outcome, result=result, by=by, to_person=greeted is None)

    async def _take(self, event: Event, turn: Turn | None = None) -> Step:
        result = step(self.script, self.scene, self.state, event)
        self.state = result.state
        await self.minutes.add(self.state, turn, [action for action in result.actions if isinstance(action, Do)])
        return result

    def _understood(self, heard: Utterance, lang: Language) -> tuple[Said, Turn]:
        said = understood(heard.text, lang=lang, at=self._local_time(), expects=self.expects, channel="voice")
        self._meant = said.meaning.intent
        turn = Turn(self.minutes.next(), "borrower", heard.text, heard.words, heard.from_ms, heard.to_ms, said.meaning)
        return said, turn

    def _local_time(self) -> datetime:
        """The moment, in the borrower's zone: what relative days are counted from."""
        return self.minutes.tools.clock.now().astimezone(self.scene.at.tzinfo)


def _answered_by_machine(conn: Connection, attempt_id: str, reason: Reason) -> None:
    unsaid = update(attempt).where(attempt.c.id == attempt_id, attempt.c.answered_by.is_(None))
    conn.execute(unsaid.values(answered_by=f"machine: {reason}"))
