"""PDF documents: what is published of one, and what becomes of those that say more, or less, than they should."""

import json
import subprocess
import zlib
from functools import cache
from hashlib import sha256
from io import BytesIO
from multiprocessing import forkserver
from pathlib import Path
from random import Random
from shutil import which

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from amount import amount
from draw import encoded, noise
from excellence.media import Cache, Job, Refused, prepare_all
from excellence.media.documents import PAGES, rebuild
from excellence.media.output import Output
from excellence.model.derivative import Document
from excellence.model.finding import Finding
from papers import HIDING, SEEN, SHOWING, note, paper
from recorded import CANARY, assembled, document

# What a document may take here: less than a build allows, since a bomb takes all that it gets.
MEMORY = 600_000_000


def prepared(folder: Path, data: bytes) -> Document | Finding:
    path = folder / "report.pdf"
    path.write_bytes(data)
    job = Job(path, sha256(data).hexdigest())
    (found,) = prepare_all([job], Cache(folder / "cache"), workers=1, seconds=1, memory=MEMORY).values()
    assert isinstance(found, Document | Finding)
    return found


EXIFTOOL = which("exiftool") or "exiftool"


@cache
def hiding(place: str) -> Output[Document]:
    return rebuild(HIDING[place][0](CANARY))


def widest(made: Output[Document]) -> Image.Image:
    """The first page as it is published at its largest."""
    name = made.derivative.pages[0].of("webp")[-1].name
    return Image.open(BytesIO(next(each.data for each in made.files if each.file.name == name))).convert("RGB")


def test_a_document_is_published_as_pictures_and_its_words_are_proposed() -> None:
    made = rebuild(document("A newt has four toes", "And a long tail"))
    found = made.derivative
    assert found.words == ("A newt has four toes", "And a long tail")
    assert [page.width for page in found.pages] == [1920, 1920]
    assert [round(page.width / page.height, 2) for page in found.pages] == [0.77, 0.77]
    data = {each.file.name: each.data for each in made.files}
    for page in found.pages:
        widest = Image.open(BytesIO(data[page.of("webp")[-1].name])).convert("RGB")
        # The blue field at the foot of the page, on white paper.
        assert widest.getpixel((int(widest.width * 0.3), int(widest.height * 0.8)))[2] > 180  # type: ignore[index]
        assert widest.getpixel((10, 10)) == (255, 255, 255)
    copy = pypdfium2.PdfDocument(data[found.copy.name])
    assert len(copy) == 2
    assert [page.get_textpage().get_text_bounded() for page in copy] == ["", ""]
    assert copy.get_metadata_dict(skip_empty=True) == {}


def test_a_document_without_words_has_none() -> None:
    file = BytesIO()
    noise(600, 800).save(file, "PDF")
    found = rebuild(file.getvalue()).derivative
    assert found.words == ("",)
    assert len(found.pages) == 1


@pytest.mark.parametrize("place", HIDING)
def test_what_a_document_hides_is_told_by_its_kind_and_nowhere_in_what_is_made(place: str) -> None:
    kind, made = HIDING[place][1], hiding(place)
    found = made.derivative
    assert found.words[0].startswith(SEEN)
    assert CANARY not in str(found)
    assert not found.flat
    assert any(kind in trace for trace in found.traces) if kind else found.traces == ()
    for each in made.files:
        assert CANARY.encode() not in each.data
    copy = next(each.data for each in made.files if each.file.name.endswith(".pdf"))
    for word in (b"JavaScript", b"Metadata", b"EmbeddedFile", b"AcroForm", b"/Info", b"Annots", b"/ID", b"/Font"):
        assert word not in copy


def test_exiftool_knows_nothing_of_what_is_made(tmp_path: Path) -> None:
    for number, place in enumerate(HIDING):
        copy = next(each for each in hiding(place).files if each.file.name.endswith(".pdf"))
        (tmp_path / f"{number}.pdf").write_bytes(copy.data)
    told = subprocess.run([EXIFTOOL, "-j", "-a", "-G1", str(tmp_path)], capture_output=True, check=True).stdout
    keys = {key for file in json.loads(told) for key in file if key.startswith(("PDF", "XMP"))}
    assert keys == {"PDF:PDFVersion", "PDF:Linearized", "PDF:PageCount"}


@pytest.mark.parametrize(
    "place", ["white on white", "nearly white", "without any colour", "beneath a veil", "beneath white letters"]
)
def test_a_name_in_the_colour_of_its_ground_leaves_no_pixel(place: str) -> None:
    """A program could bring out what no eye sees."""
    page = widest(hiding(place))
    left, top, right, bottom = (round(side * page.width) for side in (0.1, 0.6, 0.9, 0.72))
    assert page.crop((left, top, right, bottom)).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("case", SHOWING)
