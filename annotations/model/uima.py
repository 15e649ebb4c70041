"""Names of UIMA types that INCEpTION and our CAS and WebAnno files share, and the library that reads and writes CAS."""

from importlib import import_module
from typing import Any

from annotations.errors import SpandeskError

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
NAMED_ENTITY = f"{_DKPRO}.ner.type.NamedEntity"
METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"

# Named as INCEpTION does it: a span layer "Event" with a slot feature "arguments".
EVENT = "webanno.custom.Event"
LINK = "webanno.custom.EventArgumentsLink"

VALUE = "value"
IDENTIFIER = "identifier"
EVENT_TYPE = "eventType"
ARGUMENTS = "arguments"
ROLE = "role"
TARGET = "target"

# What only our own files have: on each mention its id and what its layer cannot hold, and one record of the article.
MENTION_ID = "spandeskId"
DETAILS = "spandeskDetails"
RECORD = "spandesk.Article"
RECORD_JSON = "json"
CAS_FORMAT = "spandesk-cas/1"

TYPE_SYSTEM_FILE = "TypeSystem.xml"


class CasMissing(SpandeskError):
    """The library for UIMA CAS is not installed; it comes with an extra of its own."""

    def __str__(self) -> str:
        return "UIMA CAS needs dkpro-cassis, which is not installed: pip install 'spandesk[cas]'"


def cassis() -> Any:
    """The module `cassis`. Raises CasMissing."""
    try:
        return import_module("cassis")
    except ImportError as error:
        raise CasMissing from error
