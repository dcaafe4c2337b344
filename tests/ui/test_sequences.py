"""Random sequences of edit, undo, redo, save, restart and going back: the draft is what plain lists of forms say."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from models.drafts import Drafts, Findings
from models.edits import RestoreForm, SetField
from models.form_json import form_from_json, form_to_json
from tests.models.test_edits import single_edits
from tests.versions import DEFINITIONS, FIRST, SAMPLE
from ui.document import Document

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.form import Form


class Clerk(RuleBasedStateMachine):
    """Works on a document as the window does; beside it stand plain lists of what must be there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.drafts = Drafts(self.folder)
        self.draft = self.drafts.create(SAMPLE, FIRST)
        self.document = Document(SAMPLE, FIRST)
        self.forms = [SAMPLE]
        """The forms one after another, as far as they can be taken back or done again."""
        self.at = 0
        self.saved = [SAMPLE]
        """The form of each revision."""
        self.saved_forms, self.saved_at = [SAMPLE], 0

    @rule(data=st.data(), joins=st.booleans())
    def edit(self, data: st.DataObject, *, joins: bool) -> None:
        """Change something."""
        edit = data.draw(single_edits(len(self.form.indicators)))
        after = edit.apply(self.form)
        if form_from_json(form_to_json(after), DEFINITIONS) != after:
            return  # with characters that no form holds
        self.document.end_typing()
        self.document.apply(edit, "typing" if joins else "")
        if after != self.form:
            self.forms = [*self.forms[: self.at + 1], after]
            self.at += 1

    @rule(texts=st.lists(st.sampled_from(["甲", "甲乙", ""]), min_size=2, max_size=4), saved=st.integers(0, 3))
    def type_on(self, texts: list[str], saved: int) -> None:
        """Type into a field, key after key, with a save after one of them: one step."""
        self.document.end_typing()
        before = self.form
        for place, text in enumerate(texts):
            after = SetField("contact", text).apply(self.form)
            self.document.apply(SetField("contact", text), "typing")
            if after != self.form:
                self.at += self.form is before
                self.forms = [*self.forms[: self.at], after]
            if place == saved:
                self.save()

    @rule()
    def take_back(self) -> None:
        """Take back."""
        self.document.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def do_again(self) -> None:
        """Do again."""
        self.document.redo()
        self.at = min(len(self.forms) - 1, self.at + 1)

    @rule()
    def save(self) -> None:
        """Save."""
        document = self.document
        self.drafts.save(self.draft, document.form, FIRST, "修改", findings=Findings(), undo=document.steps)
        self.saved.append(self.form)
        self.saved_forms, self.saved_at = [*self.forms], self.at

    @rule()
    def restart(self) -> None:
        """Begin anew with what was saved; what was not is gone."""
        self.drafts.close()
        self.drafts = Drafts(self.folder)
        assert self.drafts.said == ""
        form = self.drafts.load(self.draft, DEFINITIONS)
        self.document = Document(form, FIRST)
        self.document.recall(self.drafts.undo(self.draft, form, DEFINITIONS))
        self.forms, self.at = [*self.saved_forms], self.saved_at

    @precondition(lambda self: len(self.saved) > 1)
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        """Go back to any revision, as one more edit."""
        place = data.draw(st.integers(0, len(self.saved) - 1))
        revisions = self.drafts.revisions(self.draft)[::-1]
        earlier: Form = self.drafts.form_at(revisions[place].number, DEFINITIONS)
        assert earlier == self.saved[place]
        self.document.end_typing()
        self.document.apply(RestoreForm(earlier, "回到"))
        if earlier != self.form:
            self.forms = [*self.forms[: self.at + 1], earlier]
            self.at += 1

    @property
    def form(self) -> Form:
        """The form as it must be."""
        return self.forms[self.at]

    @invariant()
    def form_and_ways_are_those_of_the_model(self) -> None:
        """The document says what the lists say."""
        assert self.document.form == self.form
        assert self.document.undo_stack.canUndo() == (self.at > 0)
        assert self.document.undo_stack.canRedo() == (self.at < len(self.forms) - 1)

    @invariant()
    def what_was_saved_is_in_the_file(self) -> None:
        """The file says what was saved, and holds every revision."""
        assert self.drafts.load(self.draft, DEFINITIONS) == self.saved[-1]
        assert len(self.drafts.revisions(self.draft)) == len(self.saved)

    def teardown(self) -> None:
        """Clear away."""
        self.drafts.close()
        shutil.rmtree(self.folder)


def test_the_draft_is_what_plain_lists_of_forms_say(qapp: QApplication) -> None:
    assert qapp
    run_state_machine_as_test(Clerk, settings=settings(max_examples=15, stateful_step_count=25))