def test_what_a_reader_sees_stays_seen_and_is_proposed_as_words(case: str) -> None:
    data, words = SHOWING[case]
    made = rebuild(data)
    assert words in made.derivative.words[0]
    assert not any("text" in trace for trace in made.derivative.traces)


@pytest.mark.parametrize("more", ["/AP<</N 21 0 R>>", ""])
def test_ink_stays_in_the_picture_of_the_page(more: str) -> None:
    ink = note("Ink", f"/F 4/InkList[[80 310 390 330]]/C[1 0 0]/BS<</W 6>>{more}") | {
        21: b"<</Type/XObject/Subtype/Form/BBox[72 300 400 340]/Length 33>>\nstream\n"
        b"1 0 0 RG 6 w 80 310 m 390 330 l S\nendstream"
    }
    page = widest(rebuild(paper("", page="/Annots[20 0 R]", more=ink)))
    red, green, _ = page.getpixel((round(235 / 612 * page.width), round((792 - 320) / 792 * page.height)))  # type: ignore[misc]
    assert red > 180 > 120 > green


def test_a_page_that_hides_nothing_is_told_to_be_no_picture_yet_and_its_copy_is_one() -> None:
    first = rebuild(document("A page", "Another"))
    assert (first.derivative.traces, first.derivative.flat) == ((), False)
    copy = next(each.data for each in first.files if each.file.name.endswith(".pdf"))
    again = rebuild(copy)
    assert (again.derivative.traces, again.derivative.flat, again.derivative.words) == ((), True, ("", ""))
    assert rebuild(copy).derivative == again.derivative


@pytest.mark.parametrize("change", ["appended", "inserted", "in the picture", "in a name"])
def test_a_flat_document_with_anything_more_in_it_is_flat_no_longer(change: str) -> None:
    flat = next(each.data for each in rebuild(document("A page")).files if each.file.name.endswith(".pdf"))
    told = {
        "appended": flat + CANARY.encode(),
        "inserted": flat.replace(b"xref\n", b"% " + CANARY.encode() + b"\nxref\n", 1),
        "in the picture": flat.replace(b"\xff\xdb", b"\xff\xfe\0\x0f" + CANARY.encode() + b"\xff\xdb", 1),
        "in a name": flat.replace(b"/Root 1 0 R", b"/Root 1 0 R/X(" + CANARY.encode() + b")"),
    }[change]
    try:
        made = rebuild(told)
    except Refused:
        return
    assert not made.derivative.flat
    assert all(CANARY.encode() not in each.data for each in made.files)


def test_boxes_are_black_on_their_page_alone_and_no_word_beneath_them_is_proposed() -> None:
    made = rebuild(document("Maria drew this", "And this"), ((1, 0.1, 0.08, 0.117, 0.06), (2, 0, 0.5, 1, 0.5)))
    assert made.derivative.words == ("drew this", "And this")
    data = {each.file.name: each.data for each in made.files}
    pages = [Image.open(BytesIO(data[page.of("webp")[-1].name])).convert("L") for page in made.derivative.pages]
    inside = [
        page.crop(tuple(round(side * page.width) for side in box))
        for page, box in zip(pages, ((0.11, 0.12, 0.2, 0.17), (0.02, 0.7, 0.98, 1.25)), strict=True)  # type: ignore[arg-type]
    ]
    assert [part.getextrema()[1] < 40 for part in inside] == [True, True]  # type: ignore[operator]
    copy = pypdfium2.PdfDocument(data[made.derivative.copy.name])
    assert copy[0].render(scale=1).to_pil().convert("L").getpixel((100, 90)) < 10
    assert pages[0].getpixel((20, 20)) == 255


def test_a_box_on_a_page_that_is_not_there_is_refused() -> None:
    for page, what in ((3, "has 2 pages, and a box names page 3"), (0, "has 2 pages, and a box names none")):
        with pytest.raises(Refused) as refused:
            rebuild(document("One", "Two"), ((page, 0, 0, 0.5, 0.5),))
        assert (refused.value.finding.code, refused.value.finding.what) == ("redact-place", what)


def test_the_same_document_gives_the_same_bytes() -> None:
    one, other = (rebuild(document("A page", "Another")) for _ in range(2))
    assert [each.data for each in one.files] == [each.data for each in other.files]


def test_a_locked_document_is_refused_with_the_way_out() -> None:
    data = document().replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % ((b"41" * 32,) * 2),
    )
    with pytest.raises(Refused) as refused:
        rebuild(data)
    assert refused.value.finding.code == "file-locked"
    assert "print it to a new PDF" in refused.value.finding.remedy


