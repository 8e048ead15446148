"""What a person who has no need to know gets to see of a personal value."""

from __future__ import annotations


def mask_phone(number: str) -> str:
    """`+8613800000101` becomes `+86***0101`: the country and the tail."""
    if len(number) < 8:
        return "***"
    head = 3 if number.startswith(("+86", "+44", "+91", "+65")) else 4 if number.startswith("+852") else 2
    return f"{number[:head]}***{number[-4:]}"


def mask_name(name: str) -> str:
    """`张示例` becomes `张**`, `Echo Sample` becomes `E*** S***`."""
    words = name.split()
    if not words:
        return "***"
    if len(words) == 1 and not words[0].isascii():
        return words[0][0] + "*" * max(1, len(words[0]) - 1)
    return " ".join(word[0] + "***" for word in words)
