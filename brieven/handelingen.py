"""What the record says of letters, messages and copies."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BRIEF_MAKE = "brief.make", "Brief gemaakt"
    BRIEF_DOWNLOAD = "brief.download", "Brief opgehaald"
    BRIEF_ANNOUNCE = "brief.announce", "Brief bekendgemaakt"
    BERICHT_PLACE = "bericht.place", "Bericht geplaatst"
