/** One thing that a provider asks for, and the variable of the environment that holds it for this run. */
export type KeyField = {readonly name: string; readonly variable: string; readonly words: string};

/** What each provider asks for, by the provider's name. */
export const KEY_FIELDS = {
  alpaca: [
    {name: 'id', variable: 'APCA_API_KEY_ID', words: 'key ID'},
    {name: 'secret', variable: 'APCA_API_SECRET_KEY', words: 'secret key'},
  ],
  massive: [{name: 'key', variable: 'MASSIVE_API_KEY', words: 'API key'}],
  finnhub: [{name: 'key', variable: 'FINNHUB_API_KEY', words: 'API key'}],
  relay: [{name: 'token', variable: 'TAPEWIRE_RELAY_TOKEN', words: 'token'}],
  nats: [
    {name: 'user', variable: 'NATS_USER', words: 'user name'},
    {name: 'password', variable: 'NATS_PASSWORD', words: 'password'},
  ],
} as const satisfies Readonly<Record<string, readonly KeyField[]>>;

export type KeyedProvider = keyof typeof KEY_FIELDS;
/** A provider's keys by the name of the field. */
export type KeysOf<Provider extends KeyedProvider> = Readonly<
  Record<(typeof KEY_FIELDS)[Provider][number]['name'], string>
>;

/** Whether a provider asks for keys at all. */
export const isKeyed = (name: string): name is KeyedProvider => Object.hasOwn(KEY_FIELDS, name);

export const KEYED_PROVIDERS = Object.keys(KEY_FIELDS) as readonly KeyedProvider[];

/** `····wxyz`: enough to tell two keys apart, not enough to use one; a key too short for that shows nothing. */
export const lastFour = (key: string): string => `····${key.length >= 12 ? key.slice(-4) : ''}`;

const PRINTABLE = /^[\x21-\x7e]{4,400}$/;

/** Whether a text can be a key at all: what was pasted with a line break or a blank in it cannot. */
export const looksLikeKey = (text: string): boolean => PRINTABLE.test(text);

/** Whether a key can stand in a header. One that cannot would be quoted by the error of whoever tries. */
export const fitsHeader = (key: string): boolean => /^[!-~]+$/.test(key);
