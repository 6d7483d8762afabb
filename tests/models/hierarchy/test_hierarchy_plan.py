"""The offices of a house."""

import pandas as pd

from widgets.models.hierarchy import offices, preset


def test_offices_of_a_ministry():
    table = offices(preset("ministry", line_length=3)).set_index("office")
    assert (table["tier"] == 2).sum() == 8  # seven bureaus and the Secretariat's director
    secretariat = table[table.index.str.startswith("secretariat section")]
    assert len(secretariat) == 3 and set(secretariat["appointer"]) == {"director"}
    assert table.loc["director", "appointer"] == "vice-minister"
    line = ["vice-minister"]
    while (heir := table.loc[line[-1], "heir"]) is not None and not pd.isna(heir):
        line.append(heir)
    assert line == ["vice-minister", "bureau 1", "bureau 2", "director"]


def test_offices_of_a_party_state():
    table = offices(preset("party_state")).set_index("office")
    regional = table[table["tier"] == 2]
    assert set(regional["hierarchy"]) == {"party", "government"}
    assert regional["appointer"].nunique() == 6  # several patrons with selection rights
    assert table.loc["region 1 second 1", "appointer"] == "region 1 first"
