"""Every rule of the project: number, name, usual severity; one page of Markdown beside it explains each.

Numbers follow the flow: BD1xx read, BD2xx resolve, BD3xx plan and layout, BD4xx render and accessibility,
BD5xx package and the edge. A number is never used again for another rule.
"""

from builder.model.findings import Code, Severity

CONTENT, USAGE = 1, 2
"""What the program returns where a rule ends it: the content has errors, or it was called wrongly."""

CODES: dict[str, Code] = {}
"""Every rule by its number."""


def _rule(number: str, name: str, severity: Severity, *, exit_code: int = CONTENT) -> Code:
    """Return a rule that `CODES` lists."""
    if number in CODES:
        raise ValueError(f"two rules have the number {number}")
    CODES[number] = Code(number, name, severity, exit_code)
    return CODES[number]


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# read
BAD_FRONT_MATTER = _rule("BD101", "bad-front-matter", _E)
UNKNOWN_KEY = _rule("BD102", "unknown-key", _E)
WRONG_TYPE = _rule("BD103", "wrong-type", _E)
MISSING_FIELD = _rule("BD104", "missing-field", _E)
IMPOSSIBLE_DATE = _rule("BD105", "impossible-date", _E)
NO_QUESTION = _rule("BD106", "no-question", _E)
NO_ANSWER = _rule("BD107", "no-answer", _E)
UNCLOSED_HIGHLIGHT = _rule("BD108", "unclosed-highlight", _E)
UNCLOSED_FENCE = _rule("BD109", "unclosed-fence", _E)
NOT_UNDERSTOOD = _rule("BD110", "not-understood", _E)
UNKNOWN_ATTRIBUTE = _rule("BD111", "unknown-attribute", _E)
BAD_FOOTNOTE = _rule("BD112", "bad-footnote", _E)
BAD_CHART = _rule("BD113", "bad-chart", _E)
BAD_ADDRESS = _rule("BD114", "bad-address", _E)
NO_ALT_TEXT = _rule("BD115", "no-alt-text", _E)
FIGURES_RUN_TOGETHER = _rule("BD116", "figures-run-together", _W)
HARD_LINE_BREAK = _rule("BD117", "hard-line-break", _W)
EXCESSIVE_MARKUP = _rule("BD118", "excessive-markup", _E)
NOT_FOR_SLIDE_BLOCK = _rule("BD119", "not-for-slide-block", _E)
SOURCE_NOT_UTF8 = _rule("BD120", "source-not-utf8", _E)
EMPTY_SOURCE = _rule("BD121", "empty-source", _E)
BINARY_SOURCE = _rule("BD122", "binary-source", _E)
LARGE_SOURCE = _rule("BD123", "large-source", _E)
UNREADABLE_SOURCE = _rule("BD124", "unreadable-source", _E)
UNKNOWN_FORMAT = _rule("BD125", "unknown-format", _E)
BROKEN_DATA = _rule("BD126", "broken-data", _E)
REPEATED_KEY = _rule("BD127", "repeated-key", _E)
MARK_WITHOUT_EFFECT = _rule("BD128", "mark-without-effect", _W)
SHORT_ROW = _rule("BD129", "short-row", _W)
ENCRYPTED_SOURCE = _rule("BD140", "encrypted-source", _E)
SCANNED_SOURCE = _rule("BD141", "scanned-source", _E)
BROKEN_SOURCE = _rule("BD142", "broken-source", _E)
MANY_PAGES = _rule("BD143", "many-pages", _E)
PACKED_SOURCE = _rule("BD144", "decompression-bomb", _E)
READER_MISSING = _rule("BD145", "reader-missing", _E)
FOREIGN_ENTITY = _rule("BD146", "foreign-entity", _E)
DRAFT_EXISTS = _rule("BD147", "draft-exists", _E, exit_code=USAGE)
IMPORT_WORD_LOSS = _rule("BD148", "import-word-loss", _W)
SCANNED_PAGE = _rule("BD149", "scanned-page", _W)
UNCONFIRMED_GUESS = _rule("BD150", "unconfirmed-guess", _W)
ALREADY_A_BRIEFING = _rule("BD151", "already-a-briefing", _E)
IMPORT_QUESTIONS_MISSED = _rule("BD152", "import-questions-missed", _W)
LONG_NAME = _rule("BD160", "long-name", _E)
SLIDE_NOT_MADE = _rule("BD161", "slide-not-made", _W)
BOLD_QUESTION = _rule("BD162", "bold-question", _W)
LANGUAGE_NOT_NAMED = _rule("BD163", "language-not-named", _W)

