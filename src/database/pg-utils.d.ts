import 'pg';

declare module 'pg' {
  /** What pg itself makes of a value before it is sent; its type package leaves it out. */
  const utils: { readonly prepareValue: (value: unknown) => string | Buffer | null };
}
