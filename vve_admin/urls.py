from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from organisaties.toegang import openbaar
from rapportage.home import home

urlpatterns = [
    path("", home, name="home"),
    path("inloggen/", openbaar(LoginView.as_view(redirect_authenticated_user=True)), name="login"),
    path("uitloggen/", openbaar(LogoutView.as_view()), name="logout"),
    path("", include("organisaties.urls")),
    path("kinderen/", include("indicaties.urls")),
    path("opvang/", include("opvang.urls")),
    path("subsidies/", include("subsidies.urls")),
    path("rapportage/", include("rapportage.urls")),
]
