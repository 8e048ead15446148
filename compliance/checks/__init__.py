"""One module for each family of rules: from a rule and a case to the limits that they make."""

from __future__ import annotations

from compliance.checks.counters import used
from compliance.checks.registry import CHECKS, Check

__all__ = ["CHECKS", "Check", "used"]
