"""A recording or film in a new file with nothing but its coded sound and pictures."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import av
from av.bitstream import BitStreamFilterContext

from ...model.derivative import Film, Picture, Recording
from ...model.limits import FILM_MINUTES, FILM_SIDE, SOUND_MINUTES
from ..endings import usual_end
from ..errors import FILE_DAMAGED, FILE_FORMAT, FILE_TOO_LARGE, FILE_UNCLEAN, Refused, blamed
from ..output import Output, OutputFile, copy_of
from ..pictures import Profile, print_sizes
from .heads import codec_of, head_of, plain_head
from .metadata import LENIENT, SHADOW, hidden_seconds, in_tracks, played, tags
from .strays import STRAY, frames_of, has_strays

_VERSION: Final = 5
_SAVE_SOUND: Final = "save it as MP3"
_SAVE_FILM: Final = "save it as MP4 with H.264 and AAC, at most 1920 pixels wide"
_FROM_IPHONE: Final = (
    "open it in QuickTime Player and export it at 1080p as H.264 "
    "(for the next one, on an iPhone: Settings → Camera → Formats → Most Compatible)"
)

# By suffix: libav's name of what is read and of what is written, and what browsers play of it.
_READ: Final = {
    ".mp3": ("mp3",),
    ".m4a": ("mov", "mp4", "m4a"),
    ".ogg": ("ogg",),
    ".wav": ("wav",),
    ".mp4": ("mov", "mp4", "m4a"),
    ".webm": ("matroska", "webm"),
    ".aac": ("aac", "mov", "mp4", "m4a"),
}
_WRITE: Final = {".mp3": "mp3", ".m4a": "ipod", ".ogg": "ogg", ".wav": "wav", ".mp4": "mp4", ".webm": "webm"}
_SOUNDS: Final = {
    ".mp3": {"mp3", "mp3float"},
    ".m4a": {"aac", "alac"},
    ".ogg": {"vorbis", "opus", "flac"},
    ".wav": {"pcm_s16le", "pcm_s24le", "pcm_u8"},
    ".mp4": {"aac", "mp3", "mp3float"},
    ".webm": {"vorbis", "opus"},
}
_FILMS: Final = {".mp4": {"h264"}, ".webm": {"vp8", "vp9", "av1", "libdav1d", "libvpx", "libvpx-vp9"}}
# Nothing that tells of the day, the program or a chance number, and the index first, so that a film begins at once.
_INDEX_FIRST: Final = {"movflags": "+faststart"}
_OPTIONS: Final = {
    ".mp3": {"id3v2_version": "0", "write_id3v1": "0"},
    ".m4a": _INDEX_FIRST,
    ".mp4": _INDEX_FIRST,
}
# Pictures and how to decode them, and none of the messages beside them, which can hold anything.
_PICTURES_ALONE: Final = {"h264": "filter_units=pass_types=1|5|7-8", "av1": "filter_units=pass_types=1-4|6-7"}
_EXPORT: Final = "export it anew from a video program, as MP4 with H.264"
_CUT: Final = "was cut only for show: what was cut off is still in it"
_CROPPED: Final = "is cropped only for show: what was cropped is still in it"
_BLOCKS: Final = 32  # pixels
_STILLS: Final = (0.1, 0.3, 0.5, 0.7, 0.02)


@cache
def tag() -> str:
    """Twelve hex digits that change whenever the published bytes could."""
    parts = (_VERSION, version("av"), Profile(share=True).tag)
    return sha256(repr(parts).encode()).hexdigest()[:12]


def clean(data: bytes, suffix: str) -> Output[Recording] | Output[Film]:
    """The recording or film without metadata; raises Refused, and nothing else for a bad file.

    A film of a telephone becomes MP4 and what a browser recorded OGG, packet by packet: nothing is coded anew.
    """
    source = sha256(data).hexdigest()
    into = usual_end(suffix, data)
    with _reading(into):
        known = _READ.get(suffix, _READ[into])
        traces = tuple(sorted({*tags(data), *_traces(data, known, into)}))
        # Tags of an MP3 stand among its frames; libav takes some of them for sound.
        written, seconds = _remuxed(frames_of(data) or data if into == ".mp3" else data, known, into)
        _check_clean(written, into)
        copy = copy_of(written, into.removeprefix("."))
        if into not in _FILMS:
            return Output(Recording(source, seconds, _file(copy), traces), (copy,))
        still, size = _still(written, source)
        film = Film(source, *size, seconds, still.derivative, _file(copy), traces)
        return Output(film, (*still.files, copy))


def _file(printed: OutputFile) -> Any:
    return printed.file


@contextmanager
def _reading(suffix: str) -> Iterator[None]:
    """Makes what libav raises because of a bad file a fault of the file."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        # libav tells so of a file whose numbers ask for more than there is; our own want of memory is no fault of it.
        if isinstance(error, MemoryError) and not isinstance(error, av.FFmpegError):
            raise
        raise blamed(error, _damaged(suffix), also=(av.FFmpegError,)) from error


