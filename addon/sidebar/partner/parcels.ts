/** Parcels of a channel for the preview: whole columns are read, so only when somebody wants to see them. */
import { PREVIEW_READS, previewParcels } from '../../../shared/partner-sheet/preview.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import type { Call } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';

export async function previewParcelsOf(call: Call, channel: string): Promise<readonly PartnerParcel[]> {
  return previewParcels(await loadTables(call, PREVIEW_READS), channel);
}
