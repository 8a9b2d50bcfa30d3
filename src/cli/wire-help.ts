export const WIRE_EXAMPLES = [
  'tapewire wire 2026-01-30',
  'tapewire wire 2026-01-30 --at 09:30 --format csv > wire.csv',
  "tapewire wire --format json | jq '.headlines[].notes.attribution.why'",
] as const;

/** The fields of `wire`: they are added to, never renamed or taken away. */
export const WIRE_FIELDS = `
Columns of csv, one row a headline or move, oldest first; several values in a cell are parted by "; ":
  id published_at received_at updated_at   UTC, ISO 8601
  revision source symbols                  0 for a headline never revised
  story_id relation changed                first, reprint, update, correction, withdrawal; what an update changed
  lag_seconds novelty first_source         after the story's first headline; 100 for what is new; who had it first
  event importance                         what happened; 0 to 100
  said_by speaker polarity hedge tier      who stands behind it; tier 5 is a filing, 1 nobody named
  stances                                  COMPANY positive|negative|neutral PROBABILITY, or COMPANY none
  amounts                                  ROLE MODIFIER VALUE CURRENCY COMPANY
  percents                                 ROLE VALUE UNIT COMPANY
  headline url
  kind                                     headline; or move, of the tape, that no headline explains: most cells are empty
  claims                                   COMPANY MOVE supported|contradicted|unverifiable (WHY), of prices
A cell that a spreadsheet would take for a formula begins with an apostrophe.

json holds {day, at, notesVersion, stories, headlines, moves}: stories with their headlines, headlines with all
of the above and every note under notes, each with the span of the headline it was read in and its why. Under
claims stands what can be held against the tape or a filing, by kind, with its span and about whom: price_move (a
fraction, and when), direction (sign 1, -1 or 0), amount, stake (a fraction of the whole), date (first, last). Its check is
what the tape says by the time of the claim: supported or contradicted, on which session, counted from which base, and
the nearest move (a fraction) with its moment; or unverifiable, and why. Under moves stand those of the tape that no
headline explains: when, the return (a fraction), the calibrated t, volume against the usual, the headline that followed.
`;
