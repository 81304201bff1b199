const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the clocks of one time zone show, read from the time zone database that Intl has. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What the zone's clocks show at `at`, written as the Unix milliseconds at which those of UTC show the same; whole seconds. */
  shownAt(at: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(at)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }

  /**
   * When a calendar day begins: the first instant at which the clocks show it. That is midnight, the first of two where clocks
   * go back over it, and the end of the gap where they go forward over it.
   * @param day its midnight in UTC
   */
  startOfDay(day: number): number {
    // A zone changes its clocks at most once within two days: what it was on either side are the only two candidates.
    const before = this.#offset(day - DAY);
    const after = this.#offset(day + DAY);
    if (before === after) return day - before;
    const candidates = [day - Math.max(before, after), day - Math.min(before, after)];
    return candidates.find((at) => this.shownAt(at) === day) ?? this.#endOfGap(day, candidates);
  }

  #offset(at: number): number {
    return this.shownAt(at) - Math.floor(at / 1_000) * 1_000;
  }

  #endOfGap(day: number, [early = day, late = day]: readonly number[]): number {
    let low = early - MINUTE;
    let high = late;
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (this.shownAt(middle) >= day) high = middle;
      else low = middle;
    }
    return high;
  }
}
