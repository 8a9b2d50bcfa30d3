import {fromMillis} from '../../../src/core/instant.ts';
import {type PricingData, writePricingData} from '../../../src/feeds/yahoo/pricing-data.ts';
import {YAHOO} from '../../../src/feeds/yahoo/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';

const time = Date.UTC(2026, 0, 30, 14, 30, 0);
const frameOf = (data: PricingData): string =>
  JSON.stringify({type: 'pricing', message: Buffer.from(writePricingData(data)).toString('base64')});

describeProvider({
  provider: YAHOO,
  source: 'unofficial',
  keys: {},
  feeds: ['yahoo/unofficial-snapshots'],
  serve: ({prices}) => ({
    refuse: (_, path) => (path === '/?version=2' ? undefined : {status: 404}),
    onMessage: ({socket}, message) => {
      if (Array.isArray(message['subscribe'])) for (const data of prices) socket.send(frameOf(data));
    },
  }),
  subscriptions: server => server.connections.flatMap(({received}) => received.map(said => JSON.stringify(said))),
  subscription: ['{"subscribe":["AMZN"]}'],
  fixtures: [
    {
      says: 'a look in the regular session',
      half: 'prices',
      sent: {
        ...{id: 'AMZN', price: 241.35, time, quoteType: 8, marketHours: 1, priceHint: 2, change: 2.85},
        ...{dayVolume: 1_200_300, dayHigh: 242.1, dayLow: 239.05, shortName: 'Amazon.com, Inc.'},
      },
      read: {
        kind: 'price',
        ...{at: fromMillis(time), receivedAt: CONTRACT_AT, price: 241.35, dayVolume: 1_200_300},
        ...{dayHigh: 242.1, dayLow: 239.05, previousClose: 238.5},
      },
    },
    {
      says: 'a look before the open: the count of the day may be yesterday’s',
      half: 'prices',
      sent: {
        id: 'AMZN',
        price: 240.5,
        time: time - 3_600_000,
        dayVolume: 30_000_000,
        dayHigh: 250,
        change: 2,
        priceHint: 2,
      },
      read: {
        kind: 'price',
        at: fromMillis(time - 3_600_000),
        price: 240.5,
        dayVolume: 0,
        dayHigh: 0,
        previousClose: 238.5,
      },
    },
    {
      says: 'a look after the close: its change is from another close',
      half: 'prices',
      sent: {
        id: 'AMZN',
        price: 243,
        time: time - 1_000,
        marketHours: 2,
        dayVolume: 40_000_000,
        change: 1.5,
        priceHint: 2,
      },
      read: {kind: 'price', price: 243, dayVolume: 40_000_000, previousClose: 0},
    },
  ],
  hostile: text => [
    {half: 'prices', sent: {id: text, price: 1, time, shortName: text}},
    {half: 'prices', sent: {id: 'AMZN', price: 1, time, shortName: text, currency: text, exchange: text}},
  ],
});
