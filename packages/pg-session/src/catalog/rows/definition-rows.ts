import { builtinTypeList, sqlNameOf } from '../builtin-type.ts'
import type { Constraint } from '../database-model.ts'
import { keyIndexes } from '../key-index.ts'
import { type ProcedureParameter, readProcedures } from '../procedures.ts'
import { fixed, type RelationRows, type RowContext } from '../row-context.ts'
import { describedObjects } from './description-rows.ts'
import { builtinFunctionRows } from './procedure-rows.ts'
import { indexDefinition, namespacesOf, qualified, quoted } from './relation-rows.ts'

/**
 * What macros look up, in no list: `#names` has the texts by which objects are found (`'t'::regclass`) and shown
 * (`oid::regclass`), `#definitions` what they were made with, `#visible` the relations that need no schema. No query has
 * names such as those of the columns, since an argument of a macro may name a column.
 */
export const helperRows: RelationRows = {
  '#names': async (context) => {
    const kinds = context.equal['#kind'] ?? Object.keys(namesOf)
    const found = await Promise.all(
      kinds.map(async (kind) => [kind, (await namesOf[kind]?.(context)) ?? []] as const),
    )
    return found.flatMap(([kind, names]) =>
      names.map(({ name, oid, shown }) => ({
        '#kind': kind,
        '#name': name,
        '#oid': oid,
        '#shown': shown,
      })),
    )
  },
  '#definitions': async (context) => {
    const kinds = context.equal['#kind'] ?? Object.keys(definitionsOf)
    const found = await Promise.all(
      kinds.map(async (kind) => [kind, (await definitionsOf[kind]?.(context)) ?? []] as const),
    )
    return found.flatMap(([kind, definitions]) =>
      definitions.map(({ oid, part = 0, text }) => ({
        '#kind': kind,
        '#oid': oid,
        '#part': part,
        '#text': text,
      })),
    )
  },
  '#descriptions': async (context) => {
    const equal = context.equal['#part']
    const rows = await describedObjects({
      ...context,
      equal: equal === undefined ? {} : { objsubid: equal },
    })
    return rows.map(({ objoid, objsubid, description }) => ({
      '#oid': objoid,
      '#part': objsubid,
      '#text': description,
    }))
  },
  '#visible': async (context) => {
    const { model, system, own, session } = context
    const relations = (await model.relations(system)).filter(({ namespace }) =>
      isSame(namespace.name, session.schema),
    )
    const indexes = (await keyIndexes(context)).filter(({ index }) =>
      isSame(index.namespace.name, session.schema),
    )
    return [
      ...own.filter(({ namespace }) => namespace === fixed.pgCatalog),
      ...relations,
      ...indexes.map(({ index }) => index),
    ].map(({ oid }) => ({ '#oid': oid }))
  },
}

interface FoundName {
  readonly name: string
  readonly oid: number
  readonly shown: string
}

const namesOf: Readonly<Record<string, (context: RowContext) => Promise<readonly FoundName[]>>> = {
  async class(context) {
    const { model, system, own, session } = context
    const relations = await model.relations(system)
    const indexes = (await keyIndexes(context)).map(({ index }) => index)
    return [
      ...own.flatMap(({ name, oid, namespace }) => {
        const isOnPath = namespace === fixed.pgCatalog
        const whole = `${isOnPath ? 'pg_catalog' : 'information_schema'}.${name}`
        return isOnPath ? named(oid, name, [name, whole]) : named(oid, whole, [whole])
      }),
      ...[...relations, ...indexes].flatMap((relation) => {
        const { oid, name, namespace } = relation
        const whole = `${namespace.name}.${name}`
        return isSame(namespace.name, session.schema)
          ? named(oid, quoted(name), [name, whole])
          : named(oid, qualified(relation), [whole])
      }),
    ]
  },
  type: async () =>
    await Promise.resolve(
      builtinTypeList.flatMap((type) => {
        const shown = sqlNameOf(type)
        const names = new Set([type.name, shown, `pg_catalog.${type.name}`])
        return named(type.oid, shown, [...names])
      }),
    ),
  namespace: async (context) =>
    (await namespacesOf(context)).flatMap(({ oid, name }) => named(oid, quoted(name), [name])),
  async proc(context) {
    const procedures = await readProcedures(context)
    return [
      ...builtinFunctionRows.flatMap(({ oid, proname }) =>
        named(Number(oid), String(proname), [String(proname), `pg_catalog.${String(proname)}`]),
      ),
      ...procedures.flatMap(({ oid, name, namespace }) =>
        named(oid, quoted(name), [name, `${namespace.name}.${name}`]),
      ),
    ]
  },
}

function named(oid: number, shown: string, names: readonly string[]): readonly FoundName[] {
  return names.map((name) => ({ name, oid, shown }))
}

interface Definition {
  readonly oid: number
  readonly part?: number
  readonly text: string
}

const definitionsOf: Readonly<
  Record<string, (context: RowContext) => Promise<readonly Definition[]>>
> = {
  constraint: async ({ model, system }) =>
    (await model.constraints(system)).map((constraint) => ({
      oid: constraint.oid,
      text: constraintDefinition(constraint),
    })),
  index: async (context) =>
    (await keyIndexes(context)).flatMap(({ index, constraint }) => [
      {
        oid: index.oid,
        text: indexDefinition(index, constraint.relation, constraint.columns),
      },
      ...constraint.columns.map((column, position) => ({
        oid: index.oid,
        part: position + 1,
        text: quoted(column),
      })),
    ]),
  view: async ({ model, system }) =>
    (await model.relations(system))
      .filter(({ kind }) => kind === 'v')
      .map(({ oid, doc, namespace }) => ({
        oid,
        // The doc of a view of the user is its query.
        text: namespace.name === 'UserViews' ? doc : '',
      })),
  arguments: async (context) =>
    (await readProcedures(context)).map(({ oid, inputs, outputs }) => ({
      oid,
      text: [
        ...inputs.map((input) => parameterText('IN', input)),
        ...outputs.map((output) => parameterText('OUT', output)),
      ].join(', '),
    })),
}

function parameterText(mode: string, { name, type }: ProcedureParameter): string {
  return `${mode} ${quoted(name)} ${type.sqlName}`
}

function constraintDefinition({ columns, references }: Constraint): string {
  const list = columns.map(quoted).join(', ')
  if (references === undefined) return `PRIMARY KEY (${list})`
  const others = references.columns.map(quoted).join(', ')
  return `FOREIGN KEY (${list}) REFERENCES ${qualified(references.relation)}(${others})`
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase()
}
