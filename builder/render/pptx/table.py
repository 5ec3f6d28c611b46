"""Tables as DrawingML: rules below the rows, no boxes."""

from __future__ import annotations

from builder.render.pptx.template import ANCHORS
from builder.render.pptx.text import Base, Linker, paragraphs_xml, scheme_color
from builder.scene import Cell, Table
from builder.theme import Theme

STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in table style "No Style, No Grid": the rules stand on the cells themselves."""


def table_xml(theme: Theme, table: Table, link: Linker) -> str:
    """Return the `a:tbl` element."""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in table.columns)
    rows = "".join(
        f'<a:tr h="{height}">{"".join(_cell(theme, table, cell, link) for cell in row)}</a:tr>'
        for row, height in zip(table.rows, table.heights, strict=True)
    )
    flags = f'firstRow="{int(table.header)}" firstCol="{int(table.first_column)}"'
    return f"<a:tbl><a:tblPr {flags}><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"


def _cell(theme: Theme, table: Table, cell: Cell, link: Linker) -> str:
    left, top, right, bottom = cell.inset
    rule = f'<a:lnB w="{table.rule_width}">{scheme_color(theme, table.rule_ink)}</a:lnB>'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    fill = scheme_color(theme, cell.fill_ink) if cell.fill_ink else "<a:noFill/>"
    words = paragraphs_xml(theme, cell.paragraphs, Base(None), link) or "<a:p/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{ANCHORS[cell.anchor]}">{none}{rule}{fill}</a:tcPr></a:tc>'
    )
