"""The source's words as runs for paper: mark-up, link numbers, footnote calls, passages in other languages."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import style_with_marks
from builder.layout.handout.context import HandoutContext, note_tag, source_tag
from builder.layout.text.superscripts import superscript
from builder.model.brief import Mark, Run
from builder.model.scene import ResolvedStyle, Role, Tag, TagId, TextRun
from builder.model.theme import Theme


class InlineRuns(Struct, frozen=True):
    """Runs, the tag of each run where it has one of its own, and those tags in reading order."""

    runs: tuple[TextRun, ...]
    run_tags: tuple[TagId | None, ...]
    tags: tuple[Tag, ...]


def words_of(handout: HandoutContext, runs: Sequence[Run], style: ResolvedStyle, tag: TagId) -> InlineRuns:
    """Return `runs` for the paragraph `tag`: links are followed by their number, footnote calls become numbers."""
    made: list[TextRun] = []
    own: list[TagId | None] = []
    tags: list[Tag] = []

    def add(run: TextRun, role: Role | None = None, lang: str = "") -> None:
        name = tag.part("run", len(tags) + 1) if role else None
        if role and name:
            tags.append(Tag(name, role, lang=lang))
        made.append(run)
        own.append(name)

    for index, run in enumerate(runs):
        if run.note:
            number = handout.notes.get(run.note, 0)
            target = note_tag(number).part("label")
            call = TextRun(str(number or run.note), superscript(style), handout.context.lang, target=target)
            add(call, Role.REFERENCE)
            continue
        lang, look = run.lang or handout.context.lang, _style_of_run(handout.context.theme, run, style)
        shown = TextRun(run.text, look, lang, href=run.href, origin=run.origin)
        if run.text.isspace() and not run.href and own and own[-1]:
            # alone between two elements a space would be tagged content that nobody sees: it ends the first
            made.append(replace(shown, href=made[-1].href, target=made[-1].target))
            own.append(own[-1])
            continue
        if run.href and index and runs[index - 1].href == run.href and own:
            made.append(shown)
            own.append(own[-1])
        elif run.href:
            add(shown, Role.LINK)
        else:
            foreign = run.lang and run.lang != handout.context.lang
            add(shown, Role.SPAN if foreign else None, run.lang if foreign else "")
        following = runs[index + 1].href if index + 1 < len(runs) else ""
        if run.href and run.href in handout.links and following != run.href:
            number = handout.links[run.href]
            target = source_tag(number).part("label")
            mark = TextRun(f"[{number}]", superscript(style), handout.context.lang, target=target)
            add(mark, Role.REFERENCE)
    return InlineRuns(tuple(made), tuple(own), tuple(tags))


def _style_of_run(theme: Theme, run: Run, style: ResolvedStyle) -> ResolvedStyle:
    marked = style_with_marks(theme, run, style, italic=style.italic != (Mark.EMPHASIS in run.mark))
    if run.href and Mark.SUPERSCRIPT not in run.mark and Mark.SUBSCRIPT not in run.mark:
        return replace(marked, color=theme.color("link"), ink="link")
    return marked
