/**
 * Names of countries in further languages, beside those of `country-aliases.ts`: inhabited countries in German, French,
 * Spanish, Italian, Portuguese, Dutch and Polish; the sixty that most parcels go to in 15 more. As `plainName` makes
 * them. Source: CLDR 45 by way of ICU (Unicode licence). Kept apart because the server has no room for it; a name that
 * two countries share in two languages is left out.
 */
const NAME_LINES = `
AD;andorre,andora
AE;de forenede arabiske emirater,de forente arabiske emirater,arabiemiirikunnat,spojene arabske emiraty,egyesult arab emirsegek,emiratele arabe unite,birlesik arap emirlikleri,оаэ,обʼєднані арабські емірати,ηνωμενα αραβικα εμιρατα,アラブ首長国連邦,阿拉伯联合酋长国,阿拉伯聯合大公國,아랍에미리트,איחוד האמירויות הערביות
AF;afganistan,afeganistao
AG;antigua und barbuda,antigua et barbuda,antigua y barbuda,antigua e barbuda,antigua en barbuda,antigua i barbuda
AI;anguila
AL;albanien,albanie
AM;armenien,armenie
AR;argentiina,arjantin,аргентина,αργεντινη,アルゼンチン,阿根廷,아르헨티나,ארגנטינה
AS;amerikanisch samoa,samoa americaines,samoa americana,samoa americane,amerikaans samoa,samoa amerykanskie
AT;østrig,østerrike,itavalta,rakousko,ausztria,avusturya,австрия,австрія,αυστρια,オーストリア,奥地利,奧地利,오스트리아,אוסטריה
AU;ausztralia,avustralya,австралия,австралія,αυστραλια,オーストラリア,澳大利亚,澳洲,오스트레일리아,אוסטרליה
AX;alandinseln,iles aland,islas aland,isole aland,ilhas aland,wyspy alandzkie
AZ;aserbaidschan,azerbaidjan,azerbaiyan,azerbaigian,azerbaijao,azerbeidzjan,azerbejdzan
BA;bosnien und herzegowina,bosnie herzegovine,bosnia y herzegovina,bosnia ed erzegovina,bosnia e herzegovina,bosnie en herzegovina,bosnia i hercegowina
BB;barbade
BD;bangladesch,banglades,bangladesz
BE;belcika,бельгия,бельгія,βελγιο,ベルギー,比利时,比利時,벨기에,בלגיה
BF;burquina faso
BG;bulharsko,bulgaristan,болгария,болгарія,βουλγαρια,ブルガリア,保加利亚,保加利亞,불가리아,בולגריה
BH;bahrein,barein,bahrajn
BL;san bartolome,sao bartolomeu
BM;bermudes,bermudas,bermudy
BO;bolivien,bolivie,boliwia
BQ;karibische niederlande,pays bas caribeens,caribe neerlandes,caraibi olandesi,paises baixos caribenhos,caribisch nederland,niderlandy karaibskie
BR;brasilia,brazilia,brezilya,бразилия,бразилія,βραζιλια,ブラジル,巴西,브라질,ברזיל
BS;bahama s,bahamy
BT;bhoutan,butan,butao
BW;botsuana
BY;bielorussie,bielorrusia,bielorussia,bielorrussia,białorus
BZ;belice
CA;канада,καναδας,カナダ,加拿大,캐나다,קנדה
CD;kongo kinshasa,republica democratica del congo,demokratyczna republika konga
CF;zentralafrikanische republik,republique centrafricaine,republica centroafricana,repubblica centrafricana,republica centro africana,centraal afrikaanse republiek,republika srodkowoafrykanska
CG;kongo brazzaville,republica do congo,kongo
CH;elvetia,sveits,sveitsi,svycarsko,svajc,isvicre,швеицария,швеицарія,ελβετια,スイス,瑞士,스위스,שווייץ,confoederatio helvetica
CI;costa d avorio,costa do marfim,ivoorkust
CK;cookinseln,iles cook,islas cook,isole cook,ilhas cook,cookeilanden,wyspy cooka
CL;sili,чили,чилі,χιλη,チリ,智利,칠레,צ ילה
CM;kamerun,camerun,camaroes,kameroen
CN;kiina,cin,китаи,κινα,중국,סין
CO;kolumbie,columbia,kolombiya,колумбия,колумбія,κολομβια,コロンビア,哥伦比亚,哥倫比亞,콜롬비아,קולומביה
CR;kostaryka
CU;kuba
CV;cap vert,capo verde,kaapverdie,republika zielonego przyladka
CW;curazao
CY;kypros,kypr,ciprus,cipru,кипр,кіпр,キプロス,塞浦路斯,賽普勒斯,키프로스,קפריסין
CZ;tjekkiet,tsjekkia,tsekki,csehorszag,cehia,cekya,чехия,чехія,τσεχια,チェコ,捷克,체코,צ כיה,republica checa,republique tcheque,repubblica ceca,tschechische republik,republica ceca
DE;saksa,nemecko,nemetorszag,almanya,германия,німеччина,γερμανια,德國,독일,גרמניה
DJ;dschibuti,yibuti,gibuti,djibuti,dzibuti
DK;tanska,dansko,danemarca,danimarka,дания,данія,δανια,デンマーク,丹麦,丹麥,덴마크,דנמרק
DM;dominique,dominika
DO;dominikanische republik,republique dominicaine,repubblica dominicana,dominicaanse republiek,dominikana
DZ;algerien,argelia,algerije,algieria
EC;equateur,equador,ekwador
EE;viro,estonsko,esztorszag,estonya,эстония,естонія,εσθονια,エストニア,爱沙尼亚,愛沙尼亞,에스토니아,אסטוניה
EG;agypten,egypte,egipto,egitto,egito,egipt
ER;erythree,eritreia,erytrea
ES;spania,espanja,spanelsko,spanyolorszag,ispanya,испания,іспанія,ισπανια,スペイン,西班牙,스페인,ספרד
ET;athiopien,ethiopie,etiopia
FI;finsko,finnorszag,finlanda,finlandiya,финляндия,фінляндія,φινλανδια,フィンランド,芬兰,芬蘭,핀란드,פינלנד
FJ;fidschi,fidji,fiyi,figi,fidzi
FK;falklandinseln,iles malouines,islas malvinas,isole falkland,ilhas malvinas,falklandeilanden,falklandy
FM;mikronesien,micronesie,mikronezja
FO;faroer,iles feroe,islas feroe,isole fær øer,ilhas faroe,faeroer,wyspy owcze
FR;franta,frankrig,ranska,francie,franciaorszag,fransa,франция,франція,γαλλια,法國,프랑스,צרפת
GA;gabun,gabao
GB;regatul unit,storbritannia,iso britannia,spojene kralovstvi,egyesult kiralysag,birlesik krallık,великобритания,велика британія,ηνωμενο βασιλειο,英國,영국,בריטניה,angleterre,inglaterra,inghilterra,engeland,anglia,schottland,ecosse,escocia,англия
GD;grenade,granada
GE;georgien,georgie,gruzja
GF;franzosisch guayana,guayana francesa,guyana francese,guiana francesa,frans guyana,gujana francuska
GG;guernesey
GH;gana
GI;gibilterra
GL;gronland,groenland,groenlandia,grenlandia
GM;gambie
GN;guine,gwinea
GP;guadalupe,guadalupa,gwadelupa
GQ;aquatorialguinea,guinee equatoriale,guinea equatoriale,guine equatorial,equatoriaal guinea,gwinea rownikowa
GR;grækenland,hellas,kreikka,recko,gorogorszag,yunanistan,греция,греція,ギリシャ,希腊,希臘,그리스,יוון
GT;gwatemala
GW;guinee bissau,guinea bisau,gwinea bissau
GY;guiana,gujana
HK;sar hongkong,hongkong sar kina,hongkong kiinan erityishallintoalue,hongkong zao ciny,hongkong kkt,r a s hong kong china,cin hong kong oib,гонконг сар,гонконг оар китаю,χονγκ κονγκ εδπ κινας,中華人民共和国香港特別行政区,홍콩 중국 특별행정구,הונג קונג אזור מנהלי מיוחד של סין
HR;kroatia,chorvatsko,horvatorszag,hırvatistan,хорватия,хорватія,κροατια,クロアチア,克罗地亚,克羅埃西亞,크로아티아,קרואטיה
HU;unkari,madarsko,ungaria,macaristan,венгрия,угорщина,ουγγαρια,ハンガリー,匈牙利,헝가리,הונגריה
ID;indonezia,endonezya,индонезия,індонезія,ινδονησια,インドネシア,印度尼西亚,印尼,인도네시아,אינדונזיה
IE;irlanti,irsko,irorszag,ирландия,ірландія,ιρλανδια,アイルランド,爱尔兰,愛爾蘭,아일랜드,אירלנד
IL;israil,израиль,ізраіль,ισραηλ,イスラエル,以色列,이스라엘
IM;ile de man,isla de man,isola di man,ilha de man,wyspa man
IN;intia,hindistan,индия,індія,ινδια,インド,印度,인도,הודו
IQ;irak,iraque
IR;ira
IS;islanti,izland,izlanda,исландия,ісландія,ισλανδια,アイスランド,冰岛,冰島,아이슬란드,איסלנד
IT;olaszorszag,italya,италия,італія,ιταλια,イタリア,意大利,義大利,이탈리아,איטליה
JM;jamaika,jamaique,giamaica,jamajka
JO;jordanien,jordanie,jordania,giordania
JP;japani,japonsko,japonya,япония,японія,ιαπωνια,일본,יפן
KE;kenia,quenia
KG;kirgisistan,kirghizstan,kirguistan,kirghizistan,quirguistao,kirgizie,kirgistan
KH;kambodscha,cambodge,camboya,cambogia,camboja,cambodja,kambodza
KI;quiribati
KM;komoren,comores,comoras,comore,comoren,komory
KN;st kitts und nevis,saint christophe et nieves,san cristobal y nieves,saint kitts e nevis,sao cristovao e nevis,saint kitts en nevis,saint kitts i nevis
KR;coreea de sud,sør korea,etela korea,jizni korea,del korea,guney kore,республика корея,південна корея,νοτια κορεα,韩国,南韓,קוריאה הדרומית,韓國,южная корея
KW;koweit,koeweit,kuwejt
KY;kaimaninseln,iles caimans,islas caiman,isole cayman,ilhas cayman,kaaimaneilanden,kajmany
KZ;kasachstan,kazajistan,kazakistan,cazaquistao,kazachstan
LB;libanon,liban,libano
LC;sainte lucie,santa lucia
LS;lesoto
LT;liettua,litva,litvania,litvanya,литва,λιθουανια,リトアニア,立陶宛,리투아니아,ליטא
LU;lucembursko,люксембург,λουξεμβουργο,ルクセンブルク,卢森堡,盧森堡,룩셈부르크,לוקסמבורג
LV;lotyssko,lettorszag,letonya,латвия,латвія,λετονια,ラトビア,拉脱维亚,拉脫維亞,라트비아,לטביה
LY;libyen,libye,libia,libie
MA;marokko,marruecos,marocco,marrocos,maroko
MC;monako
MD;republik moldau,moldavie,moldavia,mołdawia
ME;czarnogora
MF;san martin,sao martinho
MG;madagaskar
MH;marshallinseln,iles marshall,islas marshall,isole marshall,ilhas marshall,marshalleilanden,wyspy marshalla
MK;nordmazedonien,macedoine du nord,macedonia del norte,macedonia del nord,macedonia do norte,noord macedonie,macedonia połnocna
MM;myanmar birmanie,myanmar birmania,mianmar birmania,myanmar birma,mjanma birma
MN;mongolei,mongolie
MO;macao sar,sar macao,macao sar kina,macao kiinan erityishallintoalue,macao zao ciny,makao kkt,r a s macao china,cin makao oib,макао сар,макао оар китаю,μακαο εδπ κινας,中華人民共和国マカオ特別行政区,마카오 중국 특별행정구,מקאו אזור מנהלי מיוחד של סין,sonderverwaltungsregion macau,r a s chinoise de macao,rae de macao china,ras di macao,macau sar van china,sra makau chiny
MP;nordliche marianen,iles mariannes du nord,islas marianas del norte,isole marianne settentrionali,ilhas marianas do norte,noordelijke marianen,mariany połnocne
MQ;martinica,martynika
MR;mauretanien,mauritanie,mauretania
MT;мальта,μαλτα,マルタ,马耳他,馬爾他,몰타,מלטה
MU;mauricio
MV;malediven,maldivas,maldive,maldiven,malediwy
MW;malaui
MX;meksiko,mexic,meksika,мексика,μεξικο,メキシコ,墨西哥,멕시코,מקסיקו
MY;malesia,malajsie,malajzia,malezya,малаизия,малаизія,μαλαισια,マレーシア,马来西亚,馬來西亞,말레이시아,מלזיה
MZ;mosambik,mozambico,mozambik
NC;neukaledonien,nueva caledonia,nuova caledonia,nova caledonia,nieuw caledonie,nowa kaledonia
NI;nikaragua
NL;tarile de jos,nederlandene,alankomaat,nizozemsko,hollandia,hollanda,нидерланды,нідерланди,κατω χωρες,オランダ,荷兰,荷蘭,네덜란드,הולנד,kingdom of the netherlands,hollande,olanda
NO;norja,norsko,norvec,норвегия,норвегія,νορβηγια,ノルウェー,挪威,노르웨이,נורווגיה
NZ;uusi seelanti,novy zeland,uj zeland,noua zeelanda,yeni zelanda,новая зеландия,нова зеландія,νεα ζηλανδια,ニュージーランド,新西兰,紐西蘭,뉴질랜드,ניו זילנד
OM;oma
PE;перу,περου,ペルー,秘鲁,秘魯,페루,פרו
PF;franzosisch polynesien,polinesia francesa,polinesia francese,frans polynesie,polinezja francuska
PG;papua neuguinea,papouasie nouvelle guinee,papua nueva guinea,papua nuova guinea,papua nova guine,papoea nieuw guinea,papua nowa gwinea
PH;filippinerne,filippinene,filippiinit,fulop szigetek,filipine,filipinler,филиппины,філіппіни,φιλιππινες,フィリピン,菲律宾,菲律賓,필리핀,הפיליפינים
PK;paquistao
PL;puola,polsko,lengyelorszag,polonya,польша,польща,πολωνια,ポーランド,波兰,波蘭,폴란드,פולין
PM;st pierre und miquelon,san pedro y miquelon,saint pierre e miquelon,sao pedro e miquelao,saint pierre en miquelon,saint pierre i miquelon
PR;portorico,portoryko
PS;palastinensische autonomiegebiete,territoires palestiniens,territorios palestinos,territori palestinesi,palestijnse gebieden,terytoria palestynskie
PT;portugali,portugalsko,portekiz,португалия,португалія,πορτογαλια,ポルトガル,葡萄牙,포르투갈,פורטוגל
PW;palaos
PY;paraguai,paragwaj
QA;katar,catar
RE;riunione,reuniao
RO;rumænien,rumunsko,romanya,румыния,румунія,ρουμανια,ルーマニア,罗马尼亚,羅馬尼亞,루마니아,רומניה
RS;serbien,serbie,servia,servie
RU;venaja,rusko,oroszorszag,rusya,росія,ρωσια,ロシア,俄罗斯,俄羅斯,러시아,רוסיה,рф
RW;ruanda
SA;saudska arabie,szaud arabia,suudi arabistan,саудовская аравия,саудівська аравія,σαουδικη αραβια,サウジアラビア,沙特阿拉伯,沙烏地阿拉伯,사우디아라비아,ערב הסעודית
SB;salomonen,iles salomon,islas salomon,isole salomone,ilhas salomao,salomonseilanden,wyspy salomona
SC;seychellen,seicheles,seszele
SD;soudan,sudao,soedan
SE;ruotsi,svedsko,svedorszag,suedia,isvec,швеция,швеція,σουηδια,スウェーデン,瑞典,스웨덴,שוודיה
SG;szingapur,сингапур,сінгапур,σιγκαπουρη,シンガポール,싱가포르,סינגפור
SH;sainte helene,santa elena,sant elena,santa helena,sint helena,wyspa swietej heleny
SI;slovinsko,szlovenia,slovenya,словения,словенія,σλοβενια,スロベニア,斯洛文尼亚,斯洛維尼亞,슬로베니아,סלובניה
SJ;spitzbergen und jan mayen,svalbard et jan mayen,svalbard y jan mayen,svalbard e jan mayen,spitsbergen en jan mayen,svalbard i jan mayen
SK;slovakiet,szlovakia,slovacia,slovakya,словакия,словаччина,σλοβακια,スロバキア,斯洛伐克,슬로바키아,סלובקיה
SL;sierra leona,serra leoa
SM;saint marin
SO;somalie
SR;surinam
SS;sudsudan,soudan du sud,sudan del sur,sud sudan,sudao do sul,zuid soedan,sudan południowy
ST;sao tome und principe,sao tome et principe,santo tome y principe,sao tome en principe,wyspy swietego tomasza i ksiazeca
SV;salvador,salwador
SX;saint martin partie neerlandaise
SY;syrien,syrie,siria
SZ;esuatini,essuatini
TC;turks und caicosinseln,iles turques et caiques,islas turcas y caicos,isole turks e caicos,ilhas turcas e caicos,turks en caicoseilanden,turks i caicos
TD;tschad,tchad,ciad,chade,tsjaad,czad
TH;thaimaa,thajsko,thaifold,thailanda,tayland,таиланд,таіланд,ταιλανδη,タイ,泰国,泰國,태국,תאילנד
TJ;tadschikistan,tadjikistan,tayikistan,tagikistan,tadjiquistao,tadzjikistan,tadzykistan
TL;timor oriental,timor est,oost timor,timor wschodni
TM;turcomenistao
TN;tunesien,tunez,tunesie,tunezja
TR;tyrkiet,tyrkia,turkki,turecko,torokorszag,turcia,турция,туреччина,τουρκια,トルコ,土耳其,튀르키예,טורקיה
TT;trinidad und tobago,trinite et tobago,trinidad y tobago,trinidad e tobago,trinidad en tobago,trynidad i tobago
TW;tchaj wan,tajvan,tayvan,таивань,ταιβαν,대만,טייוואן
TZ;tansania,tanzanie
UA;ukrajina,ukrajna,ukrayna,ουκρανια,ウクライナ,乌克兰,烏克蘭,우크라이나,אוקראינה
UG;ouganda,oeganda
US;statele unite ale americii,yhdysvallat,spojene staty,egyesult allamok,amerika birlesik devletleri,соединенные штаты,сполучені штати,ηνωμενες πολιτειες,美國,ארצות הברית,vereinigte staaten von amerika,etats unis d amerique,stati uniti d america,verenigde staten van amerika,estados unidos da america,stany zjednoczone ameryki
UY;uruguai,urugwaj
UZ;usbekistan,ouzbekistan,uzbequistao,oezbekistan
VA;vatikanstadt,etat de la cite du vatican,ciudad del vaticano,cidade do vaticano,vaticaanstad,watykan
VC;st vincent und die grenadinen,saint vincent et les grenadines,san vicente y las granadinas,saint vincent e grenadine,sao vicente e granadinas,saint vincent en de grenadines,saint vincent i grenadyny
VE;wenezuela
VG;britische jungferninseln,iles vierges britanniques,islas virgenes britanicas,isole vergini britanniche,ilhas virgens britanicas,britse maagdeneilanden,brytyjskie wyspy dziewicze
VI;amerikanische jungferninseln,iles vierges des etats unis,islas virgenes de ee uu,isole vergini americane,ilhas virgens americanas,amerikaanse maagdeneilanden,wyspy dziewicze stanow zjednoczonych
VN;вьетнам,вʼєтнам,βιετναμ,ベトナム,越南,베트남,וייטנאם
WF;wallis und futuna,wallis y futuna,wallis e futuna,wallis en futuna,wallis i futuna
XK;kosowo
YE;jemen,iemen
YT;majotta
ZA;sør afrika,etela afrikka,jihoafricka republika,del afrikai koztarsasag,africa de sud,guney afrika,южно африканская республика,південно африканська республіка,νοτια αφρικη,南アフリカ,南非,남아프리카,דרום אפריקה
ZM;sambia,zambie
ZW;simbabwe,zimbabue
`;

let names: ReadonlyMap<string, string> | null = null;

/** The ISO code of a country by a name of this table, as `plainName` makes it; null when there is none. */
export function codeByFurtherName(plain: string): string | null {
  if (!names) {
    const map = new Map<string, string>();
    for (const line of NAME_LINES.split('\n')) {
      for (const name of line.slice(3).split(',')) if (name !== '') map.set(name, line.slice(0, 2));
    }
    names = map;
  }
  return names.get(plain) ?? null;
}
