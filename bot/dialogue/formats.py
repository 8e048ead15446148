"""Versions of the script format: a file of an older one is brought up to date as it is read, one function a step."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

CURRENT = 2


def _from_1(tree: Any) -> None:
    """Format 1 had no `format`, its `version` said so, and an assistant that turned us down was taken for a third person."""
    common = tree.get("common")
    if isinstance(common, dict) and isinstance(common.get("third_party"), dict) and "screening_end" not in common:
        common["screening_end"] = {**deepcopy(common["third_party"]), "end": "screened"}


_STEPS: dict[int, Callable[[Any], None]] = {1: _from_1}
"""From each older format to the next; what a step is given has the shape of a mapping and nothing else is sure."""


def bring_up_to_date(tree: Any) -> None:
    """Change a file's tree, in place, into one of the current format. Raises `ValueError` for a format that is not known."""
    format_ = tree.get("format", 1)
    if not isinstance(format_, int) or isinstance(format_, bool) or not 1 <= format_ <= CURRENT:
        raise ValueError(f"format {format_!r} is not known here: this program reads formats 1 to {CURRENT}")
    for step in range(format_, CURRENT):
        _STEPS[step](tree)
    tree["format"] = CURRENT
