"""The model folder as Vosk loads it: am, conf, and a graph that takes grammars at run time (HCLr.fst and Gr.fst)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tools.speech_models import lexicon_graph, sentences
from tools.speech_models.kaldi import write_acoustic_model
from tools.speech_models.language_model import acceptor
from tools.speech_models.lexicon_graph import Lexicon
from tools.speech_models.phones import PHONES, UNKNOWN, english_dictionary, readings_chinese
from tools.speech_models.sentences import Domain
from tools.speech_models.shape import CONF, EVERY, Trained

ACOUSTIC_SCALE = 0.3
_MADE_UP = 60_000
"""Sentences for the language model; each of the corpus besides."""
_MODEL_CONF = (
    "--min-active=200\n--max-active=1000\n--beam=10.0\n--lattice-beam=3.0\n--phone-determinize=false\n"
    f"--acoustic-scale={ACOUSTIC_SCALE}\n--frame-subsampling-factor={EVERY}\n--endpoint.silence-phones=1\n"
    "--endpoint.rule2.min-trailing-silence=0.5\n--endpoint.rule3.min-trailing-silence=0.75\n--endpoint.rule4.min-trailing-silence=1.0\n"
)


def lexicon(domain: Domain) -> Lexicon:
    """Every word of the domain with its sounds; in Chinese every single character of it too, so that any phrase can be listened for."""
    if domain.lang == "en-US":
        entries = [(word, sounds) for word in sorted(domain.words) for sounds in english_dictionary()[word]]
    else:
        words = sorted(domain.words | {character for word in domain.words for character in word})
        entries = [(word, sounds) for word in words for sounds in readings_chinese(word)]
    return Lexicon(PHONES[domain.lang], entries)


def write(folder: Path, domain: Domain, trained: Trained) -> None:
    """Write the whole folder. Raises `CalledProcessError` where OpenFst's tools (Debian: libfst-tools) fail."""
    for name in ("am", "conf", "graph/phones"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    words = lexicon(domain)
    write_acoustic_model(folder / "am" / "final.mdl", trained, words.outputs)
    (folder / "conf" / "fbank.conf").write_text(CONF)
    (folder / "conf" / "model.conf").write_text(_MODEL_CONF)
    (folder / "graph" / "phones" / "word_boundary.int").write_text(lexicon_graph.word_boundaries(words))
    _graph(folder / "graph", words, _sentences(domain))


def _sentences(domain: Domain) -> list[tuple[tuple[str, ...], int]]:
    random = Random(5)
    counted = Counter(domain.sentence(random) for _ in range(_MADE_UP))
    counted.update(dict.fromkeys(domain.trained_on, 3))
    return sorted(counted.items())


def _graph(folder: Path, words: Lexicon, sentences: list[tuple[tuple[str, ...], int]]) -> None:
    ids = {word: place for place, word in enumerate(words.words, 1)}
    text, separators = lexicon_graph.build(words, ids)
    (folder / "disambig_tid.int").write_text("".join(f"{separator}\n" for separator in separators))
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        (work / "hcl.txt").write_text(text)
        lookahead = f"fstconvert --fst_type=olabel_lookahead --save_relabel_opairs={work}/relabel"
        _fst(work, f"fstcompile {work}/hcl.txt | fstarcsort --sort_type=olabel | {lookahead} - {folder}/HCLr.fst")
        renamed = dict(tuple(map(int, line.split())) for line in (work / "relabel").read_text().splitlines())
        ids = {word: renamed.get(place, place) for word, place in ids.items()}
        listed = "".join(f"{word} {place}\n" for word, place in sorted(ids.items(), key=lambda pair: pair[1]))
        (folder / "words.txt").write_text(f"<eps> 0\n{listed}")
        (work / "g.txt").write_text(acceptor(sentences, [word for word in words.words if word != UNKNOWN], ids))
        _fst(work, f"fstcompile {work}/g.txt | fstarcsort --sort_type=ilabel | fstconvert --fst_type=const - {folder}/Gr.fst")


def _fst(work: Path, command: str) -> None:
    """OpenFst looks for a kind of graph in a library named after the kind; Debian names it otherwise."""
    plugin = work / "olabel_lookahead-fst.so"
    if not plugin.exists():
        listed = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
        plugin.symlink_to(next(line.split(" => ")[1] for line in listed.splitlines() if "libfstlookahead.so" in line))
    environment = {**os.environ, "LD_LIBRARY_PATH": str(work)}
    subprocess.run(["bash", "-o", "pipefail", "-c", command], check=True, env=environment)


def main(lang: str, work: Path) -> None:
    """`model`, made anew."""
    shutil.rmtree(work / "model", ignore_errors=True)
    write(work / "model", sentences.load(work / "domain.json"), Trained.load(work / "weights.npz"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
