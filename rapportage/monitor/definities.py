"""What each figure counts, in words, with where that is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definitie:
    """`aanname`: what no source that we read says."""

    naam: str
    doelgroep: str
    bereikt: str
    bron: str
    aanname: str


# How a sentence begins that no source says; the page marks it.
AANNAME = "Aanname: "
PEUTERMONITOR = Definitie(
    "Peutermonitor",
    "elk kind van de gemeente met een geldige VVE-indicatie op de peildatum, ook als deelname onbekend is",
    "een kind met een plaats op de peildatum, met of zonder voorschoolse educatie",
    "Beleidskader onderwijsachterstanden Putten 2025-2028, hoofdstuk 2.3: 31 kinderen, bereikt 24 + 2 + 0 = 26, 83,9 %",
    "Wat de drie getallen 24, 2 en 0 onderscheidt, staat er niet bij; hier zijn het plaatsen met VE in de gemeente, met "
    "VE elders, en zonder VE.",
)
VRAGENLIJST = Definitie(
    "Landelijke vragenlijst",
    "de kinderen met een geldige VVE-indicatie op de peildatum van 2 jaar en 6 maanden tot 4 jaar",
    "daarvan de kinderen met een plaats op een locatie met voorschoolse educatie",
    "NJi, Cijfers voor- en vroegschoolse educatie: doelgroep volgens de gemeente, voorschoolse educatie van 2,5 tot 4 jaar",
    "De vragen van de jaarlijkse vragenlijst van de Inspectie zelf zijn niet gevonden; dit is wat het NJi erover publiceert.",
)
UREN = "Minstens 16 uur per week op locaties met voorschoolse educatie, volgens de plaatsing."
OP_TIJD = "Begonnen op of voor de dag waarop het kind 2 jaar en 6 maanden werd, van de kinderen die in het kwartaal begonnen."
STIL = "Stil: langer dan {weken} weken geleden verwezen, geen plaats, en geen aanbieder die sindsdien iets liet weten."
BUURT = (
    "De buurt is die van het adres van nu, volgens de indeling van het CBS. Kinderen van wie geen adres bekend is, of "
    "een adres dat niet in de indeling staat, staan onder ‘Buurt onbekend’."
)
TAAL = "De taal van de ouder die het eerst wordt gebeld, als die is vastgelegd."
GROND = (
    "Een kind kan om meer dan één grond een indicatie hebben; de rijen tellen daarom niet op tot het totaal."
)
PLEK = (
    "Elk kind telt één keer, op zijn beste plaats: eerst met VE in de gemeente, dan met VE elders, dan zonder VE. Wie "
    "geen plaats heeft, staat hier niet."
)
VERBORGEN = (
    "‘verborgen’ betekent: minder dan 5 kinderen, of een getal waaruit zo’n klein aantal te berekenen zou zijn, ook uit "
    "de andere tabellen van het kwartaal. Op het scherm en in een bestand staat hetzelfde."
)
