import type { Account, Counter, CounterWindow } from './counter.ts';

export function findAccount(
  counter: Counter,
  holder: string,
  epoch: number,
): [Account, CounterWindow] | undefined {
  for (const window of counter.windows)
    for (const account of window.accounts)
      if (account.holder === holder && account.epoch === epoch) return [account, window];
  return undefined;
}

export function unclaim(window: CounterWindow, holder: string): void {
  if (window.claims.some((claim) => claim.holder === holder))
    window.claims = window.claims.filter((claim) => claim.holder !== holder);
}

/** What those who came before this holder wait for. */
export function queuedBefore(window: CounterWindow, holder: string): bigint {
  let sum = 0n;
  for (const claim of window.claims) {
    if (claim.holder === holder) break;
    sum += claim.least;
  }
  return sum;
}
