"""What runs without a person: each job and command that changes or takes out something says so in the record."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import get_commands

from organisaties.wachtrij import all_werk
from vve_admin.celery import app

TAKEN = {
    "brieven.tasks.send_kennisgevingen": "sends the mails below that waited or failed",
    "organisaties.tasks.run_opdracht": "does one of the jobs below",
    "organisaties.landelijk.tasks.keep_rondes": "asks again for the turns below; forgets rounds of long ago",
    "organisaties.tasks.send_opdrachten": "sends what was asked for before; no data of people",
    "organisaties.tasks.write_ijkpunten": "logboek.checkpoint (organisaties/test_ijkpunten.py)",
    "rapportage.tasks.rescue_verantwoordingen": "verantwoording.fail (rapportage/test_productie.py)",
    "rapportage.periodiek.klok.plan_alle_gemeenten": "asks for the jobs below",
    "indicaties.tasks.find_dubbele_dossiers": "asks for the jobs below",
    "subsidies.herzieningen.tasks.check_alle_gemeenten": "asks for the jobs below",
    "subsidies.kolommen.tasks.check_alle_kolommen": "idem",
    "subsidies.controles.tasks.check_alle_boeken": "asks for the jobs below",
    "opvang.resultaten.tasks.expire_resultaten_nightly": "resultaat.erase (opvang/test_resultaten.py)",
    "opvang.overdracht.tasks.expire_overdrachten_nightly": "overdracht.expire (opvang/overdracht/test_bewaren.py)",
    "vve_admin.tasks.note_stand": "counts what waits; no data of people",
    "opvang.tasks.remind_gemeenten": "asks for the jobs below",
    "opvang.overname.tasks.expire_overnames_nightly": "overname.expire (opvang/overname/test_terugdraaien.py)",
    "indicaties.tasks.renew_standen": "works out again what the facts say; changes none of them",
    "indicaties.tasks.return_stille_kinderen": "traject.silent, bericht.place (indicaties/test_stilte.py, test_berichten.py)",
    "privacy.tasks.end_bewaartermijnen": "kind.pseudonymise (privacy/test_bewaren.py)",
}
app.loader.import_default_modules()

WERK = {
    "opvang.tasks.make_uitnodigingen": "brief.make of who asked, bericht.place (opvang/test_ouders.py)",
    "organisaties.landelijk.tasks.do_beurt": "ronde.do (organisaties/test_landelijk.py), and what the work itself records",
    "organisaties.landelijk.tasks.spread_ronde": "asks for the turns above; ronde.start of who asked",
    "opvang.overname.tasks.review_overname": "nothing: only a report for who asked (opvang/overname)",
    "opvang.overname.tasks.apply_overname": "overname.apply, and a line per thing (opvang/overname)",
    "opvang.overname.tasks.undo_overname": "overname.undo, overname.remove (opvang/overname)",
    "brieven.tasks.mail_kennisgeving": "a mail about what stands in the record already: bericht.place",
    "organisaties.aanmelden.post.mail_melding": "a mail about what stands in the record already",
    "organisaties.aanmelden.post.mail_uitnodiging": "idem: toekenning.give, gebruiker.mail",
    "organisaties.aanmelden.post.mail_vergeten": "idem: wachtwoord.request",
    "organisaties.aanmelden.post.look_up_vergeten": "wachtwoord.request (architectuur/test_auditplicht_account.py)",
    "rapportage.tasks.make_verantwoording": "verantwoording.make, verantwoording.fail (rapportage/test_tasks.py)",
    "rapportage.periodiek.klok.plan_gemeente": "asks for the job below; no data of people",
    "rapportage.periodiek.tasks.make_periodiekverslag": "periodiekverslag.make (rapportage/test_periodiek.py)",
    "subsidies.berekeningen.tasks.calculate_kwartaal": "berekening.calculate of who asked (subsidies/berekeningen/test_tijdvak.py)",
    "subsidies.herzieningen.tasks.check_kind": "a list of differences, worked out anew; deciding on one is recorded",
    "subsidies.herzieningen.tasks.check_na_goedkeuring": "idem",
    "subsidies.herzieningen.tasks.check_gemeente": "idem",
    "subsidies.kolommen.tasks.check_houder": "a comparison, worked out anew; what is done about it is recorded",
    "subsidies.kolommen.tasks.check_gemeente": "idem",
}
OPDRACHTEN = {
    "lees_bounces": "adres.bounce (brieven/test_bounces.py)",
    "write_ijkpunten": "logboek.checkpoint, logboek.restart (organisaties/test_ijkpunten.py)",
    "rotate_bsn_key": "bsn.rotate, tweedefactor.rotate (indicaties/test_sleutel.py)",
    "import_lrk": "locatie.import (opvang/test_lrk.py)",
    "import_scholen": "school.import (opvang/overdracht/test_scholen.py)",
    "overdracht_termijnen": "overdracht.expire (opvang/overdracht/test_bewaren.py)",
    "export_gemeente": "gemeente.export (privacy/test_uitgang.py)",
    "import_gemeente": "gemeente.import (privacy/test_uitgang.py)",
    "bewaartermijnen": "kind.pseudonymise (privacy/test_bewaren.py)",
    "make_verantwoording": "verantwoording.export (rapportage/test_command.py)",
    "start_installatie": "installatie.start (organisaties/test_installatie.py)",
    "herstel_installatie": "installatie.restore, toekenning.end (organisaties/test_installatie.py)",
    "agree_toekenning": "toekenning.agree (organisaties/test_instemming.py)",
    "grant_roluitzondering": "roluitzondering.grant (organisaties/test_rolscheiding.py)",
    "withdraw_roluitzondering": "roluitzondering.withdraw, toekenning.end (organisaties/test_rolscheiding.py)",
    "load_demo": "the actions of the site, in the name of made-up people",
    "landelijk": "ronde.start, ronde.stop, ronde.resume, ronde.retry (organisaties/test_landelijk.py)",
    "opdrachten": "opdracht.retry (organisaties/test_wachtrij.py)",
    "check_audit": "only reads",
    "check_rollen": "only reads",
    "check_berekeningen": "only reads",
    "check_herziening": "only reads",
    "check_invariants": "only reads",
    "migrate": "tables, no rows of people",
    "rechten_doc": "no data of people",
    "api_doc": "no data of people",
    "regeling_schema": "no data of people",
    "calculate_subsidie": "files of the operator, no database",
    "check_regeling": "files of the operator, no database",
    "format_regeling": "files of the operator, no database",
    "compare_scenarios": "files of the operator, no database",
}


def test_every_job_is_known_to_the_record() -> None:
    app.loader.import_default_modules()
    # Other tests may have made a task of their own in this process.
    eigen = {naam for naam in app.tasks if not naam.startswith(("celery.", "tests."))}
    assert eigen == TAKEN.keys()


def test_every_job_of_the_outbox_is_known_to_the_record() -> None:
    assert {naam for naam in all_werk() if not naam.startswith("tests.")} == WERK.keys()


def test_every_command_is_known_to_the_record() -> None:
    eigen = {naam for naam, bron in get_commands().items() if is_ours(bron)}
    assert eigen == OPDRACHTEN.keys()


@pytest.mark.parametrize("naam", sorted(OPDRACHTEN))
def test_a_command_that_needs_no_database_makes_no_connection(naam: str) -> None:
    """The words above are held against the source: what names no model and no action changes nothing."""
    if OPDRACHTEN[naam].endswith("no database"):
        (bestand,) = Path(settings.BASE_DIR).glob(f"*/management/commands/{naam}.py")
        assert ".models" not in bestand.read_text()
        assert ".actions" not in bestand.read_text()


def is_ours(bron: Any) -> bool:
    naam = bron if isinstance(bron, str) else bron.__module__
    return Path(settings.BASE_DIR, naam.split(".")[0], "management").is_dir()
