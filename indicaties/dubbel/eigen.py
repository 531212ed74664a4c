"""What this room moves when two files become one."""

from datetime import date

from indicaties.dubbel.gezin import call_one_first, join_gezin, same_ouder, second_adres
from indicaties.dubbel.verhuizing import Ingreep, Verhuizing, register_verhuizing
from indicaties.models import (
    Adres,
    Behandelaarwissel,
    Contactmoment,
    Indicatie,
    Indicatiebesluit,
    Kind,
    Ondersteuningsvraag,
    Opmerking,
    Ouderschap,
    Signaal,
    Startinformatie,
    Toeleiding,
    Toeleidingstap,
    Toestemming,
    Traject,
    Verwijsvraag,
)
from lib.periode import Periode
from lib.weergave import datum
from organisaties.models import Gebruiker
from organisaties.rechten import Recht


def register_eigen() -> None:
    _register_gezin()
    _register_oordeel()
    _register_route()


def _register_gezin() -> None:
    register_verhuizing(
        Verhuizing(
            Kind,
            "Eerder samengevoegde dossiers",
            lambda kind: kind.pseudoniem,
            "samengevoegd_met",
            regelt=join_gezin,
        )
    )
    register_verhuizing(
        Verhuizing(Adres, "Adres", lambda adres: "het adres", recht=Recht.OUDER_VIEW, achter=second_adres)
    )
    register_verhuizing(
        Verhuizing(
            Ouderschap,
            "Ouders en verzorgers",
            lambda rij: rij.ouder.naam,
            samen=("ouder",),
            recht=Recht.OUDER_VIEW,
            regelt=call_one_first,
            achter=same_ouder,
        )
    )
    register_verhuizing(
        Verhuizing(Toestemming, "Toestemming van de ouders", _show_toestemming, recht=Recht.TOELEIDING_MANAGE)
    )


def _register_oordeel() -> None:
    register_verhuizing(
        Verhuizing(
            Indicatie, "Indicaties", weigert=_indicaties_die_botsen, regelt=_withdraw_covered, samen=("kind",)
        )
    )
    register_verhuizing(
        Verhuizing(Indicatiebesluit, "Besluiten over een indicatie", recht=Recht.CRITERIA_VIEW)
    )
    register_verhuizing(
        Verhuizing(
            Signaal, "Signalen", lambda s: f"signaal van {datum(s.gegeven_op)}", recht=Recht.SIGNAAL_GIVE
        )
    )
    register_verhuizing(
        Verhuizing(
            Ondersteuningsvraag,
            "Vragen om extra ondersteuning",
            lambda vraag: f"vraag van {datum(vraag.gesteld_op)}",
            recht=Recht.SIGNAAL_GIVE,
        )
    )
    register_verhuizing(
        Verhuizing(
            Opmerking,
            "Wat een organisatie voor zichzelf bijhoudt",
            lambda opmerking: "een opmerking",
            recht=Recht.JGZ_OPMERKING_VIEW,
            per_kant=True,
        )
    )


def _register_route() -> None:
    """The steps and what the provider must know go along with a referral, the notes and tasks with a case."""
    register_verhuizing(
        Verhuizing(Toeleiding, "Verwijzingen", _show_toeleiding, samen=("houder",), achter=_referred_twice)
    )
    register_verhuizing(Verhuizing(Traject, "Trajecten", _show_traject, regelt=_close_traject))
    register_verhuizing(
        Verhuizing(Verwijsvraag, "Vragen van aanbieders", _show_vraag, samen=("houder",), achter=_asked_twice)
    )
    register_verhuizing(
        Verhuizing(
            Toeleidingstap,
            "Stappen van een verwijzing",
            lambda stap: stap.get_status_display(),
            "toeleiding__kind",
        )
    )
    register_verhuizing(
        Verhuizing(
            Startinformatie,
            "Wat een houder bij de start moet weten",
            lambda info: f"van {datum(info.gegeven_op)}",
            "toeleiding__kind",
        )
    )
    register_verhuizing(
        Verhuizing(
            Contactmoment,
            "Contact met het gezin",
            lambda contact: f"{contact} op {datum(contact.datum)}",
            "traject__kind",
            recht=Recht.TOELEIDING_MANAGE,
        )
    )
    register_verhuizing(
        Verhuizing(
            Behandelaarwissel,
            "Wie het dossier aan een collega gaf",
            lambda wissel: f"op {datum(wissel.gewisseld_op)}",
            "traject__kind",
            recht=Recht.TOELEIDING_MANAGE,
        )
    )


