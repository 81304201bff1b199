import { expect, it } from 'vitest';
import { bypassesProxy } from './no-proxy.ts';

const direct = (url: string, noProxy: string) => bypassesProxy(new URL(url), noProxy);

it.each([
  ['https://api.example.com', 'example.com'],
  ['https://example.com', 'example.com'],
  ['https://example.com', '.example.com'],
  ['https://EXAMPLE.com.', 'other, *.Example.COM'],
  ['https://example.com', 'example.com:443'],
  ['http://example.com', 'example.com:80'],
  ['http://example.com:8000', '*'],
  ['http://10.1.2.3', '10.0.0.0/8'],
  ['http://10.1.2.3:8000', '10.1.2.3'],
  ['http://[fd12::1]', 'fd00::/8'],
  ['http://[fd12::1]:8000', '[fd12::1]:8000'],
  ['http://[fd12::1]', 'fd12::1'],
  ['http://localhost:11434', ''],
  ['http://127.0.0.2', ''],
  ['http://[::1]:1', ''],
])('calls %s itself under "%s"', (url, noProxy) => expect(direct(url, noProxy)).toBe(true));

it.each([
  ['https://example.com', ''],
  ['https://badexample.com', 'example.com'],
  ['https://example.com', 'api.example.com'],
  ['https://example.com', 'example.com:8443'],
  ['http://11.1.2.3', '10.0.0.0/8'],
  ['http://10.1.2.3', '10.0.0.0/99 10.1.2.0/x'],
  ['https://example.com', '10.0.0.0/8, ,.'],
  ['http://[fd12::1]', 'fd12::2'],
])('calls %s by the proxy under "%s"', (url, noProxy) => expect(direct(url, noProxy)).toBe(false));
