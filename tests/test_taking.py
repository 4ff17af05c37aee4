"""The packer's files, in a real browser: whatever is put in comes out clean, or is refused in words that help."""

import re
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from carriers import CARRIERS
from draw import BLUE, GREEN, P3, RED, YELLOW, encoded, exif, jpeg_sized, noise, png_sized, profile, quarters
from excellence.media.pictures import boxes as painted
from excellence.media.pictures.metadata import find_metadata
from excellence.media.pictures.opening import examine
from excellence.media.recordings import clean
from excellence.model.derivative import Film
from excellence.model.kinds import FOREIGN
from excellence.model.languages import spoken
from excellence.reading.captions import read_captions, write_captions
from excellence.rendering.contract import kinds
from excellence.rendering.strings import room
from project import ROOT
from recorded import CANARY, film, sound

from .test_recordings import cropped, held, tailored

MODULES = ROOT / "plugins" / "excellence" / "assets" / "modules"
# The bytes of a file go both ways as letters.
BYTES = """
    const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const lettersOf = async (blob) => blob && new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(",")[1] ?? "");
        reader.readAsDataURL(blob);
    });
"""
TAKE = (
    """async ([files, kinds]) => {"""
    + BYTES
    + """
    const { take } = await import("/taking/taking.mjs"), taken = [];
    for (const [name, text] of files) {
        const { blob, ...made } = await take(new File([bytesOf(text)], name), kinds);
        taken.push({ ...made, type: blob?.type, blob: await lettersOf(blob) });
    }
    return taken;
}"""
)
Taken = dict[str, Any]
Take = Callable[[Iterable[tuple[str, bytes]]], list[Taken]]


