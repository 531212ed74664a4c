from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class OrganisatiesConfig(AppConfig):
    name = "organisaties"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from django.urls import register_converter

        from organisaties import opstarten, rijbeveiliging
        from organisaties.aanmelden import apparaat, logboek
        from organisaties.adres import JaarConverter, TijdvakConverter
        from organisaties.databaserol import grant_app_role

        register_converter(JaarConverter, "jaar")
        register_converter(TijdvakConverter, "tijdvak")
        logboek.connect()
        apparaat.connect()
        connection_created.connect(opstarten.check_connection)
        connection_created.connect(rijbeveiliging.start_connection)
        # In this order: a new table is opened to the site when its policy is there.
        post_migrate.connect(rijbeveiliging.lay_policies, sender=self)
        post_migrate.connect(grant_app_role, sender=self)
        self._register()

    def _register(self) -> None:
        from allauth.usersessions.models import UserSession

        from organisaties.bereikdoel import BEREIKDOEL
        from organisaties.handelingen import Handeling
        from organisaties.inrichting import register_inrichting
        from organisaties.instellingen import Instelling, register_instelling
        from organisaties.loghandeling import register_handelingen
        from organisaties.menu import MenuRegel, register_menu
        from organisaties.models import (
            Gebruiker,
            Gemeente,
            Gemeentegebruiker,
            Locatie,
            Machtiging,
            Opdracht,
            Organisatie,
            Roluitzondering,
            Ronde,
            Rondedeel,
            Toekenning,
        )
        from organisaties.objectnamen import from_queryset, register_objectnaam
        from organisaties.rijbeveiliging import register_tabellen
        from organisaties.rolstappen import STAPPEN
        from organisaties.roltaken import taken
        from organisaties.statussen import Nadruk, register_statussen
        from organisaties.taken import register_taken

        register_menu(
            MenuRegel(910, "Gebruikers", "organisaties:gebruiker_list"),
            MenuRegel(907, "Doelen en bewaartermijnen", "organisaties:instelling_list", "Inrichting"),
            MenuRegel(915, "Achtergrond", "organisaties:opdracht_list"),
            MenuRegel(920, "Logboek", "organisaties:audit_list"),
            MenuRegel(930, "Rechten", "organisaties:rechten"),
            MenuRegel(20, "Gemeenten", "organisaties:gemeente_list"),
            MenuRegel(25, "Rondes", "organisaties:ronde_list"),
            MenuRegel(585, "Machtigingen", "organisaties:machtiging_list", "Geld"),
            MenuRegel(30, "Organisaties", "organisaties:organisatie_list"),
        )
        register_instelling(BEREIKDOEL)
        register_handelingen(Handeling)
        register_taken(taken)
        register_inrichting(*STAPPEN)
        # A job is seen in the scope in which it runs; what belongs to no municipality only outside every scope.
        register_tabellen(
            {"organisaties_opdracht": "gemeente_id IS NOT DISTINCT FROM (SELECT vve_gemeente())"}
        )
        register_statussen(
            Opdracht,
            {
                Opdracht.Status.WAITING: Nadruk.INFO,
                Opdracht.Status.DONE: Nadruk.GOED,
                Opdracht.Status.SET_ASIDE: Nadruk.FOUT,
            },
        )
        register_statussen(
            Rondedeel,
            {
                Rondedeel.Status.WAITING: Nadruk.RUSTIG,
                Rondedeel.Status.RUNNING: Nadruk.INFO,
                Rondedeel.Status.DONE: Nadruk.GOED,
                Rondedeel.Status.SKIPPED: Nadruk.LET_OP,
                Rondedeel.Status.FAILED: Nadruk.FOUT,
                Rondedeel.Status.STOPPED: Nadruk.RUSTIG,
            },
        )
        register_statussen(
            Toekenning,
            {
                Toekenning.Status.WAITING: Nadruk.LET_OP,
                Toekenning.Status.IN_FORCE: Nadruk.GOED,
                Toekenning.Status.REFUSED: Nadruk.RUSTIG,
            },
        )
        register_objectnaam(Instelling, from_queryset(Instelling, str))
        register_objectnaam(Opdracht, from_queryset(Opdracht, lambda o: f"opdracht {o.pk}"))
        register_objectnaam(Ronde, from_queryset(Ronde, lambda r: f"ronde {r.pk}"))
        register_objectnaam(Machtiging, from_queryset(Machtiging, lambda m: f"machtiging {m.soort}"))
        register_objectnaam(Organisatie, from_queryset(Organisatie, lambda o: f"organisatie {o}"))
        register_objectnaam(Gemeente, from_queryset(Gemeente, lambda g: f"gemeente {g}"))
        register_objectnaam(Locatie, from_queryset(Locatie, lambda locatie: f"locatie {locatie}"))
        # A person as the municipality of the line knows them; the name of the account may be that of another.
        register_objectnaam(
            Gemeentegebruiker, from_queryset(Gemeentegebruiker, lambda persoon: f"gebruiker {persoon}")
        )
        register_objectnaam(Gebruiker, from_queryset(Gebruiker, lambda g: f"gebruiker {g.email}"))
        register_objectnaam(
            Toekenning,
            from_queryset(Toekenning, lambda t: f"rol {t.rol_label} van {t.gebruiker.email}", "gebruiker"),
        )
        register_objectnaam(
            UserSession, from_queryset(UserSession, lambda s: f"sessie van {s.user.email}", "user")
        )
        register_objectnaam(
            Roluitzondering,
            from_queryset(Roluitzondering, lambda u: f"uitzondering voor {u.gebruiker.email}", "gebruiker"),
        )
