from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisaties.audit import broken_links
from organisaties.models import AuditKeten, AuditRegel


class Command(BaseCommand):
    help = "Controleer of het logboek van elke gemeente heel is; exit 1 als een regel is gewijzigd of weg is."

    def handle(self, *args: Any, **options: Any) -> None:
        codes = set(AuditKeten.objects.values_list("gemeente_code", flat=True))
        codes |= set(AuditRegel.objects.order_by().values_list("gemeente_code", flat=True).distinct())
        fouten = 0
        for code in sorted(codes):
            gebroken = broken_links(code)
            fouten += len(gebroken)
            aantal = AuditRegel.objects.filter(gemeente_code=code).count()
            stand = f"gebroken bij regel {', '.join(map(str, gebroken))}" if gebroken else "heel"
            self.stdout.write(f"{code}: {aantal} regels, {stand}")
        if fouten:
            raise CommandError(f"Het logboek is op {fouten} plaatsen gewijzigd buiten het programma om.")
