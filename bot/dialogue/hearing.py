"""What something said or keyed means here: with what understanding can't know, such as whom we asked for and who has proved to be that."""

from __future__ import annotations

from typing import Literal

from bot.dialogue.answerer import assistant, names_themselves
from bot.dialogue.types import Event, Expects, Said, Scene, Screened, State
from bot.understanding import SAFETY, Meaning

STRANGERS = ("wrong_person", "third_party")
_STOPS = set(SAFETY) - set(STRANGERS)
_ASSISTANTS: dict[str | None, Literal["screening", "screening_end"] | None] = {
    "asks": "screening", "declines": "screening_end", None: None,
}  # fmt: skip


def meaning_of_keys(keys: str, expects: Expects | None) -> Meaning:
    """What keys mean: digits where digits are asked for; else 1 is yes, 2 is no, 0 a person and 9 no more calls."""
    at_identity = expects == "identity"
    single = {
        "0": Meaning("agent"), "9": Meaning("opt_out", slots={"channel": "voice"}),
        "1": Meaning("confirm_identity" if at_identity else "affirm"), "2": Meaning("wrong_person" if at_identity else "deny"),
    }  # fmt: skip
    if expects == "digits" and keys not in ("0", "9"):
        return Meaning("digits", slots={"digits": keys.replace("*", "X").replace("#", "")})
    return single.get(keys.strip("#*"), Meaning("unknown"))


def in_context(said: Said, scene: Scene, state: State) -> Meaning:
    """The meaning of words, with what understanding can't know."""
    return _of_the_borrower(said.meaning) if state["verified"] else _by_name(said, scene, state)


def screened(event: Event, scene: Scene, state: State) -> Literal["screening", "screening_end"] | None:
    """What to react to where a handset's assistant speaks, told by the carrier or by its words; it can't stop contacts by accident."""
    if isinstance(event, Screened):
        return "screening"
    here = scene.channel == "voice" and scene.direction == "outbound" and not state["verified"]
    if not isinstance(event, Said) or not here or (_ruled(event.meaning) & _STOPS):
        return None
    return _ASSISTANTS[assistant(event.text, known=state["outcome"] == "screened")]


def _of_the_borrower(meaning: Meaning) -> Meaning:
    """`That's not right` of somebody who gave both facts is about the debt, and a mere guess that it is somebody else is none."""
    rest = tuple(intent for intent in (meaning.intent, *meaning.also) if intent != "wrong_person")
    if len(rest) > len(meaning.also) or not (rest or _only_guessed(meaning)):
        return meaning
    return Meaning((rest or ("unknown",))[0], rest[1:], meaning.slots, meaning.confidence, meaning.why)


def _by_name(said: Said, scene: Scene, state: State) -> Meaning:
    """`This is Echo Sample` says who they are."""
    meaning = said.meaning
    if state["named"] or not names_themselves(said.text, scene.borrower.name):
        return meaning
    unclear = meaning.intent in ("unknown", "greeting") or (meaning.intent == "wrong_person" and _only_guessed(meaning))
    if unclear and not meaning.also:
        return Meaning("confirm_identity", why=("the name that we asked for",))
    also = meaning.also if "confirm_identity" in (meaning.intent, *meaning.also) else (*meaning.also, "confirm_identity")
    return Meaning(meaning.intent, also, meaning.slots, meaning.confidence, meaning.why)


def _ruled(meaning: Meaning) -> set[str]:
    """The intents that rest on a rule, and not on the model's probability alone; `why` says what decided each, in their order."""
    intents = (meaning.intent, *meaning.also)
    return {intent for intent, name in zip(intents, meaning.why, strict=False) if not name.startswith("model.")}


def _only_guessed(meaning: Meaning) -> bool:
    return bool(meaning.why) and not _ruled(meaning)
