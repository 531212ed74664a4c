"""Two files of one child become one, and two again as they were."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from indicaties.actions import decline_toeleiding, link_gezin, rectify_kind, refer_kind, withdraw_indicatie
from indicaties.dubbel.samenvoegen import find_bezwaren, merge_kinderen, undo_merge
from indicaties.models import Dubbelpaar, Indicatie, Kind, Samenvoeging, Toeleiding, Traject, Zoekwoord
from opvang.actions import Afspraken, place_kind
from opvang.historie import read_versies
from opvang.models import Plaatsing
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.opdracht import Opdracht
from organisaties.rechten import Rol
from tests.conftest import Inloggen
from tests.factories import (
    AdresFactory,
    DubbelpaarFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    LocatieFactory,
    OndersteuningsvraagFactory,
    OpmerkingFactory,
    OrganisatieFactory,
    OuderFactory,
    OuderschapFactory,
    PlaatsingFactory,
    SentOverdrachtFactory,
    SignaalFactory,
    ToeleidingFactory,
    ToestemmingFactory,
)
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db

OP = date(2025, 6, 2)
BSN = "123456782"
# What is worked out anew, or is only ever added to.
NIET_VERGELEKEN = {"samenvoeging", "plaatsingsversie", "dubbelpaar", "herzieningsregel", "herziening"}


@pytest.fixture
def jgz() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    return gebruiker


@pytest.fixture
def twee() -> tuple[Kind, Kind]:
    return KindFactory(voornaam="Sofie"), KindFactory(voornaam="Sophie")


def merge(twee: tuple[Kind, Kind], door: Gebruiker, *overnemen: str) -> Samenvoeging:
    return merge_kinderen(blijft=twee[0], vervalt=twee[1], overnemen=overnemen, door=door, op=OP)


def test_everything_moves_to_the_file_that_stays_and_the_other_is_found_no_more(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    blijft, vervalt = twee
    feiten: list[Any] = [
        IndicatieFactory(kind=vervalt),
        ToeleidingFactory(kind=vervalt),
        PlaatsingFactory(kind=vervalt),
    ]
    merge(twee, jgz)
    for feit in feiten:
        feit.refresh_from_db()
        assert feit.kind == blijft
    assert list(Kind.objects.all()) == [blijft]
    assert Kind.alle.get(pk=vervalt.pk).samengevoegd_met == blijft
    assert list(Kind.objects.search(vervalt.pseudoniem)) == [blijft]
    assert not Kind.objects.search("sophie").exists()


def test_each_fact_that_moves_leaves_a_line_and_the_joining_one_too(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    blijft, vervalt = twee
    indicatie, plaatsing = IndicatieFactory(kind=vervalt), PlaatsingFactory(kind=vervalt)
    merge(twee, jgz, "naam")
    regels = AuditRegel.objects.order_by("pk").values_list("handeling", "object_type", "object_id", "details")
    verhuisd = {"kind": blijft.pseudoniem, "van": vervalt.pseudoniem}
    assert list(regels) == [
        ("samenvoeging.move", "indicatie", str(indicatie.pk), verhuisd),
        ("samenvoeging.move", "plaatsing", str(plaatsing.pk), verhuisd),
        (
            "samenvoeging.merge",
            "samenvoeging",
            str(Samenvoeging.objects.get().pk),
            {"kinderen": [blijft.pseudoniem, vervalt.pseudoniem], "feiten": 2, "overgenomen": ["naam"]},
        ),
    ]


def test_the_chosen_values_stay_and_a_bsn_is_never_lost(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    blijft, vervalt = twee
    vervalt.set_bsn(BSN)
    vervalt.geboortedatum = date(2022, 9, 2)
    vervalt.save()
    merge(twee, jgz, "naam")
    blijft.refresh_from_db()
    assert (blijft.voornaam, blijft.geboortedatum, blijft.bsn) == ("Sophie", date(2022, 9, 1), BSN)


def test_money_is_looked_at_again(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    merge(twee, jgz)
    assert Opdracht.objects.filter(
        werk="subsidies.herzieningen.tasks.check_kind", argumenten=[twee[0].pk]
    ).exists()


def test_a_provider_keeps_the_child_that_it_enrolled_itself(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    houder = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    twee[1].ingeschreven_door = houder.organisatie
    twee[1].save()
    assert list(Kind.objects.for_gebruiker(houder)) == [twee[1]]
    merge(twee, jgz)
    assert list(Kind.objects.for_gebruiker(houder)) == [twee[0]]


# -- what must be solved first, and what solves itself ----------------------------------------------


def test_two_numbers_are_two_children(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    for kind, bsn in zip(twee, (BSN, "111222333"), strict=True):
        kind.set_bsn(bsn)
        kind.save()
    with pytest.raises(ValidationError, match="hebben elk een eigen BSN"):
        merge(twee, jgz)


def test_two_places_at_one_location_at_once_are_refused(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    plaatsing = PlaatsingFactory(kind=twee[0])
    PlaatsingFactory(kind=twee[1], locatie=plaatsing.locatie)
    with pytest.raises(ValidationError, match="in dezelfde periode een plaats bij"):
        merge(twee, jgz)
    assert Kind.objects.count() == 2


def test_an_indicatie_within_the_other_one_is_withdrawn(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    geheel = IndicatieFactory(kind=twee[0], geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2026, 6, 30))
    deel = IndicatieFactory(kind=twee[1], geldig_van=date(2025, 2, 1), geldig_tot_en_met=date(2025, 9, 30))
    merge(twee, jgz)
    geldig = Indicatie.objects.effective()
    deel.refresh_from_db()
    assert (list(geldig), deel.kind, deel.reden_intrekking) == ([geheel], twee[0], "samengevoegd")


def test_indicaties_that_only_partly_overlap_are_refused(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    IndicatieFactory(kind=twee[0], geldig_van=date(2025, 1, 1), geldig_tot_en_met=date(2025, 6, 30))
    IndicatieFactory(kind=twee[1], geldig_van=date(2025, 4, 1), geldig_tot_en_met=date(2025, 9, 30))
    with pytest.raises(ValidationError, match="overlappen elkaar"):
        merge(twee, jgz)


def test_of_two_cases_that_run_the_one_of_the_empty_file_is_closed(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    for kind in twee:
        Traject.objects.create(kind=kind, aanleiding="jgz", geopend_op=date(2025, 1, 2), geopend_door=jgz)
    merge(twee, jgz)
    redenen = Traject.objects.filter(kind=twee[0]).order_by("pk").values_list("reden_sluiting", flat=True)
    assert list(redenen) == ["", "samengevoegd"]


def test_a_second_open_referral_to_one_provider_stays_behind(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    houder = OrganisatieFactory()
    eerste, tweede = (ToeleidingFactory(kind=kind, houder=houder) for kind in twee)
    merge(twee, jgz)
    assert list(Toeleiding.objects.filter(kind=twee[0])) == [eerste]
    assert list(Toeleiding.objects.for_gebruiker(jgz)) == [eerste]
    tweede.refresh_from_db()
    assert tweede.kind_id == twee[1].pk


def test_children_of_two_municipalities_are_not_joined(jgz: Gebruiker) -> None:
    paar = (KindFactory(), KindFactory(gemeente=GemeenteFactory(code="0226")))
    with pytest.raises(ValidationError, match="in dezelfde gemeente"):
        merge(paar, jgz)


# -- undoing ---------------------------------------------------------------------------------------


def _rows() -> dict[str, list[Any]]:
    """Every row of every room that says something of a child or its money."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for room in ("indicaties", "opvang", "subsidies")
        for model in apps.get_app_config(room).get_models()
        if model._meta.model_name not in NIET_VERGELEKEN | {"zoekwoord", "kindstand"}
    } | {"woorden": sorted(_words())}


