import fc from 'fast-check';

/** A text that is not empty. */
export const someText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
export const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
/** A name that every protocol takes: of a tool, a call, a schema. */
export const plainName = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/);
export const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
export const jsonObject = fc.dictionary(plainName, json, { maxKeys: 3, noNullPrototype: true });
export const jsonSchema = fc
  .dictionary(plainName, fc.constantFrom({ type: 'string' }, { type: 'number' }), {
    maxKeys: 3,
    noNullPrototype: true,
  })
  .map((properties) => ({ type: 'object', properties, required: Object.keys(properties) }));

export const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null });
/** From one to `most`. */
export const some = <T>(value: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: 1, maxLength: most });
export const upTo = <T>(most: number, value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(value, { maxLength: most });
