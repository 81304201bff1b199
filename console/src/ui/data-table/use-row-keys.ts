import { useEffect, useEffectEvent } from 'react';

interface Actions {
  readonly count: number;
  readonly active: number;
  readonly page: number;
  move(index: number): void;
  open(): void;
  filter(): void;
}

/** j and k, arrows, Home, End, page keys; Enter opens, f filters: from anywhere but where text is typed. */
export function useRowKeys(actions: Actions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (actions.count === 0 || takesKeys(event.target)) return;
    const to = target(event.key, actions);
    if (to !== null) {
      event.preventDefault();
      actions.move(Math.max(0, Math.min(actions.count - 1, to)));
    } else if (event.key === 'Enter' && !isControl(event.target) && actions.active >= 0) {
      event.preventDefault();
      actions.open();
    } else if (event.key === 'f' && actions.active >= 0) {
      event.preventDefault();
      actions.filter();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function target(key: string, { active, count, page }: Actions): number | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return active + 1;
    case 'k':
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=separator], [role=tablist], pre',
    ) !== null
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary') !== null;
}