def _words() -> Iterator[tuple[int, str]]:
    yield from Zoekwoord.objects.values_list("kind", "woord")


def _random_file(kind: Kind, dobbel: random.Random, houder: Any, jgz: Gebruiker) -> None:
    van = date(2025, 1, 1) + timedelta(days=dobbel.randrange(20))
    if dobbel.random() < 0.6:
        IndicatieFactory(
            kind=kind, geldig_van=van, geldig_tot_en_met=van + timedelta(days=dobbel.randrange(9))
        )
    for _ in range(dobbel.randrange(3)):
        ToeleidingFactory(kind=kind, houder=dobbel.choice((houder, OrganisatieFactory())))
        houder = OrganisatieFactory()
    for _ in range(dobbel.randrange(3)):
        PlaatsingFactory(kind=kind, startdatum=van)
    if dobbel.random() < 0.7:
        Traject.objects.create(kind=kind, aanleiding="jgz", geopend_op=van, geopend_door=jgz)
    kind.tussenvoegsel = dobbel.choice(("", "de"))
    _random_family(kind, dobbel, jgz)
    if dobbel.random() < 0.3:
        kind.vertrokken_op, kind.reden_vertrek = date(2025, 5, 1), "verhuisd"
    kind.save()


def _random_family(kind: Kind, dobbel: random.Random, jgz: Gebruiker) -> None:
    if dobbel.random() < 0.7:
        AdresFactory(kind=kind, postcode=dobbel.choice(("3881AA", "3882BB")), geheim=dobbel.random() < 0.4)
    for achternaam in dobbel.sample(("Bakker", "Jansen", "Smit"), dobbel.randrange(3)):
        ouder = OuderFactory(voornaam="Sam", achternaam=achternaam, telefoon="", email="")
        eerste = not kind.ouderschappen.filter(belt_eerst=True).exists()
        OuderschapFactory(kind=kind, ouder=ouder, belt_eerst=eerste)
    if dobbel.random() < 0.6:
        link_gezin(kind=kind, ander=KindFactory(gemeente=kind.gemeente), door=jgz)
        kind.refresh_from_db()
    for maker in (SignaalFactory, OndersteuningsvraagFactory, ToestemmingFactory, OpmerkingFactory):
        if dobbel.random() < 0.5:
            traject = {"traject": kind.trajecten.first()} if maker is SignaalFactory else {}
            if traject.get("traject", kind) is not None:
                maker(kind=kind, **traject)
    if dobbel.random() < 0.4:
        SentOverdrachtFactory(kind=kind)


