import type { CatalogSession } from '../row-context.ts'

const nothing = 'CAST(NULL AS VARCHAR)'

/** Functions that tell of the session and its server. */
export function sessionMacros(session: CatalogSession): Readonly<Record<string, string>> {
  const [user, database, schema, version] = [
    session.user,
    session.database,
    session.schema,
    session.version,
  ].map(literal)
  return {
    'current_user()': String(user),
    'session_user()': String(user),
    'current_role()': String(user),
    'user()': String(user),
    'getpgusername()': String(user),
    'pg_get_userbyid(oid)': String(user),
    'regrole(text)': '10',
    'regrole(value)': String(user),
    'current_database()': String(database),
    'current_catalog()': String(database),
    'current_schema()': String(schema),
    'current_schemas(implicit)': `CASE WHEN :implicit THEN ['pg_catalog', ${schema}] ELSE [${schema}, ${schema}][1:1] END`,
    'version()': String(version),
    'current_setting(name)': setting,
    'current_setting(name, missing)': setting,
    'set_config(name, value, local)': 'CAST(:value AS VARCHAR)',
    ...serverMacros,
  }
}

const setting =
  '(SELECT min("#s".setting) FROM pg_catalog.pg_settings AS "#s" WHERE lower("#s".name) = lower(:name))'

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

const serverMacros: Readonly<Record<string, string>> = {
  'pg_backend_pid()': '0',
  'pg_is_in_recovery()': 'FALSE',
  'pg_is_wal_replay_paused()': 'FALSE',
  'pg_in_recovery()': 'FALSE',
  'txid_current()': '1',
  'txid_current_if_assigned()': 'CAST(NULL AS BIGINT)',
  'pg_current_xact_id_if_assigned()': nothing,
  'pg_export_snapshot()': nothing,
  'pg_postmaster_start_time()': "TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00'",
  'pg_conf_load_time()': "TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00'",
  'inet_server_addr()': nothing,
  'inet_server_port()': 'CAST(NULL AS INTEGER)',
  'inet_client_addr()': nothing,
  'inet_client_port()': 'CAST(NULL AS INTEGER)',
  'pg_my_temp_schema()': '0',
  'pg_is_other_temp_schema(oid)': 'FALSE',
  'pg_encoding_to_char(encoding)': "CASE WHEN :encoding = 6 THEN 'UTF8' ELSE '' END",
  'pg_char_to_encoding(name)': "CASE WHEN lower(:name) IN ('utf8', 'utf-8') THEN 6 ELSE -1 END",
  'pg_client_encoding()': "'UTF8'",
  'getdatabaseencoding()': "'UTF8'",
  'pg_encoding_max_length(encoding)': '4',
  'pg_has_role(role, privilege)': 'TRUE',
  'pg_has_role(user, role, privilege)': 'TRUE',
  ...privileges(['table', 'any_column', 'sequence', 'foreign_data_wrapper', 'server'], 'SELECT'),
  ...privileges(['schema', 'language', 'type', 'function', 'parameter'], 'USAGE'),
  ...privileges(['database', 'tablespace'], 'CONNECT'),
  'has_column_privilege(relation, column, privilege)': may('SELECT'),
  'has_column_privilege(user, relation, column, privilege)': may('SELECT'),
  'pg_partition_ancestors(relation)': 'CAST(:relation AS INTEGER)',
  'pg_partition_tree(relation)': 'CAST(:relation AS INTEGER)',
  'pg_partition_root(relation)': 'CAST(:relation AS INTEGER)',
  'pg_lock_status()': nothing,
  'pg_blocking_pids(pid)': 'CAST([] AS INTEGER[])',
  'pg_stat_get_numscans(oid)': '0',
  'pg_options_to_table(options)':
    '(SELECT CAST(NULL AS VARCHAR) AS option_name, CAST(NULL AS VARCHAR) AS option_value WHERE FALSE)',
  'aclexplode(acl)':
    '(SELECT 0 AS grantor, 0 AS grantee, CAST(NULL AS VARCHAR) AS privilege_type, FALSE AS is_grantable WHERE FALSE)',
  'acldefault(kind, owner)': 'CAST(NULL AS VARCHAR[])',
  'pg_get_keywords()':
    '(SELECT CAST(NULL AS VARCHAR) AS word, CAST(NULL AS VARCHAR) AS catcode, CAST(NULL AS VARCHAR) AS catdesc WHERE FALSE)',
  'pg_event_trigger_ddl_commands()': nothing,
}

function privileges(kinds: readonly string[], least: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    kinds.flatMap((kind) => [
      [`has_${kind}_privilege(object, privilege)`, may(least)],
      [`has_${kind}_privilege(user, object, privilege)`, may(least)],
    ]),
  )
}

/** Everything can be read, and nothing can be changed. */
function may(privilege: string): string {
  return `contains(upper(:privilege), '${privilege}')`
}
