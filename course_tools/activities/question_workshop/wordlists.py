"""The words that the tagger knows, in English and in Spanish; all lists are the course's own.

Everything is written small, without accents: so are the questions when they are compared.
PLEASE CHECK BEFORE RELEASE: two community readers should read the Spanish lists.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class WordList:
    """Phrases of one language. `advice` and `leading` count anywhere, the others at the start."""

    advice: tuple[str, ...]
    leading: tuple[str, ...]
    leading_start: tuple[str, ...]
    leading_end: tuple[str, ...]
    invites: tuple[str, ...]  # "can you tell me about": closed in form, open in fact
    facts: tuple[str, ...]  # begin like an open question, and one fact answers them
    open: tuple[str, ...]
    closed: tuple[str, ...]
    fillers: tuple[str, ...]
    joins: tuple[str, ...]  # before a question word: two questions in one
    blame: tuple[str, ...]  # beginnings that may sound like blame
    moving: dict[str, tuple[str, ...]]  # level 2, by what is asked for


def _listed(text: str) -> tuple[str, ...]:
    """The phrases of a text, parted by "|"."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


ENGLISH = WordList(
    advice=_listed(
        """have you thought of | have you thought about | have you considered | have you tried |
        have you ever tried | did you try | why don't you | why not just | why not |
        how about | what about asking | what about trying | you should | shouldn't you |
        should you not | could you not just | couldn't you just | can't you just |
        if i were you | what if you just | would it help if you | wouldn't it help if you |
        wouldn't it be better if you | wouldn't it be better to | you could just |
        you could always | you ought to"""
    ),
    leading=_listed(
        """surely | obviously | clearly | of course | agree that | don't you | wouldn't it |
        isn't it | doesn't it | isn't that | aren't they | wouldn't you | everybody knows |
        everyone knows | we all know | as we all | you must be | you must feel |
        how can anyone | how could anyone | how bad is | how terrible | how awful |
        how wonderful | how much better"""
    ),
    leading_start=_listed(
        """don't | doesn't | didn't | isn't | aren't | wasn't | weren't | won't | wouldn't |
        shouldn't | couldn't | can't | haven't | hasn't | so you"""
    ),
    leading_end=_listed(
        """right | correct | no | yes | don't we | aren't we | won't we | aren't you | won't you |
        is it not | are they | do they | does it"""
    ),
    invites=_listed(
        """can you tell me | could you tell me | would you tell me | will you tell me |
        can you describe | could you describe | can you say more | could you say more |
        can you walk me | could you walk me | can you share | could you share |
        would you share | can you help me understand | could you help me understand |
        may i ask what | may i ask how | do you remember a time | can you remember a time"""
    ),
    facts=_listed(
        """how many | how much | how old | how long | how often | how far | what time |
        what grade | which grade | what day | which day | what date | what year |
        what is your name | what's your name | what is your number | what is your email |
        what school | which school | where do you live | where do you work |
        where are you from | who is the | who's the | who is your | when is | when's |
        when does | when do you start | when did you move | what is the name | how are you |
        how's work | what bus | which bus | what room | which room | what do you do for |
        when was"""
    ),
    open=_listed(
        """what | how | why | which | who | whom | whose | where | when | tell me | say more |
        describe | help me understand | in what | at what | from what | with whom | for whom |
        to whom | on what | by what | walk me | if"""
    ),
    closed=_listed(
        """do | does | did | is | are | am | was | were | can | could | would | have | has | had |
        will | should | shall | may | might | must | any | ever | you | and you"""
    ),
    fillers=_listed(
        """so | and | well | but | ok | okay | now | then | oh | um | hm | hi | hello | please |
        then again | just curious | i wonder | i'm curious | tell me honestly | honestly |
        may i ask"""
    ),
    joins=_listed("and | or | but"),
    blame=_listed("why"),
    moving={
        "action": _listed(
            """take for you | first step | next step | small step | one step | what will you |
            are you willing | be willing | ready to | would you do | you want to do |
            want to try | like to try | like to do | by when | what can you do | your part |
            commit | you try | could you do | you do next | we do next | begin with |
            start with | you take on | by friday | this week | before next"""
        ),
        "support": _listed(
            """support | help you | could help | who else | would you need | you need from |
            do you need | stand with | stand beside | beside you | go with you | come with you | back you |
            could you ask | count on | come along | would it help"""
        ),
        "alternatives": _listed(
            """another way | other way | other ways | what other | what else | options | instead |
            third way | alternative | different way | differently | besides"""
        ),
        "consequences": _listed(
            """would happen | might happen | happens if | could happen | affected | effect |
            lead to | would gain | would lose | who gains | who loses | go wrong |
            would it mean | cost us | follow from | make possible | would that do | if we did |
            if nothing changes"""
        ),
        "vision": _listed(
            """would you like | would you love | hope | dream | imagine | wish | years from now |
            in five years | in ten years | ideal | want to see | want for | would you want |
            look like if | best day | should it be | would a good | would it look"""
        ),
        "change": _listed(
            """how could | how might | what could | what might | get from | would it take |
            change | have to be true | would have to | made it possible | become | move this |
            get there | unstuck | turn into | shift"""
        ),
    },
)

