"""Which of a persona's answers comes next: the rules of a rehearsal, word for word."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

Expects = Literal["identity", "digits", "payment", "yes_no", "callback_time"]


class Turn(BaseModel):
    """One turn of the borrower: exactly one of `say`, `key`, `silence`, `hang_up`, `machine`; with `when`, kept ready for that question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: tuple[Expects, ...] = ()
    say: str | None = None
    key: str | None = None
    silence: float | None = None
    hang_up: bool | None = None
    machine: Literal["beep"] | None = None

    @field_validator("when", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _does_one_thing(self) -> Turn:
        if sum(it is not None for it in (self.say, self.key, self.silence, self.hang_up, self.machine)) != 1:
            raise ValueError("a turn does exactly one of say, key, silence, hang_up, machine")
        return self


class TurnPicker:
    """Goes through one persona's turns in one conversation."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        self._turns = turns
        self._said: list[Turn | None] = [None] * len(turns)
        self._order: list[Turn] = []

    def pick(self, expects: Expects | None) -> Turn | None:
        """The answer to a turn of the bot that expects this; `None` is a silence."""
        for index, turn in enumerate(self._turns):
            if self._said[index] is None and (expects in turn.when if turn.when else all(self._said[:index])):
                return self._say(index)
        again = [turn for turn in self._order if expects in turn.when]
        if again:
            self._order.append(again[-1])
            return again[-1]
        for index, turn in enumerate(self._turns):
            if self._said[index] is None and not turn.when:
                return self._say(index)
        return None

    def _say(self, index: int) -> Turn:
        turn = self._turns[index]
        self._said[index] = turn
        self._order.append(turn)
        return turn
