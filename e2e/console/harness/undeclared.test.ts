import { expect, it } from 'vitest';
import { undeclaredParameters } from './undeclared.ts';

it.each([
  ['/api/v1/keys?modle=x&limit=2', ['modle']],
  ['/api/v1/keys?limit=2', []],
  ['/api/v1/users/1/keys?limit=2&status=all', ['status']],
  ['/api/v1/exports/1/file?project=p', []],
  ['/keys?modle=x', []],
])('%s asks for %j that no endpoint takes', (path, undeclared) => {
  expect(undeclaredParameters('GET', new URL(path, 'http://x'))).toEqual(undeclared);
});
