"""Taking a file of the register over: facts at once, whatever needs a decision as a question."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicaties.wijzigingen import announce_gemeente
from lib.periode import day_before
from opvang.handelingen import Handeling
from opvang.lrk import LrkBestand, LrkRegel, Rijfout
from opvang.lrk.verschil import FEITEN, Gewijzigd, Sleutel, Verschil, Vraagvoorstel, compare, is_other_holder
from opvang.models import LrkInlezing, LrkVraag
from organisaties.audit import record, record_system
from organisaties.models import Gebruiker, Gemeente, Locatie, Organisatie
from organisaties.opslaan import save_checked

Soort, Status = LrkVraag.Soort, LrkVraag.Status
# So long somebody may look before saying yes.
GELDIG = timedelta(hours=2)
_OPNIEUW = "Kies het bestand opnieuw en kijk na wat er verandert."


@dataclass
class ImportVerslag:
    """What an import did."""

    verschil: Verschil
    nieuw: list[Locatie] = field(default_factory=list)
    nieuwe_houders: list[Organisatie] = field(default_factory=list)
    vragen: list[LrkVraag] = field(default_factory=list)


def read_verschil(
    bestand: LrkBestand, *, gemeenten: Collection[Gemeente], per: date, vast: bool = False
) -> Verschil:
    """What the file would change; `vast` holds the locations until the end of the transaction."""
    locaties = (
        Locatie.objects.filter(gemeente__in=gemeenten).select_related("gemeente", "houder").order_by("pk")
    )
    if vast:
        locaties = locaties.select_for_update(of=("self",))
    return compare(bestand, gemeenten=gemeenten, locaties=locaties, gesteld=_asked(gemeenten), per=per)


def _asked(gemeenten: Collection[Gemeente]) -> set[Sleutel]:
    vragen = LrkVraag.objects.filter(gemeente__in=gemeenten, status__in=(Status.OPEN, Status.REJECTED))
    return {
        (v.locatie_id, v.soort, v.houder_naam, v.kvk_nummer, v.naar.lrk_nummer if v.naar else "")
        for v in vragen.select_related("naar")
    }


@transaction.atomic
def import_lrk(
    bestand: LrkBestand, *, gemeenten: Collection[Gemeente], per: date, door: Gebruiker | None, op: datetime
) -> ImportVerslag:
    """Bring the locations in line with the register. Nothing is deleted; running it again changes nothing.

    `per`: the first day on which what changed holds, as far as the register does not tell it. Without `door` it is
    the operator, by command.
    """
    return _apply(read_verschil(bestand, gemeenten=gemeenten, per=per, vast=True), per, door, op)


@transaction.atomic
def put_lrkinlezing(
    *, bestand: LrkBestand, afdruk: str, peildatum: date, door: Gebruiker, op: datetime
) -> LrkInlezing:
    """Keep the rows of the own municipality, in place of an earlier file of this person, until somebody says yes."""
    if peildatum > timezone.localdate(op):
        raise ValidationError("Het bestand kan niet van een latere dag zijn dan vandaag.")
    verschil = read_verschil(bestand, gemeenten=[door.gemeente], per=peildatum)
    LrkInlezing.objects.filter(bewaard_op=None, gemeente=door.gemeente, gelezen_door=door).delete()
    LrkInlezing.objects.filter(bewaard_op=None, gelezen_op__lte=op - GELDIG).delete()
    inlezing = LrkInlezing(
        gemeente=door.gemeente,
        gelezen_op=op,
        gelezen_door=door,
        peildatum=peildatum,
        afdruk=afdruk,
        stand=verschil.stand,
        inhoud=write_bestand(bestand),
    )
    save_checked(inlezing)
    record(handeling=Handeling.LRK_UPLOAD, door=door, object=inlezing, regels=len(bestand.regels))
    return inlezing


@transaction.atomic
def confirm_lrkinlezing(*, inlezing: LrkInlezing, door: Gebruiker, op: datetime) -> ImportVerslag:
    """Do what was seen. Refused when the locations are no longer what they were then."""
    actueel = (
        LrkInlezing.objects.select_for_update()
        .filter(pk=inlezing.pk, gemeente=door.gemeente, gelezen_door=door, bewaard_op=None)
        .first()
    )
    if actueel is None:
        raise ValidationError(f"Dit bestand is al doorgevoerd of vervangen door een ander. {_OPNIEUW}")
    if actueel.gelezen_op <= op - GELDIG:
        raise ValidationError(f"U keek langer dan twee uur geleden na wat er verandert. {_OPNIEUW}")
    bestand = load_bestand(actueel.inhoud)
    verschil = read_verschil(bestand, gemeenten=[door.gemeente], per=actueel.peildatum, vast=True)
    if verschil.stand != actueel.stand:
        raise ValidationError(f"De locaties zijn intussen gewijzigd; er is niets doorgevoerd. {_OPNIEUW}")
    verslag = _apply(verschil, actueel.peildatum, door, op)
    actueel.inhoud, actueel.bewaard_op, actueel.bewaard_door = {}, op, door
    save_checked(actueel)
    return verslag


def write_bestand(bestand: LrkBestand) -> dict[str, Any]:
    return {
        "regels": [regel.as_data() for regel in bestand.regels],
        "fouten": [asdict(fout) for fout in bestand.fouten],
        "overgeslagen": bestand.overgeslagen,
        "gemeente_codes": sorted(bestand.gemeente_codes),
    }


def load_bestand(inhoud: dict[str, Any]) -> LrkBestand:
    return LrkBestand(
        regels=[LrkRegel.from_data(regel) for regel in inhoud["regels"]],
        fouten=[Rijfout(**fout) for fout in inhoud["fouten"]],
        overgeslagen=inhoud["overgeslagen"],
        gemeente_codes=set(inhoud["gemeente_codes"]),
    )


def afdruk_of(bestand: Any) -> str:
    """SHA-256 of an open file, wound back for who reads it next."""
    bestand.seek(0)
    afdruk = hashlib.file_digest(bestand, "sha256").hexdigest()
    bestand.seek(0)
    return afdruk


def _apply(verschil: Verschil, per: date, door: Gebruiker | None, op: datetime) -> ImportVerslag:
    houders, verslag = Houders(), ImportVerslag(verschil)
    for gewijzigd in verschil.gewijzigd:
        _update(gewijzigd, per)
    verslag.nieuw = [
        _add(n.gemeente, houders.of(n.regel.houder, n.regel.kvk_nummer, n.gemeente), n.regel)
        for n in verschil.nieuw
    ]
    verslag.nieuwe_houders = houders.nieuw
    _overtake(verschil)
    verslag.vragen = [_ask(voorstel, op) for voorstel in verschil.vragen]
    _record(verslag, door)
    return verslag


def _update(gewijzigd: Gewijzigd, per: date) -> None:
    locatie, regel = gewijzigd.locatie, gewijzigd.regel
    for feit in gewijzigd.feiten:
        setattr(locatie, feit, getattr(regel, feit))
    if "uitgeschreven" in gewijzigd.feiten:
        locatie.uitgeschreven_per = (regel.uitgeschreven_per or per) if locatie.uitgeschreven else None
    if "ve_geregistreerd" in gewijzigd.feiten and locatie.ve_geregistreerd:
        locatie.ve_vanaf = per
    elif "ve_geregistreerd" in gewijzigd.feiten:
        locatie.ve_tot_en_met = day_before(per)
    save_checked(locatie)


def _add(gemeente: Gemeente, houder: Organisatie, regel: LrkRegel) -> Locatie:
    feiten = {feit: getattr(regel, feit) for feit in FEITEN}
    locatie = Locatie(gemeente=gemeente, houder=houder, lrk_nummer=regel.lrk_nummer, **feiten)
    save_checked(locatie)
    return locatie


def _overtake(verschil: Verschil) -> None:
    """What the register takes back needs no answer any more."""
    regels = {locatie.pk: regel for locatie, regel in verschil.gezien}
    open_vragen = LrkVraag.objects.open().filter(locatie__in=regels).select_related("locatie__houder")
    for vraag in open_vragen:
        regel = regels[vraag.locatie_id]
        terug = {
            Soort.VE: regel.ve_geregistreerd,
            Soort.HOUDER: not is_other_holder(vraag.locatie.houder, regel),
        }.get(Soort(vraag.soort), not regel.uitgeschreven)
        if terug:
            vraag.status = Status.OVERTAKEN
            save_checked(vraag)


def _ask(voorstel: Vraagvoorstel, op: datetime) -> LrkVraag:
    """A new question, or the open one of its kind as it is now."""
    locatie = voorstel.locatie
    naar = (
        Locatie.objects.current().filter(gemeente=locatie.gemeente_id, lrk_nummer=voorstel.naar).first()
        if voorstel.naar
        else None
    )
    soort = Soort.GESLOTEN if voorstel.soort == Soort.OPVOLGER and naar is None else voorstel.soort
    vraag = LrkVraag.objects.open().filter(locatie=locatie, soort=soort).first() or LrkVraag(
        gemeente=locatie.gemeente, locatie=locatie, soort=soort, gevonden_op=op
    )
    vraag.peildatum, vraag.naar = voorstel.peildatum, naar
    vraag.houder_naam, vraag.kvk_nummer = voorstel.houder_naam, voorstel.kvk_nummer
    save_checked(vraag)
    return vraag


class Houders:
    """The holders by KvK number and by name, and where they work; read once for the whole file."""

    def __init__(self) -> None:
        houders = list(Organisatie.objects.houders())
        self.op_kvk = {houder.kvk_nummer: houder for houder in houders if houder.kvk_nummer}
        self.op_naam = {houder.naam.lower(): houder for houder in houders}
        self.werkt_in = set(
            Organisatie.gemeenten.through.objects.values_list("organisatie_id", "gemeente_id")
        )
        self.nieuw: list[Organisatie] = []

    def of(self, naam: str, kvk_nummer: str, gemeente: Gemeente) -> Organisatie:
        """The holder of a location, made when the register knows it and we do not."""
        houder = self.op_kvk.get(kvk_nummer) or self._by_name(naam, kvk_nummer) or self._add(naam, kvk_nummer)
        if (houder.pk, gemeente.pk) not in self.werkt_in:
            houder.gemeenten.add(gemeente)
            self.werkt_in.add((houder.pk, gemeente.pk))
        return houder

    def _by_name(self, naam: str, kvk_nummer: str) -> Organisatie | None:
        houder = self.op_naam.get(naam.lower())
        anders = houder and houder.kvk_nummer and kvk_nummer and houder.kvk_nummer != kvk_nummer
        return None if anders else houder

    def _add(self, naam: str, kvk_nummer: str) -> Organisatie:
        """Two companies may bear one name; the second is told apart by its number."""
        bezet = naam.lower() in self.op_naam
        uniek = f"{naam[:100]} (KvK {kvk_nummer})" if bezet else naam
        houder = Organisatie(naam=uniek, soort=Organisatie.Soort.HOUDER, kvk_nummer=kvk_nummer)
        save_checked(houder)
        self.nieuw.append(houder)
        self.op_naam[houder.naam.lower()] = houder
        if houder.kvk_nummer:
            self.op_kvk[houder.kvk_nummer] = houder
        return houder


def _record(verslag: ImportVerslag, door: Gebruiker | None) -> None:
    """One line per municipality with what changed in it, by LRK number; questions by their id."""
    per_gemeente: dict[Gemeente, dict[str, list[Any]]] = defaultdict(
        lambda: {"nieuw": [], "gewijzigd": [], "beeindigd": [], "vragen": []}
    )
    for locatie in verslag.nieuw:
        per_gemeente[locatie.gemeente]["nieuw"].append(locatie.lrk_nummer)
    for gewijzigd in verslag.verschil.gewijzigd:
        soort = "beeindigd" if gewijzigd.is_einde else "gewijzigd"
        per_gemeente[gewijzigd.locatie.gemeente][soort].append(gewijzigd.locatie.lrk_nummer)
    for vraag in verslag.vragen:
        per_gemeente[vraag.gemeente]["vragen"].append(vraag.pk)
    for gemeente, details in per_gemeente.items():
        if door is None:
            record_system(
                handeling=Handeling.LOCATIE_IMPORT,
                proces="LRK inlezen",
                gemeente_code=gemeente.code,
                object=gemeente,
                **details,
            )
        else:
            record(handeling=Handeling.LOCATIE_IMPORT, door=door, object=gemeente, **details)
        if details["gewijzigd"] or details["beeindigd"]:
            announce_gemeente(gemeente)
