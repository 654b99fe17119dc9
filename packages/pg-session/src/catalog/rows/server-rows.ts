import type { Row } from 'devopsql'
import { fixed, type RelationRows, type RowContext } from '../row-context.ts'

/** Databases, roles, settings: what is the same wherever one looks from. */
export const serverRows: RelationRows = {
  pg_database: async (context) =>
    (await databasesOf(context)).map((name) => ({
      oid: context.oids.of('database', name),
      datname: name,
      datdba: fixed.owner,
      encoding: 6,
      datlocprovider: 'c',
      datistemplate: false,
      datallowconn: true,
      datconnlimit: -1,
      datfrozenxid: 0,
      datminmxid: 1,
      dattablespace: fixed.defaultTablespace,
      datcollate: 'C',
      datctype: 'C',
    })),
  pg_roles: ({ session }) => [
    {
      rolname: session.user,
      rolsuper: false,
      rolinherit: true,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: true,
      rolreplication: false,
      rolconnlimit: -1,
      rolpassword: '********',
      rolbypassrls: false,
      oid: fixed.owner,
    },
  ],
  pg_user: ({ session }) => [
    {
      usename: session.user,
      usesysid: fixed.owner,
      usecreatedb: false,
      usesuper: false,
      userepl: false,
      usebypassrls: false,
      passwd: '********',
    },
  ],
  pg_settings: ({ session }) =>
    [...(session.settings?.() ?? [])].map(([name, value]) => ({
      name,
      setting: value,
      category: 'Client Connection Defaults',
      short_desc: '',
      context: 'user',
      vartype: 'string',
      source: 'session',
      boot_val: value,
      reset_val: value,
      pending_restart: false,
    })),
  pg_tablespace: () => [
    { oid: fixed.defaultTablespace, spcname: 'pg_default', spcowner: fixed.owner },
    { oid: 1664, spcname: 'pg_global', spcowner: fixed.owner },
  ],
  pg_am: () => [
    { oid: fixed.heap, amname: 'heap', amhandler: 3, amtype: 't' },
    { oid: fixed.btree, amname: 'btree', amhandler: 330, amtype: 'i' },
  ],
  pg_collation: () => [
    collation(100, 'default', 'd'),
    collation(950, 'C', 'c'),
    collation(951, 'POSIX', 'c'),
  ],
  pg_timezone_names: () =>
    Intl.supportedValuesOf('timeZone').map((name) => ({ name, abbrev: name, is_dst: false })),
}

async function databasesOf({ system, session }: RowContext): Promise<readonly string[]> {
  const names = new Set([session.database])
  for await (const page of system('sys_catalogs', ['CatalogName'])) {
    for (const { CatalogName } of page) names.add(String(CatalogName))
  }
  return [...names]
}

function collation(oid: number, name: string, provider: string): Row {
  return {
    oid,
    collname: name,
    collnamespace: fixed.pgCatalog,
    collowner: fixed.owner,
    collprovider: provider,
    collisdeterministic: true,
    collencoding: -1,
    collcollate: 'C',
    collctype: 'C',
  }
}
