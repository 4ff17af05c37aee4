"""Cleaning originals where they lie: nothing hidden is left, what is covered is gone, and the work itself stays."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from amount import amount
from excellence.authoring.edits import renamed, replaced, without_items, without_key
from excellence.media import probe_file
from excellence.media.documents.flat import is_flat
from excellence.media.errors import Refused
from excellence.media.pictures import scrub_picture
from excellence.model.finding import Place
from in_process import Project
from papers import HIDING, SEEN
from project import tree
from recorded import document, film, sound

from .draw import encoded, exif, noise, quarters
from .test_pictures_traces import CANARY, STRUCTURE, XMP, telling, telling_jpeg, telling_png, telling_webp

EXIFTOOL = shutil.which("exiftool")
# What exiftool tells of any sound, film or paper, whatever it holds.
MORE = {"PDF", "MPEG", "QuickTime", "Track1", "Track2", "ID3v2_4", "Opus", "Vorbis", "Matroska", "Info", "Track3"}


def telling_gif(picture: Image.Image) -> bytes:
    return encoded(picture.convert("P"), "GIF", comment=CANARY) + CANARY


def telling_tiff(picture: Image.Image) -> bytes:
    return encoded(picture, "TIFF", exif=telling(), tiffinfo={270: CANARY.decode(), 315: CANARY.decode(), 700: XMP})


def telling_heic(picture: Image.Image) -> bytes:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return encoded(picture, "HEIF", exif=telling(), xmp=XMP)


def tagged(make: Callable[..., bytes], suffix: str) -> bytes:
    words = {
        "title": CANARY.decode(),
        "artist": CANARY.decode(),
        "comment": CANARY.decode(),
        "location": "+40.4-003.7/",
    }
    return make(suffix, 0.4, metadata=words)


PICTURES: dict[str, Callable[[Image.Image], bytes]] = {
    "a.jpg": telling_jpeg,
    "a.png": telling_png,
    "a.webp": telling_webp,
    "a.gif": telling_gif,
    "a.tif": telling_tiff,
    "a.heic": telling_heic,
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "a.pdf": partial(
        document,
        "What the page says",
        info={"Author": CANARY.decode(), "Title": CANARY.decode(), "Producer": "P"},
        more=[f"<</Type/Metadata/Subtype/XML/Length {len(XMP)}>>\nstream\n{XMP.decode()}\nendstream"],
        root="/Metadata 10 0 R",
    ),
    **{f"a{suffix}": partial(tagged, sound, suffix) for suffix in (".mp3", ".m4a", ".ogg")},
    **{f"a{suffix}": partial(tagged, film, suffix) for suffix in (".mp4", ".webm")},
}
CARRIERS = {**{name: partial(make, quarters(1200, 800)) for name, make in PICTURES.items()}, **OTHERS}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def groups(folder: Path) -> set[str]:
    """What exiftool reads in the files of a folder, where there is an exiftool."""
    if EXIFTOOL is None:
        return set()
    told = subprocess.run([EXIFTOOL, "-j", "-a", "-G1", "-r", folder], capture_output=True, check=True).stdout
    return {key.split(":")[0] for file in json.loads(told) for key in file}


@pytest.mark.parametrize("name", CARRIERS)
def test_what_a_file_carries_is_found_cleaned_and_published_nowhere(project: Project, name: str) -> None:
    folder = project.work("kite", pieces=[{"file": name, "alt": "Four fields", "captions": "a.vtt"}], pictures=1)
    (folder / "01.jpg").unlink()
    (folder / "a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n", "utf-8")
    (folder / name).write_bytes(CARRIERS[name]())
    assert CANARY in (folder / name).read_bytes().replace(b"\0", b"")
    found = project.command("excellence", "check", "kite")
    assert found.returncode == 1
    code = "pdf-hidden" if name == "a.pdf" else "metadata"
    [finding] = [line for line in found.stdout.splitlines() if f" error {code} " in line]
    assert "scripts/scrub" in finding
    assert CANARY.decode() not in found.stdout

    done = project.command("excellence", "scrub", "kite")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"works/kite/{name}: took out " in done.stdout
    assert CANARY.decode() not in done.stdout
    checked = project.command("excellence", "check", "kite")
    assert "error" not in checked.stdout, checked.stdout
    project.built()
    for path in [*folder.rglob("*"), *project.site.rglob("*"), *(project.folder / ".cache").rglob("*")]:
        if path.is_file():
            assert CANARY not in path.read_bytes().replace(b"\0", b""), path
    assert groups(folder) <= STRUCTURE | MORE | {"PNG", "GIF", "IFD0", "ExifIFD", "HEIC", "WebP", "Meta"}
    state = tree(folder)
    assert f"works/kite/{name}: clean already" in project.command("excellence", "scrub", "kite").stdout
    assert tree(folder) == state


@pytest.mark.parametrize("name", PICTURES)
def test_a_box_is_one_colour_in_the_original_and_in_every_published_size(project: Project, name: str) -> None:
    boxes = [
        {"file": name, "x": 0.1, "y": 0.2, "w": 0.3, "h": 0.25},
        {"file": name, "x": 0.7, "y": 0.6, "w": 0.4, "h": 0.5},
    ]
    folder = project.work("kite", pieces=[{"file": name, "alt": "Four fields"}], redact=boxes)
    (folder / "01.jpg").unlink()
    (folder / name).write_bytes(PICTURES[name](quarters(1400, 900)))
    assert "redact-open" in project.command("excellence", "check").stdout
    assert project.command("excellence", "scrub", "kite").returncode == 0
    assert "redact" not in (folder / "index.md").read_text("utf-8")
    assert project.command("excellence", "check").returncode == 0
    project.built()
    published = [
        path for path in (project.site / "works" / "kite").iterdir() if re.search(r"-\d+\.(webp|jpg)\Z", path.name)
    ]
    shared = {path for path in published if opened(path).size == (1200, 630)}
    assert len(published) - len(shared) >= 3
    for path in [folder / name, *sorted(set(published) - shared)]:
        picture = opened(path)
        across, down = picture.size
        for box in boxes:
            edge = 17  # saving blurs what is near the border: a block of the coder, two for colour
            left, top = round(box["x"] * across) + edge, round(box["y"] * down) + edge
            right = round(min(box["x"] + box["w"], 1) * across) - edge
            bottom = round(min(box["y"] + box["h"], 1) * down) - edge
            darkest = picture.crop((left, top, right, bottom)).getextrema()
            assert all(high <= 12 for _, high in darkest), (path.name, darkest)
        spared = picture.crop((round(0.5 * across), round(0.05 * down), round(0.8 * across), round(0.15 * down)))
        assert max(high for _, high in spared.getextrema()) > 60


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_and_looks_the_same(orientation: int) -> None:
    source = encoded(quarters(600, 400), "JPEG", quality=95, exif=exif(orientation))
    clean = scrub_picture(source)
    shown = Image.open(BytesIO(clean.data))
    assert shown.getexif().get(0x0112, 1) == 1
    assert (clean.turned, shown.size) == (orientation != 1, (600, 400) if orientation < 5 else (400, 600))
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(Image.open(BytesIO(source))).convert("RGB").resize((6, 6))
    for one, other in zip(upright.tobytes(), shown.convert("RGB").resize((6, 6)).tobytes(), strict=True):
        assert abs(one - other) <= 8


def test_a_clean_picture_comes_back_byte_for_byte() -> None:
    data = encoded(quarters(600, 400), "JPEG", quality=85)
    assert scrub_picture(data).data is data
    assert scrub_picture(data, longest=600).data is data
    assert max(Image.open(BytesIO(scrub_picture(data, longest=300).data)).size) == 300


def test_further_frames_are_told_of() -> None:
    frames = [quarters(300, 200), noise(300, 200), quarters(300, 200)]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    clean = scrub_picture(file.getvalue())
    assert "2 further frames" in clean.lost
    assert getattr(Image.open(BytesIO(clean.data)), "n_frames", 1) == 1


def test_what_is_no_picture_is_refused() -> None:
    for data in (b"", b"no picture", b"\xff\xd8\xff" + b"\0" * 40, encoded(noise(200, 100), "PNG")[:300]):
        with pytest.raises(Refused):
            scrub_picture(data)


box = st.tuples(*[st.floats(0, 1)] * 4)


@settings(max_examples=amount(30), deadline=None)
@given(st.lists(box, max_size=4))
def test_any_boxes_are_painted_and_none_breaks_anything(boxes: list[tuple[float, float, float, float]]) -> None:
    white = encoded(Image.new("RGB", (64, 48), "white"), "PNG", pnginfo=None)
    shown = Image.open(BytesIO(scrub_picture(white, boxes=boxes).data)).convert("RGB")
    assert shown.size == (64, 48)
    for x, y, w, h in boxes:
        middle = (x + min(x + w, 1)) / 2, (y + min(y + h, 1)) / 2
        if w > 0 and h > 0 and middle[0] < 1 and middle[1] < 1:
            assert shown.getpixel((int(middle[0] * 64), int(middle[1] * 48))) == (0, 0, 0)


def test_the_words_of_a_paper_are_proposed_and_shown_only_when_somebody_has_accepted_them(
    project: Project,
) -> None:
    piece = {"file": "a.pdf", "alt": "Two pages"}
    folder = project.work("report", pieces=[piece])
    (folder / "01.jpg").unlink()
    (folder / "a.pdf").write_bytes(document("The river is fast", "It floods in May", info={"Author": "A"}))
    done = project.command("excellence", "scrub", "report")
    assert "works/report/a.pdf: the words that can be seen are in a.proposed.txt: read them beside" in done.stdout
    assert (folder / "a.proposed.txt").read_text("utf-8") == "The river is fast\n\nIt floods in May\n"
    assert b"river" not in (folder / "a.pdf").read_bytes()
    told = project.command("excellence", "check", "report").stdout
    assert "proposal-open pieces: a.proposed.txt is a proposal that waits to be read; read it beside a.pdf" in told
    assert "document-words" not in told
    project.built()
    assert "river" not in project.page("works/report/index.html")

    project.rewrite("report", pieces=[piece | {"transcript": "a.proposed.txt"}])
    told = project.command("excellence", "check", "report").stdout
    assert "error piece-kind pieces[1].transcript: a.proposed.txt is a proposal that nobody has accepted" in told
    (folder / "a.proposed.txt").rename(folder / "a.txt")
    project.rewrite("report", pieces=[piece | {"transcript": "a.txt"}])
    assert "nothing is wrong" in project.command("excellence", "check", "report").stdout
    project.built()
    assert "The river is fast" in project.page("works/report/index.html")
    assert "river" not in project.page("works/report/look/index.html")


def test_new_makes_pictures_of_the_pages_of_a_paper(project: Project) -> None:
    """A name under a black box would lie in the repository for everybody to lift it."""
    papers = project.folder / "papers"
    papers.mkdir()
    (papers / "report.pdf").write_bytes(HIDING["beneath a box"][0](CANARY.decode()))
    done = project.command("excellence", "new", "report", "--from", str(papers), "--no-questions")
    assert "report.pdf → 01.pdf" in done.stdout
    folder = project.folder / "works" / "report"
    for path in folder.rglob("*"):
        assert path.is_dir() or CANARY not in path.read_bytes()
    assert is_flat((folder / "01.pdf").read_bytes())
    assert (folder / "01.proposed.txt").read_text("utf-8") == f"{SEEN}\n"
    assert "01.proposed.txt" in (folder / "index.md").read_text("utf-8")


def test_words_that_were_proposed_before_a_box_go_with_what_it_covers(project: Project) -> None:
    folder = project.work("report", pieces=[{"file": "a.pdf", "alt": "A page"}])
    (folder / "a.pdf").write_bytes(document("Maria Delgado wrote this"))
    assert project.command("excellence", "scrub", "report").returncode == 0
    assert "Maria" in (folder / "a.proposed.txt").read_text("utf-8")
    project.rewrite("report", redact=[{"file": "a.pdf", "x": 0.1, "y": 0.08, "w": 0.3, "h": 0.06}])
    done = project.command("excellence", "scrub", "report")
    assert done.returncode == 0, done.stdout
    assert "a.proposed.txt is deleted, since it may say what is painted over now" in done.stdout
    assert not (folder / "a.proposed.txt").exists()


def test_boxes_are_painted_where_they_can_be_and_every_other_line_stays(project: Project) -> None:
    boxes = [
        {"file": "a.pdf", "page": 2, "x": 0.1, "y": 0.08, "w": 0.25, "h": 0.06},
        {"file": "a.mp4", "x": 0, "y": 0, "w": 0.5, "h": 0.5},
        {"file": "01.jpg", "x": 0, "y": 0, "w": 0.5, "h": 0.5},
        {"file": "a.mp3", "x": 0, "y": 0, "w": 0.5, "h": 0.5},
        {"file": "02.jpg", "page": 3, "x": 0, "y": 0, "w": 0.5, "h": 0.5},
        {"file": "02.jpg", "x": 0, "y": 0, "w": 0, "h": 0.5},
        {"file": "b.pdf", "page": 9, "x": 0, "y": 0, "w": 0.5, "h": 0.5},
    ]
    more = [{"file": name, "alt": "A page", "captions": "a.vtt"} for name in ("a.pdf", "b.pdf", "a.mp4", "a.mp3")]
    listed = [{"file": f"{number:02}.jpg", "alt": "A drawing of boats"} for number in (1, 2)]
    folder = project.work("kite", pictures=2, pieces=[*listed, *more], redact=boxes)
    (folder / "a.pdf").write_bytes(document("One", "Maria Delgado, and a boat"))
    (folder / "b.pdf").write_bytes(document("One", "Two"))
    (folder / "a.mp4").write_bytes(film(".mp4", 0.4))
    (folder / "a.mp3").write_bytes(sound(".mp3", 0.4))
    (folder / "a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n", "utf-8")
    second = (folder / "02.jpg").read_bytes()
    told = project.command("excellence", "check", "kite").stdout
    done = project.command("excellence", "scrub", "kite")
    assert done.returncode == 1
    for at, what in (
        (2, "a.mp4 is a film, and a box can't be painted on one"),
        (4, "a.mp3 is a sound, and a box can't be painted on one"),
        (5, "02.jpg is a picture and has no page 3"),
        (6, "the box has no size, or lies off the picture"),
    ):
        assert f"error redact-place redact[{at}]: {what}" in told
        assert f"error redact-place redact[{at}]: not painted: {what}" in done.stdout
    assert "error redact-place redact[7].page: b.pdf has no page 9: it has 2" in told
    assert "error redact-place redact[7]: not painted: b.pdf has 2 pages, and a box names page 9" in done.stdout
    assert re.search(
        r"works/kite/index.md:\d+:\d+: painted over on page 2 of a.pdf; its line is taken out", done.stdout
    )
    assert re.search(r"works/kite/index.md:\d+:\d+: painted over on 01.jpg; its line is taken out", done.stdout)
    left = yaml.safe_load((folder / "index.md").read_text("utf-8").split("---")[1])["redact"]
    assert left == [box for number, box in enumerate(boxes) if number not in (0, 2)]
    assert (folder / "02.jpg").read_bytes() == second
    proposed = (folder / "a.proposed.txt").read_text("utf-8")
    assert ("Maria" in proposed, "boat" in proposed) == (False, True)
    assert opened(folder / "01.jpg").getpixel((20, 20)) == (0, 0, 0)


def test_a_preview_shows_the_pages_of_a_paper_with_their_boxes(project: Project) -> None:
    box = {"file": "a.pdf", "page": 2, "x": 0.1, "y": 0.08, "w": 0.5, "h": 0.06}
    folder = project.work("report", pieces=[{"file": "a.pdf", "alt": "Two pages"}], redact=[box])
    (folder / "a.pdf").write_bytes(document("One", "Two"))
    before = tree(folder)
    assert project.command("excellence", "scrub", "report", "--preview").returncode == 0
    assert tree(folder) == before
    page = (project.folder / ".cache" / "scrub" / "report.html").read_text("utf-8")
    assert page.count("data:image/jpeg;base64,") == 4
    assert "a.pdf, page 2" in page
    assert page.count("<i style=") == 1


def test_a_preview_changes_nothing_and_its_page_goes_with_the_next_scrub(project: Project) -> None:
    folder = project.work("kite", redact=[{"file": "01.jpg", "x": 0, "y": 0, "w": 0.5, "h": 0.5}])
    before = tree(folder)
    done = project.command("excellence", "scrub", "kite", "--preview")
    assert done.returncode == 0
    assert "works/kite/01.jpg: would be changed" in done.stdout
    assert tree(folder) == before
    page = project.folder / ".cache" / "scrub" / "kite.html"
    assert page.read_text("utf-8").count("data:image/jpeg;base64,") == 2
    assert project.command("excellence", "scrub", "kite").returncode == 0
    assert not page.exists()


def test_one_file_that_fails_stays_as_it_was_and_the_others_are_cleaned(project: Project) -> None:
    folder = project.work("kite", pictures=2, redact=[{"file": "09.jpg", "x": 0, "y": 0, "w": 0.5, "h": 0.5}])
    (folder / "01.jpg").write_bytes(b"\xff\xd8\xff no picture")
    (folder / "02.jpg").write_bytes(telling_jpeg(quarters(1200, 800)))
    done = project.command("excellence", "scrub")
    assert done.returncode == 1
    assert "works/kite/01.jpg: not cleaned: it is damaged" in done.stdout
    assert "redact[1]: not painted: there is no file 09.jpg; correct redact in index.md" in done.stdout
    assert (folder / "01.jpg").read_bytes() == b"\xff\xd8\xff no picture"
    assert probe_file(folder / "02.jpg").advice == ()
    assert "redact:" in (folder / "index.md").read_text("utf-8")
    assert [path.name for path in folder.iterdir() if path.name.endswith(".part")] == []


# Small changes to a curator's words


def test_a_key_goes_with_its_lines_and_nothing_else() -> None:
    text = "---\ntitle: A\nredact:\n  - {file: a.jpg}\n  # a note\n\n# about b\nb: 1\n---\nredact: stays\n"
    assert without_key(text, "redact") == "---\ntitle: A\n\n# about b\nb: 1\n---\nredact: stays\n"
    assert without_key("---\na: 1\nredact: []\n---\nWords\n", "redact") == "---\na: 1\n---\nWords\n"
    assert without_key("---\na: 1\n---\n", "redact") == "---\na: 1\n---\n"
    assert without_key("---\n{a: 1, redact: []}\n---\n", "redact") is None
    assert without_key("no front matter", "redact") is None


def test_items_go_with_their_lines_and_the_others_stay() -> None:
    text = (
        "---\nredact:\n  - file: a.jpg\n    x: 0.5\n  # why\n  - {file: b.jpg}\n  - {file: c.jpg}\n\nb: 1\n---\nWords\n"
    )
    assert without_items(text, "redact", {1}) == text.replace("  - file: a.jpg\n    x: 0.5\n", "")
    assert without_items(text, "redact", {3}) == text.replace("  - {file: c.jpg}\n", "")
    assert without_items(text, "redact", {1, 2, 3}) == "---\n\nb: 1\n---\nWords\n"
    flow = '---\na: 1\nredact: [{file: a.jpg, x: 0.5}, {file: "b: c.jpg"}, {file: d.jpg}] # note\nb: 1\n---\n'
    expected = '---\na: 1\nredact: [{file: "b: c.jpg"}, {file: d.jpg}]\nb: 1\n---\n'
    assert without_items(flow, "redact", {1}) == expected
    wide = "---\nredact: [{file: a.jpg},\n  {file: b.jpg}]\nb: 1\n---\n"
    assert without_items(wide, "redact", {2}) == "---\nredact: [{file: a.jpg}]\nb: 1\n---\n"
    assert without_items("---\n{a: 1, redact: [{file: a.jpg}, {file: b.jpg}]}\n---\n", "redact", {1}) is None


def test_a_value_is_put_right_only_where_it_stands() -> None:
    text = "---\nkind: 'Project'\ntitle: Project\n---\n"
    assert replaced(text, Place(2, 7), "Project", "project") == "---\nkind: 'project'\ntitle: Project\n---\n"
    for place in (Place(3, 1), Place(9, 1), Place(2, 40)):
        assert replaced(text, place, "Project", "project") == text


def test_a_file_is_renamed_wherever_it_is_named_and_never_inside_another_name() -> None:
    text = "file: a b.png, x/a b.png, a b.png.bak, (a b.png), 'a b.png'"
    assert renamed(text, "a b.png", "ab.png") == "file: ab.png, x/a b.png, a b.png.bak, (ab.png), 'ab.png'"
