"""The colours can be read on both papers, told apart by every eye, and are all declared."""

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import theme
from widgets.figure import stylesheet

PALETTES = {"light": theme.LIGHT, "dark": theme.DARK}
PAPERS = ("paper", "raised")
RULES = ("line",)  # a line between rows says nothing by itself: nobody has to see it

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color
# Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6): the matrices
# of severity 1.0 that the authors publish with the paper, for linear RGB.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

# sRGB to XYZ under D65: IEC 61966-2-1.
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]],
)

TOLD_APART = 10
"""CIE76: 2.3 is just noticeable; two swatches apart on a page need several times that."""

WELL_APART = 50
"""For the pair that most charts use: as far apart as white and mid-grey."""


def linear(colour):
    """Return a colour's linear RGB (WCAG 2.2, "relative luminance")."""
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted(TO_XYZ[1] @ linear(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, eye="usual"):
    """Return a colour as an eye sees it, in CIE L*a*b*."""
    seen = np.clip(EYES[eye] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / (TO_XYZ @ np.ones(3))
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, eye):
    """Return how far apart two colours are for an eye (CIE76)."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


# The measures themselves


def test_measures_on_known_colours():
    # WCAG 2.2: black on white is 21 to 1. CIE: white is L* = 100; sRGB's red is (53.2, 80.1, 67.2).
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000") == pytest.approx([53.2, 80.1, 67.2], abs=0.1)


@pytest.mark.parametrize("eye", EYES)
def test_no_eye_tints_a_grey(eye):
    assert EYES[eye] @ np.ones(3) == pytest.approx(np.ones(3), abs=1e-5)


# The palettes


def test_both_palettes_have_the_same_roles():
    assert list(theme.LIGHT) == list(theme.DARK)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_colour_is_six_digits(palette):
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in palette.values())


def test_series_and_text_are_roles():
    assert set(theme.SERIES) | set(theme.TEXT_ROLES) <= set(theme.LIGHT)
    assert len(set(theme.SERIES)) == len(theme.SERIES) == 6


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("role", [r for r in theme.LIGHT if r not in (*PAPERS, *RULES)])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_contrast(palette, role, paper):
    # WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for graphics and a control's border (1.4.11).
    least = 4.5 if role in theme.TEXT_ROLES else 3
    assert contrast(palette[role], palette[paper]) >= least


def test_only_a_text_role_colours_text():
    used = set(re.findall(r"[{;\s]color: var\(--([a-z]+)\)", stylesheet()))
    # Paper is the text of a pressed button, which stands on ink.
    assert used == {*theme.TEXT_ROLES, "paper"}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_pressed_button_can_be_read(palette):
    # figure.css swaps ink and paper on it.
    assert contrast(palette["paper"], palette["ink"]) >= 4.5


@pytest.mark.parametrize("pair", list(combinations(theme.SERIES, 2)), ids="-".join)
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_series_are_told_apart(palette, eye, pair):
    one, other = (palette[role] for role in pair)
    assert difference(one, other, eye) >= TOLD_APART


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_first_two_series_are_well_apart(palette, eye):
    assert theme.SERIES[:2] == ("blue", "orange")
    assert difference(palette["blue"], palette["orange"], eye) >= WELL_APART


# From a role to a colour


@pytest.mark.parametrize("role", theme.LIGHT)
def test_colour_is_a_variable_that_falls_back_to_the_light_page(role):
    assert theme.colour(role) == f"var(--{role}, {theme.LIGHT[role]})"


def test_no_other_colour_is_called_for():
    with pytest.raises(KeyError, match="mauve"):
        theme.colour("mauve")


ROLES = st.lists(st.sampled_from(list(theme.LIGHT)))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@settings(deadline=None)
@given(roles=ROLES)
def test_resolve_leaves_no_variable(palette, roles):
    text = "".join(f'<path fill="{theme.colour(role)}"/>' for role in roles)
    assert theme.resolve(text, palette) == "".join(
        f'<path fill="{palette[role]}"/>' for role in roles
    )


def test_resolve_takes_the_light_page_by_default():
    assert theme.resolve("a " + theme.colour("ink")) == "a " + theme.LIGHT["ink"]


def test_every_colour_of_a_chart_can_be_resolved():
    config = str(theme.chart_config())
    assert "var(--" in config
    assert "var(--" not in theme.resolve(config)


def test_charts_take_the_series_in_their_order():
    taken = theme.chart_config()["range"]["category"]
    assert taken == [theme.colour(role) for role in theme.SERIES]


# The style sheet


def declared(css):
    """Return the custom properties of each rule, by selector."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    return {selector.strip(): dict(re.findall(r"--(\w+):(.*?);", body)) for selector, body in rules}


@pytest.mark.parametrize(
    "selector, palette",
    [
        pytest.param(":root,.ties-light", theme.LIGHT, id="light"),
        pytest.param(
            'html[data-theme="dark"],[data-jp-theme-light="false"]', theme.DARK, id="dark"
        ),
        pytest.param('html[data-theme="auto"]', theme.DARK, id="dark, without a script"),
    ],
)
def test_css_declares_every_role(selector, palette):
    rules = declared(theme.css().replace("@media (prefers-color-scheme:dark){", ""))
    assert rules[selector].items() >= palette.items()


def test_without_a_script_only_a_dark_system_makes_the_page_dark():
    css = theme.css()
    assert css.count('[data-theme="auto"]') == 1
    assert '@media (prefers-color-scheme:dark){html[data-theme="auto"]{' in css
    assert css.count("{") == css.count("}")


def test_every_variable_that_the_figures_use_is_declared():
    sheet = stylesheet()
    used = set(re.findall(r"var\(--([\w-]+)", sheet))
    assert used <= set(re.findall(r"--([\w-]+):", sheet))
