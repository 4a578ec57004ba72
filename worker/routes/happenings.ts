/** What the worker did by itself, for the add-on to write into Activity: it alone writes there. */
import { HAPPENINGS, RECORDED } from '../../shared/sync/wire.ts';
import { type ByCampaign, signed } from './agreed.ts';
import type { Happenings } from './operations.ts';
import { NO_BODY, type Route } from './route.ts';

const GROUP = 'Activity';

export function happeningRoutes(happenings: Happenings): Route<ByCampaign>[] {
  return [
    signed({
      method: 'get',
      path: '/v1/happenings',
      group: GROUP,
      summary: 'What is not in Activity yet, the oldest first',
      about: '200 at most. The same again until they are said to be recorded.',
      body: NO_BODY,
      answer: HAPPENINGS,
      handle: ({ campaign }) => happenings.list(campaign.id),
    }),
    signed({
      method: 'post',
      path: '/v1/happenings/recorded',
      group: GROUP,
      summary: 'These stand in Activity now',
      body: RECORDED,
      handle: ({ campaign, body }) => happenings.record(campaign.id, body.ids),
    }),
  ];
}
