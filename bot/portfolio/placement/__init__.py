"""Placement files: what a lender hands over when it places overdue accounts."""

from __future__ import annotations

from bot.portfolio.placement.columns import load_mapping
from bot.portfolio.placement.parsing import Parse, parse
from bot.portfolio.placement.report import Counts, report
from bot.portfolio.placement.types import Finding, Phone, PlacementError, Refused, Row

__all__ = ["Counts", "Finding", "Parse", "Phone", "PlacementError", "Refused", "Row", "load_mapping", "parse", "report"]