def _damaged(suffix: str) -> Refused:
    return Refused(FILE_DAMAGED, "is damaged: it can't be read to its end", _again(suffix))


def _again(suffix: str) -> str:
    return _SAVE_FILM if suffix in _FILMS else _SAVE_SOUND


@contextmanager
def _opened(data: bytes, known: tuple[str, ...], suffix: str) -> Iterator[Any]:
    with av.open(BytesIO(data), **LENIENT) as container:
        if not set(container.format.name.split(",")) & set(known):
            what = f"is no {suffix.removeprefix('.').upper()} file, whatever its name says"
            raise Refused(FILE_FORMAT, what, _again(suffix))
        yield container


def _chosen(container: Any, suffix: str) -> list[Any]:
    """The picture track and the sound track that a player plays; covers, texts, data and others stay behind."""
    films = [each for each in container.streams.video if not each.disposition & av.stream.Disposition.attached_pic]
    sounds = list(container.streams.audio)
    if suffix not in _FILMS:
        if not sounds:
            raise Refused(FILE_FORMAT, "holds no sound", _SAVE_SOUND)
        _check_codec(played(sounds)[0], _SOUNDS[suffix], _SAVE_SOUND)
        return played(sounds)
    if not films:
        raise Refused(FILE_FORMAT, "holds no moving picture", "give a sound recording as MP3 or M4A")
    [film] = played(films)
    _check_codec(film, _FILMS[suffix], _SAVE_FILM)
    width, height = film.codec_context.width, film.codec_context.height
    if max(width, height) > FILM_SIDE:
        what = f"is {width:,} × {height:,} pixels; {FILM_SIDE:,} on a side is the most"
        raise Refused(FILE_TOO_LARGE, what, _SAVE_FILM)
    for sound in played(sounds):
        _check_codec(sound, _SOUNDS[suffix], _SAVE_FILM)
    return [film, *played(sounds)]


def _check_codec(stream: Any, known: set[str], remedy: str) -> None:
    name = stream.codec_context.name if stream.codec_context else ""
    if name == "hevc":
        raise Refused(FILE_FORMAT, "is coded as HEVC (H.265), which many browsers don't play", _FROM_IPHONE)
    if name not in known:
        raise Refused(FILE_FORMAT, f"is coded in a way that browsers don't play ({name or 'unknown'})", remedy)


def _remuxed(data: bytes, known: tuple[str, ...], suffix: str) -> tuple[bytes, float]:
    """The packets in a new file, and how many seconds they last."""
    # The index can only be put first in a file with a name.
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / f"clean{suffix}"
        container = stack.enter_context(_opened(data, known, suffix))
        streams = _chosen(container, suffix)
        with av.open(
            str(path), "w", format=_WRITE[suffix], options={"fflags": "+bitexact", **_OPTIONS.get(suffix, {})}
        ) as output:
            seconds = _copied(container, streams, output, suffix, shortened=_is_cut(data, known, suffix))
        if not seconds:
            raise Refused(FILE_DAMAGED, "holds nothing that can be played", _again(suffix))
        return path.read_bytes(), round(seconds, 1)


