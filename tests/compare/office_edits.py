# ruff: noqa: ANN401, FBT003 - the scripting interface has no types, and calls by position
"""Edits made by LibreOffice itself, run by a Python that has its scripting interface (`python3-uno`).

`python3 office_edits.py DECK FOLDER PROFILE` writes FOLDER/NAME.pptx for each kind of edit, and prints the name of each
that LibreOffice says, read back, that it made. What was learnt about the program: an edit right after loading is
lost where pictures are still being read; an edit that changes places needs a document that is not hidden; a crash
leaves a lock, so each kind works on a copy.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

Edit = Callable[[Any], Callable[[], bool]]
"""Makes an edit in a document, and returns what tells whether it is there."""

KINDS: list[tuple[str, str, Edit]] = []
PORT = 20_770


def kind(*expected: str) -> Callable[[Edit], Edit]:
    def enter(make: Edit) -> Edit:
        KINDS.append((make.__name__, ",".join(expected), make))
        return make

    return enter


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


def answer(doc: Any, at: int = 2) -> Any:
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


@kind("words")
def headline(doc: Any) -> Callable[[], bool]:
    title(answer(doc)).setString("Beijing drew a crowd that it wanted")
    return lambda: title(answer(doc)).getString().startswith("Beijing drew")


@kind("words")
def one_word_more(doc: Any) -> Callable[[], bool]:
    shape = title(answer(doc))
    shape.setString(f"{shape.getString()} today")
    return lambda: bool(shape.getString().endswith("today"))


@kind("words")
def point(doc: Any) -> Callable[[], bool]:
    paragraphs(body(answer(doc)))[1].setString("China and Russia speak of a fight")
    return lambda: "speak of a fight" in body(answer(doc)).getString()


@kind("paragraph added")
def point_added(doc: Any) -> Callable[[], bool]:
    append(body(answer(doc)), "A third thing that nobody had said")
    return lambda: "nobody had said" in body(answer(doc)).getString()


@kind("paragraph deleted")
def point_deleted(doc: Any) -> Callable[[], bool]:
    text = body(answer(doc))
    kept = [one.getString() for one in paragraphs(text)][:-1]
    text.setString("\n".join(kept))
    return lambda: len(paragraphs(text)) == len(kept)


@kind("marks")
def bold(doc: Any) -> Callable[[], bool]:
    cursor = body(answer(doc)).createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(13, True)
    cursor.CharWeight = 150.0
    return lambda: cursor.CharWeight == 150.0


@kind("marks")
def italic(doc: Any) -> Callable[[], bool]:
    one = paragraphs(body(answer(doc)))[0]
    cursor = body(answer(doc)).createTextCursorByRange(one)
    cursor.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
    return lambda: cursor.CharPosture.value == "ITALIC"


@kind("restyled")
def colour(doc: Any) -> Callable[[], bool]:
    cursor = title(answer(doc)).createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.CharColor = 0xC80000
    return lambda: cursor.CharColor == 0xC80000


@kind("restyled")
def smaller(doc: Any) -> Callable[[], bool]:
    text = body(answer(doc))
    cursor = text.createTextCursorByRange(paragraphs(text)[0])
    cursor.CharHeight = 14.0
    return lambda: cursor.CharHeight == 14.0


@kind("moved")
def moved(doc: Any) -> Callable[[], bool]:
    shape = picture(doc)
    place = shape.Position
    place.X -= 1500
    shape.setPosition(place)
    return lambda: abs(shape.Position.X - place.X) < 3


@kind("resized")
def resized(doc: Any) -> Callable[[], bool]:
    shape = picture(doc)
    size = shape.Size
    size.Width //= 2
    shape.setSize(size)
    return lambda: abs(shape.Size.Width - size.Width) < 3


@kind("shape deleted")
def picture_deleted(doc: Any) -> Callable[[], bool]:
    page, count = answer(doc), answer(doc).Count
    page.remove(picture(doc))
    return lambda: page.Count == count - 1


@kind("slide deleted")
def slide_deleted(doc: Any) -> Callable[[], bool]:
    count = doc.DrawPages.Count
    doc.DrawPages.remove(answer(doc, 3))
    return lambda: doc.DrawPages.Count == count - 1


@kind("slide hidden")
def slide_hidden(doc: Any) -> Callable[[], bool]:
    answer(doc).Visible = False
    return lambda: not answer(doc).Visible


@kind("slide added")
def slide_added(doc: Any) -> Callable[[], bool]:
    page = doc.DrawPages.insertNewByIndex(2)
    page.Layout = 19
    title(page).setString("Backup: who came")
    return lambda: title(page).getString() == "Backup: who came"


@kind("slide added")
def slide_copied(doc: Any) -> Callable[[], bool]:
    count = doc.DrawPages.Count
    doc.duplicate(answer(doc))
    return lambda: doc.DrawPages.Count == count + 1


@kind("shape added")
def text_box(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "TextShape", (2000, 15000, 8000, 1200))
    shape.setString("Source: own count")
    return lambda: shape.getString() == "Source: own count"


@kind("shape added")
def arrow(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "LineShape", (2000, 14000, 6000, 10))
    shape.LineWidth = 80
    return lambda: shape.LineWidth == 80


@kind("shape added")
def rectangle(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "RectangleShape", (2000, 14000, 6000, 1000))
    shape.FillColor = 0xFFEE88
    return lambda: shape.FillColor == 0xFFEE88


@kind("shape added")
def ellipse(doc: Any) -> Callable[[], bool]:
    shape = placed(doc, "EllipseShape", (2000, 13000, 3000, 2000))
    shape.FillColor = 0x88EEFF
    return lambda: shape.FillColor == 0x88EEFF


@kind("notes")
def notes_changed(doc: Any) -> Callable[[], bool]:
    text = notes(answer(doc))
    cursor = text.createTextCursorByRange(paragraphs(text)[1].getStart())
    text.insertString(cursor, "Indeed, ", False)
    return lambda: "Indeed, " in notes(answer(doc)).getString()


@kind("notes added")
def notes_added(doc: Any) -> Callable[[], bool]:
    append(notes(answer(doc)), "Pause here and look up.")
    return lambda: "Pause here" in notes(answer(doc)).getString()


@kind("table cell")
def table_cell(doc: Any) -> Callable[[], bool]:
    table = shapes(pages(doc)[1], "TableShape")[0]
    cell = table.Model.getCellByPosition(1, 1)
    cell.setString("What did China gain from it?")
    return lambda: "gain from it" in table.Model.getCellByPosition(1, 1).getString()


@kind("transition")
def transition(doc: Any) -> Callable[[], bool]:
    page = answer(doc)
    page.TransitionType, page.TransitionSubtype = 37, 101
    page.setPropertyValue("TransitionDuration", 1.0)
    return lambda: page.TransitionType == 37


@kind("comment")
def comment(doc: Any) -> Callable[[], bool]:
    note = answer(doc).createAndInsertAnnotation()
    note.Author = "A. Reader"
    note.TextRange.setString("Is this so?")
    return lambda: note.TextRange.getString() == "Is this so?"


@kind("property")
def title_of_the_file(doc: Any) -> Callable[[], bool]:
    doc.DocumentProperties.Title = "A title of the file"
    return lambda: doc.DocumentProperties.Title == "A title of the file"


@kind("words", "notes added", "slide hidden", "shape added")
def four_at_once(doc: Any) -> Callable[[], bool]:
    done = [headline(doc), notes_added(doc), text_box(doc), slide_hidden(doc)]
    return lambda: all(one() for one in done)


class Office:
    """A LibreOffice of our own, started anew where it died."""

    def __init__(self, profile: str) -> None:
        self.profile = profile
        self.process: subprocess.Popen[bytes] | None = None

    def desktop(self) -> Any:
        accept = f"--accept=socket,host=127.0.0.1,port={PORT};urp;"
        command = ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{self.profile}"]
        null = subprocess.DEVNULL
        self.process = subprocess.Popen([*command, accept], stdout=null, stderr=null, start_new_session=True)
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        context = _connected(resolver, f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def stop(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(60)
            self.process = None


def _connected(resolver: Any, address: str) -> Any:
    for _ in range(240):
        try:
            return resolver.resolve(address)
        except Exception:  # noqa: BLE001 - not there yet
            time.sleep(0.25)
    message = "LibreOffice does not answer"
    raise TimeoutError(message)


def load(desktop: Any, path: Path) -> Any:
    """Return the document once its slides and pictures are there."""
    doc = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (setting("Hidden", True),))
    for _ in range(40):
        pictures = [one for page in pages(doc) for one in shapes(page, "GraphicObjectShape")]
        if all(one.Graphic is not None and one.Graphic.SizePixel.Width for one in pictures):
            break
        time.sleep(0.1)
    time.sleep(0.4)
    return doc


def make(desktop: Any, deck: Path, target: Path, edit: Edit) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "deck.pptx"
        shutil.copy(deck, copy)
        doc = load(desktop, copy)
        done = edit(doc)
        if not done():
            return False
        doc.storeToURL(target.as_uri(), (setting("FilterName", "Impress MS PowerPoint 2007 XML"),))
        stored = done()
        doc.close(True)
        return stored


def main(deck: Path, folder: Path, profile: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    office = Office(profile)
    desktop = office.desktop()
    for name, expected, edit in KINDS:
        for _ in range(3):
            try:
                made = make(desktop, deck, folder / f"{name}.pptx", edit)
            except Exception:  # noqa: BLE001 - it crashes now and then
                office.stop()
                desktop = office.desktop()
                continue
            if made:
                sys.stdout.write(f"{name}\t{expected}\n")
                sys.stdout.flush()
                break
    office.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute(), sys.argv[3])
