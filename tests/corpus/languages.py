"""Words of eight languages, common and overlong, from which the corpus is made."""

TONGUES = {
    "en-GB": (
        "the parade showed that China and Russia strengthen cooperation against sanctions while Belarus seeks "
        "new investment in its arms industry and energy exports remain important for regional security "
        "because negotiations about gas prices have not been concluded despite several high-level visits "
        "agreements memoranda declarations on trade technology transport of grain through ports under "
        "international supervision with limited success"
    ),
    "de": (
        "die Parade zeigte dass die Zusammenarbeit zwischen beiden Staaten trotz der Sanktionen wächst "
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe Bundesverteidigungsministerium "
        "Rüstungsexportkontrollverordnung Energieversorgungssicherheit Freihandelsabkommensverhandlungen "
        "Verteidigungsplanungsprozess Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz "
        "Nachrichtendienste über neue Lieferungen und Preise für Gas Öl Getreide sowie Maßnahmen gegen "
        "Desinformation auf europäischer Ebene"
    ),
    "pl": (
        "parada pokazała że współpraca z Rosją i Białorusią umacnia się mimo sankcji a źródła energii "
        "pozostają kluczowe dla bezpieczeństwa regionu ponieważ negocjacje w sprawie cen gazu nie zostały "
        "jeszcze zakończone Konstantynopolitańczykowianeczka międzynarodowego przedsiębiorstwa społeczeństwo "
        "obywatelskie żegluga śródlądowa i łączność"
    ),
    "uk": (
        "парад показав що співпраця між державами зміцнюється попри санкції а енергетична безпека залишається "
        "важливою для регіону оскільки переговори щодо цін на газ ще не завершено військовослужбовців "
        "зовнішньоекономічної діяльності євроінтеграційних перетворень їхнього ґрунтовного аналізу "
        "п'ятирічного плану"
    ),
    "el": (
        "η παρέλαση έδειξε ότι η συνεργασία ενισχύεται παρά τις κυρώσεις ενώ η ενεργειακή ασφάλεια παραμένει "
        "σημαντική για την περιοχή επειδή οι διαπραγματεύσεις για τις τιμές του αερίου δεν έχουν ολοκληρωθεί "
        "ηλεκτροεγκεφαλογραφήματος αλληλοεξαρτώμενων κοινοβουλευτικών διαδικασιών"
    ),
    "fr": (
        "le défilé a montré que la coopération entre les deux États se renforce malgré les sanctions tandis "
        "que l'énergie reste essentielle à la sécurité de la région car les négociations sur le prix du gaz "
        "n'ont pas été conclues anticonstitutionnellement désinstitutionnalisation des organisations "
        "intergouvernementales à l'œuvre"
    ),
    "es": (
        "el desfile mostró que la cooperación entre los dos Estados se fortalece pese a las sanciones "
        "mientras la energía sigue siendo esencial para la seguridad regional porque las negociaciones sobre "
        "el precio del gas no han concluido electroencefalografista contrarrevolucionario años de señales"
    ),
    "ar": (
        "أظهر العرض العسكري أن التعاون بين البلدين يتعزز رغم العقوبات وأن أمن الطاقة يبقى مهما للمنطقة لأن "
        "المفاوضات حول أسعار الغاز لم تنته بعد مع زيارات رفيعة المستوى واتفاقيات للتجارة والتكنولوجيا "
        "والاستثمار في الصناعة"
    ),
}
"""For each language (BCP 47) its words with spaces between them."""

NAMES = (
    "Anna Maria Dyner",
    "Óscar Núñez-Villanueva", "Jürgen von Großmann-Hohenstein", "Li Wei", "Zbigniew Brzęczyszczykiewicz",
    "Volodymyr Yevhenovych", "María José", "Ó Súilleabháin", "Nguyễn Thị Minh Khai", "Kim Jong-un",
)  # fmt: skip

ACTORS = (
    "China", "Russia", "Belarus", "North Korea", "United States of America", "Iran", "Ukraine", "NATO",
    "European Central Bank", "Bundesministerium für wirtschaftliche Zusammenarbeit", "Poland", "France", "Gazprom",
    "Saint Vincent and the Grenadines", "African Union", "Japan", "OPEC", "World Health Organization", "Türkiye",
    "Democratic Republic of the Congo",
)  # fmt: skip
