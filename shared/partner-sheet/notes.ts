/**
 * Notes on the cells of a partner: why what was typed could not be taken, in plain words for the person at the packing
 * table. They say nothing of the campaign, of other orders or of other channels.
 */
import type { ReasonCode } from '../plan/reasons.ts';
import { LANGUAGES, type Language } from './preset.ts';

/** Reasons that only the cells of a partner's sheet have, beside those of the Import Tracking plan. */
export const CELL_CODES = [
  /** The cell is merged over several rows. */
  'cell.merged',
  /** The shipment stands on several rows, which say different things. */
  'row.twice',
  /** A number was taken, and the cell is blank since. */
  'tracking.removed',
  'date.unreadable',
  /** 03/04/2026: day and month could be either. */
  'date.ambiguous',
  /** Another year, most often. */
  'date.far',
] as const satisfies ReasonCode[];

/** Ours are known by it: a partner's own notes are never touched. */
export const NOTE_MARK = 'Shipsheet: ';

/** In the order of LANGUAGES. */
type Words = readonly [en: string, de: string, fr: string, es: string];

/** By codes, a blank between them. `{}` is a number of this very row; nothing else of a reason's detail is ever told. */
const NOTES: Readonly<Record<string, Words>> = {
  'tracking.damaged-scientific tracking.damaged-precision': [
    'This number was typed as a number and has lost digits. Format the cell as plain text, then type it again.',
    'Diese Nummer wurde als Zahl eingegeben und hat Ziffern verloren. Bitte die Zelle als „Nur Text“ formatieren und die Nummer noch einmal eingeben.',
    'Ce numéro a été saisi comme un nombre et a perdu des chiffres. Mettez la cellule au format « Texte brut », puis saisissez-le à nouveau.',
    'Este número se escribió como cifra y perdió dígitos. Dé a la celda el formato «Texto sin formato» y escríbalo de nuevo.',
  ],
  'tracking.unreadable': [
    'This cannot be read as a tracking number. Write one tracking number and nothing else.',
    'Das ist nicht als Sendungsnummer zu lesen. Bitte eine Sendungsnummer eintragen und sonst nichts.',
    'Ceci ne se lit pas comme un numéro de suivi. Saisissez un seul numéro de suivi et rien d’autre.',
    'Esto no se puede leer como número de seguimiento. Escriba un solo número y nada más.',
  ],
  'tracking.url-only': [
    'There is no tracking number in this link that can be read. Write the number itself.',
    'In diesem Link ist keine Sendungsnummer zu erkennen. Bitte die Nummer selbst eintragen.',
    'Aucun numéro de suivi n’est lisible dans ce lien. Saisissez le numéro lui-même.',
    'En este enlace no se reconoce ningún número de seguimiento. Escriba el número.',
  ],
  'tracking.two-numbers': [
    'There are several numbers in this cell. Leave one, and write the others into Remark.',
    'In dieser Zelle stehen mehrere Nummern. Bitte eine stehen lassen und die anderen in die Bemerkung schreiben.',
    'Cette cellule contient plusieurs numéros. Laissez-en un et mettez les autres en remarque.',
    'En esta celda hay varios números. Deje uno y escriba los demás como observación.',
  ],
  'tracking.blank': [
    'There is no tracking number yet. If the parcel has none, the sender will confirm that.',
    'Hier fehlt noch die Sendungsnummer. Wenn das Paket keine hat, bestätigt das der Auftraggeber.',
    'Il n’y a pas encore de numéro de suivi. Si le colis n’en a pas, l’expéditeur le confirmera.',
    'Todavía no hay número de seguimiento. Si el paquete no lleva, el remitente lo confirmará.',
  ],
  'tracking.carrier-unknown': [
    'The carrier cannot be told from the number. Write it into the row.',
    'An der Nummer ist der Paketdienst nicht zu erkennen. Bitte in die Zeile eintragen.',
    'Le numéro ne permet pas de reconnaître le transporteur. Indiquez-le dans la ligne.',
    'El número no indica el transportista. Escríbalo en la fila.',
  ],
  'tracking.same-number': [
    'This number was given for more than one parcel. Compare it with the label.',
    'Diese Nummer wurde für mehr als ein Paket angegeben. Bitte mit dem Etikett vergleichen.',
    'Ce numéro a été donné pour plus d’un colis. Comparez-le avec l’étiquette.',
    'Este número se indicó para más de un paquete. Compárelo con la etiqueta.',
  ],
  'tracking.other-number': [
    'Another number was taken for this parcel before: {}. The sender decides which one counts.',
    'Für dieses Paket wurde schon eine andere Nummer übernommen: {}. Der Auftraggeber entscheidet, welche gilt.',
    'Un autre numéro a déjà été pris pour ce colis : {}. L’expéditeur décide lequel compte.',
    'Ya se tomó otro número para este paquete: {}. El remitente decide cuál vale.',
  ],
  'tracking.extra-box': [
    'A number of this parcel is known already. The sender decides whether this is a second box.',
    'Für dieses Paket ist schon eine Nummer bekannt. Der Auftraggeber entscheidet, ob es ein zweiter Karton ist.',
    'Un numéro de ce colis est déjà connu. L’expéditeur décide s’il s’agit d’un deuxième carton.',
    'Ya se conoce un número de este paquete. El remitente decide si es una segunda caja.',
  ],
  'tracking.removed': [
    'This number was taken and stays: {}. If it was wrong, type the right one.',
    'Diese Nummer wurde schon übernommen und bleibt: {}. Wenn sie falsch war, bitte die richtige eintragen.',
    'Ce numéro a été pris et reste : {}. S’il était faux, saisissez le bon.',
    'Este número ya se tomó y se mantiene: {}. Si era incorrecto, escriba el correcto.',
  ],
  'tracking.zero-lost': [
    'A zero may be missing in front. Compare the number with the label.',
    'Vorn könnte eine Null fehlen. Bitte die Nummer mit dem Etikett vergleichen.',
    'Il manque peut-être un zéro au début. Comparez le numéro avec l’étiquette.',
    'Puede faltar un cero al principio. Compare el número con la etiqueta.',
  ],
  'tracking.check-digit tracking.other-carrier tracking.recycled': [
    'The number was taken, but something looks odd. Compare number and carrier with the label.',
    'Die Nummer wurde übernommen, sieht aber ungewöhnlich aus. Bitte Nummer und Paketdienst mit dem Etikett vergleichen.',
    'Le numéro a été pris, mais il semble inhabituel. Comparez numéro et transporteur avec l’étiquette.',
    'El número se tomó, pero parece extraño. Compare número y transportista con la etiqueta.',
  ],
  'order.cancelled shipment.cancelled': [
    'This shipment is cancelled. Stop the parcel if it is still with you; if it has left, write so into Remark.',
    'Diese Sendung ist storniert. Bitte das Paket anhalten, wenn es noch bei Ihnen ist; ist es schon unterwegs, bitte in die Bemerkung schreiben.',
    'Cet envoi est annulé. Arrêtez le colis s’il est encore chez vous ; s’il est parti, indiquez-le en remarque.',
    'Este envío está cancelado. Detenga el paquete si aún lo tiene; si ya salió, indíquelo como observación.',
  ],
  'hold order.not-ready order.not-locked order.not-finalized': [
    'This shipment is not released at the moment. Keep the parcel if it is still with you; if it has left, write so into Remark.',
    'Diese Sendung ist gerade nicht freigegeben. Bitte das Paket noch behalten; ist es schon unterwegs, bitte in die Bemerkung schreiben.',
    'Cet envoi n’est pas libéré pour le moment. Gardez le colis s’il est encore chez vous ; s’il est parti, indiquez-le en remarque.',
    'Este envío no está autorizado por ahora. Guarde el paquete si aún lo tiene; si ya salió, indíquelo como observación.',
  ],
  'qty.invalid': [
    'This quantity cannot be read. Leave it blank when all is in the parcel; otherwise write each SKU with its number, like MUG x1; NOTE x2.',
    'Diese Menge ist nicht zu lesen. Leer lassen, wenn alles im Paket ist; sonst jede SKU mit Anzahl eintragen, wie MUG x1; NOTE x2.',
    'Cette quantité est illisible. Laissez vide si tout est dans le colis ; sinon indiquez chaque SKU et son nombre, comme MUG x1; NOTE x2.',
    'Esta cantidad no se puede leer. Déjela en blanco si va todo en el paquete; si no, escriba cada SKU con su número, como MUG x1; NOTE x2.',
  ],
  'qty.none': [
    'The quantity is 0. Leave it blank when all is in the parcel; if nothing was sent, take the tracking number away.',
    'Die Menge ist 0. Leer lassen, wenn alles im Paket ist; wenn nichts versandt wurde, bitte die Sendungsnummer löschen.',
    'La quantité est 0. Laissez vide si tout est dans le colis ; si rien n’est parti, supprimez le numéro de suivi.',
    'La cantidad es 0. Déjela en blanco si va todo en el paquete; si no se envió nada, borre el número de seguimiento.',
  ],
  'qty.over': [
    'This is more than the row holds. Correct the quantity.',
    'Das ist mehr, als in der Zeile steht. Bitte die Menge berichtigen.',
    'C’est plus que ce que contient la ligne. Corrigez la quantité.',
    'Es más de lo que contiene la fila. Corrija la cantidad.',
  ],
  'sku.not-in-order': [
    'This row holds no such SKU. Correct it, or write what was sent into Remark.',
    'Diese SKU steht nicht in der Zeile. Bitte berichtigen, oder in die Bemerkung schreiben, was versandt wurde.',
    'Cette ligne ne contient pas cette SKU. Corrigez-la ou indiquez en remarque ce qui a été envoyé.',
    'Esta fila no contiene ese SKU. Corríjalo o indique como observación lo que se envió.',
  ],
  'cell.merged': [
    'This cell is merged over several rows, so nobody can tell which shipment it is for. Unmerge it and fill each row.',
    'Diese Zelle ist über mehrere Zeilen verbunden; es ist nicht zu erkennen, für welche Sendung sie gilt. Bitte die Verbindung aufheben und jede Zeile ausfüllen.',
    'Cette cellule est fusionnée sur plusieurs lignes : impossible de savoir à quel envoi elle se rapporte. Annulez la fusion et remplissez chaque ligne.',
    'Esta celda está combinada en varias filas y no se sabe a qué envío corresponde. Deshaga la combinación y rellene cada fila.',
  ],
  'row.twice': [
    'This shipment stands on several rows that say different things. Leave the right one and delete the others.',
    'Diese Sendung steht auf mehreren Zeilen mit verschiedenen Angaben. Bitte die richtige stehen lassen und die anderen löschen.',
    'Cet envoi figure sur plusieurs lignes qui se contredisent. Gardez la bonne et supprimez les autres.',
    'Este envío está en varias filas con datos distintos. Deje la correcta y borre las demás.',
  ],
  'date.far': [
    'This date is too far from today. Look at the year.',
    'Dieses Datum liegt zu weit von heute entfernt. Bitte das Jahr prüfen.',
    'Cette date est trop éloignée d’aujourd’hui. Vérifiez l’année.',
    'Esta fecha está demasiado lejos de hoy. Compruebe el año.',
  ],
  'date.unreadable date.ambiguous': [
    'This date cannot be read for sure. Write it like 2026-03-31.',
    'Dieses Datum ist nicht sicher zu lesen. Bitte so schreiben: 2026-03-31.',
    'Cette date ne se lit pas avec certitude. Écrivez-la ainsi : 2026-03-31.',
    'Esta fecha no se puede leer con seguridad. Escríbala así: 2026-03-31.',
  ],
};

