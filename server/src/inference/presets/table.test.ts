import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { OPTIONS, variablesOf } from '../../platform/config/index.ts';
import { PRESETS } from './table.ts';

const VARIABLES = new Set(Object.values(OPTIONS).flatMap((option) => variablesOf(option)));
const DOCS = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'providers.md');
const lines = readFileSync(DOCS, 'utf8').split('\n');

it.each(PRESETS)('$id is read from the environment and documented', (preset) => {
  const { id, variable, quirks } = preset;
  const line = lines.findLast((one) => one.startsWith(`| \`${id}\` |`)) ?? '';
  if (variable !== null) {
    expect(VARIABLES).toContain(variable);
    expect(line).toContain(`\`${variable}\``);
  }
  for (const member of Object.values(quirks.renamed ?? {})) expect(line).toContain(member);
  expect(line.includes('has Responses')).toBe(quirks.responses === true);
});
