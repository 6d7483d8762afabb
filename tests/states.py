"""What the tests of figures share: a figure brought into a state, and its table."""

import pandas as pd


def light(figure):
    """Return a figure that draws no picture of its states: sentence and table are enough."""
    figure.widths = []
    return figure


def set_to(figure, **state):
    """Bring a figure into a state; what the state leaves out starts anew."""
    for name, value in (figure.start | state).items():
        setattr(figure, name, value)
    return figure


def rows(figure):
    """Return the figure's table, indexed by its first column."""
    shown = figure._contents()
    return pd.DataFrame(shown["rows"], columns=shown["headings"]).set_index(shown["headings"][0])
