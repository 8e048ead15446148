"""Run the benchmarks and print their figures, the machine, and each one's ratio to a baseline of the same run."""

from __future__ import annotations

import sys

from benchmarks import (
    bench_demo,
    bench_dialogue,
    bench_guard,
    bench_import,
    bench_ledger,
    bench_replay,
    bench_reserve,
    bench_speech,
    bench_telephony,
    bench_understand,
)
from benchmarks.machine import describe

ALL = {
    "import": bench_import.run,
    "guard": bench_guard.run,
    "reserve": bench_reserve.run,
    "telephony": bench_telephony.run,
    "ledger": bench_ledger.run,
    "replay": bench_replay.run,
    "understand": bench_understand.run,
    "dialogue": bench_dialogue.run,
    "speech": bench_speech.run,
    "demo": bench_demo.run,
}


def main() -> None:
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        sys.exit(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(ALL)}")
    print(describe())
    for name in wanted:
        print(f"\n{name}")
        for line in ALL[name]():
            print(f"  {line}")


main()
