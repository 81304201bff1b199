import document from '../../../sdk/openapi.json' with { type: 'json' };

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}
const OPERATIONS = Object.entries(
  document.paths as Record<string, Record<string, Operation | undefined>>,
).map(([path, operations]) => ({
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  fixed: !path.includes('{'),
  operations,
}));

/** Parameters of a call to the management API that its endpoint does not declare, and so refuses. */
export function undeclaredParameters(method: string, url: URL): string[] {
  const matching = OPERATIONS.filter(({ pattern }) => pattern.test(url.pathname));
  const found = matching.find(({ fixed }) => fixed) ?? matching[0];
  const operation = found?.operations[method.toLowerCase()];
  if (operation === undefined) return [];
  const declared = (operation.parameters ?? []).filter((one) => one.in === 'query');
  return [...url.searchParams.keys()].filter((name) => declared.every((one) => one.name !== name));
}
