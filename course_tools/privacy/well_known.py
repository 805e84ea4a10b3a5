"""Names and words that point to nobody in particular.

All are compared in small letters and without accents.
"""

# Authors, organizers and teachers of organizing whom the course itself names.
_ORIGINATORS = """
bernard loomer|john gaventa|steven lukes|saul alinsky|marshall ganz|hahrie han|hannah arendt|
mary parker follett|peter bachrach|morton baratz|robert dahl|james scott|lisa veneklasen|
valerie miller|jane mcalevey|raji hunjan|jethro pettit|fran peavey|paulo freire|ella baker|
dolores huerta|cesar chavez|fred ross|ernesto cortes|edward chambers|ed chambers|rosa parks|
martin luther king|nelson mandela|mahatma gandhi|dorothy day|jane addams|myles horton|
septima clark|bob moses|heather booth|kim bobo|steve max|george lakey|gene sharp|
vivian hutchinson|reinhold niebuhr|rabbi hillel|neil jameson|michel foucault|karl marx|
max weber|john dewey|bell hooks|audre lorde|gloria anzaldua|chimamanda adichie|
ignacio martin baro|orlando fals borda|karen mapp|soo hong|mark warren|eve tuck|aubrey mendelow
"""
ORIGINATORS = frozenset(name.strip() for name in _ORIGINATORS.split("|"))

# Places and schools that the course invented.
INVENTED = frozenset(
    ["elm creek", "port marlow", "harbor court", "harbour court", "marigold street", "marigold"]
)

# One of these in a capitalized name makes it a place, a body or a thing, not a person.
_PUBLIC = """
academy agency alliance area assembly association authority avenue bank bay beach board borough
bridge building bureau cafe campus castle cathedral center centre chamber chapel charity church
citizens city clinic club coalition college colony committee common commons community company
conference congress council county court creek crescent dam department desert district division
drive east elementary england estate europe family farm federation ferry festival field fields
fire forest foundation fund garden gardens gate government green grove hall harbor harbour heights
high hill hills home hospital hostel house housing infant institute island isle junction junior
justice kindergarten lake lane league library london market marsh meadow meadows media mews
middle mill mills minister ministry mission moor mosque mount mountain museum network new north
nursery office orchard organization organisation palace parish park parents partnership party
police port post primary program programme project pta pto quay radio railway ranch region
republic reserve resort river road royal saint santa san school schools secondary sector senate
services shelter shop shore society south square st stadium state states station street studio
summit surgery synagogue team temple terrace theater theatre times tower town transport trust
union united university valley view villa village ward wales water waters way west wood woods
works yard ymca zone boulevard education special universal credit wage meals lunch learner
learners language charter magnet standards stage section premium safeguarding curriculum living
bulletin economics institute intelligence learning project teaching care social security act bill code day days week month year years fund plan report review survey
award prize bulletin journal press guide handbook news post times magazine book books class grade
group groups room program team teams night evening morning spring summer autumn fall winter
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december easter christmas ramadan eid diwali thanksgiving
african american asian british english spanish mexican latino latina latinx hispanic european
irish scottish welsh french german italian portuguese chinese vietnamese filipino hmong arabic
somali polish romanian turkish indian pakistani bangladeshi nigerian jamaican black white indigenous
catholic christian jewish muslim hindu sikh buddhist protestant
avenida barrio biblioteca calle centro ciudad colegio colonia comite condado consejo distrito
escuela estado fundacion hospital iglesia instituto junta mercado oficina parque plaza primaria
preescolar pueblo rio secundaria directiva unidos unidas educacion salud sindicato universidad lunes martes miercoles jueves viernes sabado
domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
mexico california texas florida arizona nevada oregon washington york jersey hampshire yorkshire
lancashire oakland fresno sacramento chicago boston birmingham manchester
liverpool leeds sheffield bristol cardiff glasgow edinburgh belfast scotland ireland britain america
kingdom exchange gazette herald tribune observer chronicle control roja banco ofsted parliament
senate unison commons lords google zoom facebook whatsapp instagram microsoft word excel jupyter canvas
"""
PUBLIC = frozenset(_PUBLIC.split())

# Words that begin sentences and headings, or are capitalized out of respect for the thing.
_ORDINARY = """
a about above after again against all almost already also although always am among an and another
any anyone anything are around as ask asked at aunt away back be because been before began behind
being below best better between big both bring but by call called came can cannot change child
children choose closed come could dad dear decided did different do does doing done down during
each early either else end enough even every everyone everything fair far few finally find first
five for four from full further gave get give go god good got great had half hand has have having
he hear heard help her here hers him his how however i idea if in indeed instead into is it its
just keep kept kids know land last late later lead least left less let like listening little long
look looking lord made make many map maybe me meanwhile meeting men might mine more most mother
much mum mom must my myself name near need never next nine no nobody none nor not nothing notice
now of off often old on once one only open or option other others our ours out over own paper
parent part people perhaps person plan please point power present problem public question quiet
rather reading reason relational right role rubric said same saw say second see seen seven several
shall she should show since six small so some somebody someone something soon spaces speak step
still stop story such take talk target tell ten than thank that the their them then there these
they thing things think third this those though three through thus time title to today together
told tomorrow too took top toward towards trust try turn twelve twenty two under until up upon us
use used very visible wait want was we well went were what when whenever where whether which while
who whole whom whose why will with within without women word words work world would write wrote
yes yesterday yet you young your yours hello hi dimension lens lenses face hidden invited claimed
invisible evidence reflection values self interest organizer organiser organizing organising leader
leaders ally allies actor actors player players decision tie ties issue pin action research house
narrative snowflake rule halves cube ladder unilateral zoom pdf reading readings carnegie
al algo alguien ahora antes aqui asi aun aunque ayer bien cada casi como con contra cual cuando
cuanto de del desde despues dia dice dijo donde dos durante el ella ellas ellos en entonces entre
era eran es esa ese eso esta estaba estan estas este esto estos fue fueron gente gracias ha habia
hace hacia han hasta hay hoy hubo la las le les lo los luego madre mas me mi mientras mis mucho
muchas muchos muy nada nadie ni ninguna ninguno no nos nosotras nosotros nuestra nuestro nueva nuevo
nunca o otra otras otro otros padre padres para pero poco poder por porque primer primera primero paso pronto general
pues que quien quienes se sea segun segunda segundo ser si siempre sin sino sobre solo son su sus
tal tambien tampoco tan tanto te tenemos tener tengo tercera tercero tiene tienen toda todas todavia
todo todos tres tu tuvo un una unas uno unos usted ustedes va vamos ver vez vi y ya yo
"""
ORDINARY = frozenset(_ORDINARY.split())

# Roles: they point to a person only when a name follows.
_ROLES = """
administrator advisor aide alcalde alcaldesa analyst assistant associate board captain chair
chairperson chief clerk coach coordinator councillor councilor counselor custodian dean deputy
director directora doctor driver educator executive facilitator father governor governors
guardian head headteacher interpreter janitor judge lead librarian liaison maestra maestro
manager mayor member minister nurse officer organizer parent pastor president priest principal
profesor profesora professor representative researcher secretary senator sister staff
superintendent supervisor teacher trainer treasurer trustee vice volunteer
"""
ROLES = frozenset(_ROLES.split())
