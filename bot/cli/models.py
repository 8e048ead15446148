"""`courtesy models`: full speech models in place of the small ones that ship with the package."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.session import Session, pass_session
from bot.speech import LANGUAGES, missing_safety, model_paths
from bot.speech.public_models import PUBLIC_MODELS, fetch
from bot.speech.recognizer import read_vocabulary


@click.group()
def models() -> None:
    """Speech models."""


@models.command("fetch")
@click.argument("lang", type=click.Choice(tuple(PUBLIC_MODELS)))
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path("var/models"), show_default=True, help="Where it goes."
)
@click.option("--from", "url", metavar="URL", help="Another address of the same archive, such as a mirror of your own.")
def fetch_command(lang: str, into: Path, url: str | None) -> None:
    """Download a full Vosk model for LANG, check it against its published size and SHA-256, and unpack it.

    It hears real people far better than the small model that ships with the package. The line for config.yaml is printed at the end.
    """
    model = PUBLIC_MODELS[lang]
    click.echo(f"{model.name}, {model.size / 1e6:.0f} MB, from {url or model.url}", err=True)
    with click.progressbar(length=model.size, label="download", file=sys.stderr) as bar:
        folder = fetch(model, into, url, bar.update)
    click.echo("It is in place. In config.yaml, under `speech: models:`, write", err=True)
    click.echo(f"{lang}: {folder.resolve()}")


@models.command("list")
@pass_session
def list_command(session: Session) -> None:
    """The model of each language: where it is, how many words it knows, and how many safety phrases it can't hear."""
    for lang in LANGUAGES:
        folder = model_paths(session.config)[lang]
        words = read_vocabulary(folder)
        click.echo(f"{lang}\t{folder}\t{len(words)} words\t{len(missing_safety(lang, words))} safety phrases not heard")
