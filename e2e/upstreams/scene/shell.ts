import type { ToolOffer } from './seen.ts';

/** What coding agents call the tool that runs a command, and the argument that takes it. */
const SHELLS: Readonly<Record<string, string>> = {
  exec_command: 'cmd',
  shell_command: 'command',
  run_shell_command: 'command',
};

/** The `turn`th call of a coding agent's shell: a line more in `turns.txt` of its working folder; null where none is offered. */
export function shellCall(
  tools: readonly ToolOffer[],
  turn: number,
): { name: string; arguments: string } | null {
  for (const { name } of tools) {
    const argument = SHELLS[name];
    if (argument === undefined) continue;
    return { name, arguments: JSON.stringify({ [argument]: `echo turn ${turn} >> turns.txt` }) };
  }
  return null;
}
