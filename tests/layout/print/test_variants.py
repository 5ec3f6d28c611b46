"""Print variants: notes pages, slides three and six up, one page, cue cards; each on both papers."""

import pytest

from builder.model.findings import Report, Severity
from builder.model.scene import Group, Item, Page, Role, Scene, Shape, TagId, TextBox
from builder.model.units import Rect, pt
from tests.layout.handouts import BODY, HEAD, PROSE, every, hand_out, paragraphs_on, shown, tags_of, texts_on, words_in

SOURCE = HEAD + BODY
LONG = HEAD + BODY.replace("and ships used it at once.", "and ships used it at once.\n\n" + (PROSE * 6 + "\n\n") * 6)

PAPERS = pytest.mark.parametrize("paper", ["a4", "letter"])


def _groups(page: Page) -> list[Group]:
    return [item for item in page.items if isinstance(item, Group)]


def _inside(page: Page) -> bool:
    """Return whether all words of a page's own items stand on its paper."""
    boxes = [item for item in page.items if isinstance(item, TextBox)]
    return all(
        run.x >= 0 and run.x + run.width <= page.width and 0 <= line.baseline <= page.height
        for box in boxes
        for one in box.paragraphs
        for line in one.lines
        for run in line.runs
    )


@PAPERS
@pytest.mark.parametrize("variant", ["notes", "3up", "6up", "onepage", "cards"])
def test_every_variant_has_one_tree_and_stays_on_its_paper(variant: str, paper: str) -> None:
    scene = hand_out(SOURCE, variant, paper).printed
    tags_of(scene)
    seen: set[TagId] = set()
    for tag in scene.tags:
        assert tag.id.parent in seen if seen else tag.id.parent is None
        seen.add(tag.id)
    used = {one.tag for page in scene.pages for one in paragraphs_on(page)} - {None}
    used |= {group.tag for page in scene.pages for group in _groups(page)}
    assert used <= seen
    leaves = {tag.id for tag in scene.tags} - {tag.id.parent for tag in scene.tags}
    assert leaves <= used | {tag.id for tag in scene.tags if tag.role is Role.LABEL}
    assert all(_inside(page) for page in scene.pages)
    first = next(tag for tag in scene.tags if tag.role.value.startswith("H"))
    assert first.role is Role.HEADING_1


@PAPERS
def test_a_notes_page_shows_its_slide_above_every_word_of_its_notes(paper: str) -> None:
    products = hand_out(SOURCE, "notes", paper)
    scene = products.printed
    shown_slides = [one for one in enumerate(products.deck.pages, 1) if one[1].layout not in {"title", "overview"}]
    assert len(scene.pages) == len(shown_slides)
    for (number, slide), page in zip(shown_slides, scene.pages, strict=True):
        (group,) = _groups(page)
        assert group.scale == pytest.approx(group.frame.width / slide.width)
        for at, note in enumerate(slide.notes, 1):
            assert words_in(scene, f"slide.{number}.note.{at}") == "".join(run.text for run in note.runs).strip()
        notes = [line.baseline for one in paragraphs_on(page) if ".note." in str(one.tag) for line in one.lines]
        assert min(notes) > group.frame.bottom
        assert (
            max(
                line.runs[-1].x + line.runs[-1].width
                for one in paragraphs_on(page)
                if ".note." in str(one.tag)
                for line in one.lines
            )
            <= group.frame.right
        )


def test_notes_are_as_wide_as_their_slide_and_large_enough_to_be_read_from_afar() -> None:
    page = hand_out(LONG, "notes").printed.pages[0]
    (group,) = _groups(page)
    notes = [one for one in paragraphs_on(page) if ".note." in str(one.tag)]
    widest = max(line.runs[-1].x + line.runs[-1].width for one in notes for line in one.lines)
    assert group.frame.right - group.frame.width // 10 < widest <= group.frame.right
    assert {one.runs[0].style.size for one in notes} == {pt(14)}


