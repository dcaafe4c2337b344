"""The PDF: composed pages drawn with reportlab, the same bytes for the same form."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from export.attachment import attach
from export.fonts import BODY, TITLE
from export.typography import FRAME, RULE
from models.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfgen.textobject import PDFTextObject

    from export.pages import Page, TextLine

ATTACHMENT = "form.json"
_DRAFT = "draft"
_DRAFT_GREY = 0.9
_NON_ZERO = 1  # winding rule: strokes of a glyph may overlap
_DRAFT_WIDTH = 0.62  # of the page


def write_pdf(pages: Sequence[Page], *, title: str, draft: bool, attached: bytes | None) -> bytes:
    """Draw pages; with `draft` the word 草稿 lies under each of them. `attached` is the JSON of the form."""
    rl_config.useA85 = 0
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(pages[0].width, pages[0].height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=BODY.font_of(" "),  # type: ignore[arg-type]  # the stubs take it for a size
        lang="zh-CN",
    )
    canvas._doc.info = _UndatedInfo(title)  # type: ignore[attr-defined]  # noqa: SLF001 - no call leaves dates out
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if draft:
        _define_draft(canvas, pages[0])
    if attached is not None:
        attach(canvas, ATTACHMENT, "application/json", attached)
    for page in pages:
        if draft:
            canvas.doForm(_DRAFT)
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _UndatedInfo(PDFInfo):
    """The document's title and nothing that changes by itself."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def format(self, document: PDFDocument) -> bytes:
        """Write the dictionary without dates."""
        values = {"Title": PDFString(self.title), "Producer": PDFString("jixiao"), "Trapped": PDFName("False")}
        return bytes(PDFDictionary(values).format(document))


def _draw(canvas: Canvas, page: Page) -> None:
    """Draw a page: each cell as one rectangle, so that a reader finds the cells again; then frame and texts."""
    canvas.setLineWidth(RULE)
    for box in page.boxes:
        canvas.rect(box.x, box.y, box.width, box.height)
    if page.frame:
        left, bottom, right, top = page.frame
        canvas.setLineWidth(FRAME)
        canvas.setLineCap(2)
        canvas.lines([(left, bottom, right, bottom), (left, top, right, top)])
        canvas.lines([(left, bottom, left, top), (right, bottom, right, top)])
    text = canvas.beginText()
    writer = _Writer(text)
    for line in (*page.lines, *(line for box in page.boxes for line in box.lines)):
        writer.write(line)
    canvas.drawText(text)


class _Writer:
    """Writes lines of text, each setting only where it changes."""

    def __init__(self, text: PDFTextObject) -> None:
        self._text = text
        self._font = ("", 0.0)
        self._spacing = 0.0

    def write(self, line: TextLine) -> None:
        """Write a line at its place."""
        self._text.setTextOrigin(line.x, line.y)
        if line.spacing != self._spacing:
            self._text.setCharSpace(line.spacing)
            self._spacing = line.spacing
        for run in (TITLE if line.bold else BODY).runs(line.text):
            if (run.font, line.size) != self._font:
                self._text.setFont(run.font, line.size)
                self._font = run.font, line.size
            self._text.textOut(run.text)


def _define_draft(canvas: Canvas, page: Page) -> None:
    """Draw 草稿 once as outlines, large and light across the page, in a form that every page shows."""
    canvas.beginForm(_DRAFT, 0, 0, page.width, page.height)
    canvas.setFillGray(_DRAFT_GREY)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(45)
    scale = _DRAFT_WIDTH * min(page.width, page.height) / 2000
    canvas.scale(scale, scale)
    canvas.translate(-1000, -380)
    path = canvas.beginPath()
    draw: dict[str, Callable[..., object]] = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo, "h": path.close}
    for operator, *numbers in _draft_outlines():
        draw[operator](*map(float, numbers))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)
    canvas.endForm()


@cache
def _draft_outlines() -> list[list[str]]:
    lines = (RESOURCES / "fonts" / "draft.txt").read_text(encoding="ascii").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]
