import {Fault} from '../../core/fault.ts';
import {createPolledFeed} from '../polling/polled-feed.ts';
import type {Provider} from '../provider.ts';
import {createFilingSource} from './filing-source.ts';
import {recordedFilings} from './recorded.ts';

const BASE_URL = 'https://www.sec.gov';
/** Something by which a person can be reached, and that a header can carry. */
const CONTACT = /^[!-~][ -~]{0,120}@[ -~]{1,80}$/;

/**
 * Filings of watched names, from the moment that the SEC lists them. It asks everybody who reads it by a program to say who
 * they are.
 * @see https://www.sec.gov/about/webmaster-frequently-asked-questions#developers
 */
export const EDGAR: Provider = {
  name: 'edgar',
  title: 'SEC EDGAR',
  halves: ['news'],
  sources: [],
  hosts: [BASE_URL],
  open: ({edgarForms = [], cacheFolder, host, symbols, contact = '', since, clock, chance, tap}) => {
    if (!CONTACT.test(contact))
      throw new Fault('usage', 'the SEC asks for an address of mail of whoever reads EDGAR', {
        remedy: 'write: tapewire config set contact you@example.com',
      });
    if (edgarForms.length === 0)
      throw new Fault('usage', 'no form of the SEC is set', {remedy: 'write: tapewire config set edgarForms 8-K,10-Q'});
    const baseUrl = host?.replace(/^ws/, 'http') ?? BASE_URL;
    const common = {symbols, since, cacheFolder, clock, tap};
    const source = createFilingSource({...common, baseUrl, forms: edgarForms, userAgent: `tapewire ${contact}`});
    return {feed: createPolledFeed({sources: [source], clock, chance}), account: undefined, earlier: undefined};
  },
  readRecorded: message => ({events: recordedFilings(message), history: []}),
};
