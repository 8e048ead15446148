"""Proofs about a script: every path of states is walked before the script may be used.

A path is a place (state, whether identity is verified, what has been agreed, whether the debt has been named) and every reaction to everything
that can happen there. What is proved holds for every conversation, because the engine does nothing that a reaction does not say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.dialogue.checks import CHECKS
from bot.dialogue.load import Script
from bot.dialogue.schema import Conditions, Line, Reaction, Variant
from bot.dialogue.slots import SLOTS, slots_of
from bot.understanding import INTENTS, SAFETY

MUST_HANDLE = (*SAFETY, "agent", "recording_objection", "language", "ask_identity", "ask_robot", "repeat", "wait", "silence", "unknown",
               "silence_end", "unknown_end", "too_long", "machine", "screening")  # fmt: skip
"""What every state listens for (the contract of rehearsals, 4), with what three in a row and too long a talk lead to."""
_STRANGERS = ("wrong_person", "third_party", "machine", "screening")
"""Whoever this is, it is not the borrower: whatever was verified before, nothing is said of the debt."""
_MUST_END = (*SAFETY, "machine", "too_long", "silence_end", "unknown_end")
_DISCLOSURE = {"en-US": ("attempt to collect a debt", "used for that purpose"), "zh-CN": ("催收债务", "用于此目的")}
"""12 CFR 1006.18(e): in the line that first names the debt, where the place is in the US."""
_AUTOMATED = {"en-US": "automated voice", "zh-CN": "智能语音助手"}
_CRISIS_SLOTS = {"helpline", "emergency"}


class Wording(Protocol):
    """What the verifier asks of the compliance room's wording rules."""

    def reveals_debt(self, text: str) -> object: ...

    def prohibited(self, text: str, lang: str) -> object: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """What a script breaks, and the shortest way there: the states and replies that lead to it."""

    message: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message + (f" (by way of {' > '.join(self.path)})" if self.path else "")


@dataclass(frozen=True, slots=True)
class _Node:
    state: str
    verified: bool = False
    agreed: frozenset[str] = frozenset()
    told: bool = False
    """The debt has been named, with its disclosure."""


def verify(script: Script, wording: Wording | None = None) -> list[Problem]:
    """What can't be proved of this script, the shortest paths first; empty: the script may be used.

    `wording` is `compliance.wording` unless a test brings its own.
    """
    if wording is None:
        from compliance import wording as shipped  # noqa: PLC0415

        wording = shipped
    return _Verifier(script, wording).run()


class _Verifier:
    def __init__(self, script: Script, wording: Wording) -> None:
        self.script = script
        self.file = script.file
        self.wording = wording
        self.problems: dict[str, Problem] = {}
        self.ways: dict[_Node, tuple[str, ...]] = {}
        self.exits: dict[_Node, set[_Node | None]] = {}

    def run(self) -> list[Problem]:
        self.check_words()
        self.check_openings()
        queue: deque[_Node] = deque()
        for begin in {name for _, name in self.file.start}:
            self.reach(_Node(begin), (), queue, entering=True)
        while queue:
            self.visit(queue.popleft(), queue)
        self.check_ends()
        return sorted(self.problems.values(), key=lambda problem: len(problem.path))

    def problem(self, message: str, path: tuple[str, ...] = ()) -> None:
        self.problems.setdefault(message, Problem(message, path))
