/**
 * Countries: what an address there must have, and how its postal code is written.
 *
 * Source: address data of Google's libaddressinput, 2024-09, licensed CC BY 4.0
 * (https://creativecommons.org/licenses/by/4.0/), rewritten into this form; codes from ISO 3166; names as in CLDR.
 *
 * One country a line: ISO code; three-letter code; name; required fields (A street, C city, S state or province,
 * Z postal code; A and C when blank); postal code; where it is parted; an example.
 * Wider than the source where a post has newer codes: Saudi Arabia (ZIP+4), Kazakhstan (seven signs), Venezuela (a
 * letter behind); narrower for Ireland (Eircode has no B, G, I, J, L, M, O, Q, S, U, Z).
 * The postal code is a pattern for upper-case text without spaces and dashes; one figure alone means so many digits;
 * blank means that there is none. `3-` parts behind the third character, `e3 ` before the third from the end.
 */
export const COUNTRY_LINES = String.raw`
AC;ASC;Ascension Island;;ASCN1ZZ;4 ;ASCN 1ZZ
AD;AND;Andorra;;AD[1-7]0\d;;AD100
AE;ARE;United Arab Emirates;AS
AF;AFG;Afghanistan;;4;;1001
AG;ATG;Antigua and Barbuda;A
AI;AIA;Anguilla;;2640;;2640
AL;ALB;Albania;;4;;1001
AM;ARM;Armenia;;(?:37)?\d{4};;375010
AO;AGO;Angola
AQ;ATA;Antarctica
AR;ARG;Argentina;;[A-HJ-NP-Z]?\d{4}(?:[A-Z]{3})?;;C1070AAM
AS;ASM;American Samoa;ACSZ;96799(?:\d{4})?;5-;96799
AT;AUT;Austria;ACZ;4;;1010
AU;AUS;Australia;ACSZ;4;;2060
AW;ABW;Aruba
AX;ALA;Åland Islands;ACZ;22\d{3};;22150
AZ;AZE;Azerbaijan;;4;;1000
BA;BIH;Bosnia and Herzegovina;;5;;71000
BB;BRB;Barbados;;BB\d{5};;BB23026
BD;BGD;Bangladesh;;4;;1340
BE;BEL;Belgium;ACZ;4;;4000
BF;BFA;Burkina Faso
BG;BGR;Bulgaria;;4;;1000
BH;BHR;Bahrain;;(?:1[0-2]|[1-9])\d{2};;317
BI;BDI;Burundi
BJ;BEN;Benin
BL;BLM;Saint Barthélemy;ACZ;9[78][01]\d{2};;97100
BM;BMU;Bermuda;;[A-Z]{2}[A-Z0-9]{2};2 ;FL 07
BN;BRN;Brunei;;[A-Z]{2}\d{4};;BT2328
BO;BOL;Bolivia
BQ;BES;Caribbean Netherlands
BR;BRA;Brazil;ACSZ;8;5-;40301-110
BS;BHS;Bahamas
BT;BTN;Bhutan;;5;;11001
BV;BVT;Bouvet Island
BW;BWA;Botswana
BY;BLR;Belarus;;6;;223016
BZ;BLZ;Belize
CA;CAN;Canada;ACSZ;[ABCEGHJKLMNPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d;3 ;H3Z 2Y7
CC;CCK;Cocos Islands;;6799;;6799
CD;COD;Congo (Kinshasa)
CF;CAF;Central African Republic
CG;COG;Congo (Brazzaville)
CH;CHE;Switzerland;ACZ;4;;2544
CI;CIV;Côte d'Ivoire
CK;COK;Cook Islands
CL;CHL;Chile;;7;;8340457
CM;CMR;Cameroon
CN;CHN;China;ACSZ;6;;266033
CO;COL;Colombia;AS;6;;111221
CR;CRI;Costa Rica;ACS;\d{4,5}|\d{7};;1000
CU;CUB;Cuba;;5;;10700
CV;CPV;Cape Verde;;4;;7600
CW;CUW;Curaçao
CX;CXR;Christmas Island;;6798;;6798
CY;CYP;Cyprus;;4;;2008
CZ;CZE;Czechia;ACZ;5;3 ;100 00
DE;DEU;Germany;ACZ;5;;26133
DJ;DJI;Djibouti
DK;DNK;Denmark;ACZ;4;;8660
DM;DMA;Dominica
DO;DOM;Dominican Republic;;5;;11903
DZ;DZA;Algeria;;5;;40304
EC;ECU;Ecuador;;6;;090105
EE;EST;Estonia;ACZ;5;;69501
EG;EGY;Egypt;;5;;12411
EH;ESH;Western Sahara;;5;;70000
ER;ERI;Eritrea
ES;ESP;Spain;ACSZ;5;;28039
ET;ETH;Ethiopia;;4;;1000
FI;FIN;Finland;ACZ;5;;00550
FJ;FJI;Fiji
FK;FLK;Falkland Islands;ACZ;FIQQ1ZZ;4 ;FIQQ 1ZZ
FM;FSM;Micronesia;ACSZ;9694[1-4](?:\d{4})?;5-;96941
FO;FRO;Faroe Islands;;3;;100
FR;FRA;France;ACZ;5;;33380
GA;GAB;Gabon
GB;GBR;United Kingdom;ACZ;@GB;e3 ;EC1Y 8SY
GD;GRD;Grenada
GE;GEO;Georgia;;4;;0101
GF;GUF;French Guiana;ACZ;9[78]3\d{2};;97300
GG;GGY;Guernsey;ACZ;GY\d[\dA-Z]?\d[ABD-HJLN-UW-Z]{2};e3 ;GY1 1AA
GH;GHA;Ghana
GI;GIB;Gibraltar;A;GX111AA;4 ;GX11 1AA
GL;GRL;Greenland;ACZ;39\d{2};;3900
GM;GMB;Gambia
GN;GIN;Guinea;;3;;001
GP;GLP;Guadeloupe;ACZ;9[78][01]\d{2};;97100
GQ;GNQ;Equatorial Guinea
GR;GRC;Greece;ACZ;5;3 ;151 24
GS;SGS;South Georgia and South Sandwich Islands;ACZ;SIQQ1ZZ;4 ;SIQQ 1ZZ
GT;GTM;Guatemala;;5;;09001
GU;GUM;Guam;ACZ;969(?:[12]\d|3[12])(?:\d{4})?;5-;96910
GW;GNB;Guinea-Bissau;;4;;1000
GY;GUY;Guyana
HK;HKG;Hong Kong;AS
HM;HMD;Heard and McDonald Islands;;4;;7050
HN;HND;Honduras;ACS;5;;31301
HR;HRV;Croatia;;5;;10000
HT;HTI;Haiti;;4;;6120
HU;HUN;Hungary;ACZ;4;;1037
ID;IDN;Indonesia;AS;5;;40115
IE;IRL;Ireland;;(?:[AC-FHKNPRTV-Y]\d\d|D6W)[\dAC-FHKNPRTV-Y]{4};3 ;A65 F4E2
IL;ISR;Israel;;\d{5}(?:\d{2})?;;9614303
IM;IMN;Isle of Man;ACZ;IM\d[\dA-Z]?\d[ABD-HJLN-UW-Z]{2};e3 ;IM2 1AA
IN;IND;India;ACSZ;6;;110034
IO;IOT;British Indian Ocean Territory;ACZ;BBND1ZZ;4 ;BBND 1ZZ
IQ;IRQ;Iraq;ACS;5;;31001
IR;IRN;Iran;;\d{10};5-;11936-12345
IS;ISL;Iceland;;3;;320
IT;ITA;Italy;ACSZ;5;;00144
JE;JEY;Jersey;ACZ;JE\d[\dA-Z]?\d[ABD-HJLN-UW-Z]{2};e3 ;JE1 1AA
JM;JAM;Jamaica;ACS
JO;JOR;Jordan;;5;;11937
JP;JPN;Japan;ASZ;7;3-;154-0023
KE;KEN;Kenya;;5;;20100
KG;KGZ;Kyrgyzstan;;6;;720001
KH;KHM;Cambodia;;\d{5,6};;120101
KI;KIR;Kiribati
KM;COM;Comoros
KN;KNA;Saint Kitts and Nevis;ACS
KP;PRK;North Korea
KR;KOR;South Korea;ACSZ;5;;03051
KW;KWT;Kuwait;;5;;54541
KY;CYM;Cayman Islands;AS;KY\d{5};3-;KY1-1100
KZ;KAZ;Kazakhstan;;\d{6}|[A-Z]\d\d[A-Z]\d[A-Z]\d;;040900
LA;LAO;Laos;;5;;01160
LB;LBN;Lebanon;;\d{4}(?:\d{4})?;4 ;2038 3054
LC;LCA;Saint Lucia
LI;LIE;Liechtenstein;ACZ;948[5-9]|949[0-8];;9496
LK;LKA;Sri Lanka;;5;;20000
LR;LBR;Liberia;;4;;1000
LS;LSO;Lesotho;;3;;100
LT;LTU;Lithuania;ACZ;5;;04340
LU;LUX;Luxembourg;ACZ;4;;4750
LV;LVA;Latvia;ACZ;(?:LV)?\d{4};2-;LV-1073
LY;LBY;Libya
MA;MAR;Morocco;;5;;53000
MC;MCO;Monaco;;980\d{2};;98000
MD;MDA;Moldova;;4;;2012
ME;MNE;Montenegro;;8\d{4};;81257
MF;MAF;Saint Martin;ACZ;9[78][01]\d{2};;97100
MG;MDG;Madagascar;;3;;501
MH;MHL;Marshall Islands;ACSZ;969[67]\d(?:\d{4})?;5-;96960
MK;MKD;North Macedonia;;4;;1314
ML;MLI;Mali
MM;MMR;Myanmar;;5;;11181
MN;MNG;Mongolia;;5;;65030
MO;MAC;Macao;A
MP;MNP;Northern Mariana Islands;ACSZ;9695[012](?:\d{4})?;5-;96950
MQ;MTQ;Martinique;ACZ;9[78]2\d{2};;97220
MR;MRT;Mauritania
MS;MSR;Montserrat
MT;MLT;Malta;;[A-Z]{3}\d{2,4};3 ;NXR 01
MU;MUS;Mauritius;;\d{3}(?:\d{2}|[A-Z]{2}\d{3});;42602
MV;MDV;Maldives;;5;;20026
MW;MWI;Malawi
MX;MEX;Mexico;ACSZ;5;;02860
MY;MYS;Malaysia;ACZ;5;;43000
MZ;MOZ;Mozambique;;4;;1102
NA;NAM;Namibia;;5;;10001
NC;NCL;New Caledonia;ACZ;988\d{2};;98814
NE;NER;Niger;;4;;8001
NF;NFK;Norfolk Island;;2899;;2899
NG;NGA;Nigeria;;6;;930283
NI;NIC;Nicaragua;;5;;52000
NL;NLD;Netherlands;ACZ;[1-9]\d{3}(?:[A-RT-Z][A-Z]|S[BCE-RT-Z]);4 ;1234 AB
NO;NOR;Norway;ACZ;4;;0025
NP;NPL;Nepal;;5;;44601
NR;NRU;Nauru;AS
NU;NIU;Niue
NZ;NZL;New Zealand;ACZ;4;;6001
OM;OMN;Oman;;(?:PC)?\d{3};;133
PA;PAN;Panama
PE;PER;Peru;;LIMA\d{1,2}|CALLAO0?\d|[0-2]\d{4};;LIMA 23
PF;PYF;French Polynesia;ACSZ;987\d{2};;98709
PG;PNG;Papua New Guinea;ACS;3;;111
PH;PHL;Philippines;;4;;1008
PK;PAK;Pakistan;;5;;44000
PL;POL;Poland;ACZ;5;2-;00-950
PM;SPM;Saint Pierre and Miquelon;ACZ;9[78]5\d{2};;97500
PN;PCN;Pitcairn Islands;ACZ;PCRN1ZZ;4 ;PCRN 1ZZ
PR;PRI;Puerto Rico;ACZ;00[679]\d{2}(?:\d{4})?;5-;00930
PS;PSE;Palestine
PT;PRT;Portugal;ACZ;7;4-;2725-079
PW;PLW;Palau;ACSZ;969(?:39|40)(?:\d{4})?;5-;96940
PY;PRY;Paraguay;;4;;1536
QA;QAT;Qatar
RE;REU;Réunion;ACZ;9[78]4\d{2};;97400
RO;ROU;Romania;ACZ;6;;060274
RS;SRB;Serbia;;\d{5,6};;106314
RU;RUS;Russia;ACSZ;6;;247112
RW;RWA;Rwanda
SA;SAU;Saudi Arabia;;\d{5}(?:\d{4})?;5-;11564
SB;SLB;Solomon Islands
SC;SYC;Seychelles
SD;SDN;Sudan;;5;;11042
SE;SWE;Sweden;ACZ;5;3 ;11455
SG;SGP;Singapore;AZ;6;;546080
SH;SHN;Saint Helena;ACZ;(?:ASCN|STHL)1ZZ;4 ;STHL 1ZZ
SI;SVN;Slovenia;;4;;4000
SJ;SJM;Svalbard and Jan Mayen;ACZ;4;;9170
SK;SVK;Slovakia;ACZ;5;3 ;010 01
SL;SLE;Sierra Leone
SM;SMR;San Marino;AZ;4789\d;;47890
SN;SEN;Senegal;;5;;12500
SO;SOM;Somalia;ACS;[A-Z]{2}\d{5};2 ;JH 09010
SR;SUR;Suriname
SS;SSD;South Sudan
ST;STP;Sao Tome and Principe
SV;SLV;El Salvador;ACS;(?:CP)?[1-3][1-7][0-2]\d;2 ;CP 1101
SX;SXM;Sint Maarten
SY;SYR;Syria
SZ;SWZ;Eswatini;;[HLMS]\d{3};;H100
TA;TAA;Tristan da Cunha;;TDCU1ZZ;4 ;TDCU 1ZZ
TC;TCA;Turks and Caicos Islands;ACZ;TKCA1ZZ;4 ;TKCA 1ZZ
TD;TCD;Chad
TF;ATF;French Southern Territories
TG;TGO;Togo
TH;THA;Thailand;;5;;10150
TJ;TJK;Tajikistan;;6;;735450
TK;TKL;Tokelau
TL;TLS;Timor-Leste
TM;TKM;Turkmenistan;;6;;744000
TN;TUN;Tunisia;;4;;1002
TO;TON;Tonga
TR;TUR;Turkey;ACZ;5;;01960
TT;TTO;Trinidad and Tobago
TV;TUV;Tuvalu
TW;TWN;Taiwan;ACSZ;\d{3}(?:\d{2,3})?;;104
TZ;TZA;Tanzania;;\d{4,5};;6090
UA;UKR;Ukraine;ACZ;5;;15432
UG;UGA;Uganda
UM;UMI;US Outlying Islands;ACS;96898;;96898
US;USA;United States;ACSZ;\d{5}(?:\d{4})?;5-;95014
UY;URY;Uruguay;;5;;11600
UZ;UZB;Uzbekistan;;6;;702100
VA;VAT;Vatican City;;00120;;00120
VC;VCT;Saint Vincent and the Grenadines;;VC\d{4};;VC0100
VE;VEN;Venezuela;ACS;\d{4}[A-E]?;;1010
VG;VGB;British Virgin Islands;A;VG\d{4};;VG1110
VI;VIR;US Virgin Islands;ACSZ;008(?:[0-4]\d|5[01])(?:\d{4})?;5-;00802-1222
VN;VNM;Vietnam;;\d{5}\d?;;70010
VU;VUT;Vanuatu
WF;WLF;Wallis and Futuna;ACZ;986\d{2};;98600
WS;WSM;Samoa
XK;XKX;Kosovo;;[1-7]\d{4};;10000
YE;YEM;Yemen
YT;MYT;Mayotte;ACZ;976\d{2};;97600
ZA;ZAF;South Africa;ACZ;4;;0083
ZM;ZMB;Zambia;;5;;50100
ZW;ZWE;Zimbabwe
`;

/**
 * Areas of British postal codes. Kept apart for its length.
 */
const GB_AREAS =
  'AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC ' +
  'EH EN EX FK FY G GL GY GU HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME ' +
  'MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY ' +
  'TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE';
export const GB_POSTAL = `GIR0AA|(?:${GB_AREAS.replaceAll(' ', '|')})\\d[\\dA-Z]?\\d[ABD-HJLN-UW-Z]{2}|BFPO\\d{1,4}`;
