/** What a paired spreadsheet may ask, each request signed. See shared/sync/wire.ts for the shapes. */
import { z } from 'zod';
import {
  ACTIVITY_COPY,
  ADD_CONNECTION,
  CHANGE_CONNECTION,
  CONNECTION,
  HAND_OVER,
  HAND_OVER_ANSWER,
  MOST_HANDED,
  SCHEDULE,
  STATE,
  SYNC,
  TELL_CHANNELS,
} from '../../shared/sync/wire.ts';
import { Problem } from '../problem.ts';
import { ACTIVITY_ANSWER, ACTIVITY_PAGE, type ActivityCopy } from './activity.ts';
import { agreed, type ByCampaign, idIn, signed } from './agreed.ts';
import type { Operations } from './operations.ts';
import { KB, NO_BODY, type Route } from './route.ts';

/** 500 rows of long addresses, with the products of a large campaign. */
const SHIPMENTS_BODY = 4096 * KB;
const ACTIVITY_BODY = 1024 * KB;
/** Boxes come whole, so a request may hold a few more than MOST_HANDED. */
const MOST_TAKEN = 2 * MOST_HANDED;
/** A week: what is asked less often is a schedule of nobody. */
const MOST_MINUTES = 7 * 24 * 60;

export function campaignRoutes(operations: Operations, activity: ActivityCopy): Route<ByCampaign>[] {
  return [
    signed({
      method: 'get',
      path: '/v1/state',
      group: 'State',
      summary: 'Connections, channels, and what is under way',
      body: NO_BODY,
      answer: STATE,
      handle: ({ campaign }) => operations.stateOf(campaign.id),
    }),
    signed({
      method: 'put',
      path: '/v1/schedule',
      group: 'State',
      summary: 'How often partners are asked by themselves',
      about: `Minutes between two syncs, 5 to ${MOST_MINUTES}; 0 for never.`,
      body: SCHEDULE,
      refuses: { 400: 'schedule.invalid' },
      async handle({ campaign, body: { everyMinutes } }) {
        const sound = Number.isInteger(everyMinutes) && everyMinutes >= 5 && everyMinutes <= MOST_MINUTES;
        if (!sound && everyMinutes !== 0) {
          throw new Problem(400, 'schedule.invalid', `Choose 0, or whole minutes from 5 to ${MOST_MINUTES}.`);
        }
        await operations.setSchedule(campaign.id, everyMinutes);
      },
    }),
    signed({
      method: 'post',
      path: '/v1/detach',
      group: 'State',
      summary: 'Ends the pairing',
      about:
        'Nothing is sent to partners, asked of them, or written into the sheet from then on. Pairing again goes on where it stopped.',
      body: NO_BODY,
      handle: ({ campaign }) => operations.detach(campaign.id),
    }),
    signed({
      method: 'post',
      path: '/v1/connections',
      group: 'Connections',
      summary: 'Adds a connection',
      about: 'Its credentials are tried first, and sealed; no answer ever holds them.',
      body: ADD_CONNECTION,
      answer: CONNECTION,
      refuses: { 409: 'connection.name-taken', 422: 'partner.auth and other words of the partner' },
      handle: async ({ campaign, body }) => agreed(await operations.addConnection(campaign.id, body)),
    }),
    signed({
      method: 'patch',
      path: '/v1/connections/:id',
      group: 'Connections',
      summary: 'Renames a connection, or changes its credentials',
      body: CHANGE_CONNECTION,
      answer: CONNECTION,
      refuses: { 404: 'connection.unknown', 409: 'connection.name-taken', 422: 'partner.auth' },
      handle: async ({ campaign, params, body }) =>
        agreed(await operations.changeConnection(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'delete',
      path: '/v1/connections/:id',
      group: 'Connections',
      summary: 'Removes a connection and its credentials',
      body: NO_BODY,
      refuses: { 404: 'connection.unknown' },
      async handle({ campaign, params }) {
        agreed(await operations.removeConnection(campaign.id, idIn(params)));
      },
    }),
    signed({
      method: 'post',
      path: '/v1/connections/:id/test',
      group: 'Connections',
      summary: 'Tries the credentials of a connection',
      body: NO_BODY,
      answer: z.object({ account: z.string() }),
      refuses: { 404: 'connection.unknown', 422: 'partner.auth', 502: 'api.http-503, api.timeout' },
      handle: async ({ campaign, params }) =>
        agreed(await operations.testConnection(campaign.id, idIn(params))),
    }),
    signed({
      method: 'post',
      path: '/v1/shipments',
      group: 'Shipments',
      summary: 'Hands shipments over',
      about: `To be pushed, updated or cancelled; ${MOST_HANDED} a request, boxes whole. Handing the same over twice is harmless. A shipment that is refused does not keep others from being taken.`,
      body: HAND_OVER,
      bodyLimit: SHIPMENTS_BODY,
      answer: HAND_OVER_ANSWER,
      refuses: { 413: 'shipments.too-many' },
      handle({ campaign, body }) {
        if (body.shipments.length > MOST_TAKEN) {
          throw new Problem(413, 'shipments.too-many', `Hand over ${MOST_HANDED} shipments at a time.`);
        }
        return operations.take(campaign.id, body);
      },
    }),
    signed({
      method: 'put',
      path: '/v1/channels',
      group: 'Shipments',
      summary: 'Tells which channels there are, and which of them get another name',
      about:
        'All channels of the tab. Parcels and sheets follow the names; a sheet whose channel is gone goes with the one channel that is connected to it.',
      body: TELL_CHANNELS,
      refuses: { 409: 'channel.has-sheet' },
      async handle({ campaign, body }) {
        agreed(await operations.tellChannels(campaign.id, body));
      },
    }),
    signed({
      method: 'post',
      path: '/v1/sync',
      group: 'Shipments',
      summary: 'Asks the partners of one channel, or of all with ""',
      about: 'Answers at once. The state tells how it goes on.',
      body: SYNC,
      refuses: { 404: 'channel.unknown' },
      async handle({ campaign, body }) {
        agreed(await operations.sync(campaign.id, body.channel));
      },
    }),
    signed({
      method: 'post',
      path: '/v1/requests/:id/retry',
      group: 'Shipments',
      summary: 'Sends again what is stuck',
      body: NO_BODY,
      refuses: { 404: 'request.unknown' },
      async handle({ campaign, params }) {
        agreed(await operations.sendAgain(campaign.id, idIn(params)));
      },
    }),
    signed({
      method: 'post',
      path: '/v1/activity',
      group: 'Activity',
      summary: 'Keeps a copy of rows of Activity',
      about: 'Rows that are kept already are passed over; none is ever changed or taken away.',
      body: ACTIVITY_COPY,
      bodyLimit: ACTIVITY_BODY,
      answer: ACTIVITY_ANSWER,
      handle: ({ campaign, body }) => activity.keep(campaign.id, body.rows),
    }),
    signed({
      method: 'get',
      path: '/v1/activity',
      group: 'Activity',
      summary: 'The copy, 500 rows at a time',
      query: { after: 'Position of the last row that is known; from the first where absent.' },
      body: NO_BODY,
      answer: ACTIVITY_PAGE,
      handle: ({ campaign, query }) => activity.read(campaign.id, query.after),
    }),
  ];
}