@pytest.mark.parametrize("zaad", range(12))
def test_joined_and_undone_every_row_is_what_it_was(zaad: int, jgz: Gebruiker) -> None:
    dobbel, houder = random.Random(zaad), OrganisatieFactory()
    twee = KindFactory(voornaam="Sofie"), KindFactory(voornaam="Sophie")
    for kind in twee:
        _random_file(kind, dobbel, houder, jgz)
    if dobbel.random() < 0.5:
        twee[dobbel.randrange(2)].set_bsn(BSN)
    for kind in twee:
        kind.save()
    eerst = _rows()
    groepen = [groep for groep in ("naam", "adres", "vertrek") if dobbel.random() < 0.5]
    if find_bezwaren(*twee):
        with pytest.raises(ValidationError, match="overlappen elkaar"):
            merge(twee, jgz, *groepen)
        assert _rows() == eerst
        return
    samenvoeging = merge(twee, jgz, *groepen)
    assert _rows() != eerst
    undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    assert _without_cipher(_rows()) == _without_cipher(eerst)
    assert [Kind.objects.get(pk=kind.pk).bsn for kind in twee] == [kind.bsn for kind in twee]


def _without_cipher(rijen: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """A BSN is encrypted under a new number each time."""
    for kind in rijen["indicaties.Kind"]:
        kind["bsn_versleuteld"] = kind["bsn_versleuteld"] is not None
    return rijen


def _place(kind: Kind) -> None:
    houder = OrganisatieFactory(gemeenten=[kind.gemeente])
    locatie: Locatie = LocatieFactory(gemeente=kind.gemeente, houder=houder)
    door = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER, organisatie=houder, gemeente=kind.gemeente)
    ToeleidingFactory(kind=kind, houder=houder)
    place_kind(
        kind=kind, afspraken=Afspraken(locatie=locatie, uren_per_week=16_00, kot=False), startdatum=OP,
        door=door, op=OP,
    )  # fmt: skip


NIEUWE_FEITEN = {
    "Indicaties": lambda kind, door: withdraw_indicatie(
        indicatie=Indicatie.objects.get(), reden="onjuist", door=door, op=OP
    ),
    "Verwijzingen": lambda kind, door: decline_toeleiding(
        toeleiding=Toeleiding.objects.get(), reden="te-duur", door=door, op=OP
    ),
    "Plaatsingen": lambda kind, door: _place(kind),
    "Gegevens van het kind": lambda kind, door: rectify_kind(
        kind=kind, velden={"voornaam": "Sofieke"}, bsn=None, wis_bsn=False, door=door
    ),
}


