"""What was printed last: when, and how many places have changed since."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from models.compare import differences
from models.trouble import Trouble

if TYPE_CHECKING:
    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts import Drafts
    from models.form import Form

WHAT = "打印"
"""By which a revision that was printed is known."""


class Printed(NamedTuple):
    """A form that was printed, and when."""

    form: Form
    time: datetime

    def words(self, form: Form, definition: Definition) -> str:
        """Say when it was, and how many places of the form are others now."""
        time = self.time.astimezone()
        is_today = time.date() == datetime.now().astimezone().date()
        when = f"{time:%H:%M}" if is_today else f"{time.month}月{time.day}日 {time:%H:%M}"
        count = len(differences(self.form, form, definition))
        return f"已打印 {when}" + (f"，此后改过 {count} 处" if count else "")


def last_printed(drafts: Drafts, draft: str, definitions: Definitions) -> Printed | None:
    """Give what was printed last of a draft, None where nothing was or it cannot be read any more."""
    for revision in drafts.revisions(draft):
        if revision.code and revision.what.startswith(WHAT):
            try:
                return Printed(drafts.form_at(revision.number, definitions), datetime.fromisoformat(revision.time))
            except Trouble:
                return None
    return None
