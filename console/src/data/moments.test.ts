import { describe, expect, it } from 'vitest';
import { Moments } from './moments.ts';

describe('the moment of a page', () => {
  it('is the same for what is asked ahead of it and for the page itself', () => {
    const moments = new Moments();
    expect(moments.of('/requests', 100_000)).toBe(100_000);
    expect(moments.of('/requests', 102_000)).toBe(100_000);
  });

  it('is now for who comes later or from elsewhere', () => {
    const moments = new Moments();
    moments.of('/requests', 100_000);
    expect(moments.of('/requests', 106_000)).toBe(106_000);
    expect(moments.of('/overview', 106_500)).toBe(106_500);
    expect(moments.of('/requests', 107_000)).toBe(107_000);
  });
});
