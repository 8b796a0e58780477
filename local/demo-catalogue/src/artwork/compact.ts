/** How many numbers each path command takes (SVG 1.1, chapter 8). */
const arity: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

interface Command {
  letter: string;
  values: number[];
}

/**
 * The same drawing in fewer bytes: every path is written with whichever of absolute and relative is shorter, and
 * what is SVG's default anyway is left out.
 */
export function compact(art: string): string {
  return art
    .replace(/ d="([^"]+)"/g, (_, data: string) => ` d="${shorter(data)}"`)
    .replace(/ (?:x|y|cx|cy)="0"/g, '')
    .replace(/(["( -])0\.(?=\d)/g, '$1.');
}

function parse(data: string): Command[] {
  const commands: Command[] = [];
  for (const [, letter = '', rest = ''] of data.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const values = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const size = arity[letter.toUpperCase()] ?? 0;
    if (size === 0) commands.push({ letter, values: [] });
    for (let i = 0; size > 0 && i < values.length; i += size) {
      // After a moveto, further pairs are lineto.
      const implied = i > 0 && letter === 'M' ? 'L' : i > 0 && letter === 'm' ? 'l' : letter;
      commands.push({ letter: implied, values: values.slice(i, i + size) });
    }
  }
  return commands;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** `0.5` is `.5`, and a minus sign separates by itself. */
function write(values: readonly number[]): string {
  return values
    .map((value) => String(tenth(value) + 0).replace(/^(-?)0\./, '$1.'))
    .join(' ')
    .replace(/ -/g, '-');
}

/** Coordinates of a command moved by (dx, dy); radii, angles and flags of an arc stay. */
function shifted({ letter, values }: Command, dx: number, dy: number): number[] {
  const kind = letter.toUpperCase();
  if (kind === 'H') return values.map((x) => x + dx);
  if (kind === 'V') return values.map((y) => y + dy);
  if (kind === 'A') return [...values.slice(0, 5), values[5]! + dx, values[6]! + dy];
  return values.map((value, i) => value + (i % 2 ? dy : dx));
}

/** A level or upright line needs one number. */
function straightened([absolute, relative]: [Command, Command]): [Command, Command] {
  if (relative.letter !== 'l') return [absolute, relative];
  const [dx, dy] = relative.values;
  if (dy === 0)
    return [
      { letter: 'H', values: [absolute.values[0]!] },
      { letter: 'h', values: [dx!] },
    ];
  if (dx === 0)
    return [
      { letter: 'V', values: [absolute.values[1]!] },
      { letter: 'v', values: [dy!] },
    ];
  return [absolute, relative];
}

function shorter(data: string): string {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let text = '';
  let last = '';
  for (const command of parse(data)) {
    const kind = command.letter.toUpperCase();
    if (kind === 'Z') {
      [x, y] = [startX, startY];
      text += 'z';
      last = 'z';
      continue;
    }
    const relativeGiven = command.letter !== kind;
    const absolute = (relativeGiven ? shifted(command, x, y) : command.values).map(tenth);
    const relative = shifted({ letter: kind, values: absolute }, -x, -y).map(tenth);
    if (kind === 'L' && relative[0] === 0 && relative[1] === 0) continue;
    const choices = straightened([
      { letter: kind, values: absolute },
      { letter: kind.toLowerCase(), values: relative },
    ]).map(({ letter, values }) => {
      const numbers = write(values);
      const repeated = letter === last && kind !== 'M';
      return { letter, text: repeated ? (numbers.startsWith('-') ? '' : ' ') + numbers : letter + numbers };
    });
    const best = choices[1]!.text.length < choices[0]!.text.length ? choices[1]! : choices[0]!;
    text += best.text;
    last = best.letter;
    if (kind === 'H') x = absolute[0]!;
    else if (kind === 'V') y = absolute[0]!;
    else [x, y] = [absolute.at(-2)!, absolute.at(-1)!];
    if (kind === 'M') [startX, startY] = [x, y];
  }
  return text;
}
