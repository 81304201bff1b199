import { describe, expect, it } from 'vitest';
import { findPlace } from './place.ts';
import type { Session } from './session.ts';

const environments = ['development', 'production'].map((name) => ({ id: `e-${name}`, name }));
const session: Session = {
  user: null,
  organisation: { id: 'o', name: 'Acme' },
  role: 'owner',
  csrf_token: null,
  projects: ['alpha', 'beta'].map((name) => ({
    id: `p-${name}`,
    name,
    role: 'owner',
    scopes: [],
    retention_days: 30,
    environments,
  })),
};

const names = (...args: Parameters<typeof findPlace>) => {
  const place = findPlace(...args);
  return place && [place.project.name, place.environment.name];
};

describe('the place', () => {
  it('is what the address names, by name or id', () => {
    expect(names(session, { project: 'beta', environment: 'production' }, {})).toEqual([
      'beta',
      'production',
    ]);
    expect(names(session, { project: 'p-beta' }, {})).toEqual(['beta', 'development']);
  });
  it('is the last one where the address leaves it open', () => {
    expect(names(session, {}, { project: 'p-beta', environment: 'production' })).toEqual([
      'beta',
      'production',
    ]);
    expect(names(session, {}, { project: 'gone' })).toEqual(['alpha', 'development']);
  });
  it('is nowhere without a project', () => {
    expect(names({ ...session, projects: [] }, {}, {})).toBeNull();
  });

  it('is nowhere, and not elsewhere, where a link names a project of others', () => {
    expect(names(session, { project: 'gamma' }, { project: 'p-beta' })).toBeNull();
  });
});
