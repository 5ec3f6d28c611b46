"""Every rule of the project: number, name, usual severity; one page of Markdown beside it explains each.

Numbers follow the flow: BD1xx read, BD2xx resolve, BD3xx plan and layout, BD4xx render and accessibility,
BD5xx package and the edge. A number is never used again for another rule.
"""

from __future__ import annotations

from builder.model.findings import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# read
BAD_FRONT_MATTER = Code("BD101", "bad-front-matter", _E)
UNKNOWN_KEY = Code("BD102", "unknown-key", _E)
WRONG_TYPE = Code("BD103", "wrong-type", _E)
MISSING_FIELD = Code("BD104", "missing-field", _E)
IMPOSSIBLE_DATE = Code("BD105", "impossible-date", _E)
NO_QUESTION = Code("BD106", "no-question", _E)
NO_ANSWER = Code("BD107", "no-answer", _E)
UNCLOSED_HIGHLIGHT = Code("BD108", "unclosed-highlight", _E)
UNCLOSED_FENCE = Code("BD109", "unclosed-fence", _E)
NOT_UNDERSTOOD = Code("BD110", "not-understood", _E)
UNKNOWN_ATTRIBUTE = Code("BD111", "unknown-attribute", _E)
BAD_FOOTNOTE = Code("BD112", "bad-footnote", _E)
BAD_CHART = Code("BD113", "bad-chart", _E)
BAD_ADDRESS = Code("BD114", "bad-address", _E)
NO_ALT_TEXT = Code("BD115", "no-alt-text", _E)
FIGURES_RUN_TOGETHER = Code("BD116", "figures-run-together", _W)
HARD_LINE_BREAK = Code("BD117", "hard-line-break", _W)
EXCESSIVE_MARKUP = Code("BD118", "excessive-markup", _E)
SOURCE_NOT_UTF8 = Code("BD120", "source-not-utf8", _E)
EMPTY_SOURCE = Code("BD121", "empty-source", _E)
BINARY_SOURCE = Code("BD122", "binary-source", _E)
LARGE_SOURCE = Code("BD123", "large-source", _E)
UNREADABLE_SOURCE = Code("BD124", "unreadable-source", _E)
UNKNOWN_FORMAT = Code("BD125", "unknown-format", _E)
BROKEN_DATA = Code("BD126", "broken-data", _E)
REPEATED_KEY = Code("BD127", "repeated-key", _E)
ENCRYPTED_SOURCE = Code("BD140", "encrypted-source", _E)
SCANNED_SOURCE = Code("BD141", "scanned-source", _E)
BROKEN_SOURCE = Code("BD142", "broken-source", _E)
MANY_PAGES = Code("BD143", "many-pages", _E)
PACKED_SOURCE = Code("BD144", "decompression-bomb", _E)
READER_MISSING = Code("BD145", "reader-missing", _E)
FOREIGN_ENTITY = Code("BD146", "foreign-entity", _E)
DRAFT_EXISTS = Code("BD147", "draft-exists", _E)
IMPORT_WORD_LOSS = Code("BD148", "import-word-loss", _W)
SCANNED_PAGE = Code("BD149", "scanned-page", _W)

# resolve
UNKNOWN_ACTOR = Code("BD201", "unknown-actor", _E)
GUESSED_ACTOR = Code("BD202", "guessed-actor", _N)
CHOSEN_POINTS = Code("BD203", "chosen-points", _N)
DATE_DISAGREES = Code("BD204", "date-disagrees", _W)
UNKNOWN_FLAG = Code("BD205", "unknown-flag", _E)
SEVERAL_SUMMARIES = Code("BD206", "several-summaries", _E)
LOST_CAVEAT = Code("BD210", "lost-caveat", _W)
DANGLING_PRONOUN = Code("BD211", "dangling-pronoun", _W)
MID_CLAUSE = Code("BD212", "mid-clause", _W)
GUESSED_SUMMARY = Code("BD213", "guessed-summary", _N)
UNACCOUNTED_SENTENCE = Code("BD221", "unaccounted-sentence", _E)
UNSOURCED_WORDS = Code("BD222", "unsourced-words", _E)
ALTERED_WORDS = Code("BD223", "altered-words", _E)
NO_PDF_READER = Code("BD224", "no-pdf-reader", _E)

# plan and layout
UNKNOWN_THEME = Code("BD301", "unknown-theme", _E)
BAD_THEME = Code("BD302", "bad-theme", _E)
LOW_CONTRAST = Code("BD303", "low-contrast", _E)
MISSING_FONT = Code("BD304", "missing-font", _E)
IMPOSSIBLE_BOX = Code("BD305", "impossible-box", _E)
LONG_TITLE = Code("BD306", "long-title", _E)
MISSING_GLYPH = Code("BD307", "missing-glyph", _E)
NO_LABELS = Code("BD308", "no-labels", _W)
LONG_WORD = Code("BD309", "long-word", _W)
WIDE_TABLE = Code("BD310", "wide-table", _E)
LONG_ONE_PAGE = Code("BD320", "long-one-page", _E)
CROWDED_MAP = Code("BD330", "crowded-map", _N)
CROWDED_CHART = Code("BD331", "crowded-chart", _N)
SMALL_TYPE = Code("BD332", "small-type", _E)
COARSE_PICTURE = Code("BD333", "coarse-picture", _N)

