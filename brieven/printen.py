"""Several letters in one file for the printer."""

import io
from collections.abc import Iterable

from brieven.models import Brief

# So many letters go in one file and on one page.
HOOGSTENS = 100


def join_brieven(brieven: Iterable[Brief]) -> bytes:
    """Each letter begins on a new sheet, also when it is printed on both sides. The letters themselves stay as they are."""
    import pikepdf

    alles = pikepdf.new()
    for brief in brieven:
        with pikepdf.open(io.BytesIO(bytes(brief.pdf))) as een:
            alles.pages.extend(een.pages)
            if len(een.pages) % 2:
                alles.add_blank_page(page_size=(595.28, 841.89))
    inhoud = io.BytesIO()
    alles.save(inhoud)
    return inhoud.getvalue()
