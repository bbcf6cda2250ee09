"""What somebody does at the desk and what a citizen does on the portal, through nothing but what the pages offer."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DROP = """([data, name, type]) => {
  const file = new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, {type});
  const carried = new DataTransfer();
  carried.items.add(file);
  return carried;
}"""


class Clerk:
    """Somebody signed in, with a page of their own."""

    def __init__(self, page: Page):
        self.page = page

    @property
    def key(self) -> str:
        """The key of the item whose page is open."""
        return PurePosixPath(urlsplit(self.page.url).path).parts[3]

    def goes_to(self, path: str) -> None:
        """Open an address of the desk."""
        self.page.goto(path)

    def starts_writing(self) -> None:
        """Open the form of a new draft from the navigation."""
        self.page.goto("/desk/")
        self.page.get_by_role("link", name="起草信息", exact=True).click()

    def drops(self, name: str, encoded: str) -> None:
        """Drop a Word file (base64) onto the box that starts a draft from one."""
        self.surface()
        box = self.page.locator("details").filter(has_text="从 Word、WPS、PDF 文件开始")
        carried = self.page.evaluate_handle(DROP, [encoded, name, WORD])
        box.dispatch_event("drop", {"dataTransfer": carried})

    def opens(self, title: str) -> None:
        """Open an item from one's own work."""
        self.page.goto("/desk/")
        self.page.get_by_role("link", name=title).first.click()

    def reviews(self, title: str) -> None:
        """Open an item from the list of what waits for this reviewer."""
        self.page.goto("/desk/")
        self.page.get_by_role("link", name="待我审查", exact=True).click()
        self.page.get_by_role("link", name=title).click()

    def offer(self, label: str) -> Locator:
        """Return an act among those offered, opened."""
        found = self.page.locator("details.offer").filter(has=self.page.get_by_text(label, exact=True)).first
        if found.get_attribute("open") is None:
            found.locator("summary").click()
        return found

    def does(self, label: str, **words: str) -> None:
        """Do an act that the item's page offers; `words` fill its fields by label."""
        offered = self.offer(label)
        for field, told in words.items():
            offered.get_by_label(field).fill(told)
        offered.get_by_role("button", name=label, exact=True).click()

    def offered(self) -> list[str]:
        """Return the acts that the item's page offers."""
        return self.page.locator("details.offer > summary").all_inner_texts()

    def writes(self, text: str) -> None:
        """Write at the end of the body in the editor."""
        surface = self.surface()
        surface.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def surface(self) -> Locator:
        """Return the surface of the editor."""
        found = self.page.locator('.tiptap[role="textbox"][aria-label="正文"]')
        expect(found).to_be_visible()
        return found

    def saves(self, button: str = "保存") -> None:
        """Press a button that saves, and wait until it is told."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_role("status").first).to_contain_text("已保存第")

    def is_told(self, words: str) -> None:
        """Expect a message at the top of the page."""
        expect(self.page.locator(".notice").filter(has_text=words).first).to_be_visible()


class Citizen:
    """Somebody who reads the portal."""

    def __init__(self, page: Page):
        self.page = page

    def finds(self, words: str) -> list[str]:
        """Search from the home page; return the titles that are found."""
        self.page.goto("/")
        self.page.get_by_label("检索政府信息").fill(words)
        self.page.get_by_role("search").get_by_role("button", name="检索").click()
        expect(self.page.locator("#results, #nothing")).to_be_visible()
        return self.page.locator(".results h3 a").all_inner_texts()

    def sees(self, path: str, title: str) -> bool:
        """Say whether a page has a link with that title."""
        self.page.goto(path)
        return self.page.get_by_role("main").get_by_role("link", name=title).count() > 0

    def feed(self, path: str) -> str:
        """Return what a feed holds."""
        return self.page.request.get(path).text()

    def status(self, path: str) -> int:
        """Return the status with which an address answers."""
        return self.page.request.get(path).status
