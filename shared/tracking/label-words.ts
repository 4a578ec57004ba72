/** What files write while a parcel has a number and nobody has it in hand yet (G36). */

const WORDS: ReadonlySet<string> = new Set(
  (
    'label created,label printed,label purchased,shipping label created,created,pre transit,pretransit,pre shipment,' +
    'pre shipment info sent to usps,preshipment,awaiting item,usps awaiting item,awaiting pickup,awaiting collection,' +
    'not yet shipped,not shipped,unshipped,info received,information received,electronic notification,' +
    'electronic shipment data received,shipment information received,shipment data received,manifested,booked,' +
    'elektronisch angekündigt,angekündigt,daten übermittelt,label erstellt,étiquette créée,prise en charge à venir,' +
    'etiqueta creada,etichetta creata,label aangemaakt'
  ).split(','),
);

/** True when a status means "label only": compared whole, so that "created" in a longer text proves nothing. */
export const saysLabelOnly = (status: string): boolean =>
  status !== '' &&
  WORDS.has(
    status
      .toLowerCase()
      .replace(/[_\-.,:;/]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
