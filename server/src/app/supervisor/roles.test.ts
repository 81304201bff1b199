import { expect, it } from 'vitest';
import { drainStages } from './roles.ts';

const roles = (names: readonly ('gateway' | 'control' | 'telemetry' | 'engine')[]) =>
  drainStages(names.map((role) => ({ role }))).map((stage) => stage.map(({ role }) => role));

it('drains gateways first and telemetry, which takes their spools, last', () => {
  expect(roles(['control', 'telemetry', 'gateway', 'gateway', 'engine'])).toEqual([
    ['gateway', 'gateway'],
    ['control', 'engine'],
    ['telemetry'],
  ]);
});

it('leaves out stages with nothing in them', () => {
  expect(roles(['telemetry'])).toEqual([['telemetry']]);
});
