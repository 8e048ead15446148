"""One module for each family of rules: from a rule and a case to the limits that they make."""

from __future__ import annotations

from compliance.checks.registry import limits_of

__all__ = ["limits_of"]
