/** A value to choose, with how many requests have it. */
export interface Suggestion {
  readonly value: string;
  readonly label?: string;
  readonly count?: number;
}

/** Something that a list can be filtered by. */
export interface Dimension {
  /** Its name in the address and the API: `error_code`. */
  readonly id: string;
  /** As people read it: "Error". */
  readonly label: string;
  /** What stands between its name and a value, and what where it is excluded: "is" and "is not" unless set. */
  readonly verbs?: readonly [string, string];
  /**
   * Its values are found by typing one of them, without choosing the dimension first: those that are suggested, or any text,
   * which is what names are that nobody suggests, such as that of a user who has not come in the time range.
   */
  readonly found?: 'suggested' | 'any-text';
  /** The values to offer. */
  readonly suggest: (signal: AbortSignal) => Promise<readonly Suggestion[]>;
  /** Shows a value as people read it, such as a key's name for its id. */
  readonly format?: (value: string) => string;
}
