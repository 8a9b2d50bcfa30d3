/** How far an outlet's bare word goes: its own unnamed sources count, it relays, it publishes what companies write, it comments. */
export type OutletTier = 'first' | 'release' | 'relay' | 'comment';

const TIERS: readonly (readonly [OutletTier, RegExp])[] = [
  [
    'first',
    /^(?:the )?(?:wsj|wall street jo|dow jones|bloomberg|reuters|rtrs|financial times|ft\b|information|new york times|nyt|washington post|cnbc|associated press|ap\b|barron|nikkei|axios|economist|fortune|politico|semafor|mt newswires)/i,
  ],
  ['release', /^(?:business ?wire|pr ?newswire|globe ?newswire|accesswire|newsfile|sec\b|edgar|company)/i],
  [
    'comment',
    /^(?:the )?(?:motley fool|insider monkey|zacks|simply wall st|24\/7 wall st|seeking alpha|marketbeat|investorplace|gurufocus)/i,
  ],
];

export const outletTierOf = (source: string): OutletTier =>
  TIERS.find(([, names]) => names.test(source.trim()))?.[0] ?? 'relay';
