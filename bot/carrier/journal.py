"""The witness of what was really dialled: an append-only file, one JSON object a line, written through at once.

Lines: `{"event": "create", "kind": "call"|"text", "sid", "to", "from", "status_callback", "at", ...}`, one for each REST create or inbound
contact (`direction` tells them apart); `{"event": "state", "kind", "sid", "status", "at", ...}`, one for each change; and
`{"event": "opt_out"|"opt_in", "number", "sender", "at"}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.carrier.errors import CarrierError


class Journal:
    """Appends to `path`. A line that was cut off by a kill is closed first, so that it spoils no other."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        cut_off = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
        self._file = path.open("ab", buffering=0)  # unbuffered: a line is with the system before anything follows from it
        if cut_off:
            self._file.write(b"\n")

    def write(self, event: str, at: datetime, **what: Any) -> None:
        line = {"event": event, **what, "at": at.isoformat()}
        self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def close(self) -> None:
        self._file.close()


def read_journal(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of an earlier run; none where there is no file. A line cut off by a kill is left out."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for raw in file:
            try:
                line = json.loads(raw)
            except ValueError:
                continue
            if not isinstance(line, dict) or "event" not in line:
                raise CarrierError(f"{path} is not a carrier's journal: name another file or move this one away")
            yield line
