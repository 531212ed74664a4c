"""Who may do what: one table of roles and rights. The role says what; `for_gebruiker()` says whose."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Rol(models.TextChoices):
    """Stored values: they may never change."""

    JGZ_MEDEWERKER = "jgz-medewerker", "JGZ-medewerker"
    KINDREGISSEUR = "kindregisseur", "Kindregisseur"
    HOUDER_MEDEWERKER = "houder-medewerker", "Medewerker kinderopvang"
    HOUDER_BEHEERDER = "houder-beheerder", "Beheerder kinderopvang"
    IB_ER = "ib-er", "Intern begeleider (school)"
    SUBSIDIEMEDEWERKER = "subsidiemedewerker", "Subsidiemedewerker"
    BUDGETHOUDER = "budgethouder", "Budgethouder"
    BELEIDSMEDEWERKER = "beleidsmedewerker", "Beleidsmedewerker"
    FUNCTIONEEL_BEHEERDER = "functioneel-beheerder", "Functioneel beheerder"
    AUDITOR = "auditor", "Auditor"
    INSTALLATIEBEHEERDER = "installatiebeheerder", "Installatiebeheerder"


class Recht(StrEnum):
    """What can be allowed. Every view declares one of these; the text is shown on the rights page."""

    HOME_VIEW = "De eigen startpagina en het eigen account"
    BERICHT_VIEW = "De eigen berichten lezen, en een afschrift ophalen van wat men zelf invulde"
    KIND_VIEW = "Kinderen en hun indicaties zien"
    KINDNAAM_VIEW = "Kinderen bij hun naam zien, en niet onder een pseudoniem"
    KIND_REGISTER = "Een kind inschrijven en zijn gegevens herstellen"
    BSN_VIEW = "Het BSN van een kind tonen, met reden"
    GEHEIM_ADRES_VIEW = "Een geheim adres tonen, met reden"
    GEZIN_MANAGE = "Vastleggen waar een kind woont en wie zijn broertjes en zusjes zijn"
    OUDER_VIEW = "Ouders en verzorgers zien, met telefoon en e-mail"
    OUDER_MANAGE = "Ouders en verzorgers vastleggen"
    OUDERS_INFORM = "Ouders uitnodigen en informeren"
    KIND_MERGE = "Twee dossiers van hetzelfde kind samenvoegen"
    OVERNAME_MANAGE = "De administratie van voor dit programma overnemen uit een werkmap, en dat terugdraaien"
    SIGNAAL_GIVE = "Een signaal over een kind geven of extra ondersteuning vragen"
    CRITERIA_VIEW = "De code en groep zien van de gronden van een indicatie"
    GRONDTEKST_VIEW = "De gronden van een indicatie en hun toelichting in woorden lezen"
    INZAGE_EXPORT = "Alles wat over een kind bewaard is ophalen, voor een inzageverzoek"
    INDICATIE_GRANT = "Een indicatie afgeven, weigeren, wijzigen of intrekken"
    JGZ_OPMERKING_VIEW = "De eigen opmerkingen van het consultatiebureau lezen en schrijven"
    VERTREK_RECORD = "Vastleggen dat een kind is verhuisd of overleden"
    TOELEIDING_MANAGE = "Gezinnen toeleiden: verwijzen en de uitkomst vastleggen"
    BRIEF_VIEW = "Brieven zien en ophalen: de gemeente alle, een organisatie die van en aan haarzelf"
    OVERDRACHT_MAKE = "Kinderen overdragen aan de basisschool"
    OVERDRACHT_VIEW = "Zien welke kinderen zijn overgedragen, zonder de inhoud"
    OVERDRACHT_READ = "Overdrachten aan de eigen school lezen en bevestigen"
    PLAATSING_VIEW = "Plaatsingen zien"
    PLAATSING_MANAGE = "Kinderen plaatsen en plaatsingen beëindigen"
    RESULTAAT_MANAGE = (
        "Resultaten van kinderen vastleggen en zien: alleen de opvang zelf, van haar eigen kinderen"
    )
    VOLGSYSTEEM_MANAGE = "Schalen van volgsystemen zien, en eigen schalen vastleggen"
    LOCATIE_VIEW = "Locaties zien"
    LOCATIE_MANAGE = (
        "Locaties bijhouden: inlezen uit het LRK, vragen uit het LRK beantwoorden, kern of wijk vastleggen"
    )
    KWALITEIT_VIEW = "De kwaliteit van locaties zien: kwaliteitsbladen en inspecties van de GGD"
    KWALITEIT_SUBMIT = "Het kwaliteitsblad van een locatie invullen en indienen"
    KWALITEIT_REVIEW = "Kwaliteitsbladen beoordelen en inspecties van de GGD vastleggen"
    DECLARATIE_VIEW = "Urendeclaraties zien"
    DECLARATIE_SUBMIT = "Uren declareren en corrigeren"
    API_MANAGE = "Planningssoftware toegang geven tot de gegevens van de eigen organisatie, en die intrekken"
    DECLARATIE_REVIEW = "Declaraties beoordelen: terugsturen of accepteren"
    REGELING_VIEW = "Subsidieregelingen en hun bronnen zien"
    REGELING_MANAGE = "Subsidieregelingen opstellen en ter vaststelling aanbieden"
    REGELING_ADOPT = "Subsidieregelingen vaststellen"
    SCENARIO_VIEW = "Doorrekenen wat een andere regeling zou kosten, zonder namen"
    BEREKENING_VIEW = "Berekeningen en hun uitleg per kind zien"
    BEREKENING_MAKE = "De subsidie van een tijdvak laten berekenen"
    BEREKENING_APPROVE = "Een berekening goedkeuren (vier ogen)"
    AANVRAAG_SUBMIT = (
        "Subsidie aanvragen en vragen om haar vast te stellen: een aanbieder voor zichzelf, de gemeente namens ouders of "
        "een organisatie"
    )
    SUBSIDIEJAAR_VIEW = "Subsidieaanvragen, besluiten en hun termijnen zien"
    BESCHIKKING_PREPARE = "Subsidieaanvragen behandelen en besluiten voorbereiden"
    BESCHIKKING_TAKE = "Subsidiebesluiten nemen of teruggeven (vier ogen)"
    BOEKING_VIEW = "Begroting en grootboek zien"
    KOLOMMEN_VIEW = (
        "Verschuldigd, besloten, betaald, geboekt en verantwoord naast elkaar zien, tot op kind en dag"
    )
    BETALING_VIEW = (
        "Betaalverplichtingen en betalingen zien: de gemeente alle, een organisatie die aan haarzelf"
    )
    BETAALRUN_VIEW = "Betaalruns en bankafschriften zien"
    BETALING_PREPARE = "Betaalruns maken, het betaalbestand ophalen en vastleggen wat de bank betaalde"
    BETALING_RELEASE = "Een betaalrun vrijgeven (vier ogen)"
    BANKREKENING_MANAGE = "Een rekeningnummer doorgeven"
    BANKREKENING_AGREE = "Akkoord geven op een rekeningnummer dat een ander doorgaf (vier ogen)"
    BOEKING_MANAGE = "Ontvangsten en overige bestedingen boeken en storneren, en activiteiten vastleggen"
    JAAR_PROPOSE = "Voorstellen een jaar van het grootboek af te sluiten, of vragen het te heropenen"
    JAAR_CLOSE = "Een jaar van het grootboek afsluiten en heropenen (vier ogen)"
    FACTUUR_PREPARE = "Facturen van andere activiteiten voorbereiden"
    FACTUUR_AGREE = "Akkoord gaan met een factuur die een ander voorbereidde (vier ogen)"
    CONTROLE_VIEW = "Zien welke regels van de boeken kloppen"
    CIJFER_PER_KIND_VIEW = (
        "Cijfers van kleine groepen zien, op het scherm en in een bestand voor een rekenblad"
    )
    VERANTWOORDING_WHOLE_VIEW = (
        "De verantwoording ophalen met kleine groepen en een bestand per kind (onder pseudoniem)"
    )
    MONITOR_VIEW = "Bereik, geld en uren van de gemeente zien, zonder namen"
    MONITOR_KINDEREN_VIEW = "De kinderen zien achter een getal van de monitor"
    BELEID_MANAGE = "Afspraken, acties en overleggen van het beleid vastleggen"
    VERANTWOORDING_VIEW = "De verantwoording aan het Rijk zien en ophalen"
    VERANTWOORDING_MAKE = (
        "De verantwoording, de evaluatie en het kwartaalrapport laten maken, er opmerkingen bij schrijven en vastleggen "
        "dat zij zijn verzonden"
    )
    VERANTWOORDING_FINALIZE = "De verantwoording aan het Rijk definitief maken (vier ogen)"
    CONTROLEDOSSIER_VIEW = (
        "Steekproeven, de M&O-lijst en bevindingen zien, met kinderen onder pseudoniem en zonder gronden"
    )
    CONTROLEDOSSIER_WHOLE_VIEW = "Controledossiers ophalen: van boeking tot indicatie, met uren, uitleg en bijdrageklasse onder pseudoniem"
    CONTROLE_RECORD = "Een steekproef trekken en fouten en onzekerheden vastleggen"
    AUDIT_VIEW = "Het logboek van handelingen zien"
    WERKWIJZE_MANAGE = "Vastleggen hoe de gemeente werkt: termijnen, toestemming, criteria en huisstijl"
    GEBRUIKER_MANAGE = "Gebruikers en hun rollen beheren"
    WACHTRIJ_MANAGE = "Werk zien dat op de achtergrond mislukte, en het opnieuw starten"
    MACHTIGING_GIVE = "Werk dat men zelf mag doen vooraf in eigen naam laten doen als de beheerder van de installatie een ronde start"
    LANDELIJK_MANAGE = "Werk voor veel gemeenten tegelijk starten, volgen en stoppen, zonder hun kinderen en bedragen te zien"
    RECHTEN_VIEW = "De tabel van rollen en rechten zien"
    ROLBOTSING_VIEW = "Zien wie rollen heeft die niet samengaan, en welke uitzonderingen er zijn"
    GEMEENTE_MANAGE = (
        "Gemeenten aansluiten, een samenvoeging vastleggen en hun functioneel beheerder uitnodigen"
    )
    ORGANISATIE_MANAGE = "JGZ-organisaties, aanbieders en scholen vastleggen en aan gemeenten koppelen"


_HOUDER = frozenset(
    {
        Recht.HOME_VIEW,
        Recht.BERICHT_VIEW,
        Recht.OUDER_VIEW,
        Recht.OUDER_MANAGE,
        Recht.SIGNAAL_GIVE,
        Recht.OVERDRACHT_MAKE,
        Recht.KIND_VIEW,
        Recht.KINDNAAM_VIEW,
        Recht.PLAATSING_VIEW,
        Recht.PLAATSING_MANAGE,
        Recht.RESULTAAT_MANAGE,
        Recht.VOLGSYSTEEM_MANAGE,
        Recht.LOCATIE_VIEW,
        Recht.KWALITEIT_VIEW,
        Recht.KWALITEIT_SUBMIT,
        Recht.DECLARATIE_VIEW,
        Recht.DECLARATIE_SUBMIT,
        Recht.BEREKENING_VIEW,
        Recht.BETALING_VIEW,
        Recht.REGELING_VIEW,
        Recht.AANVRAAG_SUBMIT,
        Recht.SUBSIDIEJAAR_VIEW,
        Recht.BRIEF_VIEW,
    }
)

RECHTEN: dict[Rol, frozenset[Recht]] = {
    Rol.JGZ_MEDEWERKER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.GEHEIM_ADRES_VIEW,
            Recht.GEZIN_MANAGE,
            Recht.OUDER_VIEW,
            Recht.OUDER_MANAGE,
            Recht.OUDERS_INFORM,
            Recht.KIND_MERGE,
            Recht.SIGNAAL_GIVE,
            Recht.JGZ_OPMERKING_VIEW,
            Recht.BRIEF_VIEW,
            Recht.OVERDRACHT_VIEW,
            Recht.KIND_VIEW,
            Recht.KINDNAAM_VIEW,
            Recht.KIND_REGISTER,
            Recht.BSN_VIEW,
            Recht.CRITERIA_VIEW,
            Recht.GRONDTEKST_VIEW,
            Recht.INDICATIE_GRANT,
            Recht.VERTREK_RECORD,
            Recht.TOELEIDING_MANAGE,
            Recht.LOCATIE_VIEW,
        }
    ),
    Rol.KINDREGISSEUR: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.GEHEIM_ADRES_VIEW,
            Recht.GEZIN_MANAGE,
            Recht.OUDER_VIEW,
            Recht.OUDER_MANAGE,
            Recht.OUDERS_INFORM,
            Recht.KIND_MERGE,
            Recht.OVERNAME_MANAGE,
            Recht.SIGNAAL_GIVE,
            Recht.BRIEF_VIEW,
            Recht.OVERDRACHT_VIEW,
            Recht.KIND_VIEW,
            Recht.KINDNAAM_VIEW,
            Recht.INZAGE_EXPORT,
            Recht.CRITERIA_VIEW,
            Recht.VERTREK_RECORD,
            Recht.TOELEIDING_MANAGE,
            Recht.PLAATSING_VIEW,
            Recht.LOCATIE_VIEW,
        }
    ),
    Rol.HOUDER_MEDEWERKER: _HOUDER,
    Rol.HOUDER_BEHEERDER: _HOUDER | {Recht.API_MANAGE, Recht.BANKREKENING_MANAGE},
    Rol.IB_ER: frozenset({Recht.HOME_VIEW, Recht.BERICHT_VIEW, Recht.OVERDRACHT_READ}),
    Rol.SUBSIDIEMEDEWERKER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.KIND_VIEW,
            Recht.KINDNAAM_VIEW,
            Recht.PLAATSING_VIEW,
            Recht.LOCATIE_VIEW,
            Recht.KWALITEIT_VIEW,
            Recht.DECLARATIE_VIEW,
            Recht.DECLARATIE_REVIEW,
            Recht.CIJFER_PER_KIND_VIEW,
            Recht.SCENARIO_VIEW,
            Recht.REGELING_VIEW,
            Recht.BEREKENING_VIEW,
            Recht.BEREKENING_MAKE,
            Recht.SUBSIDIEJAAR_VIEW,
            Recht.AANVRAAG_SUBMIT,
            Recht.BESCHIKKING_PREPARE,
            Recht.BOEKING_VIEW,
            Recht.KOLOMMEN_VIEW,
            Recht.BOEKING_MANAGE,
            Recht.BETALING_VIEW,
            Recht.BETAALRUN_VIEW,
            Recht.BETALING_PREPARE,
            Recht.BANKREKENING_MANAGE,
            Recht.BANKREKENING_AGREE,
            Recht.FACTUUR_PREPARE,
            Recht.JAAR_PROPOSE,
            Recht.MACHTIGING_GIVE,
        }
    ),
    Rol.BUDGETHOUDER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.DECLARATIE_VIEW,
            Recht.CIJFER_PER_KIND_VIEW,
            Recht.SCENARIO_VIEW,
            Recht.REGELING_VIEW,
            Recht.REGELING_ADOPT,
            Recht.BEREKENING_VIEW,
            Recht.BEREKENING_APPROVE,
            Recht.SUBSIDIEJAAR_VIEW,
            Recht.BESCHIKKING_TAKE,
            Recht.BOEKING_VIEW,
            Recht.KOLOMMEN_VIEW,
            Recht.BETALING_VIEW,
            Recht.BETAALRUN_VIEW,
            Recht.BETALING_RELEASE,
            Recht.BANKREKENING_AGREE,
            Recht.FACTUUR_AGREE,
            Recht.JAAR_CLOSE,
            Recht.CONTROLE_VIEW,
            Recht.MONITOR_VIEW,
            Recht.VERANTWOORDING_VIEW,
            Recht.VERANTWOORDING_WHOLE_VIEW,
            Recht.VERANTWOORDING_FINALIZE,
            Recht.MACHTIGING_GIVE,
        }
    ),
    Rol.BELEIDSMEDEWERKER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.LOCATIE_VIEW,
            Recht.KWALITEIT_VIEW,
            Recht.KWALITEIT_REVIEW,
            Recht.SCENARIO_VIEW,
            Recht.REGELING_VIEW,
            Recht.REGELING_MANAGE,
            Recht.BOEKING_VIEW,
            Recht.FACTUUR_PREPARE,
            Recht.JAAR_PROPOSE,
            Recht.MONITOR_VIEW,
            Recht.BELEID_MANAGE,
            Recht.VOLGSYSTEEM_MANAGE,
            Recht.VERANTWOORDING_VIEW,
            Recht.VERANTWOORDING_WHOLE_VIEW,
            Recht.VERANTWOORDING_MAKE,
            Recht.CONTROLEDOSSIER_VIEW,
            Recht.CONTROLE_RECORD,
            Recht.MACHTIGING_GIVE,
        }
    ),
    Rol.FUNCTIONEEL_BEHEERDER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.WERKWIJZE_MANAGE,
            Recht.LOCATIE_VIEW,
            Recht.LOCATIE_MANAGE,
            Recht.RECHTEN_VIEW,
            Recht.GEBRUIKER_MANAGE,
            Recht.ROLBOTSING_VIEW,
            Recht.WACHTRIJ_MANAGE,
            Recht.CONTROLE_VIEW,
        }
    ),
    Rol.AUDITOR: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.BERICHT_VIEW,
            Recht.KIND_VIEW,
            Recht.CRITERIA_VIEW,
            Recht.PLAATSING_VIEW,
            Recht.LOCATIE_VIEW,
            Recht.KWALITEIT_VIEW,
            Recht.DECLARATIE_VIEW,
            Recht.CIJFER_PER_KIND_VIEW,
            Recht.SCENARIO_VIEW,
            Recht.REGELING_VIEW,
            Recht.BEREKENING_VIEW,
            Recht.SUBSIDIEJAAR_VIEW,
            Recht.BOEKING_VIEW,
            Recht.KOLOMMEN_VIEW,
            Recht.BETALING_VIEW,
            Recht.BETAALRUN_VIEW,
            Recht.MONITOR_VIEW,
            Recht.MONITOR_KINDEREN_VIEW,
            Recht.VERANTWOORDING_VIEW,
            Recht.VERANTWOORDING_WHOLE_VIEW,
            Recht.CONTROLEDOSSIER_VIEW,
            Recht.CONTROLEDOSSIER_WHOLE_VIEW,
            Recht.CONTROLE_RECORD,
            Recht.AUDIT_VIEW,
            Recht.CONTROLE_VIEW,
            Recht.RECHTEN_VIEW,
            Recht.ROLBOTSING_VIEW,
        }
    ),
    Rol.INSTALLATIEBEHEERDER: frozenset(
        {
            Recht.HOME_VIEW,
            Recht.RECHTEN_VIEW,
            Recht.GEMEENTE_MANAGE,
            Recht.ORGANISATIE_MANAGE,
            Recht.LANDELIJK_MANAGE,
        }
    ),
}

# Held for the installation as a whole, in no municipality.
INSTALLATIE_ROLLEN = frozenset({Rol.INSTALLATIEBEHEERDER})
GEMEENTE_ROLLEN = tuple(rol for rol in Rol if rol not in INSTALLATIE_ROLLEN)
# Roles that are held on behalf of an organisation and see only what is of that organisation.
ORGANISATIE_ROLLEN = frozenset({Rol.JGZ_MEDEWERKER, Rol.HOUDER_MEDEWERKER, Rol.HOUDER_BEHEERDER, Rol.IB_ER})
HOUDER_ROLLEN = frozenset({Rol.HOUDER_MEDEWERKER, Rol.HOUDER_BEHEERDER})
# Roles that can be given for one location of the organisation. A manager answers for the whole provider.
LOCATIE_ROLLEN = frozenset({Rol.HOUDER_MEDEWERKER})

# A declaration, the calculation of it, and a subsidy are of all locations of a provider together: one signature, one
# total. A letter is to the provider as well, and a scale counts at all its locations.
NIET_OP_LOCATIE = frozenset(
    {
        Recht.DECLARATIE_VIEW,
        Recht.DECLARATIE_SUBMIT,
        Recht.BEREKENING_VIEW,
        Recht.BETALING_VIEW,
        Recht.AANVRAAG_SUBMIT,
        Recht.SUBSIDIEJAAR_VIEW,
        Recht.BRIEF_VIEW,
        Recht.VOLGSYSTEEM_MANAGE,
    }
)


def rechten_van(rol: Rol, *, op_locatie: bool = False) -> frozenset[Recht]:
    """The rights of a role; given for one location it goes without what is of the provider as a whole."""
    return RECHTEN[rol] - NIET_OP_LOCATIE if op_locatie else RECHTEN[rol]


# All other rights are about children or about money. A new right is too, until somebody writes it here.
ZONDER_KIND_OF_GELD = frozenset(
    {
        Recht.HOME_VIEW,
        Recht.BERICHT_VIEW,
        Recht.GEMEENTE_MANAGE,
        Recht.ORGANISATIE_MANAGE,
        Recht.LANDELIJK_MANAGE,
        Recht.LOCATIE_VIEW,
        Recht.LOCATIE_MANAGE,
        Recht.VOLGSYSTEEM_MANAGE,
        Recht.RECHTEN_VIEW,
        Recht.GEBRUIKER_MANAGE,
        Recht.ROLBOTSING_VIEW,
        Recht.WACHTRIJ_MANAGE,
        Recht.WERKWIJZE_MANAGE,
        # Which rules hold; what broke one needs BOEKING_VIEW.
        Recht.CONTROLE_VIEW,
    }
)
KIND_OF_GELD_ROLLEN = frozenset(rol for rol in Rol if not RECHTEN[rol] <= ZONDER_KIND_OF_GELD)
BEHEER_ROLLEN = frozenset(rol for rol in Rol if Recht.GEBRUIKER_MANAGE in RECHTEN[rol])
# Such a role counts only when a second beheerder agrees. One who could make another beheerder alone would be both.
INSTEMMING_ROLLEN = KIND_OF_GELD_ROLLEN | BEHEER_ROLLEN


@dataclass(frozen=True)
class Scheiding:
    """Roles that one person may not hold together in one municipality, and why.

    A role of the installation meets those of every municipality.
    """

    een: frozenset[Rol]
    ander: frozenset[Rol]
    waarom: str
    # A small municipality cannot always do without: then for a time, decided above its own administrator.
    met_uitzondering: bool = False

    def paren(self) -> set[frozenset[Rol]]:
        return {frozenset({een, ander}) for een in self.een for ander in self.ander - {een}}


SCHEIDINGEN = (
    Scheiding(
        HOUDER_ROLLEN,
        frozenset({Rol.SUBSIDIEMEDEWERKER, Rol.BUDGETHOUDER}),
        "Wie uren indient, beoordeelt ze niet en keurt de subsidie niet goed.",
    ),
    Scheiding(
        frozenset({Rol.SUBSIDIEMEDEWERKER}),
        frozenset({Rol.BUDGETHOUDER}),
        "Wie de subsidie berekent, keurt haar niet goed.",
    ),
    Scheiding(
        BEHEER_ROLLEN,
        KIND_OF_GELD_ROLLEN,
        "Wie rollen geeft, heeft zelf geen rol met gegevens van kinderen of met geld.",
        met_uitzondering=True,
    ),
    Scheiding(
        INSTALLATIE_ROLLEN,
        frozenset(GEMEENTE_ROLLEN),
        "Wie de installatie beheert, werkt niet zelf voor een gemeente.",
    ),
)


def scheiding_tussen(een: Rol, ander: Rol) -> Scheiding | None:
    """The rule that keeps these two roles apart; None when they may meet."""
    return next((regel for regel in SCHEIDINGEN if frozenset({een, ander}) in regel.paren()), None)
