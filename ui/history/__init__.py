"""The page 历史 of the panel: revisions by day, and what has changed since one of them."""
