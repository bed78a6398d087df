/** The address of one of our own files, as the browser is to ask for it. */
export function siteFile(name: string): string {
  return `/assets/${name}`;
}
