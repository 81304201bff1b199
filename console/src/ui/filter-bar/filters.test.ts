import { describe, expect, it } from 'vitest';
import { readFilters, withoutValue, withValue } from './filters.ts';

describe('filters in the address', () => {
  it('are read for the dimensions of the page', () => {
    expect(readFilters({ model: 'a,b', not_status: 'ok', page: '2' }, ['model', 'status'])).toEqual(
      [
        { dimension: 'model', exclude: false, values: ['a', 'b'] },
        { dimension: 'status', exclude: true, values: ['ok'] },
      ],
    );
  });

  it('hold commas, backslashes and "none"', () => {
    const values = ['', 'a,b', 'c\\', '\\,d'];
    const search = values.reduce((s, v) => withValue(s, 'user', v, false), {});
    expect(readFilters(search, ['user'])[0]?.values).toEqual(values);
    expect(withValue({}, 'user', '', true)).toMatchObject({ not_user: ',' });
    expect(readFilters({ user: ',' }, ['user'])[0]?.values).toEqual(['']);
    expect(readFilters({ user: '' }, ['user'])).toEqual([]);
  });

  it('gain a value once', () => {
    expect(withValue({ model: 'a' }, 'model', 'b', false)).toMatchObject({ model: 'a,b' });
    expect(withValue({ model: 'a' }, 'model', 'a', false)).toMatchObject({ model: 'a' });
  });

  it('a value that was excluded is filtered by instead', () => {
    expect(withValue({ not_model: 'a,b' }, 'model', 'a', false)).toEqual({
      model: 'a',
      not_model: 'b',
    });
  });

  it('leave nothing behind with the last value', () => {
    expect(withoutValue({ model: 'a' }, 'model', 'a', false)).toEqual({ model: undefined });
  });
});
