const NOTHING = ["'none'"];
const OURS = ["'self'"];

/** What a page of ours may load: our own style and pictures, and nothing that runs. */
export const PAGE_DIRECTIVES = {
  defaultSrc: NOTHING,
  styleSrc: OURS,
  imgSrc: OURS,
  baseUri: NOTHING,
  formAction: OURS,
  frameAncestors: NOTHING,
};

/**
 * The page of the API is drawn by a script, which we serve ourselves. It sets styles from script, which this allows, and
 * draws its small pictures from data, which is allowed here only. Nothing inline runs.
 */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