# resolve
UNKNOWN_ACTOR = _rule("BD201", "unknown-actor", _E)
GUESSED_ACTOR = _rule("BD202", "guessed-actor", _N)
CHOSEN_POINTS = _rule("BD203", "chosen-points", _N)
DATE_DISAGREES = _rule("BD204", "date-disagrees", _W)
UNKNOWN_FLAG = _rule("BD205", "unknown-flag", _E)
SEVERAL_SUMMARIES = _rule("BD206", "several-summaries", _E)
LIST_LEFT_OUT = _rule("BD207", "list-left-out", _W)
UNUSED_HIGHLIGHTS = _rule("BD208", "unused-highlights", _N)
UNUSED_ACTOR = _rule("BD209", "unused-actor", _N)
LOST_CAVEAT = _rule("BD210", "lost-caveat", _W)
DANGLING_PRONOUN = _rule("BD211", "dangling-pronoun", _W)
MID_CLAUSE = _rule("BD212", "mid-clause", _W)
GUESSED_SUMMARY = _rule("BD213", "guessed-summary", _N)
LONG_QUOTATION = _rule("BD214", "long-quotation", _N)
MOVED_QUESTION = _rule("BD215", "moved-question", _N)
UNACCOUNTED_SENTENCE = _rule("BD221", "unaccounted-sentence", _E)
UNSOURCED_WORDS = _rule("BD222", "unsourced-words", _E)
ALTERED_WORDS = _rule("BD223", "altered-words", _E)
NO_PDF_READER = _rule("BD224", "no-pdf-reader", _E)
ALTERED_CONTENT = _rule("BD225", "altered-content", _E)

# plan and layout
UNKNOWN_THEME = _rule("BD301", "unknown-theme", _E)
BAD_THEME = _rule("BD302", "bad-theme", _E)
LOW_CONTRAST = _rule("BD303", "low-contrast", _E)
MISSING_FONT = _rule("BD304", "missing-font", _E)
IMPOSSIBLE_BOX = _rule("BD305", "impossible-box", _E)
LONG_TITLE = _rule("BD306", "long-title", _E)
MISSING_GLYPH = _rule("BD307", "missing-glyph", _E)
NO_LABELS = _rule("BD308", "no-labels", _W)
LONG_WORD = _rule("BD309", "long-word", _W)
WIDE_TABLE = _rule("BD310", "wide-table", _E)
BAD_MARKING = _rule("BD311", "bad-marking", _E)
PAST_EMBARGO = _rule("BD312", "past-embargo", _W)
WEAK_ACCENT = _rule("BD313", "weak-accent", _W)
FAINT_LOGO = _rule("BD314", "faint-logo", _W)
BAD_LOGO = _rule("BD315", "bad-logo", _E)
LONG_ONE_PAGE = _rule("BD320", "long-one-page", _E)
HANDOUT_TOO_LONG = _rule("BD321", "handout-too-long", _W)
ONE_PAGE_LEFT_OUT = _rule("BD322", "one-page-left-out", _N)
CROWDED_MAP = _rule("BD330", "crowded-map", _N)
CROWDED_CHART = _rule("BD331", "crowded-chart", _N)
BAD_PICTURE_WIDTH = _rule("BD350", "bad-picture-width", _E)
MANY_SLICES = _rule("BD353", "many-slices", _N)
REPEATED_COLOUR = _rule("BD354", "repeated-colour", _W)
LONG_NUMBERS = _rule("BD355", "long-numbers", _N)
SMALL_TYPE = _rule("BD332", "small-type", _E)
COARSE_PICTURE = _rule("BD333", "coarse-picture", _N)
UNREADABLE_TEMPLATE = _rule("BD340", "unreadable-template", _E)
NO_ROOM_ON_TEMPLATE = _rule("BD341", "no-room-on-template", _E)
TEMPLATE_LEFTOVERS = _rule("BD342", "template-leftovers", _W)
CHANGED_TEMPLATE = _rule("BD343", "changed-template", _E)
WIDE_FONT = _rule("BD344", "wide-font", _N)
TEMPLATE_WORDS = _rule("BD345", "template-words", _W)
CLOSING_SLIDE = _rule("BD346", "closing-slide", _E)
LONG_CLOSING = _rule("BD347", "long-closing", _E)
NO_FIGURE = _rule("BD348", "no-figure", _W)
TABLE_IN_ROWS = _rule("BD360", "table-in-rows", _N)
CUT_FOOTER = _rule("BD361", "cut-footer", _N)
LONG_QUESTION = _rule("BD362", "long-question", _N)
CUT_COVER = _rule("BD467", "cut-cover", _N)
TEMPLATE_SHEET = _rule("BD367", "template-sheet", _W)
CLOSED_FONT = _rule("BD452", "closed-font", _W)
TEXT_ON_ART = _rule("BD453", "text-on-art", _W)
NOT_FROM_TEMPLATE = _rule("BD368", "not-from-template", _E)
UNUSED_LAYOUT = _rule("BD369", "unused-layout", _W)
NO_KICKER = _rule("BD370", "no-kicker", _N)

