"""The words that the screening of stories knows: short lists, written for this product. What is not in them is looked at by a person."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


STARTERS = _words(
    # Dutch: what a sentence begins with and names nobody.
    "ik jij je u hij zij ze wij we jullie hun hen mij mijn jouw uw zijn haar ons onze dit dat deze die de het een geen er hier daar",
    "toen nu dan als toch maar want en of dus ook al alle alles allemaal niemand iemand iedereen niets iets veel weinig sommige",
    "enkele ieder elke elk wie wat waar wanneer waarom hoe welke welk omdat doordat terwijl hoewel nadat voordat zodat sinds",
    "sindsdien tot na voor voordien vroeger in op aan bij met zonder door over om uit van naar tegen tussen onder boven achter",
    "naast tijdens via per te thuis soms altijd nooit vaak gelukkig helaas eerst eerder later straks morgen gisteren vandaag daarna",
    "daarom daardoor daarvoor daarmee eindelijk opeens ineens misschien natuurlijk eigenlijk echt heel erg zo zelf samen alleen nog",
    "steeds weer bijna ongeveer kortom bovendien verder buiten binnen binnenkort tegenwoordig inmiddels ondertussen hierdoor zelfs",
    "juist gewoon meestal ja nee oké goed fijn mooi leuk beter meer minder meneer mevrouw juf meester docent docente leraar lerares",
    "begeleider begeleidster vrijwilliger collega buurman buurvrouw vader moeder papa mama opa oma zoon dochter kind kleinkind",
    "vriend vriendin man vrouw dokter huisarts gemeente bibliotheek cursus les school werk internet computer telefoon laptop tablet",
    "hulp post geld tijd taal lezen schrijven leren oefening uitleg rust koffie contact familie angst geduld plezier trots schaamte",
    "liefde vreugde moed zorg tempo succes zoiets dankzij muziek lawaai drukte gezelligheid technologie wifi kennis vertrouwen",
    "veiligheid privacy online nieuws muziek onderwijs bezoek gekozen getrokken geloot oefenen praten klikken meedoen typen zoeken",
    "vragen bellen samenwerken luisteren voorlezen rekenen mailen internetten digitalisering een twee drie vier vijf zes zeven acht",
    "negen tien bedankt dank dankjewel hallo beste lieve graag klasse",
    # English.
    "i you he she it we they me my your his her its our their this that these those the a an no there here then now when while if",
    "but and or so because since until after before although though as at in on for from to with without by about over under",
    "between during through out who what where why how which nobody somebody someone everybody everyone nothing something",
    "everything anyone anybody many much few some most all each every both none one two three four five six seven eight nine ten",
    "first later earlier today tomorrow yesterday always never often sometimes usually only just even also still again perhaps",
    "maybe luckily unfortunately fortunately finally suddenly really very fear patience joy pride shame love courage care noise",
    "music success courses thanks thank hello dear please yes well good better more less help time money work school home people",
    "life practice technology reading writing learning mother father mum dad grandma grandpa teacher volunteer neighbour neighbor",
    "daughter son husband wife friend colleague doctor library course class lesson post mail phone drawn chosen nowadays afterwards",
    "together alone being not let",
)
"""Words that may begin a sentence without being anybody's name."""

ORDINARY = _words(
    "nederlands nederlandse nederlander nederlanders nederland engels engelse dutch english netherlands european europa europe",
    "europees digid whatsapp facebook google youtube instagram windows word excel powerpoint outlook teams zoom skype android apple",
    "iphone ipad gmail internet wifi wi fi pc pcs tv usb pdf sms id ict it app cd dvd ai qr pin abc ok oké faq ov nt mbo hbo vmbo",
    "havo vwo cv duo uwv svb cbs ggd cak bsn sv ww aow wmo ido taalhuis klik tik mijnoverheid mijnbelastingdienst belastingdienst",
    "netflix spotify marktplaats chatgpt kerst kerstmis pasen sinterklaas ramadan suikerfeest christmas easter i i'm i've i'll i'd",
    "im god corona covid bieb bibliotheek library informatiepunt digitale overheid monday tuesday wednesday thursday friday",
    "saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays",
)
"""Words that stand with a capital inside a sentence and say nothing of who somebody is."""

