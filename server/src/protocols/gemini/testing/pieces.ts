/** Pieces of streams as Google sends them (`GenerateContentResponse` of @google/genai). */
export const METADATA = { modelVersion: 'gemini-2.5-flash', responseId: 'r-1' } as const;

export function candidate(parts: readonly unknown[], more: object = {}): object {
  return { content: { parts, role: 'model' }, index: 0, ...more };
}

export function piece(parts: readonly unknown[], more: object = {}, beside: object = {}): object {
  return { candidates: [candidate(parts, more)], ...beside, ...METADATA };
}

export const USAGE = {
  promptTokenCount: 9,
  cachedContentTokenCount: 4,
  candidatesTokenCount: 12,
  thoughtsTokenCount: 5,
  toolUsePromptTokenCount: 2,
  totalTokenCount: 28,
  promptTokensDetails: [
    { modality: 'TEXT', tokenCount: 6 },
    { modality: 'AUDIO', tokenCount: 3 },
  ],
} as const;
/** What it comes to. */
export const COUNTED = {
  input: 11,
  cached_input: 4,
  output: 17,
  reasoning: 5,
  input_audio: 3,
} as const;

export type Form = 'events' | 'json_array';

/** As Google writes them; of a list the JSON is spread over lines. */
export function streamOf(pieces: readonly unknown[], form: Form, lineEnd = '\r\n'): string {
  if (form === 'events') {
    return pieces.map((one) => `data: ${JSON.stringify(one)}${lineEnd}${lineEnd}`).join('');
  }
  return `[${pieces.map((one) => JSON.stringify(one, null, 2)).join('\n,\r\n')}\n]\n`;
}

/** In chunks that end at `at`. */
export function cutUp(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((place, i) => bytes.subarray(place, places[i] ?? bytes.length));
}

export function everyByte(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}
