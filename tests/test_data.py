"""The data are what the papers print, and a broken file is reported as a reader needs it."""

import ast
import csv
import json
import re
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import data

CASES = Path(__file__).parent / "cases"
PRINTED = json.loads((CASES / "tables.json").read_text(encoding="utf-8"))
REPEATED = json.loads((CASES / "repeated_tables.json").read_text(encoding="utf-8"))
TABLES = [name for name in PRINTED if name != "about"]


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the data, edits one table's text, and gives the package."""

    def edit_copy(name, edit):
        package = shutil.copytree(data.DATA, tmp_path / "data") / "datapackage.json"
        file = package.parent / "tables" / f"{name}.csv"
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
        return package

    return edit_copy


# The package


def test_package_validates():
    report = Package(str(data.PACKAGE)).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("name", data.tables())
def test_every_table_and_column_is_described(name):
    resource = Package(str(data.PACKAGE)).get_resource(name).to_descriptor()
    assert resource["description"].endswith(".")
    assert resource["sources"]
    assert resource["schema"]["missingValues"] == [""]
    assert resource["schema"]["primaryKey"]
    assert data.describe(name)["description"].str.endswith(".").all()


@pytest.mark.parametrize("name", TABLES)
def test_printed_tables_say_where_they_are_printed_and_what_they_rest_on(name):
    for source in Package(str(data.PACKAGE)).get_resource(name).sources:
        assert {"document", "table", "credits"} <= set(source)


@pytest.mark.parametrize("name", TABLES)
def test_every_measure_has_a_unit(name):
    columns = data.describe(name).set_index("column")
    measures = columns.index[columns["type"].isin(["integer", "number"])].drop("year")
    assert columns.loc[measures, "unit"].notna().all()


