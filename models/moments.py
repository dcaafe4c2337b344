"""Times as people say them: 今天 10:32, 昨天 16:05, 11月19日 09:12, 2019年11月28日."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def day_words(moment: datetime, today: date) -> str:
    """Name the day of a moment, seen from a day."""
    day = moment.date()
    if day == today:
        return "今天"
    if day == today - timedelta(days=1):
        return "昨天"
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def moment_words(moment: datetime, today: date) -> str:
    """Name a moment: the day, with the time of day while the year is the same."""
    day = day_words(moment, today)
    return day if "年" in day else f"{day} {moment:%H:%M}"
