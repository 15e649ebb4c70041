"""Names in our own files that their writers and readers share, and the JSON Schema of the native format."""

import json
from importlib.resources import files

from annotations.model.wire import Json

NATIVE_FORMAT = "spandesk/1"

# Beside every export; it says what was exported and is not read by any importer. JSON, but not by its name: those who
# read all .json files of a folder would take it for one of the format.
MANIFEST = "spandesk.manifest"

# Formats that the importer of another id reads.
READ_AS = {"doccano-relations": "doccano", "spacy-pack": "spacy"}

# In a .spacy file: the extension of each Doc with the version of its shape, and the span groups.
DOC_EXTENSION = "spandesk"
DOC_FORMAT = "spandesk-spacy/1"
ENTITY_GROUP = "entities"
EVENT_GROUP = "events"


def native_schema() -> Json:
    """The JSON Schema (draft 2020-12) of one line of the native format."""
    schema: Json = json.loads(files("annotations.model").joinpath("native.schema.json").read_text("utf-8"))
    return schema
