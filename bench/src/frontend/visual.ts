/** A picture of the page while it loads. */
export interface Frame {
  /** Milliseconds from the start of the navigation. */
  at: number;
  histogram: readonly number[];
}

/**
 * The Speed Index: how long, on average, a part of the screen was not yet as it is in the end, in milliseconds. The progress of a frame is
 * how near its colours' histogram has come from the first frame's to the last one's
 * (https://docs.webpagetest.org/metrics/speedindex).
 */
export function speedIndex(frames: readonly Frame[]): number {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) throw new TypeError('the Speed Index needs at least one frame');
  const whole = difference(first.histogram, last.histogram);
  if (whole === 0) return Math.max(first.at, 0);
  const missing = (frame: Frame) => Math.min(difference(frame.histogram, last.histogram) / whole, 1);
  let sum = Math.max(first.at, 0);
  for (const [index, frame] of frames.entries()) {
    const next = frames[index + 1];
    if (next) sum += missing(frame) * (next.at - Math.max(frame.at, 0));
  }
  return sum;
}

const difference = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0);

export interface Shift {
  value: number;
  startTime: number;
}

/**
 * Cumulative Layout Shift: the worst of the session windows, each of shifts less than a second apart and at most five seconds long
 * (https://web.dev/articles/cls).
 */
export function cumulativeLayoutShift(shifts: readonly Shift[]): number {
  let worst = 0;
  let window = { from: -Infinity, last: -Infinity, sum: 0 };
  for (const { value, startTime } of shifts) {
    const continues = startTime - window.last < 1000 && startTime - window.from < 5000;
    window = continues
      ? { from: window.from, last: startTime, sum: window.sum + value }
      : { from: startTime, last: startTime, sum: value };
    worst = Math.max(worst, window.sum);
  }
  return worst;
}

export interface LongTask {
  startTime: number;
  duration: number;
}

/** Total Blocking Time: what tasks take beyond 50 ms each, after the first paint (https://web.dev/articles/tbt). */
export const totalBlockingTime = (tasks: readonly LongTask[], firstPaint: number): number =>
  tasks.reduce((sum, { startTime, duration }) => {
    const visible = startTime + duration - Math.max(startTime, firstPaint);
    return sum + Math.max(0, visible - 50);
  }, 0);
