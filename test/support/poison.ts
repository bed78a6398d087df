import { Client } from 'pg';
import { CORPUS, INJECTIONS } from './injections.js';

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Texts that are nobody's words: the service reads them, or they stay inside the database. */
const NOBODYS = `c.table_name ~ '^(outbox|job|pgboss|migrations|idempotency|rate|run|seal|journal|transfer|account|checkpoint)'
  OR c.column_name IN ('network', 'time_zone', 'key', 'code', 'correlation_id', 'last_error_code')`;

const COLUMNS = `
  SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'text' AND NOT (${NOBODYS}) ORDER BY 1, 2`;

/** How long the words of a column may be: the longest of these that it takes. */
const LIMITS = [1_000, 150, 100, 70, 52, 40, 34, 28];

/**
 * Puts injections where people's own words are, as only a superuser can: every row of a column gets another one, with its
 * number behind it so that no two are the same. A column that takes none has a shape of its own and is left as it is.
 * Answers with the columns that took them.
 */
export async function poison(superUrl: string, round: number): Promise<readonly string[]> {
  const client = new Client({
    connectionString: `${superUrl}?options=${encodeURIComponent('-c session_replication_role=replica')}`,
  });
  await client.connect();
  try {
    const { rows } = await client.query<Column>(COLUMNS);
    const took: string[] = [];
    for (const column of rows) if (await poisonOne(client, column, round)) took.push(nameOf(column));
    await client.query(PARTS, [INJECTIONS, round]);
    return took;
  } finally {
    await client.end();
  }
}

/**
 * The same with all of the corpus in every column at once, longer than the service lets anybody write: what limits a length is
 * taken away first. Answers with the columns that took it.
 */
export async function poisonWhole(superUrl: string): Promise<readonly string[]> {
  const client = new Client({
    connectionString: `${superUrl}?options=${encodeURIComponent('-c session_replication_role=replica')}`,
  });
  await client.connect();
  try {
    const { rows: limits } = await client.query<{ drop: string }>(LIMITS_OF_LENGTH);
    for (const { drop } of limits) await client.query(drop);
    const { rows } = await client.query<Column>(COLUMNS);
    const took: string[] = [];
    for (const column of rows) if (await poisonWholeOne(client, column)) took.push(nameOf(column));
    await client.query(PARTS, [[CORPUS.join(' ')], 0]);
    return took;
  } finally {
    await client.end();
  }
}

const LIMITS_OF_LENGTH = `
  SELECT format(CASE conrelid WHEN 0 THEN 'ALTER DOMAIN %s' ELSE 'ALTER TABLE %s' END || ' DROP CONSTRAINT %I',
    CASE conrelid WHEN 0 THEN contypid::regtype::text ELSE conrelid::regclass::text END, conname) AS drop
  FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND pg_get_constraintdef(oid) ~ 'length[(]'
  UNION ALL SELECT 'DROP INDEX api_token_name_unique'`;

/**
 * Where a column has several rows half of the corpus is in each, so that no page has all of it hundreds of times. Which half is
 * chance, for rows lie as the server left them; whoever sees a dozen of them has seen both.
 */
async function poisonWholeOne(client: Client, { table, column }: Column): Promise<boolean> {
  for (const where of ['true', `${column} IS NOT NULL`]) {
    const done = await client
      .query(
        `WITH numbered AS (SELECT ctid AS place, row_number() OVER (ORDER BY ctid) AS n, least(count(*) OVER (), 2) AS parts
           FROM ${table} WHERE ${where})
         UPDATE ${table} SET ${column} = (
           SELECT string_agg(text, ' ') FROM unnest($1::text[]) WITH ORDINALITY corpus (text, i) WHERE i % parts = n % parts)
         FROM numbered WHERE ${table}.ctid = numbered.place`,
        [CORPUS],
      )
      .then(({ rowCount }) => rowCount ?? 0)
      .catch(() => 0);
    if (done > 0) return true;
  }
  return false;
}

const nameOf = ({ table, column }: Column): string => `${table}.${column}`;

async function poisonOne(client: Client, { table, column }: Column, round: number): Promise<boolean> {
  for (const where of ['true', `${column} IS NOT NULL`])
    for (const limit of LIMITS) {
      const fitting = INJECTIONS.filter((text) => text.length <= limit - 5);
      const done = await client
        .query(updateOf(table, column, where), [fitting, round])
        .then(({ rowCount }) => rowCount ?? 0)
        .catch(() => undefined);
      if (done !== undefined && done > 0) return true;
    }
  return false;
}

function updateOf(table: string, column: string, where: string): string {
  return `
    WITH numbered AS (SELECT ctid AS place, row_number() OVER (ORDER BY ctid) AS n FROM ${table} WHERE ${where})
    UPDATE ${table} SET ${column} = ($1::text[])[1 + (n + $2::integer) % cardinality($1::text[])] || ' ' || n
    FROM numbered WHERE ${table}.ctid = numbered.place`;
}

/** What a message is about is kept as one document. */
const PARTS = `
  WITH numbered AS (SELECT ctid AS place, row_number() OVER () AS n FROM message WHERE parts ? 'what')
  UPDATE message SET parts = jsonb_set(parts, '{what}', to_jsonb(($1::text[])[1 + (n + $2::integer) % cardinality($1::text[])]))
  FROM numbered WHERE message.ctid = numbered.place`;
