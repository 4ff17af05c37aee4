"""QR codes: segno's home."""

from io import BytesIO

import segno


def qr_code(text: str) -> bytes:
    """An SVG that reads as the text, black on white with the quiet zone around it (ISO/IEC 18004), level M."""
    file = BytesIO()
    # Any mask can be read; to find the one that looks best takes ten times as long as all the rest.
    code = segno.make_qr(text, error="m", mask=2)
    code.save(
        file, kind="svg", scale=1, border=4, xmldecl=False, svgclass=None, lineclass=None, light="#fff", omitsize=True
    )
    return file.getvalue()
