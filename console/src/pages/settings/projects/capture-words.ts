/** What is kept of each request, in words. */
export const CAPTURE_WORDS = {
  full: {
    label: 'Everything',
    meaning: 'Prompts and answers, shown to those who have the right to content, and metadata.',
  },
  metadata: {
    label: 'Metadata',
    meaning:
      'Time, model, tokens, cost, latency, errors, end user, session and tags. Prompts and answers are never stored.',
  },
  off: {
    label: 'Figures only',
    meaning:
      'Time, model, tokens, cost, latency and errors, for charts and bills. No end user, session or tag, no content.',
  },
} as const;

export type Capture = keyof typeof CAPTURE_WORDS;
export const CAPTURES = Object.keys(CAPTURE_WORDS) as Capture[];

export function isCapture(text: string): text is Capture {
  return Object.hasOwn(CAPTURE_WORDS, text);
}
