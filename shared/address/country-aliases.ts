/**
 * Other names of countries: long forms, common short forms, and names in languages that backers write, as `plainName`
 * makes them (lower case, Latin letters without accents, no punctuation). Names in other languages as in CLDR.
 * A name that several countries answer to ("Guinea" and its neighbours) stands only with the one that is called so.
 */
export const ALIAS_LINES = `
AE;uae,u a e,emirates,vereinigte arabische emirate,emirats arabes unis,emiratos arabes unidos,emirati arabi uniti,verenigde arabische emiraten,emirados arabes unidos,forenade arabemiraten,zjednoczone emiraty arabskie,الإمارات العربية المتحدة
AG;antigua barbuda
AR;argentinien,argentine,argentinie,argentyna
AT;osterreich,autriche,oostenrijk,osterrike
AU;australien,australie
AX;aland
BA;bosnia,bosnia herzegovina
BE;belgique,belgie,belgien,belgica,belgio,belgia
BG;bulgarien,bulgarie,bulgarije,bułgaria,българия
BL;st barthelemy,st barts
BN;brunei darussalam
BO;plurinational state of bolivia,bolivia plurinational state of
BQ;bonaire,bonaire sint eustatius and saba
BR;brasilien,bresil,brasil,brasile,brazilie,brazylia
BS;the bahamas
CA;kanada
CC;cocos keeling islands,keeling islands
CD;democratic republic of the congo,congo the democratic republic of the,dr congo,drc
CG;congo,republic of the congo
CH;svizzera,suisse,schweiz,suiza,zwitserland,suica,szwajcaria
CI;ivory coast,cote divoire
CL;chili,cile
CN;people s republic of china,peoples republic of china,prc,mainland china,p r china,p r c,chine,cina,kina,chiny,中国
CO;kolumbien,colombie,kolumbia
CV;cabo verde
CY;zypern,chypre,chipre,cipro,cypern,cypr
CZ;czech republic,the czech republic,ceska republika,tschechien,tchequie,chequia,cechia,tsjechie,tchequia,tjeckien,czechy,cesko
DE;federal republic of germany,brd,deutschland,allemagne,alemania,germania,duitsland,alemanha,tyskland,niemcy
DK;danemark,dinamarca,danimarca,denemarken,danmark,dania
EE;estland,estonie,eesti
ES;espana,spanien,espagne,spagna,spanje,espanha,hiszpania
FI;suomi,finnland,finlande,finlandia
FK;falkland islands malvinas
FM;federated states of micronesia,micronesia federated states of
FR;frankreich,francia,frankrijk,franca,frankrike,francja
GB;great britain,uk,u k,england,scotland,wales,northern ireland,united kingdom of great britain and northern ireland,grossbritannien,gran bretana,grande bretagne,vereinigtes konigreich,royaume uni,reino unido,regno unito,verenigd koninkrijk,storbritannien,wielka brytania,y deyrnas unedig
GM;the gambia
GR;griechenland,grece,grecia,griekenland,grekland,grecja,ελλαδα
GS;south georgia and the south sandwich islands,south georgia south sandwich islands
HK;hong kong sar,hong kong sar china,hong kong china,hongkong,香港,sonderverwaltungsregion hongkong,r a s chinoise de hong kong,rae de hong kong china,ras di hong kong,hongkong sar van china,hong kong rae da china,hongkong sar,sra hongkong chiny,中國香港特別行政區
HM;heard island and mcdonald islands,heard mcdonald islands
HR;kroatien,croatie,croacia,croazia,kroatie,chorwacja,hrvatska
HU;ungarn,hongrie,hungria,ungheria,hongarije,ungern,wegry,magyarorszag
ID;indonesien,indonesie,indonezja
IE;republic of ireland,eire,ireland republic of,irland,irlande,irlanda,ierland,irlandia
IL;israele,izrael,ישראל
IN;bharat,indien,inde,indie,भारत
IR;islamic republic of iran,iran islamic republic of
IS;island,islande,islandia,islanda,ijsland
IT;italien,italie,italia,włochy
JP;nippon,nihon,日本国,japon,giappone,japao,japonia,日本
KN;st kitts and nevis,st kitts nevis
KP;democratic people s republic of korea,dprk,korea north
KR;korea,republic of korea,korea republic of,korea south,sudkorea,coree du sud,corea del sur,corea del sud,zuid korea,coreia do sul,sydkorea,korea południowa,대한민국
LA;lao pdr,lao people s democratic republic
LC;st lucia
LT;litauen,lituanie,lituania,litouwen,litwa,lietuva
LU;luxemburg,luxemburgo,lussemburgo,luksemburg
LV;lettland,lettonie,letonia,lettonia,letland,łotwa,latvija
MD;republic of moldova,moldova republic of
MF;st martin
MK;macedonia,republic of north macedonia,macedonia the former yugoslav republic of
MM;burma,myanmar burma
MO;macau,macao sar china,澳門,澳门
MT;malte
MX;mexiko,mexique,messico,meksyk
MY;malaisie,malasia,maleisie,malezja
NL;holland,the netherlands,nederland,niederlande,pays bas,paises bajos,paesi bassi,paises baixos,nederlanderna,holandia
NO;norwegen,norvege,noruega,norvegia,noorwegen,norge,norwegia
NZ;aotearoa,neuseeland,nouvelle zelande,nueva zelanda,nuova zelanda,nieuw zeeland,nova zelandia,nya zeeland,nowa zelandia
PE;perou
PH;the philippines,philippinen,filipinas,filippine,filipijnen,filippinerna,filipiny
PL;polen,pologne,polonia,polska
PM;st pierre and miquelon,st pierre miquelon
PN;pitcairn
PR;porto rico
PS;palestinian territories,state of palestine,palestinian territory occupied
PT;portogallo,portugalia
RE;reunion island
RO;rumanien,roumanie,rumania,roemenie,romenia,rumunia
RU;russian federation,russland,russie,rusia,rusland,ryssland,rosja,россия
SA;saudi arabien,arabie saoudite,arabia saudi,arabia saudita,saoedi arabie,saudiarabien,arabia saudyjska,المملكة العربية السعودية
SE;schweden,suede,suecia,svezia,zweden,sverige,szwecja
SG;singapur,singapour,singapura
SH;st helena
SI;slowenien,slovenie,eslovenia,slovenien,słowenia,slovenija
SJ;svalbard,svalbard jan mayen
SK;slovak republic,slowakei,slovaquie,eslovaquia,slovacchia,slowakije,slovakien,słowacja,slovensko
ST;sao tome principe
SY;syrian arab republic
SZ;swaziland
TC;turks caicos islands
TH;thailande,tailandia,thailandia,tajlandia,ไทย
TL;east timor
TR;turkiye,turkei,turquie,turquia,turchia,turkije,turkiet,turcja
TT;trinidad,trinidad tobago
TW;taiwan province of china,republic of china,roc,taiwan roc,台湾,臺灣,tajwan
TZ;united republic of tanzania,tanzania united republic of
UA;ucrania,ucraina,oekraine,ukraina,украіна
UM;united states minor outlying islands,us minor outlying islands,u s outlying islands
US;united states of america,u s,u s a,us of a,the united states,america,estados unidos de america,amerika,vereinigte staaten,etats unis,estados unidos,stati uniti,verenigde staten,usa,stany zjednoczone
VA;holy see,vatican
VC;st vincent and the grenadines,st vincent grenadines
VE;bolivarian republic of venezuela,venezuela bolivarian republic of
VG;virgin islands british
VI;virgin islands us,virgin islands u s,u s virgin islands,united states virgin islands
VN;viet nam,vietna,wietnam
WF;wallis futuna
ZA;sudafrika,afrique du sud,sudafrica,zuid afrika,africa do sul,sydafrika,republika południowej afryki
`;
