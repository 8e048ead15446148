"""Measured figures. `make bench` runs all of them."""

from __future__ import annotations