def test_notes_on_paper_keep_what_stands_above_and_below_the_line() -> None:
    powers = BODY.replace("and ships used it at once.", "and ships carry 10^6^ litres of H~2~O.[^1]")
    scene = hand_out(HEAD + powers + "\n[^1]: Counted by the office.\n", "notes").printed
    runs = [
        run
        for page in scene.pages
        for one in paragraphs_on(page)
        if ".note." in str(one.tag)
        for line in one.lines
        for run in line.runs
    ]
    assert [run.text.strip("\u200c") for run in runs if run.style.rise > 0][:2] == ["6", "1"]
    assert [run.text for run in runs if run.style.rise < 0] == ["2"]


def test_a_marking_stands_on_each_notes_page_once() -> None:
    scene = hand_out(HEAD.replace("---\n", "---\nmarking: DRAFT\n", 1) + BODY, "notes").printed
    for page in scene.pages:
        own = [words for words in texts_on(page) if "DRAFT" in words]
        assert own == ["DRAFT"]


def test_a_cover_that_shows_less_than_its_notes_say_keeps_its_page() -> None:
    long_lead = HEAD + BODY.replace("Two ports reopened", " ".join([PROSE] * 4) + "Two ports reopened")
    products = hand_out(long_lead, "notes")
    assert words_in(products.printed, "slide.1.note.1").startswith("The harbour office counted")


def test_slides_whose_notes_say_no_more_have_no_page() -> None:
    text = HEAD + BODY.replace(" Nobody expects it to close soon.", "").replace("at once.", "at once.[^1]")
    products = hand_out(text + "[^1]: Counted by the office.\n", "notes")
    layouts = [page.layout for page in products.deck.pages]
    assert layouts[:3] == ["title", "actor", "actor"]
    assert layouts[-1] == "emphasis"
    assert [one.text for one in products.printed.bookmarks] == [page.title for page in products.deck.pages[1:3]]


def test_long_notes_continue_on_a_page_of_their_own() -> None:
    products = hand_out(LONG, "notes")
    scene = products.printed
    assert len(scene.pages) > len(products.deck.pages)
    number = [page.key for page in products.deck.pages].index("q1") + 1
    for at, note in enumerate(products.deck.pages[number - 1].notes, 1):
        text = " ".join("".join(run.text for run in note.runs).split())
        assert words_in(scene, f"slide.{number}.note.{at}") == text


@PAPERS
@pytest.mark.parametrize(("variant", "count"), [("3up", 3), ("6up", 6)])
def test_slides_stand_so_many_to_a_sheet_in_their_order_with_lines_for_notes(
    variant: str, count: int, paper: str
) -> None:
    products = hand_out(SOURCE, variant, paper)
    deck, scene = products.deck, products.printed
    shown_groups = [group for page in scene.pages for group in _groups(page)]
    assert [group.name for group in shown_groups] == [f"Slide {at}" for at in range(1, len(deck.pages) + 1)]
    assert [len(_groups(page)) for page in scene.pages[:-1]] == [count] * (len(scene.pages) - 1)
    for page in scene.pages:
        frames = [group.frame for group in _groups(page)]
        assert not any(one.overlaps(other) for at, one in enumerate(frames) for other in frames[at + 1 :])
        lines = [item for item in page.items if isinstance(item, Shape) and item.name.startswith("Line ")]
        assert len(lines) >= 2 * len(frames)
        assert not any(line.frame.overlaps(frame) for line in lines for frame in frames)
        assert not any(line.tag for line in lines)


def test_a_small_slide_says_all_its_words_in_its_alternative_text() -> None:
    products = hand_out(SOURCE, "3up")
    tags = tags_of(products.printed)
    for number, slide in enumerate(products.deck.pages, 1):
        alt = tags[f"slide.{number}.picture"].alt
        for one in paragraphs_on(slide):
            if one.tag:
                assert "".join(run.text for run in one.runs) in alt


def test_a_small_slide_has_neither_links_nor_elements_of_its_own() -> None:
    scene = hand_out(SOURCE, "6up").printed
    for page in scene.pages:
        for group in _groups(page):
            for item in every(group.items):
                assert not getattr(item, "tag", "")
                assert not getattr(item, "target", "")
            for one in paragraphs_on(_as_page(page, group.items)):
                assert not one.tag
                assert not any(run.href or run.target or run.tag for line in one.lines for run in line.runs)


