import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultOfFocus } from './focus.ts';
import { type Opened, type PageOptions, withPage } from './session.ts';

const MOST_STOPS = 150;
const MOST_ROWS = 200;

/** Somebody without a mouse: goes only where Tab and the arrows lead, and has to see where they are. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** From the top of the page past rail and top bar, by the link that is there for it. */
  async skipToContent(): Promise<void> {
    await this.to(this.#page.getByRole('link', { name: 'Skip to the content' }));
    await this.press('Enter');
    await this.expectOn(this.#page.locator('main'));
  }

  async expectOn(wanted: Locator): Promise<void> {
    await expect.poll(() => hasFocus(wanted)).toBe(true);
  }

  /** Tab, or Shift and Tab, until the element has the focus; every stop on the way has to be seen. */
  async to(wanted: Locator, way: 'forward' | 'back' = 'forward'): Promise<void> {
    await wanted.first().waitFor({ state: 'attached' });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await hasFocus(wanted)) return this.#expectSeen();
      await this.press(way === 'forward' ? 'Tab' : 'Shift+Tab');
      await this.#expectSeen();
    }
    throw new Error(`${MOST_STOPS} times Tab did not lead to ${wanted}`);
  }

  /** Goes to a button or link and presses it. */
  async use(wanted: Locator, way: 'forward' | 'back' = 'forward'): Promise<void> {
    await this.to(wanted, way);
    await this.press('Enter');
  }

  /** Goes to a field and types in place of what is there. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.press('ControlOrMeta+A');
    await this.type(text);
  }

  /** Goes to a field with a list and chooses from it by the arrows. */
  async choose(field: Locator, option: string | RegExp): Promise<void> {
    await this.to(field);
    await this.press('ArrowDown');
    const wanted = this.#page.getByRole('option', { name: option, exact: true });
    await wanted.waitFor();
    await this.#arrow('ArrowDown', async () => (await wanted.and(chosen(this.#page)).count()) > 0);
    await this.press('Enter');
    await wanted.waitFor({ state: 'hidden' });
  }

  /** Goes to an item of the menu that is open, and presses it. */
  async pick(item: string | RegExp): Promise<void> {
    const wanted = this.#page.getByRole('menuitem', { name: item });
    await wanted.first().waitFor();
    // A menu takes the focus once it is open, and would take it back from an item that was reached before.
    const menu = this.#page.locator('[role=menu]');
    await expect
      .poll(() =>
        menu
          .locator(':focus')
          .or(menu.and(this.#page.locator(':focus')))
          .count(),
      )
      .toBe(1);
    await this.#arrow('ArrowDown', () => hasFocus(wanted));
    await this.#expectSeen();
    await this.expectOn(wanted);
    await this.press('Enter');
  }

  /** Turns a group of radios by the arrows. */
  async turnTo(radio: Locator, way: 'forward' | 'back' = 'forward'): Promise<void> {
    const group = radio.first().locator('xpath=ancestor::*[@role="radiogroup"]');
    await this.to(group.getByRole('radio', { checked: true }), way);
    await this.#arrow('ArrowRight', () => radio.isChecked());
    await this.#expectSeen();
  }

  /** Opens the row of a list that holds the text. */
  async openRow(text: string | RegExp): Promise<void> {
    const row = this.#page.getByRole('row').filter({ hasText: text });
    await row.first().waitFor();
    const active = row.and(this.#page.locator('[data-active]'));
    for (let rows = 0; (await active.count()) === 0; rows += 1) {
      if (rows === MOST_ROWS) throw new Error(`j did not lead to the row of ${text}`);
      await this.press('j');
    }
    await this.press('Enter');
  }

  async #arrow(key: string, arrived: () => Promise<boolean>): Promise<void> {
    for (let steps = 0; steps < MOST_ROWS; steps += 1) {
      if (await arrived()) return;
      await this.press(key);
    }
    throw new Error(`${MOST_ROWS} times ${key} did not lead there`);
  }

  async #expectSeen(): Promise<void> {
    // A border takes a tenth of a second to change its colour.
    await expect.poll(() => this.#page.evaluate(faultOfFocus)).toBeNull();
  }
}

/** `withPage` for somebody without a mouse: the test fails where a pointer did something. */
export async function withKeyboard(
  options: PageOptions,
  use: (opened: Opened & { readonly keys: Keyboard }) => Promise<void>,
): Promise<void> {
  await withPage(options, async (opened) => {
    const pointed: string[] = [];
    await opened.context.exposeFunction('reportPointer', (at: string) => pointed.push(at));
    await opened.context.addInitScript(() => {
      addEventListener(
        'pointerdown',
        ({ target }) => {
          const report: unknown = Reflect.get(globalThis, 'reportPointer');
          if (typeof report === 'function') report(String(target));
        },
        { capture: true },
      );
    });
    await use({ ...opened, keys: new Keyboard(opened.page) });
    expect(pointed).toEqual([]);
  });
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluateAll((elements) =>
    elements.some((element) => element === document.activeElement),
  );
}

/** The option that a list's field points to. */
function chosen(page: Page): Locator {
  return page.locator('[data-combobox-selected], [data-combobox-active][aria-selected="true"]');
}
