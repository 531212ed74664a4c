"""What a declaration would come to in subsidy, as a trial: the policy is known in a room to the left of this one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opvang.models import Urendeclaratie


@dataclass(frozen=True)
class Proef:
    """Cents in all, or None with the sentences why it can't be computed; hours in hundredths."""

    uren: int
    subsidie: int | None
    bezwaren: tuple[str, ...] = ()


# By the id of the declaration; of one quarter of one municipality.
Rekenaar = Callable[[Sequence[Urendeclaratie]], dict[int, Proef]]

_rekenaars: list[Rekenaar] = []


def register_rekenaar(rekenaar: Rekenaar) -> None:
    _rekenaars.append(rekenaar)


@dataclass(frozen=True)
class Verwachting:
    """What a draft comes to, beside the declaration that it corrects."""

    nu: Proef
    eerst: Proef | None

    @property
    def verschil_uren(self) -> int | None:
        return self.nu.uren - self.eerst.uren if self.eerst else None

    @property
    def verschil_subsidie(self) -> int | None:
        if self.eerst is None or self.eerst.subsidie is None or self.nu.subsidie is None:
            return None
        return self.nu.subsidie - self.eerst.subsidie


def expect(declaratie: Urendeclaratie) -> Verwachting | None:
    """None where no room computes."""
    if not _rekenaars:
        return None
    samen = [d for d in (declaratie, declaratie.corrigeert) if d is not None]
    proeven = _rekenaars[0](samen)
    eerst = proeven[samen[1].pk] if len(samen) > 1 else None
    return Verwachting(proeven[declaratie.pk], eerst)
