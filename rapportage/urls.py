from django.urls import URLPattern

app_name = "rapportage"

urlpatterns: list[URLPattern] = []
