"""The steps from an empty file to the newest schema; a step that was published never changes."""

from __future__ import annotations

_DRAFTS_AND_REVISIONS = (
    """CREATE TABLE drafts (
        id TEXT PRIMARY KEY, form TEXT NOT NULL, year INTEGER, unit TEXT NOT NULL, body BLOB NOT NULL,
        digest TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT) STRICT""",
    """CREATE TABLE revisions (
        number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, time TEXT NOT NULL,
        what TEXT NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL, code TEXT NOT NULL) STRICT""",
    "CREATE INDEX revisions_of_a_draft ON revisions (draft, number)",
    "CREATE INDEX revisions_by_code ON revisions (code) WHERE code <> ''",
)
_SUMMARIES_BASES_UNDO = (  # bodies stand last, so that a list reads none of their pages
    """CREATE TABLE drafts_2 (
        id TEXT PRIMARY KEY, form TEXT NOT NULL, year INTEGER, unit TEXT NOT NULL, title TEXT NOT NULL,
        origin TEXT NOT NULL, summary TEXT NOT NULL, exported TEXT NOT NULL, created TEXT NOT NULL,
        changed TEXT NOT NULL, deleted TEXT, done INTEGER NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL) STRICT""",
    """INSERT INTO drafts_2 SELECT id, form, year, unit, '', '', '',
        coalesce((SELECT code FROM revisions WHERE draft = id AND code <> '' ORDER BY number DESC LIMIT 1), ''),
        created, changed, deleted, 0, digest, body FROM drafts""",
    """CREATE TABLE revisions_2 (
        number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts_2 ON DELETE CASCADE, time TEXT NOT NULL,
        what TEXT NOT NULL, code TEXT NOT NULL, digest TEXT NOT NULL, base INTEGER, body BLOB NOT NULL) STRICT""",
    "INSERT INTO revisions_2 SELECT number, draft, time, what, code, digest, NULL, body FROM revisions",
    "DROP TABLE revisions",
    "DROP TABLE drafts",
    "ALTER TABLE drafts_2 RENAME TO drafts",
    "ALTER TABLE revisions_2 RENAME TO revisions",
    "CREATE INDEX revisions_of_a_draft ON revisions (draft, number)",
    "CREATE INDEX revisions_by_code ON revisions (code) WHERE code <> ''",
    """CREATE TABLE bases (
        number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, body BLOB NOT NULL)
        STRICT""",
    "CREATE INDEX bases_of_a_draft ON bases (draft, number)",
    """CREATE TABLE undo_starts (
        draft TEXT PRIMARY KEY REFERENCES drafts ON DELETE CASCADE, number INTEGER NOT NULL, body BLOB NOT NULL)
        STRICT""",
    """CREATE TABLE undo (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, number INTEGER NOT NULL, edit BLOB NOT NULL,
        PRIMARY KEY (draft, number)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE recent_files (path TEXT PRIMARY KEY, time TEXT NOT NULL) STRICT",
    "CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
MIGRATIONS = (_DRAFTS_AND_REVISIONS, _SUMMARIES_BASES_UNDO)
