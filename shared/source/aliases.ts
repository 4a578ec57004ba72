/**
 * What columns are called in files of no known platform, in the languages that creators and their tools
 * write: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Japanese and Chinese.
 * Names as `columnKey` makes them.
 */
import { columnKey } from '../csv/column-key.ts';
import type { OrderField } from './layout.ts';

/** What a column of a person's own file may be: a field, or one of the item's columns. */
export type Alias = OrderField | 'itemSku' | 'itemName' | 'itemQuantity' | 'itemText';

/** Names that can mean one thing only. Two columns of one meaning are for a person to choose between. */
const STRONG: Readonly<Partial<Record<Alias, string>>> = {
  backerNumber:
    'backer number|backer no|backer id|backer|pledge number|pledge no|pledge id|order id|order no|' +
    'order number|orderid|order|order name|order reference|order ref|order code|orderpublicid|' +
    'order public id|customer order number|sales order|bestellnummer|bestell nr|bestellnr|' +
    'auftragsnummer|unterstützernummer|numéro de commande|n° de commande|commande|número de pedido|' +
    'numero de pedido|nº de pedido|pedido|numero ordine|ordine|bestelnummer|ordernummer|' +
    'número do pedido|numer zamówienia|nr zamówienia|beställningsnummer|注文番号|订单号|訂單號|订单编号',
  backerUid: 'backer uid|uid|account id|user id',
  name:
    'name|full name|customer name|customer|backer name|buyer name|buyer|vollständiger name|kundenname|' +
    'nom complet|nom et prénom|nombre completo|nome completo|volledige naam|naam|imię i nazwisko|namn|' +
    '氏名|名前|お名前|姓名|名字',
  firstName:
    'first name|firstname|given name|forename|buyer first name|customer first name|billing first name|' +
    'vorname|prénom|nombre|nome|voornaam|imię|förnamn|名',
  lastName:
    'last name|lastname|surname|family name|buyer last name|customer last name|billing last name|' +
    'nachname|familienname|nom|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome|nazwisko|' +
    'efternamn|姓',
  email:
    'email|e mail|email address|e mail address|mail|customer email|buyer email|backer email|' +
    'contact email|e mail adresse|adresse e mail|adresse mail|courriel|correo|correo electrónico|' +
    'indirizzo email|e mailadres|adres e mail|e post|メール|メールアドレス|邮箱|电子邮件|電子郵件',
  rewardTitle:
    'reward|reward title|reward name|reward tier|tier|pledge level|perk|perk name|belohnung|dankeschön|' +
    'contrepartie|recompensa|ricompensa|beloning|nagroda|belöning|リターン|奖励',
  rewardId: 'reward id|perk id|tier id',
  pledged:
    'pledge amount|pledged amount|amount pledged|pledged|pledge|order total|total price|grand total|' +
    'betrag',
  amountDue: 'amount due|balance due|outstanding balance|outstanding|balance|offener betrag|restbetrag|solde',
  amountPaid: 'amount paid|total paid|paid amount|bezahlter betrag|montant payé',
  pledgedAt:
    'pledged at|pledge date|order date|ordered at|date ordered|created at|created|purchase date|' +
    'bestelldatum|date de commande|fecha de pedido|fecha del pedido|data ordine|besteldatum|' +
    'data do pedido|data zamówienia|beställningsdatum|注文日|下单时间|订单日期',
  paidAt: 'paid at|date paid|payment date|bezahlt am|zahlungsdatum|date de paiement|fecha de pago',
  cancelledAt: 'cancelled at|canceled at|cancellation date|storniert am',
  latePledge: 'late pledge',
  sent:
    'fulfillment status|fulfilment status|shipping status|shipment status|rewards sent|versandstatus|' +
    "statut d'expédition|estado de envío|stato spedizione|verzendstatus",
  status:
    'payment status|payment state|payment|financial status|pledge status|pledged status|zahlungsstatus|' +
    'zahlung|statut de paiement|statut du paiement|estado de pago|estado del pago|stato pagamento|' +
    'betaalstatus|status płatności|支払い状況|付款状态',
  notes:
    'notes|note|comments|comment|remarks|internal notes|notizen|notiz|anmerkungen|bemerkungen|' +
    'remarques|notas|note interne|opmerkingen|uwagi|anteckningar|備考|备注',
  surveyAt:
    'survey answered at|survey response|survey completed|survey date|timestamp|zeitstempel|horodateur|' +
    'marca temporal',
  addressName:
    'recipient|ship to|attention|empfänger|empfängername|destinataire|nom du destinataire|destinatario|' +
    'ontvanger|destinatário|odbiorca|mottagare|お届け先氏名|收件人|收货人',
  company:
    'company|company name|organization|organisation|firma|société|entreprise|empresa|azienda|' +
    'ragione sociale|bedrijf|företag|会社名|公司',
  line1:
    'address 1|address line 1|address1|addressline1|street 1|street|street address|street line 1|' +
    'address|adresse 1|adresse|adresszeile 1|anschrift|straße|strasse|straße und hausnummer|' +
    'lieferadresse|adresse ligne 1|rue|dirección|dirección 1|direccion|calle|indirizzo|indirizzo 1|via|' +
    'adres|adres 1|straat|endereço|morada|rua|ulica|adress|gatuadress|住所|住所1|地址|详细地址|街道',
  line2:
    'address 2|address line 2|address2|addressline2|street 2|street line 2|apartment|apt|apt suite|' +
    'unit|adresse 2|adresszeile 2|adresszusatz|zusatz|adresse ligne 2|complément|complément d adresse|' +
    'dirección 2|indirizzo 2|adres 2|toevoeging|complemento|adress 2|住所2',
  line3: 'address 3|address line 3|address3|addressline3|street 3|adresse 3',
  city:
    'city|town|suburb|locality|city town|town city|stadt|ort|wohnort|ville|commune|ciudad|población|' +
    'localidad|città|comune|plaats|stad|woonplaats|cidade|miasto|miejscowość|postort|市区町村|城市',
  state:
    'state|province|region|state province|state region|province state|county|prefecture|state code|' +
    'bundesland|kanton|département|état|provincia|estado|comunidad autónoma|regione|provincie|' +
    'województwo|län|都道府県|省|省份|州',
  postal:
    'postal code|postcode|post code|zip|zip code|zipcode|zip postal code|postal|postal zip code|' +
    'zip postcode|plz|postleitzahl|code postal|cp|código postal|codigo postal|cap|' +
    'código de endereçamento postal|cep|kod pocztowy|postnummer|郵便番号|邮编|邮政编码|郵遞區號',
  countryName:
    'country|country name|destination country|land|pays|país|pais|paese|nazione|kraj|国|国名|国家|國家',
  countryCode: 'country code|country iso|iso country|iso2|ländercode|code pays|código de país',
  phone:
    'phone|phone number|telephone|telephone number|tel|mobile|mobile phone|cell|contact phone|telefon|' +
    'telefonnummer|handynummer|mobil|téléphone|portable|teléfono|telefono|móvil|cellulare|telefoon|' +
    'telefoonnummer|telefone|celular|numer telefonu|電話番号|電話|电话|手机|手机号',
  deliveryNotes:
    'delivery notes|delivery instructions|shipping notes|shipping delivery notes|lieferhinweis|' +
    'lieferhinweise|instructions de livraison|instrucciones de entrega',
  itemSku:
    'sku|item sku|product sku|variant sku|lineitem sku|line item sku|sku code|item code|product code|' +
    'artikelnummer',
  itemName:
    'item name|product|product name|product title|item|item title|lineitem name|line item|variant|' +
    'artikel|produkt|article|produit|producto|artículo|prodotto|articolo|produto|produkt name|商品名|商品|产品',
  itemQuantity:
    'quantity|qty|item quantity|item qty|product quantity|product qty|lineitem quantity|' +
    'line item quantity|menge|anzahl|stückzahl|quantité|cantidad|quantità|aantal|quantidade|ilość|' +
    'antal|数量|個数',
  itemText:
    'items|contents|order contents|order items|line items|products|inhalt|positionen|articles|' +
    'artículos|articoli',
};

