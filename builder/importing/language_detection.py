"""What tells languages apart, and the words by which each one asks: plain data."""

from __future__ import annotations

import re
from collections import Counter

FREQUENT: dict[str, str] = {
    "en": "the of and to in is that for with on as are was by be it this not have from which its has at an will",
    "de": "der die und das ist nicht den zu ein von mit sich auf für dem des eine auch im wird werden sind als "
    "oder wie",
    "fr": "le la les de des et est un une que pour dans du qui ne pas sur vous au avec par plus ce sont ou cette",
    "es": "el la los las de que y en un una por con para es del se no su al lo como más este qué está sobre",
    "pt": "o a os as de que e em um uma para com não é do da dos das no na por mais se ao são como",
    "it": "il la i le di che e un una per con non è del della dei in si al sono come più gli nel ha questo",
    "pl": "i w na z do się nie że jest to o jak co dla po przez oraz od są czy przy tym jego które który za",
    "nl": "de het een en van in is dat op te zijn voor met niet aan er ook als door naar bij wordt deze worden",
    "cs": "a v na se je že z do s pro to o jako i by za ve jsou ale při podle nebo která který jeho od k",
    "sk": "a v na sa je že z do s pre to o ako aj by za vo sú ale pri podľa alebo ktorá ktorý jeho od k",
    "sl": "in v na se je da za z s so pa ki po bi kot tudi ne ni bo ali o od iz do zaradi lahko",
    "hr": "i u na se je da za s su od koji koja o ne što kao iz po bi ili te nije će može biti do prema",
    "sr": "и у на се је да за са су од који која о не што као из по би или није ће може бити до према",
    "bg": "и в на се е да за с са от който която о не че като из по би или ще може до при към това",
    "mk": "и во на се е да за со од кој која не што како или ќе може до при беше овој ова",
    "uk": "і в на що не з до та є за у як це для його від про або які який також при яка щодо було може",
    "be": "і ў на што не з да гэта за як для яго ад пра або якія які таксама пры была можа",
    "ru": "и в на что не с по к как это для от из его о за или при также который были они еще все был есть",
    "el": "και το να του η της με που των από για την στο θα οι τα δεν είναι στην ο τις στη τους ως",
    "tr": "ve bir bu için ile da de olarak daha çok gibi olan ne kadar sonra değil mı mi var en",
    "ro": "și de în la a cu nu pe că este din pentru care mai un o se sunt ce fi au prin sau",
    "hu": "a az és hogy nem is egy meg ez de van volt csak már mint vagy el ki mi azt",
    "sv": "och i att det som en på är av för med till den har de inte om ett var vid kan från",
    "da": "og i at det som en på er af for med til den har de ikke om et var ved kan fra blev hvad",
    "nb": "og i at det som en på er av for med til den har de ikke om et var ved kan fra ble hva",
    "fi": "ja on ei se että oli hän ovat mutta joka kun myös tai sekä kuin mitä voi olla jos niin",
    "et": "ja on ei see et oli ta aga mis kui ka või ning seda mida saab olla selle",
    "lv": "un ir no uz ar par ka nav tas kas bet vai arī pēc tiek lai to kā var būt",
    "lt": "ir į kad iš su yra ne tai kaip bet ar buvo jo apie nuo dėl per bus",
    "sq": "dhe në të e një për me që nga është si nuk do ka janë ky kjo duhet se më",
    "id": "yang dan di untuk dengan pada tidak ini dari dalam adalah akan oleh itu dapat sebagai apa",
    "vi": "và của là có được cho không trong với các những một để này khi từ về",
    "ca": "el la els les de que i en un una per amb és del no es al com més aquest què sobre seva",
    "ga": "agus an na ar go is ní do ag leis tá seo a bhfuil sé i le nach bhí as",
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

_OWN_LETTERS: dict[str, str] = {
    "ru": "ыэъ", "uk": "іїєґ", "be": "ўі", "sr": "ђћљњ", "mk": "ѓќѕ", "bg": "ъ",
    "pl": "łżśń", "cs": "řěů", "sk": "ľĺŕô", "hu": "őű", "ro": "șțşţ", "pt": "ãõ", "es": "ñ¿", "de": "ß", "da": "ø",
    "nb": "ø", "tr": "ğış", "lt": "ųėį", "lv": "ķļņģ", "hr": "đ", "sq": "ë",
}  # fmt: skip
"""Letters that few other languages have."""

ASKING: dict[str, str] = {
    "en": "what why how who whom whose when where which is are was were do does did can could will would should "
    "has have may must am isn't aren't doesn't don't won't",
    "de": "was warum wie wer wem wen wessen wann wo welche welcher welches welchen welchem wieso weshalb wofür "
    "wozu womit woher wohin worum worauf inwieweit gibt ist sind war kann können kannst wird werden soll "
    "sollte muss müssen darf dürfen hat haben haftet gilt bin bekomme bekommen brauche brauchen",
    "fr": "que qu'est-ce qu'est quoi pourquoi comment qui quand où quel quelle quels quelles combien est-ce "
    "puis-je peut-on faut-il dois-je existe-t-il y-a-t-il à suis-je ai-je doit-on va-t-on",
    "es": "qué por cómo quién quiénes cuándo dónde cuál cuáles cuánto cuántos cuánta cuántas puedo puede existe es hay",
    "pt": "que quê porque porquê por como quem quando onde qual quais quanto quantos quantas posso pode é existe há o",
    "it": "che cosa cos'è perché come chi quando dove quale quali qual quanto quanti quante posso può è ci",
    "pl": "co dlaczego jak kto kogo komu kiedy gdzie jaki jaka jakie jakich jakimi jaką czy ile skąd dokąd czym "
    "czego który która które których po",
    "nl": "wat waarom hoe wie wanneer waar welke welk hoeveel is zijn kan kunnen mag moet geldt wordt worden "
    "heeft hebben krijg krijgen ben",
    "cs": "co proč jak kdo kdy kde jaký jaká jaké kolik který která které koho komu čeho je jsou může mohu musím",
    "sk": "čo prečo ako kto kedy kde aký aká aké koľko ktorý ktorá ktoré koho komu je sú môže môžem musím",
    "sl": "kaj zakaj kako kdo kdaj kje kateri katera katero koliko ali komu koga",
    "hr": "što zašto kako tko kada gdje koji koja koje koliko je li mogu može kome koga",
    "sr": "шта зашто како ко када где који која које колико да ли је кога коме",
    "bg": "какво защо как кой кога къде коя кое кои колко ли има може",
    "mk": "што зошто како кој кога каде која кое кои колку дали",
    "uk": "що чому як хто кого кому коли де який яка яке які яких якою чи скільки навіщо чим чого звідки куди",
    "be": "што чаму як хто каго калі дзе які якая якое якія ці колькі",
    "ru": "что почему как кто кого кому когда где какой какая какое какие каких ли сколько зачем чем чего "
    "откуда куда можно нужно",
    "el": "τι γιατί πώς πως ποιος ποια ποιο ποιοι ποιες πότε πού πόσο πόσα πόσοι μπορώ είναι θα",
    "tr": "ne neden niçin nasıl kim kime zaman nerede hangi kaç mı mi",
    "ro": "ce de cum cine când unde care cât câți câte pot este",
    "hu": "mi miért hogyan ki kit kinek mikor hol melyik milyen mennyi hány mit",
    "sv": "vad varför hur vem vilka vilken vilket när var kan ska är får måste gäller",
    "da": "hvad hvorfor hvordan hvem hvilke hvilken hvilket hvornår hvor kan skal er må gælder",
    "nb": "hva hvorfor hvordan hvem hvilke hvilken hvilket når hvor kan skal er må gjelder",
    "fi": "mikä mitä miksi miten kuka ketä milloin missä kuinka onko voiko voinko saako pitääkö",
    "et": "mis miks kuidas kes millal kus milline kui kas mida",
    "lv": "kas kāpēc kā kad kur kurš kura cik vai",
    "lt": "kas kodėl kaip kada kur kuris kuri kiek ar ką",
    "sq": "çfarë pse si kush kur ku cili cila sa a",
    "id": "apa mengapa kenapa bagaimana siapa kapan di mana berapa apakah",
    "vi": "tại sao làm ai khi nào ở đâu bao có",
    "ca": "què per com qui quan on quin quina quins quines quant puc",
    "ar": "ما ماذا لماذا كيف من متى أين هل كم أي لمن بماذا وماذا وهل وكيف ولماذا وما",
    "fa": "چه چرا چگونه کی کجا آیا کدام چند",
    "he": "מה למה מדוע איך כיצד מי מתי היכן איפה האם כמה איזה",
    "hi": "क्या क्यों कैसे कौन कब कहाँ कितना कितने",
    "ja": "なぜ 何 どう どの いつ 誰 どこ どれ いくら か？",
    "zh": "为什么 什么 如何 怎么 谁 何时 哪里 哪些 是否 吗 多少 為什麼 什麼 誰 何時 哪裡 嗎",
    "ko": "왜 무엇 어떻게 누가 누구 언제 어디 어느 얼마",
}
"""Words that begin a question."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIRST = re.compile(r"[\W\d_]*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_SAMPLE = 60_000
"""Characters of a text that are enough to know its language."""


def language_of(text: str) -> tuple[str, float]:
    """Return the language of `text` (BCP 47) and the share of its words that speak for it, 0 where none does."""
    sample = text[:_SAMPLE]
    letters = sum(letter.isalpha() for letter in sample) or 1
    for lang, pattern in _SCRIPTS:
        share = len(re.findall(pattern, sample)) / letters
        if share > (0.05 if lang == "ja" else 0.3):
            return _arabic(sample) if lang == "ar" else lang, share
    words = Counter(word.lower() for word in _WORD.findall(sample) if len(word) > 1 or word.islower())
    total = sum(words.values()) or 1
    scores = {lang: sum(words[word] for word in set(known.split())) / total for lang, known in FREQUENT.items()}
    for lang, own in _OWN_LETTERS.items():
        scores[lang] += min(0.15, 2 * sum(sample.count(letter) for letter in own) / letters)
    best = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    return (best, scores[best]) if scores[best] > 0 else ("en", 0.0)


def asks(text: str, lang: str) -> bool:
    """Return whether `text` begins as a question does in `lang`; any text does in a language that is not known here."""
    known = ASKING.get(lang.split("-", maxsplit=1)[0], "").split()
    if lang.startswith(("ja", "zh", "ko")):
        return any(word in text for word in known)
    first = _FIRST.match(text)
    return first is not None and (not known or first[1].lower().replace("’", "'") in known)


def _arabic(sample: str) -> str:
    return "fa" if len(re.findall(r"[پچژگی]", sample)) > len(re.findall(r"[ةيى]", sample)) else "ar"
