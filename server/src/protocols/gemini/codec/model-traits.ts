/** Gemini up to 2.5, whose models think by a budget and look at media beside results only. */
const OLDER = /gemini-[12](?:\.|-)/;
const PRO = /-pro\b/;
/** The first of its series, which has two levels. */
const FIRST_OF_PRO = /gemini-3-pro\b/;

export type ThinkingLevel = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';

/** In what Google's models differ as to requests, by their names; of a name that says nothing, as the newest do. */
export interface ModelTraits {
  /** Images and documents may stand in what a tool answered, and how finely they are looked at is said of each. */
  readonly mediaInside: boolean;
  /** A call of a turn that comes without a signature is refused. */
  readonly wantsSignatures: boolean;
  /** Cannot be told not to think. */
  readonly alwaysThinks: boolean;
  /** To which levels it may think, from the least on; null: it is told how many tokens. */
  readonly levels: readonly ThinkingLevel[] | null;
}

/** ai.google.dev/gemini-api/docs/thinking, …/thought-signatures, …/function-calling and …/media-resolution. */
export function traitsOf(model: string): ModelTraits {
  const older = OLDER.test(model);
  const pro = PRO.test(model);
  return {
    mediaInside: !older,
    wantsSignatures: !older && model.includes('gemini-'),
    alwaysThinks: pro,
    levels: older ? null : levelsOf(model, pro),
  };
}

function levelsOf(model: string, pro: boolean): readonly ThinkingLevel[] {
  if (FIRST_OF_PRO.test(model)) return ['LOW', 'HIGH'];
  return pro ? ['LOW', 'MEDIUM', 'HIGH'] : ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
}
