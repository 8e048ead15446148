"""`python -m tools.speech_models [LANG ...] [--into FOLDER] [--work FOLDER]`: make the speech models and say how well they hear."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

from tools.speech_models import engines, folder, network, sentences, speak

HOME = Path(__file__).parents[2] / "bot" / "speech" / "models"
EPOCHS = 5


def make(lang: str, into: Path, work: Path) -> None:
    """Every step for one language; what a step made before is used again."""
    work.mkdir(parents=True, exist_ok=True)
    domain = sentences.load(lang)
    weights = work / "weights.npz"
    if not weights.exists():
        material = work / "material.npz"
        if not material.exists():
            made = speak.examples(domain)
            np.savez(material, frames=made.frames, labels=made.labels, lengths=made.lengths)
        with np.load(material) as stored:
            examples = network.Examples(stored["frames"], stored["labels"], stored["lengths"])
        network.save(network.train(examples, len(engines.labels_of(lang)), EPOCHS), weights)
    if not (work / "tests" / "tests.tsv").exists():
        speak.tests(domain, work / "tests")
    made_in = work / "model"
    shutil.rmtree(made_in, ignore_errors=True)
    folder.write(made_in, domain, network.load(weights))
    subprocess.run([sys.executable, "-m", "tools.speech_models.measure", str(made_in), str(work / "tests"), lang], check=True)
    shutil.rmtree(into / lang, ignore_errors=True)
    shutil.copytree(made_in, into / lang)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.speech_models", description=__doc__)
    parser.add_argument("lang", nargs="*", default=["zh-CN", "en-US"], help="zh-CN, en-US or both [both]")
    parser.add_argument("--into", type=Path, default=HOME, help="where the models go [bot/speech/models]")
    parser.add_argument("--work", type=Path, default=Path(".models"), help="what is made on the way; used again [.models]")
    given = parser.parse_args()
    for lang in given.lang:
        make(lang, given.into, given.work / lang)


if __name__ == "__main__":
    main()
