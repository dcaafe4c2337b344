"""The panel at the right: what the reviewer says, and how the field with the caret is filled in."""
