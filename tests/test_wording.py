from widgets.wording import in_a_row


def test_names_stand_in_a_row_as_a_sentence_lists_them():
    assert in_a_row(["Sahashi", "Imai", "Sony"]) == "Sahashi, Imai and Sony"
    assert in_a_row(["Sahashi", "Imai"]) == "Sahashi and Imai"
    assert in_a_row(["Sahashi"]) == "Sahashi"


def test_of_none_nothing_is_said():
    assert in_a_row([]) == ""


def test_names_may_come_one_by_one():
    assert in_a_row(name for name in "abc") == "a, b and c"
