import { type RefObject, useEffect, useState } from 'react';

const NAME = 'signalbox-found';
const CURRENT = 'signalbox-current';
const MOST = 1000;

/** Marks a text wherever it stands in an element, without changing the element; `step` goes from one to the next. */
export function useTextSearch(
  place: RefObject<HTMLElement | null>,
  text: string,
  /** Searches again when this changes. */
  content: unknown,
): { readonly count: number; readonly current: number; readonly step: (by: 1 | -1) => void } {
  const [ranges, setRanges] = useState<readonly Range[]>([]);
  const [current, setCurrent] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with `content`.
  useEffect(() => {
    // After what was folded has opened.
    const frame = requestAnimationFrame(() => {
      setRanges(place.current === null ? [] : find(place.current, text.trim().toLowerCase()));
      setCurrent(0);
    });
    return () => cancelAnimationFrame(frame);
  }, [place, text, content]);
  useEffect(() => {
    const chosen = ranges[current];
    CSS.highlights.set(NAME, new Highlight(...ranges));
    CSS.highlights.set(CURRENT, new Highlight(...(chosen === undefined ? [] : [chosen])));
    chosen?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    return () => {
      CSS.highlights.delete(NAME);
      CSS.highlights.delete(CURRENT);
    };
  }, [ranges, current]);
  return {
    count: ranges.length,
    current,
    step: (by) => setCurrent((at) => (at + by + ranges.length) % Math.max(1, ranges.length)),
  };
}

function find(root: HTMLElement, wanted: string): readonly Range[] {
  if (wanted === '') return [];
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
      if (ranges.length === MOST) return ranges;
    }
  }
  return ranges;
}
