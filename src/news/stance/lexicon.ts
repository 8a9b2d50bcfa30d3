/** Words, as their stems, that speak well or ill of a company in a market headline; gathered by hand for this project. */
const POSITIVE = new Set(
  `
  accelerat accumulat advanc applaud approv approval attractiv award backlog bag bags beat beaten benefit best
  better blockbuster blowout bonu boom boost bounc breakthrough bullish buy buyback cheap cheer clear clearanc
  climb clinch confident crush debut demand dividend dominat doubl eclips exce exceed expand expansion extend
  favorabl favourabl firm fuel gain gainer good great greenlight grew grow growth healthy high higher hik hike
  hop hope improv improvement inks jump land landmark launch lead leader lift mileston momentum multibagger
  opportunity optimistic outpac outperform outperformer outshin oversubscrib overtak overweight partner
  partnership pois positiv profit profitability profitabl rais rally reaffirm rebound record recover repurchas
  rerat reward ris rise robust rose secur sign skyrocket smash snag soar solid spik spurt star steady stellar
  strength strengthen strong stronger strongest succes successful surg tailwind thriv top tops tripl undervalu
  unlock unveil up upbeat upgrad upsid upsiz upsw uptrend win windfal winner wins won zoom
`
    .split(/\s+/)
    .filter(word => word !== ''),
);

const NEGATIVE = new Set(
  `
  abandon accus advers alleg allegation antitrust avoid backlash bad ban bankruptcy bans bar bars batter
  bearish bleak block bloodbath blow bottom boycot breach bubbl cancel challeng charg clos closur collaps
  concern correction crash crisi curb cut cuts debt declin default delay depart departur dilut dilution dip
  dips disappoint disappointment dismal disrupt disruption down downgrad drag drop dump erod exit expensiv fad
  fail failur fal fall falter fear fell fin fine fir fire flaw fraud glitch gloom gloomy glut hack halt hammer
  headwind hit hits hurt impairment infring infringement insolvency investigat investigation lag lags lawsuit
  lay-off layoff los lose loser loss lost low lower lows miss narrow negativ oust ouster outag overcharg
  overhang oversold oversupply overvalu pain painful penalty plung poach poor postpon pressur prob pul quit
  raid rattl recal reject resign restrict restriction retreat risk risky sanction sank scam scrap sell sell-off
  selloff setback shed shelv shrink shut shutdown sink slash slid slip slow slowdown sluggish slump snarl snub
  soft softer sour spook squeez stal strik struggl stumbl subpoena sue sued sues suspend tank tariff terminat
  threat threaten tough trail trim troubl tumbl uncertainty underperform underperformer underweight unfavourabl
  volatil vulnerability warn weak weaken weaker weaknes weigh widen wip wipe woes worry wors worst writedown
`
    .split(/\s+/)
    .filter(word => word !== ''),
);

/** +1, −1, or 0 for a stem that is on neither list. */
export const polarityOf = (stemmed: string): number => (POSITIVE.has(stemmed) ? 1 : NEGATIVE.has(stemmed) ? -1 : 0);