def _is_cut(data: bytes, known: tuple[str, ...], suffix: str) -> bool:
    """Whether more than a shadow of it is skipped; a film can only be cut where it is coded anew."""
    skipped: dict[str, float] = {"audio": 0.0, "video": 0.0}
    with _opened(data, known, suffix) as container:
        for packet in container.demux(_chosen(container, suffix)):
            if packet.is_discard and packet.time_base:
                skipped[packet.stream.type] += float((packet.duration or 0) * packet.time_base)
    if skipped["video"] > SHADOW:
        raise Refused(FILE_UNCLEAN, _CUT, _EXPORT)
    return skipped["audio"] > SHADOW


def _copied(container: Any, streams: list[Any], output: Any, suffix: str, *, shortened: bool) -> float:
    """`shortened` leaves out what nobody hears of a sound that was cut only for show."""
    limit = (FILM_MINUTES if suffix in _FILMS else SOUND_MINUTES) * 60
    targets, filters = {}, {}
    for stream in streams:
        # Else libav would ask for an encoder by the name of the decoder, and AV1 has none.
        target = output.add_stream_from_template(stream, opaque=True)
        target.metadata.clear()
        if head := head_of(stream):
            target.codec_context.extradata = plain_head(codec_of(stream), head)
        targets[stream.index] = target
        if codec_of(stream) in _PICTURES_ALONE:
            filters[stream.index] = BitStreamFilterContext(_PICTURES_ALONE[codec_of(stream)], stream, target)
    end = 0.0
    for packet in container.demux(streams):
        if packet.dts is None or not packet.size or (packet.is_discard and shortened):
            continue
        if packet.is_corrupt or not packet.time_base:
            raise _damaged(suffix)
        start = float((packet.pts if packet.pts is not None else packet.dts) * packet.time_base)
        end = max(end, start + float((packet.duration or 0) * packet.time_base))
        if end > limit:
            what = f"is longer than {limit // 60} minutes"
            raise Refused(FILE_TOO_LARGE, what, "cut it to the part that matters")
        index = packet.stream.index
        for each in filters[index].filter(packet) if index in filters else (packet,):
            each.stream = targets[index]
            output.mux(each)
    return end


def _still(data: bytes, source: str) -> tuple[Output[Picture], tuple[int, int]]:
    """An upright frame with something to see on it, and its size."""
    frames = [frame for place in _STILLS if (frame := _frame_at(data, place)) is not None]
    if not frames:
        raise _damaged(".mp4")
    best = max(frames, key=_detail)
    return print_sizes(f"{source}-still", best, Profile(share=True)), best.size


def _frame_at(data: bytes, place: float) -> Any:
    opened: Any = av.open(BytesIO(data))
    with opened as container:
        if not container.streams.video:
            return None
        stream = container.streams.video[0]
        stream.thread_type = "NONE"
        if container.duration:
            container.seek(int(container.duration * place))
        for frame in container.decode(stream):
            if _is_cropped(stream.codec_context):
                raise Refused(FILE_UNCLEAN, _CROPPED, _EXPORT)
            turned = frame.to_image()
            return turned.rotate(frame.rotation, expand=True) if frame.rotation else turned
    return None


def _is_cropped(context: Any) -> bool:
    """Whether more is coded than is shown: blocks of sixteen pixels are filled up, and no more than that."""
    across, down = context.coded_width - context.width, context.coded_height - context.height
    return bool(max(across, down) >= _BLOCKS)


def _detail(image: Any) -> int:
    """How much there is to see: the weight of a small JPEG."""
    file = BytesIO()
    image.resize((160, 90)).save(file, "JPEG")
    return len(file.getvalue())


def _traces(data: bytes, known: tuple[str, ...], suffix: str) -> Iterator[str]:
    if has_strays(data):
        yield STRAY
    with _opened(data, known, suffix) as container:
        yield from in_tracks(container)
    if hidden_seconds(data) > SHADOW:
        yield "a part that was cut off only for show"


def _check_clean(data: bytes, suffix: str) -> None:
    """Looks at what was written as at any other file: what still says something is not published."""
    left = {*tags(data), *_traces(data, _READ[suffix], suffix)}
    if left:
        what = f"still carries {', '.join(sorted(left))} when it is cleaned"
        raise Refused(FILE_UNCLEAN, what, _again(suffix))
