"""How long a reply takes to understand, and what starting costs. Baseline: `json.loads` of the same lines, which every caller has to do anyway."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files

from bot.understanding import understand
from bot.understanding.training import corpus

SAMPLE = 2_000
_START = """
import time
began = time.perf_counter()
from datetime import datetime
from bot.understanding import understand
at = datetime.fromisoformat("2026-12-05T10:20:00+08:00")
understand("下周五还两千五", lang="zh-CN", at=at)
understand("i will pay three hundred on friday", lang="en-US", at=at)
took = time.perf_counter() - began
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak) / 1024, time.process_time())
"""


def run() -> Iterator[str]:
    for lang in ("zh-CN", "en-US"):
        lines = [line for _, line in corpus.shipped(lang)]
        lines = lines[:: max(1, len(lines) // SAMPLE)]
        replies = corpus.read(("", line) for line in lines)
        for reply in replies[:50]:
            understand(reply.text, lang=lang, at=reply.at, expects=reply.expects)
        times = []
        for reply in replies:
            began = time.process_time()
            understand(reply.text, lang=lang, at=reply.at, expects=reply.expects)
            times.append(time.process_time() - began)
        began = time.perf_counter()
        for line in lines:
            json.loads(line)
        baseline = (time.perf_counter() - began) / len(lines)
        cuts = statistics.quantiles(times, n=100)
        size = len((files("bot.understanding") / "models" / f"{lang}.npz").read_bytes()) / 1024
        yield (
            f"{lang}  p50 {cuts[49] * 1e3:.2f} ms, p99 {cuts[98] * 1e3:.2f} ms of processor time a reply ({len(times)} replies of the corpus; "
            f"json.loads of one {baseline * 1e6:.0f} us, ratio 1:{statistics.fmean(times) / baseline:.0f}), model {size:.0f} KiB"
        )
    starts = [[float(figure) for figure in subprocess.check_output([sys.executable, "-c", _START]).split()] for _ in range(3)]
    bare = min(_timed([sys.executable, "-c", "pass"]) for _ in range(3))
    yield (
        f"start, both languages: {min(s[0] for s in starts):.2f} s to the second answer, {min(s[2] for s in starts):.2f} s of processor time "
        f"(an empty Python {bare:.2f} s), {max(s[1] for s in starts):.0f} MiB at its most"
    )


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began
