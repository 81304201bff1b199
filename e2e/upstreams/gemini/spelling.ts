/** Members whose own members are the caller's, not the protocol's. */
const FREE = new Set([
  'args',
  'response',
  'parametersJsonSchema',
  'responseJsonSchema',
  'labels',
  'partMetadata',
  'default',
  'example',
]);

/** Protocol buffers take `system_instruction` for `systemInstruction` as well; here it becomes the latter. */
export function inCamelCase(value: unknown, isFree = false): unknown {
  if (Array.isArray(value)) return value.map((item) => inCamelCase(item, isFree));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = isFree
        ? key
        : key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (FREE.has(name)) return [name, inner];
      // The names of properties are the caller's, what they hold is again the protocol's.
      return [name, inCamelCase(inner, name === 'properties' && !isFree)];
    }),
  );
}

/** As errors spell places: `tools[0].function_declarations[0].parameters`. */
export function inSnakeCase(path: string): string {
  return path.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
