"""What something said or keyed means here: with what understanding can't know, such as whom we asked for and who has proved to be that."""

from __future__ import annotations

import re
from typing import Literal

from bot.dialogue.agreeing import agrees
from bot.dialogue.answerer import assistant, begins_with_yes, claims_to_be_them, fetches_them, names_themselves
from bot.dialogue.types import Event, Expects, Language, Said, Scene, Screened, State
from bot.understanding import SAFETY, Meaning, digits_in, understand

_SECRET = 4
"""How many digits either secret has: the last of an ID, or a year of birth."""
_SURE = 0.7
"""Below this the model's guess that a number is somebody else's was wrong each time it came up in our trials, above it hardly ever."""
_BESIDE_DIGITS = {"confirm_identity", "affirm", "greeting", "digits", "wait", "repeat"}
_AGREED = ("promise_to_pay", "instalments", "pay_now", "callback")
_OWN_RELATIVE = re.compile(
    r"\bmy (?:\w+ )?(?:mom|mum|mother|dad|father|husband|wife|son|daughter|brother|sister|grand\w+|uncle|aunt|cousin|baby|child|friend)\b"
    r"|(?:我|我们|俺)(?:的)?(?:妈|爸|爹|娘|母亲|父亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|丈夫|妻子|爱人|儿子|女儿|孩子|哥|弟|姐|妹)"
    r"|(?:我|我们|俺)(?:的)?(?:岳父|岳母|公公|婆婆|家里?人|朋友)",
    re.IGNORECASE,
)
_MAKE_IT = re.compile(
    r"\bmake (?:it|that) (\w+)(?: instead)?[.! ]*$"
    r"|(?:改成|改|换成|要|是)(?:分)?([一二两三四五六七八九十]{1,2})(?:期|个月|次|笔)?(?:吧|行吗|可以吗)?[。！!？? ]*$",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(r"\btoo (?:much|high|steep|big)\b|太[多高大]", re.IGNORECASE)
_MISTAKEN = ("dispute", "callback", "deny", "unknown")
"""What understanding makes of another number of payments, not knowing that a plan was read back."""
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
    if state["verified"]:
        meaning = _of_the_agreed(_of_the_borrower(said.meaning, said.text), state)
    else:
        claimed = _claimed(said.meaning, said.text, state["lang"])
        meaning = _among_words(_by_name(claimed, said.text, scene, state), said.text, scene, state)
        if scene.channel == "voice":
            meaning = _not_theirs(meaning, scene.direction == "inbound")
        if state["expects"] == "identity":
            meaning = _yes_and_more(meaning, said.text, state["lang"])
            meaning = _fetched(meaning, said.text, state["lang"]) if scene.channel == "voice" else meaning
    if state["expects"] != "yes_no":
        return meaning
    meaning = _another_time(_another_count(meaning, said, scene, state), said, scene, state)
    return _agreeing(meaning, said.text, scene)


def screened(event: Event, scene: Scene, state: State) -> Literal["screening", "screening_end"] | None:
    """What to react to where a handset's assistant speaks, told by the carrier or by its words; it can't stop contacts by accident."""
    if isinstance(event, Screened):
        return "screening"
    here = scene.channel == "voice" and scene.direction == "outbound" and not state["verified"]
    if not isinstance(event, Said) or not here or (_ruled(event.meaning) & _STOPS):
        return None
    return _ASSISTANTS[assistant(event.text, known=state["outcome"] == "screened")]


def _of_the_borrower(meaning: Meaning, text: str) -> Meaning:
    """`That's not right` of somebody who gave both facts is about the debt, and a mere guess that it is somebody else is none.

    Nor has the borrower died who says that somebody of theirs has: that is a hardship.
    """
    if meaning.intent == "deceased" and _OWN_RELATIVE.search(text):
        also = tuple(intent for intent in meaning.also if intent != "hardship")
        meaning = Meaning("hardship", also, meaning.slots, meaning.confidence, ("a relative of the verified borrower",))
    rest = tuple(intent for intent in (meaning.intent, *meaning.also) if intent != "wrong_person")
    if len(rest) > len(meaning.also) or not (rest or _only_guessed(meaning)):
        return meaning
    return Meaning((rest or ("unknown",))[0], rest[1:], meaning.slots, meaning.confidence, meaning.why)


def _of_the_agreed(meaning: Meaning, state: State) -> Meaning:
    """全还了, to the question how much they pay on the day that they have just named: how much, and not that it is paid."""
    promise = state["draft"].get("promise", {})
    if meaning.intent != "already_paid" or "date" in meaning.slots or "date" not in promise or "amount" in promise:
        return meaning
    amount = meaning.slots.get("amount", "full")
    return Meaning("promise_to_pay", meaning.also, {"amount": amount}, meaning.confidence, ("how much, for the day that was named",))


def _claimed(meaning: Meaning, text: str, lang: Language) -> Meaning:
    """Half of the identity is what they say: it is never taken from the model's guess about words that claim nothing of the kind."""
    if not _guessed("confirm_identity", meaning) or claims_to_be_them(text, lang):
        return meaning
    return _without("confirm_identity", meaning, "a guess about who answers")


def _yes_and_more(meaning: Meaning, text: str, lang: Language) -> Meaning:
    """`Yes, and who are you?` says who they are, too."""
    intents = {meaning.intent, *meaning.also}
    if intents & {"confirm_identity", *SAFETY} or not begins_with_yes(text, lang):
        return meaning
    if meaning.intent == "unknown":
        return Meaning("confirm_identity", meaning.also, meaning.slots, meaning.confidence, ("it begins with a yes",))
    return Meaning(meaning.intent, (*meaning.also, "confirm_identity"), meaning.slots, meaning.confidence, meaning.why)


def _not_theirs(meaning: Meaning, they_called: bool) -> Meaning:
    """A number is not given up for an unsure guess, and whoever calls us has dialled no wrong one by any: they are asked again."""
    if they_called and meaning.intent == "callback" and not meaning.slots:
        meaning = _without("callback", meaning, "they are calling back")
    if not _guessed("wrong_person", meaning) or (meaning.confidence >= _SURE and not they_called):
        return meaning
    return _without("wrong_person", meaning, "a guess about whose number it is")


def _fetched(meaning: Meaning, text: str, lang: Language) -> Meaning:
    """`Hang on, I'll get him`: somebody else answered, and we wait for whom we asked for."""
    if not {meaning.intent, *meaning.also} <= {"third_party", "wait", "greeting", "unknown"} or not fetches_them(text, lang):
        return meaning
    return Meaning("wait", ("third_party",), {}, meaning.confidence, ("the person we asked for is fetched",))


def _without(intent: str, meaning: Meaning, why: str) -> Meaning:
    """The same without one intent."""
    if intent not in (meaning.intent, *meaning.also):
        return meaning
    rest = tuple(each for each in (meaning.intent, *meaning.also) if each != intent)
    return Meaning((rest or ("unknown",))[0], rest[1:], meaning.slots, meaning.confidence, (why,))


def _by_name(meaning: Meaning, text: str, scene: Scene, state: State) -> Meaning:
    """`This is Echo Sample` says who they are."""
    how = None if state["named"] else names_themselves(text, scene.borrower.name)
    if how is None:
        return meaning
    unclear = meaning.intent in ("unknown", "greeting") or (meaning.intent in STRANGERS and _only_guessed(meaning))
    if how == "alone" or (unclear and not set(meaning.also) - set(STRANGERS)):
        return Meaning("confirm_identity", why=("the name that we asked for",))
    also = meaning.also if "confirm_identity" in (meaning.intent, *meaning.also) else (*meaning.also, "confirm_identity")
    return Meaning(meaning.intent, also, meaning.slots, meaning.confidence, meaning.why)


def _among_words(meaning: Meaning, text: str, scene: Scene, state: State) -> Meaning:
    """Digits that were asked for, and stand among other words: "Here we are. Oh nine three four", 张示例 1370."""
    if state["expects"] != "digits" or {meaning.intent, *meaning.also} & set(SAFETY) or _ruled(meaning) - _BESIDE_DIGITS:
        return meaning
    digits = digits_in(text, scene.lang)
    return meaning if digits is None or len(digits) != _SECRET else Meaning("digits", slots={"digits": digits}, why=("digits among words",))


def _agreeing(meaning: Meaning, text: str, scene: Scene) -> Meaning:
    """A yes that understanding took for nothing, or for what was just read back and is now said again."""
    if not agrees(text, scene.lang):
        return meaning
    if meaning.intent == "unknown" and not meaning.also:
        return Meaning("affirm", why=("a yes in other words",))
    if meaning.intent in _AGREED and "affirm" not in meaning.also:
        return Meaning(meaning.intent, (*meaning.also, "affirm"), meaning.slots, meaning.confidence, meaning.why)
    return meaning


def _another_count(meaning: Meaning, said: Said, scene: Scene, state: State) -> Meaning:
    """`That's too much, make it six`, where a plan was read back: too much is each payment and not the debt, and six is how many."""
    if "instalments" not in state["draft"].get("plan", {}) or meaning.intent not in _MISTAKEN or meaning.also:
        return meaning
    if number := _MAKE_IT.search(said.text):
        words = f"{number[1]} payments" if number[1] else f"分{number[2]}期"
        again = understand(words, lang=state["lang"], at=said.at, expects="payment", channel=scene.channel)
        if "count" in again.slots:
            return Meaning("instalments", ("deny",), {"count": again.slots["count"]}, again.confidence, ("another number of payments",))
    if meaning.intent == "dispute" and _TOO_MUCH.search(said.text):
        return Meaning("deny", why=("what was read back is too much",))
    return meaning


def _another_time(meaning: Meaning, said: Said, scene: Scene, state: State) -> Meaning:
    """`No, make it three`, where a time to call back was read back: which figure a no is followed by, only the question tells."""
    draft = state["draft"]
    agreed = "complete" in draft.get("promise", {}) or "instalments" in draft.get("plan", {})
    if meaning.intent != "deny" or meaning.slots or agreed or "at" not in draft.get("callback", {}):
        return meaning
    again = understand(said.text, lang=state["lang"], at=said.at, expects="callback_time", channel=scene.channel)
    return again if again.intent == "callback" and "time" in again.slots else meaning


def _ruled(meaning: Meaning) -> set[str]:
    """The intents that rest on a rule, and not on the model's probability alone; `why` says what decided each, in their order."""
    intents = (meaning.intent, *meaning.also)
    return {intent for intent, name in zip(intents, meaning.why, strict=False) if not name.startswith("model.")}


def _guessed(intent: str, meaning: Meaning) -> bool:
    """Whether this intent rests on the model's probability alone."""
    return (intent, True) in zip((meaning.intent, *meaning.also), (name.startswith("model.") for name in meaning.why), strict=False)


def _only_guessed(meaning: Meaning) -> bool:
    return bool(meaning.why) and not _ruled(meaning)
