import type { Terminal } from '../terminal.ts';

/** A terminal without colour that remembers what was written. */
export function recordingTerminal(): Terminal & { readonly stdout: () => string; readonly stderr: () => string } {
  const [out, said]: [string[], string[]] = [[], []];
  return {
    colour: false,
    out: (text) => void out.push(text),
    say: (text) => void said.push(text),
    stdout: () => out.join('\n'),
    stderr: () => said.join('\n'),
  };
}
