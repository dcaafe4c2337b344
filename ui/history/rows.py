"""The rows of the list of revisions: a title for each day, below it the revisions of the day, the newest first."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from models.moments import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.drafts import Revision

NOW = "现在"


class Row(NamedTuple):
    """A day's title, or a revision with its time of day; `is_now` where nothing has been saved since."""

    title: str
    revision: Revision | None = None
    time: str = ""
    is_now: bool = False

    @property
    def words(self) -> str:
        """What was done, as one line."""
        if self.revision is None:
            return self.title
        return f"{NOW} ・ {self.revision.what}" if self.is_now else self.revision.what


def rows(revisions: Sequence[Revision], today: date) -> tuple[Row, ...]:
    """Lay revisions out by day; they come the newest first."""
    result = []
    for day, run in groupby(revisions, key=lambda revision: revision.time[:10]):
        result.append(Row(day_words(datetime.fromisoformat(day), today)))
        result += [Row("", each, each.time[11:16], each is revisions[0]) for each in run]
    return tuple(result)


def named(revision: Revision, today: date) -> str:
    """Name a revision by its time: 09:31 today, 昨天 17:02, 11月19日 16:10."""
    day = day_words(datetime.fromisoformat(revision.time), today)
    return revision.time[11:16] if day == "今天" else f"{day} {revision.time[11:16]}"
