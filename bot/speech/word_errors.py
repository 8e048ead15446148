"""How far what was heard is from what was said: the count behind every word error rate."""

from __future__ import annotations

from collections.abc import Sequence


def units(text: str, lang: str) -> list[str]:
    """What is counted: words, and in Chinese characters, since words come apart in several right ways."""
    return list("".join(text.split())) if lang == "zh-CN" else text.lower().split()


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Least number of words to change, drop or add."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(heard, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (word != other))
    return row[-1]