def _as_page(page: Page, items: tuple[Item, ...]) -> Page:
    return Page(page.key, page.width, page.height, items, page.title)


@PAPERS
def test_one_page_holds_masthead_lead_takeaways_and_judgement(paper: str) -> None:
    report = Report()
    scene = hand_out(SOURCE, "onepage", paper, report=report).printed
    assert len(scene.pages) == 1
    text = " ".join(texts_on(scene.pages[0]))
    for words in (
        "Two Ports Reopen",
        "Two ports reopened in the spring after a winter of repairs.",
        "Norway regained its shortest route to the shelf",
        "The alliance welcomed the news",
        "The northern trade is open again",
        "Page 1 of 1",
    ):
        assert words in text
    assert not [one for one in report.findings if one.severity is Severity.ERROR]


def test_one_page_has_the_judgement_first_and_largest_and_points_below_their_takeaway() -> None:
    points = "at once. ==The ice is thinner.== ==The fees are lower.=="
    scene = hand_out(HEAD + BODY.replace("at once.", points), "onepage").printed
    order = [str(one.tag) for one in paragraphs_on(scene.pages[0]) if one.tag]
    assert order.index("judgement.1") < order.index("q1.headline") < order.index("q1.list.1.body")
    assert words_in(scene, "q1.list.2.body") == "The fees are lower"
    sizes = {str(one.tag): one.runs[0].style.size for one in paragraphs_on(scene.pages[0]) if one.tag}
    assert sizes["judgement.1"] > max(size for tag, size in sizes.items() if tag.startswith("q"))
    assert sizes["judgement.1"] >= pt(18)


def test_one_page_of_a_short_text_is_set_large() -> None:
    scene = hand_out(HEAD + BODY, "onepage").printed
    placed = [one for one in paragraphs_on(scene.pages[0]) if str(one.tag).endswith("headline")]
    assert placed[0].runs[0].style.size >= pt(20)
    assert placed[-1].lines[-1].baseline > scene.pages[0].height // 2


def test_the_points_of_a_full_page_are_left_out_before_it_is_refused() -> None:
    points = " ".join(f"=={PROSE.strip().replace('The harbour', f'Point {at}: the harbour')}==" for at in range(30))
    report = Report()
    scene = hand_out(HEAD + BODY.replace("and ships used it at once.", points), "onepage", report=report).printed
    assert not [one for one in report.findings if one.severity is Severity.ERROR]
    assert "Point 3" not in " ".join(texts_on(scene.pages[0]))
    assert words_in(scene, "q1.headline")
    (found,) = [one for one in report.findings if one.code.number == "BD322"]
    assert "the points of `What did Norway gain?`" in found.message


def test_one_page_keeps_the_points_that_it_has_room_for_and_names_the_others() -> None:
    points = f"=={PROSE.strip()}== " * 4
    asked = [f"\n\n## What is {at}?\n\n==Answer {at} is short.== ==Point {at}.== {points}" for at in range(6)]
    report = Report()
    scene = hand_out(HEAD + BODY + "".join(asked), "onepage", report=report).printed
    (page,) = scene.pages
    (found,) = [one for one in report.findings if one.code.number == "BD322"]
    text = " ".join(texts_on(page))
    kept = [f"Point {at}" in text for at in range(6)]
    assert True in kept
    assert kept == [f"What is {at}?" not in found.message for at in range(6)]
    assert all(f"Answer {at} is short" in text for at in range(6))


def test_one_page_that_is_too_long_is_an_error_that_says_by_how_many_lines() -> None:
    def lines_over(count: int) -> int:
        report = Report()
        text = HEAD + BODY.replace("Two ports reopened", " ".join([PROSE] * count) + "Two ports reopened")
        hand_out(text, "onepage", report=report)
        found = [one for one in report.findings if one.code.number == "BD320"]
        return int(found[0].message.split(" are ")[1].split()[0]) if found else 0

    assert lines_over(1) == 0
    some, more = lines_over(22), lines_over(23)
    assert some > 0
    assert 1 <= more - some <= 5


