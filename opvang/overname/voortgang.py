"""How far the work is, told past the transaction that nobody else can look into."""

from types import TracebackType
from typing import Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from opvang.models import Overname
from organisaties.rijbeveiliging import Rijbereik, set_bereik


class Voortgang:
    """A connection of its own, with the same role and the scope of the municipality."""

    def __init__(self, overname: Overname) -> None:
        self.overname = overname
        self.kopie: BaseDatabaseWrapper = connection.copy()
        set_bereik(self.kopie, Rijbereik(overname.gemeente_id))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.kopie.close()

    def __call__(self, procent: int) -> None:
        with self.kopie.cursor() as cursor:
            cursor.execute(
                "UPDATE opvang_overname SET gedaan = %s WHERE id = %s", [procent, self.overname.pk]
            )
