/**
 * Words that hosts have for the tier that the public table's prices are for (null), and for others that have a usual name. OpenAI
 * says `default`, Anthropic `standard`, Gemini `standard`, Vertex AI `ON_DEMAND`, Groq `on_demand`.
 */
const TIERS: ReadonlyMap<string, string | null> = new Map([
  ['default', null],
  ['standard', null],
  ['auto', null],
  ['on_demand', null],
  ['unspecified', null],
  ['traffic_type_unspecified', null],
  ['on_demand_flex', 'flex'],
  ['on_demand_priority', 'priority'],
]);

/**
 * The tier whose price holds for what an answer says (`flex`, `priority`, `batch`, `scale`, or a host's own word in lower case);
 * null: the standard one, where it says nothing as well.
 */
export function pricedTier(said: string | null | undefined): string | null {
  if (said === null || said === undefined) return null;
  const word = said.toLowerCase();
  const known = TIERS.get(word);
  return known === undefined ? word : known;
}
