import { type Reply, wholeAnswerText } from '../../protocols/conversation/index.ts';

/** Characters that lists show of a body. */
export const PREVIEW_CHARS = 200;

/** All that was said, of each answer, its reasoning and its calls too; null where there is nothing. */
export function wholeOutput({ answers }: Pick<Reply, 'answers'>): string | null {
  const texts = answers.map(({ parts }) => wholeAnswerText(parts)).filter((text) => text !== '');
  return texts.length === 0 ? null : texts.join('\n\n');
}

/** The first characters, never half of a surrogate pair. */
export function cut(text: string): string {
  if (text.length <= PREVIEW_CHARS) return text;
  const last = text.charCodeAt(PREVIEW_CHARS - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? PREVIEW_CHARS - 1 : PREVIEW_CHARS);
}
