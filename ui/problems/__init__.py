"""The panel of problems: every problem in words, with its fix."""
