import type { Row } from 'devopsql'
import { builtinFunctions } from '../facts/builtin-functions.ts'
import type { Procedure } from '../procedures.ts'
import { readProcedures } from '../procedures.ts'
import { fixed, type RelationRows } from '../row-context.ts'

/** Functions of PostgreSQL's types, and the procedures of the product. */
export const procedureRows: RelationRows = {
  pg_proc: async (context) => [
    ...builtinFunctionRows,
    ...(await readProcedures(context)).map(procedureRow),
  ],
  pg_language: () => [
    { oid: 12, lanname: 'internal', lanowner: fixed.owner, lanispl: false, lanpltrusted: false },
    { oid: 13, lanname: 'c', lanowner: fixed.owner, lanispl: false, lanpltrusted: false },
    { oid: 14, lanname: 'sql', lanowner: fixed.owner, lanispl: false, lanpltrusted: true },
  ],
}

const plainFunction: Row = {
  proowner: fixed.owner,
  prolang: 12,
  procost: 1,
  prorows: 0,
  provariadic: 0,
  prosupport: 0,
  prokind: 'f',
  prosecdef: false,
  proleakproof: false,
  proisstrict: true,
  proretset: false,
  provolatile: 'i',
  proparallel: 's',
  pronargdefaults: 0,
}

export const builtinFunctionRows: readonly Row[] = builtinFunctions.split(';').map((text) => {
  const [oid, name = '', result, ...types] = text.trim().split(/\s+/)
  return {
    ...plainFunction,
    oid: Number(oid),
    proname: name,
    pronamespace: fixed.pgCatalog,
    pronargs: types.length,
    prorettype: Number(result),
    proargtypes: types.map(Number),
    prosrc: name,
  }
})

/** The names of PostgreSQL's own functions by the digits of their numbers. */
export const builtinFunctionNames: ReadonlyMap<string, string> = new Map(
  builtinFunctionRows.map(({ oid, proname }) => [String(oid), String(proname)]),
)

function procedureRow({ oid, name, namespace, doc, inputs, outputs }: Procedure): Row {
  const all = [...inputs, ...outputs]
  return {
    ...plainFunction,
    oid,
    proname: name,
    pronamespace: namespace.oid,
    prolang: 14,
    prokind: 'p',
    proisstrict: false,
    provolatile: 'v',
    proparallel: 'u',
    pronargs: inputs.length,
    prorettype: 2249,
    proargtypes: inputs.map(({ type }) => type.oid),
    proallargtypes: all.map(({ type }) => type.oid),
    proargmodes: [...inputs.map(() => 'i'), ...outputs.map(() => 'o')],
    proargnames: all.map((parameter) => parameter.name),
    prosrc: doc,
  }
}
