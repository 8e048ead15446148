"""From a JSON object to a `Case`, with a message that names the field and what is allowed there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from compliance.case import Case
from compliance.errors import CaseError


def parse_case(obj: Mapping[str, Any]) -> Case:
    """The case that `obj` states. Unknown keys are refused, save `gold`, which is not read.

    Raises CaseError; the message names each field that is wrong, and never repeats what stood in it.
    """
    if not isinstance(obj, Mapping):
        raise CaseError("a guard case is a JSON object")
    try:
        case = Case.model_validate({key: value for key, value in obj.items() if key != "gold"})
    except ValidationError as problem:
        errors = problem.errors(include_url=False, include_input=False, include_context=False)
        raise CaseError("; ".join(_message(error) for error in errors)) from None
    _check_debts(case)
    return case


def _message(error: Any) -> str:
    where = ""
    for step in error["loc"]:
        where += f"[{step}]" if isinstance(step, int) else f".{step}"
    text = str(error["msg"]).removeprefix("Value error, ").replace("Input should be", "should be")
    if error["type"] == "extra_forbidden":
        text = "is not a field of a guard case"
    elif error["type"] == "missing":
        text = "is missing"
    return f"{where.lstrip('.') or 'case'}: {text[:1].lower()}{text[1:]}"


def _check_debts(case: Case) -> None:
    """Every debt that is spoken of must be one of the case's: an unknown one would count under no rule."""
    known = {debt.id for debt in case.debts}
    if not known:
        raise CaseError("debts: at least one debt is needed; leave the field out for one debt `A`")
    if len(known) != len(case.debts):
        raise CaseError("debts: two have the same id")
    if not set(case.attempt.debts or ()) <= known:
        raise CaseError("attempt.debts: names a debt that is not among the case's `debts`")
    if case.attempt.debts == ():
        raise CaseError("attempt.debts: at least one is needed; leave the field out for all debts of the case")
    for index, preference in enumerate(case.preferences):
        if preference.weekdays == ():
            raise CaseError(f"preferences[{index}].weekdays: at least one is needed; leave the field out for every day")
        if preference.kind in ("only_between", "agreed_hours") and (preference.start is None or preference.end is None):
            raise CaseError(f"preferences[{index}]: `{preference.kind}` needs `from` and `to`")
        if preference.kind in ("refuses", "consents") and preference.channel is None:
            raise CaseError(f"preferences[{index}].channel: is missing; it should be one of 'voice', 'sms', 'email' or 'all'")
