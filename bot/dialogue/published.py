"""The JSON Schemas of scripts and texts, for editors: made from the very models that read the files."""

from __future__ import annotations

import json
from typing import Any

from bot.dialogue.schema import ScriptFile, TemplateFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def published() -> dict[str, str]:
    """What is in `scripts/schema/`, by file name."""
    script = {"$schema": _DIALECT, **ScriptFile.model_json_schema(), "title": "Dialogue script"}
    inherited = ("start", "products", "lines", "text_footer", "common", "before", "after", "states")
    always = [name for name in script["required"] if name not in inherited]
    script["required"] = always
    script["anyOf"] = [{"required": ["extends"]}, {"required": list(inherited)}]
    script["properties"] = {**script["properties"], "start": _partly(script, "Start")}
    template = {"$schema": _DIALECT, **TemplateFile.model_json_schema(), "title": "Text template"}
    return {"script.schema.json": _written(script), "template.schema.json": _written(template)}


def _partly(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """A part of which a script that extends another may give some keys only."""
    return {key: value for key, value in schema["$defs"][name].items() if key != "required"}


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
