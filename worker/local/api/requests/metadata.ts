import { z } from 'zod';
import type { Metadata, Workbook } from '../../core/types.ts';
import {
  type DataFilter,
  dataFilter,
  location,
  locationOf,
  metadataAnswer,
  metadataBy,
} from '../data-filter.ts';
import { invalid } from '../error.ts';
import { int } from '../grid-range.ts';
import { maskedLeaves } from '../mask.ts';
import { request } from './define.ts';

const developerMetadata = z.strictObject({
  metadataId: int.positive().optional(),
  metadataKey: z.string().optional(),
  metadataValue: z.string().optional(),
  location: location.optional(),
  visibility: z.enum(['DOCUMENT', 'PROJECT']).optional(),
});

export const createDeveloperMetadata = request(
  z.strictObject({ developerMetadata }),
  (workbook, { developerMetadata: given }) => {
    if (!given.metadataKey) throw invalid('Developer metadata needs a metadataKey.');
    if (given.location === undefined) throw invalid('Developer metadata needs a location.');
    if (given.visibility === undefined) throw invalid('Developer metadata needs a visibility.');
    const added = workbook.addMetadata({
      key: given.metadataKey,
      value: given.metadataValue ?? '',
      visibility: given.visibility,
      location: locationOf(workbook, given.location),
      ...(given.metadataId === undefined ? {} : { id: given.metadataId }),
    });
    return { createDeveloperMetadata: { developerMetadata: metadataAnswer(added) } };
  },
);

/** What several filters match, once each. */
export function matched(workbook: Workbook, filters: readonly DataFilter[]): Metadata[] {
  const ids = new Set(filters.flatMap((filter) => metadataBy(workbook, filter).map(({ id }) => id)));
  return workbook.metadata().filter(({ id }) => ids.has(id));
}

export const updateDeveloperMetadata = request(
  z.strictObject({ dataFilters: z.array(dataFilter).min(1), developerMetadata, fields: z.string() }),
  (workbook, { dataFilters, developerMetadata: given, fields }) => {
    maskedLeaves(fields, ['metadataValue'], 'developer metadata');
    const found = matched(workbook, dataFilters);
    for (const { id } of found) workbook.updateMetadata(id, given.metadataValue ?? '');
    const ids = new Set(found.map(({ id }) => id));
    const now = workbook.metadata().filter(({ id }) => ids.has(id));
    return { updateDeveloperMetadata: { developerMetadata: now.map(metadataAnswer) } };
  },
);

export const deleteDeveloperMetadata = request(z.strictObject({ dataFilter }), (workbook, given) => {
  const found = metadataBy(workbook, given.dataFilter);
  for (const { id } of found) workbook.removeMetadata(id);
  return { deleteDeveloperMetadata: { deletedDeveloperMetadata: found.map(metadataAnswer) } };
});
