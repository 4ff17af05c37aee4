"""QR codes: zxing-cpp's home."""

import re

from zxingcpp import BarcodeFormat, Image, create_barcode

_BORDER = 4  # modules around it that stay white (ISO/IEC 18004)
_DARK = re.compile(rb"\0+")
_BETTER = "QH"  # levels above M, by which more damage can be mended


def qr_code(text: str) -> bytes:
    """An SVG that reads as the text, black on white with the quiet zone around it; level M, or a better one where
    the code is no larger for it."""
    code = _made(text, "M")
    for level in _BETTER:
        better = _made(text, level)
        if better.shape != code.shape:
            break
        code = better
    return _drawn(code).encode()


def _made(text: str, level: str) -> Image:
    """A byte a module, of which 0 is dark."""
    return create_barcode(text, BarcodeFormat.QRCode, ec_level=level).to_image(add_quiet_zones=False)


def _drawn(code: Image) -> str:
    """Each run of dark modules is a stroke one module wide, said from the end of the last one."""
    side = code.shape[0]
    modules = memoryview(code).cast("B").tobytes()  # type: ignore[arg-type] # has the buffer protocol, untold
    strokes, x, y = list[str](), 0, 0
    for row in range(side):
        for dark in _DARK.finditer(modules, row * side, (row + 1) * side):
            start, end = dark.start() - row * side, dark.end() - row * side
            strokes.append(f"m{start - x} {row - y}h{end - start}")
            x, y = end, row
    size = side + 2 * _BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path fill="#fff" '
        f'd="M0 0h{size}v{size}h-{size}z"/><path stroke="#000" d="M{_BORDER} {_BORDER}.5{"".join(strokes)}"/></svg>\n'
    )
