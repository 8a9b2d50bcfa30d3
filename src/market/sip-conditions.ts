/**
 * What a sale condition lets a print update. Columns: code, the tapes it is defined for, then for the minute bar and
 * for the day bar the three rules open/close, high/low, volume: `y` yes, `f` only when it is the first, `n` no.
 * The same letter means different things on different tapes (B), so the pair is the key.
 * Source: Alpaca, Market Data FAQ, "How are bars aggregated?" (edition of 2026-09-21). The plans write a regular
 * sale as a blank or as @, and venues mix the two, so either is taken on every tape.
 */
export const SIP_CONDITIONS = [
  [' ', 'ABCNO', 'yyy', 'yyy'], // regular sale
  ['@', 'ABCNO', 'yyy', 'yyy'], // regular sale
  ['A', 'C', 'yyy', 'yyy'], // acquisition
  ['B', 'AB', 'nny', 'nny'], // average price
  ['B', 'C', 'yyy', 'yyy'], // bunched
  ['C', 'ABCO', 'nny', 'nny'], // cash
  ['D', 'C', 'yyy', 'yyy'], // distribution
  ['E', 'AB', 'yyy', 'yyy'], // automatic execution
  ['F', 'ABC', 'yyy', 'yyy'], // intermarket sweep
  ['G', 'C', 'nny', 'fyy'], // bunched sold
  ['H', 'ABC', 'nny', 'nny'], // price variation
  ['I', 'ABCO', 'nny', 'nny'], // odd lot
  ['K', 'ABC', 'yyy', 'yyy'], // rule 127 or 155
  ['L', 'ABC', 'yyy', 'yyy'], // sold last
  ['M', 'ABC', 'nnn', 'nnn'], // market center official close
  ['N', 'ABCO', 'nny', 'nny'], // next day
  ['O', 'ABC', 'yyy', 'yyy'], // opening trade
  ['P', 'ABCO', 'nny', 'fyy'], // prior reference price
  ['Q', 'ABC', 'nnn', 'nnn'], // market center official open
  ['R', 'ABCO', 'nny', 'nny'], // seller
  ['T', 'ABCO', 'yyy', 'nny'], // extended hours
  ['U', 'ABCO', 'nny', 'nny'], // extended hours, sold out of sequence
  ['V', 'ABC', 'nny', 'nny'], // contingent
  ['W', 'CO', 'nny', 'nny'], // average price
  ['X', 'ABC', 'yyy', 'yyy'], // cross
  ['Y', 'C', 'yyy', 'yyy'], // yellow flag
  ['Z', 'ABC', 'nny', 'fyy'], // sold out of sequence
  ['4', 'ABC', 'nny', 'fyy'], // derivatively priced
  ['5', 'ABC', 'yyy', 'yyy'], // reopening trade
  ['6', 'ABC', 'yyy', 'yyy'], // closing trade
  ['7', 'ABC', 'nny', 'nny'], // qualified contingent
  ['9', 'ABC', 'nnn', 'yyn'], // corrected consolidated close
] as const satisfies readonly (readonly [code: string, tapes: string, minute: string, day: string])[];
