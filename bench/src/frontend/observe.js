// Runs in the page before anything else: keeps what the browser reports of painting, shifting and long tasks.
window.measured = { paints: {}, largest: 0, shifts: [], longTasks: [] };
const watch = (type, each) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
watch('paint', ({ name, startTime }) => (window.measured.paints[name] = startTime));
watch('largest-contentful-paint', ({ startTime, element, url }) => {
  window.measured.largest = startTime;
  window.measured.largestIs = url || element?.tagName?.toLowerCase();
});
watch('layout-shift', ({ value, startTime, hadRecentInput }) => {
  if (!hadRecentInput) window.measured.shifts.push({ value, startTime });
});
watch('longtask', ({ startTime, duration }) => window.measured.longTasks.push({ startTime, duration }));

// For how long nothing has kept the page busy, in milliseconds: 0 before it has painted.
window.quietFor = () => {
  const { paints, longTasks } = window.measured;
  if (paints['first-contentful-paint'] === undefined) return 0;
  const busyUntil = longTasks.map(({ startTime, duration }) => startTime + duration);
  return performance.now() - Math.max(...Object.values(paints), ...busyUntil);
};