def test_no_file_is_left_out_of_the_package():
    package = json.loads(data.PACKAGE.read_text(encoding="utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert {f"tables/{file.name}" for file in data.DATA.glob("tables/*.csv")} <= paths


# The printed tables


@pytest.mark.parametrize("name", TABLES)
def test_rows(name):
    assert len(data.table(name)) == PRINTED[name]["rows"]


@pytest.mark.parametrize(
    "name, column", [(name, column) for name in TABLES for column in PRINTED[name]["sums"]]
)
def test_columns_add_up_to_the_printed_ones(name, column):
    expected = PRINTED[name]["sums"][column]
    frame = data.table(name)
    if "by" in PRINTED[name]:
        assert frame.groupby(PRINTED[name]["by"])[column].sum().to_dict() == pytest.approx(expected)
    else:
        assert frame[column].sum() == pytest.approx(expected)


@pytest.mark.parametrize(
    "name, key, values",
    [
        # hatch_state, Table 1: first cell, a long number, the largest share, a gap, the last cell
        ("oda_to_asia", {"year": 1989, "recipient": "China"}, [832.2, 55.7]),
        ("oda_to_asia", {"year": 1992, "recipient": "Philippines"}, [1030.7, 67.0]),
        ("oda_to_asia", {"year": 1996, "recipient": "Indonesia"}, [965.6, 90.9]),
        ("oda_to_asia", {"year": 1996, "recipient": "Malaysia"}, [None, None]),
        ("oda_to_asia", {"year": 1999, "recipient": "Malaysia"}, [122.61, None]),
        # hatch_state, Table 2: first, a middle and the last row
        ("jica_experts", {"year": 1991}, [1292, 50.3]),
        ("jica_experts", {"year": 1995}, [1565, 51.4]),
        ("jica_experts", {"year": 1999}, [3351, 57.6]),
        # hatch_state, Table 3: the gap, the smallest and the largest
        ("exim_loans", {"year": 1982}, [None, None]),
        ("exim_loans", {"year": 1986}, [11.9, 1.1]),
        ("exim_loans", {"year": 1997}, [939.3, 24.5]),
        # hatch_relationalism, Table 2: first and last row
        ("technology_exports", {"year": 1986}, [0.69, 39]),
        ("technology_exports", {"year": 1996}, [2.75, 49]),
        # hatch_relationalism, Table 4: a printed zero and the largest share
        ("subcontractor_motive", {"year": 1991, "host_region": "China"}, [0.0]),
        ("subcontractor_motive", {"year": 1995, "host_region": "ASEAN-4"}, [32.5]),
        # hatch_relationalism, Table 5: its last and its first row
        ("expatriates", {"year": 1987}, [42305, 24.1, None]),
        ("expatriates", {"year": 1996}, [103688, 35.7, 9.6]),
    ],
)
def test_cell(name, key, values):
    frame = data.table(name)
    (row,) = frame[(frame[list(key)] == pd.Series(key)).all(axis=1)].to_dict("records")
    found = [row[column] for column in frame.columns if column not in (*key, "note")]
    assert [None if pd.isna(value) else value for value in found] == values


@pytest.mark.parametrize("name", TABLES)
def test_what_the_paper_lacks_is_missing_and_explained(name):
    frame = data.table(name)
    keys = list(frame.columns[:2] if "by" in PRINTED[name] else frame.columns[:1])
    for column in frame.columns.drop(["note"], errors="ignore"):
        gaps = frame[frame[column].isna()]
        assert gaps[keys].to_numpy().tolist() == PRINTED[name]["missing"].get(column, [])
        assert gaps.empty or gaps["note"].notna().all()


def test_a_gap_is_never_a_zero():
    numbers = {name: data.table(name).select_dtypes("number") for name in TABLES}
    zeros = {name: (frame == 0).to_numpy().sum() for name, frame in numbers.items()}
    # hatch_relationalism, Table 4 prints 0.0 for China in 1991 and for the NIEs in 1992.
    assert zeros == dict.fromkeys(TABLES, 0) | {"subcontractor_motive": 2}


@pytest.mark.parametrize(
    "name, order",
    [
        ("oda_to_asia", ["China", "Indonesia", "Thailand", "Philippines", "Malaysia"]),
        ("subcontractor_motive", ["NIEs", "ASEAN-4", "China"]),
    ],
)
def test_rows_run_by_year_and_then_in_printed_order(name, order):
    frame = data.table(name)
    years = list(dict.fromkeys(frame["year"]))
    assert years == sorted(years)
    assert frame.iloc[:, :2].to_numpy().tolist() == [[y, place] for y in years for place in order]


def test_only_one_amount_is_printed_with_two_decimals():
    with open(data.DATA / "tables/oda_to_asia.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["oda_usd_million"]]
    odd = [row for row in rows if len(row["oda_usd_million"].partition(".")[2]) != 1]
    assert [(row["year"], row["recipient"]) for row in odd] == [("1999", "Malaysia")]
    assert "two decimals" in odd[0]["note"]


@pytest.mark.parametrize("name", [name for name in REPEATED if name != "about"])
def test_both_papers_print_the_same(name):
    second = pd.DataFrame(REPEATED[name]["rows"]).sort_values("year", ignore_index=True)
    first = data.table(name).drop(columns="note", errors="ignore")
    first = first[first["year"].isin(second["year"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(first, second)


def test_expatriates_change_is_the_change_of_the_numbers():
    frame = data.table("expatriates")
    computed = frame["employees_in_asia"].pct_change() * 100
    # No year disagrees: all nine printed changes are the computed ones, rounded.
    assert computed.round(1)[1:].to_list() == frame["change_percent"][1:].to_list()


# The numbers in the text


def test_every_stated_value_has_its_footing():
    stated = data.table("stated_values")
    assert stated["document"].value_counts().to_dict() == {
        "hatch_relationalism": 168,
        "hatch_state": 55,
        "minagawa": 28,
    }
    assert stated[["basis", "section", "document", "qualifier", "unit"]].notna().all().all()
    # What is reported is reported by somebody.
    assert stated.loc[stated["basis"] == "reported", "attributed_to"].notna().all()


def test_an_undated_value_says_so():
    stated = data.table("stated_values")
    undated = stated.loc[stated["period"].isna(), "note"]
    assert undated.str.contains("no year", case=False).all()


def test_a_range_has_two_ends():
    stated = data.table("stated_values").fillna({"period": ""})
    ends = stated[stated["qualifier"].isin(["range_low", "range_high"])]
    key = ["document", "series", "period", "place"]
    ranges = ends.pivot(index=key, columns="qualifier", values="value")
    assert len(ranges) == 7
    assert (ranges["range_low"] < ranges["range_high"]).all()


def test_of_figure_1_only_1995_is_kept():
    stated = data.table("stated_values")
    figure = stated[stated["section"] == "3"]
    # hatch_state, section 3: as much as 7.7 billion dollars, then 40% of the total.
    assert figure[["period", "value"]].to_numpy().tolist() == [["1995", 7.7], ["1995", 40.0]]


@pytest.mark.parametrize(
    "series, place, values",
    [
        ("amakudari_retirements_yearly_average", "Japan", [937, 1000]),  # 2.1 and n. 9
        ("bilateral_aid_share_from_japan", "Indonesia", [55, 90]),  # 2.2
        ("vehicle_production_share_of_japanese_makers", "ASEAN", [76]),  # n. 13
        ("jica_advisers_dispatched", "Indonesia", [645]),  # 3.2
        ("overseas_manual_pages", "Japan", [63, 116]),  # n. 23
        ("filp_funding", "Japan", [50]),  # n. 30
        ("exim_investment_financing_for_affiliates", "Indonesia", [90.5]),  # 3.6
        ("two_step_loans", "Thailand", [60]),  # 3.6
        ("fdi_flows_share_from_japan", "Asia", [26, 8]),  # 4.1
    ],
)
def test_stated_value(series, place, values):
    stated = data.table("stated_values").query("document == 'hatch_state'")
    found = stated.query("series == @series and place == @place")
    assert found["value"].to_list() == values


def test_where_the_prose_and_its_own_tables_part():
    aid = data.table("oda_to_asia").pivot(index="year", columns="recipient")
    amount, share = aid["oda_usd_million"], aid["japan_share_percent"]
    rise = (amount.loc[1999] / amount.loc[1998] - 1) * 100
    stated = data.table("stated_values")
    said = stated[stated["series"] == "japan_oda_rise"].set_index("place")["value"]
    # Section 3.6 lets Indonesia's aid double and Thailand's rise by 63; Table 1 gives less.
    assert said.to_dict() == {"Indonesia": 100, "Thailand": 63}
    assert rise[said.index].round(1).to_dict() == {"Indonesia": 93.8, "Thailand": 57.6}
    # Section 2.2 puts Thailand at 70 to 80 and Indonesia at 55 to 90; Table 1 goes beyond both.
    assert share.loc[[1995, 1996], "Thailand"].to_list() == [80.7, 82.7]
    assert share.loc[1996, "Indonesia"] == 90.9
    # Section 3.5 says nearly a quarter by the mid-1990s; Table 3 comes near it in 1997.
    loans = data.table("exim_loans").set_index("year")["share_of_commitments_percent"]
    assert loans.loc[1994:1997].to_list() == [10.9, 15.3, 22.3, 24.5]
    compared = stated[stated["note"].str.contains(r"compared with Table \d", na=False)]
    assert len(compared) == 9


# The loader


def test_tables_are_listed_in_order():
    assert data.tables()[:7] == [*TABLES, "stated_values"]


def test_types():
    frame = data.table("oda_to_asia")
    assert frame.dtypes.astype(str).to_list() == ["int64", "str", "float64", "float64", "str"]


def test_integers_with_gaps_stay_integers(broken):
    # The printed changes cut to whole percents, and the schema told so.
    package = broken("expatriates", lambda text: re.sub(r"(?m)\.\d,$", ",", text))
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    (resource,) = [r for r in descriptor["resources"] if r["name"] == "expatriates"]
    resource["schema"]["fields"][3]["type"] = "integer"
    package.write_text(json.dumps(descriptor), encoding="utf-8")
    column = data.table("expatriates", package=package)["change_percent"]
    assert str(column.dtype) == "Int64"
    assert column.isna().to_list() == [True] + [False] * 9


def test_a_table_is_the_readers_own():
    mine = data.table("jica_experts")
    mine.loc[0, "experts_to_asia"] = 0
    assert data.table("jica_experts").loc[0, "experts_to_asia"] == 1292


def test_describe():
    columns = data.describe("technology_exports").set_index("column")
    assert columns.columns.to_list() == ["type", "unit", "description"]
    assert columns.loc["exports_usd_billion", "unit"] == "billion US dollars at 125 yen"
    assert columns["unit"].isna().to_list() == [True, False, False]


def test_the_loader_imports_nothing_that_draws():
    nodes = list(ast.walk(ast.parse(Path(data.__file__).read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names <= {
        "copy", "difflib", "functools", "json", "reprlib", "pathlib", "pandas", "frictionless",
        "widgets.root",
    }  # fmt: skip


# What a broken file is reported as


ODA_COLUMNS = "year, recipient, oda_usd_million, japan_share_percent, note"


@pytest.mark.parametrize(
    "edit, message",
    [
        pytest.param(
            lambda text: text.replace("1990,China", "199O,China"),
            ", row 7, column 'year': found '199O', expected an integer from 1989 to 1999.",
            id="type",
        ),
        pytest.param(
            lambda text: text.replace("832.2,", '"832,2",'),
            ", row 2, column 'oda_usd_million': found '832,2', expected a number from 0 to 5000.",
            id="decimal comma",
        ),
        pytest.param(
            lambda text: text.replace("1990,China", "1990,Laos"),
            ", row 7, column 'recipient': found 'Laos', expected one of"
            " China, Indonesia, Thailand, Philippines, Malaysia.",
            id="enum",
        ),
        pytest.param(
            lambda text: text.replace("55.7", "557"),
            ", row 2, column 'japan_share_percent': found '557', expected a number from 0 to 100.",
            id="range",
        ),
        pytest.param(
            lambda text: text.replace("1990,China", ",China"),
            ", row 7, column 'year': found nothing, expected an integer from 1989 to 1999.",
            id="required",
        ),
        pytest.param(
            lambda text: text.replace("1990,Indonesia", "1990,China"),
            ", row 8, column 'year, recipient': found '1990, China' again,"
            " expected each key only once.",
            id="duplicate key",
        ),
        pytest.param(
            lambda text: re.sub(r"(?m)^([^,]*),[^,]*", r"\1", text),
            f", row 1, column 'recipient': found no such column, expected {ODA_COLUMNS}.",
            id="missing column",
        ),
        pytest.param(
            lambda text: "".join(f"x,{line}\n" for line in text.splitlines()),
            f", row 1, column 'x': found an unknown column, expected {ODA_COLUMNS}.",
            id="extra column",
        ),
        pytest.param(
            lambda text: text.replace("year,recipient", "recipient,year"),
            ", row 1: found the columns recipient, year, oda_usd_million, japan_share_percent,"
            f" note, expected {ODA_COLUMNS}.",
            id="columns in another order",
        ),
        pytest.param(
            lambda text: text.replace("55.7,", "55.7,,stray"),
            f", row 2: found 'stray' after the last column, expected {ODA_COLUMNS}.",
            id="extra cell",
        ),
        pytest.param(
            lambda text: text.replace("1990,China", "\n1990,China"),
            f", row 7: found an empty row, expected {ODA_COLUMNS}.",
            id="blank row",
        ),
        pytest.param(
            lambda text: "",
            f": found no rows, expected {ODA_COLUMNS} and at least one row.",
            id="empty file",
        ),
        pytest.param(
            lambda text: text.splitlines()[0] + "\n",
            f": found no rows, expected {ODA_COLUMNS} and at least one row.",
            id="header alone",
        ),
    ],
)
def test_broken_table(broken, edit, message):
    package = broken("oda_to_asia", edit)
    with pytest.raises(data.DataError) as error:
        data.table("oda_to_asia", package=package)
    assert str(error.value) == "data/tables/oda_to_asia.csv" + message


def test_missing_file(broken):
    package = broken("oda_to_asia", str)
    (package.parent / "tables/oda_to_asia.csv").unlink()
    with pytest.raises(data.DataError) as error:
        data.table("oda_to_asia", package=package)
    assert str(error.value) == (
        "data/tables/oda_to_asia.csv: found no such file, expected a table."
    )


def test_missing_package(tmp_path):
    with pytest.raises(data.DataError, match=r"datapackage\.json: found no such file"):
        data.tables(package=tmp_path / "data/datapackage.json")


@pytest.mark.parametrize("read", [data.table, data.describe])
def test_unknown_name(read):
    with pytest.raises(data.DataError) as error:
        read("oda_asia")
    assert str(error.value) == (
        "No table is called 'oda_asia' (did you mean 'oda_to_asia'?);"
        f" there are {len(data.tables())} of them."
    )


def test_unknown_name_that_is_near_to_none():
    with pytest.raises(
        data.DataError, match=r"^No table is called 'zzz'; there are [0-9]+ of them"
    ):
        data.table("zzz")


def test_another_table_may_still_be_read(broken):
    package = broken("oda_to_asia", lambda text: "")
    assert len(data.table("jica_experts", package=package)) == 9


NUMERIC = [
    (name, column)
    for name in TABLES
    for column, kind in data.describe(name)[["column", "type"]].to_numpy()
    if kind in ("integer", "number")
]
# What people type for a number, and plain letters; none of it is one.
NOT_A_NUMBER = st.sampled_from(["n/a", "none", "1,292", "12 %", "–"]) | st.text(
    "abcdg?*", min_size=1
)


@settings(deadline=None, max_examples=60)
@given(where=st.sampled_from(NUMERIC), place=st.integers(min_value=0), cell=NOT_A_NUMBER)
def test_a_cell_of_the_wrong_type_is_always_found(where, place, cell):
    name, column = where
    with tempfile.TemporaryDirectory() as folder:
        package = Path(shutil.copy(data.PACKAGE, folder))
        file = Path(folder, "tables", f"{name}.csv")
        file.parent.mkdir()
        with open(data.DATA / "tables" / file.name, encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        row = 1 + place % (len(rows) - 1)
        rows[row][rows[0].index(column)] = cell
        with open(file, "w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)
        with pytest.raises(data.DataError) as error:
            data.table(name, package=package)
    # A spreadsheet counts the header as row 1, so the first record is row 2.
    assert f"{name}.csv, row {row + 1}, column '{column}': found" in str(error.value)
