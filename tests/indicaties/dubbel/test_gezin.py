"""What two files know of a family, when they become one: nothing is lost, and what is secret stays so."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from brieven.actions import destroy_brieven
from brieven.models import Brief
from indicaties.actions import link_gezin, make_besluitbrief, unlink_gezin
from indicaties.dubbel.samenvoegen import merge_kinderen, undo_merge
from indicaties.models import Adres, Gezin, Kind, Opmerking, Ouderschap, Samenvoeging, toestemming_of
from organisaties.models import Gebruiker
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from tests.conftest import Inloggen
from tests.factories import (
    AdresFactory,
    BesluitFactory,
    CriteriumFactory,
    GebruikerFactory,
    IndicatieFactory,
    KindFactory,
    OpmerkingFactory,
    OuderFactory,
    OuderschapFactory,
    ToestemmingFactory,
)

pytestmark = pytest.mark.django_db

OP = date(2025, 6, 2)


@pytest.fixture
def jgz() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    return gebruiker


@pytest.fixture
def twee() -> tuple[Kind, Kind]:
    return KindFactory(voornaam="Sofie"), KindFactory(voornaam="Sophie")


def merge(twee: tuple[Kind, Kind], door: Gebruiker, *overnemen: str) -> Samenvoeging:
    return merge_kinderen(blijft=twee[0], vervalt=twee[1], overnemen=overnemen, door=door, op=OP)


def postcodes() -> list[tuple[int, str]]:
    return list(Adres.objects.order_by("kind").values_list("kind", "postcode"))


def test_the_chosen_address_stays_and_the_other_one_is_kept(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    een, ander = twee
    AdresFactory(kind=een, postcode="3881AA")
    AdresFactory(kind=ander, postcode="3882BB")
    samenvoeging = merge(twee, jgz, "adres")
    assert postcodes() == [(een.pk, "3882BB"), (ander.pk, "3881AA")]
    undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    assert postcodes() == [(een.pk, "3881AA"), (ander.pk, "3882BB")]


def test_an_address_that_only_the_empty_file_has_moves(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    AdresFactory(kind=twee[1])
    merge(twee, jgz)
    assert postcodes() == [(twee[0].pk, "3881AB")]


def test_a_secret_address_stays_and_is_not_shown(
    twee: tuple[Kind, Kind], jgz: Gebruiker, inloggen: Inloggen
) -> None:
    een, ander = twee
    AdresFactory(kind=een, postcode="3881AA")
    AdresFactory(kind=ander, postcode="3882BB", geheim=True)
    client: Client = inloggen(jgz)
    adres = f"{reverse('indicaties:kind_merge', args=[een.pk])}?met={ander.pseudoniem}"
    pagina = client.get(adres).content.decode()
    assert "Eén van de twee adressen is geheim. Dat adres blijft." in pagina
    assert "3882" not in pagina
    client.post(adres, {"naam": "blijft"})
    assert Adres.objects.get(kind=een).geheim
    assert Adres.objects.get(kind=een).postcode == "3882BB"


def test_a_parent_of_both_files_is_so_once_and_one_is_called_first(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    een, ander = twee
    moeder = OuderFactory(voornaam="Hatice", achternaam="Yılmaz")
    nog_eens = OuderFactory(voornaam="Hatice", achternaam="Yilmaz", telefoon="", email="")
    eerste = OuderschapFactory(kind=een, ouder=moeder, belt_eerst=True)
    dubbel = OuderschapFactory(kind=ander, ouder=nog_eens)
    vader = OuderschapFactory(kind=ander, belt_eerst=True)
    samenvoeging = merge(twee, jgz)
    rijen = Ouderschap.objects.filter(kind=een).order_by("pk").values_list("pk", "belt_eerst")
    assert list(rijen) == [(eerste.pk, True), (vader.pk, False)]
    undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    rijen = Ouderschap.objects.filter(kind=ander).order_by("pk").values_list("pk", "belt_eerst")
    assert list(rijen) == [(dubbel.pk, False), (vader.pk, True)]


def test_brothers_and_sisters_of_both_files_are_so_of_the_child(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    een, ander = twee
    broer, zus = KindFactory(), KindFactory()
    link_gezin(kind=een, ander=broer, door=jgz)
    link_gezin(kind=ander, ander=zus, door=jgz)
    samenvoeging = merge((Kind.objects.get(pk=een.pk), Kind.objects.get(pk=ander.pk)), jgz)
    een.refresh_from_db()
    assert set(Kind.objects.filter(gezin=een.gezin)) == {een, broer, zus}
    undo_merge(samenvoeging=samenvoeging, door=jgz, op=OP)
    zus.refresh_from_db()
    assert set(Kind.objects.filter(gezin=zus.gezin)) == {ander, zus}


def test_a_family_of_which_a_joined_file_was_a_part_can_end(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    zus = KindFactory()
    link_gezin(kind=twee[1], ander=zus, door=jgz)
    merge((twee[0], Kind.objects.get(pk=twee[1].pk)), jgz)
    unlink_gezin(kind=Kind.objects.get(pk=twee[0].pk), door=jgz)
    assert not Gezin.objects.exists()
    assert not Kind.alle.filter(gezin__isnull=False).exists()


def test_an_objection_in_either_file_holds_for_the_child(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    een, ander = twee
    indicatie = IndicatieFactory(kind=een)
    grond = CriteriumFactory(code="herkomst", is_herkomst=True)
    indicatie.criteria.add(grond)
    ander.herkomst_bezwaar_op, ander.herkomst_bezwaar_door = OP, jgz
    ander.save()
    merge(twee, jgz)
    een.refresh_from_db()
    assert een.herkomst_bezwaar_op == OP
    assert not indicatie.criteria.exists()


def test_the_last_consent_counts(twee: tuple[Kind, Kind], jgz: Gebruiker) -> None:
    ToestemmingFactory(kind=twee[0], datum=date(2024, 8, 1))
    laatste = ToestemmingFactory(kind=twee[1], datum=date(2024, 8, 2), omvang="contact")
    merge(twee, jgz)
    assert toestemming_of(twee[0]) == laatste


def test_what_jgz_keeps_to_itself_moves_unseen_and_comes_back(twee: tuple[Kind, Kind]) -> None:
    een, ander = twee
    opmerking = OpmerkingFactory(kind=ander)
    regisseur = GebruikerFactory(rol=Rol.KINDREGISSEUR)
    with rijbereik(Rijbereik(een.gemeente_id)):
        samenvoeging = merge(twee, regisseur)
        assert not Opmerking.objects.exists()
    opmerking.refresh_from_db()
    assert opmerking.kind == een
    with rijbereik(Rijbereik(een.gemeente_id)):
        undo_merge(samenvoeging=samenvoeging, door=regisseur, op=OP)
    opmerking.refresh_from_db()
    assert opmerking.kind == ander


def test_a_letter_under_the_old_pseudoniem_is_found_with_the_child(
    twee: tuple[Kind, Kind], jgz: Gebruiker, inloggen: Inloggen
) -> None:
    een, ander = twee
    brief = make_besluitbrief(
        besluit=BesluitFactory(indicatie=IndicatieFactory(kind=ander)), door=jgz, op=date(2025, 1, 2)
    )
    merge(twee, jgz)
    assert list(Brief.objects.about(een.pseudoniem, een.gemeente)) == [brief]
    lijst = inloggen(jgz).get(reverse("brieven:brief_list"), {"zoek": een.pseudoniem}).content.decode()
    assert brief.nummer in lijst
    assert destroy_brieven(pseudoniem=een.pseudoniem, gemeente=een.gemeente, op=OP) == 1


def test_a_file_that_was_joined_before_goes_along_and_comes_back(
    twee: tuple[Kind, Kind], jgz: Gebruiker
) -> None:
    eerder = KindFactory(voornaam="Sofi")
    merge((twee[1], eerder), jgz)
    tweede = merge((twee[0], Kind.objects.get(pk=twee[1].pk)), jgz)
    assert list(Kind.objects.search(eerder.pseudoniem)) == [twee[0]]
    undo_merge(samenvoeging=tweede, door=jgz, op=OP)
    assert list(Kind.objects.search(eerder.pseudoniem)) == [twee[1]]
