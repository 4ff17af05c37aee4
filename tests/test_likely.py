"""What a word can mean: only where it can mean one thing alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import amount
from excellence.reading.likely import meant, meant_grades
from excellence.reading.vocabulary import read_vocabulary
from project import COLLECTION

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", Path("vocabulary.yml").name)
GRADES = tuple(VOCABULARY.terms("grades"))


@pytest.mark.parametrize(
    ("name", "word", "term"),
    [
        ("subjects", "Science and technology", "science-and-technology"),
        ("subjects", "science & technology", "science-and-technology"),
        ("subjects", "VISUAL_ARTS", "visual-arts"),
        ("subjects", "visual art", "visual-arts"),
        ("formats", "field guide", "map-and-guide/field-guide"),
        ("formats", "Field guides", "map-and-guide/field-guide"),
        ("formats", "map and guide / field guide", "map-and-guide/field-guide"),
        ("formats", "Opinion piece", "magazine-and-news/op-ed"),
        ("formats", "notecards", "cards/note-cards"),
        ("formats", "Children’s book", "book/childrens"),
        ("formats", "stories", "writing/story"),
        ("descriptors", "care and precision", "care-precision"),
        ("text_types", "Narratives", "narrative"),
        ("frameworks", "ccss ela", "CCSS-ELA"),
        ("grades", "Grade 2", "2"),
        ("subjects", "maths", None),
        ("subjects", "arts", None),
        ("subjects", "", None),
        ("formats", "cards", None),
        ("formats", "book", None),
        ("grades", "1-2", None),
        ("grades", "1 0", None),
    ],
)
def test_a_word_means_a_term_where_it_can_mean_one_alone(name: str, word: str, term: str | None) -> None:
    assert meant(word, VOCABULARY.terms(name)) == term


def test_a_word_that_two_terms_share_means_neither() -> None:
    assert meant("map", {"guide/map": "Map", "poster/map": "Wall map"}) == "guide/map"
    assert meant("map", {"guide/map": "A map", "poster/map": "Wall map"}) is None
    assert meant("Model", {"built/model": "Model", "data/model": "Model"}) is None


def test_every_key_and_every_label_means_itself() -> None:
    for name, terms in VOCABULARY.lists.items():
        labels = list(terms.values())
        for key, label in terms.items():
            assert meant(key, terms) == key, name
            assert meant(label.upper(), terms) == (key if labels.count(label) == 1 else None), name


@pytest.mark.parametrize(
    ("word", "grades"),
    [
        ("K-2", "K 1 2"),
        ("K–2", "K 1 2"),
        ("K to 2", "K 1 2"),
        ("grades 3-5", "3 4 5"),
        ("Grades 3 through 5", "3 4 5"),
        ("3rd–5th grade", "3 4 5"),
        ("2nd", "2"),
        ("2nd grade", "2"),
        ("Second graders", "2"),
        ("Gr. 12", "12"),
        ("kindergarten", "K"),
        ("PreK", "PK"),
        ("Pre-K", "PK"),
        ("Pre-Kindergarten", "PK"),
        ("Pre-K-2", "PK K 1 2"),
        ("pk - k", "PK K"),
        ("2 and 3", "2 3"),
        ("grade 3, 2", "2 3"),
        ("2/3", "2 3"),
        *(
            (wrong, "")
            for wrong in ("5-3", "13", "010", "3e2", "2.0", "1:30", "-2", "K-", "", "grade", "2-3-4", "0", "elementary")
        ),
    ],
)
def test_grades_are_read_as_people_write_them(word: str, grades: str) -> None:
    assert meant_grades(word) == tuple(grades.split())


@settings(max_examples=amount(100), deadline=None)
@given(st.text(max_size=300) | st.text("K123- PK,gradestohund", max_size=40))
def test_whatever_is_written_means_nothing_or_what_the_lists_hold(word: str) -> None:
    for terms in VOCABULARY.lists.values():
        assert meant(word, terms) in (None, *terms)
    found = meant_grades(word)
    assert list(found) == sorted(set(found), key=GRADES.index)