def test_a_document_of_five_hundred_pages_is_refused_before_any_is_drawn() -> None:
    with pytest.raises(Refused) as refused:
        rebuild(document(*(f"Page {number}" for number in range(500))))
    assert refused.value.finding.code == "file-too-large"
    assert f"500 pages; {PAGES} is the most" in refused.value.finding.what


def test_a_page_as_long_as_a_street_is_refused() -> None:
    with pytest.raises(Refused, match="shape"):
        rebuild(document().replace(b"[0 0 612 792]", b"[0 0 10 14400]"))


def test_a_page_as_wide_as_a_wall_is_drawn_no_larger_than_others() -> None:
    (page,) = rebuild(document().replace(b"[0 0 612 792]", b"[0 0 14400 9600]")).derivative.pages
    assert (page.width, page.height) == (1920, 1280)


def packed(unit: bytes, times: int) -> bytes:
    """`unit * times`, deflated twice, and never in memory as a whole."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)  # after which nothing refers to what was before
    return zlib.compress(b"\x78\xda" + block * times + b"\x03\0", 9)


def bomb_of_lines() -> bytes:
    """A page whose drawing grows to eight million strokes."""
    drawing = packed(b"0 0 m 612 792 l S " * 8000, 1000)
    body = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%b\nendstream" % (len(drawing), drawing)
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[100 0 R]>>",
            100: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 101 0 R>>",
            101: body,
        }
    )


def bomb_of_pixels() -> bytes:
    """A picture of 30,000 × 30,000 pixels in a few thousand bytes."""
    pixels = packed(b"\0" * 1_000_000, 900)
    drawing = b"<</Length 31>>\nstream\nq 612 0 0 792 0 0 cm /I Do Q    \nendstream"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[100 0 R]>>",
            100: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 101 0 R"
            b"/Resources<</XObject<</I 102 0 R>>>>>>",
            101: drawing,
            102: b"<</Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceGray"
            b"/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%b\nendstream" % (len(pixels), pixels),
        }
    )


@pytest.mark.parametrize("bomb", [bomb_of_lines, bomb_of_pixels])
def test_a_bomb_is_drawn_or_refused_within_its_bounds(tmp_path: Path, bomb: object) -> None:
    data = bomb()  # type: ignore[operator]
    assert len(data) < 1_000_000
    found = prepared(tmp_path, data)
    assert isinstance(found, Document) or found.code in ("file-too-slow", "file-damaged", "file-too-large")
    forkserver._forkserver._stop()  # type: ignore[attr-defined] # what its workers took is counted when it has ended
    import resource  # Windows has none

    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY * 1.1


def test_a_form_that_draws_itself_twice_over_comes_to_an_end(tmp_path: Path) -> None:
    data = assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[100 0 R]>>",
            100: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 101 0 R"
            b"/Resources<</XObject<</F 102 0 R>>>>>>",
            101: b"<</Length 5>>\nstream\n/F Do\nendstream",
            102: b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 102 0 R>>>>/Length 11>>\n"
            b"stream\n/F Do /F Do\nendstream",
        }
    )
    found = prepared(tmp_path, data)
    assert isinstance(found, Document) or found.code == "file-too-slow"


WHOLE = document("A page", "Another", info={"Author": CANARY})


@pytest.mark.parametrize("tenth", range(10))
def test_half_a_document_is_refused_or_whole(tenth: int) -> None:
    try:
        found = rebuild(WHOLE[: len(WHOLE) * tenth // 10]).derivative
    except Refused as refused:
        assert refused.finding.code in ("file-damaged", "file-too-large")
    else:
        assert found.pages


@settings(max_examples=amount(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_a_mutant_is_a_document_or_refused(seed: int) -> None:
    chance = Random(seed)
    data = bytearray(WHOLE)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        made = rebuild(bytes(data))
    except Refused:
        return
    assert all(CANARY.encode() not in each.data for each in made.files)


def test_a_picture_under_the_name_of_a_document_is_told() -> None:
    with pytest.raises(Refused) as refused:
        rebuild(encoded(noise(100, 100), "PNG"))
    assert refused.value.finding.code == "file-damaged"


def test_a_coloured_paper_keeps_its_colour_and_loses_what_is_nearly_the_same() -> None:
    """Drawn by lines, since a text would be left out by itself."""
    cream, faint = "1 0.99 0.96 rg 0 0 612 792 re f", "0.99 0.97 0.96 rg 72 400 300 20 re f"
    page = widest(rebuild(paper(f"{cream} {faint}")))
    colours = {page.getpixel((round(x * page.width), round(0.62 * page.width))) for x in (0.05, 0.2, 0.4, 0.9)}
    assert len(colours) == 1
    (colour,) = colours
    assert isinstance(colour, tuple)
    assert all(abs(one - other) <= 3 for one, other in zip(colour, (255, 252, 245), strict=True))
