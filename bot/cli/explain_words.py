"""The words of `courtesy guard explain`, and how it writes days and times, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from compliance import Plain

WORDS = {
    "voice": Plain("Call", "电话"),
    "sms": Plain("Text", "短信"),
    "no_number": Plain("no number", "无可用号码"),
    "now": Plain("may be made now", "现在可以联系"),
    "later": Plain("may not be made now; the next time is {when} ({zone})", "现在不得联系；下次可联系时间为 {when}（{zone}）"),
    "never": Plain("may not be made; waiting alone does not help, as far as can be seen", "不得联系；就目前所见，仅靠等待无济于事"),
    "open_call": Plain(
        "may not be made now; when it may is not known: a call that is open has to end first",
        "现在不得联系；何时可以联系尚不可知：须先等正在进行的通话结束",
    ),
    "objections": Plain("What stands in the way", "有异议的规则"),
    "overridden": Plain("overridden by {by} ({reason})", "已由 {by} 破例放行（{reason}）"),
    "until": Plain(", until {when}", "，至 {when}"),
    "override": Plain(
        "a supervisor's override of {rule}, which is only recommended (`courtesy override give`)",
        "由主管对 {rule} 破例放行：该规则仅为建议性（`courtesy override give`）",
    ),
    "would_change": Plain("What would change it", "怎样才能改变"),
    "counters": Plain("Counters", "计数"),
    "left": Plain("{used} of {most} used, {left} left {span}", "已用 {used}/{most}，剩余 {left}，{span}"),
    "today": Plain("today", "当日"),
    "in_days": Plain("in {n} days", "{n} 日内"),
    "in_minutes": Plain("in {n} minutes", "{n} 分钟内"),
    "hours": Plain("Open hours, if nothing more happens", "可联系时段（若不再发生其他事项）"),
    "no_hours": Plain("none in these seven days", "七日内没有"),
    "closed": Plain("closed", "不可联系"),
    "kept": Plain("Rules that were asked and have no objection", "已核对且无异议的规则"),
    "must": Plain("must", "必须"),
    "presumption": Plain("presumption", "推定"),
    "recommended": Plain("recommended", "建议性"),
    "own": Plain("our own limit", "自设限制"),
}
_WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in one language, `en` or `zh`, whatever the machine's own is."""

    language: str

    def says(self, words: Plain) -> str:
        return words.in_language(self.language)

    def day(self, day: date) -> str:
        """`Tue 24 Nov`, `11月24日 周二`."""
        weekday = _WEEKDAYS[self.language][day.weekday()]
        if self.language == "zh":
            return f"{day.month}月{day.day}日 {weekday}"
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]}"

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Day, year, clock time and offset, to the second where it is not a whole minute."""
        local = at.astimezone(zone)
        clock = f"{local:%H:%M}" if not local.second else f"{local:%H:%M:%S}"
        offset = f"{local:%z}"
        year = f"{local.year}年" if self.language == "zh" else ""
        after = "" if self.language == "zh" else f" {local.year}"
        return f"{year}{self.day(local.date())}{after} {clock} {offset[:3]}:{offset[3:5]}"
