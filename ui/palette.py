"""The ten colours of the window, light and dark, and the tints and the Qt palette made of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.problem import Severity


class Colour(QColor):
    """A colour that reads #rrggbb in a sentence or a style sheet."""

    def __str__(self) -> str:
        return self.name()

    __format__ = object.__format__


class Colours(NamedTuple):
    """The ten colours of a scheme, the text on accent, and by how many points its tints are stronger."""

    points: int | None
    """0 on light paper, 5 on dark; None in high contrast, where no tints are drawn."""
    window: Colour
    paper: Colour
    label: Colour
    rule: Colour
    text: Colour
    quiet: Colour
    accent: Colour
    error: Colour
    warning: Colour
    ok: Colour
    on_accent: Colour

    @property
    def dark(self) -> bool:
        """Whether the paper is darker than the text."""
        return self.paper.lightness() < self.text.lightness()

    @property
    def on_primary(self) -> Colour:
        """The colour on a filled button, which in high contrast is not filled."""
        return self.text if self.points is None else self.on_accent

    def of(self, severity: Severity) -> Colour:
        """Give the colour of a severity; a note has the accent."""
        return {"error": self.error, "warning": self.warning}.get(severity.value, self.accent)


def _scheme(points: int, *names: str) -> Colours:
    return Colours(points, *map(Colour, names))


LIGHT = _scheme(
    0,
    *("#F1F3F6", "#FFFFFF", "#F6F8FA", "#C9D0D9", "#1B2330", "#566070"),
    *("#1A5FA6", "#B42318", "#945200", "#1B6B40", "#FFFFFF"),
)
DARK = _scheme(
    5,
    *("#191C21", "#22262C", "#2A2F37", "#434B57", "#E7EAEE", "#A9B2BF"),
    *("#82B8F2", "#FF9C91", "#F0BC62", "#7FD1A0", "#10202F"),
)
_in_force = [LIGHT]


def colours() -> Colours:
    """Give the colours of the scheme in force."""
    return _in_force[0]


def tint(colour: QColor, percent: int, over: QColor | None = None) -> Colour:
    """Give a colour laid over the paper, or over another ground, at a strength in percent of light paper."""
    scheme = colours()
    strength = 0 if scheme.points is None else percent + scheme.points
    return mixed(colour, strength, over or scheme.paper)


def mixed(colour: QColor, percent: int, over: QColor) -> Colour:
    """Give a colour laid over another at exactly this strength."""
    return _mixed(colour.rgb(), percent, over.rgb())


@lru_cache(maxsize=256)
def _mixed(colour: int, percent: int, over: int) -> Colour:
    share = percent / 100
    upper, lower = QColor(colour), QColor(over)
    pairs = (upper.red(), lower.red()), (upper.green(), lower.green()), (upper.blue(), lower.blue())
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in pairs)
    return Colour(QColor(red, green, blue))


def control_border() -> Colour:
    """Give the border of buttons and line edits."""
    return mixed(colours().text, 45, colours().paper)


def frame() -> Colour:
    """Give the colour of the sheet's outer frame and of the borders between sections."""
    return mixed(colours().text, 50, colours().paper)


def set_scheme(application: QApplication, chosen: str = "system") -> None:
    """Put a scheme in force: "light", "dark", or what the system says; high contrast keeps the system's colours."""
    if wants_contrast():
        system = palette_of_the_system(application)
        _in_force[0] = _of_the_system(system)
        application.setPalette(system)
        return
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    dark = chosen == "dark" or (chosen == "system" and is_dark)
    _in_force[0] = DARK if dark else LIGHT
    application.setPalette(_palette(colours()))


def wants_contrast() -> bool:
    """Whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # held, for what it gives is gone with it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def palette_of_the_system(application: QApplication) -> QPalette:
    """Give the palette the system has asked for."""
    application.setPalette(QPalette())  # it shows once ours is gone
    return application.palette()


def _of_the_system(palette: QPalette) -> Colours:
    """Give colours for high contrast: the system's own, without tints."""
    roles = (palette.base(), palette.text(), palette.highlight(), palette.window(), palette.highlightedText())
    base, text, accent, window, on_accent = (Colour(each.color()) for each in roles)
    return Colours(None, window, base, window, text, text, text, accent, text, text, text, on_accent)


def _palette(scheme: Colours) -> QPalette:
    """Give Qt's palette made of the ten colours."""
    role = QPalette.ColorRole
    palette = QPalette()
    roles = {
        role.Window: scheme.window,
        role.Base: scheme.paper,
        role.AlternateBase: scheme.label,
        role.Button: scheme.paper,
        role.ToolTipBase: scheme.paper,
        role.WindowText: scheme.text,
        role.Text: scheme.text,
        role.ButtonText: scheme.text,
        role.ToolTipText: scheme.text,
        role.PlaceholderText: scheme.quiet,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Accent: scheme.accent,
        role.Link: scheme.accent,
        role.LinkVisited: scheme.accent,
        role.BrightText: scheme.error,
        role.Light: scheme.paper,
        role.Midlight: scheme.label,
        role.Mid: scheme.rule,
        role.Dark: mixed(scheme.text, 45, scheme.paper),
        role.Shadow: scheme.text,
    }
    for name, colour in roles.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, mixed(scheme.quiet, 60, scheme.window))
    return palette
