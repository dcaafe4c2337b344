"""Everything that comes in: what a file really is, its grid, and the form recognised in it."""
