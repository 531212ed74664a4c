from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.landelijk.rondes import find_gemeenten, resume_ronde, retry_ronde, start_ronde, stop_ronde
from organisaties.landelijk.soorten import all_werk, find_werk, naam_van
from organisaties.ronde import Ronde, Rondedeel

Status = Rondedeel.Status
LAATSTE = 20
# What the operator reads one by one; of the others the number says enough.
_TE_LEZEN = (Status.FAILED, Status.SKIPPED, Status.STOPPED)


class Command(BaseCommand):
    help = "Doe werk voor veel gemeenten tegelijk, en zie hoe ver het is. Zonder iets erachter: de laatste rondes."

    def add_arguments(self, parser: CommandParser) -> None:
        werk = {een.code: een for een in all_werk() if not een.alleen_nacht}
        uitleg = "; ".join(f"{code}: {een.naam.lower()}" for code, een in werk.items())
        parser.add_argument("werk", nargs="?", choices=sorted(werk), help=uitleg)
        parser.add_argument(
            "--tijdvak", default="", help="waarover: 2026-3 (een kwartaal), 2026-m3, 2026-h1 of 2026-j1"
        )
        parser.add_argument("--jaar", default="", help="waarover: een jaar, zoals 2025")
        parser.add_argument(
            "--gemeente",
            nargs="+",
            default=[],
            metavar="CODE",
            help="alleen deze gemeenten (CBS-codes); anders alle",
        )
        parser.add_argument(
            "--voortgang", type=int, metavar="NUMMER", help="hoe ver deze ronde is, en wat er misging"
        )
        parser.add_argument(
            "--hervat", type=int, metavar="NUMMER", help="ga verder met een ronde die stilstaat of is gestopt"
        )
        parser.add_argument(
            "--opnieuw", type=int, metavar="NUMMER", help="begin opnieuw met de gemeenten die mislukten"
        )
        parser.add_argument(
            "--stop", type=int, metavar="NUMMER", help="stop deze ronde; wat bezig is, maakt zijn beurt af"
        )

    def handle(self, *args: Any, werk: str | None, **options: Any) -> None:
        try:
            if werk is not None:
                self._start(werk, options)
            elif (ronde := self._act(options)) is not None:
                self._tell(ronde)
            else:
                for een in Ronde.objects.with_stand()[:LAATSTE]:
                    self.stdout.write(_line(een))
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout

    def _start(self, code: str, options: dict[str, Any]) -> None:
        werk = find_werk(code)
        if werk is None or (options["tijdvak"] and options["jaar"]):
            raise CommandError("Geef een tijdvak of een jaar, niet allebei.")
        ronde, nieuw = start_ronde(
            werk=werk,
            keuze=options["tijdvak"] or options["jaar"],
            gemeenten=find_gemeenten(options["gemeente"]),
            op=timezone.now(),
        )
        if not nieuw:
            self.stdout.write(f"Dit werk loopt al, als ronde {ronde.pk}. Er is geen tweede gestart.")
        self.stdout.write(f"Volg het met: manage.py landelijk --voortgang {ronde.pk}")

    def _act(self, options: dict[str, Any]) -> Ronde | None:
        for naam in ("stop", "hervat", "opnieuw", "voortgang"):
            if (nummer := options[naam]) is None:
                continue
            ronde = Ronde.objects.filter(pk=nummer).first()
            if ronde is None:
                raise CommandError(f"Er is geen ronde met nummer {nummer}.")
            if naam == "stop":
                stop_ronde(ronde=ronde, op=timezone.now())
            elif naam == "hervat":
                resume_ronde(ronde=ronde)
            elif naam == "opnieuw":
                retry_ronde(ronde=ronde)
            return ronde
        return None

    def _tell(self, ronde: Ronde) -> None:
        self.stdout.write(_line(Ronde.objects.with_stand().get(pk=ronde.pk)))
        for deel in ronde.delen.select_related("gemeente"):
            if deel.status in _TE_LEZEN or (deel.pogingen and deel.zin):
                gemeente = deel.gemeente
                self.stdout.write(
                    f"  {gemeente.code} {gemeente}  {deel.get_status_display()}  {deel.zin}".rstrip()
                )


def _line(ronde: Any) -> str:
    over = f" {ronde.keuze}" if ronde.keuze else ""
    stand = "gestopt" if ronde.gestopt else "loopt" if ronde.is_onderweg else "klaar"
    return (
        f"{ronde.pk}  {naam_van(ronde.soort)}{over}  {timezone.localtime(ronde.gevraagd_op):%d-%m-%Y %H:%M}  {stand}:"
        f" {ronde.gedaan} van {ronde.totaal} gemeenten, {ronde.overgeslagen} overgeslagen, {ronde.mislukt} mislukt"
    )
