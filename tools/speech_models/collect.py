"""The sentences of a language, cut into words: the understanding's corpus, the phrases that calls listen for, and the personas' cues.

The only step that imports the package, and with it Vosk, which can't be in one process with kaldifst."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import jieba

from bot.carrier.cues import read_cues
from bot.speech.lexicon import sections
from tools.speech_models import sentences
from tools.speech_models.phones import english_dictionary, readings_chinese
from tools.speech_models.sentences import Domain, Words

CORPUS = Path(__file__).parents[2] / "bot" / "understanding" / "corpus"
_WORD_ZH = re.compile(r"[\u4e00-\u9fff]+")
_NUMERAL = "零一二三四五六七八九十百千万两幺"
_CALENDAR = re.compile(r"(下下周|下周|这周|本周|上周|周|下星期|这星期|上星期|星期|下礼拜|这礼拜|礼拜)([一二三四五六日天])")


def collect(lang: str, corpus: Path = CORPUS) -> Domain:
    """Read the corpus and the phrases; one family in ten is held out, chosen by its name."""
    split = words_zh if lang == "zh-CN" else words_en
    for word in (*_short_answers(lang), *(word for phrase in read_cues(lang).words for word in phrase.split())):
        jieba.add_word(word)
    trained: dict[Words, None] = {}
    held: dict[Words, None] = {}
    for family, text in _corpus(corpus / lang):
        for words in split(text):
            (held if crc32(family.encode()) % 10 == 0 else trained).setdefault(words)
    for phrase in read_cues(lang).words:
        trained.setdefault(tuple(phrase.split()))
    for phrases in sections(lang).values():
        for phrase in phrases:
            for words in split(phrase):
                trained.setdefault(words)
    return Domain(lang, tuple(trained), tuple(words for words in held if words not in trained))


def _short_answers(lang: str) -> list[str]:
    """A yes or a no is one word: then it is heard as one."""
    return [phrase for kind in ("yes", "no") for phrase in sections(lang)[kind] if 1 < len(phrase) <= 3]


def _corpus(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "sms" not in row.get("tags", ()):
                yield row["family"], row["text"]


def words_en(text: str) -> list[Words]:
    """The words of a sentence; none if one of them has no known sound (a typo, figures)."""
    plain = re.sub(r"[^a-z' ]+", " ", text.lower().replace("\u2019", "'").replace("-", " "))
    if re.search(r"\d", text):
        return []
    words = tuple(word for word in (each.strip("'") if each.strip("'") in english_dictionary() else each for each in plain.split()) if word)
    return [words] if words and all(word in english_dictionary() for word in words) else []


def words_zh(text: str) -> list[Words]:
    """The words of a sentence. Numerals stand alone, so that every number can be put together from them."""
    if re.search(r"[0-9A-Za-z]", text):
        return []
    joined = "".join(_WORD_ZH.findall(text))
    words: list[str] = []
    for piece in _CALENDAR.split(joined):
        for word in jieba.cut(piece, HMM=False) if piece else ():
            words += _apart(word)
    return [tuple(words)] if words and all(readings_chinese(word) for word in words) else []


def _apart(word: str) -> Iterable[str]:
    numerals = sum(character in _NUMERAL for character in word)
    if numerals == len(word) or len(word) > 4 or (numerals and word[-1] in "点号月日块期元"):
        return word
    return (word,)


def main(lang: str, work: Path) -> None:
    """`domain.json`, made anew."""
    sentences.save(collect(lang), work / "domain.json")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
