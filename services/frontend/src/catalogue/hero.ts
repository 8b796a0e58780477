/** The address of the front page's picture: by day, or by lamplight where the page is dark. */
export function heroFor({ dataset }: HTMLElement): string {
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = dataset.theme === 'light' || dataset.theme === 'dark' ? dataset.theme : system;
  return `/api/artwork/scenes/hero/${theme}`;
}
