"""Drafts: what the clerk fills in, kept in one SQLite file without a word about saving."""

from models.drafts.open_file import RecentFile
from models.drafts.revisions import Revision
from models.drafts.store import Draft, Drafts
from models.drafts.summary import Findings, Summary, findings_of
from models.drafts.undo import Undo, UndoStep

__all__ = ["Draft", "Drafts", "Findings", "RecentFile", "Revision", "Summary", "Undo", "UndoStep", "findings_of"]
