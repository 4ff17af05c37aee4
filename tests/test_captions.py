"""Captions as programs write them: what means one thing is read, what does not is refused with its line."""

from pathlib import Path

import pytest

from excellence.reading.captions import Cue, read_captions, write_captions
from excellence.rules.speakers import speakers
from in_process import Project
from recorded import film

from .test_intake import files, front, run

HELLO = (Cue(1500, 4000, "Hello"),)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "own").mkdir()
    return Project(tmp_path / "own")


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.500 --> 00:04.000\nHello\n",
        "\ufeffWEBVTT\r\n\r\n00:01.500 --> 00:04.000\r\nHello\r\n",
        "WEBVTT\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.500 --> 00:04.000\nHello",
        "WEBVTT\n00:01.500 --> 00:04.000\nHello",
        "WEBVTT - made by a program\n\nNOTE a private note\n\n00:01.500 --> 00:04.000 align:start position:0%\nHello",
        "WEBVTT\n\nSTYLE\n::cue(.a) {\n\n  color: red;\n}\n\n00:01.500 --> 00:04.000\nHello",
        "1\n00:00:01,500 --> 00:00:04,000\nHello\n",
        "0:00:01,500 --> 0:00:04\nHello\n",
        "00:01.5 --> 00:04\nHello\n",
        "0:01.50 --> 0:04.0\nHello\n",
        "0:00:01.500,0:00:04.000\nHello\n",
        "00:01.500-->00:04.000\nHello\n",
        "00:01.500 –> 00:04.000\nHello\n",
        "00:01.500 → 00:04.000\nHello\n",
        "WEBVTT\n\n00:01.500 --> 00:04.000\n<v Mara Quell><c.loud>Hello</c></v>",
        "1\n00:00:01,500 --> 00:00:04,000\n{\\an8}<font color='red'>Hello</font>\n\n2\n",
    ],
)
def test_what_means_one_thing_is_read(text: str) -> None:
    assert read_captions(text) == (HELLO, ())
    assert read_captions(write_captions(HELLO)) == (HELLO, ())


def test_missing_empty_lines_divide_cues_by_their_times_and_keep_the_numbers_that_are_words() -> None:
    counted = "1\n00:01,000 --> 00:02,000\nThree and four\n2\n00:03,000 --> 00:04,000\nis\n7\n\n"
    assert [cue.text for cue in read_captions(counted)[0]] == ["Three and four", "is\n7"]
    bare = "WEBVTT\n\n00:01.000 --> 00:02.000\nis\n7\n00:03.000 --> 00:04.000\nYes"
    assert [cue.text for cue in read_captions(bare)[0]] == ["is\n7", "Yes"]
    assert read_captions(bare)[1] == ()


def test_signs_that_would_open_a_tag_are_shown_and_emphasis_stays() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nI <3 <i>newts</i> & 2 < 3 --> yes"
    (cue,), flaws = read_captions(text)
    assert (cue.text, flaws) == ("I &lt;3 <i>newts</i> & 2 &lt; 3 → yes", ())


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Hello", 1, "there are no captions in it"),
        ("", 1, "there are no captions in it"),
        ("WEBVTT\n", 1, "there is no cue"),
        ("WEBVTT\n\n00:01.000 --> 00:99.000\nA", 3, "this is no time of a cue"),
        ("WEBVTT\n\n00:01:02:15 --> 00:01:03:00\nA", 3, "this is no time of a cue"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nA", 3, "the cue ends before it begins"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\nB", 6, "these words have no time"),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\nA\n00:01.000 --> 00:02.000\nB", 5, "the cue at 00:00:01.000 stands after"),
    ],
)
def test_what_may_mean_more_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    _, (flaw,) = read_captions(text)
    assert flaw.code == "captions-damaged"
    assert flaw.place.line == line
    assert flaw.what.startswith(what)
    assert flaw.remedy


def test_a_speaker_by_name_is_found_and_a_role_is_not() -> None:
    named = (
        "Mara Quell: hello",
        "- MARA QUELL: hello",
        "Ms. Quell: hello",
        "<v Mara Quell>hello",
        "<i>Mara O’Quell: yes",
    )
    roles = ("Student One: hello", "Narrator: hello", "Our Science Teacher: hello", "Probe: a newt", "Mara: hello")
    more = ("At 10:30 we went: home", "he said: hello there", "00:01.000 --> 00:02.000", "<v Narrator>hello")
    for line in named:
        assert [flaw.code for flaw in speakers(f"\n{line}")] == ["personal-details"], line
        assert all("Quell" not in f"{flaw.what} {flaw.remedy}" for flaw in speakers(line))
    assert [line for line in (*roles, *more) if list(speakers(line))] == []


def test_a_check_names_other_captions_and_its_fix_writes_them_as_webvtt(project: Project) -> None:
    pieces = [{"file": "f.mp4", "captions": "f.srt", "transcript": "f.txt"}]
    folder = project.work("kite", pieces=pieces, pictures=0)
    (folder / "essay.md").unlink()
    (folder / "f.mp4").write_bytes(film(seconds=0.5))
    (folder / "f.txt").write_text("Hello", "utf-8")
    (folder / "f.srt").write_text("1\n00:00:00,100 --> 00:00:01;400\nHello\n", "utf-8")
    before = (folder / "index.md").read_text("utf-8")
    told = run(project, "check", "kite", "--fix").output
    assert "error captions-damaged pieces[1].captions: f.srt is SubRip (.srt), and browsers play WebVTT alone" in told
    assert "works/kite/f.srt:2:1: error captions-damaged: this is no time of a cue" in told
    assert "f.srt" in files(folder)
    (folder / "f.srt").write_text("1\n00:00:00,100 --> 00:00:00,400\nHello\n", "utf-8")
    done = run(project, "check", "kite", "--fix")
    assert "mended works/kite: f.srt is written as WebVTT, and named f.vtt now" in done.output
    assert (done.exit_code, files(folder)) == (0, {"index.md", "f.mp4", "f.txt", "f.vtt"})
    assert (folder / "f.vtt").read_text("utf-8") == "WEBVTT\n\n00:00:00.100 --> 00:00:00.400\nHello\n"
    assert front(folder)["pieces"] == [{**pieces[0], "captions": "f.vtt"}]
    assert (folder / "index.md").read_text("utf-8") == before.replace("f.srt", "f.vtt")
