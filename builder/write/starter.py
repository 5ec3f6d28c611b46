"""Print a commented source to start from."""

from __future__ import annotations

import json

_STARTER = """\
---
# What you write here is printed on the title slide and at the top of the handout. Lines that begin with # are comments.
title: {title}
# subtitle: One line below the title
# series: PISM Spotlight
# number: 1/2026
# date: 2026-01-31
# authors: [First Author, Second Author]
# publisher: {{name: The Institute, imprint: "Street, town; ISSN", url: "https://example.org"}}
lang: {lang}
# url: https://example.org/the-same-text-online
# Whom the answers are about. `flag` is the two-letter code of a country; leave it out and a monogram is drawn.
actors:
  poland: {{name: Poland, flag: pl, aliases: [Warsaw, Polish]}}
  nato: {{name: NATO, aliases: [the Alliance]}}
---

<!-- Everything before the first question is the lead. A comment like this one is printed nowhere. -->

Say in two or three sentences what happened and why it matters.

## What does Poland want? {{actor=poland}}

<!-- Put two equal signs around what the slide should say: the first highlight becomes its title, the others its points.
     The words stay in the text, and the slide cannot say anything else. -->

==Poland wants this sentence to be the headline of its slide==, which is why it is between two pairs of equal signs.
The rest of the answer is printed in full in the handout and in the speaker notes. ==A second highlight becomes a point
below the headline.== Write *emphasis*, **strong words**, [links](https://example.org) and footnotes[^1] as usual.

## What will NATO do? {{actor=nato}}

==NATO has no flag here, so its slide shows a monogram.== Lists, tables and charts are printed too:

- Put one thought into each item.
- Give a table a heading for each column.

| Year | Members |
| ---- | ------: |
| 1999 | 19      |
| 2024 | 32      |

: Members of the Alliance

<!-- A chart has `kind: bar`, `stacked` (bars on top of each other), `line` or `pie`. Numbers have a decimal point;
     leave a cell empty where there is no data. -->

```chart
kind: bar
title: The Alliance has grown
source: Write here where the numbers come from.

| Year | Members |
| 1949 | 12      |
| 1999 | 19      |
| 2024 | 32      |
```

## What follows from this? {{.summary}}

The question marked with `.summary` closes the briefing. ==The last highlights go on the summary slide.==

[^1]: A footnote can be anywhere below; it begins with its label.
"""


def starter_of(title: str, lang: str) -> str:
    """Return a whole source called `title` in the language `lang` whose comments explain the format."""
    return _STARTER.format(title=json.dumps(title.strip(), ensure_ascii=False), lang=lang)
