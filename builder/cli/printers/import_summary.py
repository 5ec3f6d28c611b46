"""What the terminal says of an imported draft: what it holds, and what to look at first."""

from pathlib import Path

from builder.importing import ImportedDraft

_MOST_LOOKS = 12
_NO_ALT_TEXT = "has no alt text"
"""What is said of each picture in the draft, and once in the terminal."""
_RANKS = ("contradicts", "look here first", "section asks nothing", "left out", "check it", "")
"""Words of remarks, those that most need a look first."""


def summary_of(imported: ImportedDraft, output: Path) -> list[str]:
    """Return the lines that summarise the draft for its reviewer and say what to check first."""
    raw, draft = imported.raw, imported.draft
    sure = f", {raw.lang_confidence:.0%} of its words confirm it" if raw.lang_source == "detected" else ""
    sections = sum(one.section for one in draft.passages)
    lines = [
        f"{output.as_posix()}: {draft.fields.title}",
        f"  language   {draft.fields.lang} ({raw.lang_source}{sure})" + (f", {raw.encoding}" if raw.encoding else ""),
        f"  authors    {', '.join(one.name for one in draft.fields.authors) or 'none found'}",
        f"  date       {draft.fields.date or 'none found'}",
        f"  questions  {len(draft.passages) - sections}",
        *([f"  sections   {sections} that ask nothing"] if sections else []),
        f"  actors     {_actors(imported)}",
        *([f"  pictures   {len(imported.pictures)}"] if imported.pictures else []),
        f"  words      {imported.kept} kept, {imported.removed} left out (listed at the end of the draft)",
    ]
    looks = _looks(imported)
    if looks:
        lines += ["check first:", *(f"  {output.name}:{line}: {text}" for line, text in looks[:_MOST_LOOKS])]
    if len(looks) > _MOST_LOOKS:
        lines.append(f"  and {len(looks) - _MOST_LOOKS} more remarks in the file")
    return lines


def _actors(imported: ImportedDraft) -> str:
    draft = imported.draft
    named = {actor.id: actor.name for actor in draft.fields.actors}
    about = dict.fromkeys(named.get(one.actors[0][0], one.actors[0][0]) for one in draft.passages if one.actors)
    return ", ".join(about) if about else "none found"


def _looks(imported: ImportedDraft) -> list[tuple[int, str]]:
    """Return the remarks of the draft, each with its first line: contradictions and doubts go before sure guesses.

    Pictures without an alternative text share one line.
    """
    said = {" ".join(text.split()) for _, text in imported.draft.comments}
    found: dict[str, int] = {}
    for number, line in enumerate(imported.text.splitlines(), 1):
        text = line.removeprefix("# ").removeprefix("<!-- ").removesuffix(" -->").strip()
        if text in said and line != text:
            found.setdefault(text, number)
    ranked = sorted(found.items(), key=lambda one: (next(n for n, word in enumerate(_RANKS) if word in one[0]), one[1]))
    undescribed = [(number, text) for text, number in ranked if _NO_ALT_TEXT in text]
    looks = [(number, text) for text, number in ranked if _NO_ALT_TEXT not in text]
    if len(undescribed) > 1:
        more = f"{undescribed[0][1]} (and {len(undescribed) - 1} more pictures)"
        undescribed = [(undescribed[0][0], more)]
    return [*looks[: _MOST_LOOKS - 1], *undescribed, *looks[_MOST_LOOKS - 1 :]]
