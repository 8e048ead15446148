"""What the law says about one contact, as data; what the guard decides from it; and a ledger in which a change shows."""

from __future__ import annotations

from compliance.case import Case
from compliance.decision import Decision, Reason
from compliance.errors import CaseError, ComplianceError, PackError
from compliance.guard import decide
from compliance.override import Override
from compliance.packs import Packs, load_packs
from compliance.parse import parse_case
from compliance.plain import Plain

__all__ = [
    "Case", "CaseError", "ComplianceError", "Decision", "Override", "PackError", "Packs", "Plain", "Reason", "decide",
    "load_packs", "parse_case",
]  # fmt: skip
