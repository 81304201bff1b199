import type { Page } from 'playwright-core';

/** Writes down in the page, from now on, each time that the text of an answer of the playground has become longer. */
export async function watchAnswers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const grown: number[] = [];
    const lengths: number[] = [];
    Reflect.set(globalThis, 'grown', grown);
    new MutationObserver(() => {
      document.querySelectorAll('[aria-label="Answer"]').forEach((answer, column) => {
        // Before its first word an answer says that it waits.
        if (answer.querySelector('[role="radiogroup"]') === null) return;
        const length = [...answer.querySelectorAll('p, li')].reduce(
          (sum, { textContent }) => sum + textContent.length,
          0,
        );
        if (length > (lengths[column] ?? 0)) grown.push(column);
        lengths[column] = length;
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** The columns in the order in which their texts grew: `[0, 1, 0, 0, 1]`. */
export function growthOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'grown') as readonly number[]);
}

/** How often a column grew while the other one had begun and still went on. */
export function grewBetween(growth: readonly number[], column: number, other: number): number {
  const [first, last] = [growth.indexOf(other), growth.lastIndexOf(other)];
  return growth.slice(first, last).filter((one) => one === column).length;
}
