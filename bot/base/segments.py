"""How many segments a text takes on the air: GSM 03.38 septets, or UTF-16 units where a character needs them."""

from __future__ import annotations

_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = set("^{}\\[~]|€\f")


def is_gsm(text: str) -> bool:
    """Whether every character is in the GSM 03.38 alphabet: one that is not makes a text cost more than twice as much."""
    return all(c in _BASIC or c in _EXTENDED for c in text)


def segments(text: str) -> int:
    """160 septets fit one message and 153 each part of several; with any character outside GSM-7, 70 and 67 UTF-16 units."""
    if is_gsm(text):
        return _parts(sum(2 if c in _EXTENDED else 1 for c in text), 160, 153)
    return _parts(len(text.encode("utf-16-le")) // 2, 70, 67)


def _parts(units: int, alone: int, joined: int) -> int:
    return 1 if units <= alone else -(-units // joined)
