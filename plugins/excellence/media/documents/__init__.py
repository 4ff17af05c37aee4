"""PDF documents: pictures of their pages, and a file of nothing but those pictures. pdfium lives here alone.

Only workers come here: pdfium is C++, and a file made to crash it must not take the build along.
"""

from .rebuild import PAGES, PageBox, rebuild, tag

__all__ = ["PAGES", "PageBox", "rebuild", "tag"]
