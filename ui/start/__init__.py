"""The start page: ways to begin, the drafts, the bin, backups."""