const BY_NAME: ReadonlyMap<string, Alias> = new Map(
  Object.entries(STRONG).flatMap(([alias, packed]) =>
    packed.split('|').flatMap((name) => (isAlias(alias) ? [[name, alias] as const] : [])),
  ),
);

function isAlias(name: string): name is Alias {
  return name in STRONG;
}

/**
 * What a column of this name is, or null: nothing is taken by likeness. `ShippingAddressLine1` reads as
 * words.
 */
export const aliasOf = (name: string): Alias | null =>
  aliasOfKey(columnKey(name)) ?? aliasOfKey(columnKey(inWords(name)));

const RECIPIENT =
  /^(?:shipping|ship to|shipto|delivery|deliver to|recipient|consignee|address|to address|to) (?=.)/;

/**
 * With `Shipping` and its like in front, a name is the recipient's, and a part of an address is what it is.
 */
const OF_RECIPIENT: Readonly<Partial<Record<Alias, Alias>>> = {
  name: 'addressName',
  firstName: 'addressFirstName',
  lastName: 'addressLastName',
  email: 'email',
  company: 'company',
  line1: 'line1',
  line2: 'line2',
  line3: 'line3',
  city: 'city',
  state: 'state',
  postal: 'postal',
  countryName: 'countryName',
  countryCode: 'countryCode',
  phone: 'phone',
};

function aliasOfKey(key: string): Alias | null {
  const direct = BY_NAME.get(key);
  if (direct !== undefined) return direct;
  const behind = BY_NAME.get(key.replace(RECIPIENT, ''));
  return behind === undefined ? null : (OF_RECIPIENT[behind] ?? null);
}

const inWords = (name: string): string =>
  name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2');

/** For the header search of a file. */
export const aliasKnows = (key: string): boolean => aliasOf(key) !== null;
