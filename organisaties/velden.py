"""Form fields that every room uses."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lib.bladen import check_bytes
from lib.geboortedag import Geboortedag, parse_geboortedag
from lib.geld import parse_honderdsten, write_honderdsten
from lib.namen import GEEN_NAAM, LANGSTE_NAAM, clean_naam, is_geen_naam
from lib.periode import LAATSTE_JAAR
from lib.tekst import find_bsn, has_stuurteken, has_vreemd_cijfer
from lib.telefoon import parse_telefoon, write_telefoon

# No child, agreement or booking is older, and nothing is planned later.
EERSTE_DAG, LAATSTE_DAG = date(1900, 1, 1), date(LAATSTE_JAAR, 12, 31)


def check_tekst(tekst: str, *, regels: bool = False) -> None:
    """Refuse what is no text, and a BSN; ValidationError with the sentence. With `regels` it may have lines."""
    if has_stuurteken(tekst, regels=regels):
        raise ValidationError(
            "In deze tekst staat een teken dat niet te zien is"
            f"{'' if regels else ', zoals een regeleinde'}. Typ de tekst opnieuw in plaats van te plakken.",
            code="stuurteken",
        )
    if has_vreemd_cijfer(tekst):
        raise ValidationError("Gebruik de cijfers 0 tot en met 9.", code="cijfer")
    if getal := find_bsn(tekst):
        raise ValidationError(
            f"‘{getal}’ kan een burgerservicenummer (BSN) zijn, en een BSN hoort niet in dit veld. Haal het weg. "
            f"Is het een ander nummer? Zet er dan voor wat het is, bijvoorbeeld: factuur {getal}.",
            code="bsn",
        )


class TekstField(forms.CharField):
    """What a person types freely; with a Textarea it may have lines."""

    def clean(self, value: Any) -> Any:
        tekst = super().clean(value)
        check_tekst(tekst or "", regels=isinstance(self.widget, forms.Textarea))
        return tekst


class DatumField(forms.DateField):
    """A day that can be, from the browser's own date picker or typed as 15-05-2025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"required": "Vul een datum in."})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            dag = super().to_python(value)
        except ValidationError:
            raise ValidationError(
                f"‘{value}’ is geen datum. Vul dag, maand en jaar in, bijvoorbeeld 15-05-2025.",
                code="invalid",
            ) from None
        if dag is not None and not EERSTE_DAG <= dag <= LAATSTE_DAG:
            raise ValidationError(
                f"{dag:%d-%m-}{dag.year} kan niet: vul een dag in van {EERSTE_DAG:%d-%m-%Y} tot en met "
                f"{LAATSTE_DAG:%d-%m-%Y}.",
                code="invalid",
            )
        return dag


class NaamField(TekstField):
    """A part of a name, as the BRP has it."""

    def __init__(self, *, geen_naam: str = GEEN_NAAM, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LANGSTE_NAAM)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        self.geen_naam = geen_naam
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        naam = clean_naam(super().clean(value) or "")
        if is_geen_naam(naam):
            raise ValidationError(self.geen_naam.format(naam), code="geen_naam")
        return naam


class GeboortedatumField(forms.CharField):
    """A day of birth as people type it, also without its day or month; gives a Geboortedag."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "vve-invoer--middel", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("help_text", "Bijvoorbeeld 5-3-2024. Dag of maand niet bekend? Vul daar 00 in.")
        kwargs.setdefault("error_messages", {"required": "Vul de geboortedatum in."})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Geboortedag | None:
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            dag = parse_geboortedag(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None
        if not EERSTE_DAG <= dag.vroegste <= LAATSTE_DAG:
            raise ValidationError(
                f"Het jaar {dag.jaar} kan niet. Controleer het jaar van de geboortedatum.", code="invalid"
            )
        return dag


class TelefoonField(forms.CharField):
    """A telephone number as people write it; gives it with + and the number of the country."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "vve-invoer--middel", "inputmode": "tel", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return write_telefoon(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        tekst: str = super().clean(value)
        try:
            return parse_telefoon(tekst) if tekst else ""
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None


class JaarField(forms.IntegerField):
    """A year of four digits, from `vanaf` on."""

    def __init__(self, *, vanaf: int, **kwargs: Any) -> None:
        fouten = {
            "invalid": "Vul een jaar van vier cijfers in, bijvoorbeeld 2025.",
            "min_value": f"Vul een jaar vanaf {vanaf} in.",
            "max_value": f"Vul een jaar tot en met {LAATSTE_JAAR} in.",
        }
        kwargs.setdefault("error_messages", fouten)
        attrs = {"inputmode": "numeric", "class": "vve-invoer--kort"}
        super().__init__(
            min_value=vanaf, max_value=LAATSTE_JAAR, widget=forms.TextInput(attrs=attrs), **kwargs
        )


class HonderdstenField(forms.CharField):
    """A Dutch number with at most two decimals, as whole hundredths: hours, or euros in cents."""

    parse: Callable[[str], int] = staticmethod(parse_honderdsten)

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "vve-invoer--kort"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("error_messages", {"required": "Vul een getal in, bijvoorbeeld 16 of 10,5."})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return write_honderdsten(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        tekst = super().clean(value)
        if tekst in self.empty_values:
            return None
        try:
            honderdsten = self.parse(tekst)
            self.check(honderdsten)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout
        return honderdsten

    def check(self, honderdsten: int) -> None:
        """Refuse what is a number but cannot be; ValueError with the sentence."""


class TabelbestandField(forms.FileField):
    """An uploaded spreadsheet or text file, small enough to look at; what is in it is for who reads it."""

    default_error_messages = {"empty": "Het bestand is leeg. Kies een ander bestand."}

    def clean(self, data: Any, initial: Any = None) -> Any:
        bestand = super().clean(data, initial)
        if bestand:
            try:
                check_bytes(bestand.size)
            except ValueError as fout:
                raise ValidationError(str(fout)) from None
        return bestand
