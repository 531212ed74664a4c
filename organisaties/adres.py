"""Parts of an address that are more than a number: only a year and a quarter that exist lead to a page."""


class JaarConverter:
    """From lib.periode.EERSTE_JAAR to LAATSTE_JAAR."""

    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class KwartaalConverter(JaarConverter):
    regex = "[1-4]"
