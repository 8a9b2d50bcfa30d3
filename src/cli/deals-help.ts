export const DEALS_EXAMPLES = [
  'tapewire deals 2026-01-30',
  'tapewire deals 2026-01-30 --at 09:30 --format csv > deals.csv',
  "tapewire deals --format json | jq '.deals[] | {kind, stage, status}'",
] as const;

/** The fields of `deals`: they are added to, never renamed or taken away. */
export const DEALS_FIELDS = `
Columns of csv, one row an event, oldest first within its deal; several values in a cell are parted by "; ":
  deal_id kind from to                     what it is by then; parties as ids, ~NAME for one off the list
  event_id date published_at known_at      UTC, ISO 8601; known_at is the receipt of the headline's last revision
  headline_id source tier                  tier 5 is a filing, 1 nobody named; empty where a day's file does not say
  polarity speaker                         asserts, denies, declines, disputes; the party that speaks
  claimed_stage stage_before stage_after   what it says, and where it found and left the deal
  talks status changed                     early, advanced, stalled; reported, disputed, denied, unresolved, confirmed
  withdrawn                                true for what was taken back: it moves nothing
  amount facts                             MODIFIER VALUE CURRENCY; facts begin with what they are of
  consideration text                       cash, shares, chips, capacity

json holds {day, at, acts, deals}: deals with all of the above, what is expected next (scheduled, statutory, guided, inferred;
an inferred one has no date) under next, and under maybe the headlines that may belong to the deal and how well they fit.
What was put in order by hand on the screen by then is applied, unless --no-acts leaves it out. acts holds the ids of the
acts that hold, as applied, and of those that name nothing that is there, as ignored; an act undone is neither.
`;
