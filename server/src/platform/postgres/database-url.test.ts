import { expect, it } from 'vitest';
import { postgresUrl } from './database-url.ts';

it.each([
  ['postgresql://u:p@h/d?sslmode=require', 'postgresql://u:p@h/d?sslmode=verify-full'],
  ['postgres://u:p@h/d?a=b&sslmode=prefer&c=d', 'postgres://u:p@h/d?a=b&sslmode=verify-full&c=d'],
  ['postgres://h/d?sslmode=disable', 'postgres://h/d?sslmode=disable'],
  ['postgres://h/d?sslmode=no-verify', 'postgres://h/d?sslmode=no-verify'],
  [
    'postgres://h/d?sslmode=require&uselibpqcompat=true',
    'postgres://h/d?sslmode=require&uselibpqcompat=true',
  ],
])('of %s is %s: a certificate is checked unless said otherwise', (given, taken) => {
  expect(postgresUrl(given)).toBe(taken);
});
