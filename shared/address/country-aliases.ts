/**
 * Other names of countries: long forms, common short forms, each country's own name, and names in the languages that
 * backers write most, as `plainName` makes them (lower case, Latin letters without accents, no punctuation). Names in
 * other languages as in CLDR (Unicode licence). A name that several countries answer to ("Guinea" and its neighbours)
 * stands only with the one that is called so. `country-names.ts` has further languages, for the page alone.
 */
export const ALIAS_LINES = `
AE;uae,u a e,emirates,vereinigte arabische emirate,emirats arabes unis,emiratos arabes unidos,emirati arabi uniti,verenigde arabische emiraten,emirados arabes unidos,forenade arabemiraten,zjednoczone emiraty arabskie,الإمارات العربية المتحدة
AF;افغانستان
AG;antigua barbuda
AL;shqiperi
AM;հայաստան
AR;argentinien,argentine,argentinie,argentyna
AT;osterreich,autriche,oostenrijk,osterrike
AU;australien,australie
AX;aland
AZ;azərbaycan
BA;bosnia,bosnia herzegovina,bosna i hercegovina,босна и херцеговина
BD;বাংলাদেশ
BE;belgique,belgie,belgien,belgica,belgio,belgia
BG;bulgarien,bulgarie,bulgarije,bułgaria,българия
BH;البحرين
BI;uburundi
BL;st barthelemy,st barts
BN;brunei darussalam
BO;plurinational state of bolivia,bolivia plurinational state of
BQ;bonaire,bonaire sint eustatius and saba
BR;brasilien,bresil,brasil,brasile,brazilie,brazylia
BS;the bahamas
BT;འབྲུག
BV;bouvetøya
BY;беларусь
CA;kanada
CC;cocos keeling islands,keeling islands,kepulauan cocos keeling
CD;democratic republic of the congo,congo the democratic republic of the,dr congo,drc
CF;kodorosese ti beafrika
CG;congo,republic of the congo
CH;svizzera,suisse,schweiz,suiza,zwitserland,suica,szwajcaria,svizra
CI;ivory coast,cote divoire
CL;chili,cile
CM;cameroun
CN;people s republic of china,peoples republic of china,prc,mainland china,p r china,p r c,chine,cina,kina,chiny,中国,中國,p r of china,中华人民共和国,中華人民共和國
CO;kolumbien,colombie,kolumbia
CV;cabo verde
CY;zypern,chypre,chipre,cipro,cypern,cypr,κυπρος,kıbrıs
CZ;czech republic,the czech republic,ceska republika,tschechien,tchequie,chequia,cechia,tsjechie,tchequia,tjeckien,czechy,cesko
DE;federal republic of germany,brd,deutschland,allemagne,alemania,germania,duitsland,alemanha,tyskland,niemcy,ドイツ,德国,bundesrepublik deutschland
DK;danemark,dinamarca,danimarca,denemarken,danmark,dania
DO;republica dominicana
DZ;الجزائر,algerie
EE;estland,estonie,eesti
EG;مصر
EH;الصحراء الغربية
ER;ኤርትራ
ES;espana,spanien,espagne,spagna,spanje,espanha,hiszpania,espanya,espainia
ET;ኢትዮጵያ
FI;suomi,finnland,finlande,finlandia
FK;falkland islands malvinas
FM;federated states of micronesia,micronesia federated states of
FO;føroyar
FR;frankreich,francia,frankrijk,franca,frankrike,francja,フランス,法国,metropolitan france,france metropolitaine
GB;great britain,uk,u k,england,scotland,wales,northern ireland,united kingdom of great britain and northern ireland,grossbritannien,gran bretana,grande bretagne,vereinigtes konigreich,royaume uni,reino unido,regno unito,verenigd koninkrijk,storbritannien,wielka brytania,y deyrnas unedig,an rioghachd aonaichte,イギリス,英国,britain,the uk,united kingdom uk
GE;საქართველო
GF;guyane francaise
GH;gaana
GL;kalaallit nunaat
GM;the gambia
GN;guinee
GQ;guinea ecuatorial
GR;griechenland,grece,grecia,griekenland,grekland,grecja,ελλαδα
GS;south georgia and the south sandwich islands,south georgia south sandwich islands
GW;guine bissau
HK;hong kong sar,hong kong sar china,hong kong china,hongkong,香港,sonderverwaltungsregion hongkong,r a s chinoise de hong kong,rae de hong kong china,ras di hong kong,hongkong sar van china,hong kong rae da china,hongkong sar,sra hongkong chiny,中國香港特別行政區,中国香港特别行政区,h k,hksar
HM;heard island and mcdonald islands,heard mcdonald islands
HR;kroatien,croatie,croacia,croazia,kroatie,chorwacja,hrvatska
HU;ungarn,hongrie,hungria,ungheria,hongarije,ungern,wegry,magyarorszag
ID;indonesien,indonesie,indonezja
IE;republic of ireland,eire,ireland republic of,irland,irlande,irlanda,ierland,irlandia,roi,southern ireland
IL;israele,izrael,ישראל,إسرائيل
IN;bharat,indien,inde,indie,भारत,ভারত,இந்தியா,భారతదేశం,ભારત
IQ;العراق
IR;islamic republic of iran,iran islamic republic of,ایران
IS;island,islande,islandia,islanda,ijsland
IT;italien,italie,italia,włochy
JO;الأردن
JP;nippon,nihon,日本国,japon,giappone,japao,japonia,日本
KG;кыргызстан,киргизия
KH;កម្ពុជា
KM;جزر القمر
KN;st kitts and nevis,st kitts nevis
KP;democratic people s republic of korea,dprk,korea north,북한
KR;korea,republic of korea,korea republic of,korea south,sudkorea,coree du sud,corea del sur,corea del sud,zuid korea,coreia do sul,sydkorea,korea południowa,대한민국,韓国,s korea,rok,south korea republic of korea
KW;الكويت
KZ;казахстан,қазақстан
LA;lao pdr,lao people s democratic republic,ລາວ
LB;لبنان
LC;st lucia
LK;ශ් රී ලංකාව,இலங்கை
LT;litauen,lituanie,lituania,litouwen,litwa,lietuva
LU;luxemburg,luxemburgo,lussemburgo,luksemburg,letzebuerg
LV;lettland,lettonie,letonia,lettonia,letland,łotwa,latvija
LY;ليبيا
MA;المغرب,maroc
MD;republic of moldova,moldova republic of,republica moldova
ME;црна гора,crna gora
MF;st martin
MG;madagasikara
MK;macedonia,republic of north macedonia,macedonia the former yugoslav republic of,северна македонија
MM;burma,myanmar burma,မြန်မာ
MN;монгол
MO;macau,macao sar china,澳門,澳门,中国澳门特别行政区,中國澳門特別行政區,macau rae da china
MR;موريتانيا
MT;malte
MU;maurice
MX;mexiko,mexique,messico,meksyk
MY;malaisie,malasia,maleisie,malezja
MZ;mocambique
NA;namibie
NC;nouvelle caledonie
NE;nijar
NL;holland,the netherlands,nederland,niederlande,pays bas,paises bajos,paesi bassi,paises baixos,nederlanderna,holandia
NO;norwegen,norvege,noruega,norvegia,noorwegen,norge,norwegia,noreg
NP;नेपाल
NZ;aotearoa,neuseeland,nouvelle zelande,nueva zelanda,nuova zelanda,nieuw zeeland,nova zelandia,nya zeeland,nowa zelandia,n z
OM;عُمان
PE;perou
PF;polynesie francaise,tahiti
PH;the philippines,philippinen,filipinas,filippine,filipijnen,filippinerna,filipiny,pilipinas
PK;پاکستان
PL;polen,pologne,polonia,polska
PM;st pierre and miquelon,st pierre miquelon,saint pierre et miquelon
PN;pitcairn
PR;porto rico
PS;palestinian territories,state of palestine,palestinian territory occupied,الأراضي الفلسطينية
PT;portogallo,portugalia
QA;قطر
RE;reunion island,la reunion
RO;rumanien,roumanie,rumania,roemenie,romenia,rumunia
RS;србија,srbija
RU;russian federation,russland,russie,rusia,rusland,ryssland,rosja,россия,rossiya,rossija
RW;u rwanda
SA;saudi arabien,arabie saoudite,arabia saudi,arabia saudita,saoedi arabie,saudiarabien,arabia saudyjska,المملكة العربية السعودية,ksa
SD;السودان
SE;schweden,suede,suecia,svezia,zweden,sverige,szwecja
SG;singapur,singapour,singapura,新加坡,சிங்கப்பூர்
SH;st helena
SI;slowenien,slovenie,eslovenia,slovenien,słowenia,slovenija
SJ;svalbard,svalbard jan mayen,svalbard og jan mayen
SK;slovak republic,slowakei,slovaquie,eslovaquia,slovacchia,slowakije,slovakien,słowacja,slovensko
SN;senegaal
SO;soomaaliya
SS;جنوب السودان
ST;sao tome principe,sao tome e principe
SY;syrian arab republic,سوريا
SZ;swaziland
TC;turks caicos islands
TD;تشاد
TF;terres australes francaises
TH;thailande,tailandia,thailandia,tajlandia,ไทย
TJ;тоҷикистон
TL;east timor
TN;تونس,tunisie
TR;turkiye,turkei,turquie,turquia,turchia,turkije,turkiet,turcja
TT;trinidad,trinidad tobago
TW;taiwan province of china,republic of china,roc,taiwan roc,台湾,臺灣,tajwan,台灣,r o c,taiwan r o c,中華民國
TZ;united republic of tanzania,tanzania united republic of
UA;ucrania,ucraina,oekraine,ukraina,украіна,украина
UM;united states minor outlying islands,us minor outlying islands,u s outlying islands
US;united states of america,u s,u s a,us of a,the united states,america,estados unidos de america,amerika,vereinigte staaten,etats unis,estados unidos,stati uniti,verenigde staten,usa,stany zjednoczone,アメリカ合衆国,美国,미국,eeuu,ee uu,eua,e u a,u s of america,united states america,usa united states,アメリカ,сша
UZ;oʻzbekiston
VA;holy see,vatican,citta del vaticano
VC;st vincent and the grenadines,st vincent grenadines
VE;bolivarian republic of venezuela,venezuela bolivarian republic of
VG;virgin islands british
VI;virgin islands us,virgin islands u s,u s virgin islands,united states virgin islands
VN;viet nam,vietna,wietnam
WF;wallis futuna,wallis et futuna
XK;kosove
YE;اليمن
ZA;sudafrika,afrique du sud,sudafrica,zuid afrika,africa do sul,sydafrika,republika południowej afryki,suid afrika,iningizimu afrika
`;
