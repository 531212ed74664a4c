"""Every field of every form in which somebody can type: no BSN, and no characters that nobody sees."""

import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from lib.tekst import find_bsn
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from organisaties.velden import DatumField, TekstField
from tests.architectuur.rondgang import undone
from tests.architectuur.schrijven import GEVALLEN
from tests.architectuur.test_auditplicht import fingerprint
from tests.architectuur.wereld import Wereld, make_gebruiker
from tests.conftest import Inloggen
from tests.subsidies.administratie import Administratie

ROOMS = ("organisaties", "brieven", "indicaties", "opvang", "subsidies", "privacy", "rapportage")
BSN = "111222333"
# Kept as a hash only, never shown and never mailed: any character makes it stronger.
WACHTWOORD = forms.PasswordInput
# The field for a BSN, and the code of a second factor.
EIGEN_CONTROLE = {
    "KindForm.bsn",
    "ActivateTOTPForm.code",
    "AuthenticateForm.code",
    "MFAReauthenticateForm.code",
}
ONZICHTBAAR = (
    "Bo\r\nBcc: iemand@elders.test",
    "Bo\nBcc",
    "Bo\x1b[31m",
    "Bo\x85x",
    "Bo\u202eoB",
    "Bo\u2028x",
    "Bo\ud800x",
)


def forms_of_the_house() -> Iterator[type[forms.BaseForm]]:
    for room in ROOMS:
        for info in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            if ".migrations" in info.name or ".management" in info.name:
                continue
            for ding in vars(import_module(info.name)).values():
                eigen = getattr(ding, "__module__", "") == info.name
                if eigen and isinstance(ding, type) and issubclass(ding, forms.BaseForm):
                    yield ding


def fields() -> dict[str, forms.Field]:
    return {
        f"{form.__name__}.{naam}": veld
        for form in forms_of_the_house()
        for naam, veld in form.base_fields.items()  # type: ignore[attr-defined]  # of every class that the metaclass made
    }


TEKSTVELDEN = {
    naam: veld
    for naam, veld in fields().items()
    if isinstance(veld, forms.CharField)
    and not isinstance(veld.widget, WACHTWOORD | forms.HiddenInput)
    and naam not in EIGEN_CONTROLE
    and not naam.startswith(("AddWebAuthnForm.name", "EditWebAuthnForm.name"))  # below
}


@pytest.mark.parametrize("naam", list(TEKSTVELDEN))
def test_no_field_takes_a_character_that_nobody_sees(naam: str) -> None:
    """A newline in an invited name would stand in the head of a mail."""
    veld = TEKSTVELDEN[naam]
    regels = isinstance(veld.widget, forms.Textarea)
    for tekst in ONZICHTBAAR[2 if regels else 0 :]:
        with pytest.raises(ValidationError):
            veld.clean(tekst)


@pytest.mark.parametrize("naam", list(TEKSTVELDEN))
def test_no_field_takes_a_bsn(naam: str) -> None:
    for tekst in (BSN, f"Sam {BSN}", "1112.22.333", "111 222 333"):
        try:
            waarde = TEKSTVELDEN[naam].clean(tekst)
        except ValidationError:
            continue
        assert isinstance(waarde, int | Decimal), f"{naam} neemt {tekst}"  # an amount is no text


def test_every_field_for_a_day_takes_only_days_that_can_be() -> None:
    dagen = {naam: veld for naam, veld in fields().items() if isinstance(veld, forms.DateField)}
    assert dagen
    assert [naam for naam, veld in dagen.items() if not isinstance(veld, DatumField)] == []
    for dag in ("0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"):
        with pytest.raises(ValidationError, match="kan niet: vul een dag in van"):
            DatumField().clean(dag)


def test_the_name_of_a_passkey_is_text_too() -> None:
    from organisaties.aanmelden.forms import AddWebAuthnForm, EditWebAuthnForm, NamesPasskey

    assert issubclass(AddWebAuthnForm, NamesPasskey)
    passkey = SimpleNamespace(wrap=lambda: SimpleNamespace(name="Laptop"))
    form = EditWebAuthnForm({"name": f"sleutel {BSN}"}, instance=passkey)
    assert "kan een burgerservicenummer" in str(form.errors["name"])


@pytest.mark.parametrize(
    "tekst",
    [
        "LRK 111222333",
        "lrk-nummer 111222333",
        "Factuur 111222333",
        "zaaknummer: 111222333",
        "kenmerk 111 222 333",
        "besluit 2024-12345",
        "€ 111.222.333",
        "€ 1.112.223,33",
        "van 01-01-2024 tot 31-12-2024",
        "123456789",  # fails the 11-proef
        "1112223330",  # ten digits
    ],
)
def test_a_number_that_says_what_it_is_or_is_no_bsn_is_taken(tekst: str) -> None:
    assert find_bsn(tekst) is None
    assert TekstField().clean(tekst) == tekst


@pytest.mark.parametrize(
    "tekst", ["BSN 111222333", "kind 111222333", "111222333 is van Sam", "(1112 22 333)"]
)
def test_a_bsn_is_found_whatever_stands_around_it(tekst: str) -> None:
    assert find_bsn(tekst) is not None


def test_the_sentence_names_the_number_and_the_way_on() -> None:
    with pytest.raises(ValidationError) as fout:
        TekstField().clean("voorschot 111222333")
    assert " ".join(fout.value.messages) == (
        "‘111222333’ kan een burgerservicenummer (BSN) zijn, en een BSN hoort niet in dit veld. Haal het weg. "
        "Is het een ander nummer? Zet er dan voor wat het is, bijvoorbeeld: factuur 111222333."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "veld"),
    [
        ("subsidies:hoofdstuk_edit", "tarieven[0].bedrag[0].bron"),
        ("subsidies:regeling_create", "tekst"),
        ("subsidies:regeling_start", "naam"),
        ("subsidies:boeking_create", "omschrijving"),
        ("subsidies:boeking_reverse", "reden"),
        ("subsidies:declaratie_return", "reden"),
        ("indicaties:kind_register", "voornaam"),
        ("organisaties:gebruiker_invite", "naam"),
    ],
)
def test_nothing_is_kept_of_a_form_with_a_bsn_in_it(naam: str, veld: str, inloggen: Inloggen) -> None:
    wereld = Wereld(Administratie())
    door: Gebruiker = make_gebruiker(Rol(GEVALLEN[naam].rol), wereld)
    client = inloggen(door)
    with undone():
        verzoek = GEVALLEN[naam].maak(wereld, door)
        eerst = fingerprint(met_logboek=False)
        tekst = f"{verzoek.data.get(veld, '')} {BSN}"
        antwoord = client.post(
            reverse(naam, kwargs=verzoek.kwargs | _rest(naam, wereld, verzoek.kwargs)),
            verzoek.data | {veld: tekst},
        )
        assert antwoord.status_code in (200, 422)
        assert "kan een burgerservicenummer (BSN) zijn" in antwoord.content.decode()
        assert fingerprint(met_logboek=False) == eerst


def _rest(naam: str, wereld: Wereld, kwargs: dict[str, object]) -> dict[str, object]:
    from tests.architectuur.wereld import BESCHERMD

    pagina = next(pagina for pagina in BESCHERMD if pagina.naam == naam)
    return {sleutel: waarde for sleutel, waarde in wereld.kwargs(pagina).items() if sleutel not in kwargs}
