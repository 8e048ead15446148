"""Where the files that ship with the program are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from bot.base.errors import ConfigError

_PACKAGE = Path(str(files("bot")))


def _shipped(packaged: str, in_checkout: str) -> Path:
    for place in (_PACKAGE / packaged, _PACKAGE.parent / in_checkout):
        if place.exists():
            return place
    raise ConfigError(f"`{in_checkout}` is missing from this installation: install courtesy-outreach again")


def scripts_folder() -> Path:
    """Dialogue scripts and text templates, one folder a language."""
    return _shipped("_scripts", "scripts")


def samples_folder() -> Path:
    """The made-up borrowers and mandates of the demo."""
    return _shipped("_samples", "samples")


def default_config() -> Path:
    """The `config.yaml` that is used where there is none in the working directory."""
    return _shipped("_config.yaml", "config.yaml")


def models_folder() -> Path:
    """The speech models that are part of the package, one folder a language."""
    return _PACKAGE / "speech" / "models"
