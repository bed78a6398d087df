import type { Asks } from '../../src/database/index.js';

/** What a schema is made of: for each sort of thing, one line for each thing, in order. */
export type SchemaFingerprint = Readonly<Record<string, readonly string[]>>;

/**
 * Everything about the schemas of a database that a migration or an intruder could change: columns, constraints,
 * indexes, triggers and whether they are enabled, policies, grants down to single columns, function bodies and settings,
 * types, views, comments. Two equal fingerprints mean the same schema; data is no part of it.
 */
export async function schemaFingerprint(asks: Asks): Promise<SchemaFingerprint> {
  const rows: { sort: string; line: string }[] = await asks.query(FINGERPRINT);
  const found: Record<string, string[]> = {};
  for (const { sort, line } of rows) (found[sort] ??= []).push(line);
  return found;
}

/** What a role may do is compared as if every default had been written out, so that only real differences show. */
const aclOf = (acl: string, kind: string, owner: string): string =>
  `(SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(coalesce(${acl}, acldefault('${kind}', ${owner}))) AS item)`;

const OURS = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;

const RELATION = 'pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace';

const NAME = `n.nspname || '.' || c.relname`;

/** concat_ws leaves out what is null, so each part says what it is. */
const PARTS: Readonly<Record<string, string>> = {
  schema: `
    SELECT concat_ws(' | ', n.nspname, n.nspowner::regrole, ${aclOf('n.nspacl', 'n', 'n.nspowner')}, 'comment ' || obj_description(n.oid, 'pg_namespace'))
    FROM pg_namespace n WHERE ${OURS}`,
  relation: `
    SELECT concat_ws(' | ', ${NAME}, c.relkind, c.relpersistence, c.relowner::regrole, 'row security ' || c.relrowsecurity || ' forced ' || c.relforcerowsecurity,
      'options ' || c.reloptions::text, 'replica identity ' || c.relreplident::text,
      ${aclOf('c.relacl', 'r', 'c.relowner')}, 'comment ' || obj_description(c.oid, 'pg_class'))
    FROM ${RELATION} WHERE ${OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`,
  sequence: `
    SELECT concat_ws(' | ', ${NAME}, c.relowner::regrole, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, ${aclOf('c.relacl', 's', 'c.relowner')})
    FROM pg_sequence s JOIN ${RELATION} ON c.oid = s.seqrelid WHERE ${OURS}`,
  column: `
    SELECT concat_ws(' | ', ${NAME}, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), 'not null ' || a.attnotnull,
      'default ' || pg_get_expr(d.adbin, d.adrelid), 'generated ' || nullif(a.attgenerated::text, ''), 'identity ' || nullif(a.attidentity::text, ''),
      'collation ' || a.attcollation::regcollation::text, 'grants ' || a.attacl::text, 'comment ' || col_description(a.attrelid, a.attnum))
    FROM ${RELATION} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`,
  constraint: `
    SELECT concat_ws(' | ', n.nspname, k.conrelid::regclass, k.contypid::regtype, k.conname, k.contype, pg_get_constraintdef(k.oid),
      'deferrable ' || k.condeferrable || ' ' || k.condeferred, 'validated ' || k.convalidated)
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${OURS}`,
  index: `
    SELECT concat_ws(' | ', pg_get_indexdef(i.indexrelid), 'valid ' || i.indisvalid || ' ready ' || i.indisready || ' live ' || i.indislive)
    FROM pg_index i JOIN ${RELATION} ON c.oid = i.indexrelid WHERE ${OURS}`,
  trigger: `
    SELECT concat_ws(' | ', ${NAME}, 'enabled ' || t.tgenabled::text,
      CASE WHEN t.tgisinternal THEN k.conname || ' ' || t.tgtype || ' ' || t.tgfoid::regproc ELSE pg_get_triggerdef(t.oid) END)
    FROM pg_trigger t JOIN ${RELATION} ON c.oid = t.tgrelid LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE ${OURS}`,
  policy: `
    SELECT concat_ws(' | ', ${NAME}, p.polname, p.polcmd, 'permissive ' || p.polpermissive, p.polroles::regrole[]::text,
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN ${RELATION} ON c.oid = p.polrelid WHERE ${OURS}`,
  function: `
    SELECT concat_ws(' | ', p.oid::regprocedure, p.proowner::regrole, ${aclOf('p.proacl', 'f', 'p.proowner')},
      CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END, 'comment ' || obj_description(p.oid, 'pg_proc'))
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS}`,
  type: `
    SELECT concat_ws(' | ', n.nspname, t.typname, t.typtype, t.typowner::regrole, ${aclOf('t.typacl', 'T', 't.typowner')}, 'base ' || nullif(t.typbasetype, 0)::regtype::text,
      'values ' || (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      'comment ' || obj_description(t.oid, 'pg_type'))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${OURS}`,
  view: `SELECT concat_ws(' | ', ${NAME}, pg_get_viewdef(c.oid)) FROM ${RELATION} WHERE ${OURS} AND c.relkind IN ('v', 'm')`,
  rule: `SELECT pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN ${RELATION} ON c.oid = r.ev_class WHERE ${OURS} AND r.rulename <> '_RETURN'`,
  'event trigger': `SELECT concat_ws(' | ', evtname, evtevent, evtfoid::regproc, evtenabled) FROM pg_event_trigger`,
  extension: `SELECT concat_ws(' | ', extname, extversion) FROM pg_extension`,
  'default privilege': `
    SELECT concat_ws(' | ', d.defaclrole::regrole, 'in ' || nullif(d.defaclnamespace, 0)::regnamespace::text, d.defaclobjtype, d.defaclacl::text)
    FROM pg_default_acl d`,
  database: `SELECT ${aclOf('d.datacl', 'd', 'd.datdba')} FROM pg_database d WHERE d.datname = current_database()`,
  'role setting': `
    SELECT concat_ws(' | ', r.rolname, s.setconfig::text) FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) OR (s.setdatabase = 0 AND r.rolname LIKE 'galaxies%')`,
  role: `
    SELECT concat_ws(' | ', r.rolname, 'superuser ' || r.rolsuper, 'creates roles ' || r.rolcreaterole, 'creates databases ' || r.rolcreatedb,
      'replicates ' || r.rolreplication, 'passes policies ' || r.rolbypassrls,
      'member of ' || (SELECT string_agg(m.roleid::regrole::text, ', ' ORDER BY m.roleid::regrole::text) FROM pg_auth_members m WHERE m.member = r.oid))
    FROM pg_roles r WHERE r.rolname LIKE 'galaxies%'`,
};

const FINGERPRINT = `
  SELECT sort, line FROM (${Object.entries(PARTS)
    .map(([sort, lines]) => `SELECT '${sort}' AS sort, q.* FROM (${lines}) q (line)`)
    .join(' UNION ALL ')}) fingerprint ORDER BY sort, line COLLATE "C"`;
