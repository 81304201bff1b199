import { expect, it } from 'vitest';
import { isOrigin } from './origins.ts';

it.each([
  'https://app.example.com',
  'http://localhost:3000',
  'http://[::1]:8080',
  'tauri://localhost',
  'chrome-extension://abcdefgh',
])('%s is an origin', (text) => {
  expect(isOrigin(text)).toBe(true);
});

it.each([
  '*',
  'null',
  '',
  'app.example.com',
  'https://app.example.com/',
  'https://app.example.com:443',
  'HTTPS://app.example.com',
  'https://*.example.com',
  'https://a@app.example.com',
  'https://app.example.com/path',
])('%s is none', (text) => {
  expect(isOrigin(text)).toBe(false);
});
