"""Drafts: what the clerk fills in, kept in one SQLite file without a word about saving."""

from models.drafts.store import Draft, Drafts, Revision

__all__ = ["Draft", "Drafts", "Revision"]
