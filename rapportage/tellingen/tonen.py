"""What of a count may be told to who sees no small groups. Pure."""

from lib.kleine_groepen import find_hidden, is_small


def show_leerlingen(aantal: int, met_indicatie: int, *, volledig: bool) -> tuple[int | None, int | None]:
    """Pupils, and those with a VVE-indicatie; None is hidden. Who had none can be few as well, and would follow."""
    if volledig:
        return aantal, met_indicatie
    if is_small(aantal):
        return None, None
    met_is_verborgen = 0 in find_hidden((met_indicatie, aantal - met_indicatie))
    return aantal, None if met_is_verborgen else met_indicatie
