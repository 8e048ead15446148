"""Which question the service has asked, by the words that a persona made out: `cues.<language>.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.carrier.turns import Expects
from bot.speech.recognizer import UNKNOWN

_FOLDER = Path(__file__).parent
PAUSE, END = ",", "."


@dataclass(frozen=True, slots=True)
class Cue:
    """`words`, heard in this order with nothing but unknown words between, tell that the question `expects` this.

    A comma stands for a pause (or the beginning), a full stop for the end of what was heard.
    """

    words: tuple[str, ...]
    expects: Expects | None


@dataclass(frozen=True, slots=True)
class Cues:
    """A language's cues, the more telling first, and the phrases a persona listens for."""

    cues: tuple[Cue, ...]
    words: tuple[str, ...]

    def question(self, heard: list[str]) -> Expects | None:
        """What is asked for: a question comes last in what is said, so the cue that ends last decides, of several the first listed."""
        known = [word for word in heard if word != UNKNOWN]
        if heard and heard[-1] != UNKNOWN:
            known.append(END)
        best: tuple[int, Cue] | None = None
        for cue in self.cues:
            end = _last_end(known, cue.words)
            if end and (best is None or end > best[0]):
                best = (end, cue)
        return best[1].expects if best else None


def _last_end(known: list[str], words: tuple[str, ...]) -> int:
    """Where the last occurrence of `words` in `known` ends; 0 for none."""
    size = len(words)
    return next((end for end in range(len(known), size - 1, -1) if tuple(known[end - size : end]) == words), 0)


@cache
def read_cues(lang: str) -> Cues:
    """The cues of a language: a mapping of what is expected (or `nothing`) to phrases, and `other`, words that only keep others apart."""
    content = YAML(typ="safe", pure=True).load(_FOLDER / f"cues.{lang}.yaml")
    other = content.pop("other")
    cues = tuple(Cue(tuple(phrase.split()), None if name == "nothing" else name) for name, phrases in content.items() for phrase in phrases)
    phrases = [" ".join(word for word in cue.words if word not in (PAUSE, END)) for cue in cues]
    return Cues(cues, tuple(dict.fromkeys(phrases + other)))
