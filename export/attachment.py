"""An attached file in a PDF made by reportlab, which has no call for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def attach(canvas: Canvas, name: str, media_type: str, data: bytes) -> None:
    """Attach a file, named in the catalogue as the source of the document (ISO 32000-2, 7.11.4 and 14.13)."""
    document = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to its objects
    file = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": "/" + media_type.replace("/", "#2F"),  # PDFName would leave the slash in
                "Params": PDFDictionary({"Size": len(data)}),
            },
        ),
        data,
        filters=[PDFZCompress],
    )
    reference = document.Reference(file)
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": reference, "UF": reference}),
        },
    )
    place = document.Reference(specification)
    catalog = document.Catalog
    names = PDFDictionary({"Names": PDFArray([PDFString(name), place])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})
    catalog.AF = PDFArray([place])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]  # reportlab writes only the keys it knows
