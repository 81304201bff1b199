import type { Random } from './random.ts';

const LOREM =
  `lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna
aliqua ut enim ad minim veniam quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat duis
aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur excepteur sint
occaecat cupidatat non proident sunt in culpa qui officia deserunt mollit anim id est laborum`.split(
    /\s+/,
  );

/** What the sandbox counts as tokens: words of at most 12 characters with the white space before them. Joined, they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+$/gu) ?? [];
}

/** `count` words, one token each, in sentences. */
export function lorem(count: number, random: Random): string[] {
  const words: string[] = [];
  let at = Math.floor(random() * LOREM.length);
  let inSentence = 0;
  let sentence = 8 + Math.floor(random() * 8);
  for (let i = 0; i < count; i++) {
    const word = LOREM[at] ?? '';
    at = (at + 1) % LOREM.length;
    const first = inSentence === 0;
    const last = inSentence === sentence - 1 || i === count - 1;
    words.push(
      (i === 0 ? '' : ' ') +
        (first ? word.charAt(0).toUpperCase() + word.slice(1) : word) +
        (last ? '.' : ''),
    );
    inSentence = last ? 0 : inSentence + 1;
    if (last) sentence = 8 + Math.floor(random() * 8);
  }
  return words;
}

/** The text of a message: its content, or the text parts of it. */
export function textOf(message: unknown): string {
  const content = (message as { content?: unknown } | null)?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (part as { text?: unknown } | null)?.text)
    .filter((text) => typeof text === 'string')
    .join('');
}
