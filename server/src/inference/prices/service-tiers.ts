/** Names of the tier that the public table's prices are for. Those of others (flex, priority, batch, scale) it does not know. */
const STANDARD_TIERS: ReadonlySet<string> = new Set(['default', 'standard', 'auto', 'on_demand']);

/** The tier whose price holds for what an answer says; null: the standard one, where it says nothing as well. */
export function pricedTier(said: string | null | undefined): string | null {
  return said === null || said === undefined || STANDARD_TIERS.has(said) ? null : said;
}
