"""Each room declares its own: what a room forgets, fails here."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from organisaties.loghandeling import LogHandeling, handeling_label, handelingsoorten, register_handelingen
from organisaties.menu import menu_regels
from organisaties.objectnamen import has_objectnaam
from organisaties.rechten import Recht
from organisaties.statussen import statussen_van
from organisaties.taken import taakgevers
from tests.architectuur.test_modellen import MODELLEN, ROOMS
from tests.architectuur.wereld import Pagina, paginas

# Never what a line of the record is about, and why.
ZONDER_NAAM = {
    "kindstand": "is how a child stands, worked out and kept by the site itself",
    "rondedeel": "is one municipality of a round; the record names the round",
    "rekenopdrachtregel": "is one declaration of a run; its calculation has a line of its own",
    "trekkingspost": "is one booking of a draw; the draw has a line of its own",
    "verantwoordingsregel": "is what a definitive report says per provider; the report has a line of its own",
    "signalering": "is what a declaration came to, kept by the site itself",
    "verzending": "is the print of a form that was sent; what the form did has a line of its own",
    "notitie": "is a value that expires, under the hash of its key",
    "auditketen": "is the record itself",
    "sleutelproef": "says nothing about anybody; that the key was renewed has a line of its own",
    "auditregel": "is the record itself",
    "berichtinstelling": "is a choice of the account; the line of choosing it is about the user",
    "herinnering": "belongs to a message, which has a line of its own",
    "briefnummer": "is the counter of the letters of a year",
    "gezin": "is only what two children have in common",
    "ouder": "is a person; what was done is about its place with a child",
    "buurt": "comes with the files of the CBS; reading them has a line of its own",
    "buurtlezing": "waits for a yes; reading them has a line of its own",
    "buurtadres": "comes with the files of the CBS",
    "toeleidingstap": "belongs to a referral",
    "contactmoment": "belongs to a case",
    "trajectnotitie": "belongs to a case",
    "trajecttaak": "belongs to a case",
    "behandelaarwissel": "belongs to a case",
    "zoekwoord": "is the name of a child once more, kept by the site itself",
    "declaratiebewerking": "belongs to a declaration",
    "regelingbewerking": "belongs to a policy",
    "declaratieregel": "belongs to a declaration",
    "regelbericht": "belongs to a declaration",
    "inlezing": "belongs to a declaration",
    "resultaatscore": "belongs to a measurement",
    "resultaatinlezing": "waits for a yes; reading it has a line of its own",
    "apiverzoek": "is the answer to a program; what it did has a line of its own",
    "locatieprogramma": "belongs to a location",
    "kwaliteitsgroep": "belongs to a sheet about quality",
    "overdrachtinhoud": "belongs to a package for a school",
    "overdrachtbijlage": "belongs to a package for a school",
    "overdrachtvervolg": "belongs to a package for a school",
    "plaatsingsversie": "belongs to a placement",
    "berekeningsregel": "belongs to a calculation",
    "berekeningsdeel": "belongs to a calculation",
    "herzieningsregel": "belongs to a review",
    "betaalregel": "belongs to a payment",
    "terugbetaling": "belongs to a claim, whose line says it",
    "afschriftregel": "belongs to a statement of the bank",
    "aanvraagregel": "belongs to an application",
    "voorschottermijn": "belongs to a decision; its claim has a line of its own",
    "locatieregel": "belongs to a calculation",
    "locatieherziening": "is what no longer holds of a calculation, kept by the site itself",
    "controleuitslag": "is what the nightly check found, kept by the site itself",
    "journaalpost": "is made by the database with a line of the ledger",
    "journaalregel": "belongs to such an entry",
}


def modules(naam: str) -> Iterator[str]:
    """Every module of that name in a room or in a subject of a room."""
    for room in ROOMS:
        for bestand in sorted(Path(settings.BASE_DIR, room).rglob(f"{naam}.py")):
            yield ".".join(bestand.relative_to(settings.BASE_DIR).with_suffix("").parts)


def pages_of_a_role() -> list[Pagina]:
    """Pages that open without knowing a number, for a right of more than the own account."""
    return [
        p for p in paginas() if not p.velden and getattr(p.view, "recht", Recht.HOME_VIEW) != Recht.HOME_VIEW
    ]


def test_every_page_that_needs_no_number_stands_under_a_line_of_the_menu() -> None:
    begin = tuple(regel.url for regel in menu_regels() if regel.url != "/")
    assert [p.naam for p in pages_of_a_role() if not reverse(p.naam).startswith(begin)] == []


def test_every_list_is_a_line_of_the_menu() -> None:
    lijsten = {p.naam for p in pages_of_a_role() if p.naam.endswith("_list")}
    assert lijsten <= {regel.naam for regel in menu_regels()}


def test_a_place_in_the_menu_is_shared_only_by_one_label_under_different_rights() -> None:
    regels = menu_regels()
    assert len({(regel.plek, regel.recht) for regel in regels}) == len(regels)
    assert len({regel.plek for regel in regels}) == len({regel.label for regel in regels})


def test_every_enumeration_of_the_record_is_registered() -> None:
    for module in modules("handelingen"):
        import_module(module)
    soorten = {soort for soort in LogHandeling.__subclasses__() if not soort.__module__.startswith("tests.")}
    assert set(handelingsoorten()) == soorten


@pytest.mark.parametrize("handeling", [h for soort in handelingsoorten() for h in soort], ids=str)
def test_every_handeling_has_a_dutch_word(handeling: LogHandeling) -> None:
    """A member without words gets them from Django: English, out of its name."""
    assert handeling.name == handeling.value.replace(".", "_").upper()
    assert handeling.label != handeling.name.replace("_", " ").title()
    assert handeling.label[0].isupper()
    assert handeling_label(handeling.value) == handeling.label


def test_two_rooms_cannot_have_the_same_handeling() -> None:
    class Dubbel(LogHandeling):
        KIND_VIEW = "kind.view", "Kind gezien"

    with pytest.raises(ValueError, match=r"meldt kind\.view, maar een andere kamer heeft dat al"):
        register_handelingen(Dubbel)


def _with_status() -> Iterator[type[models.Model]]:
    for model in MODELLEN:
        if any(veld.name == "status" for veld in model._meta.concrete_fields):
            yield model


@pytest.mark.parametrize("model", list(_with_status()), ids=lambda m: m.__name__)
def test_every_status_says_how_it_looks(model: type[models.Model]) -> None:
    assert statussen_van(model) == {waarde for waarde, _ in model._meta.get_field("status").flatchoices}


def test_the_tasks_of_every_subject_reach_the_start_page() -> None:
    gevers = [*modules("taken"), *modules("roltaken")]
    eigen = {import_module(module).taken for module in gevers if module != "organisaties.taken"}
    assert set(taakgevers()) == eigen


@pytest.mark.parametrize("model", MODELLEN, ids=lambda m: m.__name__)
def test_every_model_has_a_name_in_the_record_or_a_reason(model: type[models.Model]) -> None:
    assert has_objectnaam(model._meta.model_name or "") != (model._meta.model_name in ZONDER_NAAM)


def test_the_rooms_are_all_there() -> None:
    assert {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR} == {
        *ROOMS,
        "vve_admin",
    }
