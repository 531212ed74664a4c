"""What a provider follows of a child: the four domains of the law, each on three levels.

Besluit basisvoorwaarden kwaliteit voorschoolse educatie, art. 5: taal, rekenen, motoriek and the sociaal-emotionele
ontwikkeling. aanname: the three levels are our own, because the systems that providers use have scales of their own.
"""

DOMEINEN = {
    "taal": "Taal",
    "rekenen": "Rekenen",
    "motoriek": "Motoriek",
    "sociaal": "Sociaal-emotioneel",
}
# From the lowest to the highest.
NIVEAUS = {
    "extra": "Heeft hier extra hulp bij nodig",
    "verwacht": "Ontwikkelt zich zoals verwacht",
    "voor": "Is hier verder in dan verwacht",
}
KORTE_NIVEAUS = {"extra": "Extra hulp", "verwacht": "Zoals verwacht", "voor": "Verder"}
RANG = {niveau: rang for rang, niveau in enumerate(NIVEAUS)}
