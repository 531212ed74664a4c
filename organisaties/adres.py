"""Parts of an address that are more than a number: only a year and a tijdvak that exist lead to a page."""

from lib.periode import Tijdvak


class JaarConverter:
    """From lib.periode.EERSTE_JAAR to LAATSTE_JAAR."""

    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class TijdvakConverter:
    """As lib.periode.Tijdvak writes its code."""

    regex = "(?:20[0-9]{2}|2100)-[mhj]?[1-9][0-9]?"

    def to_python(self, value: str) -> Tijdvak:
        return Tijdvak.from_code(value)

    def to_url(self, value: Tijdvak) -> str:
        return value.code
