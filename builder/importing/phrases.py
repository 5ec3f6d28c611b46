"""What pages say in many languages around a text: plain data, one line a language, joined to patterns."""

from __future__ import annotations

import re

_NETWORKS = (
    "facebook|twitter|x|linkedin|whats ?app|telegram|instagram|youtube|e-?mail|print|copy link|pinterest|reddit|bluesky"
    "|mastodon|threads|pocket|rss|pdf"
)
_BUTTONS = (
    r"share(?: (?:this|on|via)\b.{0,40})?|tweet(?: this)?|print(?: this)?(?: page)?|back to (?:the )?top|top",
    r"read more\W*|skip to .{0,30}|subscribe\b.{0,60}|sign up\b.{0,60}",
    r"follow us\b.{0,40}|menu|search|home|log ?in",
    r"download(?: (?:the )?(?:pdf|publication|document))?|cookie.{0,60}",
    r"accept(?: all)?(?: cookies)?|advertisement",
    r"continue reading\W*|comments?|copy link|leave a (?:comment|reply)",
    r"show (?:more|all)|expand all|collapse all",
    r"teilen|drucken|nach oben|zum seitenanfang|mehr (?:lesen|erfahren|anzeigen)\W*|weiterlesen\W*|anzeige",
    r"zum inhalt springen|artikel teilen|seite (?:teilen|drucken)|alle (?:öffnen|schließen)|auf \w+ teilen",
    r"partager(?: .{0,40})?|imprimer|haut de page|retour en haut(?: de page)?",
    r"lire la suite\W*|en savoir plus\W*",
    r"s['’]abonner|télécharger(?: .{0,30})?|accueil|tout déplier|aller au contenu",
    r"udostępnij(?: .{0,30})?|drukuj|do góry|czytaj (?:więcej|dalej)\W*|podziel się|pobierz(?: pdf)?",
    r"zapisz się.{0,40}",
    r"reklama|strona główna|przejdź do treści|powrót",
    r"compartir(?: .{0,30})?|imprimir|leer más\W*|volver arriba|suscríbete.{0,40}|descargar(?: pdf)?|inicio",
    r"partilhar(?: .{0,30})?|compartilhar(?: .{0,30})?|ler mais\W*|leia mais\W*|voltar ao topo|início",
    r"baixar(?: pdf)?",
    r"condividi(?: .{0,30})?|stampa|leggi (?:di più|tutto)\W*|torna su|iscriviti.{0,40}|scarica(?: pdf)?",
    r"delen|deel (?:dit|op) .{0,30}|afdrukken|lees (?:meer|verder)\W*|terug naar boven|naar boven",
    r"sdílet(?: .{0,30})?|vytisknout|číst dál\W*|nahoru|zdieľať|dela(?: .{0,30})?|skriv ut|läs mer\W*",
    r"del på .{0,30}",
    r"поділитися(?: .{0,30})?|друк(?:увати)?|читати далі\W*|вгору|підписатися.{0,40}",
    r"завантажити(?: pdf)?|головна",
    r"поделиться(?: .{0,30})?|печать|читать далее\W*|наверх|подписаться.{0,40}|скачать(?: pdf)?|главная",
    r"κοινοποίηση|εκτύπωση|διαβάστε περισσότερα\W*|paylaş|yazdır|devamını oku\W*",
    r"distribuie|megosztás|nyomtatás",
    r"شارك(?: .{0,30})?|طباعة|اقرأ المزيد\W*|مشاركة|العودة إلى الأعلى|تحميل|הדפסה|שיתוף",
    r"シェア(?:する)?|印刷(?:する)?|トップへ戻る|ページトップへ|分享(?:到.{0,10})?|返回顶部|打印|공유|인쇄",
)
_CAPTIONS = (
    r"photo|image|picture|credit|source|fig(?:ure|\.)?\s?\d+|foto|bild|abb(?:ildung|\.)?\s?\d+|quelle",
    r"crédits?(?: photo)?",
    r"map|chart|graph(?:ic)?|illustration|karte|grafik|carte|graphique|mapa|wykres",
    r"gráfico|mappa|grafico|карта|графік",
    r"photographie|légende|fot\.|zdjęcie|źródło|ryc\.\s?\d*|rys\.\s?\d*|fuente|imagen|imagem|фото|джерело",
    r"рис\.\s?\d*",
    r"fonte|immagine|obr(?:ázek|\.)\s?\d*|zdroj|εικόνα|fotoğraf|صورة|المصدر|تصوير|写真|出典|图片|来源|사진",
)
_CONTENTS = (
    r"(?:table of )?contents|in this (?:article|page|piece|section)|on this page",
    r"page contents|jump to|quick links",
    r"inhalt(?:sverzeichnis|sübersicht)?|auf dieser seite|in diesem artikel|sommaire|table des matières",
    r"au sommaire",
    r"sur cette page|dans cet article|spis treści|na tej stronie|w tym artykule|índice|contenidos?",
    r"en est[ea] (?:artículo|página)",
    r"nest[ea] (?:artigo|página)|conteúdo|indice|sommario|in questa pagina|in questo articolo|зміст",
    r"на цій сторінці|у цій статті",
    r"содержание|на этой странице|оглавление|obsah|v tomto článku|innehåll|indhold|innhold|inhoud(?:sopgave)?",
    r"op deze pagina",
    r"περιεχόμενα|içindekiler|cuprins|tartalom|sisällys|المحتويات|جدول المحتويات|الفهرس|في هذه الصفحة",
    r"תוכן העניינים|目次|目录|目錄|목차",
)
_ALSO = (
    r"(?:read|see|you may) also(?: like)?",
    r"related(?: (?:articles?|topics?|links?|posts?|content|documents?|information|questions?))?",
    r"more (?:on this|from .{2,30})|further reading|recommended|siehe auch|lesen sie auch|mehr zum thema",
    r"weitere artikel|verwandte \w+",
    r"lire aussi|à lire aussi|voir aussi|sur le même sujet|articles? liés?|czytaj (?:też|także|również)",
    r"zobacz (?:też|także|również)",
    r"przeczytaj (?:też|także|również)|powiązane(?: artykuły)?|lea también|lee también|ver también",
    r"también te puede interesar",
    r"artículos relacionados|leia também|leia mais|veja também|artigos relacionados|leggi anche|vedi anche",
    r"articoli correlati",
    r"lees ook|zie ook|gerelateerd|čtěte také|čítajte tiež|související(?: články)?|läs också|les også|læs også",
    r"lue myös",
    r"читайте також|дивіться також|за темою|читайте также|смотрите также|по теме|διαβάστε επίσης|δείτε επίσης",
    r"ayrıca bakınız",
    r"citește și|olvassa el|اقرأ أيضًا|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|انظر أيضا|קראו גם|関連記事",
    r"関連リンク|相关阅读",
    r"相关链接|延伸阅读|관련 기사",
)
_ENDS = (
    r"about the authors?|about us|author(?:s|\(s\))?|contacts?|press contacts?|media contacts?|contact us",
    r"imprint|notes?|endnotes",
    r"footnotes|references|bibliography|sources|tags?|keywords|disclaimer|copyright|acknowledge?ments?",
    r"for (?:more|further) information",
    r"über (?:den autor|die autorin|die autoren|uns)|kontakt|pressekontakt|impressum|anmerkungen|fußnoten",
    r"quellen|literatur|schlagwörter",
    r"à propos (?:de l['’]auteur|des auteurs|de nous)|contacts? presse|notes de bas de page|références",
    r"mentions légales|mots-clés",
    r"o autor(?:ze|ce|ach)|o nas|przypisy|źródła|bibliografia|tagi|stopka redakcyjna",
    r"sobre (?:el autor|los autores|o autor|os autores)",
    r"contacto|notas|referencias|fuentes|aviso legal|contato|referências|fontes|sull['’]autore|gli autori",
    r"contatti|note|fonti|riferimenti",
    r"over de auteurs?|contact(?:gegevens)?|voetnoten|bronnen|o autorech|kontakty|poznámky|zdroje",
    r"om författaren|källor",
    r"про автор(?:а|ку|ів)|контакти?|примітки|джерела|посилання|об авторе|контакты|примечания|источники|ссылки",
    r"σχετικά με τον συγγραφέα|επικοινωνία|σημειώσεις|πηγές|yazar hakkında|iletişim|kaynaklar|notlar",
    r"despre autor|surse",
    r"عن الكاتب|نبذة عن الكاتب|للتواصل|اتصل بنا|المراجع|الهوامش|著者について|お問い合わせ",
    r"参考文献|脚注|关于作者|联系我们|参考资料|注释|연락처",
)
_SOURCES = (
    r"sources?|references?|links?|quellen|verweise|références|źródł[ao]|fuentes?|fonti|fontes?|bronnen|zdroje",
    r"källor",
    r"джерел[ао]|посилання|источники?|πηγές|kaynaklar|المصادر|المراجع|مصادر|出典|参考文献|来源",
)


