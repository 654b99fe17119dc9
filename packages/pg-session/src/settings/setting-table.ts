import { dateStyle, encoding, timeZone } from './accept-values.ts'
import { type Accept, anyText, duration, integer, oneOf, onOff, type Setting } from './setting.ts'

/** The version of PostgreSQL that clients are told, for what they decide by it. */
export const serverVersion = '15.14'
const serverVersionNumber = '150014'
const isolationLevels = ['serializable', 'repeatable read', 'read committed', 'read uncommitted']

type Row = readonly [name: string, value: string, accept: Accept | 'fixed', doc: string]

/** Told to clients as PostgreSQL 15 tells them. */
const reported: readonly Row[] = [
  ['application_name', '', anyText, 'The name of the application, for logs and statistics.'],
  ['client_encoding', 'UTF8', encoding, "The client's character set encoding."],
  ['DateStyle', 'ISO, MDY', dateStyle, 'How dates and times are written and read.'],
  ['default_transaction_read_only', 'off', onOff, 'Whether transactions begin as read-only.'],
  ['in_hot_standby', 'off', 'fixed', 'Whether the server is a standby.'],
  ['integer_datetimes', 'on', 'fixed', 'Whether times are whole numbers of microseconds.'],
  ['IntervalStyle', 'postgres', oneOf(['postgres', 'iso_8601']), 'How intervals are written.'],
  ['is_superuser', 'off', 'fixed', 'Whether the user may do anything.'],
  ['server_encoding', 'UTF8', 'fixed', "The server's character set encoding."],
  ['server_version', serverVersion, 'fixed', 'The version of PostgreSQL that the server acts as.'],
  ['session_authorization', '', 'fixed', 'The user of the session.'],
  ['standard_conforming_strings', 'on', oneOf(['on']), 'Whether a backslash in a string is plain.'],
  ['TimeZone', 'UTC', timeZone, 'The time zone that times are written in and read from.'],
]

/** Those that have an effect here, or that say what the server is like. */
const effective: readonly Row[] = [
  ['bytea_output', 'hex', oneOf(['hex']), 'How bytes are written as text.'],
  [
    'client_min_messages',
    'notice',
    oneOf(['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'], {
      debug: 'debug2',
      info: 'notice',
    }),
    'The least severe message that the client is sent.',
  ],
  [
    'extra_float_digits',
    '1',
    integer(-15, 3),
    'Floating-point numbers always have all their digits.',
  ],
  [
    'idle_in_transaction_session_timeout',
    '0',
    duration,
    'How long a transaction may be idle; 0: for ever.',
  ],
  ['idle_session_timeout', '0', duration, 'How long a session may be idle; 0: for ever.'],
  ['max_identifier_length', '63', 'fixed', 'The most bytes of a name.'],
  [
    'search_path',
    '"$user", public',
    anyText,
    'The schema that names without one are looked up in: the first that exists.',
  ],
  ['server_version_num', serverVersionNumber, 'fixed', 'The version as a number.'],
  ['ssl', 'off', 'fixed', 'Whether the connection is encrypted.'],
  ['statement_timeout', '0', duration, 'How long a statement may run; 0: for ever.'],
  [
    'transaction_isolation',
    'read committed',
    oneOf(isolationLevels),
    'The isolation of the transaction.',
  ],
  ['transaction_read_only', 'off', onOff, 'Whether the transaction is read-only.'],
]

/** Those that clients set, and that mean nothing for a server without tables of its own. */
const accepted: readonly Row[] = [
  ['backslash_quote', 'safe_encoding', oneOf(['safe_encoding', 'on', 'off']), ''],
  ['block_size', '8192', 'fixed', ''],
  ['check_function_bodies', 'on', onOff, ''],
  ['deadlock_timeout', '1s', duration, ''],
  ['default_table_access_method', 'heap', anyText, ''],
  ['default_tablespace', '', anyText, ''],
  ['default_text_search_config', 'pg_catalog.english', anyText, ''],
  ['default_transaction_deferrable', 'off', onOff, ''],
  ['default_transaction_isolation', 'read committed', oneOf(isolationLevels), ''],
  ['effective_cache_size', '4GB', anyText, ''],
  ['enable_bitmapscan', 'on', onOff, ''],
  ['enable_hashjoin', 'on', onOff, ''],
  ['enable_indexscan', 'on', onOff, ''],
  ['enable_material', 'on', onOff, ''],
  ['enable_mergejoin', 'on', onOff, ''],
  ['enable_nestloop', 'on', onOff, ''],
  ['enable_seqscan', 'on', onOff, ''],
  ['enable_sort', 'on', onOff, ''],
  ['escape_string_warning', 'on', onOff, ''],
  ['from_collapse_limit', '8', integer(1, 0x7fff_ffff), ''],
  ['geqo', 'on', onOff, ''],
  ['jit', 'on', onOff, ''],
  ['join_collapse_limit', '8', integer(1, 0x7fff_ffff), ''],
  ['lc_collate', 'C', 'fixed', ''],
  ['lc_ctype', 'C', 'fixed', ''],
  ['lc_messages', 'C', anyText, ''],
  ['lc_monetary', 'C', anyText, ''],
  ['lc_numeric', 'C', anyText, ''],
  ['lc_time', 'C', anyText, ''],
  ['listen_addresses', 'localhost', 'fixed', ''],
  ['lock_timeout', '0', duration, ''],
  ['log_statement', 'none', anyText, ''],
  ['maintenance_work_mem', '64MB', anyText, ''],
  ['max_connections', '100', 'fixed', ''],
  ['max_function_args', '100', 'fixed', ''],
  ['max_index_keys', '32', 'fixed', ''],
  ['max_parallel_workers_per_gather', '2', integer(0, 1024), ''],
  ['password_encryption', 'scram-sha-256', 'fixed', ''],
  ['quote_all_identifiers', 'off', onOff, ''],
  ['role', 'none', anyText, ''],
  ['row_security', 'on', onOff, ''],
  ['segment_size', '1GB', 'fixed', ''],
  ['session_replication_role', 'origin', oneOf(['origin', 'replica', 'local']), ''],
  ['synchronize_seqscans', 'on', onOff, ''],
  ['synchronous_commit', 'on', anyText, ''],
  ['temp_tablespaces', '', anyText, ''],
  ['timezone_abbreviations', 'Default', anyText, ''],
  ['transaction_deferrable', 'off', onOff, ''],
  ['wal_level', 'replica', 'fixed', ''],
  ['work_mem', '4MB', anyText, ''],
  ['xmlbinary', 'base64', anyText, ''],
  ['xmloption', 'content', oneOf(['content', 'document']), ''],
]

/** Every setting that the server knows, in the order of their names. */
export const settingTable: readonly Setting[] = [
  ...reported.map((row) => settingOf(row, true)),
  ...[...effective, ...accepted].map((row) => settingOf(row, false)),
].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))

const byName: ReadonlyMap<string, Setting> = new Map(
  settingTable.map((setting) => [setting.name.toLowerCase(), setting]),
)

/** The setting of that name, letter case ignored. */
export function findSetting(name: string): Setting | undefined {
  return byName.get(name.toLowerCase())
}

function settingOf([name, value, accept, doc]: Row, isReported: boolean): Setting {
  return {
    name,
    value,
    doc: doc === '' ? 'Accepted, and without effect here.' : doc,
    isReported,
    ...(accept !== 'fixed' && { accept: accept(name) }),
  }
}
