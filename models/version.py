"""The program's version, as in pyproject.toml and CHANGELOG.md."""

VERSION = "0.1.0"
