"""Tables as DrawingML: rules below the rows come from the deck's table style, no boxes."""

from builder.model.scene import Cell, Table, rules_below
from builder.render.pptx.drawingml import ANCHORS
from builder.render.pptx.masters import TABLE_STYLE
from builder.render.pptx.text import Linker, paragraphs_xml
from builder.render.pptx.theme_tables import ThemeTables


def table_xml(tables: ThemeTables, table: Table, link: Linker) -> str:
    """Return the `a:tbl` element.

    A table that runs from right to left is written from its left edge: PowerPoint knows an attribute that turns a
    table round, LibreOffice (7.4, seen) does not, and what is beside the rows would appear at the wrong end there.
    """
    step = -1 if table.rtl else 1
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in table.columns[::step])
    rules = [
        f'<a:lnB w="{width}">{tables.fills[ink] if width else "<a:noFill/>"}</a:lnB>'
        for width, _, ink in rules_below(table)
    ]
    rows = "".join(
        f'<a:tr h="{height}">{"".join(_cell(tables, cell, link, rule) for cell in row[::step])}</a:tr>'
        for row, height, rule in zip(table.rows, table.heights, rules, strict=True)
    )
    names = "lastCol" if table.rtl else "firstCol"
    flags = f'firstRow="{int(table.header)}" {names}="{int(table.first_column)}"'
    return (
        f"<a:tbl><a:tblPr {flags}><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )


_NO_RULES = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))


def _cell(tables: ThemeTables, cell: Cell, link: Linker, rule: str) -> str:
    """Return a cell with the `rule` below it, of which the style says the same: some programs know no table style."""
    left, top, right, bottom = cell.inset
    fill = tables.fills[cell.fill_ink] if cell.fill_ink else "<a:noFill/>"
    words = paragraphs_xml(tables, cell.paragraphs, tables.cell, link, exact=True) or "<a:p/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{ANCHORS[cell.anchor]}">'
        f"{_NO_RULES}{rule}{fill}</a:tcPr></a:tc>"
    )