SPANISH = WordList(
    advice=_listed(
        """ha pensado en | has pensado en | han pensado en | ha pensado usted en |
        ha considerado | has considerado | han considerado | ha probado | has probado |
        ha intentado | has intentado | han intentado | por que no | no deberia | usted deberia |
        ustedes deberian | usted tendria que | usted tiene que | que tal si | que le parece si | que te parece si |
        y si usted | y si mejor | yo que usted | en su lugar yo | le conviene |
        no seria mejor | por que mejor no | no podria simplemente"""
    ),
    leading=_listed(
        """no cree | no crees | no creen | no le parece | no te parece | no les parece |
        no es cierto | no es verdad | seguramente | obviamente | claro que | por supuesto |
        esta de acuerdo en que | estas de acuerdo en que | estan de acuerdo en que |
        todos sabemos | como todos | a poco no | verdad que | quien no | que tan malo |
        que tan terrible | ha de estar | debe estar | como es posible que"""
    ),
    leading_start=_listed("no"),
    leading_end=_listed("verdad | no | cierto | no es asi | si o no | correcto | o no"),
    invites=_listed(
        """me puede contar | me podria contar | me puede platicar | me podria platicar |
        puede contarme | podria contarme | puede platicarme | podria platicarme |
        me puede decir | me podria decir | podria decirme | puede decirme | me cuenta |
        me platica | me puede describir | me podria describir | puede describir |
        podria describir | me quiere contar | quiere contarme | me ayuda a entender |
        puede ayudarme a entender | se acuerda de una vez | recuerda una vez |
        recuerda algun momento | le puedo preguntar que | le puedo preguntar como"""
    ),
    facts=_listed(
        """cuantos | cuantas | cuanto tiempo | cuanto | cuanta | a que hora | en que grado |
        que edad | que dia | que grado | como se llama | como te llamas | desde cuando |
        donde vive | donde vives | donde trabaja | donde trabajas | de donde es |
        de donde eres | de donde son | cada cuando | cuando es | cuando empieza | cuando fue |
        a que se dedica | quien es el | quien es la | quien es su | cual es su nombre |
        cual es su numero | cual es su telefono | a que escuela | en que escuela |
        en que salon | que autobus | como esta | como le va | cada cuanto | que hora"""
    ),
    open=_listed(
        """que | como | cual | cuales | quien | quienes | cuando | donde | por que | para que |
        de que | en que | a que | con que | con quien | con quienes | a quien | a quienes |
        para quien | de quien | de donde | hasta donde | hacia donde | a donde | adonde |
        desde donde | sobre que | cuenteme | cuentame | platiqueme | platicame | digame |
        dime | hableme | hablame | describame | describeme | ayudeme a entender | expliqueme |
        cuentenos"""
    ),
    closed=_listed(
        """es | esta | estan | son | hay | tiene | tienes | tienen | puede | puedes | pueden |
        podria | podemos | quiere | quieres | quieren | cree | crees | sabe | sabes | conoce |
        ha | has | han | va | van | vive | trabaja | le | les | te | fue | fueron | era | se |
        usted | ustedes | su | sus | hace | vino | asistio | ya | alguna vez | todavia |
        siente | piensa | gusta | estaria | seria | vendria | iria | me | nos | sigue |
        necesita | habla | llego | van a"""
    ),
    fillers=_listed(
        """y | pues | bueno | entonces | oiga | oye | a ver | mire | mira | ahora | ahora bien |
        perdon | disculpe | hola | fijese | o sea | la verdad"""
    ),
    joins=_listed("y | o | pero"),
    blame=_listed("por que"),
    moving={
        "action": _listed(
            """haria falta para que usted | primer paso | siguiente paso | proximo paso |
            paso pequeno | un paso | que va a hacer | que vamos a hacer | esta dispuest |
            estaria dispuest | list[oa] para | que haria | que harias | quiere hacer |
            gustaria hacer | gustaria intentar | quiere intentar | para cuando | puede hacer |
            podria hacer usted | le toca | compromet | empezar | empezaria | esta semana |
            antes de la proxima | que puede usted"""
        ),
        "support": _listed(
            """apoy | ayudar | ayudaria | quien mas | quienes mas | necesitaria | necesita de |
            acompan | a su lado | ir con usted | estar con usted | respald | contar con | podria pedirle |
            con quien podria"""
        ),
        "alternatives": _listed(
            """otra manera | otra forma | otras maneras | otras formas | que otra | que otro |
            que mas | opciones | en vez de | en lugar de | alternativ | de otro modo |
            distint | diferente | tercer camino"""
        ),
        "consequences": _listed(
            """pasaria | podria pasar | que pasa si | afect | efecto | consecuencia | ganaria |
            perderia | quien gana | quien pierde | salir mal | nos costaria | si no cambia |
            resultaria"""
        ),
        "vision": _listed(
            """le gustaria | te gustaria | les gustaria | suena | sueno | espera para |
            esperanza | imagin | desea | quisiera | dentro de cinco anos |
            dentro de diez anos | en cinco anos | en diez anos | ideal | quiere ver |
            quiere para | se veria | como seria | mejor dia"""
        ),
        "change": _listed(
            """como podria | como podriamos | que podria | que podriamos | haria falta |
            tendria que pasar | cambi | pasar de | llegar a | hacer posible | lograr |
            transform | avanzar | destrabar | convert"""
        ),
    },
)

LISTS = {"en": ENGLISH, "es": SPANISH}
