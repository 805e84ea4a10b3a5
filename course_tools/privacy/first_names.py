"""First names that probably point to somebody, in small letters and without accents.

Written for this course, from memory; not complete, and no list could be. They are names often met
in the United States and Britain, in families from many countries.
"""

# Names that are usually an ordinary word (Grace, Mark, May) are left out or in AMBIGUOUS.
_FIRST = """
aaliyah aamir aaron abbas abby abdelrahman abdi abdikadir abdirahman abdoulaye abdul abdullah
abdullahi abebe abel abena abigail abiodun abiola abraham ada adaeze adam adebayo adela adele adeola
adewale aditi aditya adnan adrian adriana adwoa afonso afua agnes agnieszka agustin ahmad ahmed
ahmet aicha aida aidan aiden aileen ailsa aisha aisling ajay akash akiko akosua akua akwasi alan
alasdair alba albert alberto aled alejandra alejandro aleksandra alessandra alessandro alex alexa
alexander alexandra alexis alfie alfonso alfred alfredo ali alice alicia alina alireza alison
alistair allan allison alma almaz alun alvaro alyssa amaka amal amalia amanda amandeep amani amara
amber amelia amelie amina aminata amir amit amrita amy ana anabel anabela anand ananya anas
anastasia anca anders andre andrea andreea andrei andres andrew andriy andrzej andy angela angelica
angelina angus anh anil anita aniyah anjali ankit ann anna anne annie anthony antoine antonia
antonio antwan anwar anwen anya aoife araceli arash arben archie ariana ariel arif arjun armando
arnel arthur arturo arul arun arvind asad asha ashleigh ashley ashok asif asli asma astrid audrey
aurelia aurelio aurora ava avi ayaan ayanna ayesha aylin ayman ayodele ayse aysel aysha azad azadeh
aziz aziza azucena babak babatunde bahar bahram barbara barry bartosz bashir bassam bayani beata
beatrice beatriz becky behrouz bekele belen belinda ben benito benjamin berenice berivan bernadette
bernard bernardo bernice beth bethan bethany betty beverly bianca bich bijan bilal billie billy
blanca bob bobby bogdan bopha boris bozena bradley brandon brenda brendan brian brianna brid bridget
brittany bronwen brooke bruce bryan bryony bukola burak bushra caitlin caleb callum calum cameron
camila candelaria candice caoimhe carl carla carline carlos carmen carol carole carolina caroline
carolyn carrie carys casey cassandra catalin catalina catarina catherine cathy catriona cecilia
cedric cem cengiz ceri cerys cesar chad chaim chantal chantha charlene charles charlie charlotte
chelsea cheryl chiamaka chiara chidi chidinma chika chinedu chinonso chinwe chinyere chioma chitra
chloe chris christina christine christopher chue ciara ciaran cillian cindy ciprian citlali claire
clara claude claudia clemente clifford clive clodagh cody colin colleen concepcion connor conor
constantin consuelo corey cormac cosmin courtney craig cristian cristina cristobal crystal
cuauhtemoc cuong curtis cynthia dafydd daisy damarcus damian damilola damon dan dana daniel daniela
danielle danilo danny danuta daphne darcy darius dariush dariusz darnell darragh darren darryl dave
david dawit deandre debbie deborah debra deepa deepak deepika deirdre delia delroy delyth demetrius
denise deniz dennis denzel deqa derek deshawn desmond devonte dewi diana diane diarmuid diego diep
dieudonne dilan dilip dilys dimitri dina dinesh diogo divina divya dmytro dolores dominic donald
donna dora doris dorota dorothy doug douglas dragos duc duncan duong dustin dwayne dylan eamon ebony
ebru eddie edgar edgardo edith edmund edna edson eduardo edward edwin efrain efren eileen eilidh
ekow ekua elaine eleanor elena eleni eleri elham eli elias elif elijah elisa eliza elizabeth ella
ellen ellie elliot eloisa elsa elsie elvira elzbieta emanuel emeka emilia emiliano emilio emily
emine emma emmanuel emre emrys enrique eoin eric erica erik erika erin erlinda ernest ernesto errol
esmeralda esperanza esra esteban estefania estela esther ethan ethel euan eugene eugenia eunhee
eunice eunji eunjung eusebio eva evan evangelina evangeline evelyn evie ewa ewan ewelina ezekiel
ezra fabian fabienne fabiola fadi faduma fadumo faisal faiza farah farhad farhan farhana fariba
farid farida farooq farouk farzana farzaneh fatih fatima fatma fatou fatoumata faustino fauzia
federico felicia felipe felix femi ferdinand fereshteh fergal fergus fernanda fernando ffion fidel
filiberto filipa finlay fiona fionnuala florante florence florencia florin folake folashade frances
francesca francesco francis francisca franco frank fraser fred freddie frederick freya funmi
funmilayo gabriel gabriela gagandeep galina gaonou gareth gary gaurav gavin gayathri geeta gemma
genaro geoffrey george georgia georgina geraint gerald geraldine gerardo gertrude gethin ghada
ghassan gheorghe ghislaine ghulam giang gilbert gilberto gilda gina giovanni gisela gita giulia
giuseppe gladys glenn glenys gloria golnaz gonzalo gordon graciela graham grainne grazyna greg
gregor gregory griselda grzegorz guadalupe guerda guerline guillermo guiying gulay guled gurdeep
gurpreet gustavo guy gwen gwyneth habib haeun hafsa haile hakan halil halima halina hamid hamish
hamza hana hanan hanh hani hannah haoran haoyu harjit harold haroon harpreet harriet harry harvey
hasan hassan hatice hawa hazel heather hector heidi helen helena henrique henry henryk herbert
heriberto herlinda hernan hibo hien hieu hilary hilda hina hiroshi hirut hisham hoa hoang hodan
holly hongmei hortensia hossein houa howard huda hugh hugo humaira humberto huong huseyin hussain
hussein huw huy huyen hyejin hyunwoo iain ian ibrahim idris ieuan ifeanyi ifeoma ifrah ignacio
ikenna ileana ilhan ilir iman imani imelda imogen imran ines ingrid ioana ionel ionut iqbal iqra
irene irfan irina iris irma iryna isaac isabel isabella isabelle isaiah isidro isla ismael ismail
isobel itzel iulia iulian ivan ivy iwan iwona jabari jacek jack jackie jackson jacob jacqueline
jacques jade jadwiga jaime jairo jake jakub jalal jaleel jamaal jamal jamar james jamie jamila
jamshid jan jane janet janice janusz jaquan jaqueline jared jasbir jasmin jasmine jason jasper
jaspreet jaswinder javed javier javon jay jayden jayne jazmin jean jeanette jeff jeffrey jenna
jennifer jenny jeremiah jeremy jermaine jerome jerry jerzy jesse jessica jesus jiahao jianguo
jianhua jiayi jihoon jihye jill jim jimena jimin jimmy jing jisoo jiwon jiwoo jiyeon joan joana
joanna joanne joao joaquim joaquin jocelyn jocelyne jodie joe joel johanna john johnny jon jonathan
jordan jorge jose josefa josefina joselito joseph josephine josh joshua josie josue jovelyn joyce
juan juana juanita juanito judith judy julia julian juliana julie juliet julieta julio jumoke junjie
justin justine justyna jyoti kabir kadir kalia kamal kamil kamran kannan kao kara karan kareem karen
karim karima karina karl karla kasia katarzyna kate kateryna katherine kathleen kathryn kathy katie
kaveh kavita kavitha kaying kayla kehinde keiko keisha keith kelechi kelly kelsey kemal kemi ken
kendra kenji kenneth kenya kerem kerry ketly ketsia kevin keyshawn khadija khadra khaled khalid
khalil khanh khoa khou kian kieran kim kimberly kiran kirsten kirsty kofi kojo koua krishna kristen
kristin kristina krystyna krzysztof kuldeep kumar kunle kurt kwabena kwadwo kwaku kwame kwasi kweku
kwesi kyle kylie lachlan laila lakisha lakshmi laleh lalitha lamar lamont lara larry larysa lashonda
latasha latifa latonya latoya latrice laura lauren laurence lawrence layla lazaro leah leandro
leanne leila leilani lena leo leobardo leon leonard leonardo leonor leroy lesley leslie leticia
lewis liam liban lidia ligaya lihua lila liliana lilibeth lillian lily lina linda lindsay ling linh
lisa liviu liz lizbeth lloyd logan lola lorena lorenzo lorna lottie louis louisa louise lourdes
lowri lubna luca lucas lucia lucian luciana luciano lucila lucy ludmila luigi luis luisa luiz luiza
lukasz luke luminita lupe luz luzviminda lydia lynn lynne maame mabel maciej madalina madeleine
madison maeve mafalda magalie magdalena maggie maha mahad mahmoud mahnaz mahsa mai mairead majid
makayla malathi malcolm malgorzata malik mamadou manal mandeep manish manisha manjit manoj manouchka
manuel manuela marc marcela marcia marcin marco marcos marcus marek margaret margarida margarita
maria mariam mariama marian mariana maribel maricar maricel maricela maricruz marie mariela marilyn
marina mario marisela marisol marites maritza marius mariusz marivic marjorie marlene marlon
marquise marsha marta martha martin martina marvin marwa marwan mary maryam masoud mateo mateusz
mathew matias matilda matt matteo matthew maureen maurice mauricio max maxine maya mayra małgorzata
mee meenakshi meera megan mehdi mehmet mehran mei meihua meiling melanie melissa meltem mercedes
meredith meron merve mhairi mia micaela micah michael michal michał michelle miguel mihaela mihai
mike mila milagros mildred millie mina minh minho minji minjun miranda mircea mireille mireya miriam
mirlande mitchell mohamed mohammad mohammed mohan mohsin moises mojgan molly mona monica monika
monique montserrat morag morgan moshe mourad moussa muhammad mukesh mulugeta mumtaz muna murat murdo
muriel murugan mustafa muthu myfanwy mykola myra nabil nabila nadeem nadege nadia nadine naila
najibullah nancy nandini naomi narges narinder naseem nasir nasreen nasrin natacha natalia natalie
natasha nathan nathaniel natividad naveed navid nawal nayeli nazanin neda neelam neha neil nelson
nenita nerlande nerys nestor neville ngan ngoc ngozi nguyen nhia nhung nia niall niamh nicholas nick
nicola nicolae nicolas nicole nicoleta nigel nikhil nikki niloufar nimco nina nirmala nisha njeri
nkechi nnamdi nneka noah noe noel noemi noor nora norma norman nou nour nuala nuno nusrat oana oanh
obinna octavia octavio odette ofelia oisin oksana olamide olayinka oleksandr olena olga oliver
olivia ollie olufemi olumide oluwaseun olwen omar omer omid onur oonagh orhan orla orlando osama
oscar osian osman osvaldo othman ousmane ovidiu owen ozlem pablo paco padraig pahoua paige paloma
palwasha pamela panyia pao paola paolo parisa parminder parvathi parveen patricia patrick patryk
patty paul paula pauline paulo pawel paweł pedro peggy penelope percy pete peter phil philip phillip
phoebe phuc phuong phyllis pierre pilar piotr polly pooja porfirio pradeep prakash preeti priscilla
priya priyanka puja qiang qing quang quentin quyen quynh rabia rachael rachel radha rafael raheem
rahim rahul raj rajesh rajinder rajiv rakesh ralph raluca ramesh rami ramiro ramon ramona ramya
randy rani rania raquel rasha rashad rashid rashida rashmi raul ravi ray raymond razvan rebecca
recep reem refugio regina reginald rehana rekha renato rene revathi reyna reynaldo reza rhiannon
rhodri rhonda rhys ricardo richard rick ricky rigoberto riley rita rivka rizwan rob robert roberta
roberto robin robyn rochelle rocio rodel rodica rodney rodolfo rodrigo rogelio roger rohan rohit
roisin rokeya roland rolando roman rommel ron ronald ronaldo ronan ronnie rory rosa rosalia rosalind
rosalinda rosario rosaura rose roseline rosemary rosendo rosie ross rotimi rowan rowena roxana
roxanne roy roya ruairi ruaridh ruben rubina ruby rui rukhsana rupert russell ruth ryan ryszard saad
sabrina sadia saeed safiya sagal sahar sahra saima saira sajid salah salim sally salma salman
salvador salvatore salwa sam samantha samar sami samia samina samir samira samuel sandeep sandra
sanjana sanjay saoirse sara sarah saraswathi sarita sasha satnam saul sawsan scott seamus sean
sebastian seema sekou selam selena selin selvam selvi senait senthil seojun seoyeon sepideh serena
sergei sergio serhiy serkan sevgi shabana shabnam shahid shahida shahin shakeel shalini shamim shane
shanice shaniqua shannon shantel shanthi sharmila sharmin sharon shaun shawn shazia sheena sheila
shelly sheng sheryl shilpa shira shirin shirley shoaib shona shreya shukri shweta siamak sian sibel
sidney silvia simon simona simone simran sinan sinead siobhan sione sioned sita sivakumar socorro
sofia sohail sokha soledad sonia soojin sophea sophia sophie soraya sorcha sorin souad spencer
stacey stacy stan stanislaw stanisław stanley stefan stella stephanie stephen steve steven stewart
stuart subramaniam sue sukhwinder suleyman sultana suman sumathi sumaya sungmin sunil sunita suresh
surinder susan susana suzanne svetlana svitlana swati sylvia sylwia tabitha tadeusz tadhg tahir
tahira taiwo takashi tamara tameka tamika tanisha tanvir tanya tara tarek tariq taslima tasneem
tatiana tatyana taylor ted temitope tendai teodoro teresa teresita terrell terrence terry tesfaye
tessa tetiana thabo thandi thandiwe thanh thao thelma theo theodore theresa thi thiago thien thomas
thuy tiago tiffany tigist tim timmy timothy tina toby todd tolga tom tomas tomasz tommy tony tou
toua toussaint toyin tracey tracie tracy trang travis trayvon tremaine trevor trinh troy trung tuan
tuyet tyler tyrell tyrone uche uchenna ulises uma uriel ursula urszula usha usman uzma valentin
valentina valeria valerie vandana vanessa varun vasco vasile vera veronica vicente vicky victor
victoria vijay vijaya vikas vikram vincent vincenzo vinh vinod viorica virginia vishal vitor vivek
vivian viviana vlad vladimir volodymyr wafa wahida waleed walid walter wambui wanda wanjiru waqar
waseem wayne wei weiming wendell wendy wesley widline wilfredo william wilma wilner winifred winston
wojciech xai xavier xiaohong xiaoling xiaoming ximena xinyi xiomara xiulan xiuying xochitl yaakov
yadira yael yahya yajaira yanmei yareli yasemin yasin yasmin yasmine yasser yating yazmin yemi yer
yesenia yetunde yia yifan yinka yohannes yolanda yolette yonas youa youngmi yousef youssef yujin
yuki yulia yuliana yuriy yusuf yuting yuxuan yves yvette yvonne zach zachary zack zafar zahra zaid
zainab zakiya zara zbigniew zeeshan zehra zeinab zenaida zeynep zhiwei ziad zihan zoe zofia zohra
zoua zubair zulema zuzanna đuc łukasz
"""
FIRST_NAMES = frozenset(_FIRST.split())

# First names that are also words, places or surnames: they count only beside another name.
_AMBIGUOUS = """
alba alexis alma amber angel angelina april ariel aurora austin belen belinda bill bradley bruce
carl cesar chad chelsea claude clemente concepcion constantin crystal curtis daisy dan dawit divina
ebony ella esperanza faith fidel florence florencia franco frank fraser georgia gilbert grace grant
guy harvey hazel hope iqbal iris isla ivy jack jackson jade jan jasmine jay jean jerome jesus jing
jordan joy june kao kenya kim leon lewis lincoln ling lloyd logan lola lourdes luna luz mai malcolm
marina mark max mee mercedes milagros mina miranda mitchell mona montserrat morgan natividad nelson
nguyen nia noel nou orlando paco paloma pao pat penny percy phoenix pilar ray refugio regina reyna
riley robin roman rosario rose rosemary ross rowan roy salvador salvatore samar scott sheng sidney
socorro soledad spencer stan stewart sue sultana suman summer taylor ted thi tou toussaint trinity
troy uma valentin victoria virginia ward wei wendell will xai yer
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
