"""The tagged PDF: PDF/UA-1 and PDF/A-2a in one file, drawn in one pass."""

from builder.media import Media
from builder.model.plain_text import without_soft_hyphens
from builder.model.scene import Page, Scene
from builder.render.pdf.canvas import TaggedCanvas
from builder.render.pdf.coordinates import sheet_place
from builder.render.pdf.fonts import Fonts
from builder.render.pdf.items import Artist
from builder.render.pdf.links import Linker
from builder.render.pdf.properties import sealed, write_properties
from builder.render.pdf.reportlab_internals import fixed_settings
from builder.render.pdf.text import Typesetter


def render(scene: Scene, media: Media) -> bytes:
    """Return `scene` as a PDF; the same scene and media give the same bytes."""
    with fixed_settings():
        canvas = TaggedCanvas(scene.tags, scene.properties.lang)
        fonts, linker = Fonts(media.assets), Linker(canvas, scene)
        artist = Artist(Typesetter(canvas, fonts, linker), media)
        for page in scene.pages:
            _draw_page(canvas, artist, scene, page)
        linker.bind()
        _write_outline(canvas, scene)
        fonts.write(canvas)
        canvas.setCatalogEntry("StructTreeRoot", canvas.structure.write(canvas))
        write_properties(canvas, scene, media.assets)
        return sealed(canvas.getpdfdata(), scene.properties.identifier)


def _draw_page(canvas: TaggedCanvas, artist: Artist, scene: Scene, page: Page) -> None:
    place = sheet_place(page.height)
    width, height = place.length(page.width), place.length(page.height)
    canvas.open_page(width, height)
    if page.background:
        with canvas.marked(None):
            canvas.fill(page.background)
            canvas.rect(0, 0, width, height, stroke=0, fill=1)
    for item in page.items:
        artist.draw(item, place)
    for number, bookmark in enumerate(scene.bookmarks):
        if bookmark.page == page.key:
            canvas.bookmarkPage(f"bookmark-{number}", fit="XYZ", left=0, top=place.y(bookmark.y), zoom=0)
    canvas.end_page()


def _write_outline(canvas: TaggedCanvas, scene: Scene) -> None:
    keys = {page.key for page in scene.pages}
    level = -1
    for number, bookmark in enumerate(scene.bookmarks):
        if bookmark.page in keys:
            level = min(bookmark.level, level + 1)  # an outline cannot skip a level
            canvas.addOutlineEntry(without_soft_hyphens(bookmark.text), f"bookmark-{number}", level)
