"""The base of what can go wrong in the portfolio."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class PortfolioError(CourtesyError):
    """Something about mandates, placements or accounts that a person can put right."""
