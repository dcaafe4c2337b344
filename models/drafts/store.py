"""The drafts themselves: heads, revisions, the bin. Whatever was said to be saved is on the disk."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.drafts.bodies import digest_of, packed, unpacked
from models.drafts.database import reading
from models.drafts.open_file import OpenFile
from models.drafts.rescue import forget_rescued, rescued
from models.drafts.revisions import Revision, Revisions, now
from models.drafts.search import found_drafts
from models.drafts.summary import Summary, summary_from_json, summary_of, summary_to_json
from models.drafts.undo import Undo, UndoTable
from models.form_json import form_from_json, form_to_json
from models.trouble import NotWritten, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.definition import Definition
    from models.definition_file import Definitions
    from models.drafts.summary import Findings
    from models.form import Form

DAYS_IN_BIN = 30
_COLUMNS = "id, form, year, unit, title, origin, summary, exported, created, changed, deleted"


class Draft(NamedTuple):
    """A draft in the list. Times are ISO 8601, local."""

    id: str
    form: str
    year: int | None
    unit: str
    title: str
    """The name the clerk gave it, "" without one."""
    origin: str
    """Where it came from in words: 新建空白表, 从“…”导入, 从 2019 年结转."""
    summary: Summary
    exported: str
    """The check code of the last export, "" without one."""
    created: str
    changed: str
    deleted: str | None

    @property
    def name(self) -> str:
        """What it is called: the name the clerk gave it, else the unit."""
        return self.title or self.unit or "未填单位"

    @property
    def is_as_exported(self) -> bool:
        """Whether the form still is what was exported last."""
        return bool(self.exported) and self.exported == self.summary.code


class Drafts(OpenFile):
    """All drafts of a data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        try:
            self._empty_bin()
        except NotWritten as trouble:
            self.said = self.said or f"草稿可以看、可以导出，改动现在存不下。{trouble}"
        if not self.said and (newest := self.listed()[:1]):
            self.said = self.damage_words(newest[0].id)

    def _opened(self) -> None:
        self._revisions = Revisions(self._connection)
        self._undo = UndoTable(self._connection)

    @contextmanager
    def _saving(self, draft: str) -> Iterator[None]:
        """Do a save in one transaction; where it is taken back, what was known of the draft's tables is too."""
        try:
            with self._transaction():
                yield
        except BaseException:
            self._revisions.forget(draft)
            self._undo.forget(draft)
            raise

    def create(
        self,
        form: Form,
        definition: Definition,
        origin: str = "新建空白表",
        *,
        findings: Findings | None = None,
        summed_up: bool = True,
    ) -> str:
        """Keep a new draft; give its id once it is on the disk.

        Without findings the form is reviewed here. One that is not summed up here is by `complete`, at the next start
        at the latest.
        """
        self._back_up_on_a_new_day()
        draft = os.urandom(16).hex()  # as random as any UUID
        with self._saving(draft):
            summary = summary_to_json(summary_of(form, definition, findings)) if summed_up else ""
            self._write(draft, form, definition, origin, summary)
            self._revisions.add(draft, origin, data := form_to_json(form), digest_of(data), "")
        return draft

    def save(  # noqa: PLR0913 - what goes into one transaction
        self,
        draft: str,
        form: Form,
        definition: Definition,
        what: str,
        code: str = "",
        *,
        findings: Findings | None = None,
        undo: Undo | None = None,
    ) -> None:
        """Save a draft as a new revision; `code` marks an export. Returns once it is on the disk, else `NotWritten`.

        Without findings the form is reviewed here; without undo nothing can be taken back after a restart.
        """
        self._back_up_on_a_new_day()
        with self._saving(draft):
            summary = summary_to_json(summary_of(form, definition, findings))
            data, digest = self._write(draft, form, definition, "", summary)
            self._revisions.add(draft, what, data, digest, code)
            self._revisions.thin(draft)
            done = self._undo.write(draft, undo or Undo())
            self._connection.execute(
                "UPDATE drafts SET done = ?1, exported = iif(?2 = '', exported, ?2) WHERE id = ?3", (done, code, draft)
            )

    def _write(self, draft: str, form: Form, definition: Definition, origin: str, summary: str) -> tuple[bytes, str]:
        """Write the head of a draft, anew where it is not there; give the JSON of the form and its digest."""
        data, time = form_to_json(form), now()
        unit = next((form.fields[piece.field] for piece in definition.head if piece.field), "")
        values = (form.form, form.year, unit, summary, time, digest := digest_of(data), packed(data))
        saved = self._connection.execute(
            "UPDATE drafts SET form = ?, year = ?, unit = ?, summary = ?, changed = ?, digest = ?, body = ? "
            "WHERE id = ?",
            (*values, draft),
        )
        if not saved.rowcount:
            self._connection.execute(
                "INSERT INTO drafts VALUES (?1, ?2, ?3, ?4, '', ?5, ?6, '', ?7, ?7, NULL, 0, ?8, ?9)",
                (draft, *values[:3], origin, *values[3:]),
            )
        return data, digest

    def take_rescued(self, definitions: Definitions) -> int:
        """Save what could not be saved before the program ended; give of how many drafts."""
        found = rescued(self.folder, definitions)
        for each in found:
            self.save(each.draft, each.form, definitions.get(each.form.form), "找回没有保存成的内容")
            forget_rescued(each.draft)
        return len(found)

    def complete(self, definitions: Definitions) -> None:
        """Sum up the drafts that are not: just made, or saved before there were summaries."""
        for (draft,) in self._connection.execute("SELECT id FROM drafts WHERE summary = ''").fetchall():
            with suppress(Unreadable, NotWritten):
                form = self.load(draft, definitions)
                summary = summary_of(form, definitions.get(form.form), None)
                self._do("UPDATE drafts SET summary = ? WHERE id = ?", summary_to_json(summary), draft)

    @reading()
    def listed(self, *, deleted: bool = False) -> list[Draft]:
        """Give the drafts, or those in the bin, the last changed first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM drafts WHERE (deleted IS NOT NULL) = ? ORDER BY changed DESC, id",  # noqa: S608
            (deleted,),
        )
        return [Draft._make((*row[:6], summary_from_json(row[6]), *row[7:])) for row in rows]

    @reading()
    def search(self, text: str, *, deleted: bool = False) -> list[Draft]:
        """Give the drafts that hold all words of a text in unit, year, title or form, the last changed first."""
        found = set(found_drafts(self._connection, text, deleted=deleted))
        return [draft for draft in self.listed(deleted=deleted) if draft.id in found]

    @reading()
    def load(self, draft: str, definitions: Definitions) -> Form:
        """Give a draft's form; of one whose body was damaged, the newest whole revision. `Unreadable` without any."""
        row = self._connection.execute("SELECT body, digest FROM drafts WHERE id = ?", (draft,)).fetchone()
        data = unpacked(*row) if row else None
        if data is None:
            data = next((data for _, data in self._revisions.newest_data(draft)), None)
        if data is None:
            raise Unreadable("这份草稿已损坏，读不出来了。请从导出的文件或备份恢复。")
        return form_from_json(data, definitions)

    @reading()
    def damage_words(self, draft: str) -> str:
        """Say what is not there any more of a draft whose body was damaged, "" where everything is."""
        row = self._connection.execute("SELECT body, digest, unit FROM drafts WHERE id = ?", (draft,)).fetchone()
        if row is None or unpacked(*row[:2]) is not None:
            return ""
        newest = next(self._revisions.newest_data(draft), None)
        if newest is None:
            return f"“{row[2]}”的草稿已损坏，读不出来了。请从导出的文件或备份恢复。"
        time, data = newest
        if digest_of(data) == row[1]:
            return ""
        return (
            f"“{row[2]}”最近一次保存的内容已损坏，已退到 {time[:19].replace('T', ' ')} 的内容，那以后的改动不在里面。"
        )

    @reading()
    def undo(self, draft: str, form: Form, definitions: Definitions) -> Undo:
        """Give the last edits of a draft, which led to its form; none where they cannot be told for certain."""
        return self._undo.read(draft, form, definitions)

    @reading()
    def revisions(self, draft: str) -> list[Revision]:
        """Give the revisions of a draft, the newest first."""
        return self._revisions.listed(draft)

    @reading()
    def settled(self, draft: str, after: int = 0) -> list[int]:
        """Give the numbers of the earlier revisions, beyond one, in which the draft was left, the oldest first.

        These are exports and what stood for a while; what was saved in the middle of typing is not among them.
        """
        return self._revisions.settled(draft, after)

    @reading()
    def form_at(self, number: int, definitions: Definitions) -> Form:
        """Give the form as it was in a revision."""
        data = self._revisions.data_at(number)
        if data is None:
            raise Unreadable("这一次的内容已损坏或不在了。请选前后的另一次。")
        return form_from_json(data, definitions)

    @reading()
    def with_code(self, typed: str) -> list[Revision]:
        """Give the exports that bear a check code, as it is typed from paper."""
        return self._revisions.with_code(typed)

    def rename(self, draft: str, title: str) -> None:
        """Give a draft a name of its own; "" calls it by its unit again."""
        self._do("UPDATE drafts SET title = ? WHERE id = ?", title.strip(), draft)

    def duplicate(self, draft: str, definitions: Definitions) -> str:
        """Make another draft with the same form; give its id."""
        form = self.load(draft, definitions)
        (original,) = (each for each in (*self.listed(), *self.listed(deleted=True)) if each.id == draft)
        origin = f"从“{original.name}”复制"
        copy = self.create(form, definitions.get(form.form), origin, findings=original.summary.findings)
        if original.title:
            self.rename(copy, f"{original.title}（副本）")
        return copy

    def delete(self, draft: str) -> None:
        """Put a draft into the bin, where it stays for 30 days."""
        self._do("UPDATE drafts SET deleted = ? WHERE id = ?", now(), draft)

    def restore(self, draft: str) -> None:
        """Take a draft out of the bin."""
        self._do("UPDATE drafts SET deleted = NULL WHERE id = ?", draft)

    def purge(self, draft: str) -> None:
        """Take a draft that lies in the bin out of the file for good."""
        self._do("DELETE FROM drafts WHERE id = ? AND deleted IS NOT NULL", draft)

    def _empty_bin(self) -> None:
        before = (datetime.now().astimezone() - timedelta(days=DAYS_IN_BIN)).isoformat(timespec="milliseconds")
        self._do("DELETE FROM drafts WHERE deleted < ?", before)
