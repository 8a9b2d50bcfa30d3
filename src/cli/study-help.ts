export const STUDY_EXAMPLES = [
  'tapewire study 2026-01-30',
  'tapewire study 2026-01-30 --at 12:00 --horizons 5m,15m,1h --symbols AMZN,MSFT',
  'tapewire study --benchmark names --model market-adjusted --format csv > reactions.csv',
  "tapewire study --format json | jq '.headlines[].reactions[] | {symbol, verdict, reason}'",
  'tapewire study 2026-01-30 --report amzn.html',
] as const;

/** The fields of `study`: they are added to, never renamed or taken away. */
export const STUDY_FIELDS = `
One reaction a headline that tells something new and watched name; reprints, corrections and updates within 15 minutes
count from the moment of the headline that they follow. The verdict is that of the first 15 minutes, whichever horizons
are shown. It says what a price did after a headline, never that the headline was why.

--benchmark: auto takes the day's fund (QQQ without the name's own part), else the mean of the names that the headline
does not name; names takes that mean always; none, or --model mean, holds a name against its own mean. The model is a
line fitted to the benchmark over earlier sessions; market-adjusted counts one for one. Both are said of each reaction.

Columns of csv, one row a headline, name and horizon; what is not known is empty, never 0:
  id published_at start_at clock           UTC, ISO 8601; it counts from start_at, which is published, received or story
  event symbol named about stance          named by the headline; the name it is about most; positive, negative, neutral
  benchmark model estimation               what it was held against, and what the usual was learnt from
  horizon status ends_at confounded        ok, pending, truncated, stale, halted, no_base; other headlines lie in it
  return abnormal car                      fractions; what the benchmark does not explain, and that as a log return
  test t standard_error detectable         ok, or why there is no test; the least |car| that could be told from nothing
  rank rank_of                             of |car| among the same minutes of earlier sessions
  p adjusted_p                             at 15m, two-sided; adjusted over all tests of the study (Benjamini-Hochberg)
  verdict reason headline                  positive, negative, no detectable reaction, confounded, pending,
                                           insufficient data, market closed
json holds {day, at, primary, horizons, benchmark, model, tests, headlines, earlier, kinds}: headlines with start, alike (ids of
those that count from its moment) and reactions with all of the above, base, lastClose, volume, leakage, shape and
confounders (ids); null is what is not known, and what was refused is {status: "refused", reason}. kinds holds, by kind
of event and for all, how many were measured, their mean, the part above 0, how often the stance was right, and Patell,
BMP, sign and rank tests over the headlines, each in the name that it is about: at least five, or the reason. earlier is
there with --headline: the headlines of its kind on its name before it (times), the returns 15 minutes after those that
are over and have no other headline in them, oldest first, their median, how many are left out and why (left), and how
many tellings count from the moment of one before (again).
`;