# render and accessibility
IMAGE_MISSING = Code("BD401", "image-missing", _E)
IMAGE_NOT_READABLE = Code("BD402", "image-not-readable", _E)
IMAGE_OUTSIDE = Code("BD403", "image-outside", _E)

# lint of a finished PDF
PDF_UNREADABLE = Code("BD410", "not-a-pdf", _E)
PDF_UNTAGGED = Code("BD411", "untagged-pdf", _E)
PDF_UNMARKED_CONTENT = Code("BD412", "unmarked-content", _E)
PDF_TREE_DISAGREES = Code("BD413", "broken-structure", _E)
PDF_EMPTY_ELEMENT = Code("BD414", "empty-element", _E)
PDF_UNDESCRIBED = Code("BD415", "undescribed-figure", _E)
PDF_HEADING_ORDER = Code("BD416", "heading-order", _E)
PDF_SELF_DESCRIPTION = Code("BD417", "missing-metadata", _E)
PDF_FONT = Code("BD418", "font-not-embedded", _E)

# lint of a finished deck
PPTX_NOT_A_PACKAGE = Code("BD420", "not-a-package", _E)
PPTX_DUPLICATE_PART = Code("BD421", "duplicate-part", _E)
CANNOT_DRAW = Code("BD422", "cannot-draw", _E)
PPTX_UNREADABLE_PART = Code("BD423", "unreadable-part", _E)
PPTX_CONTENT_TYPE = Code("BD424", "wrong-content-type", _E)
PPTX_BROKEN_RELATION = Code("BD425", "broken-relation", _E)
PPTX_ORPHAN_PART = Code("BD426", "orphan-part", _E)
PPTX_PROPERTIES = Code("BD427", "wrong-properties", _E)
PPTX_SLIDE_LIST = Code("BD428", "broken-slide-list", _E)
PPTX_MASTER_LIST = Code("BD429", "broken-master-list", _E)
PPTX_NOTES = Code("BD430", "broken-notes", _E)
PPTX_SECTIONS = Code("BD431", "broken-sections", _E)
PPTX_SHAPE = Code("BD432", "broken-shape", _E)
PPTX_OFF_SLIDE = Code("BD433", "off-slide", _E)
PPTX_TABLE_GRID = Code("BD434", "broken-table", _E)
PPTX_DIRECT_FORMATTING = Code("BD435", "direct-formatting", _E)
PPTX_PLACEHOLDER = Code("BD436", "broken-placeholder", _E)
PPTX_AUTOFIT = Code("BD437", "scaled-text", _E)
PPTX_MEDIA = Code("BD438", "broken-picture", _E)
PPTX_NO_TITLE = Code("BD439", "untitled-slide", _E)
PPTX_SAME_TITLE = Code("BD440", "repeated-title", _E)
PPTX_READING_ORDER = Code("BD441", "reading-order", _E)
PPTX_ALT_TEXT = Code("BD442", "undescribed-shape", _E)
PPTX_TABLE_HEADER = Code("BD443", "table-without-header", _E)
PPTX_LOW_CONTRAST = Code("BD444", "low-contrast-text", _E)
PPTX_NO_LANGUAGE = Code("BD445", "missing-language", _E)
PPTX_SMALL_TEXT = Code("BD446", "small-text", _E)
PPTX_BARE_LINK = Code("BD447", "vague-link", _E)
PPTX_FOREIGN_TRACE = Code("BD448", "leaked-metadata", _E)
PPTX_TEXT_OVERFLOW = Code("BD449", "text-overflow", _E)

# package and the edge
NOT_WRITABLE = Code("BD501", "not-writable", _E)
DISK_FULL = Code("BD502", "disk-full", _E)
NOTHING_TO_BUILD = Code("BD503", "nothing-to-build", _E)
NAME_CLASH = Code("BD504", "name-clash", _E)
BAD_SETTINGS = Code("BD505", "bad-settings", _E)

# machines
WORKER_DIED = Code("BD510", "worker-died", _E)
NO_REVISION = Code("BD511", "no-revision", _E)
NO_CLUSTER = Code("BD512", "no-cluster", _E)
BAD_RECORD = Code("BD520", "bad-record", _E)
CHANGED_FILE = Code("BD521", "changed-file", _E)
MISSING_FILE = Code("BD522", "missing-file", _E)
FOREIGN_FILE = Code("BD523", "foreign-file", _W)
STALE_FILE = Code("BD524", "stale-file", _E)
NO_SOURCE = Code("BD525", "no-source", _W)
OTHER_BYTES = Code("BD526", "other-bytes", _E)

# the living deck
EDITED_PRODUCT = Code("BD530", "edited-product", _E)
FOREIGN_PRODUCT = Code("BD531", "foreign-product", _E)
OPEN_PRODUCT = Code("BD532", "open-product", _E)
UNREADABLE_DECK = Code("BD533", "unreadable-deck", _E)
NO_BASE = Code("BD534", "no-base", _E)
SOURCE_HAS_ERRORS = Code("BD535", "source-has-errors", _E)

CODES: dict[str, Code] = {code.number: code for code in list(globals().values()) if isinstance(code, Code)}
"""Every rule by its number."""

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
