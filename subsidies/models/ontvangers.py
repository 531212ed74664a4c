"""Who gets money: an organisation, or the parents of a child. Which of both a table allows, its constraint says."""

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

if TYPE_CHECKING:
    from indicaties.models import Kind
    from organisaties.models import Organisatie

EEN_VAN_BEIDE = Q(organisatie__isnull=False, kind=None) | Q(organisatie=None, kind__isnull=False)
EEN_VAN_BEIDE_ZIN = "Noem één ontvanger: een organisatie, of de ouders van een kind."


class Sleutel(NamedTuple):
    """Of one recipient; neither of both is the municipality itself."""

    organisatie: int | None
    kind: int | None = None

    @property
    def kort(self) -> str:
        """As a part of a kenmerk."""
        return f"k{self.kind}" if self.kind is not None else str(self.organisatie)


DE_GEMEENTE = Sleutel(None)


class MetOntvanger:
    """What a model with the keys `organisatie` and `kind` tells of its recipient."""

    if TYPE_CHECKING:
        organisatie: "Organisatie | None"
        organisatie_id: int | None
        kind: "Kind | None"
        kind_id: int | None

    @property
    def sleutel(self) -> Sleutel:
        return Sleutel(self.organisatie_id, self.kind_id)

    @property
    def ontvanger(self) -> str:
        """Parents under the pseudoniem of their child: who pays need not know its name."""
        return name_of(self.organisatie, self.kind)


def name_of(organisatie: "Organisatie | None", kind: "Kind | None") -> str:
    return f"ouders van {kind.pseudoniem}" if kind is not None else str(organisatie or "")
