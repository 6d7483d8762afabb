"""One look for page, charts and widgets: the colours, the type and the chart configuration.

Everything that is drawn names a colour by its role, as a CSS variable with a fallback
(``var(--ink, #20252b)``), so one picture follows the light and the dark page by itself.
The hues keep apart under the common forms of colour blindness and reach a contrast of at
least 3 : 1 on both papers (text roles 4.5 : 1); tests hold them to it.
"""

from __future__ import annotations

LIGHT = {
    "paper": "#fdfcf9",  # the page
    "raised": "#f5f2ea",  # a figure, a code cell
    "line": "#d8d2c4",  # rules and borders
    "edge": "#857e70",  # the border of a control
    "ink": "#20252b",  # text
    "muted": "#575d66",  # secondary text
    "accent": "#a3301f",  # links and the book's own mark
    "blue": "#1a68a6",
    "orange": "#c04a08",
    "green": "#00785a",
    "plum": "#96407c",
    "ochre": "#9d7829",
    "slate": "#6d6f75",
}

DARK = {
    "paper": "#15181c",
    "raised": "#1e2227",
    "line": "#3a4048",
    "edge": "#7d8691",
    "ink": "#e9e6df",
    "muted": "#aab0b8",
    "accent": "#ff9d86",
    "blue": "#6db6f2",
    "orange": "#ff9a5c",
    "green": "#4ccea4",
    "plum": "#e396cd",
    "ochre": "#e3b947",
    "slate": "#a8adb1",
}

PAPER = LIGHT | {"paper": "#ffffff", "raised": "#ffffff"}
"""What is printed takes the colour of the sheet."""

SERIES = ("blue", "orange", "green", "plum", "ochre", "slate")
"""The roles that tell series apart, in the order in which charts take them."""

TEXT_ROLES = ("ink", "muted", "accent")

SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
SERIF = (
    "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', Palatino, "
    "'Noto Serif', 'Source Serif 4', Cambria, Georgia, serif"
)
MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', 'Liberation Mono', monospace"


def colour(role: str) -> str:
    """Return the CSS colour of a role, for example ``var(--ink, #20252b)``."""
    return f"var(--{role}, {LIGHT[role]})"


def resolve(text: str, palette: dict[str, str] = LIGHT) -> str:
    """Replace every ``var(--role, ...)`` in a text by the palette's own colour.

    For pictures that leave the page (PNG, EPUB), where no style sheet goes with them.
    """
    for role, fallback in LIGHT.items():
        text = text.replace(f"var(--{role}, {fallback})", palette[role])
    return text


def declare(palette: dict[str, str]) -> str:
    """Return the CSS that gives every role its colour."""
    return "".join(f"--{role}:{value};" for role, value in palette.items())


def css() -> str:
    """Return the style sheet that declares the roles for page and JupyterLab, light and dark.

    Inside ``.ties-light`` they are light on any page: so a picture that leaves the page finds them.
    """
    dark = 'html[data-theme="dark"],[data-jp-theme-light="false"]'
    fonts = f"--serif:{SERIF};--sans:{SANS};--mono:{MONO};"
    return (
        f":root,.ties-light{{color-scheme:light;{fonts}{declare(LIGHT)}}}\n"
        f"{dark}{{color-scheme:dark;{declare(DARK)}}}\n"
        # Without JavaScript nobody sets the theme: follow the system.
        '@media (prefers-color-scheme:dark){html[data-theme="auto"]'
        f"{{color-scheme:dark;{declare(DARK)}}}}}\n"
    )


def chart_config() -> dict:
    """Return the Vega-Lite configuration shared by every chart."""
    text = {"labelFont": SANS, "titleFont": SANS, "labelFontSize": 12, "titleFontSize": 12}
    ink = {"labelColor": colour("ink"), "titleColor": colour("muted")}
    return {
        "background": None,  # the page's own
        "font": SANS,
        "view": {"stroke": None},
        "mark": {"color": colour("blue")},
        "axis": {
            **text,
            **ink,
            "titleFontWeight": "normal",
            "domainColor": colour("edge"),
            "tickColor": colour("edge"),
            "gridColor": colour("line"),
            "labelPadding": 5,
            "titlePadding": 8,
        },
        "legend": {**text, **ink, "orient": "top", "title": None, "symbolStrokeWidth": 2},
        "text": {"font": SANS, "fontSize": 12, "color": colour("ink")},
        "range": {"category": [colour(role) for role in SERIES]},
    }
