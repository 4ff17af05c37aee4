"""The collection: its order, its facets, its filters, and the rules that works obey together."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excellence.collection.collection import Collection, Neighbours
from excellence.collection.facets import FILTERS, facet_keys, facet_of, key_of
from excellence.collection.filter import read_filter
from excellence.collection.published import Published
from excellence.collection.related import ENOUGH, Reason, relate
from excellence.model.derivative import Picture
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import Piece, Standard, Work
from excellence.reading.vocabulary import read_vocabulary
from excellence.reading.works import Reading
from excellence.rules.likeness import check_alike
from excellence.rules.rule_context import RuleContext, Subject
from excellence.rules.together import check_links, check_together
from project import COLLECTION, ROOT
from record import record as work

VOCABULARY = Vocabulary(
    {
        "grades": {"PK": "Pre-K", "K": "Kindergarten", "1": "Grade 1", "2": "Grade 2", "10": "Grade 10"},
        "subjects": {"visual-arts": "Visual arts", "mathematics": "Mathematics"},
        "families": {"cards": "Cards", "book": "Books", "comic": "Comics"},
    }
)


def picture(source: str, dhash: int = 1) -> Picture:
    return Picture(source, 1200, 800, "#aabbcc", f"{dhash:016x}", ())


def collection(*works: Work) -> Collection:
    return Collection.of((Published(each) for each in works), VOCABULARY)


def slugs(published: tuple[Published, ...]) -> list[str]:
    return [each.slug for each in published]


# Order


def test_the_newest_comes_first_and_within_a_day_the_title_decides() -> None:
    day = date(2026, 5, 1)
    made = collection(
        work("undated"),
        work("late", added=date(2026, 6, 1)),
        work("b-same", title="ámbar", added=day),
        work("c-same", title="Same", added=day),
        work("a-same", title="same", added=day),
        work("zebra", title="Aardvark", added=day),
    )
    assert slugs(made.works) == ["late", "zebra", "a-same", "c-same", "b-same", "undated"]


@given(st.permutations([("a", None), ("b", 1), ("c", 1), ("d", 2), ("e", None), ("f", 1)]))
def test_the_order_of_reading_makes_no_difference(order: list[tuple[str, int | None]]) -> None:
    made = collection(*(work(slug, title="Same", added=day and date(2026, 5, day)) for slug, day in order))
    assert slugs(made.works) == ["d", "b", "c", "f", "a", "e"]


def test_neighbours_lie_before_and_after_in_that_order() -> None:
    made = collection(work("a"), work("b"), work("c"))
    a, b, c = made.works
    assert made.neighbours("a") == Neighbours(None, b)
    assert made.neighbours("b") == Neighbours(a, c)
    assert made.neighbours("c") == Neighbours(b, None)
    assert collection(work("alone")).neighbours("alone") == Neighbours(None, None)


def test_named_works_keep_the_order_given_and_the_absent_are_left_out() -> None:
    made = collection(work("a"), work("b"), work("c"))
    assert slugs(made.named(["c", "nowhere", "a"])) == ["c", "a"]


def test_a_work_knows_what_it_led_to() -> None:
    made = collection(work("a"), work("b", inspired_by=("a", "gone")), work("c", inspired_by=("a",)))
    assert {slug: slugs(works) for slug, works in made.led_to.items()} == {"a": ["b", "c"], "gone": ["b"]}


def test_the_cover_is_the_marked_picture_else_the_first_that_there_is() -> None:
    pieces = (Piece(file="essay.md"), Piece(file="01.jpg"), Piece(file="02.jpg", cover=True))
    pictures = {"01.jpg": picture("1"), "02.jpg": picture("2")}
    marked = Published(work("a", pieces=pieces), pictures)
    assert marked.cover == (pieces[2], pictures["02.jpg"])
    assert Published(work("a", pieces=pieces[:2]), pictures).cover == (pieces[1], pictures["01.jpg"])
    assert Published(work("a", pieces=pieces[:1])).cover is None


# Facets


def test_facets_follow_the_vocabulary_and_count_each_work_once_a_value() -> None:
    made = collection(
        work("a", grades=("10", "K"), formats=("book/alphabet", "book/informational", "cards/note-cards")),
        work("b", grades=("2", "10"), subjects=("mathematics", "visual-arts"), formats=("book/alphabet",)),
        work("c", grades=("10",), subjects=("unheard-of",), formats=("cards/trading-cards",)),
    )
    told = {
        facet.name: [(value.key, value.label, slugs(value.works)) for value in facet.values] for facet in made.facets
    }
    assert told == {
        "grade": [("K", "Kindergarten", ["a"]), ("2", "Grade 2", ["b"]), ("10", "Grade 10", ["a", "b", "c"])],
        "subject": [("visual-arts", "Visual arts", ["a", "b"]), ("mathematics", "Mathematics", ["b"])],
        "format": [("cards", "Cards", ["a", "c"]), ("book", "Books", ["a", "b"])],
    }


def test_every_filter_has_values() -> None:
    each = work("a", size="5k", language="es")
    assert {name: facet_keys(each, name, VOCABULARY) for name in FILTERS} == {
        "grade": ("2",),
        "subject": ("visual-arts",),
        "format": ("cards",),
        "kind": ("project",),
        "language": ("es",),
        "size": ("5k",),
        "text-type": (),
        "attribute": (),
        "medium": ("picture",),
        "framework": (),
        "year": (),
        "setting": (),
        "region": (),
        "has": (),
    }


# Filters

CHOICE = collection(
    work("a", grades=("1",), formats=("cards/note-cards",)),
    work("b", grades=("1", "2"), formats=("book/alphabet",)),
    work("c", grades=("2",), formats=("cards/note-cards",), language="es", kind="writing", size="5k"),
    work("d", grades=("10",), formats=("comic/strip",)),
)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", "abcd"),
        ("grade=1", "ab"),
        ("grade=1,2", "abc"),
        ("grade=1 format=cards", "a"),
        ("grade=1,2 format=cards,comic", "ac"),
        ("grade=1 grade=2", "b"),
        ("language=es", "c"),
        ("kind=writing size=5k", "c"),
        ("limit=2", "ab"),
        ("works=d,a", "da"),
        ("works=d,a,nowhere,d", "da"),
        ("works=d,b,a grade=1 limit=1", "b"),
        ("  grade=2 \n limit=1 ", "b"),
        ("language=fr", ""),
    ],
)
def test_a_filter_chooses(text: str, chosen: str) -> None:
    chosen_by, flaws = read_filter(text, VOCABULARY)
    assert flaws == ()
    assert slugs(chosen_by.choose(CHOICE)) == list(chosen)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("grade=k", "“k” is no grade; did you mean K?"),
        ("grade=13", "“13” is no grade; use one of: PK, K, 1, 2, 10"),
        ("subject=visual-art", "“visual-art” is no subject; did you mean visual-arts?"),
        ("format=cards/note-cards", "“cards/note-cards” is no format; did you mean cards?"),
        ("kind=projekt", "“projekt” is no kind; did you mean project?"),
        ("size=20k", "“20k” is no size; use one of: 5k, 10k, marathon"),
        ("colour=red", "“colour=red” is no filter; use one of: grade=…, subject=…"),
        ("grades=2", "“grades=2” is no filter; did you mean grade=…?"),
        ("grade=", "“grade=” is no filter; use one of: grade=…, subject=…"),
        ("grade", "“grade” is no filter; use one of: grade=…, subject=…"),
        ("works=", "“works=” is no filter; use one of: grade=…"),
        ("limit=0", "“0” is no limit; write a whole number from 1 to 1000, as in limit=6"),
        ("limit=many", "“many” is no limit; write a whole number"),
        ("limit=1001", "“1001” is no limit; write a whole number"),
        ("limit=", "“” is no limit; write a whole number"),
    ],
)
def test_a_flaw_of_a_filter_says_what_would_be_right(text: str, told: str) -> None:
    _, flaws = read_filter(text, VOCABULARY)
    assert [f"{flaw.what}; {flaw.remedy}".startswith(told) for flaw in flaws] == [True], flaws


def test_every_flaw_of_a_filter_is_told() -> None:
    _, flaws = read_filter("grade=13,14 kind=x limit=x y=z", VOCABULARY)
    assert [flaw.what for flaw in flaws] == [
        "“13” is no grade",
        "“14” is no grade",
        "“x” is no kind",
        "“x” is no limit",
        "“y=z” is no filter",
    ]


@given(
    st.text(max_size=40) | st.lists(st.sampled_from(["grade=", "1", ",", " ", "limit=", "٣", "works="])).map("".join)
)
def test_any_filter_is_read(text: str) -> None:
    chosen_by, flaws = read_filter(text, VOCABULARY)
    chosen = slugs(chosen_by.choose(CHOICE))
    assert set(chosen) <= set("abcd")
    assert len(set(chosen)) == len(chosen)
    assert all(flaw.what and flaw.remedy for flaw in flaws)


# Rules between works


def subjects(*works: Work, hashes: Mapping[str, Mapping[str, str]] | None = None) -> list[Subject]:
    context = RuleContext(Vocabulary())
    read = [Reading(each.slug, each, hashes=(hashes or {}).get(each.slug, {})) for each in works]
    return [Subject(each, reading, context) for each, reading in zip(works, read, strict=True)]


def told(*works: Work, hashes: Mapping[str, Mapping[str, str]] | None = None) -> list[tuple[str, str, str]]:
    about = subjects(*works, hashes=hashes)
    found = [*check_together(about), *check_links(about, frozenset(each.slug for each in works))]
    return [(each.slug, each.code, each.field) for each in found]


def test_the_same_file_in_two_works_is_told_at_the_second() -> None:
    pieces = (Piece(file="01.jpg"), Piece(file="02.jpg"))
    hashes = {"b": {"01.jpg": "x", "02.jpg": "y"}, "a": {"01.jpg": "y", "02.jpg": "y"}, "c": {"02.jpg": "y"}}
    works = (work("b", pieces=pieces), work("a", pieces=pieces), work("c", pieces=pieces), work("d", pieces=pieces))
    assert told(*works, hashes=hashes) == [
        ("b", "piece-twice", "pieces[2].file"),
        ("c", "piece-twice", "pieces[2].file"),
    ]
    (first, _) = [found for found in check_together(subjects(*works, hashes=hashes)) if found.code == "piece-twice"]
    assert (first.what, first.remedy) == (
        "02.jpg is the same file as works/a/01.jpg",
        "keep it in one of the two works",
    )


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_a_cycle_is_told_at_every_work_in_it_and_at_no_other(length: int) -> None:
    ring = [work(f"r{at}", inspired_by=("leaf", f"r{(at + 1) % length}")) for at in range(length)]
    above = work("above", inspired_by=("r0",))
    found = told(*ring, above, work("leaf"))
    assert found == [(f"r{at}", "inspired-cycle", "inspired_by") for at in range(length)]


def test_two_ways_up_are_no_cycle() -> None:
    works = (work("a"), work("b", inspired_by=("a",)), work("c", inspired_by=("a",)), work("d", inspired_by=("b", "c")))
    assert told(*works) == []


def test_a_long_line_of_works_is_no_cycle() -> None:
    assert told(*(work(f"w{at}", inspired_by=(f"w{at + 1}",)) for at in range(400)), work("w400")) == []


def test_a_reference_to_no_published_work_is_told_with_its_number() -> None:
    works = (work("a", related=("b", "nowhere"), inspired_by=("", "b", "draft")), work("b"), work("draft"))
    found = list(check_links(subjects(*works), frozenset({"a", "b"})))
    assert [(each.code, each.field, each.what) for each in found] == [
        ("reference-unknown", "related[2]", "no published work has this slug"),
        ("reference-unknown", "inspired_by[3]", "no published work has this slug"),
    ]


def test_an_earlier_address_belongs_to_one_work() -> None:
    works = (work("a", aliases=("old", "a")), work("b", aliases=("older", "", "old", "c")), work("c"))
    found = [(each.slug, each.field, each.what) for each in check_together(subjects(*works))]
    assert found == [
        ("a", "aliases[2]", "this is the address of this work itself"),
        ("b", "aliases[3]", "this is an earlier address of works/a too"),
        ("b", "aliases[4]", "this is the address of another work"),
    ]


# Pictures that look nearly the same


LIKE = 4  # bits of 64


def holding(pictures: Mapping[tuple[str, str], Picture]) -> list[Subject]:
    """Works whose pieces are these pictures."""
    by_slug: dict[str, list[Piece]] = {}
    for slug, file in pictures:
        by_slug.setdefault(slug, []).append(Piece(file=file))
    return subjects(*(work(slug, pieces=tuple(pieces)) for slug, pieces in by_slug.items()))


def alike(pictures: Mapping[tuple[str, str], Picture]) -> set[tuple[str, str, str]]:
    found = set()
    for each in check_alike(holding(pictures), pictures):
        assert (each.code, each.field) == ("piece-alike", "pieces")
        file, other = each.what.split(" looks like works/")
        found.add((each.slug, file, other.split("/")[0]))
    return found


def test_a_copy_that_was_saved_anew_is_told_once_and_the_same_file_is_not() -> None:
    pictures = {
        ("a", "1.jpg"): picture("x", 0xF0F0),
        ("b", "1.jpg"): picture("y", 0xF0F1),
        ("b", "2.jpg"): picture("x", 0xF0F0),
        ("b", "3.jpg"): picture("z", 0xF0F3),
    }
    assert alike(pictures) == {("b", "1.jpg", "a"), ("b", "3.jpg", "a")}
    assert len(list(check_alike(holding(pictures), pictures))) == 2


def test_pictures_without_a_shape_are_not_compared() -> None:
    even, full = 0, (1 << 64) - 1
    for dhash in (even, full):
        assert alike({("a", "1.jpg"): picture("x", dhash), ("b", "1.jpg"): picture("y", dhash)}) == set()


@st.composite
def neighbourhoods(draw: st.DrawFn) -> dict[tuple[str, str], Picture]:
    """A few hashes and others near each, a bit or six away, in four works."""
    pictures = {}
    for number, centre in enumerate(draw(st.lists(st.integers(1, 2**64 - 2), min_size=1, max_size=4))):
        for turn, bits in enumerate(draw(st.lists(st.lists(st.integers(0, 63), max_size=6), max_size=5))):
            dhash = centre
            for bit in bits:
                dhash ^= 1 << bit
            slug = draw(st.sampled_from("abcd"))
            pictures[slug, f"{number}-{turn}.jpg"] = picture(f"{number}-{turn}", dhash)
    return pictures


@given(neighbourhoods())
def test_every_pair_within_four_bits_is_found_as_by_comparing_all(pictures: dict[tuple[str, str], Picture]) -> None:
    blank = {"0" * 16, "f" * 16}
    expected = {
        (slug, file, other)
        for (slug, file), mine in pictures.items()
        for (other, _), theirs in pictures.items()
        if other < slug
        and mine.dhash not in blank
        and (int(mine.dhash, 16) ^ int(theirs.dhash, 16)).bit_count() <= LIKE
    }
    assert alike(pictures) == expected


@given(st.integers(1, 2**64 - 2), st.sets(st.integers(0, 63), max_size=LIKE))
def test_no_four_bits_hide_a_copy(dhash: int, bits: set[int]) -> None:
    other = dhash ^ sum(1 << bit for bit in bits)
    found = alike({("a", "1.jpg"): picture("x", dhash), ("b", "1.jpg"): picture("y", other)})
    assert bool(found) is (other not in (0, 2**64 - 1))


# Related works


TERMS = st.sets(st.sampled_from("abcde"), max_size=3).map(tuple)


@given(st.lists(st.tuples(TERMS, TERMS, TERMS, st.sampled_from(["PK", "1", "2", "10"])), min_size=1, max_size=12))
def test_reasons_are_true_and_there_are_enough(drawn: list[tuple[tuple[str, ...], ...]]) -> None:
    works = [
        work(
            f"w-{number}",
            keywords=keywords,
            formats=tuple(f"{each}/x" for each in formats) or ("z/z",),
            subjects=subjects or ("none",),
            grades=(grade,),  # type: ignore[arg-type]
        )
        for number, (keywords, formats, subjects, grade) in enumerate(drawn)
    ]
    related = relate([Published(each) for each in works], VOCABULARY)
    by_slug = {each.slug: each for each in works}
    for slug, found in related.items():
        one = by_slug[slug]
        assert len(found) >= min(ENOUGH, len(works) - 1)
        assert len({each.work.slug for each in found} - {slug}) == len(found)
        for other, reasons in found:
            assert reasons
            assert all(is_true(reason, one, other.work) for reason in reasons)


def is_true(reason: Reason, one: Work, other: Work) -> bool:
    """Told from the two records alone, without the program that chose it."""
    match reason.kind:
        case "keyword":
            return reason.value in one.keywords and reason.value in other.keywords
        case "format":
            return reason.value in one.formats and reason.value in other.formats
        case "family":
            return all(any(each.startswith(f"{reason.value}/") for each in work.formats) for work in (one, other))
        case "grade":
            return reason.value in one.grades and reason.value in other.grades
        case "subject":
            return reason.value in one.subjects and reason.value in other.subjects
        case "near":
            order = ["PK", "K", "1", "2", "10"]
            return abs(order.index(one.grades[0]) - order.index(other.grades[0])) <= 1
        case "other":
            return True
    return False


def test_what_a_curator_chose_comes_first_and_kin_is_not_told_twice() -> None:
    one = work("one", related=("three", "gone"), inspired_by=("two",))
    others = [work(slug) for slug in ("two", "three", "four", "five", "six")]
    child = work("child", inspired_by=("one",))
    found = relate([Published(each) for each in (one, *others, child)], VOCABULARY)["one"]
    assert found[0].work.slug == "three"
    assert found[0].reasons == (Reason("chosen"),)
    assert {each.work.slug for each in found} == {"three", "four", "five", "six"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Field notes", "field-notes"),
        ("W.2.7", "w.2.7"),
        ("¡Otoño!", "otono"),
        ("Ñ / ñ", "n-n"),
        ("../x", "x"),
        ("!", ""),
    ],
)
def test_a_word_becomes_part_of_an_address(text: str, key: str) -> None:
    assert key_of(text) == key


def test_standards_stand_in_the_order_of_their_numbers() -> None:
    codes = ("W.2.10", "W.2.9", "W.1.1")
    found = [(Standard(framework="NGSS", code=code),) for code in codes]
    shown = [Published(work(f"w-{number}", standards=each)) for number, each in enumerate(found)]
    assert [each.label for each in facet_of("standard", shown, VOCABULARY).values] == ["W.1.1", "W.2.9", "W.2.10"]


# Everyday words


def test_synonyms_of_what_is_not_there_are_told_with_their_lines(tmp_path: Path) -> None:
    text = (COLLECTION / "works" / "vocabulary.yml").read_text("utf-8").partition("\nsynonyms:")[0]
    line = text.count("\n") + 2
    text += (
        "\nsynonyms:\n  subjekt:\n    mathematics: [maths]\n  subject:\n    maths: [math]\n    mathematics: [mates]\n"
    )
    (tmp_path / "vocabulary.yml").write_text(text + "  medium:\n    film: video\n", "utf-8")
    vocabulary, found = read_vocabulary(tmp_path / "vocabulary.yml", "works/vocabulary.yml")
    assert [(each.place.line, each.what) for each in found] == [
        (line + 1, "synonyms has no subjekt"),
        (line + 4, "there is no subject maths"),
    ]
    assert vocabulary.synonyms["subject"]["mathematics"] == ("mates",)
    assert vocabulary.synonyms["medium"]["film"] == ("video",)


def test_the_synonyms_that_come_with_the_software_are_of_what_is_there() -> None:
    for folder in (COLLECTION, ROOT):
        _, found = read_vocabulary(folder / "works" / "vocabulary.yml", "works/vocabulary.yml")
        assert found == []