# render and accessibility
IMAGE_MISSING = _rule("BD401", "image-missing", _E)
IMAGE_NOT_READABLE = _rule("BD402", "image-not-readable", _E)
IMAGE_OUTSIDE = _rule("BD403", "image-outside", _E)

# lint of a finished PDF
PDF_UNREADABLE = _rule("BD410", "not-a-pdf", _E)
PDF_UNTAGGED = _rule("BD411", "untagged-pdf", _E)
PDF_UNMARKED_CONTENT = _rule("BD412", "unmarked-content", _E)
PDF_TREE_DISAGREES = _rule("BD413", "broken-structure", _E)
PDF_EMPTY_ELEMENT = _rule("BD414", "empty-element", _E)
PDF_UNDESCRIBED = _rule("BD415", "undescribed-figure", _E)
PDF_HEADING_ORDER = _rule("BD416", "heading-order", _E)
PDF_SELF_DESCRIPTION = _rule("BD417", "missing-metadata", _E)
PDF_FONT = _rule("BD418", "font-not-embedded", _E)
PDF_ACTIVE_CONTENT = _rule("BD451", "active-pdf", _E)

# lint of a finished deck
PPTX_NOT_A_PACKAGE = _rule("BD420", "not-a-package", _E)
PPTX_DUPLICATE_PART = _rule("BD421", "duplicate-part", _E)
CANNOT_DRAW = _rule("BD422", "cannot-draw", _E)
PPTX_UNREADABLE_PART = _rule("BD423", "unreadable-part", _E)
PPTX_CONTENT_TYPE = _rule("BD424", "wrong-content-type", _E)
PPTX_BROKEN_RELATION = _rule("BD425", "broken-relation", _E)
PPTX_ORPHAN_PART = _rule("BD426", "orphan-part", _E)
PPTX_PROPERTIES = _rule("BD427", "wrong-properties", _E)
PPTX_SLIDE_LIST = _rule("BD428", "broken-slide-list", _E)
PPTX_MASTER_LIST = _rule("BD429", "broken-master-list", _E)
PPTX_NOTES = _rule("BD430", "broken-notes", _E)
PPTX_SECTIONS = _rule("BD431", "broken-sections", _E)
PPTX_SHAPE = _rule("BD432", "broken-shape", _E)
PPTX_OFF_SLIDE = _rule("BD433", "off-slide", _E)
PPTX_TABLE_GRID = _rule("BD434", "broken-table", _E)
PPTX_DIRECT_FORMATTING = _rule("BD435", "direct-formatting", _E)
PPTX_PLACEHOLDER = _rule("BD436", "broken-placeholder", _E)
PPTX_AUTOFIT = _rule("BD437", "scaled-text", _E)
PPTX_MEDIA = _rule("BD438", "broken-picture", _E)
PPTX_NO_TITLE = _rule("BD439", "untitled-slide", _E)
PPTX_SAME_TITLE = _rule("BD440", "repeated-title", _E)
PPTX_READING_ORDER = _rule("BD441", "reading-order", _E)
PPTX_ALT_TEXT = _rule("BD442", "undescribed-shape", _E)
PPTX_TABLE_HEADER = _rule("BD443", "table-without-header", _E)
PPTX_LOW_CONTRAST = _rule("BD444", "low-contrast-text", _E)
PPTX_NO_LANGUAGE = _rule("BD445", "missing-language", _E)
PPTX_SMALL_TEXT = _rule("BD446", "small-text", _E)
PPTX_BARE_LINK = _rule("BD447", "vague-link", _E)
PPTX_FOREIGN_TRACE = _rule("BD448", "leaked-metadata", _E)
PPTX_TEXT_OVERFLOW = _rule("BD449", "text-overflow", _E)
PPTX_ACTIVE_CONTENT = _rule("BD450", "active-deck", _E)

