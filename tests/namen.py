"""Two hundred names as the BRP has them: Latin letters only, with every sign that it puts on them."""

from itertools import product

_VOORNAMEN = (
    *("", "A", "Ö", "Æbbe", "Øystein", "Šárka", "Łucja", "Çağla", "Zoë", "Renée", "D'Angelo", "Anne-Fleur"),
    *("Ch'eng-Yü", "Małgorzata Ewa", "Ji Woo", "Nguyên Thi Ánh"),
)
_ACHTERNAMEN = (
    *(("", naam) for naam in ("O", "Aÿ", "Ó Súilleabháin", "Ğüneş", "Yıldız", "Şahin", "Wiśniewska", "Đăng")),
    *(
        ("", naam)
        for naam in ("Čerňanský", "Æsøy", "Ćirić", "Fiodorow", "N'Diaye", "Al-Sa'ud", "Müller-Lüdenscheidt")
    ),
    *(("", naam) for naam in ("Jansen-van 't Hof", "Œuvrard", "Ŭn", "Þ", "García Márquez")),
    *(("van 't", "Hoff"), ("'t", "Hart"), ("d'", "Alembert"), ("in 't", "Veld"), ("von und zu", "Ëbner")),
    *(("de la", "Peña"), ("van den", "Ĳssel"), ("op den", "Ÿ"), ("el", "Amrani")),
)
LANG = "Àbc-dè" * 33 + "Zz"
NAMEN = [
    *[(voornaam, *achternaam) for voornaam, achternaam in product(_VOORNAMEN, _ACHTERNAMEN)][::2],
    (LANG, "", LANG),
    ("", "", LANG),
]
