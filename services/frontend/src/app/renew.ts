const mark = 'halden.renewed';
/** A file that is still missing after the page began anew is missing for another reason: the error boundary says so. */
const graceMs = 60_000;

/** A release takes away the files that earlier pages were built with. A page that asks for such a file begins anew. */
export function renewWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(mark)) < graceMs) return;
    event.preventDefault();
    sessionStorage.setItem(mark, String(Date.now()));
    window.location.reload();
  });
}
