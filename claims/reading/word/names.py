"""The names of WordprocessingML, which come in two namespaces: the usual one and that of the strict standard."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OWN = frozenset({WORD, STRICT})


def local(element: "_Element") -> str:
    """The name of a Word element without its namespace; of any other element, comment or instruction an empty string.

    The one exception is AlternateContent, which belongs to a namespace of its own and is met everywhere.
    """
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag[1:].rpartition("}")
    return name if space in OWN or (space == COMPATIBILITY and name == "AlternateContent") else ""


def namespace(element: "_Element") -> str:
    """The namespace of an element."""
    return str(element.tag)[1:].rpartition("}")[0]


def attribute(element: "_Element", name: str) -> str:
    """A Word attribute of a Word element, empty where it has none."""
    return str(element.get(f"{{{namespace(element)}}}{name}", ""))


def child(element: "_Element", *path: str) -> "_Element | None":
    """The first descendant along a path of Word names, None where there is none."""
    found: _Element | None = element
    for name in path:
        found = next((one for one in found if local(one) == name), None) if found is not None else None
    return found


def on(element: "_Element", *path: str) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    found = child(element, *path)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def alternative(element: "_Element") -> "_Element | None":
    """The branch of an AlternateContent that counts: the first choice, else the fallback; the others say the same."""
    return next((one for one in element if isinstance(one.tag, str)), None)
