"""Words of what brief 7.2 asks never to store, in English and Spanish, by category.

Each pattern is bounded, so that it is linear; a word at the start of a pattern stands at an edge.
"""

import re

from course_tools.privacy.one_person import PERSON

_IS = r"(?:is|was|’s|'s|es|era|am|soy)(?: an?| un| una)?(?: [\w’'-]{1,15})?"

_PEOPLES = (
    "african[ -]american|afro[ -]caribbean|afghan|albanian|arab|armenian|asian|bangladeshi|bengali"
    "|biracial|black|brown|cambodian|caribbean|chinese|colombian|congolese|cuban|dominican"
    "|eritrean|ethiopian|filipin[oa]|ghanaian|guatemalan|gypsy|haitian|hispanic|hmong|honduran"
    "|indian|indigenous|iranian|iraqi|irish|jamaican|kenyan|korean|kurdish|latin[oax]|mam"
    "|mexican|mixed[ -](?:race|heritage)|mixteco?a?|moroccan|native american|nepali|nigerian"
    "|pakistani|palestinian|peruvian|polish|punjabi|roma|romanian|russian|salvadoran|samoan"
    "|somali|sudanese|syrian|tamil|tibetan|tongan|traveller|turkish|ugandan|ukrainian|vietnamese"
    "|white|yemeni|zapotec[oa]?|árabe|afgan[oa]|asiátic[oa]|blanc[oa]|chin[oa]|colombian[oa]"
    "|cuban[oa]|guatemaltec[oa]|gitan[oa]|haitian[oa]|hondureñ[oa]|indígena|mam|mexican[oa]"
    "|moren[oa]|negr[oa]|salvadoreñ[oa]|venezolan[oa]"
)
_FAITHS = (
    "adventist|anglican|atheist|baptist|buddhist|catholic|christian|evangelical|hindu|jew|jewish"
    "|mormon|muslim|orthodox|pentecostal|protestant|quaker|sikh|ate[oa]|budista|católic[oa]"
    "|cristian[oa]|evangélic[oa]|judí[oa]|mormón|musulm[aá]na?|testigo de jehová|devout|religious"
)
_PARTIES = (
    "labour|tory|conservative|lib dem|liberal democrat|green party|reform(?: uk)?|republican"
    "|democrat|socialist|communist|marxist|trotskyist|anarchist|libertarian|nationalist|maga"
    "|comunista|socialista|anarquista|republican[oa]|demócrata|morenista|priista|panista"
)
_UNIONS = "unison|neu|nasuwt|gmb|unite|rmt|seiu|utla|cta|aft|nea|afscme|teamsters|snte|cnte"


def _person_who_is(words: str) -> str:
    """A word beside a person's: "a Somali father", "una mamá mixteca", "she is Somali"."""
    return (
        rf"\b(?P<it>{words})(?: [\w’'-]{{1,15}})? (?:{PERSON})\b"
        rf"|\b(?:{PERSON}) (?P<it2>{words})\b|\b{_IS} (?P<it3>{words})\b"
    )