@pytest.mark.parametrize("feit", NIEUWE_FEITEN)
def test_a_new_fact_prevents_undoing_and_is_named(feit: str, twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    IndicatieFactory(kind=twee[1])
    ToeleidingFactory(kind=twee[1])
    samenvoeging = merge(twee, jgz)
    NIEUWE_FEITEN[feit](Kind.objects.get(), jgz)
    with pytest.raises(ValidationError) as fout:
        undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    assert "kan niet meer ongedaan worden gemaakt" in fout.value.messages[0]
    assert any(zin.startswith(f"{feit}: ") for zin in fout.value.messages)


def test_undoing_twice_is_refused(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    samenvoeging = merge(twee, jgz)
    undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    with pytest.raises(ValidationError, match="al ongedaan gemaakt op 2 juni 2025"):
        undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)


def test_a_move_is_no_earlier_version_of_a_placement(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    plaatsing = PlaatsingFactory(kind=twee[1])
    merge(twee, jgz)
    assert read_versies(Plaatsing.objects.get(pk=plaatsing.pk)) == []


# -- at once -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_join_the_same_files_at_once_the_second_reads_what_happened() -> None:
    een, ander = (GebruikerFactory(rol=Rol.JGZ_MEDEWERKER) for _ in range(2))
    twee = KindFactory(voornaam="Sofie"), KindFactory(voornaam="Sophie")
    with (
        other_request(lambda: merge(twee, een)),
        pytest.raises(ValidationError, match="intussen samengevoegd"),
    ):
        merge((twee[1], twee[0]), ander)
    assert Samenvoeging.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_refers_while_the_file_is_joined_reads_what_happened() -> None:
    een, ander = (GebruikerFactory(rol=Rol.JGZ_MEDEWERKER) for _ in range(2))
    twee = KindFactory(voornaam="Sofie"), KindFactory(voornaam="Sophie")
    houder = OrganisatieFactory(gemeenten=[twee[0].gemeente])
    ToestemmingFactory(kind=twee[1])
    with (
        other_request(lambda: merge(twee, een)),
        pytest.raises(ValidationError, match="intussen samengevoegd"),
    ):
        refer_kind(kind=twee[1], houder=houder, door=ander, op=OP)
    assert not Toeleiding.objects.exists()


# -- on screen ---------------------------------------------------------------------------------------


@pytest.fixture
def client_jgz(inloggen: Inloggen, jgz: Gebruiker) -> Client:
    return inloggen(jgz)


def test_a_pair_is_compared_joined_and_undone_on_screen(client_jgz: Client, twee: tuple[Kind, Kind]) -> None:
    blijft, vervalt = twee
    DubbelpaarFactory(een=blijft, ander=vervalt)
    ToeleidingFactory(kind=vervalt)
    lijst = client_jgz.get(reverse("indicaties:dubbelen")).content.decode()
    adres = f"/kinderen/{blijft.pk}/samenvoegen/?met={vervalt.pseudoniem}"
    assert adres in lijst
    pagina = client_jgz.get(adres).content.decode()
    for tekst in ("Sofie", "Sophie", "Verwijzingen: 1", "Laat"):
        assert tekst in pagina
    antwoord = client_jgz.post(adres, {"naam": "vervalt"}, follow=True).content.decode()
    assert "zijn samengevoegd" in antwoord
    assert f"Samenvoegen met {vervalt.pseudoniem} ongedaan maken" in antwoord
    assert Kind.objects.get().voornaam == "Sophie"
    assert Dubbelpaar.objects.get().status == "samengevoegd"
    client_jgz.post(reverse("indicaties:merge_undo", args=[Samenvoeging.objects.get().pk]))
    assert [kind.voornaam for kind in Kind.objects.order_by("pk")] == ["Sofie", "Sophie"]
    assert Dubbelpaar.objects.get().status == "open"


def test_what_stands_in_the_way_is_said_before_anything_is_chosen(
    client_jgz: Client, twee: tuple[Kind, Kind]
) -> None:
    plaatsing = PlaatsingFactory(kind=twee[0])
    PlaatsingFactory(kind=twee[1], locatie=plaatsing.locatie)
    adres = f"/kinderen/{twee[0].pk}/samenvoegen/?met={twee[1].pseudoniem}"
    pagina = client_jgz.get(adres).content.decode()
    assert "Los eerst dit op" in pagina
    assert "Kies wat er blijft" not in pagina


def test_an_unknown_pseudoniem_is_answered_in_place(client_jgz: Client, twee: tuple[Kind, Kind]) -> None:
    pagina = client_jgz.get(f"/kinderen/{twee[0].pk}/samenvoegen/?met=K2345678").content.decode()
    assert "geen ander kind met pseudoniem K2345678" in pagina


def test_two_children_leave_the_list(client_jgz: Client, twee: tuple[Kind, Kind]) -> None:
    paar = DubbelpaarFactory(een=twee[0], ander=twee[1])
    client_jgz.post(reverse("indicaties:dubbel_decline", args=[paar.pk]))
    paar.refresh_from_db()
    assert paar.status == "ander-kind"
