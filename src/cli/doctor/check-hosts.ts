import {isIP} from 'node:net';
import {MINUTE, seconds} from '../../core/instant.ts';
import {wallClock} from '../../engine/wall-clock.ts';
import {isBusAddress} from '../../feeds/bus/bus-address.ts';
import {PROVIDERS} from '../../feeds/providers.ts';
import {type HostReach, reachHost} from '../../feeds/reach-host.ts';
import {relayUrl} from '../../feeds/relay/relay-address.ts';
import {checkedUrl} from '../../feeds/socket-url.ts';
import {formatSpan} from '../../view/format.ts';
import {type Check, checksOf} from './check.ts';

/** More than a Date header's own coarseness: lags and stale prices would be judged wrongly. */
const CLOCK_LIMIT = seconds(3);

const familyOf = (address: string): string => (isIP(address) === 6 ? `IPv6 ${address}` : `IPv4 ${address}`);

const certificateWords = ({certificate}: HostReach): string =>
  certificate === undefined
    ? ''
    : `; certificate for ${certificate.host}, signed by ${certificate.issuer}, until ${certificate.until}`;

const reachCheck = (group: string, url: URL, reach: HostReach): Check => {
  const {good, bad} = checksOf(group);
  const {proxy, addresses = [], address, protocol, status, took, trouble} = reach;
  if (trouble !== undefined) {
    const tried = proxy === undefined ? addresses.map(familyOf).join(', ') : `proxy ${proxy}`;
    return bad(
      url.host,
      `${trouble.what}${tried === '' ? '' : `; tried ${tried}`}${certificateWords(reach)}`,
      trouble.remedy,
    );
  }
  const way = proxy === undefined ? familyOf(address ?? '') : `proxy ${proxy}`;
  const tls = protocol === undefined ? 'plain' : protocol;
  return good(url.host, `HTTP ${status} in ${formatSpan(took)} by ${way}, ${tls}${certificateWords(reach)}`);
};

const clockCheck = (reaches: readonly HostReach[]): Check => {
  const {good, bad, note} = checksOf('program');
  const ahead = reaches.map(({clockAhead}) => clockAhead).find(one => one !== undefined);
  if (ahead === undefined) return note('clock', 'not compared: no server told the time');
  if (Math.abs(ahead) <= CLOCK_LIMIT) return good('clock', 'agrees with the servers’ to a few seconds');
  const words = Math.abs(ahead) > 120 * MINUTE ? 'hours' : formatSpan(ahead < 0 ? (-ahead as typeof ahead) : ahead);
  return bad('clock', `${words} ${ahead > 0 ? 'behind' : 'ahead of'} the servers’`, 'set this machine’s clock by NTP');
};

/** A stream's address as one that can be asked by HTTP. */
const asked = (address: string): URL => new URL('/', address.replace(/^ws/, 'http'));

/** Where the relay is that is set; nowhere for a bus, and for what `watch` would refuse. */
const relayPlaces = (relay: string): readonly {readonly name: string; readonly url: URL}[] => {
  if (relay === '' || isBusAddress(relay)) return [];
  try {
    return [{name: 'relay', url: asked(relayUrl(relay).href)}];
  } catch {
    return [];
  }
};

/** The relay that is set, the hosts of every provider that is in use, or `host` alone, and the clock by what they say. */
export const checkHosts = async (
  inUse: ReadonlySet<string>,
  host: string | undefined,
  relay: string,
): Promise<readonly Check[]> => {
  const byRelay = relayPlaces(relay);
  const places =
    host === undefined
      ? [
          ...byRelay,
          ...PROVIDERS.filter(({name}) => inUse.has(name)).flatMap(({name, hosts}) =>
            hosts.map(address => ({name, url: asked(address)})),
          ),
        ]
      : [{name: 'host', url: asked(checkedUrl(host, 'wss:', 'ws:').href)}];
  const unused = host === undefined ? PROVIDERS.filter(({name, hosts}) => !inUse.has(name) && hosts.length > 0) : [];
  const reaches = await Promise.all(places.map(({url}) => reachHost(url, wallClock.now)));
  return [
    clockCheck(reaches),
    ...places.flatMap(({name, url}, index) => {
      const reach = reaches[index];
      return reach === undefined ? [] : [reachCheck(name, url, reach)];
    }),
    ...unused.map(({name, notice}) =>
      checksOf(name).note('hosts', `not tried: not in use${notice === undefined ? '' : `; ${notice}`}`),
    ),
  ];
};
