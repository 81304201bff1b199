import { expect, it } from 'vitest';
import { changesBetween, type Given } from './given.ts';

const given: Given = {
  role: 'member',
  content: null,
  project_roles: [
    { project_id: 'a', role: 'viewer', content: null },
    { project_id: 'b', role: 'admin', content: false },
  ],
};

it('says nothing where nothing changed', () => {
  expect(changesBetween(given, { ...given, project_roles: [...given.project_roles] })).toBeNull();
});

it('names only what changed, and takes away what is gone', () => {
  expect(
    changesBetween(given, {
      role: null,
      content: null,
      project_roles: [
        { project_id: 'a', role: 'viewer', content: true },
        { project_id: 'c', role: 'member', content: null },
      ],
    }),
  ).toEqual({
    role: null,
    project_roles: [
      { project_id: 'a', role: 'viewer', content: true },
      { project_id: 'c', role: 'member', content: null },
      { project_id: 'b', role: null, content: null },
    ],
  });
});
