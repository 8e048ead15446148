"""Reading the rule packs that ship with the package, and finding those that bind a case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from compliance.errors import PackError
from compliance.pack import PackFile
from compliance.places import Places, load_places
from compliance.reading import line_of, read_model

SHIPPED = Path(str(files("compliance"))) / "packs"
"""The folder of the packs that ship with the package."""


@dataclass(frozen=True)
class Packs:
    """All packs, ready to decide with. Made by `load_packs`, shared and never changed."""

    files: tuple[PackFile, ...]
    places: Places
    plans: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What decides on which contacts, found once for each place and combination of facts (`compliance.select`)."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The files that they were read from, by name, with the phrases and places that rules refer to: what has to be kept to decide again."""

    @cached_property
    def digest(self) -> str:
        """The name of exactly these rules: the SHA-256 of their texts, in hex."""
        return hashlib.sha256(json.dumps(self.texts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def of_place(self, place: str) -> tuple[PackFile, ...]:
        """The packs of a place and of what it lies in, the widest first."""
        steps = self.places.within(place)
        return tuple(pack for pack in self.files if "*" in pack.places or any(step in pack.places for step in steps))


def load_packs(folder: Path | None = None) -> Packs:
    """The packs of a folder of YAML files [those that ship with the package].

    Raises PackError with file, line and rule for anything that can't be used: a missing citation, an unknown field or kind,
    an impossible span, an end before its start, a rule id that is there twice.
    """
    return _shipped() if folder is None else _read(folder)


def packs_of(texts: Mapping[str, str]) -> Packs:
    """The packs that were read from these `texts` then. Raises PackError where this version of the program can't read them any more.

    Phrases and places are those of today: whoever compares decisions looks at `words_of` first.
    """
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            if name not in words_of(texts):
                (Path(folder) / Path(name).name).write_text(text, encoding="utf-8")
        return replace(_read(Path(folder)), texts=dict(texts))


def words_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Of the `texts` of packs those that are no packs: phrases and places."""
    return {name: text for name, text in texts.items() if "/" in name}


@lru_cache(maxsize=1)
def _shipped() -> Packs:
    return _read(SHIPPED)


def _read(folder: Path) -> Packs:
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise PackError(f"{folder}: holds no rule packs (*.yaml)")
    packs = [read_model(path, PackFile) for path in paths]
    places = load_places()
    names: set[str] = set()
    ids: set[str] = set()
    for path, pack in zip(paths, packs, strict=True):
        if pack.pack in names:
            raise PackError(f"{path}:{line_of(path, ('pack',))}: there is another pack `{pack.pack}`")
        names.add(pack.pack)
        for index, place in enumerate(pack.places):
            if place != "*" and not places.known(place):
                raise PackError(f"{path}:{line_of(path, ('places', index))}: `{place}` is no place that is known")
        for index, rule in enumerate(pack.rules):
            if rule.id in ids or not rule.id.startswith(f"{pack.pack}."):
                why = "is there twice" if rule.id in ids else f"should begin with `{pack.pack}.`"
                raise PackError(f"{path}:{line_of(path, ('rules', index, 'id'))}: the rule id `{rule.id}` {why}")
            ids.add(rule.id)
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths} | _words()
    return Packs(tuple(sorted(packs, key=lambda pack: (min(len(place) for place in pack.places), pack.pack))), places, texts=texts)


def _words() -> dict[str, str]:
    root = SHIPPED.parent
    paths = [*sorted((root / "phrases").glob("*.yaml")), root / "places.yaml"]
    return {f"words/{path.name}": path.read_text(encoding="utf-8") for path in paths}
