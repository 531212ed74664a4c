from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from opvang.actions.lrk import ImportVerslag, import_lrk
from opvang.lrk import LrkBestand, LrkFout, read_lrk
from organisaties.models import Gemeente, Locatie

# So many lines of other municipalities that cannot be read are named; the rest is counted.
HOOGSTENS_GENOEMD = 20


class Command(BaseCommand):
    help = "Leest locaties uit het opendatabestand van het Landelijk Register Kinderopvang (LRK)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path, help="export_opendata_lrk.csv van het LRK")
        parser.add_argument(
            "--per",
            type=date.fromisoformat,
            default=None,
            help="dag waarop het bestand is gemaakt, zoals 2026-01-31: vanaf die dag geldt wat is gewijzigd (anders vandaag)",
        )

    def handle(self, *args: Any, bestand: Path, per: date | None, **options: Any) -> None:
        """What is good is taken over; rows of an own municipality that are not are told, with exit code 1."""
        gemeenten = list(Gemeente.objects.all())
        try:
            with bestand.open("rb") as inhoud:
                gelezen = read_lrk(
                    inhoud,
                    gemeente_codes={gemeente.code for gemeente in gemeenten},
                    lrk_nummers=set(Locatie.objects.values_list("lrk_nummer", flat=True)),
                )
            verslag = import_lrk(
                gelezen, gemeenten=gemeenten, per=per or timezone.localdate(), door=None, op=timezone.now()
            )
        except OSError as fout:
            raise CommandError(f"Bestand {bestand} kan niet worden gelezen: {fout.strerror}.") from fout
        except ValidationError as fout:
            raise CommandError(f"Er is niets ingelezen. {' '.join(fout.messages)}") from fout
        except LrkFout as fout:
            raise CommandError(f"Er is niets ingelezen. {fout}") from fout
        self._report(verslag, gelezen)
        if gelezen.fouten:
            zinnen = "\n".join(str(fout) for fout in gelezen.fouten)
            raise CommandError(f"Deze regels zijn niet ingelezen, de andere wel:\n{zinnen}")

    def _report(self, verslag: ImportVerslag, gelezen: LrkBestand) -> None:
        verschil = verslag.verschil
        for houder in verslag.nieuwe_houders:
            self.stdout.write(f"Nieuwe houder: {houder}")
        for locatie in verslag.nieuw:
            self.stdout.write(f"Nieuw: {locatie.lrk_nummer} {locatie}, {locatie.gemeente}")
        for gewijzigd in verschil.gewijzigd:
            locatie, wat = gewijzigd.locatie, f" ({', '.join(gewijzigd.feiten)})"
            soort = "Uitgeschreven" if gewijzigd.is_einde else "Gewijzigd"
            self.stdout.write(f"{soort}: {locatie.lrk_nummer} {locatie}{'' if gewijzigd.is_einde else wat}")
        for locatie in verschil.ontbreekt:
            self.stdout.write(
                f"Niet in het bestand, niet gewijzigd: {locatie.lrk_nummer} {locatie}, {locatie.gemeente}"
            )
        for vraag in verslag.vragen:
            self.stdout.write(f"Vraag ({vraag.get_soort_display()}, {vraag.gemeente}): {vraag.zin}")
        if aantal := len(gelezen.overgeslagen):
            genoemd = ", ".join(map(str, gelezen.overgeslagen[:HOOGSTENS_GENOEMD]))
            meer = ", …" if aantal > HOOGSTENS_GENOEMD else ""
            self.stdout.write(
                f"Overgeslagen, niet van deze gemeenten en niet te lezen: regel {genoemd}{meer}"
            )
        einde = sum(gewijzigd.is_einde for gewijzigd in verschil.gewijzigd)
        self.stdout.write(
            f"{len(verslag.nieuw)} nieuw, {len(verschil.gewijzigd) - einde} gewijzigd, {einde} uitgeschreven,"
            f" {verschil.ongewijzigd} ongewijzigd, {len(verslag.vragen)} te beantwoorden."
        )
