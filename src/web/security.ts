/** What a page of ours may load: our own style and pictures, and nothing that runs. */
export const PAGE_DIRECTIVES = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/**
 * The page of the API is drawn by a script, which we serve ourselves. It sets styles from script, which this allows, and
 * draws its small pictures from data, which is allowed here only. Nothing inline runs.
 */
export const DOCS_POLICY = policyOf({
  ...PAGE_DIRECTIVES,
  'script-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
});

/** A page that runs one script of ours, served by us; nothing inline runs. */
export const OWN_SCRIPTS = policyOf({ ...PAGE_DIRECTIVES, 'script-src': ["'self'"] });

/** What every answer says about itself, even to a request that could not be read at all. */
export const PLAIN_HEADERS = {
  'content-security-policy': policyOf(PAGE_DIRECTIVES),
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function policyOf(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
