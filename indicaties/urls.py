from django.urls import URLPattern

app_name = "indicaties"

urlpatterns: list[URLPattern] = []