def _overlapping(blijft: Kind, vervalt: Kind) -> list[tuple[Indicatie, Indicatie]]:
    """The one that could go first: it lies within the other one. Of two that are equal the later decision."""
    paren = []
    for een in Indicatie.objects.effective().filter(kind=blijft.pk):
        for ander in Indicatie.objects.effective().filter(kind=vervalt.pk):
            if _periode(een).overlap(_periode(ander)):
                paren.append((een, ander) if _rank(een) < _rank(ander) else (ander, een))
    return paren


def _periode(indicatie: Indicatie) -> Periode:
    return Periode(indicatie.geldig_van, indicatie.geldig_tot_en_met)


def _rank(indicatie: Indicatie) -> tuple[int, int, int]:
    """The shortest goes, then the latest decision."""
    return _periode(indicatie).dagen, -indicatie.afgegeven_op.toordinal(), -indicatie.pk


def _indicaties_die_botsen(blijft: Kind, vervalt: Kind) -> list[str]:
    """Of the same kind and one within the other: that is put right. Else days or money would be lost unseen."""
    return [
        f"De indicaties van {datum(weg.geldig_van)} t/m {datum(weg.geldig_tot_en_met)} en van "
        f"{datum(houd.geldig_van)} t/m {datum(houd.geldig_tot_en_met)} overlappen elkaar. Verkort er eerst één of trek "
        "er één in."
        for weg, houd in _overlapping(blijft, vervalt)
        if not _covers(houd, weg)
    ]


def _covers(houd: Indicatie, weg: Indicatie) -> bool:
    return houd.soort == weg.soort and _periode(houd).overlap(_periode(weg)) == _periode(weg)


def _withdraw_covered(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    velden = {
        "ingetrokken_op": op,
        "ingetrokken_door": door,
        "reden_intrekking": Indicatie.RedenIntrekking.MERGED,
    }
    ingrepen = {
        weg.pk: Ingreep(weg, velden, f"{weg} wordt ingetrokken: de andere indicatie geldt op al die dagen.")
        for weg, houd in _overlapping(blijft, vervalt)
        if _covers(houd, weg)
    }
    return list(ingrepen.values())


def _close_traject(blijft: Kind, vervalt: Kind, door: Gebruiker, op: date) -> list[Ingreep]:
    """A child has one open case: that of the file that stays."""
    eigen = Traject.objects.open().filter(kind=blijft.pk).exists()
    ander = Traject.objects.open().filter(kind=vervalt.pk).first()
    if not eigen or ander is None:
        return []
    velden = {
        "gesloten_op": op,
        "gesloten_door": door,
        "reden_sluiting": Traject.RedenSluiting.MERGED,
    }
    return [Ingreep(ander, velden, f"{_show_traject(ander)} wordt gesloten: er loopt er al één.")]


def _referred_twice(blijft: Kind, vervalt: Kind) -> set[int]:
    """Both wait at one provider: the referral of the file that stays goes on."""
    open_bij = Toeleiding.objects.open().filter(kind=blijft.pk).values("houder")
    return set(
        Toeleiding.objects.open().filter(kind=vervalt.pk, houder__in=open_bij).values_list("pk", flat=True)
    )


def _asked_twice(blijft: Kind, vervalt: Kind) -> set[int]:
    open_van = Verwijsvraag.objects.open().filter(kind=blijft.pk).values("houder")
    return set(
        Verwijsvraag.objects.open().filter(kind=vervalt.pk, houder__in=open_van).values_list("pk", flat=True)
    )


def _show_toeleiding(toeleiding: Toeleiding) -> str:
    return f"naar {toeleiding.houder} op {datum(toeleiding.verwezen_op)} ({toeleiding.get_status_display().lower()})"


def _show_traject(traject: Traject) -> str:
    return f"traject geopend op {datum(traject.geopend_op)}"


def _show_vraag(vraag: Verwijsvraag) -> str:
    return f"van {vraag.houder} op {datum(vraag.gevraagd_op)}"


def _show_toestemming(toestemming: Toestemming) -> str:
    return f"{'gegeven' if toestemming.gegeven else 'niet gegeven'} op {datum(toestemming.datum)}"
