"""What tells languages apart, and the words by which each one asks: plain data."""

from __future__ import annotations

import re
from collections import Counter

FREQUENT: dict[str, str] = {
    "en": "the of and to in is that for with on as are was by be it this not have from which its has at an will",
    "de": "der die und das ist nicht den zu ein von mit sich auf für dem des eine auch im wird werden sind als oder wie",
    "fr": "le la les de des et est un une que pour dans du qui ne pas sur vous au avec par plus ce sont ou cette",
    "es": "el la los las de que y en un una por con para es del se no su al lo como más este qué está sobre",
    "pt": "o a os as de que e em um uma para com não é do da dos das no na por mais se ao são como",
    "it": "il la i le di che e un una per con non è del della dei in si al sono come più gli nel ha questo",
    "pl": "i w na z do się nie że jest to o jak co dla po przez oraz od są czy przy tym jego które który za",
    "nl": "de het een en van in is dat op te zijn voor met niet aan er ook als door naar bij wordt deze worden",
    "cs": "a v na se je že z do s pro to o jako i by za ve jsou ale při podle nebo která který jeho od k",
    "uk": "і в на що не з до та є за у як це для його від про або які який також при яка щодо було може",
    "ru": "и в на что не с по к как это для от из его о за или при также который были они еще все был есть",
    "el": "και το να του η της με που των από για την στο θα οι τα δεν είναι στην ο τις στη τους ως",
    "tr": "ve bir bu için ile da de olarak daha çok gibi olan ne kadar sonra değil mı mi var en",
    "ro": "și de în la a cu nu pe că este din pentru care mai un o se sunt ce fi au prin sau",
    "hu": "a az és hogy nem is egy meg ez de van volt csak már mint vagy el ki mi azt",
    "sv": "och i att det som en på är av för med till den har de inte om ett var vid kan från",
    "lt": "ir į kad iš su yra ne tai kaip bet ar buvo jo apie nuo dėl per bus",
}
"""Words that nearly every text in a language holds."""

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[぀-ヿ]"),
    ("ko", r"[가-힯]"),
    ("zh", r"[一-鿿]"),
    ("ar", r"[ء-ي]"),
    ("he", r"[א-ת]"),
    ("hi", r"[ऀ-ॿ]"),
    ("th", r"[ก-๛]"),
    ("ka", r"[ა-ჿ]"),
    ("hy", r"[Ա-֏]"),
)

ASKING: dict[str, str] = {
    "en": "what why how who whom whose when where which is are was were do does did can could will would should has "
    "have may must am",
    "de": "was warum wie wer wem wen wessen wann wo welche welcher welches welchen wieso weshalb wofür wozu womit "
    "woher wohin worum gibt ist sind war kann können wird werden soll sollte muss darf hat haben",
    "fr": "que qu'est-ce quoi pourquoi comment qui quand où quel quelle quels quelles combien est-ce puis-je "
    "peut-on faut-il dois-je existe-t-il y a-t-il",
    "es": "qué por cómo quién quiénes cuándo dónde cuál cuáles cuánto cuántos cuánta",
    "pt": "que quê porque por como quem quando onde qual quais quanto quantos",
    "it": "che cosa cos'è perché come chi quando dove quale quali quanto quanti",
    "pl": "co dlaczego jak kto kogo komu kiedy gdzie jaki jaka jakie jakich jakimi czy ile skąd dokąd czym czego który "
    "która które",
    "nl": "wat waarom hoe wie wanneer waar welke welk hoeveel",
    "cs": "co proč jak kdo kdy kde jaký jaká jaké kolik který která které",
    "uk": "що чому як хто кого кому коли де який яка яке які якою чи скільки навіщо чим чого звідки",
    "ru": "что почему как кто кого кому когда где какой какая какое какие ли сколько зачем чем чего откуда",
    "el": "τι γιατί πώς ποιος ποια ποιο ποιοι πότε πού πόσο",
    "ar": "ما ماذا لماذا كيف من متى أين هل كم أي لمن بماذا",
    "ja": "なぜ 何 どう どの いつ 誰 どこ",
    "zh": "为什么 什么 如何 怎么 谁 何时 哪里 哪些 是否",
}
"""Words that begin a question."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAMPLE = 60_000
"""Letters of a text that are enough to know its language."""


def language_of(text: str) -> tuple[str, float]:
    """Return the language of `text` (BCP 47) and the share of its words that speak for it, 0 where none does."""
    sample = text[:_SAMPLE]
    letters = sum(letter.isalpha() for letter in sample) or 1
    for lang, pattern in _SCRIPTS:
        share = len(re.findall(pattern, sample)) / letters
        if share > (0.05 if lang == "ja" else 0.3):
            return _arabic(sample) if lang == "ar" else lang, share
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values()) or 1
    scores = {lang: sum(words[word] for word in set(known.split())) / total for lang, known in FREQUENT.items()}
    best = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    return (best, scores[best]) if scores[best] > 0 else ("en", 0.0)


def asks(text: str, lang: str) -> bool:
    """Return whether `text` begins as a question does in `lang`."""
    first = re.match(r"[\W\d_]*([^\W\d_]+(?:['’-][^\W\d_]+)*)", text)
    known = ASKING.get(lang.split("-", maxsplit=1)[0], ASKING["en"]).split()
    if lang.startswith(("ja", "zh")):
        return any(word in text for word in known)
    return bool(first) and first[1].lower().replace("’", "'") in known


def _arabic(sample: str) -> str:
    return "fa" if len(re.findall(r"[پچژگی]", sample)) > len(re.findall(r"[ةيى]", sample)) else "ar"
