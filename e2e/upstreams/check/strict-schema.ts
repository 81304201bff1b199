export interface SchemaFault {
  readonly place: readonly string[];
  readonly message: string;
}

export interface StrictRules {
  /** Every property is. */
  readonly allRequired: boolean;
  /** A keyword that is not of the subset. */
  refuses(name: string, value: unknown): boolean;
}

const NOT_OPENAI = [
  'allOf',
  'oneOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'uniqueItems',
  'default',
];
export const OPENAI_STRICT: StrictRules = {
  allRequired: true,
  refuses: (name) => NOT_OPENAI.includes(name),
};

const NOT_ANTHROPIC =
  /^(minimum|maximum|exclusiveM\w+|multipleOf|minLength|maxLength|maxItems|uniqueItems|min\w+Contains|m\w\wProperties|pattern|patternProperties|propertyNames|not|if|then|else|oneOf)$/;
export const ANTHROPIC_STRICT: StrictRules = {
  allRequired: false,
  refuses: (name, value) =>
    NOT_ANTHROPIC.test(name) || (name === 'minItems' && value !== 0 && value !== 1),
};

/** Where a JSON schema is not of the subset that hosts can hold a model to, in the words of their error; null: it is. */
export function strictSchemaFault(
  schema: unknown,
  rules: StrictRules,
  place: readonly string[] = [],
): SchemaFault | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const node = schema as Record<string, unknown>;
  const refused = Object.keys(node).find((name) => rules.refuses(name, node[name]));
  if (refused !== undefined) return { place, message: `'${refused}' is not permitted.` };
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
