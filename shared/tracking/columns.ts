/** What the columns of a warehouse's tracking file mean, by header, in several languages. */
import { columnKey } from '../csv/column-key.ts';

/** strong: can mean nothing else. weak: taken only when no strong name is there. */
interface Names {
  readonly strong: string;
  readonly weak?: string;
}

/**
 * Names as `columnKey` makes them: lower case, `#` as `no`, no punctuation. Two strong names in one header are for
 * a person to choose between: both may hold numbers.
 */
const NAMES = {
  shipmentId: { strong: 'shipment id,shipment no,shipment number,shipsheet id,shipment reference' },
  orderId: {
    strong:
      'order id,order no,order number,order,orderid,order ref,order reference,client order no,client order number,' +
      'customer order no,customer order number,platform order number,sales order,so number,po number,external order id,merchant order id,' +
      'bestellnummer,bestell nr,bestellnr,auftragsnummer,auftrags nr,auftragsnr,auftrag,numéro de commande,' +
      'n° de commande,no de commande,commande,número de pedido,numero de pedido,nº de pedido,pedido,numero ordine,' +
      'ordine,n ordine,ordernummer,bestelnummer,número do pedido,numer zamówienia,nr zamówienia,订单号,訂單號,' +
      '注文番号,order id no',
  },
  backerNumber: { strong: 'backer number,backer no,backer id,backer,pledge number,pledge no,pledge id' },
  backerUid: { strong: 'backer uid,uid' },
  reference: {
    strong: '',
    weak:
      'reference,ref,reference no,reference number,ref no,reference 1,customer reference,customer ref,your reference,' +
      'referenz,kundenreferenz,référence,référence client,referencia,riferimento,referentie,rubber stamp 1,' +
      'custom field 1',
  },
  email: {
    strong:
      'email,e mail,email address,recipient email,customer email,to email,e mail adresse,correo,courriel',
  },
  number: {
    strong:
      'tracking number,tracking no,tracking id,tracking code,tracking numbers,trackingnumber,trackingno,tracking nr,' +
      'tracking ref,tracking reference,track number,track no,track and trace,track trace,tracknumber,shipment tracking,' +
      'shipment tracking number,shipping tracking number,carrier tracking number,carrier tracking no,awb,awb no,' +
      'awb number,air waybill,airwaybill,air waybill number,waybill,waybill no,waybill number,consignment no,' +
      'consignment number,consignment,parcel number,parcel no,package tracking number,connote,con note,pro number,' +
      'sendungsnummer,sendungs nr,sendungsnr,paketnummer,paketscheinnummer,trackingnummer,trackingcode,' +
      'sendungsverfolgung,sendungsverfolgungsnummer,numéro de suivi,n° de suivi,no de suivi,code de suivi,suivi,' +
      'número de seguimiento,numero de seguimiento,nº de seguimiento,código de seguimiento,codigo de seguimiento,' +
      'seguimiento,numero di tracciamento,codice di tracciamento,numero di tracking,numero spedizione,ldv,' +
      'lettera di vettura,volgnummer,zendingsnummer,track en trace,barcode zending,número de rastreio,' +
      'codigo de rastreio,código de rastreio,numer przesyłki,nr przesyłki,numer śledzenia,list przewozowy,' +
      'spårningsnummer,kollinummer,sporingsnummer,seurantakoodi,sledovací číslo,运单号,運單號,快递单号,物流单号,' +
      '跟踪号,追跡番号,お問い合わせ番号,送り状番号,운송장번호',
    weak: 'tracking,tracking info,barcode,label number,track',
  },
  carrier: {
    strong:
      'carrier,carrier name,courier,courier name,shipping carrier,shipping company,shipper name,delivery company,' +
      'ship carrier,versender,versanddienstleister,versanddienst,paketdienst,zusteller,transporteur,transportista,' +
      'mensajería,empresa de transporte,corriere,vettore,vervoerder,transportadora,przewoźnik,kurier,transportör,' +
      '承运商,快递公司,物流公司,配送業者,运输商',
    weak: 'ship via,shipped via,shipping method,provider,shipping provider,versandart,mode de livraison',
  },
  service: { strong: 'service,service level,shipping service,service type,carrier service' },
  url: {
    strong:
      'tracking url,tracking link,track url,tracking page,trackinglink,tracking website,sendungsverfolgungslink,' +
      'lien de suivi,enlace de seguimiento,link di tracciamento',
  },
  shippedAt: {
    strong:
      'ship date,shipped date,shipped at,date shipped,shipping date,shipped on,shipped,dispatch date,despatch date,' +
      'dispatched at,dispatched,date of dispatch,shipment date,versanddatum,versendet am,versandt am,' +
      "date d'expédition,date d’expédition,date d expédition,date d'envoi,fecha de envío,fecha de envio," +
      'fecha de despacho,data di spedizione,data spedizione,verzenddatum,data de envio,data wysyłki,发货日期,出荷日,' +
      '発送日',
    weak: 'date,datum,fecha,data',
  },
  sku: {
    strong:
      'sku,item sku,product sku,sku code,item code,product code,artikelnummer,article,artikel nr,item no',
  },
  quantity: {
    strong:
      'quantity,qty,quantity shipped,qty shipped,shipped quantity,shipped qty,item quantity,product qty,units,menge,' +
      'anzahl,stückzahl,quantité,cantidad,quantità,aantal,quantidade,ilość,antal,数量',
  },
  contents: { strong: 'contents,items,inhalt,contenu,contenido,contenuto,inhoud' },
  name: {
    strong:
      'name,recipient,recipient name,ship to name,customer name,consignee,consignee name,addressee,full name,ship to,' +
      'receiver,receiver name,empfänger,empfängername,destinataire,nom du destinataire,destinatario,nome destinatario,' +
      'ontvanger,odbiorca,mottagare,收件人,お届け先名,受取人',
  },
  postalCode: {
    strong:
      'postal code,postalcode,post code,postcode,zip,zip code,zipcode,zip postal code,ship to zip,ship to postal code,' +
      'recipient postal code,recipient zip,destination zip,postleitzahl,plz,code postal,código postal,codigo postal,' +
      'cap,codice postale,kod pocztowy,postnummer,cep,邮编,郵便番号',
  },
  status: {
    strong:
      'status,tracking status,shipment status,delivery status,parcel status,carrier status,sendungsstatus,statut,' +
      'estado,stato',
  },
  deliveredAt: {
    strong:
      'delivered,delivered at,delivered on,delivery date,date delivered,zugestellt,zugestellt am,zustelldatum,' +
      'date de livraison,fecha de entrega,data di consegna',
  },
} as const satisfies Readonly<Record<string, Names>>;

