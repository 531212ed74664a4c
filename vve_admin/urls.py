from django.urls import include, path

from vve_admin import gezondheid, verklaringen
from vve_admin.home import home
from vve_admin.hulp import hulp

urlpatterns = [
    path("gezond/", gezondheid.alles, name="gezond"),
    path("gezond/proces/", gezondheid.proces, name="gezond_proces"),
    path("gezond/gereed/", gezondheid.gereed, name="gezond_gereed"),
    path("gezond/metingen/", gezondheid.metingen, name="gezond_metingen"),
    path("", home, name="home"),
    path("hulp/", hulp, name="hulp"),
    path("contact/", verklaringen.contact, name="contact"),
    path("privacyverklaring/", verklaringen.privacyverklaring, name="privacyverklaring"),
    path("toegankelijkheid/", verklaringen.toegankelijkheid, name="toegankelijkheid"),
    path("", include("organisaties.aanmelden.urls")),
    path("", include("organisaties.urls")),
    path("", include("brieven.urls")),
    path("kinderen/", include("indicaties.urls")),
    path("opvang/", include("opvang.urls")),
    path("api/", include("opvang.api.urls")),
    path("subsidies/", include("subsidies.urls")),
    path("rapportage/", include("privacy.urls")),
    path("rapportage/", include("rapportage.urls")),
]
