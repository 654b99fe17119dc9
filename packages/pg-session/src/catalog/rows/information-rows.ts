import type { Row } from 'devopsql'
import { builtinTypeList, builtinTypeNamed, sqlNameOf } from '../builtin-type.ts'
import type { Attribute, Constraint, Relation } from '../database-model.ts'
import { readProcedures } from '../procedures.ts'
import { fixed, type OwnRelation, type RelationRows, type RowContext } from '../row-context.ts'
import { namespacesOf } from './relation-rows.ts'

/** The views of the SQL standard, of one database and in PostgreSQL's words. */
export const informationRows: RelationRows = {
  information_schema_catalog_name: ({ session }) => [{ catalog_name: session.database }],
  enabled_roles: ({ session }) => [{ role_name: session.user }],
  character_sets: ({ session }) => [
    {
      character_set_name: 'UTF8',
      character_repertoire: 'UCS',
      form_of_use: 'UTF8',
      default_collate_catalog: session.database,
      default_collate_schema: 'pg_catalog',
      default_collate_name: 'default',
    },
  ],
  schemata: async (context) =>
    (await namespacesOf(context)).map(({ name }) => ({
      catalog_name: context.session.database,
      schema_name: name,
      schema_owner: context.session.user,
    })),
  tables: async (context) =>
    (await allRelations(context)).map(({ schema, name, kind }) => ({
      ...tableName(context, { schema, name }),
      table_type: kind === 'r' ? 'BASE TABLE' : 'VIEW',
      is_insertable_into: 'NO',
      is_typed: 'NO',
    })),
  views: async (context) =>
    (await allRelations(context))
      .filter(({ kind }) => kind === 'v')
      .map(({ schema, name, query }) => ({
        ...tableName(context, { schema, name }),
        view_definition: query,
        check_option: 'NONE',
        is_updatable: 'NO',
        is_insertable_into: 'NO',
        is_trigger_updatable: 'NO',
        is_trigger_deletable: 'NO',
        is_trigger_insertable_into: 'NO',
      })),
  columns: async (context) => [
    ...context.own.flatMap((relation) => ownColumns(context, relation)),
    ...(await wantedAttributes(context)).map((attribute) => columnRow(context, attribute)),
  ],
  table_constraints: async (context) =>
    (await constraintsOf(context)).map((constraint) => ({
      ...constraintName(context, constraint),
      ...tableName(context, placeOf(constraint.relation)),
      constraint_type: constraint.references === undefined ? 'PRIMARY KEY' : 'FOREIGN KEY',
      is_deferrable: 'NO',
      initially_deferred: 'NO',
      enforced: 'YES',
    })),
  key_column_usage: async (context) =>
    (await constraintsOf(context)).flatMap((constraint) =>
      constraint.columns.map((column, index) => ({
        ...constraintName(context, constraint),
        ...tableName(context, placeOf(constraint.relation)),
        column_name: column,
        ordinal_position: index + 1,
        position_in_unique_constraint: constraint.references && index + 1,
      })),
    ),
  constraint_column_usage: async (context) =>
    (await constraintsOf(context)).flatMap((constraint) => {
      const { relation, columns } = constraint.references ?? constraint
      return columns.map((column) => ({
        ...tableName(context, placeOf(relation)),
        column_name: column,
        ...constraintName(context, constraint),
      }))
    }),
  constraint_table_usage: async (context) =>
    (await constraintsOf(context)).map((constraint) => ({
      ...tableName(context, placeOf((constraint.references ?? constraint).relation)),
      ...constraintName(context, constraint),
    })),
  referential_constraints: async (context) => {
    const constraints = await constraintsOf(context)
    const primary = new Map(
      constraints
        .filter(({ references }) => references === undefined)
        .map((constraint) => [constraint.relation.oid, constraint]),
    )
    return constraints.flatMap((constraint) => {
      if (constraint.references === undefined) return []
      const unique = primary.get(constraint.references.relation.oid)
      return [
        {
          ...constraintName(context, constraint),
          unique_constraint_catalog: unique && context.session.database,
          unique_constraint_schema: unique?.relation.namespace.name,
          unique_constraint_name: unique?.name,
          match_option: 'NONE',
          update_rule: 'NO ACTION',
          delete_rule: 'NO ACTION',
        },
      ]
    })
  },
  routines: async (context) =>
    (await readProcedures(context)).map(({ oid, name, namespace }) => ({
      specific_catalog: context.session.database,
      specific_schema: namespace.name,
      specific_name: `${name}_${oid}`,
      routine_catalog: context.session.database,
      routine_schema: namespace.name,
      routine_name: name,
      routine_type: 'PROCEDURE',
      routine_body: 'EXTERNAL',
      external_language: 'SQL',
      sql_data_access: 'MODIFIES',
    })),
  parameters: async (context) =>
    (await readProcedures(context)).flatMap(({ oid, name, namespace, inputs, outputs }) =>
      [
        ...inputs.map((parameter) => ({ ...parameter, mode: 'IN' })),
        ...outputs.map((parameter) => ({ ...parameter, mode: 'OUT' })),
      ].map((parameter, index) => ({
        specific_catalog: context.session.database,
        specific_schema: namespace.name,
        specific_name: `${name}_${oid}`,
        ordinal_position: index + 1,
        parameter_mode: parameter.mode,
        is_result: 'NO',
        as_locator: 'NO',
        parameter_name: parameter.name,
        data_type: parameter.type.sqlName,
        udt_catalog: context.session.database,
        udt_schema: 'pg_catalog',
        udt_name: parameter.type.name,
        dtd_identifier: String(index + 1),
      })),
    ),
  table_privileges: privileges,
  role_table_grants: privileges,
}

