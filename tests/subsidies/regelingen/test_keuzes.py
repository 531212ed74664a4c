"""A concept of before a key existed: it is read, and has to be completed before anybody decides on it."""

import re

import pytest
from django.core.exceptions import ValidationError

from rekenregels import load_document, load_regeling
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from subsidies.regelingen.document import as_regeling
from subsidies.regelingen.redactie.actions import (
    Hoofdstukinvoer,
    controlegetal,
    copy_regeling,
    next_regeling,
    update_hoofdstuk,
)
from subsidies.regelingen.redactie.vormen import hoofdstuk_als_ruw
from tests.subsidies.administratie import NU, Administratie, regeling_text

TEKST = regeling_text("duiven-2020")


@pytest.fixture
def leeg(db: None) -> Administratie:
    return Administratie(regeling_naam=None)


def _vroeger(admin: Administratie, status: str = "concept") -> Subsidieregeling:
    """As an earlier release stored it: neither the text nor the document has the keys."""
    concept = import_regeling(tekst=TEKST, door=admin.beleid, op=NU)
    tekst = re.sub(r"(?m)^\[(verjaardag|samenloop)\]\n.*\n.*\n", "", TEKST).replace(
        'ruimte = "per_kwartaal"\n', ""
    )
    document = {
        naam: deel for naam, deel in concept.document.items() if naam not in ("verjaardag", "samenloop")
    }
    Subsidieregeling.objects.filter(pk=concept.pk).update(
        tekst=tekst, document=document, sha256=load_document(document).sha256, status=status
    )
    concept.refresh_from_db()
    return concept


def test_it_is_read_as_it_was(leeg: Administratie) -> None:
    assert as_regeling(_vroeger(leeg)).verjaardag.schrikkeldag == "28 februari"


def test_it_can_not_be_offered_before_the_choices_are_in_its_text(leeg: Administratie) -> None:
    with pytest.raises(ValidationError) as fout:
        propose_regeling(regeling=_vroeger(leeg), door=leeg.beleid)
    assert [zin.split(": ", 1)[1].split(" ontbreekt")[0] for zin in fout.value.messages] == [
        "uren.ruimte",
        "verjaardag",
        "samenloop",
    ]


def test_an_offered_one_can_not_be_adopted_without_them(leeg: Administratie) -> None:
    voorstel = _vroeger(leeg, Subsidieregeling.Status.PROPOSED)
    with pytest.raises(ValidationError, match=r"verjaardag ontbreekt"):
        adopt_regeling(regeling=voorstel, door=leeg.budgethouder, op=NU)


def test_the_editor_shows_what_it_did_and_writes_it_down(leeg: Administratie) -> None:
    concept = _vroeger(leeg)
    ruw = hoofdstuk_als_ruw(concept.document, "verjaardag")
    assert ruw["schrikkeldag"] == "28 februari"
    assert hoofdstuk_als_ruw(concept.document, "uren")["ruimte"] == "per_kwartaal"
    gezien = controlegetal(concept.document, "verjaardag")
    invoer = Hoofdstukinvoer("verjaardag", {"schrikkeldag": "1 maart", "bron": "art. 1"}, gezien)
    update_hoofdstuk(regeling=concept, invoer=invoer, door=leeg.beleid)
    concept.refresh_from_db()
    regeling = load_regeling(concept.tekst)
    assert (regeling.verjaardag.bron, regeling.samenloop.volgorde) == ("art. 1", "begin")
    assert propose_regeling(regeling=concept, door=leeg.beleid).status == Subsidieregeling.Status.PROPOSED


def test_an_empty_choice_is_refused_in_the_editor(leeg: Administratie) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    ruw = hoofdstuk_als_ruw(concept.document, "uren") | {"ruimte": ""}
    invoer = Hoofdstukinvoer("uren", ruw, controlegetal(concept.document, "uren"))
    with pytest.raises(ValidationError, match=r'uren.ruimte is ""\. Kies een van: per_kwartaal, per_jaar'):
        update_hoofdstuk(regeling=concept, invoer=invoer, door=leeg.beleid)


@pytest.mark.parametrize("actie", [copy_regeling, next_regeling])
def test_a_copy_of_it_says_the_choices_aloud(leeg: Administratie, actie: object) -> None:
    assert callable(actie)
    kopie = actie(regeling=_vroeger(leeg), door=leeg.beleid, op=NU)
    assert "aanname" in load_regeling(kopie.tekst).verjaardag.bron
    assert as_regeling(kopie).verjaardag.schrikkeldag == "28 februari"


def test_school_weeks_can_be_typed_with_a_comma(leeg: Administratie) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    ruw = hoofdstuk_als_ruw(concept.document, "uren")
    ruw |= {"maandverdeling": "schoolweken", "schoolweken": ["11", "11", "7,4", "10,6"]}
    invoer = Hoofdstukinvoer("uren", ruw, controlegetal(concept.document, "uren"))
    nieuw = update_hoofdstuk(regeling=concept, invoer=invoer, door=leeg.beleid)
    assert as_regeling(nieuw).uren.schoolweken == (1_100, 1_100, 740, 1_060)
    assert hoofdstuk_als_ruw(nieuw.document, "uren")["schoolweken"] == ["11", "11", "7,4", "10,6"]
