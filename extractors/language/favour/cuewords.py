"""The cues of :mod:`.cues` as patterns in lower case, each with its weight in log-odds."""

from __future__ import annotations

from typing import Final

PRAISE: Final[tuple[tuple[str, float], ...]] = (
    (
        r"(?:geeft|geven) niet op|(?:wordt|worden) niet overgenomen|(?:neemt|nemen) (?:\w+ ){0,3}?niet over|drempel\w* (?:\w+ ){0,5}?(?:is|zijn|blijft) laag|lage drempel",
        1.7,
    ),
    (r"(?:stopt|stoppen|eindigt|eindigen|vertrekt|vertrekken) (?:\w+ )?pas", 2.2),
    (r"goed(?:e)?(?!\s*keur)", 1.2),
    (r"helder(?:e|heid)?|eenduidig(?:e|heid)?", 1.3),
    (r"duidelijk(?:e)?", 1.0),
    (r"voldoende", 1.0),
    (
        r"positief|positieve|tevreden|enthousiast\w*|waardevol\w*|prettig\w*|sterk(?:e punt(?:en)?)?(?! (?:af|per|uiteen|afhankelijk|verschill\w*|wissel\w*))",
        1.4,
    ),
    (r"succesvol\w*|effectief|effectieve|adequa(?:at|te)|soepel|vlot|snel(?:le|ler)?", 1.1),
    (
        r"geregeld|vastgelegd|vastgesteld\w*|geborgd|gewaarborgd|verankerd|ingebed|geformaliseerd\w*|ingericht",
        0.9,
    ),
    (
        r"afgestemd|bijgehouden|gevolgd|gemonitord|geëvalueerd|besproken|geformuleerd|uitgewerkt|opgesteld|gerealiseerd",
        0.7,
    ),
    (r"bekend(?:heid)?|vindbaar|bereikbaar|beschikbaar", 0.8),
    (r"centraal|uitgangspunt|leidend", 0.8),
    (
        r"gezamenlijk(?:e|heid)?|gemeenschappelijk(?:e)?|eensgezind\w*|unaniem|dezelfde|eenzelfde|hetzelfde",
        0.7,
    ),
    (r"in beeld|zicht op|oog voor|aandacht voor|korte lijnen|op één lijn", 0.8),
    (r"gebruik gemaakt|maakt gebruik|maken gebruik|gewerkt|werken nauw|nauw samen|intensief samen", 0.6),
    (
        r"bevorder(?:t|en|d)|versterk(?:t|en)|stimule(?:ert|ren|erd)|ondersteun(?:t|d)|benut(?:ten|te)?|activeren|geactiveerd",
        0.6,
    ),
    (r"de nadruk op|de nadruk ligt", 0.7),
    (r"betrokken|aangesloten|verbonden|participe(?:ert|ren)|deelneemt|nemen deel", 0.5),
    (r"beschikken over|beschikt over|hebben de bevoegdheid|mandaat", 0.5),
    (
        r"altijd|structureel|wekelijks|tweewekelijks|maandelijks|periodiek|jaarlijks|alle (?:betrokkenen|partijen|partners|netwerkpartners)|iedereen",
        0.4,
    ),
    (r"flexib(?:el|ele)|maatwerk|laagdrempelig\w*|outreachend\w*|vasthoudend\w*|integra(?:al|le)", 0.6),
    (r"(?:stopt|stoppen|wacht|wachten|eindigt) niet|geen (?:enkel )?gezin hoeft", 1.9),
    (r"lukt|slaagt|slagen|weten te", 0.7),
    (r"voorrang|waakvlam\w*|nazorg (?:is|wordt)|vinger aan de pols", 0.4),
    (r"verbeterd|opgelost|vooruitgang|winst", 0.6),
    (r"(?:duurt|duren) zo ?lang|elkaar te vinden|grijpt in|grijpen in", 0.8),
    (
        r"weten (?:(?!niet|geen|nauwelijks|amper|moeilijk|onvoldoende)\w+ ){1,4}te vinden|hakt (?:\w+ )?knopen door|doorpakken|sluitende|getekend|ondertekend",
        0.9,
    ),
    (r"(?:laat|laten) (?:\w+ ){0,3}?niet los", 1.5),
    (r"(?:hoeft|hoeven) (?:\w+ ){0,4}?(?:niet|geen)", 1.5),
    (
        r"(?:houdt|houden|bewaart|bewaren) (?:het )?overzicht|spre(?:ekt|ken) (?:de )?(?:partijen|partners|elkaar) aan|vangnet",
        0.8,
    ),
    (
        r"weinig (?:gezinnen|ouders|jongeren|deelnemers) (?:\w+ ){0,2}?(?:afhaken|uitvallen|weigeren|terugvallen)|(?:haken|haakt|vallen|valt) (?:er )?weinig \w+ (?:af|uit)|"
        r"(?:neemt|nemen) (?:\w+ ){0,2}?niets (?:\w+ ){0,3}?over",
        2.0,
    ),
    (r"op eigen benen|past bij|passen bij|naar behoefte|zo ?lang als|uit eigen beweging", 0.7),
    (r"(?:zit|zitten|schuift|schuiven|doet|doen) (?:(?!niet|geen|zelden)\w+ ){0,3}?(?:aan tafel|mee)", 0.6),
    (r"(?:blijft|blijven) (?:(?!niet|geen)\w+ ){0,4}?(?:komen|volgen|bereikbaar|betrokken|beschikbaar)", 0.7),
    (r"actue(?:el|le)|meetbaar|meetbare|koers|dezelfde taal", 0.6),
    (
        r"niet (?:\w+ ){1,7}?hoe(?:ft|ven)|pas (?:losgelaten|afgesloten|beëindigd|gestopt)|niets te wensen over|geen (?:leus|loze|dode letter|beletsel|belemmering|twijfel)|staa(?:t|n) er niet alleen voor|"
        r"(?:laat|laten) zich niet|deinz(?:en|t) (?:\w+ ){0,2}?niet|schuw(?:t|en) (?:\w+ ){0,2}?niet|"
        r"zonder (?:(?:nieuwe|extra|aparte|opnieuw|lange) (?:indicatie|aanmelding|intake|verwijzing|procedure\w*|formulier\w*)|terughoudendheid|omwegen|omhaal|uitzondering|problemen|vertraging|aarzeling|drempels?|voorbehoud|dat daarom|wachttijd)",
        1.7,
    ),
    (
        r"dankzij|welkome|aanwinst|meerwaarde|pluspunt\w*|winstpunt\w*|compliment\w*|lovenswaardig|prijzenswaardig|waardering|gewaardeerd|"
        r"waardeert|mooi|mooie|knap|voorbeeldig|(?:is een|als een|goed|goede) voorbeeld|inspirerend\w*|vernieuwend\w*|hoog in het vaandel|"
        r"hoge prioriteit|met (?:succes|resultaat)|vruchten|erin geslaagd|gunstig|gunstige|beproefd|beproefde",
        1.3,
    ),
    (
        r"stevig|stevige|solide|hecht|hechte|robuust\w*|krachtig|krachtige|deskundig|deskundige|bekwaam|bekwame|toegerust|opgeleid|getraind|"
        r"geschoold|(?:zijn|is) ervaren|herkenbaar|herkenbare|vertrouwd|vertrouwde|zichtbaar|merkbaar|aantoonbaar|toegankelijk|toegankelijke|"
        r"overzichtelijk\w*|inzichtelijk|transparant\w*|concreet|concrete|eenvoudig|eenvoudige|doordacht\w*|zorgvuldig\w*|nauwgezet|"
        r"consequent|professioneel|professionele|overtuigd|overtuigend\w*|gemotiveerd\w*|bevlogen|voortvarend\w*|actief|actieve|alert|"
        r"slagvaardig|slagvaardige|doortastend\w*|scherp",
        0.8,
    ),
    (
        r"breed (?:gedragen|bekend|gedeeld|scala)|draagvlak|commitment|overeenstemming|(?:het|elkaar) eens|gedeelde?|in gezamenlijkheid|"
        r"openheid|open sfeer|gunnen elkaar|vanzelfsprekend|vanzelfsprekendheid|gemeengoed|bereid|bereidheid|getuig(?:t|en) van|blijk van",
        0.9,
    ),
    (
        r"op orde|in orde|op de goede weg|op peil|naar wens|naar tevredenheid|naadloos|houvast|sluit(?:en)? (?:goed |nauw )?aan bij|"
        r"(?:direct|meteen|snel|altijd) terecht|binnen (?:een|één|twee|drie|enkele) (?:dag|dagen|week|weken)|dag en nacht",
        0.9,
    ),
    (
        r"één (?:vaste?|centrale?|gezamenlijke?|integraal|integrale|plan|regisseur|aanspreekpunt|loket|meldpunt|gezinsplan)|vaste? (?:gezicht|"
        r"aanspreekpunt|contactpersoon|begeleider)|aanspreekpunt|ook (?:daarna|na (?:afloop|afsluiting|afronding)|wanneer|buiten|in het weekend)|"
        r"zelf (?:gekozen|bepaalt|bepalen|kiest|kiezen|stelt|formuleert|aan zet)|(?:groot aantal|veel|diverse) (?:organisaties|partijen|instanties)|respectvol|respectvolle|respect|gelijkwaardig\w*|"
        r"veel (?:aandacht|nadruk|waarde|energie|kennis|ervaring)|volop|ruimschoots|betrokkenheid",
        0.7,
    ),
    (
        r"(?:uiteenlopende|verschillende|allerlei) (?:organisaties|partijen|instanties|disciplines|kanalen|deskundig\w*|beroepsgroepen|sectoren)",
        0.5,
    ),
    (
        r"zonder (?:\w+ ){0,2}(?:instemming|inbreng|medeweten|betrokkenheid|overleg|handtekening)\b[^.,;]{0,60}?\b(?:geen|niet|niets|nooit)",
        1.6,
    ),
    (
        r"(?:maakt|maken) (?:\w+ ){0,3}?deel uit van|vast onderdeel|vaste onderdelen|omvat|omvatten|compleet|volledig|aanwezig bij|terugkoppeling|"
        r"lijnen (?:\w+ ){0,3}?kort|kortere lijnen|tijdig|vroegtijdig|in samenspraak|in goed overleg|ten goede",
        0.7,
    ),
    (r"we(?:et|ten) (?:\w+ )?(?:wie|welke|waar|hoeveel|wanneer)|hou(?:dt|den)\b[^.,;]{0,40}?\bbij", 0.6),
    (
        r"(?:inzet|bereidheid|draagvlak|tevredenheid|vertrouwen)\b[^.,;]{0,50}?\bgroot|vertrouwen in elkaar|onderling vertrouwen|wederzijds|"
        r"(?:inzicht|zicht|bereik|betrokkenheid|bekendheid)\b[^.,;]{0,70}?\btoegenomen|warme? (?:overdracht|overgedragen)|trots|lof|verheugend|bemoedigend\w*|hoopgevend\w*|"
        r"uitstekend\w*|prima|betrouwbaar|betrouwbare|toegewijd\w*|efficiënt\w*|doelmatig\w*|innovatie(?:f|ve)|proactie(?:f|ve)|in goede handen|weloverwogen|doeltreffend\w*",
        0.8,
    ),
    (
        r"contact (?:zoeken|houden|blijven)|proberen (?:het )?opnieuw|(?:loopt|lopen) door|doorlopen (?:zolang|zo lang|tot)|komt tegemoet|komen tegemoet|gericht op|"
        r"(?:ruimte|vrijheid|gelegenheid) om|voortgezet|komt overeen met|komen overeen met|(?:staat|staan) op papier|succes(?:sen)?|training|scholing|intervisie|motiveer(?:t|en)|"
        r"ver(?:bindt|binden) de partijen|belegd bij|namens (?:hun|de|haar) (?:eigen )?organisatie|stem(?:t|men)\b[^.,;]{0,60}?\baf|stel(?:t|len)\b[^.,;]{0,60}?\bop|"
        r"(?:kent|kennen) (?:elkaar|het|de|hun)|binnen (?:\w+ )?(?:werkdag|werkdagen|uur)|in behandeling genomen|op de hoogte|doelgericht\w*|resultaatgericht\w*|oplossingsgericht\w*|vraaggericht\w*|gezinsgericht\w*|systeemgericht\w*|niet het (?:\w+ )?aanbod",
        0.6,
    ),
)

