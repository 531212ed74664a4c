"""The site as several people see it at the same time, each in a browser of their own."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from demo.inrichting import WACHTWOORD

TIEN_SECONDEN = 10_000
BREED, SMAL = 1280, 390


def check(page: Page) -> None:
    """No page may have a fault that axe can find."""
    try:
        fouten = Axe().run(page).response["violations"]
    except Error:  # the page renewed itself (progress of a job) while it was read
        page.wait_for_load_state()
        fouten = Axe().run(page).response["violations"]
    assert [(fout["id"], fout["nodes"][0]["target"]) for fout in fouten] == [], page.url


class Site:
    def __init__(self, browser: Browser, adres: str) -> None:
        self.browser = browser
        self.adres = adres
        self.breedte = BREED
        self._paginas: dict[str, Page] = {}

    def als(self, login: str) -> Page:
        """The page of this user, signed in and at the start."""
        if login not in self._paginas:
            context = self.browser.new_context(locale="nl-NL")
            context.set_default_timeout(TIEN_SECONDEN)
            self._paginas[login] = self._sign_in(context.new_page(), login)
        page = self._paginas[login]
        page.set_viewport_size({"width": self.breedte, "height": 900})
        page.goto(self.adres)
        return page

    def _sign_in(self, page: Page, login: str) -> Page:
        page.goto(f"{self.adres}/inloggen/")
        check(page)
        page.get_by_label("E-mailadres").fill(login)
        page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    def close(self) -> None:
        for page in self._paginas.values():
            page.context.close()
