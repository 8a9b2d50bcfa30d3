import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';
import type {Loss} from '../retry-policy.ts';
import type {WireOf} from './schema.ts';

export const CHECK_KEY = 'check the key: tapewire keys set massive, or MASSIVE_API_KEY';
const OTHER_PLAN = 'use a source that the plan has: --source delayed or delayed_bars; or a larger plan';

/** `not authorized` · `You don't have access real-time data. Please upgrade your plan …` */
const NOT_IN_PLAN = /not (?:authorized|entitled)|have access|upgrade/i;

/** What a status means for the connection, or undefined for one that does no harm. */
export const lossOfStatusMessage = ({status, message}: WireOf<'status'>, feed: string): Loss | undefined => {
  const said = safeText(message ?? '', 120);
  const words = said === '' ? safeText(status, 40) : said;
  switch (status) {
    case 'auth_failed':
      return {
        kind: 'terminal',
        fault: new Fault('feed/auth', `${feed} refused the keys (${words})`, {remedy: CHECK_KEY}),
      };
    case 'max_connections':
      return {kind: 'connection-limit', why: `${feed} already has a connection with this key (${words})`};
    case 'error':
      return NOT_IN_PLAN.test(said)
        ? {
            kind: 'terminal',
            fault: new Fault('feed/entitlement', `${feed} is not part of the plan (${words})`, {remedy: OTHER_PLAN}),
          }
        : {kind: 'transient', why: `${feed}: ${words}`};
    case 'auth_timeout':
    case 'disconnected':
    case 'force_disconnect':
      return {kind: 'transient', why: `${feed}: ${words}`};
    default:
      return undefined;
  }
};
