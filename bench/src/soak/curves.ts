import type { Turn } from './report.ts';

const [width, height, left] = [720, 150, 60];

/** The curves of a soak as SVG: rates and memory over the minutes, each from zero. */
export function curvesOf(turns: readonly Turn[]): string {
  const rows = [
    ['orders a second', 'ordersPerSecond'],
    ['product reads a second', 'readsPerSecond'],
    ['memory of all processes, MB', 'rssMb'],
  ] as const;
  const last = turns.at(-1)?.minutes ?? 1;
  const charts = rows.map(([title, key], index) => {
    const most = Math.max(1, ...turns.map((turn) => turn[key]));
    const x = (minutes: number) => left + (minutes / last) * (width - left - 10);
    const y = (value: number) => height - 25 - (value / most) * (height - 55);
    const points = turns.map((turn) => `${x(turn.minutes).toFixed(1)},${y(turn[key]).toFixed(1)}`).join(' ');
    return `<g transform="translate(0 ${index * height})">
<text x="${left}" y="18">${title}</text>
<text x="${left - 6}" y="${y(most) + 4}" text-anchor="end">${most}</text>
<text x="${left - 6}" y="${y(0) + 4}" text-anchor="end">0</text>
<line x1="${left}" y1="${y(0)}" x2="${width - 10}" y2="${y(0)}" stroke="#8C8477"/>
<polyline points="${points}" fill="none" stroke="#A63D17" stroke-width="2"/>
</g>`;
  });
  const total = rows.length * height + 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" font-family="sans-serif" font-size="12" fill="#1D1B18">
<title>A soak of ${Math.round(last)} minutes</title>
<rect width="${width}" height="${total}" fill="#FBF9F5"/>
${charts.join('\n')}
<text x="${width - 10}" y="${total - 6}" text-anchor="end">${Math.round(last)} minutes</text>
</svg>
`;
}