/** For every other reason: it is the sender's to solve, and none of the partner's business. */
const OTHERS: Words = [
  'This could not be taken. The sender will look at it.',
  'Das konnte nicht übernommen werden. Der Auftraggeber sieht es sich an.',
  'Ceci n’a pas pu être pris. L’expéditeur va s’en occuper.',
  'Esto no se pudo tomar. El remitente lo revisará.',
];

/** It was taken, and there is nothing to do. */
const SILENT: ReadonlySet<string> = new Set([
  'already.done',
  'duplicate.row',
  'tracking.same-parcel',
  'tracking.stored',
  'tracking.label-only',
  'tracking.accepted',
  'match.accepted',
  'force.passes',
]);

/** The whole text of a detail, or its beginning before the shipment's own id in brackets. */
const NUMBER = /^([A-Z0-9]{4,41})(?: \(|$)/;

/**
 * The note for a reason of the Import Tracking plan, or of CELL_CODES; "" where there is nothing to tell. Of the detail
 * only the number that this row has already is told, and only where the note asks for it.
 */
export function partnerNote(code: string, detail: string, language: Language): string {
  if (SILENT.has(code)) return '';
  const words = Object.entries(NOTES).find(([codes]) => codes.split(' ').includes(code))?.[1] ?? OTHERS;
  const text = words[LANGUAGES.indexOf(language)] ?? words[0];
  const number = NUMBER.exec(detail)?.[1];
  return NOTE_MARK + (number === undefined ? text.replace(/ ?: \{\}/, '') : text.replace('{}', number));
}
