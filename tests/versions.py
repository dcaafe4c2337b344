"""The form versions the tests work with, and the filled-in sample."""

from __future__ import annotations

from pathlib import Path

from models.definition_file import Definitions
from models.form_json import form_from_json
from models.places import RESOURCES

DEFINITIONS = Definitions(Path(__file__).parent / "forms")
FIRST = DEFINITIONS.get("cq-2020-10")
SECOND = DEFINITIONS.get("second")
SAMPLE_JSON = RESOURCES / "samples" / "sample-2020.json"
SAMPLE_TEXT = RESOURCES / "samples" / "sample-2020.txt"
SAMPLE = form_from_json(SAMPLE_JSON.read_bytes(), DEFINITIONS)
