"""Vosk models: each loaded once, shared by all calls, decoded in one pool of threads."""

from __future__ import annotations

import asyncio
import json
import os
import struct
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import vosk

from bot.base.config import Config
from bot.base.resources import models_folder
from bot.speech.audio import RATE
from bot.speech.errors import SpeechError
from bot.speech.symbols import read_words

UNKNOWN = "[unk]"
"""What a model writes for sound that is speech but none of its words."""

LANGUAGES: tuple[Literal["zh-CN", "en-US"], ...] = ("zh-CN", "en-US")
_NEEDED = ("am/final.mdl", "conf/model.conf")


@dataclass(frozen=True)
class Model:
    """A loaded model. Its recognizers may run in many threads at once, one thread a recognizer."""

    lang: str
    folder: Path
    vocabulary: frozenset[str]
    _vosk: vosk.Model

    @cached_property
    def takes_grammars(self) -> bool:
        """Big models with one ready-made graph can't be given a grammar at run time; they listen for everything always."""
        return (self.folder / "graph" / "HCLr.fst").exists() and (self.folder / "graph" / "Gr.fst").exists()

    def recognizer(self, phrases: Iterable[str] | None = None) -> vosk.KaldiRecognizer:
        """A new recognizer at 8 kHz: for `phrases` only (words of the vocabulary, spaced), or for all that the model knows. 1 to 15 ms."""
        if phrases is None:
            recognizer = vosk.KaldiRecognizer(self._vosk, RATE)
        else:
            recognizer = vosk.KaldiRecognizer(self._vosk, RATE, json.dumps(list(phrases), ensure_ascii=False))
        recognizer.SetWords(True)
        return recognizer


def check_files(folder: Path) -> None:
    """Raises `SpeechError` if `folder` lacks a file that every model has."""
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise SpeechError(_mend(folder, f"{name} is missing"))


def read_vocabulary(folder: Path) -> frozenset[str]:
    """The words a model in `folder` knows, without its own symbols. Raises `SpeechError` where they are missing or damaged."""
    try:
        words = read_words(folder / "graph")
    except FileNotFoundError as missing:
        raise SpeechError(_mend(folder, "graph/words.txt is missing")) from missing
    except (ValueError, struct.error) as broken:
        raise SpeechError(_mend(folder, "the words in graph/Gr.fst can't be read")) from broken
    return frozenset(word for word in words if word and word[0] not in "<#[!")


def _mend(folder: Path, problem: str) -> str:
    return (
        f"no speech model in {folder}: {problem}. Point `speech.models` in config.yaml at the folder of a Vosk model "
        "(it holds am, conf and graph), or install courtesy-outreach again to get its own models back"
    )


def model_paths(config: Config) -> dict[str, Path]:
    """Where each language's model is: as configured, else the one that ships with the package."""
    return {lang: config.speech.models.get(lang, models_folder() / lang) for lang in LANGUAGES}


class Models:
    """The models by language, and the pool they decode in. `close` it at the end."""

    def __init__(self, paths: Mapping[str, Path], threads: int | None = None) -> None:
        self.paths = MappingProxyType(dict(paths))
        self.pool = ThreadPoolExecutor(threads or max(2, os.cpu_count() or 2), thread_name_prefix="ear")
        self._loaded: dict[str, Model] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._vocabularies: dict[str, frozenset[str]] = {}

    async def get(self, lang: str) -> Model:
        """The model of a language, loaded in a thread the first time. Raises `SpeechError` if it is missing or damaged."""
        async with self._loading.setdefault(lang, asyncio.Lock()):
            if lang not in self._loaded:
                self._loaded[lang] = await asyncio.get_running_loop().run_in_executor(self.pool, self._load, lang)
        return self._loaded[lang]

    def _path(self, lang: str) -> Path:
        if lang not in self.paths:
            raise SpeechError(f"no speech model for {lang}: `speech.models` in config.yaml has {', '.join(self.paths) or 'none'}")
        return self.paths[lang]

    def _load(self, lang: str) -> Model:
        folder = self._path(lang)
        check_files(folder)
        vosk.SetLogLevel(-1)
        try:
            loaded = vosk.Model(str(folder))
        except Exception as broken:  # vosk has no class of its own
            raise SpeechError(_mend(folder, "its files are damaged")) from broken
        return Model(lang, folder, self.vocabulary(lang), loaded)

    def vocabulary(self, lang: str) -> frozenset[str]:
        """The words that the model of `lang` knows; the model itself is not loaded for this."""
        if lang not in self._vocabularies:
            self._vocabularies[lang] = read_vocabulary(self._path(lang))
        return self._vocabularies[lang]

    def missing_words(self, lang: str, words: Iterable[str]) -> list[str]:
        """Those of `words` that the model of `lang` can never hear, in their order."""
        known = self.vocabulary(lang)
        return [word for word in dict.fromkeys(words) if word not in known]

    def close(self) -> None:
        """Wait for what is being decoded and end the threads."""
        self.pool.shutdown(wait=True, cancel_futures=True)
