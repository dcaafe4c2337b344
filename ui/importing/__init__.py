"""Importing: the source beside what was understood of it, doubts first; merging; last year's form rolled forward."""
