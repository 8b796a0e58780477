import { readFileSync } from 'node:fs';

/**
 * Calls back once when the process that started this one is gone, or (on Linux) the one before it: npm runs scripts in a shell, and a
 * signal or a kill that ends npm or the shell does not reach what runs in it.
 */
export function onceOrphaned(callback, everyMs = 500) {
  const first = lineage();
  const timer = setInterval(() => {
    if (lineage() === first) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  timer.unref();
}

function lineage() {
  const parent = process.ppid;
  try {
    // The fourth field, counted behind the command's name, which may hold anything.
    const [, before] = readFileSync(`/proc/${parent}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return `${parent} ${before}`;
  } catch {
    return `${parent}`;
  }
}
