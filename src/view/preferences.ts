/** Ways to share the screen among the panes: all alike, or one of them large. */
export const LAYOUTS = ['monitor', 'chart', 'wire', 'deals'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

export const THEME_NAMES = ['default', 'light', 'contrast', 'colorblind', 'mono'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

/** `auto` is `light` on a terminal that says its background is light, else `default`. */
export const THEME_CHOICES = ['auto', ...THEME_NAMES] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** `auto` is `unicode` where the locale says UTF-8, else `ascii`. */
export const GLYPH_CHOICES = ['auto', 'unicode', 'ascii'] as const;
export type GlyphChoice = (typeof GLYPH_CHOICES)[number];

/** The fund that names are held against live. */
export const FUND_CHOICES = ['QQQ', 'SPY', 'none'] as const;
export type FundChoice = (typeof FUND_CHOICES)[number];

/** What rings when an alert fires. */
export const ALERT_SOUNDS = ['bell', 'none'] as const;
/** Which escape sequence asks the terminal for a desktop notification: terminals know one, the other, or none. */
export const ALERT_NOTICES = ['none', 'osc9', 'osc777', 'both'] as const;

/** What a person chose once and finds again at the next start. */
export type Preferences = {
  /** Names that a live screen watches, in order. */
  readonly symbols: readonly string[];
  /** The fund that a live screen holds them against, and watches besides. */
  readonly benchmark: FundChoice;
  /** The day that opens when none is named. */
  readonly lastDay: string;
  readonly theme: ThemeChoice;
  readonly layout: LayoutName;
  readonly glyphs: GlyphChoice;
  readonly mouse: boolean;
  /** Replay seconds a wall second, at the start. */
  readonly speed: number;
  /** What plain `tapewire` watches; `none` replays. */
  readonly feed: 'none' | 'alpaca' | 'massive' | 'finnhub' | 'yahoo';
  /** The relay or the bus by which a live screen watches; '' for none. */
  readonly relay: string;
  /** How news sources that ask for it can reach the person, such as the SEC: an address of mail; '' for none. */
  readonly contact: string;
  /** Feeds of press releases: addresses by name; of a name that ends in `*` everything is wanted. */
  readonly rssFeeds: Readonly<Record<string, string>>;
  /** Kinds of filings that are wanted, as the SEC writes them. */
  readonly edgarForms: readonly string[];
  /** Lines instead of a screen, for ears and braille. */
  readonly screenReader: boolean;
  /** Keys by the name of the command they give, several parted by spaces: `{"pause": "space p"}`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Rules of alerts, a line each; see parseAlertRule. */
  readonly alerts: readonly string[];
  readonly alertSound: (typeof ALERT_SOUNDS)[number];
  readonly alertNotify: (typeof ALERT_NOTICES)[number];
  /** Alerts ring in a replay too. */
  readonly alertsInReplay: boolean;
  /** Each name's part of QQQ, a fraction: taken out of the fund when the name is held against it. */
  readonly fundWeights: Readonly<Record<string, number>>;
  /** The first words to a newcomer were seen. */
  readonly greeted: boolean;
};

/** What holds until somebody chooses otherwise. A screen made without a person (`frame`, tests) greets nobody. */
export const DEFAULT_PREFERENCES: Preferences = {
  symbols: ['AMZN', 'MSFT', 'NVDA', 'GOOGL'],
  benchmark: 'QQQ',
  lastDay: '2026-01-30',
  theme: 'auto',
  layout: 'monitor',
  glyphs: 'auto',
  mouse: true,
  speed: 60,
  feed: 'none',
  relay: '',
  contact: '',
  rssFeeds: {
    prnewswire: 'https://www.prnewswire.com/rss/news-releases-list.rss',
    globenewswire:
      'https://www.globenewswire.com/RssFeed/orgclass/1/feedTitle/GlobeNewswire%20-%20News%20about%20Public%20Companies',
    businesswire: 'https://feed.businesswire.com/rss/home/?rss=G1QFDERJXkJeGVtRXQ==',
    newsfile: 'https://feeds.newsfilecorp.com/global/Last25Stories',
  },
  edgarForms: ['8-K', '10-Q', '10-K', '6-K', 'S-1', '425', 'SC TO-T', 'SCHEDULE 13D'],
  screenReader: false,
  keys: {},
  alerts: [],
  alertSound: 'bell',
  alertNotify: 'none',
  alertsInReplay: false,
  // Approximate, of January 2026: they move with prices, so whoever needs them exact sets them.
  fundWeights: {NVDA: 0.09, MSFT: 0.08, AMZN: 0.05, GOOGL: 0.035},
  greeted: true,
};

/** What the screen was started in, as far as it bears on how it is drawn. */
export type Surroundings = {
  /** The terminal can show more than ASCII. */
  readonly unicode: boolean;
  /** It said that its background is light. */
  readonly light: boolean;
  /** Where the settings are kept; undefined when they are not. */
  readonly settingsPath: string | undefined;
  /** What the terminal says it is, and what it can, in words; undefined where nobody asked. */
  readonly terminal?: string | undefined;
};

export const DEFAULT_SURROUNDINGS: Surroundings = {unicode: true, light: false, settingsPath: undefined};
