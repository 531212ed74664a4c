"""What the database and the model refuse about an indicatie."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicaties.models import Indicatie
from organisaties.opslaan import save_checked
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, GemeenteFactory, IndicatieFactory, KindFactory, PlaatsingFactory
from tests.wedloop import other_request

pytestmark = pytest.mark.django_db

OVERLAP = "Dit kind heeft in (een deel van) deze periode al een indicatie."


def _indicatie(**velden: object) -> Indicatie:
    jgz = GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    standaard = {"kind": KindFactory(), "afgegeven_door": jgz, "organisatie": jgz.organisatie}
    return IndicatieFactory.build(**{**standaard, **velden})


def test_another_child_may_have_an_indicatie_in_the_same_period() -> None:
    IndicatieFactory()
    save_checked(_indicatie())
    assert Indicatie.objects.count() == 2


def test_a_second_indicatie_for_the_same_days_is_refused() -> None:
    bestaand = IndicatieFactory(geldig_van=date(2024, 9, 1), geldig_tot_en_met=date(2025, 8, 31))
    nieuw = _indicatie(kind=bestaand.kind, geldig_van=date(2025, 8, 31), geldig_tot_en_met=date(2026, 8, 31))
    with pytest.raises(ValidationError, match="al een indicatie"):
        save_checked(nieuw)


def test_the_next_indicatie_may_start_on_the_day_after() -> None:
    bestaand = IndicatieFactory(geldig_van=date(2024, 9, 1), geldig_tot_en_met=date(2025, 8, 31))
    save_checked(
        _indicatie(kind=bestaand.kind, geldig_van=date(2025, 9, 1), geldig_tot_en_met=date(2026, 8, 31))
    )
    assert bestaand.kind.indicaties.count() == 2


def test_a_withdrawn_indicatie_makes_room_for_another() -> None:
    ingetrokken = IndicatieFactory(
        ingetrokken_op=date(2025, 1, 1), ingetrokken_door=GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)
    )
    save_checked(_indicatie(kind=ingetrokken.kind))
    assert ingetrokken.kind.indicaties.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_lost_race_ends_in_the_same_sentence_as_the_check() -> None:
    kind = KindFactory()
    eerste, tweede = _indicatie(kind=kind), _indicatie(kind=kind)
    with other_request(eerste.save), pytest.raises(ValidationError) as fout:
        save_checked(tweede)
    assert fout.value.messages == [OVERLAP]


def test_an_indicatie_that_ends_before_it_starts_is_refused() -> None:
    kind = IndicatieFactory().kind
    with pytest.raises(ValidationError) as fout:
        save_checked(_indicatie(kind=kind, geldig_van=date(2025, 2, 1), geldig_tot_en_met=date(2025, 1, 31)))
    assert fout.value.messages == ["De indicatie eindigt voordat zij begint. Controleer beide datums."]


def test_an_smi_exists_only_where_the_municipality_has_it() -> None:
    with pytest.raises(ValidationError, match="Gemeente Putten kent geen sociaal-medische indicatie"):
        save_checked(_indicatie(soort="smi"))
    duiven = GemeenteFactory(code="0226")
    save_checked(_indicatie(soort="smi", kind=KindFactory(gemeente=duiven)))
    assert Indicatie.objects.get().soort == "smi"


def test_a_placement_that_ends_before_it_starts_is_refused_for_that_alone() -> None:
    bestaand = PlaatsingFactory()
    nieuw = PlaatsingFactory.build(
        kind=bestaand.kind,
        locatie=bestaand.locatie,
        vastgelegd_door=bestaand.vastgelegd_door,
        startdatum=date(2025, 2, 1),
        einddatum=date(2025, 1, 31),
    )
    with pytest.raises(ValidationError) as fout:
        save_checked(nieuw)
    assert fout.value.messages == ["De plaatsing eindigt voordat zij begint. Controleer beide datums."]


def test_a_placement_without_an_end_overlaps_with_every_later_one() -> None:
    bestaand = PlaatsingFactory(startdatum=date(2025, 1, 1), einddatum=None)
    nieuw = PlaatsingFactory.build(
        kind=bestaand.kind,
        locatie=bestaand.locatie,
        vastgelegd_door=bestaand.vastgelegd_door,
        startdatum=date(2026, 2, 1),
    )
    with pytest.raises(ValidationError, match="al op deze locatie geplaatst"):
        save_checked(nieuw)
