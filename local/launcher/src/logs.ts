import { prettyFactory } from 'pino-pretty';

const colours = [36, 33, 35, 32, 34, 96, 93, 95];

/** Turns the services' JSON logs into lines for people: time, service, level, message. What is not JSON stays as it is. */
export function createLogPrinter(options: {
  write: (text: string) => void;
  colour: boolean;
  names: readonly string[];
}): (name: string, line: string) => void {
  const { write, colour, names } = options;
  const width = Math.max(...names.map(({ length }) => length));
  const pretty = prettyFactory({
    colorize: colour,
    translateTime: 'HH:MM:ss.l',
    ignore: 'pid,hostname,service,version',
    singleLine: true,
    customColors: 'info:gray,warn:yellow,error:red,fatal:red,debug:gray',
  });
  const label = (name: string) => {
    const text = name.padEnd(width);
    return colour ? `\u001b[${colours[Math.max(names.indexOf(name), 0) % colours.length]}m${text}\u001b[0m` : text;
  };
  return (name, line) => {
    if (line.trim() === '') return;
    const text = line.startsWith('{') ? pretty(line).trimEnd() : line;
    write(`${label(name)} ${text}\n`);
  };
}
