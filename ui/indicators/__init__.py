"""The indicator table: as on paper, edited in place."""