HOMOGRAPHS = _words(
    "best beek bergen buren delft dongen duiven goes hoorn houten huizen hulst kampen laren leiden losser assen putten sluis stein",
    "weert beesel epen echt horst heerde leek gouda deurne wierden ede",
) - {"ede", "heerde", "deurne", "wierden"}
"""Names of places that are also words, of Dutch or English: without a capital they are no place."""

FIRST_NAMES = _words(
    "jan piet kees henk wim gerrit willem hendrik johan jeroen pieter peter paul hans frans klaas arie dirk gijs koen bram daan sem",
    "lucas finn levi milan noah luuk thijs jesse ruben sander stefan erik marco ronald dennis martijn michiel joost maarten wouter",
    "bart tom tim anna maria johanna elisabeth cornelia wilhelmina hendrika petra monique marieke annelies anneke ineke marijke",
    "wilma hennie gerda truus riet ans joke toos corrie jannie willemien emma julia sophie lotte sanne lisa eva sara saar tess",
    "fleur femke esther ellen ingrid astrid linda mieke marjan marloes nienke karin carla yvonne jolanda angelique bianca anja",
    "sandra diana claudia nicole simone wendy chantal mohammed mohamed muhammad ahmed ali hassan hussein ibrahim mustafa mehmet",
    "yusuf youssef omar khalid rachid hamza bilal emre murat fatima aisha khadija maryam zeynep ayse elif emine leyla samira naima",
    "yasmina hafsa noor salma hatice nadia karima latifa meryem olena oksana natalia svetlana ivan dmytro andriy agnieszka",
    "katarzyna piotr krzysztof pawel tomasz malgorzata gabriela isabel carlos john james mary michael david sarah laura thomas",
    "daniel robert richard susan karen nancy barbara jessica ashley",
)
"""First names that are no other word in either language; a name that is not here is seen by its capital."""

INSERTED = _words("van de der den het ten ter te la le el al von op in aan 't bij onder uit")
"""What stands between a first name and a family name."""

FOLLOWING = _words(
    "is was heeft had werd wordt kan kon kwam komt ging gaat gaf geeft hielp helpt zei zegt vertelde vertelt belde belt leerde",
    "leert woont woonde werkt werkte deed doet wilde wil moest moet mocht mag ziet zag las leest schreef schrijft liet laat bleef",
    "blijft nam neemt vond vindt stond staat zat zit legde legt vroeg vraagt maakte maakt keek kijkt begon begint praat praatte",
    "lacht lachte huilde bracht brengt has had will would can could came comes went goes gave gives helped helps said says told",
    "tells called calls taught teaches lives lived works worked did does wanted wants showed shows sat sits asked asks made makes",
    "looked looks laughed cried brought brings read reads wrote explained explains thinks thought knew knows started starts ligt",
    "legt leidt leidde kent kende",
)
"""What somebody is or does, right after the name."""

TITLES = _words(
    "mevrouw mevr mw meneer mijnheer dhr juf juffrouw meester tante oom dokter dr mr mrs ms miss aunt uncle auntie",
)
"""What stands before a name; the name may then be written without a capital."""

BEFORE_A_PLACE = _words("in te uit naar bij nabij near from rond omgeving vanuit")
"""What stands before a place."""

ORGANISATIONS = _words(
    "basisschool school obs rkbs pcbs cbs ikc kindcentrum college lyceum vereniging stichting kerk moskee synagoge",
    "huisartsenpraktijk praktijk zorgcentrum verzorgingshuis woonzorgcentrum verpleeghuis wijkcentrum buurthuis dorpshuis bedrijf",
    "winkel fabriek ziekenhuis club church mosque primary secondary company hospital centre association foundation",
)
"""What stands before the name of a school, a club or a firm."""

ABBREVIATIONS = _words("dhr mevr mw mr mrs ms dr drs ir ing prof ds bijv bv enz nl jl evt o.a st")
"""What ends with a point without ending the sentence."""

NO_STREETS = _words(
    "onderweg omweg snelweg spoorweg luchtweg halverweg heenweg terugweg uitweg voorweg vaarweg winkelstraat zijstraat woonstraat",
    "magistraat substraat schoolplein marktplein speelplein dorpsplein stadsplein kerkplein fietspad wandelpad voetpad zandpad",
)
"""Words that end as a street does and name none."""
