"""`python -m tools.speech_models [LANG ...] [--into FOLDER] [--work FOLDER]`: make the speech models and say how well they hear."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[2] / "bot" / "speech" / "models"
STEPS = ("collect", "speak", "network", "folder", "measure")
"""Each in a process of its own: Vosk hangs or crashes beside kaldifst."""

_PROGRAMS = {"fstcompile": "libfst-tools", "flite": "flite", "festival": "festival"}
_VOICES = {"kal_diphone": "festvox-kallpc16k", "cmu_us_slt_arctic_hts": "festvox-us-slt-hts"}


def missing_packages() -> list[str]:
    """Debian packages that have to be installed first."""
    absent = [package for program, package in _PROGRAMS.items() if shutil.which(program) is None]
    voices = Path("/usr/share/festival/voices")
    return absent + [package for voice, package in _VOICES.items() if not list(voices.glob(f"*/{voice}"))]


def make(lang: str, into: Path, work: Path) -> None:
    """Every step for one language; the speech and the network that are there already are used again."""
    work.mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        subprocess.run([sys.executable, "-m", f"tools.speech_models.{step}", lang, str(work)], check=True)
    shutil.rmtree(into / lang, ignore_errors=True)
    shutil.copytree(work / "model", into / lang)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.speech_models", description=__doc__)
    parser.add_argument("lang", nargs="*", default=["zh-CN", "en-US"], help="zh-CN, en-US or both [both]")
    parser.add_argument("--into", type=Path, default=HOME, help="where the models go [bot/speech/models]")
    parser.add_argument("--work", type=Path, default=Path(".models"), help="what is made on the way; used again [.models]")
    given = parser.parse_args()
    if missing := missing_packages():
        sys.exit(f"Programs or voices are missing. On Debian or Ubuntu: sudo apt-get install {' '.join(missing)}")
    for lang in given.lang:
        make(lang, given.into, given.work / lang)


if __name__ == "__main__":
    main()