@PAPERS
def test_cards_stand_four_to_a_sheet_with_headline_points_and_marks_to_cut_along(paper: str) -> None:
    scene = hand_out(SOURCE, "cards", paper).printed
    (page,) = scene.pages
    assert words_in(scene, "q1.headline") == "Norway regained its shortest route to the shelf"
    assert words_in(scene, "q1.question") == "What did Norway gain?"
    assert words_in(scene, "q1.kicker") == "NORWAY"
    assert words_in(scene, "summary.headline") == "The northern trade is open again"
    cuts = [item.frame for item in page.items if isinstance(item, Shape) and item.name.startswith("Cut ")]
    assert len(cuts) == 6
    middle = (page.width // 2, page.height // 2)
    for one in paragraphs_on(page):
        for line in one.lines:
            left, right = line.runs[0].x, line.runs[-1].x + line.runs[-1].width
            assert not left < middle[0] < right, "a line crosses the cut"


@pytest.mark.parametrize("variant", ["notes", "3up", "6up", "onepage", "cards"])
def test_a_briefing_of_thanks_alone_has_a_page_in_every_form(variant: str) -> None:
    scene = hand_out("---\ntitle: Ports\n---\n\n## Thank you {.closing}\n\nGoodbye now.\n", variant).printed
    assert [len(texts_on(page)) > 0 for page in scene.pages] == [True]


def test_several_cards_begin_with_the_title_and_end_with_all_takeaways() -> None:
    asked = "\n\n## What does Norway pay? {actor=norway}\n\n==Norway pays for the ice.== Nobody else does."
    more = f"{asked}\n\n## What does it mean?"
    scene = hand_out(HEAD + BODY.replace("\n\n## What does it mean?", more), "cards").printed
    assert words_in(scene, "opening.headline") == "Two Ports Reopen"
    assert words_in(scene, "opening.text") == "Two ports reopened in the spring after a winter of repairs."
    assert words_in(scene, "glance.list.1.body") == "Norway: Norway regained its shortest route to the shelf"
    assert len(scene.pages) == 2
    flags = [item.name for page in scene.pages for item in page.items if item.name.startswith("Flag ")]
    assert "Flag q1" in flags


def test_ruled_lines_beside_a_slide_end_with_it() -> None:
    page = hand_out(SOURCE, "3up").printed.pages[0]
    (first, *_) = _groups(page)
    lines = [item.frame for item in page.items if item.name.startswith("Line 1.")]
    assert len(lines) >= 7
    assert lines[-1].bottom == pytest.approx(first.frame.bottom, abs=2)


def test_a_cue_too_long_for_its_card_continues_on_the_next_and_loses_nothing() -> None:
    points = " ".join(f"=={PROSE.strip().replace('The harbour', f'Point {at}: the harbour')}==" for at in range(8))
    scene = hand_out(HEAD + BODY.replace("and ships used it at once.", points), "cards").printed
    text = " ".join(text for page in scene.pages for text in texts_on(page))
    for at in range(8):
        assert f"Point {at}: the harbour" in text
    assert "(2/2)" in text or "(2/3)" in text


def test_variants_leave_deck_and_full_handout_as_they_are() -> None:
    full = hand_out(SOURCE)
    for variant in ("notes", "6up", "cards"):
        other = hand_out(SOURCE, variant)
        assert (other.deck, other.handout) == (full.deck, full.handout)


def test_the_first_running_head_of_slides_on_paper_is_the_title_of_the_document() -> None:
    scene: Scene = hand_out(SOURCE, "6up").printed
    assert words_in(scene, "title") == "Two Ports Reopen"
    assert shown(paragraphs_on(scene.pages[0])[0]) == "Two Ports Reopen"
    assert Rect(0, 0, scene.pages[0].width, scene.pages[0].height).contains(scene.pages[0].items[0].frame)


def test_a_card_of_an_actor_without_a_flag_has_its_monogram() -> None:
    scene = hand_out(HEAD.replace("{name: NATO}", "{name: The Alliance}") + BODY, "cards").printed
    plates = [item for page in scene.pages for item in page.items if item.name == "Flag q2"]
    assert [shown(one.paragraphs[0]) for one in plates if isinstance(one, TextBox)] == ["TA"]
