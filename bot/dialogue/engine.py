"""The engine: `(script, scene, state, event) -> (state, actions)`. Pure; it never raises on an event, and it always ends.

Every reply leads to words, to the end, or (`stay`) to waiting; after `_MOST_SAYS` turns of the bot or `_MOST_EVENTS` events comes goodbye.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

from bot.dialogue.changes import change
from bot.dialogue.checks import CHECKS
from bot.dialogue.context import Context
from bot.dialogue.hearing import STRANGERS, in_context, meaning_of_keys, screened
from bot.dialogue.lines import filling_of, joined, words
from bot.dialogue.load import Script
from bot.dialogue.outcomes import WISH_NOTED, more_important
from bot.dialogue.schema import Reaction, StateDef
from bot.dialogue.turns import Spoken, in_turns
from bot.dialogue.types import (
    Action,
    Do,
    End,
    Event,
    HungUp,
    Keyed,
    MachineAnswered,
    Said,
    Scene,
    Silent,
    State,
    Step,
)  # fmt: skip
from bot.understanding import SAFETY, Meaning
from compliance.required import missing
from compliance.wording import reveals_debt

_BEGIN = "begin"
"""The state before anybody has said anything."""
_STRIKES = 3
_MOST_SAYS = 19
_MOST_EVENTS = 24
_MOST_DEPTH = 12
_AFTER_ANYTHING = ("already_paid", "hardship", "agent", "waiver")
"""What a reply carries besides, and what is taken note of once identity is verified, whatever else it leads to."""
_BESIDE_A_WISH = ("unknown", "greeting", "callback", "abuse", "wait")
"""What says nothing beside a wish, or the same: `don't call me at work, I'm busy`."""
_STILL_THERE = ("greeting", "repeat")
_NOT_OF_STRANGERS = ("fraud", "dispute")


def start(script: Script, scene: Scene) -> State:
    """The state before the first event."""
    return {
        "script": script.id, "lang": script.lang, "state": _BEGIN, "expects": None, "now": scene.at.isoformat(),
        "verified": False, "named": False, "tries": 0, "strikes": 0, "says": 0, "events": 0, "ended": False,
        "outcome": None, "promise": None, "plan": None, "callback": None,
        "effects": [], "draft": {}, "counts": {}, "pending": [], "last": [], "row": ["", "", 0],
    }  # fmt: skip


def step(script: Script, scene: Scene, state: State, event: Event) -> Step:
    """What `event` leads to in `state`. The given state is left as it was; after the end nothing leads to anything."""
    if state["ended"]:
        return Step(state, ())
    run = _Run(script, scene, deepcopy(state))
    run.handle(event)
    return Step(run.state, run.actions())


class _Run:
    """One step at work on its own copy of the state."""

    def __init__(self, script: Script, scene: Scene, state: State) -> None:
        self.scripts = script
        self.scene = scene
        self.state = state
        self.spoken: list[Spoken] = []
        self.effects: list[Do] = []
        self.depth = 0
        self.struck = False
        self.meaning = Meaning("unknown")

    # ------------------------------------------------------------ where we are

    @property
    def script(self) -> Script:
        return self.scripts.in_language(self.state["lang"])

    @property
    def they_opened(self) -> bool:
        """A text thread that the borrower began: their first words come before any of ours."""
        return self.scene.channel == "sms" and self.scene.direction == "inbound"

    @property
    def here(self) -> StateDef:
        return self.script.file.states[self.state["state"]]

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.state["now"])

    def find(self, key: str) -> Reaction | None:
        """The reaction to an intent or an event: the state's own, else what it inherits."""
        file = self.script.file
        inherited = file.after if self.state["verified"] else file.before
        return self.here.on.get(key) or inherited.get(key) or file.common.get(key)

    def find_or_unknown(self, key: str) -> Reaction:
        return self.find(key) or self.find("unknown") or Reaction(end="no_response")

    # ------------------------------------------------------------ events

    def handle(self, event: Event) -> None:
        if isinstance(event, HungUp):
            self.end("hung_up" if self.scene.channel == "voice" else "no_response")
            return
        if isinstance(event, Said | Keyed) and event.at.tzinfo is not None:
            self.state["now"] = event.at.astimezone(self.scene.at.tzinfo).isoformat()
        begins = self.state["state"] == _BEGIN
        if begins:
            self.state["state"] = getattr(self.script.file.start, f"{self.scene.channel}_{self.scene.direction}")
            self.state["expects"] = self.here.expects
        self.state["events"] += 1
        meaning = in_context(event, self.scene, self.state) if isinstance(event, Said) else None
        assistant = screened(event, self.scene, self.state)
        if isinstance(event, Keyed):
            meaning = meaning_of_keys(event.digits, self.state["expects"])
        protects = meaning is not None and not assistant and bool({meaning.intent, *meaning.also} & set(SAFETY))
        if isinstance(event, Said) and event.wish is not None and not assistant:
            wish = event.wish
            self.effects.append(Do(WISH_NOTED, {"about": wish.about, "preferences": [dict(each) for each in wish.preferences]}))
        if not protects and (self.state["says"] >= _MOST_SAYS or self.state["events"] >= _MOST_EVENTS):
            self.react("too_long")
        elif isinstance(event, MachineAnswered) or assistant:
            self.state["verified"] = self.state["named"] = False  # whoever this is, it is not the borrower
            self.react(assistant or "machine")
        elif begins and not protects and (meaning is None or not self.they_opened):
            self.enter(self.state["state"])
        elif meaning is not None:
            self.reply(meaning, isinstance(event, Said) and event.wish is not None)
        elif isinstance(event, Silent):
            self.react("silence")
        if not self.struck:
            self.state["strikes"] = 0

    def reply(self, meaning: Meaning, wished: bool = False) -> None:
        """Something that the borrower said. What protects them comes first, whatever else it carries.

        A wish is answered first, and alone where nothing else was said that means anything.
        """
        if wished and meaning.intent in _BESIDE_A_WISH and not meaning.also and not meaning.slots:
            self.meaning = meaning
            self.react("wish")
            return
        if wished and meaning.intent not in SAFETY:
            self.say(self.find_or_unknown("wish").ack)
        if self.state["expects"] == "digits" and "digits" in meaning.slots and meaning.intent not in (*SAFETY, "agent"):
            meaning = Meaning("digits", meaning.also, meaning.slots)
        self.meaning = meaning
        self.take_note(meaning)
        intents = [meaning.intent, *meaning.also]
        able = []
        for intent in intents:
            reaction = self.find(intent)
            if reaction and reaction.remember:
                self.state["pending"].append({"intent": intent, "also": list(meaning.also), "slots": dict(meaning.slots)})
            elif reaction:
                able.append(intent)
        self.react("unknown_end" if self.again_and_again(intents[0]) else able[0] if able else intents[0])

    def again_and_again(self, intent: str) -> bool:
        """Whether the same has been said once too often in the same place: another answer like the last ones would not help."""
        here = [intent, self.state["state"]]
        self.state["row"] = [*here, self.state["row"][2] + 1 if self.state["row"][:2] == here else 1]
        return self.state["row"][2] > _STRIKES and intent not in (*SAFETY, "agent")

    def take_note(self, meaning: Meaning) -> None:
        """The effects of what a reply carries besides its first intent: `stop calling, and I dispute this` does both."""
        strangers = set(STRANGERS) & {meaning.intent, *meaning.also} and not self.state["verified"]
        for intent in meaning.also:
            counts = intent in SAFETY or (self.state["verified"] and intent in _AFTER_ANYTHING)
            reaction = self.find(intent) if counts and not (strangers and intent in _NOT_OF_STRANGERS) else None
            if reaction:
                self.apply(reaction.do, reaction.end or reaction.settle)

    # ------------------------------------------------------------ reactions

    def react(self, key: str) -> None:
        self.perform(self.find_or_unknown(key))

    def perform(self, reaction: Reaction) -> None:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            self.end("no_response")
            return
        if reaction.strike and self.strikes_out():
            self.react(reaction.strike)
            return
        if reaction.named:
            self.state["named"] = True
        self.apply(reaction.do, reaction.settle)
        self.say(reaction.ack)
        carried = next((intent for intent in reaction.next if intent in self.meaning.also), None)
        if carried:
            self.meaning = Meaning(carried, self.meaning.also, self.meaning.slots)
            self.react(carried)
        elif reaction.check:
            languages = tuple(self.scripts.siblings) or (self.scripts.lang,)
            context = Context(self.scene, self.state, self.meaning, self.now, languages)
            self.perform(reaction.results[CHECKS[reaction.check].run(context)])
        else:
            self.say(reaction.say)
            self.leave(reaction)

    def strikes_out(self) -> bool:
        """Whether nothing has helped three times: in a row, or of those who are there and did not hear, in the same place."""
        if self.meaning.intent in _STILL_THERE:
            return bool(self.state["row"][2] >= _STRIKES)
        if not self.struck:
            self.struck = True
            self.state["strikes"] += 1
        return bool(self.state["strikes"] >= _STRIKES)

    def leave(self, reaction: Reaction) -> None:
        """What a reaction ends with: another state, the question again, waiting, everything again, or the end."""
        if reaction.go:
            self.enter(reaction.go)
        elif reaction.again:
            self.say(self.here.ask_again or self.here.ask)
        elif reaction.repeat:
            footers = (self.script.file.text_footer, self.script.file.debt_footer)
            self.spoken += [Spoken(*item) for item in self.state["last"] if item[0] not in footers]
        elif reaction.end:
            self.end(reaction.end)

    def enter(self, name: str) -> None:
        """Into a state: what it says, then what is pending, else its question."""
        self.depth += 1
        self.state["state"] = name
        self.state["expects"] = self.here.expects
        self.say(self.here.say)
        if self.here.then and self.depth <= _MOST_DEPTH:
            self.enter(self.here.then)
            return
        if self.here.expects == "digits" and "digits" in self.meaning.slots:
            self.state["pending"].insert(0, {"intent": "digits", "also": [], "slots": dict(self.meaning.slots)})
        for item in list(self.state["pending"]):
            reaction = self.find(item["intent"])
            if reaction and not reaction.remember:
                self.state["pending"].remove(item)
                self.meaning = Meaning(item["intent"], tuple(item["also"]), item["slots"])
                self.perform(reaction)
                return
        self.say(self.here.ask)

    def end(self, outcome: str) -> None:
        self.settle(outcome)
        self.state["ended"] = True
        self.state["expects"] = None

    # ------------------------------------------------------------ what comes of it

    def settle(self, outcome: str) -> None:
        self.state["outcome"] = more_important(self.state["outcome"], outcome)

    def apply(self, effects: list[str], outcome: str | None) -> None:
        for effect in effects:
            if (done := change(effect, self.state, self.meaning)) is not None:
                self.effects.append(done)
        if outcome:
            self.settle(outcome)

    def say(self, names: list[str]) -> None:
        filling = filling_of(self.script, self.scene, self.now, self.state["draft"])
        for name in names:
            line = self.script.file.lines[name]
            text = words(line, filling)
            if text is not None:
                self.spoken.append(Spoken(name, text, line.interruptible))

    def actions(self) -> tuple[Action, ...]:
        """Effects first, for they hold whether or not the words are heard; the hand-over last, when all is said."""
        if self.spoken and self.scene.channel == "sms":
            self.say(self.footers())
        if self.spoken:
            self.state["last"] = [[item.line, item.text, item.interruptible] for item in self.spoken]
        says = in_turns(self.spoken, self.scene.channel, self.state, self.script.lang)
        self.state["says"] += len(says)
        handed = [do for do in self.effects if do.effect == "handed_to_agent"]
        end: list[Action] = [End(self.state["outcome"])] if self.state["ended"] else []
        return (*(do for do in self.effects if do not in handed), *says, *handed, *end)

    def footers(self) -> list[str]:
        """What ends a text: whose it is where it speaks of the debt, and how to stop.

        A text template brings both, and who has just stopped needs neither.
        """
        templates = any(self.script.file.lines[item.line].template for item in self.spoken)
        if templates or any(effect.startswith("opt_out:") for effect in self.state["effects"]):
            return []
        text = joined([item.text for item in self.spoken], self.script.lang)
        lacking = reveals_debt(text) and missing(text, "later", "sms", self.scene.place)
        of_the_debt = [self.script.file.debt_footer] if lacking and self.script.file.debt_footer else []
        return [*of_the_debt, self.script.file.text_footer]
