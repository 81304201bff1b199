import { NotFound } from './not-found.tsx';

/** An address that no page has: without the frame, which only pages have. */
export function Lost() {
  return (
    <main>
      <NotFound />
    </main>
  );
}