# package and the edge
NOT_WRITABLE = _rule("BD501", "not-writable", _E)
DISK_FULL = _rule("BD502", "disk-full", _E)
NOTHING_TO_BUILD = _rule("BD503", "nothing-to-build", _E, exit_code=USAGE)
NAME_CLASH = _rule("BD504", "name-clash", _E)
BAD_SETTINGS = _rule("BD505", "bad-settings", _E, exit_code=USAGE)

# machines
NEVER_BUILT = _rule("BD506", "never-built", _E)
NOTHING_RECORDED = _rule("BD507", "nothing-recorded", _E)
UNRECORDED_PRODUCT = _rule("BD508", "unrecorded-product", _E)
OUTPUT_LOST = _rule("BD509", "output-lost", _E)
WORKER_DIED = _rule("BD510", "worker-died", _E)
NO_REVISION = _rule("BD511", "no-revision", _E, exit_code=USAGE)
NO_CLUSTER = _rule("BD512", "no-cluster", _E, exit_code=USAGE)
UNASKED_ANSWER = _rule("BD513", "unasked-answer", _E)
KEPT_PRODUCT = _rule("BD514", "kept-product", _W)
BAD_RECORD = _rule("BD520", "bad-record", _E)
CHANGED_FILE = _rule("BD521", "changed-file", _E)
MISSING_FILE = _rule("BD522", "missing-file", _E)
FOREIGN_FILE = _rule("BD523", "foreign-file", _W)
STALE_FILE = _rule("BD524", "stale-file", _E)
NO_SOURCE = _rule("BD525", "no-source", _W, exit_code=USAGE)
OTHER_BYTES = _rule("BD526", "other-bytes", _E)

# the living deck
EDITED_PRODUCT = _rule("BD530", "edited-product", _E)
FOREIGN_PRODUCT = _rule("BD531", "foreign-product", _E)
OPEN_PRODUCT = _rule("BD532", "open-product", _E)
UNREADABLE_DECK = _rule("BD533", "unreadable-deck", _E)
NO_BASE = _rule("BD534", "no-base", _E)
SOURCE_HAS_ERRORS = _rule("BD535", "source-has-errors", _E)
UNPLACED_EDIT = _rule("BD536", "unplaced-edit", _W)
BAD_EDITS = _rule("BD537", "bad-edits", _E)
UNDESCRIBED_EDIT = _rule("BD538", "undescribed-edit", _W)
UNSOUND_EDIT = _rule("BD539", "unsound-edit", _W)

FORMER_NAMES: dict[str, str] = {
    "packed-source": "BD144",
    "words-adrift": "BD148",
    "silent-file": "BD417",
    "loose-font": "BD418",
    "local-look": "BD435",
    "faint-words": "BD444",
    "words-without-language": "BD445",
    "small-words": "BD446",
    "foreign-trace": "BD448",
}
"""Names that rules had in 0.1, still accepted in settings and by `explain` until 0.3."""
