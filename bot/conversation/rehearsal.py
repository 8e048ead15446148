"""A conversation played without a telephone: the real script, the real understanding, the real wording checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.conversation.findings import Spoken, findings
from bot.conversation.scenario import Scenario, Turn, scene_of
from bot.dialogue import (
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
    State,
    meaning_of_keys,
    start,
    step,
)  # fmt: skip
from bot.understanding import Meaning, understand

_LONGEST = 60
"""Turns of the borrower after which something is wrong with the script; the engine itself ends far sooner."""


def rehearse(scenario: Scenario, script: Script) -> dict[str, Any]:
    """Play one scenario and return its result as the contract of rehearsals has it."""
    return _Rehearsal(scenario, script).play()


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


@dataclass(slots=True)
class _Rehearsal:
    scenario: Scenario
    script: Script
    turns: list[dict[str, Any]] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    state: State = field(default_factory=dict)
    outcome: str | None = None

    def play(self) -> dict[str, Any]:
        self.state = start(self.script, scene_of(self.scenario))
        said: list[int] = []
        opening = self.scenario.turns[:1]
        theirs = bool(opening) and (opening[0].machine is not None or opening[0].screening is not None)
        if not theirs and (self.scenario.channel == "voice" or self.scenario.direction == "outbound"):
            self.happens(Began())
        ended_by = "bot"
        for _ in range(_LONGEST):
            if self.outcome is not None:
                break
            index = next_turn(self.scenario.turns, said, self.state["expects"])
            turn = None if index is None else self.scenario.turns[index]
            if (turn is None and self.scenario.channel == "sms") or (turn is not None and turn.hang_up):
                ended_by = "borrower"
                self.happens(HungUp())
                break
            if index is not None:
                said.append(index)
            self.happens(self.event_of(turn))
        return self.result(ended_by)

    def event_of(self, turn: Turn | None) -> Event:
        """What a turn is to the engine, noted as the borrower's turn of the transcript."""
        at = self.scenario.at
        if turn is None or turn.silence is not None:
            self.note("", None)
            return Silent()
        if turn.machine is not None:
            return MachineAnswered()
        if turn.screening is not None:
            self.note(turn.screening, self.understood(turn.screening))
            return Screened(turn.screening)
        if turn.key is not None:
            self.note(turn.key, meaning_of_keys(turn.key, self.state["expects"]))
            return Keyed(turn.key, at)
        meaning = self.understood(turn.say or "")
        self.note(turn.say or "", meaning)
        return Said(turn.say or "", meaning, at)

    def understood(self, text: str) -> Meaning:
        return understand(
            text, lang=self.state["lang"], at=self.scenario.at, expects=self.state["expects"], channel=self.scenario.channel
        )

    def note(self, text: str, meaning: Meaning | None) -> None:
        found = {"intent": meaning.intent, "also": list(meaning.also), "slots": dict(meaning.slots)} if meaning else {}
        self.turns.append({"borrower": text, "intent": None, "also": [], "slots": {}, **found})

    def happens(self, event: Event) -> None:
        before = self.state["verified"]
        done = step(self.script, scene_of(self.scenario), self.state, event)
        self.state = done.state
        for action in done.actions:
            self.take(action, verified=before or self.state["verified"])

    def take(self, action: Action, *, verified: bool) -> None:
        if isinstance(action, Say):
            self.turns.append({"bot": action.text, "state": action.state, "expects": action.expects})
            self.spoken.append(Spoken(len(self.turns), action.text, 0, verified))
        elif isinstance(action, Do):
            self.effects.append(action.effect)
        elif isinstance(action, End):
            self.outcome = action.outcome

    def checks(self) -> list[dict[str, Any]]:
        """What every conversation is checked for afterwards; `turn` counts from 1. Only a person on a call is told of the voice."""
        machine = bool(self.scenario.turns) and self.scenario.turns[0].machine is not None
        to_person = self.scenario.channel == "voice" and not machine
        found = findings(self.scenario.lang, self.scenario.account.creditor, self.spoken, to_person=to_person)
        return [{"rule": one.rule, "citation": one.citation, "ok": one.ok, "turn": one.turn} for one in found]

    def result(self, ended_by: str) -> dict[str, Any]:
        return {
            "id": self.scenario.id, "turns": self.turns, "outcome": self.outcome, "verified": self.state["verified"], "ended_by": ended_by,
            "promise": self.state["promise"], "plan": self.state["plan"], "callback": self.state["callback"], "effects": self.effects,
            "checks": self.checks(),
        }  # fmt: skip
