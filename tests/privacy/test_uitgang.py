"""A municipality leaves with everything and arrives in an empty installation: row by row the same."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.models import Sum

from indicaties.models import Kind
from opvang.models import Declaratieregel
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gebruiker, Gemeente
from privacy.uitgang import export_gemeente, import_gemeente
from privacy.uitgang.bsn import Wijze
from privacy.uitgang.keuze import (
    APPS_DIE_ACHTERBLIJVEN,
    BIJ_GEDEELD,
    BLIJFT_ACHTER,
    GEDEELD,
    all_models,
    path_to_gemeente,
    stays_behind,
)
from privacy.uitgang.map import Uitgangfout
from subsidies.berekeningen.controle import replay_differences
from subsidies.berekeningen.uitleg import explain
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekeningsregel, Boeking, Subsidieregeling
from tests.architectuur.wereld import Wereld, make_werelden

OP = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
WACHTWOORD = "een lang wachtwoord voor onderweg"
BSN = "111222333"


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model._meta.label)
def test_every_table_goes_along_or_says_why_it_stays(model: Any) -> None:
    gaat_mee = bool(path_to_gemeente(model)) or model in GEDEELD or model._meta.label in BIJ_GEDEELD
    assert gaat_mee or stays_behind(model), (
        f"{model._meta.label} leads to no municipality: see privacy/uitgang/keuze.py"
    )


def test_what_stays_behind_exists() -> None:
    labels = {model._meta.label for model in all_models()}
    assert labels >= BLIJFT_ACHTER.keys() | BIJ_GEDEELD.keys()
    assert {model._meta.app_label for model in all_models()} >= APPS_DIE_ACHTERBLIJVEN.keys()


@pytest.fixture
def wereld(elders: Callable[[], None]) -> Wereld:
    """Two municipalities with one of everything, of which the first leaves."""
    eerste, _, _ = make_werelden()
    kind = Kind.objects.filter(gemeente=eerste.gemeente).earliest("pk")
    kind.set_bsn(BSN)
    kind.save()
    return eerste


def facts() -> dict[str, Any]:
    """What must be the same there."""
    regels = list(
        Berekeningsregel.objects.filter(berekening__declaratie__gemeente__code="0226").order_by("pk")
    )
    return {
        "uren": Declaratieregel.objects.filter(declaratie__gemeente__code="0226").aggregate(
            Sum("uren_honderdsten")
        ),
        "subsidie": sum(regel.subsidie_centen for regel in regels),
        "geboekt": Boeking.objects.filter(gemeente__code="0226").aggregate(Sum("bedrag_centen")),
        "uitleg": [explain(regel) for regel in regels],
        "regelingen": list(
            Subsidieregeling.objects.filter(gemeente__code="0226").values_list("sha256", flat=True)
        ),
        "logboek": list(
            AuditRegel.objects.filter(gemeente_code="0226")
            .order_by("volgnummer")
            .values_list("hash", flat=True)
        ),
    }


def test_all_of_it_arrives_as_it_left(wereld: Wereld, elders: Callable[[], None], tmp_path: Path) -> None:
    waar = tmp_path / "uit"
    inhoud = export_gemeente(
        gemeente=wereld.gemeente, waar=waar, bsn=Wijze.PASSWORD, wachtwoord=WACHTWOORD, op=OP
    )
    toen = facts()
    assert toen["uitleg"]
    elders()
    gemeente = import_gemeente(waar=waar, wachtwoord=WACHTWOORD, op=OP)
    assert [g.code for g in Gemeente.objects.all()] == [gemeente.code] == ["0226"]
    nu = facts()
    assert nu["logboek"][:-1] == toen["logboek"]
    assert {**nu, "logboek": 0} == {**toen, "logboek": 0}
    assert broken_links("0226") == []
    assert AuditRegel.objects.filter(gemeente_code="0226").latest("volgnummer").handeling == "gemeente.import"
    assert Kind.objects.with_bsn(BSN).get().bsn == BSN
    assert list(replay_differences()) == []
    assert [zin for controle in INVARIANTEN.values() for zin in controle()] == []
    # A second export gives the same bytes, but for the record that grew.
    tweede = export_gemeente(gemeente=gemeente, waar=tmp_path / "weer", bsn=Wijze.NONE, op=OP)
    anders = {t["model"] for t in inhoud["tabellen"]} - {
        t["model"] for t in tweede["tabellen"] for o in inhoud["tabellen"] if (t["model"], t["sha256"]) == (o["model"], o["sha256"])
    }  # fmt: skip
    assert anders == {"organisaties.AuditKeten", "organisaties.AuditRegel"}


def test_the_rules_of_the_database_hold_again_after_it(
    wereld: Wereld, elders: Callable[[], None], tmp_path: Path
) -> None:
    export_gemeente(gemeente=wereld.gemeente, waar=tmp_path / "uit", bsn=Wijze.NONE, op=OP)
    elders()
    import_gemeente(waar=tmp_path / "uit", op=OP)
    regel = Declaratieregel.objects.exclude(declaratie__status="concept").earliest("pk")
    with pytest.raises(IntegrityError, match="ingediende declaratie"):
        Declaratieregel.objects.filter(pk=regel.pk).update(uren_honderdsten=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
    # The next row gets a number of its own.
    assert Gebruiker.objects.create(email="nieuw@voorbeeld.test").pk > Gebruiker.objects.earliest("pk").pk


def test_only_the_one_municipality_and_no_way_in_is_in_it(wereld: Wereld, tmp_path: Path) -> None:
    waar = tmp_path / "uit"
    export_gemeente(gemeente=wereld.gemeente, waar=waar, bsn=Wijze.NONE, op=OP)
    andere = Kind.objects.exclude(gemeente=wereld.gemeente).values_list("pseudoniem", flat=True)
    alles = b"".join(pad.read_bytes() for pad in waar.rglob("*.csv"))
    assert andere
    assert not [pseudoniem for pseudoniem in andere if pseudoniem.encode() in alles]
    assert BSN.encode() not in alles
    gebruikers = list(csv.DictReader(io.StringIO((waar / "gegevens/organisaties.Gebruiker.csv").read_text())))
    assert {rij["password"] for rij in gebruikers} == {"!"}
    assert oct(waar.stat().st_mode)[-3:] == "700"
    assert {oct(pad.stat().st_mode)[-3:] for pad in waar.rglob("*") if pad.is_file()} == {"600"}


def test_it_can_be_read_without_this_program(wereld: Wereld, tmp_path: Path) -> None:
    waar = tmp_path / "uit"
    inhoud = export_gemeente(gemeente=wereld.gemeente, waar=waar, bsn=Wijze.READABLE, op=OP)
    brieven = [b["pad"] for b in inhoud["bestanden"] if b["model"] == "brieven.Brief"]
    assert brieven
    assert all(pad.endswith(".pdf") and (waar / pad).read_bytes().startswith(b"%PDF") for pad in brieven)
    (toml,) = (waar / "regelingen").glob("*.toml")
    assert toml.read_text() == Subsidieregeling.objects.get(gemeente=wereld.gemeente).tekst
    kinderen = list(csv.DictReader(io.StringIO((waar / "gegevens/indicaties.Kind.csv").read_text())))
    woordenboek = list(
        csv.DictReader(io.StringIO((waar / "woordenboek.csv").read_text("utf-8-sig")), delimiter=";")
    )
    uitgelegd = {rij["kolom"] for rij in woordenboek if rij["bestand"] == "indicaties.Kind.csv"}
    assert uitgelegd == set(kinderen[0]) | {"bsn_versleuteld"}
    assert f",{BSN}" in (waar / "bsn.csv").read_text()
    assert "leesbaar" in (waar / "LEESMIJ.md").read_text()


def test_another_password_or_a_changed_file_is_refused_and_nothing_is_read_in(
    wereld: Wereld, elders: Callable[[], None], tmp_path: Path
) -> None:
    waar = tmp_path / "uit"
    export_gemeente(gemeente=wereld.gemeente, waar=waar, bsn=Wijze.PASSWORD, wachtwoord=WACHTWOORD, op=OP)
    elders()
    with pytest.raises(ValueError, match="wachtwoord van de BSN's klopt niet"):
        import_gemeente(waar=waar, wachtwoord="een ander wachtwoord", op=OP)
    assert not Gemeente.objects.exists()
    uren = waar / "gegevens/opvang.Declaratieregel.csv"
    uren.write_bytes(uren.read_bytes().replace(b"0", b"1"))
    with pytest.raises(Uitgangfout, match="is gewijzigd sinds de export"):
        import_gemeente(waar=waar, wachtwoord=WACHTWOORD, op=OP)
    assert not Gemeente.objects.exists()


def test_only_an_empty_installation_of_the_same_release_takes_it_in(wereld: Wereld, tmp_path: Path) -> None:
    waar = tmp_path / "uit"
    export_gemeente(gemeente=wereld.gemeente, waar=waar, bsn=Wijze.NONE, op=OP)
    with pytest.raises(Uitgangfout, match="niet leeg"):
        import_gemeente(waar=waar, op=OP)
    inhoud = json.loads((waar / "inhoud.json").read_text())
    inhoud["migraties"]["opvang"] = "0001_initial"
    (waar / "inhoud.json").write_text(json.dumps(inhoud))
    with pytest.raises(Uitgangfout, match="andere versie van het programma"):
        import_gemeente(waar=waar, op=OP)


def test_the_commands_say_in_dutch_what_is_wrong(wereld: Wereld, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Gemeente 9999 is hier niet bekend"):
        call_command("export_gemeente", "9999", "--out", str(tmp_path / "uit"), "--bsn", "geen")
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets").write_text("")
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("export_gemeente", "0226", "--out", str(tmp_path / "vol"), "--bsn", "geen")
    with pytest.raises(CommandError, match="minstens 16 tekens"):
        call_command("export_gemeente", "0226", "--out", str(tmp_path / "uit"), "--bsn", "wachtwoord")
    with pytest.raises(CommandError, match=r"geen leesbare inhoud\.json"):
        call_command("import_gemeente", str(tmp_path / "nergens"))
