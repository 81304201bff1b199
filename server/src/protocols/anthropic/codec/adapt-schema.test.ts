import { describe, expect, it } from 'vitest';
import { adaptSchema } from './adapt-schema.ts';

function adapted(schema: unknown) {
  const dropped: string[] = [];
  return { schema: adaptSchema(schema, (keyword) => dropped.push(keyword)), dropped };
}

describe('a schema as Anthropic takes it', () => {
  it('is itself where it has no more than that', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      description: 'A person',
      properties: {
        name: { type: 'string', title: 'Name' },
        born: { type: 'string', format: 'date' },
        tags: { type: 'array', items: { enum: ['a', 'b'] }, minItems: 1 },
        home: { $ref: '#/$defs/place' },
        kind: { anyOf: [{ const: 1 }, { type: 'null' }] },
      },
      required: ['name'],
      additionalProperties: false,
      $defs: { place: { type: 'object', properties: {}, additionalProperties: false } },
    };
    expect(adapted(schema)).toEqual({ schema, dropped: [] });
  });

  it('lets objects have no more members than those that it names', () => {
    expect(adapted({ type: 'object', properties: { a: { type: 'object' } } }).schema).toEqual({
      type: 'object',
      properties: { a: { type: 'object', additionalProperties: false } },
      additionalProperties: false,
    });
  });

  it('tells in words what it cannot hold an answer to', () => {
    expect(
      adapted({
        type: 'object',
        properties: {
          age: { type: 'integer', description: 'In years', minimum: 0, maximum: 150 },
          code: { type: 'string', pattern: '^A', format: 'iban' },
          many: { type: 'array', items: { type: 'number' }, minItems: 3 },
        },
        additionalProperties: { type: 'string' },
      }),
    ).toEqual({
      schema: {
        type: 'object',
        properties: {
          age: { type: 'integer', description: 'In years\n\n{minimum: 0, maximum: 150}' },
          code: { type: 'string', description: '{pattern: "^A", format: "iban"}' },
          many: { type: 'array', items: { type: 'number' }, description: '{minItems: 3}' },
        },
        description: '{additionalProperties: {"type":"string"}}',
        additionalProperties: false,
      },
      dropped: ['minimum', 'maximum', 'pattern', 'format', 'minItems', 'additionalProperties'],
    });
  });

  it('says any of, where it was one of', () => {
    expect(adapted({ oneOf: [{ type: 'string' }, { type: 'number' }] })).toEqual({
      schema: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      dropped: [],
    });
  });

  it.each([[true], [null], ['text'], [[]]])('%j is itself', (schema) => {
    expect(adapted(schema).schema).toEqual(schema);
  });
});
