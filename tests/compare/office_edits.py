# ruff: noqa: ANN401, FBT003 - the scripting interface has no types, and calls by position
"""Edits made by LibreOffice itself, run by a Python that has its scripting interface (`python3-uno`).

`python3 office_edits.py DECK FOLDER` writes FOLDER/NAME.pptx for each kind of edit, and prints NAME, or NAME, a tab and
why it could not be made. What was learnt about the program: an edit right after loading is lost without an error where
pictures are still being read, so what was stored must differ from what is stored without an edit; an edit that changes
places needs a document that is not hidden; a crash leaves a lock, so each try works on a copy; on a busy machine
everything takes as long as it likes, so nothing here waits for a fixed time.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

Edit = Callable[[Any], Callable[[], bool]]
"""Makes an edit in a document, and returns what tells whether it is there."""

KINDS: list[Edit] = []
TRIES = 6
PATIENCE = 180.0
"""How many seconds a thing may take to become so; a quiet machine needs less than two."""

POINTS = 3
"""The slide whose body holds three points in one box."""


class NotSoError(Exception):
    """What was waited for did not become so."""


def kind(make: Edit) -> Edit:
    KINDS.append(make)
    return make


def wait_until(what: str, is_so: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Return the first result of `is_so` that is true."""
    end = time.monotonic() + patience
    while True:
        with contextlib.suppress(Exception):  # the office may not answer yet
            found = is_so()
            if found:
                return found
        if time.monotonic() > end:
            raise NotSoError(what)
        time.sleep(0.1)