export type TrackingField = keyof typeof NAMES;
export const TRACKING_FIELDS: readonly TrackingField[] = Object.keys(NAMES).filter(
  (f): f is TrackingField => f in NAMES,
);

/** What only helps: with two candidates it is left unread, which is not worth a question. */
const NOT_ASKED: ReadonlySet<TrackingField> = new Set(['name', 'postalCode', 'status', 'deliveredAt']);

const parts = (list: string): string[] => list.split(',').filter((n) => n !== '');

const lookup = (pick: (names: Names) => string): ReadonlyMap<string, TrackingField> =>
  new Map(
    TRACKING_FIELDS.flatMap((field) => parts(pick(NAMES[field])).map((name) => [name, field] as const)),
  );

const STRONG = lookup((n) => n.strong);
const WEAK = lookup((n) => n.weak ?? '');

/**
 * In the layout of Shopify's orders, which many warehouses send back, `Name` is the number of the order. Known by its
 * column of line items.
 */
const SHOPIFY: ReadonlyMap<string, TrackingField> = new Map([
  ['name', 'orderId'],
  ['shipping name', 'name'],
  ['lineitem sku', 'sku'],
  ['lineitem quantity', 'quantity'],
]);

/** For the header search of a file. */
export const trackingKnows = (key: string): boolean => {
  const plain = columnKey(key);
  return STRONG.has(plain) || WEAK.has(plain);
};

export interface TrackingMapping {
  /** Column of each field that is sure. */
  readonly found: Readonly<Partial<Record<TrackingField, number>>>;
  /** Fields with more than one candidate: a person chooses. */
  readonly ambiguous: readonly { readonly field: TrackingField; readonly columns: readonly number[] }[];
  /** Columns that hold the quantity of one SKU. */
  readonly quantities: readonly { readonly sku: string; readonly column: number }[];
  readonly unknown: readonly { readonly column: number; readonly name: string }[];
}

export interface MappingOptions {
  /** The SKU that a header names, or null. Headers such as `MUG`, `Qty MUG` and `MUG quantity` are asked for `MUG`. */
  readonly sku?: (text: string) => string | null;
  /** What a person chose before for this partner: `columnKey` of a header to a field, or to empty for "ignore". */
  readonly chosen?: ReadonlyMap<string, TrackingField | ''>;
}

/** What each column of a tracking file is. Nothing is taken by likeness: an unknown name is listed. */
export function mapTrackingColumns(header: readonly string[], options: MappingOptions = {}): TrackingMapping {
  const strong = new Map<TrackingField, number[]>();
  const weak = new Map<TrackingField, number[]>();
  const sure = new Map<TrackingField, number>();
  const quantities: { sku: string; column: number }[] = [];
  const rest: { column: number; name: string }[] = [];
  const shopify = header.some((name) => columnKey(name) === 'lineitem sku');
  header.forEach((name, column) => {
    const key = columnKey(name);
    if (key === '') return;
    const chosen = options.chosen?.get(key);
    if (chosen === '') return;
    if (chosen !== undefined) {
      sure.set(chosen, column);
      return;
    }
    const sku = skuOf(name, options);
    const field = (shopify ? SHOPIFY.get(key) : undefined) ?? STRONG.get(key);
    const maybe = WEAK.get(key);
    if (field) push(strong, field, column);
    else if (sku !== null) quantities.push({ sku, column });
    else if (maybe) push(weak, maybe, column);
    else rest.push({ column, name });
  });
  const ambiguous: { field: TrackingField; columns: number[] }[] = [];
  const found: Partial<Record<TrackingField, number>> = {};
  for (const field of TRACKING_FIELDS) {
    const columns = strong.get(field) ?? weak.get(field) ?? [];
    const [first] = columns;
    const one = sure.get(field) ?? (columns.length === 1 ? first : undefined);
    if (one !== undefined) found[field] = one;
    else if (columns.length > 1 && !NOT_ASKED.has(field)) ambiguous.push({ field, columns });
  }
  return { found, ambiguous, quantities, unknown: rest };
}

function push(map: Map<TrackingField, number[]>, field: TrackingField, column: number): void {
  const columns = map.get(field);
  if (columns) columns.push(column);
  else map.set(field, [column]);
}

function skuOf(name: string, { sku }: MappingOptions): string | null {
  if (!sku) return null;
  const text = name.trim();
  const bare = text.replace(
    /^(?:qty|quantity|menge|anzahl)\b[\s:.]*|[\s:.]*\b(?:qty|quantity|menge|anzahl)$/gi,
    '',
  );
  return sku(text) ?? (bare !== text && bare !== '' ? sku(bare) : null);
}
