"""What the intent model sees of a reply: names of things that are there, such as `w:lost_my` or `r:hardship`.

Dates, times, amounts and counts are already letters (see `entities`), so that "300 on Friday" and "80 on the tenth" look alike. The names
are plain words, so that `--explain` can print them. What a reply only denies (see `denied`) is one word, `<denied>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from bot.understanding import concepts_en, concepts_zh, topics_en, topics_zh
from bot.understanding.denied import without_denials
from bot.understanding.rules import Reading

_WORD = re.compile(r"[a-z']+|[0-9]+|[A-Z]|[?~]|[^\sa-zA-Z0-9?,~]")
_SHAPES = {"D": "<day>", "T": "<time>", "A": "<money>", "N": "<count>", "X": "<denied>"}


def features(reading: Reading, *, rules: bool = True) -> list[str]:
    """What there is in a reply, in order and each once. `rules` False leaves out what the rules found."""
    marked = re.sub("X+", "X", without_denials(reading.marked.text, reading.lang))
    chinese = reading.lang == "zh-CN"
    concepts = _concepts(marked, _ZH if chinese else _EN)
    found = (_zh(marked) if chinese else _en(marked)) | _pairs(concepts)
    found |= _context(reading) | ({f"x:{reading.expects}+{concept}" for concept in concepts} if reading.expects else set())
    if rules:
        found |= _found(reading)
    return sorted(found)


def _found(reading: Reading) -> set[str]:
    """What the rules found: how far each of them is to be trusted is learned."""
    out = (
        {f"r:kept {f.intent}" for f in reading.kept}
        | {f"r:first {f.intent}" for f in reading.kept[:1]}
        | {f"r:{f.name}" for f in reading.found}
    )
    return (out or {"r:nothing"}) | ({"r:digits"} if reading.digits else set())


def _en(marked: str) -> set[str]:
    words = [_SHAPES.get(w, w) for w in _WORD.findall(marked)]
    out = set(_grams("w", words, 3, "_"))
    for word in set(words):
        if len(word) > 4 and word.isalpha():
            padded = f"^{word}$"
            out |= {f"c:{padded[i : i + 4]}" for i in range(len(padded) - 3)}
    for gap in (2, 3):
        out |= {f"s:{a}..{b}" for a, b in zip(words, words[gap:], strict=False)}
    return out


def _zh(marked: str) -> set[str]:
    chars = [_SHAPES.get(c, c) for c in marked if c not in ", "]
    out = set(_grams("w", chars, 4, ""))
    for gap in (2, 3):
        out |= {f"s:{a}..{b}" for a, b in zip(chars, chars[gap:], strict=False)}
    return out


def _grams(kind: str, parts: list[str], most: int, glue: str) -> Iterator[str]:
    ends = ["^", *parts, "$"]
    for size in range(1, most + 1):
        for i in range(len(ends) - size + 1):
            yield f"{kind}:{glue.join(ends[i : i + size])}"


def _pairs(concepts: list[str]) -> set[str]:
    """Each concept, two in a row, and any two in the order in which they stand."""
    out = {f"k:{c}" for c in concepts}
    out |= {f"k:{a}+{b}" for a, b in pairwise(concepts)}
    for i, first in enumerate(concepts):
        out |= {f"k:{first}..{second}" for second in concepts[i + 1 : i + 6]}
    return out


def _context(reading: Reading) -> set[str]:
    """What was asked, alone and with what the reply is made of."""
    marked, heard = reading.marked.text, reading.heard
    size = len(marked) if reading.lang == "zh-CN" else 2 * len(marked.split())
    length = "1" if size <= 2 else "2" if size <= 6 else "3" if size <= 12 else "4" if size <= 24 else "5"
    kinds = "".join(sorted(set(re.findall("[DTAN]", marked))))
    asked = reading.expects or "nothing"
    out = {f"x:{asked}", f"x:{asked}+{length}", f"x:{asked}+{kinds}", f"n:{length}"}
    if heard.endswith(("?", "吗", "么", "呢", "吧")):
        out.add(f"n:asks{heard[-1]}")
    return out


# Concepts


class _Lexicon:
    """The words of all concepts as one regular expression, longest first, and what each means."""

    def __init__(self, table: Mapping[str, Iterable[str]], *, words: bool) -> None:
        self.meaning: dict[str, list[str]] = {}
        for concept, said in table.items():
            for word in said:
                known = self.meaning.setdefault(word, [])
                if concept not in known:
                    known.append(concept)
        body = "|".join(sorted(map(re.escape, self.meaning), key=len, reverse=True))
        self.pattern = re.compile(rf"(?<![a-z'])(?:{body})(?![a-z'])" if words else body)


def _spelled(line: str) -> Iterator[str]:
    """`call/s/ed now` -> call now, calls now, called now: endings are of the word they stand at."""
    slashed = re.search(r"(\w+)((?:/\w+)+)", line)
    if slashed is None:
        yield line
        return
    stem, endings = slashed[1], slashed[2].split("/")[1:]
    for word in (stem, *(stem + ending for ending in endings)):
        yield from _spelled(line[: slashed.start()] + word + line[slashed.end() :])


def _table(text: str, *, words: bool) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()):
        concept, _, said = line.partition(" | ")
        out[concept] = [w for part in said.split(", ") for w in _spelled(part.strip())] if words else said.split()
    return out


def _lexicon(concepts: str, topics: str, *, words: bool) -> _Lexicon:
    """Concepts, and topics, each of which is also the concept `aside`."""
    aside = _table(topics, words=words)
    return _Lexicon(_table(concepts, words=words) | aside | {"aside": [word for said in aside.values() for word in said]}, words=words)


_EN = _lexicon(concepts_en.CONCEPTS, topics_en.TOPICS, words=True)
_ZH = _lexicon(concepts_zh.CONCEPTS, topics_zh.TOPICS, words=False)


def _concepts(marked: str, lexicon: _Lexicon) -> list[str]:
    """The concepts in the order in which they are named; entities stand among them as themselves."""
    out: list[str] = []
    here = 0
    for m in lexicon.pattern.finditer(marked):
        out += [_SHAPES[c] for c in marked[here : m.start()] if c in _SHAPES]
        out += lexicon.meaning[m[0]]
        here = m.end()
    return out + [_SHAPES[c] for c in marked[here:] if c in _SHAPES]
