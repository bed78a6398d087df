/** A refusal that only HTTP knows: a header is missing, or another request is at the same thing, or there were too many. */
export class EdgeRefusal extends Error {
  constructor(
    readonly status: 400 | 409 | 412 | 422 | 428 | 429,
    readonly code: string,
    readonly detail: string,
    /** After how many seconds asking again may help. */
    readonly retryAfter?: number,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'EdgeRefusal';
  }
}

export function keyMissing(): EdgeRefusal {
  return new EdgeRefusal(
    400,
    'idempotency-key-missing',
    'Send an Idempotency-Key of 1 to 100 letters, digits and signs: a new one for each change, the same one for each retry.',
  );
}

export function keyUsed(): EdgeRefusal {
  return new EdgeRefusal(
    422,
    'idempotency-key-used',
    'This Idempotency-Key came with another request before. Send a new key with a new request.',
  );
}

export function stillRunning(): EdgeRefusal {
  return new EdgeRefusal(
    409,
    'still-running',
    'The same request is being worked on at this moment. Send it again in a second to get its answer.',
    1,
  );
}

export function tooManyRequests(retryAfter: number): EdgeRefusal {
  return new EdgeRefusal(
    429,
    'too-many-requests',
    'Too many requests have come at once. Wait a little and try again.',
    retryAfter,
  );
}

export function matchMissing(): EdgeRefusal {
  return new EdgeRefusal(
    428,
    'match-missing',
    'Send If-Match with the ETag of what you have seen, so that nothing newer is written over.',
  );
}

export function changedMeanwhile(): EdgeRefusal {
  return new EdgeRefusal(
    412,
    'changed-meanwhile',
    'This was changed since you saw it. Get it again, and change what is there now.',
  );
}