def setting(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def pages(doc: Any) -> list[Any]:
    return [doc.DrawPages.getByIndex(at) for at in range(doc.DrawPages.Count)]


def shapes(page: Any, word: str = "") -> list[Any]:
    found = [page.getByIndex(at) for at in range(page.Count)]
    return [one for one in found if word in one.ShapeType]


def title(page: Any) -> Any:
    return shapes(page, "TitleTextShape")[0]


def body(page: Any) -> Any:
    texts = [one for one in shapes(page) if "Outliner" in one.ShapeType or "Subtitle" in one.ShapeType]
    return max(texts, key=lambda one: one.Size.Height * one.Size.Width)


def answer(doc: Any, at: int = POINTS) -> Any:
    return pages(doc)[at]


def paragraphs(text: Any) -> list[Any]:
    walk, found = text.createEnumeration(), []
    while walk.hasMoreElements():
        found.append(walk.nextElement())
    return found


def notes(page: Any) -> Any:
    return next(one for one in shapes(page.NotesPage) if "Notes" in one.ShapeType)


def placed(doc: Any, name: str, box: tuple[int, int, int, int]) -> Any:
    page = answer(doc)
    shape = doc.createInstance(f"com.sun.star.drawing.{name}")
    page.add(shape)
    place, size = shape.Position, shape.Size
    place.X, place.Y, size.Width, size.Height = box
    shape.setPosition(place)
    shape.setSize(size)
    return shape


def picture(doc: Any) -> Any:
    return shapes(answer(doc), "GraphicObjectShape")[0]


def append(text: Any, words: str) -> None:
    cursor = text.createTextCursor()
    cursor.gotoEnd(False)
    text.insertControlCharacter(cursor, 0, False)
    text.insertString(cursor, words, False)


@kind
def headline(doc: Any) -> Callable[[], bool]:
    title(answer(doc)).setString("Beijing drew a crowd that it wanted")
    return lambda: title(answer(doc)).getString().startswith("Beijing drew")


@kind
def one_word_more(doc: Any) -> Callable[[], bool]:
    shape = title(answer(doc))
    shape.setString(f"{shape.getString()} today")
    return lambda: bool(shape.getString().endswith("today"))


@kind
def point(doc: Any) -> Callable[[], bool]:
    paragraphs(body(answer(doc)))[1].setString("China and Russia speak of a fight")
    return lambda: "speak of a fight" in body(answer(doc)).getString()


@kind
def point_added(doc: Any) -> Callable[[], bool]:
    append(body(answer(doc)), "A third thing that nobody had said")
    return lambda: "nobody had said" in body(answer(doc)).getString()


@kind
def point_deleted(doc: Any) -> Callable[[], bool]:
    text = body(answer(doc))
    kept = [one.getString() for one in paragraphs(text)][:-1]
    text.setString("\n".join(kept))
    return lambda: len(paragraphs(text)) == len(kept)


@kind
def bold(doc: Any) -> Callable[[], bool]:
    cursor = body(answer(doc)).createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(13, True)
    cursor.CharWeight = 150.0
    return lambda: cursor.CharWeight == 150.0


@kind
def italic(doc: Any) -> Callable[[], bool]:
    one = paragraphs(body(answer(doc)))[0]
    cursor = body(answer(doc)).createTextCursorByRange(one)
    cursor.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
    return lambda: cursor.CharPosture.value == "ITALIC"


@kind
def colour(doc: Any) -> Callable[[], bool]:
    cursor = title(answer(doc)).createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.CharColor = 0xC80000
    return lambda: cursor.CharColor == 0xC80000


@kind
def smaller(doc: Any) -> Callable[[], bool]:
    text = body(answer(doc))
    cursor = text.createTextCursorByRange(paragraphs(text)[0])
    cursor.CharHeight = 14.0
    return lambda: cursor.CharHeight == 14.0


@kind
def moved(doc: Any) -> Callable[[], bool]:
    shape = picture(doc)
    place = shape.Position
    place.X -= 1500
    shape.setPosition(place)
    return lambda: abs(shape.Position.X - place.X) < 3


@kind
def resized(doc: Any) -> Callable[[], bool]:
    shape = picture(doc)
    size = shape.Size
    size.Width //= 2
    shape.setSize(size)
    return lambda: abs(shape.Size.Width - size.Width) < 3


@kind
def picture_deleted(doc: Any) -> Callable[[], bool]:
    page, count = answer(doc), answer(doc).Count
    page.remove(picture(doc))
    return lambda: page.Count == count - 1


@kind
def slide_deleted(doc: Any) -> Callable[[], bool]:
    count = doc.DrawPages.Count
    doc.DrawPages.remove(answer(doc, POINTS + 1))
    return lambda: doc.DrawPages.Count == count - 1


@kind
def slide_hidden(doc: Any) -> Callable[[], bool]:
    answer(doc).Visible = False
    return lambda: not answer(doc).Visible


@kind
def slide_added(doc: Any) -> Callable[[], bool]:
    page = doc.DrawPages.insertNewByIndex(2)
    page.Layout = 19
    title(page).setString("Backup: who came")
    return lambda: title(page).getString() == "Backup: who came"


@kind
def slide_copied(doc: Any) -> Callable[[], bool]:
    count = doc.DrawPages.Count
    doc.duplicate(answer(doc))
    return lambda: doc.DrawPages.Count == count + 1


@kind
def text_box(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "TextShape", (2000, 15000, 8000, 1200))
    shape.setString("Source: own count")
    return lambda: shape.getString() == "Source: own count"


@kind
def arrow(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "LineShape", (2000, 14000, 6000, 10))
    shape.LineWidth = 80
    return lambda: shape.LineWidth == 80


@kind
def rectangle(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "RectangleShape", (2000, 14000, 6000, 1000))
    shape.FillColor = 0xFFEE88
    return lambda: shape.FillColor == 0xFFEE88


@kind
def ellipse(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "EllipseShape", (2000, 13000, 3000, 2000))
    shape.FillColor = 0x88EEFF
    return lambda: shape.FillColor == 0x88EEFF


@kind
def notes_changed(doc: Any) -> Callable[[], bool]:
    text = notes(answer(doc))
    cursor = text.createTextCursorByRange(paragraphs(text)[1].getStart())
    text.insertString(cursor, "Indeed, ", False)
    return lambda: "Indeed, " in notes(answer(doc)).getString()


@kind
def notes_added(doc: Any) -> Callable[[], bool]:
    append(notes(answer(doc)), "Pause here and look up.")
    return lambda: "Pause here" in notes(answer(doc)).getString()


@kind
def table_cell(doc: Any) -> Callable[[], bool]:
    table = shapes(pages(doc)[1], "TableShape")[0]
    cell = table.Model.getCellByPosition(1, 1)
    cell.setString("What did China gain from it?")
    return lambda: "gain from it" in table.Model.getCellByPosition(1, 1).getString()


@kind
def transition(doc: Any) -> Callable[[], bool]:
    page = answer(doc)
    page.TransitionType, page.TransitionSubtype = 37, 101
    page.setPropertyValue("TransitionDuration", 1.0)
    return lambda: page.TransitionType == 37


@kind
def comment(doc: Any) -> Callable[[], bool]:
    note = answer(doc).createAndInsertAnnotation()
    note.Author = "A. Reader"
    note.TextRange.setString("Is this so?")
    return lambda: note.TextRange.getString() == "Is this so?"


@kind
def title_of_the_file(doc: Any) -> Callable[[], bool]:
    doc.DocumentProperties.Title = "A title of the file"
    return lambda: doc.DocumentProperties.Title == "A title of the file"


@kind
def four_at_once(doc: Any) -> Callable[[], bool]:
    done = [headline(doc), notes_added(doc), text_box(doc), slide_hidden(doc)]
    return lambda: all(one() for one in done)


class Office:
    """A LibreOffice with a profile and a pipe of its own, started anew where it died."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.desktop: Any = None

    def start(self) -> Any:
        self.started += 1
        pipe = f"pipe,name=briefdeck-{os.getpid()}-{self.started};urp;"
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", "--norestore", "--nologo", profile, f"--accept={pipe}"]
        null = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=null, stderr=null, start_new_session=True)
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        address = f"uno:{pipe}StarOffice.ComponentContext"
        context = wait_until("LibreOffice answers", lambda: resolver.resolve(address))
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def stop(self) -> None:
        if self.process is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
                break
        self.process = self.desktop = None


def load(desktop: Any, path: Path) -> Any:
    """Return the document once its slides and pictures are there, and stay as they are."""
    doc = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (setting("Hidden", True),))
    if doc is None:
        message = "the deck was not loaded"
        raise NotSoError(message)

    def seen() -> list[tuple[str, int, int]]:
        found = [one for page in pages(doc) for one in shapes(page)]
        drawn = [one for one in found if "GraphicObjectShape" in one.ShapeType]
        if not all(one.Graphic is not None and one.Graphic.SizePixel.Width for one in drawn):
            return []
        return [(one.Name, one.Position.X, one.Size.Width) for one in found]

    before = wait_until("the pictures are there", seen)
    time.sleep(0.3)  # nothing says when a document is at rest, so it is looked at twice
    if seen() != before:
        wait_until("the shapes stay as they are", lambda: seen() == before)
    return doc


def stored_parts(path: Path) -> dict[str, str]:
    """Return the digest of each part of a deck but those that say when it was stored; of the properties, the title."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith("docProps/thumb")}
    core = parts.pop("docProps/core.xml", b"")
    parts["title"] = core.partition(b"<dc:title>")[2].partition(b"<")[0]
    parts.pop("docProps/app.xml", None)
    return {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}


def make(desktop: Any, deck: Path, target: Path, edit: Edit) -> None:
    """Store `deck` as `target` after the edit; NotSoError where the edit is not there."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "deck.pptx"
        shutil.copy(deck, copy)
        doc = load(desktop, copy)
        try:
            done = edit(doc)
            wait_until("the edit is there", done, 20)
            doc.storeToURL(target.as_uri(), (setting("FilterName", "Impress MS PowerPoint 2007 XML"),))
            if not done():
                message = "the edit was lost while it was stored"
                raise NotSoError(message)
        finally:
            with contextlib.suppress(Exception):  # it may have crashed
                doc.close(True)


def unedited(doc: Any) -> Callable[[], bool]:
    return lambda: bool(doc.DrawPages.Count)


def try_to_make(office: Office, deck: Path, target: Path, edit: Edit, plain: dict[str, str]) -> str:
    """Make one edit, and return nothing, or why it could not be made."""
    reasons = []
    for _ in range(TRIES):
        try:
            if office.process is None:
                office.start()
            make(office.desktop, deck, target, edit)
            if stored_parts(target) != plain:
                return ""
            reasons.append("what was stored is as without the edit")
        except Exception as fault:  # noqa: BLE001 - it crashes now and then, in ways of its own
            reasons.append(f"{type(fault).__name__}: {fault}".splitlines()[0])
            office.stop()
    return "; ".join(reasons)


def main(deck: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    office = Office(folder)
    try:
        plain = folder / "unedited.pptx"
        fault = try_to_make(office, deck, plain, unedited, {})
        parts = {} if fault else stored_parts(plain)
        for edit in KINDS:
            target = folder / f"{edit.__name__}.pptx"
            why = fault or try_to_make(office, deck, target, edit, parts)
            sys.stdout.write(f"{edit.__name__}\t{why}\n" if why else f"{edit.__name__}\n")
            sys.stdout.flush()
    finally:
        office.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