@pytest.fixture
def page(enter: Callable[..., Page], serve: Callable[[Path], str]) -> Iterator[Page]:
    """A page that can import the modules as they are."""
    page = enter(viewport={"width": 1000, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{serve(MODULES)}taking/")
    yield page
    assert faults == []


@pytest.fixture
def take(page: Page) -> Take:
    def taken(files: Iterable[tuple[str, bytes]]) -> list[Taken]:
        given = [[name, b64encode(data).decode()] for name, data in files]
        found = page.evaluate(TAKE, [given, kinds()])
        return [{**each, "blob": b64decode(each["blob"] or "")} for each in found]

    return taken


def opened(taken: Taken) -> Image.Image:
    return Image.open(BytesIO(taken["blob"])).convert("RGB")


# Pictures

TURNED = {1: "RGBY", 2: "GRYB", 3: "BYRG", 4: "YBGR", 5: "RYBG", 6: "YRGB", 7: "BGRY", 8: "GBYR"}


def corners(picture: Image.Image) -> str:
    """The first letters of the colours of the four quarters, clockwise from the upper left."""
    width, height = picture.size
    places = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
    named = {"R": RED, "G": GREEN, "B": BLUE, "Y": YELLOW}

    def far(letter: str, seen: Any) -> int:
        return sum(abs(one - other) for one, other in zip(named[letter], seen, strict=True))

    return "".join(
        min(named, key=lambda letter: far(letter, picture.getpixel((int(x * width), int(y * height)))))
        for x, y in places
    )


def moving(format: str) -> bytes:
    file = BytesIO()
    quarters(300, 200).save(file, format, save_all=True, append_images=[Image.new("RGB", (300, 200))], duration=50)
    return file.getvalue()


def see_through() -> bytes:
    picture = quarters(600, 400).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    return encoded(picture, "PNG")


def test_of_a_picture_nothing_comes_out_but_what_can_be_seen(take: Take) -> None:
    files = [
        (f"{place}{end}", make(CANARY))
        for end in (".jpg", ".png", ".webp", ".gif")
        for place, make in CARRIERS[end].items()
    ]
    found = take(files)
    assert len(found) > 40
    for (name, _), taken in zip(files, found, strict=True):
        assert (taken.get("kind"), taken["name"], taken["notes"]) == ("picture", name, ["small"]), taken
        assert find_metadata(examine(taken["blob"])) == (), name
        assert CANARY.encode() not in taken["blob"], name
        assert (corners(opened(taken)), (taken["width"], taken["height"])) == ("RGBY", (240, 180)), name


def test_a_picture_comes_out_upright_whatever_the_file_and_the_browser(take: Take) -> None:
    formats = ("JPEG", "PNG", "WEBP")
    cases = [(format, turn) for format in formats for turn in TURNED]
    # By its content: no end of a name deceives.
    found = take([("a.jfif", encoded(quarters(120, 80), format, exif=exif(turn))) for format, turn in cases])
    for (format, turn), taken in zip(cases, found, strict=True):
        assert corners(opened(taken)) == TURNED[turn], (format, turn)
        assert (taken["width"], taken["height"]) == ((120, 80) if turn < 5 else (80, 120)) == opened(taken).size
        assert taken["notes"] == ([] if turn == 1 else ["turned"]) + ["small"]


def test_a_large_picture_becomes_as_large_as_the_site_shows(take: Take) -> None:
    data = encoded(quarters(3300, 2200), "JPEG", exif=exif(6), icc_profile=profile(P3))
    cmyk = encoded(quarters(1200, 800).convert("CMYK"), "JPEG")
    deep = encoded(Image.new("I;16", (1200, 800), 40_000), "PNG")
    photo = encoded(noise(1100, 700), "PNG")
    large, inks, wide, rough = take([("a.jpg", data), ("a.jpg", cmyk), ("a.png", deep), ("a.png", photo)])
    assert (large["width"], large["height"], large["notes"]) == (2000, 3000, ["turned", "shrunk"])
    assert (opened(large).size, corners(opened(large))) == ((2000, 3000), "YRGB")
    assert (inks["notes"], corners(opened(inks)), inks["end"]) == ([], "RGBY", ".jpg")
    assert (wide["notes"], wide["end"], wide["type"]) == ([], ".png", "image/png")
    assert opened(wide).getpixel((600, 400)) == (156, 156, 156)
    # What is a photo all the same weighs much less as a JPEG.
    assert (rough["end"], rough["type"], rough["width"]) == (".jpg", "image/jpeg", 1100)


def test_what_moves_or_is_seen_through_is_told(take: Take) -> None:
    still = take([(f"a.{format}", moving(format)) for format in ("GIF", "PNG", "WEBP")])
    assert [(each["notes"], corners(opened(each))) for each in still] == [(["first", "small"], "RGBY")] * 3
    (clear,) = take([("a.png", see_through())])
    assert clear["notes"] == ["small", "flattened"]
    assert min(opened(clear).getpixel((300, 1))) > 250  # type: ignore[arg-type, type-var] # three bands


def test_what_is_no_whole_picture_is_refused(take: Take) -> None:
    photo = encoded(noise(300, 200), "JPEG")
    files = {
        "half.jpg": (photo[: len(photo) // 2], "damaged"),
        "half.png": (encoded(noise(300, 200), "PNG")[:9_000], "damaged"),
        "half.webp": (encoded(noise(300, 200), "WEBP")[:2_000], "damaged"),
        "none.png": (encoded(quarters(), "PNG")[:60] + bytes(200), "damaged"),
        "empty.jpg": (b"", "empty"),
        "wide.png": (png_sized(40_000, 10), "pixels"),
        "bomb.png": (png_sized(19_000, 19_000), "pixels"),
        "lie.jpg": (jpeg_sized(encoded(quarters(), "JPEG"), 60_000, 60_000), "pixels"),
        # What this browser does not decode; another may.
        "photo.jpg": (CARRIERS[".heic"]["XMP"](CANARY), "heic"),
        "scan.tif": (CARRIERS[".tif"]["XMP"](CANARY), "tiff"),
        "raw.dng": (CARRIERS[".tif"]["XMP"](CANARY), "raw"),
    }
    found = take([(name, data) for name, (data, _) in files.items()])
    assert {each["name"]: each.get("refused") for each in found} == {name: code for name, (_, code) in files.items()}
    assert found[6]["values"] == {"width": 19_000, "height": 19_000, "most": 50, "side": 20_000}


# Sounds and films

HEARD = (".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm")


def test_of_a_sound_or_film_nothing_comes_out_but_what_is_played(take: Take) -> None:
    """As `scripts/check` sees it, which reads every box, page and frame."""
    files = [(f"{place}{end}", make(CANARY)) for end in HEARD for place, make in CARRIERS[end].items()]
    for name, data in {
        "trip.mov": film(".mov", 0.4, metadata={"title": CANARY}, handler=CANARY),
        "voice.weba": sound(".weba", 0.4, {"title": CANARY}),
        "whole.m4a": sound(".alac", 0.4, {"title": CANARY}),
        "sideways.mp4": held(90),
        "shorter.m4a": tailored(".m4a", played=1000, skipped=1200),
    }.items():
        files.append((name, data))
    for (name, _), taken in zip(files, take(files), strict=True):
        assert "refused" not in taken, (name, taken)
        data, end = taken["blob"], taken["end"]
        assert CANARY.encode() not in data, name
        made = clean(data, end).derivative
        assert made.traces == (), name
        assert abs(made.seconds - taken["seconds"]) < 0.2, name
        usual = {".mov": ".mp4", ".weba": ".ogg"}
        assert end == usual.get(Path(name).suffix, Path(name).suffix)
        if name == "sideways.mp4":
            assert isinstance(made, Film)
            assert (taken["width"], taken["height"]) == (made.width, made.height) == (240, 320)


def test_what_no_browser_plays_or_nobody_waits_for_is_refused(take: Take) -> None:
    files = {
        "old.mp4": (film(".mp4", 0.3, codec="mpeg4"), "codec"),
        "wide.mp4": (film(".mp4", 0.1, (2000, 64), silent=True), "screen"),
        "show.mp4": (cropped("left", 80), "cropped"),
        "cut.mp3": (b"ID3\3\0\0\0\0\0\1\0", "damaged"),
        "half.mp4": (film(".mp4", 0.3)[:900], "damaged"),
        "none.wav": (sound(".wav", 0.1)[:40], "damaged"),
        "deep.wav": (sound(".wav", 0.1).replace(b"fmt \x10\0\0\0\1", b"fmt \x10\0\0\0\3", 1), "codec"),
        "loud.aac": (sound(".aac", 0.2), "sound"),
    }
    found = take([(name, data) for name, (data, _) in files.items()])
    assert {each["name"]: each.get("refused") for each in found} == {name: code for name, (_, code) in files.items()}


def test_whatever_the_bytes_the_answer_is_a_clean_file_or_a_reason(page: Page) -> None:
    """Real files with a few bytes changed, or cut short: nothing throws, nothing hangs, and nothing is let through."""
    chance = Random(20)
    files = []
    for end in (*HEARD, ".jpg", ".png", ".webp", ".gif"):
        places = CARRIERS[end]
        for place in chance.sample(sorted(places), 2):
            data = places[place](CANARY)
            files += [[f"a{end}", b64encode(spoilt(data, chance)).decode()] for _ in range(7)]
    found = page.evaluate(TAKE, [files, kinds()])
    assert len(found) == 140
    taken = [each for each in found if each.get("kind")]
    assert all(each["refused"] for each in found if each not in taken)
    assert 30 < len(taken) < 130
    assert not [each["name"] for each in taken if CANARY.encode() in b64decode(each["blob"])]


def spoilt(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(min(len(changed), 3_000))] = chance.randrange(256)
    return bytes(changed[: chance.randint(len(changed) // 3, len(changed))] if chance.random() < 0.3 else changed)


# Texts and captions


def test_words_are_read_whatever_program_has_written_them(take: Take) -> None:
    said = "Él vio una salamandra.\r\n\r\n“Four toes”, I wrote.\r\n"
    right = "Él vio una salamandra.\n\n“Four toes”, I wrote.\n"
    codes = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252")
    found = take([("a.TXT", said.encode(code)) for code in codes])
    assert [(each["kind"], each["end"], each["text"]) for each in found] == [("text", ".txt", right)] * len(codes)
    assert {each["blob"] for each in found} == {right.encode()}
    openings = ("The free birds", "caffeine", "P1 Introduction", "BM is", "Rar! they", "ID cards", "icns", "GIFs")
    assert {each.get("kind") for each in take([("a.txt", opening.encode()) for opening in openings])} == {"text"}
    hidden, plain, empty, binary = take(
        [("a.md", b"# A\xe2\x80\xae\xef\xbb\xbf title"), ("README", b"words"), ("a.txt", b" \n"), ("a.txt", bytes(90))]
    )
    assert (hidden["text"], hidden["end"]) == ("# A title\n", ".md")
    assert (plain["end"], empty["refused"], binary["refused"]) == (".txt", "empty_text", "no_text")


def test_captions_are_read_as_the_check_reads_them(page: Page) -> None:
    chance = Random(7)
    lines = (
        *(
            "WEBVTT",
            "NOTE seen",
            "STYLE",
            "1",
            "2",
            "",
            "",
            "",
            "Hello",
            "- <v Mara>yes</v>",
            "I <3 <i>newts</i> --> ok",
        ),
        *("00:01.500 --> 00:04.000", "00:00:05,000 --> 00:00:06,5", "0:00:07.000,0:00:08.000", "00:09.1 → 00:10"),
        *(
            "00:02.000 --> 00:01.000",
            "00:01;5 --> 00:09",
            "{\\an8}there[br]here",
            "::cue {",
            "00:03.000 --> 00:03.500 x",
        ),
    )
    texts = ["\n".join(chance.choice(lines) for _ in range(chance.randint(1, 9))) + "\n" for _ in range(1500)]
    texts += [f"WEBVTT\n\n{line}\nHello\n" for line in lines if "00" in line]
    found = page.evaluate(
        """async (texts) => (await import("/taking/captions.mjs")) && texts.map(
            ((read) => (text) => read(text))((await import("/taking/captions.mjs")).captionsOf))""",
        texts,
    )
    good = 0
    for text, told in zip(texts, found, strict=True):
        cues, flaws = read_captions(text)
        assert bool(flaws) == bool(told["line"]), (text, told, flaws)
        if not flaws:
            assert told["written"] == write_captions(cues), text
            good += 1
    assert good > 100


def test_captions_become_webvtt(take: Take) -> None:
    files = [("a.srt", b"1\r\n00:00:01,500 --> 00:00:04,000\r\nHello\r\n"), ("a.vtt", b"Hello\n")]
    good, bad = take(files)
    right = "WEBVTT\n\n00:00:01.500 --> 00:00:04.000\nHello\n"
    assert (good["kind"], good["end"], good["text"], good["blob"]) == ("captions", ".vtt", right, right.encode())
    assert (bad["refused"], bad["values"]) == ("captions_flaw", {"line": 1})


# What can't be taken


def test_what_people_have_in_their_folders_is_named(take: Take) -> None:
    packed = b"PK\x03\x04" + bytes(30)
    files = [(f"a{end}", b"PK\x03\x04" if end == ".docx" else b"\x00\x01\x02 some bytes") for end in FOREIGN]
    found = {each["name"]: each for each in take(files)}
    # Captions of these kinds are read.
    right = {f"a{end}": code for end, code in FOREIGN.items() if end not in kinds()["captions"]}
    assert {name: found[name].get("refused") for name in right} == right
    others = take([("a.pdf", b"%PDF-1.7"), ("a.jpg", packed), ("a.xyz", b"words"), ("page.jpg", b"<!doctype html><p>")])
    assert [each["refused"] for each in others] == ["pdf", "packed", "unknown", "web"]


def test_every_refusal_says_in_each_language_what_the_file_is_and_what_to_do(page: Page) -> None:
    helps = page.evaluate("""async () => (await import("/taking/telling.mjs")).HELP""")
    source = "".join(path.read_text("utf-8") for path in (MODULES / "taking").glob("*.mjs"))
    codes = {*re.findall(r'(?:refused: |Refusal\()"(\w+)"', source), *FOREIGN.values(), "pdf", "heic", "tiff"}
    codes |= {"long_recording", "long_film", "large_recording", "large_film"}
    assert codes <= set(helps)
    for language in spoken():
        words = room(language, "packing")
        assert {key.removeprefix("packing_is_") for key in words if key.startswith("packing_is_")} == set(helps)
        groups = {each for group in helps.values() for each in group}
        assert {key.removeprefix("packing_do_") for key in words if key.startswith("packing_do_")} == groups
        notes = {key.removeprefix("packing_note_") for key in words if key.startswith("packing_note_")}
        assert notes == {"turned", "shrunk", "small", "flattened", "first"}
        told = page.evaluate(
            """async ([code, words]) => (await import("/taking/telling.mjs")).refusal(
                { refused: code, values: { size: 40, most: 25 } }, words)""",
            ["large_film", words],
        )
        assert "40" in told["what"]
        assert len(told["ways"]) == 5
        assert all(where and how.endswith(".") and "{" not in how for where, how in told["ways"])


# Boxes


BURN = (
    """async ([text, type, boxes]) => {"""
    + BYTES
    + """
    const { burnt } = await import("/taking/burning.mjs");
    return lettersOf(await burnt(new Blob([bytesOf(text)], { type }), boxes));
}"""
)


def test_under_a_box_nothing_is_left_at_full_size(page: Page) -> None:
    box = {"x": 0.1003, "y": 0.2004, "w": 0.3, "h": 0.1}
    edge = {"x": 0.9, "y": 0.9, "w": 0.2, "h": 0.2}
    given = [tuple(each.values()) for each in (box, edge)]
    for format, type in (("PNG", "image/png"), ("JPEG", "image/jpeg")):
        data = encoded(noise(500, 400), format)
        burnt = b64decode(page.evaluate(BURN, [b64encode(data).decode(), type, [box, edge]]))
        assert find_metadata(examine(burnt)) == ()
        seen = Image.open(BytesIO(burnt))
        assert (seen.format, seen.size) == (format, (500, 400))
        assert not painted.unpainted(seen, given)  # type: ignore[arg-type] # each of four
        if format == "PNG":
            # To the pixel, and as scripts/scrub paints them.
            right = painted.paint(noise(500, 400), given)  # type: ignore[arg-type]
            assert seen.convert("RGB").tobytes() == right.tobytes()
    assert b64decode(page.evaluate(BURN, [b64encode(data).decode(), "image/jpeg", []])) == data


EDIT = (
    """async ([text, words]) => {"""
    + BYTES
    + """
    const { edit } = await import("/taking/boxes.mjs"), host = document.createElement("div");
    document.body.replaceChildren(host);
    window.told = [];
    window.editor = edit(host, new Blob([bytesOf(text)]), [], words, (boxes) => window.told.push(boxes));
    await host.querySelector("img").decode();
}"""
)


@pytest.fixture
def editor(page: Page) -> Page:
    """With the stylesheet, without which a box has no place."""
    page.evaluate(EDIT, [b64encode(encoded(quarters(800, 600), "PNG")).decode(), room("en", "packing")])
    page.add_style_tag(content=(MODULES / "packing" / "packing.css").read_text("utf-8"))
    return page


def boxes(editor: Page) -> list[dict[str, float]]:
    found: list[dict[str, float]] = editor.evaluate("editor.boxes()")
    return found


def test_a_box_is_made_and_moved_by_the_keys_alone(editor: Page) -> None:
    status = editor.get_by_role("status")
    editor.get_by_role("button", name="Add a box").focus()
    editor.keyboard.press("Enter")
    expect(status).to_have_text("Box 1 added: middle.")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowRight"):
        editor.keyboard.press(key)
    (box,) = boxes(editor)
    assert box == {"x": 0.39, "y": 0.445, "w": 0.205, "h": 0.1}
    expect(status).to_have_text("Box 1: middle, 21 % wide and 10 % high")
    expect(editor.get_by_role("listitem")).to_contain_text("Box 1: middle, 21 % wide and 10 % high")
    # A row of small steps is one.
    editor.keyboard.press("Control+z")
    assert boxes(editor) == [{"x": 0.4, "y": 0.45, "w": 0.2, "h": 0.1}]
    editor.keyboard.press("Delete")
    expect(status).to_have_text("Box 1 is gone. Boxes left: 0.")
    expect(editor.get_by_role("button", name="Add a box")).to_be_focused()
    editor.get_by_role("button", name="Undo").click()
    assert len(boxes(editor)) == 1
    editor.locator("[data-box]").focus()
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("button", name="Add a box")).to_be_focused()
    assert editor.evaluate("told.at(-1)") == boxes(editor)


def test_a_box_is_drawn_moved_and_pulled_by_a_hand(editor: Page) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        place = editor.locator(".xc-boxes__stage").bounding_box()
        assert place
        return place["x"] + x * place["width"], place["y"] + y * place["height"]

    def drag(*way: tuple[float, float]) -> None:
        editor.mouse.move(*way[0])
        editor.mouse.down()
        for place in way[1:]:
            editor.mouse.move(*place)

    def near(*sides: float) -> None:
        assert [*boxes(editor)[-1].values()] == pytest.approx(sides, abs=0.011)

    drag(at(0.6, 0.5), at(0.5, 0.4), at(0.4, 0.3))
    editor.mouse.up()
    near(0.4, 0.3, 0.2, 0.2)
    drag(at(0.5, 0.4), at(0.6, 0.6))
    editor.mouse.up()
    near(0.5, 0.5, 0.2, 0.2)
    corner = editor.locator('[data-corner="nw"]').bounding_box()
    assert corner
    drag((corner["x"] + 13, corner["y"] + 13), at(0.1, 0.2), at(0.2, 0.3))
    editor.mouse.up()
    near(0.2, 0.3, 0.5, 0.4)
    # Left half-way, and a tap, are no boxes.
    drag(at(0.8, 0.8), at(0.9, 0.9))
    editor.keyboard.press("Escape")
    editor.mouse.up()
    editor.mouse.click(*at(0.9, 0.1))
    assert len(boxes(editor)) == 1
    editor.get_by_role("button", name="Picture larger").click(click_count=2)
    drag(at(0.45, 0.8), at(0.5, 0.82))
    editor.mouse.up()
    near(0.45, 0.8, 0.05, 0.02)
    editor.evaluate("editor.destroy()")
    assert editor.locator("button").count() == 0


def test_two_fingers_move_the_page_and_draw_nothing(editor: Page) -> None:
    editor.evaluate("document.body.style.paddingBlock = '40rem'")
    session = editor.context.new_cdp_session(editor)
    editor.locator(".xc-boxes__stage").scroll_into_view_if_needed()

    def touch(kind: str, *fingers: tuple[int, int]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = editor.evaluate("scrollY")
    touch("touchStart", (300, 600))
    touch("touchStart", (300, 600), (500, 600))
    for y in (580, 540, 480):
        touch("touchMove", (300, y), (500, y))
    touch("touchEnd")
    session.detach()
    assert (boxes(editor), editor.evaluate("scrollY") - before) == ([], 120)


def test_a_box_covers_the_same_pixels_here_and_there(page: Page) -> None:
    chance = Random(3)
    cases = [
        (tuple(chance.randrange(1001) / 1000 for _ in range(4)), (chance.randint(1, 3000), chance.randint(1, 3000)))
        for _ in range(400)
    ]
    found = page.evaluate(
        """async (cases) => { const { pixelsOf } = await import("/taking/boxes-state.mjs");
            return cases.map(([[x, y, w, h], size]) => pixelsOf({ x, y, w, h }, ...size)); }""",
        cases,
    )
    for (box, size), seen in zip(cases, found, strict=True):
        left, top, right, bottom = painted.pixels_of(box, size)  # type: ignore[arg-type]
        assert seen == {"left": left, "top": top, "width": right - left, "height": bottom - top}, (box, size)


# The zip


def test_a_zip_holds_what_was_put_in_and_is_the_same_each_time(page: Page) -> None:
    files = {
        "works/frog-cards/index.md": "títle: Ranas\n",
        "works/frog-cards/01.jpg": "".join(map(chr, range(200))),
        "works/frog-cards/drafts/d1.txt": "",
        "works/frog-cards/ñ.txt": "eñe",
    }
    zipped = (
        BYTES
        + """const { zipped } = await import("/taking/zip.mjs");
        const one = await zipped(files), two = await zipped(files.map(({ path, content }) =>
            ({ path, content: new Blob([content]) })).reverse());
        return [await lettersOf(one), await lettersOf(two), one.type]; }"""
    )
    given = [{"path": path, "content": content} for path, content in files.items()]
    one, two, kind = page.evaluate("async (files) => {" + zipped, given)
    assert (one == two, kind) == (True, "application/zip")
    with zipfile.ZipFile(BytesIO(b64decode(one))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == sorted(files)
        assert {name: packed.read(name).decode() for name in packed.namelist()} == files
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(each.compress_type, each.flag_bits & 0x800) for each in packed.infolist()} == {(0, 0x800)}
