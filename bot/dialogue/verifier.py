"""Proofs about a script: every path of states is walked before the script may be used.

A place is a state with what is known there: whether identity is verified, what has been agreed, whether the debt has been named.
From every place every reaction to everything that can happen is followed. What is proved holds for every conversation, because the
engine does nothing that a reaction does not say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.checks import CHECKS
from bot.dialogue.claims import claims
from bot.dialogue.load import Script
from bot.dialogue.proving import Problem, debt_in, unfilled
from bot.dialogue.schema import TRIGGERS, Conditions, Line, Reaction, Variant
from bot.dialogue.slots import SLOTS, slots_of
from bot.understanding import SAFETY
from compliance import wording
from compliance.required import missing

MUST_HANDLE = (*SAFETY, "agent", "recording_objection", "language", "ask_identity", "ask_robot", "repeat", "wait", "silence", "unknown",
               "silence_end", "unknown_end", "too_long", "wish", "machine", "screening", "screening_end")  # fmt: skip
"""What every state listens for (the contract of rehearsals, 4), with what three in a row and too long a talk lead to."""
_STRANGERS = ("wrong_person", "third_party", "machine", "screening", "screening_end")
"""Whoever this is, it is not the borrower: whatever was verified before, nothing is said of the debt."""
_MUST_END = (*SAFETY, "machine", "screening_end", "too_long", "silence_end", "unknown_end")
_CALLER = "{agency}"
"""By what the caller is called in a script."""
_ANYWHERE = "*"
_NEEDED = {"promise_recorded": "promise", "plan_recorded": "plan", "callback_booked": "callback"}


@dataclass(frozen=True, slots=True)
class _Node:
    state: str
    verified: bool = False
    agreed: frozenset[str] = frozenset()
    told: bool = False
    """The debt has been named, with its disclosure."""


def verify(script: Script) -> list[Problem]:
    """What can't be proved of this script, the shortest paths first; empty: the script may be used."""
    return [*_Verifier(script).run(), *_unlike(script)]


def _unlike(script: Script) -> Iterator[Problem]:
    """Where the same script in another language does something else: what is said may differ, what comes of it may not."""
    for other in script.siblings.values():
        for kind in ("start", "common", "before", "after", "states"):
            ours, theirs = dict(getattr(script.file, kind)), dict(getattr(other.file, kind))
            for name in sorted(ours.keys() | theirs.keys()):
                if ours.get(name) != theirs.get(name):
                    yield Problem(f"{kind}.{name} is not the same in {other.lang}: what is heard must lead to the same in every language")
        for name, line in script.file.lines.items():
            if name in other.file.lines and line.interruptible != other.file.lines[name].interruptible:
                yield Problem(f"line {name} can be interrupted in one language and not in {other.lang}")
            if name in other.file.lines and _slots(line) != _slots(other.file.lines[name]):
                differing = ", ".join(sorted(_slots(line) ^ _slots(other.file.lines[name])))
                yield Problem(f"line {name} says something else in {other.lang}: {differing}")


def _slots(line: Line) -> set[str]:
    """What a line tells of the account; by which name somebody is addressed may differ."""
    return {slot for variant in line.variants for slot in slots_of(variant.text)} - {"name", "address"}


