"""The answer to an import, as the contract of placement files has it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.portfolio.placement.parsing import Parse


@dataclass(slots=True)
class Counts:
    """What became of the good rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def report(parse: Parse, counts: Counts, batch: str | None) -> dict[str, Any]:
    """One JSON object without personal data; `batch` is null where nothing was written."""
    rows = {"read": parse.read, **asdict(counts), "duplicate": parse.duplicate, "rejected": parse.rejected}
    return {
        "file": parse.path.name,
        "sha256": parse.sha256,
        "encoding": parse.encoding,
        "batch": batch,
        "rows": rows,
        "columns": parse.columns,
        "errors": [asdict(finding) for finding in parse.errors],
        "warnings": [asdict(finding) for finding in parse.warnings],
    }
