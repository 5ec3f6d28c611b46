"""What pages say around a text, as patterns made of the words in `assets/import`."""

import re

from builder.importing.language_data import pattern

_NETWORKS = (
    "facebook|twitter|x|linkedin|whats ?app|telegram|instagram|youtube|e-?mail|print|copy link|pinterest|reddit|bluesky"
    "|mastodon|threads|pocket|rss|pdf"
)
SHARING = re.compile(rf"(?:(?:{_NETWORKS})\b[\s|/,·•–-]*)+$", re.IGNORECASE)
"""A line of the names of networks, which are the same in all languages."""
AGENCY = re.compile(
    r"(?:[/|©(]\s*|\b(?:foto|photo|bild|image)s?\s*:?\s+)(?:picture[ -]alliance|dpa|reuters|afp|ap photo|epa|imago"
    r"|getty|shutterstock|i ?stock|unsplash|pixabay|wikimedia|depositphotos|adobe ?stock|keystone|ansa|efe|lusa|ntb"
    r"|pap|čtk|mti)\b.{0,60}$",
    re.IGNORECASE,
)
"""The agency behind the words of a caption, which is the same in all languages."""
BUTTON = pattern("button", after=r"\W{0,3}$")
"""The words on a button or of a menu."""
CAPTION = pattern("caption_word", after=r"\s*[:：.©–-]\s*\S|(?:^©)\s*\S")
"""The line under a picture."""
CONTENTS = pattern("contents", after=r"\W*$")
"""The heading of a table of contents."""
ALSO = pattern("also", after=r"\s*[:：–-]?(?P<rest>\s.*|\[.*)?$")
"""What announces links to other pieces."""
REFERENCES = pattern("references", after=r"\s*[:：]?\s*$")
"""The heading of what a text is based on, below its end: it is kept as a section."""
ENDS = pattern("ends", after=r"\s*[:：]?\s*$")
"""The heading of what follows the text: authors, contacts, notes."""
TAGGED = pattern("tagged", after=r"\s*[:：]\s*\S")
"""The line of keywords below a text."""
CONCLUSION = pattern("conclusion", r"(?:[\dIVX]+[.)]\s*)?(?:", r")\s*[:：.]?\s*$")
"""The heading of what a piece concludes."""
CONCLUSION_LABEL = pattern("conclusion", r"(?:", r")(?P<mark>\s*[:：–—]|\.)\s+(?=\S)")
"""The same before the words of the paragraph that concludes."""
SOURCES = pattern("sources", after=r"\s*[:：]?\s*$")
"""The line above the sources of an answer."""
CONTACT = pattern("contact", r"\W*(?:", r")\s*(?:[:：]|\s)\s*(?=.*(?:@|\d{3}))\S.{0,160}$")
"""The line below a text that says whom to ask, with a number or an address."""
PLEA = pattern("plea")
"""How a page opens a line that asks for a subscription or for money."""
ASSENT = pattern("assent", r"\W*(?:", r")\s*[,.!;،。，、—–]")
"""How words open that say yes or no to what is before them."""
COMMENTS = pattern("comments", r"\d{1,4}\s+(?:", r")\W*$")
"""The heading above what readers have written below a text."""
