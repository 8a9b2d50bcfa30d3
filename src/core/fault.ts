/** Every way this program can say no. The part before the slash names who says it. */
export type FaultCode =
  | 'usage'
  | 'feed/auth'
  | 'feed/entitlement'
  | 'feed/limit'
  | 'feed/protocol'
  | 'feed/unreachable'
  | 'feed/gap'
  /** A day that nobody has under the name that was typed. */
  | 'tape/unknown-day'
  | 'tape/missing'
  | 'tape/corrupt'
  | 'tape/limit'
  | 'tape/busy'
  | 'tape/write'
  | 'import/row'
  | 'server/port'
  | 'server/config'
  | 'settings/broken'
  | 'engine/crash';

export type FaultOptions = {
  /** True when trying again cannot help until a person acts. */
  readonly terminal?: boolean;
  /** What to do next, as one imperative sentence. */
  readonly remedy?: string;
  readonly cause?: unknown;
};

/**
 * The one error class. `message` is a single line that says what is wrong and where; `remedy` says what to do next.
 * Both are shown to people, so neither may hold a secret or unsafe text.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly terminal: boolean;
  readonly remedy: string | undefined;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = code;
    this.terminal = options.terminal ?? true;
    this.remedy = options.remedy;
  }
}

export const isFault = (value: unknown): value is Fault => value instanceof Fault;

/** The message and the remedy on one line, as stderr and the status bar show it. */
export const faultLine = (fault: Fault): string =>
  fault.remedy === undefined ? fault.message : `${fault.message}: ${fault.remedy}`;

/** For a switch that must name every case: the compiler proves this is never reached. */
export const assertNever = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