interface RelationPlace {
  readonly schema: string
  readonly name: string
}

interface AnyRelation extends RelationPlace {
  readonly kind: string
  readonly query: string | undefined
}

async function allRelations({ model, system, own }: RowContext): Promise<readonly AnyRelation[]> {
  return [
    ...own.map((relation) => ({ ...placeOfOwn(relation), kind: relation.kind, query: undefined })),
    ...(await model.relations(system)).map((relation) => ({
      ...placeOf(relation),
      kind: relation.kind,
      query: relation.namespace.name === 'UserViews' ? relation.doc : undefined,
    })),
  ]
}

function placeOf({ namespace, name }: Relation): RelationPlace {
  return { schema: namespace.name, name }
}

function placeOfOwn({ namespace, name }: OwnRelation): RelationPlace {
  const schema = namespace === fixed.pgCatalog ? 'pg_catalog' : 'information_schema'
  return { schema, name }
}

function tableName({ session }: RowContext, { schema, name }: RelationPlace): Row {
  return { table_catalog: session.database, table_schema: schema, table_name: name }
}

function constraintName({ session }: RowContext, { name, relation }: Constraint): Row {
  return {
    constraint_catalog: session.database,
    constraint_schema: relation.namespace.name,
    constraint_name: name,
  }
}

async function constraintsOf({ model, system }: RowContext): Promise<readonly Constraint[]> {
  return await model.constraints(system)
}

/** Those of a table by its name where the query asks for one. */
async function wantedAttributes({
  model,
  system,
  equal,
}: RowContext): Promise<readonly Attribute[]> {
  const names = equal['table_name']?.map((name) => name.toLowerCase())
  if (names === undefined) return await model.attributes(system)
  const relations = (await model.relations(system)).filter(({ name }) =>
    names.includes(name.toLowerCase()),
  )
  const found = await Promise.all(relations.map((relation) => model.attributes(system, relation)))
  return found.flat()
}

function columnRow(context: RowContext, attribute: Attribute): Row {
  const { relation, name, number, type, isNotNull } = attribute
  return {
    ...tableName(context, placeOf(relation)),
    ...columnFacts(context, type.name),
    column_name: name,
    ordinal_position: number,
    is_nullable: isNotNull ? 'NO' : 'YES',
    data_type: type.sqlName,
    dtd_identifier: String(number),
  }
}

function ownColumns(context: RowContext, relation: OwnRelation): readonly Row[] {
  return relation.columns.map(({ name, type, isNotNull }, index) => {
    const builtin = builtinTypeNamed(type)
    // A domain is told as the type that it is based on.
    const base = builtinTypeList.find(({ oid }) => oid === builtin.row['typbasetype']) ?? builtin
    return {
      ...tableName(context, placeOfOwn(relation)),
      ...columnFacts(context, base.name),
      column_name: name,
      ordinal_position: index + 1,
      is_nullable: isNotNull ? 'NO' : 'YES',
      data_type: type.endsWith('[]') ? 'ARRAY' : sqlNameOf(base),
      dtd_identifier: String(index + 1),
    }
  })
}

const numbers: Readonly<Record<string, Row>> = {
  int2: { numeric_precision: 16, numeric_precision_radix: 2, numeric_scale: 0 },
  int4: { numeric_precision: 32, numeric_precision_radix: 2, numeric_scale: 0 },
  int8: { numeric_precision: 64, numeric_precision_radix: 2, numeric_scale: 0 },
  float4: { numeric_precision: 24, numeric_precision_radix: 2 },
  float8: { numeric_precision: 53, numeric_precision_radix: 2 },
  date: { datetime_precision: 0 },
  time: { datetime_precision: 6 },
  timestamptz: { datetime_precision: 6 },
  text: { character_octet_length: 1_073_741_824 },
  varchar: { character_octet_length: 1_073_741_824 },
}

function columnFacts({ session }: RowContext, type: string): Row {
  return {
    ...numbers[type],
    udt_catalog: session.database,
    udt_schema: 'pg_catalog',
    udt_name: type,
    is_self_referencing: 'NO',
    is_identity: 'NO',
    identity_cycle: 'NO',
    is_generated: 'NEVER',
    is_updatable: 'NO',
  }
}

/** Everything that is shown can be read. */
async function privileges(context: RowContext): Promise<readonly Row[]> {
  return (await allRelations(context)).map((place) => ({
    grantor: context.session.user,
    grantee: context.session.user,
    ...tableName(context, place),
    privilege_type: 'SELECT',
    is_grantable: 'NO',
    with_hierarchy: 'YES',
  }))
}
