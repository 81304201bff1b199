/** Longer ones are no rarer. */
const MAX_WORDS = 8;

/** As the indexes of texts part words: what is not ASCII belongs to a word. */
export const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[a-z0-9\u0080-\uffff]+/g) ?? [];

/**
 * The words of ASCII that follow each other, together: of these the store's idea of a word is the same as this one, of other
 * scripts it is not.
 */
export function runsOf(words: readonly string[]): string[][] {
  const runs: string[][] = [[]];
  for (const word of words) {
    if (/^[a-z0-9]+$/.test(word)) runs.at(-1)?.push(word);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/**
 * SQL that leaves out granules of `requests_list` by the indexes `pairs_of_texts` and `triples_of_texts`, and is true of every
 * row that has these two or more words one after another. It stands behind the comparison of the texts: of a row that fails
 * there it is not worked out.
 */
export function phraseCondition(run: readonly string[]): { sql: string; phrase: string } {
  const hashes = run.length === 2 ? pairs : triples;
  return {
    sql: `hasAll(${hashes("concat(input, '\\0', output)")}, ${hashes('{phrase:String}')})`,
    phrase: run.slice(0, MAX_WORDS).join(' '),
  };
}

const tokens = (text: string): string => `tokens(lowerUTF8(${text}))`;

/** The very expressions of the indexes. */
const pairs = (text: string): string =>
  `arrayMap((a, b) -> cityHash64(a, b), arrayPopBack(${tokens(text)}), arrayPopFront(${tokens(text)}))`;
const triples = (text: string): string =>
  `arrayMap((a, b, c) -> cityHash64(a, b, c), arrayPopBack(arrayPopBack(${tokens(text)})), arrayPopFront(arrayPopBack(${tokens(text)})), arrayPopFront(arrayPopFront(${tokens(text)})))`;
