/** Tokens up to which each effort thinks, as Google publishes it for its endpoint that speaks OpenAI's chat. */
const EFFORTS = [
  ['low', 1024],
  ['medium', 8192],
] as const;

/** The effort that comes nearest to a budget, for protocols that know efforts alone. */
export function effortOfBudget(tokens: number): string {
  if (tokens === 0) return 'none';
  return EFFORTS.find(([, most]) => tokens <= most)?.[0] ?? 'high';
}