BLAME: Final[tuple[tuple[str, float], ...]] = (
    (
        r"(?:blijft|blijven) (?:\w+ ){0,2}?in het midden|in de vergetelheid|naar de achtergrond|op de achtergrond|(?:loopt|lopen|liep|liepen) (?:\w+ ){0,3}?terug|"
        r"terugloop|(?:sluit|sluiten) (?:\w+ ){0,4}?(?:het|de|hun|haar) dossiers?|(?:moet|moeten) het hebben van|gevoelig (?:punt|onderwerp)|gevoelige (?:kwestie|punten)|"
        r"personeelswisseling\w*|personeelsverloop|verschil(?:len)? van (?:mening|inzicht)|in gevaar",
        1.3,
    ),
    (
        r"pas (?:\w+ ){0,3}?(?:nadat|wanneer|achteraf)|(?:wordt|worden) (?:\w+ )?pas (?:\w+ )?(?:gedeeld|opgemerkt|gezien|bekend|duidelijk|gestart|opgepakt)|"
        r"achteraf|goede wil|persoonlijke (?:contacten|inzet|relaties)|voor (?:elke|iedere) (?:beslissing|stap|afspraak)|"
        r"(?:soms|wel|meer dan|ruim) (?:wel )?(?:twintig|vijfentwintig|dertig|veertig|vijftig|\d\d) (?:gezinnen|casussen|zaken)",
        1.0,
    ),
    (
        r"hang(?:t|en) (?:\w+ ){0,4}?af|beperk(?:t|en) (?:zich|haar|hun)|(?:blijft|blijven|bleef|bleven) (?:\w+ ){0,2}?(?:steken|beperkt|"
        r"achter|onbesproken|onduidelijk|onzichtbaar|uit|liggen|open|buiten)",
        1.3,
    ),
    (
        r"(?:vooral|slechts|alleen|enkel) op papier|(?:vullen|vult|denken|denkt|werken) (?:\w+ ){0,4}?verschillend|uit (?:vrees|angst) (?:voor|om)|houdt? (?:\w+ ){1,3}?onder zich|houden (?:\w+ ){1,3}?onder zich",
        1.4,
    ),
    (r"onvoldoende|onduidelijk(?:heid|heden)?|onbekend|ongewis|onzeker(?:heid)?", 1.8),
    (
        r"ontbre(?:ekt|ken|kende?)|ontbrak(?:en)?|gemist|gemis|schort|tekort(?:schiet)?|tekortkoming\w*|ontoereikend\w*",
        1.7,
    ),
    (
        r"(?:een|het|dat|dit|met|groot|kan tot een) risico|risico['’]?s? (?:op|dat|met zich|voor|ontstaat)|risicovol",
        1.4,
    ),
    (
        r"in het geding|onder druk|op het spel|kwetsbare? (?:punt|schakel)|kwetsbaar(?:heid)? (?:maakt|van de aanpak)",
        1.8,
    ),
    (r"(?:is|blijft|rijst) (?:het |nog )?de vraag|de vraag (?:is|rijst|blijft)|vraagtekens?", 1.5),
    (r"opmerkelijk|zorgelijk|zorgwekkend|jammer|helaas|teleurstellend|kwalijk", 1.2),
    (
        r"verschillend(?:e)? (?:beeld|gedacht|opvatting|antwoord|mening|verwachting|definitie|omschrijving|begrip|term|doel|visie)\w*|"
        r"(?:denken|geven|zijn) (?:hier |er )?(?:verschillend|verdeeld)|verdeeldheid|tegenstrijdig\w*|lopen uiteen|"
        r"uiteenlopende?(?! (?:organisaties|partijen|instanties|disciplines|kanalen|deskundig\w*|beroepsgroepen|sectoren))|(?:loopt|lopen) (?:\w+ ){0,6}?uiteen|variër(?:en|t)|wisselend\w*|andere verwachtingen|van elkaar af",
        1.2,
    ),
    (r"(?:nog )?te (?:weinig|beperkt|gering)", 1.4),
    (r"beperkt(?:e)?|gering(?:e)?|weinig|te (?:lang|laat|vaak|veel|smal|vrijblijvend)\w*|matig|summier", 0.9),
    (
        r"versnipper\w*|vrijblijvendheid|stagneert|stagnatie op ?treedt|blijft (?:\w+ )?achter|valt (?:\w+ )?weg|afhankelijk van (?:de )?person\w*",
        1.2,
    ),
    (r"knelpunten? (?:is|zijn|vormt|vormen|in|bij|blijft)|knelt|bottleneck|struikelblok", 1.2),
    (
        r"losgelaten|los te laten|(?:verdwijnen|verdwijnt|raken|raakt|uit) (?:\w+ ){0,6}uit (?:het )?(?:beeld|zicht)|onderbelicht|achterwege|onderschat|"
        r"tussen wal en schip|vastloop\w*|vastlop\w*",
        1.3,
    ),
    (
        r"ten koste|keerzijde|nadeel|nadelen|zwak(?:ke|te)?|zwakke plek\w*|gebrek(?:kig\w*)? ?(?:aan)?|hia(?:at|ten)|leemte\w*|"
        r"moeizaam|moeizame|traag|trage|vertraging\w*|overbelast\w*|werkdruk|wisseling\w*|onbenut\w*|dubbel werk|langs elkaar heen|"
        r"mondeling\w*|blij(?:ft|ven) liggen|verlie(?:st|zen)|kwetsbaar|niet meer dan een|tijdelijk",
        1.1,
    ),
    (
        r"(?:bij|met|door) (?:verschillende|meerdere) (?:personen|plannen|regisseurs|loketten|hulpverleners)|meerdere plannen",
        1.0,
    ),
    (
        r"(?:ervaren|ervaart|ondervinden|stuiten op|lopen tegen) (?:\w+ )?(?:drempels?|problemen|belemmeringen|knelpunten|obstakels)",
        1.3,
    ),
    (r"moeilijk|lastig|ingewikkeld", 0.6),
    (r"wachten|wacht", 0.7),
    (r"geen consistent beeld|geen overeenstemming|oneens", 1.5),
    (r"sluit(?:en)? niet (?:goed |altijd )?aan", 2.4),
    (
        r"(?:spraak)?verwarring|buiten beeld|lange wachttijd\w*|lange wachtlijst\w*|doorkruis\w*|belemmer(?:t|en|d)",
        1.2,
    ),
    (r"(?:stopt|stoppen|eindigt|eindigen) (?:na|zodra|als)|maximale duur|duurt maximaal", 1.2),
    (r"afhankelijk van|(?:laat|laten) [^.;]{0,40}?over aan|beroep(?:t|en) zich op", 0.8),
    (r"nog (?:niet|geen|onvoldoende|te)|vooralsnog|evenmin", 0.5),
    (r"niet alle|niet iedere?|een deel (?:van|wordt|is|zijn)", 0.6),
    (r"te (?:kort|hoog|laag|klein|groot|ruim|traag|hoge|lage|kleine|grote)", 1.3),
    (r"wachttijd\w*|wachtlijst\w*|(?:blijft|blijven) (?:\w+ ){0,3}?hangen", 0.9),
    (
        r"zelden|sporadisch|incidenteel|lang niet|gissen|drempel(?! (?:\w+ ){0,5}?(?:is|zijn|blijft) laag)",
        1.1,
    ),
    (r"pas (?:\w+ )?(?:gemeld|aangemeld|ingezet|betrokken|in beeld)", 1.0),
    (r"op gespannen voet|leunt op|leunen op|verschil(?:t|len) (?:\w+ )?per|uit angst|voor zich houden", 1.1),
    (
        r"(?:is|zijn) aan (?:\w+ )?toe|(?:loopt|lopen) (?:\w+ ){0,3}?af|hou(?:dt|den) (?:\w+ ){0,3}?voor zich",
        1.0,
    ),
    (r"verouderd\w*|gedateerd\w*|(?:past|passen) niet", 1.2),
    (r"(?:wordt|worden) (?:(?!pas)\w+ )?(?:afgesloten|beëindigd)", 0.9),
    (
        r"ver te zoeken|buiten beschouwing|blinde vlek|witte vlek\w*|onzichtbaar|onbesproken|onbeantwoord|onvolledig\w*|ondoenlijk|onhaalbaar|"
        r"ondervertegenwoordigd|onderbez\w*|onevenwichtig\w*|onregelmatig\w*|ongelijk\w*|onbeschreven|onderontwikkeld|onsamenhangend|"
        r"onwenselijk\w*|ongewenst\w*|onrealistisch\w*|verstoken|vatbaar|afwezig|gemaximeerd|date(?:ert|ren) (?:uit|van)|aan de (?:lage|hoge|krappe|magere) kant|over het hoofd|eigen inzicht|voorbijgegaan",
        1.6,
    ),
    (
        r"mist|missen|dreigt|dreigen|verslecht\w*|verzwak\w*|ondermijn\w*|bemoeilijk\w*|hindert|hinderen|frustreert|frustreren|remt|remmen|"
        r"verwarrend\w*|bureaucrat\w*|omslachtig\w*|tijdrovend\w*|stroperig\w*|krap|krappe|schaars\w*|tekorten|personeelstekort|overstijgt|"
        r"hapert|stokt|stroef|stroeve|wringt|schuurt|in de knel|ondergesneeuwd|achterstand\w*|delft|ter discussie|betwist|"
        r"(?:valt|vallen|ligt|liggen|zet|zetten) (?:\w+ ){0,6}?stil",
        1.3,
    ),
    (
        r"wissel(?:t|en) (?:per|sterk|van)|verschilt|op (?:een )?(?:eigen|andere) (?:wijze|manier)|eigen invulling|ruimte voor (?:\w+ )?(?:uitleg|interpretatie|interpretaties)|"
        r"(?:ieder|elk) (?:hun |een )eigen|eigen (?:doelstellingen|formulieren|plan|plannen|definitie)|individuele hulpverlener|aangewezen op|"
        r"per (?:situatie|geval) (?:bekeken|bepaald|verschillend)|de mate waarin|berust\w* op|steunt op",
        1.0,
    ),
    (
        r"weliswaar|gevaar|(?:kan|kunnen) (?:\w+ ){0,3}?(?:betekenen dat|leiden tot|ertoe leiden)|tot gevolg|met als gevolg|moeite (?:met|om)|"
        r"worstel(?:t|en)|zoekende|terughoudend|huiver\w*|weerstand|schroom|smalle? (?:basis|fundament)|mager|magere|vaag|vage|te algemeen|"
        r"algemeen geformuleerd|uitbesteed|ongeacht|ten einde|maximum|maximaal|limiet|gebonden|(?:komt|komen|wordt|worden|krijgt|krijgen) (?:er )?pas(?! (?:losgelaten|afgesloten|beëindigd|gestopt))",
        0.9,
    ),
    (r"alleen|slechts|enkel|uitsluitend|in plaats van", 0.7),
    (r"^zolang|zonder|in hoeverre", 0.7),
    (
        r"(?:haar|hun|zijn|een) eigen(?! (?:gesprek\w*|stem|inbreng|kracht|regie|keuze\w*|budget|aanspreekpunt|plek|tempo)\b)|ander beeld|andere (?:beelden|omschrijving|definitie)|buiten de (?:aanpak|boot)|erbuiten",
        0.9,
    ),
    (r"(?:is|zijn) (?:\w+ )?hoog|hoge (?:caseload|werkdruk|drempel\w*)", 0.9),
    (r"terwijl", 0.4),
    (
        r"(?:een|het) knelpunt|buiten aanwezigheid|buiten (?:het|de) (?:gezin|ouders) om|laat zich (?:\w+ )?raden|(?:is|zijn|blijft) (?:\w+ )?(?:gering|matig|mager|minimaal)|trek(?:t|ken) (?:\w+ ){0,3}?zich terug|"
        r"verschillende (?:plannen|trajecten|plekken|plaatsen|ingangen|loketten|meldpunten|aanmeldpunten|adressen|regisseurs|werkwijzen|systemen|formulieren)|"
        r"minder (?:aandacht|oog|zicht|goed|ruimte|tijd|bekend|duidelijk)",
        1.4,
    ),
    (
        r"(?:laat|laten) (?:\w+ ){0,4}?te wensen|(?:schiet|schieten|schoot|schoten) (?:\w+ ){0,6}?tekort|(?:valt|vallen) (?:\w+ ){0,4}?tegen|"
        r"tegenvall\w*|mits|aanbodgericht\w*|in de weg(?! (?:naar|van))|niet de (?:vraag|behoefte|wens)",
        1.7,
    ),
    (
        r"vrijblijvend\w*|(?:neemt|nemen) (?:\w+ ){0,3}?over van|uit handen genomen|ieder voor zich|(?:ieder|elk|allemaal) (?:\w+ )?andere?|"
        r"eenzijdig\w*|halfslachtig\w*|oppervlakkig\w*|ad hoc|willekeur\w*|toevallig\w*|vertekend|verbrokkel\w*|gefragmenteerd\w*|"
        r"betwijfel(?:t|d|en)|twijfel(?:t|en|s)?|(?:ieder|elk|iedere|elke) (?:van de \w+|partij|partner|netwerkpartner|organisatie|instelling|hulpverlener|professional)\b[^.,;]{0,40}?\beigen(?! (?:kracht|regie))|"
        r"(?:steeds|almaar) minder|nem(?:en)? (?:\w+ )?af|neemt (?:\w+ ){0,3}?af|daalt|dalen|verloren|overgelaten|bezuinig\w*|(?:valt|vallen) terug|"
        r"(?:twee|drie|vier|meer) (?:aanspreekpunten|regisseurs|loketten|meldpunten|plannen|coördinatoren)|verschillend mee|te maken (?:krijgen|krijgt) met|(?:iedere|elke) keer opnieuw|telkens|extra (?:administratie|werk|belasting|last)|(?:kleiner|lager|korter|later) dan|in het gedrang|in de steek|steeds opnieuw|ver van|(?:bepaald|ingegeven|begrensd) door (?:het |de )?(?:budget|financ\w*|geld|aanbod|capaciteit)|"
        r"achterhaald\w*|afwachtend\w*|reactie(?:f|ve)|overvraagd|chaotisch\w*|rommelig\w*|nodeloos|onnodig\w*|dubbelop|frustratie\w*|ontevreden\w*|onvrede|kritisch|kritiek|"
        r"botst|botsen|strijdig\w*|haaks|ontoegankelijk\w*|ontmoedig\w*|doublures|stilstand|stopgezet|geschrapt|wegbezuinigd|opgeheven|vervallen|weggevallen|wegvallen|vacatures?|"
        r"(?:veiligheids|gezondheids|terugval|ontwikkelings|uitval|continuïteits)risico\w*|(?:personeels|capaciteits|plaatsings|informatie|kennis)(?:tekort|gebrek|achterstand)\w*|"
        r"pas later|pas in beeld|wissel(?:t|en) (?:met|vaak|regelmatig|nogal|voortdurend)",
        1.1,
    ),
    (
        r"(?:stopt|eindigt|vervalt) (?:de|het|deze) (?:hulp|zorg|begeleiding|ondersteuning|aanpak|traject)|"
        r"(?:hulp|zorg|begeleiding|ondersteuning|aanpak) (?:stopt|eindigt|vervalt|ophoudt)(?! (?:niet|pas|nooit))|in theorie|zwaarder",
        0.9,
    ),
    (r"geen gelijke tred|tot (?:nu toe|op heden|dusver) (?:niet|nog niet|geen)|voorlopig", 0.7),
)