_PATTERNS = {
    "immigration": (
        r"\b(?:undocumented|asylum|visas?|deport(?:ed|ation)|no papers|without papers|refugee status"
        r"|(?:immigration|residency|legal|settled|pre-settled) status|overstayed|illegal immigrant"
        r"|illegally|work permit|leave to remain|no recourse|(?:has|had|got|lost|waiting for)"
        r"(?: a| the| her| his)? green card|daca|dreamer|(?:ice|immigration) (?:took|came|arrested"
        r"|detained)|crossed the border|indocumentad[oa]|(?:no tiene|sin|sus) papeles|asilo"
        r"|deport(?:aron|ado|ada|ar|ó)|cruzó la frontera|estatus (?:migratorio|legal)|residencia legal)\b"
    ),
    "health": (
        r"\b(?:cancer|tumou?r|chemo(?:therapy)?|asthma(?:tic)?|depress(?:ed|ion)|anxiety|dialysis"
        r"|miscarriage|abortion|medication|diabet(?:es|ic)|epilep(?:sy|tic)|hiv|pregnan(?:t|cy)"
        r"|surgery|stroke|heart (?:attack|condition|disease)|(?:mental|chronic) illness|illness"
        r"|psychiatric|suicidal|addict(?:ed|ion)?|alcoholic|rehab|dementia|alzheimer[’']?s|disabled"
        r"|(?:a|his|her) disability|wheelchair|diagnos(?:ed|is)|panic attacks?|bipolar|ptsd"
        r"|schizophreni[ac]|(?:stopped|started|his|her) drinking|(?:he|she) (?:is|was|got|fell)"
        r"(?: very| so)? (?:sick|ill)|nervous breakdown|(?:in|to|from) (?:the )?hospital|lupus"
        r"|sickle cell|tuberculosis|long covid|cáncer|asma|depresión|deprimid[oa]|ansiedad|diálisis"
        r"|embarazad[oa]|medicamentos?|epilepsia|vih|enfermedad|(?:está|estaba) (?:muy )?enferm[oa]"
        r"|discapacidad|silla de ruedas|infarto|operaron|alcohólic[oa]|hospitalizad[oa])\b"
    ),
    "special-needs": (
        r"\b(?:ieps?|ehcp|504 plan|send? (?:register|support|pupil)|special (?:needs|education)"
        r"|autis(?:m|tic)|dyslexi[ac]|dyspraxi[ac]|adhd|asperger[’']?s|speech (?:therapy|delay)"
        r"|learning (?:disabilit(?:y|ies)|difficult(?:y|ies))|one-to-one aide|autismo|autista"
        r"|dislexia|tdah|educación especial|necesidades (?:educativas )?especiales)\b"
    ),
    "free-meals": (
        r"\b(?:free (?:school )?(?:meals?|lunch(?:es)?|dinners?)|fsm|reduced-price (?:meals?|lunch)"
        r"|pupil premium|(?:meal|lunch) vouchers?|lunch debt|(?:almuerzos?|comidas?|desayunos?)"
        r" grat(?:is|uit[oa]s?)|beca de comida)\b"
    ),
    "behaviour": (
        r"\b(?:suspended|suspension|excluded|exclusion|expelled|detention|truan(?:t|cy)"
        r"|miss(?:ed|es|ing) [\w -]{0,20}\b(?:days?|weeks?|school|class|lessons)|skip(?:s|ped) (?:school|class)"
        r"|absen(?:t|ces)|(?:his|her|poor|low) attendance|attendance (?:is|was) (?:poor|low|bad)"
        r"|fight(?:s|ing)|bites|bit another|misbehav\w{1,4}|disruptive|behaviou?r (?:plan|contract)"
        r"|hits other|late (?:every|each) (?:day|morning)|suspendi(?:eron|do|da|ó)|expuls\w{1,5}"
        r"|falta (?:mucho|a clases?|a la escuela)|ausencias|castiga(?:ron|do|da)|se (?:pelea|porta mal))\b"
    ),
    "safeguarding": (
        r"\b(?:abus(?:e|ed|ive)|disclos(?:ed|ure)|social (?:services|worker)|cps|child protection"
        r"|foster(?:ed| care)|neglect(?:ed)?|(?:hits|hit|beats|beat|hurts|kicks) (?:her|him|me)\b"
        r"|beaten|raped?|molest(?:ed)?|touched by|self-harm\w{0,4}|(?:cuts?|cutting|hurt|harm)"
        r" (?:herself|himself)|kill (?:herself|himself)|suicide|domestic violence|ran away from home"
        r"|abuso|abus(?:ó|aron)|maltrat\w{1,5}|(?:le|la|lo) (?:pegan?|golpean?)|violencia en"
        r"|servicios sociales|se (?:corta|lastima)|la violó|violaron)\b"
    ),
    "faith": (
        rf"{_person_who_is(_FAITHS)}|\b(?:jehovah[’']s witness|hijab|niqab|turban|kippah"
        r"|(?:converted|convert) to|(?:lost|found) (?:her|his) faith|(?:her|his|su) (?:religion|religión|fe))\b"
    ),
    "ethnicity": _person_who_is(_PEOPLES) + r"|\b(?:mixed[ -](?:race|heritage)|biracial)\b",
    "sexuality": (
        r"\b(?:gay|lesbian|bisexual|trans(?:gender)?|queer|non-?binary|homosexual|lgbt\w{0,4}"
        r"|came out(?: to| as)|her (?:girlfriend|wife)|his (?:boyfriend|husband)|two (?:mums|moms|dads)"
        r"|lesbiana|transgénero|salió del clóset)\b"
    ),
    "union-or-party": (
        r"\b(?:union (?:member|rep|activist)|shop steward|in the union|(?:joined|left) (?:the|a) union"
        rf"|(?:joined|left|in|member of) (?:the )?(?:{_UNIONS})"
        r"|(?:votes?|voted) (?:for|against|labour|tory|conservative|republican|democrat|green|reform)"
        r"(?! (?:the|an?|this|that|it|its|option|our) ?(?:motion|plan|budget|closure|cuts?|offer|bill"
        r"|proposal|crossing|strike|option)?\b)|voted for the other side"
        rf"|(?:es|está) (?:del|en el) sindicato|sindicalista|votó por)\b|{_person_who_is(_PARTIES)}"
    ),
    "allegation": (
        r"\b(?:steals?|stole|stealing|stolen|lie[sd]|liar|(?:shout|scream|yell)(?:s|ed)? at|bull(?:y|ies|ied)"
        r"|drunk|(?:hits?|slap(?:s|ped)|grab(?:s|bed)|push(?:es|ed)|touch(?:es|ed)|grop(?:es|ed)|kick(?:s|ed))"
        r" (?:an?|the|my|her|his|our|him|one)(?= (?:boy|girl|child|kid|student|pupil|son|daughter|little|arm|teacher)|\b)"
        r"|harass\w{1,4}|racist|sexist|accused|corrupt|bribes?|fraud|embezzl\w{1,4}|discriminat\w{1,4}"
        r"|humiliat\w{1,4}|insult(?:s|ed)|incompetent|threaten(?:s|ed)|robar?|robó|grita(?:ba)?|miente"
        r"|mintió|borrach[oa]|pega|golpe(?:a|ó)|acos(?:a|ó)|racista|machista|corrupt[oa]|insult(?:a|ó)"
        r"|humill(?:a|ó)|amenaz(?:a|ó)|maltrata)\b"
    ),
    "closed-meeting": (
        r"\b(?:(?:closed|executive|private|confidential|in[ -]camera|part[ -](?:two|2|ii))"
        r" (?:session|meeting|minutes|part of the meeting|board meeting)|confidential notes|behind closed doors"
        r"|(?:said|told [\w’']{1,15}|shared|spoken|given) in confidence|off the record"
        r"|(?:not|never) (?:meant )?to leave (?:the|this) room|puertas? cerradas?"
        r"|(?:reunión|sesión|junta) (?:privada|confidencial|cerrada|secreta)|en confidencia)\b"
    ),
    "password": (
        r"\b(?:pass(?:word|code|phrase)|pwd?|contraseña|clave)\b(?:(?: [\w’'-]{1,15}){0,3} (?:is|was|es)"
        r"|:| =|) ?(?=[^\s,.]{0,30}\d)[^\s,]{3,30}|\b(?:password|passcode|contraseña): ?\S{3,30}"
        r"|\b(?:log ?in|sign in|username|usuario)(?:(?: as| is| es|:)|(?= [a-z]{3,15},)) ?\w{3,30}"
        r"|(?<!zip )(?<!area )(?<!post )(?<!cds )(?<!budget )\b(?:code|pin|código)(?: is| es|:)? ?\d{3,8}\b"
    ),
    "verbatim": (
        r"\b(?:verbatim|word for word|exact words|transcri(?:pt|bed)|(?:recorded|taped) (?:him|her|our|the"
        r" (?:talk|conversation|one-to-one))|palabra por palabra|textualmente|palabras exactas"
        r"|transcripción|(?:la|lo) grabé)\b|“(?=(?:[^\s”]{1,30}\s{1,3}){24})[^”]{100,2000}”"
        r"|(?:(?<=\s)|^)\"(?=(?:[^\s\"]{1,30} {1,3}){24})[^\"\n]{100,2000}\"(?!\w)"
    ),
}
WORDS = {kind: re.compile(pattern, re.I) for kind, pattern in _PATTERNS.items()}
