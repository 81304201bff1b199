/** Where a JSON schema is not of the subset that hosts can hold a model to, in the words of their error; null: it is. */
export function strictSchemaFault(
  schema: unknown,
  rules: { allRequired: boolean },
  place: readonly string[] = [],
): { place: readonly string[]; message: string } | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const node = schema as Record<string, unknown>;
  const types = Array.isArray(node['type']) ? node['type'] : [node['type']];
  if (types.includes('object')) {
    if (node['additionalProperties'] !== false) {
      return {
        place,
        message: `'additionalProperties' is required to be supplied and to be false.`,
      };
    }
    const names = Object.keys(object(node['properties']));
    const required = Array.isArray(node['required']) ? node['required'] : [];
    const missing = names.find((name) => !required.includes(name));
    if (rules.allRequired && missing !== undefined) {
      return {
        place,
        message: `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`,
      };
    }
  }
  for (const [under, key, child] of children(node)) {
    const fault = strictSchemaFault(child, rules, [...place, ...under, key]);
    if (fault !== null) return fault;
  }
  return null;
}

function children(node: Record<string, unknown>): [string[], string, unknown][] {
  const maps = ['properties', '$defs', 'definitions'].flatMap((under) =>
    Object.entries(object(node[under])).map(([key, child]): [string[], string, unknown] => [
      [under],
      key,
      child,
    ]),
  );
  const lists = ['anyOf', 'allOf', 'oneOf'].flatMap((under) =>
    (Array.isArray(node[under]) ? (node[under] as unknown[]) : []).map(
      (child, n): [string[], string, unknown] => [[under], String(n), child],
    ),
  );
  return [...maps, ...lists, [[], 'items', node['items']]];
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
