from django.urls import include, path

from vve_admin.home import home

urlpatterns = [
    path("", home, name="home"),
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
