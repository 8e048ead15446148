"""What the design promises of the code itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for room in ("bot", "compliance") for path in (ROOT / room).rglob("*.py"))


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_only_the_reservation_makes_permits() -> None:
    """No contact without a permit: nothing but the transaction that records the attempt may issue one."""
    users = {path.relative_to(ROOT).as_posix() for path in SOURCES if "_issue" in names_in(path) or "_seal" in names_in(path)}
    assert users <= {"bot/contact/reserve.py"}


def test_only_the_transaction_that_puts_it_on_file_gives_leave_to_call_a_colleague() -> None:
    """And only the desk asks for it: the way to our own people must not become a way around the guard."""
    makers = {path.relative_to(ROOT).as_posix() for path in SOURCES if re.search(r"\bStaffPermit\(", path.read_text("utf-8"))}
    assert makers == {"bot/contact/switchboard.py"}
    ringers = {path.relative_to(ROOT).as_posix() for path in SOURCES if "ring" in names_in(path)}
    assert ringers == {"bot/contact/handover_queue.py", "bot/conversation/handover.py"}


def test_only_send_calls_a_gateway() -> None:
    """`send()` is the only caller of what reaches a borrower."""
    callers = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("call", "text"):
                owner = node.func.value
                if (isinstance(owner, ast.Attribute) and owner.attr == "gateway") or (
                    isinstance(owner, ast.Name) and owner.id == "gateway"
                ):
                    callers.add(path.relative_to(ROOT).as_posix())
    assert callers == {"bot/contact/send.py"}


def test_nothing_reads_the_time_but_the_clock() -> None:
    """One clock."""
    allowed = {"bot/base/clock.py", "bot/cli/demo.py"}  # the demo measures how long it took
    readers = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else ""
            if (name, node.func.attr) in {
                ("datetime", "now"),
                ("datetime", "utcnow"),
                ("date", "today"),
                ("time", "time"),
                ("time", "monotonic"),
            }:
                readers.add(path.relative_to(ROOT).as_posix())
    assert readers <= allowed
