"""Agreeing on another time, in the hours in which a call is lawful."""

from __future__ import annotations

from bot.dialogue import negotiate
from bot.dialogue.context import Context


def callback(c: Context) -> str:
    """Another time. Fills the draft; outside the hours in which we may call it asks again, then proposes."""
    draft = c.draft("callback")
    day, at = negotiate.as_date(c.slot("date")), negotiate.as_time(c.slot("time"))
    if day and day >= c.now.date():
        draft["date"] = day.isoformat()
    if at:
        draft["time"] = at.isoformat()
    if "at" in draft and not at and not day:
        return "complete"
    day, at = negotiate.as_date(draft.get("date")), negotiate.as_time(draft.get("time"))
    moment = negotiate.callback_moment(day, at, c.now) if at else None
    if moment and negotiate.in_callback_hours(moment, c.scene.place):
        draft["at"] = moment.isoformat()
        return "complete"
    draft.pop("time", None)
    if moment and c.time_of("callback:closed") == 1:
        return "closed"
    if not at and c.time_of("callback:no_time") == 1:
        return "no_time"
    draft["at"] = negotiate.usual_callback(day, c.scene.place, c.now).isoformat()
    return "complete"
