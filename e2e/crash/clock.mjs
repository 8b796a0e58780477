// Loaded into every process before its program (node --import): the wall clock is off by as many milliseconds as a file says. Timers and
// performance.now go on as they do when somebody sets a machine's clock.
import { readFileSync } from 'node:fs';

const file = process.env.CRASH_CLOCK_FILE;
const RealDate = Date;
let offset = 0;
const read = () => {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offset = 0;
  }
};
if (file) {
  read();
  setInterval(read, 100).unref();
  globalThis.Date = class Date extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + offset);
      else super(...given);
    }
    static now() {
      return RealDate.now() + offset;
    }
  };
}