class _Verifier:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.file = script.file
        self.problems: dict[str, Problem] = {}
        self.ways: dict[_Node, tuple[str, ...]] = {}
        self.exits: dict[_Node, set[_Node | None]] = {}
        self.queue: deque[_Node] = deque()

    def run(self) -> list[Problem]:
        self.check_words()
        self.check_openings()
        for begin in dict.fromkeys(name for _, name in self.file.start):
            self.enter(begin, _Node(begin), (), ())
        while self.queue:
            self.visit(self.queue.popleft())
        self.check_ends()
        return sorted(self.problems.values(), key=lambda problem: len(problem.path))

    def problem(self, message: str, path: tuple[str, ...] = ()) -> None:
        self.problems.setdefault(message, Problem(message, path))

    # ------------------------------------------------------------ words alone

    def check_words(self) -> None:
        for name, line in self.file.lines.items():
            for variant in line.variants:
                if found := wording.prohibited(variant.text, self.script.lang):
                    self.problem(f"line {name} says what must never be said: {', '.join(hit.phrase for hit in found)}")
                for claim in claims(variant):
                    self.problem(f"line {name} {claim}")

    def check_openings(self) -> None:
        """What the law wants said first (who calls, by a machine, recorded where it is; how to stop) is, and can't be cut short."""
        for key, begin in self.file.start:
            if key == "sms_inbound":
                continue
            lines = self.opening_lines(begin)
            if not lines:
                self.problem(f"start.{key}: nothing is said first")
                continue
            first = lines[0].variants
            if key == "sms_outbound":
                lacking = [each for variant in first for each in missing(variant.text, "message", "sms", _ANYWHERE, _CALLER)]
            else:
                if lines[0].interruptible:
                    self.problem(f"start.{key}: what is said first can't be interruptible")
                lacking = [each for variant in first for each in missing(variant.text, "opening", "voice", _ANYWHERE, _CALLER)]
                recorded = _said_when_recorded(first, key.removeprefix("voice_"))
                lacking += [each for variant in recorded for each in missing(variant.text, "recorded", "voice", _ANYWHERE)]
            for each in lacking:
                self.problem(f"start.{key}: what is said first must say {each.says.en} ({each.citation})")

    def opening_lines(self, begin: str) -> list[Line]:
        lines: list[str] = []
        name: str | None = begin
        for _ in self.file.states:
            if name is None:
                break
            state = self.file.states[name]
            lines += [*state.say, *state.ask]
            name = state.then
        return [self.file.lines[line] for line in lines]

    # ------------------------------------------------------------ the walk

    def find(self, node: _Node, key: str) -> Reaction | None:
        inherited = self.file.after if node.verified else self.file.before
        return self.file.states[node.state].on.get(key) or inherited.get(key) or self.file.common.get(key)

    def enter(self, name: str, node: _Node, path: tuple[str, ...], seen: tuple[str, ...]) -> _Node | None:
        """Into a state and on through those that ask nothing; returns where the borrower's turn comes."""
        if name in seen:
            self.problem(f"state {name} goes on to itself without the borrower ({' > '.join((*seen, name))})", path)
            return None
        state = self.file.states[name]
        node = self.spoken(state.say, replace(node, state=name), path)
        if state.then:
            return self.enter(state.then, node, path, (*seen, name))
        node = self.spoken(state.ask, node, path)
        if node not in self.ways:
            self.ways[node] = path
            self.queue.append(node)
        return node

    def visit(self, node: _Node) -> None:
        path = self.ways[node]
        self.exits[node] = set()
        for key in TRIGGERS:
            reaction = self.find(node, key)
            if reaction is None:
                if key in MUST_HANDLE:
                    self.problem(f"state {node.state} does not listen for {key}", path)
                continue
            here = replace(node, verified=False) if key in _STRANGERS else node
            self.perform(reaction, key, node, here, (*path, f"{node.state}: {key}"))

    def perform(self, reaction: Reaction, key: str, origin: _Node, node: _Node, path: tuple[str, ...]) -> None:
        for effect in reaction.do:
            needed = _NEEDED.get(effect)
            if needed and needed not in node.agreed:
                self.problem(f"{effect} in state {node.state} before a {needed} was agreed", path)
        node = self.spoken(reaction.ack, node, path)
        if reaction.check:
            check = CHECKS[reaction.check]
            for result, inner in reaction.results.items():
                agreed = (node.agreed - set(check.spoils)) | ({check.fills[result]} if result in check.fills else set())
                after = replace(node, agreed=agreed, verified=node.verified or result == check.verifies)
                self.perform(inner, key, origin, after, (*path[:-1], f"{path[-1]} ({result})"))
            return
        node = self.spoken(reaction.say, node, path)
        if key in _MUST_END and not reaction.end:
            self.problem(f"{key} in state {origin.state} must end the conversation", path)
        self.leave(reaction, origin, node, path)

    def leave(self, reaction: Reaction, origin: _Node, node: _Node, path: tuple[str, ...]) -> None:
        if reaction.end:
            self.exits[origin].add(None)
        elif reaction.go:
            reached = self.enter(reaction.go, node, path, ())
            if reached:
                self.exits[origin].add(reached)
        elif reaction.again:
            state = self.file.states[node.state]
            node = self.spoken(state.ask_again or state.ask, node, path)
            if node not in self.ways:
                self.ways[node] = path
                self.queue.append(node)
            self.exits[origin].add(node)

    def spoken(self, names: list[str], node: _Node, path: tuple[str, ...]) -> _Node:
        """Check lines where they are said; returns the node with what has been told by then."""
        for name in names:
            line = self.file.lines[name]
            shown = [self.check_variant(name, variant, node, path) for variant in line.variants]
            if any(shown) and node.verified and not node.told:
                self.check_disclosure(name, line, path)
                node = replace(node, told=True)
        return node

    def check_variant(self, name: str, variant: Variant, node: _Node, path: tuple[str, ...]) -> bool:
        shows = debt_in(variant.text)
        if shows and not node.verified:
            self.problem(f"line {name} shows the debt ({shows}) to somebody who is not verified", path)
        for slot in slots_of(variant.text):
            needs = SLOTS[slot].needs
            if needs and needs not in node.agreed:
                self.problem(f"line {name}: the slot {slot} is not filled yet in state {node.state}", path)
        for slot in unfilled(variant):
            self.problem(f"line {name}: the slot {slot} can be empty; give the variant `when: {{has: {slot}}}`")
        return bool(shows)

    def check_disclosure(self, name: str, line: Line, path: tuple[str, ...]) -> None:
        """In the US the line that first names the debt says that this is an attempt to collect it, and can't be cut short."""
        for variant in line.variants:
            if variant.when.place and "US" not in variant.when.place:
                continue
            if line.interruptible:
                self.problem(f"line {name} names the debt first, and can be interrupted", path)
            for each in missing(variant.text, "debt", "voice", "US"):
                self.problem(f"line {name} names the debt first, and does not say {each.says.en} ({each.citation})", path)
            if variant.when == Conditions(place=["US"]):
                break

    def check_ends(self) -> None:
        ending: set[_Node] = {node for node, ways in self.exits.items() if None in ways}
        while grown := {node for node, ways in self.exits.items() if node not in ending and ways & ending}:
            ending |= grown
        for node in self.exits:
            if node not in ending:
                self.problem(f"from state {node.state} no path ends", self.ways[node])


def _said_when_recorded(variants: Sequence[Variant], direction: str) -> Iterator[Variant]:
    """The variants that can be said in a call of this direction that is recorded: up to the first that nothing else holds back."""
    for variant in variants:
        when = variant.when
        if when.recorded is False or when.direction not in (None, direction):
            continue
        yield variant
        if when == Conditions(recorded=when.recorded, direction=when.direction):
            return
