"""`python -m bot.understanding.training`: check the corpus, train the models, and say what that changed.

    python -m bot.understanding.training            train on the corpus, write the models, print before and after
    python -m bot.understanding.training --evaluate  measure only; nothing is written
    python -m bot.understanding.training --check     look for faults in the corpus only

Held-out figures come from models that have not seen the families they are asked about; the shipped model has seen all of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one thread sums in one order, and small matrices gain nothing from more

import click

from bot.understanding.model import load
from bot.understanding.tongues import TONGUES
from bot.understanding.training import corpus
from bot.understanding.training.evaluate import MEASURES, Figures, held_out, measure, read_all, rows
from bot.understanding.training.fit import fit
from bot.understanding.understanding import decide

MODELS = Path(__file__).parents[1] / "models"


@click.command()
@click.option("--evaluate", is_flag=True, help="Measure only; write nothing.")
@click.option("--check", is_flag=True, help="Look for faults in the corpus only.")
@click.option("--lang", "langs", multiple=True, type=click.Choice(list(TONGUES)), help="Only this language. [both]")
def main(evaluate: bool, check: bool, langs: tuple[str, ...]) -> None:
    """Train the intent models on the corpus and print how well replies of unseen families are understood, before and after."""
    for lang in langs or tuple(TONGUES):
        placed = list(corpus.shipped(lang))
        faults = list(corpus.problems(placed))
        click.echo(f"{lang}: {len(placed)} replies, {len(faults)} faults")
        for fault in faults:
            click.echo(f"  {fault}", err=True)
        if faults:
            sys.exit(1)
        if not check:
            _train(lang, placed, write=not evaluate)


def _train(lang: str, placed: list[tuple[str, str]], *, write: bool) -> None:
    examples = corpus.read(placed)
    readings = read_all(examples)
    pairs = list(zip(examples, readings, strict=True))
    before = load(lang)
    columns = {
        "rules only": measure((e, decide(r, e.at, None)) for e, r in pairs),
        "held out": measure(zip(examples, held_out(examples, readings), strict=True)),
    }
    stale = before.corpus != corpus.digest(placed)
    columns["shipped" if not stale or write else "shipped, of another corpus"] = measure((e, decide(r, e.at, before)) for e, r in pairs)
    if write:
        after = fit(rows(examples, readings), corpus.digest(placed))
        (MODELS / f"{lang}.npz").write_bytes(after.saved())
        columns["after"] = measure((e, decide(r, e.at, after)) for e, r in pairs)
    _print(columns)


def _print(columns: dict[str, Figures]) -> None:
    click.echo(f"  {'':30}" + "".join(f"{name:>14}" for name in columns) + "      of")
    for name, meaning in MEASURES.items():
        cells = [100 * figures.share(name) for figures in columns.values()]
        counted = next(iter(columns.values())).of[name]
        click.echo(f"  {meaning:30}" + "".join(f"{f'{c:.1f} %':>14}" for c in cells) + f"{counted:8}")
    worst = columns["held out"].confusions.most_common(10)
    click.echo("  most confused, held out: " + ", ".join(f"{gold} as {got} {n}" for (gold, got), n in worst))


main()
