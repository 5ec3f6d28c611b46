"""What belongs to the page and not to the piece: running heads, page numbers, menus, share buttons, captions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from builder.brief import Run
from builder.read.raw.paragraphs import asks_at_end, ends_sentence, heals
from builder.read.raw.pieces import Form, Piece
from builder.read.raw.running import is_page_number

_NETWORK = r"(?:facebook|twitter|x|linkedin|whats ?app|telegram|instagram|youtube|e-?mail|print|copy link|pinterest|reddit|bluesky|mastodon|threads|pocket|rss|pdf)"
_SHARING = re.compile(rf"(?:{_NETWORK}\b[\s|/,·•–-]*)+$", re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:share(?: (?:this|on|via)\b.{0,40})?|tweet(?: this)?|print(?: this)?(?: page)?|back to (?:the )?top|top|read more\W*"
    r"|skip to .{0,30}|subscribe\b.{0,60}|sign up\b.{0,60}|follow us\b.{0,40}|download(?: (?:the )?(?:pdf|publication))?"
    r"|menu|search|home|cookie.{0,60}|accept(?: all)?(?: cookies)?|log ?in|advertisement|continue reading\W*|comments?|copy link"
    r"|teilen|drucken|nach oben|zum seitenanfang|mehr (?:lesen|erfahren)\W*|weiterlesen\W*|zum inhalt springen|anzeige|artikel teilen"
    r"|partager(?: .{0,40})?|imprimer|haut de page|retour en haut(?: de page)?|lire la suite\W*|en savoir plus\W*|s['’]abonner"
    r"|udostępnij(?: .{0,30})?|drukuj|do góry|czytaj (?:więcej|dalej)\W*|podziel się|pobierz(?: pdf)?|zapisz się.{0,40}|reklama"
    r"|compartir(?: .{0,30})?|imprimir|leer más\W*|volver arriba|suscríbete.{0,40}|descargar(?: pdf)?"
    r"|condividi(?: .{0,30})?|stampa|leggi (?:di più|anche|tutto)\W*|torna su|iscriviti.{0,40}|scarica(?: pdf)?"
    r"|поділитися(?: .{0,30})?|друк(?:увати)?|читати далі\W*|вгору|підписатися.{0,40}|завантажити(?: pdf)?"
    r"|شارك(?: .{0,30})?|طباعة|اقرأ المزيد\W*|مشاركة|العودة إلى الأعلى|シェア(?:する)?|印刷|トップへ戻る|分享(?:到.{0,10})?|返回顶部)\W{0,3}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:(?:photo|image|picture|credit|source|fig(?:ure|\.)?\s?\d+|foto|bild|abb(?:ildung|\.)?\s?\d+|quelle|crédits?(?: photo)?"
    r"|photographie|légende|fot\.|zdjęcie|źródło|ryc\.\s?\d*|rys\.\s?\d*|fuente|imagen|фото|джерело|рис\.\s?\d*|fonte|immagine"
    r"|صورة|المصدر|تصوير|写真|出典|图片|来源)\s*[:：.©–-]|©)\s*\S",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:(?:table of )?contents|in this (?:article|page|piece)|on this page|inhalt(?:sverzeichnis|sübersicht)?|auf dieser seite"
    r"|sommaire|table des matières|spis treści|índice|contenido|contenidos|indice|sommario|зміст|на цій сторінці"
    r"|المحتويات|جدول المحتويات|الفهرس|目次|目录|inhoud|obsah|innehåll)\W*$",
    re.IGNORECASE,
)
_DOTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")


def without_furniture(pieces: list[Piece], removed: list[str]) -> list[Piece]:
    """Return `pieces` without what belongs to the page, and with the paragraphs that it cut in two healed."""
    repeated = _repeated(pieces)
    kept: list[Piece] = []
    seam = False
    for at, piece in enumerate(pieces):
        if _is_furniture(pieces, at, repeated):
            removed.append(piece.text)
            seam = True
            continue
        piece = replace(piece, seam=piece.seam or seam) if seam else piece
        seam = False
        if kept and _goes_on(kept[-1], piece):
            kept[-1] = replace(kept[-1], runs=_healed(kept[-1].runs, piece.runs))
        else:
            kept.append(piece)
    return kept


def is_contents(piece: Piece) -> bool:
    """Return whether a piece is the heading of a table of contents, or a line of one."""
    return bool(_CONTENTS.match(piece.text.strip()) or _DOTS.search(piece.text))


def normal(text: str) -> str:
    """Return the letters and digits of `text` only, in one case: for comparing what was set differently."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _repeated(pieces: list[Piece]) -> set[str]:
    """Return the short texts that stand three times or more as paragraphs of their own."""
    counts = Counter(
        normal(piece.text) for piece in pieces if piece.form is Form.TEXT and len(piece.text) <= 100 and not piece.rows
    )
    return {text for text, count in counts.items() if count >= 3 and text}


