"""Word lists of the checks on wording, English and Spanish (Brief 4.7, 4.9)."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PEOPLE = (
    r"(?:children|kids|pupils|students|learners|families|parents|mothers|fathers|boys|girls|youth|"
    r"teens|communities|(?:these|those) people)"
)
# Obstacles that others could remove: "parents cannot get a bus" is no blame.
_OBSTACLE = r"(?! (?:always )?(?:afford|get|reach|take|access|see|find|travel|come|be (?:heard|reached)|use|rely|have|count))"
CAUSE = _any(
    r"\bbecause(?: of)?\b", r"\bdue to\b(?! (?:open|start|vote|be\b|meet|decide|close|begin|arrive|publish|report|speak))",
    r"\blead(?:s|ing)? to\b", r"\bled to\b", r"\bcaus(?:es|ed|ing)\b(?! (?:for|of)\b)",
    r"\b(?:as|is|are) a (?:direct )?(?:result|consequence) of\b", r"\bresult(?:s|ed|ing) (?:in|from)\b",
    r"\bthanks to\b(?! (?:all|every|the parents|you))", r"\bowing to\b", r"\b(?:is|are|was|were) (?:the reason|why)\b", r"\bthe reason (?:for|why|is)\b",
    r"\b(?:is|are|was|were) to blame\b", r"\b(?:is|are|the|it's) faults? of\b", r"\bculpa de\b", r"\bdriven by\b", r"\bbrought about\b", r"\bexplains? why\b", r"\bthat's why\b",
    r"\bmak(?:es?|ing)\b(?! up| sure| progress| the case| a case)(?=[^.;,]{0,60}\b(?:absent|miss|late|fail|leave|stay|pupils|students|children|families))",
    r"\b(?:forces|forced|drives|prevents?|prevented)\b", r"\bkeep(?:s|ing)? [^.;,]{0,40}\b(?:from|out of|away)\b", r"\b(?:is|are|was) behind\b", r"\bstems? from\b", r"\bdown to\b(?! \d)", r"\bon account of\b",
    r"\bthe result of\b", r"\bconsequences? of\b", r"\b(?:is|are|was|the|a|main|root|real) (?:cause|culprit)\b(?! for)", r"\b(?:es|la) causa\b", r"\bmeans that\b", r"\b(?:therefore|hence|consequently)\b", r"\bcosts? (?:pupils|students|children|families)\b",
    r"\ba raíz de\b", r"\bocasion(?:a|an|ó)\b", r"\bgener(?:a|an|ó)\b", r"\bimpid(?:e|en|ió)\b", r"\bhacen? que\b", r"\bpor eso\b", r"\bpor falta de\b",
    r"\bporque\b", r"\bdebido a\b", r"\ba causa de\b", r"\bprovoc(?:a|an|ó|aron)\b", r"\bcaus(?:a|an|ó|aron)\b",
    r"\bgracias a\b", r"\bpor culpa de\b", r"\bconduc(?:e|en) a\b", r"\bllev(?:a|an|ó) a\b", r"\bse deben? a\b", r"\bcomo resultado de\b",
)  # fmt: skip
NOT_A_CAUSE = _any(
    r"\b(?:whether|do(?:es)? not know|don't know|doesn't know|cannot say|can't say|no sabemos)\b[^.;]*$",
    r"\b(?:not|don't|cannot|can't|nor|whether|if|know|without|possible|could|may|might|perhaps|rather than|no sabemos si|no es|quizás?|podría(?:n)?)\b(?:\W+\w+){0,4}\W*$",
)
# "Careful, because the group is small" explains the caution, not the number.
CAUTION_AFTER = re.compile(
    r"^\W*(?:(?:the|these|our|this|it is an?|los|el|la)\s+)?(?:(?:number|numbers|group|data|table|interval|range|sample|counts?|definition|grupo|números|datos)\b|only \d|so few|few)",
    re.IGNORECASE,
)
TOLD = _any(
    r"\b(?:told|say|said|says|believe|heard|report(?:ed)?|according to|dicen|dijeron|según)\b"
)
GAP = _any(
    r"\b(?:achievement|attainment|performance|word|learning|ability) gaps?\b",
    r"\bbrecha(?:s)? de (?:logros?|rendimiento|aprovechamiento|aprendizaje)\b",
)
DEFICIT = _any(
    r"\bhard[- ]to[- ]reach\b", r"\bfailing (?:schools?|pupils|students|children|kids)\b", r"\blow[- ]ability\b",
    r"\b(?:low|under)[- ]?achiev(?:ers?|ing)\b", r"\bunderachiev\w+", r"\blow[- ]performers?\b", r"\bdrop-?outs\b", r"\bat[- ]risk (?:youth|students|kids|children|pupils)\b",
    r"\b(?:broken|dysfunctional|problem|chaotic|difficult) (?:homes?|families|children|kids|parents)\b", r"\bculture of (?:poverty|low)\b",
    r"\b(?:lack of|low|poor|no) (?:aspirations?|ambition|motivation|parental (?:interest|involvement|engagement)|interest in (?:school|education))\b",
    rf"\b{_PEOPLE}\b(?: \w+){{0,2}} (?:can't|cannot|can not|are unable to|are not able to|aren't able to){_OBSTACLE}",
    rf"\b{_PEOPLE}\b(?: \w+){{0,4}} (?:don't|do not|doesn't|won't|will not|refuse to|fail to|failed to)(?: even| really| seem to)? (?:care|value|want|try|bother|engage|learn|behave|support|read|listen|speak|understand|reach)",
    rf"\b{_PEOPLE}\b(?: \w+){{0,2}} (?:lack|lacks|lacked|have no) (?!a bus|the bus|transport|access|money|places|teachers|books)\w+",
    rf"\b(?:these|those|such|our|their|poor|disadvantaged) (?:\w+ )?{_PEOPLE} (?:are|were) (?:just |simply |so |too |not |less )*(?:lazy|unmotivated|behind|weak|slow|incapable|unteachable|disruptive|failing|problems?|bright|able|capable|interested|ready|difficult|low)\b",
    r"\b(?:bad|poor) parent(?:ing|s)\b", rf"\b(?:lazy|unmotivated|bad|uncaring|feckless|irresponsible) {_PEOPLE}\b", r"\b(?:don't|do not|doesn't) care about (?:school|education|their)\b",
    r"\bdifíciles de alcanzar\b", r"\bno (?:les|le) (?:importa|interesa)\b", r"\bbajo rendimiento de (?:los|las|estos)\b",
    r"\b(?:niñ[oa]s|alumn[oa]s|estudiantes|familias|padres|madres)\b(?: \w+){0,2} no (?:pueden aprender|quieren|se interesan|se preocupan|apoyan|saben)\b",
    r"\b(?:flojos|perezosos|familias problemáticas|hogares rotos|falta de (?:interés|motivación|aspiraciones)|escuelas? (?:fracasadas?|reprobadas?))\b",
)  # fmt: skip
ABOUT_WORDS = _any(
    r"\b(?:word|words|term|label|phrase|definition|defined|called|calls?|so-called|named|stop saying|do not (?:say|use)|don't (?:say|use)|llama|término|palabra|definición)\b"
)
DENIED = _any(
    r"\b(?:not|aren't|isn't|never|no longer|rather than|instead of|nobody is|no (?:son|es)|nunca)\b(?:\W+\w+){0,2}\W*$"
)
RANK = _any(
    r"\b(?:the |our |is |are )*(?:worst|best|lowest|highest|bottom|top)(?:[- ](?:performing|ranked|rated|achieving|scoring))? (?:schools?|districts?|neighbou?rhoods?|borough|council|in (?:the|our|all)|of (?:the|all)|performers?|rates? (?:in|of all))\b",
    r"\b(?:highest|lowest|worst|best|fewest)\b[^.,;]{0,45}\b(?:in|of|across|anywhere in) (?:the |our |all |all of )*(?:\w+ )?(?:borough|county|state|district|city|town|country|nation|region|area|schools?|neighbou?rhoods?|board)\b",
    r"\bno other (?:school|district|neighbou?rhood|place|council)\b", r"\b(?:worse|better) than (?:any|every|all) (?:other )?\w+", r"\bsecond[- ](?:worst|best|lowest|highest)\b", r"\b(?:worst|best)-(?:performing|off)\b",
    r"\b(?:bottom|top|foot) of the (?:table|league|list|class|pile)\b", r"\bleague tables?\b",
    r"\brank(?:s|ed|ing|ings)?\b(?! and file)", r"\b(?:dead )?last (?:place|in the (?:state|county|country|district|city|borough))\b",
    r"\b(?:comes?|came|number|no\.) (?:first|last|one|\d+(?:st|nd|rd|th)) (?:in|of|out of|worst)\b",
    r"\b(?:la |el )?(?:peor|mejor) (?:escuela|distrito|barrio)\b", r"\b(?:worst|lowest|highest|best) (?:\w+ ){0,3}of (?:any|all)\b", r"\bcomes? (?:dead )?last\b", r"\bthan any(?:where| other)\b", r"\búltimo lugar\b", r"\bprimer lugar\b", r"\bhasta abajo de la (?:tabla|lista)\b",
)  # fmt: skip
AREA = _any(
    r"\b(?:neighbou?rhoods?|areas?|wards?|postcodes?|zip codes?|districts?|boroughs?|towns?|tracts?|LSOAs?|barrios?|zonas?|colonias?)\b"
)
PERSON = _any(
    r"\b(?:pupils?|students?|children|child|kids|families|parents|alumn[oa]s?|estudiantes?|niñ[oa]s|familias)\b"
)
AREA_TO_PERSON = _any(
    rf"\b{_PEOPLE}\b[^.;]{{0,30}}\b(?:in|from|of|living in|live in|lives in)\b[^.;]{{0,25}}?\b(?:poor|deprived|disadvantaged|rich|wealthy|these|this|such|that)\b[^.;]{{0,15}}\b(?:areas?|neighbou?rhoods?|postcodes?|wards?|zip codes?|barrios?)\b[^.;]{{0,20}}\b(?:are|is|so|have)\b",
    r"\b(?:niñ[oa]s|alumn[oa]s|familias)\b[^.;]{0,30}\b(?:barrios?|zonas?|colonias?) (?:pobres?|marginad[oa]s?)\b[^.;]{0,20}\bson\b",
)
OUR_PUPILS = _any(
    r"\b(?:our|my|the school's|nuestr[oa]s) (?:pupils|students|children|kids|alumn[oa]s|estudiantes|niñ[oa]s)\b",
    r"\b(?:pupils|students|alumn[oa]s|estudiantes)\b",
)
SMALL_NOTE = _any(
    r"\bnumbers? (?:is|are) (?:very |quite |too )?small\b", r"\bsmall (?:numbers?|groups?|n\b|sample|school|cohort)",
    r"\bgroups? (?:is|are|was) (?:very |quite |not (?:very )?)?(?:small|large|big)\b", r"\bfew pupils\b",
    r"\b(?:may|might|could) (?:well )?be (?:due to )?chance\b", r"\bnot certain\b", r"\buncertain", r"\bby chance\b", r"\bgive or take\b", r"\bmargin of error\b",
    r"\bgrupo pequeño\b", r"\bnúmeros? pequeños?\b", r"\bazar\b", r"\bmargen de error\b",
)  # fmt: skip
# A term whose meaning differs from file to file, and the notes that would explain it.
DEFINED = {
    "free school meals": (r"\bFSM\b(?!\s?6)|\bfree school meals?\b|\bcomidas (?:escolares )?gratuitas", r"\bFSM\b|free school meals|comidas"),
    "disadvantaged, FSM6, pupil premium": (r"\bdisadvantaged\b|\bFSM\s?6\b|\bever[- ]?(?:6|six)\b|\bpupil premium\b", r"disadvantaged|FSM\s?6|ever|pupil premium"),
    "FRPM or low income": (r"\bFRPM\b|\bfree (?:and|or) reduced\b|(?-i:\bSED\b)|\bsocioeconomically\b", r"FRPM|reduced|socioeconomic"),
    "English learner": (r"\bEnglish learners?\b|(?-i:\b(?:ELs|ELLs?)\b)|(?-i:\bEL (?:pupils|students|learners)\b)|\bever[- ]EL\b|\baprendices? de inglés", r"English learner|\bELs?\b|Ever-EL|inglés"),
    "EAL": (r"\bEAL\b|\benglish as an additional\b", r"EAL|additional language"),
}  # fmt: skip
EVER_EL = (
    re.compile(r"\bever[- ]EL", re.I),
    re.compile(r"\bFSM\s?6\b|\bever[- ]?(?:6|six)\b", re.I),
)
