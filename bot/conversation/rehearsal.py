"""A conversation played without a telephone: the real script, the real understanding, the real checks."""

from __future__ import annotations

from typing import Any

from bot.conversation.findings import Spoken, findings
from bot.conversation.scenario import Scenario, Turn, scene_of
from bot.dialogue import (
    EFFECTS,
    Action,
    Began,
    Do,
    End,
    Event,
    Expects,
    HungUp,
    Keyed,
    MachineAnswered,
    Said,
    Say,
    Screened,
    Script,
    Silent,
    meaning_of_keys,
    start,
    step,
    understood,
)  # fmt: skip
from bot.understanding import Meaning

_LONGEST = 60
"""Turns of the borrower after which something is wrong with the script; the engine itself ends far sooner."""


def rehearse(scenario: Scenario, script: Script) -> dict[str, Any]:
    """Play one scenario and return its result as the contract of rehearsals has it."""
    rehearsal = Rehearsal(scenario, script)
    said: list[int] = []
    first = scenario.turns[0] if scenario.turns else None
    rehearsal.begin(theirs=first is not None and (first.machine is not None or first.screening is not None))
    for _ in range(_LONGEST):
        if rehearsal.over:
            break
        index = next_turn(scenario.turns, said, rehearsal.expects)
        if index is not None:
            said.append(index)
        rehearsal.take(None if index is None else scenario.turns[index])
    return rehearsal.result()


def next_turn(turns: list[Turn], said: list[int], expects: Expects | None) -> int | None:
    """Which turn the borrower takes now; `None`: nothing. `said` holds those taken, in order."""
    for index, turn in enumerate(turns):
        if index in said:
            continue
        if (expects in turn.when) if turn.when else all(before in said for before in range(index)):
            return index
    again = [index for index in said if expects in turns[index].when]
    if again:
        return again[-1]
    return next((index for index, turn in enumerate(turns) if index not in said and not turn.when), None)


class Rehearsal:
    """One conversation, taken turn by turn."""

    def __init__(self, scenario: Scenario, script: Script) -> None:
        self.scenario = scenario
        self.scene = scene_of(scenario)
        self.script = script
        self.state = start(script, self.scene)
        self.turns: list[dict[str, Any]] = []
        self.effects: list[str] = []
        self._spoken: list[Spoken] = []
        self._outcome: str | None = None
        self._ended_by = "bot"

    @property
    def over(self) -> bool:
        return self._outcome is not None

    @property
    def expects(self) -> Expects | None:
        expected: Expects | None = self.state["expects"]
        return expected

    def begin(self, *, theirs: bool = False) -> None:
        """The bot's first words, unless the first ones are the borrower's: a thread that they open, or (`theirs`) whoever picked up."""
        if not theirs and (self.scene.channel == "voice" or self.scene.direction == "outbound"):
            self._happens(Began())

    def take(self, turn: Turn | None) -> None:
        """What the borrower does now. Nothing at all is a silence in a call, and the end of a thread."""
        if (turn is None and self.scene.channel == "sms") or (turn is not None and turn.hang_up):
            self._ended_by = "borrower"
            self._happens(HungUp())
        else:
            self._happens(self._event_of(turn))

    def result(self) -> dict[str, Any]:
        return {
            "id": self.scenario.id, "turns": self.turns, "outcome": self._outcome, "verified": self.state["verified"],
            "ended_by": self._ended_by, "promise": self.state["promise"], "plan": self.state["plan"], "callback": self.state["callback"],
            "effects": self.effects, "checks": self.checks(),
        }  # fmt: skip

    def checks(self) -> list[dict[str, Any]]:
        """What every conversation is checked for afterwards; `turn` counts from 1. Only a person on a call is told of the voice."""
        machine = bool(self.scenario.turns) and self.scenario.turns[0].machine is not None
        found = findings(self.scene, self.state, self._spoken, to_person=self.scene.channel == "voice" and not machine)
        return [{"rule": one.rule, "citation": one.citation, "ok": one.ok, "turn": one.turn} for one in found]

    def _event_of(self, turn: Turn | None) -> Event:
        """What a turn is to the engine, noted as the borrower's turn of the transcript."""
        at = self.scene.at
        if turn is None or turn.silence is not None:
            self._note("", None)
            return Silent()
        if turn.machine is not None:
            return MachineAnswered()
        if turn.screening is not None:
            self._note(turn.screening, self._understood(turn.screening).meaning)
            return Screened(turn.screening)
        if turn.key is not None:
            self._note(turn.key, meaning_of_keys(turn.key, self.expects))
            return Keyed(turn.key, at)
        said = self._understood(turn.say or "")
        self._note(said.text, said.meaning)
        return said

    def _understood(self, text: str) -> Said:
        return understood(text, lang=self.state["lang"], at=self.scene.at, expects=self.expects, channel=self.scene.channel)

    def _note(self, text: str, meaning: Meaning | None) -> None:
        found = {"intent": meaning.intent, "also": list(meaning.also), "slots": dict(meaning.slots)} if meaning else {}
        self.turns.append({"borrower": text, "intent": None, "also": [], "slots": {}, **found})

    def _happens(self, event: Event) -> None:
        before = self.state["verified"]
        done = step(self.script, self.scene, self.state, event)
        self.state = done.state
        for action in done.actions:
            self._perform(action, verified=before or self.state["verified"])

    def _perform(self, action: Action, *, verified: bool) -> None:
        if isinstance(action, Say):
            self.turns.append({"bot": action.text, "state": action.state, "expects": action.expects})
            self._spoken.append(Spoken(len(self.turns), action.text, 0, verified))
        elif isinstance(action, Do) and action.effect in EFFECTS:
            self.effects.append(action.effect)
        elif isinstance(action, End):
            self._outcome = action.outcome
