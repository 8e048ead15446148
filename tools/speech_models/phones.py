"""The sounds of both languages, and how words are made of them. Chinese: initials, medials and rhymes without tone; English: ARPAbet."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

Phones = tuple[str, ...]

SILENCE, UNKNOWN = "SIL", "[unk]"
"""Silence as a sound, and the word for speech that is none of the words."""

ARPABET = ("AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH")
INITIALS = ("b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s", "y", "w")
MEDIALS = ("M_i", "M_u", "M_v")
RHYMES = ("a", "ai", "ao", "an", "ang", "o", "ou", "ong", "e", "ei", "en", "eng", "er", "ie", "ue", "i", "ii", "iii", "u", "v", "in", "ing")
"""`ii` is the vowel of zi, `iii` that of zhi."""
PHONES = {"zh-CN": (*INITIALS, *MEDIALS, *RHYMES), "en-US": ARPABET}

_COMPOUND = {
    "ia": "M_i a", "iao": "M_i ao", "ian": "M_i an", "iang": "M_i ang", "iu": "M_i ou", "iong": "M_i ong", "ie": "M_i ie",
    "ua": "M_u a", "uo": "M_u o", "uai": "M_u ai", "uan": "M_u an", "uang": "M_u ang", "ui": "M_u ei", "un": "M_u en",
    "ve": "M_v ue", "ue": "M_v ue", "van": "M_v an", "vn": "M_v in",
}  # fmt: skip
_LONGEST_FIRST = sorted(INITIALS, key=len, reverse=True)


@lru_cache(maxsize=4096)
def syllable(said: str) -> Phones:
    """The sounds of a pinyin syllable with or without its tone figure, `v` for ü: `zhuang4` -> zh M_u ang."""
    bare = said.rstrip("012345")
    initial = next((each for each in _LONGEST_FIRST if bare.startswith(each)), "")
    final = bare[len(initial) :]
    if initial in ("j", "q", "x", "y") and final.startswith("u"):
        final = "v" + final[1:]
    if initial == "y":
        final = {"e": "ie", "an": "ian", "ou": "ou"}.get(final, final)
    if final == "i" and initial in ("z", "c", "s"):
        final = "ii"
    elif final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "iii"
    sounds = tuple(_COMPOUND.get(final, final).split())
    if initial == "y" and sounds[0] == "M_i":
        sounds = sounds[1:]
    return (initial, *sounds) if initial else sounds


def _known(syllables: list[str]) -> bool:
    return all(sound in PHONES["zh-CN"] for each in syllables for sound in syllable(each))


@lru_cache(maxsize=1)
def all_syllables() -> tuple[str, ...]:
    """Every syllable of Mandarin with its tone, as pypinyin writes them."""
    found = {
        said.replace("ü", "v")
        for code in PINYIN_DICT
        if 0x4E00 <= code < 0x9FA5
        for said in pinyin(chr(code), style=Style.TONE3, neutral_tone_with_five=True)[0]
        if re.fullmatch("[a-zü]+[1-5]", said)
    }
    return tuple(sorted(said for said in found if _known([said])))


@lru_cache(maxsize=65536)
def say_chinese(word: str) -> tuple[str, ...]:
    """A Chinese word as pinyin syllables with tones; of the readings the usual one in that word."""
    read = pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return tuple(each[0].replace("ü", "v") for each in read)


def readings_chinese(word: str) -> list[Phones]:
    """All ways in which a word may sound; a single character has several, a longer word its own."""
    if len(word) > 1:
        return [tuple(sound for each in say_chinese(word) for sound in syllable(each))]
    read = pinyin(word, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, errors="ignore")
    ways = [syllable(each.replace("ü", "v")) for each in (read[0] if read else []) if re.fullmatch("[a-zü]+[1-5]", each)]
    return list(dict.fromkeys(way for way in ways if all(sound in PHONES["zh-CN"] for sound in way)))


@lru_cache(maxsize=1)
def english_dictionary() -> dict[str, list[Phones]]:
    """CMU's pronouncing dictionary, as it comes with pocketsphinx."""
    words: dict[str, list[Phones]] = {}
    text = (files("pocketsphinx") / "model/en-us/cmudict-en-us.dict").read_text("utf-8")
    for line in text.splitlines():
        word, *sounds = line.split()
        words.setdefault(word.split("(")[0], []).append(tuple(sounds))
    words.setdefault("instalment", words["installment"])
    words.setdefault("instalments", words["installments"])
    return words


MANDARIN_BY_ENGLISH = {
    "b": "B", "p": "P", "m": "M", "f": "F", "d": "D", "t": "T", "n": "N", "l": "L", "g": "G", "k": "K", "h": "HH", "j": "JH", "q": "CH",
    "x": "SH", "zh": "JH", "ch": "CH", "sh": "SH", "r": "R", "z": "D Z", "c": "T S", "s": "S", "y": "Y", "w": "W",
    "M_i": "IY", "M_u": "W", "M_v": "Y UW",
    "a": "AA", "ai": "AY", "ao": "AW", "an": "AE N", "ang": "AA NG", "o": "AO", "ou": "OW", "ong": "UH NG", "e": "AH", "ei": "EY",
    "en": "AH N", "eng": "AH NG", "er": "AA R", "ie": "EH", "ue": "EH", "i": "IY", "ii": "IH", "iii": "ER", "u": "UW", "v": "Y UW",
    "in": "IY N", "ing": "IY NG",
}  # fmt: skip
"""Roughly, each Mandarin sound in English ones: voices built from recorded people exist for English only, and the network shall know
what people sound like. What has no near sound (the vowel of zi) is left out of training by the caller."""
