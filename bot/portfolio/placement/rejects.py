"""Refused rows, written out as they came with the reasons, so that the lender can put them right. The file is personal data."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from bot.portfolio.placement.columns import OURS
from bot.portfolio.placement.parsing import Parse
from bot.portfolio.placement.types import PlacementError, Refused, Row


class Rejects:
    """A rejects file while it is written: CSV (UTF-8 with BOM), or JSON Lines where the placement was. Without a path it writes nothing."""

    def __init__(self, path: Path | None, parsed: Parse) -> None:
        self._path = path
        self._parsed = parsed
        self._stack = ExitStack()

    def __enter__(self) -> Rejects:
        if self._path is not None and self._path.resolve() == self._parsed.path.resolve():
            raise PlacementError("the rejects file must not be the placement file itself")
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def watch(self, found: Iterable[Row | Refused]) -> Iterator[Row | Refused]:
        """Pass everything on; write down what was rejected."""
        file = self._open() if self._path is not None else None
        writer = csv.writer(file) if file is not None and not self._parsed.is_json else None
        headers = [header for header in self._parsed.columns if header not in OURS]
        if writer is not None:
            writer.writerow([*headers, *OURS])
        for each in found:
            if file is not None and isinstance(each, Refused) and not each.duplicate:
                added = _reasons(each)
                if writer is not None:
                    writer.writerow([*(each.values.get(header, "") for header in headers), *added.values()])
                else:
                    file.write(json.dumps({**each.values, **added}, ensure_ascii=False) + "\n")
            yield each

    def _open(self) -> TextIO:
        """Only this user may read it."""
        try:
            handle = os.open(str(self._path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as problem:
            raise PlacementError(f"the rejects file {self._path} can't be written: {problem.strerror}") from problem
        encoding = "utf-8" if self._parsed.is_json else "utf-8-sig"
        return self._stack.enter_context(os.fdopen(handle, "w", encoding=encoding, newline=""))


def _reasons(refused: Refused) -> dict[str, Any]:
    codes = ";".join(finding.code for finding in refused.findings)
    reasons = "; ".join(f"{finding.field}: {finding.message}" if finding.field else finding.message for finding in refused.findings)
    return dict(zip(OURS, (refused.line, codes, reasons), strict=True))
