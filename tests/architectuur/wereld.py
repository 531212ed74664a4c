"""One of everything, for each of: the own organisation, another organisation, another municipality."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from brieven.models import Bereikbaarheid, Bericht, Brief, Ouderbijeenkomst
from indicaties.models import Buurt, Grond, Kind
from lib.periode import kwartaal
from opvang.models import ApiToken, LrkVraag, Overname, Urendeclaratie
from organisaties.models import Gebruiker, Locatie, Organisatie, Ronde
from organisaties.rechten import HOUDER_ROLLEN, LOCATIE_ROLLEN, Recht, Rol, rechten_van
from rapportage.models import Kindertelling
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.kolommen.actions import check_kolommen
from subsidies.models import (
    Bankafschrift,
    Bankrekening,
    Berekening,
    Beschikking,
    Betaalbestand,
    Betaalrun,
    Betaalverplichting,
    Betaling,
    Grootboekrekening,
    Herziening,
    Kolommenstand,
    Locatieberekening,
    Locatieherziening,
    Rekenopdracht,
    Subsidiedossier,
    Subsidieregeling,
)
from tests.factories import (
    BesluitFactory,
    CriteriumFactory,
    DubbelpaarFactory,
    EigenSchaalFactory,
    GebruikerFactory,
    GgdinspectieFactory,
    GroepFactory,
    GroepsindelingFactory,
    KindFactory,
    KwaliteitsbladFactory,
    LocatieFactory,
    OndersteuningsvraagFactory,
    OpdrachtFactory,
    OpmerkingFactory,
    OrganisatieFactory,
    OuderschapFactory,
    ResultaatmetingFactory,
    RoluitzonderingFactory,
    SamenvoegingFactory,
    SentOverdrachtFactory,
    SignaalFactory,
    StartinformatieFactory,
    ToeleidingFactory,
    ToestemmingFactory,
    TrajectFactory,
    TrajecttaakFactory,
    VerwijsvraagFactory,
    WachtendeToekenningFactory,
)
from tests.rapportage.factories import (
    BeleidsactieFactory,
    BeleidsafspraakFactory,
    BeleidsoverlegFactory,
    BevindingFactory,
    PeriodiekverslagFactory,
    TrekkingFactory,
    VerantwoordingFactory,
)
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.betalen.wereld import HOUDER_IBAN
from tests.subsidies.factories import BoekingFactory, FactuurFactory, LocatieberekeningFactory


def bytes_of(antwoord: Any) -> bytes:
    """What leaves row by row leaves once, so it is kept with the answer."""
    if antwoord.streaming:
        antwoord.streaming_content = stukken = list(antwoord.streaming_content)
        return b"".join(stukken)
    inhoud: bytes = antwoord.content
    return inhoud


def text_of(antwoord: Any) -> str:
    return bytes_of(antwoord).decode(errors="ignore")


@cache
def leeg_pdf() -> bytes:
    import pikepdf

    inhoud = io.BytesIO()
    with pikepdf.new() as leeg:
        leeg.add_blank_page()
        leeg.save(inhoud)
    return inhoud.getvalue()


@dataclass(frozen=True)
class Pagina:
    """A named address of the site and the view behind it."""

    naam: str
    velden: tuple[str, ...]
    view: Any


def paginas() -> list[Pagina]:
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[Pagina]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace
            )
        elif not hasattr(pattern.callback, "met_token"):  # for programs: tests/opvang/api/test_deur.py
            yield Pagina(f"{namespace}{pattern.name}", _fields(pattern), pattern.callback)


def _fields(pattern: URLPattern) -> tuple[str, ...]:
    """The names in the address, also when it is written as a regular expression."""
    return tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)


BESCHERMD = [pagina for pagina in paginas() if not hasattr(pagina.view, "openbaar")]
# Of the user alone: another's is as absent as one that does not exist.
EIGEN_ACCOUNT = re.compile(r"^(mfa_|account_|sessie_|organisaties:rol_choose)")


class Wereld:
    """A child from enrolment to money in the ledger, and all that hangs around it, at one provider."""

    def __init__(self, boeken: Administratie, naast: "Wereld | None" = None) -> None:
        """`naast`: of the same provider as that world, at another location of it."""
        self.boeken, self.gemeente = boeken, boeken.gemeente
        self.houder: Organisatie = naast.houder if naast else OrganisatieFactory(gemeenten=[self.gemeente])
        self.locatie: Locatie = LocatieFactory(gemeente=self.gemeente, houder=self.houder)
        kind = boeken.kind()
        self.school: Organisatie = OrganisatieFactory(school=True, gemeenten=[self.gemeente])
        self.geheim = kind.achternaam = f"Geheim{kind.pk}Bewaard"
        self.pseudoniem = kind.pseudoniem
        kind.save()
        indicatie = kind.indicaties.get()
        toeleiding = ToeleidingFactory(
            kind=kind, houder=self.houder, locatie=self.locatie, verwezen_door=indicatie.afgegeven_door
        )
        plaatsing = boeken.plaatsing(kind, locatie=self.locatie)
        jgz = indicatie.afgegeven_door
        traject = TrajectFactory(kind=kind, geopend_op=date(2019, 9, 1), geopend_door=jgz)
        SignaalFactory(kind=kind, traject=traject, organisatie=self.houder, gegeven_door=jgz)
        grond = CriteriumFactory(gemeente=self.gemeente)
        besluit = BesluitFactory(indicatie=indicatie, gronden=[Grond.of(grond).as_dict()])
        vraag = OndersteuningsvraagFactory(kind=kind, organisatie=self.houder, gesteld_door=jgz)
        OpmerkingFactory(kind=kind, organisatie=indicatie.organisatie, geschreven_door=jgz)
        toestemming = ToestemmingFactory(kind=kind, vastgelegd_door=jgz)
        StartinformatieFactory(toeleiding=toeleiding, gegeven_door=jgz)
        # A provider declares once over a quarter.
        declaratie = boeken.declaratie({plaatsing: "80"}, houder=self.houder, kwartaal=2 if naast else 1)
        self.overdracht = SentOverdrachtFactory(kind=kind, locatie=self.locatie, school=self.school)
        berekening = calculate_declaratie(declaratie=declaratie, door=boeken.medewerker, op=NU)
        approve_berekening(berekening=berekening, door=boeken.budgethouder, op=NU)
        self.iemand = boeken.gebruiker(Rol.AUDITOR)
        wacht = WachtendeToekenningFactory(gebruiker=self.iemand, gemeente=self.gemeente)
        RoluitzonderingFactory(gebruiker=self.iemand, gemeente=self.gemeente)
        regeling_id = berekening.delen.get().regeling_id
        opgegaan = KindFactory(gemeente=self.gemeente, samengevoegd_met=kind)
        lijkt = KindFactory(gemeente=self.gemeente)
        door = indicatie.afgegeven_door
        groep = GroepFactory(locatie=self.locatie, vastgelegd_door=toeleiding.verwezen_door)
        self.ids = {
            "kind_id": kind.pk,
            "ouderschap_id": OuderschapFactory(kind=kind).pk,
            "indicatie_id": indicatie.pk,
            "toeleiding_id": toeleiding.pk,
            "traject_id": traject.pk,
            "besluit_id": besluit.pk,
            "vraag_id": vraag.pk,
            "toestemming_id": toestemming.pk,
            "criterium_id": grond.pk,
            "buurt_id": self._buurt(toeleiding.verwezen_door),
            "taak_id": TrajecttaakFactory(traject=traject, voor=toeleiding.verwezen_door).pk,
            "groep_id": groep.pk,
            "indeling_id": GroepsindelingFactory(kind=kind, groep=groep).pk,
            "locatie_id": self.locatie.pk,
            "apitoken_id": self._apitoken().pk,
            "lrkvraag_id": self._lrkvraag().pk,
            "plaatsing_id": plaatsing.pk,
            "paar_id": DubbelpaarFactory(een=kind, ander=lijkt).pk,
            "verwijsvraag_id": VerwijsvraagFactory(kind=kind, houder=self.houder, gevraagd_door=door).pk,
            "samenvoeging_id": SamenvoegingFactory(blijft=kind, vervalt=opgegaan, samengevoegd_door=door).pk,
            **self._resultaten(kind),
            "declaratie_id": declaratie.pk,
            "overdracht_id": self.overdracht.pk,
            "bijlage_id": self.overdracht.bijlagen.get().pk,
            "regel_id": declaratie.regels.get().pk,
            "berekening_id": berekening.pk,
            "herziening_id": self._herziening(berekening, kind).pk,
            "locatieberekening_id": self._locatiegeld(regeling_id).pk,
            "regeling_id": regeling_id,
            "oud_id": regeling_id,
            "nieuw_id": regeling_id,
            "opdracht_id": self._opdracht(declaratie).pk,
            "boeking_id": BoekingFactory(gemeente=self.gemeente).pk,
            "grootboekrekening_id": Grootboekrekening.objects.get(gemeente=self.gemeente, rol="bank").pk,
            "factuur_id": (factuur := FactuurFactory(gemeente=self.gemeente)).pk,
            "activiteit_id": factuur.activiteit_id,
            **self._beleid(),
            **self._kwaliteit(),
            **self._controle(berekening),
            "verantwoording_id": VerantwoordingFactory(gemeente=self.gemeente, done=True).pk,
            "verslag_id": PeriodiekverslagFactory(
                gemeente=self.gemeente, aangevraagd_door=boeken.medewerker
            ).pk,
            "werk_id": OpdrachtFactory(gemeente=self.gemeente).pk,
            "gebruiker_id": self.iemand.bij_gemeenten.get().pk,
            "toekenning_id": wacht.pk,
            "ronde_id": self._ronde().pk,
            "nummer": plaatsing.pk,
            "gemeente_id": self.gemeente.pk,
            "organisatie_id": self.houder.pk,
            **self._brieven(),
            **self._betalen(berekening),
            **self._subsidiejaar(berekening.delen.get().regeling, " naast" if naast else ""),
        }
        self.ids["stand_id"] = self._kolommen()

    def _buurt(self, door: Gebruiker) -> int:
        """Of the municipality: two providers in one have the same."""
        code = f"{self.gemeente.code}0101"
        buurt, _ = Buurt.objects.get_or_create(
            gemeente=self.gemeente,
            code=code,
            defaults={
                "naam": "Kern",
                "wijkcode": code[:6],
                "jaar": 2024,
                "ingelezen_op": NU.date(),
                "ingelezen_door": door,
            },
        )
        return buurt.pk

    def _kolommen(self) -> int:
        """The columns of the year that was declared."""
        check_kolommen(gemeente=self.gemeente, op=NU, houders=[self.houder.pk])
        stand = Kolommenstand.objects.filter(gemeente=self.gemeente, organisatie=self.houder, jaar=2020)
        return stand.earliest("pk").pk

    def _betalen(self, berekening: Berekening) -> dict[str, int]:
        """A calculation that was paid, and the statement of the bank that says so."""
        medewerker, tweede = self.boeken.medewerker, self.boeken.budgethouder
        rekening = Bankrekening.objects.create(
            gemeente=self.gemeente,
            organisatie=self.houder,
            iban=HOUDER_IBAN,
            tenaamstelling=str(self.houder),
            straat="Dorpsstraat",
            huisnummer="1",
            postcode="6921 AB",
            plaats="Duiven",
            geldig_van=date(2020, 1, 1),
            status=Bankrekening.Status.AGREED,
            voorgesteld_op=NU,
            voorgesteld_door=medewerker,
            besloten_op=NU,
            besloten_door=tweede,
        )
        verplichting = Betaalverplichting.objects.create(
            gemeente=self.gemeente,
            organisatie=self.houder,
            regeling=berekening.delen.get().regeling,
            jaar=2020,
            soort=Betaalverplichting.Soort.VOORSCHOT,
            kenmerk=f"voorschot-{berekening.pk}",
            bedrag_centen=100_00,
            vervaldag=NU.date(),
            berekening=berekening,
            ontstaan_op=NU,
            ontstaan_door=medewerker,
        )
        run = Betaalrun.objects.create(
            gemeente=self.gemeente,
            tot_en_met=NU.date(),
            uitvoerdag=NU.date(),
            status=Betaalrun.Status.DONE,
            gemaakt_op=NU,
            gemaakt_door=medewerker,
            vrijgegeven_op=NU,
            vrijgegeven_door=tweede,
        )
        Betaalbestand.objects.create(run=run, bericht_id=f"VVE-{run.pk}", inhoud=b"<a/>", sha256="ab" * 32)
        betaling = run.betalingen.create(
            gemeente=self.gemeente,
            organisatie=self.houder,
            bankrekening=rekening,
            kenmerk=f"run-{run.pk}",
            bedrag_centen=100_00,
            status=Betaling.Status.PAID,
            betaaldag=NU.date(),
        )
        betaling.regels.create(verplichting=verplichting, bedrag_centen=100_00, stand="voldaan")
        afschrift = Bankafschrift.objects.create(
            gemeente=self.gemeente, sha256=f"{run.pk:064}", ingelezen_op=NU, ingelezen_door=medewerker
        )
        afschrift.regels.create(
            boekdag=NU.date(), bedrag_centen=-100_00, uitkomst="betaald", betaling=betaling
        )
        return {
            "rekening_id": rekening.pk,
            "verplichting_id": verplichting.pk,
            "run_id": run.pk,
            "betaling_id": betaling.pk,
            "afschrift_id": afschrift.pk,
        }

    def _resultaten(self, kind: Kind) -> dict[str, int]:
        """What the provider recorded of the child, and a scale of its own."""
        door = self.boeken.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.houder)
        meting = ResultaatmetingFactory(
            kind=kind, locatie=self.locatie, datum=date(2020, 1, 20), vastgelegd_door=door
        )
        schaal = EigenSchaalFactory(gemeente=self.gemeente, houder=self.houder, vastgelegd_door=door)
        return {"resultaatmeting_id": meting.pk, "eigenschaal_id": schaal.pk}

    def _beleid(self) -> dict[str, int]:
        vast: dict[str, Any] = {"gemeente": self.gemeente, "vastgelegd_door": self.iemand}
        overleg = BeleidsoverlegFactory(**vast)
        return {
            "beleidsafspraak_id": BeleidsafspraakFactory(**vast).pk,
            "beleidsoverleg_id": overleg.pk,
            "beleidsactie_id": BeleidsactieFactory(**vast, overleg=overleg).pk,
            "telling_id": self._telling().pk,
        }

    def _telling(self) -> Kindertelling:
        return Kindertelling.objects.create(
            gemeente=self.gemeente,
            peildatum=date(2020, 1, 1),
            buurtcode="02730101",
            buurtnaam="Noord",
            aantal=40,
            bron="CBS",
            vastgelegd_op=NU,
            vastgelegd_door=self.iemand,
        )

    def _kwaliteit(self) -> dict[str, int]:
        vast: dict[str, Any] = {"locatie": self.locatie, "gemeente": self.gemeente}
        blad = KwaliteitsbladFactory(**vast, jaar=2020, opgesteld_door=self.iemand)
        inspectie = GgdinspectieFactory(**vast, datum=date(2020, 3, 4), vastgelegd_door=self.iemand)
        return {"blad_id": blad.pk, "inspectie_id": inspectie.pk}

    def _controle(self, berekening: Berekening) -> dict[str, int]:
        """A booking that was drawn, and a mistake that was found."""
        trekking = TrekkingFactory(gemeente=self.gemeente, getrokken_door=self.iemand)
        boeking = berekening.boekingen.first() or BoekingFactory(gemeente=self.gemeente)
        trekking.posten.create(volgorde=1, boeking=boeking, cent=0, regel=berekening.regels.get())
        bevinding = BevindingFactory(gemeente=self.gemeente, vastgelegd_door=self.iemand)
        return {"trekking_id": trekking.pk, "bevinding_id": bevinding.pk}

    def _brieven(self) -> dict[str, int]:
        """A letter to the provider about the child, a message for it, and a mail to a colleague that failed."""
        vast: dict[str, Any] = {"gemeente": self.gemeente, "object_type": "gemeente", "object_id": "1"}
        volgnummer = Brief.objects.filter(gemeente=self.gemeente).count() + 1
        brief = Brief.objects.create(
            **vast,
            soort="ouderbijeenkomst",
            jaar=NU.year,
            volgnummer=volgnummer,
            pseudoniem=self.pseudoniem,
            aan_naam=f"De ouders van {self.geheim}",
            aan_organisatie=self.houder,
            sjabloonversie="ab" * 32,
            pdf=(pdf := leeg_pdf()),
            sha256=hashlib.sha256(pdf).hexdigest(),
            opgemaakt_op=NU.date(),
            opgemaakt_door=self.iemand,
        )
        bericht = Bericht.objects.create(
            **vast,
            soort="verwezen",
            organisatie=self.houder,
            rollen=sorted(HOUDER_ROLLEN),
            url="/",
            geplaatst_op=NU,
        )
        ontvangst = bericht.ontvangsten.create(
            gebruiker=self.iemand, versturen_vanaf=NU, status="mislukt", fout="SMTP 550"
        )
        rij, _ = Bereikbaarheid.objects.get_or_create(
            gemeente=self.gemeente,
            organisatie=self.houder,
            defaults={
                "sinds": NU.date(),
                "verklaard_door": "directeur",
                "vastgelegd_op": NU,
                "vastgelegd_door": self.iemand,
            },
        )
        bijeenkomst = Ouderbijeenkomst.objects.create(
            gemeente=self.gemeente,
            datum=NU.date(),
            tijd=NU.time(),
            plaats="Buurthuis",
            gevraagd_op=NU,
            gevraagd_door=self.iemand,
            toekenning=self.iemand.toekenning,
        )
        return {
            "brief_id": brief.pk,
            "bericht_id": bericht.pk,
            "ontvangst_id": ontvangst.pk,
            "bereikbaarheid_id": rij.pk,
            "bijeenkomst_id": bijeenkomst.pk,
            "overname_id": self._overname().pk,
        }

    def _subsidiejaar(self, regeling: Subsidieregeling, achter: str) -> dict[str, int]:
        """A year in which something was asked of the provider, and a decision to which it objected."""
        jaar, door = self.boeken.jaar, self.boeken.medewerker
        ingediend: dict[str, Any] = {"gemaakt_op": NU, "gemaakt_door": self.iemand}
        dossier = Subsidiedossier.objects.create(
            gemeente=self.gemeente,
            houder=self.houder,
            regeling=regeling,
            regelingnaam=regeling.naam + achter,
            jaar=jaar,
            volgnummer=Subsidiedossier.objects.filter(gemeente=self.gemeente, jaar=jaar).count() + 1,
            geopend_op=NU,
            geopend_door=self.iemand,
        )
        aanvraag = dossier.aanvragen.create(
            soort="verlening",
            status="aanvullen",
            ingediend_op=NU,
            ingediend_door=self.iemand,
            verzonden=[{"op": NU.isoformat(), "bedrag": 0, "regels": [], "locaties": [], "bijlagen": []}],
            **ingediend,
        )
        dag: dict[str, Any] = {"dag": NU.date(), "vastgelegd_op": NU, "vastgelegd_door": door}
        aanvraag.stappen.create(
            soort="aanvulling-gevraagd", tot_en_met=NU.date() + timedelta(days=14), reden="begroting", **dag
        )
        aanvraag.regels.create(
            volgorde=0, locatie=self.locatie, categorie="regulier", uren_per_week_honderdsten=800, kinderen=1
        )
        bijlage = aanvraag.bijlagen.create(
            naam="begroting",
            soort="pdf",
            inhoud=leeg_pdf(),
            grootte=len(leeg_pdf()),
            sha256="ef" * 32,
            toegevoegd_op=NU,
            toegevoegd_door=self.iemand,
        )
        besluit = dossier.beschikkingen.create(
            gemeente=self.gemeente,
            jaar=NU.year,
            volgnummer=Beschikking.objects.filter(gemeente=self.gemeente).count() + 1,
            soort="afwijzing",
            status="genomen",
            motivering="Past niet.",
            artikel="Awb artikel 4:35",
            voorbereid_op=NU,
            voorbereid_door=door,
            genomen_op=NU,
            genomen_door=self.boeken.budgethouder,
        )
        bezwaar = besluit.bezwaren.create(
            ontvangen=NU.date(), kort="het bedrag", vastgelegd_op=NU, vastgelegd_door=door
        )
        brief = Brief.objects.create(
            gemeente=self.gemeente,
            object_type="beschikking",
            object_id=str(besluit.pk),
            soort="subsidie-afwijzing",
            jaar=NU.year,
            volgnummer=Brief.objects.filter(gemeente=self.gemeente).count() + 1,
            aan_naam=self.houder.naam,
            aan_organisatie=self.houder,
            sjabloonversie="ab" * 32,
            pdf=leeg_pdf(),
            sha256=hashlib.sha256(leeg_pdf()).hexdigest(),
            opgemaakt_op=NU.date(),
            opgemaakt_door=door,
        )
        return {
            "dossier_id": dossier.pk,
            "aanvraag_id": aanvraag.pk,
            "aanvraagbijlage_id": bijlage.pk,
            "beschikking_id": besluit.pk,
            "bezwaar_id": bezwaar.pk,
            "subsidiebrief_id": brief.pk,
        }

    def _overname(self) -> Overname:
        return Overname.objects.create(
            gemeente=self.gemeente,
            status=Overname.Status.UNDONE,
            gevraagd_op=NU,
            gevraagd_door=self.iemand,
            toekenning=self.iemand.toekenning,
            afdruk="0" * 64,
        )

    def _herziening(self, berekening: Berekening, kind: Kind) -> Herziening:
        """A review about which the provider was asked something."""
        herziening = Herziening.objects.create(
            berekening=berekening,
            gevonden_op=NU,
            correctie_gevraagd_op=NU,
            correctie_gevraagd_door=self.boeken.medewerker,
            vraag="Kloppen de uren?",
        )
        herziening.regels.create(
            kind=kind,
            was_centen=100,
            wordt_centen=200,
            uren_was_honderdsten=100,
            uren_wordt_honderdsten=100,
            redenen=["De ouders hebben recht op kinderopvangtoeslag (KOT)."],
        )
        return herziening

    def _locatiegeld(self, regeling_id: int) -> Locatieberekening:
        """Of a year before, and of nothing, as this policy gives. A provider has one in a year."""
        jaar = 2019 - Locatieberekening.objects.filter(houder=self.houder).count()
        regeling = Subsidieregeling.objects.get(pk=regeling_id)
        berekening = LocatieberekeningFactory(
            houder=self.houder,
            regeling=regeling,
            jaar=jaar,
            totaal_centen=0,
            berekend_door=self.boeken.medewerker,
            besloten_door=self.boeken.budgethouder,
        )
        Locatieherziening.objects.create(
            locatieberekening=berekening, gevonden_op=NU, wordt_centen=0, redenen=["De groep is weg."]
        )
        return berekening

    def _apitoken(self) -> ApiToken:
        return ApiToken.objects.create(
            gemeente=self.gemeente,
            houder=self.houder,
            naam=f"Planner {self.locatie.pk}",
            scopes=[ApiToken.Scope.READ],
            begin="vve_voorbeel",
            afdruk=f"{self.locatie.pk:064}",
            geldig_tot_en_met=date(2100, 1, 1),
            gemaakt_op=NU,
            gemaakt_door=self.boeken.medewerker,
        )

    def _lrkvraag(self) -> LrkVraag:
        return LrkVraag.objects.create(
            gemeente=self.gemeente,
            locatie=self.locatie,
            soort=LrkVraag.Soort.HOUDER,
            peildatum=NU.date(),
            houder_naam="Overnemer",
            gevonden_op=NU,
        )

    def _ronde(self) -> Ronde:
        """Stopped, with this municipality failed."""
        ronde = Ronde.objects.create(soort="kolommen", gevraagd_op=NU, gestopt=True, klaar_op=NU)
        ronde.delen.create(gemeente=self.gemeente, status="mislukt", zin="Het lukte niet.", klaar_op=NU)
        return ronde

    def _opdracht(self, declaratie: Urendeclaratie) -> Rekenopdracht:
        medewerker = self.boeken.medewerker
        opdracht = Rekenopdracht.objects.create(
            gemeente=self.gemeente,
            jaar=declaratie.jaar,
            nummer=declaratie.nummer,
            aangevraagd_op=NU,
            aangevraagd_door=medewerker,
            toekenning=medewerker.toekenningen.get(),
            klaar_op=NU,
        )
        opdracht.regels.create(declaratie=declaratie, status="berekend", afgehandeld_op=NU)
        return opdracht

    def kwargs(self, pagina: Pagina) -> dict[str, Any]:
        return {veld: self._value(pagina.naam, veld) for veld in pagina.velden}

    def _value(self, naam: str, veld: str) -> Any:
        if veld in VASTE:
            return VASTE[veld]
        if veld == "pk":
            veld = "toekenning_id" if "toekenning" in naam else "gebruiker_id"
        return self.ids[veld]


VASTE = {
    "jaar": 2020,
    "tijdvak": kwartaal(2020, 1),
    "volgorde": 0,
    "soort": "vve",
    "provider_id": "organisatie",
    "vorm": "json",
    "bestandsvorm": "csv",
    "tabel": "bereik",
    "naar": "buurt",
    "lijst": "afspraken",
    "resultaat": "niveau",
    "hoofdstuk": "tarieven",
    "verslaghoofdstuk": "bereik",
    "taal": "en",
    "briefsoort": "subsidie-verlening",
    "tekstversie": 0,
    "wat": "plaatsing",
    "instelling": "bereikdoel",
    "machtiging": "berekenen",
}


def make_werelden() -> tuple[Wereld, Wereld, Wereld]:
    """The own provider, its neighbour in the same municipality, and one of another municipality."""
    duiven = Administratie()
    elders = Administratie(code="0273", regeling_naam="putten-2025", jaar=2025)
    return Wereld(duiven), Wereld(duiven), Wereld(elders)


# Of one person, one side or one organisation: to others with the same right it is as absent as what does not exist.
VAN_WIE_HET_IS = {
    "brieven:afschrift",
    "brieven:bericht_open",
    "brieven:brief_announce",
    "brieven:brief_detail",
    "brieven:brief_download",
    "indicaties:besluit_brief_download",  # of a decision without a letter there is none
    "indicaties:route_task_done",
    "opvang:bijeenkomst_detail",
    "opvang:eigenschaal_end",
}


@dataclass(frozen=True)
class Functie:
    """A role as it can be given: for all that is of the organisation, or for one location of it."""

    rol: Rol
    op_locatie: bool = False

    def __str__(self) -> str:
        return f"{self.rol}{'-op-locatie' if self.op_locatie else ''}"

    @property
    def rechten(self) -> frozenset[Recht]:
        return rechten_van(self.rol, op_locatie=self.op_locatie)


FUNCTIES = [Functie(rol) for rol in Rol] + [Functie(rol, op_locatie=True) for rol in sorted(LOCATIE_ROLLEN)]


def _namens(rol: Rol, eigen: Wereld) -> Organisatie | None:
    if rol == Rol.IB_ER:
        return eigen.school
    return eigen.houder if rol in HOUDER_ROLLEN else None


def make_gebruiker(rol: Rol, eigen: Wereld, op_locatie: bool = False) -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(
        rol=rol,
        gemeente=eigen.gemeente,
        organisatie=_namens(rol, eigen),
        locatie=eigen.locatie if op_locatie else None,
    )
    return gebruiker
