"""A page as somebody uses it who has no mouse: Tab, Shift+Tab, Enter, Space, the arrows, and typing."""

import re
from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator, Page, expect

MEESTE_STOPPEN = 250
# The first letter of a server takes seconds, and much longer on a busy machine.
MINUUT = 60_000
Rol = Literal["link", "button"]
# Where the focus is as seen from an element: 0 is on it, 1 before it, -1 behind it.
_WAAR = """(doel) => {
  const nu = document.activeElement;
  if (nu === doel) return 0;
  return nu.compareDocumentPosition(doel) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1;
}"""
_GEKOZEN = "(keuze) => keuze.options[keuze.selectedIndex].text"


class Toetsen:
    """`bekijk` is called with each page that comes."""

    def __init__(self, page: Page, bekijk: Callable[[Page], None]) -> None:
        self.page = page
        self._bekijk = bekijk
        bekijk(page)

    def naar(self, doel: Locator) -> Locator:
        """Tab, or Shift+Tab, until the focus is there and can be seen."""
        expect(doel).to_be_visible()
        for _ in range(MEESTE_STOPPEN):
            waar = doel.evaluate(_WAAR)
            if waar == 0:
                return doel
            self.page.keyboard.press("Tab" if waar == 1 else "Shift+Tab")
        raise AssertionError(f"Met Tab is {doel} niet te bereiken op {self.page.url}")

    def volg(self, naam: str | re.Pattern[str]) -> None:
        """Follow the link of this name."""
        self._press("link", naam)

    def druk(self, naam: str) -> None:
        self._press("button", naam)

    def _press(self, rol: Rol, naam: str | re.Pattern[str]) -> None:
        self._enter(self.page.get_by_role("main").get_by_role(rol, name=naam, exact=True).first)

    def _enter(self, doel: Locator) -> None:
        self.naar(doel)
        with self.page.expect_navigation(timeout=MINUUT) as gegaan:
            self.page.keyboard.press("Enter")
        assert gegaan.value is None or gegaan.value.ok, self.page.url
        self._bekijk(self.page)

    def menu(self, naam: str) -> None:
        """By the menu, which a narrow page opens with a button; a line may be folded away behind its group."""
        if (knop := self.page.get_by_role("button", name="Menu", exact=True)).is_visible():
            self.naar(knop)
            self.page.keyboard.press("Enter")
        regel = self.page.get_by_role("link", name=naam, exact=True, include_hidden=True)
        for groep in self.page.locator(".vve-menu__groep").filter(has=regel).all():
            if not groep.get_by_role("link", name=naam, exact=True).is_visible():
                self.naar(groep.locator("summary"))
                self.page.keyboard.press("Enter")
        self._enter(self.page.get_by_role("navigation").get_by_role("link", name=naam, exact=True).first)

    def typ(self, veld: str, tekst: str) -> None:
        doel = self.naar(self.page.get_by_label(veld))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(tekst)
        expect(doel).to_have_value(tekst)

    def nieuwjaar(self, veld: str) -> None:
        """The first of January, in an empty field: the arrow fills in each part, in whatever order it shows them."""
        doel = self.naar(self.page.get_by_label(veld))
        for toets in ("ArrowUp", "Tab", "ArrowUp", "Tab", "ArrowUp"):
            self.page.keyboard.press(toets)
        expect(doel).to_have_value(re.compile(r"^\d{4}-01-01$"))

    def kies(self, veld: str, deel: str) -> None:
        """The first choice of a list with these words in it."""
        doel = self.naar(self.page.get_by_label(veld))
        self.page.keyboard.press("Home")
        for _ in range(MEESTE_STOPPEN):
            if deel in str(doel.evaluate(_GEKOZEN)):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{deel} staat niet in de lijst {veld}")

    def vink(self, naam: str) -> None:
        doel = self.naar(self.page.get_by_role("checkbox", name=naam).first)
        if not doel.is_checked():
            self.page.keyboard.press("Space")
        expect(doel).to_be_checked()

    def antwoord(self, vraag: str, naam: str) -> None:
        """Of a question with radio buttons: Tab comes to the group, the arrows and Space choose."""
        groep = self.page.get_by_role("group", name=vraag)
        knoppen, doel = groep.get_by_role("radio"), groep.get_by_role("radio", name=naam)
        gekozen = groep.locator("input:checked")
        self.naar(gekozen if gekozen.count() else knoppen.first)
        self.page.keyboard.press("Space")
        for _ in range(knoppen.count()):
            if doel.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{naam} is niet te kiezen bij {vraag}")
