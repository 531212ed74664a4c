"""Who and what there is in a demo municipality: organisations, locations and the logins."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from organisaties.bereikdoel import BEREIKDOEL
from organisaties.instellingen import Instelling
from organisaties.models import Gebruiker, Gemeente, Gemeentegebruiker, Locatie, Organisatie, Toekenning
from organisaties.rechten import LOCATIE_ROLLEN, Rol

WACHTWOORD = "demo-vve-2025"

# The part before the @ of each login, the role behind it, and a made-up name.
LOGINS: tuple[tuple[str, Rol, str], ...] = (
    ("jgz", Rol.JGZ_MEDEWERKER, "Jolanda Jeugdarts"),
    ("kindregisseur", Rol.KINDREGISSEUR, "Kim Regisseur"),
    ("aanbieder", Rol.HOUDER_BEHEERDER, "Annemiek Aanbieder"),
    # At the first location of the first houder.
    ("locatie", Rol.HOUDER_MEDEWERKER, "Lotte Locatie"),
    ("subsidie", Rol.SUBSIDIEMEDEWERKER, "Sander Subsidie"),
    ("budgethouder", Rol.BUDGETHOUDER, "Bert Budgethouder"),
    ("beleid", Rol.BELEIDSMEDEWERKER, "Bianca Beleid"),
    ("beheer", Rol.FUNCTIONEEL_BEHEERDER, "Hans Beheer"),
    # Agrees with the roles that the first one gives.
    ("beheer2", Rol.FUNCTIONEEL_BEHEERDER, "Hetty Beheer"),
    ("auditor", Rol.AUDITOR, "Aad Auditor"),
    ("school", Rol.IB_ER, "Ilse Begeleider"),
)


# Who manages the installation, and belongs to no municipality.
INSTALLATIE_LOGIN = "installatie@vve.demo"


@dataclass(frozen=True)
class LocatiePlan:
    naam: str
    plaats: str
    lrk_nummer: str
    ve: bool = True
    buiten_gemeente: bool = False
    # Made up, like the location.
    postcode: str = ""


@dataclass(frozen=True)
class HouderPlan:
    naam: str
    locaties: tuple[LocatiePlan, ...] = ()


@dataclass(frozen=True)
class GemeentePlan:
    """A demo municipality as its document and our additions describe it. The first houder has the login."""

    code: str
    naam: str
    domein: str
    jgz: str
    school: str
    houders: tuple[HouderPlan, ...]
    bereik_doel_pct: int
    bereik_doel_bron: str
    kent_smi: bool = False


@dataclass(frozen=True)
class Inrichting:
    gemeente: Gemeente
    jgz: Organisatie
    houders: tuple[Organisatie, ...]
    gebruikers: dict[str, Gebruiker]
    # Who places children and declares hours for a houder, by the id of the houder.
    medewerkers: dict[int, Gebruiker]

    def houder(self, naam: str) -> Organisatie:
        return next(houder for houder in self.houders if houder.naam == naam)

    def medewerker(self, houder: Organisatie) -> Gebruiker:
        return self.medewerkers[houder.pk]

    def ve_locaties(self, houder: Organisatie) -> list[Locatie]:
        return list(Locatie.objects.filter(gemeente=self.gemeente, houder=houder, ve_geregistreerd=True))


def is_loaded(plan: GemeentePlan) -> bool:
    return Gebruiker.objects.filter(email=f"{LOGINS[0][0]}@{plan.domein}").exists()


def build_inrichting(plan: GemeentePlan, *, dag: date, geldig_van: date) -> Inrichting:
    """Make the organisations, locations and users; their roles count from `geldig_van`, and they work on `dag`."""
    gemeente, _ = Gemeente.objects.update_or_create(
        code=plan.code,
        defaults={
            "naam": plan.naam,
            "kent_smi": plan.kent_smi,
        },
    )
    jgz = _organisatie(plan.jgz, Organisatie.Soort.JGZ, gemeente)
    school = _organisatie(plan.school, Organisatie.Soort.SCHOOL, gemeente)
    houders = tuple(_houder(houder, gemeente) for houder in plan.houders)
    bij_rol = {
        Rol.JGZ_MEDEWERKER: jgz,
        Rol.IB_ER: school,
        Rol.HOUDER_BEHEERDER: houders[0],
        Rol.HOUDER_MEDEWERKER: houders[0],
    }
    gebruikers = _logins(plan, bij_rol, geldig_van)
    _doel(plan, gemeente, gebruikers["beheer"], geldig_van)
    medewerkers = {houders[0].pk: gebruikers["aanbieder"], **_medewerkers(plan, houders[1:], geldig_van)}
    for gebruiker in (*gebruikers.values(), *medewerkers.values()):
        gebruiker.activate(dag)
    return Inrichting(gemeente, jgz, houders, gebruikers, medewerkers)


def build_installatie(geldig_van: date) -> None:
    """The installatiebeheerder, once for all municipalities."""
    gebruiker, nieuw = Gebruiker.objects.get_or_create(
        email=INSTALLATIE_LOGIN, defaults={"naam": "Ida Installatie", "password": make_password(WACHTWOORD)}
    )
    if nieuw:
        Toekenning.objects.create(gebruiker=gebruiker, rol=Rol.INSTALLATIEBEHEERDER, geldig_van=geldig_van)


def _doel(plan: GemeentePlan, gemeente: Gemeente, door: Gebruiker, geldig_van: date) -> None:
    Instelling.objects.create(
        gemeente=gemeente,
        soort=BEREIKDOEL.code,
        waarde=plan.bereik_doel_pct,
        bron=plan.bereik_doel_bron,
        geldig_van=geldig_van,
        vastgelegd_op=timezone.make_aware(datetime.combine(geldig_van, time(9))),
        vastgelegd_door=door,
    )


def _organisatie(naam: str, soort: Organisatie.Soort, gemeente: Gemeente) -> Organisatie:
    organisatie, _ = Organisatie.objects.get_or_create(naam=naam, soort=soort)
    organisatie.gemeenten.add(gemeente)
    return organisatie


def _houder(plan: HouderPlan, gemeente: Gemeente) -> Organisatie:
    houder = _organisatie(plan.naam, Organisatie.Soort.HOUDER, gemeente)
    for locatie in plan.locaties:
        Locatie.objects.update_or_create(
            gemeente=gemeente,
            lrk_nummer=locatie.lrk_nummer,
            defaults={
                "houder": houder,
                "naam": locatie.naam,
                "plaats": locatie.plaats,
                "postcode": locatie.postcode,
                "adres": f"Voorbeeldplein {locatie.lrk_nummer[-2:].lstrip('0')}" if locatie.postcode else "",
                "ve_geregistreerd": locatie.ve,
                "buiten_gemeente": locatie.buiten_gemeente,
            },
        )
    return houder


def _logins(plan: GemeentePlan, bij_rol: dict[Rol, Organisatie], geldig_van: date) -> dict[str, Gebruiker]:
    wachtwoord = make_password(WACHTWOORD)
    return {
        login: _gebruiker(plan, login, f"{naam} ({plan.naam})", wachtwoord, rol, bij_rol.get(rol), geldig_van)
        for login, rol, naam in LOGINS
    }


def _medewerkers(
    plan: GemeentePlan, houders: tuple[Organisatie, ...], geldig_van: date
) -> dict[int, Gebruiker]:
    """The other houders have somebody who places and declares, but nobody can sign in as them."""
    geen_wachtwoord = make_password(None)
    return {
        houder.pk: _gebruiker(
            plan,
            f"aanbieder{nummer}",
            f"Medewerker van {houder}",
            geen_wachtwoord,
            Rol.HOUDER_BEHEERDER,
            houder,
            geldig_van,
        )
        for nummer, houder in enumerate(houders, start=2)
    }


def _gebruiker(
    plan: GemeentePlan,
    login: str,
    naam: str,
    wachtwoord: str,
    rol: Rol,
    organisatie: Organisatie | None,
    geldig_van: date,
) -> Gebruiker:
    gebruiker = Gebruiker.objects.create(email=f"{login}@{plan.domein}", naam=naam, password=wachtwoord)
    gemeente = Gemeente.objects.get(code=plan.code)
    Gemeentegebruiker.objects.create(gemeente=gemeente, gebruiker=gebruiker, naam=naam)
    locaties = Locatie.objects.filter(gemeente=gemeente, houder=organisatie)
    Toekenning.objects.create(
        gebruiker=gebruiker,
        rol=rol,
        gemeente=gemeente,
        organisatie=organisatie,
        locatie=locaties.first() if rol in LOCATIE_ROLLEN else None,
        geldig_van=geldig_van,
    )
    return gebruiker
