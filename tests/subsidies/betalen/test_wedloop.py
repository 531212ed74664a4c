"""Two at once, and a machine that stops half way: one file, and nothing paid twice."""

import pytest
from django.db.models import Sum

from organisaties.rechten import Rol
from subsidies.betalen import runs
from subsidies.betalen.runs import propose_run, release_run
from subsidies.models import Betaalbestand, Betaalregel, Betaalrun, Betaalverplichting
from tests.subsidies.betalen.wereld import DAG, NA, Betaler
from tests.wedloop import at_once

pytestmark = pytest.mark.django_db(transaction=True)


class Stopt(BaseException):
    """As when the machine is switched off: nothing catches it."""


def test_two_makers_and_two_releasers_give_one_file_and_a_crash_gives_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    duiven = Betaler()
    duiven.accounts()
    for nummer in range(3):
        duiven.claim(f"voorschot-{nummer}", "1.000")
    tweede = duiven.gebruiker(Rol.BUDGETHOUDER)

    def make(door: object) -> object:
        return propose_run(tot_en_met=DAG, uitvoerdag=DAG, versie="pain.001.001.09", door=door, op=NA)

    geweigerd = at_once(lambda: make(duiven.medewerker), lambda: make(duiven.tweede))
    assert geweigerd == ["Er staat niets open met een vervaldag tot en met 29-05-2020."]
    run = Betaalrun.objects.get()
    assert Betaalregel.objects.aggregate(som=Sum("bedrag_centen"))["som"] == 3_000_00

    def stop(*_: object) -> None:
        raise Stopt

    with monkeypatch.context() as stroomstoring:
        stroomstoring.setattr(runs, "close_run", stop)
        with pytest.raises(Stopt):
            release_run(run=run, door=duiven.budgethouder, op=NA)
    run.refresh_from_db()
    assert (run.status, Betaalbestand.objects.count()) == ("voorstel", 0)

    geweigerd = at_once(
        lambda: release_run(run=run, door=duiven.budgethouder, op=NA),
        lambda: release_run(run=run, door=tweede, op=NA),
    )
    assert geweigerd == ["Deze betaalrun heeft de status ‘Vrijgegeven’. Er is niets gewijzigd."]
    assert Betaalbestand.objects.count() == 1
    assert set(Betaalverplichting.objects.values_list("status", flat=True)) == {"in-run"}
