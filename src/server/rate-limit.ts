import {floorTo, type Instant, MINUTE, plus, SECOND} from '../core/instant.ts';

export type Allowance = {
  readonly allowed: boolean;
  /** `X-RateLimit-*`, as the vendor sends them; with `Retry-After` once there is nothing left. */
  readonly headers: Readonly<Record<string, string>>;
};

/** So many requests in each minute of the clock. */
export const createRateLimit = (limit: number): ((now: Instant) => Allowance) => {
  let minute: Instant | undefined;
  let used = 0;
  return now => {
    const current = floorTo(now, MINUTE);
    const next = plus(current, MINUTE);
    if (current !== minute) used = 0;
    minute = current;
    used += 1;
    return {
      allowed: used <= limit,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - used)),
        'x-ratelimit-reset': String(next / SECOND),
        ...(used <= limit ? {} : {'retry-after': String(Math.ceil((next - now) / SECOND))}),
      },
    };
  };
};
