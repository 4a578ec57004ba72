/** What a panel's frame and the page say to each other; the frame is another origin, so everything is parsed. */

import * as z from 'zod/mini';

export const MARK = 'shipsheet-panel';

export const fromPanel = z.discriminatedUnion('type', [
  z.object({
    mark: z.literal(MARK),
    type: z.literal('call'),
    id: z.number(),
    name: z.string(),
    args: z.array(z.unknown()),
  }),
  z.object({ mark: z.literal(MARK), type: z.literal('close') }),
  z.object({ mark: z.literal(MARK), type: z.literal('focus-sheet') }),
  z.object({
    mark: z.literal(MARK),
    type: z.literal('size'),
    width: z.optional(z.number()),
    height: z.optional(z.number()),
  }),
]);
