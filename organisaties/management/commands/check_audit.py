from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisaties.audit import broken_links
from organisaties.ijkpuntcontrole import find_differences, notes
from organisaties.ijkpunten import trusted_keys
from organisaties.models import AuditKeten, AuditRegel


class Command(BaseCommand):
    help = (
        "Controleer of het logboek van elke gemeente heel is en klopt met de ijkpunten buiten de database; "
        "exit 1 als een regel is gewijzigd, herschreven of weg is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        fouten = []
        if gebroken := self._count_broken():
            fouten.append(f"Het logboek is op {gebroken} plaatsen gewijzigd buiten het programma om.")
        for zin in notes():
            self.stdout.write(zin)
        for sleutel in sorted(trusted_keys()):
            self.stdout.write(f"Openbare sleutel van de ijkpunten (Ed25519): {sleutel}")
        fouten += find_differences(op=timezone.now())
        if fouten:
            raise CommandError("\n".join([*fouten, "Wat u nu doet staat in docs/beveiliging.md."]))

    def _count_broken(self) -> int:
        codes = set(AuditKeten.objects.values_list("gemeente_code", flat=True))
        codes |= set(AuditRegel.objects.order_by().values_list("gemeente_code", flat=True).distinct())
        fouten = 0
        for code in sorted(codes):
            gebroken = broken_links(code)
            fouten += len(gebroken)
            aantal = AuditRegel.objects.filter(gemeente_code=code).count()
            stand = f"gebroken bij regel {', '.join(map(str, gebroken))}" if gebroken else "heel"
            self.stdout.write(f"{code}: {aantal} regels, {stand}")
        return fouten
