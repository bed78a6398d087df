const CODE = /^[A-Za-z0-9_-]{1,64}$/;

/** A code that says what kind of failure it was and nothing of what it was about: an error's words may hold a name. */
export function failureCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code } = error;
    if (typeof code === 'string' && CODE.test(code)) return code;
  }
  return error instanceof Error && CODE.test(error.name) ? error.name : 'unknown';
}