#: Wishes: what they speak of is not there yet.
WISH: Final[tuple[tuple[str, float], ...]] = (
    (
        r"(?:kan|kunnen)\b[^.,;]{0,60}?\b(?:vergroten|verbeteren|versterken|verstevigen|verkleinen|verminderen|verduidelijken|uitbreiden|aanscherpen|"
        r"verdiepen|verbreden|vervroegen|verankeren|optimaliseren|\w+(?:lijker|uldiger|tiger|viger))|(?:maakt|maken) (?:\w+ ){0,4}?minder \w+",
        1.9,
    ),
    (
        r"(?:acht|achten|vindt) (?:\w+ ){0,5}?(?:wenselijk|noodzakelijk|nodig|van belang|raadzaam|zinvol|gewenst)",
        2.4,
    ),
    (
        r"in voorbereiding|in de maak|in ontwikkeling|in oprichting|in de kinderschoenen|van plan|voornemen|plannen voor|lopen gesprekken|"
        r"in gesprek (?:met|over|te gaan)|buig(?:t|en) zich|toegezegd|eerste stap|nog (?:in|gezet)|volgend jaar|(?:werken|werkt|gewerkt) aan een|"
        r"verkent|verkennen|beraadt|gepland",
        1.3,
    ),
    (
        r"(?:is|blijft|lijkt|zijn|was)\b[^.;]{0,90}?\b(?:van (?:groot |wezenlijk )?belang|(?<!een )belangrijk|(?<!een )essentieel|cruciaal|noodzakelijk|"
        r"wenselijk|raadzaam|gewenst|nodig(?! (?:heeft|hebben|hadden|is)\b)|zaak(?! van| voor)|relevant|aan te bevelen|onontbeerlijk|zinvol|verstandig|een voorwaarde|vereist)",
        2.6,
    ),
    (r"(?:van belang|belangrijk|noodzakelijk|wenselijk|nodig|relevant) is (?:het |om |dat )", 1.5),
    (r"zou(?:den)?\b", 1.9),
    (r"(?:moet|moeten)\b(?! wachten)|(?:dient|dienen) (?=(?:\w+ ){0,8}te )", 0.9),
    (r"verdien(?:t|en)|behoe(?:ft|ven)|(?:vraagt|vragen) (?:\w+ ){0,3}(?:om|aandacht)", 2.2),
    (
        r"aandachtspunt\w*|verbeterpunt\w*(?!\s+(?:(?:worden|zijn|werden)\s+)?(?:\w+\s+)?(?:meegenomen|opgepakt|verwerkt|doorgevoerd|besproken|opgelost))|ontwikkelpunt\w*|verbetering\w*|"
        r"aanbeveling\w*(?!\s+(?:\w+ ){0,3}?(?:meegenomen|opgepakt|verwerkt|doorgevoerd|besproken|overgenomen|opgevolgd|uitgevoerd))|punt van aandacht|voor verbetering vatbaar",
        2.2,
    ),
    (
        r"(?:kan|kunnen|mag|mogen)\b[^.,;]{0,60}?\b(?:beter|steviger|explicieter|scherper|duidelijker|vaker|meer|verbeterd|versterkt|aangescherpt|"
        r"uitgebreid|geformaliseerd|verder (?:worden|te|uit\w+|ont\w+))",
        1.7,
    ),
    (
        r"beter (?:en \w+ )?(?:worden|vastgelegd|geregeld|benut|vastleggen|regelen|benutten|afstemmen|afgestemd|informeren|betrekken|te)",
        1.2,
    ),
    (r"(?:adviseert|adviseren|beveelt|bevelen|roept|wijst)\b[^.;]{0,40}\b(?:om|aan|op)\b", 1.4),
    (
        r"(?:is|er is|blijft) (?:meer|extra|verdere|nadere) (?:aandacht|afstemming|duidelijkheid|inzet|uitwerking|sturing|regie|zicht)|"
        r"meer (?:aandacht|duidelijkheid|afstemming|helderheid|zicht|regie|eenduidigheid)\b",
        1.3,
    ),
    (
        r"(?:kan|kunnen|mag|mogen)\b[^.,;]{0,60}?\b(?!\w*(?:werker|verlener|partner|zonder|houder|moeder|leider|manager|ander|verder|onder|wanneer|iedereen|zeker)\b)\w{4,}er (?:worden|zijn|kunnen|\w+en)",
        1.7,
    ),
    (
        r"(?:winst|ruimte|kansen) (?:is |valt |zijn |liggen )?(?:er )?(?:\w+ )?(?:te|voor) (?:behalen|winnen|verbetering|benutten)",
        2.4,
    ),
    (
        r"(?:kan|kunnen) (?:\w+ ){0,3}?(?:winst|slag|slagen|stap|stappen) (?:boeken|maken|halen|zetten|slaan)",
        2.0,
    ),
    (r"doe(?:t|n) er (?:goed|verstandig|wijs) aan", 2.2),
    (r"voorwaarde|randvoorwaarde|vereiste", 0.9),
    (
        r"^(?:maak|zorg (?:voor|dat|er)|onderzoek|overweeg|verken|bespreek|beschrijf|verhelder|verduidelijk|investeer|versterk|waarborg|leg|regel|stel|betrek|formuleer|borg|bepaal|ontwikkel|geef|neem|organiseer|spreek|evalueer|benut)\b",
        1.8,
    ),
    (r"(?:voorkomt|voorkomen|ondervangt|verkleint|verkleinen)\b[^.;]{0,30}\brisico['’]?s?", 0.8),
    (
        r"voor de hand|in de rede|(?:is|bestaat|hebben|heeft) (?:\w+ ){0,3}?behoefte aan|vergt|vergen|vraag(?:t|en) (?:\w+ )?een (?:\w+ere|andere)|"
        r"stj (?:vraagt|verwacht|adviseert|beveelt|roept|dringt|wijst)|inspecties (?:vragen|verwachten|adviseren|bevelen|roepen|wijzen)|"
        r"punt van zorg|zorgpunt\w*|zorgen over (?!(?:(?:een|het|de|deze|hun) )?(?:gezin|kind|ouder))|baart zorgen|uitdaging\w*|hoog tijd|aan te raden|stj (?:ziet|zou) graag|(?:is|zijn) toe aan|dringend|zo spoedig mogelijk",
        1.6,
    ),
    (
        r"betere|sterkere|actievere|duidelijkere|helderdere|scherpere|bredere|stevigere|intensievere|nauwere|explicietere|structurelere|"
        r"ruimere|vroegere|concretere|gerichtere|formelere|hechtere|aanscherping|verbreding|verduidelijking|intensivering|formalisering|"
        r"(?:nadere|verdere) (?:uitwerking|afspraken|ontwikkeling|concretisering|invulling|afstemming|onderbouwing|verbetering|borging)|(?:vergroot|vergroten|verkleint|verkleinen) de kans|meer recht|onmisba(?:ar|re)",
        1.0,
    ),
    (
        r"(?:kan|kunnen) (?:\w+ ){0,6}?(?:hierbij|daarbij|hierin|daarin|bijdragen|wegnemen|voorzien|uitkomst|voorkomen|helpen (?:om|bij))|op korte termijn",
        0.9,
    ),
    (r"^door (?:ook|vaker|meer|eerder|alsnog)", 1.0),
    (r"^door [^.;]{0,60}?\bte \w+en [^.;]{0,60}?\b(?:beter|betere|meer|groter|grotere)\b", 1.6),
    (
        r"^het (?:\w+ ){0,2}\w+en (?:van|met|in|op|door|om) [^.;]{0,90}?\b(?:voorkomt|ondervangt|vergroot|verkleint|bevordert|helpt|biedt|waarborgt|borgt|vergemakkelijkt)",
        1.2,
    ),
    (
        r"^een (?:\w+e )?\w+ (?:\w+ ){0,4}?(?:voorkomt|ondervangt|vergroot|verkleint|bevordert|helpt|biedt|maakt(?! (?:\w+ ){0,3}?deel uit)|geeft|brengt)",
        0.9,
    ),
    (
        r"(?:is|zijn) (?:\w+ ){0,3}?gebaat bij|heeft baat bij|hebben baat bij|het loont|loont het|noopt|nopen",
        1.6,
    ),
    (r"(?:biedt|bieden|geeft|geven) (?:\w+ ){0,2}?meer|wint aan|winnen aan", 1.2),
)
