"""The open data of the Landelijk Register Kinderopvang (LRK): a file into locations, and what it says anew."""

from opvang.lrk.lezen import LrkBestand, read_lrk
from opvang.lrk.regel import LrkRegel, Rijfout
from opvang.lrk.rijen import MAX_BYTES, LrkFout

__all__ = ["MAX_BYTES", "LrkBestand", "LrkFout", "LrkRegel", "Rijfout", "read_lrk"]