def _is_furniture(pieces: list[Piece], at: int, repeated: set[str]) -> bool:
    piece = pieces[at]
    text = piece.text.strip()
    if not text and not piece.rows:
        return not piece.runs
    if piece.form is Form.GRID or len(text) > 300 or asks_at_end(text):
        return False
    if is_contents(piece) or (len(text) <= 80 and (_SHARING.match(text) or _BUTTON.match(text))):
        return piece.form is not Form.TEXT or not _is_sole_answer(pieces, at)
    if piece.form not in {Form.TEXT, Form.HEADING}:
        return False
    if _CAPTION.match(text) and len(text.split()) <= 25 and at > 0 and piece.form is Form.TEXT:
        return not _is_masthead(pieces, at)
    if is_page_number(text):
        return _is_at_page_end(pieces, at)
    if normal(text) in repeated and piece.form is Form.TEXT:
        return not _is_sole_answer(pieces, at) and not text.endswith((":", "：")) and not ends_sentence(text)
    return _interrupts(pieces, at) or _is_address_line(pieces, at)


def _is_masthead(pieces: list[Piece], at: int) -> bool:
    return at < 4 and all(len(one.text) < 160 for one in pieces[:at])


def _is_sole_answer(pieces: list[Piece], at: int) -> bool:
    """Return whether a short text stands alone between two questions: then it is an answer."""
    before = at > 0 and asks_at_end(pieces[at - 1].text)
    return before and (at + 1 == len(pieces) or asks_at_end(pieces[at + 1].text))


def _is_at_page_end(pieces: list[Piece], at: int) -> bool:
    if at + 1 < len(pieces) and pieces[at + 1].seam:
        return True
    numbers = [normal(one.text) for one in pieces if one.form in {Form.TEXT, Form.HEADING} and is_page_number(one.text)]
    return len(numbers) > 1 or at + 1 == len(pieces) or _interrupts(pieces, at) or not pieces[at].text.strip().isdigit()


def _interrupts(pieces: list[Piece], at: int) -> bool:
    """Return whether a short line without a full stop stands in the middle of a sentence of its neighbours."""
    if not 0 < at < len(pieces) - 1:
        return False
    text, before, after = pieces[at].text.strip(), pieces[at - 1], pieces[at + 1]
    if len(text.split()) > 10 or len(text) > 100 or ends_sentence(text) or text[:1].islower():
        return False
    return before.form is after.form is Form.TEXT and len(before.text) > 40 and heals(before.text, after.text)


def _is_address_line(pieces: list[Piece], at: int) -> bool:
    """Return whether a line under a heading says no more than `URL: https://…`."""
    found = re.match(r"[\w ]{2,16}:\s*(?=https?://)", pieces[at].text)
    if not found or at == 0 or pieces[at].form is not Form.TEXT:
        return False
    rest = pieces[at].text[found.end() :]
    return " " not in rest.strip() and (pieces[at - 1].form is Form.HEADING or asks_at_end(pieces[at - 1].text))


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Return whether `piece` is the rest of the paragraph or item `before`, cut by a page, column or line."""
    if piece.form is not Form.TEXT or before.form not in {Form.TEXT, Form.ITEM} or before.boxed != piece.boxed:
        return False
    if len(before.text) < 40 or ends_sentence(before.text) or asks_at_end(piece.text):
        return False
    if heals(before.text, piece.text):
        return True
    return piece.seam and len(before.text.split()) > 8 and len(piece.text.split()) > 2


def _healed(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[Run, ...]:
    last = before[-1]
    if last.text.endswith("-") and len(last.text) > 1 and last.text[-2].isalpha() and after[0].text[:1].islower():
        return (*before[:-1], replace(last, text=last.text[:-1]), *after)
    return (*before, Run(" "), *after) if _needs_space(last.text, after[0].text) else (*before, *after)


def _needs_space(before: str, after: str) -> bool:
    east = re.compile(r"[　-ヿ㐀-鿿＀-￯]")
    return not (east.match(before[-1:]) and east.match(after[:1]))
