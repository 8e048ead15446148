"""The demo's wall time, and how much conversation it held. Baseline: the same conversations one after the other."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory


def run() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", "demo", "--dir", str(Path(folder) / "demo")], check=True, capture_output=True, text=True
        )
        took = time.perf_counter() - began
    talk = re.search(r"(\d+) s of conversation", done.stdout)
    seconds = float(talk[1]) if talk else 0.0
    yield f"{took:.0f} s for 40 borrowers, everything rendered anew, {seconds:.0f} s of conversation in it (ratio {seconds / took:.1f}:1)"
