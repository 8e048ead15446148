"""Full speech models that anyone may download: fetched, checked, unpacked and put in place, or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.error import URLError
from urllib.request import urlopen

from bot.speech.errors import SpeechError
from bot.speech.recognizer import check_files

_HOME = "https://alphacephei.com/vosk/models"
_PATIENCE_S = 30
_CHUNK = 1 << 20
_MOST_UNPACKED = 8
"""A model's files together are at most so many times as large as its archive."""


@dataclass(frozen=True)
class PublicModel:
    """An archive with one folder in it, as its makers published it."""

    name: str
    size: int
    sha256: str

    @property
    def url(self) -> str:
        return f"{_HOME}/{self.name}.zip"


PUBLIC_MODELS = {
    "zh-CN": PublicModel("vosk-model-small-cn-0.22", 43_898_754, "3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba"),
    "en-US": PublicModel("vosk-model-en-us-0.22-lgraph", 130_557_655, "d9838b4aaa82a75c4a17f5aca300eaca129aaab2a7cbf951bafbb500eb9c4334"),
}
"""Both take grammars at run time, which the largest ones can't. Apache-2.0. Sizes and sums as several independent projects pin them."""


class _Source(Protocol):
    def read(self, amount: int, /) -> bytes: ...


def fetch(model: PublicModel, into: Path, url: str | None = None, progress: Callable[[int], object] | None = None) -> Path:
    """Download `model` (from `url`, else its own home) and return its folder in `into`; what is there already is not fetched again.

    `progress` is told of each piece's bytes. Raises `SpeechError` if it can't be had, is not what was published, or holds what it
    shouldn't; nothing is left behind then.
    """
    home = into / model.name
    if home.exists():
        check_files(home)
        return home
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".fetching-") as temporary:
        archive = Path(temporary) / "model.zip"
        _download(model, url or model.url, archive, progress)
        unpacked = _unpack(model, archive, Path(temporary) / "unpacked")
        check_files(unpacked)
        unpacked.rename(home)
    return home


def _download(model: PublicModel, url: str, archive: Path, progress: Callable[[int], object] | None) -> None:
    if not url.startswith(("https://", "http://")):
        raise SpeechError(f"{url} is no address of the web: it must begin with https:// or http://")
    try:
        with urlopen(url, timeout=_PATIENCE_S) as answer, archive.open("wb") as file:
            size, digest = _copy(answer, file.write, model.size, progress)
    except (URLError, OSError) as problem:
        raise SpeechError(
            f"{model.name} could not be downloaded from {url} ({getattr(problem, 'reason', problem)}). Where this machine has no internet, "
            "fetch the archive on another one, serve it, and say where with --from"
        ) from problem
    if size != model.size:
        had = f"more than {model.size:,}" if size > model.size else f"{size:,}"
        raise SpeechError(f"{url} is not {model.name}: it has {had} bytes, {model.size:,} were published")
    if digest != model.sha256:
        raise SpeechError(f"{url} is not {model.name} as it was published: its SHA-256 is {digest}, not {model.sha256}")


def _copy(source: _Source, write: Callable[[bytes], object], at_most: int, progress: Callable[[int], object] | None) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while size <= at_most and (piece := source.read(_CHUNK)):
        write(piece)
        size += len(piece)
        digest.update(piece)
        if progress is not None:
            progress(len(piece))
    return size, digest.hexdigest()


def _unpack(model: PublicModel, archive: Path, into: Path) -> Path:
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = packed.infolist()
            if sum(entry.file_size for entry in entries) > _MOST_UNPACKED * model.size:
                raise SpeechError(f"the archive of {model.name} would unpack to far more than a model has. Nothing was installed")
            for entry in entries:
                _extract(model, packed, entry, into)
    except zipfile.BadZipFile as broken:
        raise SpeechError(f"the archive of {model.name} is damaged ({broken}). Nothing was installed") from broken
    return into / model.name


def _extract(model: PublicModel, packed: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> None:
    """Only plain files inside the model's own folder; links come out as plain files, so they lead nowhere."""
    place = PurePosixPath(entry.filename)
    if place.is_absolute() or ".." in place.parts or "\\" in entry.filename or place.parts[:1] != (model.name,):
        raise SpeechError(f"the archive of {model.name} has a file outside its folder: {entry.filename!r}. Nothing was installed")
    target = into.joinpath(*place.parts)
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(entry) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, _CHUNK)
