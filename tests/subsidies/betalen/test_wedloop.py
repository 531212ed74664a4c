"""Two at once, and a process that is killed half way: one file, and nothing paid twice."""

import os
import signal
from collections.abc import Callable
from types import ModuleType

import pytest
from django.db import connections
from django.db.models import Sum

from organisaties.rechten import Rol
from subsidies.betalen import runs, uitkomsten, verplichtingen
from subsidies.betalen.runs import propose_run, release_run
from subsidies.betalen.uitkomsten import confirm_run
from subsidies.models import Betaalbestand, Betaalregel, Betaalrun, Betaalverplichting, Betaling
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


# Where the process is killed: before this function of the work, or after it (with the transaction still open).
PUNTEN: tuple[tuple[ModuleType, str, bool], ...] = (
    (verplichtingen, "save_checked", True),  # claimed, and not committed
    (runs, "_check_uitvoerdag", False),  # claimed, no run
    (runs, "_take_up", True),  # half a proposal
    (runs, "_lock_proposed", False),  # proposed
    (runs, "make_bestand", False),  # being released, no file
    (runs, "_make_bestand", True),  # the file is made, and not committed
    (runs, "close_run", True),  # the whole release is done, and not committed
    (uitkomsten, "lock_run", False),  # released
    (uitkomsten, "pay_betaling", True),  # paid, and not committed
    (uitkomsten, "close_run", True),  # all but the commit
)


def work(duiven: Betaler, kenmerk: str) -> None:
    """All steps from claim to paid, from where they are: what a person does again after a crash."""
    duiven.claim(kenmerk, "1.000")
    if Betaalverplichting.objects.open().exists():
        propose_run(tot_en_met=DAG, uitvoerdag=DAG, versie="pain.001.001.09", door=duiven.medewerker, op=NA)
    for run in Betaalrun.objects.proposed():
        release_run(run=run, door=duiven.budgethouder, op=NA)
    for run in Betaalrun.objects.filter(status=Betaalrun.Status.RELEASED):
        confirm_run(run=run, dag=DAG, door=duiven.medewerker)


def killed_at(module: ModuleType, naam: str, na: bool, werk: Callable[[], None]) -> None:
    """A child process does the work, stops at the point with all it holds, and is killed there (SIGKILL)."""
    lees, schrijf = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(module, naam, na, werk, schrijf)
    os.close(schrijf)
    bereikt = os.read(lees, 1)
    os.kill(pid, signal.SIGKILL)
    _, einde = os.waitpid(pid, 0)
    os.close(lees)
    assert bereikt == b"x", f"{module.__name__}.{naam} werd niet bereikt"
    assert os.WTERMSIG(einde) == signal.SIGKILL


def _child(module: ModuleType, naam: str, na: bool, werk: Callable[[], None], schrijf: int) -> None:
    """Never returns. It has connections of its own: that of the test stays with the test."""
    van_ouder = [c.connection for c in connections.all()]
    for verbinding in connections.all():
        verbinding.connection = None
    echt = getattr(module, naam)

    def stop(*args: object, **kwargs: object) -> None:
        if na:
            echt(*args, **kwargs)
        os.write(schrijf, b"x")
        signal.pause()

    setattr(module, naam, stop)
    try:
        werk()
    finally:
        assert van_ouder is not None
        os._exit(1)


def test_a_process_killed_between_any_two_steps_pays_once() -> None:
    duiven = Betaler()
    duiven.accounts()
    for nummer, (module, naam, na) in enumerate(PUNTEN):
        kenmerk = f"voorschot-{nummer}"
        killed_at(module, naam, na, lambda kenmerk=kenmerk: work(duiven, kenmerk))
        work(duiven, kenmerk)
        work(duiven, kenmerk)
        verplichting = Betaalverplichting.objects.get(kenmerk=kenmerk)
        assert (verplichting.status, verplichting.bedrag_centen) == ("betaald", 1_000_00), naam
        regel = verplichting.regels.get(stand="voldaan")
        assert (regel.bedrag_centen, regel.betaling.status) == (1_000_00, "betaald"), naam
        assert Betaalbestand.objects.filter(run=regel.betaling.run).count() == 1
    aantal = len(PUNTEN)
    assert (Betaalbestand.objects.count(), Betaalrun.objects.filter(status="afgerond").count()) == (
        aantal,
        aantal,
    )
    assert Betaling.objects.aggregate(som=Sum("bedrag_centen"))["som"] == aantal * 1_000_00
