"""The log: JSON lines on standard error, events and names of things only. Personal values have no place in it."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_LOOKS_LIKE_A_NUMBER = re.compile(r"(?<![\w.-])\+?\d{8,15}(?![\w.-])")


def hide_numbers(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last line of defence: what looks like a telephone number is never written, whoever logged it."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _LOOKS_LIKE_A_NUMBER.sub("[number]", value)
    return event


def set_up_logs(verbose: bool) -> None:
    """Warnings and worse, or with `verbose` everything."""
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            hide_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
