/** In the place of what nobody answered: neither a number nor that there is none. */
export function NotKnown() {
  return <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{NOT_KNOWN}</p>;
}

export const NOT_KNOWN = 'Not known: the question was not answered.';
