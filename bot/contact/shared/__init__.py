"""Counts that callers for the same lender share, by salted hashes, so that a person's contact budget follows the person."""

from __future__ import annotations
