/** A parcel of one shipment that stands in a partner's sheet. */
import { NEW_ROW } from '../../../../worker/partner-sheet/intake.ts';
import type { PartnerRow, SheetParcel } from '../../../../worker/partner-sheet/load.ts';

const LINE = {
  name: 'Mug',
  grams: null,
  lengthCm: null,
  widthCm: null,
  heightCm: null,
  hsCode: '',
  origin: '',
  customsDescription: '',
  customsValue: null,
  currency: '',
};

export const parcel = (row: Partial<PartnerRow> = {}, over: Partial<SheetParcel> = {}): SheetParcel => ({
  id: 'A-1-1',
  key: 'k-A-1-1',
  here: true,
  content: {
    shipments: [{ id: 'A-1-1', orderId: 'A-1', contents: 'MUG x2', cancelledAt: '' }],
    order: {
      to: {
        name: 'Ada',
        address1: '1 Main Street',
        address2: '',
        city: 'Albany',
        state: 'NY',
        postalCode: '12207',
        country: 'US',
        phone: '',
        email: '',
      },
      lines: [{ ...LINE, sku: 'MUG', quantity: 2 }],
      taxId: '',
      orderedAt: '',
    },
    shipTo: '',
  },
  contentHash: 'h',
  state: 'accepted',
  projected: true,
  raised: [],
  row: { ...NEW_ROW, shown_hash: 'c1', ...row },
  open: [],
  packages: [],
  ...over,
});
