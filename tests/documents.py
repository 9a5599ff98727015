"""Documents that tests make: OpenDocument texts of given markup, and PDF pages of lines at given points."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)
TYPE = b"application/vnd.oasis.opendocument.text"


def odt(body: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument text whose body is the given markup; ``parts`` are added, or take the place of its own."""
    content = {"mimetype": TYPE, "content.xml": CONTENT.format(body=body).encode()} | dict(parts or {})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, packed)
    return stream.getvalue()


class Shown(NamedTuple):
    """A line of ASCII text, where it begins in points from the lower left corner, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float = 12


def pdf(pages: Iterable[Iterable[Shown]]) -> bytes:
    """A PDF with these lines on its pages, 400 points wide and 600 high, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        drawn = "\n".join(f"BT /F1 {line.size} Tf {line.x} {line.y} Td ({line.text}) Tj ET" for line in page)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _written(objects)


def _written(objects: Iterable[str]) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{body}xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("ascii")
