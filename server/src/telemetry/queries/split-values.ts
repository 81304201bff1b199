/** Values that a comma separates, unless a backslash stands before it. */
export function splitValues(text: string): string[] {
  const values = [''];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const next = text[i + 1] ?? '';
    if (char === '\\' && (next === ',' || next === '\\')) {
      values.push(`${values.pop() ?? ''}${next}`);
      i += 1;
    } else if (char === ',') values.push('');
    else values.push(`${values.pop() ?? ''}${char}`);
  }
  return [...new Set(values)];
}
