/** The vendor's client comes without types; this is what of it is used. */
declare module 'finnhub' {
  export class DefaultApi {
    constructor(key: string);
    companyNews(symbol: string, from: string, to: string, callback: (error: unknown, data: unknown) => void): void;
  }
}