def _pattern(lines: tuple[str, ...], after: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lines)}){after}", re.IGNORECASE)


SHARING = re.compile(rf"(?:(?:{_NETWORKS})\b[\s|/,·•–-]*)+$", re.IGNORECASE)
"""A line of the names of networks."""
BUTTON = _pattern(_BUTTONS, r"\W{0,3}$")
"""The words on a button or of a menu."""
CAPTION = _pattern(_CAPTIONS, r"\s*[:：.©–-]\s*\S|(?:^©)\s*\S")
"""The line under a picture."""
CONTENTS = _pattern(_CONTENTS, r"\W*$")
"""The heading of a table of contents."""
ALSO = _pattern(_ALSO, r"\s*[:：–-]?(?P<rest>\s.*|\[.*)?$")
"""What announces links to other pieces."""
ENDS = _pattern(_ENDS, r"\s*[:：]?\s*$")
"""The heading of what follows the text: authors, contacts, notes."""
TAGGED = re.compile(
    r"(?:tags?|keywords|categories|filed under|topics|schlagwörter|stichworte|tagi|słowa kluczowe|etiquetas|mots-clés"
    r"|parole chiave|palavras-chave|trefwoorden|теги|ключові слова|метки)\s*[:：]\s*\S",
    re.IGNORECASE,
)
"""The line of keywords below a text."""
SOURCES = _pattern(_SOURCES, r"\s*[:：]?\s*$")
"""The line above the sources of an answer."""
