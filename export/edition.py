"""The editions a form goes out in: with check code and exact copies, without them, or masked for publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.digest import check_code
from models.publication import publication

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form

PUBLIC_WORD = "公开版"


class Edition(NamedTuple):
    """How a form goes out. `copies`: with its check code, an attached copy and a hidden sheet; `public`: masked."""

    copies: bool = True
    public: bool = False

    def form(self, form: Form, definition: Definition) -> Form:
        """Give the form that goes out."""
        return publication(form, definition) if self.public else form

    def code(self, form: Form, definition: Definition) -> str:
        """Give the check code that stands in it, "" for none; a publication copy bears none."""
        return check_code(form, definition) if self.copies and not self.public else ""

    def note(self, form: Form, definition: Definition) -> str:
        """Give what stands at the foot of each page."""
        code = self.code(form, definition)
        return PUBLIC_WORD if self.public else f"校验码 {code}" if code else ""


USUAL = Edition()
