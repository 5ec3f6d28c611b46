"""Finished files compared with what their source gives, for `briefdeck ledger` and `briefdeck verify`."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.check.proof import Proof, prove_deck, prove_edited_deck, prove_handout
from builder.check.proof.words import Difference
from builder.cli.shared_options import Choices, jobs_for
from builder.codes import ALTERED_CONTENT, ALTERED_WORDS, NO_PDF_READER, NO_SOURCE
from builder.edge.product_audit import read_record
from builder.edge.session_pool import SessionPool
from builder.edge.workspace import find_sources, pictures_in, read_source
from builder.media import Media
from builder.model.findings import NOWHERE, BriefdeckError, Report, Span
from builder.model.request import IMPOSITIONS, RECORD_END, Options, Source, form_in_name
from builder.pipeline import LaidOutBriefing, printed_scene, render, understand
from builder.session import Session

_PRINTINGS = tuple(
    (*imposed, *grey) for imposed in ((), *((one,) for one in IMPOSITIONS)) for grey in ((), ("greyscale",))
)
"""How a handout may have been printed, where nobody says it."""

_IMPOSED = IMPOSITIONS[:1]
"""Every imposition has pages of the same size."""


class Reference(Struct, frozen=True):
    """What a finished file is compared with."""

    ways: tuple[Options, ...]
    """The options that it may have been built with; those of the first are meant where it is none of them."""
    understood: Callable[[Options], LaidOutBriefing]
    """What is understood and laid out with one of them."""


def reference_for(
    options: Options,
    printing: tuple[str, ...] | None,
    found: LaidOutBriefing,
    understood: Callable[[Options], LaidOutBriefing],
) -> Reference:
    """Return the reference with each way of printing that is possible; where `printing` is said, only with that.

    `found` is what was laid out with `options`; what any others give is `understood` when it is asked for.
    """
    others = _PRINTINGS if printing is None else ()
    ways = tuple(replace(options, printing=one) for one in dict.fromkeys((options.printing, *others)))
    known = _of_pages(options)
    return Reference(ways, lru_cache(maxsize=2)(lambda one: found if one == known else understood(one)))


def _of_pages(options: Options) -> Options:
    """Return `options` with only as much of the printing as decides what is on the pages."""
    return replace(options, printing=_IMPOSED if {*options.printing} & {*IMPOSITIONS} else ())


def with_forms_of(options: Options, files: Sequence[Path]) -> Options:
    """Return `options` with the forms of the handout that the names of `files` end with, too."""
    named = [form for form in (form_in_name(file.stem) for file in files) if form]
    return replace(options, handouts=tuple(dict.fromkeys((*options.handouts, *named))))


def compare_file(file: Path, reference: Reference, report: Report) -> str:
    """Add a finding for each place where `file` is not what the source gives; return the line where it is."""
    data = read_source(file)
    if file.suffix.lower() == ".pdf" and find_spec("pikepdf") is None:
        message = "the library that reads PDFs is not installed"
        raise BriefdeckError(NO_PDF_READER, message, NOWHERE, "install it with `pip install briefdeck[proof]`")
    try:
        proofs = (_proof(file, data, reference, options) for options in reference.ways)
        first = next(proofs)
        result = first if first.sound else next((one for one in proofs if one.sound), first)
    except ValueError as fault:
        report.add(ALTERED_WORDS, Span(file.as_posix()), str(fault), "give the file that was built from this source")
        return ""
    for code, differences in ((ALTERED_WORDS, result.differences), (ALTERED_CONTENT, result.others)):
        for one in differences:
            hint = "build the file again, or change the source"
            report.add(code, Span(file.as_posix()), _difference_in_words(one), hint)
    return f"{file.as_posix()}  {result.words} words as in the source, {result.sentences} sentences whole\n"


def _proof(file: Path, data: bytes, reference: Reference, options: Options) -> Proof:
    """Return the proof of a finished file against what the source gives for its kind and these options."""
    found = reference.understood(_of_pages(options))
    if file.suffix.lower() != ".pdf":
        deck = render("pptx", found, options, Report()).data
        if f"{found.brief.id}.edits/edits.json" in found.media.pictures:
            return prove_edited_deck(found.brief, data, deck)
        return prove_deck(found.brief, found.products.deck, data, deck)
    slides = file.stem.endswith("-slides") and file.stem != found.brief.id
    form = form_in_name(file.stem.removeprefix(found.brief.id)) or options.handouts[0]
    kind, whole = "slides-pdf" if slides else "pdf", not slides and form == "full"
    scene, _ = printed_scene(kind, found, options, form)
    return prove_handout(found.brief, scene, data, render(kind, found, options, Report(), form=form).data, whole=whole)


def _difference_in_words(difference: Difference) -> str:
    """Return a difference in words."""
    place, wanted, found = difference.place, difference.wanted, difference.found
    if wanted and found:
        return f"{place}: `{found}` instead of `{wanted}`"
    return f"{place}: `{wanted}` is missing" if wanted else f"{place}: `{found}` is not the source's"


def compare_with_sources(file: Path, sources: tuple[Path, ...], report: Report) -> None:
    """Add a finding for each place where `file` is not what the source of its name among `sources` gives.

    The options are those of the build record beside the file, where there is one that can be read.
    """
    names = {file.stem, file.stem.removesuffix(_SLIDES), file.stem.removesuffix(f".{form_in_name(file.stem)}")}
    found = [one for path in sources for one in (find_sources(path) if path.is_dir() else (path,)) if one.stem in names]
    if not found:
        report.add(NO_SOURCE, Span(file.as_posix()), f"no source called `{file.stem}` was found", "name its folder")
        return
    (job,) = jobs_for((found[0],), Path(), Choices())
    recorded = _recorded(file.with_name(found[0].stem + RECORD_END))
    session = SessionPool().session(job.themes)
    media = Media(session.assets, pictures_in(found[0].parent, outside=job.outside))
    source, options = Source(found[0].as_posix(), read_source(found[0])), recorded or job.options
    options = with_forms_of(options, (file,))
    laid_out = understand(source, media, options, Report(), session)
    if laid_out is None:
        message = f"its source `{found[0].as_posix()}` has errors, so the file cannot be compared"
        report.add(NO_SOURCE, Span(file.as_posix()), message, "run `briefdeck check` on the source")
        return
    again = partial(laid_out_with, source, media, session=session)
    compare_file(file, reference_for(options, None, laid_out, again), report)


def laid_out_with(source: Source, media: Media, options: Options, *, session: Session) -> LaidOutBriefing:
    """Return `source`, which has no errors, laid out with `options`; whether it is imposed decides about its pages."""
    found = understand(source, media, options, Report(), session)
    if found is None:
        raise ValueError(f"`{source.name}` cannot be laid out for every way of printing")
    return found


_SLIDES = "-slides"


def _recorded(path: Path) -> Options | None:
    try:
        return read_record(path).options if path.is_file() else None
    except BriefdeckError:
        return None  # what is wrong with a record is found in its folder
