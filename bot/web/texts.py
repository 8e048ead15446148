"""Every word that the console shows, in both languages: `i18n/<language>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("zh-CN", "en-US")
_FOLDER = Path(__file__).parent / "i18n"


class Texts:
    """The texts of one language. A missing key is a fault of ours and raises `KeyError`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        text = self._texts[key]
        return text.format(**values) if values else text

    def label(self, kind: str, code: str | None) -> str:
        """A code of the stored data (an outcome, an intent, ...) in words; one that we have no words for is shown as it is."""
        return "—" if code is None else self._texts.get(f"{kind}.{code}", code)

    def keys(self) -> set[str]:
        return set(self._texts)


def load_texts() -> dict[str, Texts]:
    """Both languages, by their BCP 47 names."""
    return {language: Texts(language, dict(_flat(_read(_FOLDER / f"{language}.yaml")))) for language in LANGUAGES}


def choose_language(cookie: str | None, accept: str) -> str:
    """The cookie's language if we have it, else the first of an `Accept-Language` header that we have, else Chinese."""
    if cookie in LANGUAGES:
        return str(cookie)
    ranked = sorted(enumerate(accept.split(",")), key=lambda each: (-_weight(each[1]), each[0]))
    for _, entry in ranked:
        for language in LANGUAGES:
            if entry.strip().lower().startswith(language[:2].lower()) and _weight(entry) > 0:
                return language
    return LANGUAGES[0]


def _weight(entry: str) -> float:
    _, _, quality = entry.partition(";q=")
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def _read(path: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = YAML(typ="safe").load(path)
    return loaded


def _flat(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
