/** `make` for arguments that seldom change: asked again with the same ones (by identity), it answers what it answered last. */
export function latest<A extends readonly unknown[], R>(
  make: (...args: A) => R,
): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    if (last?.args.every((arg, i) => Object.is(arg, args[i])) !== true) {
      last = { args, result: make(...args) };
    }
    return last.result;
  };
}
